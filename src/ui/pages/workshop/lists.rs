//! Lists: entries are added, copied, moved (by button or Alt+↑↓) and removed. Entries of the long lists are folded up.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::bench::{Bench, at};
use super::objects::{fault, inside, place, unfit};
use super::preview;
use super::sections::is_folded;
use crate::format::content::draft::diff::is_rule;
use crate::format::content::draft::form::{Holds, blank, holds};
use crate::format::content::draft::history::Deed;
use crate::format::content::draft::{Path, edit, names};
use crate::format::json::Json;
use crate::text::fill;
use crate::text::workshop::fields;
use crate::text::workshop::places::{entry_title, place as place_words};
use crate::ui::components::dialog;
use crate::ui::dom::{El, button, el};
use crate::ui::keeping::focus_soon;

/// A list with its entries.
pub(super) fn list(bench: Bench, path: &Path) -> Vec<El> {
    let (words, locale) = (bench.words(), bench.locale());
    let json = bench.with_untracked(|json| edit::get(json, path).cloned());
    let count = match &json {
        Some(Json::List(list)) => list.len(),
        None => 0,
        Some(_) => return vec![unfit(bench, path)],
    };
    let label = fields::field(path, locale);
    let is_long = is_folded(&path.index(0));
    let is_top = path.steps().len() == 1;
    let title = el(if is_top { "h3" } else { "b" })
        .class(if is_top {
            "ws-list-title workshop-part"
        } else {
            "ws-list-title"
        })
        .text(&label)
        .child(el("span").class("dim").text(&fill(words.count, &[("n", &count)])));
    let keys = (is_long && count > 1).then(|| el("p").class("small dim").text(words.keys));
    let entries = (0..count).map(|index| match is_long {
        true => folded(bench, &path.index(index), count),
        false => open_entry(bench, &path.index(index), count),
    });
    let entries = el("ol")
        .class(if is_long { "ws-list ws-folded" } else { "ws-list" })
        .children(entries);
    let add = {
        let place = path.index(count);
        let focus = first_id(&place);
        let text = match is_rule(&place) {
            true => words.add_rule.to_owned(),
            false => fill(words.add, &[("what", &label)]),
        };
        button("button", &text, move |_| {
            let new = bench.with_untracked(|json| blank(json, &place));
            if step(bench, Deed::Add, &place, |json| edit::insert(json, &place, new)) {
                unfold(bench, &place);
                focus_soon(focus.clone());
            }
        })
        .attr("id", &format!("add-{path}"))
    };
    let whole = el("div")
        .class("ws-group-list")
        .attr("id", &at(path))
        .attr("tabindex", "-1")
        .child(title)
        .children(keys)
        .child(entries)
        .child(fault(bench, path))
        .child(el("div").class("buttons").child(add));
    vec![whole]
}

/// The control the keyboard goes to in a new entry.
fn first_id(place: &Path) -> String {
    match holds(place) {
        Some(Holds::Words { .. }) => at(&place.field("ja")),
        Some(Holds::Object { .. }) if holds(&place.field("label")).is_some() => {
            at(&place.field("label").field("ja"))
        }
        Some(_) | None => format!("{}-which", at(place)),
    }
}

fn step<E: std::fmt::Display>(
    bench: Bench,
    deed: Deed,
    place: &Path,
    act: impl FnOnce(&mut Json) -> Result<(), E>,
) -> bool {
    match bench.step(deed, place, act) {
        Some(Ok(())) => {
            bench.make_anew();
            bench.keep_now();
            true
        }
        Some(Err(error)) => {
            bench.app.warn(error.to_string());
            false
        }
        None => false,
    }
}

fn unfold(bench: Bench, place: &Path) {
    if is_folded(place) {
        bench.open.set(Some(place.clone()));
    }
}

