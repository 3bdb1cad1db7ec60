//! The content document `kizuki.content/1`: everything a board, ward or school decides, as one JSON file.
//!
//! [`read_content`] turns bytes into a checked [`Checklist`] or says everything that is wrong at once, each fault with
//! its place (`items[12].count.bands[2]`) and rule. [`built_in`] is the 見本 that comes with the app. Sentences for
//! people are in `text::content`.

mod check;
mod convert;
mod items;
mod scoring_rules;
mod wire;

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::domain::checklist::{Checklist, ContentStamp};
use crate::domain::limits::MAX_CONTENT_BYTES;

/// Name of the format, before its number.
const FORMAT: &str = "kizuki.content/";
/// The number of the format that is read.
const FORMAT_NUMBER: u32 = 1;

/// The built-in content: a neutral stand-in (見本) that every ward and school can replace.
const BUILT_IN: &[u8] = include_bytes!("default.json");

/// Why a content document cannot be used. The content in use stays as it is.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum ContentError {
    /// The file is larger than any content document.
    #[error("content of {bytes} bytes, limit {limit}")]
    TooLarge {
        /// Size found.
        bytes: usize,
        /// Largest size.
        limit: usize,
    },
    /// Not JSON.
    #[error("not JSON at line {line}, column {column}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// JSON, but not a content document.
    #[error("not a content document")]
    OtherFormat,
    /// Written by a newer app.
    #[error("content format {number} is newer than {FORMAT_NUMBER}")]
    Newer {
        /// Number of the format found.
        number: u32,
    },
    /// A field that is unknown, missing or of another type than it should be.
    #[error("line {line}, column {column}: {reason}")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
        /// What the parser says, in English.
        reason: String,
    },
    /// Readable, but it breaks rules.
    #[error("{} faults", .0.faults.len() + .0.left_out)]
    Faults(ContentFaults),
}

/// Everything that is wrong with a content document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContentFaults {
    /// The faults, at most 100.
    pub faults: Vec<ContentFault>,
    /// Further faults that are not listed.
    pub left_out: usize,
}

/// One fault of a content document.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentFault {
    /// Where it is, e.g. `items[12].count.bands[2]`.
    pub place: String,
    /// The rule it breaks.
    pub rule: ContentRule,
}

/// Parts of a document that other parts name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// An area.
    Area,
    /// An item or line.
    Item,
    /// A scale.
    Scale,
    /// A score.
    Score,
    /// A card.
    Card,
    /// A contact.
    Contact,
    /// A support.
    Support,
}

/// The rules of a content document.
#[derive(Clone, Debug, PartialEq)]
pub enum ContentRule {
    /// An identifier is 1 to `most` ASCII letters, digits, `_`, `-` or `.`.
    IdForm {
        /// Largest number of characters.
        most: usize,
    },
    /// An identifier stands for one thing only, and a list names a thing only once.
    Duplicate {
        /// The identifier.
        id: String,
    },
    /// What is named must exist.
    Unknown {
        /// What should be named here.
        part: Part,
        /// The identifier that nothing has.
        id: String,
    },
    /// A text is given in both languages.
    Empty,
    /// A text is at most so long.
    TooLong {
        /// Characters found.
        found: usize,
        /// Largest number.
        most: usize,
    },
    /// A text has no control characters and no characters that change the direction of writing.
    Invisible {
        /// Code point of the first such character.
        code: u32,
    },
    /// A list has at least so many entries.
    TooFew {
        /// Entries found.
        found: usize,
        /// Smallest number.
        least: usize,
    },
    /// A list has at most so many entries.
    TooMany {
        /// Entries found.
        found: usize,
        /// Largest number.
        most: usize,
    },
    /// Exactly one of these fields is given.
    OneOf {
        /// The fields.
        fields: &'static [&'static str],
        /// How many of them are.
        found: usize,
    },
    /// A field that this kind of item does not have.
    NotForThisKind,
    /// A critical item names its card.
    MissingCard,
    /// A whole number lies within these bounds.
    Range {
        /// Smallest value.
        least: u16,
        /// Largest value.
        most: u16,
    },
    /// A weight is 0 to 5 in quarters.
    Weight,
    /// A share is 0 to 1.
    Share,
    /// The number is above 0.
    NotPositive,
    /// The bands of a count begin at 0.
    BandStart {
        /// Where they begin.
        found: i64,
    },
    /// Bands follow each other without gaps.
    BandGap {
        /// Last count of the band before.
        after: i64,
        /// First count of this band.
        from: i64,
    },
    /// Bands do not overlap.
    BandOverlap {
        /// Last count of the band before; none when it is open.
        after: Option<i64>,
        /// First count of this band.
        from: i64,
    },
    /// A band ends where it begins or later.
    BandReversed {
        /// First count.
        from: i64,
        /// Last count.
        to: i64,
    },
    /// The last band has no end.
    BandClosed,
    /// One answer at least has a point or more.
    NoPoints,
    /// A critical item, an information item and a strength have an answer with 0 points.
    NoZero,
    /// A score builds only on scores before it.
    LaterScore {
        /// The score that stands here or later.
        id: String,
    },
    /// A score reads an input once.
    InputTwice,
    /// The weights of a score are not all 0.
    NoWeight,
    /// The first step of a score has no bound, the others have one.
    StepBound,
    /// The bounds of a score rise, or fall where low is the concern.
    StepOrder,
    /// Scored items of the full form speak of every area.
    AreaWithoutItems,
    /// The lowest level has no condition.
    LowestLevel,
    /// Every level but the lowest has a condition.
    MissingCondition,
    /// A higher level asks for more than a lower one, else the lower one is never shown.
    LevelOrder {
        /// The lower level.
        lower: String,
    },
    /// Each level has its own shape.
    SameShape,
    /// A month lies in one reporting period.
    MonthTwice {
        /// The month, 1–12.
        month: u8,
    },
    /// Every month lies in a reporting period.
    MonthMissing {
        /// The month, 1–12.
        month: u8,
    },
}

