//! 一次確認, one line at a time: tap those who show the sign, then 「残りは『なし』で次へ」.

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::browser::focus;
use crate::domain::checklist::{Form, Item};
use crate::domain::response::Answer;
use crate::domain::roster::StudentId;
use crate::domain::update::{Command, Entry};
use crate::route::Route;
use crate::text::fill;
use crate::text::first_look::FirstLookText;
use crate::text::frame::student_title;
use crate::ui::components::entry::{mark, tapped, typed};
use crate::ui::components::history::{HistoryButtons, history_key};
use crate::ui::components::progress::{Blanks, ProgressBar, blanks};
use crate::ui::components::{Choice, Segmented};
use crate::ui::state::{Desk, Row};

/// What a tap sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Brush {
    Sign,
    Unknown,
    NotApplicable,
    Clear,
}

const BRUSHES: [Brush; 4] = [Brush::Sign, Brush::Unknown, Brush::NotApplicable, Brush::Clear];

/// What the sweep works on.
#[derive(Clone, Copy)]
struct Sweep {
    desk: Desk,
    lines: StoredValue<Vec<Item>>,
    blanks: Memo<Blanks>,
    brush: RwSignal<Brush>,
}

impl Sweep {
    /// The line shown, or none for なんとなく気になる.
    fn line(self) -> Option<Item> {
        let line = self.desk.line.get();
        self.lines.with_value(|lines| lines.get(line).cloned())
    }

    fn last(self) -> usize {
        self.lines.with_value(Vec::len)
    }

    fn go(self, line: usize) {
        self.desk.line.set(line.min(self.last()));
        self.brush.set(Brush::Sign);
        focus::scroll_to_top();
    }

    fn write(self, student: StudentId, item: &Item, answer: Option<Answer>) {
        let round = self.desk.round.get_untracked();
        let entries = vec![Entry {
            student,
            item: item.id.clone(),
            answer,
        }];
        self.desk.dispatch(Command::Answer { round, entries });
    }

    fn tap(self, row: &Row) {
        let Some(item) = untrack(|| self.line()) else {
            let round = self.desk.round.get_untracked();
            self.desk.dispatch(Command::Gut {
                round,
                student: row.student.id,
                on: !row.response.gut,
            });
            return;
        };
        let answer = match self.brush.get_untracked() {
            Brush::Sign => Some(tapped(&item, &row.response)),
            Brush::Unknown => Some(Answer::Unknown),
            Brush::NotApplicable => Some(Answer::NotApplicable),
            Brush::Clear => None,
        };
        self.write(row.student.id, &item, answer);
    }

    /// Writes the first option where this line is blank, then goes on.
    fn rest_and_next(self) {
        let line = self.desk.line.get_untracked();
        if let Some(item) = untrack(|| self.line()) {
            let entries: Vec<Entry> = self.desk.rows.with_untracked(|rows| {
                rows.iter()
                    .filter(|row| row.response.answer(&item).is_none())
                    .map(|row| Entry {
                        student: row.student.id,
                        item: item.id.clone(),
                        answer: Some(Answer::Option(0)),
                    })
                    .collect()
            });
            if !entries.is_empty()
                && !self.desk.dispatch(Command::Answer {
                    round: self.desk.round.get_untracked(),
                    entries,
                })
            {
                return;
            }
            self.go(line + 1);
        } else {
            let needs_full = self.desk.rows.with_untracked(|rows| {
                rows.iter()
                    .any(|row| row.outcome.ground == crate::domain::scoring::Ground::Full)
            });
            self.desk.chosen.set(None);
            self.desk
                .app
                .go(if needs_full { Route::Full } else { Route::Class });
        }
    }
}

