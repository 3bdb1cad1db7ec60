//! What holds for the format as a whole: the public vectors, the reference crate in both directions, random files.

mod properties;
mod reference;
mod rules;
mod vectors;

use sha2::{Digest, Sha256};

use super::*;
use crate::vault::RandomError;

/// Repeatable randomness: the hashes of a counter.
struct Counted(u64);

impl Entropy for Counted {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomError> {
        for chunk in bytes.chunks_mut(32) {
            self.0 += 1;
            chunk.copy_from_slice(&Sha256::digest(self.0.to_be_bytes())[..chunk.len()]);
        }
        Ok(())
    }
}

/// The least that scrypt can do, so that tests do not wait.
const QUICK: WorkFactor = WorkFactor::new(1).unwrap();

fn identity(seed: u64) -> Identity {
    Identity::generate(&mut Counted(seed << 32)).unwrap()
}

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text).unwrap()
}
