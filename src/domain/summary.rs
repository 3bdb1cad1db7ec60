//! The summary (気づき要約票): what a ward may know of a child whose name it does not know.
//!
//! De-identification is a matter of types here. [`Facts`] has no field for a name, number, class, day of birth, day, sex
//! or story: months instead of days, bands instead of grades and counts, identifiers of the content instead of words. The
//! two short texts in it are [`CheckedText`]. A [`Draft`] is made by [`summarise`] and by nothing else, and only when the
//! team has decided and every card that opened is recorded. It can be looked at, as the ward will see it; it becomes a
//! [`Summary`], the only thing a file or a sheet is made of, when a case code is drawn and a person has answered the
//! questions before release.
//!
//! The claim is 「氏名等を含まない要約」: while the school keeps the key table this is pseudonymous, not anonymous.

mod facts;
mod sheet;

use super::case_code::CaseCode;
use super::checklist::{Checklist, ItemKind, LevelIndex};
use super::decision::Decision;
use super::document::{Document, RoundId};
use super::ids::{CardId, ItemId, LevelId};
use super::limits;
use super::response::{Meaning, Response};
use super::roster::{Classroom, StudentId, YearMonth};
use super::scanner::{CheckedText, Finding, Normalise, RosterTerms, TextUse};
use super::scoring::{self, LevelState, Outcome};
use crate::domain::sorted::Set;
pub use facts::{AreaFact, AreaPicture, ContactRole, Facts, Sign, Strength};
pub use sheet::{Labelled, Sheet, SheetArea, SheetLevel, SheetSign, SheetStrength, SheetTried};

/// What a person chooses before a summary is made. Leaving something out is always possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// Whom the ward asks for.
    pub contact: ContactRole,
    /// Whether the grade band stands on it; see [`peers_in_class`].
    pub grade_band: bool,
    /// Whether the school's label stands on it.
    pub school: bool,
    /// Signs that would tell whose it is and are left out.
    pub without_signs: Set<ItemId>,
}

/// Why there is no summary.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SummaryError {
    /// No such round.
    #[error("no such round")]
    NoRound,
    /// No such student.
    #[error("no such student")]
    NoStudent,
    /// The round was answered with another content than the one in use.
    #[error("the round was answered with another content")]
    OtherContent,
    /// No decision of a team is recorded.
    #[error("no decision is recorded")]
    NoDecision,
    /// Cards that opened and for which nothing is recorded as done.
    #[error("{} cards are not recorded", .0.len())]
    CardsUnrecorded(Vec<CardId>),
    /// No case code is drawn.
    #[error("no case code")]
    NoCode,
    /// A text that may not leave.
    #[error("{} places in a text", findings.len())]
    Text {
        /// Which text.
        text: TextUse,
        /// What was found in it.
        findings: Vec<Finding>,
    },
    /// Questions before release that nobody answered, by position from 0.
    #[error("{} questions are open", .0.len())]
    QuestionsOpen(Vec<usize>),
}

/// A summary that may be looked at and not yet let out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    facts: Facts,
    has_code: bool,
    questions: usize,
}

impl Draft {
    /// What would leave. While [`Draft::has_code`] says no, the code in it stands for nothing and is not to be shown.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Whether the case code is drawn.
    pub fn has_code(&self) -> bool {
        self.has_code
    }

    /// Lets the summary out, once every question of [`Checklist::release_questions`] is answered with 確かめた.
    ///
    /// # Errors
    /// [`SummaryError::QuestionsOpen`] with the positions that are not, or [`SummaryError::NoCode`].
    pub fn release(&self, checked: &[bool]) -> Result<Summary, SummaryError> {
        let open: Vec<usize> = (0..self.questions.max(1))
            .filter(|question| checked.get(*question) != Some(&true))
            .collect();
        if !open.is_empty() {
            return Err(SummaryError::QuestionsOpen(open));
        }
        if !self.has_code {
            return Err(SummaryError::NoCode);
        }
        Ok(Summary {
            facts: self.facts.clone(),
        })
    }
}

/// A summary that a person let out. Files, sheets and QR symbols are made of nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    facts: Facts,
}

impl Summary {
    /// What leaves.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }
}

