//! Who needs the full form, how far each is, and a quiet way to the form of anybody else.

use leptos::prelude::*;

use crate::domain::checklist::{Checklist, Form};
use crate::domain::locale::Locale;
use crate::domain::roster::StudentId;
use crate::domain::scoring::Ground;
use crate::route::Route;
use crate::text::fill;
use crate::text::first_look::FirstLookText;
use crate::text::frame::student_title;
use crate::text::full::FullText;
use crate::ui::components::chip;
use crate::ui::components::chip::chip_view;
use crate::ui::dom::{El, button, el, link, value};
use crate::ui::state::{Desk, Row};

/// The screen while nobody is chosen.
pub fn list(desk: Desk) -> El {
    let words = FullText::of(desk.app.locale.get_untracked());
    el("div")
        .class("page")
        .child(
            el("h1")
                .attr("id", "full-title")
                .attr("tabindex", "-1")
                .text(words.title),
        )
        .region(move || needed(desk))
        .child(others(desk))
}

/// The students who need the form, or why there is nobody.
fn needed(desk: Desk) -> Vec<El> {
    let locale = desk.app.locale.get_untracked();
    let words = FullText::of(locale);
    let checklist = desk.checklist();
    desk.rows.with(|rows| {
        let is_looked_at = |row: &Row| row.response.progress(&checklist, Form::Short).is_complete();
        let waiting = rows.iter().filter(|row| !is_looked_at(row)).count();
        let lines: Vec<El> = rows
            .iter()
            .filter(|row| row.outcome.ground == Ground::Full)
            .map(|row| line(desk, &checklist, row))
            .collect();
        if lines.is_empty() {
            return vec![nobody(words, rows.len(), waiting, locale)];
        }
        let window = fill(words.list_window, &[("window", &checklist.window.get(locale))]);
        let mut parts = vec![
            el("div")
                .class("lead")
                .child(el("p").text(words.list_lead))
                .child(el("p").text(&window)),
            el("ul").class("full-list").children(lines),
        ];
        if waiting > 0 {
            parts.push(
                el("p")
                    .text(&fill(words.more_first, &[("n", &waiting)]))
                    .child(link("button-quiet", Route::Sweep, words.go_first)),
            );
        }
        parts
    })
}

fn line(desk: Desk, checklist: &Checklist, row: &Row) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = FullText::of(locale);
    let progress = row.response.progress(checklist, Form::Full);
    let is_complete = progress.is_complete();
    let (sign, state, verb) = match (row.response.full_form_begun(checklist), is_complete) {
        (_, true) => ("●", words.done, words.look),
        (true, false) => ("◐", words.begun, words.resume),
        (false, false) => ("○", words.not_begun, words.begin),
    };
    let student = row.student.id;
    let title = student_title(&row.student, desk.app.names_hidden.get(), locale);
    let done = fill(
        words.items_done,
        &[("done", &progress.answered), ("all", &progress.total)],
    );
    let open = button(
        if is_complete { "button" } else { "button-main" },
        verb,
        move |_| open(desk, student),
    )
    .attr(
        "aria-label",
        &fill(words.open_label, &[("student", &title), ("verb", &verb)]),
    );
    el("li")
        .child(el("b").class("personal").text(&title))
        .child(
            el("span")
                .class("full-state num")
                .child(el("span").attr("aria-hidden", "true").text(sign))
                .text(&format!(" {state} {done}")),
        )
        .child(chip(&chip_view(checklist, &row.outcome, locale, true)))
        .child(open)
}

/// Opens a student's form with the keyboard on its title: the button that was pressed is gone.
fn open(desk: Desk, student: StudentId) {
    desk.chosen.set(Some(student));
    super::focus_title();
}

/// Why the list is empty, and where to go.
fn nobody(words: &FullText, students: usize, waiting: usize, locale: Locale) -> El {
    let (text, next, label, to) = match (students, waiting) {
        (0, _) => {
            let first = FirstLookText::of(locale);
            (first.nobody, words.empty_first, first.make_roster, Route::Roster)
        }
        (_, 0) => (words.empty_none, words.empty_next, words.go_class, Route::Class),
        (_, _) => (words.empty_first, words.other_hint, words.go_first, Route::Sweep),
    };
    el("section")
        .class("card card-next")
        .child(el("p").child(el("b").text(text)))
        .child(el("p").text(next))
        .child(el("p").child(link("button-main", to, label)))
}

/// The form of anybody else.
fn others(desk: Desk) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = FullText::of(locale);
    let picked = RwSignal::new(None::<StudentId>);
    let options = move || {
        let hidden = desk.app.names_hidden.get();
        let others = desk.rows.with(|rows| {
            let is_other = |row: &&std::sync::Arc<Row>| row.outcome.ground == Ground::Short;
            rows.iter()
                .filter(is_other)
                .map(|row| {
                    el("option")
                        .attr("value", &row.student.id.0.to_string())
                        .text(&student_title(&row.student, hidden, locale))
                })
                .collect::<Vec<El>>()
        });
        let mut options = vec![el("option").attr("value", "").text(words.choose)];
        options.extend(others);
        options
    };
    let go = move |_| {
        if let Some(student) = picked.get_untracked() {
            open(desk, student);
        }
    };
    let select = el("select")
        .class("personal")
        .region(options)
        .on("change", move |event| {
            picked.set(value(&event).parse().ok().map(StudentId));
        });
    let field = el("label")
        .class("field")
        .child(el("span").text(words.other))
        .child(el("span").class("hint").text(words.other_hint))
        .child(select);
    el("section")
        .class("full-others")
        .flag_with("hidden", move || {
            desk.rows
                .with(|rows| !rows.iter().any(|row| row.outcome.ground == Ground::Short))
        })
        .child(field)
        .child(button("button", words.open, go).flag_with("disabled", move || picked.get().is_none()))
}
