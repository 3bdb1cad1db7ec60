//! Changing one place of a draft. Nothing is changed where an error is given.

use thiserror::Error;

use super::path::{Path, Step};
use crate::format::json::Json;

/// Why a place of a draft was not changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EditError {
    /// There is no such place, and none can be made.
    #[error("no such place: {0}")]
    NoPlace(Path),
    /// The place is no entry of a list.
    #[error("not an entry of a list: {0}")]
    NoEntry(Path),
    /// A number is not finite.
    #[error("not a number")]
    NotFinite,
}

/// What is at a place.
pub fn get<'a>(draft: &'a Json, path: &Path) -> Option<&'a Json> {
    path.steps().iter().try_fold(draft, |json, step| match step {
        Step::Field(name) => json.get(name),
        Step::Index(index) => json.list().get(*index),
    })
}

/// The text at a place; empty where there is none.
pub fn text<'a>(draft: &'a Json, path: &Path) -> &'a str {
    get(draft, path).and_then(Json::text).unwrap_or_default()
}

fn get_mut<'a>(draft: &'a mut Json, path: &Path) -> Option<&'a mut Json> {
    path.steps()
        .iter()
        .try_fold(draft, |json, step| match (step, json) {
            (Step::Field(name), Json::Object(fields)) => fields
                .iter_mut()
                .find(|(found, _)| found == name)
                .map(|(_, json)| json),
            (Step::Index(index), Json::List(list)) => list.get_mut(*index),
            (
                Step::Field(_) | Step::Index(_),
                Json::Null
                | Json::Bool(_)
                | Json::Number(_)
                | Json::Text(_)
                | Json::List(_)
                | Json::Object(_),
            ) => None,
        })
}

/// Puts a value at a place. Fields on the way that are missing, or hold something that has no fields, become objects.
///
/// # Errors
/// [`EditError::NoPlace`] where an entry on the way does not exist.
pub fn set(draft: &mut Json, path: &Path, value: Json) -> Result<(), EditError> {
    // Looked at before anything changes.
    let mut known = Some(&*draft);
    for step in path.steps() {
        known = match step {
            Step::Field(name) => known.and_then(|json| json.get(name)),
            Step::Index(index) => {
                let entry = known.and_then(|json| json.list().get(*index));
                Some(entry.ok_or_else(|| EditError::NoPlace(path.clone()))?)
            }
        };
    }
    let mut place = draft;
    for step in path.steps() {
        place = match step {
            Step::Field(name) => {
                if !matches!(place, Json::Object(_)) {
                    *place = Json::Object(Vec::new());
                }
                let Json::Object(fields) = place else {
                    return Err(EditError::NoPlace(path.clone()));
                };
                let at = fields.iter().position(|(found, _)| found == name);
                let at = at.unwrap_or_else(|| {
                    fields.push((name.clone(), Json::Null));
                    fields.len() - 1
                });
                fields.get_mut(at).map(|(_, json)| json)
            }
            Step::Index(index) => match place {
                Json::List(list) => list.get_mut(*index),
                Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Object(_) => None,
            },
        }
        .ok_or_else(|| EditError::NoPlace(path.clone()))?;
    }
    *place = value;
    Ok(())
}

/// Puts a number at a place, e.g. a cut-off at `levels[1].when.score.at`.
///
/// # Errors
/// As [`set`], and [`EditError::NotFinite`].
pub fn set_number(draft: &mut Json, path: &Path, value: f64) -> Result<(), EditError> {
    if !value.is_finite() {
        return Err(EditError::NotFinite);
    }
    set(draft, path, Json::Number(value))
}

/// Takes away what is at a place, a field or an entry, and gives it. A field given twice goes wholly.
///
/// # Errors
/// [`EditError::NoPlace`] where nothing is.
pub fn remove(draft: &mut Json, path: &Path) -> Result<Json, EditError> {
    let nothing = || EditError::NoPlace(path.clone());
    let (parent, last) = path.split_last().ok_or_else(nothing)?;
    match (get_mut(draft, &parent).ok_or_else(nothing)?, last) {
        (Json::Object(fields), Step::Field(name)) => {
            let at = fields
                .iter()
                .position(|(found, _)| found == name)
                .ok_or_else(nothing)?;
            let (_, json) = fields.remove(at);
            fields.retain(|(found, _)| found != name);
            Ok(json)
        }
        (Json::List(list), Step::Index(index)) if *index < list.len() => Ok(list.remove(*index)),
        (
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::List(_) | Json::Object(_),
            Step::Field(_) | Step::Index(_),
        ) => Err(nothing()),
    }
}

/// Takes away what a second field of the same name holds, so that only the first is left.
///
/// # Errors
/// [`EditError::NoPlace`] where there is no object.
pub fn keep_first(draft: &mut Json, path: &Path) -> Result<(), EditError> {
    let nothing = || EditError::NoPlace(path.clone());
    let name = path.last_field().ok_or_else(nothing)?;
    let Some(Json::Object(fields)) = get_mut(draft, &path.parent()) else {
        return Err(nothing());
    };
    let mut seen = false;
    fields.retain(|(found, _)| found != name || !std::mem::replace(&mut seen, true));
    Ok(())
}

