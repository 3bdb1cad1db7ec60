//! The checklist (気づきのチェックシート) as a board or school decides it: areas, items, scores, levels, cards, supports.
//!
//! Everything that somebody outside this program may want to change is a value in here, read from one content document
//! (`kizuki.content/1`, see `format::content`). The scorer knows nothing else: no item and no threshold stands in code.
//! References between parts are positions in the vectors below; the reader of the document has checked them.

use super::ids::{ActionId, AreaId, AskId, CardId, ContactId, ItemId, LevelId, ScaleId, ScoreId, SupportId};
use super::locale::LocalText;

/// Position of an item in [`Checklist::items`].
pub type ItemIndex = usize;
/// Position of an area in [`Checklist::areas`].
pub type AreaIndex = usize;
/// Position of a score in [`Checklist::scores`].
pub type ScoreIndex = usize;
/// Position of a level in [`Checklist::levels`]; higher asks for more people at the table.
pub type LevelIndex = usize;

/// Which content a result was made with; printed on every sheet so that results of two contents are never compared unseen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentStamp {
    /// The content's own identifier, e.g. `default-sample`.
    pub id: String,
    /// The content's version as its authors write it, e.g. `1.0`.
    pub version: String,
    /// First 8 hexadecimal digits of the SHA-256 of the document's bytes.
    pub checksum: String,
}

/// A whole content document, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Checklist {
    /// Id, version and checksum.
    pub stamp: ContentStamp,
    /// Title printed on sheets.
    pub title: LocalText,
    /// The time the answers look back on, e.g. 直近1か月.
    pub window: LocalText,
    /// What this content is and is not (not validated, stand-in, …), shown with it.
    pub notice: LocalText,
    /// Areas (領域) in display order.
    pub areas: Vec<Area>,
    /// All items: the lines of the short form first, then the full form, in display order.
    pub items: Vec<Item>,
    /// Scores; a score may only build on scores before it.
    pub scores: Vec<ScoreRule>,
    /// When a student needs the full form (一次確認 → 詳しい票).
    pub gate: Condition,
    /// Levels from the lowest (no condition) to the highest.
    pub levels: Vec<LevelRule>,
    /// Name of the mark shown beside the level when a critical item shows (すぐに管理職へ).
    pub urgent: LocalText,
    /// When a change since the last round is marked.
    pub trend: TrendRule,
    /// Cards of the critical items.
    pub cards: Vec<Card>,
    /// Contact slots; a school fills in what is empty.
    pub contacts: Vec<Contact>,
    /// Supports that can be planned or were tried.
    pub supports: Vec<Support>,
    /// What a school can ask the ward for.
    pub asks: Vec<Ask>,
    /// Questions answered by a person before a summary is released.
    pub release_questions: Vec<LocalText>,
    /// Usual rounds of a school year.
    pub rounds: Vec<RoundPlan>,
    /// Reporting periods of the ward.
    pub periods: Vec<Period>,
    /// How long records are kept.
    pub retention: Retention,
}

/// An area (領域) of a child's life, e.g. 出欠・登校.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Identifier.
    pub id: AreaId,
    /// Label, at most 24 characters.
    pub label: LocalText,
    /// Label for a column head, at most 6 Japanese characters.
    pub short: LocalText,
    /// The score of the full form that stands for this area.
    pub score: ScoreIndex,
    /// The score of the short form shown while the full form is not filled in.
    pub short_score: ScoreIndex,
    /// Supports that suit this area: suggestions, never orders.
    pub suggests: Vec<SupportId>,
}

/// Which form an item stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// 一次確認: one line per item, for every student.
    Short,
    /// 詳しい票: only for students whom the gate or a gut feeling brings here.
    Full,
}

/// What an item is for.
#[derive(Clone, Debug, PartialEq)]
pub enum ItemKind {
    /// Enters scores.
    Scored,
    /// Never summed: any answer of one point or more opens this card at once.
    Critical {
        /// The card that opens.
        card: CardId,
    },
    /// Not scored; an answer of one point or more adds these supports to the suggestions.
    Information {
        /// Supports suggested.
        suggests: Vec<SupportId>,
    },
    /// A strength (強み), shown and never subtracted. One point or more means it is there.
    Strength {
        /// Supports suggested when the strength is missing (0 points).
        suggests_if_absent: Vec<SupportId>,
    },
}

