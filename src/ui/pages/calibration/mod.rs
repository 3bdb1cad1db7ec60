//! しきい値の調整: where the cut-offs fall in the open class, and what moves with them.
//!
//! Nothing here is dispatched: the open round keeps its content and its results. What is moved leaves only as a content
//! document of a new version.

mod cuts;
mod effect;
mod export;

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::calibration::{Calibration, ClassAnswers, CutOff, Histogram, Trial, cut_offs, put};
use crate::domain::checklist::{Checklist, ScoreIndex};
use crate::format::json::Json;
use crate::route::Route;
use crate::text::calibration::CalibrationText;
use crate::text::fill;
use crate::text::frame::FrameText;
use crate::ui::dom::{El, el, link, value};
use crate::ui::state::Desk;

/// The screen. Another round, or answers that come from elsewhere, begin it anew.
pub fn page(desk: Desk) -> El {
    el("div").class("page calibration").region(move || {
        let words = CalibrationText::of(desk.app.locale.get_untracked());
        let title = el("h1").text(words.title);
        if desk.rows.with(Vec::is_empty) {
            let frame = FrameText::of(desk.app.locale.get_untracked());
            return vec![
                title,
                el("p").text(words.nobody),
                el("p").child(link("button-main", Route::Roster, frame.roster)),
            ];
        }
        let bench = Bench::new(desk);
        vec![
            title,
            bench.lead(),
            bench.choice(),
            bench.work(),
            bench.capacity(),
        ]
    })
}

/// What does not change while the cut-offs are moved.
struct Ground {
    /// The content of the round, without the bands of the grade put in place of its own.
    checklist: Checklist,
    /// The document it was read from, if it is at hand.
    document: Option<Json>,
    calibration: Calibration,
    cut_offs: Vec<CutOff>,
}

/// The class with cut-offs that can be moved: a pointer to signals, so that closures copy it.
#[derive(Clone, Copy)]
struct Bench {
    desk: Desk,
    words: &'static CalibrationText,
    ground: StoredValue<Arc<Ground>>,
    /// The score looked at.
    score: RwSignal<ScoreIndex>,
    /// The value of every cut-off, in the order of [`Ground::cut_offs`].
    values: RwSignal<Vec<f64>>,
    /// The cut-off that was touched last.
    touched: RwSignal<Option<usize>>,
    trial: Memo<Arc<Trial>>,
}

impl Bench {
    fn new(desk: Desk) -> Self {
        let (checklist, document) = export::content_of(desk);
        let grade = desk.with(|document| document.classroom.grade);
        let calibration = desk.rows.with(|rows| {
            let students = rows
                .iter()
                .map(|row| (row.student.number, &row.response, row.previous.as_ref()))
                .collect();
            Calibration::new(&checklist, vec![ClassAnswers { grade, students }])
        });
        let cut_offs = cut_offs(&checklist, &calibration.grades());
        let values = RwSignal::new(cut_offs.iter().map(|cut_off| cut_off.at).collect::<Vec<f64>>());
        // The whole score of the class is what people know best.
        let score = RwSignal::new(checklist.trend.score);
        let ground = StoredValue::new(Arc::new(Ground {
            checklist,
            document,
            calibration,
            cut_offs,
        }));
        let trial = Memo::new_with_compare(
            move |_| {
                let ground = ground.get_value();
                Arc::new(ground.calibration.trial(&moved(&ground, &values.read())))
            },
            |_, _| true,
        );
        Self {
            desk,
            words: CalibrationText::of(desk.app.locale.get_untracked()),
            ground,
            score,
            values,
            touched: RwSignal::new(None),
            trial,
        }
    }

    fn ground(self) -> Arc<Ground> {
        self.ground.get_value()
    }

    /// How the score looked at is spread.
    fn histogram(self) -> Histogram {
        self.ground().calibration.histogram(self.score.get())
    }

    /// Positions of the cut-offs of the score looked at.
    fn shown(self) -> Vec<usize> {
        let (ground, score) = (self.ground(), self.score.get());
        (0..ground.cut_offs.len())
            .filter(|at| {
                let cut_off = ground.cut_offs.get(*at);
                cut_off.is_some_and(|cut_off| cut_off.reads(&ground.checklist, score))
            })
            .collect()
    }

    /// The value of a cut-off now, tracking changes.
    fn value(self, cut_off: usize) -> f64 {
        self.values.read().get(cut_off).copied().unwrap_or_default()
    }

    /// Its value in the content.
    fn original(self, cut_off: usize) -> f64 {
        self.ground()
            .cut_offs
            .get(cut_off)
            .map_or(0.0, |cut_off| cut_off.at)
    }

    fn set(self, cut_off: usize, value: f64) {
        if !value.is_finite() {
            return;
        }
        self.touched.set(Some(cut_off));
        self.values.update(|values| {
            if let Some(place) = values.get_mut(cut_off) {
                *place = value;
            }
        });
    }

    /// Positions of the cut-offs that are not where the content has them.
    fn moved(self) -> Vec<usize> {
        let ground = self.ground();
        let values = self.values.read();
        let pairs = ground.cut_offs.iter().zip(values.iter()).enumerate();
        pairs
            .filter(|(_, (cut_off, value))| differs(cut_off.at, **value))
            .map(|(at, _)| at)
            .collect()
    }

    fn lead(self) -> El {
        let words = self.words;
        let unchanged = move || {
            let round = self
                .desk
                .with_round(|round| round.label.clone())
                .unwrap_or_default();
            fill(words.unchanged, &[("round", &round)])
        };
        el("div")
            .class("lead")
            .child(el("p").text(words.lead))
            .child(el("p").class("dim small").text_with(unchanged))
    }

    fn choice(self) -> El {
        let locale = self.desk.app.locale.get_untracked();
        let option = |(at, label): (usize, &str)| {
            el("option")
                .attr("value", &at.to_string())
                .text(label)
                .prop_with("selected", move || (self.score.get() == at).into())
        };
        let ground = self.ground();
        let labels = ground
            .checklist
            .scores
            .iter()
            .map(|score| score.label.get(locale));
        let select = el("select")
            .on("change", move |event| {
                if let Ok(score) = value(&event).parse() {
                    self.touched.set(None);
                    self.score.set(score);
                }
            })
            .children(labels.enumerate().map(option));
        el("label")
            .class("field")
            .child(el("span").text(self.words.score))
            .child(select)
    }

    fn work(self) -> El {
        let left = el("div")
            .class("calibration-cuts")
            .child(self.spread())
            .child(self.cuts());
        let right = el("div")
            .class("calibration-effect")
            .child(self.effect())
            .child(self.save());
        el("div").class("calibration-work").child(left).child(right)
    }
}

/// Whether two values of a cut-off are different numbers. Values come from the content, a slider or a person: none is the
/// result of a sum.
fn differs(one: f64, other: f64) -> bool {
    (one - other).abs() > f64::EPSILON
}

/// The content with the cut-offs moved.
fn moved(ground: &Ground, values: &[f64]) -> Checklist {
    let mut checklist = ground.checklist.clone();
    for (cut_off, value) in ground.cut_offs.iter().zip(values) {
        if differs(cut_off.at, *value) {
            put(&mut checklist, cut_off, *value);
        }
    }
    checklist
}
