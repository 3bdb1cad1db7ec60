//! The names (id) by which parts of a draft know each other: who uses one, a new one, another one for the same thing.

use thiserror::Error;

use super::edit;
use super::form;
use super::path::{Path, Step};
use crate::domain::limits::MAX_ID_CHARS;
use crate::format::content::is_id;
use crate::format::content::rule::Part;
use crate::format::json::Json;

/// Why a name was not changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NameError {
    /// A name is 1 to 32 ASCII letters, digits, `_`, `-` or `.`.
    #[error("not a name")]
    Form,
    /// Something else has it.
    #[error("the name is taken at {0}")]
    Taken(Path),
    /// There is no name at the place.
    #[error("no name at {0}")]
    NoName(Path),
}

/// The part that a name at this place refers to; `None` where it is the name of the thing itself, or nothing is known.
pub(super) fn referred(path: &Path) -> Option<Part> {
    let mut fields = path.steps().iter().rev().filter_map(|step| match step {
        Step::Field(name) => Some(name.as_str()),
        Step::Index(_) => None,
    });
    match (fields.next()?, fields.next()) {
        ("areas" | "items_of_area" | "lines_of_area", _) => Some(Part::Area),
        ("covers" | "item", _) => Some(Part::Item),
        ("scale", _) => Some(Part::Scale),
        ("instrument", _) => Some(Part::Instrument),
        ("score" | "short_score", _) | ("of", Some("score" | "band")) => Some(Part::Score),
        ("of", _) => Some(Part::Item),
        ("card", _) => Some(Part::Card),
        ("contacts", _) => Some(Part::Contact),
        ("suggests", _) => Some(Part::Support),
        _ => None,
    }
}

/// The top-level lists in which parts of this kind stand.
pub fn lists(part: Part) -> &'static [&'static str] {
    match part {
        Part::Area => &["areas"],
        Part::Item => &["lines", "items"],
        Part::Scale => &["scales"],
        Part::Instrument => &["instruments"],
        Part::Score => &["scores"],
        Part::Card => &["cards"],
        Part::Contact => &["contacts"],
        Part::Support => &["supports"],
    }
}

/// What kind of part the entries of a list are, if others can name them.
pub fn part_of(list: &Path) -> Option<Part> {
    let [Step::Field(name)] = list.steps() else {
        return None;
    };
    match name.as_str() {
        "areas" => Some(Part::Area),
        "lines" | "items" => Some(Part::Item),
        "scales" => Some(Part::Scale),
        "instruments" => Some(Part::Instrument),
        "scores" => Some(Part::Score),
        "cards" => Some(Part::Card),
        "contacts" => Some(Part::Contact),
        "supports" => Some(Part::Support),
        _ => None,
    }
}

/// All parts of a kind: place and name.
pub fn all(draft: &Json, part: Part) -> Vec<(Path, &str)> {
    let mut found = Vec::new();
    for list in lists(part) {
        let place = Path::top().field(list);
        let entries = draft.get(list).map(Json::list).unwrap_or_default();
        for (index, entry) in entries.iter().enumerate() {
            let name = entry.get("id").and_then(Json::text).unwrap_or_default();
            found.push((place.index(index), name));
        }
    }
    found
}

/// The first part with this name.
pub fn find(draft: &Json, part: Part, name: &str) -> Option<Path> {
    all(draft, part)
        .into_iter()
        .find(|(_, found)| *found == name)
        .map(|(place, _)| place)
}

/// The name of the first part of a kind; empty where there is none.
pub(super) fn first(draft: &Json, part: Part) -> &str {
    all(draft, part)
        .first()
        .map(|(_, name)| *name)
        .unwrap_or_default()
}

/// The places where a part is named by others.
pub fn uses(draft: &Json, part: Part, name: &str) -> Vec<Path> {
    let mut places = Vec::new();
    form::each_name(draft, &mut |path, found| {
        if found == name && path.last_field() != Some("id") && referred(path) == Some(part) {
            places.push(path.clone());
        }
    });
    places
}

/// The places where the entry at this place is named by others. None where a thing before it has the same name, because
/// then others mean that one.
pub fn uses_of(draft: &Json, entry: &Path) -> Vec<Path> {
    let name = edit::text(draft, &entry.field("id"));
    match part_of(&entry.parent()) {
        Some(part) if find(draft, part, name).as_ref() == Some(entry) => uses(draft, part, name),
        Some(_) | None => Vec::new(),
    }
}

