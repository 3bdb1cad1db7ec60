//! An attendance list for a class that is already there: matched by number, with a warning where it looks like another class.

use super::RosterImport;
use crate::domain::response::Attendance;
use crate::domain::roster::{Classroom, Grade, StudentId};

/// Days or times from an attendance list; `None` where the list says nothing, which is not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AttendanceCounts {
    /// 欠席日数, 0 to [`crate::domain::limits::MAX_COUNT`]. 出席停止・忌引 are not in it.
    pub absent: Option<u16>,
    /// 遅刻, times, likewise.
    pub late: Option<u16>,
    /// 早退, times, likewise.
    pub left_early: Option<u16>,
    /// 授業日数, likewise.
    pub school_days: Option<u16>,
}

/// The time an attendance list covers. No list says so itself: the teacher does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttendancePeriod {
    /// The time the answers look back on, e.g. 直近1か月.
    Window,
    /// Since the school year began.
    Year,
}

impl AttendanceCounts {
    /// Enters the counts into what is known of a student. What the list does not say stays as it was; of a whole year
    /// only the days absent are asked for.
    pub fn entered_into(self, before: Attendance, period: AttendancePeriod) -> Attendance {
        match period {
            AttendancePeriod::Window => Attendance {
                absent: self.absent.or(before.absent),
                late: self.late.or(before.late),
                left_early: self.left_early.or(before.left_early),
                absent_year: before.absent_year,
                school_days: self.school_days.or(before.school_days),
            },
            AttendancePeriod::Year => Attendance {
                absent_year: self.absent.or(before.absent_year),
                ..before
            },
        }
    }
}

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
        is_other_class: is_other_class(classroom.grade, &classroom.class_name, list),
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

/// Whether a list says another grade, or another class name where there is one.
pub fn is_other_class(grade: Grade, class_name: &str, list: &RosterImport) -> bool {
    let other_grade = list
        .grade
        .is_some_and(|listed| !listed.candidates().contains(&grade));
    let other_name = list
        .class_name
        .as_ref()
        .is_some_and(|name| !class_name.is_empty() && name != class_name);
    other_grade || other_name
}

fn without_spaces(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| !c.is_whitespace())
}
