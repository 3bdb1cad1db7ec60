//! The open vault: the one holder of the key, through which everything is sealed and opened.
//!
//! It exists between unlocking and locking; dropping it is locking, and wipes the key. What it seals:
//!
//! | | for whom | carries the wrapped identity |
//! |---|---|---|
//! | a record, [`OpenVault::seal_record`] | the vault | no: the header lies beside it |
//! | a saved file, [`OpenVault::seal_file`] | the vault | yes: it opens on any device with the passphrase |
//! | a file handed over, [`seal_for`] | other people's public keys | no |
//!
//! # Security
//! Before sealing, the text is filled up with blanks to a multiple of [`PADDING_BYTES`], so that the length of a record or
//! file says little about a class. Opening takes the blanks off again; to other programs they are JSON all the same.
//!
//! Whoever has the public key can seal to it, so a record that opens proves who may read it, not who wrote it. Who can
//! write to this device's storage can also put an older record of the same vault there; merging copes with that.

use std::fmt;

use zeroize::Zeroizing;

use super::age::{self, Identity, OpenError, Part, Passphrase, Recipient, SealError, Stanza, WorkFactor};
use super::header::{VaultHeader, VaultId};
use super::{Entropy, RandomError};
use crate::domain::limits::MAX_FILE_BYTES;

/// What is sealed has a multiple of so many bytes. Source: own measurement of class documents, November 2026 (a class of 40
/// over three rounds has about 19 KB): small beside a class, and more than a student adds.
pub const PADDING_BYTES: usize = 4 * 1024;

/// Bytes of a sealed file that are looked at: the largest document, the header, and 16 bytes for each 64 KiB.
pub const MAX_SEALED_BYTES: usize = MAX_FILE_BYTES + 128 * 1024;

/// Why the vault could not seal or open. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The passphrase does not open it. Always the same, whatever was typed and however often.
    #[error("wrong passphrase")]
    WrongPassphrase,
    /// Sealed for another key, or an identity of another vault. A record or file whose lines about keys were changed looks
    /// the same; nobody can tell without the key.
    #[error("not of this vault")]
    OtherVault,
    /// Not sealed at all: no age file.
    #[error("not sealed")]
    NotSealed,
    /// Not as it was sealed: cut off, continued or changed; or, with [`Part::Header`], a wrapped identity that does not fit
    /// what it came with.
    #[error("damaged: {0:?}")]
    Damaged(Part),
    /// Sealed by a newer version of the age format.
    #[error("sealed by a newer version of the format")]
    Newer,
    /// The file opens for somebody, but carries no wrapped identity, so no vault can be taken over from it.
    #[error("the file carries no vault")]
    NoVault,
    /// Larger than any file of this app; it was not looked at.
    #[error("{bytes} bytes, at most {most} are sealed or opened")]
    TooLarge {
        /// Bytes found.
        bytes: usize,
        /// Bytes allowed.
        most: usize,
    },
    /// The passphrase was made costlier than this device should try.
    #[error("work factor {log2} is above {}", most.log2())]
    TooMuchWork {
        /// The work factor found, as a power of two; 255 stands for anything above 254.
        log2: u8,
        /// The highest that is tried.
        most: WorkFactor,
    },
    /// The device has not enough memory.
    #[error("{bytes} bytes of memory are not to be had")]
    NoMemory {
        /// Bytes asked for.
        bytes: usize,
    },
    /// There was no randomness, so nothing was sealed.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// It cannot be sealed for these recipients: none, one that is no usable key, or too many.
    #[error("cannot be sealed for these recipients: {0}")]
    Recipients(SealError),
}

impl From<SealError> for VaultError {
    fn from(error: SealError) -> Self {
        match error {
            SealError::Random(error) => VaultError::Random(error),
            SealError::NoMemory { bytes } => VaultError::NoMemory { bytes },
            SealError::NoRecipient
            | SealError::WeakRecipient { .. }
            | SealError::Stanza { .. }
            | SealError::HeaderTooLong { .. } => VaultError::Recipients(error),
        }
    }
}

impl VaultError {
    /// The error of opening a file with the vault's identity.
    fn of_file(error: OpenError) -> Self {
        match error {
            OpenError::NotAge => VaultError::NotSealed,
            OpenError::NewerVersion => VaultError::Newer,
            OpenError::WrongKey => VaultError::OtherVault,
            OpenError::Damaged(part) => VaultError::Damaged(part),
            OpenError::HeaderTooLong { .. } | OpenError::NoIdentity => VaultError::Damaged(Part::Header),
            OpenError::TooMuchWork { log2, most } => VaultError::TooMuchWork { log2, most },
            OpenError::NoMemory { bytes } => VaultError::NoMemory { bytes },
        }
    }

