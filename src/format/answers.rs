//! Answers of many students as a table (CSV), for scoring a whole school or a study outside of the app.
//!
//! The first row names the columns: `id`, then identifiers of items, and `gut` where somebody wrote down
//! なんとなく気になる. A cell is what the content calls the answer: its points, or for items that count the count itself;
//! empty is unanswered, `?` is わからない, `-` is 対象外. An item without a column is unanswered for everybody. Nothing is
//! read half: with one fault there are only faults.

use std::borrow::Cow;

use thiserror::Error;

use super::records::{Delimiter, Record, TableError, read_all_records};
use crate::domain::checklist::{Checklist, Item};
use crate::domain::ids::ItemId;
use crate::domain::limits::{MAX_ANSWER_COLUMNS, MAX_ANSWER_ID_CHARS, MAX_ANSWER_ROWS, MAX_COUNT};
use crate::domain::response::{Answer, Response};
use crate::domain::sorted::Map;

/// Faults listed at most; the rest are only counted.
const MAX_FAULTS: usize = 100;
/// Name of the column that tells the rows apart.
const ID: &str = "id";
/// Name of the column for なんとなく気になる.
const GUT: &str = "gut";

/// One row: a student under an identifier of the table's own.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerRow {
    /// What the table calls the student; never read as anything but a text.
    pub id: String,
    /// The answers.
    pub response: Response,
}

/// Why a table of answers cannot be read.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum AnswersError {
    /// It is no table, or one beyond all bounds.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Nothing in it.
    #[error("no rows")]
    Empty,
    /// Headings or cells that break a rule, all of them.
    #[error("{} faults", .0.faults.len() + .0.left_out)]
    Faults(AnswerFaults),
}

/// Everything that is wrong with a table of answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnswerFaults {
    /// The faults, at most 100.
    pub faults: Vec<AnswerFault>,
    /// Further faults that are not listed.
    pub left_out: usize,
}

/// One fault. It never carries what stands in the cell.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerFault {
    /// The line the row begins on, from 1.
    pub line: usize,
    /// The column, from 1; none when the fault is one of the whole row.
    pub column: Option<usize>,
    /// The rule it breaks.
    pub rule: AnswerRule,
}

/// The rules of a table of answers.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerRule {
    /// One column is headed `id`.
    NoIdColumn,
    /// A column is headed `id`, `gut` or by an item of the content.
    UnknownColumn,
    /// Each heading stands once.
    ColumnTwice,
    /// A row has as many cells as there are headings.
    Width {
        /// Cells found.
        found: usize,
        /// Headings.
        expected: usize,
    },
    /// A row says whose it is.
    NoId,
    /// An identifier is at most [`MAX_ANSWER_ID_CHARS`] characters long, all of which can be seen.
    IdForm,
    /// No two rows have one identifier.
    IdTwice {
        /// Line of the first.
        first: usize,
    },
    /// A cell is the points of one of the item's answers, `?`, `-` or empty.
    Points {
        /// The item.
        item: ItemId,
        /// The points its answers have, in the order of the content.
        points: Vec<u8>,
    },
    /// A cell is a whole number from 0 to [`MAX_COUNT`], `?`, `-` or empty.
    Count {
        /// The item.
        item: ItemId,
    },
    /// A cell under `gut` is `1` or empty.
    Gut,
}

/// What a column holds.
enum Column<'a> {
    Id,
    Gut,
    Item(&'a Item),
    Nothing,
}

/// Reads a table of answers.
///
/// # Errors
/// All faults with line and column. More than [`MAX_ANSWER_ROWS`] rows or [`MAX_ANSWER_COLUMNS`] columns are refused.
pub fn read_answers(text: &str, checklist: &Checklist) -> Result<Vec<AnswerRow>, AnswersError> {
    // The headings are a row too.
    let records = read_all_records(text, Delimiter::Comma, MAX_ANSWER_COLUMNS, MAX_ANSWER_ROWS + 1)?;
    let Some((header, rows)) = records.split_first() else {
        return Err(AnswersError::Empty);
    };
    let mut reader = Reader {
        found: AnswerFaults::default(),
        lines: Map::new(),
    };
    let columns = reader.columns(header, checklist);
    let read: Vec<AnswerRow> = rows.iter().map(|row| reader.row(row, &columns)).collect();
    if !reader.found.faults.is_empty() {
        return Err(AnswersError::Faults(reader.found));
    }
    if read.is_empty() {
        return Err(AnswersError::Empty);
    }
    Ok(read)
}

struct Reader {
    found: AnswerFaults,
    /// The line of every identifier so far.
    lines: Map<String, usize>,
}

