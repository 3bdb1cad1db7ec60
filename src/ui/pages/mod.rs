//! One file per screen. Pages use components, never each other.

pub mod class;
pub mod full;
pub mod grid;
pub mod home;
pub mod keys;
pub mod locked;
pub mod meeting;
#[allow(dead_code, reason = "opened by whoever keeps the class, which comes next")]
pub mod passphrase;
#[allow(dead_code, reason = "opened by whoever keeps the class, which comes next")]
pub mod recovery;
pub mod roster;
pub mod settings;
pub mod start;
pub mod summary;
pub mod sweep;
#[allow(dead_code, reason = "opened by whoever keeps the class, which comes next")]
pub mod unlock;
