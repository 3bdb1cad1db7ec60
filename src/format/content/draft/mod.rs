//! A content document while people work on it: the JSON tree itself, so that every field of the format can be changed,
//! and a draft may be wrong for a while without losing anything.
//!
//! [`Path`] names a place as faults do. [`edit`] changes what is there, [`form`] says what the format allows there,
//! [`names`] looks after identifiers, [`mod@diff`] finds what differs between two versions, [`history`] takes steps back,
//! [`pasted`] reads items from a spreadsheet, and [`write()`] makes the file.

mod cells;
pub mod diff;
pub mod edit;
pub mod fitting;
pub mod form;
pub mod history;
mod kept;
pub mod names;
pub mod pasted;
mod path;
mod write;

use super::{BUILT_IN, ContentError, ContentFaults, check_format, convert};
use crate::domain::checklist::Checklist;
use crate::domain::limits::MAX_CONTENT_BYTES;
use crate::format::json::Json;

pub use kept::{decode, encode};
pub use path::{Path, Step};
pub use write::write;

/// Reads a content document for working on it: faults of the content are no hindrance, but it must be a content document.
///
/// # Errors
/// [`ContentError::TooLarge`], [`ContentError::Syntax`], [`ContentError::OtherFormat`] and [`ContentError::Newer`], as
/// [`read_content`](super::read_content) gives them.
pub fn open(bytes: &[u8]) -> Result<Json, ContentError> {
    if bytes.len() > MAX_CONTENT_BYTES {
        return Err(ContentError::TooLarge {
            bytes: bytes.len(),
            limit: MAX_CONTENT_BYTES,
        });
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let json: Json = serde_json::from_slice(text).map_err(|error| ContentError::Syntax {
        line: error.line(),
        column: error.column(),
    })?;
    check_format(&json)?;
    Ok(json)
}

/// The 見本 that comes with the app, to begin with.
///
/// # Errors
/// None that a released app can meet; see [`built_in`](super::built_in).
pub fn sample() -> Result<Json, ContentError> {
    open(BUILT_IN)
}

/// The checklist a draft makes. Its checksum is empty, as a draft has no bytes yet.
///
/// # Errors
/// All faults with their places, as [`read_content`](super::read_content) finds them.
pub fn check(draft: &Json) -> Result<Checklist, ContentFaults> {
    convert::convert(draft, String::new(), convert::Known::No)
}
