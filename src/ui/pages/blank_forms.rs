//! 白紙の用紙: blank forms for those who screen on paper, with the content of the round shown.

use leptos::prelude::*;

use crate::browser;
use crate::chart::blank_form::{BlankForm, BlankFrame, GridRow, class_grid, student_sheet};
use crate::domain::checklist::Form;
use crate::text::blank_form::BlankFormText;
use crate::text::fill;
use crate::text::frame::class_title;
use crate::ui::components::{Choice, rule_card, segmented};
use crate::ui::dom::{El, button, el, once_shown};
use crate::ui::state::Desk;

/// Rows of a grid that is not for this class: 40, the largest class of a Japanese school (35 in elementary schools since
/// 2025, 義務標準法).
const FREE_ROWS: usize = 40;

/// The forms, as the control counts them.
const GRID: u16 = 0;
const SHEET: u16 = 1;
/// What stands at the rows of the grid, as the control counts them.
const NUMBERS: u16 = 0;
const NAMES: u16 = 1;
const FREE: u16 = 2;

/// The screen.
pub fn page(desk: Desk) -> El {
    let app = desk.app;
    let locale = app.locale.get_untracked();
    let words = BlankFormText::of(locale);
    let (which, rows) = (RwSignal::new(GRID), RwSignal::new(NUMBERS));
    let form = Memo::new(move |_| draw(desk, which.get(), rows.get()));
    let has_full = desk.checklist().form(Form::Full).next().is_some();
    let sheet_name = if has_full { words.sheet } else { words.sheet_lines };
    let print = button("button-main", words.print, move |_| {
        once_shown(move || {
            if !browser::print::print() {
                app.warn(words.not_printed);
            }
        });
    });
    let pages = move || fill(words.pages, &[("n", &form.with(|form| form.pages))]);
    let rows_choice = move || {
        if which.get() != GRID {
            return Vec::new();
        }
        let mut parts = vec![choice(
            "blank-rows",
            words.who,
            &[
                (NUMBERS, words.numbers),
                (NAMES, words.names),
                (FREE, words.empty_rows),
            ],
            rows,
        )];
        if rows.get() == NAMES {
            let hint = if app.names_hidden.get() {
                words.names_hidden
            } else {
                words.names_hint
            };
            parts.push(el("p").class("dim small").text(hint));
        }
        parts
    };
    let options = el("section")
        .class("card blank-options")
        .child(choice(
            "blank-form",
            words.which,
            &[(GRID, words.grid), (SHEET, sheet_name)],
            which,
        ))
        .region(rows_choice)
        .child(
            el("div")
                .class("buttons")
                .child(print)
                .child(el("span").class("num").attr("role", "status").text_with(pages)),
        );
    let markup = move || form.with(|form| form.markup.clone());
    let preview = el("section")
        .class("preview")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", words.preview)
        .child(el("div").class("blank-paper").html_with(markup));
    el("div")
        .class("page has-sheet")
        .child(el("h1").text(words.title))
        .child(el("p").class("lead").text(words.lead))
        .child(options)
        .child(preview)
        .child(el("div").class("sheet blank-paper").html_with(markup))
}

/// One choice out of a few, with its name.
fn choice(name: &'static str, label: &str, choices: &[(u16, &str)], chosen: RwSignal<u16>) -> El {
    let id = format!("{name}-label");
    let choices: Vec<Choice> = choices
        .iter()
        .map(|(value, label)| Choice {
            value: *value,
            label: (*label).to_owned(),
            is_quiet: false,
        })
        .collect();
    el("div")
        .class("field")
        .child(el("span").attr("id", &id).text(label))
        .child(segmented(
            name,
            &id,
            &choices,
            move || Some(chosen.get()),
            // Taking the choice back leaves none, and there is always one here.
            move |value| {
                if let Some(value) = value {
                    chosen.set(value);
                }
            },
        ))
}

/// The form that was chosen.
fn draw(desk: Desk, which: u16, rows: u16) -> BlankForm {
    let locale = desk.app.locale.get_untracked();
    let checklist = desk.checklist();
    let hidden = desk.app.names_hidden.get();
    let card = rule_card(desk);
    desk.with(|document| {
        let title = class_title(&document.classroom, locale);
        let frame = BlankFrame {
            class: (rows != FREE || which == SHEET).then_some(title.as_str()),
            rule_card: &card,
            locale,
        };
        if which == SHEET {
            return student_sheet(&checklist, &frame);
        }
        let free = GridRow {
            number: None,
            name: None,
        };
        let students = document.classroom.students.iter().map(|student| GridRow {
            number: Some(student.number),
            name: student.name.as_deref().filter(|_| rows == NAMES && !hidden),
        });
        let rows: Vec<GridRow<'_>> = match rows {
            FREE => vec![free; FREE_ROWS],
            _ => students.collect(),
        };
        class_grid(&checklist, &rows, &frame)
    })
}
