//! Rules about the document, its fields, names, texts, lists and months, each at its boundary.

use super::*;
use serde_json::json;

fn text(ja: &str) -> Value {
    json!({ "ja": ja, "en": "x" })
}

#[test]
fn a_document_above_the_bound_is_refused_unread() {
    let bytes = vec![b' '; MAX_CONTENT_BYTES + 1];
    let error = read_content(&bytes).unwrap_err();
    assert_eq!(
        error,
        ContentError::TooLarge {
            bytes: MAX_CONTENT_BYTES + 1,
            limit: MAX_CONTENT_BYTES
        }
    );
    assert!(matches!(
        read_content(&bytes[1..]),
        Err(ContentError::Syntax { .. })
    ));
}

#[test]
fn broken_json_is_reported_with_line_and_column() {
    let error = read_content(b"{\n  \"format\": kizuki\n}").unwrap_err();
    assert_eq!(error, ContentError::Syntax { line: 2, column: 13 });
    assert_eq!(
        read_content(b""),
        Err(ContentError::Syntax { line: 1, column: 0 })
    );
    assert!(matches!(
        read_content(b"{\"format\": \"\xff\"}"),
        Err(ContentError::Syntax { line: 1, .. })
    ));
}

#[test]
fn deep_nesting_is_refused_without_overflow() {
    let deep = "[".repeat(1_000_000);
    assert!(matches!(
        read_content(deep.as_bytes()),
        Err(ContentError::Syntax { .. })
    ));
}

