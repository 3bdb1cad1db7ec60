//! From the file to a sheet: every field, text, number and list is checked.

use super::qr::{BANDS, CONSENTS, GROUNDS, PARTS, STRENGTHS, TRENDS};
use super::write::{
    band_word, consent_word, contact_word, direction_word, ground_word, part_word, picture_word, shape_word,
    strength_word, trend_word,
};
use crate::domain::case_code::CaseCode;
use crate::domain::checklist::{ContentStamp, Direction, Shape};
use crate::domain::decision::{Consent, MonthPart, ReplyBy};

use crate::domain::limits::{
    MAX_AREAS, MAX_CONTENT_LIST, MAX_ID_CHARS, MAX_LABEL_CHARS, MAX_OTHER_CHARS, MAX_SCHOOL_CHARS, MAX_SIGNS,
    MAX_STEPS, MAX_TEXT_CHARS,
};
use crate::domain::roster::GradeBand;
use crate::domain::scanner::is_hidden;
use crate::domain::scoring::{Ground, Trend};
use crate::domain::sorted::Set;
use crate::domain::summary::{
    AreaPicture, ContactRole, Labelled, Sheet, SheetArea, SheetLevel, SheetSign, SheetStrength, SheetTried,
    Strength,
};
use crate::format::checked::{Checker, FileFault, FileRule as Rule, is_given};
use crate::format::json::{Json, Node};

const SHAPES: [Shape; 4] = [Shape::Circle, Shape::Triangle, Shape::Diamond, Shape::Square];
const PICTURES: [AreaPicture; 3] = [
    AreaPicture::Insufficient,
    AreaPicture::NotApplicable,
    AreaPicture::Step(0),
];
/// Characters of a label; a file in English may have twice as many as one in Japanese.
const MAX_WORDS: usize = MAX_LABEL_CHARS * 2;

/// The sheet that a JSON tree of this format stands for.
///
/// # Errors
/// The first rule it breaks, with its place.
pub(super) fn read(json: &Json) -> Result<Sheet, FileFault> {
    let mut check = Checker::default();
    let sheet = sheet(&Node::top(json), &mut check);
    check.finish(sheet)
}

