//! Answers to one content, seen by another: whether they fit it at all, and what of them can be carried over.
//!
//! Carried over is only what was asked in the same way: an item with the same id whose possible answers have the same
//! words in the same order. Points, weights and thresholds may differ; to show what they do is what this is for. What
//! cannot be carried over is blank, so it widens the span and never counts as "none".

use super::checklist::{Checklist, Item};
use super::document::Round;
use super::response::{Answer, Response};
use super::scoring::{LevelState, Outcome, score};
use super::sorted::Map;

/// A sheet as another content reads it. It is shown and never stored.
#[derive(Clone, Debug, PartialEq)]
pub struct CarriedOver {
    /// The sheet. It has no decision: what was agreed was agreed on the other content.
    pub response: Response,
    /// Answers that the other content has no place for.
    pub lost: usize,
}

/// Carries a sheet over from the content it was filled in with to another.
pub fn carry_over(response: &Response, from: &Checklist, to: &Checklist) -> CarriedOver {
    let mut answers = Map::new();
    for (id, answer) in &response.answers {
        if let (Some(old), Some(new)) = (from.item(id), to.item(id))
            && means_the_same(*answer, old, new)
        {
            answers.insert(id.clone(), *answer);
        }
    }
    let lost = response.answers.len() - answers.len();
    let mut cards = response.cards.clone();
    cards.retain(|card, _| to.card(card).is_some());
    CarriedOver {
        response: Response {
            answers,
            gut: response.gut,
            attendance: response.attendance,
            cards,
            decision: None,
        },
        lost,
    }
}

/// Whether an answer says of both items the same. English words may be put better without a change of meaning; the Japanese
/// ones are what was answered.
fn means_the_same(answer: Answer, old: &Item, new: &Item) -> bool {
    let units = [old, new].map(|item| item.count.as_ref().map(|count| &count.unit.ja));
    let bands = [old, new].map(|item| item.count.as_ref().map(|count| &count.bands));
    let words = |item: &Item| -> Vec<String> {
        let options = item.options.iter();
        options.map(|option| option.label.ja.clone()).collect()
    };
    match answer {
        Answer::Count(_) => units[0].is_some() && units[0] == units[1],
        Answer::Option(_) | Answer::Unknown | Answer::NotApplicable => {
            bands[0] == bands[1] && words(old) == words(new)
        }
    }
}

/// What another content says of a sheet, beside what its own says.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// What the other content says.
    pub outcome: Outcome,
    /// Answers that it has no place for; they count as blank.
    pub lost: usize,
    /// Whether the levels are not the same ones, by their names, or one is urgent and the other not.
    pub differs: bool,
}

/// What `to` says of a sheet that was filled in with `from`. `earlier` is the sheet of the last comparable round.
pub fn beside(
    (response, outcome): (&Response, &Outcome),
    earlier: Option<&Response>,
    from: &Checklist,
    to: &Checklist,
) -> Beside {
    let carried = carry_over(response, from, to);
    let previous = earlier.map(|earlier| score(to, &carry_over(earlier, from, to).response, None));
    let other = score(to, &carried.response, previous.as_ref());
    let differs = level_name(from, outcome) != level_name(to, &other) || outcome.urgent != other.urgent;
    Beside {
        outcome: other,
        lost: carried.lost,
        differs,
    }
}

/// What a level is called; none for 情報不足.
fn level_name<'a>(checklist: &'a Checklist, outcome: &Outcome) -> Option<&'a str> {
    match outcome.level {
        LevelState::Level(level) => checklist.levels.get(level).map(|level| level.label.ja.as_str()),
        LevelState::Insufficient => None,
    }
}

/// Whether everything on the sheets of a round could have been answered with this content. It need not have been: the ids
/// fit, and that is all.
pub fn fits(checklist: &Checklist, round: &Round) -> bool {
    round.responses.values().all(|sheet| {
        let answers = sheet.answers.iter().all(|(id, answer)| {
            checklist.item(id).is_some_and(|item| match answer {
                Answer::Option(at) => usize::from(*at) < item.options.len(),
                Answer::Count(_) => item.count.is_some(),
                Answer::Unknown | Answer::NotApplicable => true,
            })
        });
        answers && sheet.cards.keys().all(|card| checklist.card(card).is_some())
    })
}

#[cfg(test)]
mod tests;
