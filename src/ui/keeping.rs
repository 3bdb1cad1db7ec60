//! What several screens do with whole classes: open one from a file, put one on the desk, erase what this device holds.

use chrono::NaiveDate;
use leptos::prelude::*;
use web_sys::File;

use super::parts::TakeOnce;
use super::state::{App, Mode, Session};
use crate::browser;
use crate::browser::local_storage::LocalStorage;
use crate::domain::document::Document;
use crate::domain::limits::MAX_FILE_BYTES;
use crate::domain::locale::Locale;
use crate::domain::sample::sample_document;
use crate::format::content::{self, ContentError};
use crate::format::document;
use crate::format::settings::SavedFile;
use crate::route::Route;
use crate::text;
use crate::vault;

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

/// Puts the document this device holds on the desk. What cannot be read stays stored untouched, and the start screen says so.
pub fn restore(app: App) {
    match vault::load_document(&LocalStorage) {
        Ok(Some(document)) => app.open(document, Mode::Own),
        Ok(None) => app.session.set(Session::Start),
        Err(error) => {
            let sentence = text::keeping::explain_working_copy(&error, app.locale.get_untracked());
            app.stored_trouble.set(Some(sentence));
            app.session.set(Session::Start);
        }
    }
}

/// Why the document this device holds cannot be read, in a language.
pub fn explain_stored(locale: Locale) -> Option<String> {
    let error = vault::load_document(&LocalStorage).err()?;
    Some(text::keeping::explain_working_copy(&error, locale))
}

/// The sample class as of a day.
///
/// # Errors
/// When the content is broken, which a test excludes for the built-in one.
pub fn sample(today: NaiveDate) -> Result<Document, ContentError> {
    Ok(sample_document(&content::built_in()?, today))
}

/// Reads a class from a file and hands it over; what is wrong with the file is told.
pub fn read_class(app: App, file: File, take: TakeOnce) {
    leptos::task::spawn_local(async move {
        let locale = app.locale.get_untracked();
        let read = match browser::files::read_file(&file, MAX_FILE_BYTES).await {
            Ok(bytes) => {
                document::decode(&bytes).map_err(|error| text::keeping::explain_document(&error, locale))
            }
            Err(error) => Err(text::keeping::explain_file(&error, locale)),
        };
        match read {
            Ok(document) => {
                let file = SavedFile {
                    on: browser::clock::today(),
                    revision: document.revision,
                };
                take(Offer {
                    document,
                    file: Some(file),
                    route: Route::Home,
                });
            }
            Err(sentence) => {
                app.warn(sentence);
                browser::focus::scroll_to_top();
            }
        }
    });
}

/// Closes the class, removes everything this app stored on the device, and says so.
pub fn erase(app: App) {
    // The desk goes first: it must not store again what is being removed.
    app.session.set(Session::Start);
    app.saved_file.set(None);
    let words = text::start::StartText::of(app.locale.get_untracked());
    if vault::wipe(&LocalStorage).is_ok() {
        app.stored_trouble.set(None);
        app.tell(words.erased);
    } else {
        app.warn(words.erase_failed);
    }
    show(app, Route::Home);
}
