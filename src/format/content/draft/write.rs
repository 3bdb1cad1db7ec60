//! A draft as a file: fields in the order of the format, two spaces for each level, short things on one line, so that a
//! person can read it and two versions can be compared line by line.

use super::form;
use super::path::Path;
use crate::format::json::Json;
use crate::format::json_writer::JsonWriter;

/// Characters of a line up to which an object or list stands on it whole.
const LINE: usize = 100;

/// The document as text. Reading it gives the draft again, with its fields in the order of the format; fields the format
/// does not know follow last, as they were.
pub fn write(draft: &Json) -> String {
    let mut out = String::new();
    value(&ordered(draft, &Path::top()), 0, &mut out);
    out.push('\n');
    out
}

/// The same document with its fields in the order of the format.
fn ordered(json: &Json, path: &Path) -> Json {
    match json {
        Json::Object(fields) => {
            let known = form::fields(path);
            let place = |name: &str| {
                let found = known.iter().position(|field| field.name == name);
                found.unwrap_or(known.len())
            };
            let mut sorted: Vec<&(String, Json)> = fields.iter().collect();
            sorted.sort_by_key(|(name, _)| place(name));
            let fields = sorted
                .into_iter()
                .map(|(name, json)| (name.clone(), ordered(json, &path.field(name))));
            Json::Object(fields.collect())
        }
        Json::List(list) => {
            let entry = |(index, json)| ordered(json, &path.index(index));
            Json::List(list.iter().enumerate().map(entry).collect())
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => json.clone(),
    }
}

fn value(json: &Json, depth: usize, out: &mut String) {
    let line = on_one_line(json);
    if depth > 0 && line.chars().count() <= LINE {
        return out.push_str(&line);
    }
    match json {
        Json::Object(fields) if !fields.is_empty() => {
            out.push('{');
            for (at, (name, json)) in fields.iter().enumerate() {
                begin(at, depth + 1, out);
                quoted(name, out);
                out.push_str(": ");
                value(json, depth + 1, out);
            }
            new_line(depth, out);
            out.push('}');
        }
        Json::List(list) if !list.is_empty() => {
            out.push('[');
            for (at, json) in list.iter().enumerate() {
                begin(at, depth + 1, out);
                value(json, depth + 1, out);
            }
            new_line(depth, out);
            out.push(']');
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Object(_) | Json::List(_) => {
            out.push_str(&line)
        }
    }
}

fn on_one_line(json: &Json) -> String {
    let mut out = String::new();
    flat(json, &mut out);
    out
}

fn flat(json: &Json, out: &mut String) {
    match json {
        Json::Null => out.push_str("null"),
        Json::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Json::Number(number) => out.push_str(&number.to_string()),
        Json::Text(text) => quoted(text, out),
        Json::List(list) => {
            out.push('[');
            for (at, json) in list.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                flat(json, out);
            }
            out.push(']');
        }
        Json::Object(fields) => {
            out.push('{');
            for (at, (name, json)) in fields.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                quoted(name, out);
                out.push_str(": ");
                flat(json, out);
            }
            out.push('}');
        }
    }
}

fn quoted(text: &str, out: &mut String) {
    let mut writer = JsonWriter::default();
    writer.text(text);
    out.push_str(&writer.finish());
}

fn begin(at: usize, depth: usize, out: &mut String) {
    out.push_str(if at > 0 { "," } else { "" });
    new_line(depth, out);
}

fn new_line(depth: usize, out: &mut String) {
    out.push('\n');
    (0..depth).for_each(|_| out.push_str("  "));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::testing::texts;
    use crate::format::content::draft::{check, edit, open, sample};

    #[test]
    fn the_sample_reads_back_as_it_was_and_makes_the_same_checklist() {
        let draft = sample().unwrap();
        let text = write(&draft);
        let again = open(text.as_bytes()).unwrap();
        assert_eq!(again, ordered(&draft, &Path::top()));
        assert_eq!(check(&again), check(&draft));
        assert_eq!(write(&again), text);
    }

    #[test]
    fn fields_stand_in_the_order_of_the_format_and_strangers_last() {
        let draft = open(br#"{"zzz": 1, "version": "1", "id": "x", "format": "kizuki.content/1"}"#).unwrap();
        let names: Vec<String> = open(write(&draft).as_bytes())
            .unwrap()
            .fields()
            .iter()
            .map(|(name, _)| name.clone())
            .collect();
        assert_eq!(names, ["format", "id", "version", "zzz"]);
    }

    /// Any JSON as small as a draft's parts.
    fn any_json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::Bool),
            any::<i32>().prop_map(|number| Json::Number(number.into())),
            // As many decimals as people write: all of these read back exactly.
            any::<i32>().prop_map(|number| Json::Number(f64::from(number) / 1000.0)),
            texts(30).prop_map(Json::Text),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Json::List),
                prop::collection::vec((texts(8), inner), 0..5).prop_map(Json::Object),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_draft_reads_back(json in any_json()) {
            let mut draft = sample().unwrap();
            edit::set(&mut draft, &Path::parse("items[3].help").unwrap(), json).unwrap();
            let draft = ordered(&draft, &Path::top());
            let read = open(write(&draft).as_bytes()).unwrap();
            prop_assert!(read == draft, "{:?}", read.get("items").map(|items| &items.list()[3]));
        }
    }
}
