//! Where the program is cut: what each of these functions alone needs becomes a file that is fetched when it is first
//! called. tests/e2e/pack.mjs does the cutting, after the link and before wasm-bindgen.

use kizuki::ui::parts::{
    ClassPart, ContentPart, Fetchers, FollowUpPart, HelpPart, KeepPart, NotFetched, RosterPart, SchoolPart,
    VaultPart, tables,
};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// Why a part is not here, before the app has its own word for it.
struct Missing;

impl From<SplitLoaderError> for Missing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

#[wasm_split(vault, fallible)]
fn vault() -> Result<VaultPart, Missing> {
    Ok(tables::vault())
}

#[wasm_split(keep, fallible)]
fn keep() -> Result<KeepPart, Missing> {
    Ok(tables::keep())
}

#[wasm_split(class, fallible)]
fn class() -> Result<ClassPart, Missing> {
    Ok(tables::class())
}

#[wasm_split(roster, fallible)]
fn roster() -> Result<RosterPart, Missing> {
    Ok(tables::roster())
}

#[wasm_split(follow_up, fallible)]
fn follow_up() -> Result<FollowUpPart, Missing> {
    Ok(tables::follow_up())
}

#[wasm_split(school, fallible)]
fn school() -> Result<SchoolPart, Missing> {
    Ok(tables::school())
}

#[wasm_split(content, fallible)]
fn content() -> Result<ContentPart, Missing> {
    Ok(tables::content())
}

#[wasm_split(help, fallible)]
fn help() -> Result<HelpPart, Missing> {
    Ok(tables::help())
}

/// How the app fetches its parts.
pub const FETCHERS: Fetchers = Fetchers {
    vault: || Box::pin(async { vault().await.map_err(|Missing| NotFetched) }),
    keep: || Box::pin(async { keep().await.map_err(|Missing| NotFetched) }),
    class: || Box::pin(async { class().await.map_err(|Missing| NotFetched) }),
    roster: || Box::pin(async { roster().await.map_err(|Missing| NotFetched) }),
    follow_up: || Box::pin(async { follow_up().await.map_err(|Missing| NotFetched) }),
    school: || Box::pin(async { school().await.map_err(|Missing| NotFetched) }),
    content: || Box::pin(async { content().await.map_err(|Missing| NotFetched) }),
    help: || Box::pin(async { help().await.map_err(|Missing| NotFetched) }),
};
