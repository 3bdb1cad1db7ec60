//! Full.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn FullPage() -> impl IntoView {
    view! { <p>"full"</p> }
}
