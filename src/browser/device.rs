//! What the page can tell of the device it is on: connection, screen, print dialog, and which build was loaded.

use js_sys::Reflect;

use super::document;

/// Whether the browser counts the page as safely delivered: https, or from the device itself.
pub fn is_secure() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

/// Whether the page was opened straight from a file.
pub fn is_file() -> bool {
    let protocol = web_sys::window().and_then(|window| window.location().protocol().ok());
    protocol.as_deref() == Some("file:")
}

/// Whether there is a print dialog.
pub fn prints() -> bool {
    let print = web_sys::window().and_then(|window| Reflect::get(&window, &"print".into()).ok());
    print.is_some_and(|print| print.is_function())
}

/// Width and height of the window in CSS pixels.
pub fn screen() -> (u32, u32) {
    let length = |name: &str| {
        let window = web_sys::window()?;
        // A window is some thousand pixels wide; the cast saturates.
        Some(Reflect::get(&window, &name.into()).ok()?.as_f64()? as u32)
    };
    (
        length("innerWidth").unwrap_or_default(),
        length("innerHeight").unwrap_or_default(),
    )
}

/// Whether anything about the device can be pointed at with a finger.
pub fn is_touch() -> bool {
    let window = web_sys::window();
    let query = window.and_then(|window| window.match_media("(any-pointer: coarse)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

/// What tells this build from every other one: the end of the name of the glue file, which is made of its content and names
/// every other file of the program by theirs. In the single file it is the beginning of the digest of its one script.
pub fn build() -> Option<String> {
    let Some(link) = document()?.get_element_by_id("app-js") else {
        return digest();
    };
    let href = link.get_attribute("href")?;
    let file = href.rsplit('/').next()?;
    let mark = file.strip_prefix("kizuki-")?.split(['_', '.']).next()?;
    (!mark.is_empty()).then(|| mark.to_owned())
}

/// The first letters of the digest by which the policy of the page names its script.
fn digest() -> Option<String> {
    /// As many as the names of files have.
    const LETTERS: usize = 16;
    let meta = document()?.query_selector("meta[http-equiv]").ok().flatten()?;
    let policy = meta.get_attribute("content")?;
    let (_, scripts) = policy.split_once("script-src")?;
    let (_, digest) = scripts.split_once("'sha256-")?;
    digest.get(..LETTERS).map(str::to_owned)
}
