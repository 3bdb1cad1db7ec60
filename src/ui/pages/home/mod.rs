//! ホーム of an open class: one card 「次にすること」 with one button, then the steps of the round with their states.

mod next_round;

use std::sync::Arc;

use leptos::prelude::*;

use self::next_round::next_round;
use crate::domain::checklist::Form;
use crate::domain::next_step::{NextStep, Share, Standing, next_step};
use crate::domain::roster::StudentId;
use crate::route::Route;
use crate::text::contents::{ContentsText, name_content, origin_name};
use crate::text::fill;
use crate::text::frame::{FrameText, class_title};
use crate::text::home::HomeText;
use crate::ui::components::progress::{Blanks, blanks};
use crate::ui::components::{Icon, icon};
use crate::ui::contents;
use crate::ui::dom::{El, button, el};
use crate::ui::frame::{StepState, steps};
use crate::ui::state::{Desk, Mode, Row};

/// What the screen works on.
#[derive(Clone, Copy)]
struct Home {
    desk: Desk,
    words: &'static HomeText,
    standing: Memo<Standing>,
    blanks: Memo<Blanks>,
    /// Whether the dialog for the next round is open.
    asking: RwSignal<bool>,
}

/// What the one button does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Go(Route),
    Safety,
    Newest,
    Save,
    Round,
}

/// What the card says.
#[derive(Clone, Debug, PartialEq)]
struct Card {
    step: NextStep,
    button: &'static str,
    why: String,
    act: Act,
}

const fn share(state: StepState) -> Share {
    Share {
        done: state.done,
        all: state.all,
    }
}

/// How far the class is.
fn standing(desk: Desk) -> Memo<Standing> {
    let checklist = desk.checklist();
    let steps = steps(desk);
    Memo::new(move |_| {
        let steps = steps.get();
        let round = desk.round.get();
        let (revision, newest) =
            desk.with(|document| (document.revision, document.latest().map(|newest| newest.id)));
        let is_in_file = desk
            .app
            .saved_file
            .get()
            .is_some_and(|saved| saved.revision == revision);
        desk.rows.with(|rows| Standing {
            students: rows.len(),
            is_newest: newest == Some(round),
            unrecorded: rows
                .iter()
                .filter(|row| !row.response.unrecorded_cards(&checklist).is_empty())
                .count(),
            short: share(steps.short),
            full: share(steps.full),
            is_class_seen: desk.seen.get() == Some(round),
            meeting: share(steps.meeting),
            summary: share(steps.summary),
            is_saved: is_in_file || desk.mode == Mode::Sample,
        })
    })
}

impl Home {
    fn card(self) -> Card {
        let words = self.words;
        let step = self.standing.with(next_step);
        let go = |button, why: String, route| Card {
            step,
            button,
            why,
            act: Act::Go(route),
        };
        match step {
            NextStep::Roster => go(words.roster, words.roster_why.to_owned(), Route::Roster),
            NextStep::Safety { students } => Card {
                step,
                button: words.safety,
                why: fill(words.safety_why, &[("n", &students)]),
                act: Act::Safety,
            },
            NextStep::Newest => {
                let newest = self
                    .desk
                    .with(|document| document.latest().map(|round| round.label.clone()));
                Card {
                    step,
                    button: words.newest,
                    why: fill(
                        words.newest_why,
                        &[
                            ("round", &self.round_label()),
                            ("newest", &newest.unwrap_or_default()),
                        ],
                    ),
                    act: Act::Newest,
                }
            }
            NextStep::Short(Share { done: 0, all }) => {
                let lines = self.desk.checklist().form(Form::Short).count();
                let minutes = self.blanks.with(Blanks::minutes);
                let why = fill(
                    words.short_why,
                    &[("all", &all), ("lines", &lines), ("minutes", &minutes)],
                );
                go(words.short, why, Route::Sweep)
            }
            NextStep::Short(Share { done, all }) => {
                let (left, minutes) = self.blanks.with(|blanks| (blanks.places.len(), blanks.minutes()));
                let why = fill(
                    words.short_on_why,
                    &[
                        ("done", &done),
                        ("all", &all),
                        ("blanks", &left),
                        ("minutes", &minutes),
                    ],
                );
                go(words.short_on, why, Route::Sweep)
            }
            NextStep::Full(share) => go(words.full, of_share(words.full_why, share), Route::Full),
            NextStep::Class => go(words.class, words.class_why.to_owned(), Route::Class),
            NextStep::Meeting(share) => go(words.meeting, of_share(words.meeting_why, share), Route::Meeting),
            NextStep::Summary(share) => go(words.summary, of_share(words.summary_why, share), Route::Summary),
            NextStep::Save => Card {
                step,
                button: words.save,
                why: words.save_why.to_owned(),
                act: Act::Save,
            },
            NextStep::Round => Card {
                step,
                button: words.round,
                why: words.round_why.to_owned(),
                act: Act::Round,
            },
        }
    }

