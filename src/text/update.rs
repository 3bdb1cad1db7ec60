//! Why a change was refused, in the teacher's words.

use super::fill;
use crate::domain::limits;
use crate::domain::locale::Locale;
use crate::domain::update::UpdateError;

/// What happened, that nothing was changed, and what to do.
pub fn explain_update(error: &UpdateError, locale: Locale) -> String {
    let (ja, en) = match error {
        UpdateError::NoRound | UpdateError::NoStudent | UpdateError::NoCard => (
            "見つからないため、変更しませんでした。画面を開き直してください。",
            "It is not there any more, so nothing was changed. Open the screen again.",
        ),
        UpdateError::NoItem(_) | UpdateError::NoSuchAnswer(_) => (
            "この項目にはない答えのため、記入しませんでした。別の答えを選んでください。",
            "The item has no such answer, so nothing was written. Choose another answer.",
        ),
        UpdateError::NothingDone => (
            "したことを一つ以上選んでから、記録してください。",
            "Tick at least one thing that was done, then record it.",
        ),
        UpdateError::TooLong { found, most } => {
            let (ja, en) = (
                "{found}文字あります。{most}文字までに短くしてください。何も変更していません。",
                "There are {found} characters. Shorten it to {most}. Nothing was changed.",
            );
            return fill(pick(ja, en, locale), &[("found", found), ("most", most)]);
        }
        UpdateError::Number { number } => {
            let (ja, en) = (
                "番号{n}は使えません。ほかの人と重ならない1〜{most}の番号にしてください。",
                "Number {n} cannot be used. Take one from 1 to {most} that nobody else has.",
            );
            return fill(
                pick(ja, en, locale),
                &[("n", number), ("most", &limits::MAX_NUMBER)],
            );
        }
        UpdateError::TooManyStudents => (
            "この学級にはこれ以上追加できません。別のファイルで始めてください。",
            "No more students can be added to this class. Begin another file.",
        ),
        UpdateError::TooManyRounds => (
            "これ以上、回を追加できません。年度を改めて新しいファイルで始めてください。",
            "No more rounds can be added. Begin a new file for the new school year.",
        ),
        UpdateError::TooMuchContent { bytes: _, most } => {
            let (ja, en) = (
                "チェックシートの内容が大きすぎます（学級といっしょに保存できるのは{most} KBまで）。何も変更していません。説明の文を短くしたチェックシートを使ってください。",
                "The checklist is too large to be kept with the class (up to {most} KB). Nothing was changed. Use one with shorter texts.",
            );
            return fill(pick(ja, en, locale), &[("most", &(most / 1024))]);
        }
        UpdateError::CodeTaken => (
            "照会番号が重なりました。もう一度押してください。",
            "The case code was taken already. Press the button once more.",
        ),
        UpdateError::NoDirection => (
            "支援の方向（校内・地域・専門機関）を一つ以上選んでください。",
            "Choose at least one direction: in school, community or agency.",
        ),
        UpdateError::NoVersion => (
            "この食い違いは、もう解決しています。変更しませんでした。",
            "This difference is settled already. Nothing was changed.",
        ),
        UpdateError::Disposed => (
            "この回の記録は廃棄したので、もう書き込めません。何も変更していません。いまの回に記入してください。",
            "The records of this round were disposed of, so nothing can be written into it. Nothing was changed. Write into the current round.",
        ),
        UpdateError::NothingThere => (
            "廃棄する記録は、もうありません。何も変更していません。",
            "There is nothing left to dispose of. Nothing was changed.",
        ),
        UpdateError::NotDue => (
            "まだ保存期限の過ぎていない記録があります。何も廃棄していません。端末の日付を確かめてください。",
            "The retention of some records is not over. Nothing was disposed of. Check the date of this device.",
        ),
        UpdateError::NothingToUndo => ("元に戻すものはありません。", "There is nothing to take back."),
    };
    pick(ja, en, locale).to_owned()
}

const fn pick<'a>(ja: &'a str, en: &'a str, locale: Locale) -> &'a str {
    match locale {
        Locale::Ja => ja,
        Locale::En => en,
    }
}
