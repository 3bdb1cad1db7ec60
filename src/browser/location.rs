//! The page's address: only the part behind `#`, so that one build works in any folder of any server.

use super::listen_forever;

/// What stands behind `#`, with the `#`, or nothing.
pub fn hash() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Goes to another hash; the browser's back button returns here.
pub fn set_hash(hash: &str) {
    if let Some(window) = web_sys::window() {
        // A hash is always a valid address; a browser that refuses it leaves us where we are.
        window.location().set_hash(hash).unwrap_or_default();
    }
}

/// Goes to another hash in place of this one, for redirections that the back button must not repeat.
pub fn replace_hash(hash: &str) {
    if let Some(window) = web_sys::window() {
        let hash = if hash.starts_with('#') {
            hash.to_owned()
        } else {
            format!("#{hash}")
        };
        window.location().replace(&hash).unwrap_or_default();
    }
}

/// Calls back with the new hash whenever it changes. Once per app; never stops.
pub fn on_hash_change(callback: impl Fn(String) + 'static) {
    if let Some(window) = web_sys::window() {
        listen_forever(&window, "hashchange", Box::new(move |_| callback(hash())));
    }
}
