//! Two teachers, two devices, one class.

use super::histories::{class, day, devices, stamp};
use super::tests::checklist;
use super::*;
use crate::domain::document::{Document, RoundId};
use crate::domain::limits::{MAX_NUMBER, MAX_STUDENTS};
use crate::domain::response::Answer;
use crate::domain::roster::Student;
use crate::domain::update::{Command, Entry, UpdateError, Workspace};

const FIRST: RoundId = RoundId(1);

fn two() -> [Workspace; 2] {
    devices(2).try_into().unwrap()
}

fn run(device: &mut Workspace, command: Command) {
    device.update(&checklist(), command).unwrap();
}

fn answer(device: &mut Workspace, student: u32, option: Option<u8>) {
    let entry = Entry {
        student: StudentId(student),
        item: "Q3".into(),
        answer: option.map(Answer::Option),
    };
    let entries = vec![entry];
    run(
        device,
        Command::Answer {
            round: FIRST,
            entries,
        },
    );
}

fn shown(device: &Workspace, student: u32) -> Option<Answer> {
    let sheet = device.document.rounds[0].response(StudentId(student));
    sheet.answers.get(&"Q3".into()).copied()
}

fn add(device: &mut Workspace, number: u16) {
    let (name, reading) = (Some(format!("見本 {number}")), None);
    run(
        device,
        Command::AddStudent {
            number,
            name,
            reading,
        },
    );
}

/// Each takes over what the other had.
fn exchange(a: &mut Workspace, b: &mut Workspace) -> [Merged; 2] {
    let (of_a, of_b) = (a.document.clone(), b.document.clone());
    let merged = [a.merge(&of_b).unwrap(), b.merge(&of_a).unwrap()];
    assert_eq!(a.document, b.document);
    merged
}

#[test]
fn answers_to_different_items_and_students_come_together_without_a_word() {
    let [mut a, mut b] = two();
    answer(&mut a, 1, Some(1));
    answer(&mut b, 2, Some(2));
    let [merged, _] = exchange(&mut a, &mut b);
    assert_eq!(
        (shown(&a, 1), shown(&a, 2)),
        (Some(Answer::Option(1)), Some(Answer::Option(2)))
    );
    let expected = Merged {
        changed: true,
        other_is_behind: true,
        entries: 1,
        ..Merged::default()
    };
    assert_eq!(merged, expected);
}

#[test]
fn who_saw_an_answer_and_changed_it_is_right_and_who_wrote_unseen_is_shown_beside() {
    let [mut a, mut b] = two();
    answer(&mut a, 1, Some(1));
    exchange(&mut a, &mut b);
    answer(&mut b, 1, Some(2));
    let [merged, _] = exchange(&mut a, &mut b);
    assert_eq!(shown(&a, 1), Some(Answer::Option(2)));
    assert!(merged.conflicts.is_empty());

    answer(&mut a, 1, Some(0));
    answer(&mut b, 2, Some(0));
    answer(&mut b, 1, Some(1));
    let [merged, _] = exchange(&mut a, &mut b);
    let [conflict] = merged.conflicts.as_slice() else {
        panic!("one conflict")
    };
    assert_eq!(conflict.place.round, Some(FIRST));
    let values: Vec<&Value> = conflict.versions.iter().map(|version| &version.value).collect();
    // The second device has written more often since they met, so its answer is taken for the newer one.
    assert_eq!(
        values,
        [
            &Value::Answer(Answer::Option(1)),
            &Value::Answer(Answer::Option(0))
        ]
    );
    assert_eq!(shown(&a, 1), Some(Answer::Option(1)));
}

#[test]
fn the_same_answer_from_two_people_is_no_conflict() {
    let [mut a, mut b] = two();
    answer(&mut a, 1, Some(1));
    answer(&mut b, 1, Some(1));
    let [merged, _] = exchange(&mut a, &mut b);
    assert_eq!((merged.entries, merged.conflicts), (0, vec![]));
    assert!(merged.changed);
}

#[test]
fn an_answer_taken_back_stays_taken_back() {
    let [mut a, mut b] = two();
    answer(&mut a, 1, Some(1));
    exchange(&mut a, &mut b);
    let old = b.document.clone();
    answer(&mut a, 1, None);
    assert!(!a.merge(&old).unwrap().changed);
    assert_eq!(shown(&a, 1), None);
    b.merge(&a.document).unwrap();
    assert_eq!(shown(&b, 1), None);

    // Undo is a write like any other: the other device follows it.
    answer(&mut a, 1, Some(2));
    b.merge(&a.document).unwrap();
    run(&mut a, Command::Undo);
    b.merge(&a.document).unwrap();
    assert_eq!(shown(&b, 1), None);
}

