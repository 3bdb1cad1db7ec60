//! From the file to a sheet: every field, text, number and list is checked, and the first fault is named with its place.

use super::qr::{BANDS, CONSENTS, GROUNDS, PARTS, STRENGTHS, TRENDS};
use super::write::{
    band_word, consent_word, contact_word, direction_word, ground_word, part_word, picture_word, shape_word,
    strength_word, trend_word,
};
use crate::domain::case_code::CaseCode;
use crate::domain::checklist::{ContentStamp, Direction, Shape};
use crate::domain::decision::ReplyBy;
use crate::domain::limits::{
    MAX_AREAS, MAX_CONTENT_LIST, MAX_ID_CHARS, MAX_LABEL_CHARS, MAX_OTHER_CHARS, MAX_SCHOOL_CHARS, MAX_SIGNS,
    MAX_STEPS, MAX_TEXT_CHARS,
};
use crate::domain::scanner::is_hidden;
use crate::domain::scoring::Trend;
use crate::domain::sorted::Set;
use crate::domain::summary::{
    AreaPicture, ContactRole, Labelled, Sheet, SheetArea, SheetLevel, SheetSign, SheetStrength, SheetTried,
};
use crate::format::checked::{
    self, Checked, FileRule as Rule, each, fail, flag, given, identifier, list, month, object, require,
    whole, word,
};
use crate::format::json::{Json, Node};

const SHAPES: [Shape; 4] = [Shape::Circle, Shape::Triangle, Shape::Diamond, Shape::Square];
/// Characters of a label; a file in English may have twice as many as one in Japanese.
const MAX_WORDS: usize = MAX_LABEL_CHARS * 2;

/// The sheet that a JSON tree of this format stands for.
///
/// # Errors
/// The first rule it breaks, with its place.
pub(super) fn read(json: &Json) -> Checked<Sheet> {
    let top = &Node::top(json);
    object(
        top,
        &[
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
        ],
    )?;
    let (content, level) = (&top.field("content"), &top.field("level"));
    let (wishes, decision, ask) = (&top.field("wishes"), &top.field("decision"), &top.field("ask"));
    object(content, &["id", "version", "checksum", "title", "window"])?;
    object(level, &["ground", "shown", "lowest", "highest", "trend"])?;
    object(wishes, &["student_heard", "guardian_heard", "consent"])?;
    object(decision, &["met", "directions", "supports", "next_check"])?;
    object(ask, &["asks", "other", "reply_by"])?;
    let code = &top.field("code");
    Ok(Sheet {
        code: CaseCode::parse(code.text()).or_else(|_| fail(code, Rule::Code))?,
        made: month(&top.field("made"))?,
        school: optional(&top.field("school"), |node| text(node, MAX_SCHOOL_CHARS))?,
        contact: word(&top.field("contact"), &ContactRole::ALL, contact_word)?,
        grade_band: optional(&top.field("grade_band"), |node| word(node, &BANDS, band_word))?,
        stamp: ContentStamp {
            id: identifier(&content.field("id"))?.to_owned(),
            version: text(&content.field("version"), MAX_ID_CHARS)?,
            checksum: checksum(&content.field("checksum"))?,
        },
        title: label(&content.field("title"))?,
        window: label(&content.field("window"))?,
        ground: word(&level.field("ground"), &GROUNDS, ground_word)?,
        level: optional(&level.field("shown"), self::level)?,
        lowest: self::level(&level.field("lowest"))?,
        highest: self::level(&level.field("highest"))?,
        trend: trend(level)?,
        areas: areas(&top.field("areas"))?,
        signs: entries(&top.field("signs"), MAX_SIGNS, &|node| {
            Ok(SheetSign {
                item: named(node, &["answer"], MAX_WORDS)?,
                answer: label(&node.field("answer"))?,
            })
        })?,
        strengths: entries(&top.field("strengths"), MAX_CONTENT_LIST, &|node| {
            Ok(SheetStrength {
                item: named(node, &["state"], MAX_WORDS)?,
                strength: word(&node.field("state"), &STRENGTHS, strength_word)?,
            })
        })?,
        information: optional(&top.field("information"), |node| names(node, MAX_WORDS))?.unwrap_or_default(),
        urgent: optional(&top.field("urgent"), |node| names(node, MAX_TEXT_CHARS * 2))?.unwrap_or_default(),
        tried: entries(&top.field("tried"), MAX_CONTENT_LIST, &|node| {
            Ok(SheetTried {
                support: named(node, &["since"], MAX_WORDS)?,
                since: month(&node.field("since"))?,
            })
        })?,
        student_heard: flag(&wishes.field("student_heard"))?,
        guardian_heard: flag(&wishes.field("guardian_heard"))?,
        consent: word(&wishes.field("consent"), &CONSENTS, consent_word)?,
        directions: directions(&decision.field("directions"))?,
        supports: names(&decision.field("supports"), MAX_WORDS)?,
        asks: names(&ask.field("asks"), MAX_WORDS)?,
        other: optional(&ask.field("other"), |node| text(node, MAX_OTHER_CHARS))?,
        reply_by: optional(&ask.field("reply_by"), reply_by)?,
        met: month(&decision.field("met"))?,
        next_check: optional(&decision.field("next_check"), month)?,
        dispose: month(&top.field("dispose"))?,
    })
}