fn sheet(top: &Node, check: &mut Checker) -> Sheet {
    let fields = [
        "format",
        "code",
        "made",
        "school",
        "contact",
        "grade_band",
        "content",
        "level",
        "areas",
        "signs",
        "strengths",
        "information",
        "urgent",
        "tried",
        "wishes",
        "decision",
        "ask",
        "dispose",
    ];
    check.object(top, &fields);
    let (content, level) = (&top.field("content"), &top.field("level"));
    let (wishes, decision, ask) = (&top.field("wishes"), &top.field("decision"), &top.field("ask"));
    check.object(content, &["id", "version", "checksum", "title", "window"]);
    check.object(level, &["ground", "shown", "lowest", "highest", "trend"]);
    check.object(wishes, &["student_heard", "guardian_heard", "consent"]);
    check.object(decision, &["met", "directions", "supports", "next_check"]);
    check.object(ask, &["asks", "other", "reply_by"]);
    let code = &top.field("code");
    let read_code = CaseCode::parse(code.text()).ok();
    check.require(read_code.is_some(), code, Rule::Code);
    let (school, band) = (&top.field("school"), &top.field("grade_band"));
    let (shown, next_check) = (&level.field("shown"), &decision.field("next_check"));
    let (information, urgent) = (&top.field("information"), &top.field("urgent"));
    let (other, by) = (&ask.field("other"), &ask.field("reply_by"));
    Sheet {
        code: read_code.unwrap_or(CaseCode::from_random(0)),
        made: check.month(&top.field("made")),
        school: is_given(school).then(|| text(school, MAX_SCHOOL_CHARS, check)),
        contact: one_of(
            &top.field("contact"),
            ContactRole::ALL,
            contact_word,
            ContactRole::Management,
            check,
        ),
        grade_band: is_given(band).then(|| one_of(band, BANDS, band_word, GradeBand::JuniorHigh, check)),
        stamp: ContentStamp {
            id: check.identifier(&content.field("id")).to_owned(),
            version: text(&content.field("version"), MAX_ID_CHARS, check),
            checksum: checksum(&content.field("checksum"), check),
        },
        title: text(&content.field("title"), MAX_WORDS, check),
        window: text(&content.field("window"), MAX_WORDS, check),
        ground: one_of(&level.field("ground"), GROUNDS, ground_word, Ground::Short, check),
        level: is_given(shown).then(|| level_name(shown, check)),
        lowest: level_name(&level.field("lowest"), check),
        highest: level_name(&level.field("highest"), check),
        trend: trend(level, check),
        areas: areas(&top.field("areas"), check),
        signs: signs(&top.field("signs"), check),
        strengths: strengths(&top.field("strengths"), check),
        information: match is_given(information) {
            true => names(information, MAX_WORDS, check),
            false => Vec::new(),
        },
        urgent: match is_given(urgent) {
            true => names(urgent, MAX_TEXT_CHARS * 2, check),
            false => Vec::new(),
        },
        tried: tried(&top.field("tried"), check),
        student_heard: check.flag(&wishes.field("student_heard")),
        guardian_heard: check.flag(&wishes.field("guardian_heard")),
        consent: one_of(
            &wishes.field("consent"),
            CONSENTS,
            consent_word,
            Consent::NotAsked,
            check,
        ),
        directions: directions(&decision.field("directions"), check),
        supports: names(&decision.field("supports"), MAX_WORDS, check),
        asks: names(&ask.field("asks"), MAX_WORDS, check),
        other: is_given(other).then(|| text(other, MAX_OTHER_CHARS, check)),
        reply_by: is_given(by).then(|| reply_by(by, check)),
        met: check.month(&decision.field("met")),
        next_check: is_given(next_check).then(|| check.month(next_check)),
        dispose: check.month(&top.field("dispose")),
    }
}

/// The one of these values that is written with this word.
fn one_of<T: Copy, const N: usize>(
    node: &Node,
    values: [T; N],
    written: fn(T) -> &'static str,
    otherwise: T,
    check: &mut Checker,
) -> T {
    let position = check.word(node, &values.map(written));
    values.get(position).copied().unwrap_or(otherwise)
}

/// A text that is not blank and has only characters that can be seen.
fn text(node: &Node, most: usize, check: &mut Checker) -> String {
    let text = check.text(node, most);
    check.require(!text.trim().is_empty(), node, Rule::Empty);
    check.require(!text.chars().any(is_hidden), node, Rule::Hidden);
    text.to_owned()
}

/// 8 hexadecimal digits.
fn checksum(node: &Node, check: &mut Checker) -> String {
    let text = check.text(node, MAX_ID_CHARS);
    let hex = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    check.require(hex && text.len() == 8, node, Rule::Checksum);
    text.to_owned()
}

/// An object of a list with an identifier, its words, and the fields named beside them. No two have the same identifier.
fn named<I: for<'a> From<&'a str> + PartialEq>(
    node: &Node,
    more: &[&str],
    most: usize,
    seen: &mut Vec<String>,
    check: &mut Checker,
) -> Labelled<I> {
    check.object(node, &[&["id", "label"], more].concat());
    let place = &node.field("id");
    let id = check.identifier(place);
    check.require(!seen.iter().any(|other| other == id), place, Rule::Duplicate);
    seen.push(id.to_owned());
    Labelled {
        id: I::from(id),
        label: text(&node.field("label"), most, check),
    }
}

fn names<I: for<'a> From<&'a str> + PartialEq>(
    node: &Node,
    most: usize,
    check: &mut Checker,
) -> Vec<Labelled<I>> {
    let seen = &mut Vec::new();
    let places = check.list(node, MAX_CONTENT_LIST);
    places
        .map(|place| named(&place, &[], most, seen, check))
        .collect()
}

