//! Grid.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn GridPage() -> impl IntoView {
    view! { <p>"grid"</p> }
}
