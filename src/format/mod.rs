//! Bytes from outside turned into domain values and back: every reader bounds its input, reports all faults with their
//! places, and never panics.

pub mod content;
pub mod day;
pub mod document;
mod entries;
pub mod roster_table;
pub mod settings;
pub mod text_encoding;
