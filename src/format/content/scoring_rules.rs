//! Scores, conditions, levels and the trend of the document.

use std::collections::BTreeSet;

use crate::domain::checklist::{
    Combine, Concern, Condition, Form, Input, Item, ItemIndex, LevelRule, MissingPolicy, ScoreBand,
    ScoreIndex, ScoreRule, Shape, Term, TrendRule,
};
use crate::domain::limits::{MAX_CONTENT_LIST, MAX_POINTS, MAX_STEPS};

use super::check::{Faults, Place, Size};
use super::convert::{Tables, each};
use super::items::{self, Items};
use super::wire;
use super::{ContentRule, Part};

/// Converts the scores.
pub(super) fn scores(
    scores: Vec<wire::Score>,
    items: &Items,
    tables: &Tables,
    faults: &mut Faults,
) -> Vec<ScoreRule> {
    let mut position: ScoreIndex = 0;
    each(&Place::DOCUMENT.field("scores"), scores, |at, score| {
        let terms = terms(at, score.terms, position, items, tables, faults);
        position += 1;
        let concern = match score.concern {
            wire::Concern::High => Concern::High,
            wire::Concern::Low => Concern::Low,
        };
        ScoreRule {
            id: score.id.as_str().into(),
            label: faults.text(&at.field("label"), score.label, Size::Label),
            source: faults.text(&at.field("source"), score.source, Size::Sentence),
            terms,
            combine: combine(&at.field("combine"), score.combine, faults),
            missing: missing(&at.field("missing"), score.missing, faults),
            concern,
            bands: steps(&at.field("bands"), score.bands, concern, faults),
        }
    })
}

/// The terms of the score at `position`, groups written out; an input enters once.
fn terms(
    at: &Place,
    wires: Vec<wire::Term>,
    position: ScoreIndex,
    items: &Items,
    tables: &Tables,
    faults: &mut Faults,
) -> Vec<Term> {
    let list = at.field("terms");
    let mut terms: Vec<Term> = Vec::new();
    let mut seen = BTreeSet::new();
    each(&list, wires, |at, term| {
        let inputs = inputs(at, &term, position, items, tables, faults);
        let given = term
            .weight
            .map(|weight| faults.weight(&at.field("weight"), weight));
        let mut twice = false;
        for input in inputs {
            let (key, own) = match input {
                Input::Item(index) => ((0, index), items.weights.get(index).copied().unwrap_or(1.0)),
                Input::Score(index) => ((1, index), 1.0),
            };
            if seen.insert(key) {
                terms.push(Term {
                    input,
                    weight: given.unwrap_or(own),
                });
            } else {
                twice = true;
            }
        }
        faults.require(!twice, at, ContentRule::InputTwice);
    });
    faults.length(&list, terms.len(), 1, usize::MAX);
    let weighted = terms.is_empty() || terms.iter().any(|term| term.weight > 0.0);
    faults.require(weighted, &list, ContentRule::NoWeight);
    terms
}

/// What one term of the document reads.
fn inputs(
    at: &Place,
    term: &wire::Term,
    position: ScoreIndex,
    items: &Items,
    tables: &Tables,
    faults: &mut Faults,
) -> Vec<Input> {
    let given = [
        term.item.is_some(),
        term.score.is_some(),
        term.items_of_area.is_some(),
        term.lines_of_area.is_some(),
        term.all_scored_items,
        term.all_lines,
    ];
    let fields = &[
        "item",
        "score",
        "items_of_area",
        "lines_of_area",
        "all_scored_items",
        "all_lines",
    ];
    one_of(at, fields, &given, faults);
    let mut found: Vec<ItemIndex> = Vec::new();
    if let Some(id) = &term.item {
        let at = at.field("item");
        let index = faults.reference(&at, &tables.items, Part::Item, id);
        let scored = index
            .and_then(|index| items.items.get(index))
            .is_none_or(Item::is_scored);
        faults.require(scored, &at, ContentRule::NotForThisKind);
        found.extend(index);
    }
    for (form, field, area) in [
        (Form::Full, "items_of_area", &term.items_of_area),
        (Form::Short, "lines_of_area", &term.lines_of_area),
    ] {
        if let Some(id) = area
            && let Some(area) = faults.reference(&at.field(field), &tables.areas, Part::Area, id)
        {
            found.extend(items.of_area(form, area));
        }
    }
    if term.all_scored_items {
        found.extend(items.scored(Form::Full));
    }
    if term.all_lines {
        found.extend(items.scored(Form::Short));
    }
    let mut inputs: Vec<Input> = found.into_iter().map(Input::Item).collect();
    if let Some(id) = &term.score {
        let at = at.field("score");
        match faults.reference(&at, &tables.scores, Part::Score, id) {
            Some(index) if index < position => inputs.push(Input::Score(index)),
            Some(_) => faults.add(&at, ContentRule::LaterScore { id: id.clone() }),
            None => {}
        }
    }
    inputs
}