    /// The error of opening a wrapped identity with a passphrase.
    fn of_wrap(error: OpenError) -> Self {
        match error {
            OpenError::WrongKey => VaultError::WrongPassphrase,
            // It is a part of something else, and that is sealed.
            OpenError::NotAge => VaultError::Damaged(Part::Header),
            OpenError::NewerVersion
            | OpenError::Damaged(_)
            | OpenError::HeaderTooLong { .. }
            | OpenError::NoIdentity
            | OpenError::TooMuchWork { .. }
            | OpenError::NoMemory { .. } => VaultError::of_file(error),
        }
    }
}

/// A vault between unlocking and locking. Dropping it wipes the key.
pub struct OpenVault {
    header: VaultHeader,
    identity: Identity,
}

impl OpenVault {
    /// A new vault. Its header must be stored before anything is sealed in it.
    ///
    /// # Errors
    /// When randomness or memory is missing.
    pub fn create(passphrase: &Passphrase, entropy: &mut dyn Entropy) -> Result<Self, VaultError> {
        Self::restore(Identity::generate(entropy)?, passphrase, entropy)
    }

    /// The vault of an identity, under a passphrase of one's choice: from the recovery sheet, when nothing else is left.
    ///
    /// # Errors
    /// When randomness or memory is missing.
    pub fn restore(
        identity: Identity,
        passphrase: &Passphrase,
        entropy: &mut dyn Entropy,
    ) -> Result<Self, VaultError> {
        let id = VaultId::generate(entropy)?;
        Self::wrap(id, identity, passphrase, WorkFactor::VAULT, entropy)
    }

    fn wrap(
        id: VaultId,
        identity: Identity,
        passphrase: &Passphrase,
        work: WorkFactor,
        entropy: &mut dyn Entropy,
    ) -> Result<Self, VaultError> {
        let wrapped = age::wrap_identity(&identity, passphrase, work, entropy)?;
        let header = VaultHeader::new(id, identity.recipient(), wrapped);
        let header = header.ok_or(VaultError::Damaged(Part::Header))?;
        Ok(OpenVault { header, identity })
    }

    /// Unlocks with the passphrase. Takes about as long as [`WorkFactor::VAULT`] says, whether it is right or wrong.
    ///
    /// # Errors
    /// When the passphrase is wrong, the header damaged or costlier than this device can bear, or memory is missing.
    pub fn unlock(header: VaultHeader, passphrase: &Passphrase) -> Result<Self, VaultError> {
        let identity =
            age::unwrap_identity(header.wrapped_identity(), passphrase).map_err(VaultError::of_wrap)?;
        Self::unlock_with_identity(header, identity).map_err(|error| match error {
            // The passphrase was right; it is the header whose parts do not belong together.
            VaultError::OtherVault => VaultError::Damaged(Part::Header),
            other => other,
        })
    }

    /// Unlocks with the identity of the recovery sheet.
    ///
    /// # Errors
    /// [`VaultError::OtherVault`] when it is the identity of another vault.
    pub fn unlock_with_identity(header: VaultHeader, identity: Identity) -> Result<Self, VaultError> {
        if header.recipient() == identity.recipient() {
            Ok(OpenVault { header, identity })
        } else {
            Err(VaultError::OtherVault)
        }
    }

    /// The vault that a saved file came from, for a device that does not have it: same identity, same passphrase, a name of
    /// its own. The file opens with it.
    ///
    /// # Errors
    /// When the passphrase is wrong, the file is damaged or carries no vault ([`VaultError::NoVault`]: it may be one handed
    /// over, or open with its passphrase alone), or randomness or memory is missing.
    pub fn from_file(
        file: &[u8],
        passphrase: &Passphrase,
        entropy: &mut dyn Entropy,
    ) -> Result<Self, VaultError> {
        let wrapped = wrapped_identity(file)?;
        let identity = age::unwrap_identity(&wrapped, passphrase).map_err(VaultError::of_wrap)?;
        Self::from_parts(file, wrapped, identity, entropy).map_err(|error| match error {
            // The wrapped identity was taken from another file.
            VaultError::OtherVault => VaultError::Damaged(Part::Header),
            other => other,
        })
    }

    /// As [`OpenVault::from_file`], with the identity of the recovery sheet. Whether the passphrase the file was saved with
    /// fits the identity is not known; [`OpenVault::change_passphrase`] makes sure of one.
    ///
    /// # Errors
    /// As there; [`VaultError::OtherVault`] when the identity does not open the file.
    pub fn from_file_with_identity(
        file: &[u8],
        identity: Identity,
        entropy: &mut dyn Entropy,
    ) -> Result<Self, VaultError> {
        let wrapped = wrapped_identity(file)?;
        Self::from_parts(file, wrapped, identity, entropy)
    }

