//! # 気づきシート (kizuki)
//!
//! A client-only checklist for homeroom teachers: it holds what a teacher noticed of every student (気づきのチェックシート),
//! scores it on the device by rules that are data, and makes a summary without names for the ward office's platform.
//! Personal data leaves the device only as a file or a sheet that a person saves or prints.
//!
//! Three rings, arrows only inward:
//! 1. [`domain`]: pure values and functions, no clock, no randomness, no I/O, no storage format.
//! 2. [`mod@format`], [`vault`], [`chart`], [`text`], [`route`]: bytes, storage, plot geometry, words; pure too.
//! 3. `browser` and `ui`: compiled for wasm32 only; one browser capability per file, and the Leptos screens.
//!
//! Data flows one way: bytes → typed document → pure functions → small view values → view; gesture →
//! [`domain::update::Command`] → the one `update` → document and effects → store.

pub mod chart;
pub mod domain;
pub mod format;
pub mod route;
pub mod text;
pub mod vault;

#[cfg(not(target_arch = "wasm32"))]
pub mod native;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod ui;
