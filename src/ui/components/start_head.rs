//! The head of the screens without a class: the name of the app, and the other language.

use leptos::prelude::*;

use crate::domain::locale::Locale;
use crate::text::frame::FrameText;
use crate::ui::dom::{El, el};
use crate::ui::state::App;

/// The head.
pub fn start_head(app: App) -> El {
    let language = el("button")
        .class("head-button")
        .attr("type", "button")
        .attr_with("lang", move || Some(other(app.locale.get()).code().to_owned()))
        .text_with(move || FrameText::of(app.locale.get()).language.to_owned())
        .on("click", move |_| {
            app.locale.update(|locale| *locale = other(*locale));
            app.store_settings();
        });
    let name = el("h1")
        .class("start-app")
        .text_with(move || FrameText::of(app.locale.get()).app.to_owned());
    el("div").class("start-head").child(name).child(language)
}

const fn other(locale: Locale) -> Locale {
    match locale {
        Locale::Ja => Locale::En,
        Locale::En => Locale::Ja,
    }
}
