//! A summary in words: what stands on paper, in the file, and on the ward's screen.
//!
//! The school's preview, the printed sheet, the file and what the ward reads are one and the same value, so nobody can be
//! shown less than what leaves. A sheet that came in from outside is a [`Sheet`] too and never a [`super::Summary`]: what
//! was read cannot be let out again as a summary of this school.

use super::{AreaPicture, ContactRole, Facts, Strength};
use crate::domain::case_code::CaseCode;
use crate::domain::checklist::{Checklist, ContentStamp, Direction, Shape};
use crate::domain::decision::{Consent, ReplyBy};
use crate::domain::ids::{AreaId, AskId, CardId, ItemId, LevelId, SupportId};
use crate::domain::locale::{LocalText, Locale};
use crate::domain::roster::{GradeBand, YearMonth};
use crate::domain::scanner::CheckedText;
use crate::domain::scoring::{Ground, Trend};

/// Something of the content with the words it had when the sheet was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled<I> {
    /// Its identifier.
    pub id: I,
    /// Its words.
    pub label: String,
}

/// A level on a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLevel {
    /// Its identifier.
    pub id: LevelId,
    /// Its name.
    pub label: String,
    /// Its shape.
    pub shape: Shape,
}

/// One area on a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetArea {
    /// The area.
    pub area: Labelled<AreaId>,
    /// What is known.
    pub picture: AreaPicture,
    /// Name of the step; empty where there is none.
    pub step: String,
    /// The highest step.
    pub highest: usize,
    /// Change since the last round.
    pub trend: Trend,
}

/// One sign on a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetSign {
    /// The item.
    pub item: Labelled<ItemId>,
    /// Words of the answer, e.g. 3〜4日.
    pub answer: String,
}

/// One strength on a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetStrength {
    /// The item.
    pub item: Labelled<ItemId>,
    /// Whether it is there.
    pub strength: Strength,
}

/// A support that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetTried {
    /// The support.
    pub support: Labelled<SupportId>,
    /// The month it began.
    pub since: YearMonth,
}

/// A whole summary in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// 照会番号
    pub code: CaseCode,
    /// 作成年月
    pub made: YearMonth,
    /// 学校名 or 学校記号
    pub school: Option<String>,
    /// 担当窓口
    pub contact: ContactRole,
    /// 学年帯
    pub grade_band: Option<GradeBand>,
    /// The content it was made with.
    pub stamp: ContentStamp,
    /// Title of that content.
    pub title: String,
    /// The time the answers look back on.
    pub window: String,
    /// The form the picture rests on.
    pub ground: Ground,
    /// The level, or none for 情報不足.
    pub level: Option<SheetLevel>,
    /// Lowest level the open answers leave possible.
    pub lowest: SheetLevel,
    /// Highest level the open answers leave possible.
    pub highest: SheetLevel,
    /// Change since the last round.
    pub trend: Trend,
    /// Areas.
    pub areas: Vec<SheetArea>,
    /// Signs.
    pub signs: Vec<SheetSign>,
    /// Strengths.
    pub strengths: Vec<SheetStrength>,
    /// Information items that hold.
    pub information: Vec<Labelled<ItemId>>,
    /// Strips of the cards that opened.
    pub urgent: Vec<Labelled<CardId>>,
    /// 校内で行った支援
    pub tried: Vec<SheetTried>,
    /// 本人の気持ち is known.
    pub student_heard: bool,
    /// 保護者の意向 is known.
    pub guardian_heard: bool,
    /// 保護者の了解
    pub consent: Consent,
    /// Directions.
    pub directions: Vec<Direction>,
    /// Supports agreed.
    pub supports: Vec<Labelled<SupportId>>,
    /// 相談したいこと
    pub asks: Vec<Labelled<AskId>>,
    /// その他
    pub other: Option<String>,
    /// いつまでに返事がほしいか
    pub reply_by: Option<ReplyBy>,
    /// Month of the meeting that decided.
    pub met: YearMonth,
    /// Month the effect is looked at next.
    pub next_check: Option<YearMonth>,
    /// 廃棄期限
    pub dispose: YearMonth,
}

