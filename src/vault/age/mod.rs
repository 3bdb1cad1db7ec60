//! Age files: how everything is sealed that this app keeps or hands out.
//!
//! The format is `age-encryption.org/v1` (C2SP), a public one with several independent programs, so no school depends on this
//! app to read its own data. Here are its X25519 and scrypt recipients over the primitives of RustCrypto; armor is read and
//! not written; post-quantum and tagged recipients are neither.
//!
//! - A **passphrase** seals a file that stands alone ([`seal_with_passphrase`]): slow on purpose, once per file.
//! - An **identity** (secret) opens what was sealed to its **recipient** (public) ([`seal`]): fast, for every save.
//!
//! # One file, three ways in
//! What a school keeps must open on any device with the passphrase, with the recovery sheet, and without this app. So a
//! vault has an identity, its files are sealed to that, and each carries one stanza more, of kind `kizuki-key`, without
//! arguments. Its body is a complete binary age file, sealed with the passphrase (the usual `scrypt` stanza, alone), whose
//! plaintext is the text of the identity (`AGE-SECRET-KEY-1…`) and a line feed: exactly what [`wrap_identity`] makes and
//! `age --passphrase` makes of an `age-keygen` file. A `scrypt` stanza itself may not stand beside others.
//! - With the passphrase: [`unwrap_identity`] of [`Header::wrapped_identity`], then [`open_with_identity`]; or both at once,
//!   [`open_with_passphrase`].
//! - With the recovery sheet: [`Identity::parse`], then [`open_with_identity`].
//! - With the age command: `age --decrypt --identity FILE`, where FILE holds the identity's text, or is what the stanza's
//!   body holds and asks for the passphrase. It leaves out stanzas of kinds it does not know.
//!
//! # Security
//! A file that opens is as it was sealed, to the last bit. A file sealed with a passphrase was sealed by somebody who knows
//! it. A file sealed to a recipient may come from anybody who has seen the public key, with a `kizuki-key` stanza copied
//! from another file: it proves nothing about who sealed it. The length of what was sealed shows.

mod armor;
mod base64;
mod bech32;
mod error;
mod header;
mod keys;
mod passphrase;
mod payload;
mod primitives;
#[cfg(test)]
mod tests;

pub use bech32::Bech32Error;
pub use error::{OpenError, Part, SealError};
pub use header::{Header, MAX_HEADER_BYTES, MAX_STANZAS, Stanza, WRAPPED_IDENTITY};
pub use keys::{Identity, KeyTextError, Recipient};
pub use passphrase::{Passphrase, PassphraseError, WorkFactor};

use zeroize::Zeroizing;

use super::Entropy;
use error::room;
use header::{Read, Ways};
use primitives::FileKey;

