//! 出欠を取り込む: a list from the school's software, matched by number, entered whole or not at all.

use leptos::prelude::*;

use crate::domain::locale::Locale;
use crate::domain::update::Command;
use crate::format::roster_table::{
    AttendanceMatch, AttendancePeriod, RosterImport, is_other_class, match_attendance,
};
use crate::text::fill;
use crate::text::frame::FrameText;
use crate::text::roster::explain_attendance;
use crate::text::roster_page::{ImportText, RosterPageText};
use crate::text::start::StartText;
use crate::ui::components::roster_import::{Import, file_box, paste_box, preview};
use crate::ui::components::{Choice, segmented};
use crate::ui::dom::{El, button, el};
use crate::ui::keeping::to_main;
use crate::ui::state::Desk;

/// The screen; `leave` goes back to the roster.
pub(super) fn attendance(desk: Desk, leave: impl Fn() + Clone + 'static) -> Vec<El> {
    let locale = desk.app.locale.get_untracked();
    let words = RosterPageText::of(locale);
    let is_read = RwSignal::new(false);
    let import = Import::new(desk.app, desk.checklist(), move |preview| {
        is_read.set(true);
        to_main();
        let is_ours = |list: &RosterImport| {
            desk.with_untracked(|document| {
                !is_other_class(document.classroom.grade, &document.classroom.class_name, list)
            })
        };
        preview.classes.iter().position(is_ours).unwrap_or(0)
    });
    let round = untrack(|| desk.with_round(|round| round.label.clone())).unwrap_or_default();
    let (dropped, left) = (import.clone(), leave.clone());
    let back = button("button", FrameText::of(locale).back, move |_| {
        dropped.clear();
        if untrack(|| is_read.get()) {
            is_read.set(false);
            to_main();
        } else {
            left();
        }
    });
    vec![
        el("div").class("wizard-head").child(back),
        el("h1").class("visually-hidden").text(words.title),
        el("h2")
            .class("wizard-title")
            .attr("id", "attendance-title")
            .text(words.attendance_title),
        el("p").text(&fill(words.attendance_lead, &[("round", &round)])),
        el("div").region(move || {
            if is_read.get() {
                let (list, leave) = (import.clone(), leave.clone());
                vec![preview(&import, locale, false, move || {
                    entering(desk, &list, locale, leave.clone())
                })]
            } else {
                vec![sources(&import, locale)]
            }
        }),
    ]
}

fn sources(import: &Import, locale: Locale) -> El {
    let words = StartText::of(locale);
    let way = RwSignal::new(Some(0));
    let ways: Vec<Choice> = [words.by_file, words.by_paste]
        .into_iter()
        .zip(0..)
        .map(|(label, value)| Choice {
            value,
            label: label.to_owned(),
            is_quiet: false,
        })
        .collect();
    let (import, cleared) = (import.clone(), import.clone());
    let choose = move |chosen: Option<u16>| {
        if chosen.is_some() {
            cleared.clear();
            way.set(chosen);
        }
    };
    el("div")
        .class("wizard")
        .child(segmented(
            "way",
            "attendance-title",
            &ways,
            move || way.get(),
            choose,
        ))
        .region(move || match way.get() {
            Some(1) => vec![paste_box(&import, locale)],
            Some(_) | None => vec![file_box(&import, locale)],
        })
}

/// How the list fits the class, and the button that enters it.
fn entering(desk: Desk, import: &Import, locale: Locale, leave: impl Fn() + 'static) -> Vec<El> {
    let words = RosterPageText::of(locale);
    let Some(list) = import.roster() else {
        return Vec::new();
    };
    let found = desk.with_untracked(|document| match_attendance(&document.classroom, &list));
    if found.matched.is_empty() {
        let fit = if list.students.iter().any(|student| student.attendance.is_some()) {
            explain_attendance(&found, locale)
        } else {
            vec![words.attendance_none.to_owned()]
        };
        return fit.iter().map(|sentence| el("p").text(sentence)).collect();
    }
    let fit = explain_attendance(&found, locale);
    let class = if found.is_other_class {
        "notice notice-error fit"
    } else {
        "fit"
    };
    let is_wrong = RwSignal::new(false);
    let (asked, chosen) = (import.clone(), import.clone());
    let missing = ImportText::of(locale).period_missing;
    let matched = found.matched.len();
    let enter = button(
        "button-main wizard-next",
        &fill(words.attendance_do, &[("n", &matched)]),
        move |_| match untrack(|| chosen.period()) {
            Some(period) => {
                if enter(desk, &found, period) {
                    chosen.clear();
                    leave();
                    desk.app.tell(fill(words.attendance_done, &[("n", &matched)]));
                }
            }
            None => is_wrong.set(true),
        },
    );
    let wrong = el("p").class("wrong").attr("role", "alert").text_with(move || {
        if is_wrong.get() && asked.period().is_none() {
            missing
        } else {
            ""
        }
        .to_owned()
    });
    vec![
        el("div")
            .class(class)
            .children(fit.iter().map(|sentence| el("p").text(sentence))),
        wrong,
        enter,
    ]
}

/// Writes the counts into the round shown, over what is known there.
fn enter(desk: Desk, found: &AttendanceMatch, period: AttendancePeriod) -> bool {
    let round = desk.round.get_untracked();
    let counts = desk.with_untracked(|document| {
        let before = |student| {
            document
                .round(round)
                .map(|it| it.response(student).attendance)
                .unwrap_or_default()
        };
        found
            .matched
            .iter()
            .map(|(student, counts)| (*student, counts.entered_into(before(*student), period)))
            .collect()
    });
    desk.dispatch(Command::Attendance { round, counts })
}
