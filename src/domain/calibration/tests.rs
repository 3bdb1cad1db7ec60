//! Cut-offs at their places, and what moves with them in the sample class.

use chrono::NaiveDate;

use super::*;
use crate::domain::checklist::{Condition, NoticeRule};
use crate::domain::document::Document;
use crate::domain::locale::LocalText;
use crate::domain::response::Answer;
use crate::domain::sample::sample_document;
use crate::domain::scoring::score;
use crate::format::content::built_in;
use crate::format::content::draft::{self, Path, edit};

fn checklist() -> Checklist {
    built_in().unwrap()
}

fn class(checklist: &Checklist) -> Document {
    sample_document(checklist, NaiveDate::from_ymd_opt(2026, 11, 20).unwrap())
}

fn calibration(checklist: &Checklist, document: &Document) -> Calibration {
    let round = document.latest().unwrap();
    let responses: Vec<Response> = document
        .classroom
        .students
        .iter()
        .map(|student| round.response(student.id))
        .collect();
    let students = document
        .classroom
        .students
        .iter()
        .zip(&responses)
        .map(|(student, response)| (student.number, response, None))
        .collect();
    let grade = document.classroom.grade;
    Calibration::new(checklist, vec![ClassAnswers { grade, students }])
}

fn grades() -> [Grade; 1] {
    [Grade::Elementary(5)]
}

#[test]
fn every_cut_off_stands_at_its_place_in_the_document_and_is_changed_there() {
    let checklist = checklist();
    let document = draft::sample().unwrap();
    let found = cut_offs(&checklist, &grades());
    assert_eq!(found[0].place, "gate.any[0].score.at");
    assert!(
        found
            .iter()
            .any(|cut_off| cut_off.place == "levels[3].when.any[0].all[1].areas.at")
    );
    assert!(
        found
            .iter()
            .any(|cut_off| cut_off.place == "scores[17].bands[3].from")
    );
    for cut_off in &found {
        let path = Path::parse(&cut_off.place).unwrap();
        let written = edit::get(&document, &path).and_then(|json| json.number());
        assert_eq!(written, Some(cut_off.at), "{}", cut_off.place);
        // Whoever changes the document and whoever changes the checklist get the same.
        let (mut document, mut changed) = (document.clone(), checklist.clone());
        edit::set_number(&mut document, &path, cut_off.at + 1.0).unwrap();
        put(&mut changed, cut_off, cut_off.at + 1.0);
        let again = cut_offs(&changed, &grades());
        let moved: Vec<_> = again
            .iter()
            .zip(&found)
            .filter(|(now, was)| (now.at - was.at).abs() > 0.5)
            .collect();
        assert_eq!(moved.len(), 1, "{}", cut_off.place);
        assert_eq!(moved[0].0.place, cut_off.place);
        if let Ok(mut read) = draft::check(&document) {
            read.stamp = changed.stamp.clone();
            assert!(read == changed, "{}", cut_off.place);
        }
    }
}

#[test]
fn the_bands_of_a_grade_are_the_cut_offs_of_that_grade() {
    let mut checklist = checklist();
    let mut bands = checklist.scores[0].bands.clone();
    bands[1].from = Some(30.0);
    checklist.scores[0]
        .by_grade
        .push(crate::domain::checklist::GradeBands {
            from: Grade::Elementary(1),
            to: Grade::Elementary(2),
            bands,
        });
    let places = |grade| -> Vec<(String, f64)> {
        cut_offs(&checklist, &[grade])
            .into_iter()
            .filter(|cut_off| matches!(cut_off.decides, Decides::Band(1)))
            .filter(|cut_off| cut_off.reads == Reads::Score(0))
            .map(|cut_off| (cut_off.place, cut_off.at))
            .collect()
    };
    assert_eq!(
        places(Grade::Elementary(2)),
        [("scores[0].bands_by_grade[0].bands[1].from".to_owned(), 30.0)]
    );
    assert_eq!(
        places(Grade::Elementary(3)),
        [("scores[0].bands[1].from".to_owned(), 20.0)]
    );
}

#[test]
fn a_trial_says_what_scoring_anew_would_say() {
    let checklist = checklist();
    let document = class(&checklist);
    let calibration = calibration(&checklist, &document);
    let round = document.latest().unwrap();
    for cut_off in cut_offs(&checklist, &grades()) {
        for value in [0.0, cut_off.at - 1.0, cut_off.at, cut_off.at + 7.0, 100.0] {
            let mut changed = checklist.clone();
            put(&mut changed, &cut_off, value);
            let trial = calibration.trial(&changed);
            let mut levels = vec![0; 4];
            let (mut insufficient, mut called, mut open) = (0, 0, 0);
            for student in &document.classroom.students {
                let outcome = score(&changed, &round.response(student.id), None);
                match outcome.level {
                    LevelState::Level(level) => levels[level] += 1,
                    LevelState::Insufficient => insufficient += 1,
                }
                called += usize::from(outcome.gate.now);
                open += usize::from(outcome.lowest != outcome.highest);
            }
            assert_eq!(trial.after.levels, levels, "{} {value}", cut_off.place);
            assert_eq!(
                (trial.after.insufficient, trial.after.called, trial.after.open),
                (insufficient, called, open)
            );
            if (value - cut_off.at).abs() < 1e-9 {
                assert_eq!(trial.before, trial.after);
                assert!(trial.moves.is_empty());
            }
        }
    }
}

