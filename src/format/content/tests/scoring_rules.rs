//! Rules about scores, conditions and levels, each at its boundary.

use super::*;
use serde_json::json;

/// Changes the score `total`.
fn total(field: &'static str, value: Value) -> impl FnOnce(&mut Value) {
    move |c| c["scores"][17][field] = value
}

#[test]
fn weights_are_quarters_from_zero_to_five() {
    for weight in [json!(0), json!(0.25), json!(5)] {
        assert_fine(|c| c["items"][0]["weight"] = weight);
    }
    assert_fault(
        |c| c["items"][0]["weight"] = json!(0.3),
        "items[0].weight",
        ContentRule::Quarters,
    );
    let range = ContentRule::Range {
        least: 0.0,
        most: 5.0,
    };
    assert_fault(
        |c| c["items"][0]["weight"] = json!(5.25),
        "items[0].weight",
        range.clone(),
    );
    assert_fault(
        |c| c["items"][0]["weight"] = json!(-0.25),
        "items[0].weight",
        range,
    );
    assert_fault(
        total("terms", json!([{ "all_scored_items": true, "weight": 1.1 }])),
        "scores[17].terms[0].weight",
        ContentRule::Quarters,
    );
}

#[test]
fn a_term_has_one_input_and_a_score_reads_each_input_once() {
    let fields = &[
        "item",
        "score",
        "items_of_area",
        "lines_of_area",
        "all_scored_items",
        "all_lines",
    ];
    assert_fault(
        total("terms", json!([{ "weight": 1 }])),
        "scores[17].terms[0]",
        ContentRule::OneOf { fields, found: 0 },
    );
    assert_fault(
        total("terms", json!([{ "item": "A1", "score": "A" }])),
        "scores[17].terms[0]",
        ContentRule::OneOf { fields, found: 2 },
    );
    assert_fault(
        total(
            "terms",
            json!([{ "items_of_area": "A" }, { "item": "A1", "weight": 3 }]),
        ),
        "scores[17].terms[1]",
        ContentRule::InputTwice,
    );
    assert_fault(
        total("terms", json!([{ "item": "X1" }])),
        "scores[17].terms[0].item",
        ContentRule::NotForThisKind,
    );
}

#[test]
fn a_score_has_inputs_and_weights() {
    assert_fault(
        total("terms", json!([])),
        "scores[17].terms",
        ContentRule::TooFew { found: 0, least: 1 },
    );
    let nothing = |c: &mut Value| {
        c["lines"][12]["areas"] = json!(["F"]);
    };
    assert_fault(
        nothing,
        "scores[15].terms",
        ContentRule::TooFew { found: 0, least: 1 },
    );
    assert_fault(
        total("terms", json!([{ "all_scored_items": true, "weight": 0 }])),
        "scores[17].terms",
        ContentRule::NoWeight,
    );
}

#[test]
fn a_score_builds_only_on_scores_before_it() {
    assert_fine(total("terms", json!([{ "score": "short_sum" }])));
    assert_fault(
        total("terms", json!([{ "score": "total" }])),
        "scores[17].terms[0].score",
        ContentRule::LaterScore,
    );
    assert_fault(
        |c| c["scores"][0]["terms"] = json!([{ "score": "B" }]),
        "scores[0].terms[0].score",
        ContentRule::LaterScore,
    );
}

#[test]
fn an_explicit_weight_goes_before_the_items_own() {
    let content = with(total(
        "terms",
        json!([{ "item": "A1" }, { "item": "A2", "weight": 0.5 }, { "score": "B" }]),
    ));
    let weights: Vec<f64> = content.unwrap().scores[17]
        .terms
        .iter()
        .map(|term| term.weight)
        .collect();
    assert_eq!(weights, [2.0, 0.5, 1.0]);
}

