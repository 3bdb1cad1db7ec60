//! 合言葉を決める: the passphrase is chosen, twice, and found good enough before anything is made with it.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::timer;
use crate::domain::locale::Locale;
use crate::text::fill;
use crate::text::frame::FrameText;
use crate::text::vault::{PassphraseText, example, explain_passphrase, explain_strength, length_rule};
use crate::ui::components::secret_field::{SecretField, SecretLook, show_button};
use crate::ui::components::start_head;
use crate::ui::dom::{El, button, el, keep, region};
use crate::ui::frame::notice_bar;
use crate::ui::state::App;
use crate::vault::age::{Passphrase, PassphraseError};
use crate::vault::strength::{Strength, strength};

/// Why a passphrase is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A class is begun.
    Begin,
    /// There is one, and it shall be another.
    Change,
    /// The old one was forgotten, and the recovery sheet opened the vault.
    Recovered,
}

/// What is to be corrected before the passphrase can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrong {
    /// The first field: nothing in it, or far too much.
    Text(PassphraseError),
    /// The first field: too easy to guess, which the line below it says.
    Guessable,
    /// The second field is empty.
    Once,
    /// The second field is not the same.
    Differs,
}

impl Wrong {
    /// Whether it is the first field that is wrong.
    const fn is_first(self) -> bool {
        match self {
            Wrong::Text(_) | Wrong::Guessable => true,
            Wrong::Once | Wrong::Differs => false,
        }
    }
}

/// The two fields and what is known of them.
#[derive(Clone)]
struct Fields {
    first: SecretField,
    second: SecretField,
}

/// One of the texts of this screen.
type Words = fn(&PassphraseText) -> &'static str;

/// What the screen shows. Neither passphrase is among it.
#[derive(Clone, Copy)]
struct Shown {
    app: App,
    /// How strong the first field is; none while it is empty.
    strength: RwSignal<Option<Strength>>,
    is_same: RwSignal<bool>,
    wrong: RwSignal<Option<Wrong>>,
    letters: RwSignal<bool>,
    busy: RwSignal<bool>,
}

impl Shown {
    fn words(self) -> &'static PassphraseText {
        PassphraseText::of(self.app.locale.get())
    }

    /// A text of the screen in the language of now.
    fn text(self, tag: &str, of: Words) -> El {
        el(tag).text_with(move || of(self.words()).to_owned())
    }
}

/// The screen. `take` gets the passphrase after 「鍵を作っています…」 is on the screen, so it may keep the page busy; it shows what
/// follows, or says with [`App::warn`] what went wrong, and the fields are there again. `leave` goes back, where one can.
pub fn choose(app: App, purpose: Purpose, take: Rc<dyn Fn(Passphrase)>, leave: Option<Rc<dyn Fn()>>) -> El {
    let shown = Shown {
        app,
        strength: RwSignal::new(None),
        is_same: RwSignal::new(false),
        wrong: RwSignal::new(None),
        letters: RwSignal::new(false),
        busy: RwSignal::new(false),
    };
    keep(move || {
        if app.notice.get().is_some() {
            shown.busy.set(false);
        }
    });
    let (title, lead): (Words, Words) = match purpose {
        Purpose::Begin => (|words| words.begin_title, |words| words.begin_lead),
        Purpose::Change => (|words| words.change_title, |words| words.change_lead),
        Purpose::Recovered => (|words| words.recovered_title, |words| words.recovered_lead),
    };
    let back = leave.map(|leave| {
        let label = region(move || vec![el("span").text(FrameText::of(app.locale.get()).back)]);
        el("div")
            .class("wizard-head")
            .child(button("button", "", move |_| leave()).child(label))
    });
    el("main")
        .attr("id", "main")
        .class("start vault")
        .attr("tabindex", "-1")
        .child(start_head(app))
        .child(notice_bar(app, Vec::new))
        .children(back)
        .child(shown.text("h2", title).class("wizard-title"))
        .child(
            el("div")
                .class("vault-text")
                .child(shown.text("p", lead))
                .child(
                    shown
                        .text("p", |words| words.nobody_can_reset)
                        .class("vault-strong"),
                )
                .children((purpose == Purpose::Begin).then(|| shown.text("p", |words| words.sheet_follows))),
        )
        .child(
            el("div")
                .class("vault-columns")
                .child(form(shown, take))
                .child(advice(shown)),
        )
}

/// How to make a good one.
fn advice(shown: Shown) -> El {
    let example = move || {
        let example = example(shown.app.locale.get());
        fill(shown.words().how_example, &[("example", &example)])
    };
    el("section")
        .class("vault-advice")
        .child(shown.text("h3", |words| words.how))
        .child(
            el("ul")
                .child(shown.text("li", |words| words.how_words))
                .child(el("li").text_with(example))
                .child(shown.text("li", |words| words.how_not))
                .child(shown.text("li", |words| words.how_japanese))
                .child(shown.text("li", |words| words.how_browser)),
        )
}

