//! Asking before something that cannot be taken back: what is lost, a way out first, and where it matters a box to tick.

use std::rc::Rc;

use leptos::prelude::*;

use super::dialog;
use crate::ui::dom::{El, button, checked, el};

/// The words of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The title: what will happen.
    pub title: String,
    /// What is lost, and what is not.
    pub body: String,
    /// A box that must be ticked first.
    pub check: Option<&'static str>,
    /// Something to do before, such as saving a file.
    pub before: Option<&'static str>,
    /// Leaves everything as it is.
    pub cancel: &'static str,
    /// Does it.
    pub act: &'static str,
}

/// A question that is asked while `open` is true. `words` is read each time; `before` is called for what can be done
/// first, `act` when the person agrees.
pub fn ask(
    id: &str,
    open: RwSignal<bool>,
    words: impl Fn() -> Question + 'static,
    before: impl Fn() + 'static,
    act: impl Fn() + 'static,
) -> El {
    ask_boxed(id, open, Rc::new(words), Rc::new(before), Rc::new(act))
}

fn ask_boxed(
    id: &str,
    open: RwSignal<bool>,
    words: Rc<dyn Fn() -> Question>,
    before: Rc<dyn Fn()>,
    act: Rc<dyn Fn()>,
) -> El {
    let title = {
        let words = words.clone();
        move || if open.get() { words().title } else { String::new() }
    };
    dialog(id, open, title, move || {
        let words = words();
        let ticked = RwSignal::new(words.check.is_none());
        let check = words.check.map(|label| {
            let input = el("input")
                .attr("type", "checkbox")
                .on("change", move |event| ticked.set(checked(&event)));
            el("label").class("check").child(input).text(label)
        });
        let first = words.before.map(|label| {
            let before = before.clone();
            button("button", label, move |_| before())
        });
        let act = act.clone();
        let agree = button("button-danger", words.act, move |_| {
            open.set(false);
            act();
        });
        let buttons = el("div")
            .class("buttons dialog-buttons")
            .child(button("button", words.cancel, move |_| open.set(false)))
            .children(first)
            .child(agree.flag_with("disabled", move || !ticked.get()));
        let mut content = vec![el("p").text(&words.body)];
        content.extend(check);
        content.push(buttons);
        content
    })
}
