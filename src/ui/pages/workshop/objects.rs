//! Any place of the content as a form, as the table of the format describes it: what it may hold decides what is shown.

use wasm_bindgen::JsValue;

use super::bench::{Bench, at};
use super::{fields, lists, picking};
use crate::format::content::draft::diff::is_rule;
use crate::format::content::draft::fitting::offered;
use crate::format::content::draft::form::{FieldForm, Holds, blank, holds};
use crate::format::content::draft::history::Deed;
use crate::format::content::draft::{Path, edit};
use crate::format::json::Json;
use crate::text::fill;
use crate::text::workshop::{fields as names, rules};
use crate::ui::dom::{El, button, el, value};
use crate::ui::keeping::focus_soon;

/// A top-level field.
pub(super) fn top_field(bench: Bench, path: &Path) -> Vec<El> {
    let required = crate::format::content::draft::form::fields(&Path::top())
        .iter()
        .any(|field| path.last_field() == Some(field.name) && field.required);
    match holds(path) {
        None => vec![stranger(bench, path)],
        Some(_) => field(bench, path, required),
    }
}

/// A field with its label, and where it may be left out the way to use it or not.
fn field(bench: Bench, path: &Path, required: bool) -> Vec<El> {
    let (words, label) = (bench.words(), names::field(path, bench.locale()));
    let Some(kind) = holds(path) else {
        return Vec::new();
    };
    let is_there = bench.with_untracked(|json| edit::get(json, path).is_some());
    let is_group = matches!(kind, Holds::Object { .. } | Holds::Words { .. })
        || matches!(kind, Holds::List { .. } if path.steps().len() > 1);
    if is_group && !required && !is_there {
        let (place, focus) = (path.clone(), at(path));
        let text = format!("{label}（{}）", words.optional);
        let add = move |_| {
            let new = bench.with_untracked(|json| blank(json, &place));
            bench.put_anew(&place, Some(new));
            focus_soon(focus.clone());
        };
        let use_it =
            button("button", words.use_it, add).attr("aria-label", &format!("{label}: {}", words.use_it));
        return vec![
            el("div")
                .class("ws-absent")
                .child(el("span").text(&text))
                .child(use_it)
                .child(fault(bench, path)),
        ];
    }
    let mut parts = place(bench, path, required, kind);
    // Every level but the lowest needs its rule.
    let is_needed = path.last_field() == Some("when") && path.parent().last_index() != Some(0);
    if is_group && !required && !is_needed {
        let place = path.clone();
        let drop = button("button-quiet", words.drop_it, move |_| {
            bench.put_anew(&place, None)
        })
        .attr("aria-label", &format!("{label}: {}", words.drop_it));
        parts.push(el("div").child(drop));
    }
    parts
}

/// What stands at a place.
pub(super) fn place(bench: Bench, path: &Path, required: bool, kind: Holds) -> Vec<El> {
    match kind {
        Holds::Words { most } => vec![fields::words(bench, path, most)],
        Holds::Text { most, .. } => vec![fields::text(bench, path, most, required)],
        Holds::Number { least, most, whole } => {
            vec![fields::number(bench, path, (least, most), whole, required)]
        }
        Holds::True => Vec::new(),
        Holds::Choice(words) => vec![picking::choice(bench, path, words, required)],
        Holds::Name | Holds::FreeName => vec![fields::name(bench, path)],
        Holds::Reference(part) => vec![picking::reference(bench, path, part, required)],
        Holds::References(part) => vec![picking::references(bench, path, part, required)],
        Holds::List { .. } => lists::list(bench, path),
        Holds::Object { one_of, .. } => vec![object(bench, path, one_of)],
    }
}

