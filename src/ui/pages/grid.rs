//! 一次確認, the whole class at once: one focusable cell per answer, spreadsheet keys, paste from Excel.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::{Event, KeyboardEvent};

use crate::browser::timer::now_ms;
use crate::browser::{clipboard, focus};
use crate::domain::checklist::{Form, Item};
use crate::domain::fairness::LEAST_ROW;
use crate::domain::response::Answer;
use crate::domain::roster::StudentId;
use crate::domain::sorted::sort_short;
use crate::domain::update::{Command, Entry};
use crate::route::Route;
use crate::text::first_look::FirstLookText;
use crate::text::frame::FrameText;
use crate::text::frame::student_title;
use crate::text::{fill, number};
use crate::ui::components::dialog;
use crate::ui::components::entry::{mark, tapped, typed};
use crate::ui::components::history::{history_buttons, history_key};
use crate::ui::components::progress::{blanks, progress_bar};
use crate::ui::dom::{El, button, el, link, once_shown};
use crate::ui::state::{Desk, Row};

/// What the grid works on.
#[derive(Clone, Copy)]
struct Grid {
    desk: Desk,
    lines: StoredValue<Vec<Item>>,
    /// Row and column of the one cell the Tab key reaches.
    cursor: StoredValue<(usize, usize)>,
    /// Whether the one confirmation is asked.
    asking: RwSignal<bool>,
    /// The student whose row waits for it.
    waiting: RwSignal<Option<StudentId>>,
    /// When something was last written here.
    stroke: StoredValue<f64>,
}

impl Grid {
    fn row(self, at: usize) -> Option<Arc<Row>> {
        self.desk.rows.with_untracked(|rows| rows.get(at).cloned())
    }

    fn columns(self) -> usize {
        self.lines.with_value(Vec::len)
    }

    fn item(self, column: usize) -> Option<Item> {
        self.lines.with_value(|lines| lines.get(column).cloned())
    }

    fn write(self, entries: Vec<Entry>) -> bool {
        let round = self.desk.round.get_untracked();
        self.keep_time(&entries);
        self.desk.dispatch(Command::Answer { round, entries })
    }

    /// Remembers how soon after the last stroke a whole row was filled in.
    fn keep_time(self, entries: &[Entry]) {
        let now = now_ms();
        let since = now - self.stroke.get_value();
        self.stroke.set_value(now);
        if let [first, .., last] = entries
            && entries.len() >= LEAST_ROW
            && first.student == last.student
        {
            // A cast cuts off at the bounds of the type.
            self.desk
                .pace
                .update_untracked(|pace| pace.push((first.student, since as u32)));
        }
    }

    /// Makes a cell the one that the Tab key reaches. Two attributes change hands; a signal read by every cell would
    /// run hundreds of effects for each key.
    fn take_stop(self, row: usize, column: usize) {
        let (old_row, old_column) = self.cursor.get_value();
        focus::set_tab_stop(&cell_id(old_row, old_column), false);
        focus::set_tab_stop(&cell_id(row, column), true);
        focus::select_id(&cell_id(row, column));
        self.cursor.set_value((row, column));
    }

    fn move_to(self, row: usize, column: usize) {
        let rows = self.desk.rows.with_untracked(|rows| rows.len());
        if row < rows && column < self.columns() {
            self.take_stop(row, column);
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
            self.waiting.set(Some(student));
            self.asking.set(true);
        }
    }

