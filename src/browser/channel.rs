//! Short messages between the tabs and windows of this app in one browser. They never leave the device.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// The channel's name.
const NAME: &str = "kizuki";

/// The browser did not take a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the message was not taken")]
pub struct NotPosted;

/// The channel between the tabs of this app, open as long as it lives.
pub struct Channel {
    channel: BroadcastChannel,
    listener: Option<Closure<dyn FnMut(MessageEvent)>>,
}

impl Channel {
    /// Opens the channel; none where the browser has no such thing. Then every tab is alone, and only the storage puts their
    /// writing in order.
    pub fn open() -> Option<Self> {
        let channel = BroadcastChannel::new(NAME).ok()?;
        Some(Channel {
            channel,
            listener: None,
        })
    }

    /// Tells all other tabs. The text must hold nothing of a person or a class.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn post(&self, text: &str) -> Result<(), NotPosted> {
        self.channel
            .post_message(&JsValue::from_str(text))
            .map_err(|_| NotPosted)
    }

    /// Calls back with every text another tab posts from now on, instead of an earlier callback.
    pub fn on_message(&mut self, mut callback: Box<dyn FnMut(String)>) {
        let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                callback(text);
            }
        });
        self.channel
            .set_onmessage(Some(listener.as_ref().unchecked_ref()));
        // The one before is freed here, when nobody calls it any more.
        self.listener = Some(listener);
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
