//! The passphrase of files that were saved under another one, asked for file by file.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::School;
use crate::browser::timer;
use crate::domain::locale::Locale;
use crate::text::fill;
use crate::text::keeper::explain_vault;
use crate::text::school::SchoolText;
use crate::text::vault::explain_passphrase;
use crate::ui::components::secret_field::{SecretField, SecretLook, show_button};
use crate::ui::dom::{El, button, checked, el, region};
use crate::vault::VaultError;

const LOOK: SecretLook = SecretLook {
    id: "school-passphrase",
    autocomplete: "off",
    described_by: "school-passphrase-told",
};

/// The question for the first file that needs one; nothing when none does.
pub fn asking(state: &School, locale: Locale) -> Vec<El> {
    let files = state.files;
    let state = state.clone();
    // The form stays while the same file is asked about, whatever happens to the others.
    let first = Memo::new(move |_| {
        files
            .asked
            .with(|asked| asked.first().map(|(named, _)| (named.place, named.name.clone())))
    });
    vec![region(move || match first.get() {
        None => Vec::new(),
        Some((place, name)) => {
            let words = SchoolText::of(locale);
            let name = fill(words.failed_place, &[("n", &place), ("name", &name)]);
            untrack(|| vec![form(&state, &name, locale)])
        }
    })]
}

fn form(state: &School, name: &str, locale: Locale) -> El {
    let words = SchoolText::of(locale);
    let (app, files) = (state.app, state.files);
    let (letters, rest, told) = (
        RwSignal::new(false),
        RwSignal::new(true),
        RwSignal::new(String::new()),
    );
    let is_wrong = move || !told.with(String::is_empty);
    let field = SecretField::new(LOOK, letters, is_wrong, || ());
    let element = field.element();
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        if files.busy.get_untracked() {
            return;
        }
        let passphrase = match field.passphrase() {
            Ok(passphrase) => passphrase,
            Err(error) => {
                told.set(explain_passphrase(&error, locale));
                return field.select();
            }
        };
        told.set(String::new());
        files.busy.set(true);
        let field = field.clone();
        leptos::task::spawn_local(async move {
            timer::after_paint().await;
            let is_open = files
                .open_asked(passphrase, rest.try_get_untracked().unwrap_or(false))
                .await;
            files.busy.try_set(false);
            if is_open {
                field.clear();
            } else if told
                .try_set(explain_vault(&VaultError::WrongPassphrase, locale))
                .is_none()
            {
                field.select();
            }
        });
    };
    let reuse = el("input")
        .attr("type", "checkbox")
        .prop_with("checked", move || JsValue::from_bool(rest.get()))
        .on("change", move |event| rest.set(checked(&event)));
    let open = el("button")
        .class("button-main")
        .attr_with("aria-disabled", move || Some(files.busy.get().to_string()))
        .text(words.asks_open);
    let title = move || fill(words.asks_title, &[("n", &files.asked.with(Vec::len))]);
    el("form")
        .class("card school-asks")
        .on("submit", submit)
        .child(el("h3").text_with(title))
        .child(el("p").text(&fill(words.asks_lead, &[("name", &name)])))
        .child(
            el("div")
                .class("field")
                .child(el("label").attr("for", LOOK.id).text(words.asks_label))
                .child(
                    el("div")
                        .class("secret")
                        .child(element)
                        .child(show_button(app, LOOK.id, letters)),
                )
                .child(
                    el("p")
                        .class("wrong")
                        .attr("id", LOOK.described_by)
                        .attr("role", "alert")
                        .text_with(move || told.get()),
                ),
        )
        .child(el("label").class("check").child(reuse).text(words.asks_rest))
        .child(
            el("div")
                .class("buttons")
                .child(open)
                .child(button("button", words.asks_skip, move |_| files.skip())),
        )
}