    fn key(self, event: &KeyboardEvent, row: usize, column: usize) {
        if history_key(self.desk, event) || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let (Some(item), Some(student)) = (self.item(column), self.row(row)) else {
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
        let (top, left) = self.cursor.get_value();
        let mut entries = Vec::new();
        for (down, line) in text.trim_end_matches(['\r', '\n']).lines().enumerate() {
            for (right, cell) in line.split('\t').enumerate() {
                let student = self.row(top + down);
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
pub fn page(desk: Desk) -> El {
    let lines: Vec<Item> = desk.checklist().form(Form::Short).cloned().collect();
    let grid = Grid {
        desk,
        lines: StoredValue::new(lines),
        cursor: StoredValue::new((0, 0)),
        asking: RwSignal::new(false),
        waiting: RwSignal::new(None),
        stroke: StoredValue::new(now_ms()),
    };
    let blanks = blanks(desk);
    let words = FirstLookText::of(desk.app.locale.get_untracked());
    // The blank that was found last: asked again there, one wants the next.
    let found = StoredValue::new(None);
    let go_to_blank = move || {
        let cursor = grid.cursor.get_value();
        let is_found = found.get_value() == Some(cursor);
        let next = blanks.with_untracked(|blanks| {
            let mut places: Vec<_> = blanks
                .places
                .iter()
                .map(|blank| (blank.row, blank.line))
                .collect();
            sort_short(&mut places, |a, b| a <= b);
            places
                .iter()
                .find(|place| **place > cursor || (**place == cursor && !is_found))
                .or(places.first())
                .copied()
        });
        found.set_value(next);
        if let Some((row, column)) = next {
            grid.move_to(row, column);
        }
    };
    let count = desk.count();
    let paste = move |event: Event| {
        if let Some(text) = clipboard::pasted_text(&event) {
            event.prevent_default();
            grid.paste(&text);
        }
    };
    let body = move || match count.get() {
        0 => vec![
            el("p").text(words.nobody),
            el("p").child(link("button-main", Route::Roster, words.make_roster)),
        ],
        count => vec![
            el("div").class("grid-scroll").on("paste", paste).child(
                el("table")
                    .class("grid")
                    .attr("role", "grid")
                    .attr("aria-label", words.grid_label)
                    .child(grid_head(grid))
                    .child(el("tbody").children((0..count).map(|at| grid_row(grid, at)))),
            ),
            el("p").class("dim small").text(words.keys_grid),
        ],
    };
    let head = el("div")
        .class("page-head")
        .child(progress_bar(desk, blanks, go_to_blank))
        .child(history_buttons(desk))
        .child(link("button", Route::Sweep, words.as_sweep));
    el("div")
        .class("page-wide")
        .child(el("h1").class("visually-hidden").text(words.title))
        .child(head)
        .region(body)
        .child(el("p").child(link("button", Route::BlankForms, words.on_paper)))
        .child(confirm_row(grid))
}

fn grid_head(grid: Grid) -> El {
    let desk = grid.desk;
    let locale = desk.app.locale.get_untracked();
    let words = FirstLookText::of(locale);
    let head = |class: &str| el("th").attr("scope", "col").class(class);
    let checklist = desk.checklist();
    let line = |(at, item): (usize, &Item)| {
        let label = item.label.get(locale);
        let name = fill(words.column_label, &[("line", &label)]);
        let instrument = checklist.instrument_of(item);
        let help = instrument.map_or_else(
            || item.help.get(locale).to_owned(),
            |instrument| format!("{}：{}", instrument.label.get(locale), item.help.get(locale)),
        );
        let previous = at
            .checked_sub(1)
            .and_then(|at| grid.lines.with_value(|lines| lines.get(at).cloned()));
        let is_first = checklist.heading_before(previous.as_ref(), item).is_some() && at > 0;
        head(if is_first {
            "grid-line grid-instrument"
        } else {
            "grid-line"
        })
        .attr("data-line", item.id.as_str())
        .child(
            link("", Route::Sweep, "")
                .attr("title", &help)
                .attr("aria-label", &name)
                .on("click", move |_| desk.line.set(at))
                .child(el("span").text(label)),
        )
    };
    let lines: Vec<El> = grid
        .lines
        .with_value(|lines| lines.iter().enumerate().map(line).collect());
    let cells = el("tr")
        .child(head("grid-student").text(words.student))
        .children(lines)
        .child(head("grid-line").child(el("span").text(words.gut_line)))
        .child(head("grid-end").text(words.row_none_short))
        .child(head("grid-end").text(words.sum));
    el("thead").child(cells)
}

fn grid_row(grid: Grid, at: usize) -> El {
    let desk = grid.desk;
    let checklist = desk.checklist();
    let locale = desk.app.locale.get_untracked();
    let words = FirstLookText::of(locale);
    let row = desk.row_at(at);
    let hidden = move || desk.app.names_hidden.get();
    let with = move |read: &dyn Fn(&Row) -> String| {
        row.with(|row| row.as_ref().map(|row| read(row)).unwrap_or_default())
    };
    let is = move |read: &dyn Fn(&Row) -> bool| row.with(|row| row.as_ref().is_some_and(|row| read(row)));
    let title = move |row: &Row| student_title(&row.student, hidden(), locale);
    let name = move |row: &Row| row.student.name.clone().filter(|_| !hidden()).unwrap_or_default();
    let student_number = move || with(&|row| row.student.number.to_string());
    let student = el("th")
        .attr("scope", "row")
        .class("grid-student")
        .child(el("span").class("num").text_with(student_number))
        .text(" ")
        .child(el("span").class("personal").text_with(move || with(&name)));
    let gut_on = move |row: &Row| row.response.gut;
    let gut = button("grid-button", "", move |_| {
        if let Some(row) = row.get_untracked() {
            let (round, student) = (desk.round.get_untracked(), row.student.id);
            desk.dispatch(Command::Gut {
                round,
                student,
                on: !row.response.gut,
            });
        }
    })
    .attr_with("aria-pressed", move || Some(is(&gut_on).to_string()))
    .attr_with("aria-label", move || {
        Some(with(&|row| format!("{}：{}", title(row), words.gut_line)))
    })
    .text_with(move || {
        if is(&gut_on) {
            "●".to_owned()
        } else {
            String::new()
        }
    });
    let has_blank = {
        let checklist = checklist.clone();
        move |row: &Row| !row.response.progress(&checklist, Form::Short).is_complete()
    };
    let none_label = move |row: &Row| fill(words.row_none_label, &[("student", &title(row))]);
    let none = button("grid-button", "✓", move |_| {
        if let Some(row) = row.get_untracked() {
            grid.row_none(row.student.id);
        }
    })
    .flag_with("disabled", {
        let has_blank = has_blank.clone();
        move || !is(&has_blank)
    })
    .attr_with("aria-label", move || Some(with(&none_label)));
    let has_full_form = checklist.has_full_form();
    let is_open = move |row: &Row| has_full_form && (row.outcome.gate.now || row.response.gut);
    let sum = move |row: &Row| {
        let score = checklist
            .gate_score()
            .and_then(|index| row.outcome.scores.get(index));
        score.map_or_else(String::new, |score| {
            let (low, high) = (score.span.low, score.span.high);
            if (high - low).abs() < 0.05 {
                number(low)
            } else {
                format!("{}–{}", number(low), number(high))
            }
        })
    };
    let gate = move |row: &Row| {
        match (is_open(row), row.outcome.gate.possibly, has_blank(row)) {
            (true, _, _) => words.gate_open,
            (false, true, false) => words.gate_maybe,
            (false, _, _) => words.gate_closed,
        }
        .to_owned()
    };
    let end = el("td")
        .class("grid-sum")
        .toggle("open", move || is(&is_open))
        .child(el("b").class("num").text_with(move || with(&sum)))
        .child(
            el("span")
                .class("grid-open")
                .attr("aria-hidden", "true")
                .text("▶"),
        )
        .child(el("span").class("grid-gate").text_with(move || with(&gate)));
    el("tr")
        .attr_with("data-student", move || {
            Some(with(&|row| row.student.id.0.to_string()))
        })
        .child(student)
        .children((0..grid.columns()).map(|column| cell(grid, row, at, column)))
        .child(el("td").child(gut))
        .child(el("td").child(none))
        .child(end)
}

fn cell(grid: Grid, data: Memo<Option<Arc<Row>>>, row: usize, column: usize) -> El {
    let desk = grid.desk;
    let locale = desk.app.locale.get_untracked();
    let shown = move || {
        let data = data.get()?;
        let title = student_title(&data.student, desk.app.names_hidden.get(), locale);
        grid.lines.with_value(|lines| {
            let item = lines.get(column)?;
            let mark = mark(item, &data.response, locale);
            let label = format!("{title} {}：{}", item.label.get(locale), mark.words);
            let class = format!("cell mark-{}", mark.class);
            Some([class, label, mark.code, mark.sign].map(Some).to_vec())
        })
    };
    let blank = || vec![Some("cell mark-blank".to_owned()), None, None, None];
    let tap = move |_| {
        grid.take_stop(row, column);
        if let (Some(item), Some(student)) = (grid.item(column), grid.row(row)) {
            let answer = Some(tapped(&item, &student.response));
            grid.write(vec![Entry {
                student: student.student.id,
                item: item.id,
                answer,
            }]);
        }
    };
    let stop = if grid.cursor.get_value() == (row, column) {
        "0"
    } else {
        "-1"
    };
    el("td")
        .attr("id", &cell_id(row, column))
        .attr("role", "gridcell")
        .attr("tabindex", stop)
        .all_with(&["class", "aria-label", "data-answer"], move || {
            shown().unwrap_or_else(blank)
        })
        .on("click", tap)
        .on("focus", move |_| grid.take_stop(row, column))
        .on_key(move |event| grid.key(event, row, column))
}

fn confirm_row(grid: Grid) -> El {
    let locale = grid.desk.app.locale.get_untracked();
    let (words, frame) = (FirstLookText::of(locale), FrameText::of(locale));
    let write = move |_| {
        grid.desk.row_confirmed.set(true);
        let waiting = grid.waiting.get_untracked();
        if let Some(student) = waiting {
            grid.fill_row(student);
        }
        grid.asking.set(false);
        // The button that asked is out of use now.
        let is_it = |row: &Arc<Row>| Some(row.student.id) == waiting;
        if let Some(row) = grid.desk.rows.with_untracked(|rows| rows.iter().position(is_it)) {
            once_shown(move || grid.move_to(row, 0));
        }
    };
    let content = move || {
        let write = button("button-main", words.row_none_do, write).flag("autofocus");
        let cancel = button("button", frame.cancel, move |_| grid.asking.set(false));
        vec![
            el("p").text(words.row_none_confirm),
            el("div")
                .class("buttons dialog-buttons")
                .child(write)
                .child(cancel),
        ]
    };
    dialog(
        "row-none",
        grid.asking,
        move || words.row_none_confirm_title.to_owned(),
        content,
    )
}
