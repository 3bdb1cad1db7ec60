//! The content document as it stands in the file: `kizuki.content/1`.
//!
//! These structs are the format. They change only together with the number in `format`; the domain may change freely.
//! Parts name each other by `id`. Whatever can be checked with its place in the document is kept wide here (numbers
//! as `i64`, missing parts as empty) and checked in [`super::convert`], so that one reading reports every fault.

use serde::Deserialize;

/// The whole document.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    /// `kizuki.content/1`.
    #[expect(dead_code, reason = "looked at before the rest of the document is read")]
    pub format: String,
    /// Identifier of this content, e.g. `default-sample`.
    pub id: String,
    /// Version as its authors write it, e.g. `1.0`.
    pub version: String,
    /// Title printed on sheets.
    pub title: Text,
    /// The time the answers look back on.
    pub window: Text,
    /// What this content is and is not.
    pub notice: Text,
    /// Answers that several items share.
    #[serde(default)]
    pub scales: Vec<Scale>,
    /// Areas (領域) in display order.
    pub areas: Vec<Area>,
    /// Lines of the short form (一次確認): `scored` or `critical`.
    pub lines: Vec<Item>,
    /// Items of the full form (詳しい票).
    pub items: Vec<Item>,
    /// Scores; a score may only build on scores before it.
    pub scores: Vec<Score>,
    /// When a student needs the full form.
    pub gate: Condition,
    /// Levels from the lowest (without `when`) to the highest.
    pub levels: Vec<Level>,
    /// Name of the mark for critical items.
    pub urgent: Text,
    /// When a change since the last round is marked.
    pub trend: Trend,
    /// Cards of the critical items.
    pub cards: Vec<Card>,
    /// Contact slots.
    pub contacts: Vec<Contact>,
    /// Supports that can be planned or were tried.
    pub supports: Vec<Support>,
    /// What a school can ask the ward for.
    pub asks: Vec<Named>,
    /// Questions answered by a person before a summary is released.
    pub release_questions: Vec<Text>,
    /// Usual rounds of a school year.
    pub rounds: Vec<Round>,
    /// Reporting periods; every month of the year lies in exactly one.
    pub periods: Vec<Period>,
    /// How long records are kept.
    pub retention: Retention,
}

/// A text in both languages.
#[derive(Deserialize, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(super) struct Text {
    /// Japanese.
    #[cfg_attr(test, schemars(required, length(min = 1)))]
    pub ja: String,
    /// English.
    #[cfg_attr(test, schemars(required, length(min = 1)))]
    pub en: String,
}

/// Answers that several items share.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Scale {
    /// Identifier.
    pub id: String,
    /// Possible answers, in the order shown.
    pub options: Vec<Choice>,
}

/// One possible answer.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    /// Words on the button.
    pub label: Text,
    /// Points, 0 to 100.
    #[cfg_attr(test, schemars(range(min = 0, max = 100)))]
    pub points: i64,
}

/// An area (領域).
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Area {
    /// Identifier.
    pub id: String,
    /// Label, at most 24 characters in Japanese, 48 in English.
    pub label: Text,
    /// Column head, at most 6 characters in Japanese, 12 in English.
    pub short: Text,
    /// Score of the full form that stands for this area.
    pub score: String,
    /// Score of the short form shown while the full form is not filled in.
    pub short_score: String,
    /// Supports that suit this area.
    #[serde(default)]
    pub suggests: Vec<String>,
}

/// What an item is for.
#[derive(Deserialize, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// Enters scores.
    #[default]
    Scored,
    /// Opens a card.
    Critical,
    /// Adds suggestions.
    Information,
    /// A strength.
    Strength,
}

/// A line of the short form or an item of the full form. Exactly one of `scale`, `options` and `count` is given.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Item {
    /// Identifier, unique over both forms.
    pub id: String,
    /// What it is for; `scored` when left out.
    #[serde(default)]
    pub kind: Kind,
    /// Areas: exactly one for scored and information items of the full form, one or more for scored lines, else none.
    #[serde(default)]
    pub areas: Vec<String>,
    /// Items of the full form that a line stands for.
    #[serde(default)]
    pub covers: Vec<String>,
    /// Label, at most 24 characters in Japanese, 48 in English.
    pub label: Text,
    /// Observable examples.
    pub help: Text,
    /// Public material behind it, or 見本.
    pub source: Text,
    /// Weight in scores that name a group of items, 0 to 5 in quarters; 1 when left out.
    #[cfg_attr(test, schemars(range(min = 0, max = 5)))]
    pub weight: Option<f64>,
    /// Card that a critical item opens.
    pub card: Option<String>,
    /// Supports suggested by an information item, or when a strength is missing.
    #[serde(default)]
    pub suggests: Vec<String>,
    /// Answers by the name of a scale.
    pub scale: Option<String>,
    /// Answers of this item alone.
    pub options: Option<Vec<Choice>>,
    /// Answers as bands of a count.
    pub count: Option<Count>,
}

