//! Parts that many screens use. They take values and callbacks and know neither pages nor storage.

pub mod chip;
pub mod class_fields;
pub mod decision_form;
pub mod dialog;
pub mod entry;
pub mod file_button;
pub mod history;
pub mod icon;
pub mod item;
pub mod progress;
pub mod question;
pub mod roster_import;
pub mod rule_card;
pub mod safety;
pub mod safety_card;
pub mod secret_field;
pub mod segmented;
pub mod start_head;
pub mod student_facts;
pub mod tick;
pub mod why;

pub use chip::chip;
pub use dialog::dialog;
pub use file_button::{file_button, files_button};
pub use icon::{Icon, icon};
pub use question::{Question, ask};
pub use rule_card::rule_card;
pub use segmented::{Choice, segmented};
pub use start_head::start_head;
pub use tick::tick;
pub use why::why;
