//! The format once more as typed structs, for tests alone: the JSON Schema published with the app is made from them, and
//! what is written is held against them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::format::document::v1::schema::Content;
use crate::format::document::v2::schema::{Class, Round};

/// The whole document.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Document {
    /// `kizuki.document/3`.
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
    /// Content documents that the rounds were answered with; a round of an older file may have none.
    pub contents: Vec<KeptContent>,
}

/// A content document (`kizuki.content/1`), word for word.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct KeptContent {
    /// By what its rounds name it; the checksum is the beginning of the SHA-256 of the text in UTF-8.
    pub content: Content,
    /// The document. At most 1 MiB, all of them together 4 MiB.
    pub text: String,
}
