//! The locked app: one field to open it, a way for those who forgot, and nothing that says whose records these are.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use zeroize::Zeroizing;

use crate::browser::{encoding, focus, timer};
use crate::route::Route;
use crate::text::frame::FrameText;
use crate::text::vault::{UnlockText, explain_passphrase, explain_recovery};
use crate::ui::components::secret_field::{SecretField, SecretLook, show_button};
use crate::ui::components::{Question, ask, start_head};
use crate::ui::dom::{El, el, link, once_shown};
use crate::ui::frame::notice_bar;
use crate::ui::state::App;
use crate::vault::age::{Identity, Passphrase};
use crate::vault::recovery;

/// Gets what came of a try: nothing when it opened, else a sentence that is shown where the person typed.
pub type Answer = Box<dyn FnOnce(Option<String>)>;

/// What can be done while the app is locked. Each is called after the screen says that it is being checked.
#[derive(Clone)]
pub struct Ways {
    /// Tries a passphrase.
    pub passphrase: Rc<dyn Fn(Passphrase, Answer)>,
    /// Tries the identity of a recovery sheet.
    pub recovery: Rc<dyn Fn(Identity, Answer)>,
    /// Erases what is on this device; the person has confirmed it.
    pub wipe: Rc<dyn Fn()>,
    /// Opens the sample class.
    pub sample: Rc<dyn Fn()>,
}

/// One of the two ways to type a key: what is wrong with it, and whether it is being tried.
#[derive(Clone, Copy)]
struct Try {
    app: App,
    told: RwSignal<Option<String>>,
    /// Of both ways: only one thing is tried at a time.
    busy: RwSignal<bool>,
    mine: RwSignal<bool>,
}

impl Try {
    fn new(app: App, busy: RwSignal<bool>) -> Self {
        Self {
            app,
            told: RwSignal::new(None),
            busy,
            mine: RwSignal::new(false),
        }
    }

    fn tell(self, sentence: String) {
        self.told.set(Some(sentence));
    }

    /// Says that it is being checked, and once that is on the screen runs the check. `clear` and `select` are what is done to the
    /// field when it opened and when it did not.
    fn run(
        self,
        check: impl FnOnce(Answer) + 'static,
        clear: impl FnOnce() + 'static,
        select: impl FnOnce() + 'static,
    ) {
        self.told.set(None);
        self.busy.set(true);
        self.mine.set(true);
        let answer: Answer = Box::new(move |sentence| {
            // The screen is gone when it opened at once.
            let is_gone = self.busy.try_set(false).is_some() || self.mine.try_set(false).is_some();
            match sentence {
                None => clear(),
                Some(_) if is_gone => (),
                Some(sentence) => {
                    self.tell(sentence);
                    select();
                }
            }
        });
        leptos::task::spawn_local(async move {
            timer::after_paint().await;
            check(answer);
        });
    }

    /// What went wrong, in place.
    fn wrong(self, id: &str) -> El {
        el("p")
            .class("wrong")
            .attr("id", id)
            .attr("role", "alert")
            .text_with(move || self.told.get().unwrap_or_default())
    }

    /// The button that tries, and that something is being tried.
    fn submit(self, class: &str, label: fn(&UnlockText) -> &'static str) -> El {
        let submit = word(self.app, "button", label)
            .class(class)
            .attr_with("aria-disabled", move || Some(self.busy.get().to_string()));
        let busy = el("p")
            .class("vault-busy")
            .attr("role", "status")
            .text_with(move || {
                let words = UnlockText::of(self.app.locale.get());
                if self.mine.get() { words.busy } else { "" }.to_owned()
            });
        el("div").class("buttons").child(submit).child(busy)
    }
}

/// A text of the screen in the language of now.
fn word(app: App, tag: &str, of: fn(&UnlockText) -> &'static str) -> El {
    el(tag).text_with(move || of(UnlockText::of(app.locale.get())).to_owned())
}

/// The screen.
pub fn page(app: App, ways: Ways) -> El {
    let (busy, wiping) = (RwSignal::new(false), RwSignal::new(false));
    once_shown(|| {
        focus::focus_id(FIELD.id);
    });
    let wipe = ways.wipe.clone();
    el("main")
        .attr("id", "main")
        .class("start vault")
        .attr("tabindex", "-1")
        .child(start_head(app))
        .child(notice_bar(app, Vec::new))
        .child(by_passphrase(app, &ways, busy))
        .child(by_sheet(app, &ways, busy))
        .child(others(app, &ways, wiping))
        .child(ask("wipe", wiping, move || question(app), || (), move || wipe()))
}

const FIELD: SecretLook = SecretLook {
    id: "unlock",
    autocomplete: "current-password",
    described_by: "unlock-wrong",
};

