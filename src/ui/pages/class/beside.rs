//! 別の決まりで並べて見る: what another content would say of the answers of this round, beside what its own says. It is never
//! stored and never printed.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::File;

use crate::browser::files::read_file;
use crate::chart::heat_map::short_span;
use crate::domain::carry_over::{Beside, beside};
use crate::domain::checklist::Checklist;
use crate::domain::limits::MAX_CONTENT_BYTES;
use crate::domain::locale::Locale;
use crate::domain::scoring::{LevelState, Outcome};
use crate::format::contents::{Origin, Source, text_of};
use crate::text::content::explain_content;
use crate::text::contents::{ContentsText, name_content, origin_name};
use crate::text::fill;
use crate::text::frame::student_title;
use crate::text::keeping::explain_file;
use crate::ui::components::chip::chip_view;
use crate::ui::components::{chip, file_button, tick};
use crate::ui::contents;
use crate::ui::dom::{El, button, el, value};
use crate::ui::state::{Desk, Row};

/// What the section works on.
#[derive(Clone, Copy)]
struct Trial {
    desk: Desk,
    words: &'static ContentsText,
    /// The rules beside those of the round.
    other: RwSignal<Option<Arc<Checklist>>>,
    /// Whether only those are shown whose level differs.
    only: RwSignal<bool>,
}

/// The button, and under it the comparison.
pub fn section(desk: Desk) -> El {
    let words = ContentsText::of(desk.app.locale.get_untracked());
    let trial = Trial {
        desk,
        words,
        other: RwSignal::new(None),
        only: RwSignal::new(false),
    };
    let open = RwSignal::new(false);
    let toggle = button("button", words.beside, move |_| {
        open.update(|open| *open = !*open)
    })
    .attr_with("aria-expanded", move || Some(open.get().to_string()))
    .attr("aria-controls", "beside");
    el("section")
        .class("beside no-print")
        .child(toggle)
        .child(el("div").attr("id", "beside").region(move || match open.get() {
            true => trial.content(),
            false => Vec::new(),
        }))
}

/// A choice: its words, and the rules.
type Other = (String, Arc<Checklist>);

impl Trial {
    fn locale(self) -> Locale {
        self.desk.app.locale.get_untracked()
    }

    /// Contents at hand and those the class keeps, but for that of the round.
    fn others(self) -> Vec<Other> {
        let (desk, words, locale) = (self.desk, self.words, self.locale());
        let own = desk.checklist().stamp.clone();
        let known = contents::known(desk.app).into_iter().rev();
        let known = known.map(|source| (origin_name(source.origin, locale), source.checklist));
        let kept: Vec<Arc<str>> = desk.with(|document| document.ledger.contents.values().cloned().collect());
        let kept = kept
            .iter()
            .filter_map(contents::checklist_of)
            .map(|checklist| (words.class, checklist));
        let mut others: Vec<Other> = Vec::new();
        for (origin, checklist) in known.chain(kept) {
            let is_new = others.iter().all(|(_, other)| other.stamp != checklist.stamp);
            if is_new && checklist.stamp != own {
                let name = name_content(words.named, &checklist, locale);
                others.push((format!("{name}（{origin}）"), checklist));
            }
        }
        others
    }

    fn content(self) -> Vec<El> {
        let words = self.words;
        let others = self.others();
        let none = others.is_empty().then(|| el("p").text(words.beside_no_other));
        let file = file_button(
            "button",
            ".json,application/json",
            [el("span").text(words.beside_file)],
            move |file| {
                leptos::task::spawn_local(self.read(file));
            },
        );
        let choose = (!others.is_empty()).then(|| self.choose(others));
        [el("p").class("small").text(words.beside_lead)]
            .into_iter()
            .chain(none)
            .chain([el("div").class("buttons").children(choose).child(file)])
            .chain([el("div").class("beside-result").region(move || self.result())])
            .collect()
    }

    fn choose(self, others: Vec<Other>) -> El {
        let words = self.words;
        let other = self.other;
        let option = |at: usize, name: &str, stamp: Option<&Arc<Checklist>>| {
            let stamp = stamp.map(|checklist| checklist.stamp.clone());
            el("option")
                .attr("value", &at.to_string())
                .text(name)
                .prop_with("selected", move || {
                    let chosen = other.with(|other| other.as_ref().map(|other| other.stamp.clone()));
                    JsValue::from_bool(chosen == stamp)
                })
        };
        let options: Vec<El> = std::iter::once(option(0, words.beside_none, None))
            .chain(
                (1..)
                    .zip(&others)
                    .map(|(at, (name, checklist))| option(at, name, Some(checklist))),
            )
            .collect();
        let pick = move |event| {
            let at: usize = value(&event).parse().unwrap_or(0);
            let chosen = at.checked_sub(1).and_then(|at| others.get(at));
            self.take(chosen.map(|(_, checklist)| checklist.clone()));
        };
        el("label")
            .class("field")
            .child(el("span").text(words.beside_which))
            .child(el("select").on("change", pick).children(options))
    }

    /// Sets rules beside the round's, as they hold for the grade of the class.
    fn take(self, checklist: Option<Arc<Checklist>>) {
        let grade = self.desk.with_untracked(|document| document.classroom.grade);
        self.other
            .set(checklist.map(|checklist| contents::for_grade(&checklist, grade)));
    }

