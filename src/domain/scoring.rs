//! From answers to a level with its span, by the content's rules and nothing else.
//!
//! With answers missing a score has a lowest and a highest possible value. Every rule is therefore asked three times: does
//! it hold for what is answered, must it hold whatever the missing answers turn out to be, and could it. Rules only
//! compare scores with cut-offs, so for rules without a negation the bounds are exact; with one they are never too narrow.

use super::checklist::{
    Checklist, Combine, Concern, Condition, Form, Input, ItemIndex, LevelIndex, MissingPolicy, ScoreIndex,
    ScoreRule, TrendRule,
};
use super::response::{Meaning, Response};
use super::sorted::sort_short;

/// Lowest and highest value a score can take once the missing answers are known. `low <= high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Lowest possible value.
    pub low: f64,
    /// Highest possible value.
    pub high: f64,
}

/// One score of one student.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreOutcome {
    /// Whether any of its items applies to this student.
    pub applies: bool,
    /// The value by what is answered; `None` is 情報不足, which is not a low value.
    pub value: Option<f64>,
    /// What the missing answers leave open.
    pub span: Span,
    /// Share of the weight that is answered, 0 to 1; 1 when nothing applies.
    pub answered: f64,
    /// Step of the ramp for the value.
    pub step: Option<usize>,
    /// Least and greatest step the span reaches, by concern.
    pub steps: (usize, usize),
}

/// The level shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelState {
    /// A level.
    Level(LevelIndex),
    /// 情報不足: too little is answered to say even the lowest level.
    Insufficient,
}

/// Which form the level rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The short form did not open the gate.
    Short,
    /// The full form: the gate is open, somebody pressed なんとなく気になる, or the form was begun anyway.
    Full,
}

/// What a rule is, given what is answered and what is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Truth {
    /// By what is answered.
    pub now: bool,
    /// Whatever the missing answers are.
    pub surely: bool,
    /// For some missing answers.
    pub possibly: bool,
}

/// Everything the rules say of one response. Made when shown, never stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Which form the level rests on.
    pub ground: Ground,
    /// Whether the gate to the full form is open.
    pub gate: Truth,
    /// The level.
    pub level: LevelState,
    /// Lowest level the missing answers leave possible.
    pub lowest: LevelIndex,
    /// Highest level the missing answers leave possible.
    pub highest: LevelIndex,
    /// Scores, in the order of the content.
    pub scores: Vec<ScoreOutcome>,
    /// Scored items answered with わからない on the form the level rests on.
    pub unknown: usize,
    /// Scored items still blank on that form.
    pub blank: usize,
    /// Whether a critical item shows (すぐに管理職へ), beside the level, not instead.
    pub urgent: bool,
    /// Change of the trend score since the last round.
    pub trend: Trend,
}

/// Change since the last round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// No last round, another content, or too little answered.
    Unknown,
    /// More concern, by the trend rule or a level.
    Up,
    /// Within the bounds of the trend rule.
    Same,
    /// Less concern.
    Down,
}

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

impl Truth {
    const NO: Truth = Truth {
        now: false,
        surely: false,
        possibly: false,
    };
    const YES: Truth = Truth {
        now: true,
        surely: true,
        possibly: true,
    };

    fn known(holds: bool) -> Self {
        Truth {
            now: holds,
            surely: holds,
            possibly: holds,
        }
    }

    fn and(self, other: Truth) -> Self {
        Truth {
            now: self.now && other.now,
            surely: self.surely && other.surely,
            possibly: self.possibly && other.possibly,
        }
    }

    fn or(self, other: Truth) -> Self {
        Truth {
            now: self.now || other.now,
            surely: self.surely || other.surely,
            possibly: self.possibly || other.possibly,
        }
    }

    fn not(self) -> Self {
        Truth {
            now: !self.now,
            surely: !self.possibly,
            possibly: !self.surely,
        }
    }
}

