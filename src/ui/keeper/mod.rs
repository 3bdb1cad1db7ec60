//! Keeps the open class on this device: seals what changed, stores it, and reads it back before it counts as kept.
//!
//! The sealed record goes to two places: the mirror in LocalStorage, written in one breath, so that it is there when the page
//! goes away; and IndexedDB, which holds it even if the browser is killed right after. Only what the stores gave back as
//! it was written is called kept. Another tab may have stored something in between: then both are merged, inside the same
//! transaction, so that no order of gestures loses an answer.
//!
//! The key lives here and nowhere else; [`lock`] drops it, and with it the desk and all its names.

mod header;
mod left;
mod saving;
mod session;
mod stored;
mod tabs;
mod timing;

use std::cell::{Cell, RefCell};

use leptos::prelude::*;

pub use saving::save_file;
pub use session::{
    SEALED_MEDIA_TYPE, Secret, ask_for_file, begin_with, close_sheet, come_back, come_home, forget_all,
    identity_text, is_forgotten, lock, open_asked, open_offer, open_sealed, put_aside, receive, recipient,
    renew_with, rescue, unlock,
};
pub use stored::{open_stored, take_plain};
pub use tabs::write_here;

use super::state::{App, Desk, DeskSignals, Saving};
use crate::browser::indexed_db::IndexedDb;
use crate::browser::local_storage::LocalStorage;
use crate::browser::random::BrowserEntropy;
use crate::browser::{random, timer};
use crate::domain::document::Document;
use crate::domain::locale::Locale;
use crate::format::document;
use crate::text::keeper::explain_vault;
use crate::text::keeping::{explain_document, explain_storage};
use crate::text::merging::explain_merge;
use crate::vault::age::Part;
use crate::vault::{
    Mirrored, OpenVault, Storage, StorageError, StorageKey, VaultError, decode_mirror, encode_mirror,
};

/// Milliseconds after a gesture until it is stored. Answers that follow each other quickly are stored together; the promise is
/// one second, and what the page leaves behind is stored at once.
const DELAY_MS: u32 = 250;

/// Milliseconds until storing is tried again after it failed: room may have been made, or another tab may have gone.
const RETRY_MS: u32 = 5_000;

thread_local! {
    /// The key, between unlocking and locking.
    static VAULT: RefCell<Option<OpenVault>> = const { RefCell::new(None) };
    /// The record this tab has last read or written: another one in the store comes from another tab.
    static KNOWN: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
    /// The mirror this tab has last read or written, in the same sense.
    static MIRRORED: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Copies that nothing is written over until the person says so.
    static SPARED: Cell<Spared> = const { Cell::new(Spared::NONE) };
    /// The sealed class of a desk that was left before all of it was stored.
    static LEFT: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
    /// What stores at once and what leaves the desk, while there is one. Called through here, so that what unlocks and locks need
    /// not bring along what writes documents.
    static HOOKS: Cell<Option<Hooks>> = const { Cell::new(None) };
    /// The desk whose changes are stored.
    static DESK: Cell<Option<Desk>> = const { Cell::new(None) };
    /// How far storing is.
    static WORK: Cell<Work> = const { Cell::new(Work::Nothing) };
    /// Whether what could not be opened is to be written over.
    static IS_REPLACING: Cell<bool> = const { Cell::new(false) };
    /// Whether another try is on its way after one that failed.
    static IS_RETRYING: Cell<bool> = const { Cell::new(false) };
}

/// Which of the two copies could not be opened, or are of another class than the one that is open.
#[derive(Clone, Copy)]
struct Spared {
    mirror: bool,
    record: bool,
}

impl Spared {
    const NONE: Spared = Spared {
        mirror: false,
        record: false,
    };
}

/// What the lock asks of the desk.
#[derive(Clone, Copy)]
struct Hooks {
    store_now: fn(),
    settle: fn(App),
    leave: fn(),
}

/// How far storing is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    /// All is stored.
    Nothing,
    /// A change waits for its time.
    Waiting,
    /// The store is being written.
    Writing,
    /// The store is being written, and something changed since.
    WritingStale,
}

/// Does something with the key, while there is one.
fn with_vault<T>(run: impl FnOnce(&OpenVault) -> T) -> Option<T> {
    VAULT.with_borrow(|vault| vault.as_ref().map(run))
}

/// Whether the vault is open.
pub fn is_unlocked() -> bool {
    VAULT.with_borrow(Option::is_some)
}

/// Looks for what this device holds, and watches when to lock. Once per app; never stops.
pub fn watch(app: App) {
    session::find(app);
    timing::watch_idleness(app);
}

/// Stores the changes of this desk from now on, beginning with what it holds now.
pub fn keep_desk(desk: Desk) {
    DESK.set(Some(desk));
    HOOKS.set(Some(Hooks {
        store_now: write_now,
        settle: left::settle,
        leave: forget_desk,
    }));
    // What an earlier desk was doing is not this one's business.
    WORK.set(Work::Nothing);
    tabs::join();
    changed(desk);
}

