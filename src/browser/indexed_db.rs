//! The browser's IndexedDB: the durable store for sealed records. What is reported as stored here survives even if the browser
//! is killed the next moment; LocalStorage loses what was written in the last seconds.
//!
//! One database, one object store, one entry for each [`StorageKey`]. An entry is the record's bytes and a count of its
//! writes, which tells a later write by another tab from one that was lost.
//!
//! Waiting always ends: with what the browser answers, or with [`StorageError::NoAnswer`] after [`PATIENCE_MS`].

use std::cell::RefCell;
use std::rc::Rc;

use super::once;
use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::storage_error;
use crate::vault::{StorageError, StorageKey};

/// The database of the app. On pages opened from files all such pages may share it.
const DATABASE: &str = "kizuki";
/// Version of the database's layout.
const VERSION: u32 = 1;
/// The one object store.
const RECORDS: &str = "records";

/// Milliseconds to wait for an answer. The slowest answers measured took under a second on a loaded machine; ten leave room for
/// a tablet that wakes up.
pub const PATIENCE_MS: i32 = 10_000;

/// A connection to the database, closed when it goes, or when a newer version of the app in another tab asks for the database;
/// from then on every call fails and the page should be loaded again.
pub struct IndexedDb {
    database: IdbDatabase,
    patience_ms: i32,
    _close: Closure<dyn FnMut()>,
}

/// An entry: the record and how often the key was written.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    count: f64,
    record: Vec<u8>,
}

impl Entry {
    fn to_js(&self) -> JsValue {
        Array::of2(
            &JsValue::from_f64(self.count),
            &Uint8Array::from(self.record.as_slice()),
        )
        .into()
    }

    /// The entry that was found, or none where there is none.
    ///
    /// # Errors
    /// [`StorageError::NotKept`] when it is something this app has not written.
    fn from_js(value: &JsValue) -> Result<Option<Self>, StorageError> {
        if value.is_undefined() {
            return Ok(None);
        }
        let parts = value.dyn_ref::<Array>().ok_or(StorageError::NotKept)?;
        let count = parts.get(0).as_f64().ok_or(StorageError::NotKept)?;
        let record = parts.get(1).dyn_into::<Uint8Array>();
        let record = record.map_err(|_| StorageError::NotKept)?.to_vec();
        Ok(Some(Entry { count, record }))
    }
}

impl IndexedDb {
    /// Opens the app's database, and makes it where there is none.
    ///
    /// # Errors
    /// When the browser has none or denies it, does not answer in time, or gives another reason.
    pub async fn open() -> Result<Self, StorageError> {
        Self::open_as(DATABASE, PATIENCE_MS).await
    }

    /// Opens a database of another name and with another patience, in milliseconds; for tests.
    ///
    /// # Errors
    /// As [`IndexedDb::open`].
    pub async fn open_as(name: &str, patience_ms: i32) -> Result<Self, StorageError> {
        let window = web_sys::window().ok_or(StorageError::Unavailable)?;
        let factory = window
            .indexed_db()
            .ok()
            .flatten()
            .ok_or(StorageError::Unavailable)?;
        let request = factory
            .open_with_u32(name, VERSION)
            .map_err(|thrown| storage_error(&thrown))?;
        let upgrading = request.clone();
        // When it fails, it throws nothing into the event, but ends the upgrade and with it the opening.
        let upgrade = once(Box::new(move || make_store(&upgrading).unwrap_or_default()));
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let opened = first_of(patience_ms, |resolve, reject| {
            request.set_onsuccess(Some(resolve));
            request.set_onerror(Some(reject));
        })
        .await;
        match opened {
            Outcome::Done => Self::of(&request, patience_ms),
            Outcome::Failed => Err(error_of(&request)),
            Outcome::NoAnswer => {
                // Should it open after all, the connection must not stand in the way of other tabs.
                request.set_onupgradeneeded(None);
                close_when_opened(&request);
                Err(StorageError::NoAnswer)
            }
        }
    }

    fn of(request: &IdbOpenDbRequest, patience_ms: i32) -> Result<Self, StorageError> {
        let database: IdbDatabase = request
            .result()
            .map_err(|thrown| storage_error(&thrown))?
            .unchecked_into();
        let closing = database.clone();
        let close = Closure::<dyn FnMut()>::new(move || closing.close());
        database.set_onversionchange(Some(close.as_ref().unchecked_ref()));
        Ok(IndexedDb {
            database,
            patience_ms,
            _close: close,
        })
    }