/// An answer that is a count.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Count {
    /// Unit.
    pub unit: Text,
    /// Filled from imported attendance.
    pub auto: Option<Auto>,
    /// Bands from 0 upwards without gaps; the last has no `to`.
    pub bands: Vec<CountBand>,
}

/// Counts that an attendance import brings.
#[derive(Deserialize, Clone, Copy)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(super) enum Auto {
    /// Days absent in the window.
    AbsentWindow,
    /// Times late plus times left early in the window.
    LateEarly,
    /// Days absent since the school year began.
    AbsentYear,
}

/// One band of a count.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct CountBand {
    /// Smallest count.
    #[cfg_attr(test, schemars(range(min = 0, max = 400)))]
    pub from: i64,
    /// Largest count; left out in the last band.
    #[cfg_attr(test, schemars(range(min = 0, max = 400)))]
    pub to: Option<i64>,
    /// Words on the button.
    pub label: Text,
    /// Points, 0 to 100.
    #[cfg_attr(test, schemars(range(min = 0, max = 100)))]
    pub points: i64,
}

/// How one score is made.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Score {
    /// Identifier.
    pub id: String,
    /// Label.
    pub label: Text,
    /// Where rule and bands come from, or 見本.
    pub source: Text,
    /// What goes in.
    pub terms: Vec<Term>,
    /// How it is put together.
    pub combine: Combine,
    /// What happens when answers are missing.
    pub missing: Missing,
    /// Which end is the concern; `high` when left out.
    #[serde(default)]
    pub concern: Concern,
    /// Steps from no concern upwards, 1 to 4; the first has no `from`.
    pub bands: Vec<ScoreBand>,
}

/// What goes into a score. Exactly one of the six inputs is given.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Term {
    /// One item, by id.
    pub item: Option<String>,
    /// One earlier score, by id.
    pub score: Option<String>,
    /// All scored items of the full form in this area.
    pub items_of_area: Option<String>,
    /// All scored lines of the short form in this area.
    pub lines_of_area: Option<String>,
    /// `true`: all scored items of the full form.
    #[serde(default)]
    pub all_scored_items: bool,
    /// `true`: all scored lines of the short form.
    #[serde(default)]
    pub all_lines: bool,
    /// Weight, 0 to 5 in quarters; the item's own weight when left out, and 1 for a score.
    #[cfg_attr(test, schemars(range(min = 0, max = 5)))]
    pub weight: Option<f64>,
}

/// How terms become one number.
#[derive(Deserialize, Clone, Copy)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(super) enum Combine {
    /// Weighted sum.
    Sum,
    /// Weighted sum over weights.
    Mean,
    /// Weighted sum in percent of the largest possible one.
    Percent,
    /// Largest term.
    Max,
    /// Number of terms at or above this value.
    CountAtLeast(f64),
}

/// What happens when answers are missing.
#[derive(Deserialize, Clone, Copy)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(super) enum Missing {
    /// Reckon with what is answered, if at least this share (0 to 1) of the weight is.
    Answered(f64),
    /// The same, then scaled up to all terms.
    Prorate(f64),
    /// Missing terms are zero, up to this many.
    ZeroUpTo(i64),
}

/// Which end of a score is the concern.
#[derive(Deserialize, Clone, Copy, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(super) enum Concern {
    /// High values.
    #[default]
    High,
    /// Low values.
    Low,
}

/// One step of a score.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct ScoreBand {
    /// Where the step begins.
    pub from: Option<f64>,
    /// Name of the step.
    pub label: Text,
}

/// A rule. Exactly one of its parts is given; `at` belongs to `score`.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Condition {
    /// Every part holds.
    pub all: Option<Vec<Condition>>,
    /// One part or more holds.
    pub any: Option<Vec<Condition>>,
    /// The part does not hold.
    pub not: Option<Box<Condition>>,
    /// This score is at least `at` (at most, where low is the concern).
    pub score: Option<String>,
    /// The cut-off of `score`.
    pub at: Option<f64>,
    /// Enough areas are at or above a value.
    pub areas: Option<AreasAt>,
    /// Enough items are at or above a number of points.
    pub items: Option<ItemsAt>,
    /// `true`: なんとなく気になる was pressed.
    #[serde(default)]
    pub gut: bool,
    /// `true`: the score of the trend rule rose.
    #[serde(default)]
    pub rising: bool,
}

