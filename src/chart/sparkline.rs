//! The trend score of one student over the rounds, as a small line with its values in words.

use super::markup::Markup;
use crate::domain::checklist::{Checklist, Combine};
use crate::domain::locale::Locale;
use crate::domain::scoring::largest;
use crate::domain::trend::TrendPoint;
use crate::text::class::ClassText;
use crate::text::reason::ReasonText;
use crate::text::{fill, number};

/// Size of the drawing, in CSS pixels.
const WIDTH: f64 = 160.0;
const HEIGHT: f64 = 48.0;
/// Room around the line for its dots.
const EDGE: f64 = 6.0;

/// Where the points lie in the drawing; the vertical scale goes from 0 to the largest possible value, so that a small
/// change never looks large.
pub fn place(points: &[TrendPoint], top: f64) -> Vec<(f64, f64)> {
    let step = (WIDTH - 2.0 * EDGE) / count(points.len().saturating_sub(1).max(1));
    let height = HEIGHT - 2.0 * EDGE;
    points
        .iter()
        .enumerate()
        .map(|(at, point)| {
            let share = if top > 0.0 {
                (point.value / top).clamp(0.0, 1.0)
            } else {
                0.0
            };
            (EDGE + step * count(at), HEIGHT - EDGE - share * height)
        })
        .collect()
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The line with its values; nothing for fewer than two rounds.
pub fn sparkline(checklist: &Checklist, points: &[TrendPoint], locale: Locale) -> Option<String> {
    if points.len() < 2 {
        return None;
    }
    let words = ClassText::of(locale);
    let rule = checklist.scores.get(checklist.trend.score)?;
    let places = place(points, largest(checklist, checklist.trend.score));
    let mut markup = Markup::default();
    let title = fill(words.course, &[("label", &rule.label.get(locale))]);
    markup
        .element("h3", &[], title)
        .open("div", &[("class", &"course")]);
    let (width, height, floor) = (number(WIDTH), number(HEIGHT), number(HEIGHT - EDGE));
    let places: Vec<(String, String)> = places.iter().map(|(x, y)| (number(*x), number(*y))).collect();
    let line: Vec<String> = places.iter().map(|(x, y)| format!("{x},{y}")).collect();
    markup
        .open(
            "svg",
            &[
                ("class", &"course-line"),
                ("viewBox", &format!("0 0 {width} {height}")),
                ("aria-hidden", &true),
            ],
        )
        .leaf(
            "path",
            &[("class", &"course-base"), ("d", &format!("M0 {floor}H{width}"))],
        )
        .leaf("polyline", &[("points", &line.join(" "))]);
    for (x, y) in &places {
        markup.leaf("circle", &[("cx", x), ("cy", y), ("r", &"3.5")]);
    }
    markup.close().open("ol", &[("class", &"course-values num")]);
    let unit = if rule.combine == Combine::Percent {
        ReasonText::of(locale).percent
    } else {
        "{n}"
    };
    for point in points {
        let value = fill(unit, &[("n", &number(point.value.round()))]);
        markup.element(
            "li",
            &[],
            fill(words.course_point, &[("n", &value), ("round", &point.label)]),
        );
    }
    Some(markup.finish())
}
