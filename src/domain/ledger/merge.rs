//! Two copies of one class become one.

use super::{Conflict, Field, Ledger, Moved, Register, Registers, Replica, Value};
use crate::domain::document::Document;
use crate::domain::limits;
use crate::domain::roster::StudentId;
use crate::domain::sorted::Map;

/// Why two copies cannot be put together. Neither has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// They are not copies of one class.
    #[error("not a copy of this class")]
    OtherClass,
    /// The students of both are more than a class can have.
    #[error("together {found} students, a class has at most {}", limits::MAX_STUDENTS)]
    TooManyStudents {
        /// Students together.
        found: usize,
    },
    /// The content documents of both are more than a document can keep.
    #[error(
        "together {found} bytes of content, a document keeps at most {}",
        limits::MAX_KEPT_CONTENTS_BYTES
    )]
    TooMuchContent {
        /// Bytes together.
        found: usize,
    },
    /// The rounds of both are more than a document can have.
    #[error("together {found} rounds, a document has at most {}", limits::MAX_ROUNDS)]
    TooManyRounds {
        /// Rounds together.
        found: usize,
    },
}

/// What a merge brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// Whether this copy changed at all.
    pub changed: bool,
    /// Whether the other copy lacks something this one has: it would have to be saved anew.
    pub other_is_behind: bool,
    /// Entries on sheets (answers, flags, counts, cards, decisions) that now show what the other copy had.
    pub entries: usize,
    /// Anything else that does: names, numbers, contacts, codes, what class and rounds are called.
    pub others: usize,
    /// Rounds that were new.
    pub rounds: usize,
    /// Students who were new.
    pub added: Vec<StudentId>,
    /// Students who had been removed in the other copy.
    pub removed: Vec<StudentId>,
    /// Records that had been disposed of in the other copy.
    pub disposed: usize,
    /// Records of the other copy that were not taken over because they have been disposed of here.
    pub refused: usize,
    /// Students who had to get another number.
    pub moved: Vec<Moved>,
    /// Everything that people have written differently without seeing each other, old conflicts among them.
    pub conflicts: Vec<Conflict>,
}

impl Document {
    /// Takes over what another copy of this class has and this one does not.
    ///
    /// # Errors
    /// When it is another class, or both together are more than one document holds; then nothing is changed.
    pub fn merge(&mut self, other: &Document) -> Result<Merged, MergeError> {
        if self.ledger.id != other.ledger.id {
            return Err(MergeError::OtherClass);
        }
        let mut ledger = self.ledger.clone();
        ledger.merge(&other.ledger);
        let (mut document, moved) = ledger.project();
        let found = document.classroom.students.len();
        if found > limits::MAX_STUDENTS {
            return Err(MergeError::TooManyStudents { found });
        }
        let found = document.rounds.len();
        if found > limits::MAX_ROUNDS {
            return Err(MergeError::TooManyRounds { found });
        }
        let found = ledger.content_bytes();
        if found > limits::MAX_KEPT_CONTENTS_BYTES {
            return Err(MergeError::TooMuchContent { found });
        }
        let ids = |document: &Document, not_in: &Document| {
            let students = document.classroom.students.iter().map(|student| student.id);
            students
                .filter(|id| not_in.classroom.student(*id).is_none())
                .collect()
        };
        let (entries, others) = count_news(&self.ledger, &ledger);
        let merged = Merged {
            changed: ledger != self.ledger,
            other_is_behind: ledger.seen != other.ledger.seen,
            entries,
            others,
            rounds: document.rounds.len().saturating_sub(self.rounds.len()),
            added: ids(&document, self),
            removed: ids(self, &document),
            disposed: other.ledger.count_refused(&self.ledger),
            refused: self.ledger.count_refused(&other.ledger),
            moved,
            conflicts: ledger.conflicts(),
        };
        document.ledger = ledger;
        *self = document;
        Ok(merged)
    }
}

impl Ledger {
    /// Takes over what another ledger of the same class has and this one has not seen. In whatever order and how often
    /// copies meet, they end the same.
    pub fn merge(&mut self, other: &Ledger) {
        let nothing = Map::new();
        let Self {
            seen, class, rounds, ..
        } = self;
        merge_registers(class, seen, &other.class, &other.seen);
        for key in other.rounds.keys() {
            rounds.or_insert_with(key.clone(), Map::new);
        }
        for (key, registers) in rounds.iter_mut() {
            let theirs = other.rounds.get(key).unwrap_or(&nothing);
            merge_registers(registers, seen, theirs, &other.seen);
        }
        for (replica, at) in &other.seen {
            let mine = seen.or_insert_with(*replica, || 0);
            *mine = (*mine).max(*at);
        }
        self.removed.extend(other.removed.iter().copied());
        self.retired.extend(other.retired.iter().copied());
        self.disposed.extend(other.disposed.iter().cloned());
        self.merge_contents(other);
        self.forget_removed();
        self.forget_disposed();
    }
}

fn merge_registers(
    mine: &mut Registers,
    i_saw: &Map<Replica, u64>,
    theirs: &Registers,
    they_saw: &Map<Replica, u64>,
) {
    for (field, register) in mine.iter_mut() {
        if !theirs.contains_key(field) {
            keep_news(register, they_saw, &Register::default());
        }
    }
    for (field, register) in theirs {
        let place = mine.or_insert_with(field.clone(), Register::default);
        keep_news(place, they_saw, register);
        for version in &register.versions {
            let is_news = !has_seen(i_saw, version.dot);
            if is_news && !place.versions.contains(version) {
                // In order of the dots, so that equal registers are equal whatever the order of meeting.
                let at = place
                    .versions
                    .iter()
                    .take_while(|kept| kept.dot < version.dot)
                    .count();
                place.versions.insert(at, version.clone());
            }
        }
    }
    mine.retain(|_, register| !register.versions.is_empty());
}

/// Keeps the versions that the other side has as well or has never seen; the others were overwritten there.
fn keep_news(mine: &mut Register, they_saw: &Map<Replica, u64>, theirs: &Register) {
    mine.versions.retain(|version| {
        let is_there = theirs.versions.iter().any(|other| other.dot == version.dot);
        is_there || !has_seen(they_saw, version.dot)
    });
}

fn has_seen(seen: &Map<Replica, u64>, dot: super::Dot) -> bool {
    seen.get(&dot.replica).is_some_and(|at| *at >= dot.at)
}

/// How many fields show something else than before: those of sheets, and the rest.
pub(super) fn count_news(before: &Ledger, after: &Ledger) -> (usize, usize) {
    let (mut entries, mut others) = (0, 0);
    let nothing = Map::new();
    let mut count = |old: &Registers, new: &Registers| {
        for (field, register) in new {
            let shown = old.get(field).map_or(&Value::Blank, Register::shown);
            if shown != register.shown() {
                match field {
                    Field::Sheet(_, _) => entries += 1,
                    Field::School
                    | Field::SchoolYear
                    | Field::Grade
                    | Field::ClassName
                    | Field::Contact(_)
                    | Field::Student(_, _)
                    | Field::Label
                    | Field::Began
                    | Field::Code(_) => others += 1,
                }
            }
        }
    };
    count(&before.class, &after.class);
    for (key, registers) in &after.rounds {
        count(before.rounds.get(key).unwrap_or(&nothing), registers);
    }
    (entries, others)
}
