//! Wire to domain: every text, number and reference is checked, and the first fault is named with its place.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use super::Entries;
use crate::domain::case_code::{CaseCode, KeyEntry, KeyTable};
use crate::domain::checklist::{ContentStamp, Direction};
use crate::domain::decision::{Basis, Consent, Decision, MonthPart, ReplyBy};
use crate::domain::document::{Document, Round, RoundId};
use crate::domain::ids::LevelId;
use crate::domain::limits::{
    MAX_CLASS_CHARS, MAX_CONTACT_CHARS, MAX_COUNT, MAX_ID_CHARS, MAX_NAME_CHARS, MAX_NOTE_CHARS, MAX_NUMBER,
    MAX_OTHER_CHARS, MAX_ROUNDS, MAX_SCHOOL_CHARS, MAX_STUDENTS, MAX_WHO_CHARS,
};
use crate::domain::response::{Answer, Attendance, CardRecord, Response};
use crate::domain::roster::{Classroom, Grade, SchoolYear, Student, StudentId, YearMonth};
use crate::format::day::parse_day;
use crate::format::document::{DocumentError, DocumentRule as Rule};

/// What stands before a count in an answer.
pub(super) const COUNT: &str = "count ";
/// わからない.
pub(super) const UNKNOWN: &str = "?";
/// 対象外.
pub(super) const NOT_APPLICABLE: &str = "-";

/// Entries of one list or object that the content decides (answers, actions, supports, …).
const MAX_LIST: usize = 1_000;
/// Largest number of a student or round inside the document: there is always room to count on from it.
const MAX_IDENTITY: u32 = 1_000_000_000;
/// Largest count of changes; the largest whole number that every JSON reader takes exactly.
const MAX_REVISION: u64 = 1 << 53;
/// Characters of a content's version or checksum.
const MAX_STAMP_CHARS: usize = 64;
/// Characters of one reason; the app makes these sentences, and the longest names every item of a rule.
const MAX_REASON_CHARS: usize = 10_000;

/// A broken rule on its way up: each level puts its own step in front of the place.
struct Fault {
    place: String,
    rule: Rule,
}

type Checked<T> = Result<T, Fault>;

impl From<Rule> for Fault {
    fn from(rule: Rule) -> Self {
        Self {
            place: String::new(),
            rule,
        }
    }
}

/// Puts a step in front of the place of a fault.
trait At<T> {
    /// In the field of this name.
    fn at(self, field: &str) -> Checked<T>;
    /// In this entry of the list of this name.
    fn at_index(self, list: &str, index: usize) -> Checked<T>;
    /// In this entry of the object of this name.
    fn at_key(self, object: &str, key: &str) -> Checked<T>;
}

impl<T, E: Into<Fault>> At<T> for Result<T, E> {
    fn at(self, field: &str) -> Checked<T> {
        self.map_err(|error| error.into().inside(&field))
    }

    fn at_index(self, list: &str, index: usize) -> Checked<T> {
        self.map_err(|error| error.into().inside(&format_args!("{list}[{index}]")))
    }

    fn at_key(self, object: &str, key: &str) -> Checked<T> {
        self.map_err(|error| error.into().inside(&format_args!("{object}.{key}")))
    }
}

impl Fault {
    fn inside(self, step: &dyn Display) -> Self {
        let place = if self.place.is_empty() {
            step.to_string()
        } else {
            format!("{step}.{}", self.place)
        };
        Self { place, ..self }
    }
}

/// The document the file stands for.
///
/// # Errors
/// The first rule it breaks, with its place.
pub(in super::super) fn from_wire(wire: &super::Document) -> Result<Document, DocumentError> {
    document(wire).map_err(|Fault { place, rule }| DocumentError::Fault { place, rule })
}

