//! What the format allows at a place, so that forms are made from the same table that documents are checked against.

use super::path::{Path, Step};
use crate::format::content::rule::Part;
use crate::format::content::shape::{Object, Shape};
use crate::format::content::table::DOCUMENT;
use crate::format::json::Json;

use super::names;

/// What may stand at a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Holds {
    /// The name by which other parts name this one.
    Name,
    /// The name of another part.
    Reference(Part),
    /// A name that nothing else knows.
    FreeName,
    /// A text in both languages, this many Japanese characters long.
    Words {
        /// Largest number of Japanese characters; English may have twice as many.
        most: usize,
    },
    /// A text.
    Text {
        /// Whether it may be empty.
        empty: bool,
        /// Largest number of characters.
        most: usize,
    },
    /// A number.
    Number {
        /// Smallest.
        least: f64,
        /// Largest.
        most: f64,
        /// Whether it is a whole one.
        whole: bool,
    },
    /// `true`, or left out.
    True,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Names of other parts.
    References(Part),
    /// A list.
    List {
        /// Smallest number of entries.
        least: usize,
        /// Largest number of entries.
        most: usize,
    },
    /// An object.
    Object {
        /// The fields it may have, in the order of the format.
        fields: Vec<FieldForm>,
        /// Those of them of which exactly one is given; empty when there are none.
        one_of: &'static [&'static str],
    },
}

/// A field of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldForm {
    /// Its name.
    pub name: &'static str,
    /// Whether it must be given.
    pub required: bool,
}

/// The document.
static WHOLE: Shape = Shape::Object(&DOCUMENT);

/// What may stand at a place; `None` where the format knows no such place.
pub fn holds(path: &Path) -> Option<Holds> {
    let shape = shape_at(path)?;
    Some(match shape {
        Shape::Id if path.last_field() == Some("id") => Holds::Name,
        Shape::Id => names::referred(path).map_or(Holds::FreeName, Holds::Reference),
        Shape::Text { empty, most } => Holds::Text {
            empty: *empty,
            most: *most,
        },
        Shape::Number { least, most } => Holds::Number {
            least: *least,
            most: *most,
            whole: false,
        },
        Shape::Whole { least, most } => Holds::Number {
            least: (*least).into(),
            most: (*most).into(),
            whole: true,
        },
        Shape::True => Holds::True,
        Shape::Choice(words) => Holds::Choice(words),
        Shape::List { of, least, most } => match (of, names::referred(path)) {
            (Shape::Id, Some(part)) => Holds::References(part),
            (
                Shape::Id
                | Shape::Text { .. }
                | Shape::Number { .. }
                | Shape::Whole { .. }
                | Shape::True
                | Shape::Choice(_)
                | Shape::List { .. }
                | Shape::Object(_),
                _,
            ) => Holds::List {
                least: *least,
                most: *most,
            },
        },
        Shape::Object(object) => match words_of(object) {
            Some(most) => Holds::Words { most },
            None => Holds::Object {
                fields: fields_of(object),
                one_of: object.one_of,
            },
        },
    })
}

/// Number of entries a list must have; 0 where there is none.
pub fn least(path: &Path) -> usize {
    match shape_at(path) {
        Some(Shape::List { least, .. }) => *least,
        Some(_) | None => 0,
    }
}

/// The fields of the object at a place, in the order of the format; none where it is no object.
pub fn fields(path: &Path) -> Vec<FieldForm> {
    match shape_at(path) {
        Some(Shape::Object(object)) => fields_of(object),
        Some(_) | None => Vec::new(),
    }
}

fn fields_of(object: &Object) -> Vec<FieldForm> {
    let form = |field: &super::super::shape::Field| FieldForm {
        name: field.name,
        required: field.required,
    };
    object.fields.iter().map(form).collect()
}

