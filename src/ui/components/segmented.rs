//! One control for one question: words side by side, exactly one chosen or none. Native radio buttons, so arrow keys,
//! touch and screen readers work; choosing the chosen one again clears it where that is allowed.

use std::rc::Rc;

use leptos::prelude::untrack;
use wasm_bindgen::JsValue;

use crate::ui::dom::{El, el, shared};

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent when it is chosen.
    pub value: u16,
    /// The words.
    pub label: String,
    /// A quieter look for わからない and 対象外.
    pub is_quiet: bool,
}

/// The id of the radio button of one choice, to put the keyboard on it.
pub fn choice_id(name: &str, value: u16) -> String {
    format!("{name}-{value}")
}

/// A segmented control. `name` is shared by its radio buttons and unique on the page; `labelled_by` is the id of the
/// element that names the group; `choose` gets the value, or `None` when the choice is taken back.
pub fn segmented(
    name: &str,
    labelled_by: &str,
    choices: &[Choice],
    chosen: impl Fn() -> Option<u16> + 'static,
    choose: impl Fn(Option<u16>) + 'static,
) -> El {
    segmented_boxed(
        name,
        labelled_by,
        choices,
        &(Rc::new(chosen) as Rc<dyn Fn() -> Option<u16>>),
        &shared(choose),
    )
}

fn segmented_boxed(
    name: &str,
    labelled_by: &str,
    choices: &[Choice],
    chosen: &Rc<dyn Fn() -> Option<u16>>,
    choose: &Rc<dyn Fn(Option<u16>)>,
) -> El {
    let segment = |choice: &Choice| {
        let value = choice.value;
        let is_chosen = {
            let chosen = chosen.clone();
            move || chosen() == Some(value)
        };
        let (on_click, on_change) = (choose.clone(), choose.clone());
        let was_chosen = is_chosen.clone();
        let input = el("input")
            .attr("type", "radio")
            .attr("id", &choice_id(name, value))
            .attr("name", name)
            .attr("value", &value.to_string())
            .prop_with("checked", {
                let is_chosen = is_chosen.clone();
                move || JsValue::from_bool(is_chosen())
            })
            .on("click", move |_| {
                if untrack(&was_chosen) {
                    on_click(None);
                }
            })
            .on("change", move |_| on_change(Some(value)));
        el("label")
            .class(if choice.is_quiet {
                "segment quiet"
            } else {
                "segment"
            })
            .toggle("chosen", is_chosen)
            .child(input)
            .child(el("span").text(&choice.label))
    };
    el("div")
        .class("segmented")
        .attr("role", "radiogroup")
        .attr("aria-labelledby", labelled_by)
        .children(choices.iter().map(segment))
}
