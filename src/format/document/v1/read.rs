//! File to domain: every field, text, number and reference is checked.

use sha2::{Digest, Sha256};

use crate::domain::case_code::{KeyEntry, KeyTable};
use crate::domain::document::{Document, Round, RoundId};
use crate::domain::ledger::{DocumentId, Ledger, Origin, Replica};
use crate::domain::limits::{
    MAX_CLASS_CHARS, MAX_CONTACT_CHARS, MAX_NUMBER, MAX_ROUNDS, MAX_SCHOOL_CHARS, MAX_STUDENTS,
};
use crate::domain::response::Response;
use crate::domain::roster::{Classroom, SchoolYear, Student, StudentId};
use crate::domain::sorted::{Map, sort_short};
use crate::format::checked::{Checker, FileFault, FileRule as Rule, is_given};
use crate::format::document::parts::read::{
    answer, attendance, card_record, code, content, count, decision, grade, name,
};
use crate::format::document::{MAX_CODES, MAX_REMOVED};
use crate::format::json::{Json, Node};

/// Largest number of a student or round inside the document.
const MAX_IDENTITY: u32 = 1_000_000_000;
/// Largest count of changes: the largest whole number that every JSON reader takes exactly.
const MAX_REVISION: u64 = (1 << 53) - 1;
/// Where writes count on from at most, so that there is room above.
const MAX_FIRST_WRITE: u64 = 1 << 40;

/// The document that a JSON tree of this number stands for. Such a file has no ledger; it gets one in which everything is
/// one write by a writer named after the bytes: two devices that open one file hold the same write, and two files of one
/// class can still be put together, with what differs between them shown as conflicts.
///
/// # Errors
/// The first rule it breaks, with its place.
pub(in super::super) fn read(json: &Json, bytes: &[u8]) -> Result<Document, FileFault> {
    let mut check = Checker::default();
    let (mut document, next_student) = document(&Node::top(json), &mut check);
    let origin = Origin {
        document: class_id(&document),
        replica: Replica(u64::from_be_bytes(first_bytes(Sha256::digest(bytes).as_slice()))),
    };
    let at = document.revision.clamp(1, MAX_FIRST_WRITE);
    document.begin(origin, at);
    // Numbers were given by counting up, so whoever is missing was removed.
    let missing: Vec<StudentId> = (1..next_student)
        .map(StudentId)
        .filter(|id| document.classroom.student(*id).is_none())
        .take(MAX_REMOVED + 1)
        .collect();
    // More than anybody can have removed: a file made by hand.
    if missing.len() <= MAX_REMOVED {
        document.ledger.removed.extend(missing);
    }
    check.finish(document)
}

/// Which class it is, by what copies of one class have in common: what the class and its first round are called. Two
/// classes of one school differ in it.
fn class_id(document: &Document) -> DocumentId {
    let class = &document.classroom;
    let first = document.rounds.iter().min_by_key(|round| round.id);
    let (label, began) = first.map_or(("", String::new()), |round| {
        (round.label.as_str(), round.began.to_string())
    });
    let content = first.map_or("", |round| round.stamp.checksum.as_str());
    let named = [
        &class.school,
        &class.school_year.0.to_string(),
        &class.grade.code(),
        &class.class_name,
        label,
        &began,
        content,
    ]
    .join("\0");
    DocumentId(u128::from_be_bytes(first_bytes(Sha256::digest(named).as_slice())))
}

fn first_bytes<const N: usize>(digest: &[u8]) -> [u8; N] {
    digest.first_chunk().copied().unwrap_or([0; N])
}

/// What stands in the file, without a ledger, and the number the next student would have got.
fn document(top: &Node, check: &mut Checker) -> (Document, u32) {
    let fields = [
        "format",
        "revision",
        "class",
        "next_student",
        "rounds",
        "keys",
        "retired_codes",
        "contacts",
    ];
    check.object(top, &fields);
    let classroom = class(&top.field("class"), check);
    let next = &top.field("next_student");
    let next_student = check.small(next, MAX_IDENTITY);
    let above_all = classroom
        .students
        .iter()
        .all(|student| student.id.0 < next_student);
    check.require(above_all, next, Rule::NextStudent);
    let rounds = rounds(&top.field("rounds"), &classroom, check);
    let keys = keys(top, &classroom, &rounds, check);
    let document = Document {
        classroom,
        rounds,
        keys,
        contacts: check.map(&top.field("contacts"), |node, check| {
            check.text(node, MAX_CONTACT_CHARS).to_owned()
        }),
        revision: check.whole(&top.field("revision"), 0, MAX_REVISION),
        ledger: Ledger::default(),
    };
    (document, next_student)
}

