//! From answers to scores: what is known of every term, what it can still become, and how terms make a value.

use super::{ScoreOutcome, Span};
use crate::domain::checklist::{
    Checklist, Combine, Concern, Input, ItemIndex, Least, MissingPolicy, Rounding, ScoreIndex, ScoreRule,
};
use crate::domain::response::Meaning;

/// One term of a score as far as it is known.
#[derive(Clone, Copy)]
struct Reading {
    weight: f64,
    /// The value by what is answered; `None` while it is missing.
    value: Option<f64>,
    /// Bounds once everything is known; equal to the value where it is certain.
    low: f64,
    high: f64,
    /// Largest value the term can have at all.
    max: f64,
}

/// All scores of one response, in the order of the content.
pub(super) fn scores(checklist: &Checklist, meanings: &[Meaning]) -> Vec<ScoreOutcome> {
    let largest = largest_values(checklist);
    let mut scores: Vec<ScoreOutcome> = Vec::with_capacity(checklist.scores.len());
    for rule in &checklist.scores {
        let readings: Vec<Reading> = rule
            .terms
            .iter()
            .filter_map(|term| match term.input {
                Input::Item(index) => item_reading(checklist, meanings, index, term.weight),
                Input::Score(index) => score_reading(&largest, &scores, index, term.weight),
            })
            .collect();
        scores.push(score_of(rule, &readings));
    }
    scores
}

/// The term of an item, or nothing when it does not apply (対象外).
fn item_reading(
    checklist: &Checklist,
    meanings: &[Meaning],
    index: ItemIndex,
    weight: f64,
) -> Option<Reading> {
    let item = checklist.items.get(index)?;
    let max = f64::from(item.max_points());
    match meanings.get(index)? {
        Meaning::Points(points) => {
            let value = f64::from(*points);
            Some(Reading {
                weight,
                value: Some(value),
                low: value,
                high: value,
                max,
            })
        }
        Meaning::Unknown | Meaning::Blank => Some(Reading {
            weight,
            value: None,
            low: f64::from(item.min_points()),
            high: max,
            max,
        }),
        Meaning::NotApplicable => None,
    }
}

/// The term of an earlier score, or nothing when none of its items applies.
fn score_reading(
    largest: &[f64],
    scores: &[ScoreOutcome],
    index: ScoreIndex,
    weight: f64,
) -> Option<Reading> {
    let outcome = scores.get(index).filter(|outcome| outcome.applies)?;
    let max = *largest.get(index)?;
    Some(Reading {
        weight,
        value: outcome.value,
        low: outcome.span.low,
        high: outcome.span.high,
        max,
    })
}

/// Largest values scores can take, in the order of the content. A score builds on earlier ones only, so one pass does.
fn largest_values(checklist: &Checklist) -> Vec<f64> {
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

fn score_of(rule: &ScoreRule, readings: &[Reading]) -> ScoreOutcome {
    let asked: f64 = readings.iter().map(|reading| reading.weight).sum();
    let known: f64 = readings
        .iter()
        .filter(|reading| reading.value.is_some())
        .map(|reading| reading.weight)
        .sum();
    let answered = if asked > 0.0 { known / asked } else { 1.0 };
    let low = combine(
        rule.combine,
        readings.iter().map(|reading| (reading.low, *reading)),
    );
    let high = combine(
        rule.combine,
        readings.iter().map(|reading| (reading.high, *reading)),
    );
    let value = value_of(rule, readings, answered, Span { low, high });
    // Gaps filled with zero may say less than the bounds do, and a percentage is of what is answered, not of all that
    // could be; the span holds what is shown.
    let span = Span {
        low: value.map_or(low, |v| low.min(v)),
        high: value.map_or(high, |v| high.max(v)),
    };
    let mut outcome = ScoreOutcome {
        applies: !readings.is_empty(),
        value,
        span,
        answered,
        step: None,
        steps: (0, 0),
    };
    put_steps(rule, &mut outcome);
    outcome
}

/// The steps of the ramp for a score that is known.
pub(super) fn put_steps(rule: &ScoreRule, outcome: &mut ScoreOutcome) {
    let span = outcome.span;
    outcome.steps = match rule.concern {
        Concern::High => (step_of(rule, span.low), step_of(rule, span.high)),
        Concern::Low => (step_of(rule, span.high), step_of(rule, span.low)),
    };
    outcome.step = outcome.value.map(|value| step_of(rule, value));
}

/// The value by what is answered, or `None` for 情報不足.
fn value_of(rule: &ScoreRule, readings: &[Reading], answered: f64, possible: Span) -> Option<f64> {
    let count = readings.iter().filter(|reading| reading.value.is_some()).count();
    if count == 0 {
        return None;
    }
    let enough = |least: Least| match least {
        Least::Share(share) => answered >= share && answered > 0.0,
        // 対象外 may leave fewer terms than are asked for.
        Least::Terms(terms) => count >= terms.min(readings.len()),
    };
    let known = || {
        readings
            .iter()
            .filter_map(|reading| Some((reading.value?, *reading)))
    };
    match rule.missing {
        MissingPolicy::Answered(least) => enough(least).then(|| combine(rule.combine, known())),
        MissingPolicy::Prorate(least, rounding) => enough(least).then(|| {
            let value = combine(rule.combine, known());
            if rule.combine == Combine::Sum && count < readings.len() {
                prorated(value, readings, rounding)
                    .max(possible.low)
                    .min(possible.high)
            } else {
                value
            }
        }),
        MissingPolicy::ZeroUpTo(most) => {
            let missing = readings.len() - count;
            let zero_filled = readings
                .iter()
                .map(|reading| (reading.value.unwrap_or(0.0), *reading));
            (missing <= most).then(|| combine(rule.combine, zero_filled))
        }
    }
}

/// A sum of the answered terms scaled up to all terms by weight, and rounded. Multiplied before it is divided, so that
/// a half is a half.
fn prorated(sum: f64, readings: &[Reading], rounding: Rounding) -> f64 {
    let weight = |all: bool| -> f64 {
        readings
            .iter()
            .filter(|reading| all || reading.value.is_some())
            .map(|reading| reading.weight)
            .sum()
    };
    let known = weight(false);
    let scaled = if known > 0.0 {
        sum * weight(true) / known
    } else {
        sum
    };
    match rounding {
        Rounding::None => scaled,
        Rounding::HalfUp => (scaled + 0.5).floor(),
        Rounding::Up => scaled.ceil(),
        Rounding::Down => scaled.floor(),
    }
}

/// Puts values together. Weights are quarters and points whole numbers, so sums are exact and their order is no matter.
fn combine(how: Combine, values: impl Iterator<Item = (f64, Reading)>) -> f64 {
    let (mut sum, mut weights, mut top, mut count, mut max) = (0.0, 0.0, 0.0, 0_usize, 0.0_f64);
    let least = if let Combine::CountAtLeast(least) = how {
        least
    } else {
        0.0
    };
    for (value, reading) in values {
        sum += reading.weight * value;
        weights += reading.weight;
        top += reading.weight * reading.max;
        count += usize::from(value >= least);
        max = max.max(value);
    }
    match how {
        Combine::Sum => sum,
        Combine::Mean if weights > 0.0 => sum / weights,
        Combine::Percent if top > 0.0 => 100.0 * sum / top,
        Combine::Mean | Combine::Percent => 0.0,
        Combine::CountAtLeast(_) => count_as_number(count),
        Combine::Max => max,
    }
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
