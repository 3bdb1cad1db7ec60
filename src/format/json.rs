//! A JSON tree that keeps what a reader of foreign files must know: the order of fields and fields given twice.
//!
//! Formats that people write by hand (the content) are read through this tree rather than through derived structs: it
//! finds every fault with its place instead of the first one, and costs a tenth of the code.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// Any number; whole numbers are exact up to 2⁵³.
    Number(f64),
    /// A string.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object; fields in the order of the file, a name given twice stands in it twice.
    Object(Vec<(String, Json)>),
}

/// What is not there.
static NULL: Json = Json::Null;

impl Json {
    /// The first field of this name, if this is an object that has it.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.fields()
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, json)| json)
    }

    /// The fields of an object; none of anything else.
    pub fn fields(&self) -> &[(String, Json)] {
        match self {
            Json::Object(fields) => fields,
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => &[],
        }
    }

    /// The entries of a list; none of anything else.
    pub fn list(&self) -> &[Json] {
        match self {
            Json::List(list) => list,
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Object(_) => &[],
        }
    }

    /// The string, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::List(_) | Json::Object(_) => None,
        }
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Json::Number(number) => Some(*number),
            Json::Null | Json::Bool(_) | Json::Text(_) | Json::List(_) | Json::Object(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Tree)
    }
}

struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(json) = seq.next_element()? {
            list.push(json);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Json::Object(fields))
    }
}

/// A value with the way to it from the top of the document, which is written out only when there is a fault.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    /// The value; `null` when it is not there.
    pub json: &'a Json,
    parent: Option<&'a Node<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Top,
    Field(&'a str),
    Index(usize),
}

impl<'a> Node<'a> {
    /// The whole document.
    pub fn top(json: &'a Json) -> Self {
        Node {
            json,
            parent: None,
            step: Step::Top,
        }
    }

    /// The field of this name; its value is `null` when there is none.
    pub fn field(&'a self, name: &'a str) -> Node<'a> {
        Node {
            json: self.json.get(name).unwrap_or(&NULL),
            parent: Some(self),
            step: Step::Field(name),
        }
    }

    /// The entry at `index` of a list, whose value is `json`.
    fn entry(&'a self, index: usize, json: &'a Json) -> Node<'a> {
        Node {
            json,
            parent: Some(self),
            step: Step::Index(index),
        }
    }

    /// The entries of a list.
    pub fn entries(&'a self) -> impl ExactSizeIterator<Item = Node<'a>> {
        self.json
            .list()
            .iter()
            .enumerate()
            .map(|(index, json)| self.entry(index, json))
    }

    /// The fields of an object with their names, in the order of the file.
    pub fn members(&'a self) -> impl Iterator<Item = (&'a str, Node<'a>)> {
        self.json.fields().iter().map(|(name, json)| {
            let step = Step::Field(name);
            (
                name.as_str(),
                Node {
                    json,
                    parent: Some(self),
                    step,
                },
            )
        })
    }

    /// The string; empty when it is none.
    pub fn text(&self) -> &'a str {
        self.json.text().unwrap_or_default()
    }

    /// The number; 0 when it is none.
    pub fn number(&self) -> f64 {
        self.json.number().unwrap_or_default()
    }

    /// The number as a small whole one, cut off at the bounds of the type.
    pub fn whole(&self) -> u16 {
        self.number() as u16
    }

    /// Whether the field is given.
    pub fn has(&self, name: &str) -> bool {
        self.json.get(name).is_some()
    }
}

/// The place, e.g. `items[12].count.bands[2]`; empty for the document itself.
impl fmt::Display for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match (self.step, self.parent.map(|parent| parent.step)) {
            (Step::Top, _) => Ok(()),
            (Step::Index(index), _) => write!(f, "[{index}]"),
            (Step::Field(name), Some(Step::Top)) => f.write_str(name),
            (Step::Field(name), _) => write!(f, ".{name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn every_kind_of_value_is_kept() {
        let fields = [
            ("n", Json::Null),
            ("b", Json::Bool(true)),
            ("i", Json::Number(-3.0)),
            ("f", Json::Number(0.25)),
            ("t", Json::Text("あ\"".into())),
            ("l", Json::List(vec![Json::Number(1.0), Json::Object(Vec::new())])),
        ];
        let expected = Json::Object(fields.map(|(name, json)| (name.to_owned(), json)).to_vec());
        let text = r#"{"n": null, "b": true, "i": -3, "f": 0.25, "t": "あ\"", "l": [1, {}]}"#;
        assert_eq!(json(text), expected);
    }

    #[test]
    fn a_field_given_twice_stays_visible_and_the_first_is_read() {
        let twice = json(r#"{"a": 1, "b": 2, "a": 3}"#);
        assert_eq!(twice.fields().len(), 3);
        assert_eq!(twice.get("a"), Some(&Json::Number(1.0)));
    }

    #[test]
    fn a_node_knows_its_place_even_where_nothing_is() {
        let document = json(r#"{"items": [{}, {"count": {"bands": [1, 2]}}]}"#);
        let top = Node::top(&document);
        let items = top.field("items");
        let item = items.entries().nth(1).unwrap();
        let count = item.field("count");
        let bands = count.field("bands");
        let band = bands.entries().nth(1).unwrap();
        assert_eq!(band.to_string(), "items[1].count.bands[1]");
        assert_eq!(band.whole(), 2);
        let nothing = band.field("label");
        assert_eq!(
            (nothing.to_string().as_str(), nothing.json),
            ("items[1].count.bands[1].label", &Json::Null)
        );
        assert_eq!(
            (top.to_string().as_str(), nothing.text(), top.has("items")),
            ("", "", true)
        );
    }

    #[test]
    fn a_whole_number_is_cut_off_at_the_bounds_of_its_type() {
        for (text, whole) in [("-1", 0), ("65535", 65535), ("1e300", 65535), ("\"3\"", 0)] {
            assert_eq!(Node::top(&json(text)).whole(), whole, "{text}");
        }
    }
}
