//! A decision as it is being written down, before it is recorded.
//!
//! Unlike a [`Decision`] it may be unfinished; it becomes one only whole, with every fault named at once.

use chrono::{Days, NaiveDate};

use super::checklist::{Checklist, Direction};
use super::decision::{Basis, Consent, Decision, ReplyBy};
use super::ids::{AskId, SupportId};
use super::limits;
use super::roster::YearMonth;
use super::sorted::{Map, Set};

/// Days until the effect is usually looked at: four weeks, so that it falls on the same weekday. 見本.
pub const USUAL_CHECK_DAYS: u64 = 28;

/// A decision that is not recorded yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// 話し合った月.
    pub met: YearMonth,
    /// Directions.
    pub directions: Set<Direction>,
    /// Supports; each one's direction is among the directions.
    pub supports: Set<SupportId>,
    /// 担当.
    pub who: String,
    /// By when.
    pub by: Option<NaiveDate>,
    /// When the effect is looked at.
    pub next_check: Option<NaiveDate>,
    /// Supports tried before, with the month they began.
    pub tried: Map<SupportId, YearMonth>,
    /// What the ward is asked for.
    pub asks: Set<AskId>,
    /// その他.
    pub ask_other: String,
    /// By when an answer is wanted.
    pub reply_by: Option<ReplyBy>,
    /// 本人の気持ち is known.
    pub student_heard: bool,
    /// 保護者の意向 is known.
    pub guardian_heard: bool,
    /// 保護者の了解.
    pub consent: Consent,
    /// A note that stays in the school.
    pub note: String,
}

/// A field that can be at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftField {
    /// 担当
    Who,
    /// By when.
    By,
    /// Next check.
    NextCheck,
    /// By when an answer is wanted.
    ReplyBy,
    /// その他
    AskOther,
    /// The note.
    Note,
}

/// Why a draft cannot be recorded yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// At least one direction is needed.
    #[error("a decision names a direction")]
    NoDirection,
    /// A text is longer than its bound.
    #[error("{field:?} has {found} characters, at most {most} are allowed")]
    TooLong {
        /// The field.
        field: DraftField,
        /// Characters found.
        found: usize,
        /// Characters allowed.
        most: usize,
    },
    /// A date lies before the month of the meeting.
    #[error("{field:?} lies before the month of the meeting")]
    BeforeMeeting {
        /// The field.
        field: DraftField,
    },
}

impl Draft {
    /// A new draft with what is usual: this month's meeting, and a look at the effect in four weeks. The direction is
    /// left to people.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            met: YearMonth::of(today),
            directions: Set::new(),
            supports: Set::new(),
            who: String::new(),
            by: None,
            next_check: today.checked_add_days(Days::new(USUAL_CHECK_DAYS)),
            tried: Map::new(),
            asks: Set::new(),
            ask_other: String::new(),
            reply_by: None,
            student_heard: false,
            guardian_heard: false,
            consent: Consent::NotAsked,
            note: String::new(),
        }
    }

    /// A recorded decision, to be written anew.
    pub fn of(decision: &Decision) -> Self {
        Self {
            met: decision.met,
            directions: decision.directions.clone(),
            supports: decision.supports.clone(),
            who: decision.who.clone(),
            by: decision.by,
            next_check: decision.next_check,
            tried: decision.tried.clone(),
            asks: decision.asks.clone(),
            ask_other: decision.ask_other.clone(),
            reply_by: decision.reply_by,
            student_heard: decision.student_heard,
            guardian_heard: decision.guardian_heard,
            consent: decision.consent,
            note: decision.note.clone(),
        }
    }

    /// Chooses a support or takes it back; choosing one chooses its direction.
    pub fn set_support(&mut self, checklist: &Checklist, support: &SupportId, on: bool) {
        if !on {
            self.supports.remove(support);
        } else if let Some(known) = checklist.support(support) {
            self.directions.insert(known.direction);
            self.supports.insert(support.clone());
        }
    }

    /// Chooses a direction or takes it back, and its supports with it.
    pub fn set_direction(&mut self, checklist: &Checklist, direction: Direction, on: bool) {
        if on {
            self.directions.insert(direction);
            return;
        }
        self.directions.remove(&direction);
        for support in checklist
            .supports
            .iter()
            .filter(|support| support.direction == direction)
        {
            self.supports.remove(&support.id);
        }
    }

    /// Whether something is to leave the school: a direction outside, or a question to the ward.
    pub fn goes_out(&self) -> bool {
        self.directions
            .iter()
            .any(|direction| *direction != Direction::School)
            || !self.asks.is_empty()
            || !self.ask_other.trim().is_empty()
    }

    /// The decision, as recorded on this day on this basis. Texts lose the white space around them.
    ///
    /// # Errors
    /// All faults, in the order of the form: no direction; texts longer than [`limits::MAX_WHO_CHARS`],
    /// [`limits::MAX_OTHER_CHARS`] or [`limits::MAX_NOTE_CHARS`]; dates before the month of the meeting.
    pub fn decide(&self, on: NaiveDate, basis: Basis) -> Result<Decision, Vec<DraftError>> {
        let mut faults = Vec::new();
        if self.directions.is_empty() {
            faults.push(DraftError::NoDirection);
        }
        let mut text = |field, text: &str, most| {
            let text = text.trim();
            let found = text.chars().count();
            if found > most {
                faults.push(DraftError::TooLong { field, found, most });
            }
            text.to_owned()
        };
        let who = text(DraftField::Who, &self.who, limits::MAX_WHO_CHARS);
        let ask_other = text(DraftField::AskOther, &self.ask_other, limits::MAX_OTHER_CHARS);
        let note = text(DraftField::Note, &self.note, limits::MAX_NOTE_CHARS);
        let months = [
            (DraftField::By, self.by.map(YearMonth::of)),
            (DraftField::NextCheck, self.next_check.map(YearMonth::of)),
            (DraftField::ReplyBy, self.reply_by.map(|by| by.month)),
        ];
        for (field, month) in months {
            if month.is_some_and(|month| month < self.met) {
                faults.push(DraftError::BeforeMeeting { field });
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Decision {
            met: self.met,
            directions: self.directions.clone(),
            supports: self.supports.clone(),
            who,
            by: self.by,
            next_check: self.next_check,
            tried: self.tried.clone(),
            asks: self.asks.clone(),
            ask_other,
            reply_by: self.reply_by,
            student_heard: self.student_heard,
            guardian_heard: self.guardian_heard,
            consent: self.consent,
            note,
            on,
            basis,
        })
    }
}
