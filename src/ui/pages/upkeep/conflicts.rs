//! Where two people wrote differently without seeing each other: both values side by side, and which one holds.

use leptos::prelude::*;

use crate::browser::focus;
use crate::domain::ledger::{Conflict, Facet, Field, Version};
use crate::domain::locale::Locale;
use crate::domain::update::Command;
use crate::text::fill;
use crate::text::merging::{place_title, value_label};
use crate::text::upkeep::ConflictText;
use crate::ui::components::dialog;
use crate::ui::dom::{El, button, el, once_shown, region, together};
use crate::ui::keeping::to_main;
use crate::ui::state::Desk;

/// What the dialog works on.
#[derive(Clone, Copy)]
struct Conflicts {
    desk: Desk,
    locale: Locale,
    words: &'static ConflictText,
    open: RwSignal<bool>,
    /// All conflicts there are.
    all: Memo<Vec<Conflict>>,
}

/// The card with the dialog behind it.
pub fn card(desk: Desk) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = ConflictText::of(locale);
    let all = Memo::new(move |_| desk.with(|document| document.ledger.conflicts()));
    let conflicts = Conflicts {
        desk,
        locale,
        words,
        open: RwSignal::new(false),
        all,
    };
    let count = Memo::new(move |_| all.with(Vec::len));
    let title = move || fill(words.title, &[("n", &count.get())]);
    let is_there = Memo::new(move |_| count.get() > 0);
    let card = move || {
        if !is_there.get() {
            return Vec::new();
        }
        let look = button("button-main", words.look, move |_| conflicts.open.set(true));
        vec![
            el("section")
                .class("card upkeep-card")
                .attr("aria-labelledby", "conflicts-head")
                .child(el("h2").attr("id", "conflicts-head").text_with(title))
                .child(el("p").text(words.why))
                .child(el("p").child(look)),
        ]
    };
    let content = move || {
        let close = button("button", words.close, move |_| conflicts.open.set(false));
        vec![
            el("p").text(words.why),
            el("ul").class("conflict-list").region(move || conflicts.list()),
            el("div").class("buttons dialog-buttons").child(close),
        ]
    };
    together([
        region(card),
        dialog("conflicts", conflicts.open, title, move || untrack(content)),
    ])
}

impl Conflicts {
    fn list(self) -> Vec<El> {
        let all = self.all.get();
        // Hiding names makes the list anew.
        let hides = self.desk.app.names_hidden.get();
        all.iter()
            .enumerate()
            .map(|(at, conflict)| self.entry(at, conflict, hides))
            .collect()
    }

    fn entry(self, at: usize, conflict: &Conflict, hides: bool) -> El {
        let checklist = self.desk.checklist();
        let place = self.desk.with_untracked(|document| {
            place_title(&conflict.place, document, &checklist, hides, self.locale)
        });
        let is_name = matches!(
            conflict.place.field,
            Field::Student(_, Facet::Name | Facet::Reading)
        );
        let values = conflict.versions.iter().enumerate().map(|(row, version)| {
            let value = match is_name && hides {
                true => self.words.hidden.to_owned(),
                false => value_label(&conflict.place.field, &version.value, &checklist, self.locale),
            };
            self.value(conflict, (at, row), &place, value, version)
        });
        el("li")
            .class("conflict")
            .child(el("h3").text(&place))
            .child(el("ul").class("conflict-values").children(values))
    }

    /// One value: what it is, who wrote it as far as known, and the button that takes it.
    fn value(
        self,
        conflict: &Conflict,
        (at, row): (usize, usize),
        place: &str,
        value: String,
        version: &Version,
    ) -> El {
        let words = self.words;
        let writer = match self.desk.is_mine(version.dot.replica) {
            Some(true) => words.this_device,
            Some(false) => words.other_device,
            None => words.earlier,
        };
        let shown = (row == 0).then(|| el("b").class("conflict-shown").text(words.shown));
        let label = fill(words.choose_of, &[("value", &value), ("place", &place)]);
        let said = fill(words.chosen, &[("value", &value), ("place", &place)]);
        let command = Command::Settle {
            place: conflict.place.clone(),
            choice: version.dot,
        };
        let take = button("button", words.choose, move |_| {
            self.settle(at, command.clone(), &said)
        })
        .attr("id", &format!("conflict-{at}-{row}"))
        .attr("aria-label", &label);
        let text = el("div")
            .child(el("p").class("conflict-value").text(&value))
            .child(
                el("p")
                    .class("dim small")
                    .child(el("span").text(writer))
                    .children(shown),
            );
        el("li").child(text).child(take)
    }

    fn settle(self, at: usize, command: Command, said: &str) {
        if !self.desk.dispatch(command) {
            return;
        }
        match self.all.with_untracked(Vec::len) {
            0 => {
                self.open.set(false);
                self.desk.app.tell(self.words.all_chosen);
                to_main();
            }
            left => {
                self.desk.app.tell(said);
                // The next one has taken the place of this one.
                let next = format!("conflict-{}-0", at.min(left.saturating_sub(1)));
                once_shown(move || {
                    focus::focus_id(&next);
                });
            }
        }
    }
}
