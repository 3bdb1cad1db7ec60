//! The screens (Leptos). They read small view values, send commands, and reach the browser only through [`crate::browser`].

mod app;
mod components;
mod frame;
mod pages;
mod state;

use leptos::prelude::*;

/// Mounts the app on `<body>` in place of the waiting text.
pub fn mount() {
    crate::browser::panic::install();
    crate::browser::document::remove_waiting_text();
    leptos::mount::mount_to_body(|| view! { <app::App /> });
}

