//! How a content turns answers into scores, scores into levels, and what it says beside them.

use crate::domain::ids::{LevelId, NoticeId, ScoreId};
use crate::domain::locale::LocalText;
use crate::domain::roster::Grade;

use super::{InstrumentIndex, ItemIndex, ScoreIndex};

/// How one score is made.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreRule {
    /// Identifier.
    pub id: ScoreId,
    /// The instrument it belongs to, where the content has several.
    pub instrument: Option<InstrumentIndex>,
    /// Label.
    pub label: LocalText,
    /// Where rule and bands come from, or 見本.
    pub source: LocalText,
    /// What goes in.
    pub terms: Vec<Term>,
    /// How it is put together.
    pub combine: Combine,
    /// What happens when answers are missing.
    pub missing: MissingPolicy,
    /// Which end is the concern.
    pub concern: Concern,
    /// Steps of the ramp, from no concern upwards in concern; the first has no bound.
    pub bands: Vec<ScoreBand>,
    /// Bands that take the place of `bands` in some grades, as many steps each. No grade lies in two of them.
    pub by_grade: Vec<GradeBands>,
}

/// Bands of a score for some grades.
#[derive(Clone, Debug, PartialEq)]
pub struct GradeBands {
    /// First grade.
    pub from: Grade,
    /// Last grade, inclusive.
    pub to: Grade,
    /// The bands, as in [`ScoreRule::bands`].
    pub bands: Vec<ScoreBand>,
}

impl GradeBands {
    /// Whether the bands are for this grade.
    pub fn includes(&self, grade: Grade) -> bool {
        (self.from..=self.to).contains(&grade)
    }
}

/// One input of a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// The item or an earlier score.
    pub input: Input,
    /// Weight, 0 to 5 in quarters, so that sums are exact.
    pub weight: f64,
}

/// What a term reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// The points of an item.
    Item(ItemIndex),
    /// The value of an earlier score.
    Score(ScoreIndex),
}

/// How terms become one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Combine {
    /// Weighted sum.
    Sum,
    /// Weighted sum over weights.
    Mean,
    /// Weighted sum in percent of the largest possible one, 0 to 100.
    Percent,
    /// Number of terms at or above this value, weights ignored.
    CountAtLeast(f64),
    /// Largest term, weights ignored.
    Max,
}

/// When a score counts although answers are missing. `?` and blanks are missing; 対象外 is left out of the reckoning.
/// Where nothing at all is answered, no policy gives a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MissingPolicy {
    /// Reckon with the answered terms, if enough of them are; else 情報不足.
    Answered(Least),
    /// As `Answered`, then scale a sum up to all terms and round. Never beyond what the missing answers can make it.
    Prorate(Least, Rounding),
    /// Missing terms are zero, up to this many; with more of them, 情報不足.
    ZeroUpTo(usize),
}

/// How much must be answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Least {
    /// This share of the weight, 0 to 1.
    Share(f64),
    /// So many terms.
    Terms(usize),
}

/// How a prorated sum is rounded to a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Not at all.
    None,
    /// To the nearest, halves up.
    HalfUp,
    /// To the next higher.
    Up,
    /// To the next lower.
    Down,
}

/// Which end of a score is the concern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// High values.
    High,
    /// Low values (a low prosocial score, say).
    Low,
}

/// One step of the ramp of a score.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreBand {
    /// Where the step begins: at or above it where high is the concern, at or below it where low is. None for the first.
    pub from: Option<f64>,
    /// Name of the step.
    pub label: LocalText,
}

/// A level (めやす), named by the action it asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelRule {
    /// Identifier.
    pub id: LevelId,
    /// Name, e.g. 校内チームで検討.
    pub label: LocalText,
    /// Short name for chips and tables, at most 6 Japanese characters.
    pub short: LocalText,
    /// What it asks for, one sentence.
    pub action: LocalText,
    /// Shape beside the word, so that colour is never alone.
    pub shape: Shape,
    /// Where the thresholds come from, or 見本.
    pub source: LocalText,
    /// When it is reached; `None` for the lowest level only.
    pub when: Option<Condition>,
}

/// Shapes of the level chips.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// ○
    Circle,
    /// △
    Triangle,
    /// ◇
    Diamond,
    /// ■
    Square,
}

/// A rule over scores, items and signs.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Every part holds.
    All(Vec<Condition>),
    /// One part or more holds.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// The score is at least this (or at most this, where low is the concern).
    Score {
        /// The score.
        score: ScoreIndex,
        /// The cut-off, in the score's own units.
        at: f64,
    },
    /// At least `count` areas have a score of at least `at`.
    Areas {
        /// The cut-off, in the units of the area scores.
        at: f64,
        /// Number of areas.
        count: usize,
    },
    /// The score is in its band `step` or beyond, the first being 0. Reads the bands of the student's grade.
    Band {
        /// The score.
        score: ScoreIndex,
        /// The least step, 1 or higher.
        step: usize,
    },
    /// At least `count` areas have a score in band `step` or beyond.
    AreasInBand {
        /// The least step, 1 or higher.
        step: usize,
        /// Number of areas.
        count: usize,
    },
    /// At least `count` of these items have at least `points` points.
    Items {
        /// The items.
        items: Vec<ItemIndex>,
        /// Points each must reach.
        points: u8,
        /// Number of items.
        count: usize,
    },
    /// なんとなく気になる was pressed.
    Gut,
    /// The score of the trend rule rose as the trend rule says.
    Rising,
}

impl Condition {
    /// The first score that is named.
    pub(super) fn first_score(&self) -> Option<ScoreIndex> {
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().find_map(Condition::first_score),
            Condition::Not(part) => part.first_score(),
            Condition::Score { score, .. } | Condition::Band { score, .. } => Some(*score),
            Condition::Areas { .. }
            | Condition::AreasInBand { .. }
            | Condition::Items { .. }
            | Condition::Gut
            | Condition::Rising => None,
        }
    }
}

/// A notice (お知らせ): something to know beside the level, e.g. that an inward score is high while the level is low.
#[derive(Clone, Debug, PartialEq)]
pub struct NoticeRule {
    /// Identifier.
    pub id: NoticeId,
    /// Name, a few words.
    pub label: LocalText,
    /// When it is shown.
    pub when: Condition,
    /// What it says.
    pub text: LocalText,
}

/// When a change since the last round is marked (変化あり).
#[derive(Clone, Debug, PartialEq)]
pub struct TrendRule {
    /// The score compared.
    pub score: ScoreIndex,
    /// Smallest rise or fall that counts, in the score's units.
    pub change: f64,
    /// Where it comes from, or 見本.
    pub source: LocalText,
}
