//! 名簿: who is in the class, what the class is called, attendance from a list, and where the data of the class is kept.

mod attendance;
mod keeping;
mod student;

use std::rc::Rc;

use leptos::prelude::*;

use self::attendance::attendance;
use self::keeping::{KEEPING_ID, keeping};
use self::student::StudentForm;
use crate::browser::focus;
use crate::domain::locale::Locale;
use crate::domain::response::Attendance;
use crate::domain::roster::Student;
use crate::domain::update::Command;
use crate::format::new_class::{tidy_class_name, tidy_school};
use crate::text::fill;
use crate::text::frame::{FrameText, student_title};
use crate::text::roster_page::{ImportText, RosterPageText};
use crate::ui::components::class_fields::{ClassDraft, class_fields};
use crate::ui::components::{Question, ask};
use crate::ui::dom::{El, button, el};
use crate::ui::keeping::to_main;
use crate::ui::state::{Desk, Row};

/// The screen.
pub fn page(desk: Desk) -> El {
    let is_reading = RwSignal::new(false);
    let printed = move || {
        let part = desk.app.parts.follow_up.here();
        part.map(|part| (part.disposal_sheet)(desk)).into_iter().collect()
    };
    let page = el("div").class("page roster has-sheet").region(printed);
    page.region(move || {
        if is_reading.get() {
            attendance(desk, move || {
                is_reading.set(false);
                to_main();
            })
        } else {
            people(desk, move || {
                is_reading.set(true);
                to_main();
            })
        }
    })
}

fn people(desk: Desk, read: impl Fn() + 'static) -> Vec<El> {
    let locale = desk.app.locale.get_untracked();
    let words = RosterPageText::of(locale);
    let form = Rc::new(StudentForm::new(desk));
    let stripping = RwSignal::new(false);
    let named = move || {
        desk.with(|document| {
            document
                .classroom
                .students
                .iter()
                .filter(|it| is_named(it))
                .count()
        })
    };
    let count = move || {
        let all = desk.with(|document| document.classroom.students.len());
        match named() {
            0 => fill(words.count, &[("n", &all)]),
            named => fill(words.count_names, &[("n", &all), ("named", &named)]),
        }
    };
    let hint = move || {
        let hides = desk.app.names_hidden.get() && named() > 0;
        if hides { words.names_hidden } else { "" }.to_owned()
    };
    let adding = form.clone();
    let buttons = el("div")
        .class("buttons")
        .child(button("button-main", words.add, move |_| adding.add()).attr("id", "add"))
        .child(button("button", words.import, move |_| read()))
        .region(move || {
            let strip = || button("button", words.strip, move |_| stripping.set(true));
            (named() > 0).then(strip).into_iter().collect()
        });
    let question = move || Question {
        title: words.strip_title.to_owned(),
        body: fill(words.strip_body, &[("n", &untrack(named))]),
        check: None,
        before: None,
        cancel: FrameText::of(locale).cancel,
        act: words.strip_do,
    };
    let edited = form.clone();
    let jump = button("button-quiet to-keeping", words.to_keeping, |_| {
        focus::focus_id(KEEPING_ID);
    });
    let side = el("div")
        .class("roster-side")
        .child(describe(desk, locale))
        .child(keeping(desk, locale));
    let list = el("div")
        .class("roster-list")
        .region(move || vec![table(desk, &edited, locale)]);
    vec![
        el("h1").text(words.title),
        el("p").class("num").attr("role", "status").text_with(count),
        el("p").class("dim small").text_with(hint),
        buttons,
        jump,
        el("div").class("roster-parts").child(list).child(side),
        form.dialog(locale),
        form.removal(locale),
        ask(
            "strip",
            stripping,
            question,
            || (),
            move || strip_names(desk, words),
        ),
    ]
}

fn is_named(student: &Student) -> bool {
    student.name.is_some() || student.reading.is_some()
}

/// Takes every name and reading away, one student after the other.
fn strip_names(desk: Desk, words: &RosterPageText) {
    let students = desk.with_untracked(|document| document.classroom.students.clone());
    for student in students.into_iter().filter(is_named) {
        let nameless = Student {
            name: None,
            reading: None,
            ..student
        };
        if !desk.dispatch(Command::EditStudent(nameless)) {
            return;
        }
    }
    desk.app.tell(words.stripped);
    to_main();
}

