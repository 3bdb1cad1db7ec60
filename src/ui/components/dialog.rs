//! A modal dialog on the browser's own `<dialog>`: focus stays inside, Esc closes, focus returns.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use crate::ui::dom::{El, el, keep};

/// A dialog that is open while `open` is true; closing it by Esc sets it to false. What is inside is made anew each
/// time it opens. `id` is unique on the page; the title is the dialog's accessible name.
pub fn dialog(
    id: &str,
    open: RwSignal<bool>,
    title: impl Fn() -> String + 'static,
    content: impl Fn() -> Vec<El> + 'static,
) -> El {
    let title_id = format!("{id}-title");
    let head = el("h2")
        .attr("id", &title_id)
        .class("dialog-title")
        .text_with(title);
    let dialog = el("dialog")
        .class("dialog")
        .attr("id", id)
        .attr("tabindex", "-1")
        .attr("aria-labelledby", &title_id)
        .on("close", move |_| open.set(false))
        .child(head)
        .region(move || if open.get() { content() } else { Vec::new() });
    let node: HtmlDialogElement = dialog.node().clone().unchecked_into();
    keep(move || {
        let wanted = open.get();
        if wanted == node.open() {
            return;
        }
        if !wanted {
            node.close();
        } else if node.is_connected() {
            // Fails only for an element that is not on the page.
            node.show_modal().unwrap_or_default();
        }
    });
    dialog
}
