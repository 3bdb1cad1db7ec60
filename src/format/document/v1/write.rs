//! Domain to wire. Nothing can fail here; [`super::read`] checks what was made.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Entries, read};
use crate::domain::checklist::{ContentStamp, Direction};
use crate::domain::decision::{Basis, Consent, Decision, MonthPart};
use crate::domain::document::{Document, Round};
use crate::domain::response::{Answer, Attendance, CardRecord, Response};
use crate::domain::roster::StudentId;
use crate::domain::roster::{Classroom, Student};
use crate::format::document::{FORMAT, FORMAT_NUMBER};

/// The document as it stands in the file.
pub(in super::super) fn to_wire(document: &Document) -> super::Document {
    super::Document {
        format: format!("{FORMAT}{FORMAT_NUMBER}"),
        revision: document.revision,
        class: class(&document.classroom),
        next_student: document.next_student,
        rounds: document.rounds.iter().map(round).collect(),
        keys: document
            .keys
            .entries
            .iter()
            .map(|entry| super::Key {
                code: entry.code.to_string(),
                student: entry.student.0,
                round: entry.round.0,
                on: day(entry.on),
            })
            .collect(),
        retired_codes: document.keys.retired.iter().map(ToString::to_string).collect(),
        contacts: document
            .contacts
            .iter()
            .map(|(contact, text)| (contact.as_str().to_owned(), text.clone()))
            .collect(),
    }
}

fn class(classroom: &Classroom) -> super::Class {
    super::Class {
        school: classroom.school.clone(),
        school_year: classroom.school_year.0,
        grade: classroom.grade.code(),
        class_name: classroom.class_name.clone(),
        students: classroom
            .students
            .iter()
            .map(
                |Student {
                     id,
                     number,
                     name,
                     reading,
                 }| super::Student {
                    id: id.0,
                    number: *number,
                    name: name.clone(),
                    reading: reading.clone(),
                },
            )
            .collect(),
    }
}

fn content(stamp: &ContentStamp) -> super::Content {
    super::Content {
        id: stamp.id.clone(),
        version: stamp.version.clone(),
        checksum: stamp.checksum.clone(),
    }
}

fn round(round: &Round) -> super::Round {
    super::Round {
        id: round.id.0,
        label: round.label.clone(),
        began: day(round.began),
        content: content(&round.stamp),
        responses: round
            .responses
            .iter()
            .map(|(student, sheet)| response(*student, sheet))
            .collect(),
    }
}

fn response(student: StudentId, response: &Response) -> super::Response {
    let Attendance {
        absent,
        late,
        left_early,
        absent_year,
    } = response.attendance;
    super::Response {
        student: student.0,
        answers: response
            .answers
            .iter()
            .map(|(item, given)| (item.as_str().to_owned(), answer(*given)))
            .collect(),
        gut: response.gut,
        attendance: super::Attendance {
            absent,
            late,
            left_early,
            absent_year,
        },
        cards: response
            .cards
            .iter()
            .map(|(card, record)| (card.as_str().to_owned(), card_record(record)))
            .collect(),
        decision: response.decision.as_ref().map(decision),
    }
}

fn answer(answer: Answer) -> String {
    match answer {
        Answer::Option(position) => position.to_string(),
        Answer::Count(count) => format!("{}{count}", read::COUNT),
        Answer::Unknown => read::UNKNOWN.to_owned(),
        Answer::NotApplicable => read::NOT_APPLICABLE.to_owned(),
    }
}

fn card_record(record: &CardRecord) -> super::CardRecord {
    super::CardRecord {
        actions: record
            .actions
            .iter()
            .map(|action| action.as_str().to_owned())
            .collect(),
        on: day(record.on),
        note: record.note.clone(),
    }
}

fn decision(decision: &Decision) -> super::Decision {
    let tried: &BTreeMap<_, _> = &decision.tried;
    super::Decision {
        met: decision.met.to_string(),
        directions: decision
            .directions
            .iter()
            .map(|direction| match direction {
                Direction::School => super::Direction::School,
                Direction::Community => super::Direction::Community,
                Direction::Agency => super::Direction::Agency,
            })
            .collect(),
        supports: decision
            .supports
            .iter()
            .map(|support| support.as_str().to_owned())
            .collect(),
        who: decision.who.clone(),
        by: decision.by.map(day),
        next_check: decision.next_check.map(day),
        tried: tried
            .iter()
            .map(|(support, month)| (support.as_str().to_owned(), month.to_string()))
            .collect::<Entries<_>>(),
        asks: decision.asks.iter().map(|ask| ask.as_str().to_owned()).collect(),
        ask_other: decision.ask_other.clone(),
        reply_by: decision.reply_by.map(|reply_by| super::ReplyBy {
            month: reply_by.month.to_string(),
            part: match reply_by.part {
                MonthPart::Early => super::MonthPart::Early,
                MonthPart::Middle => super::MonthPart::Middle,
                MonthPart::Late => super::MonthPart::Late,
            },
        }),
        student_heard: decision.student_heard,
        guardian_heard: decision.guardian_heard,
        consent: match decision.consent {
            Consent::NotAsked => super::Consent::NotAsked,
            Consent::Given => super::Consent::Given,
            Consent::Refused => super::Consent::Refused,
        },
        note: decision.note.clone(),
        on: day(decision.on),
        basis: basis(&decision.basis),
    }
}

fn basis(basis: &Basis) -> super::Basis {
    super::Basis {
        content: content(&basis.stamp),
        level: basis.level.as_ref().map(|level| level.as_str().to_owned()),
        lowest: basis.lowest.as_str().to_owned(),
        highest: basis.highest.as_str().to_owned(),
        reasons: basis.reasons.clone(),
        items: basis.items.iter().map(|item| item.as_str().to_owned()).collect(),
    }
}

/// A day as `2026-11-20`.
fn day(day: NaiveDate) -> String {
    day.to_string()
}
