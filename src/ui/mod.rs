//! The screens (Leptos). They read small view values, send commands, and reach the browser only through [`crate::browser`].

mod app;
mod components;
mod dom;
mod frame;
mod keeping;
mod pages;
mod state;

use crate::domain::locale::Locale;
use crate::text::frame::FrameText;

/// Mounts the app on `<body>` in place of the waiting text.
pub fn mount() {
    crate::browser::panic::install(FrameText::of(Locale::Ja).panic);
    crate::browser::panic::remove_waiting_text();
    dom::mount_on_body(app::app);
}