fn by_passphrase(app: App, ways: &Ways, busy: RwSignal<bool>) -> El {
    let (state, letters) = (Try::new(app, busy), RwSignal::new(false));
    let is_wrong = move || state.told.with(Option::is_some);
    let field = SecretField::new(FIELD, letters, is_wrong, || ());
    let labelled = el("div")
        .class("field")
        .child(word(app, "label", |words| words.title).attr("for", FIELD.id))
        .child(
            el("div")
                .class("secret")
                .child(field.element())
                .child(show_button(app, FIELD.id, letters)),
        )
        .child(state.wrong("unlock-wrong"));
    let open = ways.passphrase.clone();
    el("form")
        .class("wizard vault-form")
        .on("submit", move |event| {
            event.prevent_default();
            if busy.get_untracked() {
                return;
            }
            match field.passphrase() {
                Ok(passphrase) => {
                    let (open, opened, failed) = (open.clone(), field.clone(), field.clone());
                    state.run(
                        move |answer| open(passphrase, answer),
                        move || opened.clear(),
                        move || failed.select(),
                    );
                }
                Err(error) => {
                    state.tell(explain_passphrase(&error, app.locale.get_untracked()));
                    field.select();
                }
            }
        })
        .child(word(app, "p", |words| words.lead).class("start-what"))
        .child(labelled)
        .child(state.submit("button-main wizard-next", |words| words.open))
}

/// 合言葉を忘れたとき: the letters of the recovery sheet.
fn by_sheet(app: App, ways: &Ways, busy: RwSignal<bool>) -> El {
    let state = Try::new(app, busy);
    let area = el("textarea")
        .class("input code vault-letters")
        .attr("id", "recovery")
        .attr("rows", "4")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "characters")
        .attr("autocorrect", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "recovery-hint recovery-wrong")
        .attr_with("aria-invalid", move || {
            Some(state.told.with(Option::is_some).to_string())
        });
    let input: HtmlTextAreaElement = area.node().clone().unchecked_into();
    let labelled = el("div")
        .class("field")
        .child(word(app, "label", |words| words.recovery_label).attr("for", "recovery"))
        .child(
            word(app, "span", |words| words.recovery_hint)
                .class("hint")
                .attr("id", "recovery-hint"),
        )
        .child(area)
        .child(state.wrong("recovery-wrong"));
    let open = ways.recovery.clone();
    let form = el("form")
        .class("wizard vault-form")
        .on("submit", move |event| {
            event.prevent_default();
            if busy.get_untracked() {
                return;
            }
            let typed = Zeroizing::new(input.value());
            match recovery::read(&Zeroizing::new(encoding::nfkc(&typed))) {
                Ok(identity) => {
                    let (open, opened, failed) = (open.clone(), input.clone(), input.clone());
                    state.run(
                        move |answer| open(identity, answer),
                        move || opened.set_value(""),
                        move || select(&failed),
                    );
                }
                Err(error) => {
                    state.tell(explain_recovery(&error, app.locale.get_untracked()));
                    focus::focus(&input);
                }
            }
        })
        .child(word(app, "p", |words| words.forgotten_lead).class("lead"))
        .child(labelled)
        .child(state.submit("button wizard-next", |words| words.recovery_open))
        .child(word(app, "p", |words| words.forgotten_none).class("lead dim small"));
    el("details")
        .class("vault-forgotten")
        .child(word(app, "summary", |words| words.forgotten))
        .child(form)
}

fn select(area: &HtmlTextAreaElement) {
    focus::focus(area);
    area.select();
}

/// What can be done without a key.
fn others(app: App, ways: &Ways, wiping: RwSignal<bool>) -> El {
    let sample = ways.sample.clone();
    let way = |act: El, hint: fn(&UnlockText) -> &'static str| {
        let hint = word(app, "span", hint).class("dim small");
        el("div").class("vault-other").child(act).child(hint)
    };
    let sample = word(app, "button", |words| words.sample)
        .class("button")
        .attr("type", "button")
        .on("click", move |_| sample());
    let wipe = word(app, "button", |words| words.wipe)
        .class("button-danger")
        .attr("type", "button")
        .on("click", move |_| wiping.set(true));
    el("section")
        .class("before")
        .child(word(app, "h2", |words| words.other))
        .child(way(sample, |words| words.sample_hint))
        .child(way(wipe, |words| words.wipe_hint))
        .region(move || {
            let help = FrameText::of(app.locale.get()).help;
            vec![el("p").child(link("button-quiet", Route::Help, help))]
        })
}

fn question(app: App) -> Question {
    let locale = app.locale.get_untracked();
    let words = UnlockText::of(locale);
    Question {
        title: words.wipe_title.to_owned(),
        body: words.wipe_body.to_owned(),
        check: Some(words.wipe_check),
        before: None,
        cancel: FrameText::of(locale).cancel,
        act: words.wipe_do,
    }
}
