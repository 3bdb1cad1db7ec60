//! Parts that many screens use. They take values and callbacks and know neither pages nor storage.

pub mod chip;
pub mod dialog;
pub mod entry;
pub mod history;
pub mod icon;
pub mod progress;
pub mod segmented;
pub mod why;

pub use chip::chip;
pub use dialog::dialog;
pub use icon::{Icon, icon};
pub use segmented::{Choice, segmented};
pub use why::why;
