//! From locked to open and back: finding what this device holds, unlocking, beginning, opening files, locking, erasing.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use zeroize::Zeroizing;

use super::header::{explain_header, fill_in_header, headers, store_header};
use super::{KNOWN, LEFT, MIRRORED, SPARED, Spared, VAULT, with_vault};
use crate::browser::indexed_db::IndexedDb;
use crate::browser::local_storage::LocalStorage;
use crate::browser::random::BrowserEntropy;
use crate::browser::{clock, files, unload};
use crate::format::document;
use crate::route::Route;
use crate::text::keeper::{KeeperText, explain_vault};
use crate::text::keeping::{explain_file, explain_storage};
use crate::text::start::StartText;
use crate::ui::keeping::{Offer, show};
use crate::ui::parts::TakeOnce;
use crate::ui::state::{App, Mode, Session};
use crate::vault::age::{Identity, Passphrase, Recipient};
use crate::vault::{Mirrored, OpenVault, Storage, StorageError, StorageKey, VaultError, decode_mirror, wipe};

/// Media type of a sealed file: age has none of its own.
pub const SEALED_MEDIA_TYPE: &str = "application/octet-stream";

thread_local! {
    /// Whether the recovery sheet opened the vault, so that nobody knows a passphrase for it.
    static IS_FORGOTTEN: Cell<bool> = const { Cell::new(false) };
    /// A class that waits for a passphrase, or for the recovery sheet to be printed.
    static WAITING: RefCell<Option<Offer>> = const { RefCell::new(None) };
    /// The vault of a file that was opened where there is none.
    static TAKEN: RefCell<Option<OpenVault>> = const { RefCell::new(None) };
}

thread_local! {
    /// A file whose passphrase is asked for, and what happens with the class in it.
    static ASKED: RefCell<Option<(Vec<u8>, TakeOnce)>> = const { RefCell::new(None) };
}

/// What unlocks.
pub enum Secret {
    /// The passphrase.
    Passphrase(Passphrase),
    /// The identity of the recovery sheet.
    Identity(Identity),
}

/// What the two stores hold under a key; a store that cannot be read holds nothing.
pub(super) async fn stored(key: StorageKey) -> (Option<String>, Option<Vec<u8>>) {
    let mirror = LocalStorage.load(key).ok().flatten();
    let record = match IndexedDb::open().await {
        Ok(database) => database.load(key).await.ok().flatten(),
        Err(_) => None,
    };
    (mirror, record)
}

/// Looks for a vault when the page was loaded: shows the lock when there is one, else the start screen.
pub fn find(app: App) {
    leptos::task::spawn_local(async move {
        let (headers, wrong) = headers().await;
        let is_locked = !headers.is_empty();
        match app.session.get_untracked() {
            Session::Start | Session::Opening if is_locked => app.session.set(Session::Locked),
            // A key that cannot be read opens nothing, whatever passphrase is typed: that is said instead of asking.
            Session::Start | Session::Locked | Session::Opening if wrong.is_some() && !is_locked => {
                let told = explain_header(wrong, app.locale.get_untracked());
                app.stored_trouble.set(Some(told));
                app.session.set(Session::Start);
            }
            Session::Opening => app.parts.keep.run(app, move |keep| (keep.take_plain)(app)),
            Session::Start
            | Session::Locked
            | Session::Choosing
            | Session::Renewing
            | Session::Sheet
            | Session::PublicKey { .. }
            | Session::School
            | Session::Workshop
            | Session::Help
            | Session::Open { .. } => {}
        }
    });
}

