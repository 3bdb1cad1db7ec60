//! A class goes from one round to the next: the old one stays as it is, and is what the new one is compared with.

use std::sync::Arc;

use chrono::NaiveDate;
use kizuki::domain::checklist::{Checklist, ContentStamp};
use kizuki::domain::document::{Document, Round, RoundId};
use kizuki::domain::ids::ItemId;
use kizuki::domain::ledger::{Origin, Replica};
use kizuki::domain::limits::{MAX_KEPT_CONTENT_BYTES, MAX_KEPT_CONTENTS_BYTES};
use kizuki::domain::response::Answer;
use kizuki::domain::roster::{Classroom, Grade, SchoolYear, Student, StudentId};
use kizuki::domain::scoring::{Ground, Outcome, Trend, area_trend, score};
use kizuki::domain::update::{Command, Entry, UpdateError, Workspace};
use kizuki::format::content::built_in;

const STUDENT: StudentId = StudentId(1);

fn day(month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, 10).unwrap()
}

fn class(checklist: &Checklist) -> Workspace {
    let classroom = Classroom {
        school: String::new(),
        school_year: SchoolYear(2026),
        grade: Grade::Elementary(5),
        class_name: "1".to_owned(),
        students: vec![Student {
            id: STUDENT,
            number: 1,
            name: None,
            reading: None,
        }],
    };
    let first = Round {
        id: RoundId(1),
        label: "1学期".to_owned(),
        began: day(6),
        stamp: checklist.stamp.clone(),
        responses: kizuki::domain::sorted::Map::new(),
    };
    Workspace::new(Document::new(Origin::default(), classroom, first), Replica(1))
}

fn answer(class: &mut Workspace, checklist: &Checklist, round: u32, answers: &[(&str, u8)]) {
    let entries = answers
        .iter()
        .map(|(item, option)| Entry {
            student: STUDENT,
            item: ItemId::from(*item),
            answer: Some(Answer::Option(*option)),
        })
        .collect();
    class
        .update(
            checklist,
            Command::Answer {
                round: RoundId(round),
                entries,
            },
        )
        .unwrap();
}

fn begin(class: &mut Workspace, checklist: &Checklist) {
    let command = Command::BeginRound {
        label: "2学期".to_owned(),
        on: day(10),
        stamp: checklist.stamp.clone(),
        content: None,
    };
    class.update(checklist, command).unwrap();
}

fn outcomes(class: &Workspace, checklist: &Checklist) -> (Outcome, Outcome) {
    let document = &class.document;
    let before = document.comparable_before(RoundId(2)).unwrap().response(STUDENT);
    let before = score(checklist, &before, None);
    let now = document.round(RoundId(2)).unwrap().response(STUDENT);
    (score(checklist, &now, Some(&before)), before)
}

#[test]
fn a_new_round_begins_blank_and_shows_what_changed_since_the_last() {
    let checklist = built_in().unwrap();
    let mut class = class(&checklist);
    let lines: Vec<(&str, u8)> = checklist
        .items
        .iter()
        .filter(|item| item.form == kizuki::domain::checklist::Form::Short)
        .map(|item| (item.id.as_str(), 0))
        .collect();
    answer(&mut class, &checklist, 1, &lines);
    begin(&mut class, &checklist);
    assert!(class.document.round(RoundId(2)).unwrap().responses.is_empty());
    assert_eq!(
        class
            .document
            .round(RoundId(1))
            .unwrap()
            .response(STUDENT)
            .answers
            .len(),
        lines.len()
    );

    answer(&mut class, &checklist, 2, &lines);
    answer(&mut class, &checklist, 2, &[("Q3", 2)]);
    let (now, before) = outcomes(&class, &checklist);
    assert_eq!((now.ground, before.ground), (Ground::Short, Ground::Short));
    let area = |id: &str| {
        checklist
            .areas
            .iter()
            .position(|area| area.id.as_str() == id)
            .unwrap()
    };
    assert_eq!(area_trend(&checklist, &now, Some(&before), area("B")), Trend::Up);
    assert_eq!(
        area_trend(&checklist, &now, Some(&before), area("A")),
        Trend::Same
    );
    assert_eq!(area_trend(&checklist, &now, None, area("B")), Trend::Unknown);
}

