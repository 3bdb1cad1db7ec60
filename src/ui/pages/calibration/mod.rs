//! しきい値の調整: where the cut-offs fall in the open class, and what moves with them.
//!
//! Nothing here is dispatched: the open round keeps its content and its results. What is moved leaves only as a content
//! document of a new version.

mod cuts;
mod effect;
mod export;

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::focus;
use crate::domain::calibration::{Calibration, ClassAnswers, CutOff, Histogram, Trial, cut_offs, put};
use crate::domain::checklist::{Checklist, ScoreIndex};
use crate::domain::locale::Locale;
use crate::domain::response::Response;
use crate::domain::roster::{Grade, Student};
use crate::domain::school::{Fit, SchoolClass};
use crate::domain::scoring::{Outcome, score};
use crate::format::json::Json;
use crate::route::Route;
use crate::text::calibration::CalibrationText;
use crate::text::fill;
use crate::text::frame::{FrameText, class_title};
use crate::ui::dom::{El, el, link, once_shown, value};
use crate::ui::state::{App, Desk, Row};

/// The screen. Another round, or answers that come from elsewhere, begin it anew.
pub fn page(desk: Desk) -> El {
    el("div").class("page calibration").region(move || {
        let locale = desk.app.locale.get_untracked();
        let words = CalibrationText::of(locale);
        let title = el("h1").text(words.title);
        if desk.rows.with(Vec::is_empty) {
            let frame = FrameText::of(locale);
            return vec![
                title,
                el("p").text(words.nobody),
                el("p").child(link("button-main", Route::Roster, frame.roster)),
            ];
        }
        let round = desk.with_round(|round| round.label.clone()).unwrap_or_default();
        let sheets = desk.rows.with(|rows| {
            let sheet = |row: &Arc<Row>| (row.response.clone(), row.previous.clone());
            rows.iter().map(sheet).collect()
        });
        let classroom = desk.with(|document| document.classroom.clone());
        let class = GivenClass {
            name: String::new(),
            grade: classroom.grade,
            students: desk
                .rows
                .with(|rows| rows.iter().map(|row| row.student.clone()).collect()),
            sheets,
        };
        let in_use = desk.checklist();
        let kept = desk.with(|document| document.content(&in_use.stamp).cloned());
        let bench = Bench::new(desk.app, export::content_of(desk.app, &in_use, kept), vec![class]);
        let unchanged = fill(words.unchanged, &[("round", &round)]);
        vec![
            title,
            lead(words.lead, &unchanged),
            bench.choice(),
            bench.work(),
            bench.capacity(),
        ]
    })
}

/// The same over several classes (学校のようす): those whose newest round has the content of the first.
pub fn school_section(app: App, classes: Memo<Vec<SchoolClass>>) -> El {
    el("section").class("calibration school-part").region(move || {
        let locale = app.locale.get_untracked();
        let words = CalibrationText::of(locale);
        // Whoever asked for it pressed a button that is gone.
        once_shown(|| {
            focus::focus_id(SCHOOL_TITLE);
        });
        let title = el("h2")
            .attr("id", SCHOOL_TITLE)
            .attr("tabindex", "-1")
            .text(words.title);
        let (given, content) = classes.with(|classes| {
            let same: Vec<&SchoolClass> = classes
                .iter()
                .filter(|class| class.content.fit != Fit::Missing)
                .filter(|class| {
                    let first = classes.first().map(|first| &first.content.checklist.stamp);
                    first == Some(&class.content.checklist.stamp)
                })
                .collect();
            let content = same.first().map(|first| {
                let in_use = &first.content.checklist;
                let kept = first.document.content(&in_use.stamp).cloned();
                export::content_of(app, in_use, kept)
            });
            let given: Vec<GivenClass> = same.into_iter().map(|class| of_school(class, locale)).collect();
            (given, content)
        });
        let Some(content) = content else {
            return vec![title, el("p").text(words.nobody)];
        };
        let names: Vec<&str> = given.iter().map(|class| class.name.as_str()).collect();
        let of = fill(words.school, &[("names", &names.join("・"))]);
        let bench = Bench::new(app, content, given);
        vec![
            title,
            lead(&of, words.school_unchanged),
            bench.choice(),
            bench.work(),
            bench.capacity(),
        ]
    })
}

