//! The content document `kizuki.content/1`: everything a board, ward or school decides, as one JSON file.
//!
//! [`read_content`] turns bytes into a checked [`Checklist`] or says everything that is wrong at once, each fault with
//! its place (`items[12].count.bands[2]`) and rule. [`built_in`] is the 見本 that comes with the app. Sentences for
//! people are in `text::content`.

mod conditions;
mod convert;
pub mod draft;
mod faults;
mod items;
mod rule;
mod scoring_rules;
mod shape;
mod table;
#[cfg(test)]
mod tests;
mod warnings;

use sha2::{Digest, Sha256};
use thiserror::Error;

use self::convert::Known;
use crate::domain::checklist::Checklist;
use crate::domain::limits::{MAX_CONTENT_BYTES, MAX_ID_CHARS};
use crate::format::json::Json;

pub use rule::{ContentFault, ContentFaults, ContentRule, Expected, Part};
pub use warnings::{ContentWarning, ContentWarnings, Oddity, warnings};

/// Name of the format, before its number.
const FORMAT: &str = "kizuki.content/";
/// The number of the format that is read.
const FORMAT_NUMBER: u32 = 1;

/// The built-in content: a neutral stand-in (見本) that every ward and school can replace.
const BUILT_IN: &[u8] = include_bytes!("default.json");
/// Its checksum. A test holds both together.
const BUILT_IN_CHECKSUM: &str = "418d8fd8";

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
    /// JSON, but it breaks rules of the format.
    #[error("{} faults", .0.faults.len() + .0.left_out)]
    Faults(ContentFaults),
}

/// Reads a content document.
///
/// # Errors
/// Everything that is wrong with it at once: see [`ContentError`]. Only where a part is missing or of another type are
/// rules that need this part left for the next reading. Documents above [`MAX_CONTENT_BYTES`] are refused unread.
pub fn read_content(bytes: &[u8]) -> Result<Checklist, ContentError> {
    if bytes.len() > MAX_CONTENT_BYTES {
        return Err(ContentError::TooLarge {
            bytes: bytes.len(),
            limit: MAX_CONTENT_BYTES,
        });
    }
    // Editors on Windows put a byte order mark before UTF-8.
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let json = parse(text)?;
    check_format(&json)?;
    convert::convert(&json, checksum(text), Known::No).map_err(ContentError::Faults)
}

fn parse(text: &[u8]) -> Result<Json, ContentError> {
    serde_json::from_slice(text).map_err(|error| ContentError::Syntax {
        line: error.line(),
        column: error.column(),
    })
}

/// The content that comes with the app.
///
/// # Errors
/// None that a released app can meet: a test reads it. The result is kept so that nothing has to panic.
pub fn built_in() -> Result<Checklist, ContentError> {
    convert::convert(&parse(BUILT_IN)?, BUILT_IN_CHECKSUM.to_owned(), Known::Sound)
        .map_err(ContentError::Faults)
}

/// The text of the content that comes with the app.
pub fn built_in_text() -> &'static str {
    // A test reads it; were it no text, it would be no content either.
    std::str::from_utf8(BUILT_IN).unwrap_or_default()
}

/// Refuses what is no content document before its fields are looked at.
fn check_format(json: &Json) -> Result<(), ContentError> {
    let format = json.get("format").and_then(Json::text);
    let number = format
        .and_then(|format| format.strip_prefix(FORMAT))
        .and_then(|number| number.parse().ok());
    match number {
        Some(FORMAT_NUMBER) => Ok(()),
        Some(number) if number > FORMAT_NUMBER => Err(ContentError::Newer { number }),
        Some(_) | None => Err(ContentError::OtherFormat),
    }
}

/// First 8 hexadecimal digits of the SHA-256, short enough to be printed on every sheet.
pub(crate) fn checksum(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a text has the form of an identifier.
fn is_id(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    (1..=MAX_ID_CHARS).contains(&text.len()) && text.bytes().all(plain)
}