fn document(wire: &super::Document) -> Checked<Document> {
    let classroom = class(&wire.class).at("class")?;
    let known: BTreeSet<StudentId> = classroom.students.iter().map(|student| student.id).collect();
    if known.last().is_some_and(|last| last.0 >= wire.next_student) {
        return Err(Rule::NextStudent).at("next_student");
    }
    identity(wire.next_student).at("next_student")?;
    if wire.revision > MAX_REVISION {
        return Err(Rule::Range {
            least: 0,
            most: MAX_REVISION,
        })
        .at("revision");
    }
    not_more(wire.rounds.len(), MAX_ROUNDS).at("rounds")?;
    let mut rounds: Vec<Round> = Vec::with_capacity(wire.rounds.len());
    for (index, wire) in wire.rounds.iter().enumerate() {
        let round = round(wire, &known).at_index("rounds", index)?;
        if rounds.iter().any(|other| other.id == round.id) {
            return Err(Rule::Duplicate).at("id").at_index("rounds", index);
        }
        rounds.push(round);
    }
    if rounds.is_empty() {
        return Err(Rule::Empty).at("rounds");
    }
    let keys = keys(wire, &known, &rounds)?;
    let contacts = object("contacts", &wire.contacts, |text| {
        text_within(text, MAX_CONTACT_CHARS).map_err(Fault::from)
    })?;
    Ok(Document {
        classroom,
        rounds,
        keys,
        contacts,
        next_student: wire.next_student,
        revision: wire.revision,
    })
}

fn class(wire: &super::Class) -> Checked<Classroom> {
    not_more(wire.students.len(), MAX_STUDENTS).at("students")?;
    let (mut ids, mut numbers) = (BTreeSet::new(), BTreeSet::new());
    let mut students = Vec::with_capacity(wire.students.len());
    for (index, wire) in wire.students.iter().enumerate() {
        let student = student(wire).at_index("students", index)?;
        if !ids.insert(student.id) {
            return Err(Rule::Duplicate).at("id").at_index("students", index);
        }
        if !numbers.insert(student.number) {
            return Err(Rule::Duplicate).at("number").at_index("students", index);
        }
        students.push(student);
    }
    students.sort_by_key(|student| student.number);
    Ok(Classroom {
        school: text_within(&wire.school, MAX_SCHOOL_CHARS).at("school")?,
        school_year: SchoolYear(wire.school_year),
        grade: Grade::from_code(&wire.grade).ok_or(Rule::Grade).at("grade")?,
        class_name: text_within(&wire.class_name, MAX_CLASS_CHARS).at("class_name")?,
        students,
    })
}

fn student(wire: &super::Student) -> Checked<Student> {
    if wire.number == 0 || wire.number > MAX_NUMBER {
        return Err(Rule::Range {
            least: 1,
            most: MAX_NUMBER.into(),
        })
        .at("number");
    }
    let name = |text: &Option<String>| {
        text.as_deref()
            .map(|text| text_within(text, MAX_NAME_CHARS))
            .transpose()
    };
    Ok(Student {
        id: StudentId(identity(wire.id).at("id")?),
        number: wire.number,
        name: name(&wire.name).at("name")?,
        reading: name(&wire.reading).at("reading")?,
    })
}

fn content(wire: &super::Content) -> Checked<ContentStamp> {
    Ok(ContentStamp {
        id: identifier(&wire.id).map(str::to_owned).at("id")?,
        version: text_within(&wire.version, MAX_STAMP_CHARS).at("version")?,
        checksum: text_within(&wire.checksum, MAX_STAMP_CHARS).at("checksum")?,
    })
}

fn round(wire: &super::Round, known: &BTreeSet<StudentId>) -> Checked<Round> {
    let mut responses = BTreeMap::new();
    for (index, wire) in wire.responses.iter().enumerate() {
        let student = StudentId(wire.student);
        if !known.contains(&student) {
            return Err(Rule::NoStudent).at("student").at_index("responses", index);
        }
        let response = response(wire).at_index("responses", index)?;
        if responses.insert(student, response).is_some() {
            return Err(Rule::Duplicate).at("student").at_index("responses", index);
        }
    }
    Ok(Round {
        id: RoundId(identity(wire.id).at("id")?),
        label: text_within(&wire.label, MAX_SCHOOL_CHARS).at("label")?,
        began: day(&wire.began).at("began")?,
        stamp: content(&wire.content).at("content")?,
        responses,
    })
}

fn response(wire: &super::Response) -> Checked<Response> {
    let super::Attendance {
        absent,
        late,
        left_early,
        absent_year,
    } = wire.attendance;
    Ok(Response {
        answers: object("answers", &wire.answers, |text| answer(text).map_err(Fault::from))?,
        gut: wire.gut,
        attendance: Attendance {
            absent,
            late,
            left_early,
            absent_year,
        },
        cards: object("cards", &wire.cards, card_record)?,
        decision: wire.decision.as_ref().map(decision).transpose().at("decision")?,
    })
}

