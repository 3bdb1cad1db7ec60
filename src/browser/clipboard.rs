//! The clipboard: what is pasted, and copying by the old command, which alone works on `http://`.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlDocument, HtmlElement, HtmlTextAreaElement};

use super::document;

/// The plain text a paste event brings; none if it is another event or brings no text.
pub fn pasted_text(event: &web_sys::Event) -> Option<String> {
    let event: &ClipboardEvent = event.dyn_ref()?;
    event
        .clipboard_data()?
        .get_data("text")
        .ok()
        .filter(|text| !text.is_empty())
}

/// Copies a text to the clipboard, from within a click. `false` when the browser refused.
pub fn copy_text(text: &str) -> bool {
    try_copy(text).unwrap_or(false)
}

fn try_copy(text: &str) -> Option<bool> {
    let document = document()?;
    let page: &HtmlDocument = document.dyn_ref()?;
    let before = document
        .active_element()
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    // Outside an open dialog nothing can be selected, so the text area stands within it.
    let dialog = before
        .as_ref()
        .and_then(|element| element.closest("dialog[open]").ok().flatten());
    let parent = match dialog {
        Some(dialog) => dialog,
        None => document.body()?.into(),
    };
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    area.set_read_only(true);
    // Where it cannot scroll the page; set by property, which a strict policy allows.
    area.style().set_property("position", "fixed").ok()?;
    area.style().set_property("opacity", "0").ok()?;
    parent.append_child(&area).ok()?;
    area.select();
    let copied = page.exec_command("copy").unwrap_or(false);
    area.remove();
    if let Some(before) = before {
        super::focus::focus(&before);
    }
    Some(copied)
}
