//! The level as shape and word, for markup and screens alike.

use super::markup::Markup;
use crate::domain::checklist::{Checklist, Shape};
use crate::domain::locale::Locale;
use crate::domain::scoring::{LevelState, Outcome};
use crate::text::frame::FrameText;

/// The sign drawn for a shape; none is 情報不足.
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

/// Shape and short word of the level of an outcome.
pub fn level_short(checklist: &Checklist, outcome: &Outcome, locale: Locale) -> (Option<Shape>, String) {
    let level = match outcome.level {
        LevelState::Level(level) => checklist.levels.get(level),
        LevelState::Insufficient => None,
    };
    match level {
        Some(level) => (Some(level.shape), level.short.get(locale).to_owned()),
        None => (None, FrameText::of(locale).insufficient.to_owned()),
    }
}

/// Draws the chip with the short word.
pub fn draw_level(markup: &mut Markup, checklist: &Checklist, outcome: &Outcome, locale: Locale) {
    let (shape, label) = level_short(checklist, outcome, locale);
    markup
        .open("span", &[("class", &shape_class(shape))])
        .element("span", &[("aria-hidden", &true)], shape_sign(shape))
        .text(" ")
        .text(label)
        .close();
}
