//! A card of a critical item: whom to tell now, what to do, whom to call, and the record that it was done.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::item::Walk;
use crate::browser::{clock, focus};
use crate::domain::checklist::{Card, CardAction, Contact};
use crate::domain::document::RoundId;
use crate::domain::ids::{ActionId, CardId};
use crate::domain::limits;
use crate::domain::locale::{LocalText, Locale};
use crate::domain::response::CardRecord;
use crate::domain::roster::StudentId;
use crate::domain::sorted;
use crate::domain::update::Command;
use crate::text::fill;
use crate::text::full::{SafetyText, day, recorded_line};
use crate::text::update::explain_update;
use crate::ui::dom::{El, button, checked, el, value};
use crate::ui::state::Desk;

/// What was ticked and written on a card but not recorded yet.
#[derive(Debug)]
struct Draft {
    round: RoundId,
    student: StudentId,
    card: CardId,
    actions: sorted::Set<ActionId>,
    note: String,
}

impl Draft {
    fn is_of(&self, sheet: &Sheet) -> bool {
        self.round == sheet.round && self.student == sheet.student && self.card == sheet.card.id
    }
}

/// Drafts outlive the dialog, which Esc closes easily. They live as long as the class is open and are never stored.
#[derive(Clone, Debug, Default)]
pub struct Drafts(Rc<RefCell<Vec<Draft>>>);

impl Drafts {
    /// Reads or changes the draft of a card; a new one begins with what is recorded.
    fn with<T>(&self, sheet: &Sheet, run: impl FnOnce(&mut Draft) -> T) -> T {
        let mut drafts = self.0.borrow_mut();
        let kept = drafts.iter().position(|draft| draft.is_of(sheet));
        let mut draft = match kept {
            Some(at) => drafts.swap_remove(at),
            None => {
                let record = untrack(|| sheet.record());
                let (actions, note) =
                    record.map_or_else(Default::default, |record| (record.actions, record.note));
                Draft {
                    round: sheet.round,
                    student: sheet.student,
                    card: sheet.card.id.clone(),
                    actions,
                    note,
                }
            }
        };
        let result = run(&mut draft);
        drafts.push(draft);
        result
    }

    fn forget(&self, sheet: &Sheet) {
        self.0.borrow_mut().retain(|draft| !draft.is_of(sheet));
    }
}

/// A card of one student.
#[derive(Clone)]
pub struct Sheet {
    /// The desk.
    pub desk: Desk,
    /// The round.
    pub round: RoundId,
    /// The student.
    pub student: StudentId,
    /// The student's answers.
    pub walk: Walk,
    /// The card.
    pub card: Card,
    /// What is not recorded yet.
    pub drafts: Drafts,
}

impl Sheet {
    fn record(&self) -> Option<CardRecord> {
        self.walk
            .row
            .with(|row| {
                row.as_ref()
                    .and_then(|row| row.response.cards.get(&self.card.id).cloned())
            })
            .filter(|record| !record.actions.is_empty())
    }
}

/// The id of the title of a card, which takes the keyboard when the card opens; its head is `…-head`.
pub fn card_id(card: &CardId) -> String {
    format!("card-{}", card.as_str())
}

/// One open card of one student.
pub fn safety_card(sheet: &Sheet) -> El {
    let locale = sheet.desk.app.locale.get_untracked();
    let (id, card) = (card_id(&sheet.card.id), &sheet.card);
    let is_open = RwSignal::new(untrack(|| sheet.record().is_none()));
    let (of_class, of_record, of_body) = (sheet.clone(), sheet.clone(), sheet.clone());
    let title = el("h3")
        .attr("id", &id)
        .attr("tabindex", "-1")
        .text(card.title.get(locale));
    let lead = el("p").class("safety-lead").text(card.lead.get(locale));
    el("article")
        .attr("aria-labelledby", &id)
        .class("safety-card")
        .toggle("recorded", move || of_class.record().is_some())
        .child(
            el("div")
                .attr("id", &format!("{id}-head"))
                .child(title)
                .child(lead),
        )
        .region(move || {
            of_record
                .record()
                .map_or_else(Vec::new, |record| recorded(&of_record, &record, is_open))
        })
        .region(move || {
            if is_open.get() {
                body(&of_body, is_open)
            } else {
                Vec::new()
            }
        })
}

/// What was recorded, and the way to change it.
fn recorded(sheet: &Sheet, record: &CardRecord, is_open: RwSignal<bool>) -> Vec<El> {
    let locale = sheet.desk.app.locale.get_untracked();
    let words = SafetyText::of(locale);
    let is_done = |action: &&CardAction| record.actions.contains(&action.id);
    let done: Vec<&str> = sheet
        .card
        .actions
        .iter()
        .filter(is_done)
        .map(|action| action.label.get(locale))
        .collect();
    let line = el("p")
        .class("safety-recorded")
        .child(el("span").attr("aria-hidden", "true").text("✓ "))
        .text(&recorded_line(record.on, &done, locale));
    let note = Some(&record.note)
        .filter(|note| !note.is_empty())
        .map(|note| el("p").class("safety-note personal").text(note));
    let edit = button("button safety-edit", words.edit, move |_| {
        is_open.update(|open| *open = !*open)
    })
    .attr_with("aria-expanded", move || Some(is_open.get().to_string()));
    [Some(line), note, Some(edit)].into_iter().flatten().collect()
}

