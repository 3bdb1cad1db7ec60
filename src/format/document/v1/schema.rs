//! The format once more as typed structs, for tests alone: the JSON Schema published with the app is made from them, and
//! what is written is held against them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

type Entries<V> = BTreeMap<String, V>;

/// The whole document.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Document {
    /// `kizuki.document/1`.
    pub format: String,
    /// Counts changes; the higher one of two copies is the newer.
    pub revision: u64,
    /// The class.
    pub class: Class,
    /// The number inside the document that the next student gets.
    pub next_student: u32,
    /// Rounds, oldest first. At least one.
    pub rounds: Vec<Round>,
    /// The key table (対応表): which case code stands for whom.
    pub keys: Vec<Key>,
    /// Case codes once used for students or rounds that are gone; never used again.
    pub retired_codes: Vec<String>,
    /// Contact slots the school filled in, by the contact's identifier.
    pub contacts: Entries<String>,
}

/// The class (学級).
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Class {
    /// Name or sign of the school; may be empty. At most 20 characters.
    pub school: String,
    /// 年度.
    pub school_year: u16,
    /// 学年: `P1` to `P6`, `J1` to `J3`.
    pub grade: String,
    /// 組; may be empty. At most 8 characters.
    pub class_name: String,
    /// Students in order of their numbers. At most 200.
    pub students: Vec<Student>,
}

/// A student (児童・生徒).
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Student {
    /// Identity inside the document; unique.
    pub id: u32,
    /// 出席番号, 1 to 999, unique in the class.
    pub number: u16,
    /// 氏名, if wanted. At most 40 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// ふりがな, if known. At most 40 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<String>,
}

/// Which content something was made with.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Content {
    /// The content's own identifier.
    pub id: String,
    /// The content's version.
    pub version: String,
    /// First 8 hexadecimal digits of the SHA-256 of the content's bytes.
    pub checksum: String,
}

/// One round of screening (回).
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Round {
    /// Identity inside the document; unique.
    pub id: u32,
    /// What the round is called in this class.
    pub label: String,
    /// The day it began, `2026-06-10`.
    pub began: String,
    /// The content it is answered with.
    pub content: Content,
    /// Sheets, one per student at most; a student without one is wholly blank.
    pub responses: Vec<Response>,
}

/// One student's sheet of one round.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Response {
    /// The student's identity inside the document.
    pub student: u32,
    /// Answers by item: an option's position from 0 (`2`), a count (`count 4`), `?` わからない, `-` 対象外. What is not here is blank.
    pub answers: Entries<String>,
    /// なんとなく気になる.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gut: bool,
    /// Imported counts.
    #[serde(default, skip_serializing_if = "Attendance::is_empty")]
    pub attendance: Attendance,
    /// Cards that were read, with what was done, by the card's identifier.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cards: Entries<CardRecord>,
    /// What the team agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

/// Attendance in the round's window.
#[derive(Debug, Default, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(in super::super) struct Attendance {
    /// 欠席日数 in the window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absent: Option<u16>,
    /// 遅刻 in the window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late: Option<u16>,
    /// 早退 in the window.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_early: Option<u16>,
    /// 欠席日数 since the school year began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absent_year: Option<u16>,
    /// 授業日数 in the window; since the third format, whose schema says so.
    #[schemars(skip)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub school_days: Option<u16>,
}

impl Attendance {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// That a card was read and what was done.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct CardRecord {
    /// What was done, by identifier.
    pub actions: Vec<String>,
    /// The day it was recorded.
    pub on: String,
    /// Facts and words as spoken. At most 400 characters.
    pub note: String,
}

/// Who carries the support.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub(in super::super) enum Direction {
    /// 校内で
    School,
    /// 地域とともに
    Community,
    /// 専門機関と
    Agency,
}

/// The guardian's consent to consulting.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub(in super::super) enum Consent {
    /// 未確認
    NotAsked,
    /// 了解あり
    Given,
    /// 了解なし
    Refused,
}

/// Third of a month.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub(in super::super) enum MonthPart {
    /// 上旬
    Early,
    /// 中旬
    Middle,
    /// 下旬
    Late,
}

/// By when an answer is wanted.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct ReplyBy {
    /// The month, `2026-12`.
    pub month: String,
    /// The third of it.
    pub part: MonthPart,
}

/// What the team agreed for a student.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Decision {
    /// The month of the meeting, `2026-11`.
    pub met: String,
    /// Directions. At least one.
    pub directions: Vec<Direction>,
    /// Supports agreed, by identifier.
    pub supports: Vec<String>,
    /// Who is responsible. At most 40 characters.
    pub who: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When the effect is looked at next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_check: Option<String>,
    /// Supports tried before, with the month they began.
    pub tried: Entries<String>,
    /// What the ward is asked for, by identifier.
    pub asks: Vec<String>,
    /// その他. At most 40 characters.
    pub ask_other: String,
    /// By when an answer is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_by: Option<ReplyBy>,
    /// 本人の気持ち is known.
    pub student_heard: bool,
    /// 保護者の意向 is known.
    pub guardian_heard: bool,
    /// The guardian's consent.
    pub consent: Consent,
    /// A note for the school. At most 400 characters.
    pub note: String,
    /// The day it was recorded.
    pub on: String,
    /// What the team saw.
    pub basis: Basis,
}

/// What the team saw when it decided.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Basis {
    /// The content the level was made with.
    pub content: Content,
    /// The level shown; none for 情報不足.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Lowest level the open answers left possible.
    pub lowest: String,
    /// Highest level the open answers left possible.
    pub highest: String,
    /// Why, in the words shown then.
    pub reasons: Vec<String>,
    /// Items that weighed most.
    pub items: Vec<String>,
}

/// One line of the key table.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Key {
    /// The case code, `K7P-3FX-M`.
    pub code: String,
    /// The student's identity inside the document.
    pub student: u32,
    /// The round's identity inside the document.
    pub round: u32,
    /// The day it was drawn.
    pub on: String,
}
