use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::domain::roster::{Classroom, Grade, SchoolYear, Student, StudentId};

fn nfkc(text: &str) -> String {
    text.nfkc().collect()
}

fn class_of(students: &[(&str, &str)]) -> Classroom {
    let students = students.iter().zip(1..).map(|((name, reading), number)| Student {
        id: StudentId(u32::from(number)),
        number,
        name: Some((*name).to_owned()).filter(|name| !name.is_empty()),
        reading: Some((*reading).to_owned()).filter(|reading| !reading.is_empty()),
    });
    Classroom {
        school: "見本市立甘夏小学校".to_owned(),
        school_year: SchoolYear(2026),
        grade: Grade::Elementary(5),
        class_name: "ひまわり".to_owned(),
        students: students.collect(),
    }
}

fn sample() -> RosterTerms {
    let class = class_of(&[
        ("甘夏　柚子子", "あまなつ ゆずこ"),
        ("金柑太郎", "きんかんたろう"),
        ("林 新", "はやし あらた"),
        ("髙槗 蜜柑", "たかはし みかん"),
        ("文旦 颯", "ぶんたん そう"),
        ("佐々柑 優斗", "ささかん ゆうと"),
        ("Lime Santos", ""),
        ("リム・アン", ""),
    ]);
    RosterTerms::of(&class, &nfkc)
}

fn found(text: &str) -> Vec<(std::ops::Range<usize>, FindingKind)> {
    scan(text, &sample(), &nfkc, TextUse::Other)
        .into_iter()
        .map(|finding| (finding.range, finding.kind))
        .collect()
}

/// The parts of the text that were found, with their kinds.
fn words(text: &str) -> Vec<(String, FindingKind)> {
    let chars: Vec<char> = text.chars().collect();
    found(text)
        .into_iter()
        .map(|(range, kind)| (chars[range].iter().collect(), kind))
        .collect()
}

/// The texts in which the wanted words were not found, with what was.
fn missed(cases: &[(&str, &str, FindingKind)]) -> Vec<String> {
    cases
        .iter()
        .filter(|(text, wanted, kind)| !words(text).contains(&((*wanted).to_owned(), *kind)))
        .map(|(text, _, _)| format!("{text}: {:?}", words(text)))
        .collect()
}

#[test]
fn names_of_the_class_are_found_in_any_script_and_width() {
    let none: Vec<String> = Vec::new();
    let cases = [
        ("甘夏柚子子の件", "甘夏柚子子"),
        ("甘夏 柚子子の件", "甘夏 柚子子"),
        ("甘夏　柚子子の件", "甘夏　柚子子"),
        ("甘夏の家庭と連絡", "甘夏"),
        ("柚子子の居場所", "柚子子"),
        ("あまなつの家庭", "あまなつ"),
        ("アマナツの家庭", "アマナツ"),
        ("ｱﾏﾅﾂの家庭", "ｱﾏﾅﾂ"),
        ("ﾌﾞﾝﾀﾝの家庭", "ﾌﾞﾝﾀﾝ"),
        ("家庭はユズコを心配", "ユズコ"),
        ("金柑と面談", "金柑"),
        ("太郎と面談", "太郎"),
        ("きんかんの家庭", "きんか"),
        ("タローと面談", "タロー"),
        ("ユートと面談", "ユート"),
        ("高槗の家庭", "高槗"),
        ("髙󠄀槗の家庭", "髙󠄀槗"),
        ("佐佐柑の家庭", "佐佐柑"),
        ("ソウの欠席", "ソウ"),
        ("今後、そうが休む", "そう"),
        ("林新の件", "林新"),
        ("新が休みがち", "新"),
        ("林の母と面談", "林"),
        ("面談は林と", "林"),
        ("yuzukoの件", "yuzuko"),
        ("Ｙｕｕｔｏの件", "Ｙｕｕｔｏ"),
        ("Takahashi Mikan", "Takahashi Mikan"),
        ("TAKAHASIの件", "TAKAHASI"),
        ("santosの件", "santos"),
        ("リムアンの件", "リムアン"),
        ("アンの件", "アン"),
    ];
    assert_eq!(
        missed(&cases.map(|(text, wanted)| (text, wanted, FindingKind::RosterName))),
        none
    );
}

