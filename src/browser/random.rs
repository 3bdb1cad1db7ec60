//! Randomness from the browser's cryptographic source, which is there on `http://` too.

use crate::vault::RandomError;

/// A random number, every value equally likely.
///
/// # Errors
/// When the browser has no such source or refuses.
pub fn random_u64() -> Result<u64, RandomError> {
    let mut bytes = [0_u8; 8];
    web_sys::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok())
        .ok_or(RandomError::Unavailable)?;
    Ok(u64::from_le_bytes(bytes))
}
