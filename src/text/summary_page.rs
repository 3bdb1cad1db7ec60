//! Words of the screen that makes summaries (気づき要約票); what stands on the paper is in [`super::summary`].

use super::fill;
use super::summary::finding;
use crate::domain::locale::Locale;
use crate::domain::scanner::Finding;

texts! {
    /// The list of students, and the summary of one.
    SummaryPageText {
        title: "気づき要約票" / "Summaries",
        lead: "氏名・番号・組・日にちを書かずに、区役所に相談するための一枚です。会議で決めたことを記録した人だけ作れます。" / "One sheet to consult the ward, without name, number, class or day. It can be made for students on whom the team has recorded a decision.",
        ready: "作れます" / "ready",
        issued: "照会番号 {code}" / "case code {code}",
        cards_first: "先に「安全の心配」の記録が要ります" / "record the safety card first",
        open: "ひらく" / "Open",
        open_label: "{student}の要約票をひらく" / "Open the summary of {student}",
        open_safety: "安全の心配" / "Safety",
        open_safety_label: "{student}の安全の心配をひらく" / "Open the safety card of {student}",
        others: "ほかの{n}人は、会議の記録がないため出ていません。" / "The other {n} students are not listed: no decision is recorded.",
        empty: "要約票は、会議で決めたことを記録した人だけ作れます。" / "A summary can be made once the team has recorded a decision.",
        empty_next: "まだ記録がありません。会議の画面で話し合ったことを記録すると、ここに出ます。" / "Nothing is recorded yet. Record what was agreed on the meeting screen, and it appears here.",
        to_meeting: "会議へ" / "Go to the meeting",
        keys_hint: "どの照会番号がだれのことかは、対応表にあります。" / "Which case code stands for whom is in the key table.",
        to_keys: "対応表を見る" / "See the key table",
        back: "一覧にもどる" / "Back to the list",
        of_student: "気づき要約票　{student}" / "Summary: {student}",
        obstacles: "先にすること" / "What to do first",
        obstacles_lead: "済むと、ここにプレビューが出ます。" / "When this is done, the preview appears here.",
        record_meeting: "会議の画面で記録する" / "Record it on the meeting screen",
        edit_meeting: "会議の画面で書き直す" / "Rewrite it on the meeting screen",
        leave_school_out: "学校の表示をのせない" / "Leave the school out",
        options: "1. のせることを選ぶ" / "1. Choose what stands on it",
        contact: "担当窓口（役職だけをのせます）" / "Contact at school (a role, no name)",
        grade_band: "学年帯「{band}」をのせる" / "Show the grade band: {band}",
        peers_few: "この学級で「{level}」以上は{n}人です。{least}人より少ないと一人に絞られることがあるので、のせないことをすすめます。" / "{n} in this class are at “{level}” or above. With fewer than {least} the band may single a child out: better leave it out.",
        peers_enough: "この学級で「{level}」以上は{n}人です。" / "{n} in this class are at “{level}” or above.",
        school: "学校の表示「{school}」をのせる" / "Show the school: {school}",
        school_none: "学校の表示は、名簿の画面で入れていないので、のりません。" / "The school is not shown: none is entered on the roster screen.",
        signs: "気になるサイン（だれのことかわかりそうなものは外します）" / "Signs (take out what could tell whose it is)",
        sign: "{item}：{answer}" / "{item}: {answer}",
        signs_none: "気になるサインはありません。" / "No signs.",
        other: "会議で書いた「その他」" / "“Other”, as written at the meeting",
        other_none: "書かれていません。" / "Nothing was written.",
        other_clean: "名簿・日付・学校名などと照らし合わせ、見つかったものはありません。" / "Checked against the roster, dates, schools and more: nothing found.",
        english: "用紙を英語で印刷する" / "Print the sheet in English",
        preview: "2. 区から見えるとおりのプレビュー" / "2. Preview as the ward sees it",
        preview_lead: "印刷されるものと同じです。紙のどこかに、だれのことかわかる手がかりがないか見てください。" / "The same as the print. Look for anything on it that could tell whose it is.",
        questions: "3. 出す前に確かめる" / "3. Check before it leaves",
        questions_lead: "機械には見つけられないことです。人が読んで確かめてください。" / "No program can find these. Read and check.",
        release: "4. 印刷・保存する" / "4. Print or save",
        print: "要約票を印刷する" / "Print the summary",
        save: "ファイルに保存する" / "Save to a file",
        open_questions: "上の{n}つを確かめると押せます。" / "Check the {n} points above first.",
        code: "照会番号" / "Case code",
        printed: "印刷の画面を開きました。管理職の確認を受けてから、区役所に渡してください。" / "The print dialog was opened. Have management approve the sheet before it goes to the ward.",
        saved: "「{file}」を保存しました。区役所に渡す前に、管理職の確認を受けてください。" / "“{file}” was saved. Have management approve it before it goes to the ward.",
        print_failed: "印刷の画面を開けませんでした。ブラウザーのメニューの「印刷」から印刷できます。" / "The print dialog could not be opened. Use “Print” in the browser's menu.",
        keep_keys: "だれのことかは対応表でわかります。対応表は校内で保管し、区役所には渡しません。" / "The key table tells whose it is. It stays in the school and is never given to the ward.",
        nothing_to_print: "要約票は、一人ずつひらいて印刷します。" / "Summaries are opened and printed one by one.",
    }
}

/// What was found in a text, with the characters in question: `「5年1組」…`.
pub fn finding_line(text: &str, found: &Finding, locale: Locale) -> String {
    let characters: String = text
        .chars()
        .skip(found.range.start)
        .take(found.range.len())
        .collect();
    let template = match locale {
        Locale::Ja => "「{characters}」は{what}",
        Locale::En => "“{characters}”: {what}",
    };
    fill(
        template,
        &[
            ("what", &finding(found.kind, locale)),
            ("characters", &characters),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scanner::FindingKind;

    #[test]
    fn a_finding_names_its_characters_counted_as_characters() {
        let found = Finding {
            range: 2..6,
            kind: FindingKind::Class,
        };
        let line = finding_line("𠮷の5年1組で", &found, Locale::Ja);
        assert!(line.starts_with("「5年1組」は学年・組・番号のようです"), "{line}");
    }

    #[test]
    fn what_was_typed_is_never_filled_in_again() {
        let found = Finding {
            range: 0..6,
            kind: FindingKind::Mail,
        };
        assert!(finding_line("{what}", &found, Locale::En).starts_with("“{what}”"));
    }
}
