//! The checklist (気づきのチェックシート) as a board or school decides it: areas, items, scores, levels, cards, supports.
//!
//! Everything that somebody outside this program may want to change is a value in here, read from one content document
//! (`kizuki.content/1`, see `format::content`). The scorer knows nothing else: no item and no threshold stands in code.
//! References between parts are positions in the vectors below; the reader of the document has checked them.

mod rules;

use super::ids::{
    ActionId, AreaId, AskId, CardId, ContactId, InstrumentId, ItemId, LevelId, ScaleId, SupportId,
};
use super::locale::LocalText;
use super::roster::Grade;

pub use rules::{
    Combine, Concern, Condition, GradeBands, Input, Least, LevelRule, MissingPolicy, NoticeRule, Rounding,
    ScoreBand, ScoreRule, Shape, Term, TrendRule,
};

/// Position of an item in [`Checklist::items`].
pub type ItemIndex = usize;
/// Position of an area in [`Checklist::areas`].
pub type AreaIndex = usize;
/// Position of a score in [`Checklist::scores`].
pub type ScoreIndex = usize;
/// Position of a level in [`Checklist::levels`]; higher asks for more people at the table.
pub type LevelIndex = usize;
/// Position of a notice in [`Checklist::notices`].
pub type NoticeIndex = usize;
/// Position of an instrument in [`Checklist::instruments`].
pub type InstrumentIndex = usize;

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
    pub about: LocalText,
    /// Instruments that the content joins, in display order; none where it is one sheet.
    pub instruments: Vec<Instrument>,
    /// Areas (領域) in display order.
    pub areas: Vec<Area>,
    /// All items: the lines of the short form first, then the full form, in display order.
    pub items: Vec<Item>,
    /// Scores; a score may only build on scores before it.
    pub scores: Vec<ScoreRule>,
    /// When a student needs the full form (一次確認 → 詳しい票). None where there is no full form, or where only
    /// なんとなく気になる and a form begun by hand lead to it: then the levels are judged for every student by what is
    /// answered so far.
    pub gate: Option<Condition>,
    /// Levels from the lowest (no condition) to the highest.
    pub levels: Vec<LevelRule>,
    /// Notices shown beside the level, never instead of it.
    pub notices: Vec<NoticeRule>,
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

/// One of several instruments (票) in a content, e.g. a published scale beside the school's own lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Instrument {
    /// Identifier.
    pub id: InstrumentId,
    /// Name, the heading where its items begin.
    pub label: LocalText,
    /// The time its answers look back on, which may differ from the content's own.
    pub window: LocalText,
    /// Where it comes from.
    pub source: LocalText,
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
    /// The score of the full form that stands for this area; the one of the lines where there is no full form.
    pub score: ScoreIndex,
    /// The score of the lines, shown while the full form is not filled in; where the content has none, the same as
    /// [`Area::score`].
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
    /// Which end of its points is the concern: the low one where every score it enters is a concern when low.
    pub concern: Concern,
    /// The instrument it belongs to, where the content has several.
    pub instrument: Option<InstrumentIndex>,
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
    /// 授業日数 that the bands are meant for, 1 to
    /// [`MAX_COUNT`](super::limits::MAX_COUNT). Where the student's own number of school days is
    /// known, a count is scaled to this many before it is put into a band; else it is taken as it is.
    pub per_school_days: Option<u16>,
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

    /// The first score the gate looks at, or without a gate the first of the levels: the sum at the end of a row.
    pub fn gate_score(&self) -> Option<ScoreIndex> {
        let of_levels = || {
            self.levels
                .iter()
                .rev()
                .find_map(|level| level.when.as_ref()?.first_score())
        };
        match &self.gate {
            Some(gate) => gate.first_score(),
            None => of_levels(),
        }
    }

    /// The instrument an item belongs to, where the content has several.
    pub fn instrument_of(&self, item: &Item) -> Option<&Instrument> {
        self.instruments.get(item.instrument?)
    }

    /// The instrument whose heading stands before an item: where it changes from the item before it.
    pub fn heading_before(&self, previous: Option<&Item>, item: &Item) -> Option<&Instrument> {
        let is_same = previous.is_some_and(|previous| previous.instrument == item.instrument);
        self.instrument_of(item).filter(|_| !is_same)
    }

    /// Whether there is a full form (詳しい票) at all.
    pub fn has_full_form(&self) -> bool {
        self.items.iter().any(|item| item.form == Form::Full)
    }

    /// The checklist as it holds for one grade: scores have the bands of this grade. Everything else, the stamp among
    /// it, stays, so that results of two grades are results of one content.
    pub fn for_grade(&self, grade: Grade) -> Checklist {
        let mut checklist = self.clone();
        for score in &mut checklist.scores {
            let of_grade = score.by_grade.iter().find(|bands| bands.includes(grade));
            if let Some(bands) = of_grade.map(|found| found.bands.clone()) {
                score.bands = bands;
            }
        }
        checklist
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

    /// How far an answer of so many points is from the one of no concern; 0 is no sign.
    pub fn concern_of(&self, points: u8) -> u8 {
        match self.concern {
            Concern::High => points.saturating_sub(self.min_points()),
            Concern::Low => self.max_points().saturating_sub(points),
        }
    }

    /// The greatest [`Item::concern_of`] an answer can have.
    pub fn most_concern(&self) -> u8 {
        self.max_points().saturating_sub(self.min_points())
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
    /// A count as the bands are meant: scaled from the student's school days (授業日数) to the bands' own, halves
    /// rounded up. Where either is not known, the count itself.
    pub fn scaled(&self, count: u16, school_days: Option<u16>) -> u16 {
        let (Some(per), Some(days)) = (self.per_school_days, school_days.filter(|days| *days > 0)) else {
            return count;
        };
        let (count, per, days) = (u32::from(count), u32::from(per), u32::from(days));
        let scaled = (2 * count * per + days) / (2 * days);
        u16::try_from(scaled).unwrap_or(u16::MAX)
    }

    /// Position of the band (and option) a count falls into.
    pub fn band_of(&self, count: u16) -> Option<usize> {
        self.bands
            .iter()
            .position(|band| band.from <= count && band.to.is_none_or(|to| count <= to))
    }
}
