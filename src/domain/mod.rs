//! The field's own matters as pure values and functions: no clock, no randomness, no storage, no browser.
//!
//! It reads like the paper form: a [`checklist::Checklist`] says what is asked, a [`response::Response`] holds what a
//! teacher saw, [`scoring`] turns it into a level with its span, a [`decision::Decision`] records what the team agreed.

pub mod checklist;
pub mod ids;
pub mod limits;
pub mod locale;
pub mod roster;
