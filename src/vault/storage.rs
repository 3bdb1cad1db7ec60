//! The seam between the app and whatever keeps its texts.

/// What is kept. Each key holds one text; there are no other keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StorageKey {
    /// The header of the vault, without which its passphrase opens nothing here.
    Vault,
    /// The working copy of the open document.
    Document,
    /// Settings of this device.
    Settings,
    /// The draft of a content (チェックシートの編集). It holds nothing of anybody, so it is not sealed.
    Draft,
    /// The content imported on this device. It holds nothing of anybody, so it is not sealed.
    Content,
    /// The last content of the server that could be read, for when there is no network.
    ServerContent,
}

impl StorageKey {
    /// All keys, for wiping.
    pub const ALL: [StorageKey; 6] = [
        StorageKey::Vault,
        StorageKey::Document,
        StorageKey::Settings,
        StorageKey::Draft,
        StorageKey::Content,
        StorageKey::ServerContent,
    ];

    /// The name it is stored under. The prefix is distinctive because pages opened from files share one storage.
    pub fn name(self) -> &'static str {
        match self {
            StorageKey::Vault => "kizuki/vault",
            StorageKey::Document => "kizuki/document",
            StorageKey::Settings => "kizuki/settings",
            StorageKey::Draft => "kizuki/draft",
            StorageKey::Content => "kizuki/content",
            StorageKey::ServerContent => "kizuki/server-content",
        }
    }
}

/// Why something could not be kept or fetched. What was stored under the key before is unharmed, except where said.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// The browser has no storage for this page, or denies it (blocked cookies, private mode, policy).
    #[error("storage is not available")]
    Unavailable,
    /// There is no room.
    #[error("storage is full")]
    Full,
    /// What was read back is not what was written; the stored text must not be relied on.
    #[error("storage read back something else than was written")]
    NotKept,
    /// The browser did not answer in time, as when another tab or a damaged store holds it up. Whether something was stored is
    /// not known; if so, it is whole.
    #[error("storage did not answer in time")]
    NoAnswer,
    /// The browser gave another reason.
    #[error("storage failed: {kind}")]
    Failed {
        /// The name of the browser's exception; never its text.
        kind: String,
    },
}

/// Keeps texts by key. Synchronous, because the app is one thread and its texts are small.
pub trait Storage {
    /// The text under a key, or none when nothing was stored.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn load(&self, key: StorageKey) -> Result<Option<String>, StorageError>;

    /// Stores a text and returns once it reads back as written.
    ///
    /// # Errors
    /// When it could not be stored; the text stored before stays, except after [`StorageError::NotKept`].
    fn store(&self, key: StorageKey, value: &str) -> Result<(), StorageError>;

    /// Removes what is under a key; an empty key is no error.
    ///
    /// # Errors
    /// When it could not be removed.
    fn remove(&self, key: StorageKey) -> Result<(), StorageError>;
}
