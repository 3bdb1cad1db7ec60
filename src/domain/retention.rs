//! Retention (保存期限): until when the records of each round are kept by the board's rule, and what is due for disposal.
//!
//! The rule counts school years: records of a round are kept until 31 March of the school year that lies so many years
//! after the one in which the round began. How many is said by the content ([`Retention`]).

use chrono::NaiveDate;

use super::checklist::Retention;
use super::document::{Document, RoundId};
use super::ledger::RecordKind;
use super::roster::SchoolYear;

/// Records of one round that are still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The round.
    pub round: RoundId,
    /// Sheets or key table.
    pub kind: RecordKind,
    /// Sheets or case codes. At least one.
    pub count: usize,
    /// The school year in which the round began.
    pub year: SchoolYear,
    /// The rule: school years after that one.
    pub years: u8,
    /// The last day they are kept.
    pub until: NaiveDate,
}

impl Held {
    /// Whether they are due: the last day is over.
    pub fn is_due(&self, today: NaiveDate) -> bool {
        today > self.until
    }
}

/// Everything that is kept, round by round, sheets first.
pub fn held(rule: &Retention, document: &Document) -> Vec<Held> {
    let mut held = Vec::new();
    for round in &document.rounds {
        let codes = document
            .keys
            .entries
            .iter()
            .filter(|entry| entry.round == round.id);
        let year = SchoolYear::of(round.began);
        for (kind, count, years) in [
            (RecordKind::Sheets, round.responses.len(), rule.answers_years),
            (RecordKind::Keys, codes.count(), rule.summaries_years),
        ] {
            if count > 0 {
                held.push(Held {
                    round: round.id,
                    kind,
                    count,
                    year,
                    years,
                    until: SchoolYear(year.0.saturating_add(years.into())).last_day(),
                });
            }
        }
    }
    held
}

/// What is due on a day.
pub fn due(rule: &Retention, document: &Document, today: NaiveDate) -> Vec<Held> {
    let mut held = held(rule, document);
    held.retain(|held| held.is_due(today));
    held
}

#[cfg(test)]
mod tests;
