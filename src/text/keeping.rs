//! The words of keeping and files: what happened, what is safe, and what to do.

use crate::domain::locale::Locale;
use crate::format::checked::{FileFault, FileRule, Wanted};
use crate::format::document::DocumentError;
use crate::format::settings::SettingsError;
use crate::vault::{FileError, RandomError, StorageError};

/// Why something could not be stored on this device or fetched from it.
pub fn explain_storage(error: &StorageError, locale: Locale) -> String {
    match (error, locale) {
        (StorageError::Unavailable, Locale::Ja) => {
            "このブラウザでは、端末への保存が許可されていません。画面の内容は無事ですが、画面を閉じると消えます。「ファイルに保存」で残してください。".to_owned()
        }
        (StorageError::Unavailable, Locale::En) => {
            "This browser does not allow storing on this device. What you see is safe, but gone when the page closes. Save it to a file.".to_owned()
        }
        (StorageError::Full, Locale::Ja) => {
            "端末の保存場所がいっぱいで、最後の変更を保存できませんでした。画面の内容と、前に保存した分は無事です。「ファイルに保存」で残してください。".to_owned()
        }
        (StorageError::Full, Locale::En) => {
            "There is no room left on this device, so the last change was not stored. What you see and what was stored before are safe. Save it to a file.".to_owned()
        }
        (StorageError::NotKept, Locale::Ja) => {
            "保存した内容を読み返したところ、書いたものと違っていました。画面の内容は無事です。すぐに「ファイルに保存」で残してください。".to_owned()
        }
        (StorageError::NotKept, Locale::En) => {
            "What was stored reads back differently. What you see is safe. Save it to a file now.".to_owned()
        }
        (StorageError::NoAnswer, Locale::Ja) => {
            "端末の保存場所から返事がありませんでした。画面の内容は無事です。「ファイルに保存」で残してから、このアプリのほかの画面（タブ）をすべて閉じ、ページを読み込み直してください。".to_owned()
        }
        (StorageError::NoAnswer, Locale::En) => {
            "The storage of this device did not answer. What you see is safe. Save it to a file, close every other tab of this app, then reload the page.".to_owned()
        }
        (StorageError::Failed { kind }, Locale::Ja) => format!(
            "ブラウザの都合で、端末への保存や読み出しができませんでした{}。画面の内容は無事です。「ファイルに保存」で残してから、ページを読み込み直してください。",
            kind_in_brackets(kind, "（", "）"),
        ),
        (StorageError::Failed { kind }, Locale::En) => format!(
            "The browser could not store or fetch on this device{}. What you see is safe. Save it to a file, then reload the page.",
            kind_in_brackets(kind, " (", ")"),
        ),
    }
}

/// Why a document cannot be opened or written. It holds for files, for the copy on this device and for storing alike:
/// in every case nothing that exists was touched.
pub fn explain_document(error: &DocumentError, locale: Locale) -> String {
    let safe = pick(
        locale,
        "いま開いている学級と、これまでに保存した分は変わっていません。",
        "The open class and everything saved before are unchanged.",
    );
    let (what, what_to_do) = match locale {
        Locale::Ja => (document_fault_ja(error), document_advice_ja(error)),
        Locale::En => (document_fault_en(error), document_advice_en(error)),
    };
    match locale {
        Locale::Ja => format!("{what}{safe}{what_to_do}"),
        Locale::En => format!("{what} {safe} {what_to_do}"),
    }
}

fn document_fault_ja(error: &DocumentError) -> String {
    match error {
        DocumentError::TooLarge { bytes, most } => {
            format!(
                "ファイルが大きすぎます（{}、上限 {}）。",
                megabytes(*bytes),
                megabytes(*most)
            )
        }
        DocumentError::CutOff { line, column } => {
            format!("ファイルが途中で切れています（{line}行目 {column}バイト目まで）。")
        }
        DocumentError::Syntax { line, column } => {
            format!(
                "ファイルがこわれているか、気づきシートのファイルではありません（{line}行目 {column}バイト目）。"
            )
        }
        DocumentError::OtherFormat => "これは気づきシートの学級のファイルではありません。".to_owned(),
        DocumentError::Newer { number } => {
            format!("新しい版の気づきシートで保存されたファイルです（形式 {number}）。")
        }
        DocumentError::Fault(FileFault { place, rule }) => {
            format!(
                "学級の記録に決まりと合わないところがあります（{place}：{}）。",
                rule_ja(*rule)
            )
        }
        DocumentError::Unwritable => "この学級を保存できる形にできませんでした。".to_owned(),
    }
}

