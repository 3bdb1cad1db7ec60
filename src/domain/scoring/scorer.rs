//! A checklist made ready for scoring, and the scoring itself.

use std::cmp::Ordering;

use super::measured::{Judgement, Measured};
use super::rules::{change_since, trend_of};
use super::terms::largest_values;
use super::{Ground, Outcome, Span};
use crate::domain::checklist::{Checklist, Form, ItemIndex};
use crate::domain::ids::ItemId;
use crate::domain::response::{Meaning, Response};
use crate::domain::sorted::Map;

/// A checklist made ready for scoring: what hangs on the checklist alone is worked out here, once for all sheets.
pub struct Scorer<'a> {
    pub(super) checklist: &'a Checklist,
    /// The items in the order of their ids, which is the order in which a sheet keeps its answers.
    by_id: Map<&'a ItemId, ItemIndex>,
    /// Least and most points of each item.
    pub(super) points: Vec<Span>,
    /// Largest value of each score.
    pub(super) largest: Vec<f64>,
}

impl<'a> Scorer<'a> {
    /// Makes a checklist ready.
    pub fn new(checklist: &'a Checklist) -> Self {
        let items = &checklist.items;
        Self {
            checklist,
            by_id: items.iter().map(|item| &item.id).zip(0..).collect(),
            points: items
                .iter()
                .map(|item| Span {
                    low: f64::from(item.min_points()),
                    high: f64::from(item.max_points()),
                })
                .collect(),
            largest: largest_values(checklist),
        }
    }

    /// Scores one response. `previous` is the outcome of the last round under the same content, if there is one.
    pub fn score(&self, response: &Response, previous: Option<&Outcome>) -> Outcome {
        let checklist = self.checklist;
        let measured = self.measure(response, previous);
        let Judgement {
            ground,
            gate,
            level,
            lowest,
            highest,
        } = measured.judge(checklist);
        let form = match ground {
            Ground::Short => Form::Short,
            Ground::Full => Form::Full,
        };
        let (mut unknown, mut blank, mut urgent) = (0, 0, false);
        for (item, meaning) in checklist.items.iter().zip(&measured.meanings) {
            let is_asked = item.form == form && item.is_scored();
            match meaning {
                Meaning::Points(points) => urgent |= *points >= 1 && item.is_critical(),
                Meaning::Unknown => unknown += usize::from(is_asked),
                Meaning::Blank => blank += usize::from(is_asked),
                Meaning::NotApplicable => {}
            }
        }
        Outcome {
            ground,
            gate,
            level,
            lowest,
            highest,
            unknown,
            blank,
            urgent,
            notices: measured.rules(checklist).notices(),
            trend: trend_of(&checklist.trend, measured.change, level, previous),
            scores: measured.scores,
        }
    }

    /// Measures one response. `previous` is as in [`Scorer::score`].
    pub fn measure(&self, response: &Response, previous: Option<&Outcome>) -> Measured {
        let mut meanings = self.nothing_known();
        let mut is_begun = false;
        // Both lists are in the order of ids, so that one walk finds every answer.
        let mut given = response.answers.iter();
        let mut next = given.next();
        for (id, index) in &self.by_id {
            let mut answer = None;
            while let Some((of, found)) = next {
                match of.as_str().cmp(id.as_str()) {
                    // The content has no such item.
                    Ordering::Less => {}
                    Ordering::Equal => answer = Some(*found),
                    Ordering::Greater => break,
                }
                next = given.next();
            }
            if let (Some(item), Some(meaning)) = (self.checklist.items.get(*index), meanings.get_mut(*index))
            {
                *meaning = response.meaning_of(item, answer);
                is_begun |= answer.is_some() && item.form == Form::Full && item.is_scored();
            }
        }
        let scores = self.scores(&meanings);
        let change = change_since(self.checklist, &scores, previous);
        Measured {
            meanings,
            scores,
            change,
            gut: response.gut,
            is_begun,
        }
    }

    /// What every item means before anything is answered.
    pub(super) fn nothing_known(&self) -> Vec<Meaning> {
        vec![Meaning::Blank; self.checklist.items.len()]
    }
}

#[cfg(test)]
mod tests;
