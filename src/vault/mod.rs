//! Keeping: where a document lives between two visits, seen from the side of the app.
//!
//! The app knows a [`Storage`] of named texts and nothing of browsers. The browser's own is in `browser::local_storage`;
//! [`MemoryStorage`] stands in for it in tests and can be told to fail. A document passes in and out through
//! [`store_document`] and [`load_document`] alone, so that sealing it later changes nothing above or below.

pub mod age;
mod entropy;
mod file;
mod memory;
mod storage;
mod working_copy;

pub use entropy::{Entropy, RandomError};
pub use file::FileError;
pub use memory::{Fault, MemoryStorage};
pub use storage::{Storage, StorageError, StorageKey};
pub use working_copy::{
    WorkingCopyError, load_document, load_settings, store_document, store_settings, stored_text, wipe,
};