fn form(shown: Shown, take: Rc<dyn Fn(Passphrase)>) -> El {
    let fields = fields(shown);
    let first = el("div")
        .class("field")
        .child(shown.text("label", |words| words.label).attr("for", FIRST.id))
        .child(
            el("span")
                .class("hint")
                .attr("id", "passphrase-rule")
                .text_with(move || length_rule(shown.app.locale.get())),
        )
        .child(
            el("div")
                .class("secret")
                .child(fields.first.element())
                .child(show_button(
                    shown.app,
                    "passphrase passphrase-again",
                    shown.letters,
                )),
        )
        .child(meter(shown));
    let second = el("div")
        .class("field")
        .child(shown.text("label", |words| words.again).attr("for", SECOND.id))
        .child(fields.second.element())
        .child(
            el("p")
                .class("wrong")
                .attr("id", "again-wrong")
                .attr("role", "alert")
                .text_with(move || match shown.wrong.get() {
                    Some(Wrong::Once) => shown.words().repeat.to_owned(),
                    Some(Wrong::Differs) => shown.words().differs.to_owned(),
                    Some(Wrong::Text(_) | Wrong::Guessable) | None => String::new(),
                }),
        )
        .child(
            el("p")
                .class("vault-good")
                .attr("role", "status")
                .text_with(move || {
                    let same = if shown.is_same.get() {
                        shown.words().same
                    } else {
                        ""
                    };
                    same.to_owned()
                }),
        );
    let submit = el("button")
        .class("button-main wizard-next")
        .attr_with("aria-disabled", move || Some(shown.busy.get().to_string()))
        .text_with(move || shown.words().choose.to_owned());
    let busy = el("p")
        .class("vault-busy")
        .attr("role", "status")
        .text_with(move || {
            let busy = if shown.busy.get() { shown.words().busy } else { "" };
            busy.to_owned()
        });
    el("form")
        .class("wizard vault-form")
        .on("submit", move |event| {
            event.prevent_default();
            if !shown.busy.get_untracked() {
                submit_fields(shown, &fields, &take);
            }
        })
        .child(first)
        .child(second)
        .child(el("div").class("buttons").child(submit).child(busy))
}

const FIRST: SecretLook = SecretLook {
    id: "passphrase",
    autocomplete: "new-password",
    described_by: "passphrase-rule passphrase-strength",
};

const SECOND: SecretLook = SecretLook {
    id: "passphrase-again",
    autocomplete: "new-password",
    described_by: "again-wrong",
};

/// The two fields, which keep what the screen shows of them current.
fn fields(shown: Shown) -> Fields {
    let both: Rc<std::cell::OnceCell<Fields>> = Rc::default();
    let changed = {
        let both = both.clone();
        move || {
            if let Some(fields) = both.get() {
                read_fields(shown, fields);
            }
        }
    };
    let is_wrong = move |first| shown.wrong.get().is_some_and(|wrong| wrong.is_first() == first);
    let fields = Fields {
        first: SecretField::new(FIRST, shown.letters, move || is_wrong(true), changed.clone()),
        second: SecretField::new(SECOND, shown.letters, move || is_wrong(false), changed),
    };
    both.get_or_init(|| fields).clone()
}

/// Looks at both fields after one of them changed.
fn read_fields(shown: Shown, fields: &Fields) {
    let (first, second) = (fields.first.text(), fields.second.text());
    let judged = (!first.is_empty()).then(|| strength(&first));
    shown.strength.set(judged);
    let is_enough = judged.is_some_and(Strength::is_enough);
    shown.is_same.set(is_enough && *first == *second);
    // What was wrong stays said until it is mended, not until the next key.
    let is_mended = match shown.wrong.get_untracked() {
        Some(Wrong::Text(_)) | None => true,
        Some(Wrong::Guessable) => is_enough,
        Some(Wrong::Once) => !second.is_empty(),
        Some(Wrong::Differs) => *first == *second,
    };
    if is_mended {
        shown.wrong.set(None);
    }
}

/// Checks both fields, and hands the passphrase over once the screen says that a key is being made.
fn submit_fields(shown: Shown, fields: &Fields, take: &Rc<dyn Fn(Passphrase)>) {
    read_fields(shown, fields);
    let (first, second) = (fields.first.text(), fields.second.text());
    let passphrase = match fields.first.passphrase() {
        Ok(_) if !strength(&first).is_enough() => Err(Wrong::Guessable),
        Ok(_) if second.is_empty() => Err(Wrong::Once),
        Ok(_) if *first != *second => Err(Wrong::Differs),
        Ok(passphrase) => Ok(passphrase),
        Err(error) => Err(Wrong::Text(error)),
    };
    match passphrase {
        Ok(passphrase) => {
            shown.app.notice.set(None);
            shown.busy.set(true);
            let take = take.clone();
            leptos::task::spawn_local(async move {
                timer::after_paint().await;
                take(passphrase);
            });
        }
        Err(wrong) => {
            shown.wrong.set(Some(wrong));
            if wrong.is_first() {
                fields.first.select();
            } else {
                fields.second.select();
            }
        }
    }
}

/// How strong the passphrase is: a bar of three parts, and in words.
fn meter(shown: Shown) -> El {
    let filled = move || match shown.strength.get() {
        None | Some(Strength::TooShort) => "0",
        Some(Strength::Weak) => "1",
        Some(Strength::Fair) => "2",
        Some(Strength::Strong) => "3",
    };
    let bar = el("div")
        .class("meter")
        .attr("aria-hidden", "true")
        .attr_with("data-filled", move || Some(filled().to_owned()))
        .children([(); 3].map(|()| el("span")));
    let said = move |locale: Locale| match (shown.wrong.get(), shown.strength.get()) {
        (Some(Wrong::Text(error)), _) => explain_passphrase(&error, locale),
        (Some(Wrong::Guessable | Wrong::Once | Wrong::Differs) | None, Some(strength)) => {
            explain_strength(strength, locale)
        }
        (Some(Wrong::Guessable | Wrong::Once | Wrong::Differs) | None, None) => String::new(),
    };
    let words = el("p")
        .class("meter-words")
        .attr("id", "passphrase-strength")
        .attr("role", "status")
        .toggle("wrong", move || shown.wrong.get().is_some_and(Wrong::is_first))
        .text_with(move || said(shown.app.locale.get()));
    el("div").child(bar).child(words)
}
