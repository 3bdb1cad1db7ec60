//! The printed agenda over all classes that are open.

use leptos::prelude::*;

use super::School;
use super::view::{class_name, is_other};
use crate::browser::clock;
use crate::chart::agenda::{AgendaFrame, AgendaRow, agenda};
use crate::domain::checklist::{Checklist, ContentStamp};
use crate::domain::locale::Locale;
use crate::domain::roster::{SchoolYear, YearMonth};
use crate::domain::school::{Fit, SchoolClass, SchoolRow};
use crate::domain::sorted::Set;
use crate::text::class::ClassText;
use crate::text::fill;
use crate::text::frame::school_year;
use crate::text::meeting::{MeetingText, agenda_reason, day};
use crate::text::school::SchoolText;
use crate::text::summary::month;

/// The sheet; empty while there is nobody to talk about.
pub fn sheet(state: &School, locale: Locale) -> String {
    let hidden = state.app.names_hidden.get();
    state.classes.with(|classes| draw(classes, hidden, locale))
}

fn draw(classes: &[SchoolClass], hidden: bool, locale: Locale) -> String {
    let words = SchoolText::of(locale);
    let listed: Vec<(&Checklist, String, String, &SchoolRow)> = classes
        .iter()
        .flat_map(|class| {
            let mut name = class_name(class, classes, locale);
            let content = &class.content;
            if content.fit != Fit::Own || is_other(class, classes) {
                name.push_str(words.other_short);
            }
            class.agenda.iter().map(move |row| {
                let reason = agenda_reason(
                    &content.checklist,
                    &row.response,
                    &row.outcome,
                    row.previous.as_ref(),
                    locale,
                );
                (&*content.checklist, name.clone(), reason, row)
            })
        })
        .collect();
    if listed.is_empty() {
        return String::new();
    }
    let rows: Vec<AgendaRow<'_>> = listed
        .iter()
        .map(|(checklist, class, reason, row)| AgendaRow {
            checklist,
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
    let last = classes
        .iter()
        .map(|class| {
            let kept = u16::from(class.content.checklist.retention.answers_years);
            let year = class.document.classroom.school_year;
            SchoolYear(year.0.saturating_add(kept)).last_day()
        })
        .min();
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
    let stamps: Set<&ContentStamp> = classes
        .iter()
        .map(|class| &class.content.checklist.stamp)
        .collect();
    let rule_cards: Vec<String> = stamps
        .iter()
        .map(|stamp| {
            fill(
                class_words.rule_card,
                &[
                    ("id", &stamp.id),
                    ("version", &stamp.version),
                    ("checksum", &stamp.checksum),
                    ("month", &month(YearMonth::of(today), locale)),
                ],
            )
        })
        .collect();
    let rule_card = rule_cards.join("　");
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
    agenda(&rows, &frame, locale)
}
