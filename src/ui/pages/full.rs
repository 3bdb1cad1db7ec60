//! 詳しい票: the students who need one, and the form of one student, area by area, with the level beside it.

mod list;
mod sections;

use leptos::prelude::*;

use crate::browser::focus;
use crate::domain::checklist::Form;
use crate::domain::response::Progress;
use crate::domain::roster::StudentId;
use crate::domain::scoring::Ground;
use crate::text::fill;
use crate::text::frame::student_title;
use crate::text::full::{FullText, SafetyText};
use crate::ui::components::history::{history_buttons, history_key};
use crate::ui::components::item::Walk;
use crate::ui::components::why;
use crate::ui::dom::{El, button, el, once_shown};
use crate::ui::state::Desk;
use sections::{Sections, index, section_part, sections};

/// The screen.
pub fn page(desk: Desk) -> El {
    let is_form = Memo::new(move |_| {
        desk.chosen
            .get()
            .is_some_and(|student| desk.row(student).is_some())
    });
    el("div").region(move || {
        let shown = is_form.get();
        vec![untrack(|| if shown { form(desk) } else { list::list(desk) })]
    })
}

/// Puts the keyboard on the title of what is shown next, and the page at its top.
fn focus_title() {
    focus::scroll_to_top();
    once_shown(|| {
        focus::focus_id("full-title");
    });
}

fn to_list(desk: Desk) {
    desk.chosen.set(None);
    focus_title();
}

/// The form of the chosen student. It stays when another student is chosen; only answers and title change.
fn form(desk: Desk) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = FullText::of(locale);
    let checklist = desk.checklist();
    let row = Memo::new(move |_| desk.row(desk.chosen.get()?));
    let Sections { sections, items } = sections(&checklist, locale);
    let walk = Walk::new(desk, row, items, "item");
    let title = move || {
        let hidden = desk.app.names_hidden.get();
        row.with(|row| {
            row.as_ref()
                .map_or_else(String::new, |row| student_title(&row.student, hidden, locale))
        })
    };
    let head = el("div")
        .class("page-head")
        .child(
            el("h1")
                .attr("id", "full-title")
                .class("personal")
                .attr("tabindex", "-1")
                .text_with(title),
        )
        .child(
            el("span")
                .class("buttons")
                .child(button("button", words.to_list, move |_| to_list(desk)))
                .child(neighbour_button(desk, walk, -1, words.previous_student))
                .child(neighbour_button(desk, walk, 1, words.next_student)),
        );
    let parts = sections
        .iter()
        .enumerate()
        .map(|(at, section)| section_part(desk, walk, section, at));
    let level = el("aside")
        .class("full-why card")
        .attr("id", "full-why")
        .attr("tabindex", "-1")
        .attr("aria-label", words.level)
        .region(move || row.get().map(|row| why(desk, &row)).into_iter().collect());
    el("div")
        .class("page-wide full")
        .on_key(move |event| {
            history_key(desk, event);
        })
        .child(head)
        .child(progress(desk, walk))
        .child(
            el("div")
                .class("full-bar")
                .region(move || card_notice(desk, walk))
                .child(index(desk, walk, &sections)),
        )
        .child(
            el("div")
                .class("full-columns")
                .child(
                    el("div")
                        .class("full-form")
                        .children(parts)
                        .child(end(desk, walk)),
                )
                .child(level),
        )
}

/// The student so many steps from the chosen one, among those who need the form.
fn neighbour(desk: Desk, steps: isize) -> Option<(StudentId, String)> {
    let chosen = desk.chosen.get()?;
    let hidden = desk.app.names_hidden.get();
    desk.rows.with(|rows| {
        let needed: Vec<_> = rows
            .iter()
            .filter(|row| row.outcome.ground == Ground::Full || row.student.id == chosen)
            .collect();
        let at = needed.iter().position(|row| row.student.id == chosen)?;
        let student = &needed.get(at.checked_add_signed(steps)?)?.student;
        let title = student_title(student, hidden, desk.app.locale.get_untracked());
        Some((student.id, title))
    })
}

