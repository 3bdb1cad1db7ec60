//! Words of the full form (詳しい票), the safety dialog (安全の心配) and its cards.

use chrono::{Datelike, NaiveDate};

use super::fill;
use crate::domain::locale::Locale;

texts! {
    /// The full form: the list of students who need one, and the form of one student.
    FullText {
        title: "詳しい票" / "Full form",
        list_lead: "一次確認か「なんとなく気になる」で、もう少しくわしく見ることになった人です。" / "Students whom the first look or “just a feeling” brings here for a closer look.",
        instrument_window: "{window}をふりかえって" / "Looking back on {window}",
        list_window: "{window}をふりかえって答えます。わからないことは「わからない」のままでかまいません。" / "Answers look back on {window}. “Don't know” is a good answer.",
        not_begun: "まだ" / "to do",
        begun: "途中" / "begun",
        done: "済" / "done",
        items_done: "{done}/{all}項目" / "{done} of {all} items",
        begin: "はじめる" / "Begin",
        resume: "つづける" / "Go on",
        look: "見直す" / "Look again",
        open_label: "{student}の票：{verb}" / "Form of {student}: {verb}",
        more_first: "一次確認がまだ{n}人残っています。" / "Students still waiting for the first look: {n}.",
        go_first: "一次確認へ" / "To the first look",
        empty_first: "先に一次確認をすると、詳しい票が必要な人がここに並びます。" / "Do the first look; those who need the full form will be listed here.",
        empty_none: "詳しい票が必要な人は、今のところいません。" / "At present nobody needs the full form.",
        empty_next: "次は学級のようすを見ます。気になる人がいれば、下から票を開けます。" / "Next, look at the class. If you are concerned about somebody, open the form below.",
        go_class: "学級のようすへ" / "To the overview",
        other: "ほかの人の票を開く" / "Open the form of another student",
        other_hint: "一次確認で挙がらなくても、気になれば記入できます。" / "You can fill it in even if the first look does not ask for it.",
        choose: "人を選ぶ" / "Choose a student",
        open: "票を開く" / "Open the form",
        to_list: "一覧へ" / "To the list",
        previous_student: "前の人" / "Previous",
        next_student: "次の人" / "Next",
        next_student_named: "次の人へ（{student}）" / "Next: {student}",
        blanks: "空欄 {n}" / "{n} blank",
        no_blanks: "空欄なし" / "no blanks",
        next_blank: "次の空欄へ" / "To the next blank",
        all_done: "この票はすべて記入しました。" / "Nothing is blank on this form.",
        blanks_left: "空欄が{n}項目あります。わからないときは「わからない」を選びます。" / "Blank items: {n}. Choose “don't know” where you do not know.",
        index: "領域" / "Areas",
        index_state: "{area}：{done}/{all}" / "{area}: {done} of {all}",
        strengths: "強み" / "Strengths",
        strengths_lead: "支え方を考える手がかりです。点数からは引きません。" / "They help to choose the kind of support. They are never subtracted.",
        other_items: "そのほか" / "Other",
        other_lead: "点数にはなりません。" / "Not scored.",
        safety: "安全の心配" / "Safety concern",
        safety_short: "安全" / "Safety",
        safety_lead: "点数にはしません。少しでも心配があれば選んでください。することを書いたカードがすぐ開きます。" / "Not scored. Choose at the least concern; a card with what to do opens at once.",
        level: "めやす" / "Level",
        rest: "この領域の残りは「{none}」" / "The rest of this area: “{none}”",
        from_attendance: "名簿の出欠から：{n}{unit}" / "From the attendance list: {n} {unit}",
        exact: "実際の数" / "Exact number",
        exact_label: "{item}：実際の数（{unit}）" / "{item}: exact number ({unit})",
        count_bad: "0から{most}までの数字で記入してください。変更していません。" / "Enter a number from 0 to {most}. Nothing was changed.",
        keys: "キー：0〜3 で選ぶ、? わからない、- 対象外、Enter で次の項目、矢印で選択肢を移動。数を聞く項目では数字がそのまま入ります。" / "Keys: 0–3 to choose, ? don't know, - not applicable, Enter for the next item, arrows between choices. Where a number is asked, digits go into its field.",
    }
}

texts! {
    /// The safety dialog and its cards.
    SafetyText {
        title: "安全の心配" / "Safety concern",
        who: "だれのことですか" / "Who is it about?",
        choose: "人を選ぶ" / "Choose a student",
        lead: "確かでなくてかまいません。少しでも心配があれば選んでください。" / "You need not be certain. Choose at the least concern.",
        steps: "すること" / "What to do",
        record: "書きとめること" / "What to write down",
        avoid: "しないこと" / "What not to do",
        contacts: "連絡先" / "Contacts",
        contact_empty: "学校で記入" / "to be filled in",
        done_title: "読んで、したことを記録する" / "Record that you read it, and what was done",
        note: "メモ（学校の外には出ません）" / "Note (never leaves the school)",
        note_hint: "日付・見たこと・本人の言葉のまま。{n}文字まで" / "Date, what was seen, words as spoken. Up to {n} characters",
        save: "記録する" / "Record it",
        save_on: "記録する（{day}）" / "Record it ({day})",
        before_print: "記録するまで、この人の要約票は印刷できません。" / "Until this is recorded, no summary can be printed for this student.",
        recorded: "記録済み {day}：{actions}" / "Recorded {day}: {actions}",
        edit: "記録を直す" / "Change the record",
        read_again: "カードをもう一度読む" / "Read the card again",
        to_read: "読んで記録するカード {n}枚" / "Cards to read and record: {n}",
        open_cards: "カードを開く" / "Open the cards",
        close: "閉じる" / "Close",
        close_open: "あとで記録する（閉じる）" / "Record later (close)",
        nobody: "まだ名簿がありません。名簿をつくると、ここで選べます。" / "There is no roster yet. Make one, then choose here.",
        waiting: "人（記録していないカードあり）" / " (students with a card to record)",
    }
}

/// `11月20日`, `20 November`.
pub fn day(on: NaiveDate, locale: Locale) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    match locale {
        Locale::Ja => format!("{}月{}日", on.month(), on.day()),
        Locale::En => {
            let month = usize::try_from(on.month0())
                .ok()
                .and_then(|month| MONTHS.get(month));
            format!("{} {}", on.day(), month.copied().unwrap_or_default())
        }
    }
}

/// `記録済み 11月20日：管理職に伝えた、…`.
pub fn recorded_line(on: NaiveDate, actions: &[&str], locale: Locale) -> String {
    let comma = super::reason::ReasonText::of(locale).comma;
    fill(
        SafetyText::of(locale).recorded,
        &[("day", &day(on, locale)), ("actions", &actions.join(comma))],
    )
}