#[test]
fn a_settled_conflict_is_settled_everywhere() {
    let [mut a, mut b] = two();
    answer(&mut a, 1, Some(1));
    answer(&mut b, 1, None);
    answer(&mut b, 1, Some(2));
    exchange(&mut a, &mut b);
    let conflict = a.document.ledger.conflicts().remove(0);
    let place = conflict.place.clone();
    let choice = conflict.versions[1].dot;
    run(
        &mut a,
        Command::Settle {
            place: place.clone(),
            choice,
        },
    );
    assert!(a.document.ledger.conflicts().is_empty());
    assert_eq!(shown(&a, 1), Some(Answer::Option(1)));
    b.merge(&a.document).unwrap();
    assert_eq!(shown(&b, 1), Some(Answer::Option(1)));
    assert_eq!(
        b.update(&checklist(), Command::Settle { place, choice }),
        Err(UpdateError::NoVersion)
    );
}

#[test]
fn after_a_merge_that_brought_something_nothing_old_can_be_taken_back() {
    let [mut a, mut b] = two();
    answer(&mut a, 1, Some(1));
    assert!(!a.merge(&b.document).unwrap().changed && a.can_undo());
    answer(&mut b, 2, Some(1));
    a.merge(&b.document).unwrap();
    assert!(!a.can_undo() && !a.can_redo());
}

#[test]
fn students_added_on_two_devices_are_two_and_one_number_for_both_is_told_apart() {
    let [mut a, mut b] = two();
    add(&mut a, 4);
    add(&mut b, 4);
    let [merged, _] = exchange(&mut a, &mut b);
    let numbers: Vec<u16> = a
        .document
        .classroom
        .students
        .iter()
        .map(|student| student.number)
        .collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
    assert_eq!(merged.added.len(), 1);
    let [moved] = merged.moved.as_slice() else {
        panic!("one moved")
    };
    assert_eq!((moved.from, moved.to), (4, 5));

    // Where the number becomes free, the student keeps the one shown.
    let first = a.document.classroom.students[3].id;
    run(&mut a, Command::RemoveStudent(first));
    assert_eq!(a.document.classroom.student(moved.student).unwrap().number, 5);
    b.merge(&a.document).unwrap();
    assert_eq!(a.document, b.document);
}

#[test]
fn where_all_higher_numbers_are_taken_the_lowest_free_one_is_given() {
    let [mut a, mut b] = two();
    add(&mut a, MAX_NUMBER);
    add(&mut b, MAX_NUMBER);
    let [merged, _] = exchange(&mut a, &mut b);
    assert_eq!((merged.moved[0].from, merged.moved[0].to), (MAX_NUMBER, 4));
}

#[test]
fn a_student_removed_does_not_come_back_by_what_others_wrote_meanwhile() {
    let [mut a, mut b] = two();
    let code = CaseCode::from_random(5);
    let (round, student, on) = (FIRST, StudentId(2), day(0));
    run(&mut a, Command::RemoveStudent(student));
    answer(&mut b, 2, Some(1));
    run(
        &mut b,
        Command::IssueCode {
            round,
            student,
            code,
            on,
        },
    );
    run(
        &mut b,
        Command::EditStudent(Student {
            id: student,
            number: 9,
            name: Some("見本 はな".to_owned()),
            reading: None,
        }),
    );
    let [_, merged] = exchange(&mut a, &mut b);
    assert_eq!(merged.removed, [student]);
    assert!(a.document.classroom.student(student).is_none());
    assert_eq!(
        (a.document.keys.entries.len(), a.document.keys.retired.as_slice()),
        (0, [code].as_slice())
    );
}

#[test]
fn a_round_begun_on_two_devices_with_one_content_is_one_round() {
    let [mut a, mut b] = two();
    for (device, label, version, on) in [(&mut a, "2学期", 0, 1), (&mut b, "冬", 0, 2)] {
        let (label, stamp, on) = (label.to_owned(), stamp(version), day(on));
        run(
            device,
            Command::BeginRound {
                label,
                on,
                stamp,
                content: None,
            },
        );
    }
    let [merged, _] = exchange(&mut a, &mut b);
    assert_eq!((a.document.rounds.len(), merged.rounds), (2, 0));
    let fields: Vec<Field> = merged
        .conflicts
        .into_iter()
        .map(|conflict| conflict.place.field)
        .collect();
    assert_eq!(fields, [Field::Label, Field::Began]);
}

