//! The words of roster import: what was read, what is left out, and how an attendance list fits.

mod faults;

pub use faults::{explain_roster, explain_row};

use crate::domain::locale::Locale;
use crate::domain::roster::Grade;
use crate::format::roster_table::{
    AttendanceMatch, ColumnFate, Field, RosterGrade, RosterImport, RosterNotice,
};
use crate::format::text_encoding::TextEncoding;

/// A field's name.
pub fn field_label(field: Field, locale: Locale) -> &'static str {
    let (ja, en) = match field {
        Field::Grade => ("学年", "grade"),
        Field::Class => ("組", "class"),
        Field::Number => ("出席番号", "number"),
        Field::Name => ("氏名", "name"),
        Field::Reading => ("ふりがな", "reading"),
        Field::Absent => ("欠席日数", "days absent"),
        Field::Late => ("遅刻", "times late"),
        Field::LeftEarly => ("早退", "times left early"),
        Field::SchoolDays => ("授業日数", "school days"),
    };
    pick(locale, ja, en)
}

/// What happens to a column.
pub fn fate_label(fate: ColumnFate, locale: Locale) -> String {
    match (fate, locale) {
        (ColumnFate::Read(field), Locale::Ja) => format!("読み込む（{}）", field_label(field, locale)),
        (ColumnFate::Read(field), Locale::En) => format!("read as {}", field_label(field, locale)),
        (ColumnFate::Discarded, Locale::Ja) => "捨てる".to_owned(),
        (ColumnFate::Discarded, Locale::En) => "thrown away".to_owned(),
    }
}

/// Why a locked column cannot be read.
pub fn locked_hint(locale: Locale) -> &'static str {
    pick(
        locale,
        "気づきシートに要らない個人情報なので、この列は読み込めません。",
        "This column holds personal data the app does not need, so it cannot be read.",
    )
}

/// A column without a heading, by its position from 0.
pub fn untitled_column(index: usize, locale: Locale) -> String {
    match locale {
        Locale::Ja => format!("{}列目（見出しなし）", index + 1),
        Locale::En => format!("column {} (no heading)", index + 1),
    }
}

/// How a roster was written down.
pub fn encoding_label(encoding: TextEncoding, locale: Locale) -> &'static str {
    match encoding {
        TextEncoding::Utf8 => "UTF-8",
        TextEncoding::Utf16 => "UTF-16",
        TextEncoding::ShiftJis => pick(locale, "Shift_JIS（CP932）", "Shift_JIS (CP932)"),
        TextEncoding::Pasted => pick(locale, "貼り付け", "pasted"),
    }
}

/// A class found in a roster, e.g. 5年1組; where grade or class is not in the roster, it says so.
pub fn class_label(class: &RosterImport, locale: Locale) -> String {
    let grade = class.grade.map(|grade| match (grade, locale) {
        (RosterGrade::Exact(Grade::Elementary(year)), Locale::Ja) => format!("小学{year}年"),
        (RosterGrade::Exact(Grade::JuniorHigh(year)), Locale::Ja) => format!("中学{year}年"),
        (RosterGrade::Year(year), Locale::Ja) => format!("{year}年"),
        (RosterGrade::Exact(Grade::Elementary(year)), Locale::En) => format!("elementary grade {year}"),
        (RosterGrade::Exact(Grade::JuniorHigh(year)), Locale::En) => format!("junior high grade {year}"),
        (RosterGrade::Year(year), Locale::En) => format!("grade {year}"),
    });
    let name = class.class_name.as_ref().map(|name| match locale {
        Locale::Ja => format!("{name}組"),
        Locale::En => format!("class {name}"),
    });
    let (space, unknown) = match locale {
        Locale::Ja => ("", "学年・組の記載なし"),
        Locale::En => (", ", "no grade or class given"),
    };
    match (grade, name) {
        (Some(grade), Some(name)) => format!("{grade}{space}{name}"),
        (Some(part), None) | (None, Some(part)) => part,
        (None, None) => unknown.to_owned(),
    }
}

