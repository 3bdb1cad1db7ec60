//! A class begun: what the teacher says of it and the roster that was read → the document of a new class.

use crate::domain::sorted::Map;
use chrono::{Datelike, NaiveDate};

use super::roster_table::{AttendancePeriod, RosterImport};
use crate::domain::checklist::{Checklist, RoundPlan};
use crate::domain::document::{Document, Round, RoundId};
use crate::domain::ledger::Origin;
use crate::domain::limits::{MAX_CLASS_CHARS, MAX_SCHOOL_CHARS};
use crate::domain::locale::Locale;
use crate::domain::response::{Attendance, Response};
use crate::domain::roster::{Classroom, Grade, SchoolYear, Student, StudentId};

/// What the teacher says of a class before it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassDetails {
    /// 学年.
    pub grade: Grade,
    /// 組 as typed, with or without the word 組.
    pub class_name: String,
    /// Name or sign of the school as typed.
    pub school: String,
}

/// 組 without the word, within [`MAX_CLASS_CHARS`]: `1組` and ` 1 ` are `1`.
pub fn tidy_class_name(typed: &str) -> String {
    let name = typed.trim();
    first(name.strip_suffix('組').unwrap_or(name).trim(), MAX_CLASS_CHARS)
}

/// The school's name within [`MAX_SCHOOL_CHARS`].
pub fn tidy_school(typed: &str) -> String {
    first(typed.trim(), MAX_SCHOOL_CHARS)
}

/// The document of a new class with its first round, which begins today.
///
/// Counts of the roster are entered where `period` says which time they cover. A class name the teacher left out is
/// taken from the roster. `origin` is drawn at random.
pub fn begin_class(
    origin: Origin,
    details: &ClassDetails,
    roster: &RosterImport,
    period: Option<AttendancePeriod>,
    checklist: &Checklist,
    today: NaiveDate,
    locale: Locale,
) -> Document {
    let typed = tidy_class_name(&details.class_name);
    let class_name = if typed.is_empty() {
        tidy_class_name(roster.class_name.as_deref().unwrap_or_default())
    } else {
        typed
    };
    let mut students = Vec::with_capacity(roster.students.len());
    let mut responses = Map::new();
    for (row, id) in roster.students.iter().zip(1..) {
        let id = StudentId(id);
        students.push(Student {
            id,
            number: row.number,
            name: row.name.clone(),
            reading: row.reading.clone(),
        });
        if let (Some(counts), Some(period)) = (row.attendance, period) {
            let attendance = counts.entered_into(Attendance::default(), period);
            if attendance != Attendance::default() {
                let response = Response {
                    attendance,
                    ..Response::default()
                };
                responses.insert(id, response);
            }
        }
    }
    let label = usual_round(checklist, today).map_or("1", |plan| plan.label.get(locale));
    Document::new(
        origin,
        Classroom {
            school: tidy_school(&details.school),
            school_year: SchoolYear::of(today),
            grade: details.grade,
            class_name,
            students,
        },
        Round {
            id: RoundId(1),
            label: first(label, MAX_SCHOOL_CHARS),
            began: today,
            stamp: checklist.stamp.clone(),
            responses,
        },
    )
}

/// The planned round whose month lies nearest; of two as near, the one still to come.
fn usual_round(checklist: &Checklist, today: NaiveDate) -> Option<&RoundPlan> {
    let now = today.month();
    checklist.rounds.iter().min_by_key(|plan| {
        let ahead = (u32::from(plan.month) + 12 - now) % 12;
        let behind = (12 - ahead) % 12;
        (ahead.min(behind), behind < ahead)
    })
}