/// An object in a frame of its own.
fn object(bench: Bench, path: &Path, one_of: &'static [&'static str]) -> El {
    let legend = el("legend").text(&names::field(path, bench.locale()));
    let is_whole_rule = is_rule(path) && !is_rule(&path.parent()) && !is_rule(&path.parent().parent());
    let said = is_whole_rule.then(|| in_words(bench, path));
    el("fieldset")
        .class(if is_rule(path) {
            "ws-group ws-rule"
        } else {
            "ws-group"
        })
        .child(legend)
        .children(said)
        .children(inside(bench, path, one_of))
}

/// The fields of an object.
pub(super) fn inside(bench: Bench, path: &Path, one_of: &'static [&'static str]) -> Vec<El> {
    let json = bench.with_untracked(|json| edit::get(json, path).cloned());
    if !matches!(json, Some(Json::Object(_)) | None) {
        return vec![unfit(bench, path)];
    }
    let shown = bench.with_untracked(|json| offered(json, path));
    let mut parts = Vec::new();
    let mut chosen_shown = one_of.is_empty();
    for FieldForm { name, required } in shown {
        if !one_of.contains(&name) {
            parts.extend(field(bench, &path.field(name), required));
        } else if !std::mem::replace(&mut chosen_shown, true) {
            parts.extend(one(bench, path, one_of));
        }
    }
    parts.extend(strangers(bench, path, json.as_ref()));
    parts.push(fault(bench, path));
    parts
}

/// Fields the format does not know, and such as stand twice.
fn strangers(bench: Bench, path: &Path, json: Option<&Json>) -> Vec<El> {
    let given = json.map(Json::fields).unwrap_or_default();
    let mut parts = Vec::new();
    for (index, (name, _)) in given.iter().enumerate() {
        let place = path.field(name);
        if holds(&place).is_none() {
            parts.push(stranger(bench, &place));
        } else if given.iter().take(index).any(|(other, _)| other == name) {
            let words = bench.words();
            let label = names::field(&place, bench.locale());
            let keep_first = move |_| {
                if let Some(Err(error)) =
                    bench.step(Deed::Change, &place, |json| edit::keep_first(json, &place))
                {
                    bench.app.warn(error.to_string());
                }
                bench.make_anew();
            };
            let said = el("span").text(&fill(words.twice, &[("name", &label)]));
            parts.push(el("p").class("ws-fault").child(said).child(button(
                "button",
                words.keep_first,
                keep_first,
            )));
        }
    }
    parts
}

fn stranger(bench: Bench, place: &Path) -> El {
    let words = bench.words();
    let name: String = place.last_field().unwrap_or_default().chars().take(40).collect();
    let place = place.clone();
    let id = at(&place);
    let remove = button("button", words.remove, move |_| bench.put_anew(&place, None)).attr("id", &id);
    let said = el("span").text(&fill(words.stranger, &[("name", &name)]));
    el("p").class("ws-fault").child(said).child(remove)
}

/// Something of another type than the field: it can only be written anew.
pub(super) fn unfit(bench: Bench, path: &Path) -> El {
    let words = bench.words();
    let place = path.clone();
    let anew = move |_| {
        let new = bench.with_untracked(|json| blank(json, &place));
        bench.put_anew(&place, Some(new));
    };
    let id = at(path);
    el("p")
        .class("ws-fault")
        .child(el("span").text(words.unfit))
        .child(button("button", words.make_anew, anew).attr("id", &id))
}

