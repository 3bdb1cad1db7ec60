//! File to ledger to document: every field, text, number and reference is checked.

use super::{MAX_REPLICAS, MAX_VERSIONS, MAX_WRITE, kind_word};
use crate::domain::case_code::CaseCode;
use crate::domain::document::Document;
use crate::domain::ledger::{
    Disposal, DocumentId, Dot, Facet, Field, Issue, Ledger, Line, RecordKind, Register, Registers, Replica,
    RoundKey, Value, Version,
};
use crate::domain::limits::{
    MAX_CLASS_CHARS, MAX_CONTACT_CHARS, MAX_NAME_CHARS, MAX_NUMBER, MAX_RETENTION_YEARS, MAX_ROUNDS,
    MAX_SCHOOL_CHARS, MAX_STUDENTS,
};
use crate::domain::response::Attendance;
use crate::domain::roster::StudentId;
use crate::domain::sorted::{Map, Set};
use crate::format::checked::{Checker, FileFault, FileRule as Rule, MAX_LIST, is_given};
use crate::format::document::parts::read::{
    answer, attendance, card_record, code, content, count, decision, grade,
};
use crate::format::document::{CONTENTS_SINCE, MAX_CODES, MAX_REMOVED, v3};
use crate::format::json::{Json, Node};

/// The document that a JSON tree of this number stands for.
///
/// # Errors
/// The first rule it breaks, with its place.
pub(in super::super) fn read(json: &Json, number: u32) -> Result<Document, FileFault> {
    let mut reader = Reader {
        keeps_contents: number >= CONTENTS_SINCE,
        ..Reader::default()
    };
    let ledger = reader.ledger(&Node::top(json));
    let ledger = reader.check.finish(ledger)?;
    let (document, _) = ledger.project();
    Ok(Document { ledger, ..document })
}

/// Characters of a word of the format.
const MAX_WORD: usize = 16;

#[derive(Default)]
struct Reader {
    check: Checker,
    /// Writers in the order of the file, with the number up to which their writes were seen.
    replicas: Vec<(Replica, u64)>,
    /// Students of the class.
    students: Set<StudentId>,
    /// Whether the format has content documents.
    keeps_contents: bool,
}

impl Reader {
    fn ledger(&mut self, top: &Node) -> Ledger {
        let fields = [
            "format",
            "id",
            "replicas",
            "class",
            "rounds",
            "removed",
            "retired_codes",
            "contents",
        ];
        let known = fields.len() - usize::from(!self.keeps_contents);
        self.check.object(top, fields.get(..known).unwrap_or(&fields));
        let id = &top.field("id");
        let mut ledger = Ledger {
            id: DocumentId(self.hexadecimal(id, 32)),
            ..Ledger::default()
        };
        for entry in self.check.list(&top.field("replicas"), MAX_REPLICAS) {
            let [replica, at] = &self.row(&entry);
            let name = u64::try_from(self.hexadecimal(replica, 16)).unwrap_or(0);
            let at = self.check.whole(at, 1, MAX_WRITE);
            let is_new = ledger.seen.insert(Replica(name), at).is_none();
            self.check.require(is_new, &entry, Rule::Duplicate);
            self.replicas.push((Replica(name), at));
        }
        self.class(&top.field("class"), &mut ledger.class);
        let rounds = &top.field("rounds");
        for place in self.check.list(rounds, MAX_ROUNDS) {
            let (key, registers) = self.round(&place);
            self.disposed(&place.field("disposed"), &key, &mut ledger.disposed);
            let is_new = ledger.rounds.insert(key, registers).is_none();
            self.check.require(is_new, &place, Rule::Duplicate);
        }
        self.check.require(!ledger.rounds.is_empty(), rounds, Rule::Empty);
        for place in self.check.list(&top.field("removed"), MAX_REMOVED) {
            let student = StudentId(self.check.small(&place, u32::MAX));
            let is_new = !self.students.contains(&student) && ledger.removed.insert(student);
            self.check.require(is_new, &place, Rule::Duplicate);
        }
        for place in self.check.list(&top.field("retired_codes"), MAX_CODES) {
            let is_new = ledger.retired.insert(code(&place, &mut self.check));
            self.check.require(is_new, &place, Rule::Duplicate);
        }
        if self.keeps_contents {
            v3::read(&top.field("contents"), &mut ledger, &mut self.check);
        }
        // A file made by hand may hold what its own log says is gone.
        ledger.forget_disposed();
        ledger
    }

