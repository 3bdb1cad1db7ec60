//! The payload: what was sealed, in chunks of 64 KiB of which each knows its place and the last that it is the last.
//!
//! Source: age, "Payload" (a variant of STREAM, Hoang, Reyhanitabar, Rogaway and Vizár 2015).

use zeroize::Zeroizing;

use super::error::{OpenError, Part, room};
use super::primitives::{Cipher, FileKey, TAG_BYTES, derive_key};

/// Bytes of plaintext in every chunk but the last, which has 1 to as many; none only if there is nothing at all.
pub const CHUNK_BYTES: usize = 64 * 1024;

/// Bytes of the random nonce before the first chunk.
pub const NONCE_BYTES: usize = 16;

/// The cipher of one payload.
fn cipher(file_key: &FileKey, nonce: &[u8; NONCE_BYTES]) -> Cipher {
    Cipher::new(&derive_key(file_key.as_slice(), nonce, b"payload"))
}

/// The nonce of a chunk: its number in eleven bytes, then whether it is the last.
fn chunk_nonce(number: u64, is_last: bool) -> [u8; 12] {
    let mut nonce = [0; 12];
    for (place, byte) in nonce.iter_mut().skip(3).zip(number.to_be_bytes()) {
        *place = byte;
    }
    if let Some(last) = nonce.last_mut() {
        *last = u8::from(is_last);
    }
    nonce
}

/// Bytes of a payload for so much plaintext.
pub fn sealed_len(plaintext: usize) -> usize {
    NONCE_BYTES + plaintext + plaintext.div_ceil(CHUNK_BYTES).max(1) * TAG_BYTES
}

/// Appends nonce and chunks to the file, which should have room for [`sealed_len`].
pub fn seal(file_key: &FileKey, nonce: &[u8; NONCE_BYTES], plaintext: &[u8], file: &mut Vec<u8>) {
    file.extend_from_slice(nonce);
    let cipher = cipher(file_key, nonce);
    let mut rest = plaintext;
    for number in 0.. {
        let (chunk, after) = rest.split_at_checked(CHUNK_BYTES).unwrap_or((rest, &[]));
        let is_last = after.is_empty();
        let begin = file.len();
        file.extend_from_slice(chunk);
        let placed = file.get_mut(begin..).unwrap_or_default();
        let tag = cipher.seal(chunk_nonce(number, is_last), placed);
        file.extend_from_slice(&tag);
        if is_last {
            return;
        }
        rest = after;
    }
}

/// The plaintext of a payload, nonce included.
///
/// # Errors
/// When a chunk is missing, changed, in another place or too many, or memory is short; then nothing is released.
pub fn open(file_key: &FileKey, payload: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let mut plaintext = Zeroizing::new(room(payload.len())?);
    open_into(file_key, payload, &mut plaintext)?;
    Ok(plaintext)
}

/// Appends the plaintext of the chunks that hold, in order, until one does not. (With room for all of it, no copy is left
/// behind by growing.)
pub(super) fn open_into(
    file_key: &FileKey,
    payload: &[u8],
    plaintext: &mut Zeroizing<Vec<u8>>,
) -> Result<(), OpenError> {
    let damaged = OpenError::Damaged(Part::Payload);
    let (nonce, mut rest) = payload
        .split_first_chunk::<NONCE_BYTES>()
        .ok_or(OpenError::Damaged(Part::Header))?;
    let cipher = cipher(file_key, nonce);
    for number in 0.. {
        let (chunk, after) = rest
            .split_at_checked(CHUNK_BYTES + TAG_BYTES)
            .unwrap_or((rest, &[]));
        let is_last = after.is_empty();
        let (sealed, tag) = chunk.split_last_chunk::<TAG_BYTES>().ok_or(damaged)?;
        // An empty last chunk after others would be a second spelling of the same file.
        if sealed.is_empty() && number > 0 {
            return Err(damaged);
        }
        let begin = plaintext.len();
        plaintext.extend_from_slice(sealed);
        let placed = plaintext.get_mut(begin..).unwrap_or_default();
        if cipher.open(chunk_nonce(number, is_last), placed, *tag).is_err() {
            plaintext.truncate(begin);
            return Err(damaged);
        }
        if is_last {
            break;
        }
        rest = after;
    }
    Ok(())
}
