//! 学級のようす as it is drawn: everything in words too, names only where they may be shown, nobody's safety concern.

use kizuki::domain::sorted::Map;

use chrono::NaiveDate;
use kizuki::chart::area_bars::{area_bars, bar};
use kizuki::chart::facts::{facts, signs};
use kizuki::chart::heat_map::{Cell, HeatRow, Medium, cell, heat_map};
use kizuki::chart::sparkline::{place, sparkline};
use kizuki::domain::checklist::{Checklist, Form};
use kizuki::domain::document::{Document, Round, RoundId};
use kizuki::domain::ledger::Origin;
use kizuki::domain::locale::Locale;
use kizuki::domain::response::{Answer, Response};
use kizuki::domain::roster::{Classroom, Grade, SchoolYear, StudentId};
use kizuki::domain::scoring::{Outcome, score};
use kizuki::domain::trend::{TrendPoint, trend_line};
use kizuki::format::content::built_in;

const STUDENT: StudentId = StudentId(1);

/// Both forms answered with the first option, then these answers.
fn answered(checklist: &Checklist, answers: &[(&str, Answer)]) -> (Response, Outcome) {
    let mut response = Response::default();
    for item in &checklist.items {
        response.answers.insert(item.id.clone(), Answer::Option(0));
    }
    for (item, answer) in answers {
        response.answers.insert((*item).into(), *answer);
    }
    let outcome = score(checklist, &response, None);
    (response, outcome)
}

fn map(checklist: &Checklist, row: (&Response, &Outcome), name: Option<&str>, medium: Medium) -> String {
    let rows = [HeatRow {
        student: STUDENT,
        number: 7,
        name,
        response: row.0,
        outcome: row.1,
    }];
    heat_map(checklist, &rows, None, medium, Locale::Ja)
}

#[test]
fn every_cell_of_the_map_is_drawn_and_said_in_words() {
    let checklist = built_in().unwrap();
    let full = [
        ("C1", Answer::Option(3)),
        ("C2", Answer::Option(3)),
        ("C3", Answer::Option(3)),
        ("C4", Answer::Option(3)),
    ];
    let (response, outcome) = answered(&checklist, &full);
    let drawn = map(&checklist, (&response, &outcome), None, Medium::Screen);
    assert_eq!(
        drawn.matches("class=\"heat-words\"").count(),
        checklist.areas.len()
    );
    assert!(drawn.contains(">とても多い</span>"), "{drawn}");
    assert!(drawn.contains(">少ない</span>"));
    assert_eq!(
        drawn.matches("heat-dot").count(),
        3,
        "three dots for the third step"
    );
    let paper = map(&checklist, (&response, &outcome), None, Medium::Paper);
    assert!(!paper.contains("<button") && !paper.contains("<svg"));
    assert!(paper.contains(">とても多い</span>"));
}

#[test]
fn what_rests_on_the_first_look_and_what_is_not_known_look_different() {
    let checklist = built_in().unwrap();
    let mut first_look = Response::default();
    for item in checklist.form(Form::Short) {
        first_look.answers.insert(item.id.clone(), Answer::Option(0));
    }
    first_look.answers.insert("Q13".into(), Answer::Unknown);
    let outcome = score(&checklist, &first_look, None);
    let last = checklist.areas.len() - 1;
    assert_eq!(
        cell(&checklist, &outcome, 0),
        Cell::Step {
            step: 0,
            is_short: true
        }
    );
    assert_eq!(cell(&checklist, &outcome, last), Cell::Insufficient);
    let drawn = map(&checklist, (&first_look, &outcome), None, Medium::Screen);
    assert!(drawn.contains("一次確認だけ") && drawn.contains("heat-hatch") && drawn.contains("情報不足"));

    let (response, outcome) = answered(&checklist, &[("C1", Answer::Option(3))]);
    assert_eq!(
        cell(&checklist, &outcome, 0),
        Cell::Step {
            step: 0,
            is_short: false
        }
    );
    assert!(!map(&checklist, (&response, &outcome), None, Medium::Screen).contains("一次確認だけ"));
}

#[test]
fn a_name_that_is_markup_stays_a_name_and_a_hidden_one_is_not_there() {
    let checklist = built_in().unwrap();
    let (response, outcome) = answered(&checklist, &[]);
    let name = "<img src=x onerror='alert(1)'>見本";
    let drawn = map(&checklist, (&response, &outcome), Some(name), Medium::Screen);
    assert!(drawn.contains("&lt;img src=x onerror=&#39;alert(1)&#39;&gt;見本") && !drawn.contains("<img"));
    assert!(!map(&checklist, (&response, &outcome), None, Medium::Screen).contains("見本"));
}

