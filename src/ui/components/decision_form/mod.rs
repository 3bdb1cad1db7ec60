//! The form in which a decision is written down, made to be done in under a minute: one support is enough.

use std::rc::Rc;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::browser;
use crate::domain::checklist::{Checklist, Direction, Support};
use crate::domain::decision_draft::{Draft, DraftError, DraftField};
use crate::domain::ids::SupportId;
use crate::domain::limits;
use crate::domain::locale::Locale;
use crate::domain::roster::YearMonth;
use crate::format::day::parse_day;
use crate::text::fill;
use crate::text::meeting::{MeetingText, explain_draft, field_of};
use crate::text::summary;
use crate::ui::components::tick;
use crate::ui::dom::{El, button, el, value};

mod outside;

/// The id of the first direction, where the keyboard goes when no direction is chosen.
pub const DIRECTIONS_ID: &str = "decision-directions";

/// What the form works on. `change` keeps a change of the draft.
#[derive(Clone)]
pub struct DecisionForm {
    /// The content.
    pub checklist: Arc<Checklist>,
    /// Language.
    pub locale: Locale,
    /// The draft.
    pub draft: RwSignal<Draft>,
    /// What is wrong with it, since somebody tried to record it.
    pub faults: RwSignal<Vec<DraftError>>,
    /// Supports that may suit.
    pub suggested: Rc<Vec<SupportId>>,
}

/// Months offered: from so many before the month of today to so many after it.
fn months(before: i32, after: i32) -> Vec<YearMonth> {
    let now = YearMonth::of(browser::clock::today());
    (-before..=after).map(|by| now.shifted(by)).collect()
}

/// The id of the field of an error.
pub const fn field_id(field: DraftField) -> &'static str {
    match field {
        DraftField::Who => "decision-who",
        DraftField::By => "decision-by",
        DraftField::NextCheck => "decision-next",
        DraftField::ReplyBy => "decision-reply",
        DraftField::AskOther => "decision-other",
        DraftField::Note => "decision-note",
    }
}

/// A list to choose one from. The value shown follows `current`.
fn select(
    id: &str,
    options: &[(String, String)],
    current: impl Fn() -> String + 'static,
    set: impl Fn(String) + 'static,
) -> El {
    let options = options
        .iter()
        .map(|(value, label)| el("option").attr("value", value).text(label));
    el("select")
        .attr("id", id)
        .children(options)
        .prop_with("value", move || JsValue::from_str(&current()))
        .on("change", move |event| set(value(&event)))
}