fn one_of(at: &Place, fields: &'static [&'static str], given: &[bool], faults: &mut Faults) {
    let found = given.iter().filter(|given| **given).count();
    faults.require(found == 1, at, ContentRule::OneOf { fields, found });
}

fn combine(at: &Place, combine: wire::Combine, faults: &mut Faults) -> Combine {
    match combine {
        wire::Combine::Sum => Combine::Sum,
        wire::Combine::Mean => Combine::Mean,
        wire::Combine::Percent => Combine::Percent,
        wire::Combine::Max => Combine::Max,
        wire::Combine::CountAtLeast(value) => {
            faults.require(value > 0.0, at, ContentRule::NotPositive);
            Combine::CountAtLeast(value)
        }
    }
}

fn missing(at: &Place, missing: wire::Missing, faults: &mut Faults) -> MissingPolicy {
    match missing {
        wire::Missing::Answered(share) => MissingPolicy::Answered {
            min_share: faults.share(at, share),
        },
        wire::Missing::Prorate(share) => MissingPolicy::Prorate {
            min_share: faults.share(at, share),
        },
        wire::Missing::ZeroUpTo(count) => {
            MissingPolicy::ZeroUpTo(whole(at, count, 0, MAX_CONTENT_LIST, faults))
        }
    }
}

fn whole(at: &Place, number: i64, least: u16, most: usize, faults: &mut Faults) -> usize {
    faults
        .whole(at, number, least, u16::try_from(most).unwrap_or(u16::MAX))
        .into()
}

fn steps(at: &Place, bands: Vec<wire::ScoreBand>, concern: Concern, faults: &mut Faults) -> Vec<ScoreBand> {
    faults.length(at, bands.len(), 1, MAX_STEPS);
    let mut before: Option<f64> = None;
    let mut first = true;
    each(at, bands, |at, band| {
        faults.require(band.from.is_none() == first, at, ContentRule::StepBound);
        first = false;
        if let (Some(before), Some(from)) = (before, band.from) {
            let ordered = match concern {
                Concern::High => before < from,
                Concern::Low => before > from,
            };
            faults.require(ordered, at, ContentRule::StepOrder);
        }
        before = band.from.or(before);
        ScoreBand {
            from: band.from,
            label: faults.text(&at.field("label"), band.label, Size::Label),
        }
    })
}

/// Reads what builds on items and scores.
pub(super) struct Reader<'a> {
    pub(super) items: &'a [Item],
    pub(super) scores: &'a [ScoreRule],
    pub(super) tables: &'a Tables,
}

