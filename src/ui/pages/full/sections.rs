//! The sections of the full form: one per area, then strengths, what is not scored, and the critical items.

use std::cell::Cell;
use std::ops::Range;

use leptos::prelude::*;

use crate::browser::focus;
use crate::domain::checklist::{Checklist, Form, Item};
use crate::domain::form_order::{SectionKind, form_sections};
use crate::domain::locale::Locale;
use crate::domain::response::Answer;
use crate::text::fill;
use crate::text::full::FullText;
use crate::ui::components::item::{Walk, item_field};
use crate::ui::components::{Icon, icon};
use crate::ui::dom::{El, button, el, keep, once_shown};
use crate::ui::state::Desk;

/// A section of the form.
#[derive(Clone, Debug)]
pub struct Section {
    kind: SectionKind,
    title: String,
    short: String,
    /// Positions of its items on the walk.
    items: Range<usize>,
}

/// The sections, and all items in the order they are shown.
pub struct Sections {
    /// The sections.
    pub sections: Vec<Section>,
    /// The items.
    pub items: Vec<Item>,
}

/// Lays the full form out.
pub fn sections(checklist: &Checklist, locale: Locale) -> Sections {
    let words = FullText::of(locale);
    let mut made = Sections {
        sections: Vec::new(),
        items: Vec::new(),
    };
    for section in form_sections(checklist, Form::Full) {
        let (title, short) = match section.kind {
            SectionKind::Area(area) => checklist
                .areas
                .get(area)
                .map_or(("", ""), |area| (area.label.get(locale), area.short.get(locale))),
            SectionKind::Strengths => (words.strengths, words.strengths),
            SectionKind::Other => (words.other_items, words.other_items),
            SectionKind::Critical => (words.safety, words.safety_short),
        };
        let from = made.items.len();
        let items = section
            .items
            .iter()
            .filter_map(|index| checklist.items.get(*index));
        made.items.extend(items.cloned());
        made.sections.push(Section {
            kind: section.kind,
            title: title.to_owned(),
            short: short.to_owned(),
            items: from..made.items.len(),
        });
    }
    made
}

fn section_id(at: usize) -> String {
    format!("section-{at}")
}

/// Answered items of a section.
fn answered(walk: Walk, items: &Range<usize>) -> usize {
    items.len() - walk.blanks(items.clone()).len()
}

/// The sticky index: one button per section with its state, and one to the level.
pub fn index(desk: Desk, walk: Walk, sections: &[Section]) -> El {
    let words = FullText::of(desk.app.locale.get_untracked());
    let links = sections
        .iter()
        .enumerate()
        .map(|(at, section)| index_link(words, walk, section, at));
    let level = button("index-link index-level", words.level, |_| {
        focus::focus_at_top("full-why");
    });
    el("nav")
        .class("full-index")
        .attr("aria-label", words.index)
        .children(links)
        .child(level)
}

fn index_link(words: &'static FullText, walk: Walk, section: &Section, at: usize) -> El {
    let Range { start, end } = section.items;
    let (all, title, id) = (end - start, section.short.clone(), format!("index-{at}"));
    let done = move || answered(walk, &(start..end));
    let is_here = move || (start..end).contains(&walk.here.get());
    let sign = move || {
        let sign = match done() {
            0 => "○",
            done if done == all => "●",
            _ => "◐",
        };
        sign.to_owned()
    };
    let label = move || {
        Some(fill(
            words.index_state,
            &[("area", &title), ("done", &done()), ("all", &all)],
        ))
    };
    let go = move |_| {
        walk.go(start);
        focus::focus_at_top(&section_id(at));
    };
    // The link of the section one is on stays in sight where the index is wider than the screen.
    let link_id = id.clone();
    let is_first_time = Cell::new(true);
    keep(move || {
        let is_first = is_first_time.replace(false);
        if is_here() && !is_first {
            focus::scroll_sideways_to_id(&link_id);
        }
    });
    el("button")
        .attr("type", "button")
        .class("index-link")
        .attr("id", &id)
        .attr_with("aria-label", label)
        .attr_with("aria-current", move || is_here().then(|| "true".to_owned()))
        .on("click", go)
        .child(el("span").attr("aria-hidden", "true").text_with(sign))
        .text(&section.short)
}

