//! Making nodes of the page.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::Node;

use super::document;

/// An element. Where there is no page, or the name is none of an element, an empty text stands in its place.
pub fn create_element(tag: &str) -> Node {
    document()
        .and_then(|document| document.create_element(tag).ok())
        .map_or_else(|| create_text(""), Into::into)
}

/// A text.
pub fn create_text(text: &str) -> Node {
    document().map_or_else(nothing, |document| document.create_text_node(text).into())
}

/// A handful of nodes without an element around them.
pub fn create_fragment() -> Node {
    document().map_or_else(nothing, |document| document.create_document_fragment().into())
}

/// Stands for a node where there is no page at all; nothing can be shown there anyway.
fn nothing() -> Node {
    JsValue::NULL.unchecked_into()
}
