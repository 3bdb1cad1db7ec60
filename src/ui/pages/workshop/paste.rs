//! Items from a pasted table: read, looked over, and only then taken.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::bench::{Bench, View};
use crate::domain::checklist::Form;
use crate::format::content::Part;
use crate::format::content::draft::history::Deed;
use crate::format::content::draft::pasted::{PasteFault, Pasted, items_from_table, take};
use crate::format::content::draft::{Path, edit};
use crate::format::json::Json;
use crate::text::fill;
use crate::text::workshop::faults::{column, paste};
use crate::text::workshop::fields;
use crate::text::workshop::places::{entry_title, part_title};
use crate::ui::dom::{El, button, el, value};
use crate::ui::keeping::focus_soon;

/// What is asked and what came of it.
#[derive(Clone, Copy)]
struct Table {
    bench: Bench,
    text: RwSignal<String>,
    form: RwSignal<Form>,
    replaces: RwSignal<bool>,
    found: RwSignal<Option<Result<Pasted, Vec<PasteFault>>>>,
}

/// The screen.
pub(super) fn page(bench: Bench) -> Vec<El> {
    let (words, locale) = (bench.words(), bench.locale());
    let table = Table {
        bench,
        text: RwSignal::new(String::new()),
        form: RwSignal::new(Form::Full),
        replaces: RwSignal::new(false),
        found: RwSignal::new(None),
    };
    let area = el("textarea")
        .attr("id", "paste-table")
        .attr("rows", "8")
        .attr("spellcheck", "false")
        .on("input", move |event| {
            table.text.set(value(&event));
            table.found.set(None);
        });
    let field = el("div")
        .class("field")
        .child(el("label").attr("for", "paste-table").text(words.paste_field))
        .child(area);
    let list = |form: Form| {
        let name = if form == Form::Short { "lines" } else { "items" };
        fields::field(&Path::top().field(name), locale)
    };
    let read = button("button-main", words.paste_read, move |_| {
        let found = bench.with_untracked(|json| {
            table
                .text
                .with_untracked(|text| items_from_table(json, table.form.get_untracked(), text))
        });
        table.found.set(Some(found));
        focus_soon("paste-found".into());
    })
    .flag_with("disabled", move || table.text.with(|text| text.trim().is_empty()));
    let card = el("section")
        .class("card")
        .child(el("h3").text(words.paste_title))
        .child(el("p").text(words.paste_lead))
        .child(radios(
            "paste-into",
            words.paste_into,
            &[(list(Form::Full), Form::Full), (list(Form::Short), Form::Short)],
            table.form,
        ))
        .child(field)
        .child(radios(
            "paste-how",
            words.paste_how,
            &[
                (words.paste_behind.to_owned(), false),
                (words.paste_replace.to_owned(), true),
            ],
            table.replaces,
        ))
        .child(el("div").class("buttons").child(read));
    vec![card, el("div").region(move || outcome(table))]
}

/// One of two.
fn radios<T: Copy + PartialEq + Send + Sync + 'static>(
    name: &str,
    label: &str,
    choices: &[(String, T)],
    chosen: RwSignal<T>,
) -> El {
    let one = |(text, this): &(String, T)| {
        let this = *this;
        let input = el("input")
            .attr("type", "radio")
            .attr("name", name)
            .prop_with("checked", move || JsValue::from_bool(chosen.get() == this))
            .on("change", move |_| chosen.set(this));
        el("label").class("check").child(input).text(text)
    };
    el("fieldset")
        .child(el("legend").text(label))
        .child(el("div").class("checks").children(choices.iter().map(one)))
}

fn outcome(table: Table) -> Vec<El> {
    let words = table.bench.words();
    let locale = table.bench.locale();
    let section = |class: &str, title: &str| {
        el("section")
            .class(class)
            .attr("id", "paste-found")
            .attr("tabindex", "-1")
            .child(el("h3").text(title))
    };
    match table.found.get() {
        None => Vec::new(),
        Some(Err(faults)) => {
            let lines = faults.iter().map(|fault| el("li").text(&paste(fault, locale)));
            let title = fill(words.paste_faults, &[("n", &faults.len())]);
            vec![section("card ws-paste-faults", &title).child(el("ul").children(lines))]
        }
        Some(Ok(pasted)) => {
            let n = pasted.items.len();
            let title = fill(words.paste_found, &[("n", &n)]);
            let take = fill(words.paste_take, &[("n", &n)]);
            let shown = preview(table, &pasted);
            let act = button("button-main", &take, move |_| take_all(table, &pasted));
            vec![
                section("card", &title)
                    .child(shown)
                    .child(el("div").class("buttons").child(act)),
            ]
        }
    }
}

fn preview(table: Table, pasted: &Pasted) -> El {
    use crate::format::content::draft::pasted::Column;
    let locale = table.bench.locale();
    let heads = [
        Column::Area,
        Column::Label,
        Column::Help,
        Column::Options,
        Column::Weight,
        Column::Source,
    ];
    let head = |which: &Column| el("th").attr("scope", "col").text(column(*which, locale));
    let row = |item: &Json| {
        let cells = table.bench.with_untracked(|json| cells(json, item, table));
        el("tr").children(cells.iter().map(|cell| el("td").text(cell)))
    };
    let made = el("table")
        .class("table")
        .child(el("thead").child(el("tr").children(heads.iter().map(head))))
        .child(el("tbody").children(pasted.items.iter().map(row)));
    el("div")
        .class("scroll-x")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", table.bench.words().paste_title)
        .child(made)
}

fn cells(draft: &Json, item: &Json, table: Table) -> [String; 6] {
    let locale = table.bench.locale();
    let words = |name: &str| entry_title(item, &Path::top().field(name), locale);
    let area = item
        .get("areas")
        .and_then(|areas| areas.list().first())
        .and_then(Json::text);
    let answers = match item.get("scale").and_then(Json::text) {
        Some(scale) => part_title(draft, Part::Scale, scale, locale),
        None => {
            let options = item.get("options").map(Json::list).unwrap_or_default();
            let one = |option: &Json| {
                let label = entry_title(option, &Path::top(), locale);
                let points = option.get("points").and_then(Json::number).unwrap_or_default();
                format!("{label}（{points}）")
            };
            options.iter().map(one).collect::<Vec<_>>().join("／")
        }
    };
    let weight = edit::get(item, &Path::top().field("weight"))
        .and_then(Json::number)
        .unwrap_or(1.0);
    [
        part_title(draft, Part::Area, area.unwrap_or_default(), locale),
        words("label"),
        words("help"),
        answers,
        weight.to_string(),
        words("source"),
    ]
}

fn take_all(table: Table, pasted: &Pasted) {
    let bench = table.bench;
    let (form, replaces) = (table.form.get_untracked(), table.replaces.get_untracked());
    let list = Path::top().field(if form == Form::Short { "lines" } else { "items" });
    let act = |json: &mut Json| take(json, form, &pasted.items, replaces);
    match bench.step(Deed::Paste, &list, act) {
        Some(Ok(first)) => {
            bench.keep_now();
            let n = pasted.items.len();
            bench.app.tell(fill(bench.words().paste_taken, &[("n", &n)]));
            bench.view.set(View::Forms);
            bench.go(&first);
        }
        Some(Err(error)) => bench.app.warn(error.to_string()),
        None => {}
    }
}
