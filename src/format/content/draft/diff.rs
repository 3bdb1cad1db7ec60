//! What differs between two versions of a content document, thing by thing rather than line by line: entries are known by
//! their names, so one that was moved is moved and not another one.

use super::form::{self, Holds};
use super::path::Path;
use crate::format::json::Json;

/// One difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Where it is: in the new version, or in the old one for what was removed.
    pub place: Path,
    /// What it is.
    pub kind: ChangeKind,
}

/// Kinds of differences.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeKind {
    /// An entry of a list is new.
    Added,
    /// An entry of a list is gone.
    Removed,
    /// An entry of a list stands elsewhere.
    Moved {
        /// Position before, from 0.
        from: usize,
        /// Position now, from 0.
        to: usize,
    },
    /// Something else stands there.
    Set {
        /// What stood there; nothing where the field was left out.
        old: Option<Json>,
        /// What stands there; nothing where the field is left out.
        new: Option<Json>,
    },
}

/// All differences, in the order of the format.
pub fn diff(old: &Json, new: &Json) -> Vec<Change> {
    let mut changes = Vec::new();
    let top = Path::top();
    objects(old, new, &top, &top, &mut changes);
    changes
}

/// Whether what stands at the place is one rule, which is told whole.
pub fn is_rule(path: &Path) -> bool {
    match form::holds(path) {
        Some(Holds::Object { one_of, .. }) => one_of.contains(&"gut"),
        Some(_) | None => false,
    }
}

fn values(old: &Json, new: &Json, was: &Path, is: &Path, changes: &mut Vec<Change>) {
    if old == new {
        return;
    }
    let holds = form::holds(is);
    match (old, new) {
        (Json::Object(_), Json::Object(_)) if holds.is_some() && !is_rule(is) => {
            objects(old, new, was, is, changes);
        }
        (Json::List(before), Json::List(after)) if matches!(holds, Some(Holds::List { .. })) => {
            lists(before, after, was, is, changes);
        }
        (old, new) => changes.push(set(is, Some(old), Some(new))),
    }
}

fn set(place: &Path, old: Option<&Json>, new: Option<&Json>) -> Change {
    Change {
        place: place.clone(),
        kind: ChangeKind::Set {
            old: old.cloned(),
            new: new.cloned(),
        },
    }
}

