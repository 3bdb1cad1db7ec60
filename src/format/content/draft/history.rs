//! A draft with what it began from and the steps back and forth.

use super::edit;
use super::path::Path;
use crate::format::json::Json;

/// Steps that can be taken back.
pub const MAX_STEPS_BACK: usize = 100;

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Changed what stands at the place.
    Change,
    /// Added the place.
    Add,
    /// Added a copy at the place.
    Duplicate,
    /// Moved an entry to the place.
    Move,
    /// Removed what stood at the place.
    Remove,
    /// Gave the entry at the place another name.
    Rename,
    /// Took items from a pasted table into the list at the place.
    Paste,
}

/// A step: what it did, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepLabel {
    /// What it did.
    pub deed: Deed,
    /// Where.
    pub place: Path,
}

/// One step, with the top-level fields it changed: name, before, after.
#[derive(Clone, Debug)]
struct Change {
    label: StepLabel,
    fields: Vec<(String, Option<Json>, Option<Json>)>,
    /// Whether typing at the same place goes on with this step.
    is_open: bool,
}

/// A draft being worked on.
#[derive(Clone, Debug)]
pub struct Draft {
    now: Json,
    start: Json,
    past: Vec<Change>,
    future: Vec<Change>,
}

impl Draft {
    /// Begins from a document.
    pub fn new(start: Json) -> Self {
        Self::resume(start.clone(), start)
    }

    /// Goes on with a draft that began from `start`.
    pub fn resume(now: Json, start: Json) -> Self {
        Self {
            now,
            start,
            past: Vec::new(),
            future: Vec::new(),
        }
    }

    /// The draft as it is now.
    pub fn now(&self) -> &Json {
        &self.now
    }

    /// What it began from.
    pub fn start(&self) -> &Json {
        &self.start
    }

    /// Whether it differs from what it began from.
    pub fn is_changed(&self) -> bool {
        !changed_fields(&self.start, &self.now).is_empty()
    }

    /// Takes the draft as it is now for its beginning, as after a new version of it was saved.
    pub fn begin_anew(&mut self) {
        self.start = self.now.clone();
    }

    /// Makes one step. Nothing is changed where it gives an error.
    ///
    /// # Errors
    /// What `act` gives.
    pub fn step<T, E>(
        &mut self,
        deed: Deed,
        place: &Path,
        act: impl FnOnce(&mut Json) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut after = self.now.clone();
        let given = act(&mut after)?;
        let fields = changed_fields(&self.now, &after);
        self.now = after;
        if fields.is_empty() {
            return Ok(given);
        }
        self.future.clear();
        let label = StepLabel {
            deed,
            place: place.clone(),
        };
        match self
            .past
            .last_mut()
            .filter(|last| last.is_open && last.label == label)
        {
            Some(last) => join(last, fields),
            None => {
                self.close();
                self.past.push(Change {
                    label,
                    fields,
                    is_open: deed == Deed::Change,
                });
            }
        }
        if self.past.len() > MAX_STEPS_BACK {
            self.past.remove(0);
        }
        Ok(given)
    }

    /// Typing at the last place has ended: what comes next is a step of its own.
    pub fn close(&mut self) {
        if let Some(last) = self.past.last_mut() {
            last.is_open = false;
        }
    }

    /// The step that [`Draft::undo`] takes back.
    pub fn last(&self) -> Option<&StepLabel> {
        self.past.last().map(|change| &change.label)
    }

    /// The step that [`Draft::redo`] makes again.
    pub fn next(&self) -> Option<&StepLabel> {
        self.future.last().map(|change| &change.label)
    }

    /// Takes the last step back, and says which it was.
    pub fn undo(&mut self) -> Option<StepLabel> {
        let mut change = self.past.pop()?;
        change.is_open = false;
        for (name, before, _) in &change.fields {
            put(&mut self.now, name, before.as_ref());
        }
        let label = change.label.clone();
        self.future.push(change);
        Some(label)
    }

    /// Makes the step taken back last again, and says which it was.
    pub fn redo(&mut self) -> Option<StepLabel> {
        let change = self.future.pop()?;
        for (name, _, after) in &change.fields {
            put(&mut self.now, name, after.as_ref());
        }
        let label = change.label.clone();
        self.past.push(change);
        Some(label)
    }
}

