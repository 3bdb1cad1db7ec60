//! An attendance list for a class that is already there: matched by number, with a warning where it looks like another class.

use super::{AttendanceCounts, RosterImport};
use crate::domain::roster::{Classroom, StudentId};

/// How an attendance list fits a class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttendanceMatch {
    /// Students with counts, in the order of the class.
    pub matched: Vec<(StudentId, AttendanceCounts)>,
    /// Numbers of the class for which the list has no counts.
    pub missing_in_file: Vec<u16>,
    /// Numbers of the list that the class does not have.
    pub unknown_numbers: Vec<u16>,
    /// Numbers whose names differ between class and list, spaces aside: perhaps another class, perhaps another spelling.
    pub names_differ: Vec<u16>,
    /// Whether the list itself says another grade or class.
    pub is_other_class: bool,
}

/// Compares an attendance list with a class. Nothing is changed.
pub fn match_attendance(classroom: &Classroom, list: &RosterImport) -> AttendanceMatch {
    let mut found = AttendanceMatch {
        is_other_class: is_other_class(classroom, list),
        ..AttendanceMatch::default()
    };
    for student in &classroom.students {
        let row = list.students.iter().find(|row| row.number == student.number);
        match row.and_then(|row| row.attendance) {
            Some(counts) => found.matched.push((student.id, counts)),
            None => found.missing_in_file.push(student.number),
        }
        if let (Some(here), Some(there)) = (&student.name, row.and_then(|row| row.name.as_ref()))
            && !without_spaces(here).eq(without_spaces(there))
        {
            found.names_differ.push(student.number);
        }
    }
    let is_known = |number| classroom.students.iter().any(|student| student.number == number);
    found.unknown_numbers = list
        .students
        .iter()
        .map(|row| row.number)
        .filter(|number| !is_known(*number))
        .collect();
    found
}

fn is_other_class(classroom: &Classroom, list: &RosterImport) -> bool {
    let other_grade = list
        .grade
        .is_some_and(|grade| !grade.candidates().contains(&classroom.grade));
    let other_name = list
        .class_name
        .as_ref()
        .is_some_and(|name| !classroom.class_name.is_empty() && *name != classroom.class_name);
    other_grade || other_name
}

fn without_spaces(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| !c.is_whitespace())
}