/// Scores one response. `previous` is the outcome of the last round under the same content, if there is one.
pub fn score(checklist: &Checklist, response: &Response, previous: Option<&Outcome>) -> Outcome {
    let meanings: Vec<Meaning> = checklist
        .items
        .iter()
        .map(|item| response.meaning(item))
        .collect();
    let mut scores: Vec<ScoreOutcome> = Vec::with_capacity(checklist.scores.len());
    for rule in &checklist.scores {
        let readings: Vec<Reading> = rule
            .terms
            .iter()
            .filter_map(|term| match term.input {
                Input::Item(index) => item_reading(checklist, &meanings, index, term.weight),
                Input::Score(index) => score_reading(checklist, &scores, index, term.weight),
            })
            .collect();
        let outcome = score_of(rule, &readings);
        scores.push(outcome);
    }
    let change = change_since(checklist, &scores, previous);
    let rules = Rules {
        checklist,
        meanings: &meanings,
        scores: &scores,
        gut: response.gut,
        change,
    };
    let gate = rules.truth(&checklist.gate);
    let ground = if gate.now || response.gut || response.full_form_begun(checklist) {
        Ground::Full
    } else {
        Ground::Short
    };
    let form = match ground {
        Ground::Short => Form::Short,
        Ground::Full => Form::Full,
    };
    let (level, lowest, highest) = match ground {
        Ground::Short => rules.short_level(gate),
        Ground::Full => rules.full_level(),
    };
    let missing = |wanted: Meaning| {
        checklist
            .items
            .iter()
            .zip(&meanings)
            .filter(|(item, meaning)| item.form == form && item.is_scored() && **meaning == wanted)
            .count()
    };
    let (unknown, blank) = (missing(Meaning::Unknown), missing(Meaning::Blank));
    let trend = trend_of(&checklist.trend, change, level, previous);
    let urgent = response.urgent_items(checklist).next().is_some();
    Outcome {
        ground,
        gate,
        level,
        lowest,
        highest,
        scores,
        unknown,
        blank,
        urgent,
        trend,
    }
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
    checklist: &Checklist,
    scores: &[ScoreOutcome],
    index: ScoreIndex,
    weight: f64,
) -> Option<Reading> {
    let outcome = scores.get(index).filter(|outcome| outcome.applies)?;
    let max = largest(checklist, checklist.scores.get(index)?);
    Some(Reading {
        weight,
        value: outcome.value,
        low: outcome.span.low,
        high: outcome.span.high,
        max,
    })
}

/// Largest value a score can take.
pub fn largest(checklist: &Checklist, rule: &ScoreRule) -> f64 {
    let term_max = |input: Input| match input {
        Input::Item(index) => checklist
            .items
            .get(index)
            .map_or(0.0, |item| f64::from(item.max_points())),
        Input::Score(index) => checklist
            .scores
            .get(index)
            .map_or(0.0, |inner| largest(checklist, inner)),
    };
    match rule.combine {
        Combine::Percent => 100.0,
        Combine::Sum => rule
            .terms
            .iter()
            .map(|term| term.weight * term_max(term.input))
            .sum(),
        Combine::CountAtLeast(_) => count_as_number(rule.terms.len()),
        Combine::Mean | Combine::Max => rule
            .terms
            .iter()
            .map(|term| term_max(term.input))
            .fold(0.0, f64::max),
    }
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
    let value = value_of(rule, readings, answered);
    // Filling gaps with zero or prorating may say less or more than the bounds do; the span holds what is shown.
    let span = Span {
        low: value.map_or(low, |v| low.min(v)),
        high: value.map_or(high, |v| high.max(v)),
    };
    let steps = match rule.concern {
        Concern::High => (step_of(rule, span.low), step_of(rule, span.high)),
        Concern::Low => (step_of(rule, span.high), step_of(rule, span.low)),
    };
    let step = value.map(|value| step_of(rule, value));
    ScoreOutcome {
        applies: !readings.is_empty(),
        value,
        span,
        answered,
        step,
        steps,
    }
}

