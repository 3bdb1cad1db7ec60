//! The dialog that begins the next round of the class.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{Act, Home};
use crate::browser;
use crate::domain::limits;
use crate::domain::next_step::{Standing, next_plan};
use crate::domain::roster::SchoolYear;
use crate::domain::update::Command;
use crate::format::contents::{Origin, Source};
use crate::text::contents::{ContentsText, name_content, origin_name};
use crate::text::fill;
use crate::text::frame::FrameText;
use crate::ui::components::dialog;
use crate::ui::contents;
use crate::ui::dom::{El, button, el, value};
use crate::ui::state::Desk;

/// What the dialog for the next round works on.
#[derive(Clone, Copy)]
struct NextRound {
    home: Home,
    /// The name typed.
    label: RwSignal<String>,
    /// Whether the name is missing.
    fault: RwSignal<bool>,
    /// Whether it is to go on with the content of the newest round although another is in use.
    goes_on: RwSignal<bool>,
}

/// Contents that the next round can begin with.
struct Choices {
    /// The one in use.
    next: Option<Source>,
    /// That of the newest round, where it is another and at hand.
    same: Option<Source>,
}

/// What the next round can begin with.
fn choices(desk: Desk) -> Choices {
    let next = contents::effective(desk.app).ok();
    let stamp = desk.with(|document| document.latest().map(|round| round.stamp.clone()));
    let other = stamp.filter(|stamp| next.as_ref().is_none_or(|next| next.stamp() != stamp));
    let same = other.and_then(|stamp| {
        let kept = desk.with(|document| document.content(&stamp).cloned());
        let read = kept.and_then(|text| {
            let checklist = contents::checklist_of(&text)?;
            Some(Source {
                origin: Origin::Device,
                text,
                checklist,
            })
        });
        let known = || contents::known(desk.app).into_iter();
        read.into_iter()
            .chain(known())
            .find(|source| *source.stamp() == stamp)
    });
    Choices { next, same }
}

/// The dialog that begins the next round.
pub(super) fn next_round(home: Home) -> El {
    let dialog_state = NextRound {
        home,
        label: RwSignal::new(String::new()),
        fault: RwSignal::new(false),
        goes_on: RwSignal::new(false),
    };
    dialog(
        "next-round",
        home.asking,
        move || home.words.round_title.to_owned(),
        move || untrack(|| dialog_state.content()),
    )
}

impl NextRound {
    fn content(self) -> Vec<El> {
        let NextRound {
            home, label, fault, ..
        } = self;
        let (desk, words) = (home.desk, home.words);
        let locale = desk.app.locale.get_untracked();
        let choices = choices(desk);
        let checklist = choices
            .next
            .as_ref()
            .map_or_else(|| desk.checklist(), |next| next.checklist.clone());
        let today = browser::clock::today();
        let round = home.round_label();
        let usual: Vec<&str> = checklist
            .rounds
            .iter()
            .map(|plan| plan.label.get(locale))
            .collect();
        let plan = next_plan(&checklist.rounds, &round, today);
        label.set(plan.map_or_else(String::new, |plan| plan.label.get(locale).to_owned()));
        fault.set(false);
        self.goes_on.set(false);
        let is_new_year = desk.with(|document| SchoolYear::of(today) > document.classroom.school_year);
        let is_open = !home.standing.with(Standing::is_round_done);
        let warnings = [(is_open, words.round_open), (is_new_year, words.round_new_year)];
        let example = usual.first().copied().unwrap_or_default();
        let hint = fill(
            words.round_hint,
            &[("most", &limits::MAX_SCHOOL_CHARS), ("example", &example)],
        );
        let input = el("input")
            .attr("id", "round-label")
            .attr("type", "text")
            .attr("list", "round-usual")
            .attr("maxlength", &limits::MAX_SCHOOL_CHARS.to_string())
            .attr("aria-describedby", "round-hint round-fault")
            .attr_with("aria-invalid", move || Some(fault.get().to_string()))
            .prop_with("value", move || JsValue::from_str(&label.get()))
            .on("change", move |event| label.set(value(&event)));
        let options = usual.iter().map(|usual| el("option").attr("value", usual));
        let field = el("div")
            .class("field")
            .child(el("label").attr("for", "round-label").text(words.round_label))
            .child(el("span").class("hint").attr("id", "round-hint").text(&hint))
            .child(input)
            .child(el("datalist").attr("id", "round-usual").children(options))
            .child(
                el("span")
                    .attr("id", "round-fault")
                    .class("fault")
                    .attr("role", "alert")
                    .text_with(move || if fault.get() { words.round_empty } else { "" }.to_owned()),
            );
        let begin = button("button-main", "", move |_| self.begin()).text_with(move || match label.get() {
            label if label.trim().is_empty() => words.round.to_owned(),
            label => fill(words.round_do, &[("label", &label)]),
        });
        let cancel = button("button", FrameText::of(locale).cancel, move |_| {
            home.asking.set(false)
        });
        vec![
            el("div")
                .class("round-dialog")
                .child(el("p").text(&fill(words.round_explain, &[("round", &round)])))
                .children(
                    warnings
                        .iter()
                        .filter(|(shows, _)| *shows)
                        .map(|(_, warning)| el("p").class("round-open").text(warning)),
                )
                .children(self.which(&choices))
                .children(self.no_choice(&choices))
                .child(field)
                .child(
                    el("div")
                        .class("buttons dialog-buttons")
                        .child(begin)
                        .child(cancel),
                ),
        ]
    }

