//! A button that lets the person choose a file: the browser's own input, hidden under a label in the app's words.

use leptos::ev::DragEvent;
use wasm_bindgen::JsCast;
use web_sys::{Event, File, HtmlInputElement};

use crate::ui::dom::{El, el};

/// The button around its words. `accept` names the kinds of file that are offered first.
pub fn file_button(
    class: &str,
    accept: &str,
    words: impl IntoIterator<Item = El>,
    choose: impl Fn(File) + 'static,
) -> El {
    let input = el("input")
        .class("visually-hidden")
        .attr("type", "file")
        .attr("accept", accept);
    let input = input.on("change", move |event| {
        if let Some(file) = chosen_file(&event) {
            choose(file);
        }
    });
    el("label").class(class).child(input).children(words)
}

/// As [`file_button`], for any number of files at once, in the order the browser gives them.
pub fn files_button(
    class: &str,
    accept: &str,
    words: impl IntoIterator<Item = El>,
    choose: impl Fn(Vec<File>) + 'static,
) -> El {
    let input = el("input")
        .class("visually-hidden")
        .attr("type", "file")
        .attr("accept", accept)
        .flag("multiple")
        .on("change", move |event| {
            let files = chosen_files(&event);
            if !files.is_empty() {
                choose(files);
            }
        });
    el("label").class(class).child(input).children(words)
}

fn chosen_files(event: &Event) -> Vec<File> {
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return Vec::new() };
    let list = input.files();
    let files = list
        .map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect())
        .unwrap_or_default();
    input.set_value("");
    files
}

fn chosen_file(event: &Event) -> Option<File> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0);
    // The same file may be chosen again after it was corrected.
    input.set_value("");
    file
}

/// The first file that is dropped.
pub fn dropped_file(event: &Event) -> Option<File> {
    let event: &DragEvent = event.dyn_ref()?;
    event.data_transfer()?.files()?.get(0)
}
