//! Fields in which one chooses: one of several words, one other part, several other parts.

use wasm_bindgen::JsValue;

use super::bench::{Bench, at};
use super::fields::{hint, known, labelled};
use super::objects::fault;
use crate::format::content::Part;
use crate::format::content::draft::fitting::{choices, usual_choice};
use crate::format::content::draft::names::all;
use crate::format::content::draft::{Path, edit};
use crate::format::json::Json;
use crate::text::workshop::fields as names;
use crate::text::workshop::places::part_title;
use crate::ui::dom::{El, checked, el, value};
use crate::ui::keeping::focus_soon;

/// A select over values with their labels; an empty value takes the field away.
fn select(bench: Bench, path: &Path, options: Vec<(String, String)>, required: bool) -> El {
    let words = bench.words();
    let here = bench.with_untracked(|json| edit::get(json, path).and_then(Json::text).map(str::to_owned));
    let is_known = here
        .as_ref()
        .is_none_or(|here| options.iter().any(|(value, _)| value == here));
    let mut listed = options;
    let usual = usual_choice(path);
    if (!required || here.is_none()) && usual.is_none() {
        listed.insert(0, (String::new(), words.unchosen.to_owned()));
    }
    if let Some(here) = here.filter(|_| !is_known) {
        listed.push((here.clone(), format!("？ {here}")));
    }
    let option = |(value, label): &(String, String)| {
        let (place, mine) = (path.clone(), value.clone());
        el("option")
            .attr("value", value)
            .text(label)
            .prop_with("selected", move || {
                let now = bench.text(&place);
                let now = if now.is_empty() {
                    usual.unwrap_or_default()
                } else {
                    &now
                };
                JsValue::from_bool(now == mine)
            })
    };
    let place = path.clone();
    let focus = at(path);
    let control = el("select")
        .children(listed.iter().map(option))
        .on("change", move |event| {
            let chosen = value(&event);
            let is_said = !chosen.is_empty() && usual != Some(chosen.as_str());
            bench.put(&place, is_said.then_some(Json::Text(chosen)));
            bench.close_step();
            // Where the form is made anew, as after another kind was chosen, the keyboard stays.
            focus_soon(focus.clone());
        });
    labelled(
        bench,
        path,
        known(bench, path, control),
        required || usual.is_some(),
    )
}

/// One of several words.
pub(super) fn choice(bench: Bench, path: &Path, words: &'static [&'static str], required: bool) -> El {
    let locale = bench.locale();
    let option = |word: &'static str| (word.to_owned(), names::choice(path, word, locale));
    select(
        bench,
        path,
        choices(path, words).into_iter().map(option).collect(),
        required,
    )
}

/// The parts a field may name: for what a line stands for, the items of the full form only.
fn candidates(bench: Bench, path: &Path, part: Part) -> Vec<(String, String)> {
    let locale = bench.locale();
    let is_cover = path.last_field() == Some("covers");
    bench.with_untracked(|json| {
        all(json, part)
            .into_iter()
            .filter(|(place, _)| !is_cover || place.first_field() == Some("items"))
            .map(|(_, name)| {
                let title = part_title(json, part, name, locale);
                let label = if title == name {
                    title
                } else {
                    format!("{title}（{name}）")
                };
                (name.to_owned(), label)
            })
            .collect()
    })
}

/// One other part.
pub(super) fn reference(bench: Bench, path: &Path, part: Part, required: bool) -> El {
    select(bench, path, candidates(bench, path, part), required)
}

/// Several other parts: what is chosen in a line, the boxes behind it.
pub(super) fn references(bench: Bench, path: &Path, part: Part, required: bool) -> El {
    let (words, locale) = (bench.words(), bench.locale());
    let mut listed = candidates(bench, path, part);
    let names_of = move |json: &Json, path: &Path| -> Vec<String> {
        let list = edit::get(json, path).map(Json::list).unwrap_or_default();
        list.iter()
            .map(|name| name.text().unwrap_or_default().to_owned())
            .collect()
    };
    let here = bench.with_untracked(|json| names_of(json, path));
    for name in here {
        if !listed.iter().any(|(known, _)| *known == name) {
            listed.push((name.clone(), format!("？ {name}")));
        }
    }
    let box_of = |(name, label): &(String, String)| {
        let (of_checked, of_change) = ((path.clone(), name.clone()), (path.clone(), name.clone()));
        let input = el("input")
            .attr("type", "checkbox")
            .prop_with("checked", move || {
                let (path, name) = &of_checked;
                JsValue::from_bool(bench.with(|json| names_of(json, path).contains(name)))
            })
            .on("change", move |event| {
                let (path, name) = &of_change;
                let mut names = bench.with_untracked(|json| names_of(json, path));
                names.retain(|found| found != name);
                if checked(&event) {
                    names.push(name.clone());
                }
                let gone = !required && names.is_empty();
                let list = names.into_iter().map(Json::Text).collect();
                bench.put(path, (!gone).then_some(Json::List(list)));
                bench.close_step();
            });
        el("label").class("check").child(input).text(label)
    };
    let shown = path.clone();
    let chosen = move || {
        let titles: Vec<String> = bench.with(|json| {
            let names = names_of(json, &shown);
            names
                .iter()
                .map(|name| part_title(json, part, name, locale))
                .collect()
        });
        match titles.is_empty() {
            true => words.chosen_none.to_owned(),
            false => titles.join("・"),
        }
    };
    let label = names::field(path, locale);
    let summary = el("summary")
        .attr("id", &at(path))
        .child(el("b").text(&label))
        .child(el("span").class("ws-chosen").text_with(chosen));
    let boxes = el("div")
        .class("checks")
        .attr("role", "group")
        .attr("aria-label", &label)
        .children(listed.iter().map(box_of));
    el("div")
        .class("field")
        .child(el("details").class("ws-references").child(summary).child(boxes))
        .children(hint(path, bench))
        .child(fault(bench, path))
}
