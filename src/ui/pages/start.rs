//! はじめに: what this is, three ways in, what becomes of the data; and ways out when the stored class cannot be opened.

pub mod wizard;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use crate::browser;
use crate::domain::locale::Locale;
use crate::route::Route;
use crate::text::frame::FrameText;
use crate::text::start::StartText;
use crate::ui::components::{Question, ask, file_button, start_head};
use crate::ui::dom::{El, button, el, link, region};
use crate::ui::frame::notice_bar;
use crate::ui::keeping::{Offer, follow_aside, show, to_main};
use crate::ui::parts::Leave;
use crate::ui::state::{App, Mode};

/// What the start screen works on.
#[derive(Clone)]
struct Start {
    app: App,
    /// A class that waits for the answer whether it may replace what is stored.
    offer: Rc<RefCell<Option<Offer>>>,
    replacing: RwSignal<bool>,
    erasing: RwSignal<bool>,
    /// Whether the steps that begin a class are shown.
    beginning: RwSignal<bool>,
}

impl Start {
    /// Opens a class, after asking where it would replace one that cannot be read; says whether it is open already.
    fn take(&self, offer: Offer) -> bool {
        if self.app.stored_trouble.with_untracked(Option::is_some) {
            self.offer.replace(Some(offer));
            self.replacing.set(true);
            return false;
        }
        self.open(offer);
        true
    }

    fn open(&self, offer: Offer) {
        let app = self.app;
        app.parts
            .vault
            .run(app, move |vault| (vault.open_offer)(app, offer));
    }

    /// Opens the class that waited.
    fn replace(&self) {
        if let Some(offer) = self.offer.take() {
            self.open(offer);
        }
    }
}

/// Saves what is stored, untouched, to a file.
fn rescue(app: App) {
    app.parts.vault.run(app, move |vault| (vault.rescue)(app));
}

/// The screen.
pub fn page(app: App) -> El {
    let start = Start {
        app,
        offer: Rc::default(),
        replacing: RwSignal::new(false),
        erasing: RwSignal::new(false),
        beginning: RwSignal::new(false),
    };
    follow_aside(app, |app, session| app.session.set(session));
    let ask_first = start.clone();
    el("main")
        .attr("id", "main")
        .class("start")
        .attr("tabindex", "-1")
        .child(start_head(app))
        .child(notice_bar(app, Vec::new))
        .region(move || match start.beginning.get() {
            true => vec![begin(start.clone())],
            false => choices(&start, app.locale.get()),
        })
        .region(move || questions(&ask_first, app.locale.get()))
}

/// The steps that begin a class. They keep what was filled in when the language changes.
fn begin(start: Start) -> El {
    let app = start.app;
    let beginning = start.beginning;
    let leave: Leave = Rc::new(move || {
        beginning.set(false);
        to_main();
    });
    region(move || {
        let (taker, leave) = (start.clone(), leave.clone());
        app.parts.roster.show(app.locale.get_untracked(), move |part| {
            vec![(part.wizard)(app, Rc::new(move |offer| taker.take(offer)), leave)]
        })
    })
}

fn choices(start: &Start, locale: Locale) -> Vec<El> {
    let app = start.app;
    let words = StartText::of(locale);
    let way = |title: &str, hint: &str| [el("b").text(title), el("span").text(hint)];
    let sample = button("way way-main", "", move |_| {
        app.notice.set(None);
        app.parts.class.run(app, move |class| {
            match (class.sample)(app, browser::clock::today()) {
                Ok(document) => {
                    app.open(document, Mode::Sample);
                    show(app, Route::Home);
                }
                Err(error) => app.warn(error.to_string()),
            }
        });
    });
    let beginning = start.beginning;
    let begin = button("way", "", move |_| {
        app.notice.set(None);
        beginning.set(true);
        to_main();
    });
    let taker = start.clone();
    let open = file_button(
        "way",
        ".age,.json,application/json",
        way(words.open, words.open_hint),
        move |file| {
            let start = taker.clone();
            app.parts.keep.run(app, move |keep| {
                let take = move |offer| {
                    start.take(offer);
                };
                (keep.read_class)(app, file, Box::new(take));
            });
        },
    );
    let ways = el("section")
        .class("ways")
        .attr("aria-label", words.choices)
        .child(sample.children(way(words.sample, words.sample_hint)))
        .child(begin.children(way(words.begin, words.begin_hint)))
        .child(open);
    // Where a stored class could not be opened, a new key would be stored over its own.
    let receive = move || {
        let receive = button("way", "", move |_| {
            app.notice.set(None);
            app.parts.school.run(app, move |school| (school.receive)(app));
        });
        let is_troubled = app.stored_trouble.with(Option::is_some);
        (!is_troubled)
            .then(|| receive.children(way(words.receive, words.receive_hint)))
            .into_iter()
            .collect()
    };
    let more = el("section")
        .class("ways ways-more")
        .attr("aria-label", words.other_ways)
        .region(receive)
        .child(link("way", Route::School, "").children(way(words.view, words.view_hint)))
        .child(link("way", Route::Content, "").children(way(words.content, words.content_hint)));
    let before = [words.local_only, words.sealed, words.shared_device, words.limits];
    let before = el("section")
        .class("before")
        .child(el("h2").text(words.before))
        .child(el("ul").children(before.map(|line| el("li").text(line))))
        .child(el("p").child(link("button-quiet", Route::Help, FrameText::of(locale).help)));
    let start = start.clone();
    vec![
        el("p").class("start-what").text(words.what),
        el("div").region(move || {
            app.stored_trouble
                .get()
                .map(|told| trouble(&start, told, locale))
                .into_iter()
                .collect()
        }),
        ways,
        more,
        before,
    ]
}

/// The stored class cannot be opened: what happened, that it is untouched, and the ways out.
fn trouble(start: &Start, told: String, locale: Locale) -> El {
    let words = StartText::of(locale);
    let (app, erasing) = (start.app, start.erasing);
    let section = el("section")
        .class("card start-trouble")
        .attr("role", "alert")
        .child(el("h2").text(words.trouble_title))
        .child(el("p").text(&told));
    let ways_out = el("div")
        .class("buttons")
        .child(button("button", words.rescue, move |_| rescue(app)))
        .child(button("button-danger", words.erase_begin, move |_| {
            erasing.set(true)
        }));
    section.child(el("p").text(words.trouble_kept)).child(ways_out)
}

/// The two questions of this screen.
fn questions(start: &Start, locale: Locale) -> Vec<El> {
    let app = start.app;
    let words = StartText::of(locale);
    let question = move |title: &str, body: &str, act| Question {
        title: title.to_owned(),
        body: body.to_owned(),
        check: Some(words.erase_check),
        before: Some(words.rescue),
        cancel: FrameText::of(locale).cancel,
        act,
    };
    let replace = move || question(words.replace_title, words.replace_stored, words.replace_do);
    let forget = move || question(words.erase_title, words.erase_stored, words.erase_do);
    let start = start.clone();
    vec![
        ask(
            "erase",
            start.erasing,
            forget,
            move || rescue(app),
            move || app.parts.vault.run(app, move |vault| (vault.forget)(app)),
        ),
        ask(
            "replace",
            start.replacing,
            replace,
            move || rescue(app),
            move || {
                start.beginning.set(false);
                start.replace();
            },
        ),
    ]
}
