//! Randomness as it arrives from outside; the source itself is in the browser.

/// Why no random number could be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RandomError {
    /// There is no cryptographic source, or it refused.
    #[error("no cryptographic source of randomness")]
    Unavailable,
}
