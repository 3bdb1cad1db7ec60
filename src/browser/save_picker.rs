//! Saving through the browser's own dialog, where it has one: then the file can be read back. Only Chromium has it, and
//! only on a secure page; everywhere else files are downloads.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, File};

use super::files::read_file;

/// Why nothing was saved, or the saved file could not be read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PickError {
    /// The person closed the dialog; nothing was saved.
    #[error("the dialog was closed")]
    Dismissed,
    /// The browser has no such dialog, or does not show it here; nothing was saved.
    #[error("no dialog for saving")]
    Unavailable,
    /// The file was chosen, but not written.
    #[error("the file could not be written")]
    NotSaved,
    /// The file was written, but could not be read back.
    #[error("the file could not be read back")]
    NotRead,
}

/// The function that shows the dialog, where there is one.
fn picker() -> Option<Function> {
    let window = web_sys::window()?;
    method(&window, "showSaveFilePicker")
}

/// Whether the browser has the dialog.
pub fn is_there() -> bool {
    picker().is_some()
}

/// Lets the person choose where to save the bytes, writes them, and gives what the file then holds.
///
/// # Errors
/// See [`PickError`].
pub async fn save(name: &str, bytes: &[u8]) -> Result<Vec<u8>, PickError> {
    let window = web_sys::window().ok_or(PickError::Unavailable)?;
    let options = Object::new();
    Reflect::set(&options, &"suggestedName".into(), &name.into()).map_err(|_| PickError::Unavailable)?;
    let asked = picker()
        .and_then(|picker| picker.call1(&window, &options).ok())
        .and_then(|promise| promise.dyn_into::<Promise>().ok())
        .ok_or(PickError::Unavailable)?;
    let handle = JsFuture::from(asked).await.map_err(|thrown| why(&thrown))?;
    let stream = call(&handle, "createWritable", &Array::new()).await;
    let stream = stream.ok_or(PickError::NotSaved)?;
    let content = Array::of1(&Uint8Array::from(bytes));
    for (step, given) in [("write", content), ("close", Array::new())] {
        call(&stream, step, &given).await.ok_or(PickError::NotSaved)?;
    }
    let file = call(&handle, "getFile", &Array::new()).await;
    let file: File = file
        .and_then(|file| file.dyn_into().ok())
        .ok_or(PickError::NotRead)?;
    // A file of another length than the bytes written is no larger when it is cut off at twice that.
    let most = bytes.len().saturating_mul(2).max(1);
    read_file(&file, most).await.map_err(|_| PickError::NotRead)
}

/// Why the dialog gave no file: by the exception's name alone.
fn why(thrown: &JsValue) -> PickError {
    let name = thrown.dyn_ref::<DomException>().map(DomException::name);
    if name.as_deref() == Some("AbortError") {
        PickError::Dismissed
    } else {
        PickError::Unavailable
    }
}

fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}

/// What a method that takes its time gives; none when there is no such method or it fails.
async fn call(object: &JsValue, name: &str, given: &Array) -> Option<JsValue> {
    let given = method(object, name)?.apply(object, given).ok()?;
    JsFuture::from(Promise::resolve(&given)).await.ok()
}
