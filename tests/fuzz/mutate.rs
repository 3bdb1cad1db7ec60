//! The mutator: bytes flipped, cut and spliced; values of a JSON tree swapped, doubled, nested and made huge.

use serde_json::{Map, Value, json};

/// Numbers drawn from a seed (xorshift64*): the same seed, the same numbers, on every machine.
pub struct Draw(u64);

impl Draw {
    /// Starts at a seed.
    pub fn new(seed: u64) -> Self {
        // Neighbouring seeds shall have nothing in common, and the state is never 0.
        Self(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `bound`; 0 where there is none.
    pub fn below(&mut self, bound: usize) -> usize {
        ((self.next() >> 16) as usize) % bound.max(1)
    }

    /// Whether something that happens once in `n` times happens.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Bytes that mean something to one of the readers.
const PIECES: [&[u8]; 14] = [
    b"\"",
    b",",
    b"\r\n",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"null",
    b"1e308",
    b"-1",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\0",
];

/// A file broken at a few places, pieces of another among it.
pub fn broken_bytes(mut bytes: Vec<u8>, other: &[u8], draw: &mut Draw) -> Vec<u8> {
    for _ in 0..=draw.below(4) {
        let at = draw.below(bytes.len() + 1);
        let end = (at + 1 + draw.below(40)).min(bytes.len());
        match draw.below(7) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << draw.below(8);
                }
            }
            1 => bytes.truncate(at),
            2 => drop(bytes.drain(at..end.max(at))),
            3 => {
                let copy = bytes[at.min(end)..end].to_vec();
                bytes.splice(at..at, copy);
            }
            4 => {
                let from = draw.below(other.len());
                let to = (from + draw.below(200)).min(other.len());
                bytes.splice(at..at, other[from..to].iter().copied());
            }
            5 => {
                let piece = *draw.pick(&PIECES);
                let times = if draw.one_in(9) { 3_000 } else { 1 };
                bytes.splice(at..at, piece.repeat(times));
            }
            _ => {
                // A digit more changes a number and nothing else.
                if let Some(digit) = bytes.iter().skip(at).position(u8::is_ascii_digit) {
                    let nine = vec![b'9'; 1 + draw.below(3)];
                    bytes.splice(at + digit..at + digit, nine);
                }
            }
        }
    }
    bytes
}

/// A JSON file with a few values changed: most of it stays sound, so that the rules behind the parser are reached.
pub fn broken_json(bytes: &[u8], draw: &mut Draw) -> Vec<u8> {
    let mut document: Value = serde_json::from_slice(bytes).unwrap();
    let mut twice = None;
    for _ in 0..=draw.below(3) {
        let all = count(&document);
        let source = pointed(&document, draw.below(all)).clone();
        let target = draw.below(all);
        let value = pointed_mut(&mut document, target);
        match draw.below(9) {
            0 => *value = source,
            1 => *value = Value::Null,
            2 => *value = nested(std::mem::take(value), 1 + draw.below(200)),
            3 => {
                *value = draw
                    .pick(&[
                        json!(1e300),
                        json!(-1),
                        json!(0),
                        json!(65_536),
                        json!(0.1),
                        json!(u64::MAX),
                    ])
                    .clone()
            }
            4 => *value = json!("\u{202e}あ".repeat(1 + draw.below(300))),
            5 | 6 => change_number(value, draw),
            7 => match value {
                Value::Array(list) if !list.is_empty() => {
                    let at = draw.below(list.len());
                    if draw.one_in(2) {
                        list.remove(at);
                    } else {
                        list.insert(at, list[at].clone());
                    }
                }
                Value::Object(fields) => {
                    let names: Vec<String> = fields.keys().cloned().collect();
                    if !names.is_empty() {
                        fields.remove(draw.pick(&names));
                    }
                }
                other => *other = json!([]),
            },
            _ => {
                // A field given twice cannot stand in this tree; it is written below.
                if let Value::Object(fields) = value {
                    twice = fields
                        .iter()
                        .next()
                        .map(|(name, value)| (name.clone(), value.clone()));
                }
            }
        }
    }
    let mut text = document.to_string();
    if let Some((name, value)) = twice {
        let field = format!("{}:{value}", Value::from(name.as_str()));
        text = text.replacen(&field, &format!("{field},{field}"), 1);
    }
    text.into_bytes()
}

/// The first number in a value, moved a little: cut-offs, points and counts stay numbers.
fn change_number(value: &mut Value, draw: &mut Draw) {
    match value {
        Value::Number(number) => {
            let old = number.as_f64().unwrap_or_default();
            let new = [old + 1.0, old - 1.0, old * 2.0, old + 0.25, 100.0];
            *value = json!(*draw.pick(&new));
        }
        Value::Array(list) => {
            let length = list.len();
            if let Some(entry) = list.get_mut(draw.below(length)) {
                change_number(entry, draw);
            }
        }
        Value::Object(fields) => {
            let length = fields.len();
            if let Some(entry) = fields.values_mut().nth(draw.below(length)) {
                change_number(entry, draw);
            }
        }
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

fn nested(value: Value, times: usize) -> Value {
    (0..times).fold(value, |inner, at| {
        if at % 2 == 0 {
            Value::Array(vec![inner])
        } else {
            Value::Object(Map::from_iter([("all".to_owned(), inner)]))
        }
    })
}

/// Number of values in a document.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// The value with this number, counted depth first.
fn pointed(value: &Value, number: usize) -> &Value {
    fn walk<'a>(value: &'a Value, left: &mut usize) -> Option<&'a Value> {
        if *left == 0 {
            return Some(value);
        }
        *left -= 1;
        match value {
            Value::Array(list) => list.iter().find_map(|entry| walk(entry, left)),
            Value::Object(fields) => fields.values().find_map(|entry| walk(entry, left)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        }
    }
    walk(value, &mut { number }).unwrap_or(value)
}

fn pointed_mut(value: &mut Value, number: usize) -> &mut Value {
    fn walk<'a>(value: &'a mut Value, left: &mut usize) -> Option<&'a mut Value> {
        if *left == 0 {
            return Some(value);
        }
        *left -= 1;
        match value {
            Value::Array(list) => list.iter_mut().find_map(|entry| walk(entry, left)),
            Value::Object(fields) => fields.values_mut().find_map(|entry| walk(entry, left)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        }
    }
    let number = if number < count(value) { number } else { 0 };
    walk(value, &mut { number }).expect("counted")
}
