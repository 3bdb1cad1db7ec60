//! One student on paper: every item of the full form with its answers to tick, section by section. A content without a
//! full form has its lines there.

use super::{BlankForm, BlankFrame, PAGE_EMS, close_page, lines, open_page, packed, width};
use crate::chart::markup::Markup;
use crate::domain::checklist::{Checklist, Form, InstrumentIndex, Item};
use crate::domain::form_order::{SectionKind, form_sections};
use crate::text::blank_form::BlankFormText;
use crate::text::fill;
use crate::text::first_look::FirstLookText;
use crate::text::full::FullText;

/// Title, lines below it, and foot.
const AROUND_EMS: f64 = 8.2;
/// A heading with the space above it.
const HEADING_EMS: f64 = 2.7;
/// Full-width characters of a line of the label, of the examples below it, and of the answers.
const LABEL_CHARS: f64 = 20.0;
const HELP_CHARS: f64 = 25.0;
const ANSWER_CHARS: f64 = 34.0;
/// Full-width characters of the box before an answer, and between two of them.
const BOX_CHARS: f64 = 1.25;
const ANSWER_GAP: f64 = 1.2;
/// Heights of a line of each, and the space around an item.
const LABEL_EMS: f64 = 1.3;
const HELP_EMS: f64 = 1.02;
const ANSWER_EMS: f64 = 1.2;
const SPACE_EMS: f64 = 0.6;