/// The value by what is answered, or `None` for 情報不足.
fn value_of(rule: &ScoreRule, readings: &[Reading], answered: f64) -> Option<f64> {
    if readings.is_empty() {
        return None;
    }
    let known = || {
        readings
            .iter()
            .filter_map(|reading| Some((reading.value?, *reading)))
    };
    match rule.missing {
        MissingPolicy::Answered { min_share } => {
            (answered >= min_share && answered > 0.0).then(|| combine(rule.combine, known()))
        }
        MissingPolicy::Prorate { min_share } => (answered >= min_share && answered > 0.0).then(|| {
            let value = combine(rule.combine, known());
            if rule.combine == Combine::Sum {
                value / answered
            } else {
                value
            }
        }),
        MissingPolicy::ZeroUpTo(most) => {
            let missing = readings.iter().filter(|reading| reading.value.is_none()).count();
            let zero_filled = readings
                .iter()
                .map(|reading| (reading.value.unwrap_or(0.0), *reading));
            (missing <= most).then(|| combine(rule.combine, zero_filled))
        }
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

/// Change of the trend score since the last round: by what is answered, least and greatest. Positive is more concern.
#[derive(Clone, Copy)]
struct Change {
    now: Option<f64>,
    low: f64,
    high: f64,
}

fn change_since(
    checklist: &Checklist,
    scores: &[ScoreOutcome],
    previous: Option<&Outcome>,
) -> Option<Change> {
    let index = checklist.trend.score;
    let before = previous?.scores.get(index)?.value?;
    let outcome = scores.get(index).filter(|outcome| outcome.applies)?;
    Some(match checklist.scores.get(index)?.concern {
        Concern::High => Change {
            now: outcome.value.map(|value| value - before),
            low: outcome.span.low - before,
            high: outcome.span.high - before,
        },
        Concern::Low => Change {
            now: outcome.value.map(|value| before - value),
            low: before - outcome.span.high,
            high: before - outcome.span.low,
        },
    })
}

fn trend_of(
    rule: &TrendRule,
    change: Option<Change>,
    level: LevelState,
    previous: Option<&Outcome>,
) -> Trend {
    let Some(previous) = previous else {
        return Trend::Unknown;
    };
    let by_level = match (previous.level, level) {
        (LevelState::Level(before), LevelState::Level(now)) => Some(now.cmp(&before)),
        (LevelState::Insufficient, _) | (_, LevelState::Insufficient) => None,
    };
    let by_score = change.and_then(|change| change.now);
    if by_score.is_none() && by_level.is_none() {
        return Trend::Unknown;
    }
    let moved = by_score.unwrap_or(0.0);
    if moved >= rule.change || by_level.is_some_and(std::cmp::Ordering::is_gt) {
        Trend::Up
    } else if moved <= -rule.change || by_level.is_some_and(std::cmp::Ordering::is_lt) {
        Trend::Down
    } else {
        Trend::Same
    }
}

/// The rules of a content, put to one response.
struct Rules<'a> {
    checklist: &'a Checklist,
    meanings: &'a [Meaning],
    scores: &'a [ScoreOutcome],
    gut: bool,
    change: Option<Change>,
}

impl Rules<'_> {
    fn truth(&self, condition: &Condition) -> Truth {
        match condition {
            Condition::All(parts) => parts
                .iter()
                .fold(Truth::YES, |all, part| all.and(self.truth(part))),
            Condition::Any(parts) => parts.iter().fold(Truth::NO, |any, part| any.or(self.truth(part))),
            Condition::Not(part) => self.truth(part).not(),
            Condition::Score { score, at } => self.reaches(*score, *at),
            Condition::Areas { at, count } => {
                let mut sum = [0_usize; 3];
                for area in &self.checklist.areas {
                    let truth = self.reaches(area.score, *at);
                    for (total, holds) in sum.iter_mut().zip([truth.now, truth.surely, truth.possibly]) {
                        *total += usize::from(holds);
                    }
                }
                let [now, surely, possibly] = sum.map(|total| total >= *count);
                Truth {
                    now,
                    surely,
                    possibly,
                }
            }
            Condition::Items { items, points, count } => {
                let (mut sure, mut possible) = (0_usize, 0_usize);
                for index in items {
                    let (Some(item), Some(meaning)) =
                        (self.checklist.items.get(*index), self.meanings.get(*index))
                    else {
                        continue;
                    };
                    match meaning {
                        Meaning::Points(value) => {
                            sure += usize::from(value >= points);
                            possible += usize::from(value >= points);
                        }
                        Meaning::Unknown | Meaning::Blank => {
                            possible += usize::from(item.max_points() >= *points)
                        }
                        Meaning::NotApplicable => {}
                    }
                }
                Truth {
                    now: sure >= *count,
                    surely: sure >= *count,
                    possibly: possible >= *count,
                }
            }
            Condition::Gut => Truth::known(self.gut),
            Condition::Rising => {
                let least = self.checklist.trend.change;
                self.change.map_or(Truth::NO, |change| Truth {
                    now: change.now.unwrap_or(change.low) >= least,
                    surely: change.low >= least,
                    possibly: change.high >= least,
                })
            }
        }
    }

    fn reaches(&self, score: ScoreIndex, at: f64) -> Truth {
        let Some(outcome) = self.scores.get(score).filter(|outcome| outcome.applies) else {
            return Truth::NO;
        };
        let concern = self
            .checklist
            .scores
            .get(score)
            .map_or(Concern::High, |rule| rule.concern);
        match concern {
            Concern::High => Truth {
                now: outcome.value.unwrap_or(outcome.span.low) >= at,
                surely: outcome.span.low >= at,
                possibly: outcome.span.high >= at,
            },
            Concern::Low => Truth {
                now: outcome.value.unwrap_or(outcome.span.high) <= at,
                surely: outcome.span.high <= at,
                possibly: outcome.span.low <= at,
            },
        }
    }

    /// The level while the gate is closed: the lowest one, unless too little is answered to say that it stays closed.
    fn short_level(&self, gate: Truth) -> (LevelState, LevelIndex, LevelIndex) {
        if !gate.possibly {
            return (LevelState::Level(0), 0, 0);
        }
        let (_, _, highest) = self.full_level();
        let lines = self
            .checklist
            .items
            .iter()
            .zip(self.meanings)
            .filter(|(item, _)| item.form == Form::Short);
        let unfinished = lines.into_iter().any(|(_, meaning)| *meaning == Meaning::Blank);
        let level = if unfinished || self.lacks_value(&self.checklist.gate) {
            LevelState::Insufficient
        } else {
            LevelState::Level(0)
        };
        (level, 0, highest)
    }

    /// The level by the full form: the highest whose rule holds.
    fn full_level(&self) -> (LevelState, LevelIndex, LevelIndex) {
        let (mut now, mut lowest, mut highest) = (0, 0, 0);
        let mut lacking = false;
        for (index, level) in self.checklist.levels.iter().enumerate() {
            let Some(condition) = &level.when else { continue };
            let truth = self.truth(condition);
            if truth.now {
                now = index;
            }
            if truth.surely {
                lowest = index;
            }
            if truth.possibly {
                highest = index;
            }
            lacking |= self.lacks_value(condition);
        }
        let level = if now == 0 && highest > 0 && lacking {
            LevelState::Insufficient
        } else {
            LevelState::Level(now)
        };
        (level, lowest.min(now), highest.max(now))
    }

    /// Whether a score the rule names has no value for want of answers. Areas may have gaps; those are shown apart.
    fn lacks_value(&self, condition: &Condition) -> bool {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().any(|part| self.lacks_value(part)),
            Condition::Not(part) => self.lacks_value(part),
            Condition::Score { score, .. } => self
                .scores
                .get(*score)
                .is_some_and(|outcome| outcome.applies && outcome.value.is_none()),
            Condition::Areas { .. } | Condition::Items { .. } | Condition::Gut | Condition::Rising => false,
        }
    }
}