/// An item (項目) of the full form or a line of the short form.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Identifier, unique over both forms.
    pub id: ItemId,
    /// The form it stands on.
    pub form: Form,
    /// What it is for.
    pub kind: ItemKind,
    /// Areas it speaks of: one for items of the full form, one or more for lines; none for critical items and strengths.
    pub areas: Vec<AreaIndex>,
    /// Items of the full form a line stands for; empty on the full form.
    pub covers: Vec<ItemId>,
    /// Label, at most 24 characters.
    pub label: LocalText,
    /// Observable examples.
    pub help: LocalText,
    /// Public material that motivates the item, or 見本 (own proposal).
    pub source: LocalText,
    /// The scale it was written with; none for counts.
    pub scale: Option<ScaleId>,
    /// Possible answers, in the order shown. Two or more.
    pub options: Vec<AnswerOption>,
    /// Present when the answer is a count that falls into a band; bands and options stand in the same order.
    pub count: Option<CountRule>,
}

/// One possible answer.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerOption {
    /// Words on the button and on sheets.
    pub label: LocalText,
    /// Points, 0 to 100. High means more concern unless a score says otherwise.
    pub points: u8,
}

/// How a count (days, times, months) becomes an option.
#[derive(Clone, Debug, PartialEq)]
pub struct CountRule {
    /// Unit, e.g. 日.
    pub unit: LocalText,
    /// Inclusive bands, contiguous from 0; the last is open upwards.
    pub bands: Vec<CountBand>,
    /// Filled from imported attendance while nobody has answered.
    pub auto: Option<AutoCount>,
}

/// An inclusive range of counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountBand {
    /// Smallest count.
    pub from: u16,
    /// Largest count, or open.
    pub to: Option<u16>,
}

/// Counts that an attendance import brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AutoCount {
    /// Days absent in the window; days of 出席停止・忌引 do not count.
    AbsentWindow,
    /// Times late plus times left early in the window.
    LateEarlyWindow,
    /// Days absent since the school year began.
    AbsentYear,
}

/// How one score is made.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreRule {
    /// Identifier.
    pub id: ScoreId,
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
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MissingPolicy {
    /// Reckon with the answered terms; at least this share (0–1) of the weight must be answered, else 情報不足.
    Answered {
        /// Smallest share of the weight that must be answered.
        min_share: f64,
    },
    /// As `Answered`, then scale a sum up to the full number of terms.
    Prorate {
        /// Smallest share of the weight that must be answered.
        min_share: f64,
    },
    /// Missing terms are zero, up to this many; with more of them, 情報不足.
    ZeroUpTo(usize),
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

/// A card: what to do now (通告 / いのち / いじめ …).
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Identifier.
    pub id: CardId,
    /// Title.
    pub title: LocalText,
    /// The one sentence that must be read.
    pub lead: LocalText,
    /// What to do, in order; the first says whom to tell now.
    pub steps: Vec<LocalText>,
    /// What to write down.
    pub record: Vec<LocalText>,
    /// What not to do.
    pub avoid: Vec<LocalText>,
    /// Contacts of this card.
    pub contacts: Vec<ContactId>,
    /// What can be recorded as done; at least one must be before a summary is printed.
    pub actions: Vec<CardAction>,
    /// The strip at the top of a summary of such a student.
    pub strip: LocalText,
    /// Law or guidance behind it.
    pub source: LocalText,
}

/// One thing that can be recorded as done.
#[derive(Clone, Debug, PartialEq)]
pub struct CardAction {
    /// Identifier.
    pub id: ActionId,
    /// Words of the tick box.
    pub label: LocalText,
}

/// A contact slot.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// Identifier.
    pub id: ContactId,
    /// Whom one reaches.
    pub label: LocalText,
    /// Number or extension; empty when the school must fill it in.
    pub phone: String,
}

