//! What was not stored yet when a class was left: it outlasts the key, sealed.

use std::cell::Cell;

use leptos::prelude::*;

use super::{DESK, KNOWN, LEFT, SPARED, WORK, Work, catch_up, is_unlocked, mirror, seal};
use crate::browser::indexed_db::IndexedDb;
use crate::browser::unload;
use crate::text::keeper::KeeperText;
use crate::ui::state::{App, Saving};
use crate::vault::{StorageError, StorageKey};

/// Seals what is not stored yet, so that it outlasts the key: it is stored behind the lock, or waits in memory, as unreadable
/// as everything else, until the class is opened again.
pub(super) fn settle(app: App) {
    let Some(desk) = DESK.get() else { return };
    let is_kept = desk.saving.with_untracked(|saving| *saving == Saving::Kept);
    if is_kept && WORK.get() == Work::Nothing {
        return;
    }
    let caught_up = catch_up(desk);
    match seal(desk) {
        Ok(record) => {
            let is_mirrored = caught_up.and_then(|()| mirror(&record)).is_ok();
            let known = KNOWN.with_borrow(Option::clone);
            LEFT.set(Some(record.clone()));
            leptos::task::spawn_local(store_left(app, record, known, is_mirrored));
        }
        Err(trouble) => app.warn(trouble.explain(desk)),
    }
}

/// Stores what was left sealed, over the record that this tab knew. What another tab has stored since cannot be read without
/// the key, so then it waits for the next unlocking.
async fn store_left(app: App, record: Vec<u8>, known: Option<Vec<u8>>, is_mirrored: bool) {
    let is_written = std::rc::Rc::new(Cell::new(false));
    let (note, sealed) = (is_written.clone(), record.clone());
    let mut outcome = Err(StorageError::Unavailable);
    if !SPARED.get().record
        && let Ok(database) = IndexedDb::open().await
    {
        let decide = move |present: Option<Vec<u8>>| {
            let is_mine = present.is_none() || present == known;
            note.set(is_mine);
            is_mine.then_some(sealed)
        };
        outcome = database.exchange(StorageKey::Document, decide).await;
    }
    let is_waiting = LEFT.with_borrow(|left| left.as_ref() == Some(&record));
    if outcome.is_ok() && is_written.get() {
        if is_waiting {
            LEFT.set(None);
        }
    } else if is_waiting && !is_mirrored && !is_unlocked() {
        unload::ask_before_leaving(true);
        app.warn(KeeperText::of(app.locale.get_untracked()).left_unstored);
    }
}