/// Opens a class of the teacher's own: at once when the vault is open, else after a passphrase was chosen for it. A device that
/// has a vault already is asked for its passphrase first: a second vault would lock the class in the first one away.
pub fn open_offer(app: App, offer: Offer) {
    let of_file = TAKEN.take().filter(|_| offer.file.is_some());
    if VAULT.with_borrow(Option::is_some) {
        return open_anew(app, offer);
    }
    leptos::task::spawn_local(async move {
        let locale = app.locale.get_untracked();
        if !headers().await.0.is_empty() {
            app.warn(KeeperText::of(locale).unlock_first);
            app.session.set(Session::Locked);
        } else if let Some(vault) = of_file {
            // A device without a vault takes over the one of the file, so that the same passphrase goes on holding.
            if let Err(error) = store_header(vault.header()).await {
                app.warn(explain_storage(&error, locale));
            }
            VAULT.set(Some(vault));
            open_anew(app, offer);
        } else {
            WAITING.set(Some(offer));
            app.session.set(Session::Choosing);
        }
    });
}

/// Leaves the sample class or the school view: back to the class of this device, its lock, or the start screen.
pub fn come_home(app: App) {
    app.notice.set(None);
    app.go(Route::Home);
    if super::is_unlocked() {
        return come_back(app);
    }
    leptos::task::spawn_local(async move {
        let is_locked = !headers().await.0.is_empty();
        app.session.set(if is_locked {
            Session::Locked
        } else {
            Session::Start
        });
    });
}

/// Opens a class over what this device holds; where that could not be read, the person was asked.
fn open_anew(app: App, offer: Offer) {
    super::IS_REPLACING.set(app.stored_trouble.with_untracked(Option::is_some));
    SPARED.set(Spared::NONE);
    crate::ui::keeping::open_own(app, offer);
}

/// Leads to the public key, to take a class over with it: at once when the vault is open, else after a passphrase was chosen.
pub fn receive(app: App) {
    if super::is_unlocked() {
        return app.session.set(Session::PublicKey { is_aside: false });
    }
    leptos::task::spawn_local(async move {
        let (headers, wrong) = headers().await;
        // A header that cannot be read may still be mended: no new one is put in its place.
        if headers.is_empty() && wrong.is_none() {
            WAITING.set(None);
            app.session.set(Session::Choosing);
        } else {
            app.warn(KeeperText::of(app.locale.get_untracked()).unlock_first);
            app.session.set(Session::Locked);
        }
    });
}

/// The public key of the open vault.
pub fn recipient() -> Option<Recipient> {
    with_vault(|vault| vault.header().recipient())
}

/// Makes a vault with this passphrase for the class that waits, and shows the recovery sheet.
pub fn begin_with(app: App, passphrase: Passphrase) {
    leptos::task::spawn_local(async move {
        let locale = app.locale.get_untracked();
        let vault = match OpenVault::create(&passphrase, &mut BrowserEntropy) {
            Ok(vault) => vault,
            Err(error) => return app.warn(explain_vault(&error, locale)),
        };
        if let Err(error) = store_header(vault.header()).await {
            // The class can still be worked on and saved to a file; that it is not kept is said all the while.
            app.warn(explain_storage(&error, locale));
        }
        VAULT.set(Some(vault));
        app.session.set(Session::Sheet);
    });
}

/// The secret key as text, for the recovery sheet.
pub fn identity_text() -> Option<Zeroizing<String>> {
    with_vault(|vault| vault.identity().to_text())
}

/// Leaves the recovery sheet: opens the class that waits, or the stored one.
pub fn close_sheet(app: App) {
    match WAITING.take() {
        Some(offer) => open_anew(app, offer),
        None => come_back(app),
    }
}

/// Opens the stored class again, after something else was on the desk.
pub fn come_back(app: App) {
    app.parts.keep.run(app, move |keep| (keep.open_stored)(app));
}

/// Puts the open class aside for a screen that works on the vault itself.
pub fn put_aside(app: App, screen: Session) {
    super::leave_desk(app);
    app.session.set(screen);
}

/// Takes another passphrase for the open vault, then opens the class again.
pub fn renew_with(app: App, passphrase: Passphrase) {
    leptos::task::spawn_local(async move {
        match change_passphrase(app, passphrase).await {
            Ok(()) => {
                come_back(app);
                app.tell(KeeperText::of(app.locale.get_untracked()).passphrase_changed);
            }
            Err(sentence) => app.warn(sentence),
        }
    });
}

