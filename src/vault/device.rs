//! What this device keeps beside the sealed class: its settings, and the end of everything it keeps.

use super::storage::{Storage, StorageError, StorageKey};
use crate::format::settings::{self, Settings};

/// Stores the settings.
///
/// # Errors
/// When the storage fails.
pub fn store_settings(storage: &dyn Storage, settings: &Settings) -> Result<(), StorageError> {
    storage.store(StorageKey::Settings, &settings::encode(settings))
}

/// The settings stored last; the usual ones when there are none or they cannot be read, as they are no loss.
pub fn load_settings(storage: &dyn Storage) -> Settings {
    let text = storage.load(StorageKey::Settings).ok().flatten();
    text.and_then(|text| settings::decode(&text).ok())
        .unwrap_or_default()
}

/// Removes everything this app has stored on the device.
///
/// # Errors
/// When something could not be removed; the rest is removed all the same.
pub fn wipe(storage: &dyn Storage) -> Result<(), StorageError> {
    StorageKey::ALL
        .into_iter()
        .map(|key| storage.remove(key))
        .fold(Ok(()), Result::and)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::locale::Locale;
    use crate::vault::MemoryStorage;

    #[test]
    fn settings_that_cannot_be_read_give_way_to_the_usual_ones() {
        let storage = MemoryStorage::default();
        let settings = Settings {
            locale: Locale::En,
            names_hidden: true,
            ..Settings::default()
        };
        store_settings(&storage, &settings).unwrap();
        assert_eq!(load_settings(&storage), settings);
        storage.store(StorageKey::Settings, "oops").unwrap();
        assert_eq!(load_settings(&storage), Settings::default());
    }

    #[test]
    fn wiping_leaves_nothing() {
        let storage = MemoryStorage::default();
        storage.store(StorageKey::Document, "sealed").unwrap();
        storage.store(StorageKey::Vault, "header").unwrap();
        store_settings(&storage, &Settings::default()).unwrap();
        wipe(&storage).unwrap();
        for key in StorageKey::ALL {
            assert_eq!(storage.load(key), Ok(None));
        }
    }
}