/// Names that a new entry of the same list may not have, with their places.
fn taken<'a>(draft: &'a Json, list: &Path) -> Vec<(Path, &'a str)> {
    match part_of(list) {
        Some(part) => all(draft, part),
        None => {
            let entries = edit::get(draft, list).map(Json::list).unwrap_or_default();
            let name = |(index, entry): (usize, &'a Json)| {
                let name = entry.get("id").and_then(Json::text).unwrap_or_default();
                (list.index(index), name)
            };
            entries.iter().enumerate().map(name).collect()
        }
    }
}

/// A name that no entry of the list of `entry` has, like another one: A6 where A1 to A5 are taken.
pub fn fresh(draft: &Json, entry: &Path, like: &str) -> String {
    let list = entry.parent();
    let stem = like.trim_end_matches(|c: char| c.is_ascii_digit());
    let stem = match (stem, list.last_field()) {
        ("", Some("lines")) => "Q",
        ("", Some("items")) => "N",
        ("", Some(list)) => list.strip_suffix('s').unwrap_or(list),
        (stem, _) => stem,
    };
    // Room for the number.
    let stem: String = stem.chars().take(MAX_ID_CHARS - 4).collect();
    let taken = taken(draft, &list);
    let largest = taken
        .iter()
        .filter_map(|(_, name)| name.strip_prefix(stem.as_str())?.parse::<u16>().ok());
    let next = largest.max().map_or(1, |number| number.saturating_add(1));
    let candidates = (next..=u16::MAX).map(|number| format!("{stem}{number}"));
    candidates
        .into_iter()
        .find(|name| taken.iter().all(|(_, found)| found != name))
        .unwrap_or(stem)
}

/// Gives the entry at a place another name, and so do all that name it. Gives the number of those.
///
/// # Errors
/// When the new name has not the form of one, or is taken. Then nothing has changed.
pub fn rename(draft: &mut Json, entry: &Path, name: &str) -> Result<usize, NameError> {
    let place = entry.field("id");
    if edit::get(draft, entry).is_none() {
        return Err(NameError::NoName(place));
    }
    if !is_id(name) {
        return Err(NameError::Form);
    }
    let other = taken(draft, &entry.parent())
        .into_iter()
        .find(|(found, other)| *other == name && found != entry);
    if let Some((other, _)) = other {
        return Err(NameError::Taken(other));
    }
    let uses = uses_of(draft, entry);
    for place in uses.iter().chain([&place]) {
        edit::set(draft, place, Json::Text(name.to_owned())).map_err(|_| NameError::NoName(place.clone()))?;
    }
    Ok(uses.len())
}

/// Puts a copy of an entry right behind it, under a name of its own, and gives the copy's place.
///
/// # Errors
/// When there is no such entry.
pub fn duplicate(draft: &mut Json, entry: &Path) -> Result<Path, edit::EditError> {
    let nothing = || edit::EditError::NoEntry(entry.clone());
    let index = entry.last_index().ok_or_else(nothing)?;
    let mut copy = edit::get(draft, entry).ok_or_else(nothing)?.clone();
    if let Some(name) = copy.get("id").and_then(Json::text) {
        let name = fresh(draft, entry, name);
        edit::set(&mut copy, &Path::top().field("id"), Json::Text(name))?;
    }
    let place = entry.parent().index(index + 1);
    edit::insert(draft, &place, copy)?;
    Ok(place)
}

