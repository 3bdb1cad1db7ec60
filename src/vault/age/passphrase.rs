//! The passphrase, and the price of trying one (scrypt).

use std::fmt;
use std::hint::black_box;

use zeroize::Zeroizing;

use super::base64;
use super::error::{NoMemory, OpenError, SealError, room};
use super::header::Stanza;
use super::primitives::{self, FileKey, Forged, Key, WRAPPED_BYTES};
use crate::vault::Entropy;

/// The kind of a stanza that a passphrase opens.
pub(super) const SCRYPT: &str = "scrypt";

/// What keys derived for such a stanza are for; the salt follows.
const PURPOSE: &[u8] = b"age-encryption.org/v1/scrypt";

/// Bytes of the random salt.
const SALT_BYTES: usize = 16;

/// scrypt's r, fixed by the format. Memory is 128 r N bytes.
const BLOCK_SIZE: u32 = 8;

/// scrypt's p, fixed by the format.
const PARALLELISM: u32 = 1;

/// What a passphrase may not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseError {
    /// No character at all.
    #[error("the passphrase is empty")]
    Empty,
    /// So long that it is a paste gone wrong.
    #[error("the passphrase has {characters} characters, at most {most} are taken")]
    TooLong {
        /// Characters found.
        characters: usize,
        /// Characters allowed.
        most: usize,
    },
}

/// A passphrase. It is wiped when it goes and never shown.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// Characters a passphrase may have: far more than anybody types.
    pub const MAX_CHARS: usize = 1024;

    /// A passphrase from text that is **already in NFKC** (`String.prototype.normalize` in a browser), as it is: nothing is
    /// trimmed or folded here. Without that step a passphrase typed on another device may be another sequence of bytes
    /// (が as one character or two, full-width digits) and not open the file.
    ///
    /// # Errors
    /// When it is empty or longer than [`Passphrase::MAX_CHARS`]. Whether it is hard enough to guess is not judged here.
    pub fn new(text: &str) -> Result<Self, PassphraseError> {
        let characters = text.chars().count();
        if characters == 0 {
            return Err(PassphraseError::Empty);
        }
        if characters > Self::MAX_CHARS {
            return Err(PassphraseError::TooLong {
                characters,
                most: Self::MAX_CHARS,
            });
        }
        Ok(Passphrase(Zeroizing::new(text.to_owned())))
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

/// What one try of a passphrase costs, as a power of two: every step up doubles time and memory, for the person who knows it
/// and for everybody who guesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkFactor(u8);

impl WorkFactor {
    /// For everything this app seals: 2^15, 32 MiB. Source: own measurement in Chromium, November 2026: 0.1 s on a desktop
    /// core, 0.4 s on one four times slower, beside which reading and drawing the largest class has to fit into about a
    /// second; with 2^16 it took two. What that means for who guesses is reckoned in [`crate::vault::strength`].
    pub const VAULT: WorkFactor = WorkFactor(15);

    /// The highest that is tried on reading: 2^20, 1 GiB. The age commands write 2^18; above 2^20 a file is made to exhaust.
    pub const MOST_READ: WorkFactor = WorkFactor(20);

    /// A work factor by its power of two, 1 to 20; none outside.
    ///
    /// # Security
    /// Below 15 a passphrase that a person can remember can be guessed; only tests have a reason to.
    pub const fn new(log2: u8) -> Option<Self> {
        if log2 >= 1 && log2 <= Self::MOST_READ.0 {
            Some(WorkFactor(log2))
        } else {
            None
        }
    }

    /// The power of two, 1 to 20.
    pub const fn log2(self) -> u8 {
        self.0
    }

    /// Bytes of memory one try takes: 2 KiB to 1 GiB.
    pub const fn memory_bytes(self) -> usize {
        (128 * BLOCK_SIZE as usize) << self.0
    }
}

/// How the key of a passphrase is made.
type Scrypt = fn(&[u8], &[u8], &scrypt::Params, &mut [u8]) -> Result<(), scrypt::errors::InvalidOutputLen>;

/// The key behind a passphrase. Source: age, "scrypt recipient stanza"; RFC 7914.
///
/// # Security
/// The scrypt crate frees its working memory without wiping it. Who can read the memory of the page later could try
/// passphrases cheaply; but whoever can do that can also read what is typed.
fn derive_key(passphrase: &Passphrase, salt: &[u8; SALT_BYTES], work: WorkFactor) -> Result<Key, NoMemory> {
    let bytes = work.memory_bytes();
    let no_memory = NoMemory { bytes };
    // The scrypt crate ends the program when it gets no memory. So the same amount, and a little for its small buffers, is
    // asked for first and given back. (The optimiser would leave out an allocation that nobody looks at.)
    drop(black_box(
        room(bytes.saturating_add(64 * 1024)).map_err(|_| no_memory)?,
    ));
    let salt = [PURPOSE, salt.as_slice()].concat();
    // What either refuses is sizes that no memory can hold.
    let params = scrypt::Params::new(work.log2(), BLOCK_SIZE, PARALLELISM).map_err(|_| no_memory)?;
    let mut key = Key::default();
    // Called by a pointer: copied into this function it would be compiled for size, and take half as long again.
    let scrypt = black_box(scrypt::scrypt as Scrypt);
    scrypt(passphrase.0.as_bytes(), &salt, &params, key.as_mut_slice()).map_err(|_| no_memory)?;
    Ok(key)
}

/// A stanza of kind `scrypt`, read but not tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ScryptStanza {
    salt: [u8; SALT_BYTES],
    /// The work factor as written; 255 stands for anything above 254.
    pub(super) log2: u8,
    wrapped: [u8; WRAPPED_BYTES],
}

impl ScryptStanza {
    /// Reads a stanza of this kind; none when it breaks a rule of the format.
    pub(super) fn read(stanza: &Stanza) -> Option<Self> {
        let [salt, log2] = stanza.args.as_slice() else {
            return None;
        };
        let is_number = log2.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number || log2.is_empty() || log2.starts_with('0') {
            return None;
        }
        Some(ScryptStanza {
            salt: base64::decode(salt.as_bytes())?.try_into().ok()?,
            log2: log2.parse().unwrap_or(u8::MAX),
            wrapped: stanza.body.as_slice().try_into().ok()?,
        })
    }

    /// Tries a passphrase.
    ///
    /// # Errors
    /// [`OpenError::TooMuchWork`], [`OpenError::NoMemory`] or [`OpenError::WrongKey`].
    pub(super) fn unwrap(&self, passphrase: &Passphrase) -> Result<FileKey, OpenError> {
        let work = WorkFactor::new(self.log2).ok_or(OpenError::TooMuchWork {
            log2: self.log2,
            most: WorkFactor::MOST_READ,
        })?;
        let key = derive_key(passphrase, &self.salt, work)?;
        primitives::unwrap(&key, &self.wrapped).map_err(|Forged| OpenError::WrongKey)
    }
}

/// The stanza that lets this passphrase open the file.
pub(super) fn wrap(
    file_key: &FileKey,
    passphrase: &Passphrase,
    work: WorkFactor,
    entropy: &mut dyn Entropy,
) -> Result<Stanza, SealError> {
    let salt = primitives::random::<SALT_BYTES>(entropy)?;
    let key = derive_key(passphrase, &salt, work)?;
    Ok(Stanza {
        kind: SCRYPT.to_owned(),
        args: vec![base64::encode(salt.as_slice()), work.log2().to_string()],
        body: primitives::wrap(&key, file_key).to_vec(),
    })
}
