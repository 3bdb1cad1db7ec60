//! The document file `kizuki.document/3`: one class over its rounds with its ledger, as it is kept and saved.
//!
//! [`encode`] writes it, [`decode`] reads it back or says what is wrong and where. Files may be old, damaged or made by
//! hand: nothing is taken over unchecked, and a newer format is refused rather than half understood. Sentences for
//! people are in `text::keeping`.

mod parts;
mod v1;
mod v2;
mod v3;

use chrono::{Datelike, NaiveDate};

pub use parts::write::answer_code;

use crate::domain::document::Document;
use crate::domain::limits::{MAX_FILE_BYTES, MAX_ROUNDS, MAX_STUDENTS};
use crate::format::checked::FileFault;
use crate::format::json::Json;

/// Name of the format, before its number.
const FORMAT: &str = "kizuki.document/";
/// The number of the format that is written; older ones are migrated on reading.
const FORMAT_NUMBER: u32 = 3;
/// The first format that keeps the content documents of its rounds.
const CONTENTS_SINCE: u32 = 3;

/// Case codes of one round or retired ones: one per student and round would be as many.
const MAX_CODES: usize = MAX_STUDENTS * MAX_ROUNDS;
/// Students removed from one class.
const MAX_REMOVED: usize = 10_000;

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
    /// Readable, but it breaks a rule.
    #[error(transparent)]
    Fault(#[from] FileFault),
    /// The document holds something that cannot be written.
    #[error("the document cannot be written")]
    Unwritable,
}

/// Writes a document as JSON in UTF-8. What stands in the file is the ledger: from it the document is made on reading.
///
/// # Errors
/// When the document breaks a rule that reading would refuse, so that nothing is ever stored that cannot be opened again.
pub fn encode(document: &Document) -> Result<String, DocumentError> {
    let text = v2::write(&document.ledger);
    if v2::is_within_bounds(&document.ledger) && text.len() <= MAX_FILE_BYTES {
        return Ok(text);
    }
    // Reading is slow, but names the fault with its place.
    Err(decode(text.as_bytes()).err().unwrap_or(DocumentError::Unwritable))
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
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let json: Json = serde_json::from_slice(bytes).map_err(|error| parse_error(&error))?;
    let format = json
        .get("format")
        .and_then(Json::text)
        .and_then(|format| format.strip_prefix(FORMAT));
    match format.and_then(|number| number.parse::<u32>().ok()) {
        Some(1) => Ok(v1::read(&json, bytes)?),
        Some(number @ 2..=FORMAT_NUMBER) => Ok(v2::read(&json, number)?),
        Some(number) if number > FORMAT_NUMBER => Err(DocumentError::Newer { number }),
        Some(_) | None => Err(DocumentError::OtherFormat),
    }
}

/// Name of a saved file: the day it was saved, whether it is sealed, and nothing of the class, because file names travel.
pub fn file_name(day: NaiveDate, is_sealed: bool) -> String {
    let ending = if is_sealed { "age" } else { "json" };
    format!(
        "kizuki-{:04}-{:02}-{:02}.{ending}",
        day.year(),
        day.month(),
        day.day()
    )
}

/// Name of a file that is handed over (引継ぎ): the day, and nothing of the class or of who gets it.
pub fn hand_over_name(day: NaiveDate) -> String {
    format!(
        "kizuki-handover-{:04}-{:02}-{:02}.age",
        day.year(),
        day.month(),
        day.day()
    )
}

/// The parser's error by its position alone; its words may quote the file.
fn parse_error(error: &serde_json::Error) -> DocumentError {
    let (line, column) = (error.line(), error.column());
    if error.is_eof() {
        DocumentError::CutOff { line, column }
    } else {
        DocumentError::Syntax { line, column }
    }
}

#[cfg(test)]
mod tests;