/// Unlocks, and opens the class this device holds. Says why it did not.
pub async fn unlock(app: App, secret: Secret) -> Option<String> {
    let locale = app.locale.get_untracked();
    let mut trouble = VaultError::WrongPassphrase;
    for header in headers().await.0 {
        let tried = match &secret {
            Secret::Passphrase(passphrase) => OpenVault::unlock(header, passphrase),
            Secret::Identity(identity) => OpenVault::unlock_with_identity(header, identity.clone()),
        };
        match tried {
            Ok(vault) => {
                leptos::task::spawn_local(fill_in_header(vault.header().clone()));
                VAULT.set(Some(vault));
                match secret {
                    Secret::Passphrase(_) => come_back(app),
                    // The old passphrase is forgotten: another one comes first.
                    Secret::Identity(_) => {
                        IS_FORGOTTEN.set(true);
                        app.session.set(Session::Renewing);
                    }
                }
                return None;
            }
            Err(error) => trouble = error,
        }
    }
    Some(explain_vault(&trouble, locale))
}

/// Opens the bytes of a sealed file with the key of this device.
///
/// # Errors
/// When it was sealed for another key, or is damaged.
pub fn open_sealed(file: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    with_vault(|vault| vault.open(file)).unwrap_or(Err(VaultError::OtherVault))
}

/// Asks for the passphrase of a file that this device's key does not open.
pub fn ask_for_file(app: App, file: Vec<u8>, take: TakeOnce) {
    ASKED.set(Some((file, take)));
    app.file_asks.set(true);
}

/// Opens the file that was asked about, or says why it does not.
pub async fn open_asked(app: App, secret: Secret) -> Option<String> {
    let locale = app.locale.get_untracked();
    let (file, take) = ASKED.take()?;
    let opened = match secret {
        Secret::Passphrase(passphrase) => OpenVault::from_file(&file, &passphrase, &mut BrowserEntropy),
        Secret::Identity(identity) => {
            OpenVault::from_file_with_identity(&file, identity, &mut BrowserEntropy)
        }
    };
    let opened = opened.and_then(|vault| vault.open(&file).map(|text| (vault, text)));
    match opened {
        Ok((vault, text)) => {
            if !super::is_unlocked() {
                // Stored once the class is to be opened here: until then the key of this device stays as it is.
                TAKEN.set(Some(vault));
            }
            app.parts
                .keep
                .run(app, move |keep| (keep.take_text)(app, &text, take));
            None
        }
        Err(error) => {
            ASKED.set(Some((file, take)));
            Some(explain_vault(&error, locale))
        }
    }
}

/// Seals a document's text for a file, with its media type. The sample class holds nobody's data and stays readable.
///
/// # Errors
/// When the vault is locked, or randomness or memory is missing.
pub fn seal_file(text: &[u8], mode: Mode) -> Result<(Vec<u8>, &'static str), VaultError> {
    match mode {
        Mode::Sample => Ok((text.to_vec(), document::MEDIA_TYPE)),
        Mode::Own => with_vault(|vault| vault.seal_file(text, &mut BrowserEntropy))
            .unwrap_or(Err(VaultError::WrongPassphrase))
            .map(|bytes| (bytes, SEALED_MEDIA_TYPE)),
    }
}