/// Identifier of the heading over several classes, to which the keyboard goes.
const SCHOOL_TITLE: &str = "school-calibration";

/// The newest round of a class among others.
fn of_school(class: &SchoolClass, locale: Locale) -> GivenClass {
    let (document, checklist) = (&class.document, &class.content.checklist);
    let before = class
        .round()
        .and_then(|round| document.comparable_before(round.id));
    let students = document.classroom.students.clone();
    let sheets = students
        .iter()
        .map(|student| {
            let response = class.round().map(|round| round.response(student.id));
            let earlier = before.and_then(|round| round.responses.get(&student.id));
            (
                response.unwrap_or_default(),
                earlier.map(|response| score(checklist, response, None)),
            )
        })
        .collect();
    GivenClass {
        name: class_title(&document.classroom, locale),
        grade: document.classroom.grade,
        students,
        sheets,
    }
}

fn lead(first: &str, unchanged: &str) -> El {
    el("div")
        .class("lead")
        .child(el("p").text(first))
        .child(el("p").class("dim small").text(unchanged))
}

/// A class with its sheets, in the order of its students.
struct GivenClass {
    /// What it is called among others; empty where it is the only one.
    name: String,
    grade: Grade,
    students: Vec<Student>,
    /// The sheet of each student, and the outcome of the last comparable round.
    sheets: Vec<(Response, Option<Outcome>)>,
}

/// What does not change while the cut-offs are moved.
struct Ground {
    /// The content of the round, without the bands of the grade put in place of its own.
    checklist: Checklist,
    /// The document it was read from, if it is at hand.
    document: Option<Json>,
    calibration: Calibration,
    cut_offs: Vec<CutOff>,
    /// Name and students of each class.
    classes: Vec<(String, Vec<Student>)>,
}

/// Classes with cut-offs that can be moved: a pointer to signals, so that closures copy it.
#[derive(Clone, Copy)]
struct Bench {
    app: App,
    words: &'static CalibrationText,
    ground: StoredValue<Arc<Ground>>,
    /// The score looked at.
    score: RwSignal<ScoreIndex>,
    /// The value of every cut-off, in the order of [`Ground::cut_offs`].
    values: RwSignal<Vec<f64>>,
    /// The cut-off that was touched last.
    touched: RwSignal<Option<usize>>,
    trial: Memo<Arc<Trial>>,
    /// Whether all who change are named, however many.
    names_all: RwSignal<bool>,
}

impl Bench {
    fn new(app: App, content: (Checklist, Option<Json>), given: Vec<GivenClass>) -> Self {
        let (checklist, document) = content;
        let answers = given.iter().map(|class| ClassAnswers {
            grade: class.grade,
            students: class
                .students
                .iter()
                .zip(&class.sheets)
                .map(|(student, (response, previous))| (student.number, response, previous.as_ref()))
                .collect(),
        });
        let calibration = Calibration::new(&checklist, answers.collect());
        let classes = given
            .into_iter()
            .map(|class| (class.name, class.students))
            .collect();
        let cut_offs = cut_offs(&checklist, &calibration.grades());
        let values = RwSignal::new(cut_offs.iter().map(|cut_off| cut_off.at).collect::<Vec<f64>>());
        // The whole score of the class is what people know best.
        let score = RwSignal::new(checklist.trend.score);
        // A content is long; what is moved is moved in one copy of it.
        let moved = StoredValue::new(checklist.clone());
        let ground = StoredValue::new(Arc::new(Ground {
            checklist,
            document,
            calibration,
            cut_offs,
            classes,
        }));
        let trial = Memo::new_with_compare(
            move |_| {
                let ground = ground.get_value();
                moved.update_value(|moved| {
                    for (cut_off, value) in ground.cut_offs.iter().zip(values.read().iter()) {
                        put(moved, cut_off, *value);
                    }
                });
                Arc::new(moved.with_value(|moved| ground.calibration.trial(moved)))
            },
            |_, _| true,
        );
        Self {
            app,
            words: CalibrationText::of(app.locale.get_untracked()),
            ground,
            score,
            values,
            touched: RwSignal::new(None),
            trial,
            names_all: RwSignal::new(false),
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

    fn choice(self) -> El {
        let locale = self.app.locale.get_untracked();
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
