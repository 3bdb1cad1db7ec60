//! What the answers of a whole class may say about the answers: that nearly everybody stands out or nobody, that one item
//! speaks for all others, that a row or a column was filled in without a difference, or faster than one can read.
//!
//! None of it is a fault. A class may be like that; so each finding is a question to the teacher who knows it, shown to
//! nobody else, kept nowhere and in no file. All thresholds are 見本 (own proposals, not validated).

use super::checklist::{Checklist, Form, Item, ItemIndex, LevelIndex};
use super::response::{Answer, Meaning, Response};
use super::roster::StudentId;
use super::scoring::{LevelState, Outcome, Scorer};

/// Students that must be there before anything is said of a class: with fewer, one child is the pattern. Source: 見本,
/// after the statutory size of a class (35) and of the smallest classes.
pub const LEAST_STUDENTS: usize = 10;
/// Share of a class from which a level is reached by almost everybody. Source: 見本; screeners are meant to single out
/// 5 to 20 of a hundred.
pub const ALMOST_ALL: f64 = 0.8;
/// Share of those who stand out that one item must explain. Source: 見本.
pub const NEARLY_ALL_FLAGS: f64 = 0.8;
/// Students who must stand out before an item can be said to explain it. Source: 見本, the smallest group that does not
/// single anybody out ([`super::limits::MIN_GROUP`]).
pub const LEAST_FLAGS: usize = super::limits::MIN_GROUP;
/// Answered items of one form from which a row of equal answers is worth a question. Source: 見本; half of the built-in
/// short form.
pub const LEAST_ROW: usize = 7;
/// Time in which a row cannot have been read, in milliseconds. Source: 見本; a short line takes an adult about 300 ms.
pub const FAST_ROW_MILLIS: u32 = 1_000;
/// Rows filled in so fast before it is worth a question: a slip of the finger is no pattern. Source: 見本.
pub const LEAST_FAST_ROWS: usize = LEAST_FLAGS;

/// A student as fairness looks at it.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// Who.
    pub student: StudentId,
    /// The sheet.
    pub response: &'a Response,
    /// What the rules say of it.
    pub outcome: &'a Outcome,
}

/// Something worth a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Almost all students reach this level or a higher one.
    AlmostAll {
        /// The level.
        level: LevelIndex,
        /// Students who reach it.
        count: usize,
        /// Students with a level.
        of: usize,
    },
    /// The whole class is looked at, and nobody is above the lowest level.
    Nobody {
        /// Students with a level.
        of: usize,
    },
    /// Without this one item, nearly all who stand out would not.
    OneItem {
        /// The item.
        item: ItemIndex,
        /// Students who would not stand out.
        count: usize,
        /// Students who stand out.
        of: usize,
    },
    /// These students have one and the same answer, other than none, on every line of a form.
    RowsAlike {
        /// The students, in the order given.
        students: Vec<StudentId>,
    },
    /// All students have one and the same answer, other than none, to this item.
    ColumnAlike {
        /// The item.
        item: ItemIndex,
        /// Students who were answered for.
        of: usize,
    },
    /// These students' rows were filled in faster than they can be read.
    FastRows {
        /// The students, in the order given.
        students: Vec<StudentId>,
    },
}

