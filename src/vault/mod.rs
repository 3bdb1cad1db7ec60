//! Keeping: where a document lives between two visits, seen from the side of the app.
//!
//! The app knows a [`Storage`] of named texts and nothing of browsers. The browser's own is in `browser::local_storage`;
//! [`MemoryStorage`] stands in for it in tests and can be told to fail. A document passes in and out through
//! [`store_document`] and [`load_document`] alone, so that sealing it later changes nothing above or below.

pub mod age;
mod entropy;
mod file;
mod header;
mod memory;
mod mirror;
mod open_vault;
pub mod recovery;
mod storage;
pub mod strength;
pub mod tabs;
#[cfg(test)]
mod testing;
mod working_copy;

pub use age::is_age;
pub use entropy::{Entropy, RandomError};
pub use file::FileError;
pub use header::{MAX_HEADER_TEXT_BYTES, MAX_WRAPPED_BYTES, VaultHeader, VaultHeaderError, VaultId};
pub use memory::{Fault, MemoryStorage};
pub use mirror::{MAX_MIRROR_CHARS, MirrorError, Mirrored, decode_mirror, encode_mirror};
pub use open_vault::{MAX_SEALED_BYTES, OpenVault, PADDING_BYTES, VaultError, seal_for};
pub use storage::{Storage, StorageError, StorageKey};
pub use working_copy::{
    WorkingCopyError, load_document, load_settings, store_document, store_settings, stored_text, wipe,
};