    fn class(&mut self, node: &Node, class: &mut Registers) {
        let own = [
            ("school", Field::School),
            ("school_year", Field::SchoolYear),
            ("grade", Field::Grade),
            ("class_name", Field::ClassName),
        ];
        let fields = [
            "school",
            "school_year",
            "grade",
            "class_name",
            "contacts",
            "students",
        ];
        self.check.object(node, &fields);
        for (name, field) in own {
            self.register(&node.field(name), class, field);
        }
        self.members(&node.field("contacts"), class, &|name| {
            Some(Field::Contact(name.into()))
        });
        for place in self.check.list(&node.field("students"), MAX_STUDENTS) {
            self.check.object(&place, &["id", "number", "name", "reading"]);
            let id = &place.field("id");
            let student = StudentId(self.check.small(id, u32::MAX));
            let is_new = self.students.insert(student);
            self.check.require(is_new, id, Rule::Duplicate);
            self.register(
                &place.field("number"),
                class,
                Field::Student(student, Facet::Number),
            );
            for (name, facet) in [("name", Facet::Name), ("reading", Facet::Reading)] {
                self.optional(&place.field(name), class, Field::Student(student, facet));
            }
        }
    }

    fn round(&mut self, node: &Node) -> (RoundKey, Registers) {
        self.check.object(
            node,
            &[
                "number", "content", "label", "began", "codes", "sheets", "disposed",
            ],
        );
        let key = RoundKey {
            number: self.check.small(&node.field("number"), u32::MAX),
            stamp: content(&node.field("content"), &mut self.check),
        };
        let mut round = Map::new();
        self.register(&node.field("label"), &mut round, Field::Label);
        self.register(&node.field("began"), &mut round, Field::Began);
        let codes = &node.field("codes");
        self.members(codes, &mut round, &|name| {
            CaseCode::parse(name).ok().map(Field::Code)
        });
        for register in round.values() {
            for version in &register.versions {
                if let Value::Issue(issue) = &version.value {
                    let is_known = self.students.contains(&issue.student);
                    self.check.require(is_known, codes, Rule::NoStudent);
                }
            }
        }
        let mut seen = Set::new();
        for sheet in self.check.list(&node.field("sheets"), MAX_STUDENTS) {
            self.check.object(
                &sheet,
                &["student", "answers", "gut", "attendance", "cards", "decision"],
            );
            let place = &sheet.field("student");
            let student = StudentId(self.check.small(place, u32::MAX));
            let is_known = self.students.contains(&student);
            self.check.require(is_known, place, Rule::NoStudent);
            self.check.require(seen.insert(student), place, Rule::Duplicate);
            let on_sheet = |line| Field::Sheet(student, line);
            for (name, line) in [
                ("gut", Line::Gut),
                ("attendance", Line::Attendance),
                ("decision", Line::Decision),
            ] {
                self.optional(&sheet.field(name), &mut round, on_sheet(line));
            }
            let (answers, cards) = (&sheet.field("answers"), &sheet.field("cards"));
            if is_given(answers) {
                self.members(answers, &mut round, &|item| {
                    Some(on_sheet(Line::Answer(item.into())))
                });
            }
            if is_given(cards) {
                self.members(cards, &mut round, &|card| Some(on_sheet(Line::Card(card.into()))));
            }
        }
        (key, round)
    }

    /// The disposal log of a round.
    fn disposed(&mut self, node: &Node, round: &RoundKey, into: &mut Set<Disposal>) {
        if !is_given(node) {
            return;
        }
        for place in self.check.list(node, MAX_LIST) {
            self.check.object(&place, &["what", "on", "count", "years"]);
            let what = &place.field("what");
            let word = self.check.text(what, MAX_WORD);
            let kind = [RecordKind::Sheets, RecordKind::Keys]
                .into_iter()
                .find(|kind| kind_word(*kind) == word);
            self.check.require(kind.is_some(), what, Rule::Word);
            let years = self
                .check
                .whole(&place.field("years"), 0, MAX_RETENTION_YEARS.into());
            let is_new = into.insert(Disposal {
                round: round.clone(),
                kind: kind.unwrap_or(RecordKind::Sheets),
                on: self.check.day(&place.field("on")),
                count: self.check.small(&place.field("count"), u32::MAX),
                years: u8::try_from(years).unwrap_or(MAX_RETENTION_YEARS),
            });
            self.check.require(is_new, &place, Rule::Duplicate);
        }
    }

