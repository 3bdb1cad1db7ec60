//! What holds for the format as a whole: the public vectors, the reference crate in both directions, random files.

mod properties;
mod reference;
mod rules;
mod vectors;

use super::*;
use crate::vault::RandomError;
use crate::vault::testing::{Counted, QUICK, identity, passphrase};