#[test]
fn rounds_with_different_content_are_never_mixed() {
    let [mut a, mut b] = two();
    for (device, version) in [(&mut a, 2), (&mut b, 1)] {
        let (label, stamp, on) = ("2学期".to_owned(), stamp(version), day(1));
        run(
            device,
            Command::BeginRound {
                label,
                on,
                stamp,
                content: None,
            },
        );
        let (round, student) = (RoundId(2), StudentId(1));
        run(
            device,
            Command::Gut {
                round,
                student,
                on: true,
            },
        );
    }
    let [merged, _] = exchange(&mut a, &mut b);
    let rounds: Vec<_> = a
        .document
        .rounds
        .iter()
        .map(|round| (round.id.0, round.stamp.version.as_str()))
        .collect();
    assert_eq!(rounds, [(1, "0"), (2, "1"), (3, "2")]);
    assert!(
        a.document.rounds[1].response(StudentId(1)).gut && a.document.rounds[2].response(StudentId(1)).gut
    );
    assert_eq!((merged.rounds, merged.conflicts), (1, vec![]));

    // Work goes on in the last one, and the next round comes after both.
    let (label, stamp, on) = ("3学期".to_owned(), stamp(1), day(2));
    run(
        &mut a,
        Command::BeginRound {
            label,
            on,
            stamp,
            content: None,
        },
    );
    let (round, student) = (RoundId(3), StudentId(2));
    run(
        &mut a,
        Command::Gut {
            round,
            student,
            on: true,
        },
    );
    b.merge(&a.document).unwrap();
    assert_eq!(a.document, b.document);
    assert_eq!(b.document.rounds[3].id, RoundId(4));
    assert!(b.document.rounds[2].response(student).gut);
}

#[test]
fn two_codes_drawn_for_one_sheet_both_hold() {
    let [mut a, mut b] = two();
    for (device, number) in [(&mut a, 7), (&mut b, 8)] {
        let (round, student, on) = (FIRST, StudentId(1), day(0));
        let code = CaseCode::from_random(number);
        run(
            device,
            Command::IssueCode {
                round,
                student,
                code,
                on,
            },
        );
    }
    exchange(&mut a, &mut b);
    assert_eq!(a.document.keys.entries.len(), 2);
    assert!(a.document.ledger.conflicts().is_empty());
}

#[test]
fn a_code_drawn_twice_stands_for_both_and_stays_taken_when_one_of_them_leaves() {
    let mut all: [Workspace; 3] = devices(3).try_into().unwrap();
    let (round, code, on) = (FIRST, CaseCode::from_random(5), day(0));
    for (device, student) in all.iter_mut().zip([2, 3]) {
        let student = StudentId(student);
        run(
            device,
            Command::IssueCode {
                round,
                student,
                code,
                on,
            },
        );
    }
    run(&mut all[2], Command::RemoveStudent(StudentId(2)));
    let [a, b, c] = &mut all;
    exchange(a, b);
    let students = |device: &Workspace| {
        let entries = device.document.keys.entries.iter();
        entries.map(|entry| entry.student.0).collect::<Vec<_>>()
    };
    assert_eq!(students(a), [2, 3]);
    // Whether the removal arrives before or after both codes are known makes no difference.
    c.merge(&a.document).unwrap();
    exchange(a, c);
    assert_eq!(students(a), [3]);
    assert!(a.document.keys.has(code) && a.document.ledger.retired.contains(&code));
}

#[test]
fn another_class_is_refused_and_nothing_changes() {
    let [mut a, _] = two();
    let mut other = class();
    other.ledger.id = DocumentId(1);
    let before = a.clone();
    assert_eq!(a.merge(&other), Err(MergeError::OtherClass));
    assert_eq!(a, before);
}

#[test]
fn a_class_that_would_be_too_large_is_refused_and_nothing_changes() {
    let [mut a, mut b] = two();
    for number in 4..=102 {
        add(&mut a, number);
        add(&mut b, number);
    }
    let before = a.clone();
    assert_eq!(
        a.merge(&b.document),
        Err(MergeError::TooManyStudents { found: 201 })
    );
    assert_eq!(a, before);
    let last = b.document.classroom.students[101].id;
    run(&mut b, Command::RemoveStudent(last));
    assert_eq!(a.merge(&b.document).unwrap().added.len(), 98);
    assert_eq!(a.document.classroom.students.len(), MAX_STUDENTS);
}

#[test]
fn a_change_that_changes_nothing_is_no_change() {
    let [mut a, _] = two();
    let before: Document = a.document.clone();
    answer(&mut a, 1, None);
    assert_eq!(a.document, before);
    answer(&mut a, 1, Some(1));
    assert!(a.document.revision > before.revision);
}

#[test]
fn identities_of_students_added_anywhere_all_differ() {
    let ledger = class().ledger;
    let ids: Set<StudentId> = (0..1_000).map(|me| ledger.fresh_student(Replica(me))).collect();
    assert_eq!(ids.len(), 1_000);
    assert!(ids.iter().all(|id| id.0 >= 1_000_000));
}