#[test]
fn what_was_answered_before_a_round_began_cannot_be_taken_back_unseen() {
    let checklist = built_in().unwrap();
    let mut class = class(&checklist);
    answer(&mut class, &checklist, 1, &[("Q3", 1)]);
    begin(&mut class, &checklist);
    assert!(!class.can_undo() && !class.can_redo());
    assert_eq!(
        class.update(&checklist, Command::Undo),
        Err(UpdateError::NothingToUndo)
    );
    answer(&mut class, &checklist, 2, &[("Q4", 1)]);
    class.update(&checklist, Command::Undo).unwrap();
    assert_eq!(
        class
            .document
            .round(RoundId(1))
            .unwrap()
            .response(STUDENT)
            .answers
            .len(),
        1
    );
}

#[test]
fn rounds_of_different_content_are_never_compared() {
    let checklist = built_in().unwrap();
    let mut class = class(&checklist);
    let mut other = checklist.stamp.clone();
    other.checksum = "00000000".to_owned();
    class
        .update(
            &checklist,
            Command::BeginRound {
                label: "2学期".to_owned(),
                on: day(10),
                stamp: other,
                content: None,
            },
        )
        .unwrap();
    assert_eq!(class.document.comparable_before(RoundId(2)), None);
}

#[test]
fn a_round_brings_its_content_along_and_a_class_keeps_each_once() {
    let checklist = built_in().unwrap();
    let mut class = class(&checklist);
    let first = checklist.stamp.clone();
    let text: Arc<str> = "{\"見本\": 1}".into();
    let keep = |stamp: &ContentStamp| Command::KeepContent {
        stamp: stamp.clone(),
        content: text.clone(),
    };
    // The first round came without one, as in a file of an earlier version.
    assert_eq!(class.document.content(&first), None);
    let revision = class.document.revision;
    class.update(&checklist, keep(&first)).unwrap();
    assert_eq!(class.document.content(&first), Some(&text));
    assert!(
        class.document.revision > revision,
        "it is a change like any other"
    );
    let other = ContentStamp {
        version: "2.0".to_owned(),
        ..first.clone()
    };
    assert_eq!(class.update(&checklist, keep(&other)), Err(UpdateError::NoRound));
    let begin = |stamp: &ContentStamp, content: Arc<str>| Command::BeginRound {
        label: "2学期".to_owned(),
        on: day(10),
        stamp: stamp.clone(),
        content: Some(content),
    };
    class.update(&checklist, begin(&other, "{}".into())).unwrap();
    assert_eq!(class.document.content(&other).map(|text| &**text), Some("{}"));
    // What is there is not written over.
    class.update(&checklist, begin(&first, "[]".into())).unwrap();
    assert_eq!(class.document.content(&first), Some(&text));
    assert_eq!(class.document.ledger.contents.len(), 2);
}

#[test]
fn a_content_too_large_to_be_kept_begins_no_round() {
    let checklist = built_in().unwrap();
    let mut class = class(&checklist);
    let before = class.document.clone();
    let begin = |number: usize, bytes: usize| Command::BeginRound {
        label: "2学期".to_owned(),
        on: day(10),
        stamp: ContentStamp {
            version: number.to_string(),
            ..checklist.stamp.clone()
        },
        content: Some(" ".repeat(bytes).into()),
    };
    let (bytes, most) = (MAX_KEPT_CONTENT_BYTES + 1, MAX_KEPT_CONTENT_BYTES);
    let refused = Err(UpdateError::TooMuchContent { bytes, most });
    assert_eq!(class.update(&checklist, begin(0, bytes)), refused);
    assert_eq!(class.document, before);
    let few = MAX_KEPT_CONTENTS_BYTES / MAX_KEPT_CONTENT_BYTES;
    for number in 0..few {
        class
            .update(&checklist, begin(number, MAX_KEPT_CONTENT_BYTES))
            .unwrap();
    }
    let (bytes, most) = (MAX_KEPT_CONTENTS_BYTES + 1, MAX_KEPT_CONTENTS_BYTES);
    let refused = Err(UpdateError::TooMuchContent { bytes, most });
    assert_eq!(class.update(&checklist, begin(few, 1)), refused);
    assert_eq!(class.document.rounds.len(), 1 + few);
}
