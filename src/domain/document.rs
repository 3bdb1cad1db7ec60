//! The document: one class (学級) over its rounds (回), with the key table. It is what is kept, saved and opened.

use chrono::NaiveDate;

use super::case_code::KeyTable;
use super::checklist::ContentStamp;
use super::ids::ContactId;
use super::ledger::{Ledger, Origin};
use super::response::Response;
use super::roster::{Classroom, StudentId};
use super::sorted::{Map, sort_short};

/// A round within one document, counted up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoundId(pub u32);

/// One round of screening (回): every student once.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// Identity inside the document.
    pub id: RoundId,
    /// What the round is called in this class, e.g. 2学期. At most 20 characters.
    pub label: String,
    /// The day it began.
    pub began: NaiveDate,
    /// The content it is answered with.
    pub stamp: ContentStamp,
    /// Sheets by student; a student without one is wholly blank.
    pub responses: Map<StudentId, Response>,
}

impl Round {
    /// A student's sheet, blank if nothing was answered.
    pub fn response(&self, student: StudentId) -> Response {
        self.responses.get(&student).cloned().unwrap_or_default()
    }
}

/// One class over its rounds. Everything but the ledger is what the ledger shows; it changes by
/// [`super::update::Workspace::update`] and [`Document::merge`], which keep both together.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The class.
    pub classroom: Classroom,
    /// Rounds, oldest first; the last is the one being worked on. At least one.
    pub rounds: Vec<Round>,
    /// Which code stands for whom.
    pub keys: KeyTable,
    /// Contact slots the school filled in.
    pub contacts: Map<ContactId, String>,
    /// Rises with every change; two copies with one revision that came from one another are the same.
    pub revision: u64,
    /// Who wrote what knowing of what: by it two copies are put together.
    pub ledger: Ledger,
}

impl Document {
    /// A new document with its first round.
    pub fn new(origin: Origin, classroom: Classroom, round: Round) -> Self {
        let mut document = Self {
            classroom,
            rounds: vec![round],
            keys: KeyTable::default(),
            contacts: Map::new(),
            revision: 0,
            ledger: Ledger::default(),
        };
        document.begin(origin, 1);
        document
    }

    /// Begins the ledger anew: everything that stands in the document is one write, numbered `at` (at least 1).
    pub fn begin(&mut self, origin: Origin, at: u64) {
        self.tidy();
        self.ledger = Ledger::begin(self, origin, at);
        self.revision = self.ledger.revision();
    }

    /// Puts everything in its order and drops sheets on which nothing is, as the ledger shows them.
    pub(super) fn tidy(&mut self) {
        sort_short(&mut self.classroom.students, |a, b| a.number <= b.number);
        sort_short(&mut self.rounds, |a, b| a.id <= b.id);
        for round in &mut self.rounds {
            round.responses.retain(|_, sheet| !sheet.is_empty());
        }
        self.keys.sort();
    }

    /// The round with this id.
    pub fn round(&self, id: RoundId) -> Option<&Round> {
        self.rounds.iter().find(|round| round.id == id)
    }

    /// The round before this one that was answered with the same content; others are never compared.
    pub fn comparable_before(&self, id: RoundId) -> Option<&Round> {
        let at = self.rounds.iter().position(|round| round.id == id)?;
        let (before, rest) = self.rounds.split_at(at);
        before
            .last()
            .filter(|last| rest.first().is_some_and(|round| round.stamp == last.stamp))
    }

    /// The newest round.
    pub fn latest(&self) -> Option<&Round> {
        self.rounds.last()
    }
}
