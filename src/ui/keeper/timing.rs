//! When the app locks by itself, and when it stores at once.

use std::cell::Cell;

use leptos::prelude::*;

use super::session::{erased_elsewhere, is_school};
use super::{is_unlocked, lock, store_now};
use crate::browser::local_storage::on_removed_elsewhere;
use crate::browser::{attention, timer};
use crate::ui::state::App;
use crate::vault::StorageKey;

/// Milliseconds between two looks at the clock.
const LOOK_MS: u32 = 5_000;

thread_local! {
    /// When somebody last did something, in milliseconds since the page was loaded.
    static LAST: Cell<f64> = const { Cell::new(0.0) };
}

/// Locks when nobody has done anything for as long as the settings say, in this tab or while it was hidden; stores at once
/// when the tab is hidden or the page goes away; lets go when another tab erases everything. Once per app; never stops.
pub fn watch_idleness(app: App) {
    attention::on_gesture(|| LAST.set(timer::now_ms()));
    attention::on_visibility_change(move |is_shown| {
        if !is_shown {
            store_now();
        }
        lock_if_idle(app);
    });
    attention::on_page_hide(store_now);
    on_removed_elsewhere(StorageKey::Vault, move || erased_elsewhere(app));
    leptos::task::spawn_local(async move {
        loop {
            timer::sleep(LOOK_MS).await;
            lock_if_idle(app);
        }
    });
}

fn lock_if_idle(app: App) {
    let limit = f64::from(app.lock_after.get_untracked()) * 60_000.0;
    if (is_unlocked() || is_school(app)) && timer::now_ms() - LAST.get() >= limit {
        lock(app);
    }
}
