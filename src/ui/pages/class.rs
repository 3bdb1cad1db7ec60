//! Class.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn ClassPage() -> impl IntoView {
    view! { <p>"class"</p> }
}
