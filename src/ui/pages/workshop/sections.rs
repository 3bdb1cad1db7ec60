//! How the content is cut into sections, so that each fits a screen.

use crate::domain::locale::Locale;
use crate::format::content::draft::form::{self, Holds};
use crate::format::content::draft::{Path, edit};
use crate::format::json::Json;
use crate::text::workshop::{WorkshopText, fields};

/// A section: the top-level fields it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    /// Names of the fields.
    pub fields: Vec<String>,
}

/// Sections of several fields, by their first; every other field is a section of its own.
const JOINED: [&[&str]; 3] = [
    &["id", "version", "title", "window", "about"],
    &["levels", "urgent", "trend"],
    &["rounds", "periods"],
];

/// The order of the sections; what is not named here follows in the order of the format.
const ORDER: [&str; 17] = [
    "id",
    "lines",
    "items",
    "areas",
    "scales",
    "scores",
    "levels",
    "gate",
    "notices",
    "cards",
    "contacts",
    "supports",
    "asks",
    "release_questions",
    "rounds",
    "retention",
    "instruments",
];

impl Section {
    /// Whether the section holds a top-level field.
    pub fn holds(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field == name)
    }

    /// The name of the section.
    pub fn title(&self, locale: Locale) -> String {
        let words = WorkshopText::of(locale);
        let first = self.fields.first().map(String::as_str).unwrap_or_default();
        match first {
            "id" => words.basics.to_owned(),
            "levels" => words.levels_part.to_owned(),
            "gate" => words.gate_part.to_owned(),
            "rounds" => words.rounds_part.to_owned(),
            _ if form::holds(&Path::top().field(first)).is_none() => words.strangers.to_owned(),
            _ => fields::field(&Path::top().field(first), locale),
        }
    }
}

/// The sections of a draft, in the order shown. Fields the format does not know make the last.
pub(super) fn sections(draft: &Json) -> Vec<Section> {
    let section = |names: &[&str]| Section {
        fields: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    let known = form::fields(&Path::top());
    let mut sections: Vec<Section> = Vec::new();
    let others = known.iter().map(|field| field.name);
    for name in ORDER.into_iter().chain(others) {
        if name != "format" && !sections.iter().any(|section| section.holds(name)) {
            let joined = JOINED.iter().find(|names| names.contains(&name));
            sections.push(joined.map_or_else(|| section(&[name]), |names| section(names)));
        }
    }
    let strangers: Vec<&str> = draft
        .fields()
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|name| known.iter().all(|field| field.name != *name))
        .collect();
    if !strangers.is_empty() {
        sections.push(section(&strangers));
    }
    sections
}

/// Whether the entry at a place is folded up in its list: entries of top-level lists that have a name.
pub(super) fn is_folded(entry: &Path) -> bool {
    entry.steps().len() == 2
        && entry.last_index().is_some()
        && matches!(form::holds(&entry.field("id")), Some(Holds::Name))
}

/// What makes a form look as it does, without what its fields say: a form is made anew when this changes. Fields that hold
/// one thing do not count, whether filled in or not: the keyboard is in them while they are emptied.
pub(super) fn skeleton(draft: &Json, section: &Section) -> String {
    let mut out = String::new();
    for name in &section.fields {
        if let Some(json) = edit::get(draft, &Path::top().field(name)) {
            bones(name, json, &mut out);
        }
        out.push(';');
    }
    out
}

fn bones(name: &str, json: &Json, out: &mut String) {
    match json {
        Json::Object(fields) => {
            out.push_str(name);
            out.push('{');
            fields.iter().for_each(|(name, json)| bones(name, json, out));
            out.push('}');
        }
        Json::List(list) if list.iter().any(|json| matches!(json, Json::Object(_))) => {
            out.push_str(name);
            out.push('[');
            list.iter().for_each(|json| bones("", json, out));
            out.push(']');
        }
        // Which fields an item or a score shows hangs on these.
        Json::Text(word) if matches!(name, "kind" | "combine") => out.push_str(word),
        Json::Text(_) | Json::Number(_) | Json::Bool(_) | Json::Null | Json::List(_) => {}
    }
}
