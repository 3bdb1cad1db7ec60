//! `kizuki.document/2`: the ledger of a class, field by field. The third format is the same with one field more, `super::v3`.
//!
//! A field holds its versions in a row, each as value, position of its writer in `replicas`, and number of the write:
//! `"A1": ["2", 0, 43]`, after a conflict `["2", 0, 43, "1", 1, 44]`. A value taken back is `null`. So an answer costs
//! 16 to 20 bytes, a sheet of 50 answers 1 kB, a class of 40 after three rounds 115 kB (61 kB in the first format, which
//! had no ledger), and everyone who ever wrote 23 bytes.
//!
//! Both ways go through plain JSON rather than derived structs: every fault has its place, and the app stays small. The
//! structs of `schema` say the same once more for the tests and for the JSON Schema published with the app.

mod bounds;
mod read;
#[cfg(test)]
pub(super) mod schema;
mod write;

use crate::domain::ledger::RecordKind;

pub(super) use bounds::is_within_bounds;
pub(super) use read::read;
pub(super) use write::write;

/// Writers of one class: 50 times opened on each day of a school year.
const MAX_REPLICAS: usize = 20_000;
/// Versions in one field: people who wrote it without seeing each other.
const MAX_VERSIONS: usize = 1_000;
/// What was disposed of, in the file.
const fn kind_word(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Sheets => "sheets",
        RecordKind::Keys => "keys",
    }
}

/// Largest number of a write: the largest whole number that every JSON reader takes exactly.
const MAX_WRITE: u64 = (1 << 53) - 1;
