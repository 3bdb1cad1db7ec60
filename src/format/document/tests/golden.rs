//! The files of every release so far, and what they stand for. They are never made anew.

use super::*;
use crate::domain::case_code::{CaseCode, KeyEntry, KeyTable};
use crate::domain::checklist::{ContentStamp, Direction};
use crate::domain::decision::{Basis, Consent, Decision, MonthPart, ReplyBy};
use crate::domain::document::{Round, RoundId};
use crate::domain::ledger::{Conflict, Dot, Field, Ledger, Line, Moved, Place, RecordKind, Replica, Value};
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

/// What the file of the first release stands for, without its ledger.
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
            school_days: None,
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
        revision: 42,
        ledger: Ledger::default(),
    }
}

/// What the file of the second format stands for, without its ledger: the same class, worked on by two.
fn expected_2() -> Document {
    let mut document = expected();
    document.classroom.class_name = "1組".into();
    document.classroom.students.push(Student {
        id: StudentId(2_400_000_017),
        number: 3,
        name: Some("見本 はる".into()),
        reading: None,
    });
    let added = Response {
        answers: Map::from([("A1".into(), Answer::Option(2))]),
        ..Response::default()
    };
    document.rounds[1].began = date(2026, 10, 15);
    document.rounds.push(Round {
        id: RoundId(3),
        label: "2学期".into(),
        began: date(2026, 10, 16),
        stamp: ContentStamp {
            id: "default-sample".into(),
            version: "1.1".into(),
            checksum: "4e5f6a7b".into(),
        },
        responses: Map::from([(StudentId(2_400_000_017), added)]),
    });
    document.revision = 85;
    document
}

fn without_ledger(document: Document) -> Document {
    Document {
        ledger: Ledger::default(),
        ..document
    }
}

#[test]
fn the_first_file_ever_released_still_opens() {
    assert_eq!(decode(GOLDEN.as_bytes()).map(without_ledger), Ok(expected()));
}

#[test]
fn a_file_of_the_first_release_gets_the_same_ledger_everywhere() {
    let ledger = decode(GOLDEN.as_bytes()).unwrap().ledger;
    // Both are read off once and must never change: a device that has opened the file already holds them.
    assert_eq!(
        format!("{:032x}", ledger.id.0),
        "e01088196e8dfd3122434f8654af5fd5"
    );
    let replica = Replica(0xd13b_10b2_46e6_b808);
    assert_eq!(ledger.seen, Map::from([(replica, 42)]));
    assert_eq!(ledger.removed, Set::from([StudentId(2)]));
    let school = &ledger.class.get(&Field::School).unwrap().versions;
    assert_eq!(school[0].dot, Dot { at: 42, replica });
    assert!(ledger.conflicts().is_empty());
}

#[test]
fn two_files_of_the_first_release_can_be_put_together_and_what_differs_is_shown() {
    let other =
        golden_with("\"C1\": \"2\", \"C2\": \"?\"", "\"C1\": \"1\", \"C3\": \"0\"").replacen("42", "43", 1);
    let mut document = decode(GOLDEN.as_bytes()).unwrap();
    let merged = document.merge(&decode(other.as_bytes()).unwrap()).unwrap();
    let fields: Vec<Field> = merged
        .conflicts
        .into_iter()
        .map(|conflict| conflict.place.field)
        .collect();
    assert_eq!(fields, [Field::Sheet(StudentId(1), Line::Answer("C1".into()))]);
    assert_eq!(merged.entries, 2);
    let sheet = document.rounds[1].response(StudentId(1));
    let answers = ["C1", "C2", "C3"].map(|item| sheet.answers.get(&item.into()).copied());
    assert_eq!(
        answers,
        [
            Some(Answer::Option(1)),
            Some(Answer::Unknown),
            Some(Answer::Option(0))
        ]
    );

    let next_door = golden_with("\"class_name\": \"1\"", "\"class_name\": \"2\"");
    let next_door = decode(next_door.as_bytes()).unwrap();
    assert_eq!(
        document.merge(&next_door),
        Err(crate::domain::ledger::MergeError::OtherClass)
    );
}

#[test]
fn the_file_of_the_second_format_still_opens() {
    let document = decode(GOLDEN_2.as_bytes()).unwrap();
    let ledger = document.ledger.clone();
    assert_eq!(without_ledger(document), expected_2());
    let version = |value, replica, at| crate::domain::ledger::Version {
        dot: Dot {
            at,
            replica: Replica(replica),
        },
        value,
    };
    let conflict = |round: Option<u32>, field, versions| Conflict {
        place: Place {
            round: round.map(RoundId),
            field,
        },
        versions,
    };
    let (a, b) = (0xa1, 0xf0e1_d2c3_b4a5_9687);
    let line = |item: &str| Field::Sheet(StudentId(1), Line::Answer(item.into()));
    let option = |at| Value::Answer(Answer::Option(at));
    let expected = [
        conflict(
            None,
            Field::ClassName,
            vec![
                version(Value::Text("1組".into()), b, 12),
                version(Value::Text("1".into()), a, 1),
            ],
        ),
        conflict(
            Some(2),
            Field::Began,
            vec![
                version(Value::Day(date(2026, 10, 15)), b, 14),
                version(Value::Day(date(2026, 10, 14)), a, 14),
            ],
        ),
        conflict(
            Some(2),
            line("C1"),
            vec![version(option(2), a, 21), version(option(1), b, 20)],
        ),
        conflict(
            Some(2),
            line("G2"),
            vec![version(Value::Blank, b, 18), version(option(0), a, 18)],
        ),
    ];
    assert_eq!(ledger.conflicts(), expected);
    let moved = Moved {
        student: StudentId(2_400_000_017),
        from: 2,
        to: 3,
    };
    assert_eq!(ledger.project().1, [moved]);
    assert_eq!(ledger.removed, Set::from([StudentId(2)]));
}

