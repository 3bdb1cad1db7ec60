//! The summary file `kizuki.summary/1`: one child without a name, from a school to its ward.
//!
//! [`encode`] writes a [`Summary`], which a person let out, and nothing else. [`decode`] gives a [`Sheet`]: words and
//! identifiers side by side, so that a ward with another content can read it too. [`qr`] puts the same on the paper.
//! Sentences for people are in `text::summary`.

pub mod qr;
mod read;
mod v1;
mod write;

use crate::domain::case_code::{CaseCode, CaseCodeError};
use crate::domain::checklist::Checklist;
use crate::domain::limits::MAX_SUMMARY_BYTES;
use crate::domain::locale::Locale;
use crate::domain::summary::{Sheet, Summary};

/// Name of the format, before its number.
const FORMAT: &str = "kizuki.summary/";
/// The number of the format that is written; older ones are migrated on reading (there are none yet).
const FORMAT_NUMBER: u32 = 1;
/// Faults that are listed.
const MAX_FAULTS: usize = 100;

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
    /// A field that is unknown, missing, given twice, or of another type.
    #[error("a field at line {line}, column {column} does not belong")]
    Shape {
        /// Line, from 1.
        line: usize,
        /// Column in bytes, from 1.
        column: usize,
    },
    /// Readable, but it breaks rules. At most 100 are listed.
    #[error("{} faults", .0.len())]
    Faults(Vec<SummaryFault>),
}

/// One fault of a summary file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryFault {
    /// Where it is, e.g. `areas[3].step`.
    pub place: String,
    /// The rule it breaks.
    pub rule: SummaryRule,
}

/// The rules of a summary file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SummaryRule {
    /// The case code is misread.
    Code(CaseCodeError),
    /// A month is written `2026-11`.
    Month,
    /// A text is given.
    Empty,
    /// A text is at most so long.
    TooLong {
        /// Characters allowed.
        most: usize,
    },
    /// A text has only characters that can be seen.
    Hidden,
    /// An identifier is 1 to 32 ASCII letters, digits, `_`, `-` or `.`.
    IdForm,
    /// A list names a thing only once.
    Duplicate,
    /// A list has at most so many entries.
    TooMany {
        /// Entries allowed.
        most: usize,
    },
    /// A list has at least one entry.
    NoEntry,
    /// A checksum is 8 hexadecimal digits.
    Checksum,
    /// A step is given for a known area and no other, and is none above the highest.
    Step,
}

/// Writes the summary with the words of its content in Japanese. The same summary gives the same bytes.
///
/// # Errors
/// None that a value of these types can meet; the error of the JSON writer is passed on rather than hidden.
pub fn encode(summary: &Summary, checklist: &Checklist) -> Result<String, serde_json::Error> {
    let sheet = Sheet::of(summary.facts(), checklist, Locale::Ja);
    let mut json = serde_json::to_string_pretty(&write::to_wire(&sheet))?;
    json.push('\n');
    Ok(json)
}

/// Reads a summary file.
///
/// # Errors
/// Everything that is wrong with it, as far as it can be parsed. Files above [`MAX_SUMMARY_BYTES`] are refused unread,
/// and so is a newer format.
pub fn decode(bytes: &[u8]) -> Result<Sheet, SummaryFileError> {
    if bytes.len() > MAX_SUMMARY_BYTES {
        return Err(SummaryFileError::TooLarge {
            bytes: bytes.len(),
            most: MAX_SUMMARY_BYTES,
        });
    }
    let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    check_format(json)?;
    let wire: v1::Summary = serde_json::from_slice(json).map_err(|error| parse_error(&error))?;
    read::from_wire(wire).map_err(SummaryFileError::Faults)
}

/// Name of the file of a summary: the case code and nothing else.
pub fn file_name(code: CaseCode) -> String {
    format!("kizuki-summary-{}.json", code.to_string().replace('-', ""))
}

/// Refuses what is no summary before its fields are looked at.
fn check_format(json: &[u8]) -> Result<(), SummaryFileError> {
    #[derive(serde::Deserialize)]
    struct Header {
        format: String,
    }
    let header: Header = serde_json::from_slice(json).map_err(|error| {
        if error.is_data() {
            SummaryFileError::OtherFormat
        } else {
            parse_error(&error)
        }
    })?;
    let number = header
        .format
        .strip_prefix(FORMAT)
        .and_then(|number| number.parse::<u32>().ok());
    match number {
        Some(FORMAT_NUMBER) => Ok(()),
        Some(number) if number > FORMAT_NUMBER => Err(SummaryFileError::Newer { number }),
        Some(_) | None => Err(SummaryFileError::OtherFormat),
    }
}

/// Where it stopped; what the parser says could quote the file and is left out.
fn parse_error(error: &serde_json::Error) -> SummaryFileError {
    let (line, column) = (error.line(), error.column());
    if error.is_data() {
        SummaryFileError::Shape { line, column }
    } else {
        SummaryFileError::Syntax { line, column }
    }
}

#[cfg(test)]
mod tests;