#[test]
fn other_documents_and_newer_formats_are_told_apart() {
    for other in [
        "{}",
        "[]",
        "1",
        r#"{"format": 1}"#,
        r#"{"format": "kizuki.summary/1"}"#,
    ] {
        assert_eq!(
            read_content(other.as_bytes()),
            Err(ContentError::OtherFormat),
            "{other}"
        );
    }
    let newer = read_content(br#"{"format": "kizuki.content/2", "colour": "red"}"#);
    assert_eq!(newer, Err(ContentError::Newer { number: 2 }));
    assert_eq!(
        read_content(br#"{"format": "kizuki.content/0"}"#),
        Err(ContentError::OtherFormat)
    );
}

#[test]
fn a_byte_order_mark_does_no_harm() {
    let bytes = [b"\xef\xbb\xbf".as_slice(), BUILT_IN].concat();
    assert!(read_content(&bytes).is_ok());
}

#[test]
fn wrong_types_are_reported_where_they_are() {
    let expected = |expected| ContentRule::Type { expected };
    assert_fault(|c| c["areas"] = json!({}), "areas", expected(Expected::List));
    assert_fault(
        |c| c["areas"][2] = json!([]),
        "areas[2]",
        expected(Expected::Object),
    );
    assert_fault(
        |c| c["areas"][2]["label"] = json!("x"),
        "areas[2].label",
        expected(Expected::Object),
    );
    assert_fault(
        |c| c["areas"][2]["id"] = json!(3),
        "areas[2].id",
        expected(Expected::Text),
    );
    assert_fault(
        |c| c["items"][0]["weight"] = json!("2"),
        "items[0].weight",
        expected(Expected::Number),
    );
    assert_fault(
        |c| c["rounds"][0]["month"] = json!(6.5),
        "rounds[0].month",
        expected(Expected::Whole),
    );
    assert_fault(
        |c| c["gate"] = json!({ "gut": false }),
        "gate.gut",
        expected(Expected::True),
    );
    let shapes = &["circle", "triangle", "diamond", "square"];
    let place = "levels[0].shape";
    assert_fault(
        |c| c["levels"][0]["shape"] = json!("star"),
        place,
        ContentRule::Choice { words: shapes },
    );
}

#[test]
fn missing_unknown_and_doubled_fields_are_reported_together() {
    let known = vec!["id", "label"];
    assert_fault(
        |c| c["asks"][1]["lable"] = text("x"),
        "asks[1].lable",
        ContentRule::UnknownField { known },
    );
    let found = faults(|c| {
        let ask = c["asks"][1].as_object_mut().unwrap();
        ask.remove("label");
        ask.insert("\u{202e}".into(), json!(1));
    });
    let places: Vec<&str> = found.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, ["asks[1].?", "asks[1].label"]);
    assert_eq!(found[1].1, ContentRule::Missing);

    let text = String::from_utf8(BUILT_IN.to_vec()).unwrap();
    let doubled = text.replacen("\"id\": \"A\",", "\"id\": \"A\", \"id\": \"A\",", 1);
    let Err(ContentError::Faults(found)) = read_content(doubled.as_bytes()) else {
        panic!("doubled id")
    };
    assert_eq!(
        found.faults,
        [ContentFault {
            place: "areas[0].id".into(),
            rule: ContentRule::FieldTwice
        }]
    );
}

#[test]
fn ids_are_short_and_plain() {
    let renamed = |id: &str| {
        let id = id.to_owned();
        move |c: &mut Value| c["asks"][1]["id"] = json!(id)
    };
    assert_fine(renamed(&"a".repeat(32)));
    for id in ["", "a b", "あ", &"a".repeat(33)] {
        assert_fault(renamed(id), "asks[1].id", ContentRule::IdForm);
    }
}

#[test]
fn an_id_stands_for_one_thing_only() {
    for list in [
        "scales", "areas", "lines", "scores", "cards", "contacts", "supports", "asks",
    ] {
        let found = faults(|c| {
            let first = c[list][0].clone();
            c[list].as_array_mut().unwrap().insert(1, first);
        });
        assert!(
            found.contains(&(format!("{list}[1].id"), ContentRule::Duplicate)),
            "{list}: {found:?}"
        );
    }
    assert_fault(
        |c| c["levels"][3]["id"] = json!("usual"),
        "levels[3].id",
        ContentRule::Duplicate,
    );
    // Lines and items share their names.
    assert_fault(
        |c| {
            c["items"][6]["id"] = json!("Q3");
            c["lines"][2]["covers"] = json!(["B2"]);
        },
        "items[6].id",
        ContentRule::Duplicate,
    );
    assert_fault(
        |c| c["cards"][0]["actions"][1]["id"] = json!("told_management"),
        "cards[0].actions[1].id",
        ContentRule::Duplicate,
    );
    assert_fault(
        |c| c["areas"][0]["suggests"] = json!(["sc", "fit", "sc"]),
        "areas[0].suggests[2]",
        ContentRule::Duplicate,
    );
}

#[test]
fn what_is_named_must_exist() {
    let unknown = |part| ContentRule::Unknown {
        part,
        id: "none".into(),
    };
    let none = || json!("none");
    assert_fault(
        |c| c["areas"][0]["score"] = none(),
        "areas[0].score",
        unknown(Part::Score),
    );
    assert_fault(
        |c| c["areas"][0]["short_score"] = none(),
        "areas[0].short_score",
        unknown(Part::Score),
    );
    assert_fault(
        |c| c["areas"][0]["suggests"][1] = none(),
        "areas[0].suggests[1]",
        unknown(Part::Support),
    );
    assert_fault(
        |c| c["lines"][0]["covers"][1] = none(),
        "lines[0].covers[1]",
        unknown(Part::Item),
    );
    assert_fault(
        |c| c["lines"][7]["areas"][1] = none(),
        "lines[7].areas[1]",
        unknown(Part::Area),
    );
    assert_fault(
        |c| c["items"][3]["scale"] = none(),
        "items[3].scale",
        unknown(Part::Scale),
    );
    assert_fault(
        |c| c["items"][36]["card"] = none(),
        "items[36].card",
        unknown(Part::Card),
    );
    assert_fault(
        |c| c["cards"][0]["contacts"][2] = none(),
        "cards[0].contacts[2]",
        unknown(Part::Contact),
    );
    assert_fault(
        |c| c["trend"]["score"] = none(),
        "trend.score",
        unknown(Part::Score),
    );
    let terms = |c: &mut Value, terms: Value| c["scores"][17]["terms"] = terms;
    let place = |field: &str| format!("scores[17].terms[1].{field}");
    for (field, part) in [
        ("item", Part::Item),
        ("score", Part::Score),
        ("items_of_area", Part::Area),
        ("lines_of_area", Part::Area),
    ] {
        assert_fault(
            |c| terms(c, json!([{ "item": "A1" }, { field: "none" }])),
            &place(field),
            unknown(part),
        );
    }
    assert_fault(
        |c| c["gate"] = json!({ "items": { "of": ["Q1", "none"], "points": 1, "count": 1 } }),
        "gate.items.of[1]",
        unknown(Part::Item),
    );
    assert_fault(
        |c| c["gate"] = json!({ "score": { "of": "none", "at": 1 } }),
        "gate.score.of",
        unknown(Part::Score),
    );
}

#[test]
fn months_lie_in_the_year_and_in_one_period_each() {
    let month = ContentRule::Range {
        least: 1.0,
        most: 12.0,
    };
    assert_fault(
        |c| c["rounds"][0]["month"] = json!(0),
        "rounds[0].month",
        month.clone(),
    );
    assert_fault(|c| c["rounds"][0]["month"] = json!(13), "rounds[0].month", month);
    let period = |from: u8, to: u8| json!({ "label": text("x"), "from_month": from, "to_month": to });
    assert_fine(|c| c["periods"] = json!([period(4, 9), period(10, 3)]));
    assert_fine(|c| c["periods"] = json!([period(4, 3)]));
    assert_fault(
        |c| c["periods"] = json!([period(4, 9), period(9, 3)]),
        "periods[1]",
        ContentRule::MonthTwice { month: 9 },
    );
    assert_fault(
        |c| c["periods"] = json!([period(4, 8), period(10, 3)]),
        "periods",
        ContentRule::MonthMissing { month: 9 },
    );
    let years = ContentRule::Range {
        least: 0.0,
        most: 30.0,
    };
    assert_fault(
        |c| c["retention"]["answers_years"] = json!(31),
        "retention.answers_years",
        years,
    );
}

#[test]
fn all_faults_are_reported_at_once() {
    let found = faults(|c| {
        c["areas"][0]["label"]["ja"] = json!("");
        c["items"][0]["weight"] = json!(0.3);
        c["items"][36]["card"] = json!("none");
        c["levels"][1]["colour"] = json!("red");
        c["rounds"][2]["month"] = json!(13);
    });
    let mut places: Vec<&str> = found.iter().map(|(place, _)| place.as_str()).collect();
    places.sort_unstable();
    let expected = [
        "areas[0].label.ja",
        "items[0].weight",
        "items[36].card",
        "levels[1].colour",
        "rounds[2].month",
    ];
    assert_eq!(places, expected);
}

#[test]
fn of_very_many_faults_a_hundred_are_listed_and_the_rest_counted() {
    let error =
        with(|c| c["release_questions"] = json!(vec![json!({ "ja": "", "en": "" }); 60])).unwrap_err();
    let ContentError::Faults(found) = error else {
        panic!("{error:?}")
    };
    assert_eq!((found.faults.len(), found.left_out), (100, 20));
}
