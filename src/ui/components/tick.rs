//! A box to tick, with its words.

use wasm_bindgen::JsValue;

use crate::ui::dom::{El, checked, el};

/// A check box that shows what `is_on` says and tells `set` what a person made of it.
pub fn tick(label: &str, is_on: impl Fn() -> bool + 'static, set: impl Fn(bool) + 'static) -> El {
    let input = el("input")
        .attr("type", "checkbox")
        .prop_with("checked", move || JsValue::from_bool(is_on()))
        .on("change", move |event| set(checked(&event)));
    el("label")
        .class("check")
        .child(input)
        .child(el("span").text(label))
}
