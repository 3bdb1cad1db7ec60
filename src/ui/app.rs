//! The root: reads content and stored document, follows the address, and shows either the start screen or the open class.

use std::sync::Arc;

use leptos::prelude::*;

use super::frame::Shell;
use super::pages::start::StartPage;
use super::state::{App as AppState, Mode, Session};
use crate::browser;
use crate::domain::checklist::Checklist;
use crate::format::{content, document};
use crate::route::Route;
use crate::text;
use crate::vault::{Storage, StorageKey};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    match content::built_in() {
        Ok(checklist) => opened(Arc::new(checklist)).into_any(),
        // The built-in content is checked by a test; should it be broken all the same, say so instead of a blank page.
        Err(error) => view! { <p class="page">{error.to_string()}</p> }.into_any(),
    }
}

fn opened(checklist: Arc<Checklist>) -> impl IntoView {
    let app = AppState::new(checklist);
    provide_context(app);
    restore(&app);
    browser::location::on_hash_change(move |hash| {
        app.route.set(Route::parse(&hash));
        browser::focus::scroll_to_top();
    });
    Effect::new(move |_| {
        browser::language::set_language(app.locale.get());
    });
    move || match app.session.get() {
        Session::Start => view! { <StartPage /> }.into_any(),
        Session::Open { document, mode } => {
            view! { <Shell document=Arc::unwrap_or_clone(document) mode /> }.into_any()
        }
    }
}

/// Opens the stored document. What cannot be read stays stored untouched, and the start screen says so.
fn restore(app: &AppState) {
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