    /// With which content, where there is a choice.
    fn which(self, choices: &Choices) -> Option<El> {
        let (next, same) = (choices.next.as_ref()?, choices.same.as_ref()?);
        let locale = self.home.desk.app.locale.get_untracked();
        let words = ContentsText::of(locale);
        let origin = origin_name(next.origin, locale);
        let new = name_content(words.choose_new, &next.checklist, locale);
        let new = fill(&new, &[("origin", &origin)]);
        let old = name_content(words.choose_same, &same.checklist, locale);
        let goes_on = self.goes_on;
        let radio = |id: &str, label: &str, value: bool| {
            let input = el("input")
                .attr("type", "radio")
                .attr("name", "round-content")
                .attr("id", id)
                .prop_with("checked", move || JsValue::from_bool(goes_on.get() == value))
                .on("change", move |_| goes_on.set(value));
            el("label")
                .class("check")
                .child(input)
                .child(el("span").text(label))
        };
        Some(
            el("fieldset")
                .class("round-content")
                .child(el("legend").text(words.choose))
                .child(radio("round-content-new", &new, false))
                .child(radio("round-content-same", &old, true))
                .child(el("p").class("dim small").text(words.choose_hint)),
        )
    }

    /// That the next round has another content, where that of the newest one is not at hand to go on with.
    fn no_choice(self, choices: &Choices) -> Option<El> {
        let desk = self.home.desk;
        let locale = desk.app.locale.get_untracked();
        let newest = desk.with(|document| document.latest().map(|round| round.stamp.clone()));
        let next = choices.next.as_ref().filter(|_| choices.same.is_none())?;
        (newest.as_ref() != Some(next.stamp())).then(|| {
            let origin = origin_name(next.origin, locale);
            let text = name_content(ContentsText::of(locale).next_differs, &next.checklist, locale);
            el("p")
                .class("round-open")
                .text(&fill(&text, &[("origin", &origin)]))
        })
    }

    fn begin(self) {
        let desk = self.home.desk;
        let name = self.label.get_untracked().trim().to_owned();
        if name.is_empty() {
            self.fault.set(true);
            browser::focus::focus_id("round-label");
            return;
        }
        let Choices { next, same } = untrack(|| choices(desk));
        let goes_on = self.goes_on.get_untracked();
        let Some(source) = same.filter(|_| goes_on).or(next) else {
            return;
        };
        let begun = desk.dispatch(Command::BeginRound {
            label: name.clone(),
            on: browser::clock::today(),
            stamp: source.stamp().clone(),
            content: Some(source.text),
        });
        if begun {
            self.home.asking.set(false);
            self.home.act(Act::Newest);
            desk.chosen.set(None);
            desk.line.set(0);
            desk.app
                .tell(fill(self.home.words.round_done, &[("label", &name)]));
        }
    }
}
