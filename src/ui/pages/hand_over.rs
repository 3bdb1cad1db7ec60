//! 引き継ぐ: a file of the open class for somebody else's key alone.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlTextAreaElement;

use crate::browser::random::BrowserEntropy;
use crate::browser::{clock, encoding, files, focus};
use crate::domain::locale::Locale;
use crate::format::document;
use crate::text;
use crate::text::frame::FrameText;
use crate::text::handover::{HandOverText, explain_other_key, explain_public_key};
use crate::ui::dom::{El, button, checked, el, value};
use crate::ui::keeper;
use crate::ui::state::{App, Desk};
use crate::vault::age::Recipient;
use crate::vault::public_key::{self, CheckNumber, PublicKeyError};
use crate::vault::seal_for;

/// What the dialog holds; it closes itself by `open` once the file was saved.
pub fn form(desk: Desk, open: RwSignal<bool>) -> El {
    let app = desk.app;
    let locale = app.locale.get_untracked();
    let words = HandOverText::of(locale);
    let (typed, told) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (compared, not_compared) = (RwSignal::new(false), RwSignal::new(false));
    let key = move || receiver(&typed.get(), locale);
    let area = el("textarea")
        .class("input code key-field")
        .attr("id", "receiver-key")
        .attr("rows", "3")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("autocorrect", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "receiver-key-told")
        .attr_with("aria-invalid", move || {
            Some((!told.with(String::is_empty)).to_string())
        })
        .on("input", move |event| {
            let now = value(&event);
            compared.set(false);
            not_compared.set(false);
            // What is wrong is said as soon as something was pasted, and no longer than it is wrong.
            told.set(match receiver(&now, locale) {
                Ok(_) => String::new(),
                Err(_) if now.trim().is_empty() => String::new(),
                Err(sentence) => sentence,
            });
            typed.set(now);
        });
    let input: HtmlTextAreaElement = area.node().clone().unchecked_into();
    let field = el("div")
        .class("field")
        .child(el("label").attr("for", "receiver-key").text(words.field))
        .child(area)
        .child(
            el("p")
                .class("wrong")
                .attr("id", "receiver-key-told")
                .attr("role", "alert")
                .text_with(move || told.get()),
        );
    let compare = move || match key() {
        Ok(key) => vec![comparison(&key, compared, not_compared, locale)],
        Err(_) => Vec::new(),
    };
    let save = move |event: web_sys::Event| {
        event.prevent_default();
        match untrack(key) {
            Err(sentence) => {
                told.set(sentence);
                focus::focus(&input);
            }
            Ok(_) if !compared.get_untracked() => {
                not_compared.set(true);
                focus::focus_id("compared");
            }
            Ok(key) => match save_for(desk, &key) {
                Ok(()) => {
                    open.set(false);
                    app.tell(words.saved);
                    focus::scroll_to_top();
                }
                Err(sentence) => told.set(sentence),
            },
        }
    };
    el("form")
        .class("hand-over")
        .on("submit", save)
        .child(el("p").text(words.lead))
        .child(field)
        .child(el("div").attr("aria-live", "polite").region(compare))
        .child(el("p").class("dim").text(words.what))
        .child(
            el("div")
                .class("buttons dialog-buttons")
                .child(el("button").class("button-main").text(words.save))
                .child(button("button", FrameText::of(locale).cancel, move |_| {
                    open.set(false)
                })),
        )
}

/// Says that a file was handed over to another key than this device's, or that there is no key here.
pub fn refuse_other_key(app: App) {
    let locale = app.locale.get_untracked();
    app.warn(explain_other_key(keeper::recipient().as_ref(), locale));
    focus::scroll_to_top();
}

/// The number of the key that was pasted, and that it was compared.
fn comparison(key: &Recipient, compared: RwSignal<bool>, not_compared: RwSignal<bool>, locale: Locale) -> El {
    let words = HandOverText::of(locale);
    let tick = el("input")
        .attr("type", "checkbox")
        .attr("id", "compared")
        .attr("aria-describedby", "compared-wrong")
        .prop_with("checked", move || JsValue::from_bool(compared.get()))
        .on("change", move |event| {
            compared.set(checked(&event));
            not_compared.set(false);
        });
    let number = el("p")
        .class("key-check")
        .child(el("span").text(words.compare))
        .child(
            el("b")
                .attr("id", "receiver-check")
                .attr("translate", "no")
                .text(&CheckNumber::of(key).to_string()),
        );
    el("div")
        .class("key-compare")
        .child(number)
        .child(el("p").class("small").text(words.compare_what))
        .child(el("label").class("check").child(tick).text(words.compared))
        .child(
            el("p")
                .class("wrong")
                .attr("id", "compared-wrong")
                .attr("role", "alert")
                .text_with(move || {
                    if not_compared.get() {
                        words.not_compared
                    } else {
                        ""
                    }
                    .to_owned()
                }),
        )
}

/// The key of the person who takes over, or what is wrong with what was pasted.
fn receiver(typed: &str, locale: Locale) -> Result<Recipient, String> {
    let key = public_key::read(&encoding::nfkc(typed))
        .map_err(|error: PublicKeyError| explain_public_key(error, locale))?;
    if keeper::recipient() == Some(key) {
        return Err(HandOverText::of(locale).fault_own.to_owned());
    }
    Ok(key)
}

/// Saves the class for this key alone. It does not count as saved: whoever hands it over cannot open it.
fn save_for(desk: Desk, key: &Recipient) -> Result<(), String> {
    let locale = desk.app.locale.get_untracked();
    let json = desk
        .with_untracked(document::encode)
        .map_err(|error| text::keeping::explain_document(&error, locale))?;
    let bytes = seal_for(json.as_bytes(), &[*key], &mut BrowserEntropy)
        .map_err(|error| text::keeper::explain_vault(&error, locale))?;
    let name = document::hand_over_name(clock::today());
    files::save_file(&name, keeper::SEALED_MEDIA_TYPE, &bytes)
        .map_err(|error| text::keeping::explain_file(&error, locale))
}
