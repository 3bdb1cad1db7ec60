//! The published JSON Schema is made from the table that the reader checks documents against.

use serde_json::{Map, Value, json};

use super::default_json;
use crate::domain::limits::MAX_ID_CHARS;
use crate::format::content::shape::{Object, Shape};
use crate::format::content::table::DOCUMENT;

const PUBLISHED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/public/schemas/content-1.json");

/// The JSON Schema of the format.
fn schema() -> Value {
    let mut definitions = Map::new();
    let mut schema = object(&DOCUMENT, &mut definitions);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("kizuki.content/1");
    schema["$defs"] = definitions.into();
    schema
}

fn object(object: &Object, definitions: &mut Map<String, Value>) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in object.fields {
        let mut property = shape(&field.shape, definitions);
        property["description"] = json!(field.doc);
        properties.insert(field.name.into(), property);
        if field.required {
            required.push(field.name);
        }
    }
    let mut schema = json!({
        "type": "object",
        "description": object.doc.trim(),
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    if !object.one_of.is_empty() {
        schema["oneOf"] = object
            .one_of
            .iter()
            .map(|name| json!({ "required": [name] }))
            .collect();
    }
    schema
}

fn shape(shape: &Shape, definitions: &mut Map<String, Value>) -> Value {
    match shape {
        Shape::Id => json!({ "type": "string", "pattern": "^[A-Za-z0-9_.-]+$", "maxLength": MAX_ID_CHARS }),
        Shape::Text { empty, most } => {
            json!({ "type": "string", "minLength": u8::from(!empty), "maxLength": most })
        }
        Shape::Number { least, most } => json!({ "type": "number", "minimum": least, "maximum": most }),
        Shape::Whole { least, most } => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Shape::True => json!({ "const": true }),
        Shape::Choice(words) => json!({ "enum": words }),
        Shape::List { of, least, most } => {
            let items = self::shape(of, definitions);
            json!({ "type": "array", "items": items, "minItems": least, "maxItems": most })
        }
        Shape::Object(inner) => {
            let name = inner.name.to_lowercase();
            if !definitions.contains_key(&name) {
                definitions.insert(name.clone(), Value::Null); // conditions hold conditions
                let definition = object(inner, definitions);
                definitions.insert(name.clone(), definition);
            }
            json!({ "$ref": format!("#/$defs/{name}") })
        }
    }
}

/// Whether `value` keeps to `schema`, as far as the keywords above go.
fn holds(schema: &Value, value: &Value, root: &Value) -> bool {
    if let Some(name) = schema["$ref"].as_str() {
        return holds(&root["$defs"][name.trim_start_matches("#/$defs/")], value, root);
    }
    let within = |number: Option<f64>, least: &str, most: &str| {
        let number = number.unwrap_or(f64::NAN);
        number >= schema[least].as_f64().unwrap_or(f64::MIN)
            && number <= schema[most].as_f64().unwrap_or(f64::MAX)
    };
    let count = |count: usize| Some(u32::try_from(count).unwrap().into());
    if let Some(words) = schema["enum"].as_array() {
        return words.contains(value);
    }
    match schema["type"].as_str() {
        None => schema["const"] == *value,
        Some("string") => value
            .as_str()
            .is_some_and(|text| within(count(text.chars().count()), "minLength", "maxLength")),
        Some("number") => within(value.as_f64(), "minimum", "maximum"),
        Some("integer") => value.is_i64() && within(value.as_f64(), "minimum", "maximum"),
        Some("array") => value.as_array().is_some_and(|list| {
            within(count(list.len()), "minItems", "maxItems")
                && list.iter().all(|entry| holds(&schema["items"], entry, root))
        }),
        Some("object") => value.as_object().is_some_and(|fields| {
            let known = |(name, value): (&String, &Value)| {
                schema["properties"]
                    .get(name)
                    .is_some_and(|property| holds(property, value, root))
            };
            let given = |names: &Value| {
                names
                    .as_array()
                    .into_iter()
                    .flatten()
                    .all(|name| fields.contains_key(name.as_str().unwrap()))
            };
            let one_of = schema["oneOf"].as_array();
            fields.iter().all(known)
                && given(&schema["required"])
                && one_of.is_none_or(|ways| ways.iter().filter(|way| given(&way["required"])).count() == 1)
        }),
        Some(other) => panic!("unexpected type {other}"),
    }
}

#[test]
fn the_published_schema_is_the_one_of_this_format() {
    let expected = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
    if std::env::var_os("KIZUKI_UPDATE_SCHEMAS").is_some() {
        std::fs::create_dir_all(std::path::Path::new(PUBLISHED).parent().unwrap()).unwrap();
        std::fs::write(PUBLISHED, &expected).unwrap();
    }
    let published = std::fs::read_to_string(PUBLISHED).unwrap_or_default();
    assert!(
        published == expected,
        "run KIZUKI_UPDATE_SCHEMAS=1 cargo test schema"
    );
}

#[test]
fn the_built_in_content_keeps_to_the_schema() {
    let schema = schema();
    assert!(holds(&schema, &default_json(), &schema));
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    let schema = schema();
    let edits: [fn(&mut Value); 6] = [
        |content| content["areas"][0]["colour"] = json!("red"),
        |content| content["items"][0]["weight"] = json!(5.25),
        |content| content["items"][6]["options"] = json!([]),
        |content| content["gate"]["gut"] = json!(true),
        |content| content["levels"][1]["shape"] = json!("star"),
        |content| content["rounds"][0] = json!({ "label": { "ja": "1学期", "en": "Term 1" } }),
    ];
    for edit in edits {
        let mut content = default_json();
        edit(&mut content);
        assert!(!holds(&schema, &content, &schema));
        assert!(super::read(&content).is_err());
    }
}