impl Reader<'_> {
    /// A condition. The parser bounds how deep conditions nest.
    pub(super) fn condition(&self, at: &Place, condition: wire::Condition, faults: &mut Faults) -> Condition {
        let given = [
            condition.all.is_some(),
            condition.any.is_some(),
            condition.not.is_some(),
            condition.score.is_some(),
            condition.areas.is_some(),
            condition.items.is_some(),
            condition.gut,
            condition.rising,
        ];
        let fields = &["all", "any", "not", "score", "areas", "items", "gut", "rising"];
        one_of(at, fields, &given, faults);
        faults.require(
            condition.score.is_some() == condition.at.is_some(),
            at,
            ContentRule::OneOf {
                fields: &["score + at"],
                found: 0,
            },
        );
        if let Some(parts) = condition.all {
            Condition::All(self.conditions(&at.field("all"), parts, faults))
        } else if let Some(parts) = condition.any {
            Condition::Any(self.conditions(&at.field("any"), parts, faults))
        } else if let Some(part) = condition.not {
            Condition::Not(Box::new(self.condition(&at.field("not"), *part, faults)))
        } else if let Some(id) = condition.score {
            let score = faults
                .reference(&at.field("score"), &self.tables.scores, Part::Score, &id)
                .unwrap_or(0);
            Condition::Score {
                score,
                at: condition.at.unwrap_or_default(),
            }
        } else if let Some(areas) = condition.areas {
            let count = whole(
                &at.field("areas").field("count"),
                areas.count,
                1,
                self.tables.areas.len(),
                faults,
            );
            Condition::Areas { at: areas.at, count }
        } else if let Some(items) = condition.items {
            self.items(&at.field("items"), items, faults)
        } else if condition.rising {
            Condition::Rising
        } else {
            Condition::Gut
        }
    }

    fn conditions(&self, at: &Place, parts: Vec<wire::Condition>, faults: &mut Faults) -> Vec<Condition> {
        faults.length(at, parts.len(), 1, MAX_CONTENT_LIST);
        each(at, parts, |at, part| self.condition(at, part, faults))
    }

    fn items(&self, at: &Place, items: wire::ItemsAt, faults: &mut Faults) -> Condition {
        let given = [items.of.is_some(), items.all_lines, items.all_scored_items];
        one_of(at, &["of", "all_lines", "all_scored_items"], &given, faults);
        let found = if let Some(ids) = items.of {
            faults.references(&at.field("of"), &self.tables.items, Part::Item, &ids)
        } else {
            let form = if items.all_lines { Form::Short } else { Form::Full };
            items::scored(self.items, form).collect()
        };
        let points = faults.whole(&at.field("points"), items.points, 1, MAX_POINTS);
        let count = whole(&at.field("count"), items.count, 1, found.len(), faults);
        Condition::Items {
            items: found,
            points,
            count,
        }
    }

    /// The trend rule.
    pub(super) fn trend(&self, trend: wire::Trend, faults: &mut Faults) -> TrendRule {
        let top = Place::DOCUMENT;
        let at = top.field("trend");
        faults.require(trend.change > 0.0, &at.field("change"), ContentRule::NotPositive);
        TrendRule {
            score: faults
                .reference(&at.field("score"), &self.tables.scores, Part::Score, &trend.score)
                .unwrap_or(0),
            change: trend.change,
            source: faults.text(&at.field("source"), trend.source, Size::Sentence),
        }
    }

    /// The levels, lowest first.
    pub(super) fn levels(&self, levels: Vec<wire::Level>, faults: &mut Faults) -> Vec<LevelRule> {
        let top = Place::DOCUMENT;
        let list = top.field("levels");
        let mut table = super::check::Table::default();
        faults.ids(&list, &mut table, 0, levels.iter().map(|level| level.id.as_str()));
        let mut lower: Vec<LevelRule> = Vec::new();
        for (index, level) in levels.into_iter().enumerate() {
            let at = list.index(index);
            let level = self.level(&at, level, faults);
            match (&level.when, index) {
                (Some(_), 0) => faults.add(&at.field("when"), ContentRule::LowestLevel),
                (None, 1..) => faults.add(&at.field("when"), ContentRule::MissingCondition),
                (None, 0) | (Some(_), 1..) => {}
            }
            let same_shape = lower.iter().any(|other| other.shape == level.shape);
            faults.require(!same_shape, &at.field("shape"), ContentRule::SameShape);
            if let Some(hidden) = lower.iter().find(|lower| self.hides(&level, lower)) {
                let lower = hidden.id.as_str().into();
                faults.add(&at.field("when"), ContentRule::LevelOrder { lower });
            }
            lower.push(level);
        }
        lower
    }

    fn level(&self, at: &Place, level: wire::Level, faults: &mut Faults) -> LevelRule {
        LevelRule {
            id: level.id.as_str().into(),
            label: faults.text(&at.field("label"), level.label, Size::Label),
            short: faults.text(&at.field("short"), level.short, Size::Short),
            action: faults.text(&at.field("action"), level.action, Size::Sentence),
            shape: match level.shape {
                wire::Shape::Circle => Shape::Circle,
                wire::Shape::Triangle => Shape::Triangle,
                wire::Shape::Diamond => Shape::Diamond,
                wire::Shape::Square => Shape::Square,
            },
            source: faults.text(&at.field("source"), level.source, Size::Sentence),
            when: level
                .when
                .map(|when| self.condition(&at.field("when"), when, faults)),
        }
    }

    /// Whether one way to the higher level is open whenever one way to the lower one is.
    fn hides(&self, higher: &LevelRule, lower: &LevelRule) -> bool {
        let (Some(higher), Some(lower)) = (&higher.when, &lower.when) else {
            return false;
        };
        alternatives(higher)
            .iter()
            .any(|high| alternatives(lower).iter().any(|low| self.no_harder(high, low)))
    }

    /// Whether `high` holds wherever `low` does, as far as two plain thresholds of one kind show it.
    fn no_harder(&self, high: &Condition, low: &Condition) -> bool {
        match high {
            Condition::Score { score, at } => {
                let falling = self
                    .scores
                    .get(*score)
                    .is_some_and(|rule| rule.concern == Concern::Low);
                matches!(low, Condition::Score { score: other, at: below }
                    if score == other && (if falling { at >= below } else { at <= below }))
            }
            Condition::Areas { at, count } => {
                matches!(low, Condition::Areas { at: below, count: fewer } if at <= below && count <= fewer)
            }
            Condition::Items { items, points, count } => {
                matches!(low, Condition::Items { items: others, points: below, count: fewer }
                    if items == others && points <= below && count <= fewer)
            }
            Condition::Gut => matches!(low, Condition::Gut),
            Condition::Rising => matches!(low, Condition::Rising),
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) => false,
        }
    }
}

/// The ways a condition can come to hold: the parts of an `any`, else the condition itself.
fn alternatives(condition: &Condition) -> &[Condition] {
    if let Condition::Any(parts) = condition {
        parts
    } else {
        std::slice::from_ref(condition)
    }
}
