//! The few steps that all parts of the format share: deriving a key, sealing in place, wrapping the file key.

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Nonce, Tag};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::vault::{Entropy, RandomError};

/// A key of 256 bits, wiped when it goes.
pub type Key = Zeroizing<[u8; 32]>;

/// The secret of one file, from which all its other keys follow: 128 bits. Source: age, "File key".
pub type FileKey = Zeroizing<[u8; 16]>;

/// Bytes that sealing adds.
pub const TAG_BYTES: usize = 16;

/// Bytes of a wrapped file key: the key and a tag.
pub const WRAPPED_BYTES: usize = 16 + TAG_BYTES;

/// What was sealed under another key or changed since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forged;

/// Random bytes, wiped when they go.
pub fn random<const BYTES: usize>(entropy: &mut dyn Entropy) -> Result<Zeroizing<[u8; BYTES]>, RandomError> {
    let mut bytes = Zeroizing::new([0; BYTES]);
    entropy.fill(bytes.as_mut_slice())?;
    Ok(bytes)
}

/// HKDF-SHA-256 (RFC 5869) with 32 bytes of output.
#[allow(
    clippy::expect_used,
    reason = "32 bytes are below the only bound there is, 255 blocks of 32 bytes"
)]
pub fn derive_key(secret: &[u8], salt: &[u8], purpose: &[u8]) -> Key {
    let mut key = Key::default();
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand(purpose, key.as_mut_slice())
        .expect("one block");
    key
}

/// The seal on a header (HMAC-SHA-256), not yet compared or written.
pub fn header_seal(file_key: &FileKey, header: &[u8]) -> Hmac<Sha256> {
    let key = derive_key(file_key.as_slice(), &[], b"header");
    // A key shorter than a block is filled up with zeros (RFC 2104).
    let mut block = Zeroizing::new([0; 64]);
    for (place, byte) in block.iter_mut().zip(key.iter()) {
        *place = *byte;
    }
    let mut seal = <Hmac<Sha256> as KeyInit>::new((&*block).into());
    seal.update(header);
    seal
}

/// A cipher for one key.
pub struct Cipher(ChaCha20Poly1305);

impl Cipher {
    /// With this key.
    pub fn new(key: &Key) -> Self {
        Cipher(ChaCha20Poly1305::new((&**key).into()))
    }

    /// Seals the bytes where they stand and returns the tag. A nonce must not be used twice with one key.
    #[allow(
        clippy::expect_used,
        reason = "the only bound is 256 GiB, and no chunk is longer than 64 KiB"
    )]
    pub fn seal(&self, nonce: [u8; 12], bytes: &mut [u8]) -> [u8; TAG_BYTES] {
        self.0
            .encrypt_inout_detached(&Nonce::from(nonce), &[], bytes.into())
            .expect("a chunk is short")
            .into()
    }

    /// Opens the bytes where they stand; if the tag does not fit they stay sealed.
    pub fn open(&self, nonce: [u8; 12], bytes: &mut [u8], tag: [u8; TAG_BYTES]) -> Result<(), Forged> {
        self.0
            .decrypt_inout_detached(&Nonce::from(nonce), &[], bytes.into(), &Tag::from(tag))
            .map_err(|_| Forged)
    }
}

/// The file key under a key that is used only once, which is why its nonce may be zero.
pub fn wrap(key: &Key, file_key: &FileKey) -> [u8; WRAPPED_BYTES] {
    let mut sealed = file_key.clone();
    let tag = Cipher::new(key).seal([0; 12], sealed.as_mut_slice());
    let mut wrapped = [0; WRAPPED_BYTES];
    for (place, byte) in wrapped.iter_mut().zip(sealed.iter().chain(&tag)) {
        *place = *byte;
    }
    wrapped
}

/// The file key out of its wrap.
pub fn unwrap(key: &Key, wrapped: &[u8; WRAPPED_BYTES]) -> Result<FileKey, Forged> {
    let (sealed, tag) = wrapped.split_first_chunk::<16>().ok_or(Forged)?;
    let mut file_key = Zeroizing::new(*sealed);
    let tag = tag.try_into().map_err(|_| Forged)?;
    Cipher::new(key).open([0; 12], file_key.as_mut_slice(), tag)?;
    Ok(file_key)
}