/// The score that stands for an area: of the full form where that is the ground, else of the short form.
pub fn area_score<'a>(checklist: &Checklist, outcome: &'a Outcome, area: usize) -> Option<&'a ScoreOutcome> {
    let area = checklist.areas.get(area)?;
    outcome.scores.get(match outcome.ground {
        Ground::Full => area.score,
        Ground::Short => area.short_score,
    })
}

/// Change of one area since the last round, by step of the ramp; unknown when the two rest on different forms.
pub fn area_trend(checklist: &Checklist, now: &Outcome, previous: Option<&Outcome>, area: usize) -> Trend {
    let steps = previous
        .filter(|previous| previous.ground == now.ground)
        .and_then(|previous| {
            Some((
                area_score(checklist, previous, area)?.step?,
                area_score(checklist, now, area)?.step?,
            ))
        });
    match steps {
        None => Trend::Unknown,
        Some((before, after)) if after > before => Trend::Up,
        Some((before, after)) if after < before => Trend::Down,
        Some(_) => Trend::Same,
    }
}

/// What made a rule hold, in the content's own terms.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// A score reached a cut-off.
    Score {
        /// The score.
        score: ScoreIndex,
        /// Its value.
        value: f64,
        /// The cut-off.
        at: f64,
    },
    /// Enough areas reached a cut-off.
    Areas {
        /// The cut-off.
        at: f64,
        /// Areas that reached it.
        areas: Vec<usize>,
    },
    /// Enough items reached a number of points.
    Items {
        /// Items that reached it.
        items: Vec<ItemIndex>,
        /// The points.
        points: u8,
    },
    /// なんとなく気になる was pressed.
    Gut,
    /// The trend score rose by so much.
    Rising {
        /// The rise.
        by: f64,
    },
    /// The short form did not open the gate.
    GateClosed,
    /// No rule of a higher level holds.
    NoRule,
}

