//! 試し開き: whether the file just saved opens, and holds what is here.

use leptos::prelude::*;

use crate::browser::files;
use crate::format::document;
use crate::text::fill;
use crate::text::keeper::explain_vault;
use crate::text::keeping::{explain_document, explain_file};
use crate::text::upkeep::{TrialText, say_compared};
use crate::ui::components::file_button;
use crate::ui::dom::{El, button, el};
use crate::ui::keeper;
use crate::ui::state::Desk;
use crate::vault::{MAX_SEALED_BYTES, VaultError, is_age};

/// The notice after saving, with the button that opens the file for trial.
pub fn notice(desk: Desk) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = TrialText::of(locale);
    let open = file_button(
        "button",
        ".age,.json,application/json",
        [el("span").text(words.open)],
        move |file| {
            leptos::task::spawn_local(async move {
                match files::read_file(&file, MAX_SEALED_BYTES).await {
                    Ok(bytes) => judge(desk, &bytes),
                    Err(error) => fail(desk, &explain_file(&error, locale)),
                }
            });
        },
    );
    let later = button("notice-close", words.later, move |_| desk.trial.set(false));
    el("p")
        .class("notice")
        .child(el("span").text(words.offered))
        .child(el("span").class("buttons").child(open).child(later))
}

/// Opens the bytes of a saved file, holds them against what is here, and says what came of it.
pub fn judge(desk: Desk, bytes: &[u8]) {
    let app = desk.app;
    let locale = app.locale.get_untracked();
    let words = TrialText::of(locale);
    let opened = match is_age(bytes) {
        // Files of earlier versions were not sealed.
        false => document::decode(bytes),
        true => match keeper::open_sealed(bytes) {
            Ok(text) => document::decode(&text),
            Err(VaultError::OtherVault) => return app.warn(words.other_key),
            Err(error) => return fail(desk, &explain_vault(&error, locale)),
        },
    };
    let file = match opened {
        Ok(file) => file,
        Err(error) => return fail(desk, &explain_document(&error, locale)),
    };
    let (said, is_well) = say_compared(desk.with_untracked(|here| here.compare(&file)), locale);
    if is_well {
        desk.trial.set(false);
        desk.saved_as(file.revision, true);
        app.tell(said);
    } else {
        app.warn(said);
    }
}

/// Says why the file did not open; another one can be tried.
fn fail(desk: Desk, why: &str) {
    let words = TrialText::of(desk.app.locale.get_untracked());
    desk.app.warn(fill(words.fails, &[("why", &why)]));
}

/// The file was saved, but could not be read back: the person may try.
pub fn not_read(desk: Desk) {
    desk.app
        .warn(TrialText::of(desk.app.locale.get_untracked()).not_read);
    desk.trial.set(true);
}