/// Puts a value into a list so that it stands at the path's last step; a list that is missing is made.
///
/// # Errors
/// [`EditError::NoEntry`] where the path does not end in a position up to the length of the list, else as [`set`].
pub fn insert(draft: &mut Json, path: &Path, value: Json) -> Result<(), EditError> {
    let list_path = path.parent();
    let index = path
        .last_index()
        .ok_or_else(|| EditError::NoEntry(path.clone()))?;
    if !matches!(get(draft, &list_path), Some(Json::List(_))) {
        if index > 0 {
            return Err(EditError::NoEntry(path.clone()));
        }
        return set(draft, &list_path, Json::List(vec![value]));
    }
    match get_mut(draft, &list_path) {
        Some(Json::List(list)) if index <= list.len() => {
            list.insert(index, value);
            Ok(())
        }
        Some(_) | None => Err(EditError::NoEntry(path.clone())),
    }
}

/// Moves an entry of a list to another position of the same list.
///
/// # Errors
/// [`EditError::NoEntry`] where one of the positions does not exist.
pub fn move_to(draft: &mut Json, path: &Path, to: usize) -> Result<(), EditError> {
    let none = || EditError::NoEntry(path.clone());
    let from = path.last_index().ok_or_else(none)?;
    match get_mut(draft, &path.parent()) {
        Some(Json::List(list)) if from < list.len() && to < list.len() => {
            let entry = list.remove(from);
            list.insert(to, entry);
            Ok(())
        }
        Some(_) | None => Err(none()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json {
        serde_json::from_str(text).unwrap()
    }

    fn path(text: &str) -> Path {
        Path::parse(text).unwrap()
    }

    const DOCUMENT: &str = r#"{"items": [{"id": "A1"}, {"id": "A2"}, {"id": "A3"}], "version": "1.0"}"#;

    #[test]
    fn a_value_is_put_where_it_belongs_and_what_is_missing_on_the_way_is_made() {
        let mut draft = json(DOCUMENT);
        set(&mut draft, &path("version"), Json::Text("1.1".into())).unwrap();
        set(&mut draft, &path("items[1].label.ja"), Json::Text("空腹".into())).unwrap();
        set_number(&mut draft, &path("items[0].weight"), 0.25).unwrap();
        assert_eq!(text(&draft, &path("version")), "1.1");
        assert_eq!(text(&draft, &path("items[1].label.ja")), "空腹");
        assert_eq!(get(&draft, &path("items[0].weight")), Some(&Json::Number(0.25)));
        assert_eq!(draft.fields().len(), 2);
    }

    #[test]
    fn an_entry_that_does_not_exist_is_not_made_and_nothing_changes() {
        let mut draft = json(DOCUMENT);
        for place in ["items[3].id", "version[0]", "new.list[0].id"] {
            let refused = set(&mut draft, &path(place), Json::Null);
            assert_eq!(refused, Err(EditError::NoPlace(path(place))));
        }
        let refused = set_number(&mut draft, &path("version"), f64::INFINITY);
        assert_eq!(refused, Err(EditError::NotFinite));
        assert_eq!(draft, json(DOCUMENT));
    }

    #[test]
    fn entries_come_go_and_change_places() {
        let ids = |draft: &Json| -> Vec<String> {
            let items = draft.get("items").unwrap().list();
            items
                .iter()
                .map(|item| text(item, &path("id")).to_owned())
                .collect()
        };
        let mut draft = json(DOCUMENT);
        move_to(&mut draft, &path("items[0]"), 2).unwrap();
        assert_eq!(ids(&draft), ["A2", "A3", "A1"]);
        move_to(&mut draft, &path("items[2]"), 0).unwrap();
        assert_eq!(draft, json(DOCUMENT));
        insert(&mut draft, &path("items[3]"), json(r#"{"id": "A4"}"#)).unwrap();
        insert(&mut draft, &path("items[0]"), json(r#"{"id": "A0"}"#)).unwrap();
        assert_eq!(ids(&draft), ["A0", "A1", "A2", "A3", "A4"]);
        assert_eq!(
            remove(&mut draft, &path("items[0]")).unwrap(),
            json(r#"{"id": "A0"}"#)
        );
        assert_eq!(
            remove(&mut draft, &path("items[3].id")).unwrap(),
            Json::Text("A4".into())
        );
        insert(&mut draft, &path("cards[0]"), Json::Null).unwrap();
        assert_eq!(draft.get("cards"), Some(&Json::List(vec![Json::Null])));
    }

    #[test]
    fn positions_past_the_end_are_refused() {
        let mut draft = json(DOCUMENT);
        assert!(move_to(&mut draft, &path("items[0]"), 3).is_err());
        assert!(move_to(&mut draft, &path("items[3]"), 0).is_err());
        assert!(move_to(&mut draft, &path("version"), 0).is_err());
        assert!(insert(&mut draft, &path("items[4]"), Json::Null).is_err());
        assert!(insert(&mut draft, &path("cards[1]"), Json::Null).is_err());
        assert!(remove(&mut draft, &path("items[3]")).is_err());
        assert!(remove(&mut draft, &path("title")).is_err());
        assert!(remove(&mut draft, &Path::top()).is_err());
        assert_eq!(draft, json(DOCUMENT));
    }

    #[test]
    fn of_a_field_given_twice_the_first_can_be_kept() {
        let mut draft = json(r#"{"a": 1, "b": 2, "a": 3}"#);
        keep_first(&mut draft, &path("a")).unwrap();
        assert_eq!(draft, json(r#"{"a": 1, "b": 2}"#));
        let mut draft = json(r#"{"a": 1, "b": 2, "a": 3}"#);
        remove(&mut draft, &path("a")).unwrap();
        assert_eq!(draft, json(r#"{"b": 2}"#));
    }
}
