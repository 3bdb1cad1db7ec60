//! A summary in the making: what is chosen, the draft that follows from it, and how it is let out.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use crate::browser;
use crate::chart::paper::{Look, paper};
use crate::chart::qr::{QrPath, path};
use crate::domain::case_code::CaseCode;
use crate::domain::limits;
use crate::domain::locale::Locale;
use crate::domain::roster::{StudentId, YearMonth};
use crate::domain::scanner::{Finding, TextUse};
use crate::domain::summary::{
    Choices, ContactRole, Draft, Sheet, Sign, Summary, SummaryError, offered_signs, peers_in_class, summarise,
};
use crate::domain::update::Command;
use crate::format::summary::{MEDIA_TYPE, encode, file_name, qr};
use crate::text::keeping::{explain_file, explain_random};
use crate::text::summary_page::SummaryPageText;
use crate::ui::dom::{keep, once_shown};
use crate::ui::state::{Desk, Mode};

/// Nothing was let out since the last change.
pub const NOTHING: usize = 0;
/// It was printed last.
pub const PRINTED: usize = 1;
/// It was saved last.
pub const SAVED: usize = 2;

/// What is chosen for one student. Nothing of it is stored.
pub struct Making {
    /// The desk.
    pub desk: Desk,
    /// Whom it is about.
    pub student: StudentId,
    /// Position of the contact's role in [`ContactRole::ALL`].
    pub contact: RwSignal<usize>,
    /// Whether the grade band stands on it.
    pub grade_band: RwSignal<bool>,
    /// Whether the school stands on it.
    pub school: RwSignal<bool>,
    /// Whether the paper is in English.
    pub english: RwSignal<bool>,
    /// Signs that are left out: one bit each, by position in `offered`.
    pub left_out: RwSignal<usize>,
    /// Signs that can stand on it.
    pub offered: Vec<Sign>,
    /// Students at 校内チームで検討 or above in this class.
    pub peers: usize,
    /// Questions answered with 確かめた: one bit each.
    pub ticks: RwSignal<usize>,
    /// Number of questions before release.
    pub questions: usize,
    /// Whether it was let out as it stands.
    pub released: RwSignal<bool>,
    /// [`NOTHING`], [`PRINTED`] or [`SAVED`].
    pub done: RwSignal<usize>,
    /// Changes whenever `draft` does.
    pub version: RwSignal<usize>,
    /// The draft, or everything that stands in the way.
    pub draft: RefCell<Result<Draft, Vec<SummaryError>>>,
    /// Whether there is something to choose from: a decision in the content in use.
    pub is_decided: RwSignal<bool>,
    /// Whether nothing stands in the way.
    pub is_ready: RwSignal<bool>,
}

impl Making {
    /// Begins with what is usual.
    pub fn new(desk: Desk, student: StudentId) -> Rc<Self> {
        let checklist = desk.checklist();
        let subject = (desk.round.get_untracked(), student);
        let (offered, peers, has_school) = desk.with_untracked(|document| {
            (
                offered_signs(&checklist, document, subject),
                peers_in_class(&checklist, document, subject.0),
                !document.classroom.school.trim().is_empty(),
            )
        });
        let coordinator = ContactRole::ALL
            .iter()
            .position(|role| *role == ContactRole::Coordinator);
        let making = Rc::new(Making {
            desk,
            student,
            contact: RwSignal::new(coordinator.unwrap_or_default()),
            grade_band: RwSignal::new(peers >= limits::MIN_GROUP),
            school: RwSignal::new(has_school),
            english: RwSignal::new(false),
            left_out: RwSignal::new(0),
            offered,
            peers,
            ticks: RwSignal::new(0),
            questions: checklist.release_questions.len(),
            released: RwSignal::new(false),
            done: RwSignal::new(NOTHING),
            version: RwSignal::new(0),
            draft: RefCell::new(Err(Vec::new())),
            is_decided: RwSignal::new(false),
            is_ready: RwSignal::new(false),
        });
        let following = making.clone();
        keep(Box::new(move || following.draw_up()));
        making
    }

    /// Makes the draft anew from the document and what is chosen.
    fn draw_up(&self) {
        let desk = self.desk;
        let left_out = self.left_out.get();
        let signs = self.offered.iter().enumerate();
        let choices = Choices {
            contact: ContactRole::ALL
                .get(self.contact.get())
                .copied()
                .unwrap_or(ContactRole::Coordinator),
            grade_band: self.grade_band.get(),
            school: self.school.get(),
            without_signs: signs
                .filter(|(at, _)| left_out & (1 << at) != 0)
                .map(|(_, sign)| sign.item.clone())
                .collect(),
        };
        let made = desk.with(|document| {
            summarise(
                &desk.checklist(),
                document,
                (desk.round.get(), self.student),
                &choices,
                YearMonth::of(browser::clock::today()),
                &browser::encoding::nfkc,
            )
        });
        let errors = made.as_ref().err().map_or(&[][..], Vec::as_slice);
        let missing =
            |error: &SummaryError| matches!(error, SummaryError::NoDecision | SummaryError::OtherContent);
        set_if_new(self.is_decided, !errors.iter().any(missing));
        set_if_new(self.is_ready, errors.is_empty());
        *self.draft.borrow_mut() = made;
        self.version.update(|version| *version += 1);
    }