/// Goes on with an open step: what was before stays, what is after is new.
fn join(last: &mut Change, fields: Vec<(String, Option<Json>, Option<Json>)>) {
    for (name, before, after) in fields {
        match last.fields.iter_mut().find(|(found, _, _)| *found == name) {
            Some((_, _, old_after)) => *old_after = after,
            None => last.fields.push((name, before, after)),
        }
    }
}

fn changed_fields(before: &Json, after: &Json) -> Vec<(String, Option<Json>, Option<Json>)> {
    let mut changed = Vec::new();
    for (name, json) in before.fields() {
        let new = after.get(name);
        if new != Some(json) {
            changed.push((name.clone(), Some(json.clone()), new.cloned()));
        }
    }
    for (name, json) in after.fields() {
        if before.get(name).is_none() {
            changed.push((name.clone(), None, Some(json.clone())));
        }
    }
    changed
}

fn put(draft: &mut Json, name: &str, value: Option<&Json>) {
    let place = Path::top().field(name);
    // Neither can fail at the top of an object; where the field is gone already, nothing is to be removed.
    match value {
        Some(json) => edit::set(draft, &place, json.clone()).unwrap_or_default(),
        None => edit::remove(draft, &place).map(|_| ()).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::content::draft::edit::EditError;
    use crate::format::content::draft::{names, sample, write};

    fn path(text: &str) -> Path {
        Path::parse(text).unwrap()
    }

    fn set(draft: &mut Draft, place: &str, text: &str) {
        let value = Json::Text(text.to_owned());
        draft
            .step(Deed::Change, &path(place), |json| {
                edit::set(json, &path(place), value)
            })
            .unwrap();
    }

    #[test]
    fn every_step_can_be_taken_back_and_made_again() {
        let mut draft = Draft::new(sample().unwrap());
        let mut seen = vec![write(draft.now())];
        set(&mut draft, "version", "2.0");
        seen.push(write(draft.now()));
        draft
            .step(Deed::Rename, &path("areas[0]"), |json| {
                names::rename(json, &path("areas[0]"), "Z")
            })
            .unwrap();
        seen.push(write(draft.now()));
        draft
            .step(Deed::Remove, &path("gate"), |json| {
                edit::remove(json, &path("gate"))
            })
            .unwrap();
        seen.push(write(draft.now()));
        for text in seen.iter().rev().skip(1) {
            assert!(draft.undo().is_some());
            assert!(&write(draft.now()) == text);
        }
        assert_eq!(draft.undo(), None);
        assert!(!draft.is_changed());
        for text in seen.iter().skip(1) {
            assert!(draft.redo().is_some());
            assert!(&write(draft.now()) == text);
        }
        assert_eq!(draft.redo(), None);
    }

    #[test]
    fn typing_at_one_place_is_one_step_until_it_ends() {
        let mut draft = Draft::new(sample().unwrap());
        for text in ["2", "2.", "2.0"] {
            set(&mut draft, "version", text);
        }
        draft.close();
        set(&mut draft, "version", "2.1");
        draft.undo();
        assert_eq!(edit::text(draft.now(), &path("version")), "2.0");
        draft.undo();
        assert_eq!(edit::text(draft.now(), &path("version")), "1.0");
        assert_eq!(draft.last(), None);
        assert_eq!(
            draft.next().map(|label| label.place.clone()),
            Some(path("version"))
        );
    }

    #[test]
    fn a_step_that_fails_or_changes_nothing_is_none() {
        let mut draft = Draft::new(sample().unwrap());
        set(&mut draft, "version", "1.0");
        let failed: Result<(), EditError> = draft.step(Deed::Remove, &path("items[999]"), |json| {
            edit::remove(json, &path("gate"))?;
            edit::remove(json, &path("items[999]")).map(|_| ())
        });
        assert!(failed.is_err());
        assert!(!draft.is_changed() && draft.last().is_none());
    }

    #[test]
    fn a_new_step_ends_what_could_be_made_again_and_the_oldest_are_forgotten() {
        let mut draft = Draft::new(sample().unwrap());
        set(&mut draft, "version", "2.0");
        draft.undo();
        set(&mut draft, "id", "other");
        assert_eq!(draft.redo(), None);
        for at in 0..MAX_STEPS_BACK {
            set(&mut draft, "version", &at.to_string());
            draft.close();
        }
        let back = std::iter::from_fn(|| draft.undo()).count();
        assert_eq!(back, MAX_STEPS_BACK);
        assert_eq!(edit::text(draft.now(), &path("id")), "other");
    }
}
