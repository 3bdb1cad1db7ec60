//! Opening what this device holds, once the vault is open. It knows documents, so it belongs to the part of the open class.

use leptos::prelude::*;

use super::session::{open_offer, stored};
use super::{KNOWN, LEFT, MIRRORED, SPARED, Spared, open};
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

/// One of the copies this device holds.
#[derive(Clone, Copy)]
enum Copy {
    /// The durable record.
    Record,
    /// The mirror.
    Mirror,
    /// What was sealed when the class was left, and may not have been stored.
    Left,
}

/// Opens what the stores hold. One copy that cannot be read does no harm while the other can; it is spared until the person
/// decides.
async fn open_copies(app: App) {
    let locale = app.locale.get_untracked();
    let words = KeeperText::of(locale);
    let (mirror, record) = stored(StorageKey::Document).await;
    let left = LEFT.take();
    let sealed = |bytes: &Vec<u8>| open(bytes).map_err(|trouble| trouble.sentence(locale));
    let copies = [
        record.as_ref().map(|record| (Copy::Record, sealed(record))),
        mirror.as_deref().and_then(|text| {
            let opened = match decode_mirror(text) {
                // As it should be: both hold the same bytes, and opening them once says it all.
                Ok(Mirrored::Sealed(same)) if record.as_ref() == Some(&same) => return None,
                Ok(Mirrored::Sealed(other)) => sealed(&other),
                Ok(Mirrored::Plain) => {
                    document::decode(text.as_bytes()).map_err(|error| explain_document(&error, locale))
                }
                Err(_) => Err(words.copy_damaged.to_owned()),
            };
            Some((Copy::Mirror, opened))
        }),
        left.as_ref().map(|left| (Copy::Left, sealed(left))),
    ];
    let mut spared = Spared::NONE;
    let mut spare = |copy| match copy {
        Copy::Record => spared.record = true,
        Copy::Mirror => spared.mirror = true,
        Copy::Left => {}
    };
    let mut whole: Option<Document> = None;
    let (mut why, mut told) = (None, None);
    for (copy, opened) in copies.into_iter().flatten() {
        match (opened, &mut whole) {
            (Ok(document), None) => whole = Some(document),
            (Ok(document), Some(first)) => {
                if first.merge(&document).is_err() {
                    spare(copy);
                    told = Some(words.two_classes);
                }
            }
            (Err(sentence), _) => {
                spare(copy);
                why = Some(sentence);
                told = told.or(Some(words.one_copy_damaged));
            }
        }
    }
    KNOWN.set(record.filter(|_| !spared.record));
    MIRRORED.set(mirror.filter(|_| !spared.mirror));
    match (whole, why) {
        (Some(document), _) => {
            SPARED.set(spared);
            let is_spared = spared.record || spared.mirror;
            let file = app.saved_file.get_untracked();
            let is_older = file.is_some_and(|file| document.revision < file.revision);
            app.stored_trouble
                .set(told.filter(|_| is_spared).map(str::to_owned));
            app.open(document, Mode::Own);
            if is_older {
                app.warn(words.older_than_file);
            }
        }
        (None, Some(sentence)) => {
            // What was left sealed may open another time.
            LEFT.set(left);
            app.stored_trouble.set(Some(sentence));
            app.session.set(Session::Start);
        }
        // A key without a class: one is waited for.
        (None, None) => app.session.set(Session::PublicKey { is_aside: false }),
    }
    to_main();
}
