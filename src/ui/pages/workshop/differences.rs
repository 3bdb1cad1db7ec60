//! What differs between the draft and another version, in words.

use std::sync::Arc;

use leptos::prelude::*;

use super::begin::read;
use super::bench::Bench;
use super::title_and_version;
use crate::format::content::draft;
use crate::format::content::draft::diff::diff;
use crate::format::content::draft::history::Draft;
use crate::format::json::Json;
use crate::text::content::explain_content;
use crate::text::fill;
use crate::text::workshop::changes::{ChangeWords, change};
use crate::ui::components::file_button;
use crate::ui::contents;
use crate::ui::dom::{El, button, el};

/// What the draft is compared with; nothing means its beginning.
type Other = RwSignal<Option<Arc<Json>>>;

/// The screen.
pub(super) fn page(bench: Bench) -> Vec<El> {
    let words = bench.words();
    let other: Other = RwSignal::new(None);
    let start = button("button", words.difference_start, move |_| other.set(None))
        .attr_with("aria-pressed", move || {
            Some(other.with(Option::is_none).to_string())
        });
    let in_use = button("button", words.difference_use, move |_| {
        let found = contents::effective(bench.app);
        match found.and_then(|source| draft::open(source.text.as_bytes())) {
            Ok(json) => other.set(Some(Arc::new(json))),
            Err(error) => bench.app.warn(explain_content(&error, bench.locale())),
        }
    });
    let file = file_button(
        "button",
        ".json,application/json",
        [el("span").text(words.difference_file)],
        move |file| read(bench, file, move |json| other.set(Some(Arc::new(json)))),
    );
    let card = el("section")
        .class("card")
        .child(el("h3").text(words.differences))
        .child(
            el("div")
                .class("buttons")
                .attr("role", "group")
                .attr("aria-label", words.difference_with)
                .child(start)
                .child(in_use)
                .child(file),
        )
        .child(
            el("div")
                .class("ws-differences")
                .attr("role", "status")
                .region(move || found(bench, other)),
        );
    vec![card]
}

fn found(bench: Bench, other: Other) -> Vec<El> {
    let (words, locale) = (bench.words(), bench.locale());
    let other = other.get();
    let lines: Vec<ChangeWords> = bench.draft.with(|draft| {
        let Some(draft) = draft else { return Vec::new() };
        let old = other.as_deref().unwrap_or(draft.start());
        let changes = diff(old, draft.now());
        changes
            .iter()
            .map(|one| change(old, draft.now(), one, locale))
            .collect()
    });
    let with = other
        .as_deref()
        .map(|json| title_and_version(json, bench))
        .or_else(|| {
            let start = |draft: &Draft| title_and_version(draft.start(), bench);
            bench.draft.with(|draft| draft.as_ref().map(start))
        });
    let mut parts: Vec<El> = with
        .map(|(title, version)| {
            let values: [(&str, &dyn std::fmt::Display); 2] = [("title", &title), ("version", &version)];
            el("p")
                .class("dim")
                .text(&fill(words.difference_of_file, &values))
        })
        .into_iter()
        .collect();
    if lines.is_empty() {
        parts.push(el("p").text(words.difference_none));
        return parts;
    }
    parts.push(el("p").text(&fill(words.difference_count, &[("n", &lines.len())])));
    let mut groups: Vec<(String, Vec<El>)> = Vec::new();
    for ChangeWords { group, line } in lines {
        let line = el("li").text(&line);
        match groups.last_mut().filter(|(last, _)| *last == group) {
            Some((_, lines)) => lines.push(line),
            None => groups.push((group, vec![line])),
        }
    }
    for (group, lines) in groups {
        parts.push(el("h4").text(&group));
        parts.push(el("ul").children(lines));
    }
    parts
}