/// Saves what this device holds, untouched, to a file.
pub fn rescue(app: App) {
    leptos::task::spawn_local(async move {
        let locale = app.locale.get_untracked();
        let (mirror, record) = stored(StorageKey::Document).await;
        // While a class is open, it is the copy that could not be opened which may be needed elsewhere.
        let record = record.filter(|_| !SPARED.get().mirror);
        let sealed = record.or_else(|| match decode_mirror(mirror.as_deref()?) {
            Ok(Mirrored::Sealed(record)) => Some(record),
            Ok(Mirrored::Plain) | Err(_) => None,
        });
        let is_sealed = sealed.is_some();
        let Some(bytes) = sealed.or_else(|| mirror.map(String::into_bytes)) else {
            return;
        };
        let (name, kind) = match is_sealed {
            true => (document::file_name(clock::today(), true), SEALED_MEDIA_TYPE),
            false => (document::file_name(clock::today(), false), document::MEDIA_TYPE),
        };
        match files::save_file(&name, kind, &bytes) {
            Ok(()) => app.tell(StartText::of(locale).rescued),
            Err(error) => app.warn(explain_file(&error, locale)),
        }
    });
}

/// Whether nobody knows a passphrase for the open vault.
pub fn is_forgotten() -> bool {
    IS_FORGOTTEN.get()
}

/// Changes the passphrase. The old one holds until the new header is stored.
async fn change_passphrase(app: App, passphrase: Passphrase) -> Result<(), String> {
    let locale = app.locale.get_untracked();
    let changed = with_vault(|vault| vault.change_passphrase(&passphrase, &mut BrowserEntropy))
        .unwrap_or(Err(VaultError::WrongPassphrase))
        .map_err(|error| explain_vault(&error, locale))?;
    store_header(changed.header())
        .await
        .map_err(|error| explain_storage(&error, locale))?;
    VAULT.set(Some(changed));
    IS_FORGOTTEN.set(false);
    Ok(())
}

/// Locks: stores what waits, closes the class, and drops the key. Nothing of the class stays in the page.
pub fn lock(app: App) {
    if !super::is_unlocked() {
        // Without a key of its own the device may still show classes of other people's files.
        if is_school(app) {
            app.go(Route::Home);
        }
        return;
    }
    super::leave_desk(app);
    WAITING.set(None);
    TAKEN.set(None);
    ASKED.set(None);
    IS_FORGOTTEN.set(false);
    app.file_asks.set(false);
    app.notice.set(None);
    app.stored_trouble.set(None);
    app.session.set(Session::Locked);
    VAULT.set(None);
    KNOWN.set(None);
    MIRRORED.set(None);
    app.go(Route::Home);
}

/// Whether several classes are open side by side.
pub(super) fn is_school(app: App) -> bool {
    app.session
        .with_untracked(|session| matches!(session, Session::School))
}

/// Removes everything this app has stored on the device: both stores, the key with them.
pub fn forget_all(app: App) {
    let_go(app);
    leptos::task::spawn_local(async move {
        let words = StartText::of(app.locale.get_untracked());
        let mirror = wipe(&LocalStorage);
        app.contents.clear();
        let records = match IndexedDb::open().await {
            Ok(database) => database.remove_all().await,
            // What cannot be opened holds nothing of ours.
            Err(StorageError::Unavailable) => Ok(()),
            Err(error) => Err(error),
        };
        if mirror.and(records).is_ok() {
            app.stored_trouble.set(None);
            app.tell(words.erased);
        } else {
            app.warn(words.erase_failed);
        }
        show(app, Route::Home);
    });
}

/// Another tab has removed everything: this one lets go of the class too, or it would store it again.
pub fn erased_elsewhere(app: App) {
    let is_sample = app.session.with_untracked(|session| {
        matches!(
            session,
            Session::Open {
                mode: Mode::Sample,
                ..
            }
        )
    });
    if is_sample {
        return;
    }
    let_go(app);
    app.stored_trouble.set(None);
    app.tell(StartText::of(app.locale.get_untracked()).erased);
    show(app, Route::Home);
}

/// Drops key and class without storing anything.
fn let_go(app: App) {
    super::drop_desk();
    WAITING.set(None);
    TAKEN.set(None);
    VAULT.set(None);
    KNOWN.set(None);
    MIRRORED.set(None);
    LEFT.set(None);
    SPARED.set(Spared::NONE);
    unload::ask_before_leaving(false);
    app.session.set(Session::Start);
    app.saved_file.set(None);
}
