//! Faults of a draft and of a pasted table for people who fill in forms: they see no names of fields and no brackets.

use super::fields::{field, pick};
use crate::domain::limits::{MAX_OPTIONS, MAX_POINTS, MAX_WEIGHT};
use crate::domain::locale::Locale;
use crate::format::content::draft::Path;
use crate::format::content::draft::pasted::{Column, PasteFault, PasteRule};
use crate::format::content::{ContentFault, ContentRule};
use crate::text::content::explain_rule;
use crate::text::{fill, number};

/// The rule a fault breaks and what to do.
pub fn remedy(fault: &ContentFault, locale: Locale) -> String {
    let said = |ja, en| pick(locale, (ja, en)).to_owned();
    match &fault.rule {
        ContentRule::Type { .. } => said(
            "ここにあるものは、この欄の書き方と違います。書き直してください。",
            "What stands here does not fit this field. Write it anew.",
        ),
        ContentRule::Missing => said(
            "まだ書かれていません。書いてください。",
            "Not filled in yet. Fill it in.",
        ),
        ContentRule::UnknownField { .. } => said(
            "このアプリでは使わない欄です。消してください。",
            "This app has no use for this field. Remove it.",
        ),
        ContentRule::FieldTwice => said(
            "同じ欄が二つあります。一つにしてください。",
            "The field stands here twice. Keep one.",
        ),
        ContentRule::Choice { .. } => said("一つ選んでください。", "Choose one."),
        ContentRule::OneOf { fields, .. } => {
            let path = Path::parse(&fault.place).unwrap_or_default();
            let names: Vec<String> = fields
                .iter()
                .map(|name| field(&path.field(name), locale))
                .collect();
            fill(
                pick(
                    locale,
                    (
                        "{known} のうち、一つだけ選んでください。",
                        "Choose exactly one of {known}.",
                    ),
                ),
                &[("known", &names.join(pick(locale, ("・", ", "))))],
            )
        }
        ContentRule::IdForm => said(
            "半角の英数字と _ - . で、32字までにしてください。",
            "Up to 32 letters, digits, _, - or ., without spaces.",
        ),
        ContentRule::Duplicate => said(
            "同じものが前にもあります。別の記号にするか、消してください。",
            "The same stands before. Give it another code or remove it.",
        ),
        ContentRule::Unknown { id, .. } => fill(
            pick(
                locale,
                (
                    "選ばれているもの（記号 {id}）がありません。選び直してください。",
                    "What is chosen here (code {id}) does not exist. Choose again.",
                ),
            ),
            &[("id", id)],
        ),
        ContentRule::NotForThisKind => said(
            "この種類の項目では使えません。消すか、項目の種類を直してください。",
            "An item of this kind cannot have this. Remove it or choose another kind.",
        ),
        ContentRule::MissingCard => said("開くカードを選んでください。", "Choose the card it opens."),
        ContentRule::BandClosed => said(
            "最後の区切りには「ここまで」を書けません。消してください。",
            "The last band has no end. Empty its “To”.",
        ),
        ContentRule::CountValue => said(
            "まとめ方が「基準以上の数」のときだけ、「数える点」を書きます。",
            "Only “Number at or above” has “Counted from”.",
        ),
        ContentRule::StepBound => said(
            "はじめの段は「ここから」を空け、ほかの段には書いてください。",
            "Leave “From” empty in the first step, and fill it in for the others.",
        ),
        ContentRule::LowestLevel => said(
            "いちばん下のめやすに条件は付けられません。条件を消してください。",
            "The lowest level has no condition. Remove it.",
        ),
        ContentRule::MissingCondition => said("条件を書き足してください。", "Add a condition."),
        other => explain_rule(other, locale),
    }
}

/// A column of a pasted table.
pub fn column(column: Column, locale: Locale) -> &'static str {
    let pair = match column {
        Column::Area => ("領域", "Area"),
        Column::Label => ("項目", "Item"),
        Column::LabelEnglish => ("項目（英語）", "Item (English)"),
        Column::Help => ("補足", "Help"),
        Column::HelpEnglish => ("補足（英語）", "Help (English)"),
        Column::Options => ("選択肢", "Answers"),
        Column::Points => ("点", "Points"),
        Column::Weight => ("重み", "Weight"),
        Column::Source => ("出典", "Source"),
        Column::Unread => ("（読みません）", "(not read)"),
    };
    pick(locale, pair)
}