/// The choice which one of several fields is given, and that field.
fn one(bench: Bench, path: &Path, one_of: &'static [&'static str]) -> Vec<El> {
    let (words, locale) = (bench.words(), bench.locale());
    let chosen = bench.with_untracked(|json| {
        let here = edit::get(json, path);
        one_of
            .iter()
            .copied()
            .find(|name| here.is_some_and(|here| here.get(name).is_some()))
    });
    let option = |name: &&'static str| {
        let is_it = chosen == Some(*name);
        el("option")
            .attr("value", name)
            .text(&names::field(&path.field(name), locale))
            .prop_with("selected", move || JsValue::from_bool(is_it))
    };
    let none = chosen
        .is_none()
        .then(|| el("option").attr("value", "").text(words.unchosen));
    let (holder, id) = (path.clone(), format!("{}-which", at(path)));
    let focus = id.clone();
    let choose = move |event| {
        let name = value(&event);
        if let Some(name) = one_of.iter().copied().find(|known| *known == name) {
            choose_one(bench, &holder, one_of, name);
            focus_soon(focus.clone());
        }
    };
    let select = el("select")
        .attr("id", &id)
        .children(none)
        .children(one_of.iter().map(option))
        .on("change", choose);
    let mut parts = vec![
        el("label")
            .class("field ws-which")
            .child(el("span").text(names::which(path, locale)))
            .child(select),
    ];
    if let Some(name) = chosen {
        let chosen = path.field(name);
        match holds(&chosen) {
            // The choice above has said what it is.
            Some(Holds::Object { one_of, .. }) => {
                let group = el("div")
                    .class("ws-group")
                    .attr("role", "group")
                    .attr("aria-label", &names::field(&chosen, locale));
                parts.push(group.children(inside(bench, &chosen, one_of)));
            }
            Some(kind) => parts.extend(place(bench, &chosen, true, kind)),
            None => {}
        }
    }
    parts
}

/// Gives another one of the fields, and keeps of the old one what can be kept.
fn choose_one(bench: Bench, path: &Path, one_of: &[&str], name: &'static str) {
    let act = |json: &mut Json| -> Result<(), edit::EditError> {
        let old = one_of.iter().find_map(|old| {
            let found = edit::get(json, &path.field(old))?.clone();
            Some(((*old).to_owned(), found))
        });
        for old in one_of {
            if edit::get(json, &path.field(old)).is_some() {
                edit::remove(json, &path.field(old))?;
            }
        }
        let new = match (old, name) {
            (Some((of, parts)), "all" | "any") if matches!(of.as_str(), "all" | "any") => parts,
            // A single rule becomes the first part of the group.
            (Some((of, one)), "all" | "any") => Json::List(vec![Json::Object(vec![(of, one)])]),
            (Some((of, one)), "not") if of != "not" => Json::Object(vec![(of, one)]),
            (Some((of, scale)), "options") if of == "scale" => own_answers(json, &scale, &path.field(name)),
            (Some(_) | None, _) => blank(json, &path.field(name)),
        };
        edit::set(json, &path.field(name), new)
    };
    bench.close_step();
    if let Some(Err(error)) = bench.step(Deed::Change, path, act) {
        bench.app.warn(error.to_string());
    }
    bench.close_step();
    bench.make_anew();
}

/// The answers of a scale, to be changed for one item.
fn own_answers(json: &Json, scale: &Json, place: &Path) -> Json {
    use crate::format::content::Part;
    use crate::format::content::draft::names::find;
    let options = find(json, Part::Scale, scale.text().unwrap_or_default())
        .and_then(|scale| edit::get(json, &scale.field("options")).cloned());
    options.unwrap_or_else(|| blank(json, place))
}

/// A rule in words, following its changes.
pub(super) fn in_words(bench: Bench, path: &Path) -> El {
    let (words, locale) = (bench.words(), bench.locale());
    let path = path.clone();
    let said = move || bench.with(|json| edit::get(json, &path).map(|rule| rules::rule(json, rule, locale)));
    el("p")
        .class("ws-words")
        .child(el("b").text(words.in_words))
        .child(el("span").text_with(move || said().unwrap_or_default()))
}

/// What is wrong at a place, beside it.
pub(super) fn fault(bench: Bench, path: &Path) -> El {
    let place = path.to_string();
    let of_flag = place.clone();
    el("p")
        .class("ws-fault")
        .attr("id", &format!("fault-{place}"))
        .flag_with("hidden", move || bench.fault_at(&of_flag).is_empty())
        .text_with(move || bench.fault_at(&place))
}
