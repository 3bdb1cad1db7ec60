//! この学級のデータ: save to a file, open another one, erase from this device.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use crate::domain::locale::Locale;
use crate::text::frame::FrameText;
use crate::text::handover::HandOverText;
use crate::text::roster_page::RosterPageText;
use crate::text::start::StartText;
use crate::ui::components::{Question, ask, dialog, file_button};
use crate::ui::dom::{El, button, el, together};
use crate::ui::keeper;
use crate::ui::keeping::{Offer, open_own, read_class};
use crate::ui::state::{Desk, Mode};

/// The id of the section.
pub(super) const KEEPING_ID: &str = "keeping";

/// The section. A sample is kept nowhere, so it only says so.
pub(super) fn keeping(desk: Desk, locale: Locale) -> El {
    let words = RosterPageText::of(locale);
    let section = el("section")
        .class("card keeping")
        .attr("id", KEEPING_ID)
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "keeping-title")
        .child(el("h2").attr("id", "keeping-title").text(words.keeping));
    match desk.mode {
        Mode::Sample => section.child(el("p").text(words.keeping_sample)),
        Mode::Own => own(desk, locale, section),
    }
}

fn own(desk: Desk, locale: Locale, section: El) -> El {
    let words = RosterPageText::of(locale);
    let app = desk.app;
    let (erasing, replacing) = (RwSignal::new(false), RwSignal::new(false));
    let offer: Rc<RefCell<Option<Offer>>> = Rc::default();
    let waiting = offer.clone();
    let open = file_button(
        "button",
        ".age,.json,application/json",
        [el("span").text(words.open_file)],
        move |file| {
            let waiting = waiting.clone();
            read_class(
                app,
                file,
                Box::new(move |offer: Offer| {
                    if desk.with_untracked(|document| document.ledger.id == offer.document.ledger.id) {
                        desk.take_file(offer);
                    } else if is_in_file(desk) {
                        open_own(app, offer);
                    } else {
                        waiting.replace(Some(offer));
                        replacing.set(true);
                    }
                }),
            );
        },
    );
    let line = |control: El, hint: &str| {
        el("div")
            .class("keeping-line")
            .child(control)
            .child(el("p").class("dim").text(hint))
    };
    let question = move |title: &str, body: &str, act| Question {
        title: title.to_owned(),
        body: body.to_owned(),
        check: Some(words.replace_check),
        before: Some(words.save_file),
        cancel: FrameText::of(locale).cancel,
        act,
    };
    let start = StartText::of(locale);
    let forget = move || question(start.erase_title, words.erase_body, start.erase_do);
    let replace = move || question(words.replace_title, words.replace_body, start.replace_do);
    section
        .child(line(
            button("button-main", words.save_file, move |_| desk.save_file()),
            words.save_file_hint,
        ))
        .child(line(open, words.open_file_hint))
        .child(hand_over(desk, locale, line))
        .child(line(
            button("button-danger", words.erase, move |_| erasing.set(true)),
            words.erase_hint,
        ))
        .region(move || {
            let parts = desk.app.parts;
            parts.follow_up.show(locale, |part| vec![(part.retention)(desk)])
        })
        .child(ask(
            "erase",
            erasing,
            forget,
            move || desk.save_file(),
            move || keeper::forget_all(app),
        ))
        .child(ask(
            "replace",
            replacing,
            replace,
            move || desk.save_file(),
            move || {
                if let Some(offer) = offer.take() {
                    open_own(app, offer);
                }
            },
        ))
}

/// 引き継ぐ: its line, and the dialog behind it.
fn hand_over(desk: Desk, locale: Locale, line: impl Fn(El, &str) -> El) -> El {
    let words = HandOverText::of(locale);
    let handing = RwSignal::new(false);
    let form = move || {
        let school = &desk.app.parts.school;
        school.show(locale, |part| vec![untrack(|| (part.hand_over)(desk, handing))])
    };
    let press = button("button", words.hand_over, move |_| handing.set(true));
    together([
        line(press, words.hand_over_hint),
        dialog("hand-over", handing, move || words.title.to_owned(), form),
    ])
}

/// Whether the newest change is in a saved file.
fn is_in_file(desk: Desk) -> bool {
    let revision = desk.with_untracked(|document| document.revision);
    desk.app
        .saved_file
        .get_untracked()
        .is_some_and(|saved| saved.revision == revision)
}
