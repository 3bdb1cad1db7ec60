//! Saves the open class to a file the person keeps.

use leptos::prelude::*;

use super::session::seal_file;
use crate::browser::save_picker::PickError;
use crate::browser::{clock, files, save_picker};
use crate::format::document;
use crate::text::frame::FrameText;
use crate::text::keeper::explain_vault;
use crate::text::keeping::{explain_document, explain_file};
use crate::ui::state::{Desk, Mode};
use crate::vault::FileError;

/// Saves the document to a file, by the browser's own dialog where it has one.
pub fn save_file(desk: Desk) {
    let (today, locale) = (clock::today(), desk.app.locale.get_untracked());
    let saved = match desk.with_untracked(document::encode) {
        Ok(json) => seal_file(json.as_bytes(), desk.mode)
            .map_err(|error| explain_vault(&error, locale))
            .and_then(|(bytes, media_type)| {
                let name = document::file_name(today, desk.mode == Mode::Own);
                if save_picker::is_there() {
                    leptos::task::spawn_local(save_picked(desk, name, media_type, bytes));
                    return Ok(());
                }
                download(desk, &name, media_type, &bytes)
            }),
        Err(error) => Err(explain_document(&error, locale)),
    };
    if let Err(sentence) = saved {
        desk.app.warn(sentence);
    }
}

/// Hands the file to the browser, which tells nothing of what becomes of it: a trial opening is offered.
fn download(desk: Desk, name: &str, media_type: &str, bytes: &[u8]) -> Result<(), String> {
    let locale = desk.app.locale.get_untracked();
    files::save_file(name, media_type, bytes).map_err(|error| explain_file(&error, locale))?;
    desk.saved_as(desk.with_untracked(|document| document.revision), false);
    desk.trial.set(desk.mode == Mode::Own);
    Ok(())
}

/// Saves by the browser's own dialog and reads the file back.
async fn save_picked(desk: Desk, name: String, media_type: &'static str, bytes: Vec<u8>) {
    let app = desk.app;
    let locale = app.locale.get_untracked();
    let revision = desk.with_untracked(|document| document.revision);
    match save_picker::save(&name, &bytes).await {
        Ok(read) => {
            desk.saved_as(revision, false);
            app.parts
                .follow_up
                .run(app, move |part| (part.judge_file)(desk, &read));
        }
        Err(PickError::NotRead) => {
            desk.saved_as(revision, false);
            app.parts
                .follow_up
                .run(app, move |part| (part.file_not_read)(desk));
        }
        Err(PickError::Dismissed) => app.warn(FrameText::of(locale).file_dismissed),
        Err(PickError::NotSaved) => app.warn(explain_file(&FileError::NotSaved, locale)),
        Err(PickError::Unavailable) => {
            if let Err(sentence) = download(desk, &name, media_type, &bytes) {
                app.warn(sentence);
            }
        }
    }
}
