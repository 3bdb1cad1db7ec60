//! From answers to scores: what is known of every term, what it can still become, and how terms make a value.

use super::scorer::Scorer;
use super::{ScoreOutcome, Span};
use crate::domain::checklist::{
    Checklist, Combine, Concern, Input, ItemIndex, Least, MissingPolicy, Rounding, ScoreIndex, ScoreRule,
};
use crate::domain::response::Meaning;

/// One term of a score as far as it is known.
struct Reading {
    /// The value by what is answered; `None` while it is missing.
    value: Option<f64>,
    /// Bounds once everything is known; equal to the value where it is certain.
    bounds: Span,
    /// Largest value the term can have at all.
    max: f64,
}

impl Scorer<'_> {
    /// All scores of one response, in the order of the content.
    pub(super) fn scores(&self, meanings: &[Meaning]) -> Vec<ScoreOutcome> {
        let rules = &self.checklist.scores;
        let mut scores: Vec<ScoreOutcome> = Vec::with_capacity(rules.len());
        for rule in rules {
            let mut terms = Terms::default();
            for term in &rule.terms {
                let reading = match term.input {
                    Input::Item(index) => self.item_reading(meanings, index),
                    Input::Score(index) => self.score_reading(&scores, index),
                };
                if let Some(reading) = reading {
                    terms.add(rule, term.weight, &reading);
                }
            }
            scores.push(terms.outcome(rule));
        }
        scores
    }

    /// The term of an item, or nothing when it does not apply (対象外).
    fn item_reading(&self, meanings: &[Meaning], index: ItemIndex) -> Option<Reading> {
        let points = *self.points.get(index)?;
        let (value, bounds) = match meanings.get(index)? {
            Meaning::Points(points) => {
                let value = f64::from(*points);
                let certain = Span {
                    low: value,
                    high: value,
                };
                (Some(value), certain)
            }
            Meaning::Unknown | Meaning::Blank => (None, points),
            Meaning::NotApplicable => return None,
        };
        Some(Reading {
            value,
            bounds,
            max: points.high,
        })
    }

    /// The term of an earlier score, or nothing when none of its items applies.
    fn score_reading(&self, scores: &[ScoreOutcome], index: ScoreIndex) -> Option<Reading> {
        let outcome = scores.get(index).filter(|outcome| outcome.applies)?;
        Some(Reading {
            value: outcome.value,
            bounds: outcome.span,
            max: *self.largest.get(index)?,
        })
    }
}

/// Largest values scores can take, in the order of the content. A score builds on earlier ones only, so one pass does.
pub(super) fn largest_values(checklist: &Checklist) -> Vec<f64> {
    let mut largest: Vec<f64> = Vec::with_capacity(checklist.scores.len());
    for rule in &checklist.scores {
        let of = |input: Input| match input {
            Input::Item(index) => checklist
                .items
                .get(index)
                .map_or(0.0, |item| f64::from(item.max_points())),
            Input::Score(index) => largest.get(index).copied().unwrap_or(0.0),
        };
        let value = match rule.combine {
            Combine::Percent => 100.0,
            Combine::Sum => rule.terms.iter().map(|term| term.weight * of(term.input)).sum(),
            Combine::CountAtLeast(_) => count_as_number(rule.terms.len()),
            Combine::Mean | Combine::Max => rule.terms.iter().map(|term| of(term.input)).fold(0.0, f64::max),
        };
        largest.push(value);
    }
    largest
}

/// Largest value a score can take, e.g. for the length of its bar.
pub fn largest(checklist: &Checklist, score: ScoreIndex) -> f64 {
    largest_values(checklist).get(score).copied().unwrap_or(0.0)
}

fn count_as_number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The terms of one score, added up as they are read. Weights are quarters and points whole numbers, so sums over items
/// are exact and their order is no matter.
#[derive(Default)]
struct Terms {
    /// Terms that apply.
    count: usize,
    /// Those of them that are known.
    known: usize,
    /// What all of them weigh.
    asked: Weight,
    /// What the known ones weigh.
    answered: Weight,
    /// The terms put together by what is answered, as low as they can be and as high.
    value: f64,
    low: f64,
    high: f64,
}

/// What a sum is divided by.
#[derive(Clone, Copy, Default)]
struct Weight {
    /// Sum of the weights.
    terms: f64,
    /// The weighted sum if every term had its largest value.
    top: f64,
}

impl Weight {
    fn add(&mut self, weight: f64, max: f64) {
        self.terms += weight;
        self.top += weight * max;
    }
}