/// The screen.
#[component]
pub fn SweepPage() -> impl IntoView {
    let desk = Desk::get();
    let checklist = desk.app.checklist();
    let lines: Vec<Item> = checklist.form(Form::Short).cloned().collect();
    let blanks = blanks(desk);
    let sweep = Sweep {
        desk,
        lines: StoredValue::new(lines),
        blanks,
        brush: RwSignal::new(Brush::Sign),
    };
    // Work resumes where it stopped.
    if let Some(blank) = blanks.with_untracked(|blanks| blanks.next(0))
        && desk.line.get_untracked() == 0
    {
        desk.line.set(blank.line);
    }
    let words = FirstLookText::of(desk.app.locale.get_untracked());
    let go_to_blank = Callback::new(move |()| {
        if let Some(blank) = blanks.with_untracked(|blanks| blanks.next(desk.line.get_untracked())) {
            sweep.go(blank.line);
            leptos::task::spawn_local(async move {
                leptos::task::tick().await;
                focus::focus_id(&tile_id(blank.row));
            });
        }
    });
    view! {
        <div class="page-wide sweep" on:keydown=move |event| { history_key(desk, &event); }>
            <h1 class="visually-hidden">{words.title}</h1>
            <ProgressBar blanks on_next=go_to_blank />
            <LineHead sweep />
            <Tiles sweep />
            <Foot sweep />
        </div>
    }
}

fn tile_id(row: usize) -> String {
    format!("tile-{row}")
}

#[component]
fn LineHead(sweep: Sweep) -> impl IntoView {
    let desk = sweep.desk;
    let locale = desk.app.locale.get_untracked();
    let words = FirstLookText::of(locale);
    let checklist = desk.app.checklist();
    let window = fill(words.window, &[("window", &checklist.window.get(locale))]);
    let label = move || {
        sweep.line().map_or_else(
            || words.gut_line.to_owned(),
            |item| item.label.get(locale).to_owned(),
        )
    };
    let help = move || {
        sweep.line().map_or_else(
            || words.gut_help.to_owned(),
            |item| item.help.get(locale).to_owned(),
        )
    };
    let brushes = BRUSHES
        .into_iter()
        .zip([
            words.brush_sign,
            words.brush_unknown,
            words.brush_not_applicable,
            words.brush_clear,
        ])
        .zip(0_u16..)
        .map(|((_, label), value)| Choice {
            value,
            label: label.to_owned(),
            is_quiet: false,
        })
        .collect::<Vec<_>>();
    let chosen = Signal::derive(move || {
        BRUSHES
            .iter()
            .position(|brush| *brush == sweep.brush.get())
            .and_then(|at| u16::try_from(at).ok())
    });
    let choose = Callback::new(move |value: Option<u16>| {
        let brush = value.and_then(|value| BRUSHES.get(usize::from(value)).copied());
        sweep.brush.set(brush.unwrap_or(Brush::Sign));
    });
    view! {
        <section class="line-head" aria-live="polite">
            <p class="line-count num">
                {move || fill(words.line_of, &[("n", &(desk.line.get() + 1)), ("all", &(sweep.last() + 1))])}
            </p>
            <h2 class="line-label">{label}</h2>
            <p class="line-help">{help}<span class="dim">"　"{window}</span></p>
            <a class="button line-switch" href=Route::Grid.href()>{words.as_grid}</a>
        </section>
        <Show when=move || sweep.line().is_some()>
            <div class="brush">
                <span id="brush-label" class="dim small">{words.brush}</span>
                <Segmented
                    name="brush".to_owned()
                    labelled_by="brush-label".to_owned()
                    choices=brushes.clone()
                    chosen
                    on_choose=choose
                />
            </div>
        </Show>
    }
}

#[component]
fn Tiles(sweep: Sweep) -> impl IntoView {
    let desk = sweep.desk;
    let count = Memo::new(move |_| desk.rows.with(|rows| rows.len()));
    let words = FirstLookText::of(desk.app.locale.get_untracked());
    let tiles = move || {
        (0..count.get())
            .map(|at| view! { <Tile sweep at /> })
            .collect_view()
    };
    view! {
        <p class="dim small">{words.sweep_hint}</p>
        <div class="tiles">{tiles}</div>
        <Show when=move || count.get() == 0>
            <p>{words.nobody}</p>
            <a class="button-main" href=Route::Roster.href()>{words.make_roster}</a>
        </Show>
    }
}

