//! Whether a ledger keeps every bound that reading checks, without writing and reading it: this runs at every change.

use chrono::{Datelike, NaiveDate};

use super::{MAX_REPLICAS, MAX_VERSIONS, MAX_WRITE};
use crate::domain::checklist::ContentStamp;
use crate::domain::decision::Decision;
use crate::domain::ledger::{Facet, Field, Ledger, Line, Value};
use crate::domain::limits::{
    MAX_CLASS_CHARS, MAX_CONTACT_CHARS, MAX_COUNT, MAX_NAME_CHARS, MAX_NOTE_CHARS, MAX_NUMBER,
    MAX_OTHER_CHARS, MAX_RETENTION_YEARS, MAX_ROUNDS, MAX_SCHOOL_CHARS, MAX_STUDENTS, MAX_WHO_CHARS,
};
use crate::domain::response::{Answer, Attendance};
use crate::domain::roster::YearMonth;
use crate::format::checked::{MAX_LIST, is_identifier};
use crate::format::document::parts::{MAX_REASON_CHARS, MAX_STAMP_CHARS};
use crate::format::document::{MAX_CODES, MAX_REMOVED, v3};

/// Whether the ledger can be written so that it reads back.
pub(in super::super) fn is_within_bounds(ledger: &Ledger) -> bool {
    let is_student = |field: &&Field| matches!(field, Field::Student(_, Facet::Number));
    let is_contact = |field: &&Field| matches!(field, Field::Contact(_));
    let lists = ledger.seen.len() <= MAX_REPLICAS
        && ledger.class.keys().filter(is_student).count() <= MAX_STUDENTS
        && ledger.class.keys().filter(is_contact).count() <= MAX_LIST
        && (1..=MAX_ROUNDS).contains(&ledger.rounds.len())
        && ledger.removed.len() <= MAX_REMOVED
        && ledger.retired.len() <= MAX_CODES;
    let class = [Field::School, Field::SchoolYear, Field::Grade, Field::ClassName];
    let is_whole = class.iter().all(|field| ledger.class.contains_key(field));
    let rounds = ledger.rounds.iter().all(|(key, registers)| {
        let is_whole = [Field::Label, Field::Began]
            .iter()
            .all(|field| registers.contains_key(field));
        is_whole && is_stamp(&key.stamp) && lengths_fit(registers.keys())
    });
    let values = ledger
        .rounds
        .values()
        .chain([&ledger.class])
        .flat_map(|registers| registers.iter())
        .all(|(field, register)| {
            let most = register.versions.len();
            let fits = |version: &crate::domain::ledger::Version| {
                version.dot.at <= MAX_WRITE && fits(field, &version.value)
            };
            (1..=MAX_VERSIONS).contains(&most) && names_fit(field) && register.versions.iter().all(fits)
        });
    let disposed = ledger.disposed.iter().all(|disposal| {
        let of_round = ledger
            .disposed
            .iter()
            .filter(|other| other.round == disposal.round);
        ledger.rounds.contains_key(&disposal.round)
            && of_round.count() <= MAX_LIST
            && disposal.years <= MAX_RETENTION_YEARS
            && is_day(disposal.on)
    });
    lists && is_whole && rounds && values && disposed && v3::are_within_bounds(ledger)
}

/// Whether codes, and answers and cards of one sheet, are not too many.
fn lengths_fit<'a>(fields: impl Iterator<Item = &'a Field>) -> bool {
    let (mut codes, mut lines, mut last) = (0, 0, None);
    for field in fields {
        match field {
            Field::Code(_) => codes += 1,
            Field::Sheet(student, line) => {
                let kind = (*student, matches!(line, Line::Card(_)));
                lines = if last == Some(kind) { lines + 1 } else { 1 };
                last = Some(kind);
            }
            Field::School
            | Field::SchoolYear
            | Field::Grade
            | Field::ClassName
            | Field::Contact(_)
            | Field::Student(_, _)
            | Field::Label
            | Field::Began => {}
        }
        if codes > MAX_CODES || lines > MAX_LIST {
            return false;
        }
    }
    true
}

fn names_fit(field: &Field) -> bool {
    match field {
        Field::Contact(contact) => is_identifier(contact.as_str()),
        Field::Sheet(_, Line::Answer(item)) => is_identifier(item.as_str()),
        Field::Sheet(_, Line::Card(card)) => is_identifier(card.as_str()),
        Field::School
        | Field::SchoolYear
        | Field::Grade
        | Field::ClassName
        | Field::Student(_, _)
        | Field::Label
        | Field::Began
        | Field::Code(_)
        | Field::Sheet(_, Line::Gut | Line::Attendance | Line::Decision) => true,
    }
}

