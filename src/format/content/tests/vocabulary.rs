//! One stage or two, bands by grade, instruments, missing answers, scaled counts, notices: each rule at its edge.

use super::*;
use crate::domain::checklist::{Condition, Form, Least, MissingPolicy, Rounding};
use crate::domain::ids::ItemId;
use crate::domain::response::{Answer, Attendance, Meaning, Response};
use crate::domain::roster::Grade;
use crate::domain::scoring::{Ground, LevelState, score};
use serde_json::json;

fn label() -> Value {
    json!({ "ja": "x", "en": "x" })
}

/// The built-in content without its full form: levels on the sum of the lines.
fn lines_alone(c: &mut Value) {
    c.as_object_mut().unwrap().remove("gate");
    c.as_object_mut().unwrap().remove("items");
    let is_of_lines = |score: &Value| {
        let id = score["id"].as_str().unwrap();
        id.ends_with("_short") || id == "short_sum"
    };
    c["scores"].as_array_mut().unwrap().retain(is_of_lines);
    for line in c["lines"].as_array_mut().unwrap() {
        line.as_object_mut().unwrap().remove("covers");
    }
    for area in c["areas"].as_array_mut().unwrap() {
        area.as_object_mut().unwrap().remove("score");
    }
    c["trend"]["score"] = json!("short_sum");
    for (level, at) in [(1, 3), (2, 6), (3, 12)] {
        c["levels"][level]["when"] = json!({ "score": { "of": "short_sum", "at": at } });
    }
}

#[test]
fn a_content_of_lines_alone_needs_no_full_form_and_no_gate() {
    let content = with(lines_alone).unwrap();
    assert!(!content.has_full_form() && content.gate.is_none());
    for area in &content.areas {
        assert_eq!(area.score, area.short_score, "the lines are all there is");
    }
    assert_eq!(content.gate_score(), Some(8), "the sum at the end of a row");
    let mut response = Response::default();
    let blank = score(&content, &response, None);
    assert_eq!(
        (blank.level, blank.ground),
        (LevelState::Insufficient, Ground::Short)
    );
    response.gut = true;
    for line in content.form(Form::Short) {
        let answer = if line.count.is_some() {
            Answer::Count(0)
        } else {
            Answer::Option(0)
        };
        response.answers.insert(line.id.clone(), answer);
    }
    let calm = score(&content, &response, None);
    assert_eq!((calm.level, calm.ground), (LevelState::Level(0), Ground::Short));
    for (id, level) in [("Q3", 0), ("Q4", 1), ("Q5", 2)] {
        response.answers.insert(ItemId::from(id), Answer::Option(2));
        assert_eq!(
            score(&content, &response, None).level,
            LevelState::Level(level),
            "{id}"
        );
    }
}

#[test]
fn a_gate_leads_somewhere_and_an_area_has_items_on_the_form_that_counts() {
    assert_fault(
        |c| {
            lines_alone(c);
            c["gate"] = json!({ "gut": true });
        },
        "gate",
        ContentRule::GateWithoutForm,
    );
    assert_fault(
        |c| {
            lines_alone(c);
            c["areas"][0].as_object_mut().unwrap().remove("short_score");
        },
        "areas[0].short_score",
        ContentRule::Missing,
    );
    assert_fault(
        |c| {
            c["areas"][0].as_object_mut().unwrap().remove("score");
        },
        "areas[0].score",
        ContentRule::Missing,
    );
    let found = faults(|c| {
        lines_alone(c);
        c["lines"][12]["areas"] = json!(["F"]);
    });
    assert!(
        found.contains(&("areas[7]".into(), ContentRule::AreaWithoutItems)),
        "{found:?}"
    );
    // With a full form an area may be without lines.
    assert_fine(|c| {
        c["areas"][7].as_object_mut().unwrap().remove("short_score");
        c["lines"][12]["areas"] = json!(["F"]);
        c["scores"].as_array_mut().unwrap().remove(15);
    });
}

#[test]
fn without_a_gate_the_full_form_is_there_for_whom_it_is_begun_or_the_button_was_pressed() {
    let content = with(|c| {
        c.as_object_mut().unwrap().remove("gate");
    })
    .unwrap();
    let mut response = Response::default();
    let blank = score(&content, &response, None);
    assert_eq!(
        (blank.ground, blank.level),
        (Ground::Short, LevelState::Insufficient)
    );
    assert_eq!((blank.gate.now, blank.gate.possibly), (false, false));
    response.gut = true;
    assert_eq!(score(&content, &response, None).ground, Ground::Full);
    response.gut = false;
    response.answers.insert(ItemId::from("B1"), Answer::Option(0));
    assert_eq!(score(&content, &response, None).ground, Ground::Full);
}