/// Enough areas are at or above a value.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct AreasAt {
    /// The cut-off, in the units of the area scores.
    pub at: f64,
    /// Number of areas.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub count: i64,
}

/// Enough items are at or above a number of points. Exactly one of `of`, `all_lines` and `all_scored_items` is given.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct ItemsAt {
    /// The items, by id.
    pub of: Option<Vec<String>>,
    /// `true`: all scored lines of the short form.
    #[serde(default)]
    pub all_lines: bool,
    /// `true`: all scored items of the full form.
    #[serde(default)]
    pub all_scored_items: bool,
    /// Points each must reach, 1 to 100.
    #[cfg_attr(test, schemars(range(min = 1, max = 100)))]
    pub points: i64,
    /// Number of items.
    #[cfg_attr(test, schemars(range(min = 1)))]
    pub count: i64,
}

/// A level (めやす).
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Level {
    /// Identifier.
    pub id: String,
    /// Name.
    pub label: Text,
    /// Short name, at most 6 characters in Japanese, 12 in English.
    pub short: Text,
    /// What it asks for, one sentence.
    pub action: Text,
    /// Shape beside the word; each level has its own.
    pub shape: Shape,
    /// Where the thresholds come from, or 見本.
    pub source: Text,
    /// When it is reached; left out for the lowest level only.
    pub when: Option<Condition>,
}

/// Shapes of the level chips.
#[derive(Deserialize, Clone, Copy)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(super) enum Shape {
    /// ○
    Circle,
    /// △
    Triangle,
    /// ◇
    Diamond,
    /// ■
    Square,
}

/// When a change since the last round is marked.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Trend {
    /// The score compared.
    pub score: String,
    /// Smallest change that counts, above 0.
    pub change: f64,
    /// Where it comes from, or 見本.
    pub source: Text,
}

/// A card of a critical item.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Card {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: Text,
    /// The one sentence that must be read.
    pub lead: Text,
    /// What to do, in order; the first says whom to tell now.
    pub steps: Vec<Text>,
    /// What to write down.
    #[serde(default)]
    pub record: Vec<Text>,
    /// What not to do.
    #[serde(default)]
    pub avoid: Vec<Text>,
    /// Contacts of this card.
    #[serde(default)]
    pub contacts: Vec<String>,
    /// What can be recorded as done.
    pub actions: Vec<Named>,
    /// The strip at the top of a summary.
    pub strip: Text,
    /// Law or guidance behind it.
    pub source: Text,
}

/// An identifier with its label.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    /// Identifier.
    pub id: String,
    /// Label, at most 24 characters in Japanese, 48 in English.
    pub label: Text,
}

/// A contact slot.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Contact {
    /// Identifier.
    pub id: String,
    /// Whom one reaches.
    pub label: Text,
    /// Number or extension, at most 60 characters; empty when the school must fill it in.
    #[serde(default)]
    pub phone: String,
}

/// Who carries a support.
#[derive(Deserialize, Clone, Copy)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(super) enum Direction {
    /// 校内で
    School,
    /// 地域とともに
    Community,
    /// 専門機関と
    Agency,
}

/// A support (支援).
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Support {
    /// Identifier.
    pub id: String,
    /// Who carries it.
    pub direction: Direction,
    /// Label, at most 24 characters in Japanese, 48 in English.
    pub label: Text,
}

/// A usual round of the school year.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Round {
    /// Label.
    pub label: Text,
    /// Month, 1 to 12.
    #[cfg_attr(test, schemars(range(min = 1, max = 12)))]
    pub month: i64,
}

/// A reporting period.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Period {
    /// Label.
    pub label: Text,
    /// First month, 1 to 12.
    #[cfg_attr(test, schemars(range(min = 1, max = 12)))]
    pub from_month: i64,
    /// Last month, 1 to 12, inclusive; may lie in the next calendar year.
    #[cfg_attr(test, schemars(range(min = 1, max = 12)))]
    pub to_month: i64,
}

/// How long records are kept, 0 to 30 school years after the one they belong to.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Retention {
    /// Raw answers.
    #[cfg_attr(test, schemars(range(min = 0, max = 30)))]
    pub answers_years: i64,
    /// Summaries and decisions.
    #[cfg_attr(test, schemars(range(min = 0, max = 30)))]
    pub summaries_years: i64,
    /// Where it comes from, or 見本.
    pub source: Text,
}
