//! Home.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn HomePage() -> impl IntoView {
    view! { <p>"home"</p> }
}
