//! Words of 学校のようす: several classes side by side.

use chrono::{Datelike, NaiveDate};

use crate::domain::locale::Locale;
use crate::domain::next_step::Share;

texts! {
    /// 学校のようす.
    SchoolText {
        title: "学校のようす" / "The school",
        what: "学級のファイルを並べて開き、進みぐあいと、会議で話し合う人を見わたします。開いた内容は、この画面を閉じると消え、どこにも保存されません。" / "Opens class files side by side, to see how far they are and whom to talk about at the meeting. What is opened is gone when this screen is closed and is stored nowhere.",
        open: "学級のファイルを開く（いくつでも）" / "Open class files (several at once)",
        open_more: "ファイルを加える" / "Add files",
        close_all: "すべて閉じる" / "Close them all",
        leave: "学校のようすを閉じる" / "Close this screen",
        lock: "ロック" / "Lock",
        reading: "読んでいます…" / "Reading…",
        asks_title: "合言葉のいるファイル（{n}）" / "Files that need a passphrase ({n})",
        asks_lead: "次のファイルは、別の合言葉で保存されています：{name}" / "This file was saved under another passphrase: {name}",
        asks_label: "このファイルの合言葉" / "Passphrase of this file",
        asks_rest: "残りのファイルにも、この合言葉を試す" / "Try it on the other files too",
        asks_open: "開く" / "Open",
        asks_skip: "このファイルは開かない" / "Leave this file out",
        failed_title: "開けなかったファイル（{n}）" / "Files that could not be opened ({n})",
        failed_rest: "ほかのファイルは開いています。" / "The other files are open.",
        failed_place: "{n}番目のファイル {name}" / "File {n}, {name}",
        table: "学級と進みぐあい" / "Classes and how far they are",
        calibrate: "これらの学級でしきい値をためす" / "Calibrate with these classes",
        table_lead: "学年と組の順に並べています。" / "In order of grade and class.",
        class: "学級" / "Class",
        round: "回" / "Round",
        newest: "いちばん新しい記録" / "Newest entry",
        short: "一次確認" / "First look",
        full: "詳しい票" / "Full form",
        talk: "話し合う人" / "To talk about",
        decided: "決定" / "Decided",
        summary: "要約票" / "Summaries",
        total: "合計" / "Total",
        nothing: "－" / "–",
        people: "{n}人" / "{n}",
        twice: "同じ学級のファイルが{n}個あったので、合わせて一つにしました。" / "{n} files were of the same class and were put together.",
        left_out: "同じ学級のファイルのうち{n}個は、合わせられなかったので入っていません。その学級で「別のファイルを開く」から確かめてください。" / "{n} files of the same class could not be put together and are left out. Look at them in that class with “Open another file”.",
        other_content: "一つめの学級とは別のチェックシート「{title}」（{version}）で記入されています。めやすを学級どうしでくらべないでください。" / "Answered with another checklist than the first class: “{title}” ({version}). Do not compare levels between them.",
        stands_in: "この学級のチェックシートが見つからないため、見本の決まりで表示しています。めやすをほかの学級とくらべないでください。" / "The checklist of this class was not found; the built-in sample stands in. Do not compare levels with other classes.",
        no_content: "この学級のチェックシートが見つからないため、めやすを出せません。この学級を開くと、読みこみ方が出ます。" / "The checklist of this class was not found, so nothing can be scored. Open the class to see how to bring it in.",
        other_short: "（版がちがう）" / " (other version)",
        agenda: "会議で話し合う人" / "To talk about at the meeting",
        agenda_lead: "話し合う人 {all}人、決定ずみ {done}人。学級と番号の順です。" / "{all} to talk about, {done} decided. In order of class and number.",
        agenda_none: "話し合う人は、まだいません。" / "There is nobody to talk about yet.",
        print: "会議用の一覧を印刷" / "Print the agenda",
        print_names: "名前は、画面で出しているときだけ印刷されます。" / "Names are printed only while they are shown on the screen.",
        card: "学校のようす（調整役の方へ）" / "The school view (for the coordinator)",
        card_lead: "いくつもの学級のファイルを並べて開き、進みぐあいと会議の一覧を見ます。いまの学級は保存して閉じ、終わると、またここへもどります。" / "Opens several class files side by side, to see how far they are and the agenda of the meeting. This class is stored and closed; it comes back afterwards.",
        card_open: "学校のようすを開く" / "Open the school view",
    }
}

/// `5/35`; a dash where there is nothing to do.
pub fn share(share: Share, locale: Locale) -> String {
    match share.all {
        0 => SchoolText::of(locale).nothing.to_owned(),
        all => format!("{}/{all}", share.done),
    }
}

/// `2026/11/20`: a day in a narrow column.
pub fn short_day(day: NaiveDate) -> String {
    format!("{}/{}/{}", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_do_is_not_nothing_done() {
        assert_eq!(share(Share { done: 0, all: 0 }, Locale::Ja), "－");
        assert_eq!(share(Share { done: 0, all: 9 }, Locale::Ja), "0/9");
    }
}
