//! Reads single values of a JSON tree, or says with place and rule why not. A place never quotes the file.
//!
//! For files the app writes itself: the first fault is enough, since nobody mends them by hand.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::day::parse_day;
use super::json::{Json, Node};
use crate::domain::limits::MAX_ID_CHARS;
use crate::domain::roster::YearMonth;

/// What should stand at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A string.
    Text,
    /// A whole number.
    Whole,
    /// `true` or `false`.
    Flag,
    /// A list.
    List,
    /// An object.
    Object,
}

/// The rules of the files this app writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileRule {
    /// A field must be given.
    #[error("missing")]
    Missing,
    /// A value is of the right kind.
    #[error("not of the kind {wanted:?}")]
    Type {
        /// The right kind.
        wanted: Wanted,
    },
    /// An object has only the fields of the format.
    #[error("has a field the format does not know")]
    UnknownField,
    /// A word is one of those the format knows.
    #[error("not a word of the format")]
    Word,
    /// A text is at most so long.
    #[error("text has {found} characters, at most {most} are allowed")]
    TooLong {
        /// Characters found.
        found: usize,
        /// Characters allowed.
        most: usize,
    },
    /// A list has at most so many entries.
    #[error("{found} entries, at most {most} are allowed")]
    TooMany {
        /// Entries found.
        found: usize,
        /// Entries allowed.
        most: usize,
    },
    /// A list has an entry at least.
    #[error("at least one is needed")]
    Empty,
    /// Fields, numbers, identifiers and codes stand for one thing only.
    #[error("is there twice")]
    Duplicate,
    /// A number lies within bounds.
    #[error("not within {least} to {most}")]
    Range {
        /// Smallest value.
        least: u64,
        /// Largest value.
        most: u64,
    },
    /// A student that is named is in the class.
    #[error("no such student")]
    NoStudent,
    /// A round that is named is in the document.
    #[error("no such round")]
    NoRound,
    /// The next student's number is above all that were given.
    #[error("not above the numbers of all students")]
    NextStudent,
    /// An identifier is 1 to 32 ASCII letters, digits, `_`, `-` or `.`.
    #[error("not an identifier")]
    Identifier,
    /// A day is written `2026-11-20` and exists.
    #[error("not a day")]
    Day,
    /// A month is written `2026-11`.
    #[error("not a month")]
    Month,
    /// A grade is `P1` to `P6` or `J1` to `J3`.
    #[error("not a grade")]
    Grade,
    /// An answer is an option's position (`2`), a count (`count 4`), `?` or `-`.
    #[error("not an answer")]
    Answer,
    /// A case code has 7 characters, the last of which checks the others.
    #[error("not a case code")]
    Code,
}

/// A rule that is broken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {rule}")]
pub struct FileFault {
    /// Where, e.g. `rounds[1].responses[3].answers.A1`.
    pub place: String,
    /// The rule.
    pub rule: FileRule,
}

/// A value, or the fault that was found.
pub(super) type Checked<T> = Result<T, FileFault>;

/// Entries of one list or object whose length the content decides (answers, actions, supports, …).
pub(super) const MAX_LIST: usize = 1_000;

/// A fault at this place.
pub(super) fn fail<T>(node: &Node, rule: FileRule) -> Checked<T> {
    let place = node.to_string();
    // JSONPath's sign for the whole document.
    let place = if place.is_empty() { "$".to_owned() } else { place };
    Err(FileFault { place, rule })
}

/// A fault unless `holds`.
pub(super) fn require(holds: bool, node: &Node, rule: FileRule) -> Checked<()> {
    if holds { Ok(()) } else { fail(node, rule) }
}

/// The value where one is given; a field that is left out and one that is `null` are the same.
pub(super) fn given<'a>(node: &'a Node<'a>) -> Option<&'a Node<'a>> {
    (*node.json != Json::Null).then_some(node)
}

fn wrong_type<T>(node: &Node, wanted: Wanted) -> Checked<T> {
    match given(node) {
        Some(_) => fail(node, FileRule::Type { wanted }),
        None => fail(node, FileRule::Missing),
    }
}

/// An object with no fields but these, each once at most.
pub(super) fn object(node: &Node, known: &[&str]) -> Checked<()> {
    let Json::Object(fields) = node.json else {
        return wrong_type(node, Wanted::Object);
    };
    // Among one more than there are names, one is unknown or there twice.
    let mut seen = BTreeSet::new();
    for (name, _) in fields.iter().take(known.len() + 1) {
        require(known.contains(&name.as_str()), node, FileRule::UnknownField)?;
        require(seen.insert(name), &node.field(name), FileRule::Duplicate)?;
    }
    Ok(())
}

