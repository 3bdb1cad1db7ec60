//! Saving the draft to a file: with a warning while something is to be put right, and with a new version where the content
//! changed.

use leptos::prelude::*;

use super::bench::{Bench, View};
use crate::browser;
use crate::format::content::draft::fitting::{file_name, next_version};
use crate::format::content::draft::history::Draft;
use crate::format::content::draft::{Path, edit, write};
use crate::format::json::Json;
use crate::text::fill;
use crate::text::keeping::explain_file;
use crate::ui::contents;
use crate::ui::dom::{El, button, el};

/// The screen.
pub(super) fn page(bench: Bench) -> Vec<El> {
    let words = bench.words();
    let card = el("section")
        .class("card")
        .child(el("h3").text(words.export_title))
        .child(el("p").text(words.export_lead))
        .region(move || choices(bench));
    let use_here = el("section")
        .class("card")
        .child(el("h3").text(words.use_here))
        .child(el("p").text(words.use_lead))
        .region(move || match bench.fault_count() {
            0 => {
                let act = button("button", words.use_here, move |_| take_into_use(bench));
                vec![el("div").class("buttons").child(act)]
            }
            _ => vec![el("p").class("dim").text(words.use_faults)],
        });
    vec![card, use_here]
}

/// Makes the draft the content of this device.
fn take_into_use(bench: Bench) {
    let text = bench.with_untracked(write);
    match contents::use_on_this_device(bench.app, &text) {
        Ok(_) => bench.app.tell(bench.words().used_here),
        Err(error) => bench.app.warn(error.explain(bench.locale())),
    }
}

/// The version of the draft, where it is still that of its beginning although the content is not.
fn stale_version(draft: &Draft) -> Option<String> {
    let version = |json: &Json| edit::text(json, &Path::top().field("version")).to_owned();
    let now = version(draft.now());
    let identity = |json: &Json| edit::text(json, &Path::top().field("id")).to_owned();
    let is_same = now == version(draft.start()) && identity(draft.now()) == identity(draft.start());
    (is_same && draft.is_changed()).then_some(now)
}

fn choices(bench: Bench) -> Vec<El> {
    let words = bench.words();
    let faults = bench.fault_count();
    let is_draft = faults > 0;
    let name = bench.with(|json| file_name(json, is_draft));
    let stale = bench.draft.with(|draft| draft.as_ref().and_then(stale_version));
    let mut parts = vec![
        el("p")
            .class("num")
            .text(&fill(words.export_name, &[("name", &name)])),
    ];
    if is_draft {
        let said = el("p").text(&fill(words.export_faults, &[("n", &faults)]));
        let export = button("button", words.export_draft, move |_| export(bench, true));
        parts.push(el("div").class("ws-warning").attr("role", "alert").child(said));
        parts.push(el("div").class("buttons").child(export));
        return parts;
    }
    match stale {
        Some(old) => {
            let new = next_version(&old);
            parts.push(
                el("p")
                    .class("ws-warning")
                    .text(&fill(words.export_version, &[("old", &old)])),
            );
            let raise = fill(words.export_raise, &[("new", &new)]);
            let raise = button("button-main", &raise, move |_| {
                bench.put(&Path::top().field("version"), Some(Json::Text(new.clone())));
                bench.close_step();
                export(bench, false);
            });
            let as_is = fill(words.export_as_is, &[("old", &old)]);
            let as_is = button("button", &as_is, move |_| export(bench, false));
            parts.push(el("div").class("buttons").child(raise).child(as_is));
        }
        None => {
            let export = button("button-main", words.export_do, move |_| export(bench, false));
            parts.push(el("div").class("buttons").child(export));
        }
    }
    parts
}

fn export(bench: Bench, is_draft: bool) {
    let (name, text) = bench.with_untracked(|json| (file_name(json, is_draft), write(json)));
    match browser::files::save_file(&name, "application/json", text.as_bytes()) {
        Ok(()) => {
            bench.app.tell(fill(bench.words().exported, &[("name", &name)]));
            bench.view.set(View::Export);
        }
        Err(error) => bench.app.warn(explain_file(&error, bench.locale())),
    }
}
