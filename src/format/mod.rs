//! Bytes from outside turned into domain values and back: every reader bounds its input, reports all faults with their
//! places, and never panics.

pub mod answers;
pub mod checked;
pub mod content;
pub mod contents;
pub mod day;
pub mod document;
pub mod json;
pub mod json_writer;
pub mod new_class;
#[cfg(test)]
pub(crate) mod published;
pub mod records;
pub mod roster_table;
pub mod settings;
pub mod summary;
pub mod text_encoding;
