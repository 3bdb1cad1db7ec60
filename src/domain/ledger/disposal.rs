//! Disposal (廃棄): what is gone from a round for good, and the record that stays of it.
//!
//! Disposals only ever grow in number, as removed students do: a copy of earlier brings back nothing of a round that was
//! disposed of, and what another device wrote there meanwhile goes too.

use chrono::NaiveDate;

use super::{Field, Ledger, Registers, Replica, RoundKey};
use crate::domain::document::{Document, RoundId};
use crate::domain::sorted::Set;

/// What is kept and disposed of together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordKind {
    /// The sheets of a round: answers, flags, attendance counts, what was done on cards, decisions and their notes.
    Sheets,
    /// The key table (対応表) of a round: whom its case codes stand for.
    Keys,
}

/// One entry of the disposal log (廃棄記録). It says nothing of anybody.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Disposal {
    /// The round.
    pub round: RoundKey,
    /// What of it.
    pub kind: RecordKind,
    /// The day.
    pub on: NaiveDate,
    /// Sheets or case codes that were there.
    pub count: u32,
    /// The rule: school years after its own that the board keeps such records.
    pub years: u8,
}

impl Field {
    /// Whether it goes when this kind of record is disposed of.
    fn is_of(&self, kind: RecordKind) -> bool {
        match self {
            Field::Sheet(_, _) => kind == RecordKind::Sheets,
            Field::Code(_) => kind == RecordKind::Keys,
            Field::School
            | Field::SchoolYear
            | Field::Grade
            | Field::ClassName
            | Field::Contact(_)
            | Field::Student(_, _)
            | Field::Label
            | Field::Began => false,
        }
    }
}

/// Whether anything of this kind stands in a round.
fn holds(registers: &Registers, kind: RecordKind) -> bool {
    registers.keys().any(|field| field.is_of(kind))
}

impl Ledger {
    /// The disposal log, each entry with the round it is of, in order of the rounds.
    pub fn disposals(&self) -> Vec<(RoundId, Disposal)> {
        let rounds: Vec<_> = self.rounds.keys().zip(self.round_ids()).collect();
        let of_round = |disposal: &Disposal| {
            let found = rounds.iter().find(|(key, _)| **key == disposal.round);
            found.map(|(_, id)| (*id, disposal.clone()))
        };
        self.disposed.iter().filter_map(of_round).collect()
    }

    /// Whether this kind of record of a round was disposed of: nothing of it is taken any more.
    pub fn is_disposed(&self, round: RoundId, kind: RecordKind) -> bool {
        let is_it = |(id, disposal): &(RoundId, Disposal)| *id == round && disposal.kind == kind;
        !self.disposed.is_empty() && self.disposals().iter().any(is_it)
    }

    /// Disposes of one kind of record of one round and notes it, by `me`. Says whether there is such a round, not
    /// disposed of yet.
    pub fn dispose(
        &mut self,
        round: RoundId,
        kind: RecordKind,
        (on, count, years): (NaiveDate, u32, u8),
        me: Replica,
    ) -> bool {
        let key = self
            .rounds
            .keys()
            .zip(self.round_ids())
            .find(|(_, id)| *id == round);
        let Some(key) = key.map(|(key, _)| key.clone()) else {
            return false;
        };
        if self.is_disposed(round, kind) {
            return false;
        }
        let dot = self.next(me);
        self.disposed.insert(Disposal {
            round: key,
            kind,
            on,
            count,
            years,
        });
        self.forget_disposed();
        self.seen.insert(me, dot.at);
        true
    }

    /// Drops what was disposed of; codes stay taken.
    pub fn forget_disposed(&mut self) {
        for Disposal { round, kind, .. } in &self.disposed {
            if let Some(registers) = self.rounds.get_mut(round) {
                registers.retain(|field, _| {
                    if let (Field::Code(code), RecordKind::Keys) = (field, kind) {
                        self.retired.insert(*code);
                    }
                    !field.is_of(*kind)
                });
            }
        }
    }

    /// How many records of `other` are not taken over because they were disposed of here.
    pub(super) fn count_refused(&self, other: &Ledger) -> usize {
        // Two devices may have noted the same disposal.
        let refused: Set<(&RoundKey, RecordKind)> = self
            .disposed
            .iter()
            .filter(|disposal| {
                let theirs = other.rounds.get(&disposal.round);
                theirs.is_some_and(|registers| holds(registers, disposal.kind))
            })
            .map(|disposal| (&disposal.round, disposal.kind))
            .collect();
        refused.len()
    }
}

impl Document {
    /// Whether the sheets of a round were disposed of.
    pub fn is_disposed(&self, round: RoundId) -> bool {
        self.ledger.is_disposed(round, RecordKind::Sheets)
    }
}
