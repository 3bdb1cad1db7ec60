//! 気づき要約票: the students a summary can be made for, and the summary of one.

mod making;
mod one;
mod options;

use leptos::prelude::*;

use crate::browser::focus;
use crate::route::Route;
use crate::text::fill;
use crate::text::frame::student_title;
use crate::text::summary_page::SummaryPageText;
use crate::ui::components::chip;
use crate::ui::components::chip::chip_view;
use crate::ui::dom::{El, button, el, link, once_shown};
use crate::ui::state::{Desk, Row};

/// The screen.
pub fn page(desk: Desk) -> El {
    // Paper shows only what has the class `sheet`, directly below what has the class `has-sheet`.
    el("div").class("page has-sheet").region(move || {
        let chosen = desk.chosen.get();
        untrack(|| match chosen.filter(|student| desk.row(*student).is_some()) {
            Some(student) => one::one(desk, student),
            None => list(desk),
        })
    })
}

/// Puts the keyboard on the title of what is shown next, and the page at its top.
fn focus_title() {
    focus::scroll_to_top();
    once_shown(|| {
        focus::focus_id("summary-title");
    });
}

/// The title of the screen, which takes the keyboard.
fn title() -> El {
    el("h1").attr("id", "summary-title").attr("tabindex", "-1")
}

fn list(desk: Desk) -> Vec<El> {
    let words = SummaryPageText::of(desk.app.locale.get_untracked());
    vec![
        title().text(words.title),
        el("p").class("lead").text(words.lead),
        el("div").class("summary-students").region(move || students(desk)),
        el("p").child(el("span").text(words.keys_hint)).child(link(
            "button-quiet",
            Route::Keys,
            words.to_keys,
        )),
        el("p").class("sheet").text(words.nothing_to_print),
    ]
}

/// The students with a decision, or why there is none.
fn students(desk: Desk) -> Vec<El> {
    let words = SummaryPageText::of(desk.app.locale.get_untracked());
    let (lines, others) = desk.rows.with(|rows| {
        let decided = rows.iter().filter(|row| row.response.decision.is_some());
        let lines: Vec<El> = decided.map(|row| line(desk, row)).collect();
        let others = rows.len() - lines.len();
        (lines, others)
    });
    let meeting = |class: &str| link(class, Route::Meeting, words.to_meeting);
    if lines.is_empty() {
        return vec![
            el("section")
                .class("card card-next")
                .child(el("p").child(el("b").text(words.empty)))
                .child(el("p").text(words.empty_next))
                .child(el("p").child(meeting("button-main"))),
        ];
    }
    let mut parts = vec![el("ul").class("full-list").children(lines)];
    if others > 0 {
        parts.push(
            el("p")
                .child(el("span").text(&fill(words.others, &[("n", &others)])))
                .child(meeting("button-quiet")),
        );
    }
    parts
}

fn line(desk: Desk, row: &Row) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = SummaryPageText::of(locale);
    let checklist = desk.checklist();
    let student = row.student.id;
    let title = student_title(&row.student, desk.app.names_hidden.get(), locale);
    let code = desk.with(|document| document.keys.code_of(student, desk.round.get()));
    let waits = !row.response.unrecorded_cards(&checklist).is_empty();
    let (sign, state, verb, label) = match code {
        _ if waits => (
            "!",
            words.cards_first.to_owned(),
            words.open_safety,
            words.open_safety_label,
        ),
        None => ("○", words.ready.to_owned(), words.open, words.open_label),
        Some(code) => (
            "●",
            fill(words.issued, &[("code", &code)]),
            words.open,
            words.open_label,
        ),
    };
    let open = move |_| {
        if waits {
            desk.safety.set(Some(student));
        } else {
            desk.chosen.set(Some(student));
            focus_title();
        }
    };
    let class = if code.is_some() && !waits {
        "button"
    } else {
        "button-main"
    };
    el("li")
        .child(el("b").class("personal").text(&title))
        .child(
            el("span")
                .class("full-state num")
                .child(el("span").attr("aria-hidden", "true").text(sign))
                .text(&format!(" {state}")),
        )
        .child(chip(&chip_view(&checklist, &row.outcome, locale, true)))
        .child(button(class, verb, open).attr("aria-label", &fill(label, &[("student", &title)])))
}