/// One section with its items.
pub fn section_part(desk: Desk, walk: Walk, section: &Section, at: usize) -> El {
    let words = FullText::of(desk.app.locale.get_untracked());
    let Range { start, end } = section.items;
    let lead = match section.kind {
        SectionKind::Area(_) => None,
        SectionKind::Strengths => Some(words.strengths_lead),
        SectionKind::Other => Some(words.other_lead),
        SectionKind::Critical => Some(words.safety_lead),
    };
    let is_critical = section.kind == SectionKind::Critical;
    let done = move || {
        let done = answered(walk, &(start..end));
        fill(words.items_done, &[("done", &done), ("all", &(end - start))])
    };
    let id = section_id(at);
    let head = el("h2")
        .attr("id", &id)
        .attr("tabindex", "-1")
        .children(is_critical.then(|| icon(Icon::Safety)))
        .text(&section.title)
        .child(el("span").class("full-done num").text_with(done));
    let fields: Vec<El> = (start..end)
        .flat_map(|at| {
            let heading = instrument_heading(desk, walk, start..at);
            heading.into_iter().chain(item_field(walk, at))
        })
        .collect();
    let rest = matches!(section.kind, SectionKind::Area(_)).then(|| rest(desk, walk, start..end, at));
    el("section")
        .class(if is_critical {
            "full-section full-safety"
        } else {
            "full-section"
        })
        .attr("aria-labelledby", &id)
        .child(head)
        .children(lead.map(|lead| el("p").class("dim").text(lead)))
        .children(fields)
        .children(rest)
}

/// The heading of the instrument that begins with the item behind `before`, if one does.
fn instrument_heading(desk: Desk, walk: Walk, before: Range<usize>) -> Option<El> {
    let locale = desk.app.locale.get_untracked();
    let checklist = desk.checklist();
    walk.with_items(|items| {
        let previous = items.get(before.clone()).and_then(<[Item]>::last);
        let instrument = checklist.heading_before(previous, items.get(before.end)?)?;
        let window = instrument.window.get(locale);
        let window = fill(FullText::of(locale).instrument_window, &[("window", &window)]);
        let heading = el("h3")
            .class("full-instrument")
            .text(instrument.label.get(locale));
        Some(heading.child(el("span").class("dim small").text(&window)))
    })
}

/// Answers what is blank in an area with the first option of each item, as one step of undo.
fn rest(desk: Desk, walk: Walk, items: Range<usize>, at: usize) -> El {
    let locale = desk.app.locale.get_untracked();
    let none = walk.with_items(|all| first_words(all.get(items.clone()).unwrap_or_default(), locale));
    let Range { start, end } = items;
    let blanks = move || walk.blanks(start..end);
    let fill_rest = move |_| {
        let blanks = untrack(blanks);
        let written = walk.with_items(|all| {
            let answers = blanks.iter().filter_map(|at| all.get(*at));
            walk.write(answers.map(|item| (item, Some(Answer::Option(0)))).collect())
        });
        // The button goes away with the last blank; the keyboard goes on to the next section.
        if written {
            walk.go(end);
            once_shown(move || {
                focus::focus_at_top(&section_id(at + 1));
            });
        }
    };
    let label = fill(FullText::of(locale).rest, &[("none", &none)]);
    button("button full-rest", &label, fill_rest).flag_with("hidden", move || blanks().is_empty())
}

/// The words of the first option that most items of a section share, counts left aside where there are others.
fn first_words(items: &[Item], locale: Locale) -> String {
    let words = |counts: bool| -> Vec<&str> {
        items
            .iter()
            .filter(|item| counts || item.count.is_none())
            .filter_map(|item| item.options.first())
            .map(|option| option.label.get(locale))
            .collect()
    };
    let words = Some(words(false))
        .filter(|words| !words.is_empty())
        .unwrap_or_else(|| words(true));
    let shared = |word: &str| words.iter().filter(|other| **other == word).count();
    let most = words.iter().rev().max_by_key(|word| shared(word));
    most.copied().unwrap_or_default().to_owned()
}
