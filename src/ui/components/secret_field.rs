//! A field for a passphrase. What stands in it is read when it is needed and kept nowhere else.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlInputElement};
use zeroize::Zeroizing;

use crate::browser::{encoding, focus};
use crate::text::vault::PassphraseText;
use crate::ui::dom::{El, button, el};
use crate::ui::state::App;
use crate::vault::age::{Passphrase, PassphraseError};

/// What the page and the browser know a field by.
#[derive(Clone, Copy, Debug)]
pub struct SecretLook {
    /// Unique on the page.
    pub id: &'static str,
    /// `new-password` or `current-password`.
    pub autocomplete: &'static str,
    /// The ids of what explains it.
    pub described_by: &'static str,
}

/// A field on the page.
#[derive(Clone)]
pub struct SecretField {
    element: El,
    input: HtmlInputElement,
}

impl SecretField {
    /// An empty field. Its letters show while `shown` says so; browsers let nobody type kana or kanji otherwise. `changed` is
    /// called when there is something new to read: not while a Japanese input method is at work.
    pub fn new(
        look: SecretLook,
        shown: RwSignal<bool>,
        is_wrong: impl Fn() -> bool + 'static,
        changed: impl Fn() + 'static,
    ) -> Self {
        let changed: Rc<dyn Fn()> = Rc::new(changed);
        let ended = changed.clone();
        let element = el("input")
            .class("input secret-input")
            .attr("id", look.id)
            .attr("autocomplete", look.autocomplete)
            .attr("autocapitalize", "none")
            .attr("autocorrect", "off")
            .attr("spellcheck", "false")
            .attr("aria-describedby", look.described_by)
            .attr_with("type", move || {
                Some(if shown.get() { "text" } else { "password" }.to_owned())
            })
            .attr_with("aria-invalid", move || Some(is_wrong().to_string()))
            .on("input", move |event| {
                if !is_composing(&event) {
                    changed();
                }
            })
            .on("compositionend", move |_| ended());
        let input = element.node().clone().unchecked_into();
        Self { element, input }
    }

    /// The field, to be put on the page once.
    pub fn element(&self) -> El {
        self.element.clone()
    }

    /// What stands in it as it is used: in NFKC, so that the same passphrase typed on another device is the same bytes, and
    /// without the blanks at its ends, which nobody sees (NIST SP 800-63B allows for both).
    pub fn text(&self) -> Zeroizing<String> {
        let typed = Zeroizing::new(self.input.value());
        let plain = Zeroizing::new(encoding::nfkc(&typed));
        Zeroizing::new(plain.trim().to_owned())
    }

    /// The passphrase in it.
    ///
    /// # Errors
    /// When there is none, or something far too long was pasted.
    pub fn passphrase(&self) -> Result<Passphrase, PassphraseError> {
        Passphrase::new(&self.text())
    }

    /// Empties it.
    pub fn clear(&self) {
        self.input.set_value("");
    }

    /// Puts the keyboard on it with everything selected, to be typed anew or corrected.
    pub fn select(&self) {
        focus::focus(&self.input);
        self.input.select();
    }
}

/// Whether a Japanese input method has not finished yet: what stands in the field is not what will.
fn is_composing(event: &Event) -> bool {
    js_sys::Reflect::get(event, &JsValue::from_str("isComposing"))
        .is_ok_and(|composing| composing.is_truthy())
}

/// Shows or hides the letters of the fields with these ids.
pub fn show_button(app: App, fields: &str, shown: RwSignal<bool>) -> El {
    button("button secret-show", "", move |_| {
        shown.update(|shown| *shown = !*shown)
    })
    .attr("aria-controls", fields)
    .text_with(move || {
        let words = PassphraseText::of(app.locale.get());
        if shown.get() { words.hide } else { words.show }.to_owned()
    })
}
