//! A response measured once and judged as often as one likes: no cut-off changes a score, so trying out another one costs
//! a few comparisons for each student.

use super::rules::{Change, Rules};
use super::{Ground, LevelState, ScoreOutcome, Truth, terms};
use crate::domain::checklist::{Checklist, Condition, LevelIndex};
use crate::domain::response::Meaning;

/// What is known of a response before any rule is put to it.
#[derive(Clone)]
pub struct Measured {
    pub(super) meanings: Vec<Meaning>,
    pub(super) scores: Vec<ScoreOutcome>,
    pub(super) change: Option<Change>,
    pub(super) gut: bool,
    /// Whether somebody began the full form: a scored item of it answered by hand.
    pub(super) is_begun: bool,
}

/// The level of a response and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Which form the level rests on.
    pub ground: Ground,
    /// Whether the gate to the full form is open; surely not where the content has no gate.
    pub gate: Truth,
    /// The level.
    pub level: LevelState,
    /// Lowest level the missing answers leave possible.
    pub lowest: LevelIndex,
    /// Highest level the missing answers leave possible.
    pub highest: LevelIndex,
}

impl Measured {
    pub(super) fn rules<'a>(&'a self, checklist: &'a Checklist) -> Rules<'a> {
        Rules {
            checklist,
            meanings: &self.meanings,
            scores: &self.scores,
            gut: Truth::known(self.gut),
            change: self.change,
        }
    }

    /// The scores, in the order of the content.
    pub fn scores(&self) -> &[ScoreOutcome] {
        &self.scores
    }

    /// What a condition is for this response.
    pub fn truth(&self, checklist: &Checklist, condition: &Condition) -> Truth {
        self.rules(checklist).truth(condition)
    }

    /// The same with the steps of a content whose bands begin elsewhere.
    #[must_use]
    pub fn with_steps(&self, checklist: &Checklist) -> Self {
        let mut this = self.clone();
        for (score, rule) in this.scores.iter_mut().zip(&checklist.scores) {
            terms::put_steps(rule, score);
        }
        this
    }

    /// The level by a content that differs from the one measured by in its cut-offs only.
    pub fn judge(&self, checklist: &Checklist) -> Judgement {
        let rules = self.rules(checklist);
        let gate = checklist.gate.as_ref().map(|gate| (gate, rules.truth(gate)));
        let truth = gate.map_or(Truth::NO, |(_, truth)| truth);
        let is_called_for = self.gut || truth.now;
        let ground = if (is_called_for && checklist.has_full_form()) || self.is_begun {
            Ground::Full
        } else {
            Ground::Short
        };
        let (level, lowest, highest) = match ground {
            Ground::Short => rules.short_level(gate),
            Ground::Full => rules.full_level(),
        };
        Judgement {
            ground,
            gate: truth,
            level,
            lowest,
            highest,
        }
    }
}
