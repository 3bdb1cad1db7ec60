//! What a form offers of all that the format allows at a place, the next version's number, and the name of the file.

use super::edit;
use super::form;
use super::path::Path;
use crate::format::content::is_id;
use crate::format::json::Json;

/// The fields a form shows of the object at a place: those that fit what it is, and whatever is there already.
pub fn offered(draft: &Json, path: &Path) -> Vec<form::FieldForm> {
    let here = edit::get(draft, path);
    let is_there = |name: &str| here.is_some_and(|json| json.get(name).is_some());
    let list = path.parent();
    let list = list.steps().len() == 1 && path.last_index().is_some();
    let list = if list { path.first_field() } else { None };
    let word = |name| edit::text(draft, &path.field(name));
    let mut fields = form::fields(path);
    let scales_up = is_there("prorate") || is_there("prorate_items");
    fields.retain(|field| match field.name {
        "format" => false,
        name if is_there(name) => true,
        "round" => scales_up,
        // Where nothing is joined, nothing need be told apart.
        "instrument" => draft
            .get("instruments")
            .is_some_and(|list| !list.list().is_empty()),
        name => fits(list, path, name, &word),
    });
    fields.sort_by_key(|field| rank(field.name));
    fields
}

/// What people look for first stands first, what they rarely change last; the rest in the order of the format.
fn rank(name: &str) -> usize {
    match name {
        "label" | "title" | "lead" => 0,
        "short" | "help" | "text" | "action" => 1,
        "kind" | "shape" | "direction" | "combine" => 2,
        "scale" | "options" | "count" => 3,
        "source" => 5,
        "instrument" => 6,
        "id" => 7,
        _ => 4,
    }
}

/// The word that counts where a choice is left out.
pub fn usual_choice(path: &Path) -> Option<&'static str> {
    match path.last_field()? {
        "kind" => Some("scored"),
        "concern" => Some("high"),
        "round" => Some("none"),
        _ => None,
    }
}

fn fits<'a>(list: Option<&str>, path: &Path, name: &str, word: &impl Fn(&'static str) -> &'a str) -> bool {
    let kind = word("kind");
    match (list, name) {
        (Some("lines"), "suggests") | (Some("items"), "covers") => false,
        (Some("lines" | "items"), "areas") => !matches!(kind, "critical" | "strength"),
        (Some("lines" | "items"), "weight") => matches!(kind, "" | "scored"),
        (Some("lines" | "items"), "card") => kind == "critical",
        (Some("items"), "suggests") => matches!(kind, "information" | "strength"),
        (Some("scores"), "at_least") => word("combine") == "count",
        (Some("levels"), "when") => path.last_index() != Some(0),
        _ => true,
    }
}

/// The words of a choice that fit at a place: a line is scored or critical only.
pub fn choices(path: &Path, words: &'static [&'static str]) -> Vec<&'static str> {
    let is_line = path.first_field() == Some("lines") && path.last_field() == Some("kind");
    let fits = |word: &&'static str| !is_line || matches!(*word, "scored" | "critical");
    words.iter().copied().filter(fits).collect()
}

/// The next version after one: the last number in it one higher, else `.1` behind it.
pub fn next_version(version: &str) -> String {
    let stem = version.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = version.strip_prefix(stem).unwrap_or_default();
    match digits.parse::<u32>() {
        Ok(number) => format!("{stem}{}", number.saturating_add(1)),
        Err(_) => format!("{version}.1"),
    }
}

/// The name of the file of a draft: its id and version, nothing of anybody.
pub fn file_name(draft: &Json, is_draft: bool) -> String {
    let part = |name: &str| {
        let text = edit::text(draft, &Path::top().field(name));
        let safe = |character: char| {
            if is_id(&character.to_string()) {
                character
            } else {
                '_'
            }
        };
        text.chars().map(safe).collect::<String>()
    };
    let ending = if is_draft { "-draft" } else { "" };
    format!("kizuki-content-{}-{}{ending}.json", part("id"), part("version"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::content::draft::sample;

    fn names(draft: &Json, place: &str) -> Vec<&'static str> {
        let fields = offered(draft, &Path::parse(place).unwrap());
        fields.iter().map(|field| field.name).collect()
    }

    #[test]
    fn a_form_shows_what_fits_the_kind_and_what_is_there() {
        let mut draft = sample().unwrap();
        let scored = names(&draft, "lines[2]");
        assert!(scored.contains(&"weight") && scored.contains(&"covers"));
        assert!(!scored.contains(&"card") && !scored.contains(&"suggests"));
        let kind = Path::parse("lines[2].kind").unwrap();
        edit::set(&mut draft, &kind, Json::Text("critical".into())).unwrap();
        let critical = names(&draft, "lines[2]");
        // The areas stay in sight until they are removed.
        assert!(critical.contains(&"card") && critical.contains(&"areas") && !critical.contains(&"weight"));
        assert!(!names(&draft, "levels[0]").contains(&"when"));
        assert!(names(&draft, "levels[1]").contains(&"when"));
        assert!(!names(&draft, "").contains(&"format"));
        assert!(!critical.contains(&"instrument"));
        let instruments = Path::parse("instruments").unwrap();
        edit::set(
            &mut draft,
            &instruments,
            Json::List(vec![Json::Object(Vec::new())]),
        )
        .unwrap();
        assert!(names(&draft, "lines[2]").contains(&"instrument"));
        assert!(!names(&draft, "scores[0].missing").contains(&"round"));
        let prorate = Path::parse("scores[0].missing.prorate").unwrap();
        edit::set_number(&mut draft, &prorate, 0.7).unwrap();
        assert!(names(&draft, "scores[0].missing").contains(&"round"));
    }

    #[test]
    fn what_people_look_for_stands_first_and_codes_last() {
        let draft = sample().unwrap();
        let item = names(&draft, "lines[2]");
        assert_eq!((item.first(), item.last()), (Some(&"label"), Some(&"id")));
        assert_eq!(
            usual_choice(&Path::parse("items[0].kind").unwrap()),
            Some("scored")
        );
        assert_eq!(usual_choice(&Path::parse("levels[0].shape").unwrap()), None);
    }

    #[test]
    fn versions_count_on() {
        for (version, next) in [
            ("1.0", "1.1"),
            ("1.9", "1.10"),
            ("2026-04", "2026-5"),
            ("x", "x.1"),
            ("", ".1"),
        ] {
            assert_eq!(next_version(version), next);
        }
    }

    #[test]
    fn the_name_of_the_file_holds_nothing_that_a_file_name_may_not() {
        let mut draft = sample().unwrap();
        assert_eq!(file_name(&draft, false), "kizuki-content-default-sample-1.0.json");
        edit::set(
            &mut draft,
            &Path::parse("version").unwrap(),
            Json::Text("令和 8/1".into()),
        )
        .unwrap();
        assert_eq!(
            file_name(&draft, true),
            "kizuki-content-default-sample-___8_1-draft.json"
        );
    }
}
