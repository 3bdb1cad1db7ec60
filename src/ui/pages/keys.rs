//! Keys.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn KeysPage() -> impl IntoView {
    view! { <p>"keys"</p> }
}
