//! Why an age file could not be made or opened. Nothing here carries a key, a passphrase or a word of what was sealed.

use super::passphrase::WorkFactor;
use crate::vault::RandomError;

/// Why nothing was sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// A file for nobody.
    #[error("no recipient was given")]
    NoRecipient,
    /// A public key that every secret key answers alike (a point of low order): sealing to it protects nothing.
    #[error("recipient {position} is no usable public key")]
    WeakRecipient {
        /// Position among the recipients, from 1.
        position: usize,
    },
    /// An extra stanza whose kind or arguments are empty or hold other than visible ASCII, or whose kind is one of the
    /// format's own.
    #[error("extra stanza {position} cannot stand in a header")]
    Stanza {
        /// Position among the extra stanzas, from 1.
        position: usize,
    },
    /// More recipients and stanzas than a header may have, or longer ones: no reader of ours would open the file.
    #[error("the header would have more than {most_stanzas} stanzas or {most_bytes} bytes")]
    HeaderTooLong {
        /// Stanzas allowed.
        most_stanzas: usize,
        /// Bytes allowed.
        most_bytes: usize,
    },
    /// The device has not enough memory for it.
    #[error("{bytes} bytes of memory are not to be had")]
    NoMemory {
        /// Bytes asked for.
        bytes: usize,
    },
    /// There was no randomness.
    #[error(transparent)]
    Random(#[from] RandomError),
}

/// The part of a file that is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The armor, the text around a file made for mail.
    Armor,
    /// The header, or the file ends before the payload begins.
    Header,
    /// The header reads well, but its seal does not fit: something in it was changed.
    Seal,
    /// The payload: changed, cut off or continued.
    Payload,
}

/// Why a file was not opened. Nothing of its content has been released.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Something else than an age file.
    #[error("not an age file")]
    NotAge,
    /// An age file of a later version of the format.
    #[error("an age file of an unknown version")]
    NewerVersion,
    /// The passphrase is wrong, or none of the identities is among the recipients. (A changed stanza looks the same: that
    /// nobody can tell is part of the format.)
    #[error("the key does not open this file")]
    WrongKey,
    /// The file is not as it was sealed.
    #[error("damaged: {0:?}")]
    Damaged(Part),
    /// More stanzas or a longer header than any file of ours has: no bound, no safety from files made to exhaust.
    #[error("the header has more than {most_stanzas} stanzas or {most_bytes} bytes")]
    HeaderTooLong {
        /// Stanzas allowed.
        most_stanzas: usize,
        /// Bytes allowed.
        most_bytes: usize,
    },
    /// The passphrase was made costlier than this device should try.
    #[error("work factor {log2} is above {}", most.log2())]
    TooMuchWork {
        /// The file's work factor, as a power of two; 255 stands for anything above 254.
        log2: u8,
        /// The highest that is tried.
        most: WorkFactor,
    },
    /// The device has not enough memory for it.
    #[error("{bytes} bytes of memory are not to be had")]
    NoMemory {
        /// Bytes asked for.
        bytes: usize,
    },
    /// The file opened, but what was in it is no identity.
    #[error("the file holds no identity")]
    NoIdentity,
}

/// Memory that was refused; becomes the error of whoever asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoMemory {
    pub(super) bytes: usize,
}

impl From<NoMemory> for SealError {
    fn from(NoMemory { bytes }: NoMemory) -> Self {
        SealError::NoMemory { bytes }
    }
}

impl From<NoMemory> for OpenError {
    fn from(NoMemory { bytes }: NoMemory) -> Self {
        OpenError::NoMemory { bytes }
    }
}

/// An empty list with room for so many bytes, or an error where growing would end the program.
pub(super) fn room(bytes: usize) -> Result<Vec<u8>, NoMemory> {
    let mut list = Vec::new();
    list.try_reserve_exact(bytes).map_err(|_| NoMemory { bytes })?;
    Ok(list)
}
