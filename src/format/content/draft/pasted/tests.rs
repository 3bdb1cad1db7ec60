use super::*;
use crate::format::content::draft::{check, sample};

fn read(text: &str) -> Result<Pasted, Vec<PasteFault>> {
    items_from_table(&sample().unwrap(), Form::Full, text)
}

/// Row, column from 1 and rule of every fault.
fn faults(text: &str) -> Vec<(usize, Option<usize>, PasteRule)> {
    let found = read(text).unwrap_err();
    found
        .into_iter()
        .map(|fault| (fault.row, fault.column.map(|(_, at)| at), fault.rule))
        .collect()
}

fn text<'a>(item: &'a Json, place: &str) -> &'a str {
    edit::text(item, &Path::parse(place).unwrap())
}

const TABLE: &str = "領域\t質問\t補足\t選択肢\t点\t重み\t出典\r\n\
    出欠・登校\t月曜に休む\t週明けの欠席\tない/ある/とても\t0/2/3\t1.5\t校内会議\r\n\
    こころ\t元気がない\t\t\t\t\t\r\n\
    \t\t\t\t\t\t\r\n\
    B\tにおい\t同じ服\tなし／少し／はっきり\t\t２\t\r\n";

#[test]
fn a_table_becomes_items_that_make_a_sound_document() {
    let pasted = read(TABLE).unwrap();
    assert!(pasted.has_heading);
    assert_eq!(pasted.items.len(), 3);
    let [first, second, third] = pasted.items.as_slice() else {
        panic!("three items");
    };
    assert_eq!(
        (text(first, "label.ja"), text(first, "areas[0]")),
        ("月曜に休む", "A")
    );
    assert_eq!(text(first, "options[1].label.ja"), "ある");
    assert_eq!(first.get("weight"), Some(&Json::Number(1.5)));
    // Without answers the usual ones, without help the label, known by the short label of the area.
    assert_eq!(
        (
            text(second, "scale"),
            text(second, "help.ja"),
            text(second, "areas[0]")
        ),
        ("freq4", "元気がない", "C")
    );
    // The answers are those of a scale there is.
    assert_eq!(
        (text(third, "scale"), third.get("weight")),
        ("sign3", Some(&Json::Number(2.0)))
    );
    let mut draft = sample().unwrap();
    let before = draft.get("items").unwrap().list().len();
    let place = take(&mut draft, Form::Full, &pasted.items, false).unwrap();
    assert_eq!(place.to_string(), format!("items[{before}]"));
    check(&draft).unwrap();
}

#[test]
fn columns_stand_in_any_order_under_english_heads_and_in_the_usual_order_without_any() {
    let english = read("Item\tWeight\tArea\tOwner\nLate\t0.25\tAttendance\tx\n").unwrap();
    let columns = [Column::Label, Column::Weight, Column::Area, Column::Unread];
    assert_eq!(
        (english.columns.as_slice(), english.has_heading),
        (columns.as_slice(), true)
    );
    assert_eq!(text(&english.items[0], "areas[0]"), "A");
    let bare = read("出欠\t遅刻が増えた").unwrap();
    assert!(!bare.has_heading);
    assert_eq!(text(&bare.items[0], "label.ja"), "遅刻が増えた");
}

#[test]
fn every_fault_is_told_with_row_and_column() {
    let long = "あ".repeat(25);
    let table = format!(
        "領域\t項目\t選択肢\t点\t重み\n\
         天気\t{long}\tない\t\t0.3\n\
         \t\tない/ある\t0\tx\n\
         A\tだいじょうぶ\tない/ある\t0/101\t9\n"
    );
    let known = vec![
        "出欠・登校",
        "からだ・身のまわり",
        "こころのようす",
        "友だち・集団",
        "学び",
        "家庭とのつながり",
        "くらし",
        "家族の世話",
    ];
    let known = known.into_iter().map(str::to_owned).collect();
    assert_eq!(
        faults(&table),
        [
            (2, Some(1), PasteRule::UnknownArea { known }),
            (2, Some(2), PasteRule::TooLong { found: 25, most: 24 }),
            (2, Some(3), PasteRule::Options { found: 1 }),
            (2, Some(5), PasteRule::Weight),
            (3, Some(1), PasteRule::Empty),
            (3, Some(2), PasteRule::Empty),
            (3, Some(4), PasteRule::PointsCount { found: 1, options: 2 }),
            (3, Some(5), PasteRule::Weight),
            (4, Some(4), PasteRule::Points),
            (4, Some(5), PasteRule::Weight),
        ]
    );
}

#[test]
fn what_is_no_table_is_refused_whole() {
    assert_eq!(faults(""), [(0, None, PasteRule::NoRows)]);
    assert_eq!(faults("領域\t項目\n"), [(0, None, PasteRule::NoRows)]);
    assert_eq!(faults("A\t\"x"), [(0, None, PasteRule::OpenQuote)]);
    assert_eq!(faults("領域\t補足\nA\tx"), [(0, None, PasteRule::NoLabelColumn)]);
    let many = "A\tx\n".repeat(201);
    assert_eq!(
        faults(&many),
        [(
            0,
            None,
            PasteRule::TooMany {
                found: 201,
                most: 200
            }
        )]
    );
}

#[test]
fn names_are_new_and_count_on_by_area() {
    let pasted = read("A\tx\nB\ty\nA\tz").unwrap();
    let names: Vec<&str> = pasted.items.iter().map(|item| text(item, "id")).collect();
    let draft = sample().unwrap();
    for name in &names {
        assert_eq!(names::find(&draft, Part::Item, name), None);
    }
    assert!(names[0].starts_with('A') && names[1].starts_with('B') && names[0] != names[2]);
}

#[test]
fn replacing_keeps_what_is_not_scored_and_lets_go_of_what_named_the_old_items() {
    let mut draft = sample().unwrap();
    let table = "A\tx\nB\tx\nC\tx\nD\tx\nE\tx\nF\tx\nG\tx\nH\tx";
    let pasted = items_from_table(&draft, Form::Full, table).unwrap();
    take(&mut draft, Form::Full, &pasted.items, true).unwrap();
    let items = draft.get("items").unwrap().list();
    let scored = |item: &&Json| matches!(text(item, "kind"), "" | "scored");
    assert_eq!(items.iter().filter(scored).count(), 8);
    assert!(items.iter().any(|item| text(item, "kind") == "critical"));
    check(&draft).unwrap();
}