impl Reader {
    fn fault(&mut self, line: usize, column: Option<usize>, rule: AnswerRule) {
        if self.found.faults.len() < MAX_FAULTS {
            let column = column.map(|index| index + 1);
            self.found.faults.push(AnswerFault { line, column, rule });
        } else {
            self.found.left_out += 1;
        }
    }

    fn columns<'a>(&mut self, header: &Record, checklist: &'a Checklist) -> Vec<Column<'a>> {
        let names: Vec<&str> = header.cells.iter().map(|cell| cell.trim()).collect();
        let mut columns = Vec::with_capacity(names.len());
        for (index, name) in names.iter().enumerate() {
            if names.iter().take(index).any(|other| other == name) {
                self.fault(header.line, Some(index), AnswerRule::ColumnTwice);
                columns.push(Column::Nothing);
                continue;
            }
            let item = || checklist.items.iter().find(|item| item.id.as_str() == *name);
            columns.push(match *name {
                ID => Column::Id,
                GUT => Column::Gut,
                _ => match item() {
                    Some(item) => Column::Item(item),
                    None => {
                        self.fault(header.line, Some(index), AnswerRule::UnknownColumn);
                        Column::Nothing
                    }
                },
            });
        }
        if !names.contains(&ID) {
            self.fault(header.line, None, AnswerRule::NoIdColumn);
        }
        columns
    }

    fn row(&mut self, row: &Record, columns: &[Column<'_>]) -> AnswerRow {
        let mut read = AnswerRow {
            id: String::new(),
            response: Response::default(),
        };
        let (found, expected) = (row.cells.len(), columns.len());
        if found != expected {
            self.fault(row.line, None, AnswerRule::Width { found, expected });
        }
        for (index, column) in columns.iter().enumerate() {
            // Spreadsheets of Japanese schools write full-width digits and signs as readily as plain ones.
            let cell = narrow(row.cell(index).trim());
            let fault = match column {
                Column::Id => self.id(row, index, &mut read),
                Column::Gut => match cell.as_ref() {
                    "" => None,
                    "1" => {
                        read.response.gut = true;
                        None
                    }
                    _ => Some(AnswerRule::Gut),
                },
                Column::Item(_) if cell.is_empty() => None,
                Column::Item(item) => match answer(item, &cell) {
                    Some(answer) => {
                        read.response.answers.insert(item.id.clone(), answer);
                        None
                    }
                    None => Some(rule_of(item)),
                },
                Column::Nothing => None,
            };
            if let Some(rule) = fault {
                self.fault(row.line, Some(index), rule);
            }
        }
        read
    }

    fn id(&mut self, row: &Record, index: usize, read: &mut AnswerRow) -> Option<AnswerRule> {
        let id = row.cell(index).trim();
        if id.is_empty() {
            return Some(AnswerRule::NoId);
        }
        if id.chars().count() > MAX_ANSWER_ID_CHARS || id.chars().any(char::is_control) {
            return Some(AnswerRule::IdForm);
        }
        if let Some(first) = self.lines.get(id) {
            return Some(AnswerRule::IdTwice { first: *first });
        }
        self.lines.insert(id.to_owned(), row.line);
        read.id = id.to_owned();
        None
    }
}

/// The same with full-width ASCII made plain.
fn narrow(cell: &str) -> Cow<'_, str> {
    if cell.is_ascii() {
        return cell.into();
    }
    let plain = |c: char| match u32::from(c) {
        code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(c),
        _ => c,
    };
    cell.chars().map(plain).collect::<String>().into()
}

/// The answer a cell stands for. Answers with equal points are equal to every score, so the first of them is meant.
fn answer(item: &Item, cell: &str) -> Option<Answer> {
    match cell {
        "?" => return Some(Answer::Unknown),
        "-" => return Some(Answer::NotApplicable),
        _ => {}
    }
    // Not `+2`, which the library reads as a number.
    if !cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if item.count.is_some() {
        let count = cell.parse().ok().filter(|count| *count <= MAX_COUNT)?;
        return Some(Answer::Count(count));
    }
    let points: u8 = cell.parse().ok()?;
    let index = item.options.iter().position(|option| option.points == points)?;
    u8::try_from(index).ok().map(Answer::Option)
}

