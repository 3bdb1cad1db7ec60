//! Keeping: where a document lives between two visits, seen from the side of the app.
//!
//! The app knows a [`Storage`] of named texts and nothing of browsers. The browser's own is in `browser::local_storage`;
//! [`MemoryStorage`] stands in for it in tests and can be told to fail. What is stored is opaque here, so that sealing
//! it later changes nothing above or below.

mod entropy;
mod file;
mod memory;
mod storage;

pub use entropy::RandomError;
pub use file::FileError;
pub use memory::{Fault, MemoryStorage};
pub use storage::{Storage, StorageError, StorageKey};
