//! File to domain: every field, text, number and reference is checked.

use super::write::{COUNT, NOT_APPLICABLE, UNKNOWN, consent_word, direction_word, month_part_word};
use crate::domain::case_code::{CaseCode, KeyEntry, KeyTable};
use crate::domain::checklist::{ContentStamp, Direction};
use crate::domain::decision::{Basis, Consent, Decision, MonthPart, ReplyBy};
use crate::domain::document::{Document, Round, RoundId};
use crate::domain::limits::{
    MAX_CLASS_CHARS, MAX_CONTACT_CHARS, MAX_COUNT, MAX_NAME_CHARS, MAX_NOTE_CHARS, MAX_NUMBER,
    MAX_OTHER_CHARS, MAX_ROUNDS, MAX_SCHOOL_CHARS, MAX_STUDENTS, MAX_WHO_CHARS,
};
use crate::domain::response::{Answer, Attendance, CardRecord, Response};
use crate::domain::roster::{Classroom, Grade, SchoolYear, Student, StudentId};
use crate::domain::sorted::{Map, Set, sort_short};
use crate::format::checked::{Checker, FileFault, FileRule as Rule, MAX_LIST, is_given};
use crate::format::json::{Json, Node};

/// Largest number of a student or round inside the document: there is always room to count on from it.
const MAX_IDENTITY: u32 = 1_000_000_000;
/// Largest count of changes: the largest whole number that every JSON reader takes exactly.
const MAX_REVISION: u64 = (1 << 53) - 1;
/// Characters of a content's version or checksum.
const MAX_STAMP_CHARS: usize = 64;
/// Characters of one reason; the app makes these sentences, and the longest names every item of a rule.
const MAX_REASON_CHARS: usize = 10_000;

/// Case codes of one document: one per student and round would be as many.
const MAX_CODES: usize = MAX_STUDENTS * MAX_ROUNDS;

/// Answers about consent a file may hold.
const CONSENTS: [Consent; 3] = [Consent::NotAsked, Consent::Given, Consent::Refused];
/// Thirds of a month.
const MONTH_PARTS: [MonthPart; 3] = [MonthPart::Early, MonthPart::Middle, MonthPart::Late];

/// The document that a JSON tree of this number stands for.
///
/// # Errors
/// The first rule it breaks, with its place.
pub(in super::super) fn read(json: &Json) -> Result<Document, FileFault> {
    let mut check = Checker::default();
    let document = document(&Node::top(json), &mut check);
    check.finish(document)
}

fn document(top: &Node, check: &mut Checker) -> Document {
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
    Document {
        classroom,
        rounds,
        keys,
        contacts: check.map(&top.field("contacts"), |node, check| {
            check.text(node, MAX_CONTACT_CHARS).to_owned()
        }),
        next_student,
        revision: check.whole(&top.field("revision"), 0, MAX_REVISION),
    }
}

