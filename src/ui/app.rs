//! The root: follows the address and shows either the start screen or the open class.

use std::sync::Arc;

use leptos::prelude::*;

use super::dom::{El, keep, region};
use super::pages::start;
use super::parts::Fetchers;
use super::state::{App, Session};
use crate::browser;
use crate::browser::local_storage::LocalStorage;
use crate::route::Route;
use crate::vault;

/// The whole app.
pub fn app(fetchers: Fetchers) -> El {
    let app = App::new(fetchers);
    if !matches!(vault::stored_text(&LocalStorage), Ok(None)) {
        // Reading documents is the business of the part that shows them.
        app.session.set(Session::Opening);
    }
    browser::location::on_hash_change(move |hash| {
        app.route.set(Route::parse(&hash));
        browser::focus::scroll_to_top();
    });
    // Names blur while another window has the focus: somebody else may be at the desk.
    browser::attention::on_focus_change(|is_here| {
        browser::language::set_root_attribute("data-away", if is_here { "false" } else { "true" });
    });
    keep(move || browser::language::set_language(app.locale.get()));
    app.parts.fetch_all();
    region(move || match app.session.get() {
        Session::Start => vec![start::page(app)],
        Session::Opening => app.parts.class.show(app.locale.get(), move |class| {
            (class.restore)(app);
            Vec::new()
        }),
        Session::Open { document, mode } => {
            let locale = app.locale.get_untracked();
            app.parts.class.show(locale, move |class| {
                vec![(class.shell)(app, Arc::unwrap_or_clone(document), mode)]
            })
        }
    })
}