/// Takes note that the document changed.
pub fn changed(desk: Desk) {
    desk.saving.set(Saving::OnItsWay);
    match WORK.get() {
        Work::Waiting | Work::WritingStale => {}
        Work::Writing => WORK.set(Work::WritingStale),
        Work::Nothing => {
            WORK.set(Work::Waiting);
            leptos::task::spawn_local(async {
                timer::sleep(DELAY_MS).await;
                if WORK.get() == Work::Waiting {
                    write_all().await;
                }
            });
        }
    }
}

/// Stores at once what waits: the page may be about to go away.
pub fn store_now() {
    if let Some(hooks) = HOOKS.get() {
        (hooks.store_now)();
    }
}

/// Stores at once what is not stored yet, and stores nothing more of this desk.
fn leave_desk(app: App) {
    if let Some(hooks) = HOOKS.get() {
        (hooks.settle)(app);
    }
    drop_desk();
}

/// Stores nothing more of this desk.
fn drop_desk() {
    if let Some(hooks) = HOOKS.take() {
        (hooks.leave)();
    }
}

fn forget_desk() {
    tabs::leave();
    DESK.set(None);
}

/// Whether this is the desk whose changes are stored: it may have been left while something was awaited.
fn is_current(desk: Desk) -> bool {
    DESK.get()
        .is_some_and(|now| std::ptr::eq::<DeskSignals>(&*now, &*desk))
}

fn is_in_trouble(desk: Desk) -> bool {
    desk.saving
        .with_untracked(|saving| matches!(saving, Saving::Trouble(_)))
}

fn write_now() {
    let Some(desk) = DESK.get() else { return };
    let is_due = match WORK.get() {
        Work::Waiting | Work::WritingStale => true,
        Work::Writing => false,
        Work::Nothing => is_in_trouble(desk),
    };
    if !is_due {
        return;
    }
    // The mirror is written before this returns; the rest goes on as long as the page lives.
    let caught_up = catch_up(desk);
    match seal(desk).and_then(|record| caught_up.and_then(|()| mirror(&record))) {
        Ok(()) => {}
        Err(trouble) => desk.saving.set(Saving::Trouble(trouble.explain(desk))),
    }
    if matches!(WORK.get(), Work::Waiting | Work::Nothing) {
        WORK.set(Work::Writing);
        leptos::task::spawn_local(write_all());
    }
}

/// Writes until nothing is stale.
async fn write_all() {
    loop {
        let Some(desk) = DESK.get() else {
            return WORK.set(Work::Nothing);
        };
        WORK.set(Work::Writing);
        let outcome = write_once(desk).await;
        if !is_current(desk) {
            return;
        }
        if WORK.get() == Work::WritingStale {
            continue;
        }
        WORK.set(Work::Nothing);
        return desk.saving.set(match outcome {
            Ok(()) => {
                tabs::stored();
                Saving::Kept
            }
            Err(trouble) => {
                try_again_later();
                Saving::Trouble(trouble.explain(desk))
            }
        });
    }
}

/// Tries again after a while what could not be stored.
fn try_again_later() {
    if IS_RETRYING.replace(true) {
        return;
    }
    leptos::task::spawn_local(async {
        timer::sleep(RETRY_MS).await;
        IS_RETRYING.set(false);
        if WORK.get() == Work::Nothing && DESK.get().is_some_and(is_in_trouble) {
            WORK.set(Work::Writing);
            write_all().await;
        }
    });
}

/// Writes over the copies that were spared: the person has decided.
pub fn replace_spared(desk: Desk) {
    SPARED.set(Spared::NONE);
    KNOWN.set(None);
    MIRRORED.set(None);
    IS_REPLACING.set(true);
    desk.app.stored_trouble.set(None);
    changed(desk);
}

/// Why the newest change could not be stored.
enum Trouble {
    Storage(StorageError),
    Vault(VaultError),
    Document(document::DocumentError),
    /// Another tab has stored what cannot be put together with this.
    Merge(crate::domain::ledger::MergeError),
}

impl Trouble {
    fn explain(&self, desk: Desk) -> String {
        self.sentence(desk.app.locale.get_untracked())
    }

    fn sentence(&self, locale: Locale) -> String {
        match self {
            Trouble::Storage(error) => explain_storage(error, locale),
            Trouble::Vault(error) => explain_vault(error, locale),
            Trouble::Document(error) => explain_document(error, locale),
            Trouble::Merge(error) => explain_merge(*error, locale),
        }
    }
}

/// Seals the document as it is now.
fn seal(desk: Desk) -> Result<Vec<u8>, Trouble> {
    let text = desk.with_untracked(document::encode).map_err(Trouble::Document)?;
    with_vault(|vault| vault.seal_record(text.as_bytes(), &mut BrowserEntropy))
        .unwrap_or(Err(VaultError::WrongPassphrase))
        .map_err(Trouble::Vault)
}