/// Makes the summary of one student's sheet of one round.
///
/// # Errors
/// Everything that stands in the way, at once.
pub fn summarise(
    checklist: &Checklist,
    document: &Document,
    (round, student): (RoundId, StudentId),
    choices: &Choices,
    made: YearMonth,
    normalise: Normalise<'_>,
) -> Result<Draft, Vec<SummaryError>> {
    let class = &document.classroom;
    let Some(sheet) = document.round(round) else {
        return Err(vec![SummaryError::NoRound]);
    };
    if class.student(student).is_none() {
        return Err(vec![SummaryError::NoStudent]);
    }
    if sheet.stamp != checklist.stamp {
        return Err(vec![SummaryError::OtherContent]);
    }
    let mut errors = Vec::new();
    let response = sheet.response(student);
    let unrecorded = response.unrecorded_cards(checklist);
    if !unrecorded.is_empty() {
        errors.push(SummaryError::CardsUnrecorded(unrecorded));
    }
    let Some(decision) = &response.decision else {
        errors.insert(0, SummaryError::NoDecision);
        return Err(errors);
    };
    let terms = RosterTerms::of(class, normalise);
    let mut text_of = |text: &str, text_use: TextUse| -> Option<CheckedText> {
        if text.trim().is_empty() {
            return None;
        }
        CheckedText::check(text, &terms, normalise, text_use)
            .map_err(|findings| {
                errors.push(SummaryError::Text {
                    text: text_use,
                    findings,
                })
            })
            .ok()
    };
    let school = if choices.school { class.school.as_str() } else { "" };
    let texts = Texts {
        school: text_of(school, TextUse::SchoolLabel),
        other: text_of(&decision.ask_other, TextUse::Other),
    };
    if !errors.is_empty() {
        return Err(errors);
    }
    let code = document.keys.code_of(student, round);
    let seen = Seen::of(checklist, document, round, student, &response);
    Ok(Draft {
        facts: seen.facts(
            class,
            decision,
            choices,
            texts,
            code.unwrap_or(CaseCode::from_random(0)),
            made,
        ),
        has_code: code.is_some(),
        questions: checklist.release_questions.len(),
    })
}

/// The signs a summary would name if none is left out, what weighs most first.
pub fn offered_signs(
    checklist: &Checklist,
    document: &Document,
    (round, student): (RoundId, StudentId),
) -> Vec<Sign> {
    let Some(sheet) = document.round(round) else {
        return Vec::new();
    };
    let response = sheet.response(student);
    Seen::of(checklist, document, round, student, &response).signs(&Set::new())
}

/// Position of 校内チームで検討 among the levels: the third, or the highest of fewer. Source: domain dossier §4.2.
pub fn team_level(checklist: &Checklist) -> LevelIndex {
    2.min(checklist.levels.len().saturating_sub(1))
}

/// Students of the class at the level 校内チームで検討 or higher. With [`limits::MIN_GROUP`] of them the grade band does not
/// single a child out; with fewer it should be left out, unless the school knows of more in other classes.
pub fn peers_in_class(checklist: &Checklist, document: &Document, round: RoundId) -> usize {
    let wanted = team_level(checklist);
    let Some(round) = document.round(round) else {
        return 0;
    };
    document
        .classroom
        .students
        .iter()
        .filter_map(|student| round.responses.get(&student.id))
        .filter(|response| match scoring::score(checklist, response, None).level {
            LevelState::Level(level) => level >= wanted,
            LevelState::Insufficient => false,
        })
        .count()
}

struct Texts {
    school: Option<CheckedText>,
    other: Option<CheckedText>,
}

/// What the sheet of one student says.
struct Seen<'a> {
    checklist: &'a Checklist,
    response: &'a Response,
    outcome: Outcome,
    previous: Option<Outcome>,
}

impl<'a> Seen<'a> {
    fn of(
        checklist: &'a Checklist,
        document: &Document,
        round: RoundId,
        student: StudentId,
        response: &'a Response,
    ) -> Self {
        let previous = document
            .comparable_before(round)
            .and_then(|before| before.responses.get(&student))
            .map(|before| scoring::score(checklist, before, None));
        Seen {
            checklist,
            response,
            outcome: scoring::score(checklist, response, previous.as_ref()),
            previous,
        }
    }

