//! How a score is spread over a class, drawn as bars with a line at each cut-off, and the same as a table.
//!
//! Everything lies at percentages of the width, so that the drawing fills its place and a slider below it ends where the
//! drawing does. The lines carry identifiers: the screen moves them without drawing anew.

use super::markup::Markup;
use crate::domain::calibration::Histogram;
use crate::text::number;

/// Height of the drawing in CSS pixels; bars leave room for the numbers above and the scale below.
pub const HEIGHT: u32 = 200;
/// Where the bars stand.
const FLOOR: u32 = 172;
/// Height of the fullest bin.
const TALLEST: u32 = 148;
/// Numbers on the scale at most.
const MOST_TICKS: usize = 6;

/// What the drawing and its table say in words.
pub struct HistogramWords<'a> {
    /// What the drawing shows, for those who do not see it.
    pub title: &'a str,
    /// Head of the column of ranges.
    pub range: &'a str,
    /// Head of the column of students.
    pub people: &'a str,
    /// `{from}〜{to}`
    pub from_to: &'a str,
}

/// Where a value lies, in percent of the width.
pub fn place(histogram: &Histogram, value: f64) -> f64 {
    let range = axis_end(histogram) - histogram.low;
    if range > 0.0 {
        ((value - histogram.low) / range * 100.0).clamp(0.0, 100.0)
    } else {
        0.0
    }
}

/// The value at a share (0 to 1) of the width, to the histogram's step.
pub fn value_at(histogram: &Histogram, share: f64) -> f64 {
    let range = axis_end(histogram) - histogram.low;
    let raw = histogram.low + share.clamp(0.0, 1.0) * range;
    let steps = ((raw - histogram.low) / histogram.step).round();
    (histogram.low + steps * histogram.step).min(histogram.high)
}

/// Where the last bin ends, which is at or beyond the largest value.
pub fn axis_end(histogram: &Histogram) -> f64 {
    let end = histogram.bins.last().map_or(histogram.low, |bin| bin.from) + histogram.width;
    end.max(histogram.high)
}

/// Identifier of the line of a cut-off.
pub fn line_id(cut_off: usize) -> String {
    format!("cut-line-{cut_off}")
}

/// The drawing, with a line at each of these values.
pub fn draw(histogram: &Histogram, cut_offs: &[f64], words: &HistogramWords<'_>) -> String {
    let mut markup = Markup::default();
    markup.open(
        "svg",
        &[
            ("class", &"spread"),
            ("height", &HEIGHT),
            ("width", &"100%"),
            ("role", &"img"),
            ("aria-label", &words.title),
        ],
    );
    let percent = |value: f64| format!("{}%", number(value));
    let most = histogram.most().max(1);
    for bin in &histogram.bins {
        let (left, right) = (
            place(histogram, bin.from),
            place(histogram, bin.from + histogram.width),
        );
        let share = f64::from(u32::try_from(bin.count).unwrap_or(u32::MAX))
            / f64::from(u32::try_from(most).unwrap_or(u32::MAX));
        let height = share * f64::from(TALLEST);
        if bin.count > 0 {
            markup.leaf(
                "rect",
                &[
                    ("class", &"spread-bar"),
                    ("x", &percent(left)),
                    ("width", &percent(right - left)),
                    ("y", &number(f64::from(FLOOR) - height)),
                    ("height", &number(height)),
                ],
            );
            markup.element(
                "text",
                &[
                    ("class", &"spread-count"),
                    ("x", &percent((left + right) / 2.0)),
                    ("y", &number(f64::from(FLOOR) - height - 4.0)),
                ],
                bin.count,
            );
        }
    }
    markup.leaf(
        "line",
        &[
            ("class", &"spread-floor"),
            ("x1", &"0"),
            ("x2", &"100%"),
            ("y1", &FLOOR),
            ("y2", &FLOOR),
        ],
    );
    for tick in ticks(histogram) {
        markup.element(
            "text",
            &[
                ("class", &"spread-tick"),
                ("x", &percent(place(histogram, tick))),
                ("y", &(FLOOR + 20)),
            ],
            number(tick),
        );
    }
    for (at, value) in cut_offs.iter().enumerate() {
        let x = percent(place(histogram, *value));
        markup.leaf(
            "line",
            &[
                ("class", &"spread-cut"),
                ("id", &line_id(at)),
                ("x1", &x),
                ("x2", &x),
                ("y1", &"0"),
                ("y2", &FLOOR),
            ],
        );
    }
    markup.finish()
}

