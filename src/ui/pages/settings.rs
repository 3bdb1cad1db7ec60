//! 設定: contacts of the school, the rules in use with their sources, what is kept where, and what the app is not.

mod contents;

use leptos::prelude::*;

use wasm_bindgen::JsValue;

use self::contents::at_hand;
use crate::domain::checklist::{Checklist, Contact, Input, Item};
use crate::domain::locale::Locale;
use crate::domain::update::Command;
use crate::route::Route;
use crate::text::frame::FrameText;
use crate::text::handover::HandOverText;
use crate::text::keeper::KeeperText;
use crate::text::school::SchoolText;
use crate::text::settings::{SettingsText, condition};
use crate::text::{fill, number};
use crate::ui::components::chip::{shape_class, shape_sign};
use crate::ui::dom::{El, button, el, link, text, value};
use crate::ui::keeper;
use crate::ui::state::{Desk, Mode, Session};

/// The screen.
pub fn page(desk: Desk) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = SettingsText::of(locale);
    let checklist = desk.checklist();
    let card = |title: &str| el("section").class("card").child(el("h2").text(title));
    let lines = |text: &str| el("ul").children(text.split('|').map(|line| el("li").text(line)));
    let scrolls = |label: &str, table: El| {
        el("div")
            .class("scroll-x")
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr("aria-label", label)
            .child(table)
    };
    let content = card(words.content)
        .children(at_hand(desk))
        .child(el("p").text(checklist.about.get(locale)))
        .child(el("h3").text(words.levels))
        .child(el("p").class("small").text(words.levels_lead))
        .child(scrolls(words.levels, levels_table(&checklist, locale)))
        .child(
            el("details")
                .child(el("summary").text(words.items))
                .child(scrolls(words.items, items_table(&checklist, locale))),
        );
    el("div")
        .class("page settings")
        .child(el("h1").text(words.title))
        .child(
            card(words.contacts)
                .child(el("p").text(words.contacts_lead))
                .child(contacts(desk)),
        )
        .children((desk.mode == Mode::Own).then(|| lock_card(desk, card(KeeperText::of(locale).lock_title))))
        .children(
            (desk.mode == Mode::Own)
                .then(|| people_cards(desk))
                .into_iter()
                .flatten(),
        )
        .child(content)
        .child(card(words.privacy).child(lines(words.privacy_lines)))
        .child(card(words.limits).child(lines(words.limits_lines)))
        .child(el("p").child(link("button", Route::Help, FrameText::of(locale).help)))
}

/// わたしの公開鍵, and the way to 学校のようす.
fn people_cards(desk: Desk) -> [El; 2] {
    let app = desk.app;
    let locale = app.locale.get_untracked();
    let words = SchoolText::of(locale);
    let card = |id: &str, title: &str| {
        el("section")
            .class("card")
            .attr("id", id)
            .child(el("h2").text(title))
    };
    let key = card("public-key-card", HandOverText::of(locale).key_title)
        .region(move || app.parts.school.show(locale, |part| vec![(part.key_card)(app)]));
    let school = card("school-card", words.card)
        .child(el("p").text(words.card_lead))
        .child(
            el("div")
                .class("buttons")
                .child(link("button", Route::School, words.card_open)),
        );
    [key, school]
}

/// Minutes one can choose from.
const LOCK_CHOICES: [u8; 5] = [3, 5, 10, 20, 45];

/// When the app locks, another passphrase, the recovery sheet once more.
fn lock_card(desk: Desk, card: El) -> El {
    let app = desk.app;
    let words = KeeperText::of(app.locale.get_untracked());
    let option = move |minutes: u8| {
        el("option")
            .attr("value", &minutes.to_string())
            .text(&fill(words.minutes, &[("n", &minutes)]))
            .prop_with("selected", move || {
                JsValue::from_bool(app.lock_after.get() == minutes)
            })
    };
    let choose = move |event| {
        if let Ok(minutes) = value(&event).parse() {
            app.lock_after.set(minutes);
            app.store_settings();
        }
    };
    card.child(el("p").text(words.sealed_how))
        .child(
            el("label")
                .class("field")
                .child(el("span").text(words.lock_after))
                .child(
                    el("select")
                        .on("change", choose)
                        .children(LOCK_CHOICES.map(option)),
                ),
        )
        .child(
            el("div")
                .class("buttons")
                .child(button("button", words.change, move |_| {
                    keeper::put_aside(app, Session::Renewing)
                }))
                .child(button("button", words.sheet, move |_| {
                    keeper::put_aside(app, Session::Sheet)
                })),
        )
}

