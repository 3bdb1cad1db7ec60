//! The course of one student over the rounds, for the trend line.

use super::checklist::Checklist;
use super::document::{Document, RoundId};
use super::roster::StudentId;
use super::scoring::score;

/// The trend score of one round.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendPoint {
    /// The round's label.
    pub label: String,
    /// The score, in its own units.
    pub value: f64,
}

/// The score of the trend rule over the rounds up to `until`, oldest first. Rounds answered with other content than
/// `until`, and rounds in which too little is answered, are left out: nothing is compared that cannot be.
pub fn trend_line(
    checklist: &Checklist,
    document: &Document,
    until: RoundId,
    student: StudentId,
) -> Vec<TrendPoint> {
    let Some(at) = document.rounds.iter().position(|round| round.id == until) else {
        return Vec::new();
    };
    let rounds = document.rounds.iter().take(at + 1);
    let stamp = document.rounds.get(at).map(|round| &round.stamp);
    rounds
        .filter(|round| Some(&round.stamp) == stamp)
        .filter_map(|round| {
            let outcome = score(checklist, round.responses.get(&student)?, None);
            let value = outcome.scores.get(checklist.trend.score)?.value?;
            Some(TrendPoint {
                label: round.label.clone(),
                value,
            })
        })
        .collect()
}
