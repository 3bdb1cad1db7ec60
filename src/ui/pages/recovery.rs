//! 復旧シート: printed once after a passphrase was chosen, and gone from the page when it is left.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use zeroize::Zeroizing;

use crate::browser::{clock, print};
use crate::chart::recovery_sheet::{recovery_letters, recovery_sheet};
use crate::domain::roster::YearMonth;
use crate::text::vault::RecoveryText;
use crate::ui::components::start_head;
use crate::ui::dom::{El, el, keep};
use crate::ui::frame::notice_bar;
use crate::ui::state::App;

/// The identity's text, until the screen is left. Listeners may outlive the screen by a while; this does not.
type Secret = Rc<RefCell<Option<Zeroizing<String>>>>;

/// A text of the screen in the language of now.
fn word(app: App, tag: &str, of: fn(&RecoveryText) -> &'static str) -> El {
    el(tag).text_with(move || of(RecoveryText::of(app.locale.get())).to_owned())
}

/// The screen for an identity's text ([`Identity::to_text`](crate::vault::age::Identity::to_text)). `done` shows what follows.
pub fn page(app: App, identity: Zeroizing<String>, done: Rc<dyn Fn()>) -> El {
    let secret: Secret = Rc::new(RefCell::new(Some(identity)));
    let (failed, by_hand) = (RwSignal::new(false), RwSignal::new(false));
    let print = word(app, "button", |words| words.print)
        .class("button-main wizard-next")
        .attr("type", "button")
        .on("click", move |_| failed.set(!print::print()));
    let sheet = {
        let secret = secret.clone();
        secret_part(&secret.clone(), el("div").class("sheet"), move || {
            let (locale, month) = (app.locale.get(), YearMonth::of(clock::today()));
            let secret = secret.borrow();
            secret
                .as_ref()
                .map(|identity| recovery_sheet(identity, month, locale))
        })
    };
    let letters = {
        let secret = secret.clone();
        secret_part(&secret.clone(), el("div").class("rs-by-hand"), move || {
            let secret = secret.borrow();
            let shown = secret.as_ref().filter(|_| by_hand.get());
            shown.map(|identity| recovery_letters(identity))
        })
    };
    let (of_sheet, of_letters) = (sheet.clone(), letters.clone());
    let go_on = word(app, "button", |words| words.go_on)
        .class("button wizard-next")
        .attr("type", "button")
        .on("click", move |_| {
            secret.take();
            of_sheet.clone().html("");
            of_letters.clone().html("");
            done();
        });
    let wrong = el("p").class("wrong").attr("role", "alert").text_with(move || {
        let words = RecoveryText::of(app.locale.get());
        if failed.get() { words.not_printed } else { "" }.to_owned()
    });
    let details = el("details")
        .class("vault-forgotten")
        .on("toggle", move |event| by_hand.set(is_open(&event)))
        .child(word(app, "summary", |words| words.by_hand))
        .child(word(app, "p", |words| words.by_hand_lead).class("lead"))
        .child(letters);
    el("main")
        .attr("id", "main")
        .class("start vault has-sheet")
        .attr("tabindex", "-1")
        .child(start_head(app))
        .child(notice_bar(app, Vec::new))
        .child(word(app, "h2", |words| words.title).class("wizard-title"))
        .child(
            el("div")
                .class("vault-text")
                .child(word(app, "p", |words| words.lead))
                .child(word(app, "p", |words| words.keep).class("vault-strong"))
                .child(word(app, "p", |words| words.once)),
        )
        .child(el("div").class("buttons").child(print).child(go_on))
        .child(wrong)
        .child(details)
        .child(sheet)
}

/// A part of the page that shows the secret: drawn by what `draw` makes, emptied with the screen. Unlike [`El::html_with`] it
/// keeps no copy of the markup.
fn secret_part(secret: &Secret, part: El, draw: impl Fn() -> Option<Zeroizing<String>> + 'static) -> El {
    let target = part.clone();
    keep(move || {
        let markup = draw().unwrap_or_default();
        target.clone().html(&markup);
    });
    // What is cleaned up may have to be sent between threads elsewhere; here there is one.
    let (secret, target) = (secret.clone(), part.clone());
    let left = leptos::prelude::StoredValue::new_local((secret, target));
    on_cleanup(move || {
        left.try_with_value(|(secret, target)| {
            secret.take();
            target.clone().html("");
        })
        .unwrap_or_default();
    });
    part
}

/// Whether the details an event came from are open.
fn is_open(event: &web_sys::Event) -> bool {
    event
        .target()
        .and_then(|target| js_sys::Reflect::get(&target, &JsValue::from_str("open")).ok())
        .is_some_and(|open| open.is_truthy())
}
