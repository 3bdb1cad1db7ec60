//! The format once more as typed structs, for tests alone: the JSON Schema published with the app is made from them, and
//! what is written is held against them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Words of the format.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub(super) enum $name { $($(#[$variant_doc])* $variant,)* }
    )*};
}

words! {
    /// Whom the ward asks for at the school (担当窓口の役職).
    Contact {
        /// 管理職
        Management,
        /// 教頭
        VicePrincipal,
        /// 教育相談コーディネーター
        Coordinator,
        /// 生徒指導主事
        GuidanceHead,
        /// 養護教諭
        Nurse,
        /// 特別支援教育コーディネーター
        SpecialNeeds,
        /// スクールソーシャルワーカー
        SocialWorker,
    }
    /// Grades taken together (学年帯).
    GradeBand {
        /// 小学校低学年 (1–2)
        ElementaryLower,
        /// 小学校中学年 (3–4)
        ElementaryMiddle,
        /// 小学校高学年 (5–6)
        ElementaryUpper,
        /// 中学校
        JuniorHigh,
    }
    /// The form the picture rests on.
    Ground {
        /// 一次確認
        Short,
        /// 詳しい票
        Full,
    }
    /// Change since the last round.
    Trend {
        /// Not comparable.
        Unknown,
        /// More concern.
        Up,
        /// No change.
        Same,
        /// Less concern.
        Down,
    }
    /// Shape of a level.
    Shape {
        /// ○
        Circle,
        /// △
        Triangle,
        /// ◇
        Diamond,
        /// ■
        Square,
    }
    /// Who carries the support.
    Direction {
        /// 校内で
        School,
        /// 地域とともに
        Community,
        /// 専門機関と
        Agency,
    }
    /// The guardian's consent to consulting.
    Consent {
        /// 未確認
        NotAsked,
        /// 了解あり
        Given,
        /// 了解なし
        Refused,
    }
    /// Third of a month.
    MonthPart {
        /// 上旬
        Early,
        /// 中旬
        Middle,
        /// 下旬
        Late,
    }
    /// Whether a strength is there.
    Strength {
        /// ある
        Present,
        /// ない
        Absent,
        /// わからない
        Unknown,
    }
}

/// What is known of an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Picture {
    /// A step is given.
    Known,
    /// 情報不足
    Insufficient,
    /// 対象外
    NotApplicable,
}

/// The whole summary.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Summary {
    /// `kizuki.summary/1`.
    pub format: String,
    /// 照会番号, e.g. `K7P-3FX-M`.
    pub code: String,
    /// 作成年月, `2026-11`.
    pub made: String,
    /// 学校名 or 学校記号, at most 20 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// 担当窓口.
    pub contact: Contact,
    /// 学年帯.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade_band: Option<GradeBand>,
    /// The content it was made with.
    pub content: Content,
    /// The level.
    pub level: Level,
    /// Areas, at most 12.
    pub areas: Vec<Area>,
    /// What weighs most, at most 5.
    pub signs: Vec<Sign>,
    /// Strengths.
    pub strengths: Vec<StrengthItem>,
    /// Information items that hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub information: Vec<Named>,
    /// Strips of the cards that opened; the school acts on them apart from this summary.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub urgent: Vec<Named>,
    /// 校内で行った支援.
    pub tried: Vec<Tried>,
    /// What the people concerned said.
    pub wishes: Wishes,
    /// What the team decided.
    pub decision: Decision,
    /// What the ward is asked for.
    pub ask: Ask,
    /// 廃棄期限, the last month in which the summary may be kept.
    pub dispose: String,
}

/// Which content something was made with.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Content {
    /// The content's own identifier.
    pub id: String,
    /// The content's version.
    pub version: String,
    /// First 8 hexadecimal digits of the SHA-256 of the content's bytes.
    pub checksum: String,
    /// The content's title.
    pub title: String,
    /// The time the answers look back on.
    pub window: String,
}

/// Something of the content with its words.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    /// Its identifier in the content.
    pub id: String,
    /// Its words in Japanese.
    pub label: String,
}

/// A level by name and shape.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LevelName {
    /// Its identifier in the content.
    pub id: String,
    /// Its name in Japanese.
    pub label: String,
    /// Its shape.
    pub shape: Shape,
}

/// The level with the span that open answers leave.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Level {
    /// The form it rests on.
    pub ground: Ground,
    /// The level; none is 情報不足.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<LevelName>,
    /// Lowest level the open answers leave possible.
    pub lowest: LevelName,
    /// Highest level the open answers leave possible.
    pub highest: LevelName,
    /// Change since the last round.
    pub trend: Trend,
}

/// One area.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Area {
    /// The area's identifier in the content.
    pub id: String,
    /// The area's name in Japanese.
    pub label: String,
    /// What is known.
    pub picture: Picture,
    /// Step of the ramp from 0, for a known area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<usize>,
    /// Name of the step, for a known area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step_label: Option<String>,
    /// The highest step of this area, 0 to 3.
    pub highest_step: usize,
    /// Change since the last round.
    pub trend: Trend,
}

/// One sign: an item and the band its answer falls into.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sign {
    /// The item's identifier in the content.
    pub id: String,
    /// The item's words in Japanese.
    pub label: String,
    /// Words of the answer, e.g. 3〜4日.
    pub answer: String,
}

/// One strength.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StrengthItem {
    /// The item's identifier in the content.
    pub id: String,
    /// The item's words in Japanese.
    pub label: String,
    /// Whether it is there.
    pub state: Strength,
}

/// A support that was tried.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tried {
    /// The support's identifier in the content.
    pub id: String,
    /// The support's words in Japanese.
    pub label: String,
    /// The month it began, `2026-09`.
    pub since: String,
}

/// What the people concerned said.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wishes {
    /// 本人の気持ち is known.
    pub student_heard: bool,
    /// 保護者の意向 is known.
    pub guardian_heard: bool,
    /// 保護者の了解.
    pub consent: Consent,
}

/// What the team decided.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Decision {
    /// Month of the meeting.
    pub met: String,
    /// Directions, at least one.
    pub directions: Vec<Direction>,
    /// Supports agreed.
    pub supports: Vec<Named>,
    /// Month the effect is looked at next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_check: Option<String>,
}

/// What the ward is asked for.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ask {
    /// 相談したいこと.
    pub asks: Vec<Named>,
    /// その他, at most 40 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// By when an answer is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_by: Option<ReplyBy>,
}

/// By when an answer is wanted.
#[derive(Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReplyBy {
    /// The month, `2026-12`.
    pub month: String,
    /// The third of it.
    pub part: MonthPart,
}
