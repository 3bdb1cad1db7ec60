//! File to domain: the values both numbers of the format write alike.

use crate::domain::case_code::CaseCode;
use crate::domain::checklist::{ContentStamp, Direction};
use crate::domain::decision::{Basis, Consent, Decision, MonthPart, ReplyBy};
use crate::domain::limits::{MAX_COUNT, MAX_NAME_CHARS, MAX_NOTE_CHARS, MAX_OTHER_CHARS, MAX_WHO_CHARS};
use crate::domain::response::{Answer, Attendance, CardRecord};
use crate::domain::roster::Grade;
use crate::domain::sorted::Set;
use crate::format::checked::{Checker, FileRule as Rule, MAX_LIST, is_given};
use crate::format::json::Node;

use super::write::{COUNT, NOT_APPLICABLE, UNKNOWN, consent_word, direction_word, month_part_word};
use super::{MAX_REASON_CHARS, MAX_STAMP_CHARS};

/// Answers about consent a file may hold.
const CONSENTS: [Consent; 3] = [Consent::NotAsked, Consent::Given, Consent::Refused];
/// Thirds of a month.
const MONTH_PARTS: [MonthPart; 3] = [MonthPart::Early, MonthPart::Middle, MonthPart::Late];

pub(in super::super) fn grade(node: &Node, check: &mut Checker) -> Grade {
    let grade = Grade::from_code(check.text(node, MAX_STAMP_CHARS));
    check.require(grade.is_some(), node, Rule::Grade);
    grade.unwrap_or(Grade::Elementary(1))
}

pub(in super::super) fn name(node: &Node, check: &mut Checker) -> Option<String> {
    is_given(node).then(|| check.text(node, MAX_NAME_CHARS).to_owned())
}

pub(in super::super) fn content(node: &Node, check: &mut Checker) -> ContentStamp {
    check.object(node, &["id", "version", "checksum"]);
    ContentStamp {
        id: check.identifier(&node.field("id")).to_owned(),
        version: check.text(&node.field("version"), MAX_STAMP_CHARS).to_owned(),
        checksum: check.text(&node.field("checksum"), MAX_STAMP_CHARS).to_owned(),
    }
}

pub(in super::super) fn attendance(node: &Node, check: &mut Checker) -> Attendance {
    if !is_given(node) {
        return Attendance::default();
    }
    // School days came with the third format; no file of an older one has them.
    check.object(
        node,
        &["absent", "late", "left_early", "absent_year", "school_days"],
    );
    let mut optional = |name: &str| {
        let node = &node.field(name);
        is_given(node).then(|| count(node, check))
    };
    Attendance {
        absent: optional("absent"),
        late: optional("late"),
        left_early: optional("left_early"),
        absent_year: optional("absent_year"),
        school_days: optional("school_days"),
    }
}

/// An answer as it is written: `2`, `count 4`, `?` or `-`.
pub(in super::super) fn answer(node: &Node, check: &mut Checker) -> Answer {
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

pub(in super::super) fn card_record(node: &Node, check: &mut Checker) -> CardRecord {
    check.object(node, &["actions", "on", "note"]);
    CardRecord {
        actions: check.set(&node.field("actions")),
        on: check.day(&node.field("on")),
        note: check.text(&node.field("note"), MAX_NOTE_CHARS).to_owned(),
    }
}

pub(in super::super) fn decision(node: &Node, check: &mut Checker) -> Decision {
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

pub(in super::super) fn code(node: &Node, check: &mut Checker) -> CaseCode {
    let code = CaseCode::parse(check.text(node, MAX_STAMP_CHARS)).ok();
    check.require(code.is_some(), node, Rule::Code);
    code.unwrap_or_else(|| CaseCode::from_random(0))
}

pub(in super::super) fn count(node: &Node, check: &mut Checker) -> u16 {
    u16::try_from(check.small(node, u16::MAX.into())).unwrap_or(u16::MAX)
}
