//! How far the first look is: students done, blanks, a way to the next blank, and about how long it will take.

use leptos::prelude::*;

use crate::domain::checklist::Form;
use crate::text::fill;
use crate::text::first_look::FirstLookText;
use crate::ui::state::Desk;

/// Seconds one line takes for a whole class: 12 minutes for 14 lines. Source: estimate in the project's dossier, to be
/// measured in usability tests.
const SECONDS_PER_LINE: usize = 50;

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

    /// Number of lines that still have a blank.
    fn lines(&self) -> usize {
        let mut lines: Vec<usize> = self.places.iter().map(|blank| blank.line).collect();
        lines.dedup();
        lines.len()
    }
}

/// The blanks of the round shown.
pub fn blanks(desk: Desk) -> Memo<Blanks> {
    let checklist = desk.app.checklist();
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

/// The bar.
#[component]
pub fn ProgressBar(
    /// Blanks of the round.
    blanks: Memo<Blanks>,
    /// Goes to the next blank.
    on_next: Callback<()>,
) -> impl IntoView {
    let desk = Desk::get();
    let words = move || FirstLookText::of(desk.app.locale.get());
    let left = move || blanks.with(|blanks| blanks.places.len());
    view! {
        <div class="progress">
            <progress
                max=move || blanks.with(|blanks| blanks.all.max(1)).to_string()
                value=move || blanks.with(|blanks| blanks.done).to_string()
                aria-label=move || words().title
            ></progress>
            <span class="num" role="status">
                <b>{move || blanks.with(|b| fill(words().progress, &[("done", &b.done), ("all", &b.all)]))}</b>
                <span class="progress-more">
                    {move || match left() {
                        0 => words().no_blanks.to_owned(),
                        n => {
                            let minutes = (blanks.with(Blanks::lines) * SECONDS_PER_LINE).div_ceil(60);
                            format!(
                                "{}　{}",
                                fill(words().blanks, &[("n", &n)]),
                                fill(words().minutes, &[("n", &minutes)]),
                            )
                        }
                    }}
                </span>
            </span>
            <button class="button" disabled=move || left() == 0 on:click=move |_| on_next.run(())>
                {move || words().next_blank}
            </button>
        </div>
    }
}