    fn act(self, act: Act) {
        let desk = self.desk;
        match act {
            Act::Go(route) => {
                desk.chosen.set(None);
                desk.app.go(route);
            }
            Act::Safety => desk.safety.set(untrack(|| self.first_unrecorded())),
            Act::Newest => {
                if let Some(newest) = desk.with_untracked(|document| document.latest().map(|round| round.id))
                {
                    desk.round.set(newest);
                }
            }
            Act::Save => desk.save_file(),
            Act::Round => self.asking.set(true),
        }
    }

    fn first_unrecorded(self) -> Option<StudentId> {
        let checklist = self.desk.checklist();
        let waits = |row: &&Arc<Row>| !row.response.unrecorded_cards(&checklist).is_empty();
        self.desk
            .rows
            .with(|rows| rows.iter().find(waits).map(|row| row.student.id))
    }

    fn round_label(self) -> String {
        self.desk
            .with_round(|round| round.label.clone())
            .unwrap_or_default()
    }
}

fn of_share(text: &str, share: Share) -> String {
    fill(text, &[("left", &share.left()), ("all", &share.all)])
}

/// The screen.
pub fn page(desk: Desk) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = HomeText::of(locale);
    let home = Home {
        desk,
        words,
        standing: standing(desk),
        blanks: blanks(desk),
        asking: RwSignal::new(false),
    };
    let card = Memo::new(move |_| home.card());
    let title = move || {
        let class = desk.with(|document| class_title(&document.classroom, locale));
        fill(words.title, &[("class", &class)])
    };
    let next = el("section")
        .class("card card-next")
        .toggle("card-urgent", move || {
            matches!(card.with(|card| card.step), NextStep::Safety { .. })
        })
        .attr("aria-labelledby", "next-title")
        .child(
            el("h2")
                .attr("id", "next-title")
                .class("next-title")
                .text(words.next),
        )
        .child(
            el("p")
                .class("lead")
                .attr("aria-live", "polite")
                .text_with(move || card.with(|card| card.why.clone())),
        )
        .child(
            el("p").child(
                button("button-main next-button", "", move |_| {
                    home.act(card.with_untracked(|card| card.act))
                })
                .text_with(move || card.with(|card| card.button.to_owned())),
            ),
        );
    let begin = move || {
        let can_begin = home
            .standing
            .with(|standing| standing.students > 0 && standing.is_newest);
        if can_begin && card.with(|card| card.act != Act::Round) {
            vec![button("button", words.round, move |_| home.asking.set(true))]
        } else {
            Vec::new()
        }
    };
    let steps = el("section")
        .class("home-steps")
        .attr("aria-labelledby", "steps-title")
        .child(el("h2").attr("id", "steps-title").text(words.all_steps))
        .child(el("ol").class("step-list").region(move || home.step_list()))
        .region(begin);
    el("div")
        .class("page home")
        .child(el("h1").class("visually-hidden").text_with(title))
        .child(next)
        .region(move || {
            // Shown as soon as the part is here; it is fetched with the others after the first screen.
            let part = desk.app.parts.follow_up.here();
            part.map(|part| (part.upkeep)(desk)).into_iter().collect()
        })
        .child(steps)
        .region(move || next_content(desk))
        .child(next_round(home))
}