    fn from_parts(
        file: &[u8],
        wrapped: Vec<u8>,
        identity: Identity,
        entropy: &mut dyn Entropy,
    ) -> Result<Self, VaultError> {
        let id = VaultId::generate(entropy)?;
        let header = VaultHeader::new(id, identity.recipient(), wrapped);
        let header = header.ok_or(VaultError::Damaged(Part::Header))?;
        let vault = OpenVault { header, identity };
        vault.open(file).map(|_| vault)
    }

    /// This vault under another passphrase. Its header must be stored before it takes the place of this one, so that a
    /// person told of a failure can rely on the old passphrase.
    ///
    /// # Errors
    /// When randomness or memory is missing.
    ///
    /// # Security
    /// Files saved before keep opening with the passphrase they were saved with.
    pub fn change_passphrase(
        &self,
        passphrase: &Passphrase,
        entropy: &mut dyn Entropy,
    ) -> Result<Self, VaultError> {
        let identity = self.identity.clone();
        Self::wrap(self.header.id(), identity, passphrase, WorkFactor::VAULT, entropy)
    }

    /// What this device keeps of the vault.
    pub fn header(&self) -> &VaultHeader {
        &self.header
    }

    /// The secret key, for the recovery sheet. Whoever has it can open everything of this vault.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Seals the working copy for this vault.
    ///
    /// # Errors
    /// When it is larger than any document, or randomness or memory is missing.
    pub fn seal_record(&self, text: &[u8], entropy: &mut dyn Entropy) -> Result<Vec<u8>, VaultError> {
        seal_padded(text, &[self.identity.recipient()], &[], entropy)
    }

    /// Seals a file to be saved: it opens with the passphrase of today, with the recovery sheet, and without this app.
    ///
    /// # Errors
    /// When it is larger than any document, or randomness or memory is missing.
    pub fn seal_file(&self, text: &[u8], entropy: &mut dyn Entropy) -> Result<Vec<u8>, VaultError> {
        let wrapped = Stanza::wrapped_identity(self.header.wrapped_identity().to_vec());
        seal_padded(text, &[self.identity.recipient()], &[wrapped], entropy)
    }

    /// Opens a record or file of this vault, or one that was sealed for its public key. Blanks at the end are left out, so it is
    /// the text that was sealed, byte for byte, as long as that did not end in blanks itself.
    ///
    /// # Errors
    /// When it is not sealed, for another key, damaged, newer or larger than any file of this app.
    pub fn open(&self, file: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        check_size(file.len(), MAX_SEALED_BYTES)?;
        let mut text = age::open_with_identity(file, &[&self.identity]).map_err(VaultError::of_file)?;
        let end = text
            .iter()
            .rposition(|byte| *byte != b' ')
            .map_or(0, |last| last + 1);
        text.truncate(end);
        Ok(text)
    }
}

/// Never shows the key.
impl fmt::Debug for OpenVault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OpenVault({})", self.header.id())
    }
}

/// Seals a file for other people's vaults and nobody else (引継ぎ): who hands it over cannot open it again.
///
/// # Errors
/// When there is no recipient, one is no usable key, there are too many, the text is larger than any document, or randomness
/// or memory is missing.
pub fn seal_for(
    text: &[u8],
    recipients: &[Recipient],
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, VaultError> {
    seal_padded(text, recipients, &[], entropy)
}

/// Whether a file was sealed for somebody's key alone, as one handed over is: no passphrase opens it.
pub fn is_for_key_alone(file: &[u8]) -> bool {
    file.len() <= MAX_SEALED_BYTES
        && age::read_header(file)
            .is_ok_and(|header| header.is_for_identities() && header.wrapped_identity().is_none())
}

fn seal_padded(
    text: &[u8],
    recipients: &[Recipient],
    extra: &[Stanza],
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, VaultError> {
    check_size(text.len(), MAX_FILE_BYTES)?;
    let bytes = text.len().next_multiple_of(PADDING_BYTES);
    let mut padded = Zeroizing::new(Vec::new());
    padded
        .try_reserve_exact(bytes)
        .map_err(|_| VaultError::NoMemory { bytes })?;
    padded.extend_from_slice(text);
    padded.resize(bytes, b' ');
    Ok(age::seal(&padded, recipients, extra, entropy)?)
}

fn check_size(bytes: usize, most: usize) -> Result<(), VaultError> {
    if bytes > most {
        return Err(VaultError::TooLarge { bytes, most });
    }
    Ok(())
}

/// The wrapped identity that a saved file carries.
fn wrapped_identity(file: &[u8]) -> Result<Vec<u8>, VaultError> {
    check_size(file.len(), MAX_SEALED_BYTES)?;
    let header = age::read_header(file).map_err(VaultError::of_file)?;
    let wrapped = header.wrapped_identity().ok_or(VaultError::NoVault)?;
    Ok(wrapped.to_vec())
}

#[cfg(test)]
mod tests;
