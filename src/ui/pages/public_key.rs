//! わたしの公開鍵: what one gives to a colleague who hands a class over, and the screen of a device that has a key but no
//! class yet.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::{clipboard, print};
use crate::chart::key_slip::{key_slip, key_symbol};
use crate::domain::locale::Locale;
use crate::route::Route;
use crate::text::fill;
use crate::text::frame::class_title;
use crate::text::handover::HandOverText;
use crate::text::start::StartText;
use crate::ui::components::{Question, ask, file_button, start_head};
use crate::ui::dom::{El, button, el, link};
use crate::ui::frame::notice_bar;
use crate::ui::keeper;
use crate::ui::keeping::{Offer, follow_aside, show};
use crate::ui::state::{App, Session};
use crate::vault::public_key::{CheckNumber, groups};

/// The key with its number, to be read, copied and photographed.
pub fn key_card(app: App) -> El {
    let locale = app.locale.get_untracked();
    let words = HandOverText::of(locale);
    let Some(key) = keeper::recipient() else {
        return el("p").text(words.no_key);
    };
    let (told, failed) = (RwSignal::new(false), RwSignal::new(false));
    let copy = button("button", words.key_copy, move |_| {
        let copied = clipboard::copy_text(&key.to_string());
        told.set(copied);
        failed.set(!copied);
    });
    let letters = el("p")
        .class("key-groups")
        .attr("id", "public-key")
        .attr("translate", "no")
        .attr("aria-label", words.key_label)
        .attr("role", "group")
        .children(groups(&key).iter().map(|group| el("span").text(group)));
    let said = el("p")
        .class("dim")
        .attr("role", "status")
        .text_with(move || if told.get() { words.key_copied } else { "" }.to_owned());
    let wrong = el("p")
        .class("wrong")
        .attr("role", "alert")
        .text_with(move || if failed.get() { words.key_not_copied } else { "" }.to_owned());
    let check = el("p")
        .class("key-check")
        .child(el("span").text(words.check))
        .child(
            el("b")
                .attr("id", "check-number")
                .attr("translate", "no")
                .text(&CheckNumber::of(&key).to_string()),
        );
    let left = el("div")
        .class("key-words")
        .child(letters)
        .child(el("div").class("buttons").child(copy).child(said))
        .child(wrong)
        .child(check)
        .child(el("p").class("small").text(words.check_what));
    el("div")
        .class("key-card")
        .child(el("p").text(words.key_what))
        .child(el("p").class("dim").text(words.key_open))
        .child(
            el("div")
                .class("key-body")
                .child(left)
                .child(el("div").class("key-symbol").html(&key_symbol(&key, locale))),
        )
}

/// The screen; `is_aside` when the open class was put aside for it.
pub fn page(app: App, is_aside: bool) -> El {
    follow_aside(app, |app, session| app.session.set(session));
    let (failed, taking) = (RwSignal::new(false), RwSignal::new(false));
    let offer: Rc<RefCell<Option<Offer>>> = Rc::default();
    let waiting = offer.clone();
    el("main")
        .attr("id", "main")
        .class("start vault has-sheet")
        .attr("tabindex", "-1")
        .child(start_head(app))
        .child(notice_bar(app, Vec::new))
        .region(move || screen(app, is_aside, failed, taking, &waiting))
        .child(question(app, taking, offer))
        .child(el("div").class("sheet").html_with(move || {
            keeper::recipient().map_or_else(String::new, |key| key_slip(&key, app.locale.get()))
        }))
}

fn screen(
    app: App,
    is_aside: bool,
    failed: RwSignal<bool>,
    taking: RwSignal<bool>,
    offer: &Rc<RefCell<Option<Offer>>>,
) -> Vec<El> {
    let locale = app.locale.get();
    let words = HandOverText::of(locale);
    let print = button("button", words.print, move |_| failed.set(!print::print()));
    let wrong = el("p")
        .class("wrong")
        .attr("role", "alert")
        .text_with(move || if failed.get() { words.not_printed } else { "" }.to_owned());
    let ways = if is_aside {
        vec![button("button-main", words.back, move |_| keeper::come_back(app))]
    } else {
        let begin = button("button", words.begin, move |_| {
            app.session.set(Session::Start);
            show(app, Route::Home);
        });
        vec![
            take_button(app, locale, taking, offer),
            begin,
            link("button", Route::School, StartText::of(locale).view),
            button("button", words.lock, move |_| keeper::lock(app)),
        ]
    };
    let mut parts = vec![el("h2").class("wizard-title").text(words.key_title)];
    parts.extend((!is_aside).then(|| el("p").class("start-what").text(words.screen_lead)));
    parts.extend([
        key_card(app),
        el("div").class("buttons").children(ways).child(print),
        wrong,
    ]);
    parts
}

/// Opens the file that was handed over, and asks what becomes of the class in it.
fn take_button(app: App, locale: Locale, taking: RwSignal<bool>, offer: &Rc<RefCell<Option<Offer>>>) -> El {
    let offer = offer.clone();
    let words = HandOverText::of(locale);
    file_button(
        "button-main",
        ".age,.json,application/json",
        [el("span").text(words.take)],
        move |file| {
            let offer = offer.clone();
            app.notice.set(None);
            app.parts.keep.run(app, move |keep| {
                let take = move |taken| {
                    offer.replace(Some(taken));
                    taking.set(true);
                };
                (keep.read_class)(app, file, Box::new(take));
            });
        },
    )
}

/// Whether the class that was handed over becomes the class of this device.
fn question(app: App, taking: RwSignal<bool>, offer: Rc<RefCell<Option<Offer>>>) -> El {
    let named = offer.clone();
    let words = move || {
        let locale = app.locale.get_untracked();
        let words = HandOverText::of(locale);
        let (class, count) = named.borrow().as_ref().map_or_else(Default::default, |offer| {
            let classroom = &offer.document.classroom;
            (class_title(classroom, locale), classroom.students.len())
        });
        Question {
            title: words.take_title.to_owned(),
            body: fill(words.take_body, &[("class", &class), ("n", &count)]),
            check: None,
            before: None,
            cancel: words.take_not,
            act: words.take_do,
        }
    };
    ask(
        "take-over",
        taking,
        words,
        || (),
        move || {
            if let Some(offer) = offer.take() {
                app.parts
                    .vault
                    .run(app, move |vault| (vault.open_offer)(app, offer));
            }
        },
    )
}

/// The card of 設定.
pub fn settings_card(app: App) -> El {
    let locale = app.locale.get_untracked();
    let words = HandOverText::of(locale);
    el("div")
        .class("key-settings")
        .child(key_card(app))
        .child(
            el("div")
                .class("buttons")
                .child(button("button", words.large, move |_| {
                    keeper::put_aside(app, Session::PublicKey { is_aside: true })
                })),
        )
}