    /// An object of registers whose names are identifiers or codes.
    fn members(&mut self, node: &Node, into: &mut Registers, field: &dyn Fn(&str) -> Option<Field>) {
        for (name, value) in self.check.members(node) {
            // A name that is none may be anything, so the place stops above it.
            match field(name) {
                Some(field) => self.register(&value, into, field),
                None => self.check.fail(node, Rule::Code),
            }
        }
    }

    fn optional(&mut self, node: &Node, into: &mut Registers, field: Field) {
        if is_given(node) {
            self.register(node, into, field);
        }
    }

    fn register(&mut self, node: &Node, into: &mut Registers, field: Field) {
        let mut register = Register::default();
        let mut row = self.check.list(node, 3 * MAX_VERSIONS);
        while let Some(given) = row.next() {
            let value = value(&field, &given, &mut self.check);
            let (Some(replica), Some(at)) = (row.next(), row.next()) else {
                self.check.fail(node, Rule::Missing);
                break;
            };
            let position = self.check.small(&replica, u32::MAX);
            let writer = usize::try_from(position)
                .ok()
                .and_then(|at| self.replicas.get(at));
            let (writer, most) = writer.copied().unwrap_or_default();
            self.check.require(most > 0, &replica, Rule::Word);
            let dot = Dot {
                at: self.check.whole(&at, 1, most.max(1)),
                replica: writer,
            };
            let is_after = register
                .versions
                .last()
                .is_none_or(|last: &Version| last.dot < dot);
            self.check.require(is_after, &at, Rule::Duplicate);
            register.versions.push(Version { dot, value });
        }
        self.check
            .require(!register.versions.is_empty(), node, Rule::Empty);
        let is_new = into.insert(field, register).is_none();
        self.check.require(is_new, node, Rule::Duplicate);
    }

    /// The two entries of a row.
    fn row<'a>(&mut self, node: &'a Node<'a>) -> [Node<'a>; 2] {
        let mut row = self.check.list(node, 2);
        let nothing = Node::top(&Json::Null);
        [row.next().unwrap_or(nothing), row.next().unwrap_or(nothing)]
    }

    /// So many hexadecimal digits in small letters.
    fn hexadecimal(&mut self, node: &Node, digits: usize) -> u128 {
        let text = self.check.text(node, digits);
        let is_plain = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let plain = text.len() == digits && text.bytes().all(is_plain);
        self.check.require(plain, node, Rule::Hexadecimal);
        u128::from_str_radix(text, 16).unwrap_or(0)
    }
}

/// What stands in a field. What a class or round cannot be without is never blank.
fn value(field: &Field, node: &Node, check: &mut Checker) -> Value {
    let text = |most: usize, check: &mut Checker| Value::Text(check.text(node, most).to_owned());
    match field {
        Field::School | Field::Label => text(MAX_SCHOOL_CHARS, check),
        Field::SchoolYear => Value::Number(count(node, check)),
        Field::Grade => Value::Grade(grade(node, check)),
        Field::ClassName => text(MAX_CLASS_CHARS, check),
        Field::Student(_, Facet::Number) => {
            let number = check.whole(node, 1, MAX_NUMBER.into());
            Value::Number(u16::try_from(number).unwrap_or(MAX_NUMBER))
        }
        Field::Began => Value::Day(check.day(node)),
        Field::Code(_) => {
            check.object(node, &["student", "on"]);
            Value::Issue(Issue {
                student: StudentId(check.small(&node.field("student"), u32::MAX)),
                on: check.day(&node.field("on")),
            })
        }
        Field::Contact(_) | Field::Student(_, Facet::Name | Facet::Reading) | Field::Sheet(_, _)
            if !is_given(node) =>
        {
            Value::Blank
        }
        Field::Contact(_) => text(MAX_CONTACT_CHARS, check),
        Field::Student(_, Facet::Name | Facet::Reading) => text(MAX_NAME_CHARS, check),
        Field::Sheet(_, Line::Answer(_)) => Value::Answer(answer(node, check)),
        Field::Sheet(_, Line::Gut) => {
            check.flag(node);
            check.require(*node.json == Json::Bool(true), node, Rule::Word);
            Value::On
        }
        Field::Sheet(_, Line::Attendance) => {
            let counts = attendance(node, check);
            check.require(counts != Attendance::default(), node, Rule::Empty);
            Value::Attendance(counts)
        }
        Field::Sheet(_, Line::Card(_)) => Value::Card(Box::new(card_record(node, check))),
        Field::Sheet(_, Line::Decision) => Value::Decision(Box::new(decision(node, check))),
    }
}
