//! The root: reads content and stored document, follows the address, and shows either the start screen or the open class.

use std::sync::Arc;

use leptos::prelude::*;

use super::dom::{El, el, keep, region};
use super::frame::shell;
use super::pages::start;
use super::state::{App, Mode, Session};
use crate::browser;
use crate::browser::local_storage::LocalStorage;
use crate::domain::checklist::Checklist;
use crate::format::content;
use crate::route::Route;
use crate::text;
use crate::vault;

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
    restore(&app);
    browser::location::on_hash_change(move |hash| {
        app.route.set(Route::parse(&hash));
        browser::focus::scroll_to_top();
    });
    // Names blur while another window has the focus: somebody else may be at the desk.
    browser::attention::on_focus_change(|is_here| {
        browser::language::set_root_attribute("data-away", if is_here { "false" } else { "true" });
    });
    keep(move || browser::language::set_language(app.locale.get()));
    region(move || {
        vec![match app.session.get() {
            Session::Start => start::page(app),
            Session::Open { document, mode } => shell(app, Arc::unwrap_or_clone(document), mode),
        }]
    })
}

/// Opens the stored document. What cannot be read stays stored untouched, and the start screen says so.
fn restore(app: &App) {
    match vault::load_document(&LocalStorage) {
        Ok(None) => {}
        Ok(Some(document)) => app.open(document, Mode::Own),
        Err(error) => {
            let sentence = text::keeping::explain_working_copy(&error, app.locale.get_untracked());
            app.stored_trouble.set(Some(sentence));
        }
    }
}