    /// The record under a key, or none when nothing was stored.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn load(&self, key: StorageKey) -> Result<Option<Vec<u8>>, StorageError> {
        Ok(self.entry(key).await?.map(|entry| entry.record))
    }

    async fn entry(&self, key: StorageKey) -> Result<Option<Entry>, StorageError> {
        let (transaction, store) = self.transaction(Mode::Read)?;
        let request = store
            .get(&key.name().into())
            .map_err(|thrown| storage_error(&thrown))?;
        self.complete(&transaction).await?;
        Entry::from_js(&request.result().map_err(|thrown| storage_error(&thrown))?)
    }

    /// Replaces the record under a key by what `decide` makes of the present one, in one transaction: no other tab reads or
    /// writes in between, so what another tab has stored is there to be merged and cannot be overwritten unseen. When
    /// `decide` gives nothing, nothing is written. Returns once what was written is durable and reads back, or a later write
    /// by another tab that saw it is there.
    ///
    /// `decide` is called once at most: never when the present record cannot be read.
    ///
    /// # Errors
    /// When it could not be stored; the present record stays, except after [`StorageError::NotKept`].
    pub async fn exchange(
        &self,
        key: StorageKey,
        decide: impl FnOnce(Option<Vec<u8>>) -> Option<Vec<u8>> + 'static,
    ) -> Result<(), StorageError> {
        let Some(written) = self.put(key, Box::new(decide)).await? else {
            return Ok(());
        };
        match self.entry(key).await? {
            Some(kept) if kept.count > written.count || kept == written => Ok(()),
            Some(_) | None => Err(StorageError::NotKept),
        }
    }

    /// Reads, decides and writes; what was written.
    async fn put(&self, key: StorageKey, decide: Decide) -> Result<Option<Entry>, StorageError> {
        let (transaction, store) = self.transaction(Mode::Write)?;
        let request = store
            .get(&key.name().into())
            .map_err(|thrown| storage_error(&thrown))?;
        let outcome = Rc::new(RefCell::new(Ok(None)));
        let note = outcome.clone();
        let (reading, aborting) = (request.clone(), transaction.clone());
        let read = once(Box::new(move || {
            let result = decide_and_put(&reading, &store, key, decide);
            if result.is_err() {
                abort(&aborting);
            }
            *note.borrow_mut() = result;
        }));
        request.set_onsuccess(Some(read.as_ref().unchecked_ref()));
        let completed = self.complete(&transaction).await;
        request.set_onsuccess(None);
        // Its own reason, when it has one, says more than that the transaction was given up.
        let written = outcome.replace(Ok(None))?;
        completed.map(|()| written)
    }

    /// Removes every record.
    ///
    /// # Errors
    /// When one could not be removed.
    pub async fn remove_all(&self) -> Result<(), StorageError> {
        let (transaction, store) = self.transaction(Mode::Write)?;
        store.clear().map_err(|thrown| storage_error(&thrown))?;
        self.complete(&transaction).await?;

        let (transaction, store) = self.transaction(Mode::Read)?;
        let request = store.count().map_err(|thrown| storage_error(&thrown))?;
        self.complete(&transaction).await?;
        let left = request.result().map_err(|thrown| storage_error(&thrown))?;
        if left == JsValue::from_f64(0.0) {
            Ok(())
        } else {
            Err(StorageError::NotKept)
        }
    }

    fn transaction(&self, mode: Mode) -> Result<(IdbTransaction, IdbObjectStore), StorageError> {
        let transaction = begin(&self.database, mode).map_err(|thrown| storage_error(&thrown))?;
        let store = transaction
            .object_store(RECORDS)
            .map_err(|thrown| storage_error(&thrown))?;
        Ok((transaction, store))
    }

    /// Waits for the end of a transaction; gives it up when that takes too long.
    async fn complete(&self, transaction: &IdbTransaction) -> Result<(), StorageError> {
        let ended = first_of(self.patience_ms, |resolve, reject| {
            transaction.set_oncomplete(Some(resolve));
            transaction.set_onabort(Some(reject));
        })
        .await;
        match ended {
            Outcome::Done => Ok(()),
            Outcome::Failed => Err(transaction.error().map_or_else(
                || StorageError::Failed {
                    kind: "AbortError".to_owned(),
                },
                |error| storage_error(&error),
            )),
            Outcome::NoAnswer => {
                abort(transaction);
                Err(StorageError::NoAnswer)
            }
        }
    }
}

/// The database of [`try_out`]. Nothing is kept in it.
const TRIAL: &str = "kizuki-self-check";
/// Milliseconds the trial waits for each answer.
const TRIAL_PATIENCE_MS: i32 = 4_000;