fn objects(old: &Json, new: &Json, was: &Path, is: &Path, changes: &mut Vec<Change>) {
    let mut names: Vec<&str> = form::fields(is).iter().map(|field| field.name).collect();
    let strangers = old.fields().iter().chain(new.fields());
    for (name, _) in strangers {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    for name in names {
        match (old.get(name), new.get(name)) {
            (Some(old), Some(new)) => values(old, new, &was.field(name), &is.field(name), changes),
            (None, None) => {}
            (old, new) => changes.push(set(&is.field(name), old, new)),
        }
    }
}

fn lists(old: &[Json], new: &[Json], was: &Path, is: &Path, changes: &mut Vec<Change>) {
    let pairs = pairs(old, new);
    let is_old_paired = |at: usize| pairs.iter().any(|(before, _)| *before == at);
    for at in (0..old.len()).filter(|at| !is_old_paired(*at)) {
        changes.push(Change {
            place: was.index(at),
            kind: ChangeKind::Removed,
        });
    }
    let stayed = rising(&pairs);
    for (to, entry) in new.iter().enumerate() {
        let Some((from, _)) = pairs.iter().find(|(_, now)| *now == to) else {
            changes.push(Change {
                place: is.index(to),
                kind: ChangeKind::Added,
            });
            continue;
        };
        if !stayed.contains(&to) {
            changes.push(Change {
                place: is.index(to),
                kind: ChangeKind::Moved { from: *from, to },
            });
        }
        if let Some(before) = old.get(*from) {
            values(before, entry, &was.index(*from), &is.index(to), changes);
        }
    }
}

/// Which entry of the old list is which of the new one, by position, in the order of the new one.
fn pairs(old: &[Json], new: &[Json]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut pair = |is_same: &dyn Fn(&Json, &Json) -> bool| {
        for (to, entry) in new.iter().enumerate() {
            if pairs.iter().any(|(_, now)| *now == to) {
                continue;
            }
            let is_free = |at: usize| pairs.iter().all(|(before, _)| *before != at);
            let found = old
                .iter()
                .enumerate()
                .find(|(at, before)| is_free(*at) && is_same(before, entry));
            if let Some((from, _)) = found {
                pairs.push((from, to));
            }
        }
    };
    let name = |json: &Json| json.get("id").and_then(Json::text).map(str::to_owned);
    let has_names = old.iter().chain(new).any(|entry| name(entry).is_some());
    if has_names {
        pair(&|before, after| name(before).is_some() && name(before) == name(after));
        // The same thing under another name.
        pair(&|before, after| before.get("label").is_some() && before.get("label") == after.get("label"));
    } else {
        pair(&|before, after| before == after);
        // What is left over stands for each other in order.
        let left = |count: usize, is_paired: &dyn Fn(usize) -> bool| -> Vec<usize> {
            (0..count).filter(|at| !is_paired(*at)).collect()
        };
        let before = left(old.len(), &|at| pairs.iter().any(|(from, _)| *from == at));
        let after = left(new.len(), &|at| pairs.iter().any(|(_, to)| *to == at));
        pairs.extend(before.into_iter().zip(after));
    }
    pairs.sort_by_key(|(_, to)| *to);
    pairs
}

/// New positions of those entries that kept their order: a longest rising run of old positions.
fn rising(pairs: &[(usize, usize)]) -> Vec<usize> {
    // For each entry, the length of the longest run that ends with it, and the one before it in that run.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::new();
    for (at, (from, _)) in pairs.iter().enumerate() {
        let before = (0..at)
            .filter(|before| pairs.get(*before).is_some_and(|(earlier, _)| earlier < from))
            .max_by_key(|before| {
                (
                    runs.get(*before).map_or(0, |run| run.0),
                    std::cmp::Reverse(*before),
                )
            });
        let length = before.and_then(|before| runs.get(before)).map_or(0, |run| run.0);
        runs.push((length + 1, before));
    }
    let mut at =
        (0..runs.len()).max_by_key(|at| (runs.get(*at).map_or(0, |run| run.0), std::cmp::Reverse(*at)));
    let mut stayed = Vec::new();
    while let Some(here) = at {
        stayed.extend(pairs.get(here).map(|(_, to)| *to));
        at = runs.get(here).and_then(|(_, before)| *before);
    }
    stayed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::content::draft::{edit, names, sample};

    fn path(text: &str) -> Path {
        Path::parse(text).unwrap()
    }

    /// What one change to the sample makes: place and kind.
    fn changes(edit: impl FnOnce(&mut Json)) -> Vec<(String, ChangeKind)> {
        let old = sample().unwrap();
        let mut new = old.clone();
        edit(&mut new);
        let found = diff(&old, &new);
        found
            .into_iter()
            .map(|change| (change.place.to_string(), change.kind))
            .collect()
    }

    fn number(value: f64) -> Option<Json> {
        Some(Json::Number(value))
    }

    #[test]
    fn nothing_differs_from_itself_whatever_the_order_of_fields() {
        assert_eq!(changes(|_| ()), []);
        let turned = changes(|json| {
            if let Json::Object(fields) = json {
                fields.reverse();
            }
        });
        assert_eq!(turned, []);
    }

    #[test]
    fn what_is_set_is_told_with_what_stood_there() {
        let weight = changes(|json| edit::set_number(json, &path("items[0].weight"), 3.0).unwrap());
        let kind = ChangeKind::Set {
            old: number(2.0),
            new: number(3.0),
        };
        assert_eq!(weight, [("items[0].weight".to_owned(), kind)]);
        let label = changes(|json| {
            edit::set(json, &path("lines[3].label.ja"), Json::Text("眠気".into())).unwrap();
        });
        assert_eq!(label.len(), 1);
        assert_eq!(label[0].0, "lines[3].label.ja");
    }

    #[test]
    fn entries_come_go_and_move_by_name() {
        let removed = changes(|json| {
            edit::remove(json, &path("lines[3]")).unwrap();
        });
        assert_eq!(removed, [("lines[3]".to_owned(), ChangeKind::Removed)]);
        let added = changes(|json| {
            names::duplicate(json, &path("lines[3]")).unwrap();
        });
        assert_eq!(added, [("lines[4]".to_owned(), ChangeKind::Added)]);
        let moved = changes(|json| edit::move_to(json, &path("lines[3]"), 0).unwrap());
        assert_eq!(
            moved,
            [("lines[0]".to_owned(), ChangeKind::Moved { from: 3, to: 0 })]
        );
    }

    #[test]
    fn an_entry_moved_and_changed_is_both_and_one_renamed_is_the_same() {
        let both = changes(|json| {
            edit::set_number(json, &path("lines[3].weight"), 2.0).unwrap();
            edit::move_to(json, &path("lines[3]"), 5).unwrap();
        });
        assert_eq!(both.len(), 2);
        assert_eq!(
            both[0],
            ("lines[5]".to_owned(), ChangeKind::Moved { from: 3, to: 5 })
        );
        assert_eq!(both[1].0, "lines[5].weight");
        let renamed = changes(|json| {
            names::rename(json, &path("scales[4]"), "X").unwrap();
        });
        let places: Vec<&str> = renamed.iter().map(|(place, _)| place.as_str()).collect();
        assert!(
            places
                .iter()
                .all(|place| place.ends_with(".scale") || *place == "scales[4]"),
            "{places:?}"
        );
    }

    #[test]
    fn a_rule_is_told_whole_and_an_answer_by_its_place() {
        let rule = changes(|json| {
            let when = edit::get(json, &path("levels[1].when")).unwrap().clone();
            let not = Json::Object(vec![("not".into(), when)]);
            edit::set(json, &path("levels[1].when"), not).unwrap();
        });
        assert_eq!(rule.len(), 1);
        assert_eq!(rule[0].0, "levels[1].when");
        let points =
            changes(|json| edit::set_number(json, &path("scales[0].options[1].points"), 5.0).unwrap());
        let kind = ChangeKind::Set {
            old: number(1.0),
            new: number(5.0),
        };
        assert_eq!(points, [("scales[0].options[1].points".to_owned(), kind)]);
    }

    #[test]
    fn only_what_left_its_place_is_moved() {
        let moved = |pairs: &[(usize, usize)]| {
            let stayed = rising(pairs);
            let gone = pairs.iter().filter(|(_, to)| !stayed.contains(to));
            gone.map(|(from, _)| *from).collect::<Vec<_>>()
        };
        assert_eq!(moved(&[(0, 0), (1, 1), (2, 2)]).len(), 0);
        assert_eq!(moved(&[(2, 0), (0, 1), (1, 2)]), [2]);
        assert_eq!(moved(&[(1, 0), (2, 1), (0, 2)]), [0]);
        assert_eq!(moved(&[]).len(), 0);
    }
}
