//! The class (学級) and its students. Numbers are enough; names are optional and never leave the device unasked.

use chrono::{Datelike, NaiveDate};

/// A student within one document. Made by counting up; never derived from a name or number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StudentId(pub u32);

/// A student (児童・生徒) of the class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Student {
    /// Identity inside the document.
    pub id: StudentId,
    /// 出席番号, 1 to [`super::limits::MAX_NUMBER`], unique in the class.
    pub number: u16,
    /// 氏名, if the teacher wants to see it.
    pub name: Option<String>,
    /// ふりがな, if known.
    pub reading: Option<String>,
}

/// A school year (年度), April to March.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchoolYear(pub u16);

impl SchoolYear {
    /// The school year a day belongs to.
    pub fn of(day: NaiveDate) -> Self {
        let year = if day.month() >= 4 {
            day.year()
        } else {
            day.year() - 1
        };
        Self(u16::try_from(year).unwrap_or(0))
    }

    /// The last day, 31 March of the following calendar year.
    pub fn last_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(i32::from(self.0) + 1, 3, 31).unwrap_or(NaiveDate::MAX)
    }

    /// 令和 year of this school year, if it lies in 令和 (2019 onwards).
    pub fn reiwa(self) -> Option<u16> {
        self.0.checked_sub(2018).filter(|year| *year >= 1)
    }
}

/// A grade in the words of OneRoster Japan: P1–P6 (小), J1–J3 (中).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// 小学校, year 1–6.
    Elementary(u8),
    /// 中学校, year 1–3.
    JuniorHigh(u8),
}

impl Grade {
    /// All grades in order.
    pub const ALL: [Grade; 9] = [
        Grade::Elementary(1),
        Grade::Elementary(2),
        Grade::Elementary(3),
        Grade::Elementary(4),
        Grade::Elementary(5),
        Grade::Elementary(6),
        Grade::JuniorHigh(1),
        Grade::JuniorHigh(2),
        Grade::JuniorHigh(3),
    ];

    /// The OneRoster Japan code, e.g. `P5`.
    pub fn code(self) -> String {
        match self {
            Grade::Elementary(year) => format!("P{year}"),
            Grade::JuniorHigh(year) => format!("J{year}"),
        }
    }

    /// The grade with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.code() == code)
    }

    /// Year within the school, as 学年 stands on a roster.
    pub fn year(self) -> u8 {
        match self {
            Grade::Elementary(year) | Grade::JuniorHigh(year) => year,
        }
    }

    /// The band that may stand on a summary instead of the grade.
    pub fn band(self) -> GradeBand {
        match self {
            Grade::Elementary(1 | 2) => GradeBand::ElementaryLower,
            Grade::Elementary(3 | 4) => GradeBand::ElementaryMiddle,
            Grade::Elementary(_) => GradeBand::ElementaryUpper,
            Grade::JuniorHigh(_) => GradeBand::JuniorHigh,
        }
    }
}

/// Grades taken together (学年帯), so that a summary does not single out a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GradeBand {
    /// 小学校低学年 (1–2)
    ElementaryLower,
    /// 小学校中学年 (3–4)
    ElementaryMiddle,
    /// 小学校高学年 (5–6)
    ElementaryUpper,
    /// 中学校
    JuniorHigh,
}

/// A month; the finest date that may leave the school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    /// Calendar year.
    pub year: u16,
    /// Month, 1–12.
    pub month: u8,
}

impl YearMonth {
    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self {
            year: u16::try_from(day.year()).unwrap_or(0),
            month: u8::try_from(day.month()).unwrap_or(1),
        }
    }

    /// The month so many months later, earlier when negative; stays within the years 0 to 9999.
    pub fn shifted(self, months: i32) -> Self {
        let count =
            (i32::from(self.year) * 12 + i32::from(self.month) - 1 + months).clamp(0, 9_999 * 12 + 11);
        Self {
            year: u16::try_from(count / 12).unwrap_or(0),
            month: u8::try_from(count % 12 + 1).unwrap_or(1),
        }
    }

    /// Reads `2026-11`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let this = Self {
            year: year.parse().ok()?,
            month: month.parse().ok()?,
        };
        (year.len() == 4 && (1..=12).contains(&this.month)).then_some(this)
    }
}

impl std::fmt::Display for YearMonth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// The class (学級) of one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classroom {
    /// Name or sign of the school as it shall stand on summaries; may be empty. At most 20 characters.
    pub school: String,
    /// 年度.
    pub school_year: SchoolYear,
    /// 学年.
    pub grade: Grade,
    /// 組, e.g. `1`; may be empty. At most 8 characters.
    pub class_name: String,
    /// Students in order of their numbers.
    pub students: Vec<Student>,
}

impl Classroom {
    /// The student with this id.
    pub fn student(&self, id: StudentId) -> Option<&Student> {
        self.students.iter().find(|student| student.id == id)
    }
}