#[test]
fn levels_that_count_lines_wait_for_the_lines_that_are_blank_but_not_for_those_nobody_knows() {
    let content = with(|c| {
        lines_alone(c);
        c["levels"].as_array_mut().unwrap().truncate(2);
        c["levels"][1]["when"] = json!({ "items": { "all_lines": true, "points": 2, "count": 2 } });
    })
    .unwrap();
    let mut response = Response::default();
    for line in content.form(Form::Short).skip(2) {
        response.answers.insert(line.id.clone(), Answer::Option(0));
    }
    let open = score(&content, &response, None);
    assert_eq!((open.level, open.highest), (LevelState::Insufficient, 1));
    for id in ["Q1", "Q2"] {
        response.answers.insert(ItemId::from(id), Answer::Unknown);
    }
    let unknown = score(&content, &response, None);
    assert_eq!((unknown.level, unknown.highest), (LevelState::Level(0), 1));
}

#[test]
fn bands_of_grades_are_whole_and_do_not_meet() {
    let bands = |froms: &[f64]| {
        let mut all = vec![json!({ "label": label() })];
        all.extend(froms.iter().map(|from| json!({ "from": from, "label": label() })));
        json!(all)
    };
    let by_grade = |list: Value| {
        move |c: &mut Value| {
            c["scores"][16]["bands"] = bands(&[5.0, 9.0]);
            c["scores"][16]["bands_by_grade"] = list;
        }
    };
    let one = |from: &str, to: &str, froms: &[f64]| json!({ "from": from, "to": to, "bands": bands(froms) });
    let place = |rest: &str| format!("scores[16].bands_by_grade{rest}");
    let content = with(by_grade(json!([
        one("P1", "P2", &[6.0, 10.0]),
        one("J1", "J3", &[7.0, 11.0])
    ])))
    .unwrap();
    let second = |grade| content.for_grade(grade).scores[16].bands[1].from;
    assert_eq!(
        [
            Grade::Elementary(1),
            Grade::Elementary(2),
            Grade::Elementary(3),
            Grade::JuniorHigh(3)
        ]
        .map(second),
        [Some(6.0), Some(6.0), Some(5.0), Some(7.0)]
    );
    assert_fault(
        by_grade(json!([one("P1", "P2", &[6.0])])),
        &place("[0].bands"),
        ContentRule::StepCount { found: 2, wanted: 3 },
    );
    assert_fault(
        by_grade(json!([one("P3", "P2", &[6.0, 10.0])])),
        &place("[0]"),
        ContentRule::GradesReversed,
    );
    assert_fault(
        by_grade(json!([
            one("P1", "P3", &[6.0, 10.0]),
            one("P3", "J1", &[6.0, 10.0])
        ])),
        &place("[1]"),
        ContentRule::GradeTwice,
    );
    assert_fault(
        by_grade(json!([one("P1", "P2", &[10.0, 6.0])])),
        &place("[0].bands[2]"),
        ContentRule::StepOrder,
    );
    let found = faults(by_grade(json!([one("P0", "H1", &[6.0, 10.0])])));
    let places: Vec<&str> = found.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, [place("[0].from"), place("[0].to")]);
}

#[test]
fn a_band_that_a_condition_asks_for_is_there() {
    let gate = |step: u8| move |c: &mut Value| c["gate"] = json!({ "band": { "of": "A", "step": step } });
    let content = with(gate(3)).unwrap();
    assert_eq!(content.gate, Some(Condition::Band { score: 0, step: 3 }));
    assert_fault(
        |c| {
            gate(3)(c);
            c["scores"][0]["bands"].as_array_mut().unwrap().pop();
        },
        "gate.band.step",
        ContentRule::Range {
            least: 1.0,
            most: 2.0,
        },
    );
    assert_fault(
        gate(0),
        "gate.band.step",
        ContentRule::Range {
            least: 1.0,
            most: 3.0,
        },
    );
    let fields = &["at", "step"];
    assert_fault(
        |c| c["gate"] = json!({ "areas": { "at": 40, "step": 2, "count": 1 } }),
        "gate.areas",
        ContentRule::OneOf { fields, found: 2 },
    );
    assert_eq!(
        with(|c| c["gate"] = json!({ "areas": { "step": 2, "count": 3 } }))
            .unwrap()
            .gate,
        Some(Condition::AreasInBand { step: 2, count: 3 })
    );
}

#[test]
fn counting_areas_by_band_is_the_same_as_by_the_cut_off_where_the_band_begins() {
    let by = |rule: Value| with(|c| c["gate"] = rule).unwrap();
    let (bands, cut_offs) = (
        by(json!({ "areas": { "step": 2, "count": 2 } })),
        by(json!({ "areas": { "at": 40, "count": 2 } })),
    );
    for points in 0..3_u8 {
        let mut response = Response::default();
        for item in bands.form(Form::Full).filter(|item| item.is_scored()).step_by(2) {
            response.answers.insert(item.id.clone(), Answer::Option(points));
        }
        assert_eq!(
            score(&bands, &response, None).gate,
            score(&cut_offs, &response, None).gate,
            "{points}"
        );
    }
}

