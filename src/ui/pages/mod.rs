//! One file per screen. Pages use components, never each other.

pub mod blank_forms;
pub mod calibration;
pub mod class;
pub mod full;
pub mod grid;
pub mod hand_over;
pub mod help;
pub mod home;
pub mod key;
pub mod keys;
pub mod locked;
pub mod lost_content;
pub mod meeting;
pub mod passphrase;
pub mod public_key;
pub mod recovery;
pub mod roster;
pub mod school;
pub mod settings;
pub mod start;
pub mod summary;
pub mod sweep;
pub mod unlock;
pub mod upkeep;
pub mod workshop;
