//! Start.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn StartPage() -> impl IntoView {
    view! { <p>"start"</p> }
}
