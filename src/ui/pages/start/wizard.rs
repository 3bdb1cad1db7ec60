//! 学級をはじめる: which class, then its students; one thing at a time.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::browser::{clock, encoding, focus, random};
use crate::domain::checklist::Checklist;
use crate::domain::limits::MAX_STUDENTS;
use crate::domain::locale::Locale;
use crate::domain::roster::SchoolYear;
use crate::format::new_class::{begin_class, tidy_class_name};
use crate::format::roster_table::{
    AttendancePeriod, RosterGrade, RosterImport, is_other_class, numbers_only,
};
use crate::route::Route;
use crate::text::content::explain_content;
use crate::text::fill;
use crate::text::frame::{FrameText, school_year};
use crate::text::keeping::explain_random;
use crate::text::roster::class_label;
use crate::text::roster_page::ImportText;
use crate::text::start::StartText;
use crate::ui::components::class_fields::{ClassDraft, class_fields};
use crate::ui::components::roster_import::{Import, file_box, paste_box, preview};
use crate::ui::components::{Choice, segmented};
use crate::ui::contents;
use crate::ui::dom::{El, button, el, region, value};
use crate::ui::keeping::{Offer, to_main};
use crate::ui::parts::{Leave, Take};
use crate::ui::state::App;

/// Students in the count to begin with: the statutory size of a class.
const USUAL_COUNT: usize = 35;

/// The steps, from the first. `done` gets the class and says whether it was opened; `leave` goes back to the ways to begin.
pub fn wizard(app: App, done: Take, leave: Leave) -> El {
    match untrack(|| contents::effective(app)) {
        Ok(source) => {
            let wizard = Wizard::new(app, source.checklist, done, leave);
            region(move || wizard.step(app.locale.get()))
        }
        // The built-in content is checked by a test.
        Err(error) => el("p").text(&error.to_string()),
    }
}

/// What has been filled in so far.
#[derive(Clone)]
struct Wizard {
    app: App,
    /// The step from 1.
    step: RwSignal<usize>,
    draft: ClassDraft,
    /// Number of students as typed.
    count: RwSignal<String>,
    /// How the roster is made: 0 numbers only, 1 paste, 2 file.
    way: RwSignal<Option<u16>>,
    import: Import,
    /// Whether something is to be corrected on this step.
    is_wrong: RwSignal<bool>,
    done: Take,
    leave: Leave,
}

impl Wizard {
    fn new(app: App, checklist: Arc<Checklist>, done: Take, leave: Leave) -> Self {
        let (step, draft) = (RwSignal::new(1), ClassDraft::new(None, "", ""));
        let import = Import::new(app, checklist, move |preview| {
            step.set(3);
            to_main();
            preview
                .classes
                .iter()
                .position(|roster| !is_other(draft, roster))
                .unwrap_or(0)
        });
        Self {
            app,
            step,
            draft,
            way: RwSignal::new(Some(0)),
            import,
            count: RwSignal::new(USUAL_COUNT.to_string()),
            is_wrong: RwSignal::new(false),
            done,
            leave,
        }
    }

    fn go(&self, step: usize) {
        self.is_wrong.set(false);
        self.app.notice.set(None);
        self.import.clear();
        if step == 0 {
            return (self.leave)();
        }
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
        let origin = match random::origin() {
            Ok(origin) => origin,
            Err(error) => return self.app.warn(explain_random(&error, locale)),
        };
        // The server may have answered since the first step.
        let source = match untrack(|| contents::effective(self.app)) {
            Ok(source) => source,
            Err(error) => return self.app.warn(explain_content(&error, locale)),
        };
        let document = begin_class(
            origin,
            &details,
            roster,
            period,
            &source.checklist,
            clock::today(),
            locale,
        );
        let is_open = (self.done)(Offer {
            document: document.with_content(source.stamp().clone(), source.text),
            file: None,
            route: Route::Sweep,
        });
        if is_open {
            self.import.clear();
        }
    }

