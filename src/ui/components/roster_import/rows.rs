//! The class as it would be taken over: its first students, and what time their counts cover.

use leptos::prelude::*;

use super::Import;
use super::sources::alert;
use crate::domain::locale::Locale;
use crate::format::roster_table::{ImportedStudent, RosterImport};
use crate::text::fill;
use crate::text::roster as said;
use crate::text::roster_page::{ImportText, RosterPageText};
use crate::ui::components::{Choice, segmented};
use crate::ui::dom::{El, el};

/// Students shown.
const FIRST_ROWS: usize = 5;

/// The chosen class with its first students, or why it cannot be taken over. Made anew when another one is chosen.
pub(super) fn first_rows(import: &Import, locale: Locale) -> Vec<El> {
    let words = ImportText::of(locale);
    let Some(roster) = import.roster() else {
        return import_fault(import, locale);
    };
    let people = fill(words.people, &[("n", &roster.students.len())]);
    let title = format!("{}　{people}", said::class_label(&roster, locale));
    let hidden = import.0.app.names_hidden.get();
    let mut parts = vec![
        el("p").child(el("b").text(&title)),
        first_table(&roster, locale, hidden),
    ];
    let left = roster.students.len().saturating_sub(FIRST_ROWS);
    if left > 0 {
        let more = fill(words.more_rows, &[("n", &left)]);
        parts.push(el("p").class("dim small").text(&more));
    }
    let has_counts = |student: &&ImportedStudent| student.attendance.is_some();
    let counted = roster.students.iter().filter(has_counts).count();
    if counted > 0 {
        parts.extend(period_choice(import, counted, locale));
    }
    parts
}

/// Why the chosen class cannot be taken over although every row can be read: nobody in it, or too many.
fn import_fault(import: &Import, locale: Locale) -> Vec<El> {
    let outcome = import.0.outcome.borrow();
    let error = match outcome.as_ref() {
        Some(Ok(preview)) => preview.import(import.0.class.get()).err(),
        Some(Err(_)) | None => None,
    };
    let sentences = error
        .map(|error| said::explain_roster(&error, locale))
        .unwrap_or_default();
    vec![alert(sentences.iter().map(|sentence| el("p").text(sentence)))]
}

fn first_table(roster: &RosterImport, locale: Locale, hidden: bool) -> El {
    let (words, heads) = (ImportText::of(locale), RosterPageText::of(locale));
    let counts = |student: &ImportedStudent| student.attendance.unwrap_or_default();
    let number = |count: Option<u16>| count.map(|count| count.to_string());
    let named = |name: &Option<String>| {
        name.as_ref().map(|name| {
            if hidden {
                words.hidden.to_owned()
            } else {
                name.clone()
            }
        })
    };
    type Cell<'a> = Box<dyn Fn(&ImportedStudent) -> Option<String> + 'a>;
    let columns: [(&str, &str, Cell); 7] = [
        (
            heads.number,
            "num",
            Box::new(|student| Some(student.number.to_string())),
        ),
        (heads.name, "personal", Box::new(|student| named(&student.name))),
        (
            heads.reading,
            "personal",
            Box::new(|student| named(&student.reading)),
        ),
        (
            heads.absent,
            "num",
            Box::new(|student| number(counts(student).absent)),
        ),
        (
            heads.late,
            "num",
            Box::new(|student| number(counts(student).late)),
        ),
        (
            heads.left_early,
            "num",
            Box::new(|student| number(counts(student).left_early)),
        ),
        (
            heads.school_days,
            "num",
            Box::new(|student| number(counts(student).school_days)),
        ),
    ];
    let kept: Vec<_> = columns
        .iter()
        .filter(|(_, _, cell)| roster.students.iter().any(|student| cell(student).is_some()))
        .collect();
    let head = kept
        .iter()
        .map(|(title, _, _)| el("th").attr("scope", "col").text(title));
    let row = |student: &ImportedStudent| {
        let cells = kept.iter().map(|(_, class, cell)| {
            el("td")
                .class(class)
                .text(&cell(student).unwrap_or_else(|| words.unknown.to_owned()))
        });
        el("tr").children(cells)
    };
    let rows = roster.students.iter().take(FIRST_ROWS).map(row);
    let table = el("table")
        .class("table")
        .child(el("thead").child(el("tr").children(head)))
        .child(el("tbody").children(rows));
    el("div")
        .class("scroll-x")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", words.first_rows)
        .child(table)
}

/// What time the counts cover; no list says so itself.
fn period_choice(import: &Import, counted: usize, locale: Locale) -> [El; 3] {
    let words = ImportText::of(locale);
    let window = fill(
        words.period_window,
        &[("window", &import.0.checklist.window.get(locale))],
    );
    let choices: Vec<Choice> = [window, words.period_year.to_owned()]
        .into_iter()
        .zip(0..)
        .map(|(label, value)| Choice {
            value,
            label,
            is_quiet: false,
        })
        .collect();
    let period = import.0.period;
    let question = el("p")
        .attr("id", "period-label")
        .text(&fill(words.counts, &[("n", &counted)]));
    let choice = segmented(
        "period",
        "period-label",
        &choices,
        move || period.get(),
        move |chosen| {
            if chosen.is_some() {
                period.set(chosen);
            }
        },
    );
    [
        question,
        choice,
        el("p").class("dim small").text(words.period_year_hint),
    ]
}
