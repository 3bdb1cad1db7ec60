//! Starting without a network. The page's own script registers the service worker (public/boot.js, public/sw.js), since
//! that must work before and beside the app; here the app hears how it stands and asks for a new version.

use web_sys::Event;

use super::{document, listen_forever};

/// How it stands with starting without a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offline {
    /// Not known yet, or still being kept.
    Unknown,
    /// The browser cannot keep the app: on plain `http://`, from a file, or because it is set so.
    Never,
    /// The app starts without a network.
    Ready,
    /// It does, and a newer version is there and waits.
    Update,
    /// Keeping it failed; the next visit tries again.
    Failed,
}

/// How it stands now.
pub fn state() -> Offline {
    let root = document().and_then(|document| document.document_element());
    match root
        .and_then(|root| root.get_attribute("data-offline"))
        .as_deref()
    {
        Some("never") => Offline::Never,
        Some("ready") => Offline::Ready,
        Some("update") => Offline::Update,
        Some("failed") => Offline::Failed,
        Some(_) | None => Offline::Unknown,
    }
}

/// Calls back whenever that changes. Once per app; never stops.
pub fn on_change(callback: impl Fn() + 'static) {
    if let Some(window) = web_sys::window() {
        listen_forever(&window, "kizuki-offline", Box::new(move |_| callback()));
    }
}

/// Changes over to the newer version: the page is loaded anew.
pub fn take_update() {
    let sent = web_sys::window()
        .zip(Event::new("kizuki-take-update").ok())
        .map(|(window, event)| window.dispatch_event(&event).is_ok());
    // Nobody listens where there is no newer version.
    sent.unwrap_or_default();
}
