//! 安全の心配, one tap away from every screen: the critical items of a student, and under each group the card they open.

use std::cell::RefCell;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::item::{Walk, item_field};
use super::safety_card::{Drafts, Sheet, card_id, safety_card};
use super::{Icon, dialog, icon};
use crate::browser::focus;
use crate::domain::checklist::{Card, Form, Item, ItemKind};
use crate::domain::ids::CardId;
use crate::domain::roster::StudentId;
use crate::text::fill;
use crate::text::frame::student_title;
use crate::text::full::SafetyText;
use crate::ui::dom::{El, button, el, keep, once_shown, value};
use crate::ui::state::{Desk, Row};

fn unrecorded(desk: Desk, row: &Row) -> Vec<CardId> {
    row.response.unrecorded_cards(&desk.checklist())
}

/// The button in the head bar with the dialog it opens. `desk.safety` opens it too.
pub fn safety_button(desk: Desk) -> El {
    let words = SafetyText::of(desk.app.locale.get_untracked());
    let open = RwSignal::new(false);
    let drafts = Drafts::default();
    keep(move || {
        if desk.safety.get().is_some() && !open.get_untracked() {
            open.set(true);
        }
    });
    keep(move || {
        if !open.get() && desk.safety.get_untracked().is_some() {
            desk.safety.set(None);
            // What opened the dialog may be gone: a notice whose card was recorded.
            once_shown(|| {
                if focus::is_lost() {
                    focus::focus_id("main");
                }
            });
        }
    });
    let waiting = Memo::new(move |_| {
        desk.rows.with(|rows| {
            rows.iter()
                .filter(|row| row.outcome.urgent && !unrecorded(desk, row).is_empty())
                .count()
        })
    });
    let show = move |_| {
        desk.safety.set(desk.chosen.get_untracked());
        open.set(true);
    };
    let mark = move || match waiting.get() {
        0 => Vec::new(),
        n => {
            let rest = el("span").class("visually-hidden").text(words.waiting);
            vec![
                el("b")
                    .class("safety-waiting num")
                    .text(&n.to_string())
                    .child(rest),
            ]
        }
    };
    let button = el("button")
        .attr("type", "button")
        .class("head-button safety-button")
        .toggle("waiting", move || waiting.get() != 0)
        .on("click", show)
        .child(icon(Icon::Safety))
        .child(el("span").class("safety-word").text(words.title))
        .region(mark);
    let content = move || {
        let drafts = drafts.clone();
        desk.app
            .parts
            .follow_up
            .show(desk.app.locale.get_untracked(), |part| {
                vec![(part.safety)(desk, open, &drafts)]
            })
    };
    el("span").class("safety-place").child(button).child(dialog(
        "safety-dialog",
        open,
        move || words.title.to_owned(),
        content,
    ))
}

/// What the dialog holds.
pub fn content(desk: Desk, open: RwSignal<bool>, drafts: &Drafts) -> El {
    let words = SafetyText::of(desk.app.locale.get_untracked());
    let is_empty = desk.rows.with_untracked(Vec::is_empty);
    // Somebody else is chosen by hand: then the keyboard stays on the choice.
    let by_hand = StoredValue::new(false);
    let drafts = drafts.clone();
    let close_words = move || {
        let row = desk.safety.get().and_then(|student| desk.row(student));
        let is_waiting = row.is_some_and(|row| !unrecorded(desk, &row).is_empty());
        if is_waiting { words.close_open } else { words.close }.to_owned()
    };
    let close = button("button", "", move |_| open.set(false)).text_with(close_words);
    let state = el("p")
        .class("safety-state")
        .attr("role", "status")
        .region(move || state(desk));
    el("div")
        .class("safety")
        .child(el("p").text(if is_empty { words.nobody } else { words.lead }))
        .children((!is_empty).then(|| who(desk, by_hand)))
        .region(move || {
            let student = desk.safety.get();
            student.map_or_else(Vec::new, |student| {
                untrack(|| student_part(desk, student, by_hand, &drafts))
            })
        })
        .child(
            el("div")
                .class("buttons dialog-buttons safety-foot")
                .child(close)
                .child(state),
        )
}

/// How many cards wait, beside the button that closes the dialog.
fn state(desk: Desk) -> Vec<El> {
    let locale = desk.app.locale.get_untracked();
    let row = desk.safety.get().and_then(|student| desk.row(student));
    match row.map_or(0, |row| unrecorded(desk, &row).len()) {
        0 => Vec::new(),
        n => {
            let urgent = format!("! {}", desk.checklist().urgent.get(locale));
            vec![
                el("span").class("chip chip-urgent").text(&urgent),
                el("span").text(&fill(SafetyText::of(locale).to_read, &[("n", &n)])),
            ]
        }
    }
}

