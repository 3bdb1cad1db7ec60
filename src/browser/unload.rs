//! Asking before the page is left, while something is not yet in a saved file.

use std::cell::OnceCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::BeforeUnloadEvent;

thread_local! {
    /// The listener, made once and kept as long as the page.
    static ASK: OnceCell<Closure<dyn FnMut(BeforeUnloadEvent)>> = const { OnceCell::new() };
}

/// Turns the question on or off. The browser words it, and asks only a person who has touched the page.
pub fn ask_before_leaving(on: bool) {
    let Some(window) = web_sys::window() else { return };
    if !on {
        window.set_onbeforeunload(None);
        return;
    }
    ASK.with(|ask| {
        let closure = ask.get_or_init(|| {
            Closure::wrap(Box::new(|event: BeforeUnloadEvent| {
                event.prevent_default();
                // Older engines ask only when a value is set.
                event.set_return_value("?");
            }))
        });
        window.set_onbeforeunload(Some(closure.as_ref().unchecked_ref()));
    });
}
