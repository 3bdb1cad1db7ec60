//! The ways past the lock: the passphrase of this device, and the passphrase of a file.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::unlock;
use crate::browser::{clock, encoding, timer};
use crate::route::Route;
use crate::text::frame::FrameText;
use crate::text::keeper::KeeperText;
use crate::ui::components::dialog;
use crate::ui::dom::{El, button, el, value};
use crate::ui::keeper::{self, Secret};
use crate::ui::keeping::{follow_aside, show};
use crate::ui::pages::unlock::{Answer, Ways};
use crate::ui::state::{App, Mode, Session};
use crate::vault::age::Passphrase;

/// The locked app.
pub fn unlock_page(app: App) -> El {
    let answer = move |secret: Secret, answer: Answer| {
        leptos::task::spawn_local(async move { answer(keeper::unlock(app, secret).await) });
    };
    let sample = move || {
        app.parts
            .class
            .run(app, move |class| match (class.sample)(app, clock::today()) {
                Ok(document) => {
                    app.open(document, Mode::Sample);
                    show(app, Route::Home);
                }
                Err(error) => app.warn(error.to_string()),
            });
    };
    // The help holds nothing of a class, so the lock does not stand before it.
    follow_aside(app, |app, session| {
        if session == Session::Help {
            app.session.set(session);
        }
    });
    unlock::page(
        app,
        Ways {
            passphrase: Rc::new(move |passphrase, then| answer(Secret::Passphrase(passphrase), then)),
            recovery: Rc::new(move |identity, then| answer(Secret::Identity(identity), then)),
            wipe: Rc::new(move || keeper::forget_all(app)),
            sample: Rc::new(sample),
        },
    )
}

/// Asks for the passphrase of a file that is being opened.
pub fn file_prompt(app: App) -> El {
    let open = app.file_asks;
    dialog(
        "file-passphrase",
        open,
        move || KeeperText::of(app.locale.get()).file_title.to_owned(),
        move || vec![file_form(app)],
    )
}

fn file_form(app: App) -> El {
    let locale = app.locale.get_untracked();
    let words = KeeperText::of(locale);
    let (typed, told, busy) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(false),
    );
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        let secret = match Passphrase::new(&encoding::nfkc(&typed.get_untracked())) {
            Ok(passphrase) => Secret::Passphrase(passphrase),
            Err(_) => return told.set(words.file_empty.to_owned()),
        };
        busy.set(true);
        leptos::task::spawn_local(async move {
            timer::after_paint().await;
            match keeper::open_asked(app, secret).await {
                None => app.file_asks.set(false),
                Some(sentence) => told.set(sentence),
            }
            busy.set(false);
        });
    };
    let input = el("input")
        .attr("type", "password")
        .attr("id", "file-passphrase-field")
        .attr("autocomplete", "off")
        .attr("aria-describedby", "file-passphrase-told")
        .attr_with("aria-invalid", move || Some((!told.get().is_empty()).to_string()))
        .prop_with("value", move || JsValue::from_str(&typed.get()))
        .on("input", move |event| typed.set(value(&event)));
    el("form")
        .on("submit", submit)
        .child(el("p").text(words.file_lead))
        .child(
            el("div")
                .class("field")
                .child(
                    el("label")
                        .attr("for", "file-passphrase-field")
                        .text(words.file_label),
                )
                .child(input)
                .child(
                    el("p")
                        .class("wrong")
                        .attr("id", "file-passphrase-told")
                        .attr("role", "alert")
                        .text_with(move || told.get()),
                ),
        )
        .child(
            el("div")
                .class("buttons dialog-buttons")
                .child(
                    el("button")
                        .class("button-main")
                        .flag_with("disabled", move || busy.get())
                        .text_with(move || if busy.get() { words.busy } else { words.file_open }.to_owned()),
                )
                .child(button("button", FrameText::of(locale).cancel, move |_| {
                    app.file_asks.set(false)
                })),
        )
}