fn signs(node: &Node, check: &mut Checker) -> Vec<SheetSign> {
    let seen = &mut Vec::new();
    let places = check.list(node, MAX_SIGNS);
    places
        .map(|place| SheetSign {
            item: named(&place, &["answer"], MAX_WORDS, seen, check),
            answer: text(&place.field("answer"), MAX_WORDS, check),
        })
        .collect()
}

fn strengths(node: &Node, check: &mut Checker) -> Vec<SheetStrength> {
    let seen = &mut Vec::new();
    let places = check.list(node, MAX_CONTENT_LIST);
    places
        .map(|place| SheetStrength {
            item: named(&place, &["state"], MAX_WORDS, seen, check),
            strength: one_of(
                &place.field("state"),
                STRENGTHS,
                strength_word,
                Strength::Unknown,
                check,
            ),
        })
        .collect()
}

fn tried(node: &Node, check: &mut Checker) -> Vec<SheetTried> {
    let seen = &mut Vec::new();
    let places = check.list(node, MAX_CONTENT_LIST);
    places
        .map(|place| SheetTried {
            support: named(&place, &["since"], MAX_WORDS, seen, check),
            since: check.month(&place.field("since")),
        })
        .collect()
}

fn level_name(node: &Node, check: &mut Checker) -> SheetLevel {
    let Labelled { id, label } = named(node, &["shape"], MAX_WORDS, &mut Vec::new(), check);
    SheetLevel {
        id,
        label,
        shape: one_of(&node.field("shape"), SHAPES, shape_word, Shape::Circle, check),
    }
}

fn trend(node: &Node, check: &mut Checker) -> Trend {
    one_of(&node.field("trend"), TRENDS, trend_word, Trend::Unknown, check)
}

fn areas(node: &Node, check: &mut Checker) -> Vec<SheetArea> {
    let seen = &mut Vec::new();
    let places = check.list(node, MAX_AREAS);
    let areas: Vec<_> = places.map(|place| area(&place, seen, check)).collect();
    check.require(!areas.is_empty(), node, Rule::Empty);
    areas
}

fn area(node: &Node, seen: &mut Vec<String>, check: &mut Checker) -> SheetArea {
    let more = ["picture", "step", "step_label", "highest_step", "trend"];
    let area = named(node, &more, MAX_WORDS, seen, check);
    let (step, words) = (&node.field("step"), &node.field("step_label"));
    let highest = index(&node.field("highest_step"), MAX_STEPS - 1, check);
    let none = AreaPicture::Insufficient;
    let picture = match one_of(&node.field("picture"), PICTURES, picture_word, none, check) {
        AreaPicture::Step(_) => AreaPicture::Step(index(step, highest, check)),
        none @ (AreaPicture::Insufficient | AreaPicture::NotApplicable) => {
            check.require(!is_given(step), step, Rule::UnknownField);
            check.require(!is_given(words), words, Rule::UnknownField);
            none
        }
    };
    SheetArea {
        area,
        picture,
        step: match picture {
            AreaPicture::Step(_) => text(words, MAX_WORDS, check),
            AreaPicture::Insufficient | AreaPicture::NotApplicable => String::new(),
        },
        highest,
        trend: trend(node, check),
    }
}

/// A position from 0 to `last`.
fn index(node: &Node, last: usize, check: &mut Checker) -> usize {
    let most = u32::try_from(last).unwrap_or(u32::MAX);
    usize::try_from(check.small(node, most)).unwrap_or(last)
}

fn directions(node: &Node, check: &mut Checker) -> Vec<Direction> {
    let mut directions = Set::new();
    for entry in check.list(node, Direction::ALL.len()) {
        let direction = one_of(&entry, Direction::ALL, direction_word, Direction::School, check);
        check.require(directions.insert(direction), &entry, Rule::Duplicate);
    }
    check.require(!directions.is_empty(), node, Rule::Empty);
    directions.into_iter().collect()
}

fn reply_by(node: &Node, check: &mut Checker) -> ReplyBy {
    check.object(node, &["month", "part"]);
    ReplyBy {
        month: check.month(&node.field("month")),
        part: one_of(&node.field("part"), PARTS, part_word, MonthPart::Early, check),
    }
}