#[test]
fn the_facts_of_a_student_name_signs_and_strengths_but_no_safety_concern() {
    let checklist = built_in().unwrap();
    let (response, outcome) = answered(
        &checklist,
        &[
            ("A1", Answer::Count(4)),
            ("C2", Answer::Option(2)),
            ("S3", Answer::Option(1)),
            ("X8", Answer::Option(2)),
            ("Q14", Answer::Option(1)),
        ],
    );
    let block = facts(&checklist, &response, &outcome, Locale::Ja);
    assert!(block.contains("今月の欠席日数：4日"), "{block}");
    assert!(block.contains("不安・緊張・体の不調の訴え：たびたび（週1回くらい）"));
    assert!(block.contains("好きなこと・得意がある"));
    for item in checklist.items.iter().filter(|item| item.is_critical()) {
        assert!(
            !block.contains(&item.label.ja),
            "{} stays in the safety dialog",
            item.label.ja
        );
    }
    let areas: Vec<usize> = signs(&checklist, &response, Form::Full)
        .iter()
        .map(|(area, _)| *area)
        .collect();
    assert_eq!(areas, [0, 2]);
}

#[test]
fn bars_stay_within_their_place_and_hold_their_value_inside_the_open_span() {
    let checklist = built_in().unwrap();
    let (_, outcome) = answered(
        &checklist,
        &[
            ("C1", Answer::Option(3)),
            ("C2", Answer::Unknown),
            ("H1", Answer::Unknown),
            ("H2", Answer::Unknown),
            ("H4", Answer::Unknown),
        ],
    );
    for area in 0..checklist.areas.len() {
        let bar = bar(&checklist, &outcome, area).unwrap();
        let (low, high) = bar.span;
        assert!(0.0 <= low && low <= high && high <= 100.0, "area {area}: {bar:?}");
        assert!(
            bar.value.is_none_or(|value| low <= value && value <= high),
            "area {area}: {bar:?}"
        );
        assert_eq!(bar.ticks, [20.0, 40.0, 60.0]);
    }
    let last = checklist.areas.len() - 1;
    assert_eq!(bar(&checklist, &outcome, last).unwrap().value, None);
    assert!(area_bars(&checklist, &outcome, None, Locale::Ja).contains("わからない項目しだい"));
}

#[test]
fn the_course_is_drawn_from_two_rounds_of_the_same_content_on() {
    let checklist = built_in().unwrap();
    let round = |id: u32, label: &str, option: u8, checksum: &str| {
        let (response, _) = answered(&checklist, &[("C1", Answer::Option(option))]);
        let mut stamp = checklist.stamp.clone();
        stamp.checksum = checksum.to_owned();
        Round {
            id: RoundId(id),
            label: label.to_owned(),
            began: NaiveDate::default(),
            stamp,
            responses: [(STUDENT, response)].into_iter().collect::<Map<_, _>>(),
        }
    };
    let classroom = Classroom {
        school: String::new(),
        school_year: SchoolYear(2026),
        grade: Grade::Elementary(5),
        class_name: String::new(),
        students: Vec::new(),
    };
    let mut document = Document::new(Origin::default(), classroom, round(1, "別の内容", 0, "00000000"));
    document.rounds.push(round(2, "1学期", 0, "11111111"));
    let points = trend_line(&checklist, &document, RoundId(2), STUDENT);
    assert_eq!(points.len(), 1);
    assert_eq!(sparkline(&checklist, &points, Locale::Ja), None);

    document.rounds.push(round(3, "2<学>期", 3, "11111111"));
    let points = trend_line(&checklist, &document, RoundId(3), STUDENT);
    assert_eq!(
        points
            .iter()
            .map(|point| point.label.as_str())
            .collect::<Vec<_>>(),
        ["1学期", "2<学>期"]
    );
    assert!(points.first().unwrap().value < points.last().unwrap().value);
    let drawn = sparkline(&checklist, &points, Locale::Ja).unwrap();
    assert!(drawn.contains("2&lt;学&gt;期") && !drawn.contains("別の内容"));
    assert_eq!(
        trend_line(&checklist, &document, RoundId(2), STUDENT).len(),
        1,
        "an older round knows no later one"
    );
}

#[test]
fn more_concern_stands_higher_and_the_line_keeps_to_its_frame() {
    let point = |value| TrendPoint {
        label: String::new(),
        value,
    };
    let places = place(&[point(0.0), point(50.0), point(100.0), point(120.0)], 100.0);
    let heights: Vec<f64> = places.iter().map(|(_, y)| *y).collect();
    assert!(
        heights.windows(2).all(|pair| pair.first() >= pair.last()),
        "{heights:?}"
    );
    assert!(
        places
            .iter()
            .all(|(x, y)| (0.0..=160.0).contains(x) && (0.0..=48.0).contains(y))
    );
}
