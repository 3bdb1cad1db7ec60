//! The level as word + shape + colour, with the span that open answers leave.

use leptos::prelude::*;

use crate::domain::checklist::{Checklist, Shape};
use crate::domain::locale::Locale;
use crate::domain::scoring::{LevelState, Outcome};
use crate::text::frame::FrameText;

/// What a chip shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChipView {
    /// Shape, or none for 情報不足.
    pub shape: Option<Shape>,
    /// The word.
    pub label: String,
    /// Whether the urgent mark stands beside it.
    pub urgent: Option<String>,
}

/// The chip of an outcome.
pub fn chip_view(checklist: &Checklist, outcome: &Outcome, locale: Locale, short: bool) -> ChipView {
    let level = match outcome.level {
        LevelState::Level(index) => checklist.levels.get(index),
        LevelState::Insufficient => None,
    };
    ChipView {
        shape: level.map(|level| level.shape),
        label: level.map_or_else(
            || FrameText::of(locale).insufficient.to_owned(),
            |level| {
                if short { &level.short } else { &level.label }
                    .get(locale)
                    .to_owned()
            },
        ),
        urgent: outcome.urgent.then(|| checklist.urgent.get(locale).to_owned()),
    }
}

/// The sign drawn for a shape.
pub const fn shape_sign(shape: Option<Shape>) -> &'static str {
    match shape {
        None => "…",
        Some(Shape::Circle) => "○",
        Some(Shape::Triangle) => "△",
        Some(Shape::Diamond) => "◇",
        Some(Shape::Square) => "■",
    }
}

/// The class that colours a shape.
pub const fn shape_class(shape: Option<Shape>) -> &'static str {
    match shape {
        None => "chip chip-insufficient",
        Some(Shape::Circle) => "chip chip-circle",
        Some(Shape::Triangle) => "chip chip-triangle",
        Some(Shape::Diamond) => "chip chip-diamond",
        Some(Shape::Square) => "chip chip-square",
    }
}

/// A level chip, and the urgent mark beside it.
#[component]
pub fn LevelChip(
    /// What to show.
    #[prop(into)]
    chip: Signal<ChipView>,
) -> impl IntoView {
    view! {
        <span class="chips">
            <span class=move || shape_class(chip.with(|chip| chip.shape))>
                <span aria-hidden="true">{move || shape_sign(chip.with(|chip| chip.shape))}</span>
                " "
                {move || chip.with(|chip| chip.label.clone())}
            </span>
            {move || {
                chip.with(|chip| chip.urgent.clone())
                    .map(|label| {
                        view! {
                            <span class="chip chip-urgent">
                                <span aria-hidden="true">"! "</span>
                                {label}
                            </span>
                        }
                    })
            }}
        </span>
    }
}
