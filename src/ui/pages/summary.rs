//! Summary.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn SummaryPage() -> impl IntoView {
    view! { <p>"summary"</p> }
}
