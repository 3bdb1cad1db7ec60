//! Where a list comes from: a paste or a file.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::Import;
use crate::browser::clipboard;
use crate::domain::locale::Locale;
use crate::text::roster as said;
use crate::text::roster_page::ImportText;
use crate::ui::components::file_button::{dropped_file, file_button};
use crate::ui::dom::{El, button, el, value};

/// Kinds of file offered first; Windows calls a CSV file a spreadsheet.
const ACCEPT: &str = ".csv,.tsv,.txt,text/csv,text/plain,application/vnd.ms-excel";

/// A box to paste a list into. What is pasted is read at once and never stays in the box.
pub fn paste_box(import: &Import, locale: Locale) -> El {
    let words = ImportText::of(locale);
    let typed = RwSignal::new(String::new());
    let (pasted, pressed) = (import.clone(), import.clone());
    let area = el("textarea")
        .attr("id", "paste")
        .attr("rows", "6")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .prop_with("value", move || JsValue::from_str(&typed.get()))
        .on("paste", move |event| {
            if let Some(text) = clipboard::pasted_text(&event) {
                event.prevent_default();
                pasted.read_pasted(&text);
            }
        })
        .on("change", move |event| typed.set(value(&event)));
    let read = button("button", words.paste_read, move |_| {
        let text = typed.get_untracked();
        typed.set(String::new());
        pressed.read_pasted(&text);
    });
    el("div")
        .class("source")
        .child(el("p").text(words.paste_hint))
        .child(
            el("div")
                .class("field")
                .child(el("label").attr("for", "paste").text(words.paste_label))
                .child(area),
        )
        .child(el("div").class("buttons").child(read))
        .child(el("p").class("dim small").text(words.kept_only))
        .child(fault(import, locale))
}

/// A place to choose or drop a file.
pub fn file_box(import: &Import, locale: Locale) -> El {
    let words = ImportText::of(locale);
    let (chosen, dropped) = (import.clone(), import.clone());
    let drop = el("div")
        .class("drop")
        .on("dragover", |event| event.prevent_default())
        .on("drop", move |event| {
            event.prevent_default();
            if let Some(file) = dropped_file(&event) {
                dropped.read_file(file);
            }
        })
        .child(file_button(
            "button-main",
            ACCEPT,
            [el("span").text(words.file_choose)],
            move |file| {
                chosen.read_file(file);
            },
        ))
        .child(el("span").class("dim").text(words.file_drop));
    el("div")
        .class("source")
        .child(el("p").text(words.file_hint))
        .child(drop)
        .child(el("p").class("dim small").text(words.kept_only))
        .child(fault(import, locale))
}

/// Why the whole list could not be read.
pub(super) fn fault(import: &Import, locale: Locale) -> El {
    let import = import.clone();
    el("div").attr("role", "alert").region(move || {
        import.0.version.track();
        let sentences = match import.0.outcome.borrow().as_ref() {
            Some(Err(error)) => said::explain_roster(error, locale),
            Some(Ok(_)) | None => return Vec::new(),
        };
        vec![alert(sentences.iter().map(|sentence| el("p").text(sentence)))]
    })
}

pub(super) fn alert(content: impl IntoIterator<Item = El>) -> El {
    el("div")
        .class("card import-fault")
        .attr("id", "import-fault")
        .attr("tabindex", "-1")
        .children(content)
}
