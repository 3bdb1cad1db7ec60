//! The vault's header in the two stores: without it no passphrase opens anything here.

use super::session::stored;
use crate::browser::indexed_db::IndexedDb;
use crate::browser::local_storage::LocalStorage;
use crate::domain::locale::Locale;
use crate::text::keeper::{KeeperText, explain_vault};
use crate::vault::{Storage, StorageError, StorageKey, VaultError, VaultHeader, VaultHeaderError};

/// The headers of this device, without repeats; there are two when a change of the passphrase reached only one store. With
/// them, what is wrong with one that cannot be read.
pub(super) async fn headers() -> (Vec<VaultHeader>, Option<VaultHeaderError>) {
    let (mirror, record) = stored(StorageKey::Vault).await;
    let texts = [
        mirror,
        record.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    ];
    let mut headers: Vec<VaultHeader> = Vec::new();
    let mut wrong = None;
    for text in texts.into_iter().flatten() {
        match VaultHeader::decode(&text) {
            Ok(header) if headers.contains(&header) => {}
            Ok(header) => headers.push(header),
            Err(error) => wrong = Some(error),
        }
    }
    (headers, wrong)
}

/// Why nothing can be unlocked: the header was made by a newer version, is damaged, or is not there.
pub(super) fn explain_header(error: Option<VaultHeaderError>, locale: Locale) -> String {
    match error {
        Some(VaultHeaderError::Newer { .. }) => explain_vault(&VaultError::Newer, locale),
        Some(
            VaultHeaderError::TooLarge { .. }
            | VaultHeaderError::Syntax { .. }
            | VaultHeaderError::OtherFormat
            | VaultHeaderError::Fields
            | VaultHeaderError::Field { .. },
        )
        | None => KeeperText::of(locale).no_header.to_owned(),
    }
}

/// Writes the header to both stores.
pub(super) async fn store_header(header: &VaultHeader) -> Result<(), StorageError> {
    let text = header.encode();
    let mirrored = LocalStorage.store(StorageKey::Vault, &text);
    match IndexedDb::open().await {
        Ok(database) => {
            database
                .exchange(StorageKey::Vault, move |_| Some(text.into_bytes()))
                .await
        }
        Err(_) => mirrored,
    }
}

/// Writes the header that opened to the store that has none, so that the loss of one store never takes the key along. What
/// stands there already is left alone.
pub(super) async fn fill_in_header(header: VaultHeader) {
    let text = header.encode();
    if LocalStorage.load(StorageKey::Vault) == Ok(None) {
        // The other store has it; the next unlocking tries again.
        LocalStorage.store(StorageKey::Vault, &text).unwrap_or_default();
    }
    if let Ok(database) = IndexedDb::open().await {
        let decide = move |present: Option<Vec<u8>>| present.is_none().then(|| text.into_bytes());
        database
            .exchange(StorageKey::Vault, decide)
            .await
            .unwrap_or_default();
    }
}
