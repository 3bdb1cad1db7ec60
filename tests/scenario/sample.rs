//! The sample class looks like a class: mostly calm, with one of everything a reviewer wants to see.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use kizuki::domain::checklist::{Checklist, Form, ItemKind};
use kizuki::domain::document::Document;
use kizuki::domain::response::Meaning;
use kizuki::domain::roster::{SchoolYear, Student};
use kizuki::domain::sample::sample_document;
use kizuki::domain::scoring::{Ground, LevelState, Outcome, Trend, score};
use kizuki::format::content::built_in;
use kizuki::format::document;

/// Names as they stand on samples of forms.
const FAMILIES: [&str; 4] = ["架空", "例文", "仮名", "試用"];

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn sample() -> (Checklist, Document) {
    let checklist = built_in().unwrap();
    let document = sample_document(&checklist, date(2026, 11, 20));
    (checklist, document)
}

/// Outcomes of the second round, by number.
fn outcomes(checklist: &Checklist, document: &Document) -> Vec<(u16, Outcome)> {
    let [before, now] = document.rounds.as_slice() else {
        panic!("two rounds")
    };
    let of = |student: &Student| {
        let previous = score(checklist, &before.response(student.id), None);
        (
            student.number,
            score(checklist, &now.response(student.id), Some(&previous)),
        )
    };
    document.classroom.students.iter().map(of).collect()
}

#[test]
fn every_level_is_there_and_most_students_need_nothing_more() {
    let (checklist, document) = sample();
    let outcomes = outcomes(&checklist, &document);
    let count = |state: LevelState| {
        outcomes
            .iter()
            .filter(|(_, outcome)| outcome.level == state)
            .count()
    };
    let levels: Vec<usize> = (0..checklist.levels.len())
        .map(|level| count(LevelState::Level(level)))
        .collect();
    assert!(levels[0] >= 20, "{levels:?}");
    assert!(levels.iter().all(|students| *students >= 1), "{levels:?}");
    assert_eq!(count(LevelState::Insufficient), 1, "{levels:?}");
}

#[test]
fn changes_both_ways_alarms_spans_and_the_gut_flag_are_there() {
    let (checklist, document) = sample();
    let outcomes = outcomes(&checklist, &document);
    let any = |test: &dyn Fn(&Outcome) -> bool| outcomes.iter().any(|(_, outcome)| test(outcome));
    assert!(any(&|outcome| outcome.trend == Trend::Up));
    assert!(any(&|outcome| outcome.trend == Trend::Down));
    assert!(any(
        &|outcome| outcome.ground == Ground::Full && outcome.unknown + outcome.blank > 0
    ));
    assert!(any(
        &|outcome| outcome.lowest < outcome.highest && matches!(outcome.level, LevelState::Level(_))
    ));
    assert!(any(
        &|outcome| outcome.ground == Ground::Full && outcome.level == LevelState::Level(0)
    ));

    let now = document.latest().unwrap();
    let urgent: Vec<bool> = now
        .responses
        .values()
        .filter(|response| response.urgent_items(&checklist).next().is_some())
        .map(|response| response.unrecorded_cards(&checklist).is_empty())
        .collect();
    assert_eq!(urgent, [true, false], "one card is recorded, another still open");

    let gut_only = now.responses.values().any(|response| {
        response.gut
            && checklist
                .items
                .iter()
                .filter(|item| item.is_scored())
                .all(|item| response.meaning(item) == Meaning::Points(item.min_points()))
    });
    assert!(gut_only, "somebody is marked by feeling alone");
}

#[test]
fn three_decisions_are_recorded_and_one_has_its_code() {
    let (checklist, document) = sample();
    let now = document.latest().unwrap();
    let decisions: Vec<_> = now
        .responses
        .values()
        .filter_map(|response| response.decision.as_ref())
        .collect();
    assert_eq!(decisions.len(), 3);
    let directions: BTreeSet<_> = decisions
        .iter()
        .flat_map(|decision| decision.directions.iter().copied())
        .collect();
    assert!(directions.len() >= 2, "{directions:?}");
    for decision in decisions {
        assert!(
            decision.basis.level.is_some()
                && !decision.supports.is_empty()
                && !decision.basis.items.is_empty()
        );
        assert!(
            decision
                .supports
                .iter()
                .all(|support| checklist.support(support).is_some())
        );
    }
    let [key] = document.keys.entries.as_slice() else {
        panic!("one code")
    };
    assert!(now.response(key.student).decision.is_some());
    assert!(now.response(key.student).unrecorded_cards(&checklist).is_empty());
}

#[test]
fn strengths_are_filled_in_on_full_forms() {
    let (checklist, document) = sample();
    let now = document.latest().unwrap();
    let strengths: Vec<_> = checklist
        .items
        .iter()
        .filter(|item| matches!(item.kind, ItemKind::Strength { .. }))
        .collect();
    for response in now
        .responses
        .values()
        .filter(|response| response.full_form_begun(&checklist))
    {
        assert!(
            strengths
                .iter()
                .all(|item| response.answers.contains_key(&item.id))
        );
    }
    assert!(checklist.form(Form::Full).count() > strengths.len());
}

#[test]
fn names_are_obviously_made_up_and_all_different() {
    let (_, document) = sample();
    let students = &document.classroom.students;
    assert_eq!(students.len(), 35);
    let names: BTreeSet<_> = students
        .iter()
        .filter_map(|student| student.name.as_deref())
        .collect();
    assert_eq!(names.len(), 35);
    assert!(
        names
            .iter()
            .all(|name| FAMILIES.iter().any(|family| name.starts_with(family)))
    );
}

#[test]
fn the_same_day_makes_the_same_class_and_it_could_be_kept_as_a_file() {
    let (checklist, document) = sample();
    assert_eq!(document, sample_document(&checklist, date(2026, 11, 20)));
    let text = document::encode(&document).unwrap();
    assert_eq!(document::decode(text.as_bytes()), Ok(document));
}

#[test]
fn both_rounds_lie_before_today_in_one_school_year() {
    let checklist = built_in().unwrap();
    for (today, school_year) in [
        (date(2026, 4, 1), 2025),
        (date(2026, 6, 30), 2025),
        (date(2026, 10, 28), 2025),
        (date(2026, 10, 29), 2026),
        (date(2027, 3, 31), 2026),
        (NaiveDate::default(), 1969),
    ] {
        let document = sample_document(&checklist, today);
        let [before, now] = document.rounds.as_slice() else {
            panic!("two rounds")
        };
        assert!(before.began < now.began && now.began < today, "{today}");
        assert_eq!(SchoolYear::of(before.began), SchoolYear::of(now.began), "{today}");
        assert_eq!(
            SchoolYear::of(now.began),
            document.classroom.school_year,
            "{today}"
        );
        assert_eq!(document.classroom.school_year, SchoolYear(school_year), "{today}");
    }
}

#[test]
fn a_checklist_without_rounds_levels_cards_or_supports_makes_a_class_too() {
    let mut bare = built_in().unwrap();
    bare.rounds.clear();
    bare.supports.clear();
    bare.asks.clear();
    bare.cards.clear();
    bare.contacts.clear();
    bare.levels.truncate(1);
    let document = sample_document(&bare, date(2026, 11, 20));
    assert_eq!(document.rounds.len(), 2);
    assert_eq!(document.latest().unwrap().label, "第2回");
    assert!(document::encode(&document).is_ok());
}
