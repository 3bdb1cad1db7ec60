//! Files a person saves and opens. Both work without a secure context.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

use crate::vault::FileError;

/// Milliseconds after which the browser surely has taken the bytes of a save; Safari reads them late.
const RELEASE_AFTER_MS: i32 = 60_000;

/// Hands bytes to the browser for saving under a name. Where they go is the person's and the browser's choice, and no
/// browser tells whether the person kept them.
///
/// # Errors
/// When the browser does not take them.
pub fn save_file(name: &str, mime: &str, bytes: &[u8]) -> Result<(), FileError> {
    try_save(name, mime, bytes).ok_or(FileError::NotSaved)
}

fn try_save(name: &str, mime: &str, bytes: &[u8]) -> Option<()> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let anchor: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.set_hidden(true);
    document.body()?.append_child(&anchor).ok()?;
    anchor.click();
    anchor.remove();
    let release = Closure::once_into_js(move || {
        // The page forgets the bytes when it closes anyway.
        Url::revoke_object_url(&url).unwrap_or_default();
    });
    window
        .set_timeout_with_callback_and_timeout_and_arguments_0(release.unchecked_ref(), RELEASE_AFTER_MS)
        .ok()?;
    Some(())
}

/// Reads a chosen file of at most `most` bytes. Its size is looked at before anything is read.
///
/// # Errors
/// When it is larger, or the browser cannot read it.
pub async fn read_file(file: &File, most: usize) -> Result<Vec<u8>, FileError> {
    // Sizes are whole numbers below 2^53 held as f64; what is not is too large.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates"
    )]
    let bytes = file.size() as u64;
    if usize::try_from(bytes).map_or(true, |bytes| bytes > most) {
        return Err(FileError::TooLarge { bytes, most });
    }
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| FileError::Unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
