//! What several screens do with whole classes: open one from a file, put one on the desk, erase what this device holds.

use std::cell::Cell;

use chrono::NaiveDate;
use leptos::prelude::*;
use web_sys::File;

use super::contents;
use super::dom::{keep, once_shown};
use super::keeper;
use super::parts::TakeOnce;
use super::state::{App, Mode, Session};
use crate::browser;
use crate::domain::document::Document;
use crate::domain::sample::{SAMPLE_GRADE, sample_document};
use crate::format::content::ContentError;
use crate::format::document;
use crate::format::settings::SavedFile;
use crate::route::Route;
use crate::text;
use crate::vault::{MAX_SEALED_BYTES, VaultError, is_age, is_for_key_alone};

/// A class of the teacher's own that is about to be opened, and with it stored over what this device holds.
pub struct Offer {
    /// The class.
    pub document: Document,
    /// The file it came from, if it did.
    pub file: Option<SavedFile>,
    /// The screen it opens on.
    pub route: Route,
}

/// Opens a class of the teacher's own. Ask before: it is stored over what this device holds.
pub fn open_own(app: App, offer: Offer) {
    app.notice.set(None);
    app.stored_trouble.set(None);
    app.saved_file.set(offer.file);
    app.open(offer.document, Mode::Own);
    app.store_settings();
    show(app, offer.route);
}

/// Goes to a screen, with the keyboard on its content.
pub fn show(app: App, route: Route) {
    app.go(route);
    to_main();
}

/// What stands outside of any class and has an address of its own: 学校のようす, チェックシートの編集, 使い方・自己点検.
fn aside(route: Route) -> Option<Session> {
    match route {
        Route::School => Some(Session::School),
        Route::Content => Some(Session::Workshop),
        Route::Help => Some(Session::Help),
        Route::Home
        | Route::Roster
        | Route::Sweep
        | Route::Grid
        | Route::Full
        | Route::Class
        | Route::Meeting
        | Route::Summary
        | Route::Keys
        | Route::Settings
        | Route::Calibration
        | Route::BlankForms => None,
    }
}

/// Goes over to a screen outside of any class, as `enter` does, when the address says so. To be called by the screens
/// from which a link leads there.
pub fn follow_aside(app: App, enter: fn(App, Session)) {
    keep(move || {
        if let Some(session) = aside(app.route.get()) {
            // Not at once: what is entered takes the place of what follows the address here.
            once_shown(move || enter(app, session));
        }
    });
}

/// Closes a screen outside of any class when the address leads elsewhere, as the browser's way back does.
pub fn leave_with_the_address(app: App, route: Route) {
    let was_here = Cell::new(false);
    keep(move || {
        let now = app.route.get();
        if now == route {
            was_here.set(true);
        } else if was_here.replace(false) {
            once_shown(move || {
                if app
                    .session
                    .with_untracked(|session| aside(route).as_ref() == Some(session))
                {
                    match aside(now) {
                        Some(session) => app.session.set(session),
                        None => keeper::come_home(app),
                    }
                }
            });
        }
    });
}

/// Puts the keyboard on the content of the screen, once it is there.
pub fn to_main() {
    leptos::task::spawn_local(async {
        leptos::task::tick().await;
        browser::focus::focus_id("main");
        browser::focus::scroll_to_top();
    });
}

/// Puts the keyboard on the element with this id, once it is there.
pub fn focus_soon(id: String) {
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        browser::focus::focus_id(&id);
    });
}

/// The sample class as of a day.
///
/// # Errors
/// When the content is broken, which a test excludes for the built-in one.
pub fn sample(app: App, today: NaiveDate) -> Result<Document, ContentError> {
    let source = untrack(|| contents::effective(app))?;
    let checklist = contents::for_grade(&source.checklist, SAMPLE_GRADE);
    let document = sample_document(&checklist, today);
    Ok(document.with_content(source.stamp().clone(), source.text))
}

/// Reads a class from a file and hands it over; what is wrong with the file is told. A sealed file that this device's key
/// does not open asks for its passphrase.
pub fn read_class(app: App, file: File, take: TakeOnce) {
    leptos::task::spawn_local(async move {
        let locale = app.locale.get_untracked();
        match browser::files::read_file(&file, MAX_SEALED_BYTES).await {
            Err(error) => refuse(app, text::keeping::explain_file(&error, locale)),
            // Files of earlier versions were not sealed.
            Ok(bytes) if !is_age(&bytes) => take_text(app, &bytes, take),
            Ok(bytes) => match keeper::open_sealed(&bytes) {
                Ok(text) => take_text(app, &text, take),
                // No passphrase opens it, so none is asked for.
                Err(VaultError::OtherVault) if is_for_key_alone(&bytes) => {
                    app.parts
                        .school
                        .run(app, move |school| (school.refuse_other_key)(app));
                }
                Err(VaultError::OtherVault) => keeper::ask_for_file(app, bytes, take),
                Err(error) => refuse(app, text::keeper::explain_vault(&error, locale)),
            },
        }
    });
}

/// Hands over the class in a document's text, or says what is wrong with it.
pub fn take_text(app: App, bytes: &[u8], take: TakeOnce) {
    match document::decode(bytes) {
        Ok(document) => {
            let file = SavedFile {
                on: browser::clock::today(),
                revision: document.revision,
                checked: true,
            };
            take(Offer {
                document,
                file: Some(file),
                route: Route::Home,
            });
        }
        Err(error) => refuse(
            app,
            text::keeping::explain_document(&error, app.locale.get_untracked()),
        ),
    }
}

fn refuse(app: App, sentence: String) {
    app.warn(sentence);
    browser::focus::scroll_to_top();
}