/// That what begins next uses another content than the newest round.
fn next_content(desk: Desk) -> Vec<El> {
    let locale = desk.app.locale.get_untracked();
    let newest = desk.with(|document| document.latest().map(|round| round.stamp.clone()));
    let next = contents::effective(desk.app).ok();
    let next = next.filter(|source| newest.as_ref() != Some(source.stamp()));
    let line = next.map(|source| {
        let origin = origin_name(source.origin, locale);
        let text = name_content(ContentsText::of(locale).next_differs, &source.checklist, locale);
        el("p")
            .class("dim small next-content")
            .text(&fill(&text, &[("origin", &origin)]))
    });
    line.into_iter().collect()
}

/// Icon, label and state of a step, to stand in a link or a button.
fn step_parts(which: Icon, label: &str, (sign, state): (&str, String)) -> [El; 3] {
    [
        icon(which),
        el("span").class("home-step-label").text(label),
        el("span")
            .class("home-step-state num")
            .child(el("span").attr("aria-hidden", "true").text(sign))
            .text(&format!(" {state}")),
    ]
}

impl Home {
    /// The steps as links, each with its state in sign and word; at the end the file.
    fn step_list(self) -> Vec<El> {
        let desk = self.desk;
        let standing = self.standing.get();
        let (words, frame) = (self.words, FrameText::of(desk.app.locale.get_untracked()));
        let of_students = |share: Share| match (share.done, share.all) {
            (_, 0) => ("○", words.step_nobody.to_owned()),
            (_, _) if share.left() == 0 => ("●", frame.state_done.to_owned()),
            (0, _) => ("○", fill(words.step_left, &[("n", &share.left())])),
            (done, all) => {
                let far = fill(frame.state_begun, &[("n", &done), ("all", &all)]);
                (
                    "◐",
                    format!("{far}　{}", fill(words.step_left, &[("n", &share.left())])),
                )
            }
        };
        let yes_no = |is_done, done: &str, todo: &str| {
            if is_done {
                ("●", done.to_owned())
            } else {
                ("○", todo.to_owned())
            }
        };
        let students = fill(frame.students, &[("n", &standing.students)]);
        let roster = yes_no(standing.students > 0, &students, frame.state_todo);
        let class = yes_no(standing.is_class_seen, frame.state_done, frame.state_todo);
        let mut list: Vec<El> = [
            (Route::Roster, Icon::Roster, frame.roster, roster),
            (
                Route::Sweep,
                Icon::Short,
                frame.short,
                of_students(standing.short),
            ),
            (Route::Full, Icon::Full, frame.full, of_students(standing.full)),
            (Route::Class, Icon::Class, words.step_class, class),
            (
                Route::Meeting,
                Icon::Meeting,
                frame.meeting,
                of_students(standing.meeting),
            ),
            (
                Route::Summary,
                Icon::Summary,
                frame.summary,
                of_students(standing.summary),
            ),
        ]
        .into_iter()
        .filter(|(route, ..)| *route != Route::Full || desk.checklist().has_full_form())
        .map(|(route, which, label, state)| {
            let link = el("a")
                .class("home-step")
                .attr("href", route.href())
                .on("click", move |_| desk.chosen.set(None))
                .children(step_parts(which, label, state));
            el("li").child(link)
        })
        .collect();
        if desk.mode == Mode::Own {
            let state = yes_no(standing.is_saved, words.step_file_done, words.step_file_todo);
            let save = button("home-step", "", move |_| desk.save_file());
            list.push(el("li").child(save.children(step_parts(Icon::Save, words.save, state))));
        }
        list
    }
}
