//! One student at the meeting: on the left what is known, on the right what is decided.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::on_agenda;
use crate::browser::{self, focus};
use crate::domain::decision::{Basis, Decision};
use crate::domain::decision_draft::{Draft, DraftError};
use crate::domain::ids::LevelId;
use crate::domain::roster::StudentId;
use crate::domain::scoring::{LevelState, explain};
use crate::domain::suggestions::suggested_supports;
use crate::domain::update::Command;
use crate::route::Route;
use crate::text::fill;
use crate::text::frame::student_title;
use crate::text::meeting::{MeetingText, day, field_of, record_lines};
use crate::text::reason::basis_reasons;
use crate::ui::components::decision_form::{DIRECTIONS_ID, DecisionForm, field_id};
use crate::ui::components::student_facts::student_facts;
use crate::ui::dom::{El, button, el, keep, once_shown};
use crate::ui::state::{Desk, Row};

/// One student at the meeting.
#[derive(Clone, Copy)]
pub(super) struct Talk {
    desk: Desk,
    student: StudentId,
    words: &'static MeetingText,
    row: Memo<Option<Arc<Row>>>,
    draft: RwSignal<Draft>,
    faults: RwSignal<Vec<DraftError>>,
    /// Whether the form is shown although a decision is recorded.
    editing: RwSignal<bool>,
}

impl Talk {
    /// Opens the screen of a student, with the draft that was begun or the decision that is recorded.
    pub(super) fn new(desk: Desk, student: StudentId) -> Self {
        let round = desk.round.get();
        let row = Memo::new(move |_| desk.row(student));
        let kept = desk.drafts.with(|drafts| {
            let mine = drafts.iter().find(|draft| (draft.0, draft.1) == (round, student));
            mine.map(|draft| draft.2.clone())
        });
        let is_kept = kept.is_some();
        let draft = RwSignal::new(kept.unwrap_or_else(|| Self::start(&row.get())));
        // Whatever is changed is kept at once, so that a look at another screen loses nothing.
        keep(move || {
            let now = draft.get();
            let is_changed = now != Self::start(&row.get_untracked());
            desk.drafts.update(|drafts| {
                drafts.retain(|draft| (draft.0, draft.1) != (round, student));
                if is_changed {
                    drafts.push((round, student, now));
                }
            });
        });
        // What was wrong is looked at anew when the person tries again.
        let faults = RwSignal::new(Vec::new());
        keep(move || {
            draft.track();
            faults.set(Vec::new());
        });
        Self {
            desk,
            student,
            words: MeetingText::of(desk.app.locale.get()),
            row,
            draft,
            faults,
            editing: RwSignal::new(is_kept),
        }
    }

    /// The recorded decision, or a new draft with what is usual.
    fn start(row: &Option<Arc<Row>>) -> Draft {
        let recorded = row.as_ref().and_then(|row| row.response.decision.as_ref());
        recorded.map_or_else(|| Draft::new(browser::clock::today()), Draft::of)
    }

    /// The screen.
    pub(super) fn draw(self) -> Vec<El> {
        let (desk, words) = (self.desk, self.words);
        let locale = desk.app.locale.get();
        let title = move || {
            let hidden = desk.app.names_hidden.get();
            self.row
                .get()
                .map_or_else(String::new, |row| student_title(&row.student, hidden, locale))
        };
        let back = button("button", words.to_agenda, move |_| {
            desk.chosen.set(None);
            let id = format!("agenda-{}", self.student.0);
            once_shown(move || {
                focus::focus_id(&id);
            });
        });
        let head = el("div")
            .class("talk-head")
            .child(back)
            .child(
                el("h1")
                    .attr("id", "talk-title")
                    .attr("tabindex", "-1")
                    .class("personal num")
                    .text_with(title),
            )
            .child(self.turns());
        let facts = move || {
            let row = self.row.get();
            row.map(|row| vec![student_facts(desk, &row)]).unwrap_or_default()
        };
        let known = el("section")
            .class("talk-facts")
            .attr("aria-labelledby", "talk-known")
            .child(
                el("h2")
                    .attr("id", "talk-known")
                    .class("visually-hidden")
                    .text(words.facts),
            )
            .region(facts);
        let decided = el("section")
            .class("talk-decision")
            .attr("aria-label", words.decision)
            .region(move || self.decision());
        let body = el("div").class("talk").child(known).child(decided);
        vec![head, el("div").region(move || self.safety()), body]
    }