#[test]
fn only_a_score_that_counts_says_from_which_value() {
    assert_fault(
        total("combine", json!("count")),
        "scores[17].at_least",
        ContentRule::CountValue,
    );
    assert_fault(
        total("at_least", json!(2)),
        "scores[17].at_least",
        ContentRule::CountValue,
    );
    assert_fine(|c| {
        c["scores"][17]["combine"] = json!("count");
        c["scores"][17]["at_least"] = json!(2);
    });
}

#[test]
fn a_missing_policy_is_one_of_three_within_bounds() {
    let fields = &[
        "answered",
        "answered_items",
        "prorate",
        "prorate_items",
        "zero_up_to",
    ];
    let place = "scores[17].missing";
    assert_fault(
        total("missing", json!({})),
        place,
        ContentRule::OneOf { fields, found: 0 },
    );
    let two = json!({ "answered": 0.5, "zero_up_to": 1 });
    assert_fault(
        total("missing", two),
        place,
        ContentRule::OneOf { fields, found: 2 },
    );
    for policy in [
        json!({ "answered": 0 }),
        json!({ "prorate": 1 }),
        json!({ "zero_up_to": 200 }),
    ] {
        assert_fine(total("missing", policy));
    }
    let share = ContentRule::Range {
        least: 0.0,
        most: 1.0,
    };
    assert_fault(
        total("missing", json!({ "answered": 1.01 })),
        "scores[17].missing.answered",
        share,
    );
}

#[test]
fn steps_of_a_score_follow_the_concern() {
    let steps = |froms: &[Option<f64>]| {
        let label = json!({ "ja": "x", "en": "x" });
        let step = |from: &Option<f64>| match from {
            Some(from) => json!({ "from": from, "label": label }),
            None => json!({ "label": label }),
        };
        let bands: Value = froms.iter().map(step).collect();
        move |c: &mut Value| c["scores"][16]["bands"] = bands
    };
    let low = |edit: Box<dyn FnOnce(&mut Value)>| {
        move |c: &mut Value| {
            edit(c);
            c["scores"][16]["concern"] = json!("low");
        }
    };
    assert_fine(steps(&[None, Some(-1.0), Some(0.0)]));
    assert_fault(
        steps(&[None, Some(5.0), Some(5.0)]),
        "scores[16].bands[2]",
        ContentRule::StepOrder,
    );
    assert_fine(low(Box::new(steps(&[None, Some(9.0), Some(5.0)]))));
    assert_fault(
        low(Box::new(steps(&[None, Some(5.0), Some(9.0)]))),
        "scores[16].bands[2]",
        ContentRule::StepOrder,
    );
    assert_fault(
        steps(&[Some(0.0), Some(5.0)]),
        "scores[16].bands[0]",
        ContentRule::StepBound,
    );
    assert_fault(
        steps(&[None, None, Some(5.0)]),
        "scores[16].bands[1]",
        ContentRule::StepBound,
    );
    assert_fault(
        steps(&[None, Some(1.0), Some(2.0), Some(3.0), Some(4.0)]),
        "scores[16].bands",
        ContentRule::TooMany { found: 5, most: 4 },
    );
}

#[test]
fn a_condition_says_exactly_one_thing() {
    let fields = &[
        "all", "any", "not", "score", "band", "areas", "items", "gut", "rising",
    ];
    assert_fault(
        |c| c["gate"] = json!({}),
        "gate",
        ContentRule::OneOf { fields, found: 0 },
    );
    assert_fault(
        |c| c["gate"] = json!({ "not": { "gut": true, "rising": true } }),
        "gate.not",
        ContentRule::OneOf { fields, found: 2 },
    );
    assert_fault(
        |c| c["gate"] = json!({ "any": [] }),
        "gate.any",
        ContentRule::TooFew { found: 0, least: 1 },
    );
    let fields = &["of", "all_lines", "all_scored_items"];
    assert_fault(
        |c| c["gate"] = json!({ "items": { "points": 1, "count": 1 } }),
        "gate.items",
        ContentRule::OneOf { fields, found: 0 },
    );
}

