//! Text → rows of cells, with the line each row begins on as an editor would count it.

use csv_core::{ReadRecordResult, ReaderBuilder};

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    /// CSV.
    Comma,
    /// What Excel puts on the clipboard.
    Tab,
}

/// Why a text is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// A quotation mark that is never closed.
    #[error("unclosed quotation mark in the row on line {line}")]
    OpenQuote {
        /// The line its row begins on, from 1.
        line: usize,
    },
    /// A row with more cells than allowed.
    #[error("more than {max} columns on line {line}")]
    TooManyColumns {
        /// The line, from 1.
        line: usize,
        /// Columns allowed.
        max: usize,
    },
    /// More rows than allowed.
    #[error("more than {max} rows")]
    TooManyRows {
        /// Rows allowed.
        max: usize,
    },
}

/// One row of the file.
pub(super) struct Record {
    /// The line it begins on, from 1. Line breaks inside quoted cells count.
    pub line: usize,
    /// The cells, unquoted.
    pub cells: Vec<String>,
}

impl Record {
    /// The cell in this column, empty where the row is shorter.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// Whether nothing is written in any cell.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// The first `at_most` rows that hold anything but a line break.
///
/// # Errors
/// [`TableError::TooManyColumns`] and [`TableError::OpenQuote`].
pub(super) fn read_records(
    text: &str,
    delimiter: Delimiter,
    columns: usize,
    at_most: usize,
) -> Result<Vec<Record>, TableError> {
    let separator = match delimiter {
        Delimiter::Comma => b',',
        Delimiter::Tab => b'\t',
    };
    let mut reader = ReaderBuilder::new().delimiter(separator).build();
    let mut bytes = text.as_bytes().to_vec();
    if !ends_with_break(text) {
        bytes.push(b'\n');
    }
    let mut output = vec![0; bytes.len()];
    let mut ends = vec![0; columns + 1];
    let mut records = Vec::new();
    let mut rest = bytes.as_slice();
    let mut line = 1;
    while records.len() < at_most {
        let blank = rest.iter().take_while(|byte| is_break(**byte)).count();
        let (breaks, from) = rest.split_at(blank);
        line += count_lines(breaks);
        if from.is_empty() {
            break;
        }
        let (result, read, _, cells) = reader.read_record(from, &mut output, &mut ends);
        match result {
            ReadRecordResult::Record if cells <= columns => {
                records.push(Record {
                    line,
                    cells: cut_cells(&output, ends.get(..cells).unwrap_or_default()),
                });
            }
            // All rows end in a line break, so a reader that wants more is inside quotes.
            ReadRecordResult::InputEmpty | ReadRecordResult::End => {
                return Err(TableError::OpenQuote { line });
            }
            ReadRecordResult::Record | ReadRecordResult::OutputEndsFull | ReadRecordResult::OutputFull => {
                return Err(TableError::TooManyColumns { line, max: columns });
            }
        }
        // The reader takes one byte of the line break; the lines inside the row are counted here, the break above.
        let (row, after) = from.split_at(read.saturating_sub(1));
        line += count_lines(row);
        rest = after;
    }
    Ok(records)
}

/// All rows, of which there are at most so many.
///
/// # Errors
/// As [`read_records`], and [`TableError::TooManyRows`].
pub(super) fn read_all_records(
    text: &str,
    delimiter: Delimiter,
    columns: usize,
    max: usize,
) -> Result<Vec<Record>, TableError> {
    let records = read_records(text, delimiter, columns, max + 1)?;
    if records.len() > max {
        return Err(TableError::TooManyRows { max });
    }
    Ok(records)
}

/// Whether the last row is finished by a line break. A file cut short is not, though some programs leave it off.
pub(super) fn ends_with_break(text: &str) -> bool {
    text.as_bytes().last().copied().is_some_and(is_break)
}

fn is_break(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

/// Line breaks in whole lines: CRLF, LF or a lone CR.
fn count_lines(bytes: &[u8]) -> usize {
    let feeds = bytes.iter().filter(|byte| **byte == b'\n').count();
    let lone_returns = bytes
        .iter()
        .zip(bytes.iter().skip(1).chain([&b' ']))
        .filter(|pair| *pair.0 == b'\r' && *pair.1 != b'\n');
    feeds + lone_returns.count()
}

fn cut_cells(output: &[u8], ends: &[usize]) -> Vec<String> {
    let mut start = 0;
    ends.iter()
        .map(|&end| {
            let cell = output.get(start..end).unwrap_or_default();
            start = end;
            // The input was text and is cut at ASCII bytes only, so nothing is ever lost here.
            String::from_utf8_lossy(cell).into_owned()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: usize = 300;
    const ROWS: usize = 2_000;

    fn lines_and_cells(text: &str) -> Vec<(usize, Vec<String>)> {
        let records = read_all_records(text, Delimiter::Comma, COLUMNS, ROWS).unwrap();
        records
            .into_iter()
            .map(|record| (record.line, record.cells))
            .collect()
    }

    fn row(line: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn a_row_knows_the_line_it_begins_on_even_after_blank_lines_and_breaks_in_cells() {
        for text in [
            "a,b\r\n\r\n\"c\r\nd\",e\r\n\r\n\r\nf\r\n",
            "a,b\n\n\"c\r\nd\",e\n\n\nf",
            "a,b\r\r\"c\r\nd\",e\r\r\rf\r",
        ] {
            let expected = vec![row(1, &["a", "b"]), row(3, &["c\r\nd", "e"]), row(7, &["f"])];
            assert_eq!(lines_and_cells(text), expected, "{text:?}");
        }
    }

    #[test]
    fn quotes_hide_separators_and_double_to_be_themselves() {
        assert_eq!(
            lines_and_cells("\"a,\"\"b\"\"\",c\"d\n"),
            vec![row(1, &["a,\"b\"", "c\"d"])]
        );
    }

    #[test]
    fn a_quote_that_is_never_closed_names_the_row_it_swallowed_from() {
        for text in ["a,b\n1,\"x\n2,y\n3,z\n", "a,b\n1,\"x", "a,b\n\"", "a\n\"\n"] {
            let fault = read_all_records(text, Delimiter::Comma, COLUMNS, ROWS).err();
            assert_eq!(fault, Some(TableError::OpenQuote { line: 2 }), "{text:?}");
        }
    }

    #[test]
    fn bounds_hold_exactly_at_their_limits() {
        let wide = |columns: usize| format!("a\n{}x\n", ",".repeat(columns - 1));
        assert_eq!(lines_and_cells(&wide(COLUMNS)).len(), 2);
        let fault = read_all_records(&wide(COLUMNS + 1), Delimiter::Comma, COLUMNS, ROWS).err();
        assert_eq!(
            fault,
            Some(TableError::TooManyColumns {
                line: 2,
                max: COLUMNS
            })
        );
        assert_eq!(lines_and_cells(&"1\n".repeat(ROWS)).len(), ROWS);
        let fault = read_all_records(&"1\n".repeat(ROWS + 1), Delimiter::Comma, COLUMNS, ROWS).err();
        assert_eq!(fault, Some(TableError::TooManyRows { max: ROWS }));
    }
}
