//! What is due when, and that disposal takes exactly that.

use super::*;
use crate::domain::ledger::Replica;
use crate::domain::ledger::histories::{Act, act, class, day};
use crate::domain::update::{Command, UpdateError, Workspace};
use crate::format::content::built_in;

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// One sheet in the first round and one code, October 2026.
fn written() -> Workspace {
    let checklist = built_in().unwrap();
    let mut desks = vec![Workspace::new(class(), Replica(7))];
    act(&checklist, &mut desks, 0, &Act::Answer(0, 0, Some(1)));
    act(&checklist, &mut desks, 0, &Act::Code(0, 5));
    desks.remove(0)
}

#[test]
fn answers_are_due_the_day_after_the_next_school_year_has_ended_and_codes_four_years_later() {
    let (checklist, desk) = (built_in().unwrap(), written());
    let rule = &checklist.retention;
    assert_eq!((rule.answers_years, rule.summaries_years), (1, 5));
    let on = |day| {
        due(rule, &desk.document, day)
            .iter()
            .map(|held| held.kind)
            .collect::<Vec<_>>()
    };
    assert_eq!(on(date(2028, 3, 31)), []);
    assert_eq!(on(date(2028, 4, 1)), [RecordKind::Sheets]);
    assert_eq!(on(date(2032, 3, 31)), [RecordKind::Sheets]);
    assert_eq!(on(date(2032, 4, 1)), [RecordKind::Sheets, RecordKind::Keys]);
}

#[test]
fn a_round_begun_in_march_belongs_to_the_school_year_that_is_ending() {
    let (checklist, mut desk) = (built_in().unwrap(), written());
    desk.document.rounds[0].began = date(2027, 3, 31);
    assert_eq!(
        held(&checklist.retention, &desk.document)[0].until,
        date(2028, 3, 31)
    );
    desk.document.rounds[0].began = date(2027, 4, 1);
    assert_eq!(
        held(&checklist.retention, &desk.document)[0].until,
        date(2029, 3, 31)
    );
}

#[test]
fn only_what_is_due_can_be_disposed_of_and_nothing_is_when_one_is_not() {
    let (checklist, mut desk) = (built_in().unwrap(), written());
    let round = desk.document.rounds[0].id;
    let both = vec![(round, RecordKind::Sheets), (round, RecordKind::Keys)];
    let before = desk.clone();
    let command = |records, on| Command::Dispose { records, on };
    let on = date(2028, 4, 1);
    assert_eq!(
        desk.update(&checklist, command(both.clone(), on)),
        Err(UpdateError::NotDue)
    );
    assert_eq!(desk, before);
    assert!(
        desk.update(&checklist, command(both.clone(), date(2032, 4, 1)))
            .is_ok()
    );
    assert_eq!(
        desk.update(&checklist, command(both, date(2033, 4, 1))),
        Err(UpdateError::NothingThere)
    );
    assert_eq!(held(&checklist.retention, &desk.document), []);
}

#[test]
fn after_disposal_the_log_says_when_what_how_much_and_by_which_rule_and_the_round_takes_nothing() {
    let checklist = built_in().unwrap();
    let mut desks = vec![written()];
    let round = desks[0].document.rounds[0].id;
    let command = Command::Dispose {
        records: vec![(round, RecordKind::Sheets)],
        on: date(2028, 4, 3),
    };
    desks[0].update(&checklist, command).unwrap();
    let log = desks[0].document.ledger.disposals();
    assert_eq!(log.len(), 1);
    let (of, entry) = &log[0];
    assert_eq!(
        (*of, entry.kind, entry.on),
        (round, RecordKind::Sheets, date(2028, 4, 3))
    );
    assert_eq!((entry.count, entry.years), (1, 1));
    assert!(desks[0].document.rounds[0].responses.is_empty());
    assert_eq!(desks[0].document.keys.entries.len(), 1);
    let before = desks[0].clone();
    for refused in [
        Act::Answer(0, 0, Some(2)),
        Act::Gut(0, true),
        Act::Undo,
        Act::Redo,
        Act::Attendance(0, 1),
        Act::Card(0, 1),
        Act::Decide(0, Some(1)),
    ] {
        act(&checklist, &mut desks, 0, &refused);
        assert_eq!(desks[0], before, "{refused:?}");
    }
    act(&checklist, &mut desks, 0, &Act::Code(1, 6));
    assert_eq!(desks[0].document.keys.entries.len(), 2);
    let student = desks[0].document.classroom.students[0].id;
    let code = crate::domain::case_code::CaseCode::from_random(8);
    let draw = Command::IssueCode {
        round,
        student,
        code,
        on: day(0),
    };
    let drop = Command::Dispose {
        records: vec![(round, RecordKind::Keys)],
        on: date(2032, 4, 3),
    };
    desks[0].update(&checklist, drop).unwrap();
    assert_eq!(desks[0].document.keys.retired.len(), 2);
    assert_eq!(desks[0].update(&checklist, draw), Err(UpdateError::Disposed));
}