/// An answer as it is written: `2`, `count 4`, `?` or `-`.
fn answer(text: &str) -> Result<Answer, Rule> {
    match text {
        UNKNOWN => return Ok(Answer::Unknown),
        NOT_APPLICABLE => return Ok(Answer::NotApplicable),
        _ => {}
    }
    let (number, is_count) = text
        .strip_prefix(COUNT)
        .map_or((text, false), |number| (number, true));
    // `parse` would take a sign and leading zeros, which nobody writes.
    let plain =
        number.bytes().all(|byte| byte.is_ascii_digit()) && (number == "0" || !number.starts_with('0'));
    let value: u16 = number.parse().ok().filter(|_| plain).ok_or(Rule::Answer)?;
    if is_count {
        if value > MAX_COUNT {
            return Err(Rule::Range {
                least: 0,
                most: MAX_COUNT.into(),
            });
        }
        Ok(Answer::Count(value))
    } else {
        u8::try_from(value).map(Answer::Option).map_err(|_| Rule::Answer)
    }
}

fn card_record(wire: &super::CardRecord) -> Checked<CardRecord> {
    Ok(CardRecord {
        actions: set("actions", &wire.actions)?,
        on: day(&wire.on).at("on")?,
        note: text_within(&wire.note, MAX_NOTE_CHARS).at("note")?,
    })
}

fn decision(wire: &super::Decision) -> Checked<Decision> {
    let optional_day = |text: &Option<String>| text.as_deref().map(day).transpose();
    let mut directions = BTreeSet::new();
    for (index, direction) in wire.directions.iter().enumerate() {
        let direction = match direction {
            super::Direction::School => Direction::School,
            super::Direction::Community => Direction::Community,
            super::Direction::Agency => Direction::Agency,
        };
        if !directions.insert(direction) {
            return Err(Rule::Duplicate).at_index("directions", index);
        }
    }
    if directions.is_empty() {
        return Err(Rule::Empty).at("directions");
    }
    Ok(Decision {
        met: month(&wire.met).at("met")?,
        directions,
        supports: set("supports", &wire.supports)?,
        who: text_within(&wire.who, MAX_WHO_CHARS).at("who")?,
        by: optional_day(&wire.by).at("by")?,
        next_check: optional_day(&wire.next_check).at("next_check")?,
        tried: object("tried", &wire.tried, |text| month(text).map_err(Fault::from))?,
        asks: set("asks", &wire.asks)?,
        ask_other: text_within(&wire.ask_other, MAX_OTHER_CHARS).at("ask_other")?,
        reply_by: wire.reply_by.as_ref().map(reply_by).transpose().at("reply_by")?,
        student_heard: wire.student_heard,
        guardian_heard: wire.guardian_heard,
        consent: match wire.consent {
            super::Consent::NotAsked => Consent::NotAsked,
            super::Consent::Given => Consent::Given,
            super::Consent::Refused => Consent::Refused,
        },
        note: text_within(&wire.note, MAX_NOTE_CHARS).at("note")?,
        on: day(&wire.on).at("on")?,
        basis: basis(&wire.basis).at("basis")?,
    })
}

fn reply_by(wire: &super::ReplyBy) -> Checked<ReplyBy> {
    Ok(ReplyBy {
        month: month(&wire.month).at("month")?,
        part: match wire.part {
            super::MonthPart::Early => MonthPart::Early,
            super::MonthPart::Middle => MonthPart::Middle,
            super::MonthPart::Late => MonthPart::Late,
        },
    })
}

fn basis(wire: &super::Basis) -> Checked<Basis> {
    let level = |text: &str| identifier(text).map(LevelId::from);
    not_more(wire.reasons.len(), MAX_LIST).at("reasons")?;
    for (index, reason) in wire.reasons.iter().enumerate() {
        text_within(reason, MAX_REASON_CHARS).at_index("reasons", index)?;
    }
    not_more(wire.items.len(), MAX_LIST).at("items")?;
    let mut items = Vec::with_capacity(wire.items.len());
    for (index, item) in wire.items.iter().enumerate() {
        items.push(identifier(item).at_index("items", index)?.into());
    }
    Ok(Basis {
        stamp: content(&wire.content).at("content")?,
        level: wire.level.as_deref().map(level).transpose().at("level")?,
        lowest: level(&wire.lowest).at("lowest")?,
        highest: level(&wire.highest).at("highest")?,
        reasons: wire.reasons.clone(),
        items,
    })
}