#[test]
fn a_notice_that_asks_for_a_step_follows_where_the_step_begins() {
    let mut checklist = checklist();
    let whole = checklist.trend.score;
    checklist.notices.push(NoticeRule {
        id: "step".into(),
        label: LocalText::default(),
        when: Condition::Band {
            score: whole,
            step: 1,
        },
        text: LocalText::default(),
    });
    let document = class(&checklist);
    let calibration = calibration(&checklist, &document);
    let mut changed = checklist.clone();
    changed.scores[whole].bands[1].from = Some(1.0);
    let trial = calibration.trial(&changed);
    let round = document.latest().unwrap();
    let holds = |checklist: &Checklist| {
        let sheets = document
            .classroom
            .students
            .iter()
            .map(|student| round.response(student.id));
        let outcomes = sheets.map(|sheet| score(checklist, &sheet, None));
        outcomes
            .filter(|outcome| outcome.notices.iter().any(|notice| notice.truth.now))
            .count()
    };
    assert_eq!(trial.before.notices, [holds(&checklist)]);
    assert_eq!(trial.after.notices, [holds(&changed)]);
    assert!(trial.after.notices > trial.before.notices);
}

#[test]
fn a_lower_cut_off_brings_more_students_to_the_meeting_and_names_them() {
    let checklist = checklist();
    let document = class(&checklist);
    let calibration = calibration(&checklist, &document);
    let team = 2;
    let cut_off = cut_offs(&checklist, &grades())
        .into_iter()
        .find(|cut_off| cut_off.place == "levels[2].when.any[2].score.at")
        .unwrap();
    let mut changed = checklist.clone();
    put(&mut changed, &cut_off, 1.0);
    let trial = calibration.trial(&changed);
    assert!(trial.after.at_or_above(team) > trial.before.at_or_above(team));
    let risen = trial.after.at_or_above(team) - trial.before.at_or_above(team);
    assert_eq!(trial.moves.len(), risen);
    assert!(
        trial
            .moves
            .iter()
            .all(|step| step.after == LevelState::Level(team) && step.subject.class == 0)
    );
    assert!(trial.moves.is_sorted_by_key(|step| step.subject.number));
}

#[test]
fn missing_answers_leave_a_span_of_how_many_there_may_be() {
    let checklist = checklist();
    let mut response = Response::default();
    response.answers.insert("Q3".into(), Answer::Option(2));
    response.answers.insert("Q4".into(), Answer::Unknown);
    let students = vec![(1, &response, None)];
    let one = ClassAnswers {
        grade: Grade::Elementary(5),
        students,
    };
    let tally = Calibration::new(&checklist, vec![one]).trial(&checklist).before;
    assert_eq!((tally.insufficient, tally.open), (1, 1));
    assert_eq!(tally.span_at_or_above(2), (0, 1));
}

#[test]
fn a_histogram_counts_everybody_once() {
    let checklist = checklist();
    let document = class(&checklist);
    let calibration = calibration(&checklist, &document);
    for score in 0..checklist.scores.len() {
        let histogram = calibration.histogram(score);
        assert_eq!(
            histogram.counted() + histogram.no_value + histogram.not_applicable,
            document.classroom.students.len()
        );
        assert!(
            histogram.bins.len() <= 21 && histogram.width >= histogram.step,
            "{histogram:?}"
        );
        assert!(histogram.bins.is_sorted_by(|a, b| a.from < b.from));
    }
    let percent = calibration.histogram(checklist.trend.score);
    assert_eq!(
        (percent.width, percent.bins.len(), percent.high),
        (5.0, 20, 100.0)
    );
    let sum = calibration.histogram(16);
    assert_eq!((sum.width, sum.step), (2.0, 1.0));
}

#[test]
fn several_classes_are_added_up_and_students_keep_their_class() {
    let checklist = checklist();
    let flagged = Response {
        gut: true,
        ..Response::default()
    };
    let blank = Response::default();
    let class = |grade, students| ClassAnswers { grade, students };
    let calibration = Calibration::new(
        &checklist,
        vec![
            class(Grade::Elementary(1), vec![(1, &blank, None)]),
            class(Grade::JuniorHigh(3), vec![(1, &flagged, None), (2, &blank, None)]),
        ],
    );
    assert_eq!((calibration.len(), calibration.grades().len()), (3, 2));
    let mut changed = checklist.clone();
    changed.gate = None;
    let trial = calibration.trial(&changed);
    assert_eq!((trial.before.called, trial.after.called), (1, 0));
    assert!(
        trial
            .moves
            .iter()
            .any(|step| step.subject == Subject { class: 1, number: 1 })
    );
}
