//! The printed agenda over all classes that are open.

use leptos::prelude::*;

use super::School;
use super::view::class_name;
use crate::browser::clock;
use crate::chart::agenda::{AgendaFrame, AgendaRow, agenda};
use crate::domain::locale::Locale;
use crate::domain::roster::{SchoolYear, YearMonth};
use crate::domain::school::{SchoolClass, SchoolRow};
use crate::text::class::ClassText;
use crate::text::fill;
use crate::text::frame::school_year;
use crate::text::meeting::{MeetingText, agenda_reason, day};
use crate::text::school::SchoolText;
use crate::text::summary::month;

/// The sheet; empty while there is nobody to talk about.
pub fn sheet(state: &School, locale: Locale) -> String {
    let hidden = state.app.names_hidden.get();
    state.classes.with(|classes| draw(state, classes, hidden, locale))
}

fn draw(state: &School, classes: &[SchoolClass], hidden: bool, locale: Locale) -> String {
    let checklist = &state.checklist;
    let words = SchoolText::of(locale);
    let listed: Vec<(String, String, &SchoolRow)> = classes
        .iter()
        .flat_map(|class| {
            let mut name = class_name(class, classes, locale);
            if class.is_other_content {
                name.push_str(words.other_short);
            }
            class.agenda.iter().map(move |row| {
                let reason = agenda_reason(
                    checklist,
                    &row.response,
                    &row.outcome,
                    row.previous.as_ref(),
                    locale,
                );
                (name.clone(), reason, row)
            })
        })
        .collect();
    if listed.is_empty() {
        return String::new();
    }
    let rows: Vec<AgendaRow<'_>> = listed
        .iter()
        .map(|(class, reason, row)| AgendaRow {
            class: Some(class),
            number: row.student.number,
            name: row.student.name.as_deref().filter(|_| !hidden),
            outcome: &row.outcome,
            reason,
            decision: row.response.decision.as_ref(),
        })
        .collect();
    // What is kept longest among them would be kept too long: the earliest day counts.
    let years = || classes.iter().map(|class| class.document.classroom.school_year);
    let kept = u16::from(checklist.retention.answers_years);
    let last = years()
        .min()
        .map(|year| SchoolYear(year.0.saturating_add(kept)).last_day());
    let today = clock::today();
    let school = classes
        .first()
        .map(|class| class.document.classroom.school.as_str())
        .filter(|school| {
            classes
                .iter()
                .all(|class| class.document.classroom.school == *school)
        })
        .unwrap_or_default();
    let year = years().max().map(|year| school_year(year, locale));
    let title = format!("{}　{school}　{}", year.unwrap_or_default(), words.title);
    let class_words = ClassText::of(locale);
    let stamp = &checklist.stamp;
    let rule_card = fill(
        class_words.rule_card,
        &[
            ("id", &stamp.id),
            ("version", &stamp.version),
            ("checksum", &stamp.checksum),
            ("month", &month(YearMonth::of(today), locale)),
        ],
    );
    let frame = AgendaFrame {
        class: &title,
        made: &fill(
            MeetingText::of(locale).sheet_made,
            &[("day", &day(today, locale))],
        ),
        dispose: &last.map_or_else(String::new, |last| {
            fill(class_words.dispose, &[("day", &day(last, locale))])
        }),
        rule_card: &rule_card,
    };
    agenda(checklist, &rows, &frame, locale)
}
