//! `content.json` beside the page: the one file the app asks for that the build does not have.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Stands in the glue, so that the address is a literal there and no code can ask for another: tests/e2e/cut.mjs.
    #[wasm_bindgen(js_name = fetchContent, catch)]
    async fn fetch_content() -> Result<JsValue, JsValue>;
}

/// What the server says of its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContentFile {
    /// The file.
    Found(String),
    /// It has none.
    Absent,
    /// It did not answer.
    Unreachable,
}

/// Asks the server for its content, past the browser's cache.
pub async fn fetch() -> ContentFile {
    match fetch_content().await {
        Ok(text) => match text.as_string() {
            // A page instead of the file: a login, or a server that answers so where a file is missing. It says nothing of
            // whether there is one, so what was read before holds.
            Some(text) if text.trim_start().starts_with('<') => ContentFile::Unreachable,
            Some(text) => ContentFile::Found(text),
            None => ContentFile::Absent,
        },
        Err(_) => ContentFile::Unreachable,
    }
}
