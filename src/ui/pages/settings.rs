//! 設定: contacts of the school, the rules in use with their sources, what is kept where, and what the app is not.

use leptos::prelude::*;

use crate::domain::checklist::{Checklist, Input};
use crate::domain::locale::Locale;
use crate::domain::update::Command;
use crate::text::fill;
use crate::text::settings::{SettingsText, condition};
use crate::ui::components::chip::{shape_class, shape_sign};
use crate::ui::state::Desk;

/// The screen.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let desk = Desk::get();
    let locale = desk.app.locale.get_untracked();
    let words = SettingsText::of(locale);
    let checklist = desk.app.checklist();
    let lines = |text: &'static str| {
        text.split('|')
            .map(|line| view! { <li>{line}</li> })
            .collect_view()
    };
    view! {
        <div class="page settings">
            <h1>{words.title}</h1>
            <section class="card">
                <h2>{words.contacts}</h2>
                <p>{words.contacts_lead}</p>
                <Contacts />
            </section>
            <section class="card">
                <h2>{words.content}</h2>
                <p><b>{checklist.title.get(locale).to_owned()}</b></p>
                <p class="num">
                    {format!(
                        "{}　{} {}　{} {}",
                        checklist.stamp.id,
                        words.version,
                        checklist.stamp.version,
                        words.checksum,
                        checklist.stamp.checksum,
                    )}
                </p>
                <p>{checklist.notice.get(locale).to_owned()}</p>
                <h3>{words.levels}</h3>
                <p class="small">{words.levels_lead}</p>
                <div class="scroll-x" tabindex="0" role="group" aria-label=words.levels inner_html=levels_table(&checklist, locale)></div>
                <details>
                    <summary>{words.items}</summary>
                    <div class="scroll-x" tabindex="0" role="group" aria-label=words.items inner_html=items_table(&checklist, locale)></div>
                </details>
            </section>
            <section class="card">
                <h2>{words.privacy}</h2>
                <ul>{lines(words.privacy_lines)}</ul>
            </section>
            <section class="card">
                <h2>{words.limits}</h2>
                <ul>{lines(words.limits_lines)}</ul>
            </section>
        </div>
    }
}

#[component]
fn Contacts() -> impl IntoView {
    let desk = Desk::get();
    let locale = desk.app.locale.get_untracked();
    let words = SettingsText::of(locale);
    let fields = desk
        .app
        .checklist()
        .contacts
        .iter()
        .map(|contact| {
            let id = contact.id.clone();
            let fixed = contact.phone.clone();
            let filled = desk
                .with_untracked(|document| document.contacts.get(&contact.id).cloned())
                .unwrap_or_else(|| fixed.clone());
            let save = move |event: leptos::ev::Event| {
                let text = event_target_value(&event);
                // The number the content gives is not an entry of the school.
                let text = if text.trim() == fixed { String::new() } else { text };
                desk.dispatch(Command::SetContact { contact: id.clone(), text });
            };
            view! {
                <label class="field">
                    <span>{contact.label.get(locale).to_owned()}</span>
                    <input type="text" maxlength="60" placeholder=words.contact_placeholder value=filled on:change=save />
                </label>
            }
        })
        .collect_view();
    view! { <div class="contact-fields">{fields}</div> }
}

fn levels_table(checklist: &Checklist, locale: Locale) -> String {
    let words = SettingsText::of(locale);
    let mut rows = vec![row(
        &format!(
            "<span class=\"chip chip-urgent\">! {}</span>",
            escape(checklist.urgent.get(locale))
        ),
        &[words.urgent_rule, ""],
    )];
    for level in checklist.levels.iter().rev() {
        let rule = level.when.as_ref().map_or_else(
            || words.lowest_rule.to_owned(),
            |when| condition(checklist, when, locale),
        );
        let chip = format!(
            "<span class=\"{}\">{} {}</span>",
            shape_class(Some(level.shape)),
            shape_sign(Some(level.shape)),
            escape(level.label.get(locale))
        );
        rows.push(row(&chip, &[&rule, level.source.get(locale)]));
    }
    let trend = fill(words.trend_rule, &[("n", &checklist.trend.change)]);
    rows.push(row("▲▼", &[&trend, checklist.trend.source.get(locale)]));
    rows.push(row(
        words.gate,
        &[&condition(checklist, &checklist.gate, locale), ""],
    ));
    table(&[words.level, words.rule, words.source], &rows)
}

fn items_table(checklist: &Checklist, locale: Locale) -> String {
    let words = SettingsText::of(locale);
    let weight = |index: usize| {
        let terms = checklist.scores.iter().flat_map(|score| &score.terms);
        terms
            .filter(|term| term.input == Input::Item(index))
            .map(|term| term.weight)
            .fold(None, |most, weight| {
                Some(most.map_or(weight, |most: f64| most.max(weight)))
            })
    };
    let rows: Vec<String> = checklist
        .items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let label = format!("{} {}", item.id.as_str(), item.label.get(locale));
            let weight = weight(index).map_or_else(|| "–".to_owned(), |weight| weight.to_string());
            row(&escape(&label), &[&weight, item.source.get(locale)])
        })
        .collect();
    table(&[words.item, words.weight, words.source], &rows)
}

fn table(heads: &[&str], rows: &[String]) -> String {
    let heads: String = heads
        .iter()
        .map(|head| format!("<th scope=\"col\">{}</th>", escape(head)))
        .collect();
    format!(
        "<table class=\"table\"><thead><tr>{heads}</tr></thead><tbody>{}</tbody></table>",
        rows.concat()
    )
}

/// A row whose first cell is markup already.
fn row(first: &str, cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .map(|cell| format!("<td>{}</td>", escape(cell)))
        .collect();
    format!("<tr><th scope=\"row\">{first}</th>{cells}</tr>")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
