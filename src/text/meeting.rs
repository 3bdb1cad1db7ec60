//! Words of 会議: the agenda, the decision form, the record of a decision and the printed agenda.

use super::fill;
use super::summary::{SheetText, consent, direction, month, reply_by};
use crate::domain::checklist::Checklist;
use crate::domain::decision::Decision;
use crate::domain::decision_draft::{DraftError, DraftField};
use crate::domain::locale::Locale;
use crate::domain::response::Response;
use crate::domain::scoring::{Ground, Outcome, explain};
use chrono::{Datelike, NaiveDate};

texts! {
    /// 会議.
    MeetingText {
        title: "会議" / "Meeting",
        lead: "話し合う人 {all}人、決定ずみ {done}人" / "{all} to talk about, {done} decided",
        nobody: "話し合う人はまだいません。一次確認と詳しい票がすむと、ここに並びます。" / "There is nobody to talk about yet. Students appear here once the first look and the full forms are done.",
        agenda: "話し合う人の一覧" / "Agenda",
        other: "一覧にない人を話し合う" / "Talk about somebody else",
        choose: "選ぶ" / "Choose",
        print: "会議用の一覧を印刷" / "Print the agenda",
        print_names: "名前は、画面で出しているときだけ印刷されます。" / "Names are printed only while they are shown on the screen.",
        undecided: "未決定" / "Not decided",
        draft: "書きかけ" / "Being written",
        decided: "決定ずみ：{list}" / "Decided: {list}",
        full_missing: "詳しい票がまだ" / "full form not filled in",
        gut: "なんとなく気になる" / "just a feeling",
        nothing: "記入されたサインなし" / "no signs entered",
        to_agenda: "一覧へもどる" / "Back to the agenda",
        previous: "前の人" / "Previous",
        next: "次の人" / "Next",
        place: "{n} / {all}人め" / "{n} of {all}",
        facts: "わかっていること" / "What is known",
        decision: "決めること" / "What is decided",
        supports: "方向と支援" / "Direction and supports",
        supports_hint: "支援を選ぶと、方向も選ばれます。方向だけでも記録できます。" / "Choosing a support chooses its direction. A direction alone is enough.",
        suggested: "めやすからの候補" / "Suggested",
        more: "ほかの支援（{n}）" / "More supports ({n})",
        who: "担当" / "Who",
        who_hint: "役割でも名前でも。学校の外には出ません。" / "A role or a name. It never leaves the school.",
        by: "いつまでに" / "By when",
        next_check: "次に確かめる日" / "Look again on",
        met: "話し合った月" / "Month of the meeting",
        in_weeks: "{n}週間後" / "+{n} wk",
        outside: "区や関係機関に相談するとき" / "When the ward or an agency is consulted",
        outside_hint: "要約票に載ります。氏名や場所がわかることは書きません。" / "This goes onto the summary. Write nothing that tells a name or a place.",
        tried_add: "これまでに行った支援を加える" / "Add a support tried before",
        tried_since: "始めた月" / "Since",
        add: "加える" / "Add",
        remove: "{support}を消す" / "Remove {support}",
        remove_short: "消す" / "Remove",
        asks: "区に相談したいこと" / "What the ward is asked for",
        ask_other: "その他（{most}文字まで）" / "Other (at most {most} characters)",
        reply: "返事がほしい時期" / "Answer wanted by",
        reply_none: "決めない" / "Not set",
        student_heard: "本人の気持ちを聞いた" / "The child was heard",
        guardian_heard: "保護者の意向を聞いた" / "The guardian was heard",
        note: "メモ（学校の外には出ません）" / "Note (never leaves the school)",
        record: "決めたことを記録する" / "Record the decision",
        cancel: "書き直すのをやめる" / "Keep the recorded decision",
        recorded: "決めたこと" / "The decision",
        recorded_on: "{day} に記録" / "Recorded on {day}",
        edit: "書き直す" / "Write it anew",
        to_summary: "要約票へ" / "To the summary",
        basis: "決めたときのめやす" / "Level when it was decided",
        basis_reasons: "そのときの理由" / "Reasons then",
        insufficient: "情報不足" / "Too little known",
        level_changed: "記録のあとで、めやすが変わっています。" / "The level has changed since this was recorded.",
        support_list: "支援" / "Supports",
        heard_list: "気持ち・意向" / "What was heard",
        fault_direction: "方向（校内・地域・専門機関）を一つ以上選んでください。" / "Choose at least one direction: in school, community or agency.",
        fault_long: "{found}文字あります。{most}文字までに短くしてください。" / "{found} characters. Shorten it to {most}.",
        fault_before: "話し合った月より前になっています。日付か月を直してください。" / "This lies before the month of the meeting. Correct one of them.",
        safety_first: "安全の心配の記録がまだです。先に、だれに伝え何をしたかを記録してください。" / "The safety concern is not recorded yet. First record whom you told and what was done.",
        safety_open: "安全の心配を記録する" / "Record the safety concern",
        roles: "担任、学年主任、養護教諭、教育相談Co、生徒指導主事、特別支援教育Co、管理職、SC、SSW" / "Homeroom teacher, Head of grade, School nurse, Counseling coordinator, Guidance head, Special needs coordinator, Management, SC, SSW",
        roles_comma: "、" / ", ",
        sheet_title: "会議用の一覧" / "Agenda",
        sheet_student: "番号" / "No.",
        sheet_level: "めやす" / "Level",
        sheet_why: "気になるところ" / "What gives concern",
        sheet_decision: "決めたこと" / "Decision",
        sheet_write: "支援・担当・期限・次に確かめる日" / "Supports, who, by when, next check",
        sheet_made: "{day} 作成" / "Made on {day}",
        sheet_collect: "会議のあとで集め、シュレッダーで処分してください。" / "Collect after the meeting and shred.",
    }
}