fn class(node: &Node, check: &mut Checker) -> Classroom {
    check.object(
        node,
        &["school", "school_year", "grade", "class_name", "students"],
    );
    let code = &node.field("grade");
    let grade = Grade::from_code(check.text(code, MAX_STAMP_CHARS));
    check.require(grade.is_some(), code, Rule::Grade);
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
        grade: grade.unwrap_or(Grade::Elementary(1)),
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

fn name(node: &Node, check: &mut Checker) -> Option<String> {
    is_given(node).then(|| check.text(node, MAX_NAME_CHARS).to_owned())
}

fn content(node: &Node, check: &mut Checker) -> ContentStamp {
    check.object(node, &["id", "version", "checksum"]);
    ContentStamp {
        id: check.identifier(&node.field("id")).to_owned(),
        version: check.text(&node.field("version"), MAX_STAMP_CHARS).to_owned(),
        checksum: check.text(&node.field("checksum"), MAX_STAMP_CHARS).to_owned(),
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

fn attendance(node: &Node, check: &mut Checker) -> Attendance {
    if !is_given(node) {
        return Attendance::default();
    }
    check.object(node, &["absent", "late", "left_early", "absent_year"]);
    let mut optional = |name: &str| {
        let node = &node.field(name);
        is_given(node).then(|| count(node, check))
    };
    Attendance {
        absent: optional("absent"),
        late: optional("late"),
        left_early: optional("left_early"),
        absent_year: optional("absent_year"),
    }
}

/// An answer as it is written: `2`, `count 4`, `?` or `-`.
fn answer(node: &Node, check: &mut Checker) -> Answer {
    let text = check.text(node, MAX_STAMP_CHARS);
    let (number, is_count) = text
        .strip_prefix(COUNT)
        .map_or((text, false), |number| (number, true));
    // `parse` would take a sign and leading zeros, which nobody writes.
    let value = number
        .parse::<u16>()
        .ok()
        .filter(|value| value.to_string() == number);
    let position = value.and_then(|value| u8::try_from(value).ok());
    match (value, position) {
        (Some(count), _) if is_count => {
            let most = MAX_COUNT;
            check.require(
                count <= most,
                node,
                Rule::Range {
                    least: 0,
                    most: most.into(),
                },
            );
            return Answer::Count(count);
        }
        (_, Some(position)) if !is_count => return Answer::Option(position),
        (None | Some(_), None | Some(_)) => {}
    }
    if text == NOT_APPLICABLE {
        return Answer::NotApplicable;
    }
    check.require(text == UNKNOWN, node, Rule::Answer);
    Answer::Unknown
}

fn card_record(node: &Node, check: &mut Checker) -> CardRecord {
    check.object(node, &["actions", "on", "note"]);
    CardRecord {
        actions: check.set(&node.field("actions")),
        on: check.day(&node.field("on")),
        note: check.text(&node.field("note"), MAX_NOTE_CHARS).to_owned(),
    }
}

fn decision(node: &Node, check: &mut Checker) -> Decision {
    let fields = [
        "met",
        "directions",
        "supports",
        "who",
        "by",
        "next_check",
        "tried",
        "asks",
        "ask_other",
        "reply_by",
        "student_heard",
        "guardian_heard",
        "consent",
        "note",
        "on",
        "basis",
    ];
    check.object(node, &fields);
    let (by, next_check, reply) = (
        &node.field("by"),
        &node.field("next_check"),
        &node.field("reply_by"),
    );
    let consent = check.word(&node.field("consent"), &CONSENTS.map(consent_word));
    Decision {
        met: check.month(&node.field("met")),
        directions: directions(&node.field("directions"), check),
        supports: check.set(&node.field("supports")),
        who: check.text(&node.field("who"), MAX_WHO_CHARS).to_owned(),
        by: is_given(by).then(|| check.day(by)),
        next_check: is_given(next_check).then(|| check.day(next_check)),
        tried: check.map(&node.field("tried"), |node, check| check.month(node)),
        asks: check.set(&node.field("asks")),
        ask_other: check.text(&node.field("ask_other"), MAX_OTHER_CHARS).to_owned(),
        reply_by: is_given(reply).then(|| reply_by(reply, check)),
        student_heard: check.flag(&node.field("student_heard")),
        guardian_heard: check.flag(&node.field("guardian_heard")),
        consent: CONSENTS.get(consent).copied().unwrap_or_default(),
        note: check.text(&node.field("note"), MAX_NOTE_CHARS).to_owned(),
        on: check.day(&node.field("on")),
        basis: basis(&node.field("basis"), check),
    }
}

fn directions(node: &Node, check: &mut Checker) -> Set<Direction> {
    let words = Direction::ALL.map(direction_word);
    let mut directions = Set::new();
    for entry in check.list(node, words.len()) {
        let word = check.word(&entry, &words);
        let direction = Direction::ALL.get(word).copied().unwrap_or(Direction::School);
        check.require(directions.insert(direction), &entry, Rule::Duplicate);
    }
    check.require(!directions.is_empty(), node, Rule::Empty);
    directions
}

fn reply_by(node: &Node, check: &mut Checker) -> ReplyBy {
    check.object(node, &["month", "part"]);
    let part = check.word(&node.field("part"), &MONTH_PARTS.map(month_part_word));
    ReplyBy {
        month: check.month(&node.field("month")),
        part: MONTH_PARTS.get(part).copied().unwrap_or(MonthPart::Early),
    }
}

fn basis(node: &Node, check: &mut Checker) -> Basis {
    check.object(
        node,
        &["content", "level", "lowest", "highest", "reasons", "items"],
    );
    let level = &node.field("level");
    let (reasons, items) = (&node.field("reasons"), &node.field("items"));
    Basis {
        stamp: content(&node.field("content"), check),
        level: is_given(level).then(|| check.identifier(level).into()),
        lowest: check.identifier(&node.field("lowest")).into(),
        highest: check.identifier(&node.field("highest")).into(),
        reasons: check
            .list(reasons, MAX_LIST)
            .map(|entry| check.text(&entry, MAX_REASON_CHARS).to_owned())
            .collect(),
        items: check
            .list(items, MAX_LIST)
            .map(|entry| check.identifier(&entry).into())
            .collect(),
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

fn code(node: &Node, check: &mut Checker) -> CaseCode {
    let code = CaseCode::parse(check.text(node, MAX_STAMP_CHARS)).ok();
    check.require(code.is_some(), node, Rule::Code);
    code.unwrap_or_else(|| CaseCode::from_random(0))
}

fn count(node: &Node, check: &mut Checker) -> u16 {
    u16::try_from(check.small(node, u16::MAX.into())).unwrap_or(u16::MAX)
}
