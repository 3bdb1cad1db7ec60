//! Which column is read as what: found from the headings, and open to change by the teacher.

use super::RosterError;
use super::headings::{Field, Heading, NamePart, classify, plain_heading};
use super::records::{Delimiter, Record, read_records};
use crate::domain::limits::MAX_NAME_CHARS;
use crate::format::text_encoding::{DecodedText, Nfkc};

/// Rows among which the headings are looked for; titles and blank rows may stand above them.
const HEADER_ROWS: usize = 10;

/// What happens to a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnFate {
    /// 読み込む, as this field.
    Read(Field),
    /// 捨てる: its contents are never kept.
    Discarded,
}

/// How one roster is read. Found by the reader; columns, names and rows can be left out or assigned anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    pub(super) delimiter: Delimiter,
    /// Index of the row of headings among the rows.
    pub(super) header: Option<usize>,
    columns: Vec<Column>,
    keeps_names: bool,
    left_out: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Column {
    field: Option<Field>,
    is_locked: bool,
}

impl Mapping {
    /// What stands between two cells.
    pub fn delimiter(&self) -> Delimiter {
        self.delimiter
    }

    /// Number of columns.
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// The field a column was taken for, whether or not names are kept.
    pub fn field(&self, column: usize) -> Option<Field> {
        self.columns.get(column).and_then(|column| column.field)
    }

    /// What happens to a column.
    pub fn fate(&self, column: usize) -> ColumnFate {
        match self.field(column) {
            Some(field) if self.keeps_names || !field.is_name() => ColumnFate::Read(field),
            Some(_) | None => ColumnFate::Discarded,
        }
    }

    /// Whether its heading forbids reading it (birth date, address, guardian, …).
    pub fn is_locked(&self, column: usize) -> bool {
        self.columns.get(column).is_none_or(|column| column.is_locked)
    }

    /// Reads this column as `field`, or discards it. A field is read from one column: the one that had it loses it.
    /// Gives `false`, and changes nothing, for a locked column.
    pub fn assign(&mut self, column: usize, field: Option<Field>) -> bool {
        if self.is_locked(column) {
            return false;
        }
        for (index, other) in self.columns.iter_mut().enumerate() {
            if index == column {
                other.field = field;
            } else if other.field.is_some() && other.field == field {
                other.field = None;
            }
        }
        true
    }

    /// Whether names and readings are kept. Without them the name column still shows which rows have a student.
    pub fn keeps_names(&self) -> bool {
        self.keeps_names
    }

    /// 番号だけで使う (`false`), or keep names and readings where the roster has them.
    pub fn keep_names(&mut self, keep: bool) {
        self.keeps_names = keep;
    }

    /// Leaves the row that begins on this line out, or takes it in again.
    pub fn leave_out(&mut self, line: usize, out: bool) {
        self.left_out.retain(|other| *other != line);
        if out {
            self.left_out.push(line);
        }
    }

    /// Whether the row on this line is left out.
    pub fn leaves_out(&self, line: usize) -> bool {
        self.left_out.contains(&line)
    }

    /// Columns read as `field`: none, one, or two for family and given name apart.
    pub(super) fn columns_of(&self, field: Field) -> impl Iterator<Item = usize> {
        self.columns
            .iter()
            .enumerate()
            .filter(move |(_, column)| column.field == Some(field))
            .map(|(index, _)| index)
    }

    /// Whether any column is read as `field`.
    pub(super) fn has(&self, field: Field) -> bool {
        self.columns_of(field).next().is_some()
    }

    /// Finds out how a roster is to be read.
    ///
    /// # Errors
    /// [`RosterError::Empty`] and [`RosterError::NoHeader`].
    pub(super) fn find(source: &DecodedText, nfkc: Nfkc) -> Result<Self, RosterError> {
        let text = source.as_str();
        let has_tab = text.contains('\t');
        let separators = if has_tab {
            [Delimiter::Tab, Delimiter::Comma]
        } else {
            [Delimiter::Comma, Delimiter::Tab]
        };
        let mut best: Option<(usize, Self)> = None;
        for delimiter in separators {
            // A fault further down is reported when the whole is read.
            let Ok(records) = read_records(text, delimiter, HEADER_ROWS) else {
                continue;
            };
            for (index, record) in records.iter().enumerate() {
                let columns = columns_under(record, nfkc);
                let found = worth(&columns);
                if found > best.as_ref().map_or(0, |(most, _)| *most) {
                    best = Some((found, Self::new(delimiter, Some(index), columns)));
                }
            }
        }
        if let Some((_, mapping)) = best {
            return Ok(mapping);
        }
        let [delimiter, _] = separators;
        let records = super::records::read_all_records(text, delimiter)?;
        let records: Vec<&Record> = records.iter().filter(|record| !record.is_blank()).collect();
        if records.is_empty() {
            return Err(RosterError::Empty);
        }
        let columns = guess_columns(&records, nfkc)
            // Words without numbers are a paste of names, but as a file they may be anything.
            .filter(|columns| !source.is_file() || columns_hold(columns, Field::Number))
            .ok_or(RosterError::NoHeader { rows: HEADER_ROWS })?;
        Ok(Self::new(delimiter, None, columns))
    }

