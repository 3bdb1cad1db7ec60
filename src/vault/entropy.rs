//! Randomness as it arrives from outside; the source itself is in the browser.

/// Why no random number could be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RandomError {
    /// There is no cryptographic source, or it refused.
    #[error("no cryptographic source of randomness")]
    Unavailable,
}

/// A source of cryptographic randomness: keys and nonces are made from it.
pub trait Entropy {
    /// Fills the bytes, every value equally likely and unpredictable.
    ///
    /// # Errors
    /// When the source is missing or refuses; the bytes must not be used then.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomError>;
}
