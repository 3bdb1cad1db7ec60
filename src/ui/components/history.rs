//! Undo and redo over answers: two buttons, and Ctrl+Z / Ctrl+Y wherever answers are entered.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::{Icon, icon};
use crate::domain::update::Command;
use crate::text::frame::FrameText;
use crate::ui::state::Desk;

/// The two buttons.
#[component]
pub fn HistoryButtons() -> impl IntoView {
    let desk = Desk::get();
    let words = move || FrameText::of(desk.app.locale.get());
    view! {
        <span class="buttons history">
            <button class="button" disabled=move || !desk.history().0 on:click=move |_| undo(desk)>
                {icon(Icon::Undo)}
                {move || words().undo}
            </button>
            <button class="button" disabled=move || !desk.history().1 on:click=move |_| redo(desk)>
                {icon(Icon::Redo)}
                {move || words().redo}
            </button>
        </span>
    }
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