/// Everything worth a question about a class. `pace` has the milliseconds that whole rows took which were filled
/// in at one stroke since the class was opened, oldest first; it is kept nowhere.
pub fn findings(checklist: &Checklist, sheets: &[Sheet<'_>], pace: &[(StudentId, u32)]) -> Vec<Finding> {
    let mut found = Vec::new();
    if sheets.len() >= LEAST_STUDENTS {
        found.extend(spread(checklist, sheets));
        found.extend(one_item(checklist, sheets));
        found.extend(columns_alike(checklist, sheets));
    }
    found.extend(rows_alike(checklist, sheets));
    found.extend(fast_rows(sheets, pace));
    found
}

/// Whether a count is so large a share. Counts of a class are small, so the numbers are exact.
fn is_share(count: usize, of: usize, share: f64) -> bool {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(count) >= share * number(of)
}

fn level_of(outcome: &Outcome) -> Option<LevelIndex> {
    match outcome.level {
        LevelState::Level(level) => Some(level),
        LevelState::Insufficient => None,
    }
}

/// Almost everybody above the lowest level, or nobody at all.
fn spread(checklist: &Checklist, sheets: &[Sheet<'_>]) -> Option<Finding> {
    let levels: Vec<LevelIndex> = sheets
        .iter()
        .filter_map(|sheet| level_of(sheet.outcome))
        .collect();
    let of = levels.len();
    if of < LEAST_STUDENTS {
        return None;
    }
    let reaching = |level: LevelIndex| levels.iter().filter(|reached| **reached >= level).count();
    // The highest that almost everybody reaches; it says more than the ones below it.
    let almost_all = (1..checklist.levels.len())
        .rev()
        .map(|level| (level, reaching(level)))
        .find(|(_, count)| is_share(*count, of, ALMOST_ALL));
    match almost_all {
        Some((level, count)) => Some(Finding::AlmostAll { level, count, of }),
        // Not while somebody is still to be looked at.
        None if of == sheets.len() && reaching(1) == 0 => Some(Finding::Nobody { of }),
        None => None,
    }
}

/// The item without whose answers most of those who stand out would not.
fn one_item(checklist: &Checklist, sheets: &[Sheet<'_>]) -> Option<Finding> {
    let stands_out = |outcome: &Outcome| outcome.gate.now || level_of(outcome).is_some_and(|level| level > 0);
    let flagged: Vec<&Sheet<'_>> = sheets.iter().filter(|sheet| stands_out(sheet.outcome)).collect();
    let of = flagged.len();
    if of < LEAST_FLAGS {
        return None;
    }
    let scorer = Scorer::new(checklist);
    let without = |item: &Item| {
        let least = item
            .options
            .iter()
            .position(|option| option.points == item.min_points());
        let least = least.and_then(|index| u8::try_from(index).ok())?;
        let count = flagged.iter().filter(|sheet| {
            if !matches!(sheet.response.meaning(item), Meaning::Points(points) if points > item.min_points())
            {
                return false;
            }
            let mut response = sheet.response.clone();
            response.answers.insert(item.id.clone(), Answer::Option(least));
            !stands_out(&scorer.score(&response, None))
        });
        Some(count.count())
    };
    let explained = checklist
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.is_scored())
        .filter_map(|(index, item)| Some((without(item)?, index)))
        .max_by_key(|(count, index)| (*count, std::cmp::Reverse(*index)))?;
    let (count, item) = explained;
    is_share(count, of, NEARLY_ALL_FLAGS).then_some(Finding::OneItem { item, count, of })
}

/// An answer as it was given, where giving it to everybody is worth a question: 「なし」 everywhere is what most classes and
/// most students look like.
fn telling(response: &Response, item: &Item) -> Option<Answer> {
    let answer = response.answers.get(&item.id).copied()?;
    match (answer, response.meaning(item)) {
        (Answer::NotApplicable, _) => None,
        (_, Meaning::Points(points)) if points == item.min_points() => None,
        (answer, _) => Some(answer),
    }
}

fn columns_alike(checklist: &Checklist, sheets: &[Sheet<'_>]) -> Vec<Finding> {
    let alike = |(index, item): (usize, &Item)| {
        let mut given = sheets
            .iter()
            .filter(|sheet| sheet.response.answers.contains_key(&item.id));
        let first = telling(given.next()?.response, item)?;
        let others = given.map(|sheet| telling(sheet.response, item));
        let mut of = 1;
        for other in others {
            if other != Some(first) {
                return None;
            }
            of += 1;
        }
        (of >= LEAST_STUDENTS).then_some(Finding::ColumnAlike { item: index, of })
    };
    checklist
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.is_scored())
        .filter_map(alike)
        .collect()
}

fn rows_alike(checklist: &Checklist, sheets: &[Sheet<'_>]) -> Option<Finding> {
    let is_alike = |response: &Response, form: Form| {
        let mut answers = checklist
            .form(form)
            .filter(|item| item.is_scored() && item.count.is_none())
            .filter(|item| response.answers.contains_key(&item.id))
            .map(|item| telling(response, item));
        let Some(Some(first)) = answers.next() else {
            return false;
        };
        let mut count = 1;
        for other in answers {
            if other != Some(first) {
                return false;
            }
            count += 1;
        }
        count >= LEAST_ROW
    };
    let students: Vec<StudentId> = sheets
        .iter()
        .filter(|sheet| is_alike(sheet.response, Form::Short) || is_alike(sheet.response, Form::Full))
        .map(|sheet| sheet.student)
        .collect();
    (!students.is_empty()).then_some(Finding::RowsAlike { students })
}

fn fast_rows(sheets: &[Sheet<'_>], pace: &[(StudentId, u32)]) -> Option<Finding> {
    let students: Vec<StudentId> = sheets
        .iter()
        .map(|sheet| sheet.student)
        .filter(|student| {
            // The last time counts: who went back took the time.
            let last = pace.iter().rev().find(|(other, _)| other == student);
            last.is_some_and(|(_, millis)| *millis < FAST_ROW_MILLIS)
        })
        .collect();
    (students.len() >= LEAST_FAST_ROWS).then_some(Finding::FastRows { students })
}

#[cfg(test)]
mod tests;
