//! 学級のようす in numbers: who is shown by a filter, and what is still unknown about the class.
//!
//! There is no order but the students' numbers: nobody is ranked.

use super::checklist::{Checklist, Form, LevelIndex};
use super::response::{Meaning, Response};
use super::scoring::{Ground, LevelState, Outcome, Trend};

/// Whether a student is talked about at the meeting: above the lowest level, urgent, or already decided on.
pub fn is_on_agenda(response: &Response, outcome: &Outcome) -> bool {
    let above = match outcome.level {
        LevelState::Level(level) => level > 0,
        LevelState::Insufficient => outcome.ground == Ground::Full,
    };
    above || outcome.urgent || response.decision.is_some()
}

/// Which students are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// Everybody.
    #[default]
    All,
    /// Those at this level.
    Level(LevelIndex),
    /// Those of whom too little is known for a level (情報不足).
    Insufficient,
    /// Those with a critical item (すぐに管理職へ).
    Urgent,
    /// Those with more or less concern than in the last round (変化あり).
    Changed,
}

impl Filter {
    /// All filters of a checklist, in the order shown.
    pub fn all(checklist: &Checklist) -> Vec<Filter> {
        let levels = (0..checklist.levels.len()).map(Filter::Level);
        std::iter::once(Filter::All)
            .chain(levels)
            .chain([Filter::Insufficient, Filter::Urgent, Filter::Changed])
            .collect()
    }

    /// Whether a student with this outcome is shown.
    pub fn shows(self, outcome: &Outcome) -> bool {
        match self {
            Filter::All => true,
            Filter::Level(level) => outcome.level == LevelState::Level(level),
            Filter::Insufficient => outcome.level == LevelState::Insufficient,
            Filter::Urgent => outcome.urgent,
            Filter::Changed => matches!(outcome.trend, Trend::Up | Trend::Down),
        }
    }
}

/// What is not known about a class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Blanks, on the first look and on full forms that were begun.
    pub blank: usize,
    /// Scored answers わからない.
    pub unknown: usize,
    /// Students who need a full form that has a blank or was not begun.
    pub full_left: usize,
}

impl Gaps {
    /// Adds the gaps of one student.
    pub fn add(&mut self, checklist: &Checklist, response: &Response, outcome: &Outcome) {
        let short = response.progress(checklist, Form::Short).blanks();
        let full = response.progress(checklist, Form::Full).blanks();
        self.blank += short;
        if response.full_form_begun(checklist) {
            self.blank += full;
        }
        self.full_left += usize::from(outcome.ground == Ground::Full && full > 0);
        self.unknown += checklist
            .items
            .iter()
            .filter(|item| item.is_scored() && response.meaning(item) == Meaning::Unknown)
            .count();
    }
}