/// One piece of the form, which no page break cuts.
enum Piece<'a> {
    /// A heading, with a sentence below it.
    Heading { title: String, lead: Option<&'a str> },
    /// An item.
    Item(&'a Item),
    /// なんとなく気になる.
    Gut,
}

/// Draws the form of one student.
pub fn student_sheet(checklist: &Checklist, frame: &BlankFrame<'_>) -> BlankForm {
    let words = BlankFormText::of(frame.locale);
    let form = if checklist.form(Form::Full).next().is_some() {
        Form::Full
    } else {
        Form::Short
    };
    let name = match form {
        Form::Full => FullText::of(frame.locale).title,
        Form::Short => FirstLookText::of(frame.locale).title,
    };
    let pages = paginate(pieces(checklist, form, frame), frame);
    let mut markup = Markup::default();
    for (page, pieces) in (1..).zip(&pages) {
        open_page(&mut markup, checklist, name, frame);
        markup
            .element("b", &[("class", &"blank-number")], words.number)
            .element("span", &[], words.filled_on)
            .element("span", &[], words.filled_by)
            .close();
        markup
            .open("p", &[("class", &"blank-how")])
            .element(
                "span",
                &[],
                fill(
                    words.looks_back,
                    &[("window", &checklist.window.get(frame.locale))],
                ),
            )
            .element("span", &[], words.no_name)
            .close();
        for piece in pieces {
            draw(&mut markup, piece, frame);
        }
        close_page(&mut markup, frame, page, pages.len());
    }
    BlankForm {
        markup: markup.finish(),
        pages: pages.len(),
    }
}

/// The form, piece by piece.
fn pieces<'a>(checklist: &'a Checklist, form: Form, frame: &BlankFrame<'_>) -> Vec<Piece<'a>> {
    let words = BlankFormText::of(frame.locale);
    let mut pieces = Vec::new();
    let mut instrument: Option<InstrumentIndex> = None;
    for section in form_sections(checklist, form) {
        let (title, lead) = match section.kind {
            SectionKind::Area(area) => {
                let area = checklist.areas.get(area);
                (area.map_or("", |area| area.label.get(frame.locale)), None)
            }
            SectionKind::Strengths => (words.strengths, None),
            SectionKind::Other => (words.other, None),
            SectionKind::Critical => (words.safety, Some(words.safety_lead)),
        };
        let mut title = Some(title.to_owned());
        for item in section
            .items
            .iter()
            .filter_map(|index| checklist.items.get(*index))
        {
            if item.instrument != instrument {
                instrument = item.instrument;
                let named = item.instrument.and_then(|index| checklist.instruments.get(index));
                if let Some(named) = named {
                    let area = title
                        .take()
                        .map_or_else(String::new, |title| format!("　{title}"));
                    title = Some(format!(
                        "{}（{}）{area}",
                        named.label.get(frame.locale),
                        named.window.get(frame.locale)
                    ));
                }
            }
            if let Some(title) = title.take() {
                pieces.push(Piece::Heading { title, lead });
            }
            pieces.push(Piece::Item(item));
        }
    }
    pieces.push(Piece::Gut);
    pieces
}

/// Puts the pieces on pages; a heading goes with what follows it.
fn paginate<'a>(pieces: Vec<Piece<'a>>, frame: &BlankFrame<'_>) -> Vec<Vec<Piece<'a>>> {
    let heights: Vec<f64> = pieces.iter().map(|piece| height(piece, frame)).collect();
    let mut pages: Vec<Vec<Piece<'a>>> = vec![Vec::new()];
    let mut left = PAGE_EMS - AROUND_EMS;
    for (at, piece) in pieces.into_iter().enumerate() {
        let own = heights.get(at).copied().unwrap_or(0.0);
        let needed = match piece {
            Piece::Heading { .. } => own + heights.get(at + 1).copied().unwrap_or(0.0),
            Piece::Item(_) | Piece::Gut => own,
        };
        let is_empty = pages.last().is_none_or(Vec::is_empty);
        if needed > left && !is_empty {
            pages.push(Vec::new());
            left = PAGE_EMS - AROUND_EMS;
        }
        left -= own;
        if let Some(page) = pages.last_mut() {
            page.push(piece);
        }
    }
    pages
}

fn height(piece: &Piece<'_>, frame: &BlankFrame<'_>) -> f64 {
    match piece {
        Piece::Heading { lead, .. } => HEADING_EMS + if lead.is_some() { LABEL_EMS } else { 0.0 },
        Piece::Gut => HEADING_EMS,
        Piece::Item(item) => {
            let help = item.help.get(frame.locale);
            let left = lines(item.label.get(frame.locale), LABEL_CHARS) * LABEL_EMS
                + lines(help, HELP_CHARS) * HELP_EMS;
            let boxes = answer_texts(item, frame)
                .into_iter()
                .map(|answer| width(&answer) + BOX_CHARS);
            let answers = packed(boxes, ANSWER_GAP, ANSWER_CHARS);
            left.max(answers * ANSWER_EMS) + SPACE_EMS
        }
    }
}

/// The answers one can tick, and the place for a number.
fn answer_texts(item: &Item, frame: &BlankFrame<'_>) -> Vec<String> {
    let words = BlankFormText::of(frame.locale);
    let exact = item
        .count
        .as_ref()
        .map(|count| fill(words.exact, &[("unit", &count.unit.get(frame.locale))]));
    let options = item
        .options
        .iter()
        .map(|option| option.label.get(frame.locale).to_owned());
    exact
        .into_iter()
        .chain(options)
        .chain([words.unknown.to_owned()])
        .collect()
}

fn draw(markup: &mut Markup, piece: &Piece<'_>, frame: &BlankFrame<'_>) {
    let words = BlankFormText::of(frame.locale);
    match piece {
        Piece::Heading { title, lead } => {
            markup.element("h3", &[], title);
            if let Some(lead) = lead {
                markup.element("p", &[("class", &"blank-lead")], lead);
            }
        }
        Piece::Gut => {
            markup
                .open("p", &[("class", &"blank-gut")])
                .element("i", &[], "□")
                .element("b", &[], words.gut)
                .close();
        }
        Piece::Item(item) => {
            markup
                .open("div", &[("class", &"blank-item")])
                .open("div", &[])
                .element("b", &[], item.label.get(frame.locale))
                .element("small", &[], item.help.get(frame.locale))
                .close()
                .open("p", &[]);
            let is_count = item.count.is_some();
            for (at, answer) in answer_texts(item, frame).iter().enumerate() {
                // The place for a number has no box of its own.
                markup.open("span", &[]);
                if !(is_count && at == 0) {
                    markup.element("i", &[], "□");
                }
                markup.text(answer).close();
            }
            markup.close().close();
        }
    }
}