fn rule_of(item: &Item) -> AnswerRule {
    if item.count.is_some() {
        AnswerRule::Count {
            item: item.id.clone(),
        }
    } else {
        AnswerRule::Points {
            item: item.id.clone(),
            points: item.options.iter().map(|option| option.points).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::content::built_in;

    fn read(text: &str) -> Result<Vec<AnswerRow>, AnswersError> {
        read_answers(text, &built_in().unwrap())
    }

    fn faults(text: &str) -> Vec<(usize, Option<usize>, AnswerRule)> {
        match read(text) {
            Err(AnswersError::Faults(found)) => found
                .faults
                .into_iter()
                .map(|fault| (fault.line, fault.column, fault.rule))
                .collect(),
            other => panic!("no faults but {other:?}"),
        }
    }

    #[test]
    fn cells_are_points_counts_unknown_not_applicable_or_blank() {
        let rows = read("id,A1,A4,B1,C1,D1,gut\r\n s1 ,4,3,?,-,,1\r\ns2,,,,,,\r\n").unwrap();
        let answers: Vec<(&str, Answer)> = rows[0]
            .response
            .answers
            .iter()
            .map(|(id, answer)| (id.as_str(), *answer))
            .collect();
        assert_eq!(rows[0].id, "s1");
        assert_eq!(
            answers,
            [
                ("A1", Answer::Count(4)),
                ("A4", Answer::Option(3)),
                ("B1", Answer::Unknown),
                ("C1", Answer::NotApplicable),
            ]
        );
        assert!(rows[0].response.gut && rows[1].response.is_empty());
    }

    #[test]
    fn full_width_digits_and_signs_are_read_as_plain_ones() {
        let rows = read("id,A4,B1\nｘ１,２,？\n").unwrap();
        assert_eq!(rows[0].id, "ｘ１");
        assert_eq!(
            rows[0].response.answers.values().copied().collect::<Vec<_>>(),
            [Answer::Option(2), Answer::Unknown]
        );
    }

    #[test]
    fn every_fault_is_named_with_line_and_column_and_nothing_is_read() {
        let found = faults("id,A4,A1,ZZ,gut\ns1,4,401,9,yes\n,1.5,-1,,0\ns1,+1,,,\n");
        let points = AnswerRule::Points {
            item: "A4".into(),
            points: vec![0, 1, 2, 3],
        };
        let count = AnswerRule::Count { item: "A1".into() };
        assert_eq!(
            found,
            [
                (1, Some(4), AnswerRule::UnknownColumn),
                (2, Some(2), points.clone()),
                (2, Some(3), count.clone()),
                (2, Some(5), AnswerRule::Gut),
                (3, Some(1), AnswerRule::NoId),
                (3, Some(2), points.clone()),
                (3, Some(3), count),
                (3, Some(5), AnswerRule::Gut),
                (4, Some(1), AnswerRule::IdTwice { first: 2 }),
                (4, Some(2), points),
            ]
        );
    }

    #[test]
    fn headings_stand_once_and_rows_are_as_wide_as_they() {
        assert_eq!(
            faults("A4,A4\n1,2\n"),
            [
                (1, Some(2), AnswerRule::ColumnTwice),
                (1, None, AnswerRule::NoIdColumn),
            ]
        );
        let width = |found| AnswerRule::Width { found, expected: 2 };
        assert_eq!(
            faults("id,A4\ns1\ns2,1,2\n"),
            [(2, None, width(1)), (3, None, width(3))]
        );
    }

    #[test]
    fn an_identifier_is_bounded_and_can_be_seen() {
        let long = "x".repeat(MAX_ANSWER_ID_CHARS + 1);
        assert_eq!(
            faults(&format!("id\n{long}\n\"a\nb\"\n")),
            [(2, Some(1), AnswerRule::IdForm), (3, Some(1), AnswerRule::IdForm)]
        );
        assert!(read(&format!("id\n{}\n", "x".repeat(MAX_ANSWER_ID_CHARS))).is_ok());
    }

    #[test]
    fn a_table_without_rows_is_empty_and_one_with_too_many_is_refused() {
        assert_eq!(read(""), Err(AnswersError::Empty));
        assert_eq!(read("id,A4\n"), Err(AnswersError::Empty));
        let many: String = (0..=MAX_ANSWER_ROWS).map(|row| format!("{row}\n")).collect();
        let error = AnswersError::Table(TableError::TooManyRows {
            max: MAX_ANSWER_ROWS + 1,
        });
        assert_eq!(read(&format!("id\n{many}")), Err(error));
    }

    #[test]
    fn a_hundred_faults_are_listed_and_the_others_counted() {
        let rows: String = (0..150).map(|row| format!("{row},9\n")).collect();
        let Err(AnswersError::Faults(found)) = read(&format!("id,A4\n{rows}")) else {
            panic!("read")
        };
        assert_eq!((found.faults.len(), found.left_out), (100, 50));
    }
}