fn document_fault_en(error: &DocumentError) -> String {
    match error {
        DocumentError::TooLarge { bytes, most } => {
            format!(
                "The file is too large ({}, at most {}).",
                megabytes(*bytes),
                megabytes(*most)
            )
        }
        DocumentError::CutOff { line, column } => {
            format!("The file ends too early (at line {line}, byte {column}).")
        }
        DocumentError::Syntax { line, column } => {
            format!("The file is damaged or not from this app (line {line}, byte {column}).")
        }
        DocumentError::OtherFormat => "This is not a class saved by this app.".to_owned(),
        DocumentError::Newer { number } => {
            format!("This file was saved by a newer version of the app (format {number}).")
        }
        DocumentError::Fault(FileFault { place, rule }) => {
            format!(
                "Something in the class does not fit ({place}: {}).",
                rule_en(*rule)
            )
        }
        DocumentError::Unwritable => "This class could not be written.".to_owned(),
    }
}

fn document_advice_ja(error: &DocumentError) -> &'static str {
    match error {
        DocumentError::TooLarge { .. } | DocumentError::OtherFormat => {
            "「ファイルに保存」で作ったファイルを選んでください。"
        }
        DocumentError::CutOff { .. } | DocumentError::Syntax { .. } => "ほかの保存ファイルを開いてください。",
        DocumentError::Newer { .. } => "新しい版の気づきシートで開いてください。",
        DocumentError::Fault(_) => "示されたところを直すか、ほかの保存ファイルを開いてください。",
        DocumentError::Unwritable => "画面を閉じずに、最後の変更を元に戻してみてください。",
    }
}

fn document_advice_en(error: &DocumentError) -> &'static str {
    match error {
        DocumentError::TooLarge { .. } | DocumentError::OtherFormat => {
            "Choose a file made with “Save to a file”."
        }
        DocumentError::CutOff { .. } | DocumentError::Syntax { .. } => "Open another saved file.",
        DocumentError::Newer { .. } => "Open it with the newer version.",
        DocumentError::Fault(_) => "Correct what is named, or open another saved file.",
        DocumentError::Unwritable => "Keep the page open and try to undo the last change.",
    }
}

/// Which rule of a file is broken.
pub fn explain_rule(rule: FileRule, locale: Locale) -> String {
    match locale {
        Locale::Ja => rule_ja(rule),
        Locale::En => rule_en(rule),
    }
}

fn rule_ja(rule: FileRule) -> String {
    match rule {
        FileRule::Missing => "あるはずのものがありません".to_owned(),
        FileRule::Type { wanted } => format!("{}が入るところです", wanted_ja(wanted)),
        FileRule::UnknownField => "知らない項目が入っています".to_owned(),
        FileRule::Word => "決まった言葉ではありません".to_owned(),
        FileRule::TooLong { found, most } => format!("{found}文字あります。{most}文字までです"),
        FileRule::TooMany { found, most } => format!("{found}個あります。{most}個までです"),
        FileRule::Empty => "一つもありません".to_owned(),
        FileRule::Duplicate => "同じものが二度出てきます".to_owned(),
        FileRule::Range { least, most } => format!("{least}から{most}までです"),
        FileRule::NoStudent => "その児童生徒は名簿にいません".to_owned(),
        FileRule::NoRound => "その回はありません".to_owned(),
        FileRule::NextStudent => "次に使う番号が、すでに使われています".to_owned(),
        FileRule::Identifier => "識別子（英数字と _ - . の32文字まで）ではありません".to_owned(),
        FileRule::Day => "日付（例 2026-11-20）ではありません".to_owned(),
        FileRule::Month => "年月（例 2026-11）ではありません".to_owned(),
        FileRule::Grade => "学年（P1〜P6、J1〜J3）ではありません".to_owned(),
        FileRule::Answer => "答えとして読めません".to_owned(),
        FileRule::Hidden => "目に見えない文字があります".to_owned(),
        FileRule::Checksum => "様式の確認番号ではありません".to_owned(),
        FileRule::Hexadecimal => "16進の数ではありません".to_owned(),
        FileRule::Code => "照会番号ではありません".to_owned(),
    }
}

