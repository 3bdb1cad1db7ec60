//! 使っているチェックシート: what the round shown is read with, what begins next will use, what is at hand, and how to bring
//! in another.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::File;

use crate::browser::files::read_file;
use crate::domain::checklist::Checklist;
use crate::domain::document::{Document, Round};
use crate::domain::limits::MAX_CONTENT_BYTES;
use crate::domain::locale::Locale;
use crate::format::content::{ContentError, warnings};
use crate::format::contents::{Origin, Reading, find, text_of};
use crate::route::Route;
use crate::text::content::{explain_content, explain_fault, explain_warning};
use crate::text::contents::{ContentsText, name_content, origin_name};
use crate::text::fill;
use crate::text::keeping::{explain_file, explain_storage};
use crate::ui::components::file_button;
use crate::ui::contents::{self, Listed, UseError};
use crate::ui::dom::{El, button, el, link};
use crate::ui::state::Desk;

/// Why the last import was refused.
type Refused = RwSignal<Option<UseError>>;

/// What stands at the top of the card.
pub fn at_hand(desk: Desk) -> Vec<El> {
    let refused: Refused = RwSignal::new(None);
    let words = ContentsText::of(desk.app.locale.get_untracked());
    vec![
        el("div").region(move || of_this_round(desk)),
        el("div").region(move || of_next_round(desk)),
        el("div")
            .child(el("h3").text(words.others))
            .child(el("p").class("dim small").text(words.others_lead))
            .child(el("ul").class("content-list").region(move || {
                contents::sources(desk.app)
                    .iter()
                    .map(|listed| one(desk, listed))
                    .collect()
            })),
        el("p").class("dim small").text(words.import_lead),
        el("div").class("buttons").region(move || acts(desk, refused)),
        el("div").attr("role", "alert").region(move || {
            refused
                .get()
                .map(|error| why_not(&error, desk))
                .into_iter()
                .collect()
        }),
        el("details")
            .child(el("summary").text(words.rounds))
            .child(el("div").region(move || vec![rounds(desk)])),
    ]
}

fn named(checklist: &Checklist, locale: Locale) -> String {
    name_content(ContentsText::of(locale).named, checklist, locale)
}

/// The content of the round shown.
fn of_this_round(desk: Desk) -> Vec<El> {
    let locale = desk.app.locale.get_untracked();
    let words = ContentsText::of(locale);
    let round = desk.with_round(|round| round.label.clone()).unwrap_or_default();
    let head = el("h3").text(&fill(words.shown, &[("round", &round)]));
    let reading = desk.round_reading();
    let name = match &reading {
        Reading::Own(checklist) => named(checklist, locale),
        Reading::StandIn(_) | Reading::Missing(_) => {
            let stamp = desk.with_round(|round| round.stamp.clone());
            let stamp = stamp.map(|stamp| format!("{} {} {}", stamp.id, stamp.version, stamp.checksum));
            format!("{}（{}）", stamp.unwrap_or_default(), words.missing)
        }
    };
    let stands_in = matches!(reading, Reading::StandIn(_)).then(|| el("p").text(words.by_sample));
    [head, el("p").class("num").text(&name)]
        .into_iter()
        .chain(stands_in)
        .chain([el("p").class("dim small").text(words.shown_fixed)])
        .collect()
}

/// The content of what begins next.
fn of_next_round(desk: Desk) -> Vec<El> {
    let locale = desk.app.locale.get_untracked();
    let words = ContentsText::of(locale);
    let Ok(source) = contents::effective(desk.app) else {
        return Vec::new();
    };
    let is_same = desk.with_round(|round| round.stamp == *source.stamp());
    let what = if is_same == Some(true) {
        words.same.to_owned()
    } else {
        named(&source.checklist, locale)
    };
    let origin = origin_name(source.origin, locale);
    vec![
        el("h3").text(words.next),
        el("p").class("num").text(&what),
        el("p").text(&fill(words.from, &[("origin", &origin)])),
    ]
}

/// One content at hand, or what is wrong with it.
fn one(desk: Desk, listed: &Listed) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = ContentsText::of(locale);
    let mut origin = origin_name(listed.origin, locale).to_owned();
    if listed.is_of_earlier {
        origin.push_str(words.of_earlier);
    }
    let line = el("li").child(el("b").text(&origin));
    match &listed.source {
        Ok(source) => {
            let effective = contents::effective(desk.app);
            let is_used = effective.is_ok_and(|used| used == *source);
            line.children(is_used.then(|| el("span").class("content-used").text(words.in_use)))
                .child(el("p").class("num").text(&named(&source.checklist, locale)))
                .children(odd(&source.checklist, locale))
        }
        Err(error) => line
            .child(el("p").class("content-broken").text(words.broken))
            .child(faults(error, locale)),
    }
}

