//! A small language for the shape of a document: which fields, which types, which bounds.
//!
//! One table ([`super::table`]) written in it is the format: the reader checks documents against it, and the published
//! JSON Schema is made from it, so the two cannot drift apart.

use crate::format::json::{Json, Node};

use super::faults::Faults;
use super::rule::{ContentRule, Expected};

/// Fields of one object that are looked at; no object of the format has half as many.
const MAX_FIELDS: usize = 64;

/// What may stand at a place.
pub(super) enum Shape {
    /// An identifier: 1 to [`MAX_ID_CHARS`](crate::domain::limits::MAX_ID_CHARS) ASCII letters, digits, `_`, `-`, `.`.
    Id,
    /// A line of text without invisible characters, this many characters long.
    Text {
        /// Whether it may be empty.
        empty: bool,
        /// Largest number of characters.
        most: usize,
    },
    /// A number within these bounds.
    Number {
        /// Smallest.
        least: f64,
        /// Largest.
        most: f64,
    },
    /// A whole number within these bounds.
    Whole {
        /// Smallest.
        least: u16,
        /// Largest.
        most: u16,
    },
    /// `true`; a sign that is not wanted is left out.
    True,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list.
    List {
        /// What its entries are.
        of: &'static Shape,
        /// Smallest number of entries.
        least: usize,
        /// Largest number of entries.
        most: usize,
    },
    /// An object.
    Object(&'static Object),
}

/// An object with exactly these fields.
pub(super) struct Object {
    /// Name in the JSON Schema.
    #[cfg(test)]
    pub(super) name: &'static str,
    /// Description in the JSON Schema.
    #[cfg(test)]
    pub(super) doc: &'static str,
    /// The fields.
    pub(super) fields: &'static [Field],
    /// Fields of which exactly one is given; empty when there are none.
    pub(super) one_of: &'static [&'static str],
}

/// A field of an object.
pub(super) struct Field {
    /// Its name.
    pub(super) name: &'static str,
    /// What it holds.
    pub(super) shape: Shape,
    /// Whether it must be given.
    pub(super) required: bool,
    /// Description in the JSON Schema.
    #[cfg(test)]
    pub(super) doc: &'static str,
}

/// Checks a part of the document against its shape.
pub(super) fn check(node: &Node, shape: &Shape, faults: &mut Faults) {
    match shape {
        Shape::Id => match node.json.text() {
            Some(id) => faults.require(super::is_id(id), node, ContentRule::IdForm),
            None => wrong_type(node, Expected::Text, faults),
        },
        Shape::Text { empty, most } => match node.json.text() {
            Some(text) => check_text(node, text, *empty, *most, faults),
            None => wrong_type(node, Expected::Text, faults),
        },
        Shape::Number { least, most } => match node.json.number() {
            Some(number) => check_range(node, number, *least, *most, faults),
            None => wrong_type(node, Expected::Number, faults),
        },
        Shape::Whole { least, most } => match node.json.number() {
            Some(number) if number.fract().abs() < f64::EPSILON => {
                check_range(node, number, (*least).into(), (*most).into(), faults);
            }
            Some(_) | None => wrong_type(node, Expected::Whole, faults),
        },
        Shape::True => match node.json {
            Json::Bool(true) => {}
            Json::Bool(false)
            | Json::Null
            | Json::Number(_)
            | Json::Text(_)
            | Json::List(_)
            | Json::Object(_) => {
                wrong_type(node, Expected::True, faults);
            }
        },
        Shape::Choice(words) => {
            let known = node.json.text().is_some_and(|word| words.contains(&word));
            faults.require_to_read(known, node, ContentRule::Choice { words });
        }
        Shape::List { of, least, most } => check_list(node, of, *least, *most, faults),
        Shape::Object(object) => check_object(node, object, faults),
    }
}

fn wrong_type(node: &Node, expected: Expected, faults: &mut Faults) {
    faults.require_to_read(false, node, ContentRule::Type { expected });
}

fn check_range(node: &Node, number: f64, least: f64, most: f64, faults: &mut Faults) {
    faults.require(
        (least..=most).contains(&number),
        node,
        ContentRule::Range { least, most },
    );
}

fn check_text(node: &Node, text: &str, empty: bool, most: usize, faults: &mut Faults) {
    faults.require(empty || !text.trim().is_empty(), node, ContentRule::Empty);
    let found = text.chars().count();
    faults.require(found <= most, node, ContentRule::TooLong { found, most });
    if let Some(character) = text.chars().find(|character| is_invisible(*character)) {
        faults.add(
            node,
            ContentRule::Invisible {
                code: character.into(),
            },
        );
    }
}

fn check_list(node: &Node, of: &Shape, least: usize, most: usize, faults: &mut Faults) {
    let Json::List(list) = node.json else {
        return wrong_type(node, Expected::List, faults);
    };
    let found = list.len();
    faults.require_to_read(found >= least, node, ContentRule::TooFew { found, least });
    if found > most {
        // What is far too long is not followed, so that no document can keep the reader busy.
        return faults.require_to_read(false, node, ContentRule::TooMany { found, most });
    }
    for entry in node.entries() {
        check(&entry, of, faults);
    }
}

fn check_object(node: &Node, object: &Object, faults: &mut Faults) {
    let Json::Object(given) = node.json else {
        return wrong_type(node, Expected::Object, faults);
    };
    if given.len() > MAX_FIELDS {
        return faults.require_to_read(
            false,
            node,
            ContentRule::TooMany {
                found: given.len(),
                most: MAX_FIELDS,
            },
        );
    }
    for (index, (name, _)) in given.iter().enumerate() {
        let known = object.fields.iter().any(|field| field.name == name);
        // A name from outside is shown only when it is harmless.
        let shown = if super::is_id(name) { name } else { "?" };
        let known_fields = || object.fields.iter().map(|field| field.name).collect();
        if !known {
            faults.add(
                &node.field(shown),
                ContentRule::UnknownField {
                    known: known_fields(),
                },
            );
        }
        let again = given.iter().take(index).any(|(other, _)| other == name);
        faults.require(!again, &node.field(shown), ContentRule::FieldTwice);
    }
    for field in object.fields {
        let child = node.field(field.name);
        if node.has(field.name) {
            check(&child, &field.shape, faults);
        } else {
            faults.require_to_read(!field.required, &child, ContentRule::Missing);
        }
    }
    if !object.one_of.is_empty() {
        let found = object.one_of.iter().filter(|name| node.has(name)).count();
        faults.require_to_read(
            found == 1,
            node,
            ContentRule::OneOf {
                fields: object.one_of,
                found,
            },
        );
    }
}

/// Characters that nobody sees but that change how a line is read or shown: control characters, bidirectional
/// overrides and isolates, zero-width characters, line separators and tags.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
