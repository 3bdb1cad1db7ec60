//! The root: reads content and stored document, follows the address, and shows either the start screen or the open class.

use std::sync::Arc;

use leptos::prelude::*;

use super::dom::{El, el, keep, region};
use super::frame::shell;
use super::pages::start;
use super::state::{App, Mode, Session};
use crate::browser;
use crate::domain::checklist::Checklist;
use crate::format::{content, document};
use crate::route::Route;
use crate::text;
use crate::vault::{Storage, StorageKey};

/// The whole app.
pub fn app() -> El {
    match content::built_in() {
        Ok(checklist) => opened(Arc::new(checklist)),
        // The built-in content is checked by a test; should it be broken all the same, say so instead of a blank page.
        Err(error) => el("p").class("page").text(&error.to_string()),
    }
}

fn opened(checklist: Arc<Checklist>) -> El {
    let app = App::new(checklist);
    provide_context(app);
    restore(&app);
    browser::location::on_hash_change(move |hash| {
        app.route.set(Route::parse(&hash));
        browser::focus::scroll_to_top();
    });
    keep(Box::new(move || {
        browser::language::set_language(app.locale.get())
    }));
    region(move || {
        vec![match app.session.get() {
            Session::Start => start::page(app),
            Session::Open { document, mode } => shell(app, Arc::unwrap_or_clone(document), mode),
        }]
    })
}

/// Opens the stored document. What cannot be read stays stored untouched, and the start screen says so.
fn restore(app: &App) {
    let locale = app.locale.get_untracked();
    let trouble = match browser::local_storage::LocalStorage.load(StorageKey::Document) {
        Ok(None) => None,
        Ok(Some(json)) => match document::decode(json.as_bytes()) {
            Ok(document) => {
                app.open(document, Mode::Own);
                None
            }
            Err(error) => Some(text::keeping::explain_document(&error, locale)),
        },
        Err(error) => Some(text::keeping::explain_storage(&error, locale)),
    };
    app.stored_trouble.set(trouble);
}
