//! Keeping: where a document lives between two visits, seen from the side of the app.
//!
//! A class is sealed ([`age`], [`OpenVault`]) before any store sees it. The app knows a [`Storage`] of named texts and nothing of
//! browsers; the browser's own is in `browser::local_storage`, the durable one in `browser::indexed_db`, and
//! [`MemoryStorage`] stands in for it in tests and can be told to fail.

pub mod age;
mod device;
mod entropy;
mod file;
mod header;
mod memory;
mod mirror;
mod open_vault;
pub mod public_key;
pub mod recovery;
mod storage;
pub mod strength;
pub mod tabs;
#[cfg(test)]
mod testing;

pub use age::is_age;
pub use device::{load_settings, store_settings, wipe};
pub use entropy::{Entropy, RandomError};
pub use file::FileError;
pub use header::{MAX_HEADER_TEXT_BYTES, MAX_WRAPPED_BYTES, VaultHeader, VaultHeaderError, VaultId};
pub use memory::{Fault, MemoryStorage};
pub use mirror::{MAX_MIRROR_CHARS, MirrorError, Mirrored, decode_mirror, encode_mirror};
pub use open_vault::{MAX_SEALED_BYTES, OpenVault, PADDING_BYTES, VaultError, is_for_key_alone, seal_for};
pub use storage::{Storage, StorageError, StorageKey};
