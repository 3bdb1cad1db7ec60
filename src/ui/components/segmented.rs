//! One control for one question: words side by side, exactly one chosen or none. Native radio buttons, so arrow keys,
//! touch and screen readers work; choosing the chosen one again clears it where that is allowed.

use leptos::prelude::*;

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

/// A segmented control.
#[component]
pub fn Segmented(
    /// Name shared by its radio buttons; unique on the page.
    name: String,
    /// Accessible name of the group; the id of the element that holds the label.
    labelled_by: String,
    /// The choices.
    choices: Vec<Choice>,
    /// The chosen value.
    #[prop(into)]
    chosen: Signal<Option<u16>>,
    /// Called with the value, or with `None` when the choice is taken back.
    on_choose: Callback<Option<u16>>,
) -> impl IntoView {
    let options = choices
        .into_iter()
        .map(|choice| {
            let value = choice.value;
            let is_chosen = move || chosen.get() == Some(value);
            view! {
                <label class="segment" class:quiet=choice.is_quiet class:chosen=is_chosen>
                    <input
                        type="radio"
                        name=name.clone()
                        prop:checked=is_chosen
                        on:click=move |_| {
                            if chosen.get_untracked() == Some(value) { on_choose.run(None) }
                        }
                        on:change=move |_| on_choose.run(Some(value))
                    />
                    <span>{choice.label}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <div class="segmented" role="radiogroup" aria-labelledby=labelled_by>
            {options}
        </div>
    }
}
