//! The table of classes and the agenda over all of them.

use leptos::prelude::*;

use super::School;
use crate::browser::print;
use crate::chart::heat_map::short_span;
use crate::domain::checklist::Checklist;
use crate::domain::locale::Locale;
use crate::domain::school::{ClassProgress, Fit, SchoolClass, SchoolRow, total};
use crate::text::fill;
use crate::text::frame::{class_title, school_year, student_title};
use crate::text::meeting::{MeetingText, agenda_reason, directions};
use crate::text::school::{SchoolText, share, short_day};
use crate::ui::components::chip::chip_view;
use crate::ui::components::{Icon, chip, icon};
use crate::ui::dom::{El, button, el};
use crate::ui::state::App;

/// Everything that is shown of the opened classes; nothing while there are none.
pub fn view(state: &School, locale: Locale) -> Vec<El> {
    state.classes.with(|classes| {
        if classes.is_empty() {
            return Vec::new();
        }
        vec![table(classes, locale), agenda(state, classes, locale)]
    })
}

/// `5年1組`, with the school where the files are of several.
pub fn class_name(class: &SchoolClass, classes: &[SchoolClass], locale: Locale) -> String {
    let classroom = &class.document.classroom;
    let title = class_title(classroom, locale);
    let is_same = |other: &SchoolClass| other.document.classroom.school == classroom.school;
    if classes.iter().all(is_same) || classroom.school.is_empty() {
        title
    } else {
        format!("{} {title}", classroom.school)
    }
}

/// Whether a class was answered with another content than most people here will think of: that of the first.
pub fn is_other(class: &SchoolClass, classes: &[SchoolClass]) -> bool {
    let first = classes.first().map(|first| &first.content.checklist.stamp);
    first != Some(&class.content.checklist.stamp)
}

fn table(classes: &[SchoolClass], locale: Locale) -> El {
    let words = SchoolText::of(locale);
    let heads = [
        words.class,
        words.round,
        words.newest,
        words.short,
        words.full,
        words.talk,
        words.decided,
        words.summary,
    ];
    let head = |head: &str| el("th").attr("scope", "col").text(head);
    let mut rows: Vec<El> = classes
        .iter()
        .map(|class| class_row(class, classes, locale))
        .collect();
    if classes.len() > 1 {
        let first = el("th")
            .attr("scope", "row")
            .attr("colspan", "3")
            .text(words.total);
        let row = el("tr").class("school-total").child(first);
        rows.push(row.children(progress_cells(total(classes), locale)));
    }
    let table = el("table")
        .class("table school-table")
        .child(el("thead").child(el("tr").children(heads.map(head))))
        .child(el("tbody").children(rows));
    el("section")
        .class("school-part")
        .child(el("h3").text(words.table))
        .child(el("p").class("dim small").text(words.table_lead))
        .child(
            el("div")
                .class("scroll-x")
                .attr("tabindex", "0")
                .attr("role", "group")
                .attr("aria-label", words.table)
                .child(table),
        )
}

fn class_row(class: &SchoolClass, classes: &[SchoolClass], locale: Locale) -> El {
    let words = SchoolText::of(locale);
    let classroom = &class.document.classroom;
    let note = |is_so: bool, note: &str| is_so.then(|| el("p").class("school-note small").text(note));
    let first = el("th")
        .attr("scope", "row")
        .child(el("b").text(&class_name(class, classes, locale)))
        .child(
            el("span")
                .class("dim small school-year")
                .text(&school_year(classroom.school_year, locale)),
        )
        .children(note(
            class.files > class.left_out + 1,
            &fill(words.twice, &[("n", &(class.files - class.left_out))]),
        ))
        .children(note(
            class.left_out > 0,
            &fill(words.left_out, &[("n", &class.left_out)]),
        ))
        .children(note(class.content.fit == Fit::StandIn, words.stands_in))
        .children(note(class.content.fit == Fit::Missing, words.no_content))
        .children(note(
            class.content.fit == Fit::Own && is_other(class, classes),
            &fill(
                words.other_content,
                &[
                    ("title", &class.content.checklist.title.get(locale)),
                    ("version", &class.content.checklist.stamp.version),
                ],
            ),
        ));
    let round = class.round().map_or("", |round| &round.label);
    let newest = class.newest.map_or_else(|| words.nothing.to_owned(), short_day);
    el("tr")
        .child(first)
        .child(el("td").text(round))
        .child(el("td").class("num").text(&newest))
        .children(progress_cells(class.progress, locale))
}

fn progress_cells(progress: ClassProgress, locale: Locale) -> [El; 5] {
    let words = SchoolText::of(locale);
    [
        share(progress.short, locale),
        share(progress.full, locale),
        fill(words.people, &[("n", &progress.meeting.all)]),
        share(progress.meeting, locale),
        share(progress.summary, locale),
    ]
    .map(|text| el("td").class("num").text(&text))
}

fn agenda(state: &School, classes: &[SchoolClass], locale: Locale) -> El {
    let words = SchoolText::of(locale);
    let talk = total(classes).meeting;
    let section = el("section")
        .class("school-part")
        .child(el("h3").text(words.agenda));
    if talk.all == 0 {
        return section.child(el("p").text(words.agenda_none));
    }
    let lead = fill(words.agenda_lead, &[("all", &talk.all), ("done", &talk.done)]);
    let print = button("button", "", |_| {
        print::print();
    })
    .child(icon(Icon::Print))
    .text(words.print);
    let lists = classes
        .iter()
        .filter(|class| !class.agenda.is_empty())
        .map(|class| {
            let name = class_name(class, classes, locale);
            let lines = class
                .agenda
                .iter()
                .map(|row| line(state.app, &class.content.checklist, row, locale));
            el("div").class("school-class").child(el("h4").text(&name)).child(
                el("ol")
                    .class("agenda")
                    .attr("aria-label", &format!("{name} {}", words.agenda))
                    .children(lines),
            )
        });
    section
        .child(el("p").class("num").text(&lead))
        .child(
            el("div")
                .class("buttons")
                .child(print)
                .child(el("span").class("dim small").text(words.print_names)),
        )
        .children(lists)
}

/// One student: who, level with the span that open answers leave, why, and how far the decision is.
fn line(app: App, checklist: &Checklist, row: &SchoolRow, locale: Locale) -> El {
    let meeting = MeetingText::of(locale);
    let student = row.student.clone();
    let title = move || student_title(&student, app.names_hidden.get(), locale);
    let (class, state) = match &row.response.decision {
        Some(decision) => (
            "agenda-state decided",
            fill(meeting.decided, &[("list", &directions(decision, locale))]),
        ),
        None => ("agenda-state", meeting.undecided.to_owned()),
    };
    let reason = agenda_reason(
        checklist,
        &row.response,
        &row.outcome,
        row.previous.as_ref(),
        locale,
    );
    let span =
        short_span(checklist, &row.outcome, locale).map(|span| el("span").class("dim small").text(&span));
    el("li")
        .class("agenda-line")
        .child(el("span").class("agenda-student personal num").text_with(title))
        .child(
            el("span")
                .class("agenda-level")
                .child(chip(&chip_view(checklist, &row.outcome, locale, true)))
                .children(span),
        )
        .child(el("span").class("agenda-why").text(&reason))
        .child(el("span").class(class).text(&state))
}
