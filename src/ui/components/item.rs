//! One item of a sheet: label, help, the answer as one control, and the exact number where one is asked. A [`Walk`] is the
//! way through the items of a sheet: which one the keyboard is on, the next one, the next blank.

use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlInputElement, KeyboardEvent};

use super::entry::typed;
use super::segmented::choice_id;
use super::{Choice, segmented};
use crate::browser::focus;
use crate::domain::checklist::Item;
use crate::domain::limits;
use crate::domain::locale::Locale;
use crate::domain::response::{Answer, Meaning};
use crate::domain::update::{Command, Entry};
use crate::text::fill;
use crate::text::frame::FrameText;
use crate::text::full::FullText;
use crate::ui::dom::{El, el};
use crate::ui::state::{Desk, Row};

/// Values of the two quiet choices; options stand before them by position.
const UNKNOWN: u16 = 1000;
const NOT_APPLICABLE: u16 = 1001;

/// The items of one student's sheet, in the order shown.
#[derive(Clone, Copy)]
pub struct Walk {
    desk: Desk,
    /// The student's sheet; nothing while nobody is chosen.
    pub row: Memo<Option<Arc<Row>>>,
    items: StoredValue<Vec<Item>>,
    /// Position of the item the keyboard was last on, or of the first of the section gone to.
    pub here: RwSignal<usize>,
    /// Where the search for the next blank begins.
    from: RwSignal<usize>,
    /// Beginning of the ids on the page.
    prefix: &'static str,
}

impl Walk {
    /// A way through these items of one student.
    pub fn new(desk: Desk, row: Memo<Option<Arc<Row>>>, items: Vec<Item>, prefix: &'static str) -> Self {
        let items = StoredValue::new(items);
        let (here, from) = (RwSignal::new(0), RwSignal::new(0));
        Self {
            desk,
            row,
            items,
            here,
            from,
            prefix,
        }
    }

    /// Reads the items.
    pub fn with_items<T>(self, read: impl FnOnce(&[Item]) -> T) -> T {
        self.items.with_value(|items| read(items))
    }

    /// Goes to an item without the keyboard: a section, or the top for another student.
    pub fn go(self, at: usize) {
        self.here.set(at);
        self.from.set(at);
    }

    fn name(self, item: &Item) -> String {
        format!("{}-{}", self.prefix, item.id.as_str())
    }

    fn answer(self, item: &Item) -> Option<Answer> {
        self.row
            .with(|row| row.as_ref().and_then(|row| row.response.answer(item)))
    }

    /// The choice an answer stands for: an option (a count by its band), or one of the quiet two.
    fn choice(self, item: &Item) -> Option<u16> {
        match self.answer(item)? {
            Answer::Unknown => Some(UNKNOWN),
            Answer::NotApplicable => Some(NOT_APPLICABLE),
            Answer::Option(_) | Answer::Count(_) => self
                .row
                .with(|row| row.as_ref().and_then(|row| row.response.option_index(item)))
                .and_then(|index| u16::try_from(index).ok()),
        }
    }

    /// The imported count that answers an item while nobody has.
    fn imported(self, item: &Item) -> Option<u16> {
        self.row.with(|row| {
            let response = &row.as_ref()?.response;
            let is_by_hand = response.answers.contains_key(&item.id);
            match response.answer(item)? {
                Answer::Count(count) if !is_by_hand => Some(count),
                Answer::Count(_) | Answer::Option(_) | Answer::Unknown | Answer::NotApplicable => None,
            }
        })
    }

    /// The exact number written by hand, as its field shows it.
    fn exact(self, item: &Item) -> String {
        match self.answer(item) {
            Some(Answer::Count(count)) if self.imported(item).is_none() => count.to_string(),
            Some(Answer::Count(_) | Answer::Option(_) | Answer::Unknown | Answer::NotApplicable) | None => {
                String::new()
            }
        }
    }