impl Terms {
    fn add(&mut self, rule: &ScoreRule, weight: f64, reading: &Reading) {
        let Span { low, high } = reading.bounds;
        self.count += 1;
        self.asked.add(weight, reading.max);
        if reading.value.is_some() {
            self.known += 1;
            self.answered.add(weight, reading.max);
        }
        let shown = match rule.missing {
            MissingPolicy::ZeroUpTo(_) => reading.value.or(Some(0.0)),
            MissingPolicy::Answered(_) | MissingPolicy::Prorate(..) => reading.value,
        };
        match rule.combine {
            Combine::Sum | Combine::Mean | Combine::Percent => {
                self.low += weight * low;
                self.high += weight * high;
                self.value += weight * shown.unwrap_or(0.0);
            }
            Combine::CountAtLeast(least) => {
                let one_if = |reaches: bool| f64::from(u8::from(reaches));
                self.low += one_if(low >= least);
                self.high += one_if(high >= least);
                self.value += one_if(shown.is_some_and(|value| value >= least));
            }
            Combine::Max => {
                self.low = self.low.max(low);
                self.high = self.high.max(high);
                self.value = self.value.max(shown.unwrap_or(0.0));
            }
        }
    }

    fn outcome(&self, rule: &ScoreRule) -> ScoreOutcome {
        let answered = if self.asked.terms > 0.0 {
            self.answered.terms / self.asked.terms
        } else {
            1.0
        };
        let possible = Span {
            low: made(rule.combine, self.low, self.asked),
            high: made(rule.combine, self.high, self.asked),
        };
        let value = self.value(rule, answered, possible);
        // Gaps filled with zero may say less than the bounds do, and a percentage is of what is answered, not of all that
        // could be; the span holds what is shown.
        let span = Span {
            low: value.map_or(possible.low, |value| possible.low.min(value)),
            high: value.map_or(possible.high, |value| possible.high.max(value)),
        };
        let mut outcome = ScoreOutcome {
            applies: self.count > 0,
            value,
            span,
            answered,
            step: None,
            steps: (0, 0),
        };
        put_steps(rule, &mut outcome);
        outcome
    }

    /// The value by what is answered, or `None` for 情報不足.
    fn value(&self, rule: &ScoreRule, answered: f64, possible: Span) -> Option<f64> {
        let enough = |least: Least| match least {
            Least::Share(share) => answered >= share && answered > 0.0,
            // 対象外 may leave fewer terms than are asked for.
            Least::Terms(terms) => self.known >= terms.min(self.count),
        };
        let (is_enough, weight) = match rule.missing {
            MissingPolicy::Answered(least) | MissingPolicy::Prorate(least, _) => {
                (enough(least), self.answered)
            }
            MissingPolicy::ZeroUpTo(most) => (self.count - self.known <= most, self.asked),
        };
        if self.known == 0 || !is_enough {
            return None;
        }
        Some(match (rule.missing, rule.combine) {
            (MissingPolicy::Prorate(_, rounding), Combine::Sum) if self.known < self.count => {
                self.prorated(rounding).max(possible.low).min(possible.high)
            }
            (_, combine) => made(combine, self.value, weight),
        })
    }

    /// The sum of the answered terms scaled up to all terms by weight, and rounded. Multiplied before it is divided, so
    /// that a half is a half.
    fn prorated(&self, rounding: Rounding) -> f64 {
        let scaled = if self.answered.terms > 0.0 {
            self.value * self.asked.terms / self.answered.terms
        } else {
            self.value
        };
        match rounding {
            Rounding::None => scaled,
            Rounding::HalfUp => (scaled + 0.5).floor(),
            Rounding::Up => scaled.ceil(),
            Rounding::Down => scaled.floor(),
        }
    }
}

/// The value of terms that were put together.
fn made(how: Combine, sum: f64, weight: Weight) -> f64 {
    match how {
        Combine::Sum | Combine::CountAtLeast(_) | Combine::Max => sum,
        Combine::Mean if weight.terms > 0.0 => sum / weight.terms,
        Combine::Percent if weight.top > 0.0 => 100.0 * sum / weight.top,
        Combine::Mean | Combine::Percent => 0.0,
    }
}

/// The steps of the ramp for a score that is known.
pub(super) fn put_steps(rule: &ScoreRule, outcome: &mut ScoreOutcome) {
    let span = outcome.span;
    let (least, greatest) = match rule.concern {
        Concern::High => (span.low, span.high),
        Concern::Low => (span.high, span.low),
    };
    let low = step_of(rule, least);
    // With nothing missing there is one value, and one step.
    let is_open = span.low < span.high;
    let step = |value: f64| if is_open { step_of(rule, value) } else { low };
    outcome.steps = (low, step(greatest));
    outcome.step = outcome.value.map(step);
}

/// Position of the last band whose bound the value reaches.
fn step_of(rule: &ScoreRule, value: f64) -> usize {
    let reached = |from: f64| match rule.concern {
        Concern::High => value >= from,
        Concern::Low => value <= from,
    };
    rule.bands
        .iter()
        .rposition(|band| band.from.is_none_or(reached))
        .unwrap_or(0)
}
