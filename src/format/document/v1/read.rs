//! File to domain: every field, text, number and reference is checked, and the first fault is named with its place.

use std::collections::{BTreeMap, BTreeSet};

use super::write::{COUNT, NOT_APPLICABLE, UNKNOWN, consent_word, direction_word, month_part_word};
use crate::domain::case_code::{CaseCode, KeyEntry, KeyTable};
use crate::domain::checklist::{ContentStamp, Direction};
use crate::domain::decision::{Basis, Consent, Decision, MonthPart, ReplyBy};
use crate::domain::document::{Document, Round, RoundId};
use crate::domain::ids::{ItemId, LevelId, SupportId};
use crate::domain::limits::{
    MAX_CLASS_CHARS, MAX_CONTACT_CHARS, MAX_COUNT, MAX_NAME_CHARS, MAX_NOTE_CHARS, MAX_NUMBER,
    MAX_OTHER_CHARS, MAX_ROUNDS, MAX_SCHOOL_CHARS, MAX_STUDENTS, MAX_WHO_CHARS,
};
use crate::domain::response::{Answer, Attendance, CardRecord, Response};
use crate::domain::roster::{Classroom, Grade, SchoolYear, Student, StudentId};
use crate::format::checked::{
    Checked, FileRule as Rule, MAX_LIST, day, each, fail, flag, given, identifier, list, map, month, object,
    require, set, text, whole, word,
};
use crate::format::json::{Json, Node};

/// Largest number of a student or round inside the document: there is always room to count on from it.
const MAX_IDENTITY: u64 = 1_000_000_000;
/// Largest count of changes: the largest whole number that every JSON reader takes exactly.
const MAX_REVISION: u64 = (1 << 53) - 1;
/// Characters of a content's version or checksum.
const MAX_STAMP_CHARS: usize = 64;
/// Characters of one reason; the app makes these sentences, and the longest names every item of a rule.
const MAX_REASON_CHARS: usize = 10_000;

/// The document that a JSON tree of this number stands for.
///
/// # Errors
/// The first rule it breaks, with its place.
pub(in super::super) fn read(json: &Json) -> Checked<Document> {
    let top = &Node::top(json);
    object(
        top,
        &[
            "format",
            "revision",
            "class",
            "next_student",
            "rounds",
            "keys",
            "retired_codes",
            "contacts",
        ],
    )?;
    let classroom = class(&top.field("class"))?;
    let known: BTreeSet<StudentId> = classroom.students.iter().map(|student| student.id).collect();
    let next = &top.field("next_student");
    let next_student = identity(next)?;
    let above_all = known.last().is_none_or(|last| last.0 < next_student);
    require(above_all, next, Rule::NextStudent)?;
    let rounds = rounds(&top.field("rounds"), &known)?;
    let keys = keys(top, &known, &rounds)?;
    Ok(Document {
        classroom,
        rounds,
        keys,
        contacts: map(&top.field("contacts"), |node| text(node, MAX_CONTACT_CHARS))?,
        next_student,
        revision: whole(&top.field("revision"), 0, MAX_REVISION)?,
    })
}

