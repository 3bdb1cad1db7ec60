//! Why this level (なぜこのめやすか): the parts of the rule that hold, and the items that weigh most.

use super::rules::{Rules, change_since};
use super::{Ground, LevelState, Outcome, Truth};
use crate::domain::checklist::{Area, Checklist, Condition, Form, Input, ItemIndex, ScoreIndex};
use crate::domain::response::{Meaning, Response};
use crate::domain::sorted::sort_short;

/// What made a rule hold, in the content's own terms.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// A score reached a cut-off, or the band that begins there.
    Score {
        /// The score.
        score: ScoreIndex,
        /// Its value.
        value: f64,
        /// The cut-off.
        at: f64,
    },
    /// Enough areas reached a band.
    AreasInBand {
        /// The band, from 1.
        step: usize,
        /// Areas that reached it.
        areas: Vec<usize>,
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
        gut: Truth::known(response.gut),
        change,
    };
    let mut reasons = Vec::new();
    if outcome.ground == Ground::Short && checklist.gate.is_some() {
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
        let value = |score: ScoreIndex| self.scores.get(score).and_then(|outcome| outcome.value);
        let areas = || -> Vec<usize> {
            let holds = |area: &Area| self.area_truth(condition, area.score).now;
            (0..)
                .zip(&self.checklist.areas)
                .filter(|(_, area)| holds(area))
                .map(|(at, _)| at)
                .collect()
        };
        let reason = match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    self.collect(part, reasons);
                }
                return;
            }
            Condition::Not(_) => return,
            Condition::Score { score, at } => {
                Reason::Score { score: *score, value: value(*score).unwrap_or(*at), at: *at }
            }
            Condition::Band { score, step } => {
                let bands = self.checklist.scores.get(*score).map(|rule| &rule.bands);
                let at = bands.and_then(|bands| bands.get(*step)?.from).unwrap_or_default();
                Reason::Score { score: *score, value: value(*score).unwrap_or(at), at }
            }
            Condition::Areas { at, .. } => Reason::Areas { at: *at, areas: areas() },
            Condition::AreasInBand { step, .. } => Reason::AreasInBand { step: *step, areas: areas() },
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

/// Items of the ground's form by weighted points of concern over all scores they enter, heaviest first; ties in display order.
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
        .filter_map(|(index, (item, meaning))| match meaning {
            Meaning::Points(points) => Some((index, item.concern_of(*points))),
            Meaning::Unknown | Meaning::Blank | Meaning::NotApplicable => None,
        })
        .filter(|(_, concern)| *concern > 0)
        .map(|(index, concern)| (weight(index) * f64::from(concern), index))
        .collect();
    sort_short(&mut weighed, |a, b| a.0 >= b.0);
    weighed
        .into_iter()
        .take(Explanation::MOST_ITEMS)
        .map(|(_, index)| index)
        .collect()
}
