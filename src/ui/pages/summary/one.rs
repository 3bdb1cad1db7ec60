//! The summary of one student: what stands on it, what the ward will see, what is checked before it leaves.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::making::{Making, NOTHING, PRINTED, SAVED};
use super::options::options;
use super::{focus_title, title};
use crate::chart::markup::Markup;
use crate::domain::locale::LocalText;
use crate::domain::roster::StudentId;
use crate::domain::scanner::{Finding, TextUse};
use crate::domain::summary::{SummaryError, team_level};
use crate::format::summary::file_name;
use crate::route::Route;
use crate::text::fill;
use crate::text::frame::student_title;
use crate::text::summary::{SheetText, explain_summary};
use crate::text::summary_page::{SummaryPageText, finding_line};
use crate::ui::dom::{El, button, checked, el, link};
use crate::ui::state::Desk;

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
    let line = el("li").child(el("p").text(&explain_summary(error, &desk.checklist(), locale)));
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
    let checklist = making.desk.checklist();
    let question = |(at, text): (usize, &LocalText)| {
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
    let checklist = desk.checklist();
    let level = checklist.levels.get(team_level(&checklist));
    level.map_or_else(String::new, |level| {
        level.label.get(desk.app.locale.get_untracked()).to_owned()
    })
}
