//! The level as word + shape + colour, with the span that open answers leave.

pub use crate::chart::level_chip::{shape_class, shape_sign};
use crate::domain::checklist::{Checklist, Shape};
use crate::domain::locale::Locale;
use crate::domain::scoring::{LevelState, Outcome};
use crate::text::frame::FrameText;
use crate::ui::dom::{El, el};

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

/// A level chip, and the urgent mark beside it.
pub fn chip(view: &ChipView) -> El {
    let level = el("span")
        .class(shape_class(view.shape))
        .child(
            el("span")
                .attr("aria-hidden", "true")
                .text(shape_sign(view.shape)),
        )
        .text(&format!(" {}", view.label));
    let urgent = view.urgent.as_ref().map(|label| {
        el("span")
            .class("chip chip-urgent")
            .child(el("span").attr("aria-hidden", "true").text("! "))
            .text(label)
    });
    el("span").class("chips").child(level).children(urgent)
}