/// Why this level (なぜこのめやすか): the parts of the rule that hold, and the items that weigh most.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// What made the rule hold.
    pub reasons: Vec<Reason>,
    /// Items with points, heaviest first, at most [`Explanation::MOST_ITEMS`].
    pub items: Vec<ItemIndex>,
}

impl Explanation {
    /// Items named.
    pub const MOST_ITEMS: usize = 5;
}

/// Explains the outcome of a response.
pub fn explain(
    checklist: &Checklist,
    response: &Response,
    outcome: &Outcome,
    previous: Option<&Outcome>,
) -> Explanation {
    let meanings: Vec<Meaning> = checklist
        .items
        .iter()
        .map(|item| response.meaning(item))
        .collect();
    let change = change_since(checklist, &outcome.scores, previous);
    let rules = Rules {
        checklist,
        meanings: &meanings,
        scores: &outcome.scores,
        gut: response.gut,
        change,
    };
    let mut reasons = Vec::new();
    if outcome.ground == Ground::Short {
        if matches!(outcome.level, LevelState::Level(_)) {
            reasons.push(Reason::GateClosed);
        }
    } else {
        let fired = match outcome.level {
            LevelState::Level(index) => checklist.levels.get(index).and_then(|level| level.when.as_ref()),
            LevelState::Insufficient => None,
        };
        match fired {
            Some(condition) => rules.collect(condition, &mut reasons),
            None if matches!(outcome.level, LevelState::Level(_)) => reasons.push(Reason::NoRule),
            None => {}
        }
    }
    Explanation {
        reasons,
        items: heaviest(checklist, &meanings, outcome.ground),
    }
}

impl Rules<'_> {
    fn collect(&self, condition: &Condition, reasons: &mut Vec<Reason>) {
        if !self.truth(condition).now {
            return;
        }
        let reason = match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    self.collect(part, reasons);
                }
                return;
            }
            Condition::Not(_) => return,
            Condition::Score { score, at } => {
                let value = self.scores.get(*score).and_then(|outcome| outcome.value).unwrap_or(*at);
                Reason::Score { score: *score, value, at: *at }
            }
            Condition::Areas { at, .. } => Reason::Areas {
                at: *at,
                areas: (0..self.checklist.areas.len())
                    .filter(|area| {
                        self.checklist.areas.get(*area).is_some_and(|area| self.reaches(area.score, *at).now)
                    })
                    .collect(),
            },
            Condition::Items { items, points, .. } => Reason::Items {
                items: items
                    .iter()
                    .copied()
                    .filter(|index| {
                        matches!(self.meanings.get(*index), Some(Meaning::Points(value)) if value >= points)
                    })
                    .collect(),
                points: *points,
            },
            Condition::Gut => Reason::Gut,
            Condition::Rising => {
                Reason::Rising { by: self.change.and_then(|change| change.now).unwrap_or_default() }
            }
        };
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
}

/// Items of the ground's form by weighted points over all scores they enter, heaviest first; ties in display order.
fn heaviest(checklist: &Checklist, meanings: &[Meaning], ground: Ground) -> Vec<ItemIndex> {
    let form = match ground {
        Ground::Short => Form::Short,
        Ground::Full => Form::Full,
    };
    let weight = |index: ItemIndex| {
        checklist
            .scores
            .iter()
            .flat_map(|score| &score.terms)
            .filter(|term| term.input == Input::Item(index))
            .map(|term| term.weight)
            .fold(0.0, f64::max)
    };
    let mut weighed: Vec<(f64, ItemIndex)> = checklist
        .items
        .iter()
        .zip(meanings)
        .enumerate()
        .filter(|(_, (item, _))| item.form == form && item.is_scored())
        .filter_map(|(index, (_, meaning))| match meaning {
            Meaning::Points(points) if *points > 0 => Some((weight(index) * f64::from(*points), index)),
            Meaning::Points(_) | Meaning::Unknown | Meaning::Blank | Meaning::NotApplicable => None,
        })
        .collect();
    sort_short(&mut weighed, |a, b| a.0 >= b.0);
    weighed
        .into_iter()
        .take(Explanation::MOST_ITEMS)
        .map(|(_, index)| index)
        .collect()
}
