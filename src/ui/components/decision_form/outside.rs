//! The part of the decision form that goes onto the summary: what is asked, who was heard, what was tried.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{DecisionForm, field, field_id, months, select, with_current};
use crate::domain::decision::{Consent, MonthPart, ReplyBy};
use crate::domain::decision_draft::{Draft, DraftField};
use crate::domain::ids::SupportId;
use crate::domain::limits;
use crate::domain::roster::YearMonth;
use crate::text::fill;
use crate::text::summary::{self, SheetText};
use crate::ui::components::tick;
use crate::ui::components::{Choice, segmented};
use crate::ui::dom::{El, button, el, value};

impl DecisionForm {
    /// What goes onto the summary; open as soon as something leaves the school.
    pub(super) fn outside(&self) -> El {
        let (words, sheet) = (self.words(), SheetText::of(self.locale));
        let draft = self.draft;
        let heard = [
            tick(
                words.student_heard,
                move || draft.with(|draft| draft.student_heard),
                move |on| draft.update(|draft| draft.student_heard = on),
            ),
            tick(
                words.guardian_heard,
                move || draft.with(|draft| draft.guardian_heard),
                move |on| draft.update(|draft| draft.guardian_heard = on),
            ),
        ];
        let asks = self.checklist.asks.iter().map(|ask| {
            let (id, chosen) = (ask.id.clone(), ask.id.clone());
            tick(
                ask.label.get(self.locale),
                move || draft.with(|draft| draft.asks.contains(&id)),
                move |on| {
                    draft.update(|draft| {
                        if on {
                            draft.asks.insert(chosen.clone());
                        } else {
                            draft.asks.remove(&chosen);
                        }
                    });
                },
            )
        });
        let other_label = fill(words.ask_other, &[("most", &limits::MAX_OTHER_CHARS)]);
        let other = el("input")
            .attr("id", field_id(DraftField::AskOther))
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("maxlength", &limits::MAX_OTHER_CHARS.to_string())
            .prop_with("value", move || {
                draft.with(|draft| JsValue::from_str(&draft.ask_other))
            })
            .on("change", move |event| {
                draft.update(|draft| draft.ask_other = value(&event))
            });
        el("details")
            .class("decision-part outside")
            .attr_with("open", move || draft.with(Draft::goes_out).then(String::new))
            .child(el("summary").text(words.outside))
            .child(el("p").class("dim small").text(words.outside_hint))
            .child(
                el("fieldset")
                    .child(el("legend").text(words.asks))
                    .child(el("div").class("checks").children(asks))
                    .child(
                        field(field_id(DraftField::AskOther), &other_label)
                            .child(other)
                            .child(self.fault(Some(DraftField::AskOther))),
                    ),
            )
            .child(self.reply())
            .child(
                el("fieldset")
                    .child(el("legend").text(sheet.wishes))
                    .child(el("div").class("checks").children(heard)),
            )
            .child(self.consent())
            .child(self.tried())
    }

    fn consent(&self) -> El {
        const ALL: [Consent; 3] = [Consent::Given, Consent::Refused, Consent::NotAsked];
        let draft = self.draft;
        let choices: Vec<Choice> = ALL
            .into_iter()
            .zip(0_u16..)
            .map(|(consent, value)| Choice {
                value,
                label: summary::consent(consent, self.locale).to_owned(),
                is_quiet: consent == Consent::NotAsked,
            })
            .collect();
        let chosen = move || {
            let at = draft.with(|draft| ALL.iter().position(|consent| *consent == draft.consent));
            at.and_then(|at| u16::try_from(at).ok())
        };
        let choose = move |value: Option<u16>| {
            let consent = value.and_then(|value| ALL.get(usize::from(value)));
            draft.update(|draft| draft.consent = consent.copied().unwrap_or_default());
        };
        el("div")
            .class("field")
            .child(
                el("span")
                    .attr("id", "consent-label")
                    .text(SheetText::of(self.locale).consent),
            )
            .child(segmented("consent", "consent-label", &choices, chosen, choose))
    }

