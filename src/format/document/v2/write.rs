//! Ledger to file.

use super::kind_word;
use crate::domain::ledger::{
    Disposal, Facet, Field, Ledger, Line, Register, Registers, Replica, RoundKey, Value,
};
use crate::domain::roster::StudentId;
use crate::format::document::parts::write::{answer, attendance, card_record, content, day, decision};
use crate::format::document::{FORMAT, FORMAT_NUMBER, v3};
use crate::format::json_writer::JsonWriter;

/// The ledger as it stands in the file.
pub(in super::super) fn write(ledger: &Ledger) -> String {
    let mut out = Writer {
        json: JsonWriter::default(),
        replicas: ledger.seen.keys().copied().collect(),
    };
    out.ledger(ledger);
    out.json.finish()
}

struct Writer {
    json: JsonWriter,
    /// In order; versions name their writer by the position in this list.
    replicas: Vec<Replica>,
}

impl Writer {
    fn ledger(&mut self, ledger: &Ledger) {
        let out = &mut self.json;
        out.object();
        out.name("format").text(&format!("{FORMAT}{FORMAT_NUMBER}"));
        out.name("id").text(&format!("{:032x}", ledger.id.0));
        out.name("replicas").list();
        for (replica, at) in &ledger.seen {
            out.list();
            out.text(&format!("{:016x}", replica.0));
            out.number(*at);
            out.end_list();
        }
        out.end_list();
        out.name("class");
        self.class(&ledger.class);
        self.json.name("rounds").list();
        for (key, registers) in &ledger.rounds {
            let disposed = ledger.disposed.iter().filter(|disposal| disposal.round == *key);
            self.round(key, registers, &disposed.collect::<Vec<_>>());
        }
        let out = &mut self.json;
        out.end_list();
        out.name("removed").list();
        for student in &ledger.removed {
            out.number(student.0.into());
        }
        out.end_list();
        out.name("retired_codes").list();
        for code in &ledger.retired {
            out.text(&code.to_string());
        }
        out.end_list();
        v3::write(out, ledger);
        out.end_object();
    }

    fn class(&mut self, registers: &Registers) {
        self.json.object();
        for (field, register) in registers {
            let name = match field {
                Field::School => "school",
                Field::SchoolYear => "school_year",
                Field::Grade => "grade",
                Field::ClassName => "class_name",
                Field::Contact(_)
                | Field::Student(_, _)
                | Field::Label
                | Field::Began
                | Field::Code(_)
                | Field::Sheet(_, _) => continue,
            };
            self.named(name, register);
        }
        self.json.name("contacts").object();
        for (field, register) in registers {
            if let Field::Contact(contact) = field {
                self.named(contact.as_str(), register);
            }
        }
        self.json.end_object();
        self.json.name("students").list();
        let mut last = None;
        for (field, register) in registers {
            if let Field::Student(student, facet) = field {
                self.begin_student("id", &mut last, *student);
                let name = match facet {
                    Facet::Number => "number",
                    Facet::Name => "name",
                    Facet::Reading => "reading",
                };
                self.named(name, register);
            }
        }
        if last.is_some() {
            self.json.end_object();
        }
        self.json.end_list();
        self.json.end_object();
    }

    /// Opens the object of the next student, where this is one.
    fn begin_student(&mut self, name: &str, last: &mut Option<StudentId>, student: StudentId) {
        if *last != Some(student) {
            if last.is_some() {
                self.json.end_object();
            }
            self.json.object();
            self.json.name(name).number(student.0.into());
            *last = Some(student);
        }
    }

    fn round(&mut self, key: &RoundKey, registers: &Registers, disposed: &[&Disposal]) {
        self.json.object();
        self.json.name("number").number(key.number.into());
        content(&mut self.json, &key.stamp);
        for (field, name) in [(Field::Label, "label"), (Field::Began, "began")] {
            if let Some(register) = registers.get(&field) {
                self.named(name, register);
            }
        }
        self.json.name("codes").object();
        for (field, register) in registers {
            if let Field::Code(code) = field {
                self.named(&code.to_string(), register);
            }
        }
        self.json.end_object();
        self.json.name("sheets").list();
        let (mut last, mut open) = (None, None);
        for (field, register) in registers {
            let Field::Sheet(student, line) = field else {
                continue;
            };
            // Answers and cards are objects inside that of the sheet; they stand together in the order of the fields.
            let (inside, name) = match line {
                Line::Answer(item) => (Some("answers"), item.as_str()),
                Line::Card(card) => (Some("cards"), card.as_str()),
                Line::Gut => (None, "gut"),
                Line::Attendance => (None, "attendance"),
                Line::Decision => (None, "decision"),
            };
            let is_same = last == Some(*student) && open == inside;
            if !is_same && open.take().is_some() {
                self.json.end_object();
            }
            self.begin_student("student", &mut last, *student);
            if let Some(inside) = inside.filter(|_| !is_same) {
                self.json.name(inside).object();
                open = Some(inside);
            }
            self.named(name, register);
        }
        if open.is_some() {
            self.json.end_object();
        }
        if last.is_some() {
            self.json.end_object();
        }
        self.json.end_list();
        self.disposed(disposed);
        self.json.end_object();
    }

    /// The disposal log of a round; absent where nothing was disposed of.
    fn disposed(&mut self, disposed: &[&Disposal]) {
        if disposed.is_empty() {
            return;
        }
        let out = &mut self.json;
        out.name("disposed").list();
        for disposal in disposed {
            out.object();
            out.name("what").text(kind_word(disposal.kind));
            day(out, "on", disposal.on);
            out.name("count").number(disposal.count.into());
            out.name("years").number(disposal.years.into());
            out.end_object();
        }
        out.end_list();
    }

    fn named(&mut self, name: &str, register: &Register) {
        self.json.name(name).list();
        for version in &register.versions {
            value(&mut self.json, &version.value);
            let replica = self
                .replicas
                .binary_search(&version.dot.replica)
                .unwrap_or(usize::MAX);
            self.json.number(u64::try_from(replica).unwrap_or(u64::MAX));
            self.json.number(version.dot.at);
        }
        self.json.end_list();
    }
}

fn value(out: &mut JsonWriter, value: &Value) {
    match value {
        Value::Blank => out.null(),
        Value::Text(text) => out.text(text),
        Value::Number(number) => out.number((*number).into()),
        Value::Grade(grade) => out.text(&grade.code()),
        Value::Day(day) => out.text(&day.to_string()),
        Value::Answer(given) => answer(out, *given),
        Value::On => out.flag(true),
        Value::Attendance(counts) => attendance(out, counts),
        Value::Card(record) => card_record(out, record),
        Value::Decision(agreed) => decision(out, agreed),
        Value::Issue(issue) => {
            out.object();
            out.name("student").number(issue.student.0.into());
            day(out, "on", issue.on);
            out.end_object();
        }
    }
}