    /// Only what the content knows is taken over: an identifier from elsewhere could spell anything.
    fn facts(
        &self,
        class: &Classroom,
        decision: &Decision,
        choices: &Choices,
        texts: Texts,
        code: CaseCode,
        made: YearMonth,
    ) -> Facts {
        let (checklist, outcome) = (self.checklist, &self.outcome);
        let level_id = |index: LevelIndex| {
            let level = checklist.levels.get(index).or(checklist.levels.last());
            level.map_or_else(|| LevelId::from(""), |level| level.id.clone())
        };
        let supports = checklist.supports.iter().map(|support| &support.id);
        let last_day = class.school_year.last_day();
        let disposed_after = u16::from(checklist.retention.summaries_years);
        Facts {
            code,
            made,
            school: texts.school,
            contact: choices.contact,
            grade_band: choices.grade_band.then(|| class.grade.band()),
            stamp: checklist.stamp.clone(),
            ground: outcome.ground,
            level: match outcome.level {
                LevelState::Level(index) => Some(level_id(index)),
                LevelState::Insufficient => None,
            },
            lowest: level_id(outcome.lowest),
            highest: level_id(outcome.highest),
            trend: outcome.trend,
            areas: self.areas(),
            signs: self.signs(&choices.without_signs),
            strengths: self.strengths(),
            information: self.information(),
            urgent: self.response.open_cards(checklist),
            tried: supports
                .clone()
                .filter_map(|id| Some((id.clone(), *decision.tried.get(id)?)))
                .collect(),
            student_heard: decision.student_heard,
            guardian_heard: decision.guardian_heard,
            consent: decision.consent,
            directions: decision.directions.iter().copied().collect(),
            supports: supports
                .filter(|id| decision.supports.contains(*id))
                .cloned()
                .collect(),
            asks: checklist
                .asks
                .iter()
                .map(|ask| ask.id.clone())
                .filter(|id| decision.asks.contains(id))
                .collect(),
            other: texts.other,
            reply_by: decision.reply_by,
            met: decision.met,
            next_check: decision.next_check.map(YearMonth::of),
            dispose: YearMonth {
                year: YearMonth::of(last_day).year.saturating_add(disposed_after),
                month: YearMonth::of(last_day).month,
            },
        }
    }

    fn areas(&self) -> Vec<AreaFact> {
        let picture = |index| match scoring::area_score(self.checklist, &self.outcome, index) {
            Some(score) if score.applies => score.step.map_or(AreaPicture::Insufficient, AreaPicture::Step),
            Some(_) | None => AreaPicture::NotApplicable,
        };
        let trend = |index| scoring::area_trend(self.checklist, &self.outcome, self.previous.as_ref(), index);
        let areas = self.checklist.areas.iter().enumerate();
        areas
            .map(|(index, area)| AreaFact {
                area: area.id.clone(),
                picture: picture(index),
                trend: trend(index),
            })
            .collect()
    }

    fn signs(&self, without: &Set<ItemId>) -> Vec<Sign> {
        let explained = scoring::explain(
            self.checklist,
            self.response,
            &self.outcome,
            self.previous.as_ref(),
        );
        explained
            .items
            .iter()
            .filter_map(|index| self.checklist.items.get(*index))
            .filter_map(|item| {
                Some(Sign {
                    item: item.id.clone(),
                    option: self.response.option_index(item)?,
                })
            })
            .take(limits::MAX_SIGNS)
            // Nothing moves up into the place of what is left out: the person has not looked at it.
            .filter(|sign| !without.contains(&sign.item))
            .collect()
    }

    fn strengths(&self) -> Vec<(ItemId, Strength)> {
        let strengths = self.checklist.items.iter().filter(|item| item.is_strength());
        strengths
            .map(|item| {
                let strength = match self.response.meaning(item) {
                    Meaning::Points(0) => Strength::Absent,
                    Meaning::Points(_) => Strength::Present,
                    Meaning::Unknown | Meaning::Blank | Meaning::NotApplicable => Strength::Unknown,
                };
                (item.id.clone(), strength)
            })
            .collect()
    }

    fn information(&self) -> Vec<ItemId> {
        self.checklist
            .items
            .iter()
            .filter(|item| matches!(item.kind, ItemKind::Information { .. }))
            .filter(|item| matches!(self.response.meaning(item), Meaning::Points(points) if points >= 1))
            .map(|item| item.id.clone())
            .collect()
    }
}

#[cfg(test)]
pub(crate) mod tests;