/// Who carries a support. The words 校内 / 地域 / 専門機関, never bare letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// 校内で
    School,
    /// 地域とともに
    Community,
    /// 専門機関と
    Agency,
}

impl Direction {
    /// All directions in display order.
    pub const ALL: [Direction; 3] = [Direction::School, Direction::Community, Direction::Agency];
}

/// A support (支援).
#[derive(Clone, Debug, PartialEq)]
pub struct Support {
    /// Identifier.
    pub id: SupportId,
    /// Who carries it.
    pub direction: Direction,
    /// Label.
    pub label: LocalText,
}

/// Something the school can ask the ward for.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// Identifier.
    pub id: AskId,
    /// Label.
    pub label: LocalText,
}

/// A usual round (回) of the school year.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundPlan {
    /// Label, e.g. 1学期.
    pub label: LocalText,
    /// Month it usually takes place, 1–12.
    pub month: u8,
}

/// A reporting period, e.g. 前期.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    /// Label.
    pub label: LocalText,
    /// First month, 1–12.
    pub from_month: u8,
    /// Last month, 1–12, inclusive; may lie in the next calendar year.
    pub to_month: u8,
}

/// How long records are kept. The board's own rule goes first; these are 見本.
#[derive(Clone, Debug, PartialEq)]
pub struct Retention {
    /// Sheets (answers, cards, decisions) are due at the end of the school year this many years after the one they belong to.
    pub answers_years: u8,
    /// Summaries and their case codes (対応表) likewise.
    pub summaries_years: u8,
    /// Where it comes from, or 見本.
    pub source: LocalText,
}

impl Checklist {
    /// The item with this id.
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// Items of one form, in display order.
    pub fn form(&self, form: Form) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |item| item.form == form)
    }

    /// The card with this id.
    pub fn card(&self, id: &CardId) -> Option<&Card> {
        self.cards.iter().find(|card| card.id == *id)
    }

    /// The support with this id.
    pub fn support(&self, id: &SupportId) -> Option<&Support> {
        self.supports.iter().find(|support| support.id == *id)
    }

    /// The thing to ask for with this id.
    pub fn ask(&self, id: &AskId) -> Option<&Ask> {
        self.asks.iter().find(|ask| ask.id == *id)
    }

    /// The contact with this id.
    pub fn contact(&self, id: &ContactId) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.id == *id)
    }

    /// The first score the gate looks at: the sum at the end of a row of the short form.
    pub fn gate_score(&self) -> Option<ScoreIndex> {
        fn first(condition: &Condition) -> Option<ScoreIndex> {
            match condition {
                Condition::All(parts) | Condition::Any(parts) => parts.iter().find_map(first),
                Condition::Not(part) => first(part),
                Condition::Score { score, .. } => Some(*score),
                Condition::Areas { .. } | Condition::Items { .. } | Condition::Gut | Condition::Rising => {
                    None
                }
            }
        }
        first(&self.gate)
    }

    /// Position of the level with this id.
    pub fn level_index(&self, id: &LevelId) -> Option<LevelIndex> {
        self.levels.iter().position(|level| level.id == *id)
    }
}

impl Item {
    /// Largest number of points an answer can have.
    pub fn max_points(&self) -> u8 {
        self.options.iter().map(|option| option.points).max().unwrap_or(0)
    }

    /// Smallest number of points an answer can have.
    pub fn min_points(&self) -> u8 {
        self.options.iter().map(|option| option.points).min().unwrap_or(0)
    }

    /// Whether any answer of one point or more must open a card.
    pub fn is_critical(&self) -> bool {
        matches!(self.kind, ItemKind::Critical { .. })
    }

    /// Whether it enters scores.
    pub fn is_scored(&self) -> bool {
        matches!(self.kind, ItemKind::Scored)
    }

    /// Whether it is a strength.
    pub fn is_strength(&self) -> bool {
        matches!(self.kind, ItemKind::Strength { .. })
    }
}

impl CountRule {
    /// Position of the band (and option) a count falls into.
    pub fn band_of(&self, count: u16) -> Option<usize> {
        self.bands
            .iter()
            .position(|band| band.from <= count && band.to.is_none_or(|to| count <= to))
    }
}