/// Seals to recipients, with extra stanzas after theirs.
///
/// # Errors
/// When there is no recipient, one is unusable, an extra stanza cannot stand in a header, or randomness or memory is missing.
pub fn seal(
    plaintext: &[u8],
    recipients: &[Recipient],
    extra: &[Stanza],
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, SealError> {
    if recipients.is_empty() {
        return Err(SealError::NoRecipient);
    }
    if let Some(found) = extra.iter().position(|stanza| !stanza.is_extra()) {
        return Err(SealError::Stanza { position: found + 1 });
    }
    let file_key = primitives::random(entropy)?;
    let mut stanzas = Vec::with_capacity(recipients.len() + extra.len());
    for (found, recipient) in recipients.iter().enumerate() {
        let stanza = keys::wrap(&file_key, recipient, entropy)?;
        stanzas.push(stanza.ok_or(SealError::WeakRecipient { position: found + 1 })?);
    }
    stanzas.extend_from_slice(extra);
    seal_payload(plaintext, &stanzas, &file_key, entropy)
}

/// Whether bytes begin as an age file does, binary or in armor. Whether they are one is another question.
pub fn is_age(file: &[u8]) -> bool {
    file.starts_with(b"age-encryption.org/")
        || file
            .trim_ascii_start()
            .starts_with(b"-----BEGIN AGE ENCRYPTED FILE-----")
}

/// Seals with a passphrase.
///
/// # Errors
/// When randomness or memory is missing.
pub fn seal_with_passphrase(
    plaintext: &[u8],
    passphrase: &Passphrase,
    work: WorkFactor,
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, SealError> {
    let file_key = primitives::random(entropy)?;
    let stanza = passphrase::wrap(&file_key, passphrase, work, entropy)?;
    seal_payload(plaintext, &[stanza], &file_key, entropy)
}

fn seal_payload(
    plaintext: &[u8],
    stanzas: &[Stanza],
    file_key: &FileKey,
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, SealError> {
    let header = header::write(stanzas, file_key)?;
    let nonce = primitives::random(entropy)?;
    let mut file = room(header.len().saturating_add(payload::sealed_len(plaintext.len())))?;
    file.extend_from_slice(&header);
    payload::seal(file_key, &nonce, plaintext, &mut file);
    Ok(file)
}

/// Reads the header of a file without opening it: what would open it.
///
/// # Errors
/// When it is no age file, of a newer version, or its armor or header breaks a rule.
pub fn read_header(file: &[u8]) -> Result<Header, OpenError> {
    let file = armor::strip(file)?;
    Ok(header::read(&file)?.header)
}

/// Opens with whichever of the identities is among the recipients.
///
/// # Errors
/// When none is, or the file is damaged; nothing is released then.
pub fn open_with_identity(file: &[u8], identities: &[&Identity]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let file = armor::strip(file)?;
    open_by_identity(&header::read(&file)?, identities)
}

/// Opens with a passphrase: a file sealed with it, or one that carries an identity wrapped by it.
///
/// # Errors
/// When the passphrase is wrong or not a way into this file, takes more work or memory than there is, or the file is damaged;
/// nothing is released then.
pub fn open_with_passphrase(file: &[u8], passphrase: &Passphrase) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let file = armor::strip(file)?;
    let read = header::read(&file)?;
    let Some(wrapped) = read.header.wrapped_identity() else {
        return open_by_passphrase(&read, passphrase);
    };
    let identity = unwrap_identity(wrapped, passphrase).map_err(|error| match error {
        // It is the stanza that is none; the file is one.
        OpenError::NotAge => OpenError::Damaged(Part::Header),
        other => other,
    })?;
    open_by_identity(&read, &[&identity])
}

/// The identity sealed with a passphrase, as a file of its own or the body of a `kizuki-key` stanza.
///
/// # Errors
/// When randomness or memory is missing.
pub fn wrap_identity(
    identity: &Identity,
    passphrase: &Passphrase,
    work: WorkFactor,
    entropy: &mut dyn Entropy,
) -> Result<Vec<u8>, SealError> {
    // A file of one line, as other programs read it.
    let text = identity.to_text();
    let mut line = Zeroizing::new(Vec::with_capacity(text.len() + 1));
    line.extend_from_slice(text.as_bytes());
    line.push(b'\n');
    seal_with_passphrase(&line, passphrase, work, entropy)
}

/// The identity out of its wrap.
///
/// # Errors
/// As [`open_with_passphrase`]; and when there is no identity in it.
pub fn unwrap_identity(wrapped: &[u8], passphrase: &Passphrase) -> Result<Identity, OpenError> {
    let file = armor::strip(wrapped)?;
    let text = open_by_passphrase(&header::read(&file)?, passphrase)?;
    let text = std::str::from_utf8(&text).map_err(|_| OpenError::NoIdentity)?;
    Identity::parse(text).map_err(|_| OpenError::NoIdentity)
}

fn open_by_identity(read: &Read<'_>, identities: &[&Identity]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let stanzas = match &read.header.ways {
        Ways::Passphrase(_) => return Err(OpenError::WrongKey),
        Ways::Identities(stanzas) => stanzas,
    };
    for stanza in stanzas {
        for identity in identities {
            let unwrapped = stanza.unwrap(identity);
            // No honest program writes a weak stanza, so the file is not read further.
            if let Ok(file_key) = unwrapped.map_err(|keys::Weak| OpenError::Damaged(Part::Header))? {
                return open_payload(read, &file_key);
            }
        }
    }
    Err(OpenError::WrongKey)
}

fn open_by_passphrase(read: &Read<'_>, passphrase: &Passphrase) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    match &read.header.ways {
        Ways::Passphrase(stanza) => open_payload(read, &stanza.unwrap(passphrase)?),
        Ways::Identities(_) => Err(OpenError::WrongKey),
    }
}

fn open_payload(read: &Read<'_>, file_key: &FileKey) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    if !read.is_sealed_by(file_key) {
        return Err(OpenError::Damaged(Part::Seal));
    }
    payload::open(file_key, read.payload)
}
