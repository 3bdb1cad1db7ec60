//! 学級のようす: the heat map of the class, and a drawer with what is known of one student.

mod beside;

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use crate::browser::{self, focus};
use crate::chart::heat_map::{HeatRow, Medium, ORDER_ID, heat_map, legend, row_id};
use crate::chart::level_chip::shape_sign;
use crate::domain::fairness::{Sheet, findings};
use crate::domain::overview::{Filter, Gaps};
use crate::domain::roster::StudentId;
use crate::route::Route;
use crate::text::class::ClassText;
use crate::text::fairness::{FairnessText, ask};
use crate::text::fill;
use crate::text::frame::{FrameText, class_title, school_year};
use crate::ui::components::student_facts::student_facts;
use crate::ui::components::{Choice, Icon, dialog, icon, rule_card, segmented};
use crate::ui::dom::{El, button, el, keep, link, once_shown};
use crate::ui::state::{Desk, Row};

/// What the screen works on.
#[derive(Clone, Copy)]
struct Overview {
    desk: Desk,
    words: &'static ClassText,
    filter: RwSignal<Filter>,
    descending: RwSignal<bool>,
    as_words: RwSignal<bool>,
    /// Rows shown, in the order shown.
    rows: Memo<Vec<Arc<Row>>>,
    /// Whose details are in the drawer.
    shown: RwSignal<Option<StudentId>>,
    open: RwSignal<bool>,
}

/// The screen.
pub fn page(desk: Desk) -> El {
    let words = ClassText::of(desk.app.locale.get_untracked());
    let (filter, descending) = (RwSignal::new(Filter::All), RwSignal::new(false));
    let rows = Memo::new(move |_| {
        let mut rows: Vec<Arc<Row>> = desk.rows.with(|rows| {
            let shows = |row: &&Arc<Row>| filter.get().shows(&row.outcome);
            rows.iter().filter(shows).cloned().collect()
        });
        if descending.get() {
            rows.reverse();
        }
        rows
    });
    let overview = Overview {
        desk,
        words,
        filter,
        descending,
        as_words: RwSignal::new(false),
        rows,
        shown: RwSignal::new(None),
        open: RwSignal::new(false),
    };
    keep(move || desk.seen.set(Some(desk.round.get())));
    let heading = el("div")
        .class("page-head")
        .child(el("h1").text(words.title))
        .child(el("p").class("num").text_with(move || overview.gap_line()));
    el("div")
        .class("page-wide overview has-sheet")
        .child(heading)
        .child(el("div").region(move || overview.hints()))
        .child(overview.tools())
        .child(
            el("p")
                .class("dim small")
                .text(FrameText::of(desk.app.locale.get_untracked()).not_diagnosis),
        )
        .child(overview.map())
        .child(overview.legend())
        .child(beside::section(desk))
        .child(overview.feet())
        .child(overview.drawer())
        .child(overview.sheet())
}