/// What may be a slip in a content that works.
fn odd(checklist: &Checklist, locale: Locale) -> Option<El> {
    let found = warnings(checklist).warnings;
    let summary = fill(ContentsText::of(locale).warnings, &[("n", &found.len())]);
    let lines = found
        .iter()
        .map(|warning| el("li").text(&explain_warning(warning, locale)));
    (!found.is_empty()).then(|| {
        el("details")
            .child(el("summary").text(&summary))
            .child(el("ul").class("content-faults").children(lines))
    })
}

/// What is wrong with a content, place by place.
fn faults(error: &ContentError, locale: Locale) -> El {
    let words = ContentsText::of(locale);
    let list = el("div").child(el("p").text(&explain_content(error, locale)));
    let ContentError::Faults(found) = error else {
        return list;
    };
    let lines = found
        .faults
        .iter()
        .map(|fault| el("li").text(&explain_fault(fault, locale)));
    let more =
        (found.left_out > 0).then(|| el("p").text(&fill(words.more_faults, &[("n", &found.left_out)])));
    list.child(el("ul").class("content-faults").children(lines))
        .children(more)
}

/// Why nothing was imported.
fn why_not(error: &UseError, desk: Desk) -> El {
    let locale = desk.app.locale.get_untracked();
    let head = el("h3").text(ContentsText::of(locale).not_imported);
    el("div").class("content-refused").child(head).child(match error {
        UseError::Content(error) => faults(error, locale),
        UseError::Storage(_) => el("p").text(&error.explain(locale)),
    })
}

fn acts(desk: Desk, refused: Refused) -> Vec<El> {
    let app = desk.app;
    let locale = app.locale.get_untracked();
    let words = ContentsText::of(locale);
    let import = file_button(
        "button",
        ".json,application/json",
        [el("span").text(words.import)],
        move |file| {
            refused.set(None);
            leptos::task::spawn_local(take(desk, refused, file));
        },
    );
    let is_imported = contents::sources(app)
        .iter()
        .any(|listed| listed.origin == Origin::Device);
    let forget = is_imported.then(|| {
        button(
            "button",
            words.forget,
            move |_| match contents::forget_device_content(app) {
                Ok(()) => {
                    if let Ok(source) = untrack(|| contents::effective(app)) {
                        app.tell(name_content(words.forgotten, &source.checklist, locale));
                    }
                }
                Err(error) => app.warn(explain_storage(&error, locale)),
            },
        )
    });
    [import]
        .into_iter()
        .chain(forget)
        .chain([
            link("button", Route::Content, words.edit),
            link("button", Route::Calibration, words.calibrate),
            link("button", Route::BlankForms, words.print_blank),
        ])
        .collect()
}

/// Takes a chosen file into use, or shows everything that is wrong with it.
async fn take(desk: Desk, refused: Refused, file: File) {
    let app = desk.app;
    let locale = app.locale.get_untracked();
    let bytes = match read_file(&file, MAX_CONTENT_BYTES).await {
        Ok(bytes) => bytes,
        Err(error) => return app.warn(explain_file(&error, locale)),
    };
    let used = text_of(&bytes)
        .map_err(UseError::Content)
        .and_then(|text| contents::use_on_this_device(app, &text));
    match used {
        Ok(source) => app.tell(name_content(
            ContentsText::of(locale).imported,
            &source.checklist,
            locale,
        )),
        // The screen may have been left meanwhile.
        Err(error) => refused.try_set(Some(error)).map_or((), |_| ()),
    }
}

/// Which round was answered with which content.
fn rounds(desk: Desk) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = ContentsText::of(locale);
    let known = contents::known(desk.app);
    let read = |text: &Arc<str>| contents::checklist_of(text);
    let row = |document: &Document, round: &Round| {
        let found = find(document, &round.stamp, &known, &read);
        let name = match &found {
            Some(checklist) => named(checklist, locale),
            None => format!(
                "{} {} {}（{}）",
                round.stamp.id, round.stamp.version, round.stamp.checksum, words.missing
            ),
        };
        let is_kept = document.content(&round.stamp).is_some();
        el("tr")
            .child(el("th").attr("scope", "row").text(&round.label))
            .child(el("td").class("num").text(&name))
            .child(el("td").text(if is_kept { words.kept } else { words.not_kept }))
    };
    let rows: Vec<El> =
        desk.with(|document| document.rounds.iter().map(|round| row(document, round)).collect());
    let head = |head: &str| el("th").attr("scope", "col").text(head);
    let table = el("table")
        .class("table")
        .child(el("thead").child(el("tr").children([words.round, words.checklist, words.class].map(head))))
        .child(el("tbody").children(rows));
    el("div")
        .class("scroll-x")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", words.rounds)
        .child(table)
}
