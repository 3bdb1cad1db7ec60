//! 「なぜこのめやすか」: the level, what open answers leave, the reasons, and that it is a starting point for talking.

use leptos::prelude::*;

use super::chip::{LevelChip, chip_view};
use crate::domain::roster::StudentId;
use crate::text::frame::FrameText;
use crate::text::reason::{ReasonText, why};
use crate::ui::state::Desk;

/// The level of one student in the round shown, and why. Empty while nobody is chosen.
#[component]
pub fn Why(
    /// The student.
    #[prop(into)]
    student: Signal<Option<StudentId>>,
) -> impl IntoView {
    let desk = Desk::get();
    let checklist = desk.app.checklist();
    let said = Memo::new(move |_| {
        let locale = desk.app.locale.get();
        let row = desk.row(student.get()?)?;
        let words = why(
            &checklist,
            &row.response,
            &row.outcome,
            row.previous.as_ref(),
            locale,
        );
        Some((chip_view(&checklist, &row.outcome, locale, false), words))
    });
    move || {
        let locale = desk.app.locale.get_untracked();
        let (chip, words) = said.get()?;
        let list = words
            .reasons
            .into_iter()
            .chain(words.items)
            .chain(words.gaps)
            .map(|sentence| view! { <li>{sentence}</li> })
            .collect_view();
        Some(view! {
            <div class="why">
                <p class="why-level">
                    <LevelChip chip=Signal::stored(chip) />
                </p>
                {words.open.map(|open| view! { <p>{open}</p> })}
                <h3>{ReasonText::of(locale).title}</h3>
                <ul class="why-list">{list}</ul>
                <p class="dim small">{FrameText::of(locale).not_diagnosis}</p>
            </div>
        })
    }
}
