//! Random histories for property tests: several devices work on copies of one class and now and then put them together.

use std::sync::Arc;

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use super::{Origin, RecordKind, Replica};
use crate::domain::case_code::CaseCode;
use crate::domain::checklist::{Checklist, ContentStamp, Direction};
use crate::domain::decision::{Basis, Consent, Decision};
use crate::domain::document::{Document, Round, RoundId};
use crate::domain::response::{Answer, Attendance, CardRecord};
use crate::domain::roster::{Classroom, Grade, SchoolYear, Student, StudentId, YearMonth};
use crate::domain::sorted::{Map, Set};
use crate::domain::update::{Command, Entry, Workspace};

/// The checksum of a content's text, as `format::content` makes it.
fn checksum(text: &str) -> String {
    let digest = Sha256::digest(text);
    digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// Something one device does. Numbers choose among what there is.
#[derive(Clone, Debug)]
pub enum Act {
    /// Answers an item of a student, or makes it blank.
    Answer(usize, usize, Option<u8>),
    /// Sets or clears なんとなく気になる.
    Gut(usize, bool),
    /// Takes something back.
    Undo,
    /// Brings it again.
    Redo,
    /// Imports days absent.
    Attendance(usize, u16),
    /// Records a card on a day.
    Card(usize, u8),
    /// Records a decision or removes it.
    Decide(usize, Option<u8>),
    /// Draws a case code.
    Code(usize, u64),
    /// Begins a round with a label and a content.
    Round(u8, u8),
    /// Keeps the content of a round that came without it.
    Content(u8),
    /// Renames the school.
    Describe(u8),
    /// Adds a student with a number.
    Add(u16),
    /// Gives a student a number and a name.
    Edit(usize, u16, Option<u8>),
    /// Removes a student.
    Remove(usize),
    /// Fills in a contact, or clears it.
    Contact(u8),
    /// Settles a conflict for the oldest version.
    Settle(usize),
    /// Disposes of the sheets or codes of a round.
    Dispose(usize, bool),
    /// Takes over what another device has.
    Merge(usize),
}

/// What several devices do, in the order it happens.
pub fn histories(devices: usize) -> impl Strategy<Value = Vec<(usize, Act)>> {
    let student = || 0_usize..5;
    let act = prop_oneof![
        8 => (student(), 0_usize..4, proptest::option::weighted(0.8, 0_u8..3)).prop_map(|(s, i, o)| Act::Answer(s, i, o)),
        2 => (student(), any::<bool>()).prop_map(|(s, on)| Act::Gut(s, on)),
        1 => Just(Act::Undo),
        1 => Just(Act::Redo),
        1 => (student(), 0_u16..3).prop_map(|(s, n)| Act::Attendance(s, n)),
        1 => (student(), 0_u8..3).prop_map(|(s, n)| Act::Card(s, n)),
        1 => (student(), proptest::option::of(0_u8..3)).prop_map(|(s, n)| Act::Decide(s, n)),
        1 => (student(), 0_u64..9).prop_map(|(s, n)| Act::Code(s, n)),
        1 => (0_u8..3, 0_u8..2).prop_map(|(label, stamp)| Act::Round(label, stamp)),
        1 => (0_u8..2).prop_map(Act::Content),
        1 => (0_u8..3).prop_map(Act::Describe),
        2 => (1_u16..9).prop_map(Act::Add),
        2 => (student(), 1_u16..9, proptest::option::of(0_u8..3)).prop_map(|(s, n, name)| Act::Edit(s, n, name)),
        1 => student().prop_map(Act::Remove),
        1 => (0_u8..3).prop_map(Act::Contact),
        1 => (0_usize..3).prop_map(Act::Settle),
        1 => (0_usize..3, any::<bool>()).prop_map(|(round, keys)| Act::Dispose(round, keys)),
        4 => (0..devices).prop_map(Act::Merge),
    ];
    vec((0..devices, act), 0..60)
}

/// A content by its version.
pub fn stamp(version: u8) -> ContentStamp {
    ContentStamp {
        id: "sample".to_owned(),
        version: version.to_string(),
        checksum: checksum(&content(version)),
    }
}

/// What stands in it; to the ledger it may be anything.
pub fn content(version: u8) -> Arc<str> {
    format!("{{\n\t\"見本\": {version}\n}}").into()
}

/// A day in October.
pub fn day(day: u8) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 1 + u32::from(day)).unwrap()
}

/// A class of three with one round.
pub fn class() -> Document {
    let students = (1..=3).map(|number| Student {
        id: StudentId(number.into()),
        number,
        name: None,
        reading: None,
    });
    let classroom = Classroom {
        school: "見本小".to_owned(),
        school_year: SchoolYear(2026),
        grade: Grade::Elementary(5),
        class_name: "1".to_owned(),
        students: students.collect(),
    };
    let first = Round {
        id: RoundId(1),
        label: "1学期".to_owned(),
        began: day(0),
        stamp: stamp(0),
        responses: Map::new(),
    };
    Document::new(Origin::default(), classroom, first)
}

