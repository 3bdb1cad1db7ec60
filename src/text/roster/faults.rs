//! Why a roster was not imported: what happened, every bad row, what is safe, what to do.

use super::{field_label, pick};
use crate::domain::limits::MAX_NUMBER;
use crate::domain::locale::Locale;
use crate::format::roster_table::{Problem, RosterError, RowProblem};
use crate::format::text_encoding::TextError;

/// What happened, every bad row, what is safe, what to do: one sentence or two per entry.
pub fn explain_roster(error: &RosterError, locale: Locale) -> Vec<String> {
    let (happened, remedy) = match error {
        RosterError::Text(error) => explain_text(error, locale),
        RosterError::Empty => (
            pick(locale, "名簿が空です。", "The roster is empty.").to_owned(),
            paste_again(locale),
        ),
        RosterError::NoHeader { rows } => (
            match locale {
                Locale::Ja => format!("はじめの{rows}行に「番号」や「氏名」の見出しが見つかりません。"),
                Locale::En => format!("No headings such as 番号 or 氏名 in the first {rows} rows."),
            },
            pick(
                locale,
                "表のいちばん上に「番号」「氏名」などの見出しを付けるか、番号と氏名の2列だけを貼り付けてください。",
                "Put headings such as 番号 and 氏名 above the table, or paste only the two columns number and name.",
            ),
        ),
        RosterError::OpenQuote { line } => (
            match locale {
                Locale::Ja => format!(
                    "{line}行目から始まる引用符（\"）が閉じていません。ファイルが途中で切れている可能性があります。"
                ),
                Locale::En => {
                    format!(
                        "A quotation mark (\") opened on line {line} is never closed. The file may be cut short."
                    )
                }
            },
            export_again(locale),
        ),
        RosterError::TooManyColumns { line, max } => (
            match locale {
                Locale::Ja => format!("{line}行目の列が{max}を超えています。"),
                Locale::En => format!("Line {line} has more than {max} columns."),
            },
            paste_again(locale),
        ),
        RosterError::TooManyRows { max } => (
            match locale {
                Locale::Ja => format!("{max}行を超えています。"),
                Locale::En => format!("There are more than {max} rows."),
            },
            one_class(locale),
        ),
        RosterError::NoStudents => (
            pick(
                locale,
                "読み込める児童・生徒がいません。",
                "There is no student to read.",
            )
            .to_owned(),
            pick(
                locale,
                "見出しの下に一人一行で並んでいるか、番号か氏名の列を選んでいるかを確かめてください。",
                "Check that students stand below the headings, one per row, and that a column is read as number or name.",
            ),
        ),
        RosterError::TooManyStudents { count, max } => (
            match locale {
                Locale::Ja => format!("{count}人います。一つの学級は{max}人までです。"),
                Locale::En => format!("There are {count} students; one class has at most {max}."),
            },
            one_class(locale),
        ),
        RosterError::Rows(rows) => (
            match locale {
                Locale::Ja => format!("読み込めないところが{}件あります。", rows.len()),
                Locale::En => format!("Places that cannot be read: {}.", rows.len()),
            },
            pick(
                locale,
                "元の表を直してもう一度読み込むか、児童・生徒の行でなければ「この行を読み込まない」を選んでください。",
                "Correct the table and read it again, or leave the row out if it is not a student.",
            ),
        ),
    };
    let rows = match error {
        RosterError::Rows(rows) => rows.as_slice(),
        RosterError::Text(_)
        | RosterError::Empty
        | RosterError::NoHeader { .. }
        | RosterError::OpenQuote { .. }
        | RosterError::TooManyColumns { .. }
        | RosterError::TooManyRows { .. }
        | RosterError::NoStudents
        | RosterError::TooManyStudents { .. } => &[],
    };
    let safe = pick(
        locale,
        "名簿は変わっていません。",
        "Your class list has not been changed.",
    );
    std::iter::once(happened)
        .chain(rows.iter().map(|row| explain_row(row, locale)))
        .chain([safe.to_owned(), remedy.to_owned()])
        .collect()
}

fn explain_text(error: &TextError, locale: Locale) -> (String, &'static str) {
    match error {
        TextError::TooLarge { bytes: _, max } => {
            let max = max / (1024 * 1024);
            let happened = match locale {
                Locale::Ja => format!("ファイルが大きすぎます。名簿は{max} MBまで読めます。"),
                Locale::En => format!("The file is too large. A roster may have up to {max} MB."),
            };
            (happened, one_class(locale))
        }
        TextError::Workbook => (
            pick(
                locale,
                "Excelのファイルか圧縮ファイルなので、このままでは読めません。",
                "This is an Excel workbook or an archive and cannot be read as it is.",
            )
            .to_owned(),
            paste_again(locale),
        ),
        TextError::Encoding { line } => (
            match locale {
                Locale::Ja => format!("{line}行目の文字が読めません（UTF-8でもShift_JISでもありません）。"),
                Locale::En => format!("The characters on line {line} are neither UTF-8 nor Shift_JIS."),
            },
            export_again(locale),
        ),
        TextError::CutShort { line } => (
            match locale {
                Locale::Ja => {
                    format!(
                        "{line}行目の文字の途中で終わっています。ファイルが途中で切れている可能性があります。"
                    )
                }
                Locale::En => {
                    format!("The file ends inside a character on line {line}. It may be cut short.")
                }
            },
            export_again(locale),
        ),
    }
}

