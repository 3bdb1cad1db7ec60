//! One student: number, name and reading in a dialog; and leaving the roster, which loses what was answered.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::browser::{encoding, focus};
use crate::domain::limits::{MAX_NAME_CHARS, MAX_NUMBER};
use crate::domain::locale::Locale;
use crate::domain::roster::{Student, StudentId};
use crate::domain::update::Command;
use crate::text::fill;
use crate::text::frame::{FrameText, student_title};
use crate::text::roster_page::RosterPageText;
use crate::text::update::explain_update;
use crate::ui::components::{Question, ask, dialog};
use crate::ui::dom::{El, button, el, value};
use crate::ui::keeping::focus_soon;
use crate::ui::state::Desk;

/// The student being added or edited.
pub(super) struct StudentForm {
    desk: Desk,
    is_open: RwSignal<bool>,
    is_removing: RwSignal<bool>,
    /// Who is edited; none while one is added.
    who: RwSignal<Option<StudentId>>,
    number: RwSignal<String>,
    name: RwSignal<String>,
    reading: RwSignal<String>,
    /// Why the entries were refused, or empty.
    wrong: RwSignal<String>,
}

impl StudentForm {
    pub(super) fn new(desk: Desk) -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            desk,
            is_open: RwSignal::new(false),
            is_removing: RwSignal::new(false),
            who: RwSignal::new(None),
            number: text(),
            name: text(),
            reading: text(),
            wrong: text(),
        }
    }

    /// Opens the form for one more student, with the number after the last.
    pub(super) fn add(&self) {
        let last = self.desk.with_untracked(|document| {
            document
                .classroom
                .students
                .iter()
                .map(|student| student.number)
                .max()
        });
        let next = last.unwrap_or(0).saturating_add(1).min(MAX_NUMBER);
        self.open(None, next, String::new(), String::new());
    }

    /// Opens the form for a student of the class.
    pub(super) fn edit(&self, id: StudentId) {
        let student = self
            .desk
            .with_untracked(|document| document.classroom.student(id).cloned());
        if let Some(Student {
            number,
            name,
            reading,
            ..
        }) = student
        {
            self.open(
                Some(id),
                number,
                name.unwrap_or_default(),
                reading.unwrap_or_default(),
            );
        }
    }

    fn open(&self, who: Option<StudentId>, number: u16, name: String, reading: String) {
        self.who.set(who);
        self.number.set(number.to_string());
        self.name.set(name);
        self.reading.set(reading);
        self.wrong.set(String::new());
        self.is_open.set(true);
    }

    /// Writes what was entered; a refusal is said in the form, and nothing has changed.
    fn save(&self, locale: Locale) {
        let words = RosterPageText::of(locale);
        let typed = encoding::nfkc(&self.number.get_untracked());
        let Ok(number) = typed.trim().parse::<u16>() else {
            self.refuse(fill(words.number_bad, &[("most", &MAX_NUMBER)]));
            return;
        };
        let (name, reading) = (
            tidy(&self.name.get_untracked()),
            tidy(&self.reading.get_untracked()),
        );
        let who = self.who.get_untracked();
        let command = match who {
            Some(id) => Command::EditStudent(Student {
                id,
                number,
                name,
                reading,
            }),
            None => Command::AddStudent {
                number,
                name,
                reading,
            },
        };
        if let Err(error) = self.desk.try_dispatch(command) {
            self.refuse(explain_update(&error, locale));
            return;
        }
        self.is_open.set(false);
        let told = if who.is_some() { words.edited } else { words.added };
        self.desk.app.tell(fill(told, &[("n", &number)]));
        focus_soon(who.map_or_else(|| "add".to_owned(), |id| format!("edit-{}", id.0)));
    }

    fn refuse(&self, why: String) {
        self.wrong.set(why);
        focus::focus_id("student-number");
    }

    /// The form.
    pub(super) fn dialog(self: &Rc<Self>, locale: Locale) -> El {
        let words = RosterPageText::of(locale);
        let (who, before) = (self.who, self.clone());
        let title = move || match before.number_before(who.get()) {
            Some(number) => fill(words.edit_title, &[("n", &number)]),
            None => words.add_title.to_owned(),
        };
        let form = self.clone();
        dialog("student", self.is_open, title, move || vec![form.fields(locale)])
    }

    /// The number a student has in the class now.
    fn number_before(&self, who: Option<StudentId>) -> Option<u16> {
        let number = |id| {
            self.desk
                .with_untracked(|document| document.classroom.student(id).map(|it| it.number))
        };
        who.and_then(number)
    }

    fn fields(self: &Rc<Self>, locale: Locale) -> El {
        let words = RosterPageText::of(locale);
        let (wrong, is_open, is_removing) = (self.wrong, self.is_open, self.is_removing);
        let field = |id: &'static str, label: &str, most: usize, typed: RwSignal<String>| {
            let input = el("input")
                .attr("type", "text")
                .attr("id", id)
                .attr("maxlength", &most.to_string())
                .attr("autocomplete", "off")
                .prop_with("value", move || JsValue::from_str(&typed.get()))
                .on("change", move |event| typed.set(value(&event)));
            let input = if id == "student-number" {
                input
                    .attr("inputmode", "numeric")
                    .attr("aria-describedby", "student-wrong")
                    .attr_with("aria-invalid", move || {
                        Some((!wrong.get().is_empty()).to_string())
                    })
            } else {
                input
            };
            el("div")
                .class("field")
                .child(el("label").attr("for", id).text(label))
                .child(input)
        };
        let submit = self.clone();
        let who = self.who.get_untracked();
        // Hidden names stay hidden here too, and stay as they are.
        let hides = who.is_some() && self.desk.app.names_hidden.get_untracked();
        let names = if hides {
            vec![el("p").class("dim").text(words.names_kept)]
        } else {
            vec![
                field("student-name", words.name_label, MAX_NAME_CHARS, self.name),
                field(
                    "student-reading",
                    words.reading_label,
                    MAX_NAME_CHARS,
                    self.reading,
                ),
            ]
        };
        let remove = who.map(|_| {
            button("button-danger", words.remove, move |_| {
                is_open.set(false);
                is_removing.set(true);
            })
        });
        let buttons = el("div")
            .class("buttons dialog-buttons")
            .child(el("button").class("button-main").text(if who.is_some() {
                words.save
            } else {
                words.add_do
            }))
            .child(button("button", FrameText::of(locale).cancel, move |_| {
                is_open.set(false)
            }))
            .children(remove);
        el("form")
            .class("student-form")
            .on("submit", move |event| {
                event.prevent_default();
                submit.save(locale);
            })
            .child(field("student-number", words.number_label, 4, self.number))
            .child(
                el("p")
                    .class("wrong")
                    .attr("id", "student-wrong")
                    .attr("role", "alert")
                    .text_with(move || wrong.get()),
            )
            .children(names)
            .child(buttons)
    }

    /// The question before a student leaves the roster.
    pub(super) fn removal(self: &Rc<Self>, locale: Locale) -> El {
        let words = RosterPageText::of(locale);
        let (asked, form) = (self.clone(), self.clone());
        let question = move || Question {
            title: fill(words.remove_title, &[("student", &asked.title(locale))]),
            body: words.remove_body.to_owned(),
            check: Some(words.remove_check),
            before: None,
            cancel: FrameText::of(locale).cancel,
            act: words.remove,
        };
        ask(
            "remove",
            self.is_removing,
            question,
            || (),
            move || form.remove(words),
        )
    }

    fn title(&self, locale: Locale) -> String {
        let hidden = self.desk.app.names_hidden.get_untracked();
        let who = self.who.get();
        let title = |id| {
            self.desk.with_untracked(|document| {
                document
                    .classroom
                    .student(id)
                    .map(|student| student_title(student, hidden, locale))
            })
        };
        who.and_then(title).unwrap_or_default()
    }

    fn remove(&self, words: &RosterPageText) {
        let who = self.who.get_untracked();
        let (Some(id), Some(number)) = (who, self.number_before(who)) else {
            return;
        };
        if self.desk.dispatch(Command::RemoveStudent(id)) {
            if self.desk.chosen.get_untracked() == Some(id) {
                self.desk.chosen.set(None);
            }
            self.desk.app.tell(fill(words.removed, &[("n", &number)]));
            focus_soon("add".to_owned());
        }
    }
}

/// A name as typed with its spaces made even; nothing where there is none.
fn tidy(typed: &str) -> Option<String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}
