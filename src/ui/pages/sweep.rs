//! 一次確認, one line at a time: tap those who show the sign, then 「残りは『なし』で次へ」.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::browser::focus;
use crate::domain::checklist::{Form, Item};
use crate::domain::response::Answer;
use crate::domain::roster::StudentId;
use crate::domain::scoring::Ground;
use crate::domain::update::{Command, Entry};
use crate::route::Route;
use crate::text::fill;
use crate::text::first_look::FirstLookText;
use crate::text::frame::student_title;
use crate::ui::components::entry::{Mark, mark, tapped, typed};
use crate::ui::components::history::{history_buttons, history_key};
use crate::ui::components::progress::{Blanks, blanks, progress_bar};
use crate::ui::components::{Choice, segmented};
use crate::ui::dom::{El, button, el, link};
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
            let needs_full = self
                .desk
                .rows
                .with_untracked(|rows| rows.iter().any(|row| row.outcome.ground == Ground::Full));
            self.desk.chosen.set(None);
            self.desk
                .app
                .go(if needs_full { Route::Full } else { Route::Class });
        }
    }
}

/// The screen.
pub fn page(desk: Desk) -> El {
    let checklist = desk.checklist();
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
    let go_to_blank = move || {
        if let Some(blank) = blanks.with_untracked(|blanks| blanks.next(desk.line.get_untracked())) {
            sweep.go(blank.line);
            focus::focus_id(&tile_id(blank.row));
        }
    };
    el("div")
        .class("page-wide sweep")
        .on_key(move |event| {
            history_key(desk, event);
        })
        .child(el("h1").class("visually-hidden").text(words.title))
        .child(progress_bar(desk, blanks, go_to_blank))
        .child(line_head(sweep))
        .region(move || {
            if desk.line.get() < sweep.last() {
                vec![brushes(sweep)]
            } else {
                Vec::new()
            }
        })
        .child(tiles(sweep))
        .child(foot(sweep))
}

fn tile_id(row: usize) -> String {
    format!("tile-{row}")
}

fn line_head(sweep: Sweep) -> El {
    let desk = sweep.desk;
    let locale = desk.app.locale.get_untracked();
    let words = FirstLookText::of(locale);
    let checklist = desk.checklist();
    let gut_help = if checklist.has_full_form() {
        format!("{}{}", words.gut_help, words.gut_full)
    } else {
        words.gut_help.to_owned()
    };
    // A line of one of several instruments looks back on the time of its own.
    let window = move || {
        let line = sweep.line();
        let instrument = line.as_ref().and_then(|line| checklist.instrument_of(line));
        let window = instrument.map_or(&checklist.window, |instrument| &instrument.window);
        let window = fill(words.window, &[("window", &window.get(locale))]);
        match instrument {
            Some(instrument) => format!("　{}：{window}", instrument.label.get(locale)),
            None => format!("　{window}"),
        }
    };
    let count = move || {
        fill(
            words.line_of,
            &[("n", &(desk.line.get() + 1)), ("all", &(sweep.last() + 1))],
        )
    };
    let label = move || {
        sweep.line().map_or_else(
            || words.gut_line.to_owned(),
            |item| item.label.get(locale).to_owned(),
        )
    };
    let help = move || {
        sweep
            .line()
            .map_or_else(|| gut_help.clone(), |item| item.help.get(locale).to_owned())
    };
    el("section")
        .class("line-head")
        .attr("aria-live", "polite")
        .attr_with("data-line", move || {
            Some(
                sweep
                    .line()
                    .map_or_else(String::new, |line| line.id.as_str().to_owned()),
            )
        })
        .child(el("p").class("line-count num").text_with(count))
        .child(el("h2").class("line-label").text_with(label))
        .child(
            el("p")
                .class("line-help")
                .text_with(help)
                .child(el("span").class("dim").text_with(window)),
        )
        .child(link("button line-switch", Route::Grid, words.as_grid))
}

fn brushes(sweep: Sweep) -> El {
    let words = FirstLookText::of(sweep.desk.app.locale.get_untracked());
    let labels = [
        words.brush_sign,
        words.brush_unknown,
        words.brush_not_applicable,
        words.brush_clear,
    ];
    let choices: Vec<Choice> = (0_u16..)
        .zip(labels)
        .map(|(value, label)| Choice {
            value,
            label: label.to_owned(),
            is_quiet: false,
        })
        .collect();
    let chosen = move || {
        BRUSHES
            .iter()
            .position(|brush| *brush == sweep.brush.get())
            .and_then(|at| u16::try_from(at).ok())
    };
    let choose = move |value: Option<u16>| {
        let brush = value.and_then(|value| BRUSHES.get(usize::from(value)).copied());
        sweep.brush.set(brush.unwrap_or(Brush::Sign));
    };
    el("div")
        .class("brush")
        .child(
            el("span")
                .attr("id", "brush-label")
                .class("dim small")
                .text(words.brush),
        )
        .child(segmented("brush", "brush-label", &choices, chosen, choose))
}

