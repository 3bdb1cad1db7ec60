//! The summary file `kizuki.summary/1`: one child without a name, from a school to its ward.
//!
//! [`encode`] writes a [`Summary`], which a person let out, and nothing else. [`decode`] gives a [`Sheet`]: words and
//! identifiers side by side, so that a ward with another content can read it too. [`qr`] puts the same on the paper.
//! Sentences for people are in `text::summary`.

pub mod qr;
mod read;
#[cfg(test)]
mod schema;
mod write;

use crate::domain::case_code::CaseCode;
use crate::domain::checklist::Checklist;
use crate::domain::limits::MAX_SUMMARY_BYTES;
use crate::domain::locale::Locale;
use crate::domain::summary::{Sheet, Summary};
use crate::format::checked::FileFault;
use crate::format::json::Json;

/// Name of the format, before its number.
const FORMAT: &str = "kizuki.summary/";
/// The number of the format that is written; older ones are migrated on reading (there are none yet).
const FORMAT_NUMBER: u32 = 1;

/// Media type of a summary file.
pub const MEDIA_TYPE: &str = "application/json";

/// Why bytes are no summary that can be taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SummaryFileError {
    /// The file is larger than any summary; it was not looked at.
    #[error("summary of {bytes} bytes, at most {most} are read")]
    TooLarge {
        /// Bytes found.
        bytes: usize,
        /// Bytes allowed.
        most: usize,
    },
    /// Not JSON, or cut off.
    #[error("not JSON at line {line}, column {column}")]
    Syntax {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// JSON, but not a summary.
    #[error("not a summary")]
    OtherFormat,
    /// Written by a newer app.
    #[error("summary format {number} is newer than {FORMAT_NUMBER}")]
    Newer {
        /// Number of the format found.
        number: u32,
    },
    /// Readable, but it breaks a rule.
    #[error(transparent)]
    Fault(#[from] FileFault),
}

/// Writes the summary with the words of its content in Japanese. The same summary gives the same bytes.
pub fn encode(summary: &Summary, checklist: &Checklist) -> String {
    write::write(&Sheet::of(summary.facts(), checklist, Locale::Ja))
}

/// Reads a summary file.
///
/// # Errors
/// The first thing that is wrong with it. Files above [`MAX_SUMMARY_BYTES`] are refused unread, and so is a newer format.
pub fn decode(bytes: &[u8]) -> Result<Sheet, SummaryFileError> {
    if bytes.len() > MAX_SUMMARY_BYTES {
        return Err(SummaryFileError::TooLarge {
            bytes: bytes.len(),
            most: MAX_SUMMARY_BYTES,
        });
    }
    let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // Only where it stopped; what the parser says could quote the file.
    let json: Json = serde_json::from_slice(json).map_err(|error| SummaryFileError::Syntax {
        line: error.line(),
        column: error.column(),
    })?;
    let format = json
        .get("format")
        .and_then(Json::text)
        .and_then(|format| format.strip_prefix(FORMAT));
    match format.and_then(|number| number.parse::<u32>().ok()) {
        Some(FORMAT_NUMBER) => Ok(read::read(&json)?),
        Some(number) if number > FORMAT_NUMBER => Err(SummaryFileError::Newer { number }),
        Some(_) | None => Err(SummaryFileError::OtherFormat),
    }
}

/// Name of the file of a summary: the case code and nothing else.
pub fn file_name(code: CaseCode) -> String {
    format!("kizuki-summary-{}.json", code.to_string().replace('-', ""))
}

#[cfg(test)]
mod tests;
