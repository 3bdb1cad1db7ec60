//! What the dialog of 「？」 holds: a few sentences about the screen it was opened on.

use leptos::prelude::*;

use crate::route::Route;
use crate::text::frame::FrameText;
use crate::text::help::about::{AboutText, about as words_of};
use crate::text::help::entries;
use crate::ui::dom::{El, button, el, link};
use crate::ui::state::App;

/// The sentences about a screen, and the ways on. The signal closes the dialog.
pub fn about(app: App, route: Route, open: RwSignal<bool>) -> Vec<El> {
    let locale = app.locale.get_untracked();
    let words = AboutText::of(locale);
    let body = el("div")
        .class("about")
        .children(entries(words_of(route, locale)).map(|line| el("p").text(line)))
        .child(el("p").class("dim small").text(words.everywhere));
    let close = button("button-main", FrameText::of(locale).close, move |_| {
        open.set(false)
    });
    let acts =
        el("div")
            .class("buttons dialog-buttons")
            .child(close)
            .child(link("button", Route::Help, words.all));
    vec![body, acts]
}
