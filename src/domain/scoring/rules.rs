//! The content's rules put to one response: what holds, what must hold, what could, and the levels that follow.

use super::{LevelState, NoticeOutcome, Outcome, ScoreOutcome, Trend, Truth};
use crate::domain::checklist::{Checklist, Concern, Condition, Form, LevelIndex, ScoreIndex, TrendRule};
use crate::domain::response::Meaning;

impl Truth {
    pub(super) const NO: Truth = Truth {
        now: false,
        surely: false,
        possibly: false,
    };
    const YES: Truth = Truth {
        now: true,
        surely: true,
        possibly: true,
    };

    /// What may come to hold, and may not.
    pub(super) const OPEN: Truth = Truth {
        now: false,
        surely: false,
        possibly: true,
    };

    pub(super) fn known(holds: bool) -> Self {
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

/// Change of the trend score since the last round: by what is answered, least and greatest. Positive is more concern.
#[derive(Clone, Copy)]
pub(super) struct Change {
    pub(super) now: Option<f64>,
    low: f64,
    high: f64,
}

impl Change {
    /// A change of which nothing is known.
    pub(super) const OPEN: Change = Change {
        now: None,
        low: f64::NEG_INFINITY,
        high: f64::INFINITY,
    };
}

/// The change of the trend score, or nothing without a comparable last round.
pub(super) fn change_since(
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

/// The mark of a change, by the trend rule or by level.
pub(super) fn trend_of(
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
pub(super) struct Rules<'a> {
    pub(super) checklist: &'a Checklist,
    pub(super) meanings: &'a [Meaning],
    pub(super) scores: &'a [ScoreOutcome],
    /// Whether なんとなく気になる was pressed.
    pub(super) gut: Truth,
    pub(super) change: Option<Change>,
}

impl Rules<'_> {
    pub(super) fn truth(&self, condition: &Condition) -> Truth {
        match condition {
            Condition::All(parts) => parts
                .iter()
                .fold(Truth::YES, |all, part| all.and(self.truth(part))),
            Condition::Any(parts) => parts.iter().fold(Truth::NO, |any, part| any.or(self.truth(part))),
            Condition::Not(part) => self.truth(part).not(),
            Condition::Score { score, at } => self.reaches(*score, *at),
            Condition::Band { score, step } => self.in_band(*score, *step),
            Condition::Areas { count, .. } | Condition::AreasInBand { count, .. } => {
                let (mut now, mut surely, mut possibly) = (0, 0, 0);
                for area in &self.checklist.areas {
                    let truth = self.area_truth(condition, area.score);
                    now += usize::from(truth.now);
                    surely += usize::from(truth.surely);
                    possibly += usize::from(truth.possibly);
                }
                Truth {
                    now: now >= *count,
                    surely: surely >= *count,
                    possibly: possibly >= *count,
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
            Condition::Gut => self.gut,
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

    /// Whether the score of an area does what a condition that counts areas asks of each.
    pub(super) fn area_truth(&self, condition: &Condition, score: ScoreIndex) -> Truth {
        match condition {
            Condition::Areas { at, .. } => self.reaches(score, *at),
            Condition::AreasInBand { step, .. } => self.in_band(score, *step),
            Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_)
            | Condition::Score { .. }
            | Condition::Band { .. }
            | Condition::Items { .. }
            | Condition::Gut
            | Condition::Rising => Truth::NO,
        }
    }

    /// Whether a score is in this band or beyond. The steps of the span are known for every score, the lowest included.
    fn in_band(&self, score: ScoreIndex, least: usize) -> Truth {
        let Some(outcome) = self.scores.get(score).filter(|outcome| outcome.applies) else {
            return Truth::NO;
        };
        let (low, high) = outcome.steps;
        Truth {
            now: outcome.step.unwrap_or(low) >= least,
            surely: low >= least,
            possibly: high >= least,
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

    /// The level while the full form is not begun. With a gate: the lowest one, unless too little is answered to say
    /// that the gate stays closed. Without one, the levels are judged by what is answered.
    pub(super) fn short_level(
        &self,
        gate: Option<(&Condition, Truth)>,
    ) -> (LevelState, LevelIndex, LevelIndex) {
        let unfinished = self
            .checklist
            .items
            .iter()
            .zip(self.meanings)
            .any(|(item, meaning)| item.form == Form::Short && *meaning == Meaning::Blank);
        let Some((condition, truth)) = gate else {
            return self.level(|condition| unfinished && self.is_open_count(condition));
        };
        if !truth.possibly {
            return (LevelState::Level(0), 0, 0);
        }
        let (_, _, highest) = self.full_level();
        let level = if unfinished || self.lacks_value(condition) {
            LevelState::Insufficient
        } else {
            LevelState::Level(0)
        };
        (level, 0, highest)
    }

    /// The level by the full form.
    pub(super) fn full_level(&self) -> (LevelState, LevelIndex, LevelIndex) {
        self.level(|_| false)
    }

    /// The highest level whose rule holds. The lowest one is only said when no higher rule lacks a score that it names,
    /// or `lacks` something else.
    fn level(&self, lacks: impl Fn(&Condition) -> bool) -> (LevelState, LevelIndex, LevelIndex) {
        let (mut now, mut lowest, mut highest) = (0, 0, 0);
        let rules = || self.checklist.levels.iter().map(|level| level.when.as_ref());
        for (index, condition) in rules().enumerate() {
            let truth = condition.map_or(Truth::NO, |condition| self.truth(condition));
            if truth.now {
                now = index;
            }
            if truth.surely {
                lowest = index;
            }
            if truth.possibly {
                highest = index;
            }
        }
        let is_lacking = || {
            rules()
                .flatten()
                .any(|condition| self.lacks_value(condition) || lacks(condition))
        };
        let level = if now == 0 && highest > 0 && is_lacking() {
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
            Condition::Score { score, .. } | Condition::Band { score, .. } => self
                .scores
                .get(*score)
                .is_some_and(|outcome| outcome.applies && outcome.value.is_none()),
            Condition::Areas { .. }
            | Condition::AreasInBand { .. }
            | Condition::Items { .. }
            | Condition::Gut
            | Condition::Rising => false,
        }
    }

    /// Whether a rule counts items or areas that are not all answered, so that it may still come to hold.
    fn is_open_count(&self, condition: &Condition) -> bool {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().any(|part| self.is_open_count(part))
            }
            Condition::Not(part) => self.is_open_count(part),
            Condition::Areas { .. } | Condition::AreasInBand { .. } | Condition::Items { .. } => {
                let truth = self.truth(condition);
                truth.possibly && !truth.now
            }
            Condition::Score { .. } | Condition::Band { .. } | Condition::Gut | Condition::Rising => false,
        }
    }

    /// The notices that hold or may come to hold.
    pub(super) fn notices(&self) -> Vec<NoticeOutcome> {
        self.checklist
            .notices
            .iter()
            .enumerate()
            .map(|(notice, rule)| NoticeOutcome {
                notice,
                truth: self.truth(&rule.when),
            })
            .filter(|outcome| outcome.truth.now || outcome.truth.possibly)
            .collect()
    }
}