/// A list of at most so many entries.
pub(super) fn list(node: &Node, most: usize) -> Checked<()> {
    let Json::List(list) = node.json else {
        return wrong_type(node, Wanted::List);
    };
    let found = list.len();
    require(found <= most, node, FileRule::TooMany { found, most })
}

/// Every entry of a list.
pub(super) fn each<T>(node: &Node, most: usize, read: impl Fn(&Node) -> Checked<T>) -> Checked<Vec<T>> {
    list(node, most)?;
    node.entries().map(|entry| read(&entry)).collect()
}

/// A list of identifiers, each once.
pub(super) fn set<K>(node: &Node) -> Checked<BTreeSet<K>>
where
    K: for<'a> From<&'a str> + Ord,
{
    list(node, MAX_LIST)?;
    let mut set = BTreeSet::new();
    for entry in node.entries() {
        require(
            set.insert(K::from(identifier(&entry)?)),
            &entry,
            FileRule::Duplicate,
        )?;
    }
    Ok(set)
}

/// An object by identifier, each once.
pub(super) fn map<K, V>(node: &Node, read: impl Fn(&Node) -> Checked<V>) -> Checked<BTreeMap<K, V>>
where
    K: for<'a> From<&'a str> + Ord,
{
    let Json::Object(fields) = node.json else {
        return wrong_type(node, Wanted::Object);
    };
    let found = fields.len();
    require(
        found <= MAX_LIST,
        node,
        FileRule::TooMany {
            found,
            most: MAX_LIST,
        },
    )?;
    let mut map = BTreeMap::new();
    for (name, value) in node.members() {
        // A name that is no identifier may be anything, so the place stops above it.
        require(is_identifier(name), node, FileRule::Identifier)?;
        require(
            map.insert(K::from(name), read(&value)?).is_none(),
            &value,
            FileRule::Duplicate,
        )?;
    }
    Ok(map)
}

/// A string of at most so many characters.
pub(super) fn text(node: &Node, most: usize) -> Checked<String> {
    let Some(text) = node.json.text() else {
        return wrong_type(node, Wanted::Text);
    };
    let found = text.chars().count();
    require(found <= most, node, FileRule::TooLong { found, most })?;
    Ok(text.to_owned())
}

/// An identifier.
pub(super) fn identifier<'a>(node: &Node<'a>) -> Checked<&'a str> {
    let Some(text) = node.json.text() else {
        return wrong_type(node, Wanted::Text);
    };
    require(is_identifier(text), node, FileRule::Identifier)?;
    Ok(text)
}

fn is_identifier(text: &str) -> bool {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    plain && (1..=MAX_ID_CHARS).contains(&text.len())
}

/// A whole number within bounds, which lie below 2⁵³.
pub(super) fn whole(node: &Node, least: u64, most: u64) -> Checked<u64> {
    let Some(number) = node.json.number().filter(|number| number.fract() == 0.0) else {
        return wrong_type(node, Wanted::Whole);
    };
    // A cast cuts off at the bounds of the type; negative numbers are seen before it.
    let value = number as u64;
    let within = number >= 0.0 && (least..=most).contains(&value);
    require(within, node, FileRule::Range { least, most })?;
    Ok(value)
}

/// `true` or `false`.
pub(super) fn flag(node: &Node) -> Checked<bool> {
    match node.json {
        Json::Bool(flag) => Ok(*flag),
        Json::Null | Json::Number(_) | Json::Text(_) | Json::List(_) | Json::Object(_) => {
            wrong_type(node, Wanted::Flag)
        }
    }
}

/// The one of these values that is written with this word.
pub(super) fn word<T: Copy>(node: &Node, values: &[T], written: fn(T) -> &'static str) -> Checked<T> {
    let Some(text) = node.json.text() else {
        return wrong_type(node, Wanted::Text);
    };
    match values.iter().find(|value| written(**value) == text) {
        Some(value) => Ok(*value),
        None => fail(node, FileRule::Word),
    }
}

/// A day, `2026-11-20`.
pub(super) fn day(node: &Node) -> Checked<NaiveDate> {
    let Some(text) = node.json.text() else {
        return wrong_type(node, Wanted::Text);
    };
    parse_day(text).map_or_else(|| fail(node, FileRule::Day), Ok)
}

/// A month, `2026-11`.
pub(super) fn month(node: &Node) -> Checked<YearMonth> {
    let Some(text) = node.json.text() else {
        return wrong_type(node, Wanted::Text);
    };
    // The domain reads months leniently; a file has them in one way.
    let month = YearMonth::parse(text).filter(|month| month.to_string() == text);
    month.map_or_else(|| fail(node, FileRule::Month), Ok)
}
