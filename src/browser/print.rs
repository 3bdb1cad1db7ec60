//! Printing. Browsers print the page's title at the edge of the sheet and offer it as a file name: it must be neutral.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// The title while printing, whatever the page is called otherwise.
const NEUTRAL_TITLE: &str = "kizuki";

/// Opens the browser's print dialog for what the print style shows. `false` when the browser refused.
pub fn print() -> bool {
    try_print().is_some()
}

fn try_print() -> Option<()> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let title = document.title();
    if title != NEUTRAL_TITLE {
        document.set_title(NEUTRAL_TITLE);
        // `print` returns before the sheet is made on tablets, so the title comes back when the browser says so.
        let after = document.clone();
        let restore = Closure::once_into_js(move || after.set_title(&title));
        let options = web_sys::AddEventListenerOptions::new();
        options.set_once(true);
        window
            .add_event_listener_with_callback_and_add_event_listener_options(
                "afterprint",
                restore.unchecked_ref(),
                &options,
            )
            .ok()?;
    }
    window.print().ok()
}
