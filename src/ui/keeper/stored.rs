//! Opening what this device holds, once the vault is open. It knows documents, so it belongs to the part of the open class.

use leptos::prelude::*;

use super::session::{open_offer, stored};
use super::{KNOWN, open};
use crate::domain::document::Document;
use crate::format::document;
use crate::text::keeper::KeeperText;
use crate::text::keeping::explain_document;
use crate::ui::keeping::{Offer, to_main};
use crate::ui::state::{App, Mode, Session};
use crate::vault::{Mirrored, StorageKey, decode_mirror};

/// Opens the stored class.
pub fn open_stored(app: App) {
    leptos::task::spawn_local(open_copies(app));
}

/// Opens what an earlier version left unsealed.
pub fn take_plain(app: App) {
    leptos::task::spawn_local(leave_behind(app));
}

/// What earlier versions stored without sealing it is opened once more, to be sealed with a passphrase at once.
async fn leave_behind(app: App) {
    let locale = app.locale.get_untracked();
    app.session.set(Session::Start);
    let (mirror, _) = stored(StorageKey::Document).await;
    let Some(text) = mirror else { return };
    if decode_mirror(&text) == Ok(Mirrored::Plain) {
        match document::decode(text.as_bytes()) {
            Ok(document) => {
                let file = app.saved_file.get_untracked();
                open_offer(
                    app,
                    Offer {
                        document,
                        file,
                        route: app.route.get_untracked(),
                    },
                );
            }
            Err(error) => app.stored_trouble.set(Some(explain_document(&error, locale))),
        }
    } else {
        app.stored_trouble
            .set(Some(KeeperText::of(locale).no_header.to_owned()));
    }
}

/// Opens what the stores hold. One copy that cannot be read does no harm while the other can.
async fn open_copies(app: App) {
    let locale = app.locale.get_untracked();
    let words = KeeperText::of(locale);
    let (mirror, record) = stored(StorageKey::Document).await;
    let mut copies: Vec<Result<Document, String>> = Vec::new();
    match mirror.as_deref().map(decode_mirror) {
        Some(Ok(Mirrored::Sealed(record))) => {
            copies.push(open(&record).map_err(|trouble| trouble.sentence(locale)))
        }
        Some(Ok(Mirrored::Plain)) => {
            let text = mirror.as_deref().unwrap_or_default();
            copies.push(document::decode(text.as_bytes()).map_err(|error| explain_document(&error, locale)));
        }
        Some(Err(_)) => copies.push(Err(words.copy_damaged.to_owned())),
        None => {}
    }
    if let Some(record) = &record {
        copies.push(open(record).map_err(|trouble| trouble.sentence(locale)));
    }
    KNOWN.set(record);
    let is_harmed = copies.iter().any(Result::is_err);
    let mut whole: Option<Document> = None;
    let mut why = None;
    for copy in copies {
        match (copy, &mut whole) {
            (Ok(document), None) => whole = Some(document),
            (Ok(document), Some(first)) => {
                if first.merge(&document).is_err() {
                    app.warn(words.two_classes);
                }
            }
            (Err(sentence), _) => why = Some(sentence),
        }
    }
    match (whole, why) {
        (Some(document), _) => {
            let file = app.saved_file.get_untracked();
            let is_older = file.is_some_and(|file| document.revision < file.revision);
            app.stored_trouble.set(None);
            app.open(document, Mode::Own);
            if is_older {
                app.warn(words.older_than_file);
            } else if is_harmed {
                app.warn(words.one_copy_damaged);
            }
        }
        (None, Some(sentence)) => {
            app.stored_trouble.set(Some(sentence));
            app.session.set(Session::Start);
        }
        // A key without a class: one is waited for.
        (None, None) => app.session.set(Session::PublicKey { is_aside: false }),
    }
    to_main();
}