    /// What was checked no longer holds once something else stands on the sheet.
    pub fn changed(&self) {
        self.ticks.set(0);
        self.released.set(false);
        self.done.set(NOTHING);
    }

    /// What stands in the way, tracking changes.
    pub fn errors(&self) -> Vec<SummaryError> {
        self.version.track();
        self.draft.borrow().as_ref().err().cloned().unwrap_or_default()
    }

    /// その他 as the team wrote it, tracking changes.
    pub fn typed_other(&self) -> String {
        let row = self.desk.row(self.student);
        let decision = row.as_ref().and_then(|row| row.response.decision.as_ref());
        decision.map_or_else(String::new, |decision| decision.ask_other.clone())
    }

    /// What was found in it, tracking changes.
    pub fn findings(&self) -> Vec<Finding> {
        let of_other = |error| match error {
            SummaryError::Text {
                text: TextUse::Other,
                findings,
            } => findings,
            SummaryError::Text {
                text: TextUse::SchoolLabel,
                ..
            }
            | SummaryError::NoRound
            | SummaryError::NoStudent
            | SummaryError::OtherContent
            | SummaryError::NoDecision
            | SummaryError::CardsUnrecorded(_)
            | SummaryError::NoCode
            | SummaryError::QuestionsOpen(_) => Vec::new(),
        };
        self.errors().into_iter().flat_map(of_other).collect()
    }

    /// Whether every question is answered, tracking changes.
    pub fn is_checked(&self) -> bool {
        self.ticks.get() + 1 == 1 << self.questions
    }

    /// Lets the summary out; its case code is drawn on the first time.
    fn release(&self) -> Option<Summary> {
        let has_code = self.draft.borrow().as_ref().is_ok_and(Draft::has_code);
        if !has_code {
            self.issue_code()?;
            untrack(|| self.draw_up());
        }
        let ticks = self.ticks.get_untracked();
        let answers: Vec<bool> = (0..self.questions).map(|at| ticks & (1 << at) != 0).collect();
        self.draft.borrow().as_ref().ok()?.release(&answers).ok()
    }

    fn issue_code(&self) -> Option<()> {
        let desk = self.desk;
        let code = loop {
            match browser::random::random_u64().map(CaseCode::from_random) {
                Ok(code) if desk.with_untracked(|document| document.keys.has(code)) => {}
                Ok(code) => break code,
                Err(error) => {
                    desk.app
                        .warn(explain_random(&error, desk.app.locale.get_untracked()));
                    return None;
                }
            }
        };
        let issue = Command::IssueCode {
            round: desk.round.get_untracked(),
            student: self.student,
            code,
            on: browser::clock::today(),
        };
        desk.dispatch(issue).then_some(())
    }

    /// Lets it out onto paper.
    pub fn print(&self) {
        if self.release().is_none() {
            return;
        }
        self.released.set(true);
        self.done.set(PRINTED);
        let app = self.desk.app;
        let words = SummaryPageText::of(app.locale.get_untracked());
        once_shown(move || {
            if !browser::print::print() {
                app.warn(words.print_failed);
            }
        });
    }

    /// Lets it out into a file.
    pub fn save(&self) {
        let Some(summary) = self.release() else { return };
        let app = self.desk.app;
        let json = encode(&summary, &self.desk.checklist());
        let name = file_name(summary.facts().code);
        match browser::files::save_file(&name, MEDIA_TYPE, json.as_bytes()) {
            Ok(()) => {
                self.released.set(true);
                self.done.set(SAVED);
            }
            Err(error) => app.warn(explain_file(&error, app.locale.get_untracked())),
        }
    }

    fn locale_of_paper(&self) -> Locale {
        if self.english.get() {
            Locale::En
        } else {
            Locale::Ja
        }
    }

    fn look<'a>(&self, has_code: bool, qr: Option<&'a QrPath>) -> Look<'a> {
        Look {
            has_code,
            is_released: self.released.get(),
            qr,
            is_sample: self.desk.mode == Mode::Sample,
            locale: self.locale_of_paper(),
        }
    }

    /// The sheet as it was let out; nothing before that.
    pub fn released_paper(&self) -> Option<String> {
        self.version.track();
        let locale = self.locale_of_paper();
        if !self.released.get() {
            return None;
        }
        let checklist = self.desk.checklist();
        let draft = self.draft.borrow();
        let answers = vec![true; self.questions];
        let summary = draft.as_ref().ok()?.release(&answers).ok()?;
        // A text that does not fit a symbol is left to paper and file.
        let symbol = qr::encode(&summary, &checklist).ok().and_then(|text| path(&text));
        let sheet = Sheet::of(summary.facts(), &checklist, locale);
        Some(paper(&sheet, self.look(true, symbol.as_ref())))
    }

    /// What the ward will see, tracking changes.
    pub fn preview(&self) -> String {
        if let Some(released) = self.released_paper() {
            return released;
        }
        let (checklist, locale) = (self.desk.checklist(), self.locale_of_paper());
        let draft = self.draft.borrow();
        draft.as_ref().map_or_else(
            |_| String::new(),
            |draft| {
                let sheet = Sheet::of(draft.facts(), &checklist, locale);
                paper(&sheet, self.look(draft.has_code(), None))
            },
        )
    }
}

/// What follows the signal is made anew only when the value is another.
fn set_if_new(signal: RwSignal<bool>, value: bool) {
    if signal.get_untracked() != value {
        signal.set(value);
    }
}
