//! The dialog that begins the next round of the class.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{Act, Home};
use crate::browser;
use crate::domain::limits;
use crate::domain::next_step::{Standing, next_plan};
use crate::domain::roster::SchoolYear;
use crate::domain::update::Command;
use crate::text::fill;
use crate::text::frame::FrameText;
use crate::ui::components::dialog;
use crate::ui::dom::{El, button, el, value};

/// What the dialog for the next round works on.
#[derive(Clone, Copy)]
struct NextRound {
    home: Home,
    /// The name typed.
    label: RwSignal<String>,
    /// Whether the name is missing.
    fault: RwSignal<bool>,
}

/// The dialog that begins the next round.
pub(super) fn next_round(home: Home) -> El {
    let dialog_state = NextRound {
        home,
        label: RwSignal::new(String::new()),
        fault: RwSignal::new(false),
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
        let NextRound { home, label, fault } = self;
        let (desk, words) = (home.desk, home.words);
        let locale = desk.app.locale.get_untracked();
        let checklist = desk.checklist();
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
                .child(field)
                .child(
                    el("div")
                        .class("buttons dialog-buttons")
                        .child(begin)
                        .child(cancel),
                ),
        ]
    }

    fn begin(self) {
        let desk = self.home.desk;
        let name = self.label.get_untracked().trim().to_owned();
        if name.is_empty() {
            self.fault.set(true);
            browser::focus::focus_id("round-label");
            return;
        }
        let begun = desk.dispatch(Command::BeginRound {
            label: name.clone(),
            on: browser::clock::today(),
            stamp: desk.checklist().stamp.clone(),
            content: None,
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
