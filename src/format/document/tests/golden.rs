//! The file of the first release, and what it stands for.

use super::*;
use crate::domain::case_code::{CaseCode, KeyEntry, KeyTable};
use crate::domain::checklist::{ContentStamp, Direction};
use crate::domain::decision::{Basis, Consent, Decision, MonthPart, ReplyBy};
use crate::domain::document::{Round, RoundId};
use crate::domain::response::{Answer, Attendance, CardRecord, Response};
use crate::domain::roster::{Classroom, Grade, SchoolYear, Student, StudentId, YearMonth};
use crate::domain::sorted::{Map, Set};

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn stamp() -> ContentStamp {
    ContentStamp {
        id: "default-sample".into(),
        version: "1.0".into(),
        checksum: "0a1b2c3d".into(),
    }
}

fn decision() -> Decision {
    Decision {
        met: YearMonth {
            year: 2026,
            month: 11,
        },
        directions: Set::from([Direction::School, Direction::Agency]),
        supports: Set::from(["sc".into(), "ssw".into()]),
        who: "学年主任".into(),
        by: Some(date(2026, 12, 4)),
        next_check: Some(date(2027, 1, 20)),
        tried: Map::from([("home_visit".into(), YearMonth { year: 2026, month: 9 })]),
        asks: Set::from(["advice".into()]),
        ask_other: "見本の依頼".into(),
        reply_by: Some(ReplyBy {
            month: YearMonth {
                year: 2026,
                month: 12,
            },
            part: MonthPart::Early,
        }),
        student_heard: true,
        guardian_heard: false,
        consent: Consent::Given,
        note: "見本のメモ\n2行目".into(),
        on: date(2026, 11, 18),
        basis: Basis {
            stamp: stamp(),
            level: Some("team".into()),
            lowest: "share".into(),
            highest: "consult".into(),
            reasons: vec!["見本の理由".into()],
            items: vec!["A1".into(), "C1".into()],
        },
    }
}

fn expected() -> Document {
    let student = |id, number, name: Option<&str>, reading: Option<&str>| Student {
        id: StudentId(id),
        number,
        name: name.map(Into::into),
        reading: reading.map(Into::into),
    };
    let full = Response {
        answers: Map::from([
            ("A1".into(), Answer::Count(4)),
            ("C1".into(), Answer::Option(2)),
            ("C2".into(), Answer::Unknown),
            ("G1".into(), Answer::NotApplicable),
            ("X7".into(), Answer::Option(1)),
        ]),
        gut: true,
        attendance: Attendance {
            absent: Some(4),
            late: Some(0),
            left_early: None,
            absent_year: Some(11),
        },
        cards: Map::from([(
            "life".into(),
            CardRecord {
                actions: Set::from(["told_management".into()]),
                on: date(2026, 11, 10),
                note: "見本の記録".into(),
            },
        )]),
        decision: Some(decision()),
    };
    let short = Response {
        answers: Map::from([("Q3".into(), Answer::Option(0))]),
        ..Response::default()
    };
    let round = |id, label: &str, began, responses| Round {
        id: RoundId(id),
        label: label.into(),
        began,
        stamp: stamp(),
        responses,
    };
    Document {
        classroom: Classroom {
            school: "見本小".into(),
            school_year: SchoolYear(2026),
            grade: Grade::Elementary(5),
            class_name: "1".into(),
            students: vec![
                student(1, 1, Some("見本 あおい"), Some("みほん あおい")),
                student(3, 2, None, None),
            ],
        },
        rounds: vec![
            round(1, "1学期", date(2026, 6, 10), Map::from([(StudentId(3), short)])),
            round(2, "2学期", date(2026, 10, 14), Map::from([(StudentId(1), full)])),
        ],
        keys: KeyTable {
            entries: vec![KeyEntry {
                code: CaseCode::from_random(2026),
                student: StudentId(1),
                round: RoundId(2),
                on: date(2026, 11, 18),
            }],
            retired: vec![CaseCode::from_random(7)],
        },
        contacts: Map::from([("ward_family".into(), "内線 000".into())]),
        next_student: 4,
        revision: 42,
    }
}

#[test]
fn the_first_file_ever_released_still_opens() {
    assert_eq!(decode(GOLDEN.as_bytes()), Ok(expected()));
}

#[test]
fn what_is_written_today_is_that_file_but_for_white_space() {
    let written: serde_json::Value = serde_json::from_str(&encode(&expected()).unwrap()).unwrap();
    let golden: serde_json::Value = serde_json::from_str(GOLDEN).unwrap();
    assert_eq!(written, golden);
}

#[test]
fn a_document_that_breaks_a_rule_is_not_written() {
    let mut document = expected();
    document.classroom.school = "あ".repeat(21);
    let place = "class.school".to_owned();
    let rule = FileRule::TooLong { found: 21, most: 20 };
    assert_eq!(
        encode(&document),
        Err(DocumentError::Fault(FileFault { place, rule }))
    );

    let mut document = expected();
    document.classroom.students.reverse();
    assert_eq!(
        encode(&document),
        Err(DocumentError::Unwritable),
        "students are kept in order of numbers"
    );
}
