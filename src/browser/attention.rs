//! Whether somebody may be looking: the window's focus, the tab's visibility, and the page going away.

use super::{document, listen_forever};

/// Calls back with `false` when the window loses focus and `true` when it gets it again. Once per app; never stops.
pub fn on_focus_change(callback: impl Fn(bool) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let callback = std::rc::Rc::new(callback);
    let again = callback.clone();
    listen_forever(&window, "blur", Box::new(move |_| callback(false)));
    listen_forever(&window, "focus", Box::new(move |_| again(true)));
}

/// Calls back with `false` when the tab is hidden and `true` when it is shown. Once per app; never stops.
pub fn on_visibility_change(callback: impl Fn(bool) + 'static) {
    let Some(document) = document() else { return };
    let target = document.clone();
    listen_forever(
        &target,
        "visibilitychange",
        Box::new(move |_| callback(!document.hidden())),
    );
}

/// Calls back when the page is about to go away for good or into the browser's cache: the last moment to store
/// something. Once per app; never stops.
pub fn on_page_hide(callback: impl Fn() + 'static) {
    if let Some(window) = web_sys::window() {
        listen_forever(&window, "pagehide", Box::new(move |_| callback()));
    }
}

/// Calls back whenever somebody does something here: presses, moves or scrolls with a pointer, or types. Once per app; never stops.
pub fn on_gesture(callback: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let callback = std::rc::Rc::new(callback);
    for event in ["pointerdown", "pointermove", "wheel", "keydown", "input"] {
        let again = callback.clone();
        listen_forever(&window, event, Box::new(move |_| again()));
    }
}