    async fn read(self, file: File) {
        let (app, locale) = (self.desk.app, self.locale());
        let bytes = match read_file(&file, MAX_CONTENT_BYTES).await {
            Ok(bytes) => bytes,
            Err(error) => return app.warn(explain_file(&error, locale)),
        };
        match text_of(&bytes).and_then(|text| Source::read(Origin::Device, &text)) {
            Ok(source) => self.take(Some(source.checklist)),
            Err(error) => app.warn(explain_content(&error, locale)),
        }
    }

    fn result(self) -> Vec<El> {
        let (desk, words, locale) = (self.desk, self.words, self.locale());
        let Some(other) = self.other.get() else {
            return Vec::new();
        };
        let own = desk.checklist();
        let rows: Vec<(Arc<Row>, Beside)> = desk.rows.with(|rows| {
            let one = |row: &Arc<Row>| {
                let sheet = (&row.response, &row.outcome);
                (row.clone(), beside(sheet, row.earlier.as_ref(), &own, &other))
            };
            rows.iter().map(one).collect()
        });
        let numbers: Vec<String> = rows
            .iter()
            .filter(|(_, beside)| beside.differs)
            .map(|(row, _)| fill(words.beside_number, &[("n", &row.student.number)]))
            .collect();
        let who = match numbers.is_empty() {
            true => words.beside_equal.to_owned(),
            false => fill(
                words.beside_differ,
                &[("list", &numbers.join("、")), ("n", &numbers.len())],
            ),
        };
        let lost: usize = rows.iter().map(|(_, beside)| beside.lost).sum();
        let lost = (lost > 0).then(|| {
            el("p")
                .class("small")
                .text(&fill(words.beside_lost_lead, &[("n", &lost)]))
        });
        let title = name_content(words.beside_other, &other, locale);
        let only = self.only;
        let counts = el("div")
            .class("beside-counts")
            .child(self.counts(words.beside_own, &own, rows.iter().map(|(row, _)| &row.outcome)))
            .child(self.counts(&title, &other, rows.iter().map(|(_, beside)| &beside.outcome)));
        vec![
            el("p")
                .class("num")
                .attr("role", "status")
                .child(el("b").text(&who)),
            counts,
            el("div").children(lost),
            tick(words.beside_only, move || only.get(), move |on| only.set(on)),
            el("div").region(move || vec![self.table(&title, &own, &other, &rows)]),
        ]
    }

    /// How many students are on each level, the highest first.
    fn counts<'a>(
        self,
        title: &str,
        checklist: &Checklist,
        outcomes: impl Iterator<Item = &'a Outcome>,
    ) -> El {
        let (words, locale) = (self.words, self.locale());
        let levels: Vec<LevelState> = outcomes.map(|outcome| outcome.level).collect();
        let row = |name: &str, state: LevelState| {
            let n = levels.iter().filter(|level| **level == state).count();
            el("tr")
                .child(el("th").attr("scope", "row").text(name))
                .child(el("td").class("num").text(&n.to_string()))
        };
        let named = checklist.levels.iter().enumerate().rev();
        let rows = named
            .map(|(at, level)| row(level.label.get(locale), LevelState::Level(at)))
            .chain([row(words.beside_insufficient, LevelState::Insufficient)]);
        let head = |head: &str| el("th").attr("scope", "col").text(head);
        el("table")
            .class("table")
            .child(el("caption").text(title))
            .child(
                el("thead").child(
                    el("tr")
                        .child(head(words.beside_level))
                        .child(head(words.beside_counts)),
                ),
            )
            .child(el("tbody").children(rows))
    }

    fn table(self, title: &str, own: &Checklist, other: &Checklist, rows: &[(Arc<Row>, Beside)]) -> El {
        let (desk, words, locale, only) = (self.desk, self.words, self.locale(), self.only);
        let level = |checklist: &Checklist, outcome: &Outcome| {
            let span =
                short_span(checklist, outcome, locale).map(|span| el("span").class("dim small").text(&span));
            el("td")
                .child(chip(&chip_view(checklist, outcome, locale, true)))
                .children(span)
        };
        let line = |(row, beside): &(Arc<Row>, Beside)| {
            let student = row.student.clone();
            let name = move || student_title(&student, desk.app.names_hidden.get(), locale);
            let differs = beside
                .differs
                .then(|| el("b").text(&format!(" {}", words.differs)));
            let lost = if beside.lost == 0 {
                "–".to_owned()
            } else {
                beside.lost.to_string()
            };
            el("tr")
                .class(if beside.differs { "beside-differs" } else { "" })
                .child(
                    el("th")
                        .attr("scope", "row")
                        .child(el("span").class("personal num").text_with(name)),
                )
                .child(level(own, &row.outcome))
                .child(level(other, &beside.outcome).children(differs))
                .child(el("td").class("num").text(&lost))
        };
        let head = |head: &str| el("th").attr("scope", "col").text(head);
        let heads = [
            head(words.student),
            head(words.beside_own),
            head(title),
            head(words.beside_lost),
        ];
        let lines: Vec<El> = rows
            .iter()
            .filter(|(_, beside)| beside.differs || !only.get())
            .map(line)
            .collect();
        let table = el("table")
            .class("table beside-table")
            .child(el("thead").child(el("tr").children(heads)))
            .child(el("tbody").children(lines));
        el("div")
            .class("scroll-x")
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr("aria-label", words.beside)
            .child(table)
    }
}
