//! The format once more as typed structs, for tests alone: the JSON Schema published with the app is made from them, and
//! what is written is held against them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::format::document::v1::schema::{Attendance, CardRecord, Content, Decision};

type Entries<V> = BTreeMap<String, V>;

/// Versions of a field in a row, each as three entries: the value (`null`: blank), the position of its writer in
/// `replicas` from 0, and the number of the write. The last version is the one shown; several stand where people wrote
/// without seeing each other.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
pub(in super::super) struct Register<V>(#[schemars(length(min = 3))] Vec<Entry<V>>);

/// An entry of such a row.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(untagged)]
pub(in super::super) enum Entry<V> {
    /// A position or the number of a write.
    Number(u64),
    /// Blank.
    Blank,
    /// A value.
    Value(V),
}

/// The whole document.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Document {
    /// `kizuki.document/2`.
    pub format: String,
    /// Which class it is: 32 hexadecimal digits, drawn at random.
    pub id: String,
    /// Writers, each with its name (16 hexadecimal digits, drawn at random) and the number up to which its writes are in
    /// this file.
    pub replicas: Vec<(String, u64)>,
    /// The class.
    pub class: Class,
    /// Rounds in order of their numbers. At least one.
    pub rounds: Vec<Round>,
    /// Students who were removed, by their identity inside the document; nothing of them is in the file.
    pub removed: Vec<u32>,
    /// Case codes of students who were removed, and of key tables that were disposed of; never used again.
    pub retired_codes: Vec<String>,
}

/// The class (学級).
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Class {
    /// Name or sign of the school; may be empty. At most 20 characters.
    pub school: Register<String>,
    /// 年度.
    pub school_year: Register<u16>,
    /// 学年: `P1` to `P6`, `J1` to `J3`.
    pub grade: Register<String>,
    /// 組; may be empty. At most 8 characters.
    pub class_name: Register<String>,
    /// Contact slots the school filled in, by the contact's identifier.
    pub contacts: Entries<Register<String>>,
    /// Students in order of their identities. At most 200.
    pub students: Vec<Student>,
}

/// A student (児童・生徒).
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Student {
    /// Identity inside the document; unique.
    pub id: u32,
    /// 出席番号, 1 to 999. Where two students have one, the later written gets the next free one when it is shown.
    pub number: Register<u16>,
    /// 氏名, if wanted. At most 40 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Register<String>>,
    /// ふりがな, if known. At most 40 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<Register<String>>,
}

/// One round of screening (回).
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Round {
    /// The number it got when it was begun; with the content it is unique.
    pub number: u32,
    /// The content it is answered with.
    pub content: Content,
    /// What the round is called in this class.
    pub label: Register<String>,
    /// The day it began, `2026-06-10`.
    pub began: Register<String>,
    /// The key table (対応表) of this round, by case code (`K7P-3FX-M`).
    pub codes: Entries<Register<Issue>>,
    /// Sheets, one per student at most; a student without one is wholly blank.
    pub sheets: Vec<Sheet>,
    /// The disposal log (廃棄記録) of this round; absent where nothing was disposed of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disposed: Vec<Disposal>,
}

/// Something of a round that was disposed of. Nothing of it is in the file, and no other copy brings it back.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Disposal {
    /// `sheets` (answers, cards, decisions), or `keys` (whom the case codes stand for).
    pub what: String,
    /// The day.
    pub on: String,
    /// Sheets or case codes that were there.
    pub count: u32,
    /// School years after its own that such records were kept by the rule.
    pub years: u8,
}

/// Whom a case code stands for.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Issue {
    /// The student's identity inside the document.
    pub student: u32,
    /// The day it was drawn.
    pub on: String,
}

/// One student's sheet of one round.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Sheet {
    /// The student's identity inside the document.
    pub student: u32,
    /// Answers by item: an option's position from 0 (`2`), a count (`count 4`), `?` わからない, `-` 対象外; blank where an
    /// answer was taken back. What is not here was never answered.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: Entries<Register<String>>,
    /// なんとなく気になる: `true`, or blank where it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gut: Option<Register<bool>>,
    /// Imported counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendance: Option<Register<Attendance>>,
    /// Cards that were read, with what was done, by the card's identifier.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cards: Entries<Register<CardRecord>>,
    /// What the team agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Register<Box<Decision>>>,
}
