//! 学級のようす counts everybody once, and names what is not known.

use kizuki::domain::checklist::{Checklist, Form};
use kizuki::domain::overview::{Filter, Gaps};
use kizuki::domain::response::{Answer, Response};
use kizuki::domain::scoring::score;
use kizuki::format::content::built_in;

fn answered(checklist: &Checklist, form: Form) -> Response {
    let answers = checklist
        .form(form)
        .map(|item| (item.id.clone(), Answer::Option(0)))
        .collect();
    Response {
        answers,
        ..Response::default()
    }
}

fn gaps(checklist: &Checklist, response: &Response) -> Gaps {
    let mut gaps = Gaps::default();
    gaps.add(checklist, response, &score(checklist, response, None));
    gaps
}

#[test]
fn every_student_is_shown_by_exactly_one_of_levels_and_too_little_known() {
    let checklist = built_in().unwrap();
    let mut urgent = answered(&checklist, Form::Short);
    urgent.answers.insert("Q14".into(), Answer::Option(1));
    for response in [Response::default(), answered(&checklist, Form::Short), urgent] {
        let outcome = score(&checklist, &response, None);
        let shown = Filter::all(&checklist)
            .into_iter()
            .filter(|filter| matches!(filter, Filter::Level(_) | Filter::Insufficient))
            .filter(|filter| filter.shows(&outcome))
            .count();
        assert_eq!(shown, 1);
        assert!(Filter::All.shows(&outcome));
        assert!(!Filter::Changed.shows(&outcome));
        assert_eq!(Filter::Urgent.shows(&outcome), outcome.urgent);
    }
}

#[test]
fn a_full_form_nobody_began_counts_once_and_not_with_every_blank() {
    let checklist = built_in().unwrap();
    let mut response = answered(&checklist, Form::Short);
    response.gut = true;
    assert_eq!(
        gaps(&checklist, &response),
        Gaps {
            blank: 0,
            unknown: 0,
            full_left: 1
        }
    );
    response.answers.insert("C1".into(), Answer::Unknown);
    let full = checklist.form(Form::Full).count();
    assert_eq!(
        gaps(&checklist, &response),
        Gaps {
            blank: full - 1,
            unknown: 1,
            full_left: 1
        }
    );
}

#[test]
fn an_empty_sheet_is_all_blanks_of_the_first_look() {
    let checklist = built_in().unwrap();
    let lines = checklist.form(Form::Short).count();
    assert_eq!(
        gaps(&checklist, &Response::default()),
        Gaps {
            blank: lines,
            unknown: 0,
            full_left: 0
        }
    );
}