/// A count of a student's attendance, by its heading.
type Count = fn(&Attendance) -> Option<u16>;

/// The students by number, with the columns that have something in them.
fn table(desk: Desk, form: &Rc<StudentForm>, locale: Locale) -> El {
    let words = RosterPageText::of(locale);
    let rows = desk.rows.get();
    if rows.is_empty() {
        return el("p").text(words.empty);
    }
    let hidden = desk.app.names_hidden.get();
    let any = |has: &dyn Fn(&Row) -> bool| rows.iter().any(|row| has(row));
    let has_names = !hidden && any(&|row| row.student.name.is_some());
    let has_readings = !hidden && any(&|row| row.student.reading.is_some());
    let counts: [(&str, Count); 5] = [
        (words.absent, |attendance| attendance.absent),
        (words.late, |attendance| attendance.late),
        (words.left_early, |attendance| attendance.left_early),
        (words.school_days, |attendance| attendance.school_days),
        (words.absent_year, |attendance| attendance.absent_year),
    ];
    let counts: Vec<_> = counts
        .into_iter()
        .filter(|(_, count)| any(&|row| count(&row.response.attendance).is_some()))
        .collect();
    let unknown = ImportText::of(locale).unknown;
    let titles = [
        (true, "num", words.number),
        (has_names, "", words.name),
        (has_readings, "", words.reading),
    ];
    let heads = titles
        .into_iter()
        .filter(|(is_there, ..)| *is_there)
        .map(|(_, class, title)| (class, title))
        .chain(counts.iter().map(|(title, _)| ("num", *title)));
    let row = |row: &Row| {
        let student = &row.student;
        let personal = |is_there: bool, text: &Option<String>| {
            is_there.then(|| {
                el("td")
                    .class("personal")
                    .text(text.as_deref().unwrap_or(unknown))
            })
        };
        let count = |count: &Count| {
            let count = count(&row.response.attendance).map(|count| count.to_string());
            el("td").class("num").text(count.as_deref().unwrap_or(unknown))
        };
        let (form, id) = (form.clone(), student.id);
        let label = fill(
            words.edit_of,
            &[("student", &student_title(student, hidden, locale))],
        );
        let edit = button("button", words.edit, move |_| form.edit(id))
            .attr("id", &format!("edit-{}", id.0))
            .attr("aria-label", &label);
        el("tr")
            .child(
                el("th")
                    .attr("scope", "row")
                    .class("num")
                    .text(&student.number.to_string()),
            )
            .children(personal(has_names, &student.name))
            .children(personal(has_readings, &student.reading))
            .children(counts.iter().map(|(_, of)| count(of)))
            .child(el("td").class("row-end").child(edit))
    };
    let head = el("tr")
        .children(heads.map(|(class, title)| el("th").attr("scope", "col").class(class).text(title)))
        .child(el("td"));
    let table = el("table")
        .class("table roster-table")
        .child(el("thead").child(head))
        .child(el("tbody").children(rows.iter().map(|it| row(it))));
    el("div")
        .class("scroll-x")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", words.table)
        .child(table)
}

/// What the class is called; each change is written at once.
fn describe(desk: Desk, locale: Locale) -> El {
    let words = RosterPageText::of(locale);
    let draft = desk.with_untracked(|document| {
        let classroom = &document.classroom;
        ClassDraft::new(Some(classroom.grade), &classroom.class_name, &classroom.school)
    });
    let changed = move || {
        if let Some(details) = draft.details() {
            let (school, class_name) = (tidy_school(&details.school), tidy_class_name(&details.class_name));
            draft.school.set(school.clone());
            draft.class_name.set(class_name.clone());
            desk.dispatch(Command::DescribeClass {
                school,
                grade: details.grade,
                class_name,
            });
        }
    };
    el("section")
        .class("card")
        .child(el("h2").text(words.describe))
        .children(class_fields(draft, locale, changed))
}
