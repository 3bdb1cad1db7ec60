//! Rules about items, their answers and bands, each at its boundary.

use super::*;
use serde_json::json;

fn text(ja: &str) -> Value {
    json!({ "ja": ja, "en": "x" })
}

#[test]
fn an_item_has_two_answers_or_more_from_one_source() {
    let option = |points: i64| json!({ "label": text("x"), "points": points });
    let few = ContentRule::TooFew { found: 1, least: 2 };
    assert_fault(
        |c| c["items"][10]["options"] = json!([option(1)]),
        "items[10].options",
        few.clone(),
    );
    assert_fault(
        |c| c["scales"][3]["options"] = json!([option(1)]),
        "scales[3].options",
        few,
    );
    let fields = &["scale", "options", "count"];
    assert_fault(
        |c| c["items"][10]["scale"] = json!("freq4"),
        "items[10]",
        ContentRule::OneOf { fields, found: 2 },
    );
    assert_fault(
        |c| {
            c["items"][10].as_object_mut().unwrap().remove("options");
        },
        "items[10]",
        ContentRule::OneOf { fields, found: 0 },
    );
    assert_fine(|c| c["items"][10]["options"] = json!([option(0), option(100)]));
    let range = ContentRule::Range {
        least: 0.0,
        most: 100.0,
    };
    assert_fault(
        |c| c["items"][10]["options"] = json!([option(0), option(101)]),
        "items[10].options[1].points",
        range.clone(),
    );
    assert_fault(
        |c| c["items"][10]["options"] = json!([option(-1), option(1)]),
        "items[10].options[0].points",
        range,
    );
}

#[test]
fn answers_can_say_something_and_a_card_can_stay_closed() {
    let answers =
        |points: [u8; 2]| json!(points.map(|points| json!({ "label": text("x"), "points": points })));
    assert_fault(
        |c| c["items"][10]["options"] = answers([0, 0]),
        "items[10]",
        ContentRule::NoPoints,
    );
    assert_fine(|c| c["items"][10]["options"] = answers([1, 2]));
    let critical = |c: &mut Value| {
        c["items"][36]["options"] = answers([1, 2]);
        c["items"][36].as_object_mut().unwrap().remove("scale");
    };
    assert_fault(critical, "items[36]", ContentRule::NoZero);
}

#[test]
fn each_kind_of_item_has_its_own_fields() {
    let wrong = ContentRule::NotForThisKind;
    assert_fault(
        |c| c["items"][0]["card"] = json!("life"),
        "items[0].card",
        wrong.clone(),
    );
    assert_fault(
        |c| c["items"][0]["suggests"] = json!(["sc"]),
        "items[0].suggests",
        wrong.clone(),
    );
    assert_fault(
        |c| c["items"][0]["covers"] = json!(["A2"]),
        "items[0].covers",
        wrong.clone(),
    );
    assert_fault(
        |c| c["items"][36]["weight"] = json!(2),
        "items[36].weight",
        wrong.clone(),
    );
    let strength = faults(|c| c["lines"][13]["kind"] = json!("strength"));
    let places: Vec<&str> = strength.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, ["lines[13].card", "lines[13].kind"]);
    let missing = |c: &mut Value| {
        c["items"][36].as_object_mut().unwrap().remove("card");
    };
    assert_fault(missing, "items[36].card", ContentRule::MissingCard);
    let few = |least| ContentRule::TooFew { found: 0, least };
    let many = |most| ContentRule::TooMany { found: 2, most };
    assert_fault(|c| c["lines"][2]["areas"] = json!([]), "lines[2].areas", few(1));
    assert_fault(
        |c| c["items"][0]["areas"] = json!(["A", "B"]),
        "items[0].areas",
        many(1),
    );
    assert_fault(
        |c| c["items"][36]["areas"] = json!(["A", "B"]),
        "items[36].areas",
        many(0),
    );
}

#[test]
fn every_area_has_scored_items_in_the_full_form() {
    let found = faults(|c| {
        for item in c["items"].as_array_mut().unwrap() {
            if item["areas"] == json!(["H"]) {
                item["areas"] = json!(["G"]);
            }
        }
    });
    assert!(
        found.contains(&("areas[7]".into(), ContentRule::AreaWithoutItems)),
        "{found:?}"
    );
}

/// Sets the bands of A1 by their bounds.
fn bands(bounds: &[(u16, Option<u16>)]) -> impl FnOnce(&mut Value) {
    let bands: Vec<Value> = bounds
        .iter()
        .map(|(from, to)| {
            let mut band = json!({ "from": from, "label": text("x"), "points": 1 });
            if let Some(to) = to {
                band["to"] = json!(to);
            }
            band
        })
        .collect();
    move |c| c["items"][0]["count"]["bands"] = json!(bands)
}

#[test]
fn bands_run_from_zero_without_gap_or_overlap_to_an_open_end() {
    let place = |index: usize| format!("items[0].count.bands[{index}]");
    assert_fine(bands(&[(0, Some(2)), (3, Some(3)), (4, None)]));
    assert_fault(
        bands(&[(1, Some(2)), (3, None)]),
        &place(0),
        ContentRule::BandStart { found: 1 },
    );
    assert_fault(
        bands(&[(0, Some(2)), (4, None)]),
        &place(1),
        ContentRule::BandGap { after: 2, from: 4 },
    );
    assert_fault(
        bands(&[(0, Some(4)), (4, None)]),
        &place(1),
        ContentRule::BandOverlap {
            after: Some(4),
            from: 4,
        },
    );
    assert_fault(
        bands(&[(0, None), (4, None)]),
        &place(1),
        ContentRule::BandOverlap { after: None, from: 4 },
    );
    assert_fault(
        bands(&[(0, Some(2)), (3, Some(5))]),
        &place(1),
        ContentRule::BandClosed,
    );
    assert_fault(
        bands(&[(0, Some(2)), (3, Some(2)), (3, None)]),
        &place(1),
        ContentRule::BandReversed { from: 3, to: 2 },
    );
    assert_fault(
        bands(&[(0, Some(2))]),
        "items[0].count.bands",
        ContentRule::TooFew { found: 1, least: 2 },
    );
    assert_fine(bands(&[(0, Some(399)), (400, None)]));
    assert_fault(
        bands(&[(0, Some(400)), (401, None)]),
        "items[0].count.bands[1].from",
        ContentRule::Range {
            least: 0.0,
            most: 400.0,
        },
    );
}