fn fits(field: &Field, value: &Value) -> bool {
    match (field, value) {
        (Field::School | Field::Label, Value::Text(text)) => is_short(text, MAX_SCHOOL_CHARS),
        (Field::ClassName, Value::Text(text)) => is_short(text, MAX_CLASS_CHARS),
        (Field::Contact(_), Value::Text(text)) => is_short(text, MAX_CONTACT_CHARS),
        (Field::Student(_, Facet::Name | Facet::Reading), Value::Text(text)) => {
            is_short(text, MAX_NAME_CHARS)
        }
        (Field::Student(_, Facet::Number), Value::Number(number)) => (1..=MAX_NUMBER).contains(number),
        (Field::SchoolYear, Value::Number(_)) | (Field::Grade, Value::Grade(_)) => true,
        (Field::Began, Value::Day(day)) => is_day(*day),
        (Field::Code(_), Value::Issue(issue)) => is_day(issue.on),
        (
            Field::Contact(_) | Field::Student(_, Facet::Name | Facet::Reading) | Field::Sheet(_, _),
            Value::Blank,
        )
        | (Field::Sheet(_, Line::Gut), Value::On) => true,
        (Field::Sheet(_, Line::Answer(_)), Value::Answer(answer)) => match answer {
            Answer::Count(count) => *count <= MAX_COUNT,
            Answer::Option(_) | Answer::Unknown | Answer::NotApplicable => true,
        },
        (Field::Sheet(_, Line::Attendance), Value::Attendance(counts)) => *counts != Attendance::default(),
        (Field::Sheet(_, Line::Card(_)), Value::Card(record)) => {
            are_identifiers(record.actions.iter().map(|id| id.as_str()))
                && is_day(record.on)
                && is_short(&record.note, MAX_NOTE_CHARS)
        }
        (Field::Sheet(_, Line::Decision), Value::Decision(decision)) => decision_fits(decision),
        // A value of the wrong kind.
        (_, _) => false,
    }
}

fn decision_fits(decision: &Decision) -> bool {
    let basis = &decision.basis;
    let levels = [&basis.lowest, &basis.highest].into_iter().chain(&basis.level);
    let days = [Some(decision.on), decision.by, decision.next_check];
    let months = decision.tried.values().chain([&decision.met]);
    !decision.directions.is_empty()
        && are_identifiers(decision.supports.iter().map(|id| id.as_str()))
        && are_identifiers(decision.tried.keys().map(|id| id.as_str()))
        && are_identifiers(decision.asks.iter().map(|id| id.as_str()))
        && are_identifiers(basis.items.iter().map(|id| id.as_str()))
        && are_identifiers(levels.map(|id| id.as_str()))
        && days.into_iter().flatten().all(is_day)
        && months
            .chain(decision.reply_by.as_ref().map(|by| &by.month))
            .all(is_month)
        && is_short(&decision.who, MAX_WHO_CHARS)
        && is_short(&decision.ask_other, MAX_OTHER_CHARS)
        && is_short(&decision.note, MAX_NOTE_CHARS)
        && is_stamp(&basis.stamp)
        && basis.reasons.len() <= MAX_LIST
        && basis
            .reasons
            .iter()
            .all(|reason| is_short(reason, MAX_REASON_CHARS))
}

fn is_stamp(stamp: &ContentStamp) -> bool {
    is_identifier(&stamp.id)
        && is_short(&stamp.version, MAX_STAMP_CHARS)
        && is_short(&stamp.checksum, MAX_STAMP_CHARS)
}

fn are_identifiers<'a>(mut ids: impl Iterator<Item = &'a str>) -> bool {
    let mut count = 0;
    ids.all(|id| {
        count += 1;
        count <= MAX_LIST && is_identifier(id)
    })
}

fn is_short(text: &str, most: usize) -> bool {
    // No text has more characters than bytes.
    text.len() <= most || text.chars().count() <= most
}

fn is_day(day: NaiveDate) -> bool {
    (0..=9_999).contains(&day.year())
}

fn is_month(month: &YearMonth) -> bool {
    month.year <= 9_999 && (1..=12).contains(&month.month)
}
