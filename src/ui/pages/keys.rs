//! 対応表: which case code stands for whom. It never leaves the school.

use leptos::prelude::*;

use crate::browser;
use crate::chart::markup::Markup;
use crate::domain::case_code::{CaseCode, KeyEntry};
use crate::domain::document::{Document, RoundId};
use crate::domain::locale::Locale;
use crate::domain::roster::{StudentId, YearMonth};
use crate::route::Route;
use crate::text::fill;
use crate::text::frame::{class_title, school_year, student_title};
use crate::text::keys::{KeysText, explain_code};
use crate::text::meeting::day;
use crate::text::summary::month;
use crate::text::summary_page::SummaryPageText;
use crate::ui::components::rule_card;
use crate::ui::dom::{El, button, el, link, once_shown, region, value};
use crate::ui::state::Desk;

/// The screen.
pub fn page(desk: Desk) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = KeysText::of(locale);
    let head = el("div")
        .class("page-head")
        .child(el("h1").text(words.title))
        .child(link("button", Route::Summary, words.back));
    let has_codes = Memo::new(move |_| desk.with(|document| !document.keys.entries.is_empty()));
    let hidden = desk.app.names_hidden;
    el("div")
        .class("page has-sheet")
        .child(head)
        .child(el("p").class("lead").text(words.lead))
        .child(el("p").class("notice").text(words.stays))
        .child(look_up(desk))
        .child(el("section").class("card").region(move || {
            if !has_codes.get() {
                return vec![el("p").text(words.empty)];
            }
            let print = button("button", words.print, move |_| {
                once_shown(move || {
                    if !browser::print::print() {
                        desk.app.warn(SummaryPageText::of(locale).print_failed);
                    }
                });
            });
            let hint = move || {
                let hint = hidden.get().then_some(words.names_hidden);
                hint.map(|hint| el("p").class("dim small").text(hint))
                    .into_iter()
                    .collect()
            };
            vec![
                region(hint),
                el("div")
                    .class("scroll-x personal")
                    .attr("tabindex", "0")
                    .attr("role", "group")
                    .attr("aria-label", words.title)
                    .html_with(move || table(desk, locale)),
                el("div").class("buttons").child(print),
            ]
        }))
        .child(
            el("div")
                .class("sheet keys-sheet")
                .html_with(move || sheet(desk, locale)),
        )
}

/// A student's title, honouring hidden names.
fn student(desk: Desk, document: &Document, student: StudentId, locale: Locale) -> String {
    document
        .classroom
        .student(student)
        .map_or_else(String::new, |student| {
            student_title(student, desk.app.names_hidden.get(), locale)
        })
}

fn round_label(document: &Document, round: RoundId) -> String {
    document
        .round(round)
        .map_or_else(String::new, |round| round.label.clone())
}

/// All codes, the newest first.
fn table(desk: Desk, locale: Locale) -> String {
    let words = KeysText::of(locale);
    let mut markup = Markup::default();
    markup
        .open("table", &[("class", &"table keys-table")])
        .open("thead", &[])
        .open("tr", &[]);
    for head in [
        words.column_code,
        words.column_student,
        words.column_round,
        words.column_on,
    ] {
        markup.element("th", &[("scope", &"col")], head);
    }
    markup.close().close().open("tbody", &[]);
    desk.with(|document| {
        for entry in document.keys.entries.iter().rev() {
            row(&mut markup, desk, document, entry, locale);
        }
    });
    markup.finish()
}

fn row(markup: &mut Markup, desk: Desk, document: &Document, entry: &KeyEntry, locale: Locale) {
    markup
        .open("tr", &[])
        .element(
            "th",
            &[("scope", &"row"), ("class", &"code")],
            entry.code.to_string(),
        )
        .element("td", &[], student(desk, document, entry.student, locale))
        .element("td", &[], round_label(document, entry.round))
        .element("td", &[("class", &"num")], day(entry.on, locale))
        .close();
}

/// The table on paper.
fn sheet(desk: Desk, locale: Locale) -> String {
    let words = KeysText::of(locale);
    let years = desk.checklist().retention.summaries_years;
    let (class, last_day) = desk.with(|document| {
        let class = &document.classroom;
        let title = class_title(class, locale);
        (
            format!("{}　{title}", school_year(class.school_year, locale)),
            YearMonth::of(class.school_year.last_day()),
        )
    });
    let due = YearMonth {
        year: last_day.year.saturating_add(years.into()),
        month: last_day.month,
    };
    let mut markup = Markup::default();
    markup
        .element("h1", &[], words.paper_title)
        .element("p", &[], class)
        .element(
            "p",
            &[],
            fill(words.paper_hint, &[("month", &month(due, locale))]),
        );
    let mut foot = Markup::default();
    foot.element("p", &[], rule_card(desk));
    format!("{}{}{}", markup.finish(), table(desk, locale), foot.finish())
}

/// Finds the student of a code that the ward gave.
fn look_up(desk: Desk) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = KeysText::of(locale);
    let typed = RwSignal::new(String::new());
    let asked = RwSignal::new(0_usize);
    let answer = move || {
        if asked.get() == 0 {
            return String::new();
        }
        match CaseCode::parse(&browser::encoding::nfkc(&typed.get_untracked())) {
            Err(error) => explain_code(error, locale),
            Ok(code) => found(desk, code, locale),
        }
    };
    let find = move || asked.update(|times| *times += 1);
    let input = el("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "characters")
        .attr("spellcheck", "false")
        .attr("maxlength", "20")
        .class("code")
        .on("input", move |event| typed.set(value(&event)))
        .on_key(move |event| {
            if event.key() == "Enter" && !event.is_composing() {
                find();
            }
        });
    let example = CaseCode::from_random(0).to_string();
    let field = el("label")
        .class("field")
        .child(el("span").text(words.look_up))
        .child(
            el("span")
                .class("hint")
                .text(&fill(words.look_up_hint, &[("code", &example)])),
        )
        .child(input);
    el("section")
        .class("card")
        .child(el("div").class("keys-look-up").child(field).child(button(
            "button-main",
            words.find,
            move |_| find(),
        )))
        .child(
            el("p")
                .class("keys-answer personal")
                .attr("role", "status")
                .text_with(answer),
        )
}

fn found(desk: Desk, code: CaseCode, locale: Locale) -> String {
    let words = KeysText::of(locale);
    desk.with(|document| {
        let entry = document.keys.entries.iter().find(|entry| entry.code == code);
        match entry {
            Some(entry) => fill(
                words.found,
                &[
                    ("code", &code),
                    ("round", &round_label(document, entry.round)),
                    ("student", &student(desk, document, entry.student, locale)),
                ],
            ),
            None if document.keys.has(code) => fill(words.retired, &[("code", &code)]),
            None => fill(words.not_here, &[("code", &code)]),
        }
    })
}