fn wanted_ja(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Text => "文字列",
        Wanted::Whole => "整数",
        Wanted::Flag => "true か false ",
        Wanted::List => "並び",
        Wanted::Object => "項目の集まり",
    }
}

fn wanted_en(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Text => "a text",
        Wanted::Whole => "a whole number",
        Wanted::Flag => "true or false",
        Wanted::List => "a list",
        Wanted::Object => "an object",
    }
}

fn rule_en(rule: FileRule) -> String {
    match rule {
        FileRule::Missing => "it is missing".to_owned(),
        FileRule::Type { wanted } => format!("{} should stand here", wanted_en(wanted)),
        FileRule::UnknownField => "there is a field the format does not know".to_owned(),
        FileRule::Word => "not one of the words of the format".to_owned(),
        FileRule::TooLong { found, most } => format!("{found} characters, at most {most} are allowed"),
        FileRule::TooMany { found, most } => format!("{found} entries, at most {most} are allowed"),
        FileRule::Empty => "there is none".to_owned(),
        FileRule::Duplicate => "it is there twice".to_owned(),
        FileRule::Range { least, most } => format!("must be {least} to {most}"),
        FileRule::NoStudent => "no such student in the class".to_owned(),
        FileRule::NoRound => "no such round".to_owned(),
        FileRule::NextStudent => "the next number is taken already".to_owned(),
        FileRule::Identifier => "not an identifier (up to 32 ASCII letters, digits, _ - .)".to_owned(),
        FileRule::Day => "not a day such as 2026-11-20".to_owned(),
        FileRule::Month => "not a month such as 2026-11".to_owned(),
        FileRule::Grade => "not a grade (P1–P6, J1–J3)".to_owned(),
        FileRule::Answer => "cannot be read as an answer".to_owned(),
        FileRule::Hidden => "it has characters that cannot be seen".to_owned(),
        FileRule::Checksum => "not the checksum of a form".to_owned(),
        FileRule::Hexadecimal => "not a number of hexadecimal digits".to_owned(),
        FileRule::Code => "not a case code".to_owned(),
    }
}

/// Why a file could not be read or saved, whatever kind of file it is.
pub fn explain_file(error: &FileError, locale: Locale) -> String {
    match (error, locale) {
        (FileError::TooLarge { bytes, most }, Locale::Ja) => format!(
            "ファイルが大きすぎます（{}、上限 {}）。何も読み込んでいないので、いまの内容は変わっていません。正しいファイルか確かめて、選び直してください。",
            megabytes_of(*bytes),
            megabytes(*most),
        ),
        (FileError::TooLarge { bytes, most }, Locale::En) => format!(
            "The file is too large ({}, at most {}). Nothing was read, so nothing has changed. Check that it is the right file and choose again.",
            megabytes_of(*bytes),
            megabytes(*most),
        ),
        (FileError::Unreadable, Locale::Ja) => {
            "ファイルを読み取れませんでした。いまの内容は変わっていません。移動や削除をしていないか確かめて、もう一度選んでください。".to_owned()
        }
        (FileError::Unreadable, Locale::En) => {
            "The file could not be read. Nothing has changed. Check that it was not moved or deleted and choose it again.".to_owned()
        }
        (FileError::NotSaved, Locale::Ja) => {
            "ファイルに保存できませんでした。画面の内容は無事です。ブラウザでダウンロードが許可されているか確かめて、もう一度押してください。".to_owned()
        }
        (FileError::NotSaved, Locale::En) => {
            "The file could not be saved. What you see is safe. Check that the browser allows downloads and press again.".to_owned()
        }
    }
}

/// Why no random number could be had.
pub fn explain_random(error: &RandomError, locale: Locale) -> &'static str {
    match error {
        RandomError::Unavailable => pick(
            locale,
            "このブラウザでは安全な乱数が使えないため、照会番号を作れません。ほかの記録は無事です。新しいブラウザで開いてください。",
            "This browser has no safe source of random numbers, so no case code can be made. Everything else is safe. Use a newer browser.",
        ),
    }
}

/// Why settings could not be read.
pub fn explain_settings(error: &SettingsError, locale: Locale) -> &'static str {
    match error {
        SettingsError::OtherFormat => pick(
            locale,
            "この端末の設定を読めなかったため、はじめの設定で開きました。学級の記録には関係ありません。表示をもう一度選んでください。",
            "The settings of this device could not be read, so the usual ones are used. The class is not affected. Choose them again.",
        ),
    }
}

