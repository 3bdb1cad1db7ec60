//! 学校のようす: several classes side by side, for whoever prepares the meeting of a school (教育相談Co, 管理職).
//!
//! Classes stand by grade and class, students by number: nobody is ranked, and no class against another. In whatever order
//! the files were opened, what is shown is the same. Two files of one class are put together as anywhere else.

use chrono::NaiveDate;

use super::checklist::{Checklist, Form};
use super::decision::Decision;
use super::document::{Document, Round};
use super::ledger::DocumentId;
use super::next_step::Share;
use super::overview::is_on_agenda;
use super::response::Response;
use super::roster::{Grade, SchoolYear, Student};
use super::scoring::{Ground, Outcome, Scorer};
use super::sorted::sort_short;
use std::sync::Arc;

/// A student with the sheet of the round shown and what the rules say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct SchoolRow {
    /// The student.
    pub student: Student,
    /// The sheet.
    pub response: Response,
    /// The outcome.
    pub outcome: Outcome,
    /// The outcome of the last comparable round.
    pub previous: Option<Outcome>,
}

/// How far a class, or a school, is in its round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassProgress {
    /// 一次確認: students whose short form has no blank.
    pub short: Share,
    /// 詳しい票: students who need one and have no blank there.
    pub full: Share,
    /// 会議: students to talk about, and those with a decision.
    pub meeting: Share,
    /// 要約票: decisions that go beyond the school, and those with a case code drawn.
    pub summary: Share,
}

impl ClassProgress {
    /// Both together.
    pub fn and(self, other: Self) -> Self {
        let sum = |a: Share, b: Share| Share {
            done: a.done + b.done,
            all: a.all + b.all,
        };
        Self {
            short: sum(self.short, other.short),
            full: sum(self.full, other.full),
            meeting: sum(self.meeting, other.meeting),
            summary: sum(self.summary, other.summary),
        }
    }
}

/// The content that a class is read with.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassContent {
    /// The content.
    pub checklist: Arc<Checklist>,
    /// How it stands to the newest round.
    pub fit: Fit,
}

/// How a content stands to a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// The round was answered with it.
    Own,
    /// The round's own content is not at hand; this one has all the items that were answered.
    StandIn,
    /// The round's own content is not at hand, and this one does not fit: nothing is scored.
    Missing,
}

/// One class of the school, in its newest round.
#[derive(Clone, Debug, PartialEq)]
pub struct SchoolClass {
    /// The class; of several files of it, all put together.
    pub document: Document,
    /// Files of this class that were opened.
    pub files: usize,
    /// Those among them that could not be put together with the newest one and are left out.
    pub left_out: usize,
    /// The newest day that is written down in it: a round begun, a decision, a card recorded, a case code drawn. Answers
    /// carry no day.
    pub newest: Option<NaiveDate>,
    /// The content its round is read with.
    pub content: ClassContent,
    /// How far it is.
    pub progress: ClassProgress,
    /// Students to talk about, by number.
    pub agenda: Vec<SchoolRow>,
}

impl SchoolClass {
    /// The round shown.
    pub fn round(&self) -> Option<&Round> {
        self.document.latest()
    }
}

/// Where a class stands in the table: by grade and class (2 before 10), then what tells schools and years apart.
type Place<'a> = (Grade, u32, &'a str, &'a str, SchoolYear, u128);

fn place(document: &Document) -> Place<'_> {
    let classroom = &document.classroom;
    (
        classroom.grade,
        classroom.class_name.parse().unwrap_or(u32::MAX),
        &classroom.class_name,
        &classroom.school,
        classroom.school_year,
        document.ledger.id.0,
    )
}

/// The classes of the documents that were opened, by grade and class, each read with what `content` gives for it.
pub fn school(content: &dyn Fn(&Document) -> ClassContent, documents: &[Document]) -> Vec<SchoolClass> {
    let mut ids: Vec<DocumentId> = Vec::new();
    for document in documents {
        if !ids.contains(&document.ledger.id) {
            ids.push(document.ledger.id);
        }
    }
    let mut classes: Vec<SchoolClass> = ids
        .into_iter()
        .filter_map(|id| {
            let files: Vec<&Document> = documents
                .iter()
                .filter(|document| document.ledger.id == id)
                .collect();
            one_class(content, files)
        })
        .collect();
    sort_short(&mut classes, |a, b| place(&a.document) <= place(&b.document));
    classes
}