/// Whose safety it is about.
fn who(desk: Desk, by_hand: StoredValue<bool>) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = SafetyText::of(locale);
    let option = move |student: Option<StudentId>, title: &str| {
        let number = student.map_or_else(String::new, |student| student.0.to_string());
        el("option")
            .attr("value", &number)
            .prop_with("selected", move || {
                JsValue::from_bool(desk.safety.get() == student)
            })
            .text(title)
    };
    let options = move || {
        let hidden = desk.app.names_hidden.get();
        let mut options = vec![option(None, words.choose)];
        desk.rows.with_untracked(|rows| {
            let titled =
                |row: &Row| option(Some(row.student.id), &student_title(&row.student, hidden, locale));
            options.extend(rows.iter().map(|row| titled(row)));
        });
        options
    };
    let pick = move |event| {
        by_hand.set_value(true);
        desk.safety.set(value(&event).parse().ok().map(StudentId));
    };
    el("label")
        .class("field")
        .child(el("span").text(words.who))
        .child(el("select").class("personal").on("change", pick).region(options))
}

/// Items and cards of one student: each group of items that open the same card, and under it the card once it is open.
fn student_part(desk: Desk, student: StudentId, by_hand: StoredValue<bool>, drafts: &Drafts) -> Vec<El> {
    let checklist = desk.checklist();
    let row = Memo::new(move |_| desk.row(student));
    // Without a full form the lines are all there is.
    let form = if checklist.has_full_form() {
        Form::Full
    } else {
        Form::Short
    };
    let items: Vec<Item> = checklist
        .form(form)
        .filter(|item| item.is_critical())
        .cloned()
        .collect();
    let groups = groups(&items);
    let walk = Walk::new(desk, row, items, "safety");
    bring_up_cards(desk, walk, !by_hand.get_value());
    let card = |card: &Card| {
        card_place(Sheet {
            desk,
            round: desk.round.get_untracked(),
            student,
            walk,
            card: card.clone(),
            drafts: drafts.clone(),
        })
    };
    // Cards that only the first look opens say which of the items below to choose.
    let is_first = |card: &&Card| !groups.iter().any(|(of, _)| *of == card.id);
    let mut parts: Vec<El> = checklist.cards.iter().filter(is_first).map(card).collect();
    for (of, places) in &groups {
        let fields = places.iter().filter_map(|at| item_field(walk, *at));
        parts.push(el("div").class("safety-group").children(fields));
        parts.extend(checklist.card(of).map(card));
    }
    parts
}

/// Where a card stands while it is open.
fn card_place(sheet: Sheet) -> El {
    let (desk, walk, id) = (sheet.desk, sheet.walk, sheet.card.id.clone());
    let is_open = Memo::new(move |_| {
        let checklist = desk.checklist();
        walk.row.with(|row| {
            row.as_ref()
                .is_some_and(|row| row.response.open_cards(&checklist).contains(&id))
        })
    });
    crate::ui::dom::region(move || match is_open.get() {
        true => vec![untrack(|| safety_card(&sheet))],
        false => Vec::new(),
    })
}

/// Critical items by the card they open, by position.
fn groups(items: &[Item]) -> Vec<(CardId, Vec<usize>)> {
    let mut groups: Vec<(CardId, Vec<usize>)> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let ItemKind::Critical { card } = &item.kind else {
            continue;
        };
        match groups.iter_mut().find(|(of, _)| of == card) {
            Some((_, places)) => places.push(at),
            None => groups.push((card.clone(), vec![at])),
        }
    }
    groups
}

/// Puts the keyboard on the first card to read when the dialog opens, and brings a card that opens later into sight.
fn bring_up_cards(desk: Desk, walk: Walk, takes_keyboard: bool) {
    let seen = RefCell::new(None::<Vec<CardId>>);
    keep(move || {
        let now = walk
            .row
            .with(|row| row.as_ref().map_or_else(Vec::new, |row| unrecorded(desk, row)));
        let before = seen.replace(Some(now.clone()));
        let is_new = |card: &&CardId| !before.as_ref().is_some_and(|before| before.contains(card));
        let Some(id) = now.iter().find(is_new).map(card_id) else {
            return;
        };
        match (before, takes_keyboard) {
            (None, true) => once_shown(move || {
                focus::focus_at_top(&id);
            }),
            (None, false) => {}
            (Some(_), _) => once_shown(move || {
                focus::scroll_to_id(&format!("{id}-head"));
            }),
        }
    });
}
