//! The root: follows the address and shows either the way in or the open class.

use std::cell::Cell;
use std::sync::Arc;

use leptos::prelude::*;

use super::dom::{El, keep, region, together};
use super::pages::start;
use super::parts::{ClassPart, Fetchers};
use super::state::{App, Mode, Session};
use crate::browser;
use crate::browser::local_storage::LocalStorage;
use crate::route::Route;
use crate::vault::{Storage, StorageKey};

/// The whole app.
pub fn app(fetchers: Fetchers) -> El {
    let app = App::new(fetchers);
    let holds = |key| LocalStorage.load(key).is_ok_and(|text| text.is_some());
    if holds(StorageKey::Vault) {
        app.session.set(Session::Locked);
    } else if holds(StorageKey::Document) {
        // Left by an earlier version; reading it is the business of the part that seals.
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
    browser::offline::on_change(move || {
        app.update
            .set(browser::offline::state() == browser::offline::Offline::Update);
    });
    keep(move || browser::language::set_language(app.locale.get()));
    // For programs that drive the app: docs/harness.md.
    browser::language::set_root_attribute("data-version", env!("CARGO_PKG_VERSION"));
    keep(move || browser::language::set_root_attribute("data-session", app.session.with(session_name)));
    // The mirror may be gone while the durable store is not: the part that can read it looks as soon as it is here.
    let is_watched = Cell::new(false);
    keep(move || {
        if let Some(vault) = app.parts.vault.here().filter(|_| !is_watched.replace(true)) {
            (vault.watch)(app);
        }
    });
    // What the server's content says is read by the part of the class; nobody needs it before.
    let has_looked = Cell::new(false);
    keep(move || {
        if let Some(class) = app.parts.class.here().filter(|_| !has_looked.replace(true)) {
            (class.look)(app);
        }
    });
    let is_locked = app.session.with_untracked(|session| *session != Session::Start);
    app.parts.fetch_all(is_locked);
    let screen = region(move || {
        let (vault, roster, school) = (&app.parts.vault, &app.parts.roster, &app.parts.school);
        match app.session.get() {
            Session::Start => vec![start::page(app)],
            Session::Opening => vault.show(app.locale.get(), |_| Vec::new()),
            Session::Locked => vault.show(app.locale.get_untracked(), |vault| vec![(vault.unlock)(app)]),
            Session::Choosing => roster.show(app.locale.get_untracked(), |roster| vec![(roster.choose)(app)]),
            Session::Renewing => roster.show(app.locale.get_untracked(), |roster| vec![(roster.renew)(app)]),
            Session::Sheet => roster.show(app.locale.get_untracked(), |roster| vec![(roster.sheet)(app)]),
            Session::PublicKey { is_aside } => school.show(app.locale.get_untracked(), |part| {
                vec![(part.public_key)(app, is_aside)]
            }),
            Session::School => school.show(app.locale.get_untracked(), |part| vec![(part.school)(app)]),
            Session::Workshop => app
                .parts
                .content
                .show(app.locale.get_untracked(), |part| vec![(part.workshop)(app)]),
            Session::Help => app
                .parts
                .help
                .show(app.locale.get_untracked(), |part| vec![(part.page)(app)]),
            Session::Open { document, mode } => {
                let open =
                    move |class: ClassPart| vec![(class.shell)(app, Arc::unwrap_or_clone(document), mode)];
                let locale = app.locale.get_untracked();
                let show = move || app.parts.class.show(locale, open);
                match mode {
                    Mode::Own => app.parts.keep.show(locale, move |_| show()),
                    Mode::Sample => show(),
                }
            }
        }
    });
    let prompt = region(move || {
        app.parts
            .vault
            .here()
            .map(|vault| (vault.file_prompt)(app))
            .into_iter()
            .collect()
    });
    together([screen, prompt])
}

/// What is on the desk, as programs that drive the app read it (docs/harness.md).
fn session_name(session: &Session) -> &'static str {
    match session {
        Session::Start => "start",
        Session::Opening => "opening",
        Session::Locked => "locked",
        Session::Choosing => "choosing",
        Session::Renewing => "renewing",
        Session::Sheet => "sheet",
        Session::PublicKey { .. } => "public-key",
        Session::School => "school",
        Session::Workshop => "workshop",
        Session::Help => "help",
        Session::Open { mode: Mode::Own, .. } => "own",
        Session::Open {
            mode: Mode::Sample, ..
        } => "sample",
    }
}