/// Reads a content document.
///
/// # Errors
/// Everything that is wrong with it, in one go as far as it can be parsed: see [`ContentError`]. Documents above
/// [`MAX_CONTENT_BYTES`] are refused unread, and so is a newer format.
pub fn read_content(bytes: &[u8]) -> Result<Checklist, ContentError> {
    if bytes.len() > MAX_CONTENT_BYTES {
        return Err(ContentError::TooLarge {
            bytes: bytes.len(),
            limit: MAX_CONTENT_BYTES,
        });
    }
    // Editors on Windows put a byte order mark before UTF-8.
    let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    check_format(json)?;
    let document: wire::Document = serde_json::from_slice(json).map_err(|error| parse_error(&error))?;
    let stamp = ContentStamp {
        id: document.id.clone(),
        version: document.version.clone(),
        checksum: checksum(bytes),
    };
    convert::convert(document, stamp).map_err(ContentError::Faults)
}

/// The content that comes with the app.
///
/// # Errors
/// None that a released app can meet: a test reads it. The result is kept so that nothing has to panic.
pub fn built_in() -> Result<Checklist, ContentError> {
    read_content(BUILT_IN)
}

/// Refuses what is no content document before its fields are looked at.
fn check_format(json: &[u8]) -> Result<(), ContentError> {
    #[derive(serde::Deserialize)]
    struct Header {
        format: String,
    }
    let header: Header = serde_json::from_slice(json).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => ContentError::OtherFormat,
        serde_json::error::Category::Io
        | serde_json::error::Category::Syntax
        | serde_json::error::Category::Eof => parse_error(&error),
    })?;
    let number = header
        .format
        .strip_prefix(FORMAT)
        .and_then(|number| number.parse::<u32>().ok());
    match number {
        Some(FORMAT_NUMBER) => Ok(()),
        Some(number) if number > FORMAT_NUMBER => Err(ContentError::Newer { number }),
        Some(_) | None => Err(ContentError::OtherFormat),
    }
}

fn parse_error(error: &serde_json::Error) -> ContentError {
    let (line, column) = (error.line(), error.column());
    if error.is_data() {
        let message = error.to_string();
        let reason = message
            .rsplit_once(" at line ")
            .map_or(message.as_str(), |(reason, _)| reason);
        ContentError::Shape {
            line,
            column,
            reason: reason.into(),
        }
    } else {
        ContentError::Syntax { line, column }
    }
}

/// First 8 hexadecimal digits of the SHA-256, short enough to be printed on every sheet.
fn checksum(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_content_has_no_fault() {
        let checklist = built_in().expect("the built-in content is read");
        assert_eq!(checklist.items.len(), 14 + 35 + 8 + 1 + 6);
    }
}
