//! The summary of one student: what stands on it, what the ward will see, what is checked before it leaves.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::options::options;
use super::{focus_title, title};
use crate::browser;
use crate::chart::markup::Markup;
use crate::chart::paper::{Look, paper};
use crate::chart::qr::{QrPath, path};
use crate::domain::case_code::CaseCode;
use crate::domain::locale::Locale;
use crate::domain::roster::{StudentId, YearMonth};
use crate::domain::scanner::{Finding, TextUse};
use crate::domain::summary::{
    Choices, ContactRole, Draft, Sheet, Sign, Summary, SummaryError, offered_signs, peers_in_class, summarise,
};
use crate::domain::update::Command;
use crate::domain::{limits, summary};
use crate::format::summary::{MEDIA_TYPE, encode, file_name, qr};
use crate::route::Route;
use crate::text::fill;
use crate::text::frame::student_title;
use crate::text::keeping::{explain_file, explain_random};
use crate::text::summary::{SheetText, explain_summary};
use crate::text::summary_page::{SummaryPageText, finding_line};
use crate::ui::dom::{El, button, checked, el, keep, link, once_shown};
use crate::ui::state::{Desk, Mode};

/// What happened last on this screen.
const NOTHING: usize = 0;
const PRINTED: usize = 1;
const SAVED: usize = 2;

/// What is chosen for one student. Nothing of it is stored.
pub struct Making {
    /// The desk.
    pub desk: Desk,
    student: StudentId,
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
    ticks: RwSignal<usize>,
    questions: usize,
    /// Whether it was let out as it stands.
    released: RwSignal<bool>,
    done: RwSignal<usize>,
    /// Changes whenever `draft` does.
    version: RwSignal<usize>,
    draft: RefCell<Result<Draft, Vec<SummaryError>>>,
    /// Whether there is something to choose from: a decision in the content in use.
    is_decided: RwSignal<bool>,
    /// Whether nothing stands in the way.
    is_ready: RwSignal<bool>,
}