    /// Before and after on the agenda, and where this one stands.
    fn turns(self) -> El {
        let (desk, words) = (self.desk, self.words);
        let ids: Vec<StudentId> = on_agenda(desk).iter().map(|row| row.student.id).collect();
        let at = ids.iter().position(|id| *id == self.student);
        let turn = |label: &str, to: Option<StudentId>| {
            button("button", label, move |_| {
                if to.is_some() {
                    desk.chosen.set(to);
                    focus::scroll_to_top();
                    once_shown(|| {
                        focus::focus_id("talk-title");
                    });
                }
            })
            .flag_with("disabled", move || to.is_none())
        };
        let before = at
            .and_then(|at| at.checked_sub(1))
            .and_then(|at| ids.get(at).copied());
        let after = match at {
            Some(at) => ids.get(at + 1).copied(),
            None => ids.first().copied(),
        };
        let place = at.map(|at| fill(words.place, &[("n", &(at + 1)), ("all", &ids.len())]));
        el("div")
            .class("buttons talk-turns")
            .child(turn(words.previous, before))
            .child(el("span").class("num dim").text(&place.unwrap_or_default()))
            .child(turn(words.next, after))
    }

    /// A safety concern without a record comes before every decision.
    fn safety(self) -> Vec<El> {
        let (desk, words, student) = (self.desk, self.words, self.student);
        let checklist = desk.checklist();
        let waits = self.row.with(|row| {
            row.as_ref()
                .is_some_and(|row| !row.response.unrecorded_cards(&checklist).is_empty())
        });
        if !waits {
            return Vec::new();
        }
        let open = button("button", words.safety_open, move |_| {
            desk.safety.set(Some(student))
        });
        vec![
            el("div")
                .class("card card-urgent")
                .child(el("p").text(words.safety_first))
                .child(el("p").child(open)),
        ]
    }

    fn decision(self) -> Vec<El> {
        // Read apart from the answers: a sheet that changes must not take the form away under one's hands.
        let recorded = Memo::new(move |_| self.row.get().and_then(|row| row.response.decision.clone()));
        match recorded.get() {
            Some(decision) if !self.editing.get() => untrack(|| self.record(&decision)),
            recorded => untrack(|| self.form(recorded.is_some())),
        }
    }

    fn form(self, has_record: bool) -> Vec<El> {
        let (desk, words) = (self.desk, self.words);
        let Some(row) = self.row.get() else {
            return Vec::new();
        };
        let checklist = desk.checklist();
        let suggested = suggested_supports(&checklist, &row.response, &row.outcome);
        let form = DecisionForm {
            checklist,
            locale: desk.app.locale.get(),
            draft: self.draft,
            faults: self.faults,
            suggested: Rc::new(suggested),
        };
        let mut acts = vec![button("button-main next-button", words.record, move |_| {
            self.decide()
        })];
        if has_record {
            acts.push(button("button", words.cancel, move |_| {
                self.draft.set(Self::start(&self.row.get_untracked()));
                self.forget();
                self.editing.set(false);
            }));
        }
        let mut parts = vec![el("h2").text(words.decision)];
        parts.extend(form.draw());
        parts.push(el("div").class("buttons talk-acts").children(acts));
        parts
    }

    /// Drops the kept draft, once it is recorded or given up.
    fn forget(self) {
        let (round, student) = (self.desk.round.get_untracked(), self.student);
        self.desk
            .drafts
            .update(|drafts| drafts.retain(|draft| (draft.0, draft.1) != (round, student)));
    }