/// A decision by who carries it out.
fn decision(number: u8) -> Decision {
    Decision {
        met: YearMonth {
            year: 2026,
            month: 10,
        },
        directions: Set::from([Direction::School]),
        supports: Set::new(),
        who: number.to_string(),
        by: None,
        next_check: None,
        tried: Map::new(),
        asks: Set::new(),
        ask_other: String::new(),
        reply_by: None,
        student_heard: false,
        guardian_heard: false,
        consent: Consent::NotAsked,
        note: String::new(),
        on: day(0),
        basis: Basis {
            stamp: stamp(0),
            level: None,
            lowest: "team".into(),
            highest: "team".into(),
            reasons: Vec::new(),
            items: Vec::new(),
        },
    }
}

/// Devices with a copy each of [`class`].
pub fn devices(count: usize) -> Vec<Workspace> {
    let replicas = (1..).map(|number| Replica(number * 1_000));
    replicas
        .take(count)
        .map(|me| Workspace::new(class(), me))
        .collect()
}

/// Lets a device do something; what is refused does nothing.
pub fn act(checklist: &Checklist, devices: &mut [Workspace], who: usize, act: &Act) {
    let copy = match act {
        Act::Merge(other) => Some(devices[*other].document.clone()),
        _ => None,
    };
    let device = &mut devices[who];
    if let Some(copy) = copy {
        device.merge(&copy).unwrap();
    } else if let Some(command) = command(checklist, &device.document, act) {
        let _refused = device.update(checklist, command);
    }
}

fn command(checklist: &Checklist, document: &Document, act: &Act) -> Option<Command> {
    let students = &document.classroom.students;
    let student = |at: usize| students.get(at % students.len().max(1)).map(|student| student.id);
    let round = document.latest()?.id;
    let items: Vec<_> = checklist
        .items
        .iter()
        .filter(|item| item.options.len() >= 3)
        .collect();
    Some(match act {
        Act::Answer(at, item, option) => {
            // Now and then an older round.
            let round = document.rounds[at % document.rounds.len()].id;
            let entry = Entry {
                student: student(*at)?,
                item: items[*item].id.clone(),
                answer: option.map(Answer::Option),
            };
            let entries = vec![entry];
            Command::Answer { round, entries }
        }
        Act::Gut(at, on) => Command::Gut {
            round,
            student: student(*at)?,
            on: *on,
        },
        Act::Undo => Command::Undo,
        Act::Redo => Command::Redo,
        Act::Attendance(at, count) => {
            let counts = Attendance {
                absent: Some(*count),
                ..Attendance::default()
            };
            let counts = vec![(student(*at)?, counts)];
            Command::Attendance { round, counts }
        }
        Act::Card(at, number) => Command::RecordCard {
            round,
            student: student(*at)?,
            card: checklist.cards.first()?.id.clone(),
            record: CardRecord {
                actions: Set::from(["told".into()]),
                on: day(*number),
                note: String::new(),
            },
        },
        Act::Decide(at, number) => Command::Decide {
            round,
            student: student(*at)?,
            decision: number.map(|number| Box::new(decision(number))),
        },
        Act::Code(at, number) => Command::IssueCode {
            round,
            student: student(*at)?,
            code: CaseCode::from_random(*number),
            on: day(0),
        },
        Act::Round(label, version) => Command::BeginRound {
            label: label.to_string(),
            on: day(*label),
            stamp: stamp(*version),
            // Half of the rounds bring their content along, as older files have none.
            content: (*label > 0).then(|| content(*version)),
        },
        Act::Content(version) => Command::KeepContent {
            stamp: stamp(*version),
            content: content(*version),
        },
        Act::Describe(number) => Command::DescribeClass {
            school: number.to_string(),
            grade: Grade::Elementary(5),
            class_name: String::new(),
        },
        Act::Add(number) => Command::AddStudent {
            number: *number,
            name: Some(format!("見本 {number}")),
            reading: None,
        },
        Act::Edit(at, number, name) => Command::EditStudent(Student {
            id: student(*at)?,
            number: *number,
            name: name.map(|name| name.to_string()),
            reading: None,
        }),
        Act::Remove(at) => Command::RemoveStudent(student(*at)?),
        Act::Contact(number) => Command::SetContact {
            contact: "ward_family".into(),
            text: if *number == 0 {
                String::new()
            } else {
                number.to_string()
            },
        },
        Act::Settle(at) => {
            let conflict = document.ledger.conflicts().into_iter().nth(*at)?;
            let choice = conflict.versions.last()?.dot;
            let place = conflict.place;
            Command::Settle { place, choice }
        }
        Act::Dispose(at, keys) => {
            let round = document.rounds[at % document.rounds.len()].id;
            let kind = if *keys {
                RecordKind::Keys
            } else {
                RecordKind::Sheets
            };
            Command::Dispose {
                records: vec![(round, kind)],
                on: NaiveDate::from_ymd_opt(2040, 4, 1).unwrap(),
            }
        }
        Act::Merge(_) => return None,
    })
}