/// Goes to a neighbour. Says whether there was one.
fn go_to(desk: Desk, walk: Walk, steps: isize) -> bool {
    let neighbour = untrack(|| neighbour(desk, steps));
    if let Some((student, _)) = &neighbour {
        walk.go(0);
        desk.chosen.set(Some(*student));
        focus_title();
    }
    neighbour.is_some()
}

fn neighbour_button(desk: Desk, walk: Walk, steps: isize, label: &'static str) -> El {
    let go = move |_| {
        go_to(desk, walk, steps);
    };
    button("button", label, go)
        .flag_with("disabled", move || neighbour(desk, steps).is_none())
        .attr_with("aria-label", move || {
            neighbour(desk, steps).map(|(_, title)| format!("{label}（{title}）"))
        })
}

fn progress(desk: Desk, walk: Walk) -> El {
    let words = FullText::of(desk.app.locale.get_untracked());
    let checklist = desk.checklist();
    let progress = move || {
        walk.row.with(|row| {
            row.as_ref().map_or_else(Progress::default, |row| {
                row.response.progress(&checklist, Form::Full)
            })
        })
    };
    let (of_max, of_value, of_done, of_more, of_next) = (
        progress.clone(),
        progress.clone(),
        progress.clone(),
        progress.clone(),
        progress,
    );
    let bar = el("progress")
        .attr("aria-label", words.title)
        .attr_with("max", move || Some(of_max().total.max(1).to_string()))
        .attr_with("value", move || Some(of_value().answered.to_string()));
    let done = move || {
        let Progress { answered, total } = of_done();
        fill(words.items_done, &[("done", &answered), ("all", &total)])
    };
    let more = move || match of_more().blanks() {
        0 => words.no_blanks.to_owned(),
        n => fill(words.blanks, &[("n", &n)]),
    };
    let state = el("span")
        .class("num")
        .attr("role", "status")
        .child(el("b").text_with(done))
        .child(el("span").class("progress-more").text_with(more));
    let next = button("button", words.next_blank, move |_| walk.focus_next_blank())
        .flag_with("disabled", move || of_next().is_complete());
    el("div")
        .class("progress")
        .child(bar)
        .child(state)
        .child(next)
        .child(history_buttons(desk))
}

/// Stays in sight as long as a card of this student waits to be read and recorded.
fn card_notice(desk: Desk, walk: Walk) -> Vec<El> {
    let locale = desk.app.locale.get_untracked();
    let words = SafetyText::of(locale);
    let checklist = desk.checklist();
    let waiting = walk.row.with(|row| {
        row.as_ref()
            .map_or(0, |row| row.response.unrecorded_cards(&checklist).len())
    });
    if waiting == 0 {
        return Vec::new();
    }
    let open = move |_| desk.safety.set(desk.chosen.get_untracked());
    let to_read = fill(words.to_read, &[("n", &waiting)]);
    let notice = el("p")
        .class("notice notice-error full-notice")
        .child(el("b").text(&format!("! {}　{to_read}", checklist.urgent.get(locale))))
        .child(button("notice-close", words.open_cards, open));
    vec![notice]
}

/// After the last item: what is left, and the next student.
fn end(desk: Desk, walk: Walk) -> El {
    let words = FullText::of(desk.app.locale.get_untracked());
    let blanks = move || walk.blanks(walk.all()).len();
    let text = move || match blanks() {
        0 => words.all_done.to_owned(),
        n => fill(words.blanks_left, &[("n", &n)]),
    };
    let label = move || match neighbour(desk, 1) {
        Some((_, title)) => fill(words.next_student_named, &[("student", &title)]),
        None => words.to_list.to_owned(),
    };
    let go = move |_| {
        if !go_to(desk, walk, 1) {
            to_list(desk);
        }
    };
    let next_blank = button("button", words.next_blank, move |_| walk.focus_next_blank())
        .flag_with("disabled", move || blanks() == 0);
    el("section")
        .class("card")
        .child(el("p").attr("role", "status").text_with(text))
        .child(
            el("div")
                .class("buttons")
                .child(next_blank)
                .child(button("button-main", "", go).text_with(label)),
        )
        .child(el("p").class("dim small full-keys").text(words.keys))
}
