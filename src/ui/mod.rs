//! UI
use leptos::prelude::*;
/// Mounts the app.
pub fn mount() {
    leptos::mount::mount_to_body(|| view! { <p>"kizuki"</p> });
}