#[test]
fn a_name_is_found_at_the_place_it_was_typed() {
    assert_eq!(found("相談：ﾌﾞﾝﾀﾝの家"), vec![(3..8, FindingKind::RosterName)]);
    assert_eq!(found("㈱の件、甘 夏の家"), vec![(4..7, FindingKind::RosterName)]);
    assert_eq!(
        found("か\u{3099}くせい 金柑"),
        vec![(6..8, FindingKind::RosterName)]
    );
    assert_eq!(
        found("電話０７２（２３４）５６７８へ"),
        vec![(2..14, FindingKind::Phone)]
    );
}

#[test]
fn short_names_inside_other_words_are_no_finding() {
    for text in [
        "困っていそうなとき",
        "そうだん",
        "アンケートの結果",
        "新しい環境",
        "林間学校",
        "心のケア",
        "新学期",
        "ゆとり",
        "たろう会",
    ] {
        let names: Vec<_> = found(text)
            .into_iter()
            .filter(|(_, kind)| *kind == FindingKind::RosterName)
            .collect();
        assert_eq!(names.is_empty(), text != "たろう会", "{text}: {names:?}");
    }
}

#[test]
fn what_singles_a_child_out_is_found_by_its_shape() {
    use FindingKind::{Address, Class, Date, Honorific, LongNumber, Mail, Phone, School, Url};
    let none: Vec<String> = Vec::new();
    let cases = [
        ("５の２の件", "５の２", Class),
        ("五の二の担任", "五の二", Class),
        ("番号は12345です", "12345", LongNumber),
        ("番号は１２３-４５です", "１２３-４５", LongNumber),
        ("番号は〇一二三四です", "〇一二三四", LongNumber),
        ("072-234-5678へ", "072-234-5678", Phone),
        (
            "０９０ー１２３４ー５６７８へ",
            "０９０ー１２３４ー５６７８",
            Phone,
        ),
        ("+81 90 1234 5678へ", "+81 90 1234 5678", Phone),
        ("5年1組の児童", "5年1組", Class),
        ("五年二組の児童", "五年二組", Class),
        ("5年ほし組の児童", "5年ほし組", Class),
        ("５－１の児童", "５－１", Class),
        ("A組の児童", "A組", Class),
        ("三組の児童", "三組", Class),
        ("ひまわりの児童", "ひまわり", Class),
        ("12番の児童", "12番", Class),
        ("３号の部屋", "３号", Class),
        ("5年生のきょうだい", "5年生", Class),
        ("兄は中2です", "中2", Class),
        ("小学3年です", "小学3年", Class),
        ("a.b@example.jp", "a.b@example.jp", Mail),
        ("＠hanako_77", "＠hanako_77", Mail),
        ("https://example.jp/a", "https://example.jp/a", Url),
        ("ｗｗｗ．example．jpを見て", "ｗｗｗ．example．jp", Url),
        ("example.com参照", "example.com", Url),
        ("11/20に面談", "11/20", Date),
        ("11月20日に面談", "11月20日", Date),
        ("11月3、4日に欠席", "11月3、4日", Date),
        ("11月の20日から", "11月の20日", Date),
        ("十一月二十日に面談", "十一月二十日", Date),
        ("2026-11-20に面談", "2026-11-20", Date),
        ("2026.11.20に面談", "2026.11.20", Date),
        ("令和8年11月20日に面談", "令和8年11月20日", Date),
        ("R8.11.20に面談", "R8.11.20", Date),
        ("20日(金)に面談", "20日(金)", Date),
        ("2015年生まれ", "2015年生まれ", Date),
        ("平成27年生まれ", "平成27年生まれ", Date),
        ("見本市北区大豆町2-3の家", "見本市北区大豆町2-3", Address),
        ("大豆町3丁の家", "大豆町3丁", Address),
        ("三丁目の家", "三丁目", Address),
        ("大豆北町12番地", "大豆北町12番地", Address),
        ("〒の欄", "〒", Address),
        ("蜜豆小学校と連携", "蜜豆小学校", School),
        ("蜜豆北小と連携", "蜜豆北小", School),
        ("蜜豆丘中と連携", "蜜豆丘中", School),
        ("蜜豆中校区の居場所", "蜜豆中", School),
        ("さくら小学校と連携", "さくら小学校", School),
        ("ミツマメ幼稚園と連携", "ミツマメ幼稚園", School),
        ("甘夏小と連携", "甘夏小", School),
        ("大豆さんの家庭", "大豆さん", Honorific),
        ("花子さんの家庭", "花子さん", Honorific),
        ("だいずちゃんの家庭", "だいずちゃん", Honorific),
        ("ダイズくんの家庭", "ダイズくん", Honorific),
        ("豆君の家庭", "豆君", Honorific),
        ("大豆様の家庭", "大豆様", Honorific),
        ("大豆先生に相談", "大豆先生", Honorific),
        ("大豆氏に相談", "大豆氏", Honorific),
        ("ももさんの家庭", "ももさん", Honorific),
        ("mameさんの家庭", "mameさん", Honorific),
    ];
    assert_eq!(missed(&cases), none);
}