/// A file of the second format as it is written today: another number, and no contents.
fn as_third(golden: &str) -> serde_json::Value {
    let mut golden: serde_json::Value = serde_json::from_str(golden).unwrap();
    golden["format"] = "kizuki.document/3".into();
    golden["contents"] = serde_json::json!([]);
    golden
}

#[test]
fn a_file_of_the_second_format_is_written_in_the_third_and_has_no_contents() {
    let document = decode(GOLDEN_2.as_bytes()).unwrap();
    assert!(document.ledger.contents.is_empty());
    let written: serde_json::Value = serde_json::from_str(&encode(&document).unwrap()).unwrap();
    assert_eq!(written, as_third(GOLDEN_2));
    let typed: super::super::v2::schema::Document = serde_json::from_str(GOLDEN_2).unwrap();
    let golden: serde_json::Value = serde_json::from_str(GOLDEN_2).unwrap();
    assert_eq!(serde_json::to_value(&typed).unwrap(), golden);
}

#[test]
fn the_file_of_the_third_format_still_opens_and_what_is_written_today_is_that_file_but_for_white_space() {
    let document = decode(GOLDEN_3.as_bytes()).unwrap();
    let kept: Vec<_> = document.ledger.contents.iter().collect();
    let [(stamp, text)] = kept.as_slice() else {
        panic!("one content")
    };
    assert_eq!(*stamp, &document.rounds[2].stamp);
    assert_eq!(document.content(stamp), Some(*text));
    assert!(text.starts_with("{\n\t\"format\": \"kizuki.content/1\"") && text.ends_with("}\r\n"));
    assert_eq!(document.content(&document.rounds[1].stamp), None);
    let written: serde_json::Value = serde_json::from_str(&encode(&document).unwrap()).unwrap();
    let golden: serde_json::Value = serde_json::from_str(GOLDEN_3).unwrap();
    assert_eq!(written, golden);
    let mut expected = expected_2();
    expected.rounds[2].stamp.checksum = "0136b9da".into();
    assert_eq!(without_ledger(document), expected);
}

#[test]
fn the_file_with_a_disposal_log_still_opens_and_is_written_as_it_is() {
    let document = decode(GOLDEN_2_DISPOSED.as_bytes()).unwrap();
    let log: Vec<_> = document.ledger.disposals();
    let log: Vec<_> = log
        .iter()
        .map(|(round, entry)| (round.0, entry.kind, entry.on, entry.count, entry.years))
        .collect();
    assert_eq!(
        log,
        [
            (1, RecordKind::Sheets, date(2028, 4, 3), 34, 1),
            (1, RecordKind::Sheets, date(2028, 4, 5), 33, 1),
            (2, RecordKind::Keys, date(2032, 4, 1), 1, 5),
        ]
    );
    assert!(document.is_disposed(RoundId(1)) && !document.is_disposed(RoundId(2)));
    assert!(document.rounds[0].responses.is_empty());
    let written: serde_json::Value = serde_json::from_str(&encode(&document).unwrap()).unwrap();
    assert_eq!(written, as_third(GOLDEN_2_DISPOSED));
    let golden: serde_json::Value = serde_json::from_str(GOLDEN_2_DISPOSED).unwrap();
    let typed: super::super::v2::schema::Document = serde_json::from_str(GOLDEN_2_DISPOSED).unwrap();
    assert_eq!(serde_json::to_value(&typed).unwrap(), golden);
}

#[test]
fn an_older_file_brings_back_nothing_that_was_disposed_of_and_a_hand_made_one_neither() {
    let older = decode(GOLDEN_2.as_bytes()).unwrap();
    let mut document = decode(GOLDEN_2_DISPOSED.as_bytes()).unwrap();
    let before = document.clone();
    let merged = document.merge(&older).unwrap();
    assert!(!merged.changed);
    assert_eq!((merged.disposed, merged.refused), (0, 2));
    assert_eq!(document, before);
    let mut other_way = older.clone();
    let merged = other_way.merge(&before).unwrap();
    assert_eq!((merged.disposed, merged.refused), (2, 0));
    assert_eq!(other_way, before);
    let sheets = "\"sheets\": [\n        {\"student\": 3, \"answers\": {\"Q3\": [\"0\", 0, 2]}}]";
    let hand_made = GOLDEN_2_DISPOSED.replacen("\"sheets\": []", sheets, 1);
    assert_ne!(hand_made, GOLDEN_2_DISPOSED);
    assert_eq!(decode(hand_made.as_bytes()), Ok(before));
}

#[test]
fn a_document_that_breaks_a_rule_is_not_written() {
    let mut document = expected();
    document.classroom.school = "あ".repeat(21);
    document.begin(Default::default(), 1);
    let place = "class.school[0]".to_owned();
    let rule = FileRule::TooLong { found: 21, most: 20 };
    assert_eq!(
        encode(&document),
        Err(DocumentError::Fault(FileFault { place, rule }))
    );
}
