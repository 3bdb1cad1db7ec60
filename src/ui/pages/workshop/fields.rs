//! Fields one types into: words in both languages, a text, a number, a name.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::Event;

use super::bench::{Bench, at};
use super::objects::fault;
use crate::format::content::draft::history::Deed;
use crate::format::content::draft::names::{NameError, rename};
use crate::format::content::draft::{Path, edit};
use crate::format::json::Json;
use crate::text::workshop::places::entry;
use crate::text::workshop::{WorkshopText, fields as names};
use crate::text::{fill, number as written};
use crate::ui::dom::{El, el, keep, value};

/// Characters from which a text gets several lines.
const LONG: usize = 60;

/// A label over a control, with what is worth knowing and what is wrong.
pub(super) fn labelled(bench: Bench, path: &Path, control: El, required: bool) -> El {
    let (words, locale) = (bench.words(), bench.locale());
    let label = el("label")
        .attr("for", &at(path))
        .text(&names::field(path, locale))
        .children((!required).then(|| {
            let note = format!("（{}）", words.optional);
            el("span").class("ws-optional").text(&note)
        }));
    el("div")
        .class("field")
        .child(label)
        .child(control)
        .children(hint(path, bench))
        .child(fault(bench, path))
}

pub(super) fn hint(path: &Path, bench: Bench) -> Option<El> {
    let text = names::hint(path, bench.locale())?;
    Some(
        el("span")
            .class("hint")
            .attr("id", &format!("hint-{path}"))
            .text(text),
    )
}

/// The control knows its id, what describes it, and whether something is wrong.
pub(super) fn known(bench: Bench, path: &Path, control: El) -> El {
    let place = path.to_string();
    let described = match names::hint(path, bench.locale()) {
        Some(_) => format!("fault-{place} hint-{place}"),
        None => format!("fault-{place}"),
    };
    control
        .attr("id", &at(path))
        .attr("aria-describedby", &described)
        .attr_with("aria-invalid", move || {
            (!bench.fault_at(&place).is_empty()).then(|| "true".to_owned())
        })
}

fn is_composing(event: &Event) -> bool {
    js_sys::Reflect::get(event, &JsValue::from_str("isComposing"))
        .is_ok_and(|composing| composing.is_truthy())
}

/// A control one types into: follows the draft without disturbing what is being typed, and tells of each change once an
/// input method has finished.
fn typed(
    bench: Bench,
    control: El,
    shown: impl Fn(&str) -> Option<String> + 'static,
    take: impl Fn(String) + 'static,
) -> El {
    let node = control.node().clone();
    let name = JsValue::from_str("value");
    keep(move || {
        let now = js_sys::Reflect::get(&node, &name)
            .ok()
            .and_then(|value| value.as_string());
        if let Some(text) = shown(&now.unwrap_or_default()) {
            js_sys::Reflect::set(&node, &name, &JsValue::from_str(&text))
                .map(|_| ())
                .unwrap_or_default();
        }
    });
    let take = Rc::new(take);
    let (on_input, on_end) = (take.clone(), take);
    control
        .on("input", move |event| {
            if !is_composing(&event) {
                on_input(value(&event));
            }
        })
        .on("compositionend", move |event| on_end(value(&event)))
        .on("change", move |_| {
            bench.close_step();
            bench.keep_now();
        })
}

/// A line or an area for one text.
fn text_control(bench: Bench, path: &Path, most: usize, required: bool) -> El {
    let control = match most >= LONG {
        true => el("textarea").attr("rows", "3"),
        false => el("input").attr("type", "text").attr("autocomplete", "off"),
    };
    let (of_shown, of_take) = (path.clone(), path.clone());
    let shown = move |now: &str| Some(bench.text(&of_shown)).filter(|text| text != now);
    let take = move |text: String| {
        let value = (required || !text.is_empty()).then_some(Json::Text(text));
        bench.put(&of_take, value);
    };
    typed(bench, known(bench, path, control), shown, take)
}

/// A text.
pub(super) fn text(bench: Bench, path: &Path, most: usize, required: bool) -> El {
    labelled(bench, path, text_control(bench, path, most, required), required)
}

