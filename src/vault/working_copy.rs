//! The working copy: the open document and the settings of this device in a [`Storage`].
//!
//! This is the seam for sealing: what goes into the storage and comes out of it passes here and nowhere else.

use super::storage::{Storage, StorageError, StorageKey};
use crate::domain::document::Document;
use crate::format::document::{self, DocumentError};
use crate::format::settings::{self, Settings};

/// Why the working copy could not be kept or fetched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkingCopyError {
    /// The storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// What is stored is no document, or the document cannot be written; the stored text stays as it is.
    #[error(transparent)]
    Document(#[from] DocumentError),
}

/// Stores the document; when this returns, it reads back as it is.
///
/// # Errors
/// When the document breaks a rule or the storage fails. The copy stored before stays, except after
/// [`StorageError::NotKept`].
pub fn store_document(storage: &dyn Storage, document: &Document) -> Result<(), WorkingCopyError> {
    let text = document::encode(document)?;
    Ok(storage.store(StorageKey::Document, &text)?)
}

/// The document stored last, or none when there is none.
///
/// # Errors
/// When the storage fails or what it holds cannot be read. It is not removed: a person may still save it as a file with
/// [`stored_text`].
pub fn load_document(storage: &dyn Storage) -> Result<Option<Document>, WorkingCopyError> {
    match storage.load(StorageKey::Document)? {
        Some(text) => Ok(Some(document::decode(text.as_bytes())?)),
        None => Ok(None),
    }
}

/// The stored document as it is, readable or not, for rescuing it as a file.
///
/// # Errors
/// When the storage fails.
pub fn stored_text(storage: &dyn Storage) -> Result<Option<String>, StorageError> {
    storage.load(StorageKey::Document)
}

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
    use crate::domain::ledger::Origin;
    use crate::domain::locale::Locale;
    use crate::vault::{Fault, MemoryStorage};

    const GOLDEN: &str = include_str!("../../tests/fixtures/golden/document-1.json");

    fn golden() -> Document {
        document::decode(GOLDEN.as_bytes()).unwrap()
    }

    #[test]
    fn a_stored_document_is_there_after_a_reload() {
        let storage = MemoryStorage::default();
        assert_eq!(load_document(&storage), Ok(None));
        store_document(&storage, &golden()).unwrap();
        assert_eq!(load_document(&storage), Ok(Some(golden())));
    }

    #[test]
    fn when_a_document_cannot_be_stored_the_one_before_stays() {
        let storage = MemoryStorage::default();
        store_document(&storage, &golden()).unwrap();

        let mut newer = golden();
        newer.begin(Origin::default(), 43);
        storage.set_fault(Some(Fault::FullAfter { writes: 0 }));
        assert_eq!(
            store_document(&storage, &newer),
            Err(WorkingCopyError::Storage(StorageError::Full))
        );
        storage.set_fault(None);

        newer.classroom.school = "あ".repeat(21);
        newer.begin(Origin::default(), 43);
        assert!(matches!(
            store_document(&storage, &newer),
            Err(WorkingCopyError::Document(DocumentError::Fault(_)))
        ));
        assert_eq!(load_document(&storage), Ok(Some(golden())));
    }

    #[test]
    fn a_damaged_copy_is_reported_and_can_still_be_rescued() {
        let storage = MemoryStorage::default();
        storage
            .store(StorageKey::Document, "{\"format\":\"kizuki.doc")
            .unwrap();
        assert!(matches!(
            load_document(&storage),
            Err(WorkingCopyError::Document(DocumentError::CutOff { .. }))
        ));
        assert_eq!(
            stored_text(&storage),
            Ok(Some("{\"format\":\"kizuki.doc".to_owned()))
        );
    }

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
        store_document(&storage, &golden()).unwrap();
        store_settings(&storage, &Settings::default()).unwrap();
        wipe(&storage).unwrap();
        for key in StorageKey::ALL {
            assert_eq!(storage.load(key), Ok(None));
        }
    }
}