/// How far the school is.
pub fn total(classes: &[SchoolClass]) -> ClassProgress {
    classes
        .iter()
        .fold(ClassProgress::default(), |sum, class| sum.and(class.progress))
}

/// One class from its files, the newest first, so that of copies that do not fit together it is the newest that is shown.
fn one_class(content: &dyn Fn(&Document) -> ClassContent, mut files: Vec<&Document>) -> Option<SchoolClass> {
    sort_short(&mut files, |a, b| a.revision >= b.revision);
    let (newest, others) = files.split_first()?;
    let mut document = Document::clone(newest);
    let left_out = others
        .iter()
        .filter(|other| document.merge(other).is_err())
        .count();
    let content = content(&document);
    let rows = rows(&content, &document);
    let progress = progress(&content.checklist, &document, &rows);
    Some(SchoolClass {
        files: files.len(),
        left_out,
        newest: newest_day(&document),
        content,
        progress,
        agenda: rows
            .into_iter()
            .filter(|row| is_on_agenda(&row.response, &row.outcome))
            .collect(),
        document,
    })
}

/// Every student of the newest round, by number.
fn rows(content: &ClassContent, document: &Document) -> Vec<SchoolRow> {
    let Some(round) = document.latest() else {
        return Vec::new();
    };
    let (checklist, is_read) = (&content.checklist, content.fit != Fit::Missing);
    let before = document.comparable_before(round.id).filter(|_| is_read);
    let scorer = Scorer::new(checklist);
    let row = |student: &Student| {
        let response = if is_read {
            round.response(student.id)
        } else {
            Response::default()
        };
        let earlier = before.and_then(|round| round.responses.get(&student.id));
        let previous = earlier.map(|response| scorer.score(response, None));
        SchoolRow {
            student: student.clone(),
            outcome: scorer.score(&response, previous.as_ref()),
            response,
            previous,
        }
    };
    document.classroom.students.iter().map(row).collect()
}

fn progress(checklist: &Checklist, document: &Document, rows: &[SchoolRow]) -> ClassProgress {
    let share = |all: &dyn Fn(&SchoolRow) -> bool, done: &dyn Fn(&SchoolRow) -> bool| {
        let wanted = || rows.iter().filter(|row| all(row));
        Share {
            done: wanted().filter(|row| done(row)).count(),
            all: wanted().count(),
        }
    };
    let is_complete = |row: &SchoolRow, form| row.response.progress(checklist, form).is_complete();
    let round = document.latest().map(|round| round.id);
    let is_coded =
        |row: &SchoolRow| round.is_some_and(|round| document.keys.code_of(row.student.id, round).is_some());
    ClassProgress {
        short: share(&|_| true, &|row| is_complete(row, Form::Short)),
        full: share(&|row| row.outcome.ground == Ground::Full, &|row| {
            is_complete(row, Form::Full)
        }),
        meeting: share(&|row| is_on_agenda(&row.response, &row.outcome), &|row| {
            row.response.decision.is_some()
        }),
        summary: share(
            &|row| row.response.decision.as_ref().is_some_and(Decision::goes_out),
            &is_coded,
        ),
    }
}

fn newest_day(document: &Document) -> Option<NaiveDate> {
    let of_sheet = |sheet: &Response| {
        let cards = sheet.cards.values().map(|record| record.on).max();
        cards.max(sheet.decision.as_ref().map(|decision| decision.on))
    };
    let of_rounds = document.rounds.iter().flat_map(|round| {
        let sheets = round.responses.values().filter_map(of_sheet);
        sheets.chain([round.began])
    });
    let of_codes = document.keys.entries.iter().map(|entry| entry.on);
    of_rounds.chain(of_codes).max()
}

#[cfg(test)]
mod tests;