#[test]
fn the_everyday_words_of_a_school_are_no_finding() {
    let harmless = [
        "居場所について相談したい",
        "放課後の見守り",
        "就学援助の案内",
        "月3〜4日の欠席",
        "月3-4日の欠席",
        "3分の2の日に欠席、3の2つ",
        "週2回くらいの遅刻",
        "昨年度から30日以上の欠席",
        "12月上旬までに返事がほしい",
        "2026年11月から別室登校",
        "令和8年度の支援",
        "家庭訪問に同行してほしい",
        "家庭訪問を検討中",
        "入院中の家族の見守り",
        "授業中の様子を見てほしい",
        "同様の家庭への制度の案内",
        "多様な学びの場、様々な相談先",
        "保護者様への説明のしかた",
        "お母さんの体調が心配",
        "お子さんと皆さんの安心",
        "赤ちゃんの世話をしている",
        "ちゃんと食べているか心配",
        "朝ごはんをちゃんと食べられるように",
        "食べものがたくさん必要",
        "SSWさんの派遣、SCさんとの面談",
        "民生委員さんとの連携",
        "校長先生と担任の先生が同席",
        "近隣の小学校との引継ぎ",
        "小学校から中学校への引継ぎ",
        "市立中学校への進学",
        "小中連携、中1ギャップが心配",
        "最小限の関わりから始めたい",
        "世の中の制度を知りたい",
        "一番困っているのは食事",
        "二人で過ごす時間がない",
        "きょうだい3人の世話",
        "1日1食のことがある",
        "一日中ひとりで過ごす",
        "集金10,000円が難しい",
        "児童相談所189への相談",
        "仕組みと取り組みを知りたい",
        "フィットの利用、NESTの案内",
        "高学年・中学年の支援",
        "区役所3階の窓口の案内",
        "市内2か所の居場所の案内",
        "朝起きられないんです",
        "よく泣くんです",
        "学習支援員さんの派遣",
        "通訳さんの手配",
        "おばあちゃんの介護の手続き",
        "こども食堂・学習支援の紹介",
        "ヤングケアラー支援の窓口",
    ];
    let flagged: Vec<_> = harmless
        .into_iter()
        .filter(|text| !words(text).is_empty())
        .map(words)
        .collect();
    assert_eq!(flagged, Vec::<Vec<(String, FindingKind)>>::new());
}

#[test]
fn a_clean_text_is_let_out_without_blanks_around_it() {
    let checked = CheckedText::check(" 居場所の紹介　", &sample(), &nfkc, TextUse::Other).unwrap();
    assert_eq!(checked.as_str(), "居場所の紹介");
    let refused = CheckedText::check(" 甘夏の居場所", &sample(), &nfkc, TextUse::Other).unwrap_err();
    assert_eq!(
        refused,
        vec![Finding {
            range: 1..3,
            kind: FindingKind::RosterName
        }]
    );
}

#[test]
fn a_text_beyond_its_length_is_refused_where_it_grows_too_long() {
    let text = "居場所の紹介".repeat(7);
    let refused = CheckedText::check(&text, &sample(), &nfkc, TextUse::Other).unwrap_err();
    assert_eq!(
        refused,
        vec![Finding {
            range: 40..42,
            kind: FindingKind::TooLong
        }]
    );
}

