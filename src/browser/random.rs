//! Randomness from the browser's cryptographic source, which is there on `http://` too.

use crate::domain::ledger::{DocumentId, Origin, Replica};
use crate::vault::{Entropy, RandomError};

/// Most bytes the browser gives at once. Source: W3C Web Cryptography API, `getRandomValues`.
const MOST_AT_ONCE: usize = 65_536;

/// The browser's cryptographic source.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserEntropy;

impl Entropy for BrowserEntropy {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomError> {
        let crypto = web_sys::window()
            .and_then(|window| window.crypto().ok())
            .ok_or(RandomError::Unavailable)?;
        for chunk in bytes.chunks_mut(MOST_AT_ONCE) {
            crypto
                .get_random_values_with_u8_array(chunk)
                .map_err(|_| RandomError::Unavailable)?;
        }
        Ok(())
    }
}

/// A random number, every value equally likely.
///
/// # Errors
/// When the browser has no such source or refuses.
pub fn random_u64() -> Result<u64, RandomError> {
    let mut bytes = [0_u8; 8];
    BrowserEntropy.fill(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes))
}

/// A writer for a document that is opened: never the same twice.
///
/// # Errors
/// When the browser has no such source or refuses.
pub fn replica() -> Result<Replica, RandomError> {
    random_u64().map(Replica)
}

/// A class that is begun, and its first writer.
///
/// # Errors
/// When the browser has no such source or refuses.
pub fn origin() -> Result<Origin, RandomError> {
    let (high, low) = (random_u64()?, random_u64()?);
    Ok(Origin {
        document: DocumentId(u128::from(high) << 64 | u128::from(low)),
        replica: replica()?,
    })
}
