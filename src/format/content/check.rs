//! Collects every fault of a content document with its place, and checks single texts, identifiers and numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::domain::limits::{
    MAX_ID_CHARS, MAX_LABEL_CHARS, MAX_POINTS, MAX_SHORT_CHARS, MAX_TEXT_CHARS, MAX_WEIGHT,
};
use crate::domain::locale::LocalText;

use super::wire;
use super::{ContentFault, ContentFaults, ContentRule, Part};

/// Faults listed at most; the rest are only counted.
const MAX_FAULTS: usize = 100;

/// Where we are in the document: a chain of steps on the stack, written out only when there is a fault.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    step: Step,
}

#[derive(Clone, Copy)]
enum Step {
    Document,
    Field(&'static str),
    Index(usize),
}

impl<'a> Place<'a> {
    /// The document itself.
    pub(super) const DOCUMENT: Place<'static> = Place {
        parent: None,
        step: Step::Document,
    };

    /// A field of this object.
    pub(super) fn field(&'a self, name: &'static str) -> Place<'a> {
        Place {
            parent: Some(self),
            step: Step::Field(name),
        }
    }

    /// An entry of this list.
    pub(super) fn index(&'a self, index: usize) -> Place<'a> {
        Place {
            parent: Some(self),
            step: Step::Index(index),
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.step {
            Step::Document => Ok(()),
            Step::Index(index) => write!(f, "[{index}]"),
            Step::Field(name) if self.parent.is_some_and(|parent| parent.parent.is_some()) => {
                write!(f, ".{name}")
            }
            Step::Field(name) => f.write_str(name),
        }
    }
}

/// Identifiers of one kind of part, with their positions.
#[derive(Default)]
pub(super) struct Table {
    positions: BTreeMap<String, usize>,
}

impl Table {
    /// Position of the first part with this identifier.
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// Number of different identifiers.
    pub(super) fn len(&self) -> usize {
        self.positions.len()
    }
}

/// How long a text may be.
#[derive(Clone, Copy)]
pub(super) enum Size {
    /// Column head or chip.
    Short,
    /// Label of an item, answer, card, support …
    Label,
    /// Anything else.
    Sentence,
}

/// The faults found so far.
#[derive(Default)]
pub(super) struct Faults {
    found: ContentFaults,
}

impl Faults {
    /// Records a fault.
    pub(super) fn add(&mut self, at: &Place, rule: ContentRule) {
        if self.found.faults.len() < MAX_FAULTS {
            self.found.faults.push(ContentFault {
                place: at.to_string(),
                rule,
            });
        } else {
            self.found.left_out += 1;
        }
    }

    /// Records a fault unless `holds`.
    pub(super) fn require(&mut self, holds: bool, at: &Place, rule: ContentRule) {
        if !holds {
            self.add(at, rule);
        }
    }

    /// `value` if nothing was found.
    pub(super) fn finish<T>(self, value: T) -> Result<T, ContentFaults> {
        if self.found.faults.is_empty() {
            Ok(value)
        } else {
            Err(self.found)
        }
    }

    /// Checks the number of entries of a list.
    pub(super) fn length(&mut self, at: &Place, found: usize, least: usize, most: usize) {
        if found < least {
            self.add(at, ContentRule::TooFew { found, least });
        } else if found > most {
            self.add(at, ContentRule::TooMany { found, most });
        }
    }

    /// Checks the form of an identifier: 1 to 32 ASCII letters, digits, `_`, `-` or `.`.
    pub(super) fn id(&mut self, at: &Place, id: &str) {
        let plain = id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
        let holds = plain && (1..=MAX_ID_CHARS).contains(&id.len());
        self.require(holds, &at.field("id"), ContentRule::IdForm { most: MAX_ID_CHARS });
    }

    /// Checks form and uniqueness of the identifiers of one list and remembers their positions after `offset`.
    pub(super) fn ids<'b>(
        &mut self,
        at: &Place,
        table: &mut Table,
        offset: usize,
        ids: impl Iterator<Item = &'b str>,
    ) {
        for (index, id) in ids.enumerate() {
            let at = at.index(index);
            self.id(&at, id);
            if table.positions.contains_key(id) {
                self.add(&at.field("id"), ContentRule::Duplicate { id: id.into() });
            } else {
                table.positions.insert(id.into(), offset + index);
            }
        }
    }

    /// Position of the part that is named here, or a fault.
    pub(super) fn reference(&mut self, at: &Place, table: &Table, part: Part, id: &str) -> Option<usize> {
        let position = table.position(id);
        if position.is_none() {
            self.add(at, ContentRule::Unknown { part, id: id.into() });
        }
        position
    }

    /// Positions of the parts that are named here; none may be named twice.
    pub(super) fn references(&mut self, at: &Place, table: &Table, part: Part, ids: &[String]) -> Vec<usize> {
        let mut seen = BTreeSet::new();
        let mut positions = Vec::new();
        for (index, id) in ids.iter().enumerate() {
            let at = at.index(index);
            if let Some(position) = self.reference(&at, table, part, id) {
                if seen.insert(position) {
                    positions.push(position);
                } else {
                    self.add(&at, ContentRule::Duplicate { id: id.clone() });
                }
            }
        }
        positions
    }

    /// Checks a text in both languages.
    pub(super) fn text(&mut self, at: &Place, text: wire::Text, size: Size) -> LocalText {
        let most = match size {
            Size::Short => MAX_SHORT_CHARS,
            Size::Label => MAX_LABEL_CHARS,
            Size::Sentence => MAX_TEXT_CHARS,
        };
        self.words(&at.field("ja"), &text.ja, most);
        // A Latin letter is half as wide as a Japanese character.
        self.words(&at.field("en"), &text.en, most * 2);
        LocalText {
            ja: text.ja,
            en: text.en,
        }
    }

    /// Checks a list of texts.
    pub(super) fn texts(&mut self, at: &Place, texts: Vec<wire::Text>) -> Vec<LocalText> {
        texts
            .into_iter()
            .enumerate()
            .map(|(index, text)| self.text(&at.index(index), text, Size::Sentence))
            .collect()
    }

    /// Checks a text in one language, which may not be empty.
    pub(super) fn words(&mut self, at: &Place, text: &str, most: usize) {
        self.require(!text.trim().is_empty(), at, ContentRule::Empty);
        self.characters(at, text, most);
    }

    /// Checks the length and characters of a text, which may be empty.
    pub(super) fn characters(&mut self, at: &Place, text: &str, most: usize) {
        let found = text.chars().count();
        self.require(found <= most, at, ContentRule::TooLong { found, most });
        if let Some(character) = text.chars().find(|character| is_invisible(*character)) {
            self.add(
                at,
                ContentRule::Invisible {
                    code: character.into(),
                },
            );
        }
    }

    /// A whole number within `least..=most`; out of range it is reported and `least` stands in.
    pub(super) fn whole<T>(&mut self, at: &Place, number: i64, least: T, most: T) -> T
    where
        T: TryFrom<i64> + Copy + PartialOrd + Into<u16>,
    {
        match T::try_from(number) {
            Ok(value) if least <= value && value <= most => value,
            Ok(_) | Err(_) => {
                self.add(
                    at,
                    ContentRule::Range {
                        least: least.into(),
                        most: most.into(),
                    },
                );
                least
            }
        }
    }

    /// Points of one answer.
    pub(super) fn points(&mut self, at: &Place, points: i64) -> u8 {
        self.whole(&at.field("points"), points, 0, MAX_POINTS)
    }

    /// A weight: 0 to 5 in quarters.
    pub(super) fn weight(&mut self, at: &Place, weight: f64) -> f64 {
        let quarters = weight * 4.0;
        let exact = (quarters - quarters.round()).abs() < f64::EPSILON;
        let holds = exact && (0.0..=MAX_WEIGHT).contains(&weight);
        self.require(holds, at, ContentRule::Weight);
        weight
    }

    /// A share: 0 to 1.
    pub(super) fn share(&mut self, at: &Place, share: f64) -> f64 {
        self.require((0.0..=1.0).contains(&share), at, ContentRule::Share);
        share
    }
}

/// Characters that nobody sees but that change how a line is read or shown: control characters, bidirectional
/// overrides and isolates, zero-width characters, line separators and tags.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
