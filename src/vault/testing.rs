//! What the tests of the vault share.

use sha2::{Digest, Sha256};

use super::age::{Identity, Passphrase, WorkFactor};
use super::{Entropy, RandomError};

/// Repeatable randomness: the hashes of a counter.
pub struct Counted(pub u64);

impl Entropy for Counted {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomError> {
        for chunk in bytes.chunks_mut(32) {
            self.0 += 1;
            chunk.copy_from_slice(&Sha256::digest(self.0.to_be_bytes())[..chunk.len()]);
        }
        Ok(())
    }
}

/// No randomness after so many bytes.
pub struct Dry(pub usize);

impl Entropy for Dry {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomError> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(RandomError::Unavailable)?;
        Counted(self.0 as u64).fill(bytes)
    }
}

/// The least that scrypt can do, so that tests do not wait.
pub const QUICK: WorkFactor = WorkFactor::new(1).unwrap();

pub fn identity(seed: u64) -> Identity {
    Identity::generate(&mut Counted(seed << 32)).unwrap()
}

pub fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text).unwrap()
}