fn class(node: &Node) -> Checked<Classroom> {
    object(
        node,
        &["school", "school_year", "grade", "class_name", "students"],
    )?;
    let code = &node.field("grade");
    let mut students = each(&node.field("students"), MAX_STUDENTS, student)?;
    let (mut ids, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    for (student, place) in students.iter().zip(node.field("students").entries()) {
        require(ids.insert(student.id), &place.field("id"), Rule::Duplicate)?;
        require(
            numbers.insert(student.number),
            &place.field("number"),
            Rule::Duplicate,
        )?;
    }
    students.sort_by_key(|student| student.number);
    Ok(Classroom {
        school: text(&node.field("school"), MAX_SCHOOL_CHARS)?,
        school_year: SchoolYear(count(&node.field("school_year"))?),
        grade: match Grade::from_code(&text(code, MAX_STAMP_CHARS)?) {
            Some(grade) => grade,
            None => return fail(code, Rule::Grade),
        },
        class_name: text(&node.field("class_name"), MAX_CLASS_CHARS)?,
        students,
    })
}

fn student(node: &Node) -> Checked<Student> {
    object(node, &["id", "number", "name", "reading"])?;
    let name = |node: &Node| given(node).map(|node| text(node, MAX_NAME_CHARS)).transpose();
    let number = whole(&node.field("number"), 1, MAX_NUMBER.into())?;
    Ok(Student {
        id: StudentId(identity(&node.field("id"))?),
        number: u16::try_from(number).unwrap_or(MAX_NUMBER),
        name: name(&node.field("name"))?,
        reading: name(&node.field("reading"))?,
    })
}

fn content(node: &Node) -> Checked<ContentStamp> {
    object(node, &["id", "version", "checksum"])?;
    Ok(ContentStamp {
        id: identifier(&node.field("id"))?.to_owned(),
        version: text(&node.field("version"), MAX_STAMP_CHARS)?,
        checksum: text(&node.field("checksum"), MAX_STAMP_CHARS)?,
    })
}

fn rounds(node: &Node, known: &BTreeSet<StudentId>) -> Checked<Vec<Round>> {
    let rounds = each(node, MAX_ROUNDS, |node| round(node, known))?;
    require(!rounds.is_empty(), node, Rule::Empty)?;
    let mut ids = BTreeSet::new();
    for (round, place) in rounds.iter().zip(node.entries()) {
        require(ids.insert(round.id), &place.field("id"), Rule::Duplicate)?;
    }
    Ok(rounds)
}

fn round(node: &Node, known: &BTreeSet<StudentId>) -> Checked<Round> {
    object(node, &["id", "label", "began", "content", "responses"])?;
    let mut responses = BTreeMap::new();
    let sheets = &node.field("responses");
    list(sheets, MAX_STUDENTS)?;
    for sheet in sheets.entries() {
        let response = response(&sheet)?;
        let place = &sheet.field("student");
        let student = StudentId(identity(place)?);
        require(known.contains(&student), place, Rule::NoStudent)?;
        require(
            responses.insert(student, response).is_none(),
            place,
            Rule::Duplicate,
        )?;
    }
    Ok(Round {
        id: RoundId(identity(&node.field("id"))?),
        label: text(&node.field("label"), MAX_SCHOOL_CHARS)?,
        began: day(&node.field("began"))?,
        stamp: content(&node.field("content"))?,
        responses,
    })
}

fn response(node: &Node) -> Checked<Response> {
    object(
        node,
        &["student", "answers", "gut", "attendance", "cards", "decision"],
    )?;
    let (gut, cards) = (&node.field("gut"), &node.field("cards"));
    Ok(Response {
        answers: map(&node.field("answers"), answer)?,
        gut: given(gut).map(flag).transpose()?.unwrap_or_default(),
        attendance: given(&node.field("attendance"))
            .map(attendance)
            .transpose()?
            .unwrap_or_default(),
        cards: given(cards)
            .map(|node| map(node, card_record))
            .transpose()?
            .unwrap_or_default(),
        decision: given(&node.field("decision")).map(decision).transpose()?,
    })
}

fn attendance(node: &Node) -> Checked<Attendance> {
    object(node, &["absent", "late", "left_early", "absent_year"])?;
    let optional = |node: &Node| given(node).map(count).transpose();
    Ok(Attendance {
        absent: optional(&node.field("absent"))?,
        late: optional(&node.field("late"))?,
        left_early: optional(&node.field("left_early"))?,
        absent_year: optional(&node.field("absent_year"))?,
    })
}

/// An answer as it is written: `2`, `count 4`, `?` or `-`.
fn answer(node: &Node) -> Checked<Answer> {
    let text = text(node, MAX_STAMP_CHARS)?;
    if text == UNKNOWN {
        return Ok(Answer::Unknown);
    }
    if text == NOT_APPLICABLE {
        return Ok(Answer::NotApplicable);
    }
    let (number, is_count) = match text.strip_prefix(COUNT) {
        Some(number) => (number, true),
        None => (text.as_str(), false),
    };
    // `parse` would take a sign and leading zeros, which nobody writes.
    let value = number
        .parse::<u16>()
        .ok()
        .filter(|value| value.to_string() == number);
    match value {
        Some(value) if is_count && value <= MAX_COUNT => Ok(Answer::Count(value)),
        Some(_) if is_count => fail(
            node,
            Rule::Range {
                least: 0,
                most: MAX_COUNT.into(),
            },
        ),
        Some(value) => match u8::try_from(value) {
            Ok(position) => Ok(Answer::Option(position)),
            Err(_) => fail(node, Rule::Answer),
        },
        None => fail(node, Rule::Answer),
    }
}

fn card_record(node: &Node) -> Checked<CardRecord> {
    object(node, &["actions", "on", "note"])?;
    Ok(CardRecord {
        actions: set(&node.field("actions"))?,
        on: day(&node.field("on"))?,
        note: text(&node.field("note"), MAX_NOTE_CHARS)?,
    })
}

fn decision(node: &Node) -> Checked<Decision> {
    object(
        node,
        &[
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
        ],
    )?;
    let optional_day = |node: &Node| given(node).map(day).transpose();
    Ok(Decision {
        met: month(&node.field("met"))?,
        directions: directions(&node.field("directions"))?,
        supports: set(&node.field("supports"))?,
        who: text(&node.field("who"), MAX_WHO_CHARS)?,
        by: optional_day(&node.field("by"))?,
        next_check: optional_day(&node.field("next_check"))?,
        tried: map::<SupportId, _>(&node.field("tried"), month)?,
        asks: set(&node.field("asks"))?,
        ask_other: text(&node.field("ask_other"), MAX_OTHER_CHARS)?,
        reply_by: given(&node.field("reply_by")).map(reply_by).transpose()?,
        student_heard: flag(&node.field("student_heard"))?,
        guardian_heard: flag(&node.field("guardian_heard"))?,
        consent: word(
            &node.field("consent"),
            &[Consent::NotAsked, Consent::Given, Consent::Refused],
            consent_word,
        )?,
        note: text(&node.field("note"), MAX_NOTE_CHARS)?,
        on: day(&node.field("on"))?,
        basis: basis(&node.field("basis"))?,
    })
}

fn directions(node: &Node) -> Checked<BTreeSet<Direction>> {
    let mut directions = BTreeSet::new();
    list(node, Direction::ALL.len())?;
    for entry in node.entries() {
        let direction = word(&entry, &Direction::ALL, direction_word)?;
        require(directions.insert(direction), &entry, Rule::Duplicate)?;
    }
    require(!directions.is_empty(), node, Rule::Empty)?;
    Ok(directions)
}

fn reply_by(node: &Node) -> Checked<ReplyBy> {
    object(node, &["month", "part"])?;
    let parts = [MonthPart::Early, MonthPart::Middle, MonthPart::Late];
    Ok(ReplyBy {
        month: month(&node.field("month"))?,
        part: word(&node.field("part"), &parts, month_part_word)?,
    })
}

fn basis(node: &Node) -> Checked<Basis> {
    object(
        node,
        &["content", "level", "lowest", "highest", "reasons", "items"],
    )?;
    let level = |node: &Node| identifier(node).map(LevelId::from);
    let item = |node: &Node| identifier(node).map(ItemId::from);
    Ok(Basis {
        stamp: content(&node.field("content"))?,
        level: given(&node.field("level")).map(level).transpose()?,
        lowest: level(&node.field("lowest"))?,
        highest: level(&node.field("highest"))?,
        reasons: each(&node.field("reasons"), MAX_LIST, |node| {
            text(node, MAX_REASON_CHARS)
        })?,
        items: each(&node.field("items"), MAX_LIST, item)?,
    })
}

fn keys(top: &Node, known: &BTreeSet<StudentId>, rounds: &[Round]) -> Checked<KeyTable> {
    let (entries, retired) = (&top.field("keys"), &top.field("retired_codes"));
    let table = KeyTable {
        entries: each(entries, MAX_STUDENTS * MAX_ROUNDS, key)?,
        retired: each(retired, usize::MAX, code)?,
    };
    let (mut codes, mut sheets) = (BTreeSet::new(), BTreeSet::new());
    for (entry, place) in table.entries.iter().zip(entries.entries()) {
        require(
            known.contains(&entry.student),
            &place.field("student"),
            Rule::NoStudent,
        )?;
        let has_round = rounds.iter().any(|round| round.id == entry.round);
        require(has_round, &place.field("round"), Rule::NoRound)?;
        let is_new = codes.insert(entry.code) && sheets.insert((entry.student, entry.round));
        require(is_new, &place, Rule::Duplicate)?;
    }
    for (code, place) in table.retired.iter().zip(retired.entries()) {
        require(codes.insert(*code), &place, Rule::Duplicate)?;
    }
    Ok(table)
}

fn key(node: &Node) -> Checked<KeyEntry> {
    object(node, &["code", "student", "round", "on"])?;
    Ok(KeyEntry {
        code: code(&node.field("code"))?,
        student: StudentId(identity(&node.field("student"))?),
        round: RoundId(identity(&node.field("round"))?),
        on: day(&node.field("on"))?,
    })
}

fn code(node: &Node) -> Checked<CaseCode> {
    match CaseCode::parse(&text(node, MAX_STAMP_CHARS)?) {
        Ok(code) => Ok(code),
        Err(_) => fail(node, Rule::Code),
    }
}

fn identity(node: &Node) -> Checked<u32> {
    whole(node, 0, MAX_IDENTITY).map(|number| u32::try_from(number).unwrap_or(u32::MAX))
}

fn count(node: &Node) -> Checked<u16> {
    whole(node, 0, u16::MAX.into()).map(|number| u16::try_from(number).unwrap_or(u16::MAX))
}
