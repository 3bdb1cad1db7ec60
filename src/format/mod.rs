//! Bytes from outside turned into domain values and back: every reader bounds its input, reports all faults with their
//! places, and never panics.

pub mod content;