    /// Positions of the items without an answer, among these.
    pub fn blanks(self, among: Range<usize>) -> Vec<usize> {
        self.with_items(|items| {
            let is_blank = |at: &usize| items.get(*at).is_some_and(|item| self.answer(item).is_none());
            among.filter(is_blank).collect()
        })
    }

    /// Positions of all items.
    pub fn all(self) -> Range<usize> {
        0..self.with_items(<[Item]>::len)
    }

    /// Writes answers as one step of undo. Says whether they were accepted.
    pub fn write(self, answers: Vec<(&Item, Option<Answer>)>) -> bool {
        let Some(student) = self
            .row
            .with_untracked(|row| row.as_ref().map(|row| row.student.id))
        else {
            return false;
        };
        let entries = answers
            .into_iter()
            .map(|(item, answer)| Entry {
                student,
                item: item.id.clone(),
                answer,
            })
            .collect();
        let round = self.desk.round.get_untracked();
        self.desk.dispatch(Command::Answer { round, entries })
    }

    /// Puts the keyboard on an item: on what is chosen, else on its first choice.
    pub fn focus(self, at: usize) -> bool {
        let item = self.with_items(|items| items.get(at).cloned());
        item.is_some_and(|item| {
            let value = untrack(|| self.choice(&item)).unwrap_or(0);
            focus::focus_id(&choice_id(&self.name(&item), value))
        })
    }

    /// Puts the keyboard on the next blank, going round at the end.
    pub fn focus_next_blank(self) {
        let blanks = untrack(|| self.blanks(self.all()));
        let from = self.from.get_untracked();
        if let Some(at) = blanks.iter().find(|at| **at >= from).or(blanks.first()) {
            self.focus(*at);
        }
    }

    fn choose(self, item: &Item, value: Option<u16>) {
        let answer = match value {
            Some(UNKNOWN) => Some(Answer::Unknown),
            Some(NOT_APPLICABLE) => Some(Answer::NotApplicable),
            Some(index) => u8::try_from(index).ok().map(Answer::Option),
            // Choosing what the import chose makes it an answer by hand instead of taking it back.
            None => untrack(|| self.imported(item)).map(Answer::Count),
        };
        self.write(vec![(item, answer)]);
    }

    /// Keys on the choices of an item.
    fn key(self, event: &KeyboardEvent, item: &Item, at: usize) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let key = event.key();
        let answer = match key.as_str() {
            "Enter" => {
                event.prevent_default();
                self.focus(at + 1);
                return;
            }
            "Backspace" | "Delete" => Some(None),
            " " => None,
            text => typed(item, text),
        };
        match answer {
            None => {}
            // The digit itself goes into the field, which takes the keyboard before it is typed.
            Some(Some(Answer::Count(_))) => {
                focus::focus_id(&exact_id(&self.name(item)));
            }
            Some(answer) => {
                event.prevent_default();
                // Where a card opens, the keyboard stays: the card comes first.
                if self.write(vec![(item, answer)]) && answer.is_some() && !self.opens_card(item) {
                    self.focus(at + 1);
                }
            }
        }
    }

    /// Whether the answer to a critical item opens its card.
    fn opens_card(self, item: &Item) -> bool {
        let points = |row: &Arc<Row>| matches!(row.response.meaning(item), Meaning::Points(1..));
        item.is_critical() && self.row.with_untracked(|row| row.as_ref().is_some_and(points))
    }

    /// Takes the exact number as typed; what is no number is refused and the field put back.
    fn commit(self, item: &Item, field: &HtmlInputElement) {
        let kept = untrack(|| self.exact(item));
        let text = field.value();
        if text.trim() == kept {
            return;
        }
        let accepted = match typed(item, &text) {
            Some(answer @ (None | Some(Answer::Count(_)))) => self.write(vec![(item, answer)]),
            Some(Some(Answer::Option(_) | Answer::Unknown | Answer::NotApplicable)) | None => {
                let words = FullText::of(self.desk.app.locale.get_untracked());
                self.desk
                    .app
                    .warn(fill(words.count_bad, &[("most", &limits::MAX_COUNT)]));
                false
            }
        };
        if !accepted {
            field.set_value(&kept);
        }
    }
}

