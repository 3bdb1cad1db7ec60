//! Sweep.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn SweepPage() -> impl IntoView {
    view! { <p>"sweep"</p> }
}
