//! Stories of the people who use the app, told through its public functions: `./dev unit --test scenario`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "allowed in tests by clippy.toml, which does not know the helpers of these"
)]

mod age_command;
mod case_code;
mod class_view;
mod decision;
mod overview;
mod policies;
mod published;
mod roster_import;
mod roster_mapping;
mod roster_properties;
mod rounds;
mod sample;
mod scoring;
