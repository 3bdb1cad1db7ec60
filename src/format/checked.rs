//! Reads single values of a JSON tree and notes with place and rule what is wrong. A place never quotes the file.
//!
//! For files the app writes itself: the first fault is enough, since nobody mends them by hand. A value that is not as
//! it should be is read as an empty one, and the fault is asked for at the end; code that returned at every field would
//! be twice as large.

use crate::domain::sorted::{Map, Set};
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
    /// A text that came from elsewhere has only characters that can be seen.
    #[error("has characters that cannot be seen")]
    Hidden,
    /// A content's checksum is 8 hexadecimal digits.
    #[error("not a checksum")]
    Checksum,
    /// A random number is written with hexadecimal digits in small letters.
    #[error("not a number of hexadecimal digits")]
    Hexadecimal,
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

/// Entries of one list or object whose length the content decides (answers, actions, supports, …).
pub(super) const MAX_LIST: usize = 1_000;

/// Remembers the first fault.
#[derive(Debug, Default)]
pub(super) struct Checker {
    first: Option<FileFault>,
}

impl Checker {
    /// What was read, if there was no fault.
    pub(super) fn finish<T>(self, read: T) -> Result<T, FileFault> {
        match self.first {
            Some(fault) => Err(fault),
            None => Ok(read),
        }
    }

    /// Notes a fault at this place.
    pub(super) fn fail(&mut self, node: &Node, rule: FileRule) {
        if self.first.is_none() {
            let mut place = node.to_string();
            if place.is_empty() {
                // JSONPath's sign for the whole document.
                place.push('$');
            }
            self.first = Some(FileFault { place, rule });
        }
    }

    /// Notes a fault unless `holds`.
    pub(super) fn require(&mut self, holds: bool, node: &Node, rule: FileRule) {
        if !holds {
            self.fail(node, rule);
        }
    }

    fn wrong_type(&mut self, node: &Node, wanted: Wanted) {
        let rule = if is_given(node) {
            FileRule::Type { wanted }
        } else {
            FileRule::Missing
        };
        self.fail(node, rule);
    }

    /// An object with no fields but these, each once at most.
    pub(super) fn object(&mut self, node: &Node, known: &[&str]) {
        let Json::Object(fields) = node.json else {
            return self.wrong_type(node, Wanted::Object);
        };
        // Among one more than there are names, one is unknown or there twice.
        let looked_at = fields.iter().take(known.len() + 1);
        for (index, (name, _)) in looked_at.enumerate() {
            self.require(known.contains(&name.as_str()), node, FileRule::UnknownField);
            let again = fields.iter().take(index).any(|(other, _)| other == name);
            self.require(!again, &node.field(name), FileRule::Duplicate);
        }
    }