/// What a tile shows.
#[derive(Clone, Debug, PartialEq, Eq)]
struct TileView {
    number: u16,
    name: Option<String>,
    sign: String,
    class: &'static str,
    label: String,
}

#[component]
fn Tile(sweep: Sweep, at: usize) -> impl IntoView {
    let desk = sweep.desk;
    let row = move || desk.rows.with(|rows: &Arc<Vec<Row>>| rows.get(at).cloned());
    let tile = Memo::new(move |_| {
        let locale = desk.app.locale.get();
        let hidden = desk.app.names_hidden.get();
        let row = row()?;
        let (sign, class, words) = match sweep.line() {
            Some(item) => {
                let mark = mark(&item, &row.response, locale);
                (mark.sign, mark.class, mark.words)
            }
            None if row.response.gut => (
                "●".to_owned(),
                "clear",
                FirstLookText::of(locale).gut_on.to_owned(),
            ),
            None => (String::new(), "none", String::new()),
        };
        let title = student_title(&row.student, hidden, locale);
        let name = row.student.name.clone().filter(|_| !hidden);
        Some(TileView {
            number: row.student.number,
            name,
            sign,
            class,
            label: format!("{title}：{words}"),
        })
    });
    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let to = match event.key().as_str() {
            "ArrowRight" => at + 1,
            "ArrowLeft" => at.wrapping_sub(1),
            key => {
                let text = if key == "Backspace" || key == "Delete" {
                    ""
                } else {
                    key
                };
                if key != " "
                    && let (Some(item), Some(row)) = (untrack(|| sweep.line()), untrack(row))
                    && let Some(answer) = typed(&item, text)
                {
                    event.prevent_default();
                    sweep.write(row.student.id, &item, answer);
                }
                return;
            }
        };
        if focus::focus_id(&tile_id(to)) {
            event.prevent_default();
        }
    };
    view! {
        <button
            class=move || format!("tile mark-{}", tile.with(|tile| tile.as_ref().map_or("none", |tile| tile.class)))
            id=tile_id(at)
            aria-label=move || tile.with(|tile| tile.as_ref().map(|tile| tile.label.clone()))
            on:click=move |_| { if let Some(row) = untrack(row) { sweep.tap(&row) } }
            on:keydown=on_key
        >
            <span class="tile-number num">{move || tile.with(|tile| tile.as_ref().map(|tile| tile.number))}</span>
            <span class="tile-sign">{move || tile.with(|tile| tile.as_ref().map(|tile| tile.sign.clone()))}</span>
            <span class="tile-name personal">
                {move || tile.with(|tile| tile.as_ref().and_then(|tile| tile.name.clone()))}
            </span>
        </button>
    }
}

#[component]
fn Foot(sweep: Sweep) -> impl IntoView {
    let desk = sweep.desk;
    let locale = desk.app.locale.get_untracked();
    let words = FirstLookText::of(locale);
    let next = move || {
        let line = desk.line.get();
        let open = sweep
            .blanks
            .with(|blanks| blanks.places.iter().any(|blank| blank.line == line));
        let all_done = sweep.blanks.with(|blanks| blanks.places.is_empty());
        match sweep.line() {
            None if all_done => words.finish.to_owned(),
            None => words.finish_open.to_owned(),
            Some(item) if open => {
                let none = item.options.first().map_or("", |option| option.label.get(locale));
                fill(words.rest_none, &[("none", &none)])
            }
            Some(_) if line + 1 == sweep.last() => words.to_gut.to_owned(),
            Some(_) => words.next_line.to_owned(),
        }
    };
    view! {
        <div class="sweep-foot">
            <button
                class="button"
                disabled=move || desk.line.get() == 0
                on:click=move |_| sweep.go(desk.line.get_untracked().saturating_sub(1))
            >
                {words.previous_line}
            </button>
            <HistoryButtons />
            <button class="button-main sweep-next" on:click=move |_| sweep.rest_and_next()>
                {next}
            </button>
        </div>
    }
}
