//! 会議: the agenda of those to talk about, and for each one screen with what is known and what is decided.

mod talk;

use std::sync::Arc;

use leptos::prelude::*;

use self::talk::Talk;
use crate::browser::{self, focus};
use crate::chart::agenda::{AgendaFrame, AgendaRow, agenda as draw_agenda};
use crate::domain::roster::{SchoolYear, StudentId};
use crate::text::class::ClassText;
use crate::text::fill;
use crate::text::frame::{class_title, school_year, student_title};
use crate::text::meeting::{MeetingText, agenda_reason, day, directions};
use crate::ui::components::chip::chip_view;
use crate::ui::components::rule_card;
use crate::ui::components::{Icon, chip, icon};
use crate::ui::dom::{El, button, el, once_shown, value};
use crate::ui::frame::is_on_agenda;
use crate::ui::state::{Desk, Row};

/// The screen.
pub fn page(desk: Desk) -> El {
    el("div")
        .class("page-wide meeting has-sheet")
        .region(move || match desk.chosen.get() {
            Some(student)
                if desk.with_untracked(|document| document.classroom.student(student).is_some()) =>
            {
                untrack(|| Talk::new(desk, student).draw())
            }
            Some(_) | None => untrack(|| agenda(desk)),
        })
}

/// Students to talk about, by number.
fn on_agenda(desk: Desk) -> Vec<Arc<Row>> {
    desk.rows
        .with(|rows| rows.iter().filter(|row| is_on_agenda(row)).cloned().collect())
}

fn reason(desk: Desk, row: &Row) -> String {
    agenda_reason(
        &desk.checklist(),
        &row.response,
        &row.outcome,
        row.previous.as_ref(),
        desk.app.locale.get_untracked(),
    )
}

fn agenda(desk: Desk) -> Vec<El> {
    let locale = desk.app.locale.get_untracked();
    let words = MeetingText::of(locale);
    let lead = move || {
        let rows = on_agenda(desk);
        let done = rows.iter().filter(|row| row.response.decision.is_some()).count();
        if rows.is_empty() {
            words.nobody.to_owned()
        } else {
            fill(words.lead, &[("all", &rows.len()), ("done", &done)])
        }
    };
    let print = button("button", "", |_| {
        browser::print::print();
    })
    .child(icon(Icon::Print))
    .text(words.print);
    let list = el("ol")
        .class("agenda")
        .attr("aria-label", words.agenda)
        .region(move || on_agenda(desk).iter().map(|row| agenda_line(desk, row)).collect());
    let head = el("div")
        .class("page-head")
        .child(el("h1").text(words.title))
        .child(el("p").class("num").text_with(lead));
    let tools = el("div")
        .class("buttons")
        .child(print)
        .child(el("span").class("dim small").text(words.print_names));
    vec![head, tools, list, others(desk), sheet(desk)]
}

/// One line of the agenda: who, level, why, and how far the decision is.
fn agenda_line(desk: Desk, row: &Arc<Row>) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = MeetingText::of(locale);
    let id = row.student.id;
    let student = row.student.clone();
    let title = move || student_title(&student, desk.app.names_hidden.get(), locale);
    let round = desk.round.get();
    let is_draft = desk
        .drafts
        .with(|drafts| drafts.iter().any(|draft| (draft.0, draft.1) == (round, id)));
    let (class, state) = match &row.response.decision {
        _ if is_draft => ("agenda-state draft", words.draft.to_owned()),
        Some(decision) => (
            "agenda-state decided",
            fill(words.decided, &[("list", &directions(decision, locale))]),
        ),
        None => ("agenda-state", words.undecided.to_owned()),
    };
    let open = button("agenda-line", "", move |_| {
        desk.chosen.set(Some(id));
        focus::scroll_to_top();
        once_shown(|| {
            focus::focus_id("talk-title");
        });
    })
    .attr("id", &format!("agenda-{}", id.0))
    .child(el("span").class("agenda-student personal num").text_with(title))
    .child(el("span").class("agenda-level").child(chip(&chip_view(
        &desk.checklist(),
        &row.outcome,
        locale,
        true,
    ))))
    .child(el("span").class("agenda-why").text(&reason(desk, row)))
    .child(el("span").class(class).text(&state));
    el("li").child(open)
}

/// A way to talk about somebody who is not on the agenda.
fn others(desk: Desk) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = MeetingText::of(locale);
    let options = move || {
        let hidden = desk.app.names_hidden.get();
        let first = el("option").attr("value", "").text(words.choose);
        let rows = desk.rows.get();
        let rest = rows.iter().filter(|row| !is_on_agenda(row)).map(|row| {
            el("option")
                .attr("value", &row.student.id.0.to_string())
                .text(&student_title(&row.student, hidden, locale))
        });
        std::iter::once(first).chain(rest).collect()
    };
    let choose = el("select")
        .attr("id", "agenda-other")
        .class("personal")
        .region(options)
        .on("change", move |event| {
            if let Ok(id) = value(&event).parse() {
                desk.chosen.set(Some(StudentId(id)));
                focus::scroll_to_top();
            }
        });
    el("div")
        .class("field agenda-others")
        .child(el("label").attr("for", "agenda-other").text(words.other))
        .child(choose)
}

/// The printed agenda.
fn sheet(desk: Desk) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = MeetingText::of(locale);
    el("div").class("sheet agenda-sheet").html_with(move || {
        let hidden = desk.app.names_hidden.get();
        let checklist = desk.checklist();
        let today = browser::clock::today();
        let rows = on_agenda(desk);
        let reasons: Vec<String> = rows.iter().map(|row| reason(desk, row)).collect();
        let lines: Vec<AgendaRow<'_>> = rows
            .iter()
            .zip(&reasons)
            .map(|(row, reason)| AgendaRow {
                checklist: &checklist,
                class: None,
                number: row.student.number,
                name: row.student.name.as_deref().filter(|_| !hidden),
                outcome: &row.outcome,
                reason,
                decision: row.response.decision.as_ref(),
            })
            .collect();
        let (class, year) = desk.with(|document| {
            let classroom = &document.classroom;
            let title = format!(
                "{}　{}",
                school_year(classroom.school_year, locale),
                class_title(classroom, locale)
            );
            (title, classroom.school_year)
        });
        let label = desk.with_round(|round| round.label.clone()).unwrap_or_default();
        let last = SchoolYear(
            year.0
                .saturating_add(u16::from(checklist.retention.answers_years)),
        )
        .last_day();
        let class_words = ClassText::of(locale);
        let frame = AgendaFrame {
            class: &format!("{class}　{label}"),
            made: &fill(words.sheet_made, &[("day", &day(today, locale))]),
            dispose: &fill(class_words.dispose, &[("day", &day(last, locale))]),
            rule_card: &rule_card(desk),
        };
        draw_agenda(&lines, &frame, locale)
    })
}