    fn reply(&self) -> El {
        const PARTS: [(MonthPart, &str); 3] = [
            (MonthPart::Early, "early"),
            (MonthPart::Middle, "middle"),
            (MonthPart::Late, "late"),
        ];
        let words = self.words();
        let (draft, locale) = (self.draft, self.locale);
        let code = |by: ReplyBy| {
            let part = PARTS
                .iter()
                .find(|(part, _)| *part == by.part)
                .map_or("", |(_, code)| code);
            format!("{} {part}", by.month)
        };
        let mut options = vec![(String::new(), words.reply_none.to_owned())];
        for month in months(0, 4) {
            for (part, _) in PARTS {
                let by = ReplyBy { month, part };
                options.push((code(by), summary::reply_by(by, locale)));
            }
        }
        if let Some(by) = draft.with_untracked(|draft| draft.reply_by) {
            options = with_current(options, (code(by), summary::reply_by(by, locale)));
        }
        let set = move |text: String| {
            let by = text.split_once(' ').and_then(|(month, code)| {
                let (part, _) = PARTS.iter().find(|(_, name)| *name == code)?;
                Some(ReplyBy {
                    month: YearMonth::parse(month)?,
                    part: *part,
                })
            });
            draft.update(|draft| draft.reply_by = by);
        };
        let current = move || draft.with(|draft| draft.reply_by.map_or_else(String::new, code));
        field(field_id(DraftField::ReplyBy), words.reply)
            .child(select(field_id(DraftField::ReplyBy), &options, current, set))
            .child(self.fault(Some(DraftField::ReplyBy)))
    }

    /// Supports tried before, each with the month it began.
    fn tried(&self) -> El {
        let words = self.words();
        let (draft, locale) = (self.draft, self.locale);
        let label = {
            let checklist = self.checklist.clone();
            move |id: &SupportId| {
                checklist.support(id).map_or_else(
                    || id.as_str().to_owned(),
                    |support| support.label.get(locale).to_owned(),
                )
            }
        };
        let list = move || {
            let tried: Vec<(SupportId, YearMonth)> = draft.with(|draft| {
                draft
                    .tried
                    .iter()
                    .map(|(id, since)| (id.clone(), *since))
                    .collect()
            });
            tried
                .into_iter()
                .map(|(id, since)| {
                    let label = label(&id);
                    let since = fill(
                        SheetText::of(locale).tried_since,
                        &[("month", &summary::month(since, locale))],
                    );
                    let remove = button("quick", words.remove_short, move |_| {
                        draft.update(|draft| {
                            draft.tried.remove(&id);
                        });
                    })
                    .attr("aria-label", &fill(words.remove, &[("support", &label)]));
                    el("li")
                        .child(el("span").text(&format!("{label}（{since}）")))
                        .child(remove)
                })
                .collect()
        };
        let (support, since) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let mut supports = vec![(String::new(), words.choose.to_owned())];
        supports.extend(self.checklist.supports.iter().map(|support| {
            (
                support.id.as_str().to_owned(),
                support.label.get(locale).to_owned(),
            )
        }));
        let months: Vec<(String, String)> = months(14, 0)
            .into_iter()
            .rev()
            .map(|month| (month.to_string(), summary::month(month, locale)))
            .collect();
        since.set(months.first().map(|(month, _)| month.clone()).unwrap_or_default());
        let add = button("button", words.add, move |_| {
            let (id, month) = (support.get_untracked(), YearMonth::parse(&since.get_untracked()));
            if let (false, Some(month)) = (id.is_empty(), month) {
                draft.update(|draft| {
                    draft.tried.insert(id.as_str().into(), month);
                });
                support.set(String::new());
            }
        })
        .flag_with("disabled", move || support.with(String::is_empty));
        el("fieldset")
            .child(el("legend").text(SheetText::of(locale).tried))
            .child(el("ul").class("tried").region(list))
            .child(
                el("div")
                    .class("tried-add")
                    .child(field("tried-support", words.tried_add).child(select(
                        "tried-support",
                        &supports,
                        move || support.get(),
                        move |id| support.set(id),
                    )))
                    .child(field("tried-since", words.tried_since).child(select(
                        "tried-since",
                        &months,
                        move || since.get(),
                        move |month| since.set(month),
                    )))
                    .child(add),
            )
    }
}
