//! The ways to begin: from the sample, a file, a pasted table, or where one stopped.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::File;

use super::bench::{Bench, View};
use super::{begun, title_and_version};
use crate::browser;
use crate::domain::limits::MAX_CONTENT_BYTES;
use crate::format::content::draft;
use crate::format::content::draft::history::Draft;
use crate::format::contents::Origin;
use crate::text::content::explain_content;
use crate::text::fill;
use crate::text::keeping::explain_file;
use crate::ui::components::{Question, ask, file_button};
use crate::ui::contents;
use crate::ui::dom::{El, button, el};

/// What waits for the answer whether it may take the place of the draft there is.
#[derive(Clone)]
struct Waiting {
    bench: Bench,
    offer: Rc<RefCell<Option<(Draft, View)>>>,
    asks: RwSignal<bool>,
}

impl Waiting {
    /// Begins with a draft, after asking where it would replace one.
    fn offer(&self, draft: Draft, view: View) {
        self.offer.replace(Some((draft, view)));
        let is_free = self
            .bench
            .draft
            .with_untracked(|now| now.as_ref().is_none_or(|now| !now.is_changed()));
        if is_free {
            self.take();
        } else {
            self.asks.set(true);
        }
    }

    fn take(&self) {
        if let Some((draft, view)) = self.offer.take() {
            self.bench.begin(draft);
            self.bench.view.set(view);
        }
    }
}

/// The screen.
pub(super) fn page(bench: Bench) -> Vec<El> {
    let words = bench.words();
    let waiting = Waiting {
        bench,
        offer: Rc::default(),
        asks: RwSignal::new(false),
    };
    let way = |title: &str, hint: &str| [el("b").text(title), el("span").text(hint)];
    let going_on = bench
        .draft
        .with_untracked(|draft| draft.as_ref().map(|draft| title_and_version(draft.now(), bench)));
    let go_on = going_on.map(|(title, version)| {
        let hint = fill(words.go_on_hint, &[("title", &title), ("version", &version)]);
        button("way way-main", "", move |_| bench.view.set(View::Forms)).children(way(words.go_on, &hint))
    });
    let from_sample = |view: View, title: &str, hint: &str| {
        let waiting = waiting.clone();
        let begin = move |_| match draft::sample() {
            Ok(json) => waiting.offer(begun(json), view),
            Err(error) => bench.app.warn(error.to_string()),
        };
        button("way", "", begin).children(way(title, hint))
    };
    let taker = waiting.clone();
    let file = file_button(
        "way",
        ".json,application/json",
        way(words.from_file, words.from_file_hint),
        move |file| {
            let waiting = taker.clone();
            read(bench, file, move |json| waiting.offer(begun(json), View::Forms));
        },
    );
    // Where nothing else is in use it is the sample.
    let in_use = contents::effective(bench.app)
        .ok()
        .filter(|source| source.origin != Origin::BuiltIn);
    let from_use = in_use.map(|source| {
        let waiting = waiting.clone();
        let begin = move |_| match draft::open(source.text.as_bytes()) {
            Ok(json) => waiting.offer(begun(json), View::Forms),
            Err(error) => bench.app.warn(explain_content(&error, bench.locale())),
        };
        button("way", "", begin).children(way(words.from_use, words.from_use_hint))
    });
    let ways = el("section")
        .class("ways ways-workshop")
        .attr("aria-label", words.begin)
        .children(go_on)
        .children(from_use)
        .child(from_sample(
            View::Forms,
            words.from_sample,
            words.from_sample_hint,
        ))
        .child(file)
        .child(from_sample(View::Paste, words.from_table, words.from_table_hint));
    let asks = waiting.asks;
    let question = move || Question {
        title: words.replace_title.to_owned(),
        body: words.replace_body.to_owned(),
        check: None,
        before: Some(words.export),
        cancel: words.cancel,
        act: words.replace_do,
    };
    let before = move || {
        asks.set(false);
        bench.view.set(View::Export);
    };
    vec![
        el("p").class("start-what").text(words.what),
        el("h3").text(words.begin),
        ways,
        ask("replace-draft", asks, question, before, move || waiting.take()),
    ]
}

/// Reads a content document from a file; what hinders is told. Faults of the content do not.
pub(super) fn read(bench: Bench, file: File, take: impl FnOnce(crate::format::json::Json) + 'static) {
    leptos::task::spawn_local(async move {
        let locale = bench.locale();
        match browser::files::read_file(&file, MAX_CONTENT_BYTES).await {
            Err(error) => bench.app.warn(explain_file(&error, locale)),
            Ok(bytes) => match draft::open(&bytes) {
                Ok(json) => take(json),
                Err(error) => bench.app.warn(explain_content(&error, locale)),
            },
        }
    });
}
