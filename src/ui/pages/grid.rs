//! 一次確認, the whole class at once: one focusable cell per answer, spreadsheet keys, paste from Excel.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::browser::{clipboard, focus};
use crate::domain::checklist::{Form, Item};
use crate::domain::response::Answer;
use crate::domain::roster::StudentId;
use crate::domain::update::{Command, Entry};
use crate::route::Route;
use crate::text::fill;
use crate::text::first_look::FirstLookText;
use crate::text::frame::student_title;
use crate::ui::components::Dialog;
use crate::ui::components::entry::{mark, tapped, typed};
use crate::ui::components::history::{HistoryButtons, history_key};
use crate::ui::components::progress::{ProgressBar, blanks};
use crate::ui::state::{Desk, Row};

/// What the grid works on.
#[derive(Clone, Copy)]
struct Grid {
    desk: Desk,
    lines: StoredValue<Vec<Item>>,
    /// Row and column of the one cell the Tab key reaches.
    cursor: RwSignal<(usize, usize)>,
    /// The student whose row waits for the one confirmation.
    asking: RwSignal<Option<StudentId>>,
}

impl Grid {
    fn row(self, at: usize) -> Option<Row> {
        self.desk.rows.with(|rows| rows.get(at).cloned())
    }

    fn columns(self) -> usize {
        self.lines.with_value(Vec::len)
    }

    fn item(self, column: usize) -> Option<Item> {
        self.lines.with_value(|lines| lines.get(column).cloned())
    }

    fn write(self, entries: Vec<Entry>) -> bool {
        let round = self.desk.round.get_untracked();
        self.desk.dispatch(Command::Answer { round, entries })
    }

    fn move_to(self, row: usize, column: usize) {
        let rows = self.desk.rows.with_untracked(|rows| rows.len());
        if row < rows && column < self.columns() {
            self.cursor.set((row, column));
            focus::focus_id(&cell_id(row, column));
        }
    }

    /// The cell after this one: to the right, then the first of the next row.
    fn advance(self, row: usize, column: usize) {
        if column + 1 < self.columns() {
            self.move_to(row, column + 1)
        } else {
            self.move_to(row + 1, 0)
        }
    }

    fn fill_row(self, student: StudentId) {
        let entries = self.desk.rows.with_untracked(|rows| {
            let row = rows.iter().find(|row| row.student.id == student);
            self.lines.with_value(|lines| {
                lines
                    .iter()
                    .filter(|item| row.is_some_and(|row| row.response.answer(item).is_none()))
                    .map(|item| Entry {
                        student,
                        item: item.id.clone(),
                        answer: Some(Answer::Option(0)),
                    })
                    .collect::<Vec<_>>()
            })
        });
        self.write(entries);
    }

    /// 「気になる点なし」: asked once per class what it means, never again.
    fn row_none(self, student: StudentId) {
        if self.desk.row_confirmed.get_untracked() {
            self.fill_row(student);
        } else {
            self.asking.set(Some(student));
        }
    }

    fn key(self, event: &KeyboardEvent, row: usize, column: usize) {
        if history_key(self.desk, event) || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let (Some(item), Some(student)) = (self.item(column), untrack(|| self.row(row))) else {
            return;
        };
        match event.key().as_str() {
            "ArrowRight" => self.move_to(row, column + 1),
            "ArrowLeft" => self.move_to(row, column.wrapping_sub(1)),
            "ArrowDown" => self.move_to(row + 1, column),
            "ArrowUp" => self.move_to(row.wrapping_sub(1), column),
            "Home" => self.move_to(row, 0),
            "End" => self.move_to(row, self.columns().saturating_sub(1)),
            "Enter" => self.move_to(row + 1, 0),
            key => {
                let answer = match key {
                    " " => Some(Some(tapped(&item, &student.response))),
                    "Backspace" | "Delete" => Some(None),
                    other => typed(&item, other),
                };
                let Some(answer) = answer else { return };
                event.prevent_default();
                let moves = key != " ";
                let entry = Entry {
                    student: student.student.id,
                    item: item.id.clone(),
                    answer,
                };
                if self.write(vec![entry]) && moves && self.desk.safety.get_untracked().is_none() {
                    self.advance(row, column);
                }
                return;
            }
        }
        event.prevent_default();
    }

    /// Writes a pasted block from the cursor on, whole or not at all.
    fn paste(self, text: &str) {
        let app = self.desk.app;
        let words = FirstLookText::of(app.locale.get_untracked());
        let (top, left) = self.cursor.get_untracked();
        let mut entries = Vec::new();
        for (down, line) in text.trim_end_matches(['\r', '\n']).lines().enumerate() {
            for (right, cell) in line.split('\t').enumerate() {
                let student = untrack(|| self.row(top + down));
                let (Some(student), Some(item)) = (student, self.item(left + right)) else {
                    app.warn(words.paste_too_big);
                    return;
                };
                let Some(answer) = typed(&item, cell) else {
                    let most = if item.count.is_some() {
                        usize::from(crate::domain::limits::MAX_COUNT)
                    } else {
                        item.options.len().saturating_sub(1)
                    };
                    let shown: String = cell.chars().take(8).collect();
                    let places: [(&str, &dyn std::fmt::Display); 4] = [
                        ("row", &(down + 1)),
                        ("column", &(right + 1)),
                        ("text", &shown),
                        ("most", &most),
                    ];
                    app.warn(fill(words.paste_bad, &places));
                    return;
                };
                entries.push(Entry {
                    student: student.student.id,
                    item: item.id.clone(),
                    answer,
                });
            }
        }
        let count = entries.len();
        if self.write(entries) {
            app.tell(fill(words.pasted, &[("n", &count)]));
        }
    }
}

