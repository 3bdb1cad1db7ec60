//! Identity and recipient: the secret key that opens, and the public key that files are sealed to (X25519).

use std::fmt;

use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use super::base64;
use super::bech32::{self, Bech32Error};
use super::header::Stanza;
use super::primitives::{self, FileKey, Forged, Key, WRAPPED_BYTES};
use crate::vault::{Entropy, RandomError};

/// The prefix of an identity's text, in small letters.
const IDENTITY: &str = "age-secret-key-";

/// The prefix of a recipient's text.
const RECIPIENT: &str = "age";

/// The kind of a stanza that an identity opens.
pub(super) const X25519: &str = "X25519";

/// What keys derived for such a stanza are for.
const PURPOSE: &[u8] = b"age-encryption.org/v1/X25519";

/// Why a text is not a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyTextError {
    /// There is nothing but blanks and comments.
    #[error("no key")]
    NoKey,
    /// More than one key where one is wanted.
    #[error("more than one key")]
    Several,
    /// A key, but of another kind: the public one for the secret one or the reverse, or of a type this app does not know.
    #[error("a key of another kind")]
    OtherKind,
    /// Cut off or misread.
    #[error(transparent)]
    Misspelt(#[from] Bech32Error),
}

/// The 32 bytes of a key with this prefix.
fn read_key(text: &str, prefix: &str) -> Result<Key, KeyTextError> {
    let (found, bytes) = bech32::decode(text)?;
    let key = <[u8; 32]>::try_from(bytes.as_slice()).map(Zeroizing::new);
    match key {
        Ok(key) if found == prefix => Ok(key),
        Ok(_) | Err(_) => Err(KeyTextError::OtherKind),
    }
}

/// A secret key. It is wiped when it goes and never shown but by [`Identity::to_text`].
#[derive(Clone)]
pub struct Identity {
    secret: StaticSecret,
    recipient: Recipient,
}

impl Identity {
    /// A new identity.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn generate(entropy: &mut dyn Entropy) -> Result<Self, RandomError> {
        Ok(Self::from_bytes(&*primitives::random(entropy)?))
    }

    fn from_bytes(bytes: &[u8; 32]) -> Self {
        let secret = StaticSecret::from(*bytes);
        let recipient = Recipient(PublicKey::from(&secret).to_bytes());
        Identity { secret, recipient }
    }

    /// The identity in a text: `AGE-SECRET-KEY-1…` alone, or a file of it as `age-keygen` writes, with comment lines (`#`)
    /// and blanks around it. Capital or small letters, but not mixed.
    ///
    /// # Errors
    /// When there is no such key in it, more than one, or it is misspelt. Positions count within the key's own line.
    pub fn parse(text: &str) -> Result<Self, KeyTextError> {
        // (Windows' editor begins a file with a byte order mark.)
        let mut keys = text
            .trim_start_matches('\u{feff}')
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        let key = keys.next().ok_or(KeyTextError::NoKey)?;
        if keys.next().is_some() {
            return Err(KeyTextError::Several);
        }
        Ok(Self::from_bytes(&*read_key(key, IDENTITY)?))
    }

    /// The identity as text: `AGE-SECRET-KEY-1…`, 74 capital letters and digits. Whoever has it can open everything.
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = bech32::encode(IDENTITY, self.secret.as_bytes());
        text.make_ascii_uppercase();
        text
    }

    /// The public key that belongs to it.
    pub fn recipient(&self) -> Recipient {
        self.recipient
    }

    /// The key agreed with the owner of a public key, or none if that key makes everybody agree on the same.
    fn agree(&self, theirs: &[u8; 32], salt: [[u8; 32]; 2]) -> Option<Key> {
        let shared = self.secret.diffie_hellman(&PublicKey::from(*theirs));
        shared
            .was_contributory()
            .then(|| primitives::derive_key(shared.as_bytes(), salt.as_flattened(), PURPOSE))
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(..)")
    }
}

/// A public key: what files are sealed to. It is shown as `age1…`, 62 small letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Recipient([u8; 32]);

impl Recipient {
    /// The recipient in a text, blanks around it aside. Capital or small letters, but not mixed.
    ///
    /// # Errors
    /// When the text is no such key or misspelt.
    pub fn parse(text: &str) -> Result<Self, KeyTextError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(KeyTextError::NoKey);
        }
        Ok(Recipient(*read_key(text, RECIPIENT)?))
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&bech32::encode(RECIPIENT, &self.0))
    }
}

/// A stanza of kind `X25519`, read but not tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct X25519Stanza {
    /// The public half of the key made for this stanza.
    share: [u8; 32],
    wrapped: [u8; WRAPPED_BYTES],
}

/// A stanza that must not be opened: its share makes everybody agree on the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Weak;

impl X25519Stanza {
    /// Reads a stanza of this kind; none when it breaks a rule of the format.
    pub(super) fn read(stanza: &Stanza) -> Option<Self> {
        let [share] = stanza.args.as_slice() else {
            return None;
        };
        Some(X25519Stanza {
            share: base64::decode(share.as_bytes())?.try_into().ok()?,
            wrapped: stanza.body.as_slice().try_into().ok()?,
        })
    }

    /// Tries an identity.
    pub(super) fn unwrap(&self, identity: &Identity) -> Result<Result<FileKey, Forged>, Weak> {
        let salt = [self.share, identity.recipient.0];
        let key = identity.agree(&self.share, salt).ok_or(Weak)?;
        Ok(primitives::unwrap(&key, &self.wrapped))
    }
}

/// The stanza that lets the owner of this public key open the file; none if it is a weak one.
pub(super) fn wrap(
    file_key: &FileKey,
    recipient: &Recipient,
    entropy: &mut dyn Entropy,
) -> Result<Option<Stanza>, RandomError> {
    let ephemeral = Identity::generate(entropy)?;
    let share = ephemeral.recipient.0;
    let key = ephemeral.agree(&recipient.0, [share, recipient.0]);
    Ok(key.map(|key| Stanza {
        kind: X25519.to_owned(),
        args: vec![base64::encode(&share)],
        body: primitives::wrap(&key, file_key).to_vec(),
    }))
}