const fn pick<'a>(locale: Locale, ja: &'a str, en: &'a str) -> &'a str {
    match locale {
        Locale::Ja => ja,
        Locale::En => en,
    }
}

/// `（QuotaExceededError）`, or nothing where the browser named nothing.
fn kind_in_brackets(kind: &str, open: &str, close: &str) -> String {
    if kind.is_empty() {
        String::new()
    } else {
        format!("{open}{kind}{close}")
    }
}

/// A size with one decimal, rounded up so that too large never reads as just allowed.
fn megabytes(bytes: usize) -> String {
    megabytes_of(u64::try_from(bytes).unwrap_or(u64::MAX))
}

fn megabytes_of(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(1024 * 1024);
    format!("{}.{}MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::limits::MAX_FILE_BYTES;

    const BOTH: [Locale; 2] = [Locale::Ja, Locale::En];

    fn document_errors() -> Vec<DocumentError> {
        let rules = [
            FileRule::Missing,
            FileRule::Type { wanted: Wanted::Text },
            FileRule::Type {
                wanted: Wanted::Whole,
            },
            FileRule::Type { wanted: Wanted::Flag },
            FileRule::Type { wanted: Wanted::List },
            FileRule::Type {
                wanted: Wanted::Object,
            },
            FileRule::UnknownField,
            FileRule::Word,
            FileRule::TooLong { found: 21, most: 20 },
            FileRule::TooMany { found: 3, most: 2 },
            FileRule::Empty,
            FileRule::Duplicate,
            FileRule::Range { least: 1, most: 999 },
            FileRule::NoStudent,
            FileRule::NoRound,
            FileRule::NextStudent,
            FileRule::Identifier,
            FileRule::Day,
            FileRule::Month,
            FileRule::Grade,
            FileRule::Answer,
            FileRule::Hidden,
            FileRule::Checksum,
            FileRule::Code,
        ];
        let faults = rules.map(|rule| {
            DocumentError::Fault(FileFault {
                place: "rounds[1].label".to_owned(),
                rule,
            })
        });
        let mut errors = vec![
            DocumentError::TooLarge {
                bytes: MAX_FILE_BYTES + 1,
                most: MAX_FILE_BYTES,
            },
            DocumentError::CutOff { line: 1, column: 9 },
            DocumentError::Syntax { line: 1, column: 9 },
            DocumentError::OtherFormat,
            DocumentError::Newer { number: 2 },
            DocumentError::Unwritable,
        ];
        errors.extend(faults);
        errors
    }

    #[test]
    fn every_sentence_about_a_document_says_what_is_safe_and_they_all_differ() {
        for locale in BOTH {
            let safe = pick(locale, "変わっていません", "unchanged");
            let sentences: Vec<String> = document_errors()
                .iter()
                .map(|error| explain_document(error, locale))
                .collect();
            for sentence in &sentences {
                assert!(sentence.contains(safe), "{sentence}");
            }
            let distinct: std::collections::BTreeSet<_> = sentences.iter().collect();
            assert_eq!(distinct.len(), sentences.len());
        }
    }

    #[test]
    fn a_failed_store_sends_the_person_to_the_file() {
        let errors = [
            StorageError::Unavailable,
            StorageError::Full,
            StorageError::NotKept,
            StorageError::NoAnswer,
            StorageError::Failed { kind: String::new() },
            StorageError::Failed {
                kind: "InvalidStateError".to_owned(),
            },
        ];
        for error in errors {
            assert!(
                explain_storage(&error, Locale::Ja).contains("「ファイルに保存」"),
                "{error}"
            );
            assert!(
                explain_storage(&error, Locale::En).contains("Save it to a file"),
                "{error}"
            );
        }
    }

    #[test]
    fn a_file_one_byte_too_large_does_not_read_as_just_allowed() {
        let error = FileError::TooLarge {
            bytes: 16 * 1024 * 1024 + 1,
            most: MAX_FILE_BYTES,
        };
        let sentence = explain_file(&error, Locale::Ja);
        assert!(sentence.contains("16.1MB、上限 16.0MB"), "{sentence}");
    }

    #[test]
    fn japanese_sentences_hold_no_english_words_but_the_formats_own() {
        for error in [FileError::Unreadable, FileError::NotSaved] {
            let sentence = explain_file(&error, Locale::Ja);
            assert!(sentence.chars().all(|c| !c.is_ascii_alphabetic()), "{sentence}");
        }
    }
}
