//! `kizuki.document/1`, of the first release: read and given a ledger, never written any more.
//!
//! It is read through plain JSON rather than derived structs: every fault has its place, and the app stays small. The
//! structs of `schema` say the same once more for the tests and for the JSON Schema published with the app.

mod read;
#[cfg(test)]
pub(super) mod schema;
#[cfg(test)]
mod write;

pub(super) use read::read;
#[cfg(test)]
pub(super) use write::write;
