//! The built-in content, every rule at its boundary, and documents broken at random.

mod bad_input;
mod built_in;
mod document;
mod items;
mod random;
mod schema;
mod scoring_rules;
mod texts;
mod vocabulary;
mod warnings;

use serde_json::Value;

use super::*;

/// The built-in content as JSON, to be changed.
fn default_json() -> Value {
    serde_json::from_slice(BUILT_IN).unwrap()
}

fn read(content: &Value) -> Result<Checklist, ContentError> {
    read_content(content.to_string().as_bytes())
}

/// The built-in content with one change.
fn with(edit: impl FnOnce(&mut Value)) -> Result<Checklist, ContentError> {
    let mut content = default_json();
    edit(&mut content);
    read(&content)
}

/// Places and rules of all faults that one change to the built-in content makes.
fn faults(edit: impl FnOnce(&mut Value)) -> Vec<(String, ContentRule)> {
    match with(edit) {
        Err(ContentError::Faults(found)) => found
            .faults
            .into_iter()
            .map(|fault| (fault.place, fault.rule))
            .collect(),
        other => panic!("no faults but {other:?}"),
    }
}

/// That one change makes exactly one fault.
#[track_caller]
fn assert_fault(edit: impl FnOnce(&mut Value), place: &str, rule: ContentRule) {
    assert_eq!(faults(edit), [(place.to_owned(), rule)]);
}

/// That one change is allowed.
#[track_caller]
fn assert_fine(edit: impl FnOnce(&mut Value)) {
    if let Err(error) = with(edit) {
        panic!("{error:?}");
    }
}
