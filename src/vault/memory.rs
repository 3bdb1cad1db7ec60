//! A storage in memory, for tests and for the sample class, that can be told to fail.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::storage::{Storage, StorageError, StorageKey};

/// How a [`MemoryStorage`] misbehaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Every call is refused, as with blocked cookies.
    Denied,
    /// After so many more writes there is no room.
    FullAfter {
        /// Writes that still succeed.
        writes: usize,
    },
    /// Writes seem to succeed but keep only the first half.
    HalfWritten,
}

/// Keeps texts as long as it lives.
#[derive(Debug, Default)]
pub struct MemoryStorage {
    texts: RefCell<BTreeMap<StorageKey, String>>,
    fault: Cell<Option<Fault>>,
}

impl MemoryStorage {
    /// Sets or lifts a fault.
    pub fn set_fault(&self, fault: Option<Fault>) {
        self.fault.set(fault);
    }

    fn admit(&self) -> Result<(), StorageError> {
        match self.fault.get() {
            Some(Fault::Denied) => Err(StorageError::Unavailable),
            Some(Fault::FullAfter { .. } | Fault::HalfWritten) | None => Ok(()),
        }
    }
}

impl Storage for MemoryStorage {
    fn load(&self, key: StorageKey) -> Result<Option<String>, StorageError> {
        self.admit()?;
        Ok(self.texts.borrow().get(&key).cloned())
    }

    fn store(&self, key: StorageKey, value: &str) -> Result<(), StorageError> {
        self.admit()?;
        let kept = match self.fault.get() {
            Some(Fault::FullAfter { writes: 0 }) => return Err(StorageError::Full),
            Some(Fault::FullAfter { writes }) => {
                self.fault.set(Some(Fault::FullAfter { writes: writes - 1 }));
                value.to_owned()
            }
            Some(Fault::HalfWritten) => value.chars().take(value.chars().count() / 2).collect(),
            Some(Fault::Denied) | None => value.to_owned(),
        };
        let is_kept = kept == value;
        self.texts.borrow_mut().insert(key, kept);
        if is_kept {
            Ok(())
        } else {
            Err(StorageError::NotKept)
        }
    }

    fn remove(&self, key: StorageKey) -> Result<(), StorageError> {
        self.admit()?;
        self.texts.borrow_mut().remove(&key);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_stored_is_loaded_until_it_is_removed() {
        let storage = MemoryStorage::default();
        assert_eq!(storage.load(StorageKey::Document), Ok(None));
        storage.store(StorageKey::Document, "組").unwrap();
        storage.store(StorageKey::Settings, "{}").unwrap();
        assert_eq!(storage.load(StorageKey::Document), Ok(Some("組".to_owned())));
        storage.remove(StorageKey::Document).unwrap();
        assert_eq!(storage.load(StorageKey::Document), Ok(None));
        assert_eq!(storage.load(StorageKey::Settings), Ok(Some("{}".to_owned())));
        assert_eq!(storage.remove(StorageKey::Document), Ok(()));
    }

    #[test]
    fn a_full_storage_keeps_what_it_had() {
        let storage = MemoryStorage::default();
        storage.set_fault(Some(Fault::FullAfter { writes: 1 }));
        storage.store(StorageKey::Document, "first").unwrap();
        assert_eq!(
            storage.store(StorageKey::Document, "second"),
            Err(StorageError::Full)
        );
        assert_eq!(storage.load(StorageKey::Document), Ok(Some("first".to_owned())));
    }

    #[test]
    fn a_denied_storage_refuses_every_call_and_a_half_written_text_is_noticed() {
        let storage = MemoryStorage::default();
        storage.set_fault(Some(Fault::Denied));
        assert_eq!(storage.load(StorageKey::Settings), Err(StorageError::Unavailable));
        assert_eq!(
            storage.store(StorageKey::Settings, "{}"),
            Err(StorageError::Unavailable)
        );
        assert_eq!(
            storage.remove(StorageKey::Settings),
            Err(StorageError::Unavailable)
        );
        storage.set_fault(Some(Fault::HalfWritten));
        assert_eq!(
            storage.store(StorageKey::Settings, "{}"),
            Err(StorageError::NotKept)
        );
    }

    #[test]
    fn keys_are_distinct_and_carry_the_prefix() {
        let names: std::collections::BTreeSet<_> =
            StorageKey::ALL.map(StorageKey::name).into_iter().collect();
        assert_eq!(names.len(), StorageKey::ALL.len());
        assert!(names.iter().all(|name| name.starts_with("kizuki/")));
    }
}