/// Moves an entry; the keyboard goes with it.
fn shift(bench: Bench, path: &Path, up: bool, focus: Option<String>) {
    let Some(from) = path.last_index() else { return };
    let to = if up { from.checked_sub(1) } else { Some(from + 1) };
    let Some(to) = to else { return };
    let new = path.parent().index(to);
    let count =
        bench.with_untracked(|json| edit::get(json, &path.parent()).map_or(0, |list| list.list().len()));
    if to >= count || !step(bench, Deed::Move, &new, |json| edit::move_to(json, path, to)) {
        return;
    }
    let was_open = bench.open.with_untracked(|open| open.clone());
    match was_open {
        Some(open) if open == *path => bench.open.set(Some(new.clone())),
        Some(open) if open == new => bench.open.set(Some(path.clone())),
        Some(_) | None => {}
    }
    // The control of the old place is the same control of the new one.
    let old = path.to_string();
    let id = focus.map(|id| id.replacen(&old, &new.to_string(), 1));
    let edge = if up { to == 0 } else { to + 1 == count };
    let id = match id {
        Some(id) if edge && (id.starts_with("up-") || id.starts_with("down-")) => {
            format!("{}-{new}", if up { "down" } else { "up" })
        }
        Some(id) => id,
        None => format!("{}-{new}", if up { "up" } else { "down" }),
    };
    focus_soon(id);
}

/// Alt+↑ and Alt+↓ on an entry.
fn keys(bench: Bench, path: &Path, event: &KeyboardEvent) {
    let up = match event.key().as_str() {
        "ArrowUp" => true,
        "ArrowDown" => false,
        _ => return,
    };
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    // A select opens with these keys.
    if !event.alt_key()
        || target
            .as_ref()
            .is_some_and(|target| target.tag_name() == "SELECT")
    {
        return;
    }
    event.prevent_default();
    // An entry within an entry moves alone.
    event.stop_propagation();
    shift(
        bench,
        path,
        up,
        target.map(|target| target.id()).filter(|id| !id.is_empty()),
    );
}

/// The buttons of an entry.
fn tools(bench: Bench, path: &Path, count: usize) -> El {
    let words = bench.words();
    let index = path.last_index().unwrap_or(0);
    let label = {
        let path = path.clone();
        move |act: &str| {
            let entry = bench.with(|json| crate::text::workshop::places::entry(json, &path, bench.locale()));
            Some(fill(words.of_entry, &[("entry", &entry), ("act", &act)]))
        }
    };
    let tool = |id: &str, text: &str, said: &'static str| {
        let label = label.clone();
        el("button")
            .attr("type", "button")
            .class("ws-tool")
            .attr("id", &format!("{id}-{path}"))
            .text(text)
            .attr_with("aria-label", move || label(said))
    };
    let (of_up, of_down) = (path.clone(), path.clone());
    let up = tool("up", "↑", words.up)
        .on("click", move |_| shift(bench, &of_up, true, None))
        .flag_with("disabled", move || index == 0);
    let down = tool("down", "↓", words.down)
        .on("click", move |_| shift(bench, &of_down, false, None))
        .flag_with("disabled", move || index + 1 >= count);
    let of_copy = path.clone();
    let copy = tool("copy", words.duplicate, words.duplicate).on("click", move |_| {
        let place = of_copy.parent().index(index + 1);
        let act = |json: &mut Json| names::duplicate(json, &of_copy).map(|_| ());
        if step(bench, Deed::Duplicate, &place, act) {
            unfold(bench, &place);
            focus_soon(first_id(&place));
        }
    });
    let of_remove = path.clone();
    let remove = tool("remove", words.remove, words.remove).on("click", move |_| {
        let is_used = bench.with_untracked(|json| !names::uses_of(json, &of_remove).is_empty());
        if is_used {
            bench.removing.set(Some(of_remove.clone()));
        } else {
            remove_now(bench, &of_remove);
        }
    });
    el("div").class("ws-tools").children([up, down, copy, remove])
}

fn remove_now(bench: Bench, path: &Path) {
    if !step(bench, Deed::Remove, path, |json| {
        names::remove(json, path).map(|_| ())
    }) {
        return;
    }
    if bench.open.with_untracked(Option::is_some) {
        bench.open.set(None);
    }
    let list = path.parent();
    let left = bench.with_untracked(|json| edit::get(json, &list).map_or(0, |list| list.list().len()));
    let index = path.last_index().unwrap_or(0);
    focus_soon(match left {
        0 => format!("add-{list}"),
        left => format!("remove-{}", list.index(index.min(left - 1))),
    });
}

