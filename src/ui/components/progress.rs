//! How far the first look is: students done, blanks, a way to the next blank, and about how long it will take.

use leptos::prelude::*;

use crate::domain::checklist::Form;
use crate::text::fill;
use crate::text::first_look::FirstLookText;
use crate::ui::dom::{El, button, el};
use crate::ui::state::Desk;

/// Blanks filled in a minute: 12 minutes for 14 lines and 35 students. Source: estimate in the project's dossier, to be
/// measured in usability tests.
const BLANKS_PER_MINUTE: usize = 14 * 35 / 12;

/// A blank of the first look: position of the line and of the student.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blank {
    /// Position of the line.
    pub line: usize,
    /// Position of the student in the class.
    pub row: usize,
}

/// Blanks of the first look, line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blanks {
    /// All blanks.
    pub places: Vec<Blank>,
    /// Students without a blank.
    pub done: usize,
    /// Students.
    pub all: usize,
}

impl Blanks {
    /// The next blank at or after a line, else the first one.
    pub fn next(&self, line: usize) -> Option<Blank> {
        self.places
            .iter()
            .find(|blank| blank.line >= line)
            .or(self.places.first())
            .copied()
    }

    /// About how many minutes the blanks will take.
    pub fn minutes(&self) -> usize {
        self.places.len().div_ceil(BLANKS_PER_MINUTE)
    }
}

/// The blanks of the round shown.
pub fn blanks(desk: Desk) -> Memo<Blanks> {
    let checklist = desk.checklist();
    Memo::new(move |_| {
        desk.rows.with(|rows| {
            let mut blanks = Blanks {
                all: rows.len(),
                ..Blanks::default()
            };
            for (line, item) in checklist.form(Form::Short).enumerate() {
                for (row, student) in rows.iter().enumerate() {
                    if student.response.answer(item).is_none() {
                        blanks.places.push(Blank { line, row });
                    }
                }
            }
            blanks.done = rows
                .iter()
                .filter(|row| row.response.progress(&checklist, Form::Short).is_complete())
                .count();
            blanks
        })
    })
}

/// The bar. `next` goes to the next blank.
pub fn progress_bar(desk: Desk, blanks: Memo<Blanks>, next: impl Fn() + 'static) -> El {
    let words = FirstLookText::of(desk.app.locale.get_untracked());
    let left = move || blanks.with(|blanks| blanks.places.len());
    let bar = el("progress")
        .attr("aria-label", words.title)
        .attr_with("max", move || {
            Some(blanks.with(|blanks| blanks.all.max(1)).to_string())
        })
        .attr_with("value", move || {
            Some(blanks.with(|blanks| blanks.done).to_string())
        });
    let done = move || blanks.with(|b| fill(words.progress, &[("done", &b.done), ("all", &b.all)]));
    let more = move || match left() {
        0 => words.no_blanks.to_owned(),
        n => {
            let minutes = blanks.with(Blanks::minutes);
            format!(
                "{}　{}",
                fill(words.blanks, &[("n", &n)]),
                fill(words.minutes, &[("n", &minutes)])
            )
        }
    };
    let state = el("span")
        .class("num")
        .attr("role", "status")
        .child(el("b").text_with(done))
        .child(el("span").class("progress-more").text_with(more));
    let next = button("button", words.next_blank, move |_| next()).flag_with("disabled", move || left() == 0);
    el("div").class("progress").child(bar).child(state).child(next)
}