impl Making {
    fn new(desk: Desk, student: StudentId) -> Rc<Self> {
        let checklist = desk.app.checklist();
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
                &desk.app.checklist(),
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
    fn errors(&self) -> Vec<SummaryError> {
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

    fn is_checked(&self) -> bool {
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

    fn print(&self) {
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

    fn save(&self) {
        let Some(summary) = self.release() else { return };
        let app = self.desk.app;
        let json = encode(&summary, &app.checklist());
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
    fn released_paper(&self) -> Option<String> {
        self.version.track();
        let locale = self.locale_of_paper();
        if !self.released.get() {
            return None;
        }
        let checklist = self.desk.app.checklist();
        let draft = self.draft.borrow();
        let answers = vec![true; self.questions];
        let summary = draft.as_ref().ok()?.release(&answers).ok()?;
        // A text that does not fit a symbol is left to paper and file.
        let symbol = qr::encode(&summary, &checklist).ok().and_then(|text| path(&text));
        let sheet = Sheet::of(summary.facts(), &checklist, locale);
        Some(paper(&sheet, self.look(true, symbol.as_ref())))
    }

    fn preview(&self) -> String {
        if let Some(released) = self.released_paper() {
            return released;
        }
        let (checklist, locale) = (self.desk.app.checklist(), self.locale_of_paper());
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

/// The screen of one student.
pub fn one(desk: Desk, student: StudentId) -> Vec<El> {
    let locale = desk.app.locale.get_untracked();
    let words = SummaryPageText::of(locale);
    let making = Making::new(desk, student);
    let heading = move || {
        let hidden = desk.app.names_hidden.get();
        let row = desk.row(student);
        let student = row.map(|row| student_title(&row.student, hidden, locale));
        fill(words.of_student, &[("student", &student.unwrap_or_default())])
    };
    let back = move |_| {
        desk.chosen.set(None);
        focus_title();
    };
    let head = el("div")
        .class("page-head")
        .child(title().class("personal").text_with(heading))
        .child(button("button", words.back, back));
    let (of_obstacles, of_sheet) = (making.clone(), making.clone());
    let (of_body, is_decided, is_ready) = (making.clone(), making.is_decided, making.is_ready);
    vec![
        head,
        el("div").region(move || obstacles(&of_obstacles)),
        el("div").class("summary-step").region(move || {
            if is_decided.get() {
                vec![untrack(|| options(&making))]
            } else {
                Vec::new()
            }
        }),
        el("div").class("summary-step").region(move || {
            if is_ready.get() {
                untrack(|| vec![preview(&of_body), questions(&of_body), release(&of_body)])
            } else {
                Vec::new()
            }
        }),
        el("div").class("sheet").html_with(move || {
            let not_yet = || {
                let mut markup = Markup::default();
                markup.element("p", &[], SheetText::of(locale).not_yet);
                markup.finish()
            };
            of_sheet.released_paper().unwrap_or_else(not_yet)
        }),
    ]
}

/// Everything that stands in the way, with what to do.
fn obstacles(making: &Rc<Making>) -> Vec<El> {
    let errors = making.errors();
    if errors.is_empty() {
        return Vec::new();
    }
    let words = SummaryPageText::of(making.desk.app.locale.get_untracked());
    let lines = errors.iter().map(|error| obstacle(making, error));
    vec![
        el("section")
            .class("card card-next")
            .child(el("h2").text(words.obstacles))
            .child(el("ul").class("summary-obstacles").children(lines))
            .child(el("p").class("dim small").text(words.obstacles_lead)),
    ]
}

fn obstacle(making: &Rc<Making>, error: &SummaryError) -> El {
    let (desk, student) = (making.desk, making.student);
    let locale = desk.app.locale.get_untracked();
    let words = SummaryPageText::of(locale);
    let line = el("li").child(el("p").text(&explain_summary(error, &desk.app.checklist(), locale)));
    let found = |text: &str, findings: &[Finding]| {
        el("ul").children(
            findings
                .iter()
                .map(|finding| el("li").text(&finding_line(text, finding, locale))),
        )
    };
    let meeting = |label| link("button-main", Route::Meeting, label);
    match error {
        SummaryError::NoDecision => line.child(meeting(words.record_meeting)),
        SummaryError::CardsUnrecorded(_) => line.child(button("button-main", words.open_safety, move |_| {
            desk.safety.set(Some(student));
        })),
        SummaryError::Text {
            text: TextUse::Other,
            findings,
        } => line
            .child(found(&making.typed_other(), findings))
            .child(meeting(words.edit_meeting)),
        SummaryError::Text {
            text: TextUse::SchoolLabel,
            findings,
        } => {
            let typed = desk.with_untracked(|document| document.classroom.school.clone());
            let making = making.clone();
            line.child(found(&typed, findings)).child(button(
                "button-main",
                words.leave_school_out,
                move |_| {
                    making.school.set(false);
                    making.changed();
                    // The button goes with what it mends.
                    focus_title();
                },
            ))
        }
        SummaryError::NoRound
        | SummaryError::NoStudent
        | SummaryError::OtherContent
        | SummaryError::NoCode
        | SummaryError::QuestionsOpen(_) => line,
    }
}

fn card(heading: &str) -> El {
    el("section").class("card").child(el("h2").text(heading))
}

fn preview(making: &Rc<Making>) -> El {
    let words = SummaryPageText::of(making.desk.app.locale.get_untracked());
    let making = making.clone();
    let paper = el("div")
        .class("preview")
        .attr("role", "group")
        .attr("aria-label", words.preview)
        .attr("tabindex", "0")
        .html_with(move || making.preview());
    card(words.preview)
        .child(el("p").text(words.preview_lead))
        .child(paper)
}

fn questions(making: &Rc<Making>) -> El {
    let locale = making.desk.app.locale.get_untracked();
    let words = SummaryPageText::of(locale);
    let checklist = making.desk.app.checklist();
    let question = |(at, text): (usize, &crate::domain::locale::LocalText)| {
        let (shown, ticked) = (making.clone(), making.clone());
        let input = el("input")
            .attr("type", "checkbox")
            .prop_with("checked", move || {
                JsValue::from_bool(shown.ticks.get() & (1 << at) != 0)
            })
            .on("change", move |event| {
                let is_on = checked(&event);
                ticked.ticks.update(|ticks| {
                    *ticks = if is_on {
                        *ticks | 1 << at
                    } else {
                        *ticks & !(1 << at)
                    };
                });
                if !is_on {
                    ticked.released.set(false);
                    ticked.done.set(NOTHING);
                }
            });
        el("label")
            .class("check")
            .child(input)
            .child(el("span").text(text.get(locale)))
    };
    card(words.questions)
        .child(el("p").text(words.questions_lead))
        .child(
            el("div")
                .class("summary-checks")
                .attr("role", "group")
                .attr("aria-label", words.questions)
                .children(checklist.release_questions.iter().enumerate().map(question)),
        )
}

fn release(making: &Rc<Making>) -> El {
    let desk = making.desk;
    let words = SummaryPageText::of(desk.app.locale.get_untracked());
    let (of_print, of_save, of_code, of_state) =
        (making.clone(), making.clone(), making.clone(), making.clone());
    let gate = |button: El| {
        let making = making.clone();
        button.flag_with("disabled", move || !making.is_checked())
    };
    let code = move || {
        of_code.version.track();
        let draft = of_code.draft.borrow();
        let drawn = draft.as_ref().ok().filter(|draft| draft.has_code());
        let line = drawn.map(|draft| {
            el("p")
                .class("summary-code")
                .child(el("span").text(words.code))
                .child(el("b").text(&draft.facts().code.to_string()))
        });
        line.into_iter().collect()
    };
    let state = move || {
        if !of_state.is_checked() {
            return vec![el("p").text(&fill(words.open_questions, &[("n", &of_state.questions)]))];
        }
        let told = match of_state.done.get() {
            PRINTED => words.printed.to_owned(),
            SAVED => {
                let draft = of_state.draft.borrow();
                let file = draft.as_ref().map(|draft| file_name(draft.facts().code));
                fill(words.saved, &[("file", &file.unwrap_or_default())])
            }
            _ => return Vec::new(),
        };
        vec![
            el("p").child(el("b").text(&told)),
            el("p").child(el("span").text(words.keep_keys)).child(link(
                "button-quiet",
                Route::Keys,
                words.to_keys,
            )),
        ]
    };
    card(words.release)
        .child(
            el("div")
                .class("buttons")
                .child(gate(button("button-main", words.print, move |_| {
                    of_print.print()
                })))
                .child(gate(button("button", words.save, move |_| of_save.save()))),
        )
        .region(code)
        .child(el("div").attr("role", "status").region(state))
}

/// The level from which students count as peers, in words.
pub fn team_label(desk: Desk) -> String {
    let checklist = desk.app.checklist();
    let level = checklist.levels.get(summary::team_level(&checklist));
    level.map_or_else(String::new, |level| {
        level.label.get(desk.app.locale.get_untracked()).to_owned()
    })
}