/// Asks before something is removed that others name, and says where.
pub(super) fn removal_question(bench: Bench) -> El {
    let (words, locale) = (bench.words(), bench.locale());
    let open = RwSignal::new(false);
    crate::ui::dom::keep(move || open.set(bench.removing.with(Option::is_some)));
    crate::ui::dom::keep(move || {
        if !open.get() && bench.removing.with_untracked(Option::is_some) {
            bench.removing.set(None);
        }
    });
    dialog(
        "remove-used",
        open,
        move || words.used_title.to_owned(),
        move || {
            let Some(path) = bench.removing.get_untracked() else {
                return Vec::new();
            };
            let places = bench.with_untracked(|json| {
                let uses = names::uses_of(json, &path);
                uses.iter()
                    .map(|place| place_words(json, place, locale))
                    .collect::<Vec<_>>()
            });
            let lead = fill(words.used_body, &[("n", &places.len())]);
            let lines = places.iter().map(|place| el("li").text(place));
            let act = button("button-danger", words.remove_all_the_same, move |_| {
                bench.removing.set(None);
                remove_now(bench, &path);
            });
            vec![
                el("p").text(&lead),
                el("ul").class("ws-uses").children(lines),
                el("div")
                    .class("buttons dialog-buttons")
                    .child(button("button", words.cancel, move |_| bench.removing.set(None)))
                    .child(act),
            ]
        },
    )
}

/// An entry of a long list: its title, and its form once it is opened.
fn folded(bench: Bench, path: &Path, count: usize) -> El {
    let (words, locale) = (bench.words(), bench.locale());
    let is_open = bench.open.with_untracked(|open| open.as_ref() == Some(path));
    let of_title = path.clone();
    let title = move || {
        let title = bench.with(|json| entry_title(json, &of_title, locale));
        if title.is_empty() {
            words.untitled.to_owned()
        } else {
            title
        }
    };
    let of_name = path.field("id");
    let of_badge = path.clone();
    let badge = el("span").region(move || match bench.faults_in(&of_badge) {
        0 => Vec::new(),
        n => vec![
            el("span")
                .class("workshop-badge")
                .attr("aria-hidden", "true")
                .text(&n.to_string()),
            el("span")
                .class("visually-hidden")
                .text(&fill(words.faults_of_part, &[("n", &n)])),
        ],
    });
    let (of_press, focus) = (path.clone(), at(path));
    let number = (path.last_index().unwrap_or(0) + 1).to_string();
    let head = el("button")
        .attr("type", "button")
        .class("ws-open")
        .attr("id", &at(path))
        .attr("aria-expanded", if is_open { "true" } else { "false" })
        .on("click", move |_| {
            bench.open.set((!is_open).then(|| of_press.clone()));
            focus_soon(focus.clone());
        })
        .child(el("span").class("ws-no num").text(&number))
        .child(el("b").text_with(title))
        .child(
            el("span")
                .class("ws-id dim")
                .text_with(move || bench.text(&of_name)),
        )
        .child(badge);
    let body = is_open.then(|| {
        let one_of = match holds(path) {
            Some(Holds::Object { one_of, .. }) => one_of,
            Some(_) | None => &[],
        };
        el("div")
            .class("ws-body")
            .children(preview::entry(bench, path))
            .child(el("div").class("ws-fields").children(inside(bench, path, one_of)))
    });
    let of_keys = path.clone();
    el("li")
        .class(if is_open { "ws-entry open" } else { "ws-entry" })
        .on_key(move |event| keys(bench, &of_keys, event))
        .child(
            el("div")
                .class("ws-head")
                .child(head)
                .child(tools(bench, path, count)),
        )
        .children(body)
}

/// An entry of a short list, always open.
fn open_entry(bench: Bench, path: &Path, count: usize) -> El {
    let kind = holds(path);
    let content = match kind {
        Some(Holds::Object { one_of, .. }) => inside(bench, path, one_of),
        Some(kind) => place(bench, path, true, kind),
        None => Vec::new(),
    };
    let of_keys = path.clone();
    el("li")
        .class("ws-row")
        .on_key(move |event| keys(bench, &of_keys, event))
        .child(el("div").class("ws-fields").children(content))
        .child(tools(bench, path, count))
}