/// Writes, reads back and removes a record in a database of its own.
///
/// # Errors
/// When one of the three fails.
pub async fn try_out() -> Result<(), StorageError> {
    let database = IndexedDb::open_as(TRIAL, TRIAL_PATIENCE_MS).await?;
    let written = TRIAL.as_bytes().to_vec();
    let expected = written.clone();
    let outcome = database.exchange(StorageKey::Draft, move |_| Some(written)).await;
    let kept = database.load(StorageKey::Draft).await;
    drop(database);
    forget_trial();
    outcome?;
    match kept? {
        Some(record) if record == expected => Ok(()),
        Some(_) | None => Err(StorageError::NotKept),
    }
}

/// Has the trial's database removed. Nobody waits for it: should it stay, it holds nothing of anybody.
fn forget_trial() {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    let removed = factory.map(|factory| factory.delete_database(TRIAL).is_ok());
    removed.unwrap_or_default();
}

impl Drop for IndexedDb {
    fn drop(&mut self) {
        self.database.set_onversionchange(None);
        self.database.close();
    }
}

/// What a transaction may do.
#[derive(Clone, Copy)]
enum Mode {
    Read,
    Write,
}

/// Begins a transaction that is complete only when it is on the disk, not when the system has promised to put it there. Older
/// browsers leave that option aside; web-sys counts it among what may still change, so it is named here.
fn begin(database: &IdbDatabase, mode: Mode) -> Result<IdbTransaction, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let mode = match mode {
        Mode::Read => "readonly",
        Mode::Write => "readwrite",
    };
    let begin: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    let transaction = begin.call3(database, &RECORDS.into(), &mode.into(), &options)?;
    transaction.dyn_into()
}

/// Makes the new record of the present one.
type Decide = Box<dyn FnOnce(Option<Vec<u8>>) -> Option<Vec<u8>>>;

/// The part of an exchange between reading and writing, inside the transaction; what is being written.
fn decide_and_put(
    request: &IdbRequest,
    store: &IdbObjectStore,
    key: StorageKey,
    decide: Decide,
) -> Result<Option<Entry>, StorageError> {
    let present = request.result().map_err(|thrown| storage_error(&thrown))?;
    let present = Entry::from_js(&present)?;
    let count = present.as_ref().map_or(0.0, |entry| entry.count) + 1.0;
    let Some(record) = decide(present.map(|entry| entry.record)) else {
        return Ok(None);
    };
    let entry = Entry { count, record };
    store
        .put_with_key(&entry.to_js(), &key.name().into())
        .map_err(|thrown| storage_error(&thrown))?;
    Ok(Some(entry))
}

/// Makes the object store in a new database.
fn make_store(request: &IdbOpenDbRequest) -> Result<(), JsValue> {
    let database: IdbDatabase = request.result()?.unchecked_into();
    let made = database.create_object_store(RECORDS);
    if made.is_err()
        && let Some(transaction) = request.transaction()
    {
        transaction.abort()?;
    }
    Ok(())
}

/// Closes a connection that is opened after nobody waits for it any more. The closure frees itself when it is called; the
/// request calls it once, or goes with it.
fn close_when_opened(request: &IdbOpenDbRequest) {
    let opened = request.clone();
    let close = Closure::once_into_js(move || {
        if let Ok(database) = opened.result() {
            database.unchecked_into::<IdbDatabase>().close();
        }
    });
    request.set_onsuccess(Some(close.unchecked_ref()));
}

/// Gives a transaction up. One that has ended already is as it is.
fn abort(transaction: &IdbTransaction) {
    transaction.abort().unwrap_or_default();
}

/// Why a request failed.
fn error_of(request: &IdbRequest) -> StorageError {
    match request.error() {
        Ok(Some(error)) => storage_error(&error),
        Ok(None) => StorageError::Failed { kind: String::new() },
        Err(thrown) => storage_error(&thrown),
    }
}

/// How waiting ended.
enum Outcome {
    Done,
    Failed,
    NoAnswer,
}

/// Waits for the first of two events, or until patience ends. The handlers are functions of the browser's own, so none is left
/// behind.
async fn first_of(patience_ms: i32, mut listen: impl FnMut(&Function, &Function)) -> Outcome {
    let window = web_sys::window();
    let mut timer = None;
    let promise = Promise::new(&mut |resolve, reject| {
        listen(&resolve, &reject);
        timer = window.as_ref().and_then(|window| {
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&reject, patience_ms)
                .ok()
        });
    });
    let ended = JsFuture::from(promise).await;
    if let (Some(window), Some(timer)) = (window, timer) {
        window.clear_timeout_with_handle(timer);
    }
    match ended {
        Ok(_) => Outcome::Done,
        // A timer calls without an event (some browsers: with a number).
        Err(event) if event.has_type::<Event>() => Outcome::Failed,
        Err(_) => Outcome::NoAnswer,
    }
}
