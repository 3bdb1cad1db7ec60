//! What is worth a question, and what is not.

use super::*;
use crate::domain::checklist::Checklist;
use crate::domain::ids::ItemId;
use crate::domain::scoring::score;
use crate::format::content::built_in;

const USUAL: [&str; 12] = [
    "Q3", "Q4", "Q5", "Q6", "Q7", "Q8", "Q9", "Q10", "Q11", "Q12", "Q13", "Q14",
];

fn checklist() -> Checklist {
    built_in().unwrap()
}

/// A short form with none everywhere but in these places.
fn sheet(others: &[(&str, Answer)]) -> Response {
    let mut response = Response::default();
    for item in USUAL {
        response.answers.insert(item.into(), Answer::Option(0));
    }
    for item in ["Q1", "Q2"] {
        response.answers.insert(item.into(), Answer::Count(0));
    }
    for (item, answer) in others {
        response.answers.insert(ItemId::from(*item), *answer);
    }
    response
}

fn found_with(responses: &[Response], pace: &[(StudentId, u32)]) -> Vec<Finding> {
    let checklist = checklist();
    let outcomes: Vec<Outcome> = responses
        .iter()
        .map(|response| score(&checklist, response, None))
        .collect();
    let sheets: Vec<Sheet<'_>> = responses
        .iter()
        .zip(&outcomes)
        .zip(1..)
        .map(|((response, outcome), id)| Sheet {
            student: StudentId(id),
            response,
            outcome,
        })
        .collect();
    findings(&checklist, &sheets, pace)
}

fn found(responses: &[Response]) -> Vec<Finding> {
    found_with(responses, &[])
}

fn item(id: &str) -> usize {
    checklist()
        .items
        .iter()
        .position(|item| item.id.as_str() == id)
        .unwrap()
}

#[test]
fn a_class_in_which_nobody_stands_out_is_asked_about_and_a_small_or_unfinished_one_is_not() {
    let calm = vec![sheet(&[]); LEAST_STUDENTS];
    assert_eq!(found(&calm), [Finding::Nobody { of: LEAST_STUDENTS }]);
    assert_eq!(found(&calm[1..]), []);
    let mut unfinished = calm.clone();
    unfinished.push(Response::default());
    assert_eq!(found(&unfinished), []);
    assert_eq!(found(&[]), []);
}

#[test]
fn a_class_in_which_almost_everybody_reaches_a_level_is_asked_about_at_that_level() {
    // The whole full form at its highest: the highest level.
    let checklist = checklist();
    let mut high = sheet(&[]);
    for item in checklist.form(Form::Full).filter(|item| item.is_scored()) {
        let answer = if item.count.is_some() {
            Answer::Count(40)
        } else {
            Answer::Option(3)
        };
        high.answers.insert(item.id.clone(), answer);
    }
    // A difference in each, so that no column is alike.
    let at = |n: usize| {
        let mut one = high.clone();
        for (place, item) in checklist
            .form(Form::Full)
            .filter(|item| item.is_scored())
            .enumerate()
        {
            if place % 9 == n {
                one.answers.insert(item.id.clone(), Answer::Unknown);
            }
        }
        one
    };
    let mut class: Vec<Response> = (0..8).map(at).collect();
    class.extend([sheet(&[]), sheet(&[])]);
    let top = checklist.levels.len() - 1;
    assert_eq!(
        found(&class),
        [Finding::AlmostAll {
            level: top,
            count: 8,
            of: 10
        }]
    );
    class.push(sheet(&[]));
    assert_eq!(found(&class), []);
}

#[test]
fn an_item_without_which_nearly_nobody_would_stand_out_is_named() {
    let with = |extra: &[(&str, Answer)]| {
        let mut answers = vec![
            ("Q5", Answer::Option(2)),
            ("Q6", Answer::Option(2)),
            ("Q7", Answer::Option(1)),
        ];
        answers.extend(extra);
        sheet(&answers)
    };
    let mut class: Vec<Response> = (0..5).map(|_| with(&[])).collect();
    class.extend(vec![sheet(&[]); 6]);
    let one = Finding::OneItem {
        item: item("Q5"),
        count: 5,
        of: 5,
    };
    assert!(found(&class).contains(&one));
    // Where another sign is enough by itself, none explains it.
    let more = [("Q8", Answer::Option(2)), ("Q9", Answer::Option(2))];
    let mut class: Vec<Response> = (0..5).map(|_| with(&more)).collect();
    class.extend(vec![sheet(&[]); 6]);
    assert!(
        !found(&class)
            .iter()
            .any(|finding| matches!(finding, Finding::OneItem { .. }))
    );
}

#[test]
fn equal_answers_all_along_a_row_are_asked_about_unless_they_are_none() {
    let alike: Vec<(&str, Answer)> = USUAL[..11]
        .iter()
        .map(|item| (*item, Answer::Option(1)))
        .collect();
    let unknown: Vec<(&str, Answer)> = USUAL[..11].iter().map(|item| (*item, Answer::Unknown)).collect();
    let mut broken = alike.clone();
    broken[4].1 = Answer::Option(2);
    let class = [sheet(&alike), sheet(&[]), sheet(&unknown), sheet(&broken)];
    assert_eq!(
        found(&class),
        [Finding::RowsAlike {
            students: vec![StudentId(1), StudentId(3)]
        }]
    );
}

#[test]
fn equal_answers_all_down_a_column_are_asked_about_unless_they_are_none() {
    let class = vec![sheet(&[("Q9", Answer::Option(1))]); LEAST_STUDENTS];
    let column = Finding::ColumnAlike {
        item: item("Q9"),
        of: LEAST_STUDENTS,
    };
    assert!(found(&class).contains(&column));
    let mut broken = class.clone();
    broken[3] = sheet(&[]);
    assert!(!found(&broken).contains(&column));
    // Two and three days are not one answer, though they are worth the same points.
    let mut days: Vec<Response> = vec![sheet(&[("Q1", Answer::Count(2))]); LEAST_STUDENTS];
    assert!(found(&days).contains(&Finding::ColumnAlike {
        item: item("Q1"),
        of: LEAST_STUDENTS
    }));
    days[0] = sheet(&[("Q1", Answer::Count(3))]);
    assert!(
        !found(&days)
            .iter()
            .any(|finding| matches!(finding, Finding::ColumnAlike { .. }))
    );
}

#[test]
fn rows_done_faster_than_they_can_be_read_are_asked_about_when_there_are_several() {
    let class = vec![
        sheet(&[("Q5", Answer::Option(1))]),
        sheet(&[]),
        sheet(&[]),
        sheet(&[]),
        sheet(&[]),
        sheet(&[]),
    ];
    let times = |fast: u32| -> Vec<(StudentId, u32)> {
        (1..=6)
            .map(|id| {
                (
                    StudentId(id),
                    if id <= fast {
                        FAST_ROW_MILLIS - 1
                    } else {
                        FAST_ROW_MILLIS
                    },
                )
            })
            .collect()
    };
    let students: Vec<StudentId> = (1..=5).map(StudentId).collect();
    assert_eq!(found_with(&class, &times(5)), [Finding::FastRows { students }]);
    assert_eq!(found_with(&class, &times(4)), []);
}
