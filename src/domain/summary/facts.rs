//! The facts of a summary: identifiers of the content, months, bands and two checked texts.

use crate::domain::case_code::CaseCode;
use crate::domain::checklist::{ContentStamp, Direction};
use crate::domain::decision::{Consent, ReplyBy};
use crate::domain::ids::{AreaId, AskId, CardId, ItemId, LevelId, SupportId};
use crate::domain::roster::{GradeBand, YearMonth};
use crate::domain::scanner::CheckedText;
use crate::domain::scoring::{Ground, Trend};

/// Whom the ward asks for at the school: a role, never a name. Not 担任, which would tell the class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContactRole {
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

impl ContactRole {
    /// All roles in display order.
    pub const ALL: [ContactRole; 7] = [
        ContactRole::Management,
        ContactRole::VicePrincipal,
        ContactRole::Coordinator,
        ContactRole::GuidanceHead,
        ContactRole::Nurse,
        ContactRole::SpecialNeeds,
        ContactRole::SocialWorker,
    ];
}

/// What is known of one area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaPicture {
    /// A step of the ramp, from 0.
    Step(usize),
    /// 情報不足
    Insufficient,
    /// 対象外
    NotApplicable,
}

/// One area on a summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaFact {
    /// The area.
    pub area: AreaId,
    /// What is known.
    pub picture: AreaPicture,
    /// Change since the last round.
    pub trend: Trend,
}

/// One sign on a summary: an item and the band its answer falls into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// The item.
    pub item: ItemId,
    /// Position of the option; for counts the band, never the count.
    pub option: usize,
}

/// Whether a strength is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// ある
    Present,
    /// ない
    Absent,
    /// わからない, or not answered.
    Unknown,
}

/// Everything on a summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// 照会番号
    pub code: CaseCode,
    /// 作成年月
    pub made: YearMonth,
    /// 学校名 or 学校記号, if it stands on it.
    pub school: Option<CheckedText>,
    /// 担当窓口
    pub contact: ContactRole,
    /// 学年帯, if it stands on it.
    pub grade_band: Option<GradeBand>,
    /// The content it was made with.
    pub stamp: ContentStamp,
    /// The form the picture rests on.
    pub ground: Ground,
    /// The level, or none for 情報不足.
    pub level: Option<LevelId>,
    /// Lowest level the open answers leave possible.
    pub lowest: LevelId,
    /// Highest level the open answers leave possible.
    pub highest: LevelId,
    /// Change since the last round.
    pub trend: Trend,
    /// All areas of the content.
    pub areas: Vec<AreaFact>,
    /// What weighs most, at most [`crate::domain::limits::MAX_SIGNS`].
    pub signs: Vec<Sign>,
    /// All strengths of the content.
    pub strengths: Vec<(ItemId, Strength)>,
    /// Information items that hold, e.g. a service of which the family may not know.
    pub information: Vec<ItemId>,
    /// Cards that opened; all are recorded in the school.
    pub urgent: Vec<CardId>,
    /// 校内で行った支援, with the month each began.
    pub tried: Vec<(SupportId, YearMonth)>,
    /// 本人の気持ち is known.
    pub student_heard: bool,
    /// 保護者の意向 is known.
    pub guardian_heard: bool,
    /// 保護者の了解
    pub consent: Consent,
    /// Directions the team chose.
    pub directions: Vec<Direction>,
    /// Supports the team agreed.
    pub supports: Vec<SupportId>,
    /// 相談したいこと
    pub asks: Vec<AskId>,
    /// その他
    pub other: Option<CheckedText>,
    /// いつまでに返事がほしいか
    pub reply_by: Option<ReplyBy>,
    /// Month of the meeting that decided.
    pub met: YearMonth,
    /// Month the effect is looked at next.
    pub next_check: Option<YearMonth>,
    /// 廃棄期限
    pub dispose: YearMonth,
}