/// Values written on the scale: where bins begin, few enough to be read on a phone.
fn ticks(histogram: &Histogram) -> Vec<f64> {
    let count = histogram.bins.len();
    let every = count.div_ceil(MOST_TICKS).max(1);
    let mut ticks: Vec<f64> = histogram.bins.iter().step_by(every).map(|bin| bin.from).collect();
    // The end is written where nothing stands close to it.
    let end = axis_end(histogram);
    if ticks.last().is_none_or(|last| place(histogram, *last) < 90.0) {
        ticks.push(end);
    }
    ticks
}

/// The same as a table.
pub fn table(histogram: &Histogram, words: &HistogramWords<'_>) -> String {
    let mut markup = Markup::default();
    markup
        .open("table", &[("class", &"table num")])
        .open("thead", &[])
        .open("tr", &[]);
    for head in [words.range, words.people] {
        markup.element("th", &[("scope", &"col")], head);
    }
    markup.close().close().open("tbody", &[]);
    let last = histogram.bins.len().saturating_sub(1);
    for (at, bin) in histogram.bins.iter().enumerate() {
        let end = if at == last {
            axis_end(histogram).min(histogram.high)
        } else {
            bin.from + histogram.width - histogram.step
        };
        let range = if end > bin.from {
            words
                .from_to
                .replace("{from}", &number(bin.from))
                .replace("{to}", &number(end))
        } else {
            number(bin.from)
        };
        markup
            .open("tr", &[])
            .element("th", &[("scope", &"row")], range)
            .element("td", &[], bin.count)
            .close();
    }
    markup.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calibration::Bin;

    fn histogram() -> Histogram {
        Histogram {
            bins: [(0.0, 3), (5.0, 0), (10.0, 1), (15.0, 2)]
                .map(|(from, count)| Bin { from, count })
                .to_vec(),
            width: 5.0,
            low: 0.0,
            high: 20.0,
            step: 1.0,
            no_value: 0,
            not_applicable: 0,
        }
    }

    const WORDS: HistogramWords<'static> = HistogramWords {
        title: "t",
        range: "r",
        people: "p",
        from_to: "{from}–{to}",
    };

    #[test]
    fn a_value_and_its_place_are_each_others_inverse_to_the_step() {
        let histogram = histogram();
        for value in 0..=20 {
            let value = f64::from(value);
            let back = value_at(&histogram, place(&histogram, value) / 100.0);
            assert!((back - value).abs() < 1e-9, "{value} {back}");
        }
        assert!((place(&histogram, 99.0) - 100.0).abs() < 1e-9);
        assert!((value_at(&histogram, -1.0)).abs() < 1e-9);
    }

    #[test]
    fn bins_without_students_have_no_bar_and_every_cut_off_has_its_line() {
        let drawn = draw(&histogram(), &[5.0, 12.0], &WORDS);
        assert_eq!(drawn.matches("<rect").count(), 3);
        assert!(drawn.contains("id=\"cut-line-0\" x1=\"25%\""));
        assert!(drawn.contains("id=\"cut-line-1\" x1=\"60%\""));
    }

    #[test]
    fn the_table_has_every_bin_and_its_ranges_do_not_overlap() {
        let table = table(&histogram(), &WORDS);
        for row in ["0–4", "5–9", "10–14", "15–20"] {
            assert!(table.contains(&format!(">{row}<")), "{table}");
        }
        let single = Histogram {
            width: 1.0,
            ..histogram()
        };
        assert!(super::table(&single, &WORDS).contains(">0<"));
    }
}
