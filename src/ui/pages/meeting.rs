//! Meeting.

use leptos::prelude::*;

/// The screen.
#[component]
pub fn MeetingPage() -> impl IntoView {
    view! { <p>"meeting"</p> }
}
