//! What the moved cut-offs bring: students at each level before and after, how many the team would talk about, and who
//! changes.

use leptos::prelude::*;

use super::Bench;
use crate::chart::level_chip::{shape_class, shape_sign};
use crate::domain::calibration::{Move, meeting_level};
use crate::domain::checklist::LevelIndex;
use crate::domain::scoring::LevelState;
use crate::text::fill;
use crate::text::frame::{FrameText, student_title};
use crate::ui::dom::{El, button, el};
use crate::ui::keeping::focus_soon;

/// The list of those who change.
const MOVES_ID: &str = "moves";

/// How many students are named at once while a cut-off is moved: a class, and no more of a whole school than people read.
const NAMED: usize = 40;

impl Bench {
    pub(super) fn effect(self) -> El {
        let words = self.words;
        let reset = button("button", words.reset, move |_| {
            self.touched.set(None);
            let ground = self.ground();
            self.values
                .set(ground.cut_offs.iter().map(|cut_off| cut_off.at).collect());
        })
        .flag_with("disabled", move || self.moved().is_empty());
        el("section")
            .class("card")
            .child(el("h2").text(words.levels))
            .region(move || vec![self.counts()])
            .child(el("p").class("small").text_with(move || self.sensitivity()))
            .child(el("h3").text(words.who))
            .region(move || self.moves())
            .child(el("div").class("buttons").child(reset))
    }

    fn level_name(self, level: LevelIndex) -> String {
        let locale = self.app.locale.get_untracked();
        let ground = self.ground();
        let level = ground.checklist.levels.get(level);
        level.map_or_else(String::new, |level| level.label.get(locale).to_owned())
    }

    fn counts(self) -> El {
        let (words, locale) = (self.words, self.app.locale.get_untracked());
        let (ground, trial) = (self.ground(), self.trial.get());
        let row = |head: El, before: usize, after: usize| {
            let row = el("tr")
                .child(el("th").attr("scope", "row").child(head))
                .child(el("td").text(&before.to_string()))
                .child(el("td").text(&after.to_string()));
            if before == after {
                row
            } else {
                row.class("changed")
            }
        };
        let count = |counts: &[usize], at: usize| counts.get(at).copied().unwrap_or(0);
        let mut rows = Vec::new();
        for (at, level) in ground.checklist.levels.iter().enumerate().rev() {
            let chip = el("span")
                .class(shape_class(Some(level.shape)))
                .child(
                    el("span")
                        .attr("aria-hidden", "true")
                        .text(shape_sign(Some(level.shape))),
                )
                .text(&format!(" {}", level.label.get(locale)));
            rows.push(row(
                chip,
                count(&trial.before.levels, at),
                count(&trial.after.levels, at),
            ));
        }
        let (before, after) = (&trial.before, &trial.after);
        if before.insufficient + after.insufficient > 0 {
            let chip = el("span").class(shape_class(None)).text(words.insufficient);
            rows.push(row(chip, before.insufficient, after.insufficient));
        }
        if ground.checklist.gate.is_some() {
            rows.push(row(el("span").text(words.called), before.called, after.called));
        }
        for (at, notice) in ground.checklist.notices.iter().enumerate() {
            let name = fill(words.notice, &[("what", &notice.label.get(locale))]);
            rows.push(row(
                el("span").text(&name),
                count(&before.notices, at),
                count(&after.notices, at),
            ));
        }
        let head = |word: &str| el("th").attr("scope", "col").text(word);
        let heads = el("tr").children([words.level, words.now, words.after].map(head));
        el("table")
            .class("table num effect-table")
            .child(el("thead").child(heads))
            .child(el("tbody").children(rows))
    }

    /// The number that a cut-off is moved for; it stays in sight.
    pub(super) fn capacity(self) -> El {
        el("p")
            .class("capacity")
            .attr("role", "status")
            .text_with(move || self.capacity_line())
    }

    fn capacity_line(self) -> String {
        let trial = self.trial.get();
        let level = meeting_level(&self.ground().checklist);
        fill(
            self.words.capacity,
            &[
                ("level", &self.level_name(level)),
                ("n", &trial.after.at_or_above(level)),
                ("before", &trial.before.at_or_above(level)),
            ],
        )
    }

    fn sensitivity(self) -> String {
        let trial = self.trial.get();
        let level = meeting_level(&self.ground().checklist);
        let (low, high) = trial.after.span_at_or_above(level);
        if trial.after.open == 0 {
            return self.words.certain.to_owned();
        }
        fill(
            self.words.sensitivity,
            &[
                ("n", &trial.after.open),
                ("level", &self.level_name(level)),
                ("low", &low),
                ("high", &high),
            ],
        )
    }

    fn moves(self) -> Vec<El> {
        let words = self.words;
        let trial = self.trial.get();
        if trial.moves.is_empty() {
            return vec![el("p").class("dim").text(words.nobody_moves)];
        }
        let count = fill(words.moves, &[("n", &trial.moves.len())]);
        let named = if self.names_all.get() {
            trial.moves.len()
        } else {
            NAMED
        };
        let list = el("ul")
            .class("move-list")
            .attr("tabindex", "-1")
            .attr("id", MOVES_ID)
            .children(
                trial
                    .moves
                    .iter()
                    .take(named)
                    .map(|change| self.one_move(*change)),
            );
        let rest = trial.moves.len().saturating_sub(named);
        let more = (rest > 0).then(|| {
            button("button", "", move |_| {
                self.names_all.set(true);
                focus_soon(MOVES_ID.to_owned());
            })
            .text(&fill(words.moves_more, &[("n", &rest)]))
        });
        vec![el("p").class("num").text(&count), list]
            .into_iter()
            .chain(more)
            .collect()
    }

    fn one_move(self, change: Move) -> El {
        let (words, app) = (self.words, self.app);
        let locale = app.locale.get_untracked();
        let ground = self.ground();
        let class = ground.classes.get(change.subject.class);
        let (class, student) = class.map_or_else(Default::default, |(class, students)| {
            let mut students = students.iter();
            let student = students.find(|student| student.number == change.subject.number);
            (class.clone(), student.cloned())
        });
        let who = el("b").class("personal").text_with(move || {
            let who = student.as_ref().map_or_else(
                || fill(FrameText::of(locale).number, &[("n", &change.subject.number)]),
                |student| student_title(student, app.names_hidden.get(), locale),
            );
            // The class of a student is said where there are several.
            if class.is_empty() {
                who
            } else {
                format!("{class} {who}")
            }
        });
        let name = |state: LevelState| match state {
            LevelState::Level(level) => self.level_name(level),
            LevelState::Insufficient => words.insufficient.to_owned(),
        };
        let mut told = Vec::new();
        if change.before != change.after {
            told.push(fill(
                words.from_level,
                &[("before", &name(change.before)), ("after", &name(change.after))],
            ));
        }
        match change.gate {
            (false, true) => told.push(words.gate_opens.to_owned()),
            (true, false) => told.push(words.gate_closes.to_owned()),
            (true, true) | (false, false) => {}
        }
        let separator = match locale {
            crate::domain::locale::Locale::Ja => "、",
            crate::domain::locale::Locale::En => ", ",
        };
        el("li").child(who).child(el("span").text(&told.join(separator)))
    }
}
