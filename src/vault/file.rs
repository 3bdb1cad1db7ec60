//! Files that a person saves and opens; the handling itself is in the browser.

/// Why a file could not be saved or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// The file is larger than its bound; nothing was read.
    #[error("file has {bytes} bytes, at most {most} are read")]
    TooLarge {
        /// Bytes of the file.
        bytes: u64,
        /// Bytes allowed.
        most: usize,
    },
    /// The browser did not hand over the bytes: moved, deleted, no permission.
    #[error("the file could not be read")]
    Unreadable,
    /// The browser did not take the bytes for saving.
    #[error("the file could not be handed to the browser for saving")]
    NotSaved,
}