/// What is to be read, whom to call, and the form that records it.
fn body(sheet: &Sheet, is_open: RwSignal<bool>) -> Vec<El> {
    let locale = sheet.desk.app.locale.get_untracked();
    let (words, card) = (SafetyText::of(locale), &sheet.card);
    let head = |text: &str| el("h4").text(text);
    let list = |tag: &str, texts: &[LocalText]| {
        el(tag).children(texts.iter().map(|text| el("li").text(text.get(locale))))
    };
    let checklist = sheet.desk.checklist();
    let contacts = card.contacts.iter().filter_map(|id| checklist.contact(id));
    vec![
        head(words.steps),
        list("ol", &card.steps),
        head(words.record),
        list("ul", &card.record),
        head(words.avoid),
        list("ul", &card.avoid),
        head(words.contacts),
        el("ul")
            .class("safety-contacts")
            .children(contacts.map(|contact| contact_line(sheet.desk, contact, locale))),
        record_form(sheet, is_open),
        el("p").class("dim small").text(card.source.get(locale)),
    ]
}

/// Whom to call: a number of the content, or a field for what the school fills in.
fn contact_line(desk: Desk, contact: &Contact, locale: Locale) -> El {
    let id = contact.id.clone();
    let filled = desk.with_untracked(|document| document.contacts.get(&id).cloned());
    let number = if contact.phone.is_empty() {
        el("input")
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("maxlength", &limits::MAX_CONTACT_CHARS.to_string())
            .attr("placeholder", SafetyText::of(locale).contact_empty)
            .attr("value", &filled.unwrap_or_default())
            .on("change", move |event| {
                desk.dispatch(Command::SetContact {
                    contact: id.clone(),
                    text: value(&event),
                });
            })
    } else {
        el("b")
            .class("num")
            .text(filled.as_ref().unwrap_or(&contact.phone))
    };
    let label = el("span").text(contact.label.get(locale));
    el("li").child(el("label").child(label).child(number))
}

/// What was done, a note, and the button that records it.
fn record_form(sheet: &Sheet, is_open: RwSignal<bool>) -> El {
    let locale = sheet.desk.app.locale.get_untracked();
    let words = SafetyText::of(locale);
    let trouble = RwSignal::new(None::<String>);
    let today = clock::today();
    let (of_note, of_save, of_hint) = (sheet.clone(), sheet.clone(), sheet.clone());
    let most = limits::MAX_NOTE_CHARS;
    let note = el("textarea")
        .attr("rows", "3")
        .attr("maxlength", &most.to_string())
        .text(&sheet.drafts.with(sheet, |draft| draft.note.clone()))
        .on("change", move |event| {
            let text = value(&event);
            of_note.drafts.with(&of_note, |draft| draft.note = text);
        });
    let save = move |_| {
        let (actions, note) = of_save.drafts.with(&of_save, |draft| {
            (draft.actions.clone(), draft.note.trim().to_owned())
        });
        let card = of_save.card.id.clone();
        let title = card_id(&card);
        let command = Command::RecordCard {
            round: of_save.round,
            student: of_save.student,
            card,
            record: CardRecord {
                actions,
                on: today,
                note,
            },
        };
        match of_save.desk.try_dispatch(command) {
            Ok(()) => {
                of_save.drafts.forget(&of_save);
                focus::focus_id(&title);
                is_open.set(false);
            }
            // The bar of notices lies behind the dialog.
            Err(error) => trouble.set(Some(explain_update(&error, locale))),
        }
    };
    let before_print = move || match of_hint.record() {
        None => words.before_print.to_owned(),
        Some(_) => String::new(),
    };
    let alarm = el("p").class("safety-trouble").attr("role", "alert");
    let hint = fill(words.note_hint, &[("n", &most)]);
    let save_words = fill(words.save_on, &[("day", &day(today, locale))]);
    el("fieldset")
        .class("safety-record")
        .child(el("legend").text(words.done_title))
        .child(
            el("div").class("checks").children(
                sheet
                    .card
                    .actions
                    .iter()
                    .map(|action| tick(sheet, action, locale)),
            ),
        )
        .child(
            el("label")
                .class("field")
                .child(el("span").text(words.note))
                .child(el("span").class("hint").text(&hint))
                .child(note),
        )
        .child(alarm.text_with(move || trouble.get().unwrap_or_default()))
        .child(
            el("div")
                .class("buttons")
                .child(button("button-main", &save_words, save))
                .child(el("span").class("small").text_with(before_print)),
        )
}

fn tick(sheet: &Sheet, action: &CardAction, locale: Locale) -> El {
    let (id, of_tick) = (action.id.clone(), sheet.clone());
    let input = el("input").attr("type", "checkbox").on("change", move |event| {
        of_tick.drafts.with(&of_tick, |draft| {
            if checked(&event) {
                draft.actions.insert(id.clone());
            } else {
                draft.actions.remove(&id);
            }
        });
    });
    let input = match sheet
        .drafts
        .with(sheet, |draft| draft.actions.contains(&action.id))
    {
        true => input.flag("checked"),
        false => input,
    };
    el("label")
        .class("check")
        .child(input)
        .text(action.label.get(locale))
}
