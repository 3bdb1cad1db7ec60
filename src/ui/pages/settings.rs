//! Settings.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! { <p>"settings"</p> }
}
