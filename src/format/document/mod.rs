//! The document file `kizuki.document/1`: one class over its rounds, with the key table, as it is kept and saved.
//!
//! [`encode`] writes it, [`decode`] reads it back or says what is wrong and where. Files may be old, damaged or made by
//! hand: nothing is taken over unchecked, and a newer format is refused rather than half understood. Sentences for
//! people are in `text::keeping`.

mod v1;

use chrono::{Datelike, NaiveDate};

use crate::domain::document::Document;
use crate::domain::limits::MAX_FILE_BYTES;

/// Name of the format, before its number.
const FORMAT: &str = "kizuki.document/";
/// The number of the format that is written; older ones are migrated on reading (there are none yet).
const FORMAT_NUMBER: u32 = 1;

/// Media type of a saved document.
pub const MEDIA_TYPE: &str = "application/json";

/// Why bytes are no document that can be opened, or a document none that can be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The file is larger than any document; it was not looked at.
    #[error("document of {bytes} bytes, at most {most} are read")]
    TooLarge {
        /// Bytes found.
        bytes: usize,
        /// Bytes allowed.
        most: usize,
    },
    /// The text ends too early, as after an interrupted copy.
    #[error("document ends too early at line {line}, column {column}")]
    CutOff {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// Not JSON.
    #[error("not JSON at line {line}, column {column}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// JSON, but not a document of this app.
    #[error("not a document")]
    OtherFormat,
    /// Written by a newer app.
    #[error("document format {number} is newer than {FORMAT_NUMBER}")]
    Newer {
        /// Number of the format found.
        number: u32,
    },
    /// A field that is unknown, missing, given twice, or of another type.
    #[error("line {line}, column {column}: {wanted}")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
        /// What should stand there, in the words of the format; never what does stand there.
        wanted: String,
    },
    /// Readable, but it breaks a rule.
    #[error("{place}: {rule}")]
    Fault {
        /// Where, e.g. `rounds[1].responses[3].answers.A1`.
        place: String,
        /// The rule.
        rule: DocumentRule,
    },
    /// The document could not be written as JSON and read back the same.
    #[error("the document does not read back as it is")]
    Unwritable,
}

/// The rules of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentRule {
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
    /// Numbers, identifiers and codes stand for one thing only.
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

/// Writes a document as JSON in UTF-8, and makes sure that it can be read back.
///
/// # Errors
/// When the document breaks a rule that reading would refuse ([`DocumentError::Fault`]), so that nothing is ever stored
/// that cannot be opened again.
pub fn encode(document: &Document) -> Result<String, DocumentError> {
    let wire = v1::to_wire(document);
    if v1::from_wire(&wire)? != *document {
        return Err(DocumentError::Unwritable);
    }
    serde_json::to_string(&wire).map_err(|_| DocumentError::Unwritable)
}

/// Reads a document.
///
/// # Errors
/// When it is larger than [`MAX_FILE_BYTES`], not JSON, no document, newer than this app, or breaks a rule; see
/// [`DocumentError`]. Nothing of it is taken over then.
pub fn decode(bytes: &[u8]) -> Result<Document, DocumentError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(DocumentError::TooLarge {
            bytes: bytes.len(),
            most: MAX_FILE_BYTES,
        });
    }
    // Editors on Windows put a byte order mark before UTF-8.
    let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    check_format(json)?;
    let wire = serde_json::from_slice(json).map_err(|error| parse_error(&error))?;
    v1::from_wire(&wire)
}

/// Name of a saved file: the day it was saved and nothing of the class, because file names travel.
pub fn file_name(day: NaiveDate) -> String {
    format!(
        "kizuki-{:04}-{:02}-{:02}.json",
        day.year(),
        day.month(),
        day.day()
    )
}

/// Refuses what is no document before its fields are looked at.
fn check_format(json: &[u8]) -> Result<(), DocumentError> {
    #[derive(serde::Deserialize)]
    struct Header {
        format: String,
    }
    let header: Header = serde_json::from_slice(json).map_err(|error| {
        if error.is_data() {
            DocumentError::OtherFormat
        } else {
            parse_error(&error)
        }
    })?;
    let number = header.format.strip_prefix(FORMAT);
    match number.and_then(|number| number.parse::<u32>().ok()) {
        Some(FORMAT_NUMBER) => Ok(()),
        Some(number) if number > FORMAT_NUMBER => Err(DocumentError::Newer { number }),
        Some(_) | None => Err(DocumentError::OtherFormat),
    }
}

/// The parser's error without what it quotes from the file, which may be a name or an answer.
fn parse_error(error: &serde_json::Error) -> DocumentError {
    let (line, column) = (error.line(), error.column());
    if error.is_eof() {
        DocumentError::CutOff { line, column }
    } else if error.is_data() {
        let message = error.to_string();
        let message = message
            .rsplit_once(" at line ")
            .map_or("", |(message, _)| message);
        let wanted = match message.rsplit_once(", expected ") {
            Some((_, wanted)) => format!("expected {wanted}"),
            // These two name fields of the format only.
            None if message.starts_with("missing field ") || message.starts_with("duplicate field ") => {
                message.to_owned()
            }
            None => "of another shape".to_owned(),
        };
        DocumentError::Shape { line, column, wanted }
    } else {
        DocumentError::Syntax { line, column }
    }
}

#[cfg(test)]
mod tests;
