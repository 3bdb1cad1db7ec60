//! 学校のようす: several classes side by side, for whoever prepares the meeting of a school. What is opened is in memory only
//! and goes with the screen.

mod asking;
mod files;
mod sheet;
mod view;

use std::sync::Arc;

use leptos::prelude::*;

use self::files::Files;
use crate::domain::checklist::Checklist;
use crate::domain::document::Document;
use crate::domain::locale::Locale;
use crate::domain::school::{SchoolClass, school};
use crate::route::Route;
use crate::text::fill;
use crate::text::frame::FrameText;
use crate::text::school::SchoolText;
use crate::ui::components::{Icon, files_button, icon, start_head};
use crate::ui::contents;
use crate::ui::dom::{El, button, el};
use crate::ui::frame::notice_bar;
use crate::ui::keeper;
use crate::ui::keeping::{leave_with_the_address, to_main};
use crate::ui::parts::ContentPart;
use crate::ui::state::App;

/// What the screen works on.
#[derive(Clone)]
struct School {
    app: App,
    files: Files,
    classes: Memo<Vec<SchoolClass>>,
}

/// The screen.
pub fn page(app: App) -> El {
    match contents::built_in() {
        Ok(built_in) => draw(app, built_in.checklist),
        // The built-in content is checked by a test.
        Err(error) => el("p").text(&error.to_string()),
    }
}

fn draw(app: App, built_in: Arc<Checklist>) -> El {
    leave_with_the_address(app, Route::School);
    to_main();
    let files = Files::new();
    // Made only when a file came or went; comparing would cost more than showing.
    let classes = Memo::new_with_compare(
        move |_| {
            let content = |document: &Document| contents::of_class(app, &built_in, document);
            files.documents.with(|documents| school(&content, documents))
        },
        |_, _| true,
    );
    let state = School { app, files, classes };
    let (of_head, of_asking, of_failed) = (state.clone(), state.clone(), state.clone());
    let (of_view, of_sheet) = (state.clone(), state);
    let calibrates = RwSignal::new(false);
    el("main")
        .attr("id", "main")
        .class("start school-view has-sheet")
        .attr("tabindex", "-1")
        .child(start_head(app))
        .child(notice_bar(app, Vec::new))
        .region(move || head(&of_head, app.locale.get()))
        .region(move || asking::asking(&of_asking, app.locale.get()))
        .region(move || failed(&of_failed, app.locale.get()))
        .region(move || view::view(&of_view, app.locale.get()))
        .region(move || calibration(app, classes, calibrates))
        .child(
            el("div")
                .class("sheet agenda-sheet")
                .html_with(move || sheet::sheet(&of_sheet, app.locale.get())),
        )
        .toggle("names-hidden", move || app.names_hidden.get())
}

fn head(state: &School, locale: Locale) -> Vec<El> {
    let (app, files) = (state.app, state.files);
    let words = SchoolText::of(locale);
    let frame = FrameText::of(locale);
    let eye = el("button")
        .attr("type", "button")
        .class("button")
        .attr_with("aria-pressed", move || Some(app.names_hidden.get().to_string()))
        .on("click", move |_| {
            app.names_hidden.update(|hidden| *hidden = !*hidden);
            app.store_settings();
        })
        .region(move || {
            let (which, word) = match app.names_hidden.get() {
                true => (Icon::EyeOff, frame.show_names),
                false => (Icon::Eye, frame.hide_names),
            };
            vec![icon(which), el("span").text(word)]
        });
    let open = el("span").class("school-open").region(move || {
        let is_first = files.documents.with(Vec::is_empty);
        let (class, word) = match is_first {
            true => ("button-main", words.open),
            false => ("button", words.open_more),
        };
        vec![files_button(
            class,
            ".age,.json,application/json",
            [el("span").text(word)],
            move |chosen| files.take(chosen),
        )]
    });
    let close = button("button", words.close_all, move |_| files.close())
        .flag_with("disabled", move || files.documents.with(Vec::is_empty));
    let lock = keeper::recipient().map(|_| button("button", words.lock, move |_| keeper::lock(app)));
    let busy = el("p")
        .class("vault-busy")
        .attr("role", "status")
        .text_with(move || if files.busy.get() { words.reading } else { "" }.to_owned());
    vec![
        el("h2").class("wizard-title").text(words.title),
        el("p").class("school-what").text(words.what),
        el("div")
            .class("buttons")
            .child(open)
            .child(eye)
            .child(close)
            .children(lock)
            .child(button("button", words.leave, move |_| app.go(Route::Home)))
            .child(busy),
    ]
}

/// しきい値の調整 over the opened classes, once it is asked for.
fn calibration(app: App, classes: Memo<Vec<SchoolClass>>, is_wanted: RwSignal<bool>) -> Vec<El> {
    let locale = app.locale.get();
    if classes.with(Vec::is_empty) {
        return Vec::new();
    }
    if is_wanted.get() {
        let show = |part: ContentPart| vec![(part.school_calibration)(app, classes)];
        return app.parts.content.show(locale, show);
    }
    let begin = button("button", SchoolText::of(locale).calibrate, move |_| {
        is_wanted.set(true);
    });
    vec![el("div").class("buttons").child(begin)]
}

/// Files that could not be opened: which, why, and what to do.
fn failed(state: &School, locale: Locale) -> Vec<El> {
    let words = SchoolText::of(locale);
    let lines: Vec<El> = state.files.failed.with(|failed| {
        let line = |(named, trouble): &(files::Named, files::Trouble)| {
            let place = fill(words.failed_place, &[("n", &named.place), ("name", &named.name)]);
            el("li")
                .child(el("b").text(&place))
                .child(el("p").text(&trouble.explain(locale)))
        };
        failed.iter().map(line).collect()
    });
    if lines.is_empty() {
        return Vec::new();
    }
    let title = fill(words.failed_title, &[("n", &lines.len())]);
    let rest = !state.files.documents.with(Vec::is_empty);
    let section = el("section")
        .class("card school-failed")
        .attr("role", "alert")
        .child(el("h3").text(&title))
        .child(el("ul").children(lines))
        .children(rest.then(|| el("p").text(words.failed_rest)));
    vec![section]
}
