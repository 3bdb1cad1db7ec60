//! Roster.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn RosterPage() -> impl IntoView {
    view! { <p>"roster"</p> }
}
