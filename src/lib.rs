//! # 気づきシート (kizuki)
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod domain;
pub mod format;
#[cfg(target_arch = "wasm32")]
pub mod ui;
pub mod vault;