fn class(node: &Node, check: &mut Checker) -> Classroom {
    check.object(
        node,
        &["school", "school_year", "grade", "class_name", "students"],
    );
    let mut students: Vec<Student> = Vec::new();
    for place in check.list(&node.field("students"), MAX_STUDENTS) {
        let student = student(&place, check);
        let is_new = students.iter().all(|other| other.id != student.id);
        check.require(is_new, &place.field("id"), Rule::Duplicate);
        let is_new = students.iter().all(|other| other.number != student.number);
        check.require(is_new, &place.field("number"), Rule::Duplicate);
        students.push(student);
    }
    sort_short(&mut students, |a, b| a.number <= b.number);
    Classroom {
        school: check.text(&node.field("school"), MAX_SCHOOL_CHARS).to_owned(),
        school_year: SchoolYear(count(&node.field("school_year"), check)),
        grade: grade(&node.field("grade"), check),
        class_name: check.text(&node.field("class_name"), MAX_CLASS_CHARS).to_owned(),
        students,
    }
}

fn student(node: &Node, check: &mut Checker) -> Student {
    check.object(node, &["id", "number", "name", "reading"]);
    let number = check.whole(&node.field("number"), 1, MAX_NUMBER.into());
    Student {
        id: StudentId(check.small(&node.field("id"), MAX_IDENTITY)),
        number: u16::try_from(number).unwrap_or(MAX_NUMBER),
        name: name(&node.field("name"), check),
        reading: name(&node.field("reading"), check),
    }
}

fn rounds(node: &Node, classroom: &Classroom, check: &mut Checker) -> Vec<Round> {
    let mut rounds: Vec<Round> = Vec::new();
    for place in check.list(node, MAX_ROUNDS) {
        let round = round(&place, classroom, check);
        let is_new = rounds.iter().all(|other| other.id != round.id);
        check.require(is_new, &place.field("id"), Rule::Duplicate);
        rounds.push(round);
    }
    check.require(!rounds.is_empty(), node, Rule::Empty);
    rounds
}

fn round(node: &Node, classroom: &Classroom, check: &mut Checker) -> Round {
    check.object(node, &["id", "label", "began", "content", "responses"]);
    let mut responses = Map::new();
    for sheet in check.list(&node.field("responses"), MAX_STUDENTS) {
        let place = &sheet.field("student");
        let student = StudentId(check.small(place, MAX_IDENTITY));
        check.require(classroom.student(student).is_some(), place, Rule::NoStudent);
        let is_new = responses.insert(student, response(&sheet, check)).is_none();
        check.require(is_new, place, Rule::Duplicate);
    }
    Round {
        id: RoundId(check.small(&node.field("id"), MAX_IDENTITY)),
        label: check.text(&node.field("label"), MAX_SCHOOL_CHARS).to_owned(),
        began: check.day(&node.field("began")),
        stamp: content(&node.field("content"), check),
        responses,
    }
}

fn response(node: &Node, check: &mut Checker) -> Response {
    check.object(
        node,
        &["student", "answers", "gut", "attendance", "cards", "decision"],
    );
    let (gut, cards, agreed) = (&node.field("gut"), &node.field("cards"), &node.field("decision"));
    Response {
        answers: check.map(&node.field("answers"), answer),
        gut: is_given(gut) && check.flag(gut),
        attendance: attendance(&node.field("attendance"), check),
        cards: if is_given(cards) {
            check.map(cards, card_record)
        } else {
            Map::new()
        },
        decision: is_given(agreed).then(|| decision(agreed, check)),
    }
}

fn keys(top: &Node, classroom: &Classroom, rounds: &[Round], check: &mut Checker) -> KeyTable {
    let mut table = KeyTable::default();
    for place in check.list(&top.field("keys"), MAX_CODES) {
        check.object(&place, &["code", "student", "round", "on"]);
        let (student, round) = (&place.field("student"), &place.field("round"));
        let entry = KeyEntry {
            code: code(&place.field("code"), check),
            student: StudentId(check.small(student, MAX_IDENTITY)),
            round: RoundId(check.small(round, MAX_IDENTITY)),
            on: check.day(&place.field("on")),
        };
        check.require(
            classroom.student(entry.student).is_some(),
            student,
            Rule::NoStudent,
        );
        check.require(
            rounds.iter().any(|round| round.id == entry.round),
            round,
            Rule::NoRound,
        );
        let is_new = !table.has(entry.code) && table.code_of(entry.student, entry.round).is_none();
        check.require(is_new, &place, Rule::Duplicate);
        table.entries.push(entry);
    }
    for place in check.list(&top.field("retired_codes"), MAX_CODES) {
        let code = code(&place, check);
        check.require(!table.has(code), &place, Rule::Duplicate);
        table.retired.push(code);
    }
    table
}