/// Takes away an entry, and its name from the lists that hold it. Where something else names it alone, that stays, as a
/// fault to be mended. Gives the number of lists it was taken from.
///
/// # Errors
/// When there is no such entry.
pub fn remove(draft: &mut Json, entry: &Path) -> Result<usize, edit::EditError> {
    let from_lists: Vec<Path> = uses_of(draft, entry)
        .into_iter()
        .filter(|place| place.last_index().is_some())
        .collect();
    // From behind, so that the places before stay where they are.
    for place in from_lists.iter().rev() {
        edit::remove(draft, place)?;
    }
    edit::remove(draft, entry)?;
    Ok(from_lists.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::content::draft::{check, sample};

    fn path(text: &str) -> Path {
        Path::parse(text).unwrap()
    }

    #[test]
    fn another_name_for_a_thing_reaches_all_that_name_it() {
        for (entry, name) in [
            ("areas[0]", "X"),
            ("scales[4]", "X"),
            ("items[0]", "X"),
            ("lines[2]", "X"),
            ("scores[0]", "X"),
            ("cards[0]", "X"),
            ("contacts[0]", "X"),
            ("supports[0]", "X"),
        ] {
            let mut draft = sample().unwrap();
            let before = uses_of(&draft, &path(entry));
            let old = edit::text(&draft, &path(entry).field("id")).to_owned();
            assert_eq!(rename(&mut draft, &path(entry), name), Ok(before.len()));
            assert_eq!(uses_of(&draft, &path(entry)), before);
            let part = part_of(&path(entry).parent()).unwrap();
            assert_eq!(uses(&draft, part, &old), []);
            check(&draft).unwrap();
        }
    }

    #[test]
    fn a_name_that_is_taken_or_no_name_is_refused() {
        let mut draft = sample().unwrap();
        let refused = rename(&mut draft, &path("items[0]"), "Q1");
        assert_eq!(refused, Err(NameError::Taken(path("lines[0]"))));
        for name in ["", "空腹", "a b", &"x".repeat(33)] {
            assert_eq!(rename(&mut draft, &path("items[0]"), name), Err(NameError::Form));
        }
        let missing = rename(&mut draft, &path("items[999]"), "Z");
        assert_eq!(missing, Err(NameError::NoName(path("items[999].id"))));
        assert_eq!(draft, sample().unwrap());
        // A name of another kind of part is no hindrance.
        assert!(rename(&mut draft, &path("scales[0]"), "Q1").is_ok());
    }

    #[test]
    fn a_second_thing_of_the_same_name_takes_nothing_from_the_first() {
        let mut draft = sample().unwrap();
        edit::set(&mut draft, &path("areas[1].id"), Json::Text("A".into())).unwrap();
        let of_first = uses_of(&draft, &path("areas[0]"));
        assert_eq!(rename(&mut draft, &path("areas[1]"), "B"), Ok(0));
        assert_eq!(uses_of(&draft, &path("areas[0]")), of_first);
        check(&draft).unwrap();
    }

    #[test]
    fn a_copy_stands_behind_with_a_name_of_its_own() {
        let mut draft = sample().unwrap();
        let copy = duplicate(&mut draft, &path("items[0]")).unwrap();
        assert_eq!(copy, path("items[1]"));
        let (first, second) = (path("items[0].label"), path("items[1].label"));
        assert_eq!(edit::get(&draft, &first), edit::get(&draft, &second));
        check(&draft).unwrap();
        // An answer has no name.
        duplicate(&mut draft, &path("scales[0].options[1]")).unwrap();
        check(&draft).unwrap();
        assert!(duplicate(&mut draft, &path("items")).is_err());
    }

    #[test]
    fn new_names_count_on_and_are_never_taken() {
        let draft = sample().unwrap();
        let name = fresh(&draft, &path("lines[3]"), "Q3");
        let lines = draft.get("lines").unwrap().list().len();
        assert_eq!(name, format!("Q{}", lines + 1));
        assert_eq!(fresh(&draft, &path("supports[0]"), "sc"), "sc1");
        assert_eq!(fresh(&draft, &path("scales[9]"), ""), "scale1");
        let long = fresh(&draft, &path("scales[9]"), &"x".repeat(32));
        assert!(is_id(&long));
    }

    #[test]
    fn what_is_removed_goes_from_the_lists_that_held_it() {
        let mut draft = sample().unwrap();
        let used = uses_of(&draft, &path("supports[0]"));
        assert!(!used.is_empty());
        assert_eq!(remove(&mut draft, &path("supports[0]")), Ok(used.len()));
        check(&draft).unwrap();
        // What names it alone is a fault to be mended.
        let alone = uses_of(&draft, &path("scales[0]"));
        remove(&mut draft, &path("scales[0]")).unwrap();
        let faults = check(&draft).unwrap_err();
        assert_eq!(faults.faults.len() + faults.left_out, alone.len());
    }
}
