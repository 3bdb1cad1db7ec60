//! The forms: the sections on the left, the chosen one beside them.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::bench::Bench;
use super::objects;
use super::preview;
use super::sections::{Section, sections, skeleton};
use crate::format::content::draft::Path;
use crate::format::content::draft::form::{Holds, holds};
use crate::text::fill;
use crate::ui::dom::{El, button, el, value};

/// The screen.
pub(super) fn page(bench: Bench) -> Vec<El> {
    let all = Memo::new(move |_| bench.with(sections));
    let columns = el("div")
        .class("workshop-columns")
        .region(move || vec![navigation(bench, &all.get())])
        .child(el("div").class("workshop-form").region(move || {
            let chosen = bench.section.get();
            let section = all.with(|all| all.get(chosen).or(all.first()).cloned());
            section.map(|section| form(bench, &section)).unwrap_or_default()
        }));
    vec![columns]
}

fn faults_of(bench: Bench, section: &Section) -> usize {
    let places = section.fields.iter().map(|name| Path::top().field(name));
    places.map(|place| bench.faults_in(&place)).sum()
}

/// The sections as a list beside the form, and as one field where there is no room for it.
fn navigation(bench: Bench, all: &[Section]) -> El {
    let (words, locale) = (bench.words(), bench.locale());
    let choose = move |at: usize| {
        bench.open.set(None);
        bench.section.set(at);
    };
    let entry = |(at, section): (usize, &Section)| {
        let of_count = section.clone();
        let count = move || faults_of(bench, &of_count);
        let badge = el("span").region(move || match count() {
            0 => Vec::new(),
            n => {
                let said = fill(words.faults_of_part, &[("n", &n)]);
                let number = el("span").attr("aria-hidden", "true").text(&n.to_string());
                vec![
                    number.class("workshop-badge"),
                    el("span").class("visually-hidden").text(&said),
                ]
            }
        });
        let link = button("workshop-section", &section.title(locale), move |_| choose(at))
            .attr_with("aria-current", move || {
                (bench.section.get() == at).then(|| "true".to_owned())
            })
            .child(badge);
        el("li").child(link)
    };
    let option = |(at, section): (usize, &Section)| {
        let (title, section) = (section.title(locale), section.clone());
        el("option")
            .attr("value", &at.to_string())
            .text_with(move || match faults_of(bench, &section) {
                0 => title.clone(),
                n => format!("{title}（{}）", fill(words.faults_of_part, &[("n", &n)])),
            })
            .prop_with("selected", move || JsValue::from_bool(bench.section.get() == at))
    };
    let select = el("label")
        .class("field workshop-narrow")
        .child(el("span").text(words.parts))
        .child(
            el("select")
                .on("change", move |event| {
                    if let Ok(at) = value(&event).parse() {
                        choose(at);
                    }
                })
                .children(all.iter().enumerate().map(option)),
        );
    el("nav")
        .class("workshop-sections")
        .attr("aria-label", words.parts)
        .child(el("ul").children(all.iter().enumerate().map(entry)))
        .child(select)
}

/// The form of a section, made anew when its skeleton changes.
fn form(bench: Bench, section: &Section) -> Vec<El> {
    let locale = bench.locale();
    let shown = section.clone();
    let bones = {
        let section = section.clone();
        Memo::new(move |_| bench.with(|json| skeleton(json, &section)))
    };
    // A list alone brings its own title.
    let is_list = |name: &String| matches!(holds(&Path::top().field(name)), Some(Holds::List { .. }));
    let title = (!section.fields.iter().all(is_list))
        .then(|| el("h3").class("workshop-part").text(&section.title(locale)));
    let preview = section.holds("levels").then(|| preview::levels(bench));
    let fields = el("div").class("workshop-fields").region(move || {
        // Read, not only tracked: a memo nobody has read yet follows nothing.
        bones.with(|_| ());
        bench.open.track();
        bench.redraw.track();
        let field = |name: &String| objects::top_field(bench, &Path::top().field(name));
        shown.fields.iter().flat_map(field).collect()
    });
    [title, preview, Some(fields)].into_iter().flatten().collect()
}
