//! Domain to file: the values both numbers of the format write alike.

use chrono::NaiveDate;

use crate::domain::checklist::{ContentStamp, Direction};
use crate::domain::decision::{Basis, Consent, Decision, MonthPart};
use crate::domain::response::{Answer, Attendance, CardRecord};
use crate::domain::sorted::Set;
use crate::format::json_writer::JsonWriter;

/// What stands before a count in an answer.
pub(super) const COUNT: &str = "count ";
/// わからない.
pub(super) const UNKNOWN: &str = "?";
/// 対象外.
pub(super) const NOT_APPLICABLE: &str = "-";

pub(in super::super) fn content(out: &mut JsonWriter, stamp: &ContentStamp) {
    out.name("content").object();
    out.name("id").text(&stamp.id);
    out.name("version").text(&stamp.version);
    out.name("checksum").text(&stamp.checksum);
    out.end_object();
}

pub(in super::super) fn answer(out: &mut JsonWriter, answer: Answer) {
    out.text(&answer_code(answer));
}

/// An answer as it is written in a class file.
pub fn answer_code(answer: Answer) -> String {
    match answer {
        Answer::Option(position) => position.to_string(),
        Answer::Count(count) => format!("{COUNT}{count}"),
        Answer::Unknown => UNKNOWN.to_owned(),
        Answer::NotApplicable => NOT_APPLICABLE.to_owned(),
    }
}

pub(in super::super) fn attendance(out: &mut JsonWriter, attendance: &Attendance) {
    let Attendance {
        absent,
        late,
        left_early,
        absent_year,
        school_days,
    } = *attendance;
    out.object();
    let counts = [
        ("absent", absent),
        ("late", late),
        ("left_early", left_early),
        ("absent_year", absent_year),
        ("school_days", school_days),
    ];
    for (name, count) in counts {
        if let Some(count) = count {
            out.name(name).number(count.into());
        }
    }
    out.end_object();
}

pub(in super::super) fn card_record(out: &mut JsonWriter, record: &CardRecord) {
    out.object();
    ids(out, "actions", &mut record.actions.iter().map(|id| id.as_str()));
    day(out, "on", record.on);
    out.name("note").text(&record.note);
    out.end_object();
}

pub(in super::super) fn decision(out: &mut JsonWriter, decision: &Decision) {
    out.object();
    out.name("met").text(&decision.met.to_string());
    directions(out, &decision.directions);
    ids(
        out,
        "supports",
        &mut decision.supports.iter().map(|id| id.as_str()),
    );
    out.name("who").text(&decision.who);
    if let Some(by) = decision.by {
        day(out, "by", by);
    }
    if let Some(next_check) = decision.next_check {
        day(out, "next_check", next_check);
    }
    out.name("tried").object();
    for (support, month) in &decision.tried {
        out.name(support.as_str()).text(&month.to_string());
    }
    out.end_object();
    ids(out, "asks", &mut decision.asks.iter().map(|id| id.as_str()));
    out.name("ask_other").text(&decision.ask_other);
    if let Some(reply_by) = decision.reply_by {
        out.name("reply_by").object();
        out.name("month").text(&reply_by.month.to_string());
        out.name("part").text(month_part_word(reply_by.part));
        out.end_object();
    }
    out.name("student_heard").flag(decision.student_heard);
    out.name("guardian_heard").flag(decision.guardian_heard);
    out.name("consent").text(consent_word(decision.consent));
    out.name("note").text(&decision.note);
    day(out, "on", decision.on);
    basis(out, &decision.basis);
    out.end_object();
}

fn directions(out: &mut JsonWriter, directions: &Set<Direction>) {
    ids(
        out,
        "directions",
        &mut directions.iter().map(|direction| direction_word(*direction)),
    );
}

/// How a direction is written.
pub(super) fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::School => "school",
        Direction::Community => "community",
        Direction::Agency => "agency",
    }
}

/// How consent is written.
pub(super) fn consent_word(consent: Consent) -> &'static str {
    match consent {
        Consent::NotAsked => "not_asked",
        Consent::Given => "given",
        Consent::Refused => "refused",
    }
}

/// How a third of a month is written.
pub(super) fn month_part_word(part: MonthPart) -> &'static str {
    match part {
        MonthPart::Early => "early",
        MonthPart::Middle => "middle",
        MonthPart::Late => "late",
    }
}

fn basis(out: &mut JsonWriter, basis: &Basis) {
    out.name("basis").object();
    content(out, &basis.stamp);
    if let Some(level) = &basis.level {
        out.name("level").text(level.as_str());
    }
    out.name("lowest").text(basis.lowest.as_str());
    out.name("highest").text(basis.highest.as_str());
    ids(out, "reasons", &mut basis.reasons.iter().map(String::as_str));
    ids(out, "items", &mut basis.items.iter().map(|id| id.as_str()));
    out.end_object();
}

fn ids(out: &mut JsonWriter, name: &str, ids: &mut dyn Iterator<Item = &str>) {
    out.name(name).list();
    for id in ids {
        out.text(id);
    }
    out.end_list();
}

/// A day as `2026-11-20`.
pub(in super::super) fn day(out: &mut JsonWriter, name: &str, day: NaiveDate) {
    out.name(name).text(&day.to_string());
}