/// Takes over what another tab has left in the mirror since this one read or wrote it.
fn catch_up(desk: Desk) -> Result<(), Trouble> {
    if SPARED.get().mirror || IS_REPLACING.get() {
        return Ok(());
    }
    let text = LocalStorage
        .load(StorageKey::Document)
        .map_err(Trouble::Storage)?;
    let Some(text) = text else { return Ok(()) };
    if MIRRORED.with_borrow(|known| known.as_ref() == Some(&text)) {
        return Ok(());
    }
    match decode_mirror(&text) {
        Ok(Mirrored::Sealed(record)) => take_over(desk, &record)?,
        // Left by the first version of this app; it was opened with the class.
        Ok(Mirrored::Plain) => {}
        Err(_) => return Err(Trouble::Vault(VaultError::Damaged(Part::Payload))),
    }
    MIRRORED.set(Some(text));
    Ok(())
}

/// Writes the mirror.
fn mirror(record: &[u8]) -> Result<(), Trouble> {
    if SPARED.get().mirror {
        return Err(Trouble::Storage(StorageError::Unavailable));
    }
    let text = encode_mirror(record);
    LocalStorage
        .store(StorageKey::Document, &text)
        .map_err(Trouble::Storage)?;
    MIRRORED.set(Some(text));
    Ok(())
}

/// Opens a record of the store.
fn open(record: &[u8]) -> Result<Document, Trouble> {
    let text = with_vault(|vault| vault.open(record))
        .unwrap_or(Err(VaultError::WrongPassphrase))
        .map_err(Trouble::Vault)?;
    document::decode(&text).map_err(Trouble::Document)
}

/// Writes the mirror and the durable record once, merging what another tab has stored.
async fn write_once(desk: Desk) -> Result<(), Trouble> {
    let caught_up = catch_up(desk);
    let record = seal(desk)?;
    let mirrored = caught_up.and_then(|()| mirror(&record));
    if SPARED.get().record {
        return mirrored;
    }
    let database = match IndexedDb::open().await {
        Ok(database) => database,
        // Without IndexedDB the mirror is what there is.
        Err(StorageError::Unavailable) => {
            IS_REPLACING.set(false);
            return mirrored;
        }
        Err(error) => return Err(Trouble::Storage(error)),
    };
    let failed: std::rc::Rc<RefCell<Option<Trouble>>> = std::rc::Rc::default();
    let told = failed.clone();
    let decide = move |present: Option<Vec<u8>>| {
        // Locked, erased or replaced by another class meanwhile: what is to be stored then is stored by others.
        if !is_current(desk) {
            return None;
        }
        let is_known =
            present.is_none() || IS_REPLACING.get() || KNOWN.with_borrow(|known| *known == present);
        let mine = match (is_known, present) {
            (true, _) | (false, None) => Ok(record),
            (false, Some(other)) => take_over(desk, &other).and_then(|()| seal(desk)),
        };
        match mine {
            Ok(record) => {
                KNOWN.set(Some(record.clone()));
                Some(record)
            }
            Err(trouble) => {
                told.replace(Some(trouble));
                None
            }
        }
    };
    let written = database.exchange(StorageKey::Document, decide).await;
    if let Some(trouble) = failed.take() {
        return Err(trouble);
    }
    match (written, mirrored) {
        (Ok(()), _) => {
            IS_REPLACING.set(false);
            Ok(())
        }
        (Err(StorageError::Unavailable), Ok(())) => Ok(()),
        (Err(error), _) => {
            KNOWN.set(None);
            Err(Trouble::Storage(error))
        }
    }
}

/// Takes over what a record of another tab has and this desk does not.
fn take_over(desk: Desk, record: &[u8]) -> Result<(), Trouble> {
    let other = open(record)?;
    desk.merge(&other).map(|_| ()).map_err(Trouble::Merge)
}

/// Reads the store again, because another tab has stored something.
fn reload(desk: Desk) {
    // What could not be opened is spared, not read again; and nothing is taken over from what is about to be replaced.
    if SPARED.get().record || IS_REPLACING.get() {
        return;
    }
    leptos::task::spawn_local(async move {
        let Ok(database) = IndexedDb::open().await else {
            return;
        };
        let Ok(Some(record)) = database.load(StorageKey::Document).await else {
            return;
        };
        if KNOWN.with_borrow(|known| known.as_ref() == Some(&record)) {
            return;
        }
        match take_over(desk, &record) {
            Ok(()) => KNOWN.set(Some(record)),
            Err(trouble) => desk.saving.set(Saving::Trouble(trouble.explain(desk))),
        }
    });
}

/// A number for this tab, as far as the browser has randomness.
fn tab_number() -> u64 {
    // Without randomness nothing can be sealed either, and that is said where it happens.
    random::random_u64().unwrap_or(1)
}
