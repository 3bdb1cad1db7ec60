//! Rows of cells → classes of students, with every bad row named.

use super::cells::{
    CountFault, clean_name, find_grade_and_class, is_name, is_total, parse_count, parse_grade, parse_number,
    plain_class,
};
use super::columns::{several_columns, view_columns};
use super::records::Record;
use super::{
    AttendanceCounts, ColumnView, Field, ImportedStudent, Mapping, Problem, RosterGrade, RosterImport,
    RosterNotice, RosterPreview, RowProblem,
};
use crate::domain::limits::{MAX_CLASS_CHARS, MAX_COUNT, MAX_NAME_CHARS};
use crate::domain::sorted::sort_short;
use crate::format::text_encoding::{Nfkc, TextEncoding};

/// Excel writes a CSV in blocks of this many rows and leaves off cells at the right that are empty in the whole block.
const EXCEL_BLOCK: usize = 16;

/// Reads all rows below the headings. `is_cut`: a file whose last row is not finished by a line break.
pub(super) fn preview(
    records: &[Record],
    mapping: &Mapping,
    encoding: TextEncoding,
    is_cut: bool,
    nfkc: Nfkc,
) -> RosterPreview {
    let header_index = mapping.header.map_or(0, |index| index.min(records.len()));
    let (above, rest) = records.split_at(header_index);
    let (header, below) = match (mapping.header, rest.split_first()) {
        (Some(_), Some((header, below))) => (Some(header), below),
        (Some(_), None) | (None, _) => (None, rest),
    };
    let title = find_title(above, nfkc);
    let mut rows = Rows {
        mapping,
        nfkc,
        below,
        header,
        title: title.as_ref().map(|(_, found)| found.clone()),
        is_cut,
        has_names: below
            .iter()
            .any(|record| has_name(record, mapping) && !is_heading(record, header)),
        filled: vec![0; mapping.width()],
        classes: Vec::new(),
        lines: Vec::new(),
        totals: Vec::new(),
        vacant: Vec::new(),
        problems: Vec::new(),
    };
    for record in below {
        rows.take(record);
    }
    let columns = view_columns(mapping, header, &rows.filled);
    let notices = rows.notices(title.map(|(line, _)| line), &columns);
    for class in &mut rows.classes {
        sort_short(&mut class.students, |a, b| a.number <= b.number);
    }
    RosterPreview {
        encoding,
        header_line: header.map(|header| header.line),
        mapping: mapping.clone(),
        columns,
        classes: rows.classes,
        notices,
        problems: rows.problems,
    }
}

struct Rows<'a> {
    mapping: &'a Mapping,
    nfkc: Nfkc<'a>,
    below: &'a [Record],
    header: Option<&'a Record>,
    title: Option<(RosterGrade, String)>,
    is_cut: bool,
    /// Whether any row has a name, so that a number without one is an empty seat.
    has_names: bool,
    filled: Vec<usize>,
    classes: Vec<RosterImport>,
    /// Where each number of each class stood first: class, number, line.
    lines: Vec<(usize, u16, usize)>,
    totals: Vec<usize>,
    vacant: Vec<u16>,
    problems: Vec<RowProblem>,
}