    /// The step shown.
    fn step(&self, locale: Locale) -> Vec<El> {
        let words = StartText::of(locale);
        let step = self.step.get();
        let (title, content) = match step {
            ..=1 => (words.class_title, self.class_step(locale)),
            2 => (words.roster_title, self.roster_step(locale)),
            3.. => (words.check_title, self.check_step(locale)),
        };
        let (back, way) = (self.clone(), self.way);
        let all = move || if step == 3 || way.get() != Some(0) { 3 } else { 2 };
        let head = el("div")
            .class("wizard-head")
            .child(button("button", FrameText::of(locale).back, move |_| {
                back.go(step - 1)
            }))
            .child(
                el("p")
                    .class("dim num")
                    .text_with(move || fill(words.step, &[("n", &step), ("all", &all())])),
            );
        let title = el("h2")
            .class("wizard-title")
            .attr("id", "wizard-title")
            .text(title);
        vec![head, title, content]
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
        let words = StartText::of(locale);
        let (wizard, way) = (self.clone(), self.way);
        let ways: Vec<Choice> = [words.by_number, words.by_paste, words.by_file]
            .into_iter()
            .zip(0..)
            .map(|(label, value)| Choice {
                value,
                label: label.to_owned(),
                is_quiet: false,
            })
            .collect();
        let import = self.import.clone();
        let choice = segmented(
            "way",
            "wizard-title",
            &ways,
            move || way.get(),
            move |chosen| {
                if chosen.is_some() {
                    import.clear();
                    way.set(chosen);
                }
            },
        );
        el("div")
            .class("wizard")
            .child(choice)
            .region(move || match way.get() {
                Some(1) => vec![paste_box(&wizard.import, locale)],
                Some(2) => vec![file_box(&wizard.import, locale)],
                Some(_) | None => vec![wizard.count_form(locale)],
            })
    }

    /// What will be read, and the button that begins with it.
    fn check_step(&self, locale: Locale) -> El {
        let words = StartText::of(locale);
        let wizard = self.clone();
        preview(&self.import, locale, true, move || {
            let (draft, is_wrong) = (wizard.draft, wizard.is_wrong);
            let Some(roster) = wizard.import.roster() else {
                return Vec::new();
            };
            let other = draft
                .details()
                .filter(|_| is_other(draft, &roster))
                .map(|details| {
                    let chosen = RosterImport {
                        grade: Some(RosterGrade::Exact(details.grade)),
                        class_name: Some(tidy_class_name(&details.class_name))
                            .filter(|name| !name.is_empty()),
                        students: Vec::new(),
                    };
                    let (listed, chosen) = (class_label(&roster, locale), class_label(&chosen, locale));
                    el("p").class("notice").text(&fill(
                        words.other_class,
                        &[("roster", &listed), ("chosen", &chosen)],
                    ))
                });
            let missing = ImportText::of(locale).period_missing;
            let (wizard, import) = (wizard.clone(), wizard.import.clone());
            let begin = button("button-main wizard-next", words.begin_roster, move |_| {
                let period = untrack(|| wizard.import.period());
                if period.is_none() && roster.students.iter().any(|student| student.attendance.is_some()) {
                    is_wrong.set(true);
                } else {
                    wizard.finish(&roster, period);
                }
            });
            let asked = wrong("period-wrong", move || {
                (is_wrong.get() && import.period().is_none()).then(|| missing.to_owned())
            });
            other.into_iter().chain([asked, begin]).collect()
        })
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

/// Whether a roster says another class than the draft.
fn is_other(draft: ClassDraft, roster: &RosterImport) -> bool {
    draft
        .details()
        .is_some_and(|details| is_other_class(details.grade, &tidy_class_name(&details.class_name), roster))
}

/// What is to be corrected, said in place.
fn wrong(id: &str, what: impl Fn() -> Option<String> + 'static) -> El {
    el("p")
        .class("wrong")
        .attr("id", id)
        .attr("role", "alert")
        .text_with(move || what().unwrap_or_default())
}
