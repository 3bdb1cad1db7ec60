//! What a teacher saw of one student in one round: answers, attendance, the gut feeling, and what was done on a card.

use chrono::NaiveDate;

use super::checklist::{AutoCount, Checklist, Form, Item, ItemKind};
use super::decision::Decision;
use super::ids::{ActionId, CardId, ItemId};
use super::sorted::{Map, Set};

/// An answer to one item. No answer at all is a blank, which is never the same as 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// One of the item's options, by position from 0.
    Option(u8),
    /// A count (days, times, months), for items with a count rule. 0 to [`super::limits::MAX_COUNT`].
    Count(u16),
    /// わからない: somebody looked and cannot say. Missing, never 0.
    Unknown,
    /// 対象外: does not apply to this student.
    NotApplicable,
}

/// Attendance of one student in the round's window, as imported or typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// 欠席日数 in the window, without 出席停止・忌引.
    pub absent: Option<u16>,
    /// 遅刻 in the window.
    pub late: Option<u16>,
    /// 早退 in the window.
    pub left_early: Option<u16>,
    /// 欠席日数 since the school year began.
    pub absent_year: Option<u16>,
    /// 授業日数 in the window: the days on which the student was to attend. 0 is as good as unknown.
    pub school_days: Option<u16>,
}

impl Attendance {
    /// The count an item asks for, if it is known.
    pub fn count(&self, auto: AutoCount) -> Option<u16> {
        match auto {
            AutoCount::AbsentWindow => self.absent,
            AutoCount::LateEarlyWindow => match (self.late, self.left_early) {
                (None, None) => None,
                (late, early) => Some(late.unwrap_or(0).saturating_add(early.unwrap_or(0))),
            },
            AutoCount::AbsentYear => self.absent_year,
        }
    }
}

/// That a card was read and what was done. Stays in the school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRecord {
    /// What was done; at least one before a summary may be printed.
    pub actions: Set<ActionId>,
    /// The day it was recorded.
    pub on: NaiveDate,
    /// Facts and words as spoken. At most [`super::limits::MAX_NOTE_CHARS`] characters.
    pub note: String,
}

/// One student's sheet of one round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// Answers by item; what is not here is blank.
    pub answers: Map<ItemId, Answer>,
    /// なんとなく気になる.
    pub gut: bool,
    /// Imported counts; they answer items with an auto count while nobody has.
    pub attendance: Attendance,
    /// Cards that were read, with what was done.
    pub cards: Map<CardId, CardRecord>,
    /// What the team agreed.
    pub decision: Option<Decision>,
}

/// How far a form is filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Items with any answer, `?` and 対象外 among them.
    pub answered: usize,
    /// All items.
    pub total: usize,
}

impl Progress {
    /// Whether nothing is blank.
    pub fn is_complete(self) -> bool {
        self.answered == self.total
    }

    /// Number of blanks.
    pub fn blanks(self) -> usize {
        self.total - self.answered
    }
}

/// What an answer means for scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// So many points.
    Points(u8),
    /// わからない.
    Unknown,
    /// Nobody has answered.
    Blank,
    /// 対象外.
    NotApplicable,
}

impl Response {
    /// The answer that counts: what was answered, else the imported count.
    pub fn answer(&self, item: &Item) -> Option<Answer> {
        self.counted(item, self.answers.get(&item.id).copied())
    }

    /// The same where what was answered is at hand.
    fn counted(&self, item: &Item, given: Option<Answer>) -> Option<Answer> {
        given.or_else(|| {
            let auto = item.count.as_ref()?.auto?;
            self.attendance.count(auto).map(Answer::Count)
        })
    }

    /// Position of the option the answer stands for, if it stands for one.
    pub fn option_index(&self, item: &Item) -> Option<usize> {
        self.option_of(item, self.answer(item)?)
    }

    fn option_of(&self, item: &Item, answer: Answer) -> Option<usize> {
        match answer {
            Answer::Option(index) => Some(usize::from(index)).filter(|index| *index < item.options.len()),
            Answer::Count(count) => {
                let rule = item.count.as_ref()?;
                rule.band_of(rule.scaled(count, self.attendance.school_days))
            }
            Answer::Unknown | Answer::NotApplicable => None,
        }
    }

    /// What the answer means for scores. An option the content no longer has is unknown, never 0.
    pub fn meaning(&self, item: &Item) -> Meaning {
        self.meaning_of(item, self.answers.get(&item.id).copied())
    }

    /// The same where what was answered is at hand, as it is for whoever goes through a whole sheet.
    pub(super) fn meaning_of(&self, item: &Item, given: Option<Answer>) -> Meaning {
        match self.counted(item, given) {
            None => Meaning::Blank,
            Some(Answer::NotApplicable) => Meaning::NotApplicable,
            Some(Answer::Unknown) => Meaning::Unknown,
            Some(answer @ (Answer::Option(_) | Answer::Count(_))) => self
                .option_of(item, answer)
                .and_then(|index| item.options.get(index))
                .map_or(Meaning::Unknown, |option| Meaning::Points(option.points)),
        }
    }

    /// How far one form is filled in. Strengths, information and critical items count on the full form.
    pub fn progress(&self, checklist: &Checklist, form: Form) -> Progress {
        let mut progress = Progress::default();
        for item in checklist.form(form) {
            progress.total += 1;
            progress.answered += usize::from(self.answer(item).is_some());
        }
        progress
    }

    /// Whether somebody began the full form: a scored item answered by hand.
    pub fn full_form_begun(&self, checklist: &Checklist) -> bool {
        checklist
            .form(Form::Full)
            .any(|item| item.is_scored() && self.answers.contains_key(&item.id))
    }

    /// Critical items with an answer of one point or more, in display order.
    pub fn urgent_items<'a>(&'a self, checklist: &'a Checklist) -> impl Iterator<Item = &'a Item> + 'a {
        checklist.items.iter().filter(|item| {
            item.is_critical() && matches!(self.meaning(item), Meaning::Points(points) if points >= 1)
        })
    }

    /// Cards those items open, each once, in the order of the content.
    pub fn open_cards(&self, checklist: &Checklist) -> Vec<CardId> {
        let wanted: Set<&CardId> = self
            .urgent_items(checklist)
            .filter_map(|item| match &item.kind {
                ItemKind::Critical { card } => Some(card),
                ItemKind::Scored | ItemKind::Information { .. } | ItemKind::Strength { .. } => None,
            })
            .collect();
        checklist
            .cards
            .iter()
            .map(|card| &card.id)
            .filter(|id| wanted.contains(id))
            .cloned()
            .collect()
    }

    /// Open cards for which nothing is recorded yet: while there is one, no summary may be made.
    pub fn unrecorded_cards(&self, checklist: &Checklist) -> Vec<CardId> {
        self.open_cards(checklist)
            .into_iter()
            .filter(|id| self.cards.get(id).is_none_or(|record| record.actions.is_empty()))
            .collect()
    }

    /// Whether nothing at all is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
