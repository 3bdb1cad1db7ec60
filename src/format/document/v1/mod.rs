//! `kizuki.document/1`: how a document of this number is read and written.
//!
//! Both ways go through plain JSON rather than derived structs: every fault has its place, and the app stays small. The
//! structs of `schema` say the same once more for the tests and for the JSON Schema published with the app.

mod read;
#[cfg(test)]
pub(super) mod schema;
mod write;

pub(super) use read::read;
pub(super) use write::write;