impl DecisionForm {
    fn words(&self) -> &'static MeetingText {
        MeetingText::of(self.locale)
    }

    fn set(&self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
    }

    /// The whole form without its buttons.
    pub fn draw(&self) -> Vec<El> {
        vec![self.supports(), self.responsible(), self.outside(), self.note()]
    }

    /// The sentence about a field, in place.
    fn fault(&self, field: Option<DraftField>) -> El {
        let (faults, locale) = (self.faults, self.locale);
        el("span")
            .class("fault")
            .attr("role", "alert")
            .text_with(move || {
                faults.with(|faults| {
                    let found = faults.iter().find(|fault| field_of(**fault) == field);
                    found.map_or_else(String::new, |fault| explain_draft(*fault, locale))
                })
            })
    }

    fn supports(&self) -> El {
        let words = self.words();
        let columns = Direction::ALL.map(|direction| self.direction(direction));
        el("div")
            .class("decision-part")
            .attr("role", "group")
            .attr("aria-labelledby", "decision-supports")
            .child(el("h3").attr("id", "decision-supports").text(words.supports))
            .child(el("p").class("dim small").text(words.supports_hint))
            .child(self.fault(None))
            .child(
                el("div")
                    .attr("id", DIRECTIONS_ID)
                    .attr("tabindex", "-1")
                    .class("directions")
                    .children(columns),
            )
    }

    /// One direction with its supports: what is suggested first, the others behind a fold.
    fn direction(&self, direction: Direction) -> El {
        let words = self.words();
        let draft = self.draft;
        let is_on = move || draft.with(|draft| draft.directions.contains(&direction));
        let form = self.clone();
        let head = tick(summary::direction(direction, self.locale), is_on, move |on| {
            form.set(|draft| draft.set_direction(&form.checklist, direction, on));
        });
        let of_direction = || {
            self.checklist
                .supports
                .iter()
                .filter(|support| support.direction == direction)
        };
        let suggested: Vec<&Support> = self
            .suggested
            .iter()
            .filter_map(|id| of_direction().find(|support| support.id == *id))
            .collect();
        let others: Vec<&Support> = of_direction()
            .filter(|support| !self.suggested.contains(&support.id))
            .collect();
        let is_open =
            draft.with_untracked(|draft| others.iter().any(|other| draft.supports.contains(&other.id)));
        let list = |supports: &[&Support]| {
            el("div")
                .class("support-list")
                .children(supports.iter().map(|support| self.support(support)))
        };
        let column = el("div")
            .class("direction")
            .child(head.class("check direction-head"));
        let column = if suggested.is_empty() {
            column
        } else {
            column
                .child(el("p").class("suggested small").text(words.suggested))
                .child(list(&suggested))
        };
        let more = el("details")
            .child(el("summary").text(&fill(words.more, &[("n", &others.len())])))
            .child(list(&others));
        column.child(if is_open { more.flag("open") } else { more })
    }

    fn support(&self, support: &Support) -> El {
        let (draft, form) = (self.draft, self.clone());
        let (id, chosen) = (support.id.clone(), support.id.clone());
        tick(
            support.label.get(self.locale),
            move || draft.with(|draft| draft.supports.contains(&id)),
            move |on| form.set(|draft| draft.set_support(&form.checklist, &chosen, on)),
        )
    }

    fn responsible(&self) -> El {
        let words = self.words();
        let draft = self.draft;
        let roles = words
            .roles
            .split(words.roles_comma)
            .map(|role| el("option").attr("value", role));
        let who = el("input")
            .attr("id", field_id(DraftField::Who))
            .attr("type", "text")
            .attr("list", "decision-roles")
            .attr("autocomplete", "off")
            .attr("maxlength", &limits::MAX_WHO_CHARS.to_string())
            .prop_with("value", move || draft.with(|draft| JsValue::from_str(&draft.who)))
            .on("change", move |event| {
                draft.update(|draft| draft.who = value(&event))
            });
        let met: Vec<(String, String)> = months(11, 0)
            .into_iter()
            .rev()
            .map(|month| (month.to_string(), summary::month(month, self.locale)))
            .collect();
        let met = select(
            "decision-met",
            &with_current(
                met,
                draft.with_untracked(|draft| (draft.met.to_string(), summary::month(draft.met, self.locale))),
            ),
            move || draft.with(|draft| draft.met.to_string()),
            move |month| {
                if let Some(month) = YearMonth::parse(&month) {
                    draft.update(|draft| draft.met = month);
                }
            },
        );
        el("div")
            .class("decision-part decision-fields")
            .child(
                field(field_id(DraftField::Who), words.who)
                    .child(el("span").class("hint").text(words.who_hint))
                    .child(who)
                    .child(el("datalist").attr("id", "decision-roles").children(roles))
                    .child(self.fault(Some(DraftField::Who))),
            )
            .child(self.date(DraftField::By, words.by, &[1, 2, 4]))
            .child(self.date(DraftField::NextCheck, words.next_check, &[4, 8]))
            .child(field("decision-met", words.met).child(met))
    }

    /// A day, with buttons for so many weeks from today.
    fn date(&self, which: DraftField, label: &str, weeks: &[u64]) -> El {
        let words = self.words();
        let draft = self.draft;
        let get = move |draft: &Draft| {
            if which == DraftField::By {
                draft.by
            } else {
                draft.next_check
            }
        };
        let set = move |date: Option<NaiveDate>| {
            draft.update(|draft| {
                if which == DraftField::By {
                    draft.by = date;
                } else {
                    draft.next_check = date;
                }
            });
        };
        let input = el("input")
            .attr("id", field_id(which))
            .attr("type", "date")
            .prop_with("value", move || {
                let date = draft.with(get);
                JsValue::from_str(&date.map_or_else(String::new, |date| date.to_string()))
            })
            .on("change", move |event| set(parse_day(&value(&event))));
        let quick = weeks.iter().map(|weeks| {
            let weeks = *weeks;
            button("quick", &fill(words.in_weeks, &[("n", &weeks)]), move |_| {
                set(browser::clock::today().checked_add_days(Days::new(weeks * 7)));
            })
        });
        field(field_id(which), label)
            .child(input)
            .child(el("span").class("quicks").children(quick))
            .child(self.fault(Some(which)))
    }

    fn note(&self) -> El {
        let draft = self.draft;
        let id = field_id(DraftField::Note);
        let area = el("textarea")
            .attr("id", id)
            .attr("rows", "3")
            .attr("maxlength", &limits::MAX_NOTE_CHARS.to_string())
            .prop_with("value", move || {
                draft.with(|draft| JsValue::from_str(&draft.note))
            })
            .on("change", move |event| {
                draft.update(|draft| draft.note = value(&event))
            });
        field(id, self.words().note)
            .class("field decision-part")
            .child(area)
            .child(self.fault(Some(DraftField::Note)))
    }
}

/// A field with its label.
fn field(id: &str, label: &str) -> El {
    el("div")
        .class("field")
        .child(el("label").attr("for", id).text(label))
}

/// The options with the current one among them, first if it was missing.
fn with_current(mut options: Vec<(String, String)>, current: (String, String)) -> Vec<(String, String)> {
    if !options.iter().any(|(value, _)| *value == current.0) {
        options.insert(0, current);
    }
    options
}
