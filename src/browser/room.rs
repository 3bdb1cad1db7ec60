//! How much room the browser gives to this page, and whether it may clear it. Only there in secure contexts.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Bytes used and bytes allowed, where the browser tells.
pub async fn estimate() -> Option<(f64, f64)> {
    let told = ask("estimate").await?;
    let number = |name: &str| Reflect::get(&told, &name.into()).ok()?.as_f64();
    Some((number("usage")?, number("quota")?))
}

/// Whether the browser has promised not to clear what is stored, where it tells.
pub async fn is_persisted() -> Option<bool> {
    ask("persisted").await?.as_bool()
}

/// What the storage manager answers; it is looked up by name, because http pages have none.
async fn ask(what: &str) -> Option<JsValue> {
    let window = web_sys::window()?;
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let manager = get(&get(&window, "navigator")?, "storage")?;
    let method: Function = get(&manager, what)?.dyn_into().ok()?;
    let answer = method.apply(&manager, &Array::new()).ok()?;
    JsFuture::from(Promise::resolve(&answer)).await.ok()
}
