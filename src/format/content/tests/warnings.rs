//! What is odd is said and not refused; what cannot be meant is refused.

use super::*;
use serde_json::json;

/// Places and oddities of the built-in content with one change.
#[track_caller]
fn odd(edit: impl FnOnce(&mut Value)) -> Vec<(String, Oddity)> {
    let content = with(edit).unwrap_or_else(|error| panic!("{error:?}"));
    let found = warnings(&content).warnings;
    found
        .into_iter()
        .map(|warning| (warning.place, warning.oddity))
        .collect()
}

#[track_caller]
fn assert_odd(edit: impl FnOnce(&mut Value), place: &str, oddity: Oddity) {
    assert_eq!(odd(edit), [(place.to_owned(), oddity)]);
}

fn published(name: &str) -> Checklist {
    let path = format!(
        "{}/tests/fixtures/content/{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    read_content(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn nothing_is_odd_about_the_sample_and_the_published_instruments() {
    assert_eq!(odd(|_| {}), []);
    for name in ["srss", "srss-ie12", "psc-17", "saebrs", "sdq", "joined"] {
        assert_eq!(warnings(&published(name)), ContentWarnings::default(), "{name}");
    }
}

#[test]
fn an_item_a_score_and_a_card_that_nothing_leads_to_are_told() {
    let unread = |c: &mut Value| {
        c["scores"][8]["terms"] = json!([{ "item": "Q2" }]);
        c["scores"][16]["terms"] = json!([{ "item": "Q2" }, { "lines_of_area": "B" }]);
        c["gate"] = json!({ "score": { "of": "short_sum", "at": 1 } });
    };
    let found = odd(unread);
    assert!(
        found.contains(&("lines[0]".into(), Oddity::ItemUnread)),
        "{found:?}"
    );
    // Q5 and the others after it still enter the scores of their areas.
    assert_eq!(found.len(), 1);
    let mut score = default_json()["scores"][0].clone();
    score["id"] = json!("spare");
    assert_odd(
        |c| c["scores"].as_array_mut().unwrap().push(score),
        "scores[18]",
        Oddity::ScoreUnread,
    );
    let mut card = default_json()["cards"][0].clone();
    card["id"] = json!("spare");
    assert_odd(
        |c| c["cards"].as_array_mut().unwrap().push(card),
        "cards[5]",
        Oddity::CardUnopened,
    );
}

#[test]
fn a_step_or_cut_off_outside_of_what_the_score_can_be_is_told() {
    // The sum of 13 lines of up to 2 points runs from 0 to 26.
    let at = |at: f64| {
        move |c: &mut Value| {
            c["gate"] = json!({ "any": [{ "gut": true }, { "score": { "of": "short_sum", "at": at } }] });
        }
    };
    assert_eq!(odd(at(26.0)), []);
    assert_odd(
        at(26.25),
        "gate.any[1].score.at",
        Oddity::CutOffNever {
            least: 0.0,
            most: 26.0,
        },
    );
    let step = |from: f64| {
        move |c: &mut Value| {
            let label = json!({ "ja": "x", "en": "x" });
            c["scores"][16]["bands"] = json!([{ "label": label }, { "from": from, "label": label }]);
        }
    };
    assert_eq!(odd(step(26.0)), []);
    for from in [0.0, 27.0] {
        assert_odd(
            step(from),
            "scores[16].bands[1].from",
            Oddity::StepOutside {
                least: 0.0,
                most: 26.0,
            },
        );
    }
}

#[test]
fn a_gate_that_is_always_open_is_told_with_its_part_only_once() {
    assert_odd(
        |c| c["gate"] = json!({ "score": { "of": "short_sum", "at": 0 } }),
        "gate",
        Oddity::GateAlways,
    );
    assert_odd(
        |c| {
            c["gate"] = json!({ "all": [
                { "gut": true }, { "not": { "score": { "of": "short_sum", "at": 0 } } }
            ] });
            c["gate"] = json!({ "any": [c["gate"].clone(), { "score": { "of": "short_sum", "at": 5 } }] });
        },
        "gate.any[0].all[1].not.score.at",
        Oddity::CutOffAlways {
            least: 0.0,
            most: 26.0,
        },
    );
}

#[test]
fn a_change_that_no_score_can_make_is_told() {
    assert_eq!(odd(|c| c["trend"]["change"] = json!(100)), []);
    assert_odd(
        |c| c["trend"]["change"] = json!(100.5),
        "trend.change",
        Oddity::ChangeTooLarge { most: 100.0 },
    );
}

#[test]
fn a_rule_that_can_never_hold_is_refused() {
    let never = json!({ "score": { "of": "total", "at": 100.5 } });
    let level = never.clone();
    assert_fault(
        |c| c["levels"][3]["when"] = level,
        "levels[3].when",
        ContentRule::NeverHolds,
    );
    let gate = json!({ "score": { "of": "short_sum", "at": 27 } });
    assert_fault(|c| c["gate"] = gate, "gate", ContentRule::NeverHolds);
    let notice = json!([{
        "id": "n", "label": { "ja": "x", "en": "x" }, "text": { "ja": "x", "en": "x" },
        "when": { "all": [{ "gut": true }, never] }
    }]);
    assert_fault(
        |c| c["notices"] = notice,
        "notices[0].when",
        ContentRule::NeverHolds,
    );
}

#[test]
fn a_level_that_always_holds_is_refused() {
    assert_fault(
        |c| c["levels"][1]["when"] = json!({ "score": { "of": "total", "at": 0 } }),
        "levels[1].when",
        ContentRule::AlwaysHolds,
    );
}

#[test]
fn a_rule_that_can_hold_in_one_grade_is_not_refused() {
    let bands = |from: f64| {
        let label = json!({ "ja": "x", "en": "x" });
        json!([{ "label": label }, { "from": from, "label": label }])
    };
    let content = |grades: Value| {
        move |c: &mut Value| {
            c["scores"][16]["bands"] = bands(99.0);
            c["scores"][16]["bands_by_grade"] = grades;
            c["gate"] = json!({ "band": { "of": "short_sum", "step": 1 } });
        }
    };
    assert_fault(content(json!([])), "gate", ContentRule::NeverHolds);
    assert_fine(content(
        json!([{ "from": "P1", "to": "P2", "bands": bands(9.0) }]),
    ));
}

#[test]
fn what_stands_on_something_faulty_is_not_judged() {
    // The terms lack an item, so that nothing can be said of the level that is never reached.
    assert_fault(
        |c| {
            c["scores"][17]["terms"] = json!([{ "item": "none" }, { "item": "A1" }]);
            c["levels"][3]["when"] = json!({ "score": { "of": "total", "at": 100.5 } });
        },
        "scores[17].terms[0].item",
        ContentRule::Unknown {
            part: Part::Item,
            id: "none".into(),
        },
    );
}

#[test]
fn every_warning_is_a_sentence_in_both_languages() {
    use crate::domain::locale::Locale;
    let (least, most) = (0.0, 26.5);
    for oddity in [
        Oddity::ItemUnread,
        Oddity::ScoreUnread,
        Oddity::CardUnopened,
        Oddity::StepOutside { least, most },
        Oddity::CutOffNever { least, most },
        Oddity::CutOffAlways { least, most },
        Oddity::PartNever,
        Oddity::PartAlways,
        Oddity::GateAlways,
        Oddity::NoticeAlways,
        Oddity::ChangeTooLarge { most },
    ] {
        let warning = ContentWarning {
            place: "gate".into(),
            oddity,
        };
        let ja = crate::text::content::explain_warning(&warning, Locale::Ja);
        let en = crate::text::content::explain_warning(&warning, Locale::En);
        assert!(ja.starts_with("gate：") && ja.ends_with('。'), "{ja}");
        assert!(en.starts_with("gate: ") && en.ends_with('.'), "{en}");
        assert!(!ja.contains('{') && !en.contains('{'));
        assert_eq!(ja.contains("26.5"), en.contains("26.5"));
    }
}
