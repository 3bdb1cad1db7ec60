//! What the app asks of the browser: one capability per file, each behind a small function with a typed failure.
//!
//! Nothing outside this folder and `ui` may know that there is a browser. Everything here also works on a plain
//! `http://` intranet host, where a page has no `crypto.subtle`, no clipboard object and no service worker.
//!
//! Listeners that live as long as the page are leaked on purpose ([`wasm_bindgen::closure::Closure::forget`]); each
//! function that does so says so and is meant to be called once.

pub mod attention;
pub mod channel;
pub mod clipboard;
pub mod clock;
pub mod content_file;
pub mod device;
pub mod encoding;
pub mod files;
pub mod focus;
pub mod fonts;
pub mod indexed_db;
pub mod language;
pub mod local_storage;
pub mod location;
pub mod offline;
pub mod page;
pub mod panic;
pub mod print;
pub mod random;
pub mod room;
pub mod save_picker;
pub mod timer;
pub mod unload;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, DomException, Event, EventTarget};

use crate::vault::StorageError;

/// The page's document, while there is a page.
fn document() -> Option<Document> {
    web_sys::window().and_then(|window| window.document())
}

/// A closure that the browser calls once. Boxed first: of every kind of closure handed to wasm-bindgen itself, the body would
/// have to stand in the part of the program that begins.
fn once(run: Box<dyn FnOnce()>) -> Closure<dyn FnMut()> {
    Closure::once(run)
}

/// Listens as long as the page lives. A browser that refuses the listener leaves the callback unused.
fn listen_forever(target: &EventTarget, event: &str, callback: Box<dyn FnMut(Event)>) {
    let closure = Closure::wrap(callback);
    if target
        .add_event_listener_with_callback(event, closure.as_ref().unchecked_ref())
        .is_ok()
    {
        closure.forget();
    }
}

/// The error for what a storage threw, by the exception's name alone: its text may say where.
fn storage_error(thrown: &JsValue) -> StorageError {
    let kind = thrown
        .dyn_ref::<DomException>()
        .map(DomException::name)
        .unwrap_or_default();
    match kind.as_str() {
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => StorageError::Full,
        "SecurityError" => StorageError::Unavailable,
        _ => StorageError::Failed { kind },
    }
}