#[test]
fn characters_nobody_sees_are_refused() {
    for hidden in ['\u{200b}', '\u{202e}', '\u{feff}', '\n', '\u{7}'] {
        let findings = found(&format!("居場{hidden}所"));
        assert_eq!(findings, vec![(2..3, FindingKind::Hidden)], "{hidden:?}");
    }
    // and a name is seen through them
    assert!(words("甘\u{200b}夏").contains(&("甘\u{200b}夏".to_owned(), FindingKind::RosterName)));
}

#[test]
fn the_label_at_the_head_may_name_a_school_and_nothing_else() {
    let none = RosterTerms::default();
    let check = |text: &str| CheckedText::check(text, &none, &nfkc, TextUse::SchoolLabel).is_ok();
    assert!(check("見本市立蜜豆小学校"));
    assert!(check("北12"));
    assert!(check("第二中学校"));
    assert!(!check("蜜豆小学校5年1組"));
    assert!(!check("蜜豆小 072-234-5678"));
    assert!(!check("見本市立蜜豆小学校・見本市立蜜豆中学校・分校"));
    assert!(CheckedText::check("甘夏小学校", &sample(), &nfkc, TextUse::SchoolLabel).is_err());
}

#[test]
fn the_own_school_is_found_by_its_stem() {
    let mut class = class_of(&[]);
    class.school = "見本市立つぶあん中学校".to_owned();
    let terms = RosterTerms::of(&class, &nfkc);
    for text in ["つぶあんの地域", "ツブアン中と", "つぶあん中学校で"] {
        let findings = scan(text, &terms, &nfkc, TextUse::Other);
        assert_eq!(
            findings.first().map(|finding| finding.kind),
            Some(FindingKind::School),
            "{text}"
        );
    }
    class.school = "北小学校".to_owned();
    let terms = RosterTerms::of(&class, &nfkc);
    assert!(!scan("北小と連携", &terms, &nfkc, TextUse::Other).is_empty());
    assert_eq!(scan("北区役所の窓口", &terms, &nfkc, TextUse::Other), vec![]);
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Kanji and kana names with two parts of two characters or more.
    fn name() -> impl Strategy<Value = (String, String)> {
        ("[柑橘檸檬柚梨杏桃]{2,3}", "[柑橘檸檬柚梨杏桃]{2,3}").prop_filter("parts differ", |(a, b)| a != b)
    }

    proptest! {
        #[test]
        fn a_name_is_found_whatever_stands_around_it(
            (family, given) in name(),
            before in "[ぁ-んァ-ン一二A-Za-z0-9 　、。・ｱ-ﾝ]{0,12}",
            after in "[ぁ-んァ-ン一二A-Za-z0-9 　、。・ｱ-ﾝ]{0,12}",
            gap in "[ 　・]?",
            split in any::<bool>(),
            part in 0..3_usize,
        ) {
            let blank = if split { " " } else { "" };
            let full = format!("{family}{blank}{given}");
            let terms = RosterTerms::of(&class_of(&[(&full, "")]), &nfkc);
            let written = match part {
                0 => family.clone(),
                1 => given.clone(),
                _ => format!("{family}{gap}{given}"),
            };
            let text = format!("{before}{written}{after}");
            let (from, to) = (before.chars().count(), before.chars().count() + written.chars().count());
            let findings = scan(&text, &terms, &nfkc, TextUse::Other);
            prop_assert!(
                findings.iter().any(|finding| finding.range.start < to && finding.range.end > from),
                "{} {:?}", text, findings
            );
        }

        #[test]
        fn places_found_lie_in_the_text_and_in_order(text in "\\PC{0,60}") {
            let findings = scan(&text, &sample(), &nfkc, TextUse::Other);
            let length = text.chars().count();
            for finding in &findings {
                prop_assert!(finding.range.start < finding.range.end && finding.range.end <= length);
            }
            prop_assert!(findings.is_sorted_by_key(|finding| finding.range.start));
        }

        #[test]
        fn width_does_not_matter(digits in "[0-9]{5,12}", hyphen in "[-‐－ー]?") {
            let wide: String = digits.chars().filter_map(|c| char::from_u32(u32::from(c) + 0xfee0)).collect();
            for text in [digits.clone(), wide, format!("1{hyphen}{digits}")] {
                prop_assert!(!found(&text).is_empty(), "{}", text);
            }
        }
    }
}
