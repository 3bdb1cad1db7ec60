//! The areas of one student as bars: how far each score goes, what unanswered items leave open, and the step in words.

use super::heat_map::{cell_words, ramp};
use super::markup::Markup;
use crate::domain::checklist::Checklist;
use crate::domain::locale::Locale;
use crate::domain::scoring::{Ground, Outcome, Trend, area_score, area_trend, largest};
use crate::text::class::ClassText;
use crate::text::number;

/// A bar in percent of the largest value the score can take.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What is answered; none is 情報不足.
    pub value: Option<f64>,
    /// Lowest and highest value that open answers leave.
    pub span: (f64, f64),
    /// Where the steps begin.
    pub ticks: Vec<f64>,
}

/// The bar of an area; nothing when the area does not apply.
pub fn bar(checklist: &Checklist, outcome: &Outcome, area: usize) -> Option<Bar> {
    let score = area_score(checklist, outcome, area).filter(|score| score.applies)?;
    let area = checklist.areas.get(area)?;
    let index = match outcome.ground {
        Ground::Full => area.score,
        Ground::Short => area.short_score,
    };
    let rule = checklist.scores.get(index)?;
    let top = largest(checklist, index);
    let percent = |value: f64| {
        if top > 0.0 {
            (100.0 * value / top).clamp(0.0, 100.0)
        } else {
            0.0
        }
    };
    Some(Bar {
        value: score.value.map(percent),
        span: (percent(score.span.low), percent(score.span.high)),
        ticks: rule
            .bands
            .iter()
            .filter_map(|band| band.from)
            .map(percent)
            .collect(),
    })
}

/// The bars of all areas as a table.
pub fn area_bars(
    checklist: &Checklist,
    outcome: &Outcome,
    previous: Option<&Outcome>,
    locale: Locale,
) -> String {
    let words = ClassText::of(locale);
    let mut markup = Markup::default();
    markup.open("table", &[("class", &"bars")]);
    markup
        .element("caption", &[("class", &"visually-hidden")], words.areas)
        .open("tbody", &[]);
    let mut has_span = false;
    for (at, area) in checklist.areas.iter().enumerate() {
        markup
            .open("tr", &[])
            .element("th", &[("scope", &"row")], area.label.get(locale))
            .open("td", &[("class", &"bar-place")]);
        if let Some(bar) = bar(checklist, outcome, at) {
            let step = area_score(checklist, outcome, at).and_then(|score| score.step);
            has_span |= draw(&mut markup, &bar, step);
        }
        markup
            .close()
            .open("td", &[("class", &"bar-words")])
            .text(cell_words(checklist, outcome, at, locale));
        let change = match area_trend(checklist, outcome, previous, at) {
            Trend::Up => Some(("▲", words.up)),
            Trend::Down => Some(("▼", words.down)),
            Trend::Same | Trend::Unknown => None,
        };
        if let Some((sign, meaning)) = change {
            markup
                .open("span", &[("class", &"bar-change"), ("title", &meaning)])
                .element("span", &[("aria-hidden", &true)], sign)
                .element("span", &[("class", &"visually-hidden")], meaning)
                .close();
        }
        markup.close().close();
    }
    markup.close().close();
    if has_span {
        markup
            .open("p", &[("class", &"bar-note dim small")])
            .open("svg", &[("class", &"bar-key"), ("aria-hidden", &true)])
            .leaf(
                "rect",
                &[("class", &"bar-span"), ("width", &"100%"), ("height", &"100%")],
            )
            .close()
            .text(words.open_span)
            .close();
    }
    markup.finish()
}

/// Draws a bar as wide as its place; says whether there is an open span.
fn draw(markup: &mut Markup, bar: &Bar, step: Option<usize>) -> bool {
    let percent = |value: f64| format!("{}%", number(value));
    let (low, high) = bar.span;
    let has_span = high > low;
    markup
        .open("svg", &[("class", &"bar"), ("aria-hidden", &true)])
        .leaf(
            "rect",
            &[
                ("class", &"bar-track"),
                ("width", &"100%"),
                ("height", &"100%"),
                ("rx", &2),
            ],
        );
    if let (Some(value), Some(step)) = (bar.value, step) {
        let class = format!("bar-value {}", ramp(step.max(1)));
        markup.leaf(
            "rect",
            &[
                ("class", &class),
                ("width", &percent(value)),
                ("height", &"100%"),
                ("rx", &2),
            ],
        );
    }
    if has_span {
        markup.leaf(
            "rect",
            &[
                ("class", &"bar-span"),
                ("x", &percent(low)),
                ("width", &percent(high - low)),
                ("y", &"68%"),
                ("height", &"32%"),
            ],
        );
    }
    for tick in &bar.ticks {
        let x = percent(*tick);
        markup.leaf(
            "line",
            &[
                ("class", &"bar-tick"),
                ("x1", &x),
                ("x2", &x),
                ("y1", &0),
                ("y2", &"100%"),
            ],
        );
    }
    markup.close();
    has_span
}
