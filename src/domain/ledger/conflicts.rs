//! Where people wrote differently without seeing each other: shown until somebody settles it.

use super::{Dot, Field, Ledger, Register, Registers, Replica, Version};
use crate::domain::document::RoundId;

/// A field of the class or of one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The round; none for fields of the class.
    pub round: Option<RoundId>,
    /// The field.
    pub field: Field,
}

/// A field in which several values stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The field.
    pub place: Place,
    /// The values, each once, newest first: the first is the one shown. At least two.
    pub versions: Vec<Version>,
}

impl Ledger {
    /// All conflicts, those of the class first, then round by round. A case code drawn twice is none: it stands for both.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let mut conflicts = Vec::new();
        let mut collect = |round, registers: &Registers| {
            for (field, register) in registers {
                let mut versions: Vec<Version> = Vec::new();
                for version in register.versions.iter().rev() {
                    if versions.iter().all(|other| other.value != version.value) {
                        versions.push(version.clone());
                    }
                }
                if versions.len() > 1 && !matches!(field, Field::Code(_)) {
                    let field = field.clone();
                    let place = Place { round, field };
                    conflicts.push(Conflict { place, versions });
                }
            }
        };
        collect(None, &self.class);
        for (registers, id) in self.rounds.values().zip(self.round_ids()) {
            collect(Some(id), registers);
        }
        conflicts
    }

    /// Writes the version named by `choice` anew, by `me` who has seen all of them. Says whether there is such a version
    /// of a field that can be in conflict.
    pub fn settle(&mut self, place: &Place, choice: Dot, me: Replica) -> bool {
        if matches!(place.field, Field::Code(_)) {
            return false;
        }
        let dot = self.next(me);
        let at = place
            .round
            .map(|id| self.round_ids().position(|other| other == id));
        let registers = match at {
            None => Some(&mut self.class),
            Some(None) => None,
            Some(Some(at)) => self.rounds.values_mut().nth(at),
        };
        let register = registers.and_then(|registers| registers.get_mut(&place.field));
        let Some(register) = register else {
            return false;
        };
        let chosen = register.versions.iter().find(|version| version.dot == choice);
        let Some(value) = chosen.map(|version| version.value.clone()) else {
            return false;
        };
        *register = Register::written(dot, value);
        self.seen.insert(me, dot.at);
        true
    }
}