    fn new(delimiter: Delimiter, header: Option<usize>, columns: Vec<Column>) -> Self {
        Self {
            delimiter,
            header,
            columns,
            keeps_names: true,
            left_out: Vec::new(),
        }
    }
}

/// How sure one can be that these are the headings: the fields found, and nothing without a number or a name.
fn worth(columns: &[Column]) -> usize {
    if columns_hold(columns, Field::Number) || columns_hold(columns, Field::Name) {
        Field::ALL
            .into_iter()
            .filter(|field| columns_hold(columns, *field))
            .count()
    } else {
        0
    }
}

fn columns_hold(columns: &[Column], field: Field) -> bool {
    columns.iter().any(|column| column.field == Some(field))
}

/// The columns under a row of headings. Where several headings name one field, the surest is taken, then the leftmost.
fn columns_under(record: &Record, nfkc: Nfkc) -> Vec<Column> {
    let headings: Vec<Heading> = record
        .cells
        .iter()
        .map(|cell| classify(&plain_heading(cell, nfkc)))
        .collect();
    let mut columns: Vec<Column> = headings
        .iter()
        .map(|heading| Column {
            field: None,
            is_locked: *heading == Heading::Sensitive,
        })
        .collect();
    for field in Field::ALL {
        let whole = headings
            .iter()
            .enumerate()
            .filter_map(|(index, heading)| match heading {
                Heading::Known { field: known, rank } if *known == field => Some((*rank, index)),
                Heading::Known { .. } | Heading::Half { .. } | Heading::Sensitive | Heading::Other => None,
            })
            .min()
            .map(|(_, index)| vec![index]);
        let half = |part| {
            headings
                .iter()
                .position(|heading| *heading == Heading::Half { field, part })
        };
        let halves = || Some(vec![half(NamePart::Family)?, half(NamePart::Given)?]);
        for index in whole.or_else(halves).unwrap_or_default() {
            if let Some(column) = columns.get_mut(index) {
                column.field = Some(field);
            }
        }
    }
    columns
}

/// Without headings only the plainest pastes are understood: numbers, names, or both side by side, and readings after
/// the names.
fn guess_columns(records: &[&Record], nfkc: Nfkc) -> Option<Vec<Column>> {
    let width = records.iter().map(|record| record.cells.len()).max().unwrap_or(0);
    let all = |column: usize, test: &dyn Fn(&str) -> bool| {
        records
            .iter()
            .all(|record| test(nfkc(record.cell(column)).trim()))
    };
    let is_number =
        |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_name = |text: &str| {
        !text.is_empty()
            && text.chars().count() <= MAX_NAME_CHARS
            && !text
                .chars()
                .any(|c| c.is_ascii_digit() || c.is_ascii_punctuation() || c.is_control())
    };
    let is_kana = |text: &str| {
        text.chars()
            .all(|c| matches!(c, '\u{3041}'..='\u{30ff}') || c.is_whitespace())
    };
    let starts_with_number = all(0, &is_number);
    let name_at = usize::from(starts_with_number);
    let fields = match width.checked_sub(name_at)? {
        0 => Vec::new(),
        1 if all(name_at, &is_name) => vec![Field::Name],
        2 if all(name_at, &is_name) && all(name_at + 1, &is_kana) => vec![Field::Name, Field::Reading],
        _ => return None,
    };
    let number = starts_with_number.then_some(Field::Number);
    Some(
        number
            .into_iter()
            .chain(fields)
            .map(|field| Column {
                field: Some(field),
                is_locked: false,
            })
            .collect(),
    )
}