fn first(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::document;
    use crate::format::roster_table::{AttendanceCounts, ImportedStudent, numbers_only};

    fn checklist() -> Checklist {
        crate::format::content::built_in().unwrap()
    }

    fn day(month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, 15).unwrap()
    }

    fn details(class_name: &str) -> ClassDetails {
        ClassDetails {
            grade: Grade::Elementary(5),
            class_name: class_name.to_owned(),
            school: " 見本小 ".to_owned(),
        }
    }

    fn begin(class_name: &str, roster: &RosterImport, period: Option<AttendancePeriod>) -> Document {
        begin_class(
            Origin::default(),
            &details(class_name),
            roster,
            period,
            &checklist(),
            day(10),
            Locale::Ja,
        )
    }

    #[test]
    fn a_class_of_numbers_begins_with_one_blank_round_and_can_be_kept() {
        let document = begin("1組", &numbers_only(35).unwrap(), None);
        assert_eq!(document.classroom.students.len(), 35);
        assert!(
            document
                .classroom
                .students
                .iter()
                .all(|student| student.name.is_none())
        );
        assert_eq!(
            (
                document.classroom.class_name.as_str(),
                document.classroom.school.as_str()
            ),
            ("1", "見本小")
        );
        assert_eq!(document.classroom.school_year, SchoolYear(2026));
        let [round] = document.rounds.as_slice() else {
            panic!("one round")
        };
        assert_eq!((round.began, &round.stamp), (day(10), &checklist().stamp));
        assert!(round.responses.is_empty());
        let written = document::encode(&document).unwrap();
        assert_eq!(document::decode(written.as_bytes()), Ok(document));
    }

    #[test]
    fn the_first_round_is_the_planned_one_whose_month_is_nearest() {
        // Planned: June, October, January.
        for (month, label) in [
            (4, "1学期"),
            (6, "1学期"),
            (8, "2学期"),
            (9, "2学期"),
            (11, "2学期"),
            (12, "3学期"),
            (3, "3学期"),
        ] {
            let roster = numbers_only(1).unwrap();
            let document = begin_class(
                Origin::default(),
                &details(""),
                &roster,
                None,
                &checklist(),
                day(month),
                Locale::Ja,
            );
            assert_eq!(document.rounds.first().unwrap().label, label, "month {month}");
        }
    }

    #[test]
    fn a_round_can_begin_without_any_planned_or_with_a_long_label() {
        let mut checklist = checklist();
        let roster = numbers_only(1).unwrap();
        let label = |checklist: &Checklist| {
            let document = begin_class(
                Origin::default(),
                &details(""),
                &roster,
                None,
                checklist,
                day(10),
                Locale::En,
            );
            document::encode(&document).unwrap();
            document.rounds.first().unwrap().label.clone()
        };
        for plan in &mut checklist.rounds {
            plan.label = crate::domain::locale::LocalText {
                ja: "い".repeat(24),
                en: "l".repeat(48),
            };
        }
        assert_eq!(label(&checklist), "l".repeat(20));
        checklist.rounds.clear();
        assert_eq!(label(&checklist), "1");
    }

    #[test]
    fn the_teachers_class_name_goes_before_the_rosters() {
        let mut roster = numbers_only(2).unwrap();
        roster.class_name = Some("3".to_owned());
        assert_eq!(begin("", &roster, None).classroom.class_name, "3");
        assert_eq!(begin(" １組 ", &roster, None).classroom.class_name, "１");
    }

    #[test]
    fn counts_are_entered_only_for_a_named_period_and_only_where_the_list_has_them() {
        let counts = AttendanceCounts {
            absent: Some(4),
            late: None,
            left_early: Some(1),
            school_days: Some(19),
        };
        let student = |number, attendance| ImportedStudent {
            number,
            name: None,
            reading: None,
            attendance,
        };
        let roster = RosterImport {
            grade: None,
            class_name: None,
            students: vec![student(1, Some(counts)), student(2, None)],
        };
        let of = |period| {
            begin("1", &roster, period)
                .rounds
                .first()
                .unwrap()
                .responses
                .clone()
        };
        assert!(of(None).is_empty());
        let window = of(Some(AttendancePeriod::Window));
        assert_eq!(window.keys().collect::<Vec<_>>(), [&StudentId(1)]);
        let attendance = window.values().next().unwrap().attendance;
        assert_eq!(
            (attendance.absent, attendance.late, attendance.absent_year),
            (Some(4), None, None)
        );
        assert_eq!(attendance.school_days, Some(19));
        let year = of(Some(AttendancePeriod::Year))
            .values()
            .next()
            .unwrap()
            .attendance;
        assert_eq!(
            (year.absent, year.absent_year, year.school_days),
            (None, Some(4), None)
        );
    }
}