#[test]
fn a_condition_asks_for_no_more_than_there_is() {
    let range = |most| ContentRule::Range { least: 1.0, most };
    let areas = |count: u8| move |c: &mut Value| c["gate"] = json!({ "areas": { "at": 20, "count": count } });
    assert_fine(areas(8));
    assert_fault(areas(9), "gate.areas.count", range(8.0));
    assert_fault(areas(0), "gate.areas.count", range(12.0));
    let items = |count: u8| {
        move |c: &mut Value| {
            c["gate"] = json!({ "items": { "all_lines": true, "points": 2, "count": count } })
        }
    };
    assert_fine(items(13));
    assert_fault(items(14), "gate.items.count", range(13.0));
    assert_fault(
        |c| c["gate"] = json!({ "items": { "all_lines": true, "points": 0, "count": 1 } }),
        "gate.items.points",
        range(100.0),
    );
}

#[test]
fn a_thousand_conditions_are_enough() {
    let parts = |count: usize| {
        let inner = json!({ "any": vec![json!({ "gut": true }); 199] });
        let last = json!({ "any": vec![json!({ "gut": true }); count] });
        move |c: &mut Value| c["gate"] = json!({ "all": [inner, inner, inner, inner, last] })
    };
    // The gate and its five parts, four times 199, and the last; the levels add 14.
    let used = 1 + 5 + 4 * 199 + 14;
    assert_fine(parts(1000 - used));
    assert_fault(
        parts(1001 - used),
        "levels[3].when.any[1]",
        ContentRule::TooMany {
            found: 1001,
            most: 1000,
        },
    );
}

#[test]
fn the_lowest_level_has_no_condition_and_the_others_have_one() {
    assert_fault(
        |c| c["levels"][0]["when"] = json!({ "rising": true }),
        "levels[0].when",
        ContentRule::LowestLevel,
    );
    let missing = |c: &mut Value| {
        c["levels"][2].as_object_mut().unwrap().remove("when");
    };
    assert_fault(missing, "levels[2].when", ContentRule::MissingCondition);
    assert_fault(
        |c| c["levels"][1]["shape"] = json!("circle"),
        "levels[1].shape",
        ContentRule::SameShape,
    );
}

#[test]
fn a_higher_level_asks_for_more_than_a_lower_one() {
    let lower = |lower: &str| ContentRule::LevelOrder { lower: lower.into() };
    let team = |at: f64| move |c: &mut Value| c["levels"][2]["when"]["any"][2]["score"]["at"] = json!(at);
    assert_fine(team(12.25));
    assert_fault(team(12.0), "levels[2].when", lower("share"));
    let areas = |at: u8, count: u8| {
        move |c: &mut Value| c["levels"][2]["when"]["any"][1]["areas"] = json!({ "at": at, "count": count })
    };
    assert_fine(areas(20, 4));
    assert_fault(areas(20, 3), "levels[2].when", lower("share"));
    assert_fine(areas(41, 1));
    assert_fault(areas(40, 1), "levels[2].when", lower("share"));
    assert_fault(
        |c| c["levels"][3]["when"] = json!({ "gut": true }),
        "levels[3].when",
        lower("share"),
    );
}

#[test]
fn where_low_is_the_concern_a_higher_level_asks_for_less() {
    let levels = |team: f64| {
        move |c: &mut Value| {
            let label = json!({ "ja": "x", "en": "x" });
            c["scores"][17]["concern"] = json!("low");
            c["scores"][17]["bands"] = json!([{ "label": label }]);
            for (level, at) in [(1, 40.0), (2, team), (3, 10.0)] {
                c["levels"][level]["when"] = json!({ "score": { "of": "total", "at": at } });
            }
        }
    };
    assert_fine(levels(25.0));
    assert_fault(
        levels(40.0),
        "levels[2].when",
        ContentRule::LevelOrder {
            lower: "share".into(),
        },
    );
}

#[test]
fn the_trend_rule_asks_for_a_change_above_nothing() {
    let range = ContentRule::Range {
        least: 0.01,
        most: 1_000_000.0,
    };
    assert_fault(|c| c["trend"]["change"] = json!(0), "trend.change", range);
}