fn exact_id(name: &str) -> String {
    format!("{name}-exact")
}

/// The item at a position of the walk: label, help, answer.
pub fn item_field(walk: Walk, at: usize) -> Option<El> {
    let item = walk.with_items(|items| items.get(at).cloned())?;
    let locale = walk.desk.app.locale.get_untracked();
    let name = walk.name(&item);
    let (label_id, help_id) = (format!("{name}-label"), format!("{name}-help"));
    let text = |class: &str, id: &str, text: &str| el("p").class(class).attr("id", id).text(text);
    let label = text("item-label", &label_id, item.label.get(locale));
    let help = text("item-help", &help_id, item.help.get(locale));
    let exact = item
        .count
        .as_ref()
        .map(|rule| exact_number(walk, at, &item, rule.unit.get(locale)));
    let choices = choices(&item, locale);
    let chosen = {
        let item = item.clone();
        Memo::new(move |_| walk.choice(&item))
    };
    let (of_choose, of_key) = (item.clone(), item);
    let answer = el("div")
        .on_key(move |event| walk.key(event, &of_key, at))
        .child(segmented(
            &name,
            &format!("{label_id} {help_id}"),
            &choices,
            move || chosen.get(),
            move |value| walk.choose(&of_choose, value),
        ));
    let field = el("div")
        .class("item")
        .toggle("blank", move || chosen.get().is_none())
        .on("focusin", move |_| {
            walk.here.set(at);
            walk.from.set(at + 1);
        })
        .child(label)
        .child(help)
        .child(answer)
        .children(exact);
    Some(field)
}

fn choices(item: &Item, locale: Locale) -> Vec<Choice> {
    let words = FrameText::of(locale);
    let choice = |value, label: &str, is_quiet| Choice {
        value,
        label: label.to_owned(),
        is_quiet,
    };
    let mut choices: Vec<Choice> = (0..)
        .zip(&item.options)
        .map(|(value, option)| choice(value, option.label.get(locale), false))
        .collect();
    choices.push(choice(UNKNOWN, words.unknown, true));
    choices.push(choice(NOT_APPLICABLE, words.not_applicable, true));
    choices
}

/// The exact number of an item that counts; choosing a band is enough.
fn exact_number(walk: Walk, at: usize, item: &Item, unit: &str) -> El {
    let locale = walk.desk.app.locale.get_untracked();
    let words = FullText::of(locale);
    let label = fill(
        words.exact_label,
        &[("item", &item.label.get(locale)), ("unit", &unit)],
    );
    let input = el("input")
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("maxlength", "3")
        .attr("autocomplete", "off")
        .attr("id", &exact_id(&walk.name(item)))
        .attr("aria-label", &label);
    let field: HtmlInputElement = input.node().clone().unchecked_into();
    let (on_focus, on_change, on_enter) = (field.clone(), field.clone(), field);
    let (of_value, of_note, of_change, of_enter) = (item.clone(), item.clone(), item.clone(), item.clone());
    let input = input
        .prop_with("value", move || JsValue::from_str(&walk.exact(&of_value)))
        .on("focus", move |_| on_focus.select())
        .on("change", move |_| walk.commit(&of_change, &on_change))
        .on_key(move |event| {
            if event.key() == "Enter" && !event.is_composing() {
                event.prevent_default();
                walk.commit(&of_enter, &on_enter);
                walk.focus(at + 1);
            }
        });
    let beside = |text: &str| el("span").attr("aria-hidden", "true").text(text);
    let unit_text = unit.to_owned();
    let note = move || {
        walk.imported(&of_note).map_or_else(String::new, |n| {
            fill(words.from_attendance, &[("n", &n), ("unit", &unit_text)])
        })
    };
    el("p")
        .class("item-exact")
        .child(
            el("label")
                .child(beside(words.exact))
                .child(input)
                .child(beside(unit)),
        )
        .child(el("span").class("item-note").text_with(note))
}
