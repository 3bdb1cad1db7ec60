//! The screens (Leptos). They read small view values, send commands, and reach the browser only through [`crate::browser`].

mod app;
mod components;
pub mod contents;
mod dom;
mod frame;
mod keeper;
mod keeping;
mod pages;
pub mod parts;
mod state;

use crate::domain::locale::Locale;
use crate::text::frame::FrameText;

/// Mounts the app on `<body>` in place of the waiting text.
///
/// `fetchers` bring the parts that the first screen does not need.
pub fn mount(fetchers: parts::Fetchers) {
    crate::browser::panic::install(FrameText::of(Locale::Ja).panic);
    crate::browser::panic::remove_waiting_text();
    dom::mount_on_body(move || app::app(fetchers));
}
