//! The histogram with lines that can be dragged, and below it a slider and a number for each cut-off.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, PointerEvent};

use super::{Bench, differs};
use crate::chart::histogram::{HistogramWords, draw, line_id, place, table, value_at};
use crate::domain::calibration::Histogram;
use crate::text::calibration::{decides, rule, value as in_units};
use crate::text::{fill, number};
use crate::ui::dom::{El, el, keep, value};

/// How near to a line one must press to hold it, in CSS pixels: half a finger.
const REACH: f64 = 24.0;

impl Bench {
    /// What the drawing shows.
    fn title(self, histogram: &Histogram) -> String {
        let locale = self.app.locale.get_untracked();
        let ground = self.ground();
        let score = ground.checklist.scores.get(self.score.get());
        fill(
            self.words.spread_of,
            &[
                ("score", &score.map_or("", |score| score.label.get(locale))),
                ("n", &histogram.counted()),
            ],
        )
    }

    fn histogram_words(self, title: &str) -> HistogramWords<'_> {
        HistogramWords {
            title,
            range: self.words.range,
            people: self.words.people,
            from_to: self.words.from_to,
        }
    }

    /// The drawing, and the same as a table.
    pub(super) fn spread(self) -> El {
        let words = self.words;
        let drawing = move || {
            let histogram = self.histogram();
            let title = self.title(&histogram);
            let told = self.histogram_words(&title);
            // Only where the lines begin; they are moved below.
            let at =
                untrack(|| -> Vec<f64> { self.shown().into_iter().map(|cut| self.value(cut)).collect() });
            draw(&histogram, &at, &told)
        };
        let as_table = move || {
            let histogram = self.histogram();
            let title = self.title(&histogram);
            let told = self.histogram_words(&title);
            table(&histogram, &told)
        };
        let left_out = move || {
            let histogram = self.histogram();
            [
                (words.no_value, histogram.no_value),
                (words.not_applicable, histogram.not_applicable),
            ]
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(text, n)| fill(text, &[("n", &n)]))
            .collect::<Vec<_>>()
            .join("　")
        };
        let title = move || self.title(&self.histogram());
        let picture = self.draggable(el("div").class("spread-place").html_with(drawing));
        el("section")
            .class("card")
            .child(el("h2").text(words.spread))
            .child(el("p").class("num").text_with(title))
            .child(el("div").class("spread-frame").child(picture))
            .child(el("p").class("dim small num").text_with(left_out))
            .child(
                el("details")
                    .child(el("summary").text(words.as_table))
                    .child(el("div").html_with(as_table)),
            )
    }

    /// Lets lines be dragged, and moves them with their values.
    fn draggable(self, picture: El) -> El {
        let node = picture.node().clone();
        keep(move || {
            let histogram = self.histogram();
            let touched = self.touched.get();
            let root: &Element = node.unchecked_ref();
            for (line, cut_off) in self.shown().into_iter().enumerate() {
                let x = format!("{}%", number(place(&histogram, self.value(cut_off))));
                let class = if touched == Some(cut_off) {
                    "spread-cut held"
                } else {
                    "spread-cut"
                };
                // Identifiers are made by this program, and a line that is not drawn yet is drawn where it belongs.
                if let Ok(Some(line)) = root.query_selector(&format!("#{}", line_id(line))) {
                    for (name, value) in [("x1", x.as_str()), ("x2", &x), ("class", class)] {
                        line.set_attribute(name, value).unwrap_or_default();
                    }
                }
            }
        });
        let held = RwSignal::new(None::<usize>);
        let begin = move |event: Event| {
            let Some((share, width, pointer)) = place_of(&event) else {
                return;
            };
            let histogram = untrack(|| self.histogram());
            let distance =
                |cut_off: usize| (place(&histogram, self.value(cut_off)) / 100.0 - share).abs() * width;
            let nearest = untrack(|| {
                let near = self
                    .shown()
                    .into_iter()
                    .map(|cut_off| (distance(cut_off), cut_off));
                near.fold(None, |best: Option<(f64, usize)>, one| match best {
                    Some(best) if best.0 <= one.0 => Some(best),
                    Some(_) | None => Some(one),
                })
            });
            if let Some((_, cut_off)) = nearest.filter(|(distance, _)| *distance <= REACH) {
                event.prevent_default();
                held.set(Some(cut_off));
                self.touched.set(Some(cut_off));
                let element = event
                    .current_target()
                    .and_then(|target| target.dyn_into::<Element>().ok());
                if let Some(element) = element {
                    // A pointer that is gone already is let go of below.
                    element.set_pointer_capture(pointer).unwrap_or_default();
                }
            }
        };
        let drag = move |event: Event| {
            if let (Some(cut_off), Some((share, _, _))) = (held.get_untracked(), place_of(&event)) {
                let histogram = untrack(|| self.histogram());
                self.set(cut_off, value_at(&histogram, share));
            }
        };
        picture
            .on("pointerdown", begin)
            .on("pointermove", drag)
            .on("pointerup", move |_| held.set(None))
            .on("pointercancel", move |_| held.set(None))
    }

    /// A row for each cut-off of the score looked at.
    pub(super) fn cuts(self) -> El {
        let words = self.words;
        let rows = move || {
            let histogram = self.histogram();
            let shown = self.shown();
            if shown.is_empty() {
                return vec![el("p").text(words.no_cut_offs)];
            }
            let hint = el("p").class("dim small").text(words.drag_hint);
            let rows = shown.into_iter().map(|cut_off| self.cut(cut_off, &histogram));
            std::iter::once(hint).chain(rows).collect()
        };
        el("section")
            .class("card")
            .child(el("h2").text(words.cut_offs))
            .region(rows)
    }

    fn cut(self, at: usize, histogram: &Histogram) -> El {
        let words = self.words;
        let locale = self.app.locale.get_untracked();
        let ground = self.ground();
        let score = self.score.get_untracked();
        let Some(cut_off) = ground.cut_offs.get(at).cloned() else {
            return el("div");
        };
        let name = decides(&ground.checklist, &cut_off, score, locale);
        let told = move || rule(&self.ground().checklist, &cut_off, score, self.value(at), locale);
        let (low, high, step) = (histogram.low, histogram.high, histogram.step);
        let bounded = move |event: &Event| {
            value(event)
                .trim()
                .parse::<f64>()
                .ok()
                .map(|n| n.clamp(low, high))
        };
        let now = move || JsValue::from_str(&number(self.value(at)));
        let input = |kind: &str| {
            el("input")
                .attr("type", kind)
                .attr("min", &number(low))
                .attr("max", &number(high))
                .on("focus", move |_| self.touched.set(Some(at)))
        };
        let told_too = told.clone();
        let slider = input("range")
            .attr("step", &number(step))
            .attr("aria-label", &name)
            .attr_with("aria-valuetext", move || Some(told_too()))
            .prop_with("value", now)
            .on("input", move |event| {
                if let Some(value) = bounded(&event) {
                    self.set(at, value);
                }
            });
        let typed = input("number")
            .class("input num")
            .attr("step", "any")
            .attr("inputmode", "decimal")
            .attr("aria-label", &fill(words.number, &[("label", &name)]))
            .prop_with("value", now)
            .on("change", move |event| {
                // What is no number is put back.
                let value = bounded(&event).unwrap_or_else(|| {
                    self.values
                        .with_untracked(|values| values.get(at).copied().unwrap_or_default())
                });
                self.set(at, value);
            });
        let original = move || {
            let original = self.original(at);
            if differs(original, self.value(at)) {
                let told = in_units(&self.ground().checklist, score, original, locale);
                fill(words.original, &[("at", &told)])
            } else {
                String::new()
            }
        };
        let words = el("div")
            .class("cut-words")
            .child(el("b").text(&name))
            .child(el("span").class("num").text_with(told))
            .child(el("span").class("cut-was num").text_with(original));
        el("div")
            .class("cut")
            .toggle("moved", move || differs(self.original(at), self.value(at)))
            .child(words)
            .child(typed)
            .child(el("div").class("cut-track").child(slider))
    }
}

/// Where in an element a pointer is, as a share of its width, with the width and the pointer's number.
fn place_of(event: &Event) -> Option<(f64, f64, i32)> {
    let pointer = event.dyn_ref::<PointerEvent>()?;
    let element: Element = event.current_target()?.dyn_into().ok()?;
    let place = element.get_bounding_client_rect();
    let width = place.width();
    let share = (f64::from(pointer.client_x()) - place.left()) / width;
    (width > 0.0).then_some((share, width, pointer.pointer_id()))
}