impl Rows<'_> {
    /// What was done without being asked for.
    fn notices(&self, title_line: Option<usize>, columns: &[ColumnView]) -> Vec<RosterNotice> {
        let mut notices = Vec::new();
        let has_students = !self.classes.is_empty();
        if has_students && !self.mapping.has(Field::Number) {
            notices.push(RosterNotice::NumbersFromOrder);
        }
        let lacks_class = !self.mapping.has(Field::Class) || !self.mapping.has(Field::Grade);
        if let Some(line) = title_line
            && has_students
            && lacks_class
        {
            notices.push(RosterNotice::ClassFromTitle { line });
        }
        if !self.totals.is_empty() {
            notices.push(RosterNotice::TotalsSkipped {
                lines: self.totals.clone(),
            });
        }
        if !self.vacant.is_empty() {
            notices.push(RosterNotice::VacantNumbers {
                numbers: self.vacant.clone(),
            });
        }
        notices.extend(several_columns(self.mapping, columns, self.nfkc));
        if let Some(last) = self.below.last()
            && self.is_cut
        {
            notices.push(RosterNotice::NoFinalBreak { line: last.line });
        }
        notices
    }

    fn take(&mut self, record: &Record) {
        if self.mapping.leaves_out(record.line) || record.is_blank() || is_heading(record, self.header) {
            return;
        }
        let name = joined(record, self.mapping, Field::Name);
        let number_text = self.folded(record, Field::Number);
        let number = parse_number(&number_text);
        let has_no_student = number.is_none() && (name.is_empty() || is_total(&name));
        if has_no_student && record.cells.iter().any(|cell| is_total(&(self.nfkc)(cell))) {
            self.totals.push(record.line);
            return;
        }
        if let Some(problem) = self.shape_problem(record) {
            self.problem(record, problem);
            return;
        }
        for (index, filled) in self.filled.iter_mut().enumerate() {
            *filled += usize::from(!record.cell(index).trim().is_empty());
        }
        let known_problems = self.problems.len();
        let attendance = self.attendance(record);
        let reading = self.name_within_limits(record, Field::Reading);
        let name = self.name_within_limits(record, Field::Name);
        let (grade, class_name) = self.grade_and_class(record);
        let nothing_counted = [attendance.absent, attendance.late, attendance.left_early]
            .iter()
            .all(|count| count.unwrap_or(0) == 0);
        if let Some(number) = number
            && self.has_names
            && name.is_none()
            && reading.is_none()
            && nothing_counted
        {
            self.vacant.push(number);
            return;
        }
        let class = self.class_index(grade, class_name);
        let number = if self.mapping.has(Field::Number) {
            match number {
                Some(number) => self.check_first(record, class, number),
                None if number_text.trim().is_empty() => self.problem(record, Problem::NumberMissing),
                None => self.problem(record, Problem::NumberInvalid),
            }
            number
        } else {
            if name.is_none() && self.mapping.has(Field::Name) {
                self.problem(record, Problem::NameMissing);
            }
            self.classes
                .get(class)
                .and_then(|class| u16::try_from(class.students.len() + 1).ok())
        };
        let keeps_names = self.mapping.keeps_names();
        if let (Some(class), Some(number), true) = (
            self.classes.get_mut(class),
            number,
            self.problems.len() == known_problems,
        ) {
            class.students.push(ImportedStudent {
                number,
                name: name.filter(|_| keeps_names),
                reading: reading.filter(|_| keeps_names),
                attendance: Some(attendance).filter(|counts| *counts != AttendanceCounts::default()),
            });
        }
    }

    fn problem(&mut self, record: &Record, problem: Problem) {
        self.problems.push(RowProblem {
            line: record.line,
            problem,
        });
    }

    /// The cells of a field after NFKC.
    fn folded(&self, record: &Record, field: Field) -> String {
        let text = joined(record, self.mapping, field);
        if text.is_ascii() { text } else { (self.nfkc)(&text) }
    }

    /// Whether a row has as many cells as there are headings.
    fn shape_problem(&self, record: &Record) -> Option<Problem> {
        let width = self.mapping.width();
        let expected = self.header.map_or(width, |header| filled_width(&header.cells));
        let found = record.cells.len();
        let used = filled_width(&record.cells);
        if used > width {
            return Some(Problem::TooManyCells {
                found: used,
                expected: width,
            });
        }
        if found >= expected {
            return None;
        }
        let is_last = self.below.last().is_some_and(|last| last.line == record.line);
        if is_last && self.is_cut {
            return Some(Problem::CutShort { found, expected });
        }
        let block = |record: &Record| (record.line - 1) / EXCEL_BLOCK;
        let mut neighbours = self
            .header
            .into_iter()
            .chain(self.below)
            .filter(|other| block(other) == block(record));
        let is_excel_block = neighbours.all(|other| other.cells.len() == found);
        (!is_excel_block).then_some(Problem::TooFewCells { found, expected })
    }

    fn attendance(&mut self, record: &Record) -> AttendanceCounts {
        let mut count = |field| match parse_count(&self.folded(record, field)) {
            Ok(count) => count,
            Err(CountFault::NotWhole) => {
                self.problem(record, Problem::CountInvalid { field });
                None
            }
            Err(CountFault::TooLarge) => {
                self.problem(
                    record,
                    Problem::CountTooLarge {
                        field,
                        max: MAX_COUNT,
                    },
                );
                None
            }
        };
        AttendanceCounts {
            absent: count(Field::Absent),
            late: count(Field::Late),
            left_early: count(Field::LeftEarly),
            school_days: count(Field::SchoolDays),
        }
    }

    fn name_within_limits(&mut self, record: &Record, field: Field) -> Option<String> {
        let name = joined(record, self.mapping, field);
        let chars = name.chars().count();
        if chars == 0 {
            return None;
        }
        if chars > MAX_NAME_CHARS {
            self.problem(
                record,
                Problem::TooLong {
                    field,
                    chars,
                    max: MAX_NAME_CHARS,
                },
            );
        } else if !is_name(&name) {
            self.problem(record, Problem::NotAName);
        }
        Some(name)
    }

    /// From the row's cells, else from the title above the table.
    fn grade_and_class(&mut self, record: &Record) -> (Option<RosterGrade>, Option<String>) {
        let grade_text = self.folded(record, Field::Grade);
        let class_text = self.folded(record, Field::Class);
        let mut grade = parse_grade(&grade_text);
        if grade.is_none() && !grade_text.trim().is_empty() {
            self.problem(record, Problem::GradeInvalid);
        }
        let class_name = match find_grade_and_class(&class_text) {
            Some((grade_of_class, class_name)) => {
                grade = grade.or(Some(grade_of_class));
                class_name
            }
            None => plain_class(&class_text),
        };
        let chars = class_name.chars().count();
        if chars > MAX_CLASS_CHARS {
            self.problem(
                record,
                Problem::TooLong {
                    field: Field::Class,
                    chars,
                    max: MAX_CLASS_CHARS,
                },
            );
        }
        let mut class_name = Some(class_name).filter(|name| !name.is_empty());
        if let Some((title_grade, title_class)) = &self.title {
            if !self.mapping.has(Field::Grade) {
                grade = grade.or(Some(*title_grade));
            }
            if !self.mapping.has(Field::Class) {
                class_name = class_name.or(Some(title_class.clone()));
            }
        }
        (grade, class_name)
    }

    fn class_index(&mut self, grade: Option<RosterGrade>, class_name: Option<String>) -> usize {
        let known = self
            .classes
            .iter()
            .position(|class| class.grade == grade && class.class_name == class_name);
        known.unwrap_or_else(|| {
            self.classes.push(RosterImport {
                grade,
                class_name,
                students: Vec::new(),
            });
            self.classes.len() - 1
        })
    }

    fn check_first(&mut self, record: &Record, class: usize, number: u16) {
        match self.lines.iter().find(|seen| (seen.0, seen.1) == (class, number)) {
            Some(&(_, _, first_line)) => self.problem(record, Problem::NumberRepeated { number, first_line }),
            None => self.lines.push((class, number, record.line)),
        }
    }
}

/// Grade and class in a title above the headings, with its line.
fn find_title(above: &[Record], nfkc: Nfkc) -> Option<(usize, (RosterGrade, String))> {
    above.iter().find_map(|record| {
        let found = record
            .cells
            .iter()
            .find_map(|cell| find_grade_and_class(&nfkc(cell)))?;
        Some((record.line, found))
    })
}

/// The cells of a field, spaces made even; two columns of one field are family and given name.
fn joined(record: &Record, mapping: &Mapping, field: Field) -> String {
    let cells: Vec<&str> = mapping
        .columns_of(field)
        .map(|column| record.cell(column))
        .collect();
    clean_name(&cells.join(" "))
}

fn has_name(record: &Record, mapping: &Mapping) -> bool {
    let name = joined(record, mapping, Field::Name);
    is_name(&name) && !is_total(&name)
}

/// The headings once more, as under a page break.
fn is_heading(record: &Record, header: Option<&Record>) -> bool {
    header.is_some_and(|header| header.cells == record.cells)
}

/// Cells up to the last one with anything in it.
fn filled_width(cells: &[String]) -> usize {
    cells
        .iter()
        .rposition(|cell| !cell.trim().is_empty())
        .map_or(0, |last| last + 1)
}
