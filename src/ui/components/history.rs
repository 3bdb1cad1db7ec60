//! Undo and redo over answers: two buttons, and Ctrl+Z / Ctrl+Y wherever answers are entered.

use leptos::prelude::GetUntracked;
use web_sys::KeyboardEvent;

use super::{Icon, icon};
use crate::domain::update::Command;
use crate::text::frame::FrameText;
use crate::ui::dom::{El, el};
use crate::ui::state::Desk;

/// The two buttons.
pub fn history_buttons(desk: Desk) -> El {
    let words = FrameText::of(desk.app.locale.get_untracked());
    let one = |which, word: &str, press: fn(Desk), can: fn((bool, bool)) -> bool| {
        el("button")
            .attr("type", "button")
            .class("button")
            .flag_with("disabled", move || !can(desk.history()))
            .on("click", move |_| press(desk))
            .child(icon(which))
            .child(el("span").class("narrow-hidden").text(word))
    };
    el("span")
        .class("buttons history")
        .child(one(Icon::Undo, words.undo, undo, |can| can.0))
        .child(one(Icon::Redo, words.redo, redo, |can| can.1))
}

fn undo(desk: Desk) {
    if desk.history().0 {
        desk.dispatch(Command::Undo);
    }
}

fn redo(desk: Desk) {
    if desk.history().1 {
        desk.dispatch(Command::Redo);
    }
}

/// Undo and redo by key. Says whether the key was one of these.
pub fn history_key(desk: Desk, event: &KeyboardEvent) -> bool {
    if !(event.ctrl_key() || event.meta_key()) {
        return false;
    }
    match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => undo(desk),
        ("y", false) | ("z", true) => redo(desk),
        _ => return false,
    }
    event.prevent_default();
    true
}
