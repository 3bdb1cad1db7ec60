//! Documents broken at random: never a panic, and what is accepted can be relied on.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{default_json, read};
use crate::domain::checklist::{Checklist, Condition, Input};
use crate::domain::locale::Locale;
use crate::format::content::{ContentError, read_content};
use crate::text::content::{explain_content, explain_fault};

/// Number of values in a document.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    }
}

/// Does something to the value with this number, counted depth first.
fn at(value: &mut Value, number: &mut usize, change: &mut dyn FnMut(&mut Value)) {
    if *number == 0 {
        *number = usize::MAX;
        return change(value);
    }
    *number -= 1;
    match value {
        Value::Array(list) => list.iter_mut().for_each(|entry| at(entry, number, change)),
        Value::Object(fields) => fields.values_mut().for_each(|entry| at(entry, number, change)),
        _ => {}
    }
}

/// What a slip of the pen or ill will may leave in a place.
fn replacement() -> impl Strategy<Value = Option<Value>> {
    prop_oneof![
        Just(None),
        Just(Some(Value::Null)),
        Just(Some(json!(true))),
        any::<i64>().prop_map(|number| Some(json!(number))),
        (-2.0..500.0).prop_map(|number| Some(json!(number))),
        (0..8_u8).prop_map(|number| Some(json!(number))),
        ".{0,40}".prop_map(|text| Some(json!(text))),
        prop::sample::select(vec![
            "A", "A1", "Q14", "total", "life", "sc", "low", "count", "critical"
        ])
        .prop_map(|id| Some(json!(id))),
        Just(Some(json!([]))),
        Just(Some(json!({}))),
        Just(Some(json!({ "gut": true }))),
    ]
}

/// Whether a place is written as people look for it: all steps but the last are there.
fn leads_somewhere(content: &Value, place: &str) -> bool {
    let steps: Vec<&str> = place
        .split(['.', '['])
        .map(|step| step.trim_end_matches(']'))
        .collect();
    let mut value = Some(content);
    for step in &steps[..steps.len() - 1] {
        value = value.and_then(|value| match step.parse::<usize>() {
            Ok(index) => value.get(index),
            Err(_) => value.get(step),
        });
    }
    value.is_some()
}

/// Every position inside what was accepted points at something.
fn assert_sound(content: &Checklist) {
    let (items, scores) = (content.items.len(), content.scores.len());
    let condition = |condition: &Condition| {
        let mut open = vec![condition];
        while let Some(next) = open.pop() {
            match next {
                Condition::All(parts) | Condition::Any(parts) => open.extend(parts),
                Condition::Not(part) => open.push(part),
                Condition::Score { score, .. } => assert!(*score < scores),
                Condition::Band { score, step } => assert!(*step < content.scores[*score].bands.len()),
                Condition::Items {
                    items: found, count, ..
                } => {
                    assert!(found.iter().all(|item| *item < items) && *count <= found.len());
                }
                Condition::Areas { count, .. } | Condition::AreasInBand { count, .. } => {
                    assert!(*count <= content.areas.len())
                }
                Condition::Gut | Condition::Rising => {}
            }
        }
    };
    let levels = content.levels.iter().filter_map(|level| level.when.as_ref());
    let notices = content.notices.iter().map(|notice| &notice.when);
    content
        .gate
        .iter()
        .chain(levels)
        .chain(notices)
        .for_each(condition);
    for (position, score) in content.scores.iter().enumerate() {
        for term in &score.terms {
            match term.input {
                Input::Item(index) => assert!(content.items[index].is_scored()),
                Input::Score(index) => assert!(index < position),
            }
        }
    }
    for item in &content.items {
        assert!(item.options.len() >= 2);
        if let Some(count) = &item.count {
            assert_eq!(count.bands.len(), item.options.len());
            assert!((0..=u16::MAX).all(|number| count.band_of(number).is_some()));
        }
    }
    for area in &content.areas {
        assert!(area.score < scores && area.short_score < scores);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_document_with_a_few_broken_places_is_refused_with_reasons_or_sound(
        changes in prop::collection::vec((any::<prop::sample::Index>(), replacement()), 1..4),
    ) {
        let mut content = default_json();
        for (place, replacement) in changes {
            let mut number = place.index(count(&content));
            at(&mut content, &mut number, &mut |value| match &replacement {
                Some(new) => *value = new.clone(),
                None => match value {
                    Value::Array(list) => { list.pop(); }
                    Value::Object(fields) => {
                        if let Some(name) = fields.keys().next().cloned() {
                            fields.remove(&name);
                        }
                    }
                    _ => {}
                },
            });
        }
        match read(&content) {
            Ok(content) => assert_sound(&content),
            Err(ContentError::Faults(found)) => {
                prop_assert!(!found.faults.is_empty());
                for fault in &found.faults {
                    prop_assert!(!explain_fault(fault, Locale::Ja).is_empty());
                    prop_assert!(leads_somewhere(&content, &fault.place), "{}", fault.place);
                }
            }
            Err(error) => prop_assert!(!explain_content(&error, Locale::En).is_empty()),
        }
    }

    #[test]
    fn bytes_cut_or_changed_anywhere_never_panic(cut in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = super::super::BUILT_IN.to_vec();
        let place = cut.index(bytes.len());
        prop_assert!(read_content(&bytes[..place]).is_err());
        bytes[place] = byte;
        if let Ok(content) = read_content(&bytes) {
            assert_sound(&content);
        }
    }
}
