//! What teachers will see: an item with its answers, the levels with their rules, a card.

use super::bench::Bench;
use crate::domain::checklist::Shape;
use crate::domain::locale::Locale;
use crate::format::content::Part;
use crate::format::content::draft::{Path, edit, names};
use crate::format::json::Json;
use crate::text::frame::FrameText;
use crate::text::workshop::rules;
use crate::ui::components::chip::{shape_class, shape_sign};
use crate::ui::dom::{El, el};

/// The preview of an entry, where there is something to see.
pub(super) fn entry(bench: Bench, path: &Path) -> Option<El> {
    let draw: fn(&Json, &Path, Locale) -> Vec<El> = match path.first_field() {
        Some("lines" | "items") => item,
        Some("levels") => level,
        Some("cards") => card,
        Some("notices") => notice,
        Some(_) | None => return None,
    };
    let (words, locale, path) = (bench.words(), bench.locale(), path.clone());
    let content = el("div")
        .class("ws-sheet")
        .region(move || bench.with(|json| draw(json, &path, locale)));
    let figure = el("section")
        .class("ws-preview")
        .attr("aria-label", words.preview)
        .child(el("p").class("ws-preview-title").text(words.preview))
        .child(content);
    Some(figure)
}

/// Words at a place in the language; a stand-in where there are none.
fn said(json: Option<&Json>, locale: Locale) -> String {
    let text = json.and_then(|json| json.get(locale.code())).and_then(Json::text);
    let empty = crate::text::workshop::WorkshopText::of(locale).preview_empty;
    text.filter(|text| !text.trim().is_empty())
        .unwrap_or(empty)
        .to_owned()
}

fn item(draft: &Json, path: &Path, locale: Locale) -> Vec<El> {
    let Some(item) = edit::get(draft, path) else {
        return Vec::new();
    };
    let of_scale = item
        .get("scale")
        .and_then(Json::text)
        .and_then(|name| names::find(draft, Part::Scale, name))
        .and_then(|place| edit::get(draft, &place.field("options")));
    let bands = item.get("count").and_then(|count| count.get("bands"));
    let options = item
        .get("options")
        .or(bands)
        .or(of_scale)
        .map(Json::list)
        .unwrap_or_default();
    let segment = |class: &str, text: &str| el("span").class(class).child(el("span").text(text));
    let quiet = FrameText::of(locale);
    let quiet = [quiet.unknown, quiet.not_applicable].map(|text| segment("segment quiet", text));
    let answers = options
        .iter()
        .map(|option| segment("segment", &said(option.get("label"), locale)));
    vec![
        el("div")
            .class("item")
            .child(el("p").class("item-label").text(&said(item.get("label"), locale)))
            .child(el("p").class("item-help").text(&said(item.get("help"), locale)))
            .child(el("div").class("segmented").children(answers).children(quiet)),
    ]
}

fn shape(json: &Json) -> Option<Shape> {
    match json.get("shape").and_then(Json::text)? {
        "circle" => Some(Shape::Circle),
        "triangle" => Some(Shape::Triangle),
        "diamond" => Some(Shape::Diamond),
        "square" => Some(Shape::Square),
        _ => None,
    }
}

fn chip(level: &Json, field: &str, locale: Locale) -> El {
    let shape = shape(level);
    let label = said(level.get(field), locale);
    el("span")
        .class(shape_class(shape))
        .text(&format!("{} {label}", shape_sign(shape)))
}

fn rule_of(draft: &Json, level: &Json, locale: Locale) -> String {
    match level.get("when") {
        Some(when) => rules::rule(draft, when, locale),
        None => crate::text::workshop::WorkshopText::of(locale).lowest.to_owned(),
    }
}

fn level(draft: &Json, path: &Path, locale: Locale) -> Vec<El> {
    let Some(level) = edit::get(draft, path) else {
        return Vec::new();
    };
    vec![
        el("p").child(chip(level, "label", locale)),
        el("p").text(&said(level.get("action"), locale)),
        el("p").class("small dim").text(&rule_of(draft, level, locale)),
    ]
}

fn notice(draft: &Json, path: &Path, locale: Locale) -> Vec<El> {
    let Some(notice) = edit::get(draft, path) else {
        return Vec::new();
    };
    vec![
        el("p").child(el("b").text(&said(notice.get("label"), locale))),
        el("p").text(&said(notice.get("text"), locale)),
        el("p").class("small dim").text(&rule_of(draft, notice, locale)),
    ]
}

fn card(draft: &Json, path: &Path, locale: Locale) -> Vec<El> {
    let Some(card) = edit::get(draft, path) else {
        return Vec::new();
    };
    let steps = card.get("steps").map(Json::list).unwrap_or_default();
    vec![
        el("p").child(el("b").text(&said(card.get("title"), locale))),
        el("p")
            .class("ws-card-lead")
            .text(&said(card.get("lead"), locale)),
        el("ol").children(steps.iter().map(|step| el("li").text(&said(Some(step), locale)))),
    ]
}

/// All levels from the highest, each with its rule in words.
pub(super) fn levels(bench: Bench) -> El {
    let (words, locale) = (bench.words(), bench.locale());
    let rows = move || {
        bench.with(|json| {
            let levels = json.get("levels").map(Json::list).unwrap_or_default();
            let row = |level: &Json| {
                el("li")
                    .child(chip(level, "label", locale))
                    .child(el("span").text(&rule_of(json, level, locale)))
            };
            levels.iter().rev().map(row).collect()
        })
    };
    el("section")
        .class("ws-preview ws-levels")
        .attr("aria-label", words.preview_levels)
        .child(el("p").class("ws-preview-title").text(words.preview_levels))
        .child(el("ul").region(rows))
}
