//! Words for the content documents at hand: which is in use, where it comes from, what it is of a round, and what to do
//! when one is missing or cannot be read.

use super::fill;
use crate::domain::checklist::Checklist;
use crate::domain::locale::Locale;
use crate::format::contents::Origin;

texts! {
    /// The contents at hand, in 設定, on ホーム and in notices.
    ContentsText {
        built_in: "見本" / "built-in sample",
        server: "この学校のサーバー" / "this school's server",
        device: "この端末に取りこんだもの" / "imported on this device",
        class: "この学級に残してあるもの" / "kept with this class",
        named: "{title}　版 {version}　照合値 {checksum}" / "{title}, version {version}, checksum {checksum}",
        from: "出どころ：{origin}" / "From: {origin}",
        shown: "この回（{round}）のチェックシート" / "The checklist of this round ({round})",
        shown_fixed: "始めた回は、始めたときのチェックシートのまま表示し、めやすもその決まりで出します。" / "A round that was begun keeps its own checklist, and is scored by it.",
        next: "新しい回で使うチェックシート" / "The checklist for what begins next",
        same: "この回と同じものです。" / "The same as this round's.",
        others: "この端末で使えるチェックシート" / "Checklists at hand",
        others_lead: "下にあるものほど先に使います。" / "The lower in the list, the earlier it is used.",
        in_use: "新しい回で使用" / "for new rounds",
        of_earlier: "（前に読みこめたもの。いまはサーバーから読めません）" / " (read earlier; the server has none that can be read now)",
        broken: "読めないため、使っていません。" / "It cannot be read and is not used.",
        rounds: "回ごとのチェックシート" / "The checklist of each round",
        round: "回" / "Round",
        checklist: "チェックシート" / "Checklist",
        kept: "学級に残してあります" / "kept with the class",
        not_kept: "学級に残っていません" / "not kept with the class",
        by_sample: "項目が合うので、いまの見本の決まりで表示しています。" / "Its items fit, so it is shown by the rules of the built-in sample of today.",
        missing: "見つかりません" / "not found",
        import: "ファイルから取りこむ" / "Import from a file",
        import_lead: "市・区や学校が用意したチェックシートのファイル（.json）を、この端末で使えるようにします。記入した内容は変わりません。" / "Makes a checklist file (.json) of your board or school usable on this device. Nothing that was filled in changes.",
        imported: "「{title}」（{version}）を取りこみました。次に始める回から使います。" / "“{title}” ({version}) was imported. It is used from the next round on.",
        forget: "取りこんだものをやめる" / "Stop using the imported one",
        forgotten: "取りこんだチェックシートをやめました。これからは「{title}」（{version}）を使います。" / "The imported checklist is no longer used. From now on it is “{title}” ({version}).",
        not_imported: "取りこめませんでした" / "Not imported",
        more_faults: "ほかに{n}か所あります。" / "And {n} more.",
        edit: "チェックシートを編集する" / "Edit the checklist",
        calibrate: "しきい値を調整する" / "Adjust the cut-offs",
        print_blank: "白紙の用紙を印刷する" / "Print blank forms",
        warnings: "たしかめるところ（{n}）" / "To be checked ({n})",
        server_broken: "サーバーのチェックシート（content.json）が読めません。代わりに「{title}」（{version}）を使います。記入した内容には影響しません。" / "The checklist on the server (content.json) cannot be read. “{title}” ({version}) is used instead. Nothing that was filled in is affected.",
        details: "どこが読めないか" / "What is wrong",
        stands_in: "この回のチェックシート（{id} {version}）が見つかりません。項目が合うので、見本の決まりで表示しています。めやすは記入したときと違うことがあります。" / "The checklist of this round ({id} {version}) was not found. Its items fit the built-in sample, by whose rules it is shown. Levels may differ from those of its own.",
        bring: "元のチェックシートを読みこむ" / "Bring in the original",
        lost_title: "この回のチェックシートが見つかりません" / "The checklist of this round was not found",
        lost: "記入した答えは残っています。ただ、何を問う項目だったかを書いたチェックシート（{id} {version}、照合値 {checksum}）がこの端末になく、めやすを出せません。" / "The answers are still here. But the checklist that says what was asked ({id} {version}, checksum {checksum}) is not on this device, so nothing can be scored.",
        lost_what: "そのチェックシートのファイルを読みこむか、記入した端末で保存したファイルを開くと、元どおり表示します。ほかの回は、画面の上の回の欄から選べます。" / "Bring in its file, or open a file saved on the device it was filled in on, and everything is shown again. Other rounds can be chosen at the top.",
        lost_not_it: "このファイルは別のチェックシートです（「{title}」 {version}、照合値 {checksum}）。何も変更していません。照合値が {wanted} のファイルを選んでください。" / "This is another checklist (“{title}” {version}, checksum {checksum}). Nothing was changed. Choose the file with checksum {wanted}.",
        brought: "チェックシートを読みこみ、この学級といっしょに残しました。" / "The checklist was brought in and is kept with this class.",
        beside: "別の決まりで並べて見る" / "See it beside another checklist's rules",
        beside_lead: "同じ答えを別のチェックシートの決まりで計算し、いまのめやすの横に並べます。試しの計算です。保存も印刷もされず、この回のめやすは変わりません。" / "The same answers, scored by the rules of another checklist and shown beside the levels of this round. It is a trial: nothing is stored or printed, and the levels of this round stay.",
        beside_which: "どの決まりとくらべますか" / "Beside which rules?",
        beside_none: "選んでください" / "Choose",
        beside_file: "ファイルから選ぶ" / "From a file",
        beside_no_other: "この端末には、ほかのチェックシートがありません。ファイルから選べます。" / "There is no other checklist on this device. One can be chosen from a file.",
        beside_own: "この回の決まり" / "This round's rules",
        beside_other: "別の決まり（{title} {version}）" / "The other rules ({title} {version})",
        beside_counts: "人数" / "Students",
        beside_level: "めやす" / "Level",
        beside_insufficient: "情報不足" / "Too little known",
        beside_differ: "めやすが変わる人：{list}（{n}人）" / "Levels differ for: {list} ({n})",
        beside_number: "{n}番" / "No. {n}",
        beside_equal: "めやすが変わる人はいません。" / "Nobody's level differs.",
        beside_only: "めやすが変わる人だけ表示する" / "Show only those whose level differs",
        beside_lost: "引きつげない答え" / "Answers with no place",
        beside_lost_lead: "別の決まりに同じ項目・同じ選択肢がない答えは、空欄として数え、めやすの幅が広がります（全員で{n}件）。" / "Answers to items or options the other checklist does not have count as blank there and widen the span ({n} in all).",
        student: "番号" / "No.",
        differs: "変わる" / "differs",
        next_differs: "新しい回からは「{title}」（{version}、{origin}）を使います。いまの回は変わりません。チェックシートが変わると、前の回との変化は出ません。" / "New rounds use “{title}” ({version}, {origin}). The current round stays as it is. With another checklist, changes since the last round are not shown.",
        choose: "どのチェックシートで始めますか" / "Which checklist is it to be?",
        choose_new: "新しいチェックシートで始める：「{title}」（{version}、{origin}）" / "Begin with the new one: “{title}” ({version}, {origin})",
        choose_same: "同じチェックシートで続ける：「{title}」（{version}）" / "Go on with the same one: “{title}” ({version})",
        choose_hint: "チェックシートが変わると、前の回との変化は出ません。同じもので続けると、くらべられます。" / "With another checklist, changes since the last round are not shown. With the same one they are.",
    }
}

/// Where a content comes from.
pub fn origin_name(origin: Origin, locale: Locale) -> &'static str {
    let words = ContentsText::of(locale);
    match origin {
        Origin::BuiltIn => words.built_in,
        Origin::Server => words.server,
        Origin::Device => words.device,
    }
}

/// Fills a text that names a content by title, version and checksum.
pub fn name_content(text: &str, checklist: &Checklist, locale: Locale) -> String {
    fill(
        text,
        &[
            ("title", &checklist.title.get(locale)),
            ("id", &checklist.stamp.id),
            ("version", &checklist.stamp.version),
            ("checksum", &checklist.stamp.checksum),
        ],
    )
}