impl Sheet {
    /// The facts in the words of the content they were made with, in `locale`.
    pub fn of(facts: &Facts, checklist: &Checklist, locale: Locale) -> Self {
        let words = Words { checklist, locale };
        let text = |checked: &CheckedText| checked.as_str().to_owned();
        Sheet {
            code: facts.code,
            made: facts.made,
            school: facts.school.as_ref().map(text),
            contact: facts.contact,
            grade_band: facts.grade_band,
            stamp: facts.stamp.clone(),
            title: words.say(Some(&checklist.title)),
            window: words.say(Some(&checklist.window)),
            ground: facts.ground,
            level: facts.level.as_ref().map(|id| words.level(id)),
            lowest: words.level(&facts.lowest),
            highest: words.level(&facts.highest),
            trend: facts.trend,
            areas: words.areas(facts),
            signs: words.signs(facts),
            strengths: facts
                .strengths
                .iter()
                .map(|(id, strength)| SheetStrength {
                    item: words.item(id),
                    strength: *strength,
                })
                .collect(),
            information: facts.information.iter().map(|id| words.item(id)).collect(),
            urgent: facts
                .urgent
                .iter()
                .map(|id| Labelled {
                    id: id.clone(),
                    label: words.say(checklist.card(id).map(|card| &card.strip)),
                })
                .collect(),
            tried: facts
                .tried
                .iter()
                .map(|(id, since)| SheetTried {
                    support: words.support(id),
                    since: *since,
                })
                .collect(),
            student_heard: facts.student_heard,
            guardian_heard: facts.guardian_heard,
            consent: facts.consent,
            directions: facts.directions.clone(),
            supports: facts.supports.iter().map(|id| words.support(id)).collect(),
            asks: facts
                .asks
                .iter()
                .map(|id| Labelled {
                    id: id.clone(),
                    label: words.say(checklist.ask(id).map(|ask| &ask.label)),
                })
                .collect(),
            other: facts.other.as_ref().map(text),
            reply_by: facts.reply_by,
            met: facts.met,
            next_check: facts.next_check,
            dispose: facts.dispose,
        }
    }
}

/// The words of one content in one language.
struct Words<'a> {
    checklist: &'a Checklist,
    locale: Locale,
}

impl Words<'_> {
    fn say(&self, text: Option<&LocalText>) -> String {
        text.map_or_else(String::new, |text| text.get(self.locale).to_owned())
    }

    fn level(&self, id: &LevelId) -> SheetLevel {
        let level = self.checklist.levels.iter().find(|level| level.id == *id);
        SheetLevel {
            id: id.clone(),
            label: self.say(level.map(|level| &level.label)),
            shape: level.map_or(Shape::Circle, |level| level.shape),
        }
    }

    fn item(&self, id: &ItemId) -> Labelled<ItemId> {
        Labelled {
            id: id.clone(),
            label: self.say(self.checklist.item(id).map(|item| &item.label)),
        }
    }

    fn support(&self, id: &SupportId) -> Labelled<SupportId> {
        Labelled {
            id: id.clone(),
            label: self.say(self.checklist.support(id).map(|support| &support.label)),
        }
    }

    fn areas(&self, facts: &Facts) -> Vec<SheetArea> {
        let areas = facts.areas.iter().map(|fact| {
            let area = self.checklist.areas.iter().find(|area| area.id == fact.area);
            let score = area.and_then(|area| {
                self.checklist.scores.get(match facts.ground {
                    Ground::Full => area.score,
                    Ground::Short => area.short_score,
                })
            });
            let step = match fact.picture {
                AreaPicture::Step(step) => score.and_then(|score| score.bands.get(step)),
                AreaPicture::Insufficient | AreaPicture::NotApplicable => None,
            };
            SheetArea {
                area: Labelled {
                    id: fact.area.clone(),
                    label: self.say(area.map(|area| &area.label)),
                },
                picture: fact.picture,
                step: self.say(step.map(|band| &band.label)),
                highest: score.map_or(0, |score| score.bands.len().saturating_sub(1)),
                trend: fact.trend,
            }
        });
        areas.collect()
    }

    fn signs(&self, facts: &Facts) -> Vec<SheetSign> {
        let answer = |item: &ItemId, option: usize| {
            let options = self.checklist.item(item).map(|item| &item.options);
            self.say(
                options
                    .and_then(|options| options.get(option))
                    .map(|option| &option.label),
            )
        };
        let signs = facts.signs.iter().map(|sign| SheetSign {
            item: self.item(&sign.item),
            answer: answer(&sign.item, sign.option),
        });
        signs.collect()
    }
}