#[test]
fn an_instrument_has_items_and_items_have_an_instrument_that_exists() {
    let instrument = json!([{ "id": "one", "label": label(), "window": label(), "source": label() }]);
    let mut list = instrument.clone();
    let content = with(|c| {
        c["instruments"] = instrument.clone();
        c["lines"][3]["instrument"] = json!("one");
        c["scores"][9]["instrument"] = json!("one");
    })
    .unwrap();
    assert_eq!(
        (content.items[3].instrument, content.items[4].instrument),
        (Some(0), None)
    );
    assert_eq!(content.scores[9].instrument, Some(0));
    let alone = instrument.clone();
    assert_fault(
        |c| c["instruments"] = alone,
        "instruments[0]",
        ContentRule::InstrumentWithoutItems,
    );
    let unknown = ContentRule::Unknown {
        part: Part::Instrument,
        id: "two".into(),
    };
    assert_fault(
        |c| c["items"][3]["instrument"] = json!("two"),
        "items[3].instrument",
        unknown,
    );
    let twice = list[0].clone();
    list.as_array_mut().unwrap().push(twice);
    let found = faults(|c| c["instruments"] = list);
    assert!(
        found.contains(&("instruments[1].id".into(), ContentRule::Duplicate)),
        "{found:?}"
    );
}

#[test]
fn missing_answers_are_reckoned_by_share_or_by_number_and_rounded_only_when_prorated() {
    let policy = |missing: Value| {
        let content = with(|c| c["scores"][17]["missing"] = missing);
        content.unwrap().scores[17].missing
    };
    assert_eq!(
        policy(json!({ "answered_items": 20 })),
        MissingPolicy::Answered(Least::Terms(20))
    );
    assert_eq!(
        policy(json!({ "prorate": 0.5 })),
        MissingPolicy::Prorate(Least::Share(0.5), Rounding::None)
    );
    for (word, rounding) in [
        ("none", Rounding::None),
        ("half_up", Rounding::HalfUp),
        ("up", Rounding::Up),
        ("down", Rounding::Down),
    ] {
        assert_eq!(
            policy(json!({ "prorate_items": 3, "round": word })),
            MissingPolicy::Prorate(Least::Terms(3), rounding)
        );
    }
    assert_fault(
        |c| c["scores"][17]["missing"] = json!({ "answered": 0.5, "round": "up" }),
        "scores[17].missing.round",
        ContentRule::RoundWithoutProrate,
    );
    assert_fault(
        |c| c["scores"][17]["missing"] = json!({ "prorate_items": 0 }),
        "scores[17].missing.prorate_items",
        ContentRule::Range {
            least: 1.0,
            most: 200.0,
        },
    );
}

#[test]
fn a_count_is_scaled_to_the_school_days_its_bands_are_meant_for() {
    let content = with(|c| c["lines"][0]["count"]["per_school_days"] = json!(20)).unwrap();
    let line = &content.items[0];
    let rule = line.count.as_ref().unwrap();
    // Halves up: 3 of 24 days are 2.5 of 20, 1 of 16 days 1.25.
    for (count, days, scaled) in [
        (3, None, 3),
        (3, Some(0), 3),
        (3, Some(20), 3),
        (3, Some(24), 3),
        (3, Some(25), 2),
        (1, Some(16), 1),
        (2, Some(8), 5),
        (0, Some(8), 0),
        (400, Some(1), 8000),
        (u16::MAX, Some(1), u16::MAX),
    ] {
        assert_eq!(rule.scaled(count, days), scaled, "{count} of {days:?}");
    }
    let points = |response: &Response| response.meaning(line);
    let mut response = Response {
        attendance: Attendance {
            absent: Some(3),
            ..Attendance::default()
        },
        ..Response::default()
    };
    assert_eq!(points(&response), Meaning::Points(1));
    response.attendance.school_days = Some(10);
    assert_eq!(points(&response), Meaning::Points(2), "3 of 10 days are 6 of 20");
    response.answers.insert(line.id.clone(), Answer::Count(1));
    assert_eq!(
        points(&response),
        Meaning::Points(1),
        "so is a count by hand: 2 of 20"
    );
    response.answers.insert(line.id.clone(), Answer::Option(0));
    assert_eq!(
        points(&response),
        Meaning::Points(0),
        "an answer that is no count is not"
    );
    let days = ContentRule::Range {
        least: 1.0,
        most: 400.0,
    };
    assert_fault(
        |c| c["lines"][0]["count"]["per_school_days"] = json!(0),
        "lines[0].count.per_school_days",
        days,
    );
}

#[test]
fn notices_have_names_of_their_own_and_a_rule() {
    let notice = |id: &str| json!({ "id": id, "label": label(), "text": label(), "when": { "gut": true } });
    let content = with(|c| c["notices"] = json!([notice("a"), notice("b")])).unwrap();
    assert_eq!(content.notices.len(), 2);
    let mut response = Response::default();
    assert!(score(&content, &response, None).notices.is_empty());
    response.gut = true;
    let shown = score(&content, &response, None).notices;
    let shown: Vec<_> = shown
        .iter()
        .map(|shown| (shown.notice, shown.truth.now, shown.truth.surely))
        .collect();
    assert_eq!(shown, [(0, true, true), (1, true, true)]);
    assert_fault(
        |c| c["notices"] = json!([notice("a"), notice("a")]),
        "notices[1].id",
        ContentRule::Duplicate,
    );
}
