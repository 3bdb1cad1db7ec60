//! The ledger (変更記録): who wrote what knowing of what, so that two copies of one class can be put together again.
//!
//! Every answer, name or decision is a [`Field`] with a [`Register`] of its own. A write replaces all [`Version`]s its
//! writer had seen and carries a [`Dot`]: the writer's [`Replica`] and a number above every number seen before. The
//! ledger remembers per replica up to which number it has seen everything. So when two copies meet, a version one of them
//! lacks was either overwritten there by somebody who saw it, and goes, or has never been seen there, and comes; where
//! two people wrote without seeing each other, both versions stay, the newest is shown and the rest is listed by
//! [`Ledger::conflicts`]. No clock takes part: one that is set back a year changes nothing.
//!
//! [`Ledger::merge`] is commutative, associative and idempotent, and what is removed stays removed. The document that
//! screens read is made from the ledger by [`Ledger::project`]; a changed document is written back by [`Ledger::note`].
//! The structure is known as a multi-value register with dotted version vectors (Preguiça, Baquero, Almeida et al.,
//! 2010–2012).

mod compare;
mod conflicts;
mod contents;
mod disposal;
mod facts;
#[cfg(test)]
pub mod histories;
mod merge;
mod note;
mod project;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod tests;

pub use compare::Compared;
pub use conflicts::{Conflict, Place};
pub use disposal::{Disposal, RecordKind};
pub use facts::{Facet, Field, Issue, Line, Value};
pub use merge::{MergeError, Merged};
pub use project::Moved;

use std::sync::Arc;

use super::case_code::CaseCode;
use super::checklist::ContentStamp;
use super::roster::StudentId;
use super::sorted::{Map, Set};

/// Which class a document is of, whatever it is called: drawn at random when the class is begun. Only copies of one
/// class are put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DocumentId(pub u128);

/// One who writes: a document opened for writing on one device in one tab. Drawn at random each time a document is opened,
/// never stored to be used again: two writers with one number would take each other's changes for their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Replica(pub u64);

/// Who begins a class, and which one it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The class.
    pub document: DocumentId,
    /// The first writer.
    pub replica: Replica,
}

/// Names a write. In order of `at`: who has seen a write, writes with a higher number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dot {
    /// Counts up from 1, above every number the writer has seen (a Lamport clock).
    pub at: u64,
    /// Who wrote.
    pub replica: Replica,
}

/// What one write left in a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// The write.
    pub dot: Dot,
    /// What was written.
    pub value: Value,
}

/// What stands in one field: one version, or several where people wrote without seeing each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Register {
    /// In order of their dots; the last is shown. At least one.
    pub versions: Vec<Version>,
}

impl Register {
    /// A register after a write by somebody who saw everything in it.
    pub fn written(dot: Dot, value: Value) -> Self {
        Self {
            versions: vec![Version { dot, value }],
        }
    }

    /// The value that is shown: the newest.
    pub fn shown(&self) -> &Value {
        self.versions
            .last()
            .map_or(&Value::Blank, |version| &version.value)
    }
}

/// Registers by field. A field that was never written has none.
pub type Registers = Map<Field, Register>;

/// What makes a round the same on two devices: its number and the content it is answered with. Two devices that each
/// begin the second round with one content mean one round; with two contents they are two, as their answers cannot be
/// told apart otherwise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoundKey {
    /// The number it got when it was begun.
    pub number: u32,
    /// The content.
    pub stamp: ContentStamp,
}

/// The ledger of one class.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// Which class it is.
    pub id: DocumentId,
    /// Per writer the number up to which all writes have been seen.
    pub seen: Map<Replica, u64>,
    /// Fields of the class, its students and contacts.
    pub class: Registers,
    /// Fields of each round and its sheets. Rounds are never removed.
    pub rounds: Map<RoundKey, Registers>,
    /// Students who were removed. Nothing of them is kept, and nothing brings them back.
    pub removed: Set<StudentId>,
    /// Case codes of students who were removed, and of key tables that were disposed of; never used again.
    pub retired: Set<CaseCode>,
    /// What was disposed of. Nothing of it is kept, and nothing brings it back.
    pub disposed: Set<Disposal>,
    /// The content documents that rounds were answered with, word for word. They only ever grow in number; what stands in
    /// them is nothing to the ledger.
    pub contents: Map<ContentStamp, Arc<str>>,
}

impl Ledger {
    /// Rises with every change and with every merge that brought something; two copies that have seen the same have
    /// the same. Below 2⁵³ as long as people write.
    pub fn revision(&self) -> u64 {
        self.seen.values().fold(0, |sum: u64, at| sum.saturating_add(*at))
    }

    /// The next write of `me`.
    fn next(&self, me: Replica) -> Dot {
        let at = self.seen.values().fold(0, |most: u64, at| most.max(*at));
        Dot {
            at: at.saturating_add(1),
            replica: me,
        }
    }

    /// An identity for a student whom `me` adds: two devices that add at the same time get different ones. It lies above
    /// the small numbers the first roster has. Of 50 students added on devices that do not know of each other, two
    /// would share one in 1 of 2 million classes; the two names would then show as a conflict.
    pub fn fresh_student(&self, me: Replica) -> StudentId {
        const FIRST: u64 = 1_000_000;
        const COUNT: u64 = 3_000_000_000;
        let mut state = self.next(me).at ^ me.0;
        loop {
            // The mixer of SplitMix64 (Steele, Lea, Flood 2014): neighbouring numbers fall far apart.
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            let id = FIRST + (mixed ^ (mixed >> 31)) % COUNT;
            let id = StudentId(u32::try_from(id).unwrap_or(u32::MAX));
            let known =
                self.removed.contains(&id) || self.class.contains_key(&Field::Student(id, Facet::Number));
            if !known {
                return id;
            }
        }
    }

    /// All registers, those of the class and of every round.
    fn all_mut(&mut self) -> impl Iterator<Item = &mut Registers> {
        std::iter::once(&mut self.class).chain(self.rounds.values_mut())
    }

    /// Drops what belongs to removed students; their codes stay taken.
    fn forget_removed(&mut self) {
        let removed = std::mem::take(&mut self.removed);
        let mut retired = std::mem::take(&mut self.retired);
        for registers in self.all_mut() {
            registers.retain(|field, register| {
                if let Field::Code(code) = field {
                    let found = register.versions.len();
                    register.versions.retain(|version| {
                        !matches!(&version.value, Value::Issue(issue) if removed.contains(&issue.student))
                    });
                    if register.versions.len() < found {
                        retired.insert(*code);
                    }
                }
                let gone = field.student().is_some_and(|student| removed.contains(&student));
                !gone && !register.versions.is_empty()
            });
        }
        (self.removed, self.retired) = (removed, retired);
    }
}
