//! The guided look at the sample class: a strip above the screen, never over it. It leads on, but everything stays usable.

use leptos::prelude::*;

use crate::domain::roster::StudentId;
use crate::route::Route;
use crate::text::fill;
use crate::text::help::tour::TourText;
use crate::ui::dom::{El, button, el};
use crate::ui::keeping::to_main;
use crate::ui::state::Desk;

/// A step: where it leads, its name, and what to look at.
struct Step {
    route: Route,
    name: fn(&TourText) -> &'static str,
    what: fn(&TourText) -> &'static str,
}

const STEPS: [Step; 6] = [
    Step {
        route: Route::Sweep,
        name: |words| words.short,
        what: |words| words.short_what,
    },
    Step {
        route: Route::Full,
        name: |words| words.full,
        what: |words| words.full_what,
    },
    // いのちのカード: a dialog of every screen.
    Step {
        route: Route::Home,
        name: |words| words.safety,
        what: |words| words.safety_what,
    },
    Step {
        route: Route::Class,
        name: |words| words.class,
        what: |words| words.class_what,
    },
    Step {
        route: Route::Meeting,
        name: |words| words.meeting,
        what: |words| words.meeting_what,
    },
    Step {
        route: Route::Summary,
        name: |words| words.summary,
        what: |words| words.summary_what,
    },
];

/// Where いのちのカード is among the steps.
const SAFETY: usize = 2;
const LAST: usize = STEPS.len() - 1;

/// The strip.
pub fn strip(desk: Desk) -> El {
    let app = desk.app;
    let words = TourText::of(app.locale.get_untracked());
    let at = Memo::new(move |_| usize::from(app.tour.get().unwrap_or_default()).min(LAST));
    let of = move |text: fn(&Step) -> fn(&TourText) -> &'static str| {
        STEPS
            .get(at.get())
            .map_or("", |step| text(step)(words))
            .to_owned()
    };
    let go = move |to: usize| {
        // There are six.
        app.tour.set(u8::try_from(to).ok());
        open(desk, to);
    };
    let end = move || {
        app.tour.set(None);
        app.store_settings();
        app.tell(words.ended);
        to_main();
    };
    let count = move || fill(words.count, &[("n", &(at.get() + 1)), ("all", &STEPS.len())]);
    let is_here = Memo::new(move |_| {
        at.get() != SAFETY
            && STEPS
                .get(at.get())
                .is_some_and(|step| is_shown(step.route, app.route.get()))
    });
    let text = el("div")
        .class("tour-text")
        .attr("aria-live", "polite")
        .child(
            el("p")
                .child(el("span").class("tour-count num").text_with(count))
                .text(" ")
                .child(el("b").text_with(move || of(|step| step.name))),
        )
        .child(el("p").text_with(move || of(|step| step.what)));
    let look = button("button", "", move |_| open(desk, at.get_untracked()))
        .flag_with("disabled", move || is_here.get())
        .text_with(move || {
            match (at.get(), is_here.get()) {
                (SAFETY, _) => words.open_card,
                (_, true) => words.here,
                (_, false) => words.open,
            }
            .to_owned()
        });
    let back = button("button", words.back, move |_| {
        go(at.get_untracked().saturating_sub(1))
    })
    .flag_with("disabled", move || at.get() == 0);
    let next = button("button-main", "", move |_| match at.get_untracked() {
        LAST => end(),
        at => go(at + 1),
    })
    .text_with(move || if at.get() == LAST { words.end } else { words.next }.to_owned());
    let leave =
        button("button-quiet", words.end, move |_| end()).flag_with("hidden", move || at.get() == LAST);
    let acts = el("div")
        .class("buttons tour-acts")
        .child(look)
        .child(back)
        .child(next)
        .child(leave);
    el("section")
        .class("tour no-print")
        .attr("aria-label", words.title)
        .child(text)
        .child(acts)
}

/// Whether what is shown is the screen of a step.
fn is_shown(wanted: Route, shown: Route) -> bool {
    wanted == shown || (wanted == Route::Sweep && shown == Route::Grid)
}

/// Goes to the screen of a step, or opens the card of the student whom the sample worries about most.
fn open(desk: Desk, at: usize) {
    desk.chosen.set(None);
    if at == SAFETY {
        desk.safety.set(worry(desk));
    } else if let Some(step) = STEPS.get(at) {
        desk.app.go(step.route);
    }
}

/// A student for whom a safety concern is marked; else the first.
fn worry(desk: Desk) -> Option<StudentId> {
    desk.rows.with_untracked(|rows| {
        let urgent = rows.iter().find(|row| row.outcome.urgent);
        urgent.or_else(|| rows.first()).map(|row| row.student.id)
    })
}
