//! How a score is spread over students, in bins of its own units.

use crate::domain::checklist::{Checklist, Combine, ScoreIndex};
use crate::domain::scoring::{ScoreOutcome, ranges};

/// Bins at most: as many as can be told apart on a phone.
const MOST_BINS: f64 = 21.0;
/// Widths a bin may have; further ones are ten times these.
const WIDTHS: [f64; 7] = [0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0];

/// Students whose value lies from `from` up to the next bin's; in the last bin up to the largest value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// Least value.
    pub from: f64,
    /// Number of students.
    pub count: usize,
}

/// How a score is spread.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Histogram {
    /// The bins, lowest first, empty ones among them.
    pub bins: Vec<Bin>,
    /// Width of a bin, in the units of the score.
    pub width: f64,
    /// Least value the score can have.
    pub low: f64,
    /// Largest value the score can have.
    pub high: f64,
    /// Smallest useful change of a cut-off.
    pub step: f64,
    /// Students whose score has no value yet: 情報不足, or the form is not begun.
    pub no_value: usize,
    /// Students to whom nothing of it applies (対象外).
    pub not_applicable: usize,
}

impl Histogram {
    /// Counts outcomes of one score.
    pub(super) fn of<'a>(
        checklist: &Checklist,
        score: ScoreIndex,
        outcomes: impl Iterator<Item = &'a ScoreOutcome>,
    ) -> Self {
        let Some((rule, span)) = checklist
            .scores
            .get(score)
            .zip(ranges(checklist).get(score).copied())
        else {
            return Self::default();
        };
        // Sums of whole points, counts and percentages are read in whole numbers; a mean of few points is not.
        let finest = match rule.combine {
            Combine::Mean => 0.25,
            Combine::Sum | Combine::Percent | Combine::CountAtLeast(_) | Combine::Max => 1.0,
        };
        let range = span.high - span.low;
        let mut scale = 1.0;
        let width = loop {
            let fits = |width: &f64| *width * scale >= finest && range / (*width * scale) < MOST_BINS;
            match WIDTHS.iter().copied().find(fits) {
                Some(width) => break width * scale,
                None => scale *= 10.0,
            }
            if scale > 1e9 {
                break range.max(finest);
            }
        };
        let number = 1.0 + (range / width).floor();
        // Never more than `MOST_BINS`, and a cast cuts off below 0.
        let mut this = Self {
            bins: (0..number as u32)
                .map(|at| Bin {
                    from: span.low + f64::from(at) * width,
                    count: 0,
                })
                .collect(),
            width,
            low: span.low,
            high: span.high,
            step: finest,
            no_value: 0,
            not_applicable: 0,
        };
        for outcome in outcomes {
            match outcome.value {
                _ if !outcome.applies => this.not_applicable += 1,
                None => this.no_value += 1,
                Some(value) => {
                    let at = this.bins.iter().rposition(|bin| bin.from <= value).unwrap_or(0);
                    if let Some(bin) = this.bins.get_mut(at) {
                        bin.count += 1;
                    }
                }
            }
        }
        // A percentage of 100 belongs to those just below, not to a bin of its own.
        if let [.., before, last] = this.bins.as_mut_slice()
            && this.width > finest
            && last.from >= this.high
        {
            before.count += last.count;
            this.bins.pop();
        }
        this
    }

    /// Students in the fullest bin.
    pub fn most(&self) -> usize {
        self.bins.iter().map(|bin| bin.count).max().unwrap_or(0)
    }

    /// Students with a value.
    pub fn counted(&self) -> usize {
        self.bins.iter().map(|bin| bin.count).sum()
    }
}
