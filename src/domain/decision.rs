//! What the team agreed for a student (校内チーム会議の記録): a person decides, the app only writes it down.

use chrono::NaiveDate;

use super::checklist::{ContentStamp, Direction};
use super::ids::{AskId, ItemId, LevelId, SupportId};
use super::roster::YearMonth;
use super::sorted::{Map, Set};

/// Whether the guardian agreed to the ward being consulted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Consent {
    /// 未確認
    #[default]
    NotAsked,
    /// 了解あり
    Given,
    /// 了解なし
    Refused,
}

/// Third of a month, the finest deadline that may leave the school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MonthPart {
    /// 上旬
    Early,
    /// 中旬
    Middle,
    /// 下旬
    Late,
}

/// By when an answer is wanted, e.g. 12月上旬.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReplyBy {
    /// The month.
    pub month: YearMonth,
    /// The third of it.
    pub part: MonthPart,
}

/// What the team saw when it decided: level, span and reasons, frozen, because answers may change later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The content the level was made with.
    pub stamp: ContentStamp,
    /// The level shown, or none for 情報不足.
    pub level: Option<LevelId>,
    /// Lowest level the open answers left possible.
    pub lowest: LevelId,
    /// Highest level the open answers left possible.
    pub highest: LevelId,
    /// Why, in the words shown on the screen then.
    pub reasons: Vec<String>,
    /// Items that weighed most.
    pub items: Vec<ItemId>,
}

/// A recorded decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The month of the 校内チーム会議 (or 学年会) that decided.
    pub met: YearMonth,
    /// Directions: 校内 / 地域 / 専門機関. At least one.
    pub directions: Set<Direction>,
    /// Supports agreed.
    pub supports: Set<SupportId>,
    /// Who is responsible (a role, or a name that stays in the school).
    pub who: String,
    /// By when.
    pub by: Option<NaiveDate>,
    /// When the effect is looked at next.
    pub next_check: Option<NaiveDate>,
    /// Supports tried before, with the month they began.
    pub tried: Map<SupportId, YearMonth>,
    /// What the ward is asked for.
    pub asks: Set<AskId>,
    /// その他, at most 40 characters; passes the scanner before it leaves.
    pub ask_other: String,
    /// By when an answer is wanted.
    pub reply_by: Option<ReplyBy>,
    /// 本人の気持ち is known.
    pub student_heard: bool,
    /// 保護者の意向 is known.
    pub guardian_heard: bool,
    /// The guardian's consent to consulting.
    pub consent: Consent,
    /// A note for the school; never leaves.
    pub note: String,
    /// The day it was recorded.
    pub on: NaiveDate,
    /// What the team saw.
    pub basis: Basis,
}

impl Decision {
    /// Whether it goes beyond the school: a direction outside, or something the ward is asked for. Only then a summary
    /// (気づき要約票) is needed.
    pub fn goes_out(&self) -> bool {
        self.directions
            .iter()
            .any(|direction| *direction != Direction::School)
            || !self.asks.is_empty()
            || !self.ask_other.is_empty()
    }
}
