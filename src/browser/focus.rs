//! Where the keyboard is, and what is in sight.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::document;

/// Puts the keyboard on an element; one that cannot take it is left alone.
pub fn focus(element: &HtmlElement) {
    element.focus().unwrap_or_default();
}

/// Puts the keyboard on the element with this id. `false` when there is none.
pub fn focus_id(id: &str) -> bool {
    let found = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = &found {
        focus(element);
    }
    found.is_some()
}

/// Whether the Tab key stops at the element with this id.
pub fn set_tab_stop(id: &str, stops: bool) {
    if let Some(element) = by_id(id) {
        let value = if stops { "0" } else { "-1" };
        element.set_attribute("tabindex", value).unwrap_or_default();
    }
}

/// Puts the keyboard on the element with this id and brings it to the top of what scrolls. `false` when there is none.
pub fn focus_at_top(id: &str) -> bool {
    if let Some(element) = by_id(id) {
        element.scroll_into_view();
    }
    focus_id(id)
}

/// Whether the keyboard is on nothing, as after the element that had it went away.
pub fn is_lost() -> bool {
    document().is_none_or(|document| {
        document
            .active_element()
            .is_none_or(|element| element.tag_name() == "BODY")
    })
}

/// Puts the (empty) selection of the page on the element with this id: Firefox sends what is pasted to where the selection is, not
/// to what has the keyboard, and what is no field of text never gets it by itself.
pub fn select_id(id: &str) {
    let selection = web_sys::window().and_then(|window| window.get_selection().ok().flatten());
    if let (Some(selection), Some(element)) = (selection, by_id(id)) {
        selection.collapse(Some(&element)).unwrap_or_default();
    }
}

/// Scrolls no further than needed to show the element with this id. `false` when there is none.
pub fn scroll_to_id(id: &str) -> bool {
    let found = by_id(id);
    if let Some(element) = &found {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        options.set_inline(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
    found.is_some()
}

/// Scrolls to the top of the page, as after going to another screen.
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}