/// Words in both languages, side by side.
pub(super) fn words(bench: Bench, path: &Path, most: usize) -> El {
    let locale = bench.locale();
    let legend_id = format!("legend-{path}");
    let language = |name: &str, most: usize| {
        let place = path.field(name);
        let tag_id = format!("tag-{place}");
        let tag = el("span")
            .class("ws-language")
            .attr("id", &tag_id)
            .text(&names::field(&place, locale));
        let control = text_control(bench, &place, most, true)
            .attr("lang", name_to_lang(name))
            .attr("aria-labelledby", &format!("{legend_id} {tag_id}"));
        el("div")
            .class("ws-side")
            .child(tag)
            .child(control)
            .child(fault(bench, &place))
    };
    let label = match path.last_index() {
        Some(index) => (index + 1).to_string(),
        None => names::field(path, locale),
    };
    el("div")
        .class("field ws-words-field")
        .attr("role", "group")
        .attr("aria-labelledby", &legend_id)
        .child(el("span").attr("id", &legend_id).text(&label))
        .child(
            el("div")
                .class("ws-sides")
                .child(language("ja", most))
                .child(language("en", most * 2)),
        )
        .children(hint(path, bench))
        .child(fault(bench, path))
}

fn name_to_lang(name: &str) -> &'static str {
    if name == "en" { "en" } else { "ja" }
}

/// A number with full-width digits made narrow; none where it is no number.
fn parsed(text: &str) -> Option<f64> {
    let narrow = |character: char| match character {
        '０'..='９' | '．' | '－' => u32::from(character)
            .checked_sub(0xfee0)
            .and_then(char::from_u32)
            .unwrap_or(character),
        '−' => '-',
        _ => character,
    };
    let plain: String = text.trim().chars().map(narrow).collect();
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A number.
pub(super) fn number(
    bench: Bench,
    path: &Path,
    (least, most): (f64, f64),
    whole: bool,
    required: bool,
) -> El {
    let words = bench.words();
    let bad = RwSignal::new(false);
    let control = el("input")
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .class("ws-number num");
    let (of_shown, of_take) = (path.clone(), path.clone());
    let shown = move |now: &str| {
        let stands = bench.with(|json| edit::get(json, &of_shown).and_then(Json::number));
        let is_same = match stands {
            Some(number) => parsed(now).is_some_and(|now| (now - number).abs() < f64::EPSILON),
            None => now.trim().is_empty() || bad.get_untracked(),
        };
        (!is_same).then(|| stands.map(|number| number.to_string()).unwrap_or_default())
    };
    let take = move |text: String| {
        let number = parsed(&text);
        bad.set(number.is_none() && !text.trim().is_empty());
        if number.is_some() || text.trim().is_empty() {
            bench.put(&of_take, number.map(Json::Number));
        }
    };
    let control = typed(bench, known(bench, path, control), shown, take);
    let text = if whole {
        words.number_bad_whole
    } else {
        words.number_bad
    };
    let said = fill(text, &[("least", &written(least)), ("most", &written(most))]);
    let note = el("p")
        .class("ws-fault")
        .attr("role", "status")
        .flag_with("hidden", move || !bad.get())
        .text_with(move || if bad.get() { said.clone() } else { String::new() });
    labelled(bench, path, control, required).child(note)
}

/// The name of a thing. A new one reaches all that name it.
pub(super) fn name(bench: Bench, path: &Path) -> El {
    let told = RwSignal::new(String::new());
    let (of_shown, of_change) = (path.clone(), path.clone());
    let control = el("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .class("ws-name")
        .prop_with("value", move || JsValue::from_str(&bench.text(&of_shown)))
        .on("change", move |event| {
            told.set(renamed(bench, &of_change, value(&event).trim()));
            bench.close_step();
        });
    let note = el("p")
        .class("ws-told")
        .attr("role", "status")
        .text_with(move || told.get());
    labelled(bench, path, known(bench, path, control), true).child(note)
}

/// Changes a name and says what came of it.
fn renamed(bench: Bench, path: &Path, name: &str) -> String {
    let words: &WorkshopText = bench.words();
    let holder = path.parent();
    if bench.with_untracked(|json| edit::text(json, path) == name) {
        return String::new();
    }
    match bench.step(Deed::Rename, &holder, |json| rename(json, &holder, name)) {
        Some(Ok(0)) | None => String::new(),
        Some(Ok(uses)) => fill(words.id_renamed, &[("n", &uses)]),
        Some(Err(NameError::Form | NameError::NoName(_))) => words.id_form.to_owned(),
        Some(Err(NameError::Taken(place))) => {
            let place = bench.with_untracked(|json| entry(json, &place, bench.locale()));
            fill(words.id_taken, &[("where", &place)])
        }
    }
}
