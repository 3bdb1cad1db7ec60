//! What a document consists of, piece by piece: the fields that are merged one by one, and what may stand in them.

use chrono::NaiveDate;

use crate::domain::case_code::CaseCode;
use crate::domain::decision::Decision;
use crate::domain::document::{Document, Round};
use crate::domain::ids::{CardId, ContactId, ItemId};
use crate::domain::response::{Answer, Attendance, CardRecord, Response};
use crate::domain::roster::{Grade, StudentId};

/// One thing that is written and merged by itself. The first five kinds are of the class, the others of a round.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Name or sign of the school.
    School,
    /// 年度.
    SchoolYear,
    /// 学年.
    Grade,
    /// 組.
    ClassName,
    /// A contact slot.
    Contact(ContactId),
    /// Something of a student.
    Student(StudentId, Facet),
    /// What the round is called.
    Label,
    /// The day the round began.
    Began,
    /// Whom a case code stands for. Written once and never overwritten.
    Code(CaseCode),
    /// Something on a student's sheet.
    Sheet(StudentId, Line),
}

/// Something of a student.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// 出席番号. A student who has one is in the class.
    Number,
    /// 氏名.
    Name,
    /// ふりがな.
    Reading,
}

/// Something on a sheet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// The answer to an item.
    Answer(ItemId),
    /// なんとなく気になる.
    Gut,
    /// Imported attendance counts.
    Attendance,
    /// That a card was read and what was done.
    Card(CardId),
    /// What the team agreed.
    Decision,
}

impl Field {
    /// The student it belongs to and with whom it goes.
    pub fn student(&self) -> Option<StudentId> {
        match self {
            Field::Student(student, _) | Field::Sheet(student, _) => Some(*student),
            Field::School
            | Field::SchoolYear
            | Field::Grade
            | Field::ClassName
            | Field::Contact(_)
            | Field::Label
            | Field::Began
            | Field::Code(_) => None,
        }
    }

    /// Whether it stands on this student's sheet.
    pub(super) fn is_on_sheet_of(&self, student: StudentId) -> bool {
        matches!(self, Field::Sheet(other, _) if *other == student)
    }
}

/// A case code's student and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The student it stands for.
    pub student: StudentId,
    /// The day it was drawn.
    pub on: NaiveDate,
}

/// What was written into a field. Which kind belongs to which field is said by the functions below and read back in
/// [`super::Ledger::project`].
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: an answer taken back, a flag that is off, a decision removed. Written like any other value.
    Blank,
    /// School, 組, contact, name, reading, label.
    Text(String),
    /// 年度 or 出席番号.
    Number(u16),
    /// 学年.
    Grade(Grade),
    /// The day a round began.
    Day(NaiveDate),
    /// An answer.
    Answer(Answer),
    /// A flag that is on.
    On,
    /// Attendance counts, at least one of them known.
    Attendance(Attendance),
    /// What was done on a card.
    Card(Box<CardRecord>),
    /// A decision.
    Decision(Box<Decision>),
    /// Whom a case code stands for.
    Issue(Issue),
}

/// Fields with what stands in them.
pub(super) type Facts = Vec<(Field, Value)>;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn optional(given: Option<&String>) -> Value {
    given.map_or(Value::Blank, |given| text(given))
}

/// What is written of the class, its students and contacts.
pub(super) fn of_class(document: &Document) -> Facts {
    let class = &document.classroom;
    let mut facts = vec![
        (Field::School, text(&class.school)),
        (Field::SchoolYear, Value::Number(class.school_year.0)),
        (Field::Grade, Value::Grade(class.grade)),
        (Field::ClassName, text(&class.class_name)),
    ];
    for (contact, given) in &document.contacts {
        facts.push((Field::Contact(contact.clone()), text(given)));
    }
    for student in &class.students {
        let facets = [
            (Facet::Number, Value::Number(student.number)),
            (Facet::Name, optional(student.name.as_ref())),
            (Facet::Reading, optional(student.reading.as_ref())),
        ];
        facts.extend(facets.map(|(facet, value)| (Field::Student(student.id, facet), value)));
    }
    facts
}

/// What is written of a round itself.
pub(super) fn of_round(round: &Round) -> Facts {
    vec![
        (Field::Label, text(&round.label)),
        (Field::Began, Value::Day(round.began)),
    ]
}

/// What is written on a sheet.
pub(super) fn of_sheet(student: StudentId, sheet: &Response) -> Facts {
    let mut facts = Vec::with_capacity(sheet.answers.len() + 3);
    let mut push = |line, value| facts.push((Field::Sheet(student, line), value));
    for (item, answer) in &sheet.answers {
        push(Line::Answer(item.clone()), Value::Answer(*answer));
    }
    if sheet.gut {
        push(Line::Gut, Value::On);
    }
    if sheet.attendance != Attendance::default() {
        push(Line::Attendance, Value::Attendance(sheet.attendance));
    }
    for (card, record) in &sheet.cards {
        push(Line::Card(card.clone()), Value::Card(Box::new(record.clone())));
    }
    if let Some(decision) = &sheet.decision {
        push(Line::Decision, Value::Decision(Box::new(decision.clone())));
    }
    facts
}
