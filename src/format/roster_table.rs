//! A school's list of students (名簿, 出欠の一覧) as text → the few things a class needs.
//!
//! School software exports dozens of columns. Grade, class, number, name, reading and three attendance counts can be
//! kept; everything else is gone when [`read_roster`] returns, and headings such as 生年月日 or 保護者 lock their columns.
//! Nothing is imported half: one bad row, and [`RosterPreview::import`] gives every bad row with its line instead.
//!
//! The page keeps the [`DecodedText`] while the teacher looks at the preview, reads it again with a changed [`Mapping`],
//! and drops it with the preview.

mod attendance;
mod cells;
mod columns;
mod headings;
mod mapping;
mod records;
mod rows;

use thiserror::Error;

pub use attendance::{AttendanceCounts, AttendanceMatch, AttendancePeriod, is_other_class, match_attendance};
pub use cells::RosterGrade;
pub use headings::Field;
pub use mapping::{ColumnFate, Mapping};

use crate::domain::limits::{MAX_NUMBER, MAX_STUDENTS};
use crate::format::text_encoding::{DecodedText, Nfkc, TextEncoding, TextError};

/// A student as read from a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedStudent {
    /// 出席番号, 1 to [`MAX_NUMBER`], unique in the class.
    pub number: u16,
    /// 氏名 as typed, only spaces made even; at most [`crate::domain::limits::MAX_NAME_CHARS`] characters.
    pub name: Option<String>,
    /// ふりがな, likewise.
    pub reading: Option<String>,
    /// Present when the list has at least one count for this student.
    pub attendance: Option<AttendanceCounts>,
}

/// A class as read from a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterImport {
    /// 学年, where the roster says it.
    pub grade: Option<RosterGrade>,
    /// 組 without the word 組, where the roster says it; at most [`crate::domain::limits::MAX_CLASS_CHARS`] characters.
    pub class_name: Option<String>,
    /// Students by number.
    pub students: Vec<ImportedStudent>,
}

/// One column as the preview shows it. Of its contents only the number of filled cells is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnView {
    /// Position from 0, the index for [`Mapping::assign`].
    pub index: usize,
    /// The heading; empty where there is none.
    pub heading: String,
    /// 読み込む or 捨てる.
    pub fate: ColumnFate,
    /// Whether the heading forbids reading it.
    pub is_locked: bool,
    /// Cells with anything in them, headings not counted.
    pub filled_count: usize,
}

/// What was read, before anything is taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterPreview {
    /// How the file was written down.
    pub encoding: TextEncoding,
    /// The line of the headings, from 1.
    pub header_line: Option<usize>,
    /// How the columns were read; change it and call [`read_roster_as`].
    pub mapping: Mapping,
    /// Every column of the file.
    pub columns: Vec<ColumnView>,
    /// Every class found, in the order of the file. Without a column for classes there is one.
    pub classes: Vec<RosterImport>,
    /// What the teacher should know although nothing is wrong.
    pub notices: Vec<RosterNotice>,
    /// Rows that cannot be read. With any of these nothing is imported.
    pub problems: Vec<RowProblem>,
}

/// Something done silently that should be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RosterNotice {
    /// No column of numbers: students are numbered in the order of the rows.
    NumbersFromOrder,
    /// Grade and class were read from a title above the table.
    ClassFromTitle {
        /// Line of the title.
        line: usize,
    },
    /// Rows of totals (合計, 平均) were passed over.
    TotalsSkipped {
        /// Their lines.
        lines: Vec<usize>,
    },
    /// Numbers without a name in a roster of names were passed over.
    VacantNumbers {
        /// The numbers.
        numbers: Vec<u16>,
    },
    /// Several headings name the same field; only one is read.
    SeveralColumns {
        /// The field.
        field: Field,
        /// The columns not read, from 0.
        others: Vec<usize>,
    },
    /// The file has no line break at its end: whole with some programs, cut short with others.
    NoFinalBreak {
        /// The last row's line.
        line: usize,
    },
}