fn cell_id(row: usize, column: usize) -> String {
    format!("cell-{row}-{column}")
}

/// The screen.
#[component]
pub fn GridPage() -> impl IntoView {
    let desk = Desk::get();
    let lines: Vec<Item> = desk.app.checklist().form(Form::Short).cloned().collect();
    let grid = Grid {
        desk,
        lines: StoredValue::new(lines),
        cursor: RwSignal::new((0, 0)),
        asking: RwSignal::new(None),
    };
    let blanks = blanks(desk);
    let words = FirstLookText::of(desk.app.locale.get_untracked());
    let go_to_blank = Callback::new(move |()| {
        let (row, column) = grid.cursor.get_untracked();
        let next = blanks.with_untracked(|blanks| {
            let mut places: Vec<_> = blanks
                .places
                .iter()
                .map(|blank| (blank.row, blank.line))
                .collect();
            places.sort_unstable();
            places
                .iter()
                .find(|place| **place > (row, column))
                .or(places.first())
                .copied()
        });
        if let Some((row, column)) = next {
            grid.move_to(row, column);
        }
    });
    let count = Memo::new(move |_| desk.rows.with(|rows| rows.len()));
    let body = move || {
        (0..count.get())
            .map(|at| view! { <GridRow grid at /> })
            .collect_view()
    };
    let paste = move |event: leptos::ev::Event| {
        if let Some(text) = clipboard::pasted_text(&event) {
            event.prevent_default();
            grid.paste(&text);
        }
    };
    view! {
        <div class="page-wide">
            <h1 class="visually-hidden">{words.title}</h1>
            <div class="page-head">
                <ProgressBar blanks on_next=go_to_blank />
                <HistoryButtons />
                <a class="button" href=Route::Sweep.href()>{words.as_sweep}</a>
            </div>
            <Show when=move || count.get() == 0>
                <p>{words.nobody}</p>
                <p><a class="button-main" href=Route::Roster.href()>{words.make_roster}</a></p>
            </Show>
            <div class="grid-scroll" on:paste=move |event| paste(event.into())>
                <table class="grid" role="grid" aria-label=words.grid_label>
                    <GridHead grid />
                    <tbody>{body}</tbody>
                </table>
            </div>
            <p class="dim small">{words.keys_grid}</p>
            <ConfirmRow grid />
        </div>
    }
}

#[component]
fn GridHead(grid: Grid) -> impl IntoView {
    let desk = grid.desk;
    let locale = desk.app.locale.get_untracked();
    let words = FirstLookText::of(locale);
    let heads = grid.lines.with_value(|lines| {
        lines
            .iter()
            .enumerate()
            .map(|(at, item)| {
                let label = item.label.get(locale).to_owned();
                let name = fill(words.column_label, &[("line", &label)]);
                view! {
                    <th scope="col" class="grid-line">
                        <a
                            href=Route::Sweep.href()
                            title=item.help.get(locale).to_owned()
                            aria-label=name
                            on:click=move |_| desk.line.set(at)
                        >
                            <span>{label}</span>
                        </a>
                    </th>
                }
            })
            .collect_view()
    });
    view! {
        <thead>
            <tr>
                <th scope="col" class="grid-student">{words.student}</th>
                {heads}
                <th scope="col" class="grid-line"><span>{words.gut_line}</span></th>
                <th scope="col" class="grid-end">{words.row_none}</th>
                <th scope="col" class="grid-end">{words.sum}</th>
            </tr>
        </thead>
    }
}

/// What stands around the cells of a row.
#[derive(Clone, Debug, PartialEq)]
struct RowView {
    student: StudentId,
    number: u16,
    name: Option<String>,
    title: String,
    gut: bool,
    sum: String,
    gate: &'static str,
    is_open: bool,
    has_blank: bool,
}