fn keys(wire: &super::Document, known: &BTreeSet<StudentId>, rounds: &[Round]) -> Checked<KeyTable> {
    let mut codes = BTreeSet::new();
    let mut taken = BTreeSet::new();
    let mut table = KeyTable::default();
    for (index, key) in wire.keys.iter().enumerate() {
        let entry = KeyEntry {
            code: code(&key.code).at("code").at_index("keys", index)?,
            student: StudentId(key.student),
            round: RoundId(key.round),
            on: day(&key.on).at("on").at_index("keys", index)?,
        };
        if !known.contains(&entry.student) {
            return Err(Rule::NoStudent).at("student").at_index("keys", index);
        }
        if !rounds.iter().any(|round| round.id == entry.round) {
            return Err(Rule::NoRound).at("round").at_index("keys", index);
        }
        if !codes.insert(entry.code) || !taken.insert((entry.student, entry.round)) {
            return Err(Rule::Duplicate).at_index("keys", index);
        }
        table.entries.push(entry);
    }
    for (index, text) in wire.retired_codes.iter().enumerate() {
        let code = code(text).at_index("retired_codes", index)?;
        if !codes.insert(code) {
            return Err(Rule::Duplicate).at_index("retired_codes", index);
        }
        table.retired.push(code);
    }
    Ok(table)
}

/// An object by identifier, without a key twice. A key that is no identifier is named by its position.
fn object<K, V, W>(
    name: &str,
    entries: &Entries<W>,
    value: impl Fn(&W) -> Checked<V>,
) -> Checked<BTreeMap<K, V>>
where
    K: for<'a> From<&'a str> + Ord,
{
    not_more(entries.0.len(), MAX_LIST).at(name)?;
    let mut map = BTreeMap::new();
    for (index, (key, wire)) in entries.0.iter().enumerate() {
        let key = identifier(key).at_index(name, index)?;
        if map.insert(K::from(key), value(wire).at_key(name, key)?).is_some() {
            return Err(Rule::Duplicate).at_key(name, key);
        }
    }
    Ok(map)
}

/// A list of identifiers, each once.
fn set<K>(name: &str, list: &[String]) -> Checked<BTreeSet<K>>
where
    K: for<'a> From<&'a str> + Ord,
{
    not_more(list.len(), MAX_LIST).at(name)?;
    let mut set = BTreeSet::new();
    for (index, text) in list.iter().enumerate() {
        if !set.insert(K::from(identifier(text).at_index(name, index)?)) {
            return Err(Rule::Duplicate).at_index(name, index);
        }
    }
    Ok(set)
}

fn identity(number: u32) -> Result<u32, Rule> {
    if number > MAX_IDENTITY {
        return Err(Rule::Range {
            least: 0,
            most: MAX_IDENTITY.into(),
        });
    }
    Ok(number)
}

fn identifier(text: &str) -> Result<&str, Rule> {
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    if plain && (1..=MAX_ID_CHARS).contains(&text.len()) {
        Ok(text)
    } else {
        Err(Rule::Identifier)
    }
}

fn day(text: &str) -> Result<chrono::NaiveDate, Rule> {
    parse_day(text).ok_or(Rule::Day)
}

fn month(text: &str) -> Result<YearMonth, Rule> {
    // The domain reads months leniently; a file has them in one way.
    YearMonth::parse(text)
        .filter(|month| month.to_string() == text)
        .ok_or(Rule::Month)
}

fn code(text: &str) -> Result<CaseCode, Rule> {
    CaseCode::parse(text).map_err(|_| Rule::Code)
}

fn text_within(text: &str, most: usize) -> Result<String, Rule> {
    let found = text.chars().count();
    if found > most {
        Err(Rule::TooLong { found, most })
    } else {
        Ok(text.to_owned())
    }
}

fn not_more(found: usize, most: usize) -> Result<(), Rule> {
    if found > most {
        Err(Rule::TooMany { found, most })
    } else {
        Ok(())
    }
}
