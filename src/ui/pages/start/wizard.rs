//! 学級をはじめる: which class, then its students; one thing at a time.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::browser::{clock, encoding, focus};
use crate::domain::limits::MAX_STUDENTS;
use crate::domain::locale::Locale;
use crate::domain::roster::SchoolYear;
use crate::format::new_class::begin_class;
use crate::format::roster_table::{AttendancePeriod, RosterImport, numbers_only};
use crate::route::Route;
use crate::text::fill;
use crate::text::frame::{FrameText, school_year};
use crate::text::start::StartText;
use crate::ui::components::class_fields::{ClassDraft, class_fields};
use crate::ui::dom::{El, button, el, value};
use crate::ui::keeping::{Offer, to_main};
use crate::ui::state::App;

/// Students in the count to begin with: the statutory size of a class.
const USUAL_COUNT: usize = 35;
/// Steps of the wizard.
const STEPS: usize = 2;

/// What has been filled in so far.
#[derive(Clone)]
pub(super) struct Wizard {
    app: App,
    /// The step from 1; 0 while the ways to begin are shown.
    step: RwSignal<usize>,
    draft: ClassDraft,
    /// Number of students as typed.
    count: RwSignal<String>,
    /// Whether something is to be corrected on this step.
    is_wrong: RwSignal<bool>,
    done: Rc<dyn Fn(Offer)>,
}

impl Wizard {
    /// An empty wizard; `done` gets the class.
    pub(super) fn new(app: App, done: impl Fn(Offer) + 'static) -> Self {
        Self {
            app,
            step: RwSignal::new(0),
            draft: ClassDraft::new(None, "", ""),
            count: RwSignal::new(USUAL_COUNT.to_string()),
            is_wrong: RwSignal::new(false),
            done: Rc::new(done),
        }
    }

    /// Shows the first step.
    pub(super) fn begin(&self) {
        self.go(1);
    }

    fn go(&self, step: usize) {
        self.is_wrong.set(false);
        self.app.notice.set(None);
        self.step.set(step);
        to_main();
    }

    /// The number of students, where it is one that a class can have.
    fn students(&self) -> Option<usize> {
        let count = encoding::nfkc(&self.count.get()).trim().parse().ok()?;
        (1..=MAX_STUDENTS).contains(&count).then_some(count)
    }

    /// Makes the class and hands it over.
    fn finish(&self, roster: &RosterImport, period: Option<AttendancePeriod>) {
        let Some(details) = self.draft.details() else {
            return self.go(1);
        };
        let locale = self.app.locale.get_untracked();
        (self.done)(Offer {
            document: begin_class(
                &details,
                roster,
                period,
                &self.app.checklist(),
                clock::today(),
                locale,
            ),
            file: None,
            route: Route::Sweep,
        });
    }

    /// The step shown, or none while the ways to begin are.
    pub(super) fn step(&self, locale: Locale) -> Option<Vec<El>> {
        let words = StartText::of(locale);
        let step = self.step.get();
        let (title, content) = match step {
            1 => (words.class_title, self.class_step(locale)),
            2 => (words.roster_title, self.roster_step(locale)),
            _ => return None,
        };
        let back = self.clone();
        let head = el("div")
            .class("wizard-head")
            .child(button("button", FrameText::of(locale).back, move |_| {
                back.go(step - 1)
            }))
            .child(
                el("p")
                    .class("dim num")
                    .text(&fill(words.step, &[("n", &step), ("all", &STEPS)])),
            );
        Some(vec![head, el("h2").class("wizard-title").text(title), content])
    }

    fn class_step(&self, locale: Locale) -> El {
        let words = StartText::of(locale);
        let (is_wrong, draft) = (self.is_wrong, self.draft);
        let year = school_year(SchoolYear::of(clock::today()), locale);
        let wizard = self.clone();
        el("form")
            .class("wizard")
            .on("submit", move |event| {
                event.prevent_default();
                if draft.details().is_some() {
                    wizard.go(2);
                } else {
                    is_wrong.set(true);
                }
            })
            .children(class_fields(draft, locale, move || is_wrong.set(false)))
            .child(
                el("p")
                    .class("dim")
                    .text(&fill(words.year_hint, &[("year", &year)])),
            )
            .child(wrong("grade-wrong", move || {
                is_wrong.get().then(|| words.grade_missing.to_owned())
            }))
            .child(el("button").class("button-main wizard-next").text(words.next))
    }

    fn roster_step(&self, locale: Locale) -> El {
        self.count_form(locale)
    }

    /// 番号だけ: the number of students is all that is asked.
    fn count_form(&self, locale: Locale) -> El {
        let words = StartText::of(locale);
        let (count, is_wrong) = (self.count, self.is_wrong);
        let (wizard, label, typed) = (self.clone(), self.clone(), self.clone());
        let submit = move |event: web_sys::Event| {
            event.prevent_default();
            match untrack(|| wizard.students()).map(numbers_only) {
                Some(Ok(roster)) => wizard.finish(&roster, None),
                Some(Err(_)) | None => {
                    is_wrong.set(true);
                    focus::focus_id("count");
                }
            }
        };
        let step = |sign: &str, name: &str, by: isize| {
            let wizard = self.clone();
            let press = move |_| {
                let now = untrack(|| wizard.students()).unwrap_or(USUAL_COUNT);
                count.set(now.saturating_add_signed(by).clamp(1, MAX_STUDENTS).to_string());
                is_wrong.set(false);
            };
            button("button", sign, press).attr("aria-label", name)
        };
        let input = el("input")
            .attr("type", "text")
            .attr("id", "count")
            .attr("inputmode", "numeric")
            .attr("autocomplete", "off")
            .attr("aria-describedby", "count-wrong")
            .attr_with("aria-invalid", move || Some(is_wrong.get().to_string()))
            .prop_with("value", move || JsValue::from_str(&count.get()))
            .on("change", move |event| {
                count.set(value(&event));
                is_wrong.set(untrack(|| typed.students()).is_none());
            });
        let stepper = el("div")
            .class("stepper")
            .child(step("−", words.fewer, -1))
            .child(input)
            .child(step("＋", words.more, 1));
        let field = el("div")
            .class("field")
            .child(el("label").attr("for", "count").text(words.count))
            .child(stepper)
            .child(wrong("count-wrong", move || {
                is_wrong
                    .get()
                    .then(|| fill(words.count_bad, &[("most", &MAX_STUDENTS)]))
            }));
        el("form")
            .class("wizard")
            .on("submit", submit)
            .child(el("p").class("lead").text(words.by_number_hint))
            .child(field)
            .child(
                el("button")
                    .class("button-main wizard-next")
                    .text_with(move || match label.students() {
                        Some(n) => fill(words.begin_with, &[("n", &n)]),
                        None => words.next.to_owned(),
                    }),
            )
    }
}

/// What is to be corrected, said in place.
fn wrong(id: &str, what: impl Fn() -> Option<String> + 'static) -> El {
    el("p")
        .class("wrong")
        .attr("id", id)
        .attr("role", "alert")
        .text_with(move || what().unwrap_or_default())
}
