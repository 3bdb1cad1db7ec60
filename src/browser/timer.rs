//! Waiting.

use js_sys::{Function, Promise};
use wasm_bindgen_futures::JsFuture;

/// Goes on after so many milliseconds; at once where there is no page.
pub async fn sleep(ms: u32) {
    let promise = Promise::new(&mut |resolve: Function, _| {
        let wait = i32::try_from(ms).unwrap_or(i32::MAX);
        if let Some(window) = web_sys::window() {
            // A page without timers does not exist; should it, nothing waits for it.
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, wait)
                .map(|_| ())
                .unwrap_or_default();
        }
    });
    JsFuture::from(promise).await.map(|_| ()).unwrap_or_default();
}

/// Goes on once what was shown just now is on the screen, so that what blocks it for a moment does not freeze the picture before.
pub async fn after_paint() {
    let promise = Promise::new(&mut |resolve: Function, _| {
        if let Some(window) = web_sys::window() {
            window
                .request_animation_frame(&resolve)
                .map(|_| ())
                .unwrap_or_default();
        }
    });
    // A hidden page paints nothing and calls nobody back: after a moment it goes on all the same.
    let frame = async { JsFuture::from(promise).await.map(|_| ()).unwrap_or_default() };
    futures_or(frame, sleep(100)).await;
    sleep(0).await;
}

/// Whichever is first.
async fn futures_or(one: impl Future<Output = ()>, other: impl Future<Output = ()>) {
    let (mut one, mut other) = (std::pin::pin!(one), std::pin::pin!(other));
    std::future::poll_fn(|context| {
        if one.as_mut().poll(context).is_ready() || other.as_mut().poll(context).is_ready() {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
}
