//! The field's own matters as pure values and functions: no clock, no randomness, no storage, no browser.
//!
//! It reads like the paper form: a [`checklist::Checklist`] says what is asked, a [`response::Response`] holds what a
//! teacher saw, [`scoring`] turns it into a level with its span, a [`decision::Decision`] records what the team agreed,
//! and [`update`] is the one place where a [`document::Document`] changes.

pub mod calibration;
pub mod carry_over;
pub mod case_code;
pub mod checklist;
pub mod decision;
pub mod decision_draft;
pub mod document;
pub mod fairness;
pub mod form_order;
pub mod ids;
pub mod ledger;
pub mod limits;
pub mod locale;
pub mod next_step;
pub mod overview;
pub mod response;
pub mod retention;
pub mod roster;
pub mod sample;
pub mod scanner;
pub mod school;
pub mod scoring;
pub mod sorted;
pub mod suggestions;
pub mod summary;
#[cfg(test)]
pub mod testing;
pub mod trend;
pub mod update;
