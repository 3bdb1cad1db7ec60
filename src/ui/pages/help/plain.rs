//! Preparing a device, and the accessibility statement.

use leptos::prelude::*;

use crate::browser::offline::{self, Offline};
use crate::domain::locale::Locale;
use crate::text::help::{HelpText, entries};
use crate::ui::dom::{El, el};
use crate::ui::state::App;

/// この端末で使う準備.
pub fn prepare(app: App, locale: Locale) -> El {
    let words = HelpText::of(locale);
    let state = move || {
        // Set anew when that changes.
        app.update.track();
        let word = match offline::state() {
            Offline::Unknown => words.offline_unknown,
            Offline::Never => words.offline_never,
            Offline::Ready => words.offline_ready,
            Offline::Update => words.offline_update,
            Offline::Failed => words.offline_failed,
        };
        word.to_owned()
    };
    let offline = el("section")
        .class("card")
        .child(el("h4").text(words.offline))
        .child(el("p").attr("role", "status").text_with(state));
    let parts = [
        (words.ipad, words.ipad_lines),
        (words.chromebook, words.chromebook_lines),
        (words.windows, words.windows_lines),
        (words.http, words.http_lines),
    ];
    el("article")
        .class("help-paper help-plain")
        .child(el("h3").text(words.prepare_title))
        .child(el("p").class("lead").text(words.prepare_lead))
        .child(offline)
        .children(parts.map(|(title, lines)| part(title, lines)))
}

/// アクセシビリティについて.
pub fn access(locale: Locale) -> El {
    let words = HelpText::of(locale);
    let parts = [
        (words.tested, words.tested_lines),
        (words.untested, words.untested_lines),
        (words.known, words.known_lines),
    ];
    el("article")
        .class("help-paper help-plain")
        .child(el("h3").text(words.access_title))
        .child(el("p").class("lead").text(words.access_lead))
        .children(parts.map(|(title, lines)| part(title, lines)))
        .child(el("p").class("lead").text(words.access_tell))
}

fn part(title: &str, lines: &'static str) -> El {
    el("section")
        .child(el("h4").text(title))
        .child(el("ul").children(entries(lines).map(|line| el("li").text(line))))
}
