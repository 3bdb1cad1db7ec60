//! The durable store, the channel between tabs and randomness in a real browser, with faults put in their way.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use kizuki::browser::channel::Channel;
use kizuki::browser::indexed_db::{IndexedDb, PATIENCE_MS};
use kizuki::browser::random::BrowserEntropy;
use kizuki::vault::age::Passphrase;
use kizuki::vault::{Entropy, OpenVault, StorageError, StorageKey};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{IdbDatabase, IdbOpenDbRequest};

const KEY: StorageKey = StorageKey::Document;

/// A database of one test, empty.
async fn database(name: &str) -> IndexedDb {
    let database = IndexedDb::open_as(name, PATIENCE_MS).await.unwrap();
    database.remove_all().await.unwrap();
    database
}

async fn store(database: &IndexedDb, record: &[u8]) -> Result<(), StorageError> {
    let record = record.to_vec();
    database.exchange(KEY, move |_| Some(record)).await
}

async fn pause(ms: i32) {
    let window = web_sys::window().unwrap();
    let promise = Promise::new(&mut |resolve, _| {
        window
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms)
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

/// A method of all object stores replaced by code, until it goes. The code finds the method itself as `original`.
struct Stub {
    prototype: JsValue,
    name: &'static str,
    original: JsValue,
}

impl Stub {
    fn new(name: &'static str, code: &str) -> Self {
        let class = Reflect::get(&js_sys::global(), &"IDBObjectStore".into()).unwrap();
        let prototype = Reflect::get(&class, &"prototype".into()).unwrap();
        let original = Reflect::get(&prototype, &name.into()).unwrap();
        let make = Function::new_with_args("original", &format!("return function (...args) {{ {code} }}"));
        let stub = make.call1(&JsValue::NULL, &original).unwrap();
        Reflect::set(&prototype, &name.into(), &stub).unwrap();
        Stub {
            prototype,
            name,
            original,
        }
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        Reflect::set(&self.prototype, &self.name.into(), &self.original).unwrap();
    }
}

#[wasm_bindgen_test]
async fn a_record_is_there_on_another_connection_until_all_are_removed() {
    let database = database("test-keep").await;
    assert_eq!(database.load(KEY).await, Ok(None));
    let record: Vec<u8> = (0..100_000_u32).map(|at| (at % 251) as u8).collect();
    store(&database, &record).await.unwrap();
    database
        .exchange(StorageKey::Vault, |_| Some(Vec::new()))
        .await
        .unwrap();
    drop(database);

    let again = IndexedDb::open_as("test-keep", PATIENCE_MS).await.unwrap();
    assert_eq!(again.load(KEY).await, Ok(Some(record)));
    assert_eq!(again.load(StorageKey::Vault).await, Ok(Some(Vec::new())));
    assert_eq!(again.load(StorageKey::Settings).await, Ok(None));
    again.remove_all().await.unwrap();
    assert_eq!(again.load(KEY).await, Ok(None));
}

#[wasm_bindgen_test]
async fn the_database_of_the_app_opens() {
    let database = IndexedDb::open().await.unwrap();
    assert_eq!(database.load(KEY).await, Ok(None));
}

#[wasm_bindgen_test]
async fn who_decides_sees_the_present_record_and_may_leave_it() {
    let database = database("test-decide").await;
    store(&database, b"one").await.unwrap();
    let seen = Rc::new(RefCell::new(None));
    let note = seen.clone();
    let decide = move |present| {
        *note.borrow_mut() = present;
        None
    };
    assert_eq!(database.exchange(KEY, decide).await, Ok(()));
    assert_eq!(seen.take().as_deref(), Some(&b"one"[..]));
    assert_eq!(database.load(KEY).await, Ok(Some(b"one".to_vec())));
}

#[wasm_bindgen_test]
async fn two_connections_that_store_at_once_lose_nothing_of_each_other() {
    const EACH: u8 = 40;
    let first = database("test-two").await;
    let second = IndexedDb::open_as("test-two", PATIENCE_MS).await.unwrap();
    let write = |database: IndexedDb, mark: u8| {
        future_to_promise(async move {
            for count in 0..EACH {
                let add = move |present: Option<Vec<u8>>| {
                    let mut record = present.unwrap_or_default();
                    record.extend([mark, count]);
                    Some(record)
                };
                database.exchange(KEY, add).await.unwrap();
            }
            Ok(JsValue::UNDEFINED)
        })
    };
    let both = Array::of2(&write(first, 1), &write(second, 2));
    JsFuture::from(Promise::all(&both)).await.unwrap();

    let database = IndexedDb::open_as("test-two", PATIENCE_MS).await.unwrap();
    let record = database.load(KEY).await.unwrap().unwrap();
    for mark in [1, 2] {
        let counts = record
            .chunks(2)
            .filter(|pair| pair[0] == mark)
            .map(|pair| pair[1]);
        assert!(counts.eq(0..EACH), "every change of {mark}, in order");
    }
    assert_eq!(record.len(), 4 * usize::from(EACH));
}

#[wasm_bindgen_test]
async fn a_full_store_says_so_and_keeps_the_record_before() {
    let database = database("test-full").await;
    store(&database, b"before").await.unwrap();
    let full = Stub::new("put", "throw new DOMException('secret', 'QuotaExceededError')");
    assert_eq!(store(&database, b"after").await, Err(StorageError::Full));
    drop(full);
    // Some browsers find out only at the end of the transaction.
    let late = Stub::new(
        "put",
        "const request = original.apply(this, args); this.transaction.abort(); return request",
    );
    assert!(matches!(
        store(&database, b"after").await,
        Err(StorageError::Failed { .. })
    ));
    drop(late);
    assert_eq!(database.load(KEY).await, Ok(Some(b"before".to_vec())));
    store(&database, b"after").await.unwrap();
    assert_eq!(database.load(KEY).await, Ok(Some(b"after".to_vec())));
}

#[wasm_bindgen_test]
async fn a_record_that_reads_back_differently_is_not_reported_as_stored() {
    let database = database("test-half").await;
    store(&database, b"before").await.unwrap();
    let half = Stub::new(
        "put",
        "return original.call(this, [args[0][0], args[0][1].slice(1)], args[1])",
    );
    assert_eq!(store(&database, b"after").await, Err(StorageError::NotKept));
    drop(half);
    let lost = Stub::new("put", "return original.call(this, args[0], 'elsewhere')");
    assert_eq!(store(&database, b"again").await, Err(StorageError::NotKept));
    drop(lost);
    let foreign = Stub::new("put", "return original.call(this, 'text', args[1])");
    assert_eq!(store(&database, b"again").await, Err(StorageError::NotKept));
    drop(foreign);

    // What this app has not written is neither read nor written over.
    assert_eq!(database.load(KEY).await, Err(StorageError::NotKept));
    let called = Rc::new(Cell::new(false));
    let note = called.clone();
    let decide = move |_| {
        note.set(true);
        Some(Vec::new())
    };
    assert_eq!(database.exchange(KEY, decide).await, Err(StorageError::NotKept));
    assert!(!called.get());
    database.remove_all().await.unwrap();
}

#[wasm_bindgen_test]
async fn a_later_write_by_another_tab_is_no_loss() {
    let database = database("test-later").await;
    store(&database, b"one").await.unwrap();
    // Right after the first reading, another tab writes what it made of what it saw.
    let other = Stub::new(
        "put",
        "original.call(this, args[0], args[1]);
         return original.call(this, [args[0][0] + 1, new Uint8Array([7])], args[1])",
    );
    assert_eq!(store(&database, b"two").await, Ok(()));
    drop(other);
    assert_eq!(database.load(KEY).await, Ok(Some(vec![7])));
}

#[wasm_bindgen_test]
async fn an_exception_is_reported_by_its_name_and_never_by_its_text() {
    let database = database("test-name").await;
    let failing = Stub::new("get", "throw new DOMException('secret', 'DataError')");
    let kind = "DataError".to_owned();
    assert_eq!(database.load(KEY).await, Err(StorageError::Failed { kind }));
    drop(failing);
}

/// Another page's own request, not through the app.
fn raw_open(name: &str, version: u32) -> IdbOpenDbRequest {
    let factory = web_sys::window().unwrap().indexed_db().unwrap().unwrap();
    factory.open_with_u32(name, version).unwrap()
}

fn raw_database(request: &IdbOpenDbRequest) -> IdbDatabase {
    request.result().unwrap().unchecked_into()
}

#[wasm_bindgen_test]
async fn opening_ends_even_when_another_tab_holds_the_database() {
    let holding = raw_open("test-blocked", 1);
    pause(300).await;
    // It does not let go when asked, so the one that changes the version waits, and who comes after that one waits too.
    let changing = raw_open("test-blocked", 2);
    let opened = IndexedDb::open_as("test-blocked", 200).await.map(|_| ());
    assert_eq!(opened, Err(StorageError::NoAnswer));
    raw_database(&holding).close();
    pause(300).await;
    raw_database(&changing).close();
}

#[wasm_bindgen_test]
async fn the_app_lets_go_of_its_database_when_a_newer_one_asks_for_it() {
    let database = database("test-newer").await;
    let newer = raw_open("test-newer", 2);
    pause(500).await;
    raw_database(&newer).close();
    assert!(matches!(
        database.load(KEY).await,
        Err(StorageError::Failed { .. })
    ));
    let opened = IndexedDb::open_as("test-newer", PATIENCE_MS).await.map(|_| ());
    let kind = "VersionError".to_owned();
    assert_eq!(opened, Err(StorageError::Failed { kind }));
    let factory = web_sys::window().unwrap().indexed_db().unwrap().unwrap();
    factory.delete_database("test-newer").unwrap();
}

#[wasm_bindgen_test]
async fn storing_ends_even_when_another_tab_never_lets_the_record_go() {
    let patient = database("test-stuck").await;
    store(&patient, b"before").await.unwrap();
    let hasty = IndexedDb::open_as("test-stuck", 200).await.unwrap();
    // Another tab keeps a transaction alive by asking again and again.
    let stop = Object::new();
    let hold = Function::new_with_args(
        "stop",
        "const open = indexedDB.open('test-stuck', 1);
         open.onsuccess = () => {
           const transaction = open.result.transaction('records', 'readwrite');
           const again = () => {
             if (stop.now) { transaction.abort(); open.result.close(); return; }
             transaction.objectStore('records').get('x').onsuccess = again;
           };
           again();
         };",
    );
    hold.call1(&JsValue::NULL, &stop).unwrap();
    pause(200).await;
    assert_eq!(store(&hasty, b"late").await, Err(StorageError::NoAnswer));
    Reflect::set(&stop, &"now".into(), &JsValue::TRUE).unwrap();
    pause(200).await;
    assert_eq!(
        patient.load(KEY).await,
        Ok(Some(b"before".to_vec())),
        "what was given up is not stored later"
    );
}

#[wasm_bindgen_test]
async fn other_tabs_hear_what_is_posted_and_the_poster_does_not() {
    let (mut here, mut there) = (Channel::open().unwrap(), Channel::open().unwrap());
    let heard = Rc::new(RefCell::new(Vec::new()));
    let (own, other) = (heard.clone(), heard.clone());
    here.on_message(Box::new(move |text| {
        own.borrow_mut().push(format!("here {text}"))
    }));
    there.on_message(Box::new(|_| panic!("replaced")));
    there.on_message(Box::new(move |text| {
        other.borrow_mut().push(format!("there {text}"))
    }));
    here.post("one").unwrap();
    here.post("two").unwrap();
    pause(200).await;
    assert_eq!(*heard.borrow(), ["there one", "there two"]);
    drop(there);
    here.post("three").unwrap();
    pause(100).await;
    assert_eq!(heard.borrow().len(), 2);
}

#[wasm_bindgen_test]
fn where_the_browser_has_no_channel_there_is_none() {
    let global = js_sys::global();
    let name = JsValue::from("BroadcastChannel");
    let class = Reflect::get(&global, &name).unwrap();
    Reflect::delete_property(&global, &name).unwrap();
    let opened = Channel::open();
    Reflect::set(&global, &name, &class).unwrap();
    assert!(opened.is_none());
}

#[wasm_bindgen_test]
fn randomness_fills_more_than_the_browser_gives_at_a_time() {
    let mut bytes = vec![0; 200_000];
    BrowserEntropy.fill(&mut bytes).unwrap();
    for part in bytes.chunks(1000) {
        let distinct: std::collections::HashSet<_> = part.iter().collect();
        assert!(distinct.len() > 200, "no part is left empty");
    }
}

#[wasm_bindgen_test]
async fn a_vault_made_in_the_browser_keeps_a_record_in_its_store() {
    let database = database("test-vault").await;
    let words = Passphrase::new("あさがお ひまわり 7 つ").unwrap();
    let vault = OpenVault::create(&words, &mut BrowserEntropy).unwrap();
    let record = vault.seal_record(b"{}", &mut BrowserEntropy).unwrap();
    store(&database, &record).await.unwrap();
    let unlocked = OpenVault::unlock(vault.header().clone(), &words).unwrap();
    let text = unlocked
        .open(&database.load(KEY).await.unwrap().unwrap())
        .unwrap();
    assert_eq!(text.trim_ascii_end(), b"{}");
}