/// Where in the pasted table, what is wrong, and what to do.
pub fn paste(fault: &PasteFault, locale: Locale) -> String {
    let place = match (fault.row, fault.column) {
        (0, _) => String::new(),
        (row, None) => fill(pick(locale, ("{row}行目：", "Row {row}: ")), &[("row", &row)]),
        (row, Some((which, at))) => fill(
            pick(
                locale,
                (
                    "{row}行目・{at}列目（{column}）：",
                    "Row {row}, column {at} ({column}): ",
                ),
            ),
            &[("row", &row), ("at", &at), ("column", &column(which, locale))],
        ),
    };
    let text = match &fault.rule {
        PasteRule::TooLarge => (
            "表が大きすぎます。項目の行だけを貼りつけてください。",
            "The table is too large. Paste only the rows of the items.",
        ),
        PasteRule::OpenQuote => (
            "引用符（\"）が閉じていません。Excelの表を選び直して、コピーし直してください。",
            "A quotation mark (\") is never closed. Copy the table from the spreadsheet again.",
        ),
        PasteRule::NoRows => (
            "項目の行がありません。1行に1つの項目を書いた表を貼りつけてください。",
            "There is no row with an item. Paste a table with one item to a row.",
        ),
        PasteRule::NoLabelColumn => (
            "見出しに「項目」の列がありません。見出しを「領域・項目・補足・選択肢・点・重み・出典」のように付けてください。",
            "No column is headed “Item”. Head the columns Area, Item, Help, Answers, Points, Weight, Source.",
        ),
        PasteRule::TooMany { .. } => (
            "{found}行あります。{most}行までに減らしてください。",
            "There are {found} rows. Make them {most} at most.",
        ),
        PasteRule::Empty => ("空です。書いてください。", "It is empty. Write something."),
        PasteRule::TooLong { .. } => (
            "{found}字あります。{most}字までに短くしてください（くわしいことは補足の列へ）。",
            "It has {found} characters. Shorten it to {most}; details go into the help column.",
        ),
        PasteRule::UnknownArea { .. } => (
            "この領域がありません。つぎのどれかにするか、先に領域を足してください：{known}",
            "There is no such area. Write one of these, or add the area first: {known}",
        ),
        PasteRule::Options { .. } => (
            "選択肢が{found}個です。「ない/少し/はっきり」のように / で区切って、2〜{most}個書いてください。",
            "There are {found} answers. Write 2 to {most} with / between them, as in No/Some/Clear.",
        ),
        PasteRule::PointsCount { .. } => (
            "選択肢は{options}個、点は{found}個です。「0/1/2」のように同じ数だけ書いてください。",
            "There are {options} answers and {found} points. Write as many, as in 0/1/2.",
        ),
        PasteRule::Points => (
            "点は0〜{most}の整数にしてください。",
            "Points are whole numbers from 0 to {most}.",
        ),
        PasteRule::Weight => (
            "重みは0〜{most}の、0.25きざみの数にしてください。",
            "A weight is a number from 0 to {most} in quarters.",
        ),
    };
    let filled = match &fault.rule {
        PasteRule::TooMany { found, most } | PasteRule::TooLong { found, most } => {
            fill(pick(locale, text), &[("found", found), ("most", most)])
        }
        PasteRule::UnknownArea { known } => {
            let known = known.join(pick(locale, ("、", ", ")));
            fill(pick(locale, text), &[("known", &known)])
        }
        PasteRule::Options { found } => fill(pick(locale, text), &[("found", found), ("most", &MAX_OPTIONS)]),
        PasteRule::PointsCount { found, options } => {
            fill(pick(locale, text), &[("found", found), ("options", options)])
        }
        PasteRule::Points => fill(pick(locale, text), &[("most", &MAX_POINTS)]),
        PasteRule::Weight => fill(pick(locale, text), &[("most", &number(MAX_WEIGHT))]),
        PasteRule::TooLarge
        | PasteRule::OpenQuote
        | PasteRule::NoRows
        | PasteRule::NoLabelColumn
        | PasteRule::Empty => pick(locale, text).to_owned(),
    };
    format!("{place}{filled}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checklist::Form;
    use crate::format::content::draft::pasted::items_from_table;
    use crate::format::content::draft::{check, edit, sample};
    use crate::format::json::Json;

    #[test]
    fn no_fault_speaks_of_brackets_or_names_of_fields() {
        let mut draft = sample().unwrap();
        for (place, json) in [
            ("items[0].label.ja", Json::Text(String::new())),
            ("lines[2].scale", Json::Text("nowhere".into())),
            ("items[2].kind", Json::Text("critical".into())),
            ("scores[0].at_least", Json::Number(3.0)),
            (
                "levels[0].when",
                Json::Object(vec![("gut".into(), Json::Bool(true))]),
            ),
            ("stranger", Json::Null),
            ("areas[0].id", Json::Text("あ".into())),
        ] {
            edit::set(&mut draft, &Path::parse(place).unwrap(), json).unwrap();
        }
        let faults = check(&draft).unwrap_err().faults;
        assert!(faults.len() > 5, "{faults:?}");
        for fault in &faults {
            let (ja, en) = (remedy(fault, Locale::Ja), remedy(fault, Locale::En));
            assert!(
                !ja.contains(['{', '}', '[', '"']) && !en.contains(['{', '}', '[']),
                "{ja} {en}"
            );
            assert!(ja.ends_with('。') || ja.ends_with('）'), "{ja}");
            let names = ["when", "at_least", "kind", "scale", "critical", "card", "label"];
            assert!(names.iter().all(|name| !ja.contains(name)), "{ja}");
        }
    }

    #[test]
    fn a_fault_of_a_table_says_row_column_and_remedy() {
        let table = "領域\t項目\t選択肢\n天気\tx\tない\n";
        let faults = items_from_table(&sample().unwrap(), Form::Full, table).unwrap_err();
        let said: Vec<String> = faults.iter().map(|fault| paste(fault, Locale::Ja)).collect();
        assert!(
            said[0].starts_with("2行目・1列目（領域）：この領域がありません。")
                && said[0].contains("出欠・登校")
        );
        assert_eq!(
            said[1],
            "2行目・3列目（選択肢）：選択肢が1個です。「ない/少し/はっきり」のように / で区切って、2〜10個書いてください。"
        );
        let whole = items_from_table(&sample().unwrap(), Form::Full, "").unwrap_err();
        assert!(paste(&whole[0], Locale::En).starts_with("There is no row"));
    }
}