impl Overview {
    /// 足りない情報：未記入 3、わからない 5、詳しい票がまだ 2人
    fn gap_line(self) -> String {
        let words = self.words;
        let checklist = self.desk.checklist();
        let mut gaps = Gaps::default();
        self.desk.rows.with(|rows| {
            for row in rows {
                gaps.add(&checklist, &row.response, &row.outcome);
            }
        });
        let named: Vec<String> = [
            (words.gap_blank, gaps.blank),
            (words.gap_unknown, gaps.unknown),
            (words.gap_full, gaps.full_left),
        ]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(word, n)| fill(word, &[("n", &n)]))
        .collect();
        let list = if named.is_empty() {
            words.no_gaps.to_owned()
        } else {
            named.join("　")
        };
        format!("{}{list}", words.gaps)
    }

    fn tools(self) -> El {
        let words = self.words;
        let looks = [(0, words.as_picture), (1, words.as_words)].map(|(value, label)| Choice {
            value,
            label: label.to_owned(),
            is_quiet: false,
        });
        let look = segmented(
            "look",
            "look-label",
            &looks,
            move || Some(u16::from(self.as_words.get())),
            move |value| {
                if let Some(value) = value {
                    self.as_words.set(value == 1);
                }
            },
        );
        let print = button("button", "", |_| {
            browser::print::print();
        })
        .child(icon(Icon::Print))
        .text(words.print);
        el("div")
            .class("tools")
            .child(self.filters())
            .child(
                el("span")
                    .attr("id", "look-label")
                    .class("visually-hidden")
                    .text(words.look),
            )
            .child(look)
            .child(print)
    }

    /// Chips that choose who is shown, each with its number of students; those with nobody are left out.
    fn filters(self) -> El {
        let words = self.words;
        let chips = move || {
            let locale = self.desk.app.locale.get_untracked();
            let checklist = self.desk.checklist();
            let chosen = self.filter.get();
            Filter::all(&checklist)
                .into_iter()
                .filter_map(|filter| {
                    let n = self
                        .desk
                        .rows
                        .with(|rows| rows.iter().filter(|row| filter.shows(&row.outcome)).count());
                    let (sign, label) = match filter {
                        Filter::All => ("", words.all),
                        Filter::Level(level) => {
                            let level = checklist.levels.get(level)?;
                            (shape_sign(Some(level.shape)), level.short.get(locale))
                        }
                        Filter::Insufficient => (shape_sign(None), words.insufficient),
                        Filter::Urgent => ("!", words.urgent),
                        Filter::Changed => ("▲▼", words.changed),
                    };
                    if n == 0 && filter != chosen && filter != Filter::All {
                        return None;
                    }
                    let text = fill(words.chip, &[("n", &n), ("label", &label)]);
                    let is_chosen = filter == chosen;
                    let chip = button("filter num", "", move |_| {
                        self.filter.set(filter);
                        focus_soon("filter-chosen".to_owned());
                    })
                    .attr("aria-pressed", if is_chosen { "true" } else { "false" })
                    .child(el("span").attr("aria-hidden", "true").text(sign))
                    .text(&format!(" {text}"));
                    Some(if is_chosen {
                        chip.attr("id", "filter-chosen")
                    } else {
                        chip
                    })
                })
                .collect()
        };
        el("div")
            .class("filters")
            .attr("role", "group")
            .attr("aria-label", words.filter)
            .region(chips)
    }

    /// The map as markup, for the screen or for paper.
    fn draw(self, medium: Medium) -> String {
        let desk = self.desk;
        let hidden = desk.app.names_hidden.get();
        let checklist = desk.checklist();
        self.rows.with(|rows| {
            let rows: Vec<HeatRow<'_>> = rows
                .iter()
                .map(|row| HeatRow {
                    student: row.student.id,
                    number: row.student.number,
                    name: row.student.name.as_deref().filter(|_| !hidden),
                    response: &row.response,
                    outcome: &row.outcome,
                })
                .collect();
            heat_map(
                &checklist,
                &rows,
                self.shown.get(),
                medium,
                desk.app.locale.get_untracked(),
            )
        })
    }

    fn map(self) -> El {
        let words = self.words;
        let table = el("div")
            .class("heat-place")
            .toggle("as-words", move || self.as_words.get())
            .html_with(move || self.draw(Medium::Screen))
            .on("click", move |event| {
                if let Some(student) = student_of(&event) {
                    self.show(student);
                } else if within(&event, &format!("#{ORDER_ID}")).is_some() {
                    self.descending.update(|descending| *descending = !*descending);
                    focus_soon(ORDER_ID.to_owned());
                }
            })
            .on_key(move |event| {
                let step = match event.key().as_str() {
                    "ArrowDown" => 1,
                    "ArrowUp" => -1,
                    _ => return,
                };
                let next = student_of(event).and_then(|student| self.neighbour(student, step));
                if let Some(next) = next {
                    event.prevent_default();
                    focus::focus_id(&row_id(next));
                }
            });
        let nobody = move || {
            if self.rows.with(|rows| !rows.is_empty()) {
                return Vec::new();
            }
            if self.desk.rows.with(|rows| rows.is_empty()) {
                let frame = FrameText::of(self.desk.app.locale.get_untracked());
                return vec![el("p").child(link("button-main", Route::Roster, frame.roster))];
            }
            let all = button("button", words.show_all, move |_| self.filter.set(Filter::All));
            vec![el("p").text(words.nobody), el("p").child(all)]
        };
        el("div").child(table).region(nobody)
    }

    fn legend(self) -> El {
        let locale = self.desk.app.locale.get_untracked();
        el("section")
            .attr("aria-label", self.words.legend)
            .html(&legend(&self.desk.checklist(), locale))
    }

    fn feet(self) -> El {
        let desk = self.desk;
        let meeting = button("button-main", self.words.to_meeting, move |_| {
            desk.chosen.set(None);
            desk.app.go(Route::Meeting);
        });
        el("div").class("buttons").child(meeting).child(link(
            "button",
            Route::Calibration,
            self.words.to_calibration,
        ))
    }

    /// Questions about the answers of the class, until they are closed. Nothing of them is kept or printed.
    fn hints(self) -> Vec<El> {
        let desk = self.desk;
        let round = desk.round.get();
        if desk.hints_closed.get() == Some(round) {
            return Vec::new();
        }
        let locale = desk.app.locale.get_untracked();
        let (words, checklist) = (FairnessText::of(locale), desk.checklist());
        let questions: Vec<String> = desk.rows.with(|rows| {
            let sheets: Vec<Sheet<'_>> = rows
                .iter()
                .map(|row| Sheet {
                    student: row.student.id,
                    response: &row.response,
                    outcome: &row.outcome,
                })
                .collect();
            let number = |student: StudentId| {
                let row = rows.iter().find(|row| row.student.id == student);
                row.map(|row| row.student.number)
            };
            let pace = desk.pace.get_untracked();
            findings(&checklist, &sheets, &pace)
                .iter()
                .map(|finding| ask(&checklist, finding, &number, locale))
                .collect()
        });
        if questions.is_empty() {
            return Vec::new();
        }
        let close = button("button", words.dismiss, move |_| {
            desk.hints_closed.set(Some(round))
        });
        let head = el("div")
            .class("page-head")
            .child(el("h2").text(words.title))
            .child(close);
        vec![
            el("section")
                .class("card hints no-print")
                .attr("aria-label", words.title)
                .child(head)
                .child(el("ul").children(questions.iter().map(|question| el("li").text(question))))
                .child(el("p").class("dim small").text(words.lead)),
        ]
    }

    fn show(self, student: StudentId) {
        self.shown.set(Some(student));
        self.open.set(true);
    }

    /// The student so many rows further, in the order shown.
    fn neighbour(self, student: StudentId, step: isize) -> Option<StudentId> {
        self.rows.with_untracked(|rows| {
            let at = rows.iter().position(|row| row.student.id == student)?;
            rows.get(at.checked_add_signed(step)?).map(|row| row.student.id)
        })
    }

    fn drawer(self) -> El {
        let words = self.words;
        // The map is drawn anew when a row is chosen, so the keyboard goes back by name, not by node.
        keep(move || {
            if !self.open.get()
                && let Some(student) = self.shown.get_untracked()
            {
                self.shown.set(None);
                focus_soon(row_id(student));
            }
        });
        let title = move || {
            let number = self.shown.get().and_then(|student| self.desk.row(student));
            number.map_or_else(String::new, |row| {
                fill(words.details, &[("n", &row.student.number)])
            })
        };
        dialog("student-drawer", self.open, title, move || {
            let row = self.shown.get().and_then(|student| self.desk.row(student));
            row.map(|row| self.details(&row)).unwrap_or_default()
        })
    }

    fn details(self, row: &Arc<Row>) -> Vec<El> {
        let (desk, words) = (self.desk, self.words);
        let student = row.student.id;
        let frame = FrameText::of(desk.app.locale.get_untracked());
        let go = move |route: Route| {
            move |_| {
                self.shown.set(None);
                self.open.set(false);
                desk.chosen.set(Some(student));
                desk.app.go(route);
            }
        };
        let turn = |id: &str, words: &str, step: isize| {
            let next = self.neighbour(student, step);
            let back = id.to_owned();
            button("button", words, move |_| {
                self.shown.set(next.or(Some(student)));
                focus_soon(back.clone());
            })
            .attr("id", id)
            .flag_with("disabled", move || next.is_none())
        };
        let name = row.student.name.clone().map(|name| {
            el("p").class("personal drawer-name").text_with(move || {
                if desk.app.names_hidden.get() {
                    String::new()
                } else {
                    name.clone()
                }
            })
        });
        let mut acts = vec![
            button("button-main", words.open_meeting, go(Route::Meeting)),
            button("button", words.open_full, go(Route::Full)),
        ];
        if row.response.decision.is_some() {
            acts.push(button("button", words.open_summary, go(Route::Summary)));
        }
        if row.outcome.urgent {
            acts.push(button("button-danger", words.open_safety, move |_| {
                self.open.set(false);
                desk.safety.set(Some(student));
            }));
        }
        let turns = el("div")
            .class("buttons drawer-turns")
            .child(turn("drawer-previous", words.previous, -1))
            .child(turn("drawer-next", words.next, 1))
            .child(button("button", frame.close, move |_| self.open.set(false)));
        name.into_iter()
            .chain([
                turns,
                student_facts(desk, row),
                el("div").class("buttons drawer-acts").children(acts),
            ])
            .collect()
    }

    /// The paper: the same table in words.
    fn sheet(self) -> El {
        let (desk, words) = (self.desk, self.words);
        let locale = desk.app.locale.get_untracked();
        let head = move || {
            let class = desk.with(|document| {
                let classroom = &document.classroom;
                format!(
                    "{}　{}",
                    school_year(classroom.school_year, locale),
                    class_title(classroom, locale)
                )
            });
            let round = desk.with_round(|round| round.label.clone()).unwrap_or_default();
            format!("{}　{class}　{round}", words.title)
        };
        el("div")
            .class("sheet heat-sheet")
            .child(el("p").class("sheet-mark").text(words.keep_inside))
            .child(el("h1").text_with(head))
            .child(el("p").text(FrameText::of(locale).not_diagnosis))
            .child(el("p").text(&format!(
                "{}　{}　{}",
                words.legend_trend, words.legend_gut, words.legend_urgent
            )))
            .child(
                el("div")
                    .class("as-words")
                    .html_with(move || self.draw(Medium::Paper)),
            )
            .child(el("p").class("sheet-foot").text_with(move || self.gap_line()))
            .child(el("p").text_with(move || rule_card(desk)))
    }
}

/// Puts the keyboard on an element that is only just being drawn.
fn focus_soon(id: String) {
    once_shown(move || {
        focus::focus_id(&id);
    });
}

/// The element matching a selector in which an event happened.
fn within(event: &Event, selector: &str) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(selector).ok()?
}

/// The student of the row in which an event happened.
fn student_of(event: &Event) -> Option<StudentId> {
    let row = within(event, "[data-student]")?;
    row.get_attribute("data-student")?.parse().ok().map(StudentId)
}
