//! チェックシートの編集: the content of a board or school in forms, outside of any class. Nothing of a class is touched.

mod begin;
mod bench;
mod differences;
mod export;
mod fields;
mod forms;
mod lists;
mod objects;
mod paste;
mod picking;
mod preview;
mod sections;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use self::bench::{Bench, View};
use crate::format::content::ContentWarning;
use crate::format::content::draft::Path;
use crate::format::content::draft::history::Draft;
use crate::route::Route;
use crate::text::content::explain_oddity;
use crate::text::contents::ContentsText;
use crate::text::fill;
use crate::text::workshop::{changes, faults, places};
use crate::ui::components::{Icon, icon, start_head};
use crate::ui::dom::{El, button, el, text_with};
use crate::ui::frame::notice_bar;
use crate::ui::keeper;
use crate::ui::keeping::{leave_with_the_address, to_main};
use crate::ui::state::App;

/// The screen.
pub fn page(app: App) -> El {
    leave_with_the_address(app, Route::Content);
    to_main();
    let bench = Bench::new(app);
    el("main")
        .attr("id", "main")
        .class("start workshop")
        .attr("tabindex", "-1")
        .on("keydown", move |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                key(bench, event);
            }
        })
        .child(start_head(app))
        .child(head(bench))
        .child(notice_bar(app, Vec::new))
        .region(move || {
            app.locale.track();
            match bench.view.get() {
                View::Begin => begin::page(bench),
                View::Forms => forms::page(bench),
                View::Paste => paste::page(bench),
                View::Differences => differences::page(bench),
                View::Export => export::page(bench),
            }
        })
        .region(move || {
            app.locale.track();
            vec![lists::removal_question(bench)]
        })
}

/// Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, anywhere on the screen.
fn key(bench: Bench, event: &KeyboardEvent) {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || event.is_composing() {
        return;
    }
    let back = match event.key().to_ascii_lowercase().as_str() {
        "z" => !event.shift_key(),
        "y" => false,
        _ => return,
    };
    if bench.draft.with_untracked(Option::is_some) && bench.view.get_untracked() == View::Forms {
        event.prevent_default();
        bench.travel(back);
    }
}

/// The title, what can be done at any time, and what is to be put right.
fn head(bench: Bench) -> El {
    let app = bench.app;
    el("div").class("workshop-head").region(move || {
        app.locale.track();
        let words = bench.words();
        let title = el("h2")
            .class("wizard-title")
            .attr("id", "workshop-title")
            .attr("tabindex", "-1")
            .text(words.title);
        let leave = button("button-quiet", words.leave, move |_| keeper::come_home(app));
        let first = el("div").class("workshop-title").child(title).child(leave);
        vec![
            first,
            el("div").class("workshop-tools").region(move || tools(bench)),
        ]
    })
}

fn tools(bench: Bench) -> Vec<El> {
    if bench.draft.with(Option::is_none) || bench.view.get() == View::Begin {
        return Vec::new();
    }
    let words = bench.words();
    let view = |to: View, word: &str| {
        button("button", word, move |_| bench.view.set(to))
            .attr_with("aria-pressed", move || Some((bench.view.get() == to).to_string()))
    };
    let travel = |back: bool, which: Icon, word: &str| {
        let label = move || {
            bench.draft.with(|draft| {
                let draft = draft.as_ref()?;
                let step = if back { draft.last() } else { draft.next() }?;
                Some(changes::step(draft.now(), step, bench.locale()))
            })
        };
        button("button", "", move |_| bench.travel(back))
            .child(icon(which))
            .text(word)
            .attr_with("title", label)
            .flag_with("disabled", move || label().is_none())
    };
    let count = move || fill(words.faults_some, &[("n", &bench.fault_count())]);
    let state = el("p")
        .class("workshop-state")
        .attr("role", "status")
        .toggle("trouble", move || !bench.is_kept.get())
        .text_with(move || match bench.is_kept.get() {
            true => words.kept.to_owned(),
            false => words.not_kept.to_owned(),
        });
    vec![
        el("div")
            .class("buttons")
            .child(travel(true, Icon::Undo, words.undo))
            .child(travel(false, Icon::Redo, words.redo))
            .child(view(View::Forms, words.forms))
            .child(view(View::Paste, words.paste))
            .child(view(View::Differences, words.differences))
            .child(view(View::Export, words.export))
            .child(button("button-quiet", words.begin_again, move |_| {
                bench.view.set(View::Begin);
            })),
        state,
        el("p")
            .class("workshop-fine")
            .flag_with("hidden", move || bench.fault_count() > 0)
            .text(words.faults_none),
        el("details")
            .class("workshop-faults")
            .flag_with("hidden", move || bench.fault_count() == 0)
            .child(el("summary").child(text_with(count)))
            .region(move || fault_list(bench)),
        el("div").region(move || odd_list(bench)),
    ]
}

/// What may be a slip in a draft with which nothing is wrong.
fn odd_list(bench: Bench) -> Vec<El> {
    let locale = bench.locale();
    let odd = bench.odd.get();
    let line = |warning: &ContentWarning| {
        let path = Path::parse(&warning.place).unwrap_or_default();
        let place = bench.with_untracked(|json| places::place(json, &path, locale));
        let go = el("button")
            .attr("type", "button")
            .class("workshop-fault")
            .on("click", move |_| bench.go(&path))
            .child(el("b").text(&place))
            .child(el("span").text(&explain_oddity(warning.oddity, locale)));
        el("li").child(go)
    };
    let summary = fill(ContentsText::of(locale).warnings, &[("n", &odd.len())]);
    let list = (!odd.is_empty()).then(|| {
        el("details")
            .class("workshop-faults workshop-odd")
            .child(el("summary").text(&summary))
            .child(el("ul").children(odd.iter().map(line)))
    });
    list.into_iter().collect()
}

/// All faults with the way to each.
fn fault_list(bench: Bench) -> Vec<El> {
    let (words, locale) = (bench.words(), bench.locale());
    let found = bench.faults.get();
    let line = |fault: &crate::format::content::ContentFault| {
        let path = Path::parse(&fault.place).unwrap_or_default();
        let place = bench.with_untracked(|json| places::place(json, &path, locale));
        let go = el("button")
            .attr("type", "button")
            .class("workshop-fault")
            .on("click", move |_| bench.go(&path))
            .child(el("b").text(&place))
            .child(el("span").text(&faults::remedy(fault, locale)));
        el("li").child(go)
    };
    let more =
        (found.left_out > 0).then(|| el("p").text(&fill(words.faults_more, &[("n", &found.left_out)])));
    let list = el("ul").children(found.faults.iter().map(line));
    [Some(list), more].into_iter().flatten().collect()
}

/// Title and version of a draft's beginning or of a file.
fn title_and_version(json: &crate::format::json::Json, bench: Bench) -> (String, String) {
    let title = places::entry_title(json, &Path::top(), bench.locale());
    let version = crate::format::content::draft::edit::text(json, &Path::top().field("version"));
    (title, version.to_owned())
}

/// A draft that begins from a document.
fn begun(json: crate::format::json::Json) -> Draft {
    Draft::new(json)
}