/// Largest number of Japanese characters, if an object is a text in both languages.
fn words_of(object: &Object) -> Option<usize> {
    match object.fields {
        [ja, en] if ja.name == "ja" && en.name == "en" => match ja.shape {
            Shape::Text { most, .. } => Some(most),
            Shape::Id
            | Shape::Number { .. }
            | Shape::Whole { .. }
            | Shape::True
            | Shape::Choice(_)
            | Shape::List { .. }
            | Shape::Object(_) => None,
        },
        _ => None,
    }
}

fn shape_at(path: &Path) -> Option<&'static Shape> {
    path.steps().iter().try_fold(&WHOLE, below)
}

fn below(shape: &'static Shape, step: &Step) -> Option<&'static Shape> {
    match (shape, step) {
        (Shape::Object(object), Step::Field(name)) => {
            let field = object.fields.iter().find(|field| field.name == name);
            field.map(|field| &field.shape)
        }
        (Shape::List { of, .. }, Step::Index(_)) => Some(of),
        (
            Shape::Id
            | Shape::Text { .. }
            | Shape::Number { .. }
            | Shape::Whole { .. }
            | Shape::True
            | Shape::Choice(_)
            | Shape::List { .. }
            | Shape::Object(_),
            Step::Field(_) | Step::Index(_),
        ) => None,
    }
}

/// Calls back for every text at a place where the format wants a name, with the place.
pub(super) fn each_name(draft: &Json, found: &mut dyn FnMut(&Path, &str)) {
    walk(draft, &WHOLE, &Path::top(), found);
}

fn walk(json: &Json, shape: &'static Shape, path: &Path, found: &mut dyn FnMut(&Path, &str)) {
    match (json, shape) {
        (Json::Text(text), Shape::Id) => found(path, text),
        (Json::List(list), Shape::List { of, .. }) => {
            for (index, json) in list.iter().enumerate() {
                walk(json, of, &path.index(index), found);
            }
        }
        (Json::Object(given), Shape::Object(object)) => {
            for (name, json) in given {
                if let Some(field) = object.fields.iter().find(|field| field.name == name) {
                    walk(json, &field.shape, &path.field(name), found);
                }
            }
        }
        // What has another shape than it should holds no names.
        (
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::List(_) | Json::Object(_),
            Shape::Id
            | Shape::Text { .. }
            | Shape::Number { .. }
            | Shape::Whole { .. }
            | Shape::True
            | Shape::Choice(_)
            | Shape::List { .. }
            | Shape::Object(_),
        ) => {}
    }
}

/// What a place holds when it is new: texts are empty, numbers the smallest that make sense, references the first part there
/// is. A name is new in the draft.
pub fn blank(draft: &Json, path: &Path) -> Json {
    let at = path.last_index().unwrap_or(0);
    match holds(path) {
        None => Json::Null,
        Some(Holds::Name | Holds::FreeName) => Json::Text(names::fresh(draft, &path.parent(), "")),
        Some(Holds::Reference(part)) => Json::Text(names::first(draft, part).to_owned()),
        Some(Holds::Words { .. }) => {
            let empty = || Json::Text(String::new());
            Json::Object(vec![("ja".into(), empty()), ("en".into(), empty())])
        }
        Some(Holds::Text { .. }) => Json::Text(String::new()),
        // Answers and bands begin with nothing and go up; all else begins with its smallest value above the absurd.
        Some(Holds::Number { least, .. }) => {
            let order = path.parent().last_index().unwrap_or(0);
            match path.last_field() {
                Some("points" | "from") if least <= 0.0 => Json::Number(order as f64),
                Some(_) | None => Json::Number(least.max(0.0)),
            }
        }
        Some(Holds::True) => Json::Bool(true),
        Some(Holds::Choice(words)) => Json::Text(
            words
                .get(at)
                .or(words.first())
                .copied()
                .unwrap_or_default()
                .to_owned(),
        ),
        Some(Holds::References(part)) => {
            let one = || Json::Text(names::first(draft, part).to_owned());
            Json::List((0..least(path)).map(|_| one()).collect())
        }
        Some(Holds::List { least, .. }) => {
            Json::List((0..least).map(|index| blank(draft, &path.index(index))).collect())
        }
        Some(Holds::Object { fields, one_of }) => {
            // A rule of rules would never end: a new one looks at a score.
            let first = match one_of.contains(&"gut") {
                true => Some(&"score"),
                false => one_of.first(),
            };
            let wanted = |field: &&FieldForm| field.required || first == Some(&field.name);
            let one = |field: &FieldForm| (field.name.to_owned(), blank(draft, &path.field(field.name)));
            Json::Object(fields.iter().filter(wanted).map(one).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::content::draft::{check, edit, sample};

    fn path(text: &str) -> Path {
        Path::parse(text).unwrap()
    }

    #[test]
    fn a_place_is_described_by_the_table_of_the_format() {
        let holds = |text: &str| holds(&path(text));
        assert_eq!(holds("items[0].id"), Some(Holds::Name));
        assert_eq!(holds("items[0].scale"), Some(Holds::Reference(Part::Scale)));
        assert_eq!(holds("items[0].areas"), Some(Holds::References(Part::Area)));
        assert_eq!(holds("gate.all[0].score.of"), Some(Holds::Reference(Part::Score)));
        assert_eq!(holds("gate.any[0].items.of"), Some(Holds::References(Part::Item)));
        assert_eq!(holds("items[0].label"), Some(Holds::Words { most: 24 }));
        assert_eq!(
            holds("items[0].label.en"),
            Some(Holds::Text {
                empty: false,
                most: 48
            })
        );
        assert_eq!(holds("gate.gut"), Some(Holds::True));
        assert_eq!(holds("items[0].nothing"), None);
        assert_eq!(holds("items.label"), None);
        assert_eq!(holds("version[0]"), None);
    }

    #[test]
    fn every_name_in_the_format_is_known_as_a_name_or_a_reference() {
        fn look(shape: &'static Shape, path: &Path, seen: &mut Vec<&'static str>) {
            match shape {
                Shape::Id => assert!(
                    !matches!(holds(path), Some(Holds::FreeName) | None),
                    "{path} names something unknown"
                ),
                Shape::List { of, .. } => look(of, &path.index(0), seen),
                Shape::Object(object) => {
                    // A condition holds conditions: the second round would tell nothing new.
                    if seen.iter().filter(|name| **name == object.name).count() < 2 {
                        seen.push(object.name);
                        for field in object.fields {
                            look(&field.shape, &path.field(field.name), seen);
                        }
                        seen.pop();
                    }
                }
                Shape::Text { .. }
                | Shape::Number { .. }
                | Shape::Whole { .. }
                | Shape::True
                | Shape::Choice(_) => {}
            }
        }
        look(&WHOLE, &Path::top(), &mut Vec::new());
    }

    #[test]
    fn a_new_rule_ends_however_deep_it_stands() {
        let draft = sample().unwrap();
        for place in [
            "gate",
            "gate.all",
            "gate.all[0].any",
            "levels[1].when.not",
            "notices[0]",
        ] {
            let new = blank(&draft, &path(place));
            assert!(!matches!(new, Json::Null), "{place}");
        }
        let rule = blank(&draft, &path("gate"));
        assert!(rule.get("score").is_some());
    }

    #[test]
    fn something_new_lacks_nothing_but_words() {
        for list in [
            "items", "lines", "scales", "supports", "contacts", "asks", "cards",
        ] {
            let mut draft = sample().unwrap();
            let place = Path::top()
                .field(list)
                .index(draft.get(list).unwrap().list().len());
            let new = blank(&draft, &place);
            edit::insert(&mut draft, &place, new).unwrap();
            let faults = check(&draft).unwrap_err();
            for fault in faults.faults {
                let what = Path::parse(&fault.place).unwrap();
                let is_needed = what
                    .last_field()
                    .is_some_and(|field| matches!(field, "ja" | "en" | "areas"));
                assert!(is_needed, "{fault:?}");
            }
        }
    }
}
