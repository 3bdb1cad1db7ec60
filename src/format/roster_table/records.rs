//! Rows of a roster, within the bounds of one.

pub(super) use crate::format::records::{Delimiter, Record, ends_with_break};

use super::RosterError;
use crate::domain::limits::{MAX_ROSTER_COLUMNS, MAX_ROSTER_ROWS};
use crate::format::records::{self, TableError};

impl From<TableError> for RosterError {
    fn from(error: TableError) -> Self {
        match error {
            TableError::OpenQuote { line } => RosterError::OpenQuote { line },
            TableError::TooManyColumns { line, max } => RosterError::TooManyColumns { line, max },
            TableError::TooManyRows { max } => RosterError::TooManyRows { max },
        }
    }
}

/// The first `at_most` rows that hold anything but a line break.
///
/// # Errors
/// [`RosterError::TooManyColumns`] and [`RosterError::OpenQuote`].
pub(super) fn read_records(
    text: &str,
    delimiter: Delimiter,
    at_most: usize,
) -> Result<Vec<Record>, RosterError> {
    Ok(records::read_records(
        text,
        delimiter,
        MAX_ROSTER_COLUMNS,
        at_most,
    )?)
}

/// All rows.
///
/// # Errors
/// As [`read_records`], and [`RosterError::TooManyRows`].
pub(super) fn read_all_records(text: &str, delimiter: Delimiter) -> Result<Vec<Record>, RosterError> {
    Ok(records::read_all_records(
        text,
        delimiter,
        MAX_ROSTER_COLUMNS,
        MAX_ROSTER_ROWS,
    )?)
}
