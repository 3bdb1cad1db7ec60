//! What stands on a summary is chosen here; leaving something out is always possible.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::making::Making;
use super::one::team_label;
use crate::domain::limits::MIN_GROUP;
use crate::domain::locale::Locale;
use crate::domain::summary::ContactRole;
use crate::text::fill;
use crate::text::frame::grade_band;
use crate::text::summary::contact;
use crate::text::summary_page::SummaryPageText;
use crate::ui::components::tick;
use crate::ui::dom::{El, el, value};

/// The panel.
pub fn options(making: &Rc<Making>) -> El {
    let desk = making.desk;
    let locale = desk.app.locale.get_untracked();
    let words = SummaryPageText::of(locale);
    let english = (locale == Locale::En).then(|| {
        let making = making.clone();
        let (is_on, set) = (making.english, making.clone());
        tick(
            words.english,
            move || is_on.get(),
            move |on| {
                set.english.set(on);
            },
        )
    });
    el("section")
        .class("card summary-options")
        .child(el("h2").text(words.options))
        .child(contact_field(making))
        .child(band(making))
        .child(school(making))
        .child(signs(making))
        .child(other(making))
        .children(english)
}

/// A box to tick that changes what stands on the sheet.
fn choice(making: &Rc<Making>, label: &str, signal: RwSignal<bool>) -> El {
    let making = making.clone();
    tick(
        label,
        move || signal.get(),
        move |on| {
            signal.set(on);
            making.changed();
        },
    )
}

fn contact_field(making: &Rc<Making>) -> El {
    let locale = making.desk.app.locale.get_untracked();
    let signal = making.contact;
    let option = |(at, role): (usize, &ContactRole)| {
        el("option")
            .attr("value", &at.to_string())
            .text(contact(*role, locale))
            .prop_with("selected", move || JsValue::from_bool(signal.get() == at))
    };
    let making = making.clone();
    let select = el("select")
        .children(ContactRole::ALL.iter().enumerate().map(option))
        .on("change", move |event| {
            if let Ok(at) = value(&event).parse() {
                signal.set(at);
                making.changed();
            }
        });
    el("label")
        .class("field")
        .child(el("span").text(SummaryPageText::of(locale).contact))
        .child(select)
}

fn band(making: &Rc<Making>) -> El {
    let desk = making.desk;
    let locale = desk.app.locale.get_untracked();
    let words = SummaryPageText::of(locale);
    let band = desk.with_untracked(|document| document.classroom.grade.band());
    let label = fill(words.grade_band, &[("band", &grade_band(band, locale))]);
    let hint = if making.peers < MIN_GROUP {
        words.peers_few
    } else {
        words.peers_enough
    };
    let hint = fill(
        hint,
        &[
            ("level", &team_label(desk)),
            ("n", &making.peers),
            ("least", &MIN_GROUP),
        ],
    );
    el("div")
        .child(choice(making, &label, making.grade_band))
        .child(el("p").class("summary-hint").text(&hint))
}

fn school(making: &Rc<Making>) -> El {
    let desk = making.desk;
    let words = SummaryPageText::of(desk.app.locale.get_untracked());
    let school = desk.with_untracked(|document| document.classroom.school.clone());
    if school.trim().is_empty() {
        return el("p").class("dim").text(words.school_none);
    }
    let label = fill(words.school, &[("school", &school)]);
    el("div").child(choice(making, &label, making.school))
}

fn signs(making: &Rc<Making>) -> El {
    let desk = making.desk;
    let locale = desk.app.locale.get_untracked();
    let words = SummaryPageText::of(locale);
    let checklist = desk.checklist();
    let group = el("fieldset").child(el("legend").text(words.signs));
    if making.offered.is_empty() {
        return group.child(el("p").text(words.signs_none));
    }
    let left_out = making.left_out;
    let lines = making.offered.iter().enumerate().filter_map(|(at, sign)| {
        let item = checklist.item(&sign.item)?;
        let answer = item
            .options
            .get(sign.option)
            .map(|option| option.label.get(locale));
        let label = fill(
            words.sign,
            &[
                ("item", &item.label.get(locale)),
                ("answer", &answer.unwrap_or_default()),
            ],
        );
        let making = making.clone();
        Some(tick(
            &label,
            move || left_out.get() & (1 << at) == 0,
            move |on| {
                left_out.update(|bits| *bits = if on { *bits & !(1 << at) } else { *bits | 1 << at });
                making.changed();
            },
        ))
    });
    group.child(el("div").class("summary-checks").children(lines))
}

/// その他 as the team wrote it, with what must not leave marked in place.
fn other(making: &Rc<Making>) -> El {
    let desk = making.desk;
    let words = SummaryPageText::of(desk.app.locale.get_untracked());
    let making = making.clone();
    let text = move || {
        let typed = making.typed_other();
        if typed.trim().is_empty() {
            return vec![el("p").class("dim").text(words.other_none)];
        }
        let findings = making.findings();
        let is_marked = |at: usize| findings.iter().any(|finding| finding.range.contains(&at));
        let mut quote = el("p").class("summary-other");
        let mut run = String::new();
        let mut was_marked = false;
        let close = |quote: El, run: &str, was_marked: bool| match (run.is_empty(), was_marked) {
            (true, _) => quote,
            (false, true) => quote.child(el("mark").text(run)),
            (false, false) => quote.text(run),
        };
        for (at, c) in typed.chars().enumerate() {
            if is_marked(at) != was_marked {
                quote = close(quote, &run, was_marked);
                run.clear();
                was_marked = !was_marked;
            }
            run.push(c);
        }
        quote = close(quote, &run, was_marked);
        let clean = findings
            .is_empty()
            .then(|| el("p").class("summary-hint").text(words.other_clean));
        [Some(quote), clean].into_iter().flatten().collect()
    };
    el("div")
        .class("field")
        .child(el("span").text(words.other))
        .child(el("div").region(text))
}
