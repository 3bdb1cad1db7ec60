//! The moved cut-offs as a content document of a new version. The open round keeps the one it has.

use std::sync::Arc;

use leptos::prelude::*;

use super::Bench;
use crate::browser;
use crate::domain::checklist::Checklist;
use crate::domain::limits::MAX_ID_CHARS;
use crate::format::content::draft::fitting::{file_name, next_version};
use crate::format::content::draft::{self, Path, edit};
use crate::format::json::Json;
use crate::text;
use crate::text::calibration::explain_broken;
use crate::text::fill;
use crate::ui::contents;
use crate::ui::dom::{El, button, el, value};
use crate::ui::state::App;

/// What content files are saved as.
const MEDIA_TYPE: &str = "application/json";

/// The content of a round for every grade at once, and the document it comes from: kept with the class, or at hand.
pub(super) fn content_of(app: App, in_use: &Checklist, kept: Option<Arc<str>>) -> (Checklist, Option<Json>) {
    let at_hand = || {
        let mut known = contents::known(app).into_iter();
        let same = known.find(|source| *source.stamp() == in_use.stamp);
        same.map(|source| source.text)
    };
    let text = kept.or_else(at_hand);
    let read =
        text.and_then(|text| Some((contents::checklist_of(&text)?, draft::open(text.as_bytes()).ok()?)));
    match read {
        Some((checklist, document)) => ((*checklist).clone(), Some(document)),
        None => (in_use.clone(), None),
    }
}

impl Bench {
    pub(super) fn save(self) -> El {
        let words = self.words;
        let ground = self.ground();
        let card = el("section").class("card").child(el("h2").text(words.export));
        if ground.document.is_none() {
            return card.child(el("p").text(words.no_content));
        }
        let version = RwSignal::new(next_version(&ground.checklist.stamp.version));
        let trouble = RwSignal::new(Vec::<String>::new());
        let field = el("label")
            .class("field")
            .child(el("span").text(words.version))
            .child(
                el("input")
                    .attr("type", "text")
                    .attr("maxlength", &MAX_ID_CHARS.to_string())
                    .attr("value", &version.get_untracked())
                    .on("change", move |event| {
                        version.set(value(&event).trim().to_owned())
                    }),
            );
        let save = button("button-main", words.export, move |_| {
            trouble.set(self.export(&version.get_untracked()));
        })
        .flag_with("disabled", move || self.moved().is_empty());
        let nothing = move || {
            if self.moved().is_empty() {
                words.nothing_moved.to_owned()
            } else {
                String::new()
            }
        };
        let faults = move || {
            // What was wrong with other values says nothing of these.
            self.values.track();
            let lines = trouble.get();
            if lines.is_empty() {
                return Vec::new();
            }
            let lines = lines.iter().map(|line| el("li").text(line));
            vec![el("ul").class("fault").attr("role", "alert").children(lines)]
        };
        card.child(field)
            .region(faults)
            .child(el("p").class("dim small").text_with(nothing))
            .child(el("div").class("buttons").child(save))
    }

    /// Saves the document, or says what is wrong with it.
    fn export(self, version: &str) -> Vec<String> {
        let app = self.app;
        let locale = app.locale.get_untracked();
        let ground = self.ground();
        let Some(mut document) = ground.document.clone() else {
            return vec![self.words.no_content.to_owned()];
        };
        let mut places: Vec<(Path, Json)> = untrack(|| self.moved())
            .into_iter()
            .filter_map(|at| {
                let place = Path::parse(&ground.cut_offs.get(at)?.place)?;
                let value = self.values.with_untracked(|values| values.get(at).copied())?;
                Some((place, Json::Number(value)))
            })
            .collect();
        places.push((Path::top().field("version"), Json::Text(version.to_owned())));
        for (place, value) in places {
            // The places were read from this very document.
            if edit::set(&mut document, &place, value).is_err() {
                return vec![self.words.no_content.to_owned()];
            }
        }
        if let Err(faults) = draft::check(&document) {
            return explain_broken(&faults, locale);
        }
        let name = file_name(&document, false);
        match browser::files::save_file(&name, MEDIA_TYPE, draft::write(&document).as_bytes()) {
            Ok(()) => app.tell(fill(self.words.exported, &[("version", &version)])),
            Err(error) => app.warn(text::keeping::explain_file(&error, locale)),
        }
        Vec::new()
    }
}