/// `令和8（2026）年11月20日`; `2026-11-20`.
pub fn day(day: NaiveDate, locale: Locale) -> String {
    let (year, month, date) = (day.year(), day.month(), day.day());
    match (locale, year - 2018) {
        (Locale::Ja, 1) if month >= 5 => format!("令和元（{year}）年{month}月{date}日"),
        (Locale::Ja, reiwa) if reiwa >= 2 => format!("令和{reiwa}（{year}）年{month}月{date}日"),
        (Locale::Ja, _) => format!("{year}年{month}月{date}日"),
        (Locale::En, _) => day.to_string(),
    }
}

/// Why a student is on the agenda, in one line: the heaviest signs, なんとなく気になる. No safety concern is named.
pub fn agenda_reason(
    checklist: &Checklist,
    response: &Response,
    outcome: &Outcome,
    previous: Option<&Outcome>,
    locale: Locale,
) -> String {
    /// Signs named.
    const MOST: usize = 3;
    let words = MeetingText::of(locale);
    let mut parts: Vec<&str> = explain(checklist, response, outcome, previous)
        .items
        .iter()
        .filter_map(|item| checklist.items.get(*item))
        .take(MOST)
        .map(|item| item.label.get(locale))
        .collect();
    if response.gut {
        parts.push(words.gut);
    }
    if outcome.ground == Ground::Full && !response.full_form_begun(checklist) {
        parts.push(words.full_missing);
    }
    if parts.is_empty() {
        parts.push(words.nothing);
    }
    parts.join(super::reason::ReasonText::of(locale).comma)
}

/// The directions of a decision: 校内で、専門機関と.
pub fn directions(decision: &Decision, locale: Locale) -> String {
    let list: Vec<&str> = decision
        .directions
        .iter()
        .map(|to| direction(*to, locale))
        .collect();
    list.join(super::reason::ReasonText::of(locale).comma)
}

/// Labels of the supports of a decision, those unknown to this content by their identifier.
pub fn supports(checklist: &Checklist, decision: &Decision, locale: Locale) -> String {
    let list: Vec<&str> = decision
        .supports
        .iter()
        .map(|id| {
            checklist
                .support(id)
                .map_or(id.as_str(), |support| support.label.get(locale))
        })
        .collect();
    list.join(super::reason::ReasonText::of(locale).comma)
}

/// A recorded decision as label and text, what is empty left out.
pub fn record_lines(
    checklist: &Checklist,
    decision: &Decision,
    locale: Locale,
) -> Vec<(&'static str, String)> {
    let (words, sheet) = (MeetingText::of(locale), SheetText::of(locale));
    let comma = super::reason::ReasonText::of(locale).comma;
    let date = |date: Option<NaiveDate>| date.map_or_else(String::new, |date| day(date, locale));
    let tried: Vec<String> = decision
        .tried
        .iter()
        .map(|(id, since)| {
            let label = checklist
                .support(id)
                .map_or(id.as_str(), |support| support.label.get(locale));
            format!(
                "{label}（{}）",
                fill(sheet.tried_since, &[("month", &month(*since, locale))])
            )
        })
        .collect();
    let mut asks: Vec<&str> = decision
        .asks
        .iter()
        .map(|id| checklist.ask(id).map_or(id.as_str(), |ask| ask.label.get(locale)))
        .collect();
    if !decision.ask_other.is_empty() {
        asks.push(&decision.ask_other);
    }
    let heard = |is_heard| if is_heard { sheet.heard } else { sheet.not_heard };
    let goes_out = decision.goes_out();
    let only_out = |text: String| if goes_out { text } else { String::new() };
    let lines = [
        (sheet.directions, directions(decision, locale)),
        (words.support_list, supports(checklist, decision, locale)),
        (words.who, decision.who.clone()),
        (words.by, date(decision.by)),
        (words.next_check, date(decision.next_check)),
        (words.met, month(decision.met, locale)),
        (sheet.tried, tried.join(comma)),
        (words.asks, asks.join(comma)),
        (
            words.reply,
            decision
                .reply_by
                .map_or_else(String::new, |by| reply_by(by, locale)),
        ),
        (
            words.heard_list,
            only_out(format!(
                "{} {}　{} {}",
                sheet.student_heard,
                heard(decision.student_heard),
                sheet.guardian_heard,
                heard(decision.guardian_heard)
            )),
        ),
        (
            sheet.consent,
            only_out(consent(decision.consent, locale).to_owned()),
        ),
        (words.note, decision.note.clone()),
    ];
    lines.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// What is wrong with a draft and what to do.
pub fn explain_draft(error: DraftError, locale: Locale) -> String {
    let words = MeetingText::of(locale);
    match error {
        DraftError::NoDirection => words.fault_direction.to_owned(),
        DraftError::TooLong {
            found,
            most,
            field: _,
        } => fill(words.fault_long, &[("found", &found), ("most", &most)]),
        DraftError::BeforeMeeting { field: _ } => words.fault_before.to_owned(),
    }
}

/// The field of the form an error belongs to; none for the directions.
pub const fn field_of(error: DraftError) -> Option<DraftField> {
    match error {
        DraftError::NoDirection => None,
        DraftError::TooLong { field, .. } | DraftError::BeforeMeeting { field } => Some(field),
    }
}