#[component]
fn GridRow(grid: Grid, at: usize) -> impl IntoView {
    let desk = grid.desk;
    let checklist = desk.app.checklist();
    let locale = desk.app.locale.get_untracked();
    let words = FirstLookText::of(locale);
    let view = Memo::new(move |_| {
        let row = grid.row(at)?;
        let hidden = desk.app.names_hidden.get();
        let score = checklist
            .gate_score()
            .and_then(|index| row.outcome.scores.get(index));
        let sum = score.map_or_else(String::new, |score| {
            let (low, high) = (score.span.low, score.span.high);
            if (high - low).abs() < 0.05 {
                format!("{low:.0}")
            } else {
                format!("{low:.0}–{high:.0}")
            }
        });
        let gate = row.outcome.gate;
        let is_open = gate.now || row.response.gut;
        let has_blank = !row.response.progress(&checklist, Form::Short).is_complete();
        let gate = match (is_open, gate.possibly, has_blank) {
            (true, _, _) => words.gate_open,
            (false, true, false) => words.gate_maybe,
            (false, _, _) => words.gate_closed,
        };
        Some(RowView {
            student: row.student.id,
            number: row.student.number,
            name: row.student.name.clone().filter(|_| !hidden),
            title: student_title(&row.student, hidden, locale),
            gut: row.response.gut,
            sum,
            gate,
            is_open,
            has_blank,
        })
    });
    let of =
        move |read: fn(&RowView) -> String| view.with(|view| view.as_ref().map(read).unwrap_or_default());
    let gut = move || view.with(|view| view.as_ref().is_some_and(|view| view.gut));
    let toggle_gut = move |_| {
        if let Some(row) = view.get_untracked() {
            let round = desk.round.get_untracked();
            desk.dispatch(Command::Gut {
                round,
                student: row.student,
                on: !row.gut,
            });
        }
    };
    let cells = (0..grid.columns())
        .map(|column| view! { <Cell grid row=at column /> })
        .collect_view();
    view! {
        <tr>
            <th scope="row" class="grid-student">
                <span class="num">{move || of(|view| view.number.to_string())}</span>
                " "
                <span class="personal">{move || of(|view| view.name.clone().unwrap_or_default())}</span>
            </th>
            {cells}
            <td>
                <button
                    class="grid-button"
                    aria-pressed=move || gut().to_string()
                    aria-label=move || format!("{}：{}", of(|view| view.title.clone()), words.gut_line)
                    on:click=toggle_gut
                >
                    {move || if gut() { "●" } else { "" }}
                </button>
            </td>
            <td>
                <button
                    class="grid-button"
                    disabled=move || view.with(|view| !view.as_ref().is_some_and(|view| view.has_blank))
                    aria-label=move || fill(words.row_none_label, &[("student", &of(|view| view.title.clone()))])
                    on:click=move |_| {
                        if let Some(row) = view.get_untracked() {
                            grid.row_none(row.student);
                        }
                    }
                >
                    "✓"
                </button>
            </td>
            <td class="grid-sum" class:open=move || view.with(|view| view.as_ref().is_some_and(|view| view.is_open))>
                <b class="num">{move || of(|view| view.sum.clone())}</b>
                <span class="grid-gate">{move || of(|view| view.gate.to_owned())}</span>
            </td>
        </tr>
    }
}

#[component]
fn Cell(grid: Grid, row: usize, column: usize) -> impl IntoView {
    let desk = grid.desk;
    let locale = desk.app.locale.get_untracked();
    let shown = Memo::new(move |_| {
        let item = grid.item(column)?;
        desk.rows
            .with(|rows| rows.get(row).map(|row| mark(&item, &row.response, locale)))
    });
    let label = move || {
        let mark = shown.get()?;
        let (student, item) = (untrack(|| grid.row(row))?, grid.item(column)?);
        let title = student_title(&student.student, desk.app.names_hidden.get(), locale);
        Some(format!("{title} {}：{}", item.label.get(locale), mark.words))
    };
    let tap = move |_| {
        grid.cursor.set((row, column));
        if let (Some(item), Some(student)) = (grid.item(column), untrack(|| grid.row(row))) {
            let answer = Some(tapped(&item, &student.response));
            grid.write(vec![Entry {
                student: student.student.id,
                item: item.id,
                answer,
            }]);
        }
    };
    view! {
        <td
            id=cell_id(row, column)
            role="gridcell"
            class=move || format!("cell mark-{}", shown.with(|mark| mark.as_ref().map_or("blank", |mark| mark.class)))
            tabindex=move || if grid.cursor.get() == (row, column) { "0" } else { "-1" }
            aria-label=label
            on:click=tap
            on:focus=move |_| grid.cursor.set((row, column))
            on:keydown=move |event| grid.key(&event, row, column)
        >
            {move || shown.with(|mark| mark.as_ref().map(|mark| mark.sign.clone()))}
        </td>
    }
}

#[component]
fn ConfirmRow(grid: Grid) -> impl IntoView {
    let words = FirstLookText::of(grid.desk.app.locale.get_untracked());
    let frame = crate::text::frame::FrameText::of(grid.desk.app.locale.get_untracked());
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(grid.asking.get().is_some()));
    Effect::new(move |_| {
        if !open.get() {
            grid.asking.set(None);
        }
    });
    let write = move |_| {
        grid.desk.row_confirmed.set(true);
        if let Some(student) = grid.asking.get_untracked() {
            grid.fill_row(student);
        }
        open.set(false);
    };
    view! {
        <Dialog open title=words.row_none_confirm_title.to_owned()>
            <p>{words.row_none_confirm}</p>
            <div class="buttons dialog-buttons">
                <button class="button-main" autofocus on:click=write>{words.row_none_do}</button>
                <button class="button" on:click=move |_| open.set(false)>{frame.cancel}</button>
            </div>
        </Dialog>
    }
}