/// What stands at a place that may be empty.
fn optional<T>(node: &Node, read: impl Fn(&Node) -> Checked<T>) -> Checked<Option<T>> {
    given(node).map(read).transpose()
}

/// A text that is not blank and has only characters that can be seen.
fn text(node: &Node, most: usize) -> Checked<String> {
    let text = checked::text(node, most)?;
    require(!text.trim().is_empty(), node, Rule::Empty)?;
    require(!text.chars().any(is_hidden), node, Rule::Hidden)?;
    Ok(text)
}

fn label(node: &Node) -> Checked<String> {
    text(node, MAX_WORDS)
}

/// 8 hexadecimal digits.
fn checksum(node: &Node) -> Checked<String> {
    let text = checked::text(node, MAX_ID_CHARS)?;
    let hex = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    require(hex && text.len() == 8, node, Rule::Checksum)?;
    Ok(text)
}

/// An object with an identifier, its words, and the fields named beside them.
fn named<I: for<'a> From<&'a str>>(node: &Node, more: &[&str], most: usize) -> Checked<Labelled<I>> {
    object(node, &[&["id", "label"], more].concat())?;
    Ok(Labelled {
        id: I::from(identifier(&node.field("id"))?),
        label: text(&node.field("label"), most)?,
    })
}

/// A list of objects of which no two have the same identifier.
fn entries<T>(node: &Node, most: usize, read: &dyn Fn(&Node) -> Checked<T>) -> Checked<Vec<T>> {
    let found = each(node, most, read)?;
    let mut seen = Set::new();
    for entry in node.entries() {
        let id = entry.json.get("id").and_then(Json::text);
        require(seen.insert(id), &entry.field("id"), Rule::Duplicate)?;
    }
    Ok(found)
}

fn names<I: for<'a> From<&'a str>>(node: &Node, most: usize) -> Checked<Vec<Labelled<I>>> {
    entries(node, MAX_CONTENT_LIST, &|node| named(node, &[], most))
}

fn level(node: &Node) -> Checked<SheetLevel> {
    let Labelled { id, label } = named(node, &["shape"], MAX_WORDS)?;
    Ok(SheetLevel {
        id,
        label,
        shape: word(&node.field("shape"), &SHAPES, shape_word)?,
    })
}

fn trend(node: &Node) -> Checked<Trend> {
    word(&node.field("trend"), &TRENDS, trend_word)
}

fn areas(node: &Node) -> Checked<Vec<SheetArea>> {
    let areas = entries(node, MAX_AREAS, &area)?;
    require(!areas.is_empty(), node, Rule::Empty)?;
    Ok(areas)
}

fn area(node: &Node) -> Checked<SheetArea> {
    let more = ["picture", "step", "step_label", "highest_step", "trend"];
    let area = named(node, &more, MAX_WORDS)?;
    let (step, words) = (&node.field("step"), &node.field("step_label"));
    let highest = index(&node.field("highest_step"), MAX_STEPS - 1)?;
    let kinds = [
        AreaPicture::Step(0),
        AreaPicture::Insufficient,
        AreaPicture::NotApplicable,
    ];
    let picture = match word(&node.field("picture"), &kinds, picture_word)? {
        AreaPicture::Step(_) => AreaPicture::Step(index(step, highest)?),
        none @ (AreaPicture::Insufficient | AreaPicture::NotApplicable) => {
            require(given(step).is_none(), step, Rule::UnknownField)?;
            require(given(words).is_none(), words, Rule::UnknownField)?;
            none
        }
    };
    Ok(SheetArea {
        area,
        picture,
        step: match picture {
            AreaPicture::Step(_) => label(words)?,
            AreaPicture::Insufficient | AreaPicture::NotApplicable => String::new(),
        },
        highest,
        trend: trend(node)?,
    })
}

/// A position from 0 to `last`.
fn index(node: &Node, last: usize) -> Checked<usize> {
    let most = u64::try_from(last).unwrap_or(u64::MAX);
    whole(node, 0, most).map(|number| usize::try_from(number).unwrap_or(last))
}

fn directions(node: &Node) -> Checked<Vec<Direction>> {
    list(node, Direction::ALL.len())?;
    let mut directions = Set::new();
    for entry in node.entries() {
        let direction = word(&entry, &Direction::ALL, direction_word)?;
        require(directions.insert(direction), &entry, Rule::Duplicate)?;
    }
    require(!directions.is_empty(), node, Rule::Empty)?;
    Ok(directions.into_iter().collect())
}

fn reply_by(node: &Node) -> Checked<ReplyBy> {
    object(node, &["month", "part"])?;
    Ok(ReplyBy {
        month: month(&node.field("month"))?,
        part: word(&node.field("part"), &PARTS, part_word)?,
    })
}
