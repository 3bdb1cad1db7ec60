//! What a class is called: grade, class and school, as asked when it begins and on the roster screen.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{Choice, segmented};
use crate::browser::encoding;
use crate::domain::limits::{MAX_CLASS_CHARS, MAX_SCHOOL_CHARS};
use crate::domain::locale::Locale;
use crate::domain::roster::Grade;
use crate::format::new_class::ClassDetails;
use crate::text::start::{StartText, grade_short};
use crate::ui::dom::{El, el, value};

/// The fields as they are being filled in.
#[derive(Clone, Copy)]
pub struct ClassDraft {
    /// 学年 as a position in [`Grade::ALL`], once chosen.
    pub grade: RwSignal<Option<u16>>,
    /// 組 as typed.
    pub class_name: RwSignal<String>,
    /// School as typed.
    pub school: RwSignal<String>,
}

impl ClassDraft {
    /// A draft that begins with these entries.
    pub fn new(grade: Option<Grade>, class_name: &str, school: &str) -> Self {
        let at = grade.and_then(|grade| Grade::ALL.iter().position(|other| *other == grade));
        Self {
            grade: RwSignal::new(at.and_then(|at| u16::try_from(at).ok())),
            class_name: RwSignal::new(class_name.to_owned()),
            school: RwSignal::new(school.to_owned()),
        }
    }

    /// What was filled in, as soon as there is a grade.
    pub fn details(self) -> Option<ClassDetails> {
        let at = self.grade.get_untracked()?;
        Some(ClassDetails {
            grade: *Grade::ALL.get(usize::from(at))?,
            class_name: encoding::nfkc(&self.class_name.get_untracked()),
            school: self.school.get_untracked(),
        })
    }
}

/// The three fields; `changed` is called after each change.
pub fn class_fields(draft: ClassDraft, locale: Locale, changed: impl Fn() + 'static) -> Vec<El> {
    let words = StartText::of(locale);
    let changed: Rc<dyn Fn()> = Rc::new(changed);
    let grades: Vec<Choice> = Grade::ALL
        .into_iter()
        .zip(0..)
        .map(|(grade, value)| Choice {
            value,
            label: grade_short(grade, locale),
            is_quiet: false,
        })
        .collect();
    let on_grade = changed.clone();
    let grade = segmented(
        "grade",
        "grade-label",
        &grades,
        move || draft.grade.get(),
        move |at| {
            // A grade is changed, never taken back.
            if at.is_some() {
                draft.grade.set(at);
                on_grade();
            }
        },
    );
    let text = |id: &'static str, label, hint, most: usize, typed: RwSignal<String>| {
        let hint_id = format!("{id}-hint");
        let changed = changed.clone();
        let input = el("input")
            .attr("type", "text")
            .attr("id", id)
            .class(id)
            .attr("maxlength", &most.to_string())
            .attr("autocomplete", "off")
            .attr("aria-describedby", &hint_id)
            .prop_with("value", move || JsValue::from_str(&typed.get()))
            .on("change", move |event| {
                typed.set(value(&event));
                changed();
            });
        el("div")
            .class("field")
            .child(el("label").attr("for", id).text(label))
            .child(input)
            .child(el("span").class("hint").attr("id", &hint_id).text(hint))
    };
    vec![
        el("div")
            .class("field")
            .child(el("span").attr("id", "grade-label").text(words.grade))
            .child(grade),
        text(
            "class-name",
            words.class_name,
            words.class_hint,
            MAX_CLASS_CHARS,
            draft.class_name,
        ),
        text(
            "school",
            words.school,
            words.school_hint,
            MAX_SCHOOL_CHARS,
            draft.school,
        ),
    ]
}