    /// What the team sees now, frozen.
    fn basis(self, row: &Row) -> Option<Basis> {
        let desk = self.desk;
        let checklist = desk.checklist();
        let level = |at: usize| checklist.levels.get(at).map(|level| level.id.clone());
        let (response, outcome, previous) = (&row.response, &row.outcome, row.previous.as_ref());
        let items = explain(&checklist, response, outcome, previous).items;
        Some(Basis {
            stamp: desk.with_round(|round| round.stamp.clone())?,
            level: match outcome.level {
                LevelState::Level(at) => level(at),
                LevelState::Insufficient => None,
            },
            lowest: level(outcome.lowest)?,
            highest: level(outcome.highest)?,
            reasons: basis_reasons(&checklist, response, outcome, previous, desk.app.locale.get()),
            items: items
                .iter()
                .filter_map(|item| checklist.items.get(*item))
                .map(|item| item.id.clone())
                .collect(),
        })
    }

    fn decide(self) {
        let desk = self.desk;
        let Some((row, basis)) = untrack(|| {
            let row = self.row.get()?;
            let basis = self.basis(&row)?;
            Some((row, basis))
        }) else {
            return;
        };
        match self.draft.get_untracked().decide(browser::clock::today(), basis) {
            Err(faults) => {
                let first = faults.first().and_then(|fault| field_of(*fault));
                self.faults.set(faults);
                focus::focus_id(first.map_or(DIRECTIONS_ID, field_id));
            }
            Ok(decision) => {
                let recorded = desk.dispatch(Command::Decide {
                    round: desk.round.get_untracked(),
                    student: row.student.id,
                    decision: Some(Box::new(decision)),
                });
                if recorded {
                    self.faults.set(Vec::new());
                    self.forget();
                    self.editing.set(false);
                    focus::scroll_to_top();
                    once_shown(|| {
                        focus::focus_id("record-title");
                    });
                }
            }
        }
    }

    /// The recorded decision, to be read.
    fn record(self, decision: &Decision) -> Vec<El> {
        let (desk, words) = (self.desk, self.words);
        let locale = desk.app.locale.get();
        let checklist = desk.checklist();
        let level = |id: &LevelId| {
            checklist
                .level_index(id)
                .and_then(|at| checklist.levels.get(at))
                .map_or_else(
                    || id.as_str().to_owned(),
                    |level| level.label.get(locale).to_owned(),
                )
        };
        let mut lines = record_lines(&checklist, decision, locale);
        let then = decision
            .basis
            .level
            .as_ref()
            .map_or_else(|| words.insufficient.to_owned(), level);
        lines.push((words.basis, then));
        if !decision.basis.reasons.is_empty() {
            lines.push((words.basis_reasons, decision.basis.reasons.join("\n")));
        }
        let list = lines
            .iter()
            .flat_map(|(label, text)| [el("dt").text(label), el("dd").text(text)]);
        let frozen = decision.basis.level.clone();
        let changed = move || {
            let checklist = desk.checklist();
            let now = self.row.get().and_then(|row| match row.outcome.level {
                LevelState::Level(at) => checklist.levels.get(at).map(|level| level.id.clone()),
                LevelState::Insufficient => None,
            });
            if now == frozen {
                Vec::new()
            } else {
                vec![el("p").class("round-open").text(words.level_changed)]
            }
        };
        let edit = button("button", words.edit, move |_| {
            self.draft.set(Self::start(&self.row.get_untracked()));
            self.editing.set(true);
        });
        let to_summary = |class| {
            button(class, words.to_summary, move |_| {
                desk.chosen.set(Some(self.student));
                desk.app.go(Route::Summary);
            })
        };
        let acts = if decision.goes_out() {
            vec![to_summary("button-main"), edit]
        } else {
            vec![edit]
        };
        let on = fill(words.recorded_on, &[("day", &day(decision.on, locale))]);
        vec![
            el("h2")
                .attr("id", "record-title")
                .attr("tabindex", "-1")
                .text(words.recorded),
            el("p").class("dim small").text(&on),
            el("div").region(changed),
            el("dl").class("record").children(list),
            el("div").class("buttons").children(acts),
        ]
    }
}