/// One bad row, with its line and the rule it breaks.
pub fn explain_row(row: &RowProblem, locale: Locale) -> String {
    let line = row.line;
    match locale {
        Locale::Ja => format!("{line}行目: {}", problem_ja(row.problem)),
        Locale::En => format!("Line {line}: {}", problem_en(row.problem)),
    }
}

fn problem_ja(problem: Problem) -> String {
    let label = |field| field_label(field, Locale::Ja);
    match problem {
        Problem::TooFewCells { found, expected } => {
            format!("列が足りません（見出し{expected}列に対して{found}列）。")
        }
        Problem::CutShort { found, expected } => format!(
            "列が足りません（見出し{expected}列に対して{found}列）。ファイルが途中で切れている可能性があります。"
        ),
        Problem::TooManyCells { found, expected } => {
            format!("列が多すぎます（見出し{expected}列に対して{found}列）。")
        }
        Problem::NumberMissing => "出席番号がありません。".to_owned(),
        Problem::NumberInvalid => format!("出席番号は1〜{MAX_NUMBER}の整数で書いてください。"),
        Problem::NumberRepeated { number, first_line } => {
            format!("出席番号{number}が{first_line}行目と重なっています。")
        }
        Problem::NameMissing => "氏名がありません。".to_owned(),
        Problem::TooLong { field, chars, max } => {
            format!("{}が長すぎます（{chars}文字。{max}文字まで）。", label(field))
        }
        Problem::NotAName => "氏名の列に、数字や記号だけ、または表計算のエラーが入っています。".to_owned(),
        Problem::GradeInvalid => "学年は小学1〜6年か中学1〜3年で書いてください。".to_owned(),
        Problem::CountInvalid { field } => format!("{}は0以上の整数で書いてください。", label(field)),
        Problem::CountTooLarge { field, max } => format!("{}は{max}までです。", label(field)),
    }
}

fn problem_en(problem: Problem) -> String {
    let label = |field| field_label(field, Locale::En);
    match problem {
        Problem::TooFewCells { found, expected } => {
            format!("too few columns ({found} under {expected} headings).")
        }
        Problem::CutShort { found, expected } => {
            format!("too few columns ({found} under {expected} headings). The file may be cut short.")
        }
        Problem::TooManyCells { found, expected } => {
            format!("too many columns ({found} under {expected} headings).")
        }
        Problem::NumberMissing => "the number is missing.".to_owned(),
        Problem::NumberInvalid => format!("the number must be a whole number from 1 to {MAX_NUMBER}."),
        Problem::NumberRepeated { number, first_line } => {
            format!("number {number} stands on line {first_line} already.")
        }
        Problem::NameMissing => "the name is missing.".to_owned(),
        Problem::TooLong { field, chars, max } => {
            format!(
                "the {} is too long ({chars} characters, at most {max}).",
                label(field)
            )
        }
        Problem::NotAName => {
            "the name holds only digits or signs, or an error of the spreadsheet.".to_owned()
        }
        Problem::GradeInvalid => "the grade must be elementary 1–6 or junior high 1–3.".to_owned(),
        Problem::CountInvalid { field } => format!("{} must be a whole number, 0 or more.", label(field)),
        Problem::CountTooLarge { field, max } => format!("{} may be at most {max}.", label(field)),
    }
}

fn paste_again(locale: Locale) -> &'static str {
    pick(
        locale,
        "Excelで開き、見出しごと表を選んでコピーし、「Excelから貼り付け」で貼り付けてください。",
        "Open it in Excel, copy the table with its headings, and use “Paste from Excel”.",
    )
}

fn export_again(locale: Locale) -> &'static str {
    pick(
        locale,
        "校務支援システムからもう一度書き出すか、Excelで開いて表をコピーし、「Excelから貼り付け」で貼り付けてください。",
        "Export the file once more, or open it in Excel, copy the table and use “Paste from Excel”.",
    )
}

fn one_class(locale: Locale) -> &'static str {
    pick(
        locale,
        "一つの学級の行だけを選んで書き出すか、Excelでコピーして貼り付けてください。",
        "Export or copy the rows of one class only.",
    )
}