fn contacts(desk: Desk) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = SettingsText::of(locale);
    let checklist = desk.checklist();
    let field = |contact: &Contact| {
        let (id, fixed) = (contact.id.clone(), contact.phone.clone());
        let filled = desk
            .with_untracked(|document| document.contacts.get(&contact.id).cloned())
            .unwrap_or_else(|| fixed.clone());
        let save = move |event| {
            let text = value(&event);
            // The number the content gives is not an entry of the school.
            let text = if text.trim() == fixed { String::new() } else { text };
            desk.dispatch(Command::SetContact {
                contact: id.clone(),
                text,
            });
        };
        let input = el("input")
            .attr("type", "text")
            .attr("maxlength", "60")
            .attr("placeholder", words.contact_placeholder)
            .attr("value", &filled)
            .on("change", save);
        el("label")
            .class("field")
            .child(el("span").text(contact.label.get(locale)))
            .child(input)
    };
    el("div")
        .class("contact-fields")
        .children(checklist.contacts.iter().map(field))
}

fn levels_table(checklist: &Checklist, locale: Locale) -> El {
    let words = SettingsText::of(locale);
    let urgent = el("span")
        .class("chip chip-urgent")
        .text(&format!("! {}", checklist.urgent.get(locale)));
    let mut rows = vec![row(urgent, &[words.urgent_rule, ""])];
    for level in checklist.levels.iter().rev() {
        let rule = level.when.as_ref().map_or_else(
            || words.lowest_rule.to_owned(),
            |when| condition(checklist, when, locale),
        );
        let shape = Some(level.shape);
        let chip = el("span").class(shape_class(shape)).text(&format!(
            "{} {}",
            shape_sign(shape),
            level.label.get(locale)
        ));
        rows.push(row(chip, &[&rule, level.source.get(locale)]));
    }
    let trend = fill(words.trend_rule, &[("n", &number(checklist.trend.change))]);
    rows.push(row(text("▲▼"), &[&trend, checklist.trend.source.get(locale)]));
    if let Some(gate) = &checklist.gate {
        rows.push(row(text(words.gate), &[&condition(checklist, gate, locale), ""]));
    }
    table(&[words.level, words.rule, words.source], rows)
}

fn items_table(checklist: &Checklist, locale: Locale) -> El {
    let words = SettingsText::of(locale);
    let weight = |index: usize| {
        let terms = checklist.scores.iter().flat_map(|score| &score.terms);
        let weights = terms
            .filter(|term| term.input == Input::Item(index))
            .map(|term| term.weight);
        weights.reduce(f64::max)
    };
    let one = |(index, item): (usize, &Item)| {
        let label = format!("{} {}", item.id.as_str(), item.label.get(locale));
        let weight = weight(index).map_or_else(|| "–".to_owned(), number);
        row(text(&label), &[&weight, item.source.get(locale)])
    };
    let rows = checklist.items.iter().enumerate().map(one).collect();
    table(&[words.item, words.weight, words.source], rows)
}

fn table(heads: &[&str], rows: Vec<El>) -> El {
    let head = |head: &&str| el("th").attr("scope", "col").text(head);
    el("table")
        .class("table")
        .child(el("thead").child(el("tr").children(heads.iter().map(head))))
        .child(el("tbody").children(rows))
}

fn row(first: El, cells: &[&str]) -> El {
    let cell = |cell: &&str| el("td").text(cell);
    el("tr")
        .child(el("th").attr("scope", "row").child(first))
        .children(cells.iter().map(cell))
}