fn tiles(sweep: Sweep) -> El {
    let words = FirstLookText::of(sweep.desk.app.locale.get_untracked());
    let count = sweep.desk.count();
    el("div").class("tiles-part").region(move || match count.get() {
        0 => vec![
            el("p").text(words.nobody),
            el("p").child(link("button-main", Route::Roster, words.make_roster)),
        ],
        count => vec![
            el("p").class("dim small").text(words.sweep_hint),
            el("div")
                .class("tiles")
                .children((0..count).map(|at| tile(sweep, at))),
        ],
    })
}

fn tile(sweep: Sweep, at: usize) -> El {
    let desk = sweep.desk;
    let locale = desk.app.locale.get_untracked();
    let row = desk.row_at(at);
    let with = move |read: &dyn Fn(&Row) -> String| {
        row.with(|row| row.as_ref().map(|row| read(row)).unwrap_or_default())
    };
    let shown = move |row: &Row| match sweep.line() {
        Some(item) => mark(&item, &row.response, locale),
        None if row.response.gut => Mark {
            code: String::new(),
            sign: "●".to_owned(),
            class: "clear",
            words: FirstLookText::of(locale).gut_on.to_owned(),
        },
        None => Mark {
            code: String::new(),
            sign: String::new(),
            class: "none",
            words: String::new(),
        },
    };
    let hidden = move || desk.app.names_hidden.get();
    let name = move |row: &Row| row.student.name.clone().filter(|_| !hidden()).unwrap_or_default();
    let label = move |row: &Row| {
        format!(
            "{}：{}",
            student_title(&row.student, hidden(), locale),
            shown(row).words
        )
    };
    // The hidden sentence is the tile's name; what is seen of it would be read as bare signs.
    let part = |class: &str| el("span").class(class).attr("aria-hidden", "true");
    el("button")
        .attr("type", "button")
        .attr("id", &tile_id(at))
        .attr_with("data-student", move || {
            Some(with(&|row| row.student.id.0.to_string()))
        })
        .attr_with("data-answer", move || Some(with(&|row| shown(row).code)))
        .class_with(move || with(&|row| format!("tile mark-{}", shown(row).class)))
        .on("click", move |_| {
            if let Some(row) = row.get_untracked() {
                sweep.tap(&row);
            }
        })
        .on_key(move |event| tile_key(sweep, at, event))
        .child(
            el("span")
                .class("visually-hidden")
                .text_with(move || with(&label)),
        )
        .child(part("tile-number num").text_with(move || with(&|row| row.student.number.to_string())))
        .child(part("tile-sign").text_with(move || with(&|row| shown(row).sign)))
        .child(part("tile-name personal").text_with(move || with(&name)))
}

fn tile_key(sweep: Sweep, at: usize, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let to = match event.key().as_str() {
        "ArrowRight" => at + 1,
        "ArrowLeft" => at.wrapping_sub(1),
        " " | "Enter" | "Tab" => return,
        key => {
            let text = if key == "Backspace" || key == "Delete" {
                ""
            } else {
                key
            };
            let row = sweep.desk.rows.with_untracked(|rows| rows.get(at).cloned());
            if let (Some(item), Some(row)) = (untrack(|| sweep.line()), row)
                && let Some(answer) = typed(&item, text)
            {
                event.prevent_default();
                sweep.write(row.student.id, &item, answer);
                focus::focus_id(&tile_id(at + 1));
            }
            return;
        }
    };
    if focus::focus_id(&tile_id(to)) {
        event.prevent_default();
    }
}

fn foot(sweep: Sweep) -> El {
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
    let back = button("button", "", move |_| {
        sweep.go(desk.line.get_untracked().saturating_sub(1))
    })
    .child(el("span").attr("aria-hidden", "true").text("←"))
    .child(el("span").class("narrow-hidden").text(words.previous_line))
    .flag_with("disabled", move || desk.line.get() == 0);
    let next = el("button")
        .attr("type", "button")
        .class("button-main sweep-next")
        .text_with(next)
        .on("click", move |_| sweep.rest_and_next());
    el("div")
        .class("sweep-foot")
        .child(back)
        .child(history_buttons(desk))
        .child(next)
}