/// Something the teacher should know before taking the roster over.
pub fn explain_notice(notice: &RosterNotice, locale: Locale) -> String {
    match (notice, locale) {
        (RosterNotice::NumbersFromOrder, Locale::Ja) => {
            "出席番号の列がないので、並び順に1から番号を付けます。".to_owned()
        }
        (RosterNotice::NumbersFromOrder, Locale::En) => {
            "There is no column of numbers: students are numbered from 1 in the order of the rows.".to_owned()
        }
        (RosterNotice::ClassFromTitle { line }, Locale::Ja) => {
            format!("学年と組は{line}行目の表題から読みました。")
        }
        (RosterNotice::ClassFromTitle { line }, Locale::En) => {
            format!("Grade and class were read from the title on line {line}.")
        }
        (RosterNotice::TotalsSkipped { lines }, Locale::Ja) => {
            format!("合計や平均の行は読み込みません（{}行目）。", list(lines, "・"))
        }
        (RosterNotice::TotalsSkipped { lines }, Locale::En) => {
            format!("Rows of totals are not read (line {}).", list(lines, ", "))
        }
        (RosterNotice::VacantNumbers { numbers }, Locale::Ja) => {
            format!("氏名のない番号は読み込みません（{}番）。", list(numbers, "・"))
        }
        (RosterNotice::VacantNumbers { numbers }, Locale::En) => {
            format!("Numbers without a name are not read ({}).", list(numbers, ", "))
        }
        (RosterNotice::SeveralColumns { field, others }, Locale::Ja) => format!(
            "{}にあたる列がいくつもあります。{}列目は読み込みません。",
            field_label(*field, locale),
            list(&positions(others), "・")
        ),
        (RosterNotice::SeveralColumns { field, others }, Locale::En) => format!(
            "Several columns are headed {}. Column {} is not read.",
            field_label(*field, locale),
            list(&positions(others), ", ")
        ),
        (RosterNotice::NoFinalBreak { line }, Locale::Ja) => format!(
            "ファイルの終わりに改行がありません。途中で切れていないか、{line}行目が最後の児童・生徒かを確かめてください。"
        ),
        (RosterNotice::NoFinalBreak { line }, Locale::En) => format!(
            "The file does not end in a line break. Check that line {line} is whole and the last student."
        ),
    }
}

/// How an attendance list fits the class: how many match, and everything that does not.
pub fn explain_attendance(found: &AttendanceMatch, locale: Locale) -> Vec<String> {
    let total = found.matched.len() + found.missing_in_file.len();
    let matched = found.matched.len();
    let mut sentences = vec![match locale {
        Locale::Ja => format!("{total}人中{matched}人の欠席・遅刻・早退が見つかりました。"),
        Locale::En => format!("Attendance was found for {matched} of {total} students."),
    }];
    if found.is_other_class {
        sentences.push(
            pick(
                locale,
                "この表の学年・組は、開いている学級とちがいます。",
                "Grade or class in this list differ from the class that is open.",
            )
            .to_owned(),
        );
    }
    let mut numbers = |numbers: &[u16], ja: &str, en: &str| {
        if !numbers.is_empty() {
            sentences.push(match locale {
                Locale::Ja => format!("{ja}: {}番", list(numbers, "・")),
                Locale::En => format!("{en}: {}", list(numbers, ", ")),
            });
        }
    };
    numbers(
        &found.missing_in_file,
        "表にない番号（今のままにします）",
        "Not in the list (left as they are)",
    );
    numbers(
        &found.unknown_numbers,
        "学級にいない番号（使いません）",
        "Not in the class (not used)",
    );
    numbers(
        &found.names_differ,
        "氏名がちがう番号（確かめてください）",
        "Names differ (please check)",
    );
    sentences
}

fn pick(locale: Locale, ja: &'static str, en: &'static str) -> &'static str {
    match locale {
        Locale::Ja => ja,
        Locale::En => en,
    }
}

fn positions(indices: &[usize]) -> Vec<usize> {
    indices.iter().map(|index| index + 1).collect()
}

fn list<T: ToString>(values: &[T], separator: &str) -> String {
    values
        .iter()
        .map(T::to_string)
        .collect::<Vec<_>>()
        .join(separator)
}
