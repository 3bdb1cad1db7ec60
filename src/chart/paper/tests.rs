use super::*;
use crate::chart::qr;
use crate::domain::locale::Locale;
use crate::domain::summary::tests::{choices, content, document, draft, released};
use crate::format::summary::qr::encode;

fn look(qr: Option<&QrPath>) -> Look<'_> {
    Look {
        has_code: true,
        is_released: true,
        qr,
        is_sample: false,
        locale: Locale::Ja,
    }
}

fn sheet() -> (Sheet, String) {
    let checklist = content();
    let summary = released(&checklist, &document(&checklist), &choices());
    let text = encode(&summary, &checklist).unwrap();
    (Sheet::of(summary.facts(), &checklist, Locale::Ja), text)
}

#[test]
fn everything_the_ward_decides_by_stands_on_the_paper() {
    let (sheet, text) = sheet();
    let qr = qr::path(&text);
    let made = paper(&sheet, look(qr.as_ref()));
    let code = sheet.code.to_string();
    assert_eq!(made.matches(&code).count(), 2, "on the sheet and on the slip");
    for words in [
        "気づき要約票（氏名等を含みません）",
        "小学校高学年",
        "教育相談コーディネーター",
        "訪問",
        "放課後の居場所を知りたい",
        "2026年12月上旬",
        "診断や評価ではありません",
        "廃棄期限 2032年3月（令和14年）末",
        "1/1",
    ] {
        assert!(made.contains(words), "{words}");
    }
    assert!(made.contains(&sheet.stamp.checksum));
    assert!(qr.is_some_and(|qr| made.contains(&qr.d)));
}

#[test]
fn nothing_of_the_roster_and_no_note_stands_on_the_paper() {
    let (sheet, text) = sheet();
    let made = paper(&sheet, look(qr::path(&text).as_ref()));
    for secret in [
        "鰯雲",
        "鯵太",
        "いわしぐも",
        "あじた",
        "17番",
        "鯖江",
        "祖母",
        "鮎",
        "11月20日",
        "12月10日",
    ] {
        assert!(!made.contains(secret), "{secret}");
    }
}

#[test]
fn before_a_code_is_drawn_none_is_shown() {
    let checklist = content();
    let mut document = document(&checklist);
    document.keys.entries.clear();
    let draft = draft(&checklist, &document).unwrap();
    let sheet = Sheet::of(draft.facts(), &checklist, Locale::Ja);
    let look = Look {
        has_code: draft.has_code(),
        ..look(None)
    };
    let made = paper(&sheet, look);
    assert!(!made.contains(&sheet.code.to_string()));
    assert!(made.contains(SheetText::of(Locale::Ja).code_later));
}

#[test]
fn before_it_is_let_out_the_place_of_the_symbol_says_so() {
    let (sheet, _) = sheet();
    let later = SheetText::of(Locale::Ja).qr_later;
    let preview = Look {
        is_released: false,
        ..look(None)
    };
    assert!(paper(&sheet, preview).contains(later));
    assert!(!paper(&sheet, look(None)).contains(later));
}

#[test]
fn a_list_too_long_for_the_paper_says_how_many_more_there_are() {
    let (mut sheet, _) = sheet();
    let mut ask = sheet.asks.first().cloned().unwrap();
    ask.label = "あ".repeat(30);
    sheet.asks = vec![ask; 7];
    assert!(paper(&sheet, look(None)).contains("あ、ほか5件"));
    sheet.asks.truncate(2);
    assert!(!paper(&sheet, look(None)).contains("ほか"));
}

#[test]
fn much_to_say_is_set_in_smaller_type() {
    let (mut sheet, _) = sheet();
    let card = Labelled {
        id: "life".into(),
        label: "い".repeat(40),
    };
    let class = |strips: usize| {
        sheet.urgent = vec![card.clone(); strips];
        let made = paper(&sheet, look(None));
        made.split('"').nth(1).map(str::to_owned).unwrap_or_default()
    };
    let mut classes: Vec<String> = (0..20).map(class).collect();
    classes.dedup();
    assert_eq!(classes, ["paper", "paper tight", "paper tightest"]);
}

#[test]
fn an_area_shows_as_many_boxes_as_it_has_steps_and_fills_those_reached() {
    let (mut sheet, _) = sheet();
    let area = sheet.areas.first().cloned().unwrap();
    let drawn = |picture| {
        let mut markup = Markup::default();
        steps(
            &mut markup,
            &SheetArea {
                picture,
                highest: 3,
                ..area.clone()
            },
        );
        let made = markup.finish();
        ["\"on\"", "\"off\"", "\"gap\""].map(|class| made.matches(class).count())
    };
    assert_eq!(drawn(AreaPicture::Step(2)), [2, 1, 0]);
    assert_eq!(drawn(AreaPicture::Step(0)), [0, 3, 0]);
    assert_eq!(drawn(AreaPicture::Insufficient), [0, 0, 3]);
    assert_eq!(drawn(AreaPicture::NotApplicable), [0, 0, 0]);
    sheet.urgent.clear();
    assert!(!paper(&sheet, look(None)).contains("pp-urgent"));
}