/// A row that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// The line the row begins on, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a row. Never carries what stands in a cell, numbers of students excepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Fewer cells than headings.
    TooFewCells {
        /// Cells found.
        found: usize,
        /// Cells expected.
        expected: usize,
    },
    /// Fewer cells than headings in the last row, which has no line break: the file is cut short.
    CutShort {
        /// Cells found.
        found: usize,
        /// Cells expected.
        expected: usize,
    },
    /// Filled cells to the right of the last heading.
    TooManyCells {
        /// Cells found.
        found: usize,
        /// Cells expected.
        expected: usize,
    },
    /// A row without a number.
    NumberMissing,
    /// Not a whole number from 1 to [`MAX_NUMBER`].
    NumberInvalid,
    /// The number was there before.
    NumberRepeated {
        /// The number.
        number: u16,
        /// The line where it stood first.
        first_line: usize,
    },
    /// Neither number nor name.
    NameMissing,
    /// A name or reading longer than allowed.
    TooLong {
        /// Name, reading or class.
        field: Field,
        /// Characters found.
        chars: usize,
        /// Characters allowed.
        max: usize,
    },
    /// What stands for a name has no letter in it, or is an error of the spreadsheet (#N/A).
    NotAName,
    /// Not a grade of an elementary or junior high school.
    GradeInvalid,
    /// A count that is not a whole number.
    CountInvalid {
        /// Which count.
        field: Field,
    },
    /// A count beyond [`crate::domain::limits::MAX_COUNT`].
    CountTooLarge {
        /// Which count.
        field: Field,
        /// The largest allowed.
        max: u16,
    },
}

/// Why a roster cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RosterError {
    /// The bytes are not a text.
    #[error(transparent)]
    Text(#[from] TextError),
    /// Nothing in it.
    #[error("no rows")]
    Empty,
    /// No row looks like headings.
    #[error("no headings in the first {rows} rows")]
    NoHeader {
        /// Rows looked at.
        rows: usize,
    },
    /// A quotation mark that is never closed.
    #[error("unclosed quotation mark in the row on line {line}")]
    OpenQuote {
        /// The line its row begins on.
        line: usize,
    },
    /// A row with more cells than any roster has.
    #[error("more than {max} columns on line {line}")]
    TooManyColumns {
        /// The line.
        line: usize,
        /// Columns allowed.
        max: usize,
    },
    /// More rows than a school has students.
    #[error("more than {max} rows")]
    TooManyRows {
        /// Rows allowed.
        max: usize,
    },
    /// Headings, but no students.
    #[error("no students")]
    NoStudents,
    /// More students than fit in one class.
    #[error("{count} students, at most {max}")]
    TooManyStudents {
        /// Students found.
        count: usize,
        /// Students allowed.
        max: usize,
    },
    /// Rows that cannot be read, all of them.
    #[error("{} rows cannot be read", .0.len())]
    Rows(Vec<RowProblem>),
}

/// Reads a roster, finding out by itself what its columns are.
///
/// # Errors
/// What concerns the whole file; bad rows stand in [`RosterPreview::problems`].
pub fn read_roster(text: &DecodedText, nfkc: Nfkc) -> Result<RosterPreview, RosterError> {
    let mapping = Mapping::find(text, nfkc)?;
    read_roster_as(text, &mapping, nfkc)
}

/// Reads a roster with a mapping that [`read_roster`] found for the same text and the teacher changed.
///
/// # Errors
/// As [`read_roster`].
pub fn read_roster_as(
    text: &DecodedText,
    mapping: &Mapping,
    nfkc: Nfkc,
) -> Result<RosterPreview, RosterError> {
    let records = records::read_all_records(text.as_str(), mapping.delimiter)?;
    let is_cut = text.is_file() && !records::ends_with_break(text.as_str());
    Ok(rows::preview(&records, mapping, text.encoding(), is_cut, nfkc))
}

impl RosterPreview {
    /// Takes over one class: an index into [`RosterPreview::classes`], 0 where there is one.
    ///
    /// # Errors
    /// [`RosterError::Rows`] with every bad row of the file, [`RosterError::NoStudents`] and
    /// [`RosterError::TooManyStudents`].
    pub fn import(&self, class: usize) -> Result<RosterImport, RosterError> {
        if !self.problems.is_empty() {
            return Err(RosterError::Rows(self.problems.clone()));
        }
        let class = self.classes.get(class).ok_or(RosterError::NoStudents)?;
        check_count(class.students.len())?;
        Ok(class.clone())
    }
}

/// A class of `count` students known by number alone: the recommended way.
///
/// # Errors
/// [`RosterError::NoStudents`] for 0, [`RosterError::TooManyStudents`] beyond [`MAX_STUDENTS`].
pub fn numbers_only(count: usize) -> Result<RosterImport, RosterError> {
    check_count(count)?;
    let students = (1..=MAX_NUMBER)
        .take(count)
        .map(|number| ImportedStudent {
            number,
            name: None,
            reading: None,
            attendance: None,
        })
        .collect();
    Ok(RosterImport {
        grade: None,
        class_name: None,
        students,
    })
}

fn check_count(count: usize) -> Result<(), RosterError> {
    match count {
        0 => Err(RosterError::NoStudents),
        1..=MAX_STUDENTS => Ok(()),
        _ => Err(RosterError::TooManyStudents {
            count,
            max: MAX_STUDENTS,
        }),
    }
}