    /// The entries of a list, of which there are at most so many.
    pub(super) fn list<'a>(
        &mut self,
        node: &'a Node<'a>,
        most: usize,
    ) -> impl Iterator<Item = Node<'a>> + use<'a> {
        let found = node.json.list().len();
        if !matches!(node.json, Json::List(_)) {
            self.wrong_type(node, Wanted::List);
        }
        self.require(found <= most, node, FileRule::TooMany { found, most });
        node.entries().take(most)
    }

    /// A list of identifiers, each once.
    pub(super) fn set<K>(&mut self, node: &Node) -> Set<K>
    where
        K: for<'a> From<&'a str> + Ord,
    {
        let mut set = Set::new();
        for entry in self.list(node, MAX_LIST) {
            let is_new = set.insert(K::from(self.identifier(&entry)));
            self.require(is_new, &entry, FileRule::Duplicate);
        }
        set
    }

    /// An object by identifier, each once.
    pub(super) fn map<K, V>(&mut self, node: &Node, read: fn(&Node, &mut Self) -> V) -> Map<K, V>
    where
        K: for<'a> From<&'a str> + Ord,
    {
        let mut map = Map::new();
        for (name, value) in self.members(node) {
            let is_new = map.insert(K::from(name), read(&value, self)).is_none();
            self.require(is_new, &value, FileRule::Duplicate);
        }
        map
    }

    /// The fields of an object whose names are identifiers; whether one is there twice, is for the caller to see.
    pub(super) fn members<'a>(
        &mut self,
        node: &'a Node<'a>,
    ) -> impl Iterator<Item = (&'a str, Node<'a>)> + use<'a> {
        if !matches!(node.json, Json::Object(_)) {
            self.wrong_type(node, Wanted::Object);
        }
        let (fields, most) = (node.json.fields(), MAX_LIST);
        let found = fields.len();
        self.require(found <= most, node, FileRule::TooMany { found, most });
        // A name that is no identifier may be anything, so the place stops above it.
        let named = fields.iter().take(most).all(|(name, _)| is_identifier(name));
        self.require(named, node, FileRule::Identifier);
        node.members().take(most)
    }

    fn string<'a>(&mut self, node: &Node<'a>) -> &'a str {
        let text = node.json.text();
        if text.is_none() {
            self.wrong_type(node, Wanted::Text);
        }
        text.unwrap_or_default()
    }

    /// A string of at most so many characters.
    pub(super) fn text<'a>(&mut self, node: &Node<'a>, most: usize) -> &'a str {
        let text = self.string(node);
        let found = text.chars().count();
        self.require(found <= most, node, FileRule::TooLong { found, most });
        text
    }

    /// An identifier.
    pub(super) fn identifier<'a>(&mut self, node: &Node<'a>) -> &'a str {
        let text = self.string(node);
        self.require(is_identifier(text), node, FileRule::Identifier);
        text
    }

    /// A whole number within bounds, which lie below 2⁵³.
    pub(super) fn whole(&mut self, node: &Node, least: u64, most: u64) -> u64 {
        let number = node.json.number().filter(|number| number.fract() == 0.0);
        let Some(number) = number else {
            self.wrong_type(node, Wanted::Whole);
            return least;
        };
        // A cast cuts off at the bounds of the type; negative numbers are seen before it.
        let value = number as u64;
        let within = number >= 0.0 && (least..=most).contains(&value);
        self.require(within, node, FileRule::Range { least, most });
        value
    }

    /// A whole number from 0 to `most`.
    pub(super) fn small(&mut self, node: &Node, most: u32) -> u32 {
        u32::try_from(self.whole(node, 0, most.into())).unwrap_or(most)
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, node: &Node) -> bool {
        match node.json {
            Json::Bool(flag) => *flag,
            Json::Null | Json::Number(_) | Json::Text(_) | Json::List(_) | Json::Object(_) => {
                self.wrong_type(node, Wanted::Flag);
                false
            }
        }
    }

    /// Position of a word among those the format knows.
    pub(super) fn word(&mut self, node: &Node, words: &[&str]) -> usize {
        let text = self.string(node);
        let position = words.iter().position(|word| *word == text);
        self.require(position.is_some(), node, FileRule::Word);
        position.unwrap_or_default()
    }

    /// A day, `2026-11-20`.
    pub(super) fn day(&mut self, node: &Node) -> NaiveDate {
        let day = parse_day(self.string(node));
        self.require(day.is_some(), node, FileRule::Day);
        day.unwrap_or_default()
    }

    /// A month, `2026-11`.
    pub(super) fn month(&mut self, node: &Node) -> YearMonth {
        let text = self.string(node);
        // The domain reads months leniently; a file has them in one way.
        let month = YearMonth::parse(text).filter(|month| month.to_string() == text);
        self.require(month.is_some(), node, FileRule::Month);
        month.unwrap_or(YearMonth { year: 0, month: 1 })
    }
}

/// Whether a value is given; a field that is left out and one that is `null` are the same.
pub(super) fn is_given(node: &Node) -> bool {
    !matches!(node.json, Json::Null)
}

/// Whether a text is an identifier as content documents have them.
pub(super) fn is_identifier(text: &str) -> bool {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    plain && (1..=MAX_ID_CHARS).contains(&text.len())
}
