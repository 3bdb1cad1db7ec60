//! Ledger → document: what stands where, with the repairs a merge makes necessary.

use super::{Dot, Facet, Field, Ledger, Line, Register, Registers, RoundKey, Value};
use crate::domain::case_code::{KeyEntry, KeyTable};
use crate::domain::document::{Document, Round, RoundId};
use crate::domain::limits::MAX_NUMBER;
use crate::domain::response::Response;
use crate::domain::roster::{Classroom, Grade, SchoolYear, Student, StudentId};
use crate::domain::sorted::{Map, Set, sort_short};

/// A student who had to get another number, because two devices gave the same one to two students.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The student whose number was given later.
    pub student: StudentId,
    /// The number that was taken.
    pub from: u16,
    /// The number shown instead, the next free one.
    pub to: u16,
}

impl Ledger {
    /// The document this ledger stands for, without the ledger itself, and the students who got another number. The
    /// same ledger gives the same document everywhere. Nothing is repaired in the ledger; the next change of the roster
    /// writes the numbers shown.
    pub fn project(&self) -> (Document, Vec<Moved>) {
        let mut classroom = Classroom {
            school: String::new(),
            school_year: SchoolYear(0),
            grade: Grade::Elementary(1),
            class_name: String::new(),
            students: Vec::new(),
        };
        let mut contacts = Map::new();
        let mut students: Vec<(Student, Dot)> = Vec::new();
        for (field, register) in &self.class {
            let value = register.shown();
            match field {
                Field::School => classroom.school = value.text().unwrap_or_default(),
                Field::SchoolYear => classroom.school_year = SchoolYear(value.number()),
                Field::Grade => {
                    if let Value::Grade(grade) = value {
                        classroom.grade = *grade;
                    }
                }
                Field::ClassName => classroom.class_name = value.text().unwrap_or_default(),
                Field::Contact(contact) => {
                    if let Some(text) = value.text() {
                        contacts.insert(contact.clone(), text);
                    }
                }
                Field::Student(id, Facet::Number) => {
                    if let Some(version) = register.versions.last() {
                        students.push((student(*id, value.number()), version.dot));
                    }
                }
                // A student's fields follow the number.
                Field::Student(id, facet @ (Facet::Name | Facet::Reading)) => {
                    if let Some((student, _)) = students.last_mut().filter(|(student, _)| student.id == *id) {
                        let name = value.text();
                        match facet {
                            Facet::Name => student.name = name,
                            Facet::Reading => student.reading = name,
                            Facet::Number => {}
                        }
                    }
                }
                Field::Label | Field::Began | Field::Code(_) | Field::Sheet(_, _) => {}
            }
        }
        let moved = tell_numbers_apart(&mut students);
        classroom.students = students.into_iter().map(|(student, _)| student).collect();
        let mut keys = KeyTable::default();
        let mut rounds = Vec::with_capacity(self.rounds.len());
        for ((key, registers), id) in self.rounds.iter().zip(self.round_ids()) {
            rounds.push(round(key, id, registers, &classroom, &mut keys));
        }
        keys.retired = self.retired.iter().copied().collect();
        keys.sort();
        let document = Document {
            classroom,
            rounds,
            keys,
            contacts,
            revision: self.revision(),
            ledger: Ledger::default(),
        };
        (document, moved)
    }

    /// The identities that rounds have inside the document, in order of their keys: their numbers, or the next free ones
    /// where two rounds were begun with one number.
    pub(super) fn round_ids(&self) -> impl Iterator<Item = RoundId> {
        self.rounds.keys().scan(None, |last: &mut Option<u32>, key| {
            let id = last.map_or(key.number, |last| key.number.max(last.saturating_add(1)));
            *last = Some(id);
            Some(RoundId(id))
        })
    }
}

fn student(id: StudentId, number: u16) -> Student {
    Student {
        id,
        number,
        name: None,
        reading: None,
    }
}

/// Gives students with a number of somebody else the next free one, and puts all in order of their numbers. Who had the
/// number first, keeps it.
fn tell_numbers_apart(students: &mut [(Student, Dot)]) -> Vec<Moved> {
    let rank = |(student, dot): &(Student, Dot)| (student.number, *dot, student.id);
    sort_short(students, |a, b| rank(a) <= rank(b));
    let mut taken: Set<u16> = Set::new();
    let mut late = Vec::new();
    for (at, (student, _)) in students.iter().enumerate() {
        if !taken.insert(student.number) {
            late.push(at);
        }
    }
    let mut moved = Vec::new();
    for at in late {
        let Some((student, _)) = students.get_mut(at) else {
            continue;
        };
        let from = student.number;
        // There are more numbers than students.
        let mut free = (from..=MAX_NUMBER)
            .chain(1..from)
            .filter(|number| !taken.contains(number));
        if let Some(to) = free.next() {
            taken.insert(to);
            student.number = to;
            let student = student.id;
            moved.push(Moved { student, from, to });
        }
    }
    sort_short(students, |(a, _), (b, _)| a.number <= b.number);
    moved
}

fn round(
    key: &RoundKey,
    id: RoundId,
    registers: &Registers,
    classroom: &Classroom,
    keys: &mut KeyTable,
) -> Round {
    let shown = |field: &Field| registers.get(field).map(Register::shown);
    let mut responses: Map<StudentId, Response> = Map::new();
    for (field, register) in registers {
        let value = register.shown();
        if let Field::Code(code) = field {
            // Should one code have been drawn twice, it stands for both.
            for version in &register.versions {
                if let Value::Issue(issue) = &version.value {
                    keys.entries.push(KeyEntry {
                        code: *code,
                        student: issue.student,
                        round: id,
                        on: issue.on,
                    });
                }
            }
        }
        if let Field::Sheet(student, line) = field
            && *value != Value::Blank
        {
            fill_in(responses.or_insert_with(*student, Response::default), line, value);
        }
    }
    // Where a sheet has only blanks or its student is not in the class, there is none.
    responses.retain(|student, _| classroom.student(*student).is_some());
    Round {
        id,
        label: shown(&Field::Label).and_then(Value::text).unwrap_or_default(),
        began: match shown(&Field::Began) {
            Some(Value::Day(day)) => *day,
            Some(_) | None => Default::default(),
        },
        stamp: key.stamp.clone(),
        responses,
    }
}

fn fill_in(sheet: &mut Response, line: &Line, value: &Value) {
    match line {
        Line::Answer(item) => {
            if let Value::Answer(answer) = value {
                sheet.answers.insert(item.clone(), *answer);
            }
        }
        Line::Gut => sheet.gut = *value == Value::On,
        Line::Attendance => {
            if let Value::Attendance(attendance) = value {
                sheet.attendance = *attendance;
            }
        }
        Line::Card(card) => {
            if let Value::Card(record) = value {
                sheet.cards.insert(card.clone(), (**record).clone());
            }
        }
        Line::Decision => {
            if let Value::Decision(decision) = value {
                sheet.decision = Some((**decision).clone());
            }
        }
    }
}

impl Value {
    fn text(&self) -> Option<String> {
        if let Value::Text(text) = self {
            Some(text.clone())
        } else {
            None
        }
    }

    fn number(&self) -> u16 {
        if let Value::Number(number) = self {
            *number
        } else {
            0
        }
    }
}
