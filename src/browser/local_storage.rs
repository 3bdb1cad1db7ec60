//! The browser's LocalStorage behind [`Storage`]. Every write is read back before it counts as kept.

use gloo_storage::{LocalStorage as BrowserStorage, Storage as _};

use super::storage_error;
use wasm_bindgen::JsValue;

use crate::vault::{Storage, StorageError, StorageKey};

/// LocalStorage of this page's origin. Texts are kept as they are, without a further layer of quotes.
#[derive(Clone, Copy, Debug, Default)]
pub struct LocalStorage;

impl LocalStorage {
    /// The storage, if this page may use it: merely asking throws where it is blocked.
    fn raw() -> Result<web_sys::Storage, StorageError> {
        let window = web_sys::window().ok_or(StorageError::Unavailable)?;
        match window.local_storage() {
            Ok(Some(_)) => Ok(BrowserStorage::raw()),
            Ok(None) | Err(_) => Err(StorageError::Unavailable),
        }
    }
}

/// The key of [`LocalStorage::try_out`]. Nothing else is kept under it.
const TRIAL: &str = "kizuki/self-check";

impl LocalStorage {
    /// Writes, reads back and removes a text under a key of its own.
    ///
    /// # Errors
    /// When one of the three fails.
    pub fn try_out() -> Result<(), StorageError> {
        let storage = Self::raw()?;
        storage
            .set_item(TRIAL, TRIAL)
            .map_err(|thrown| storage_error(&thrown))?;
        let kept = storage.get_item(TRIAL).map_err(|thrown| storage_error(&thrown));
        storage
            .remove_item(TRIAL)
            .map_err(|thrown| storage_error(&thrown))?;
        match kept?.as_deref() {
            Some(TRIAL) => Ok(()),
            Some(_) | None => Err(StorageError::NotKept),
        }
    }
}

impl Storage for LocalStorage {
    fn load(&self, key: StorageKey) -> Result<Option<String>, StorageError> {
        Self::raw()?
            .get_item(key.name())
            .map_err(|thrown| storage_error(&thrown))
    }

    fn store(&self, key: StorageKey, value: &str) -> Result<(), StorageError> {
        let storage = Self::raw()?;
        storage
            .set_item(key.name(), value)
            .map_err(|thrown| storage_error(&thrown))?;
        let kept = storage
            .get_item(key.name())
            .map_err(|thrown| storage_error(&thrown))?;
        if kept.as_deref() == Some(value) {
            Ok(())
        } else {
            Err(StorageError::NotKept)
        }
    }

    fn remove(&self, key: StorageKey) -> Result<(), StorageError> {
        Self::raw()?
            .remove_item(key.name())
            .map_err(|thrown| storage_error(&thrown))
    }
}

/// Calls back when another tab of this app removes what is under a key, alone or with everything else. Once per key; never stops.
pub fn on_removed_elsewhere(key: StorageKey, callback: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let heard = move |event: web_sys::Event| {
        let detail =
            |name: &str| js_sys::Reflect::get(&event, &JsValue::from_str(name)).unwrap_or(JsValue::NULL);
        // Without a key it is everything that was removed.
        let of = detail("key");
        let is_ours = of.is_null() || of.as_string().as_deref() == Some(key.name());
        if is_ours && detail("newValue").is_null() {
            callback();
        }
    };
    super::listen_forever(&window, "storage", Box::new(heard));
}
