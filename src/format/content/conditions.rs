//! What builds on items and scores: conditions, levels, notices and the trend of the document.

use crate::domain::checklist::{
    Concern, Condition, Form, Item, LevelRule, NoticeRule, ScoreRule, Shape, TrendRule,
};
use crate::format::json::Node;

use super::convert::{Tables, each, small, words};
use super::faults::Faults;
use super::items::scored;
use super::rule::{ContentRule, Part};

/// Conditions of one document, parts counted; the built-in content has 15.
const MAX_CONDITIONS: usize = 1000;

/// Reads what builds on items and scores.
pub(super) struct Reader<'a> {
    items: &'a [Item],
    scores: &'a [ScoreRule],
    tables: &'a Tables,
    conditions: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(items: &'a [Item], scores: &'a [ScoreRule], tables: &'a Tables) -> Self {
        Reader {
            items,
            scores,
            tables,
            conditions: 0,
        }
    }

    /// A condition. The parser bounds how deep conditions nest, this bounds how many there are.
    pub(super) fn condition(&mut self, node: &Node, faults: &mut Faults) -> Condition {
        self.conditions += 1;
        if self.conditions > MAX_CONDITIONS {
            if self.conditions == MAX_CONDITIONS + 1 {
                faults.add(
                    node,
                    ContentRule::TooMany {
                        found: self.conditions,
                        most: MAX_CONDITIONS,
                    },
                );
            }
            return Condition::Any(Vec::new());
        }
        if node.has("all") {
            Condition::All(each(&node.field("all"), |part| self.condition(part, faults)))
        } else if node.has("any") {
            Condition::Any(each(&node.field("any"), |part| self.condition(part, faults)))
        } else if node.has("not") {
            Condition::Not(Box::new(self.condition(&node.field("not"), faults)))
        } else if node.has("score") {
            let node = node.field("score");
            let score = faults
                .reference(&node.field("of"), &self.tables.scores, Part::Score)
                .unwrap_or(0);
            Condition::Score {
                score,
                at: node.field("at").number(),
            }
        } else if node.has("band") {
            let node = node.field("band");
            let score = faults.reference(&node.field("of"), &self.tables.scores, Part::Score);
            let step = node.field("step");
            let bands = score
                .and_then(|score| self.scores.get(score))
                .map(|rule| rule.bands.len());
            Condition::Band {
                score: score.unwrap_or(0),
                step: within(&step, bands.map_or(usize::MAX, |bands| bands - 1), faults),
            }
        } else if node.has("areas") {
            let node = node.field("areas");
            let count = self.count(&node, self.tables.areas.len(), faults);
            if node.has("step") {
                let step = node.field("step").whole().into();
                Condition::AreasInBand { step, count }
            } else {
                let at = node.field("at").number();
                Condition::Areas { at, count }
            }
        } else if node.has("items") {
            let node = node.field("items");
            let items = if node.has("of") {
                faults.references(&node.field("of"), &self.tables.items, Part::Item)
            } else {
                let form = if node.has("all_lines") {
                    Form::Short
                } else {
                    Form::Full
                };
                scored(self.items, form).collect()
            };
            let count = self.count(&node, items.len(), faults);
            Condition::Items {
                items,
                points: small(&node.field("points")),
                count,
            }
        } else if node.has("rising") {
            Condition::Rising
        } else {
            Condition::Gut
        }
    }

    /// How many of `all` are asked for; more than there are could never hold.
    fn count(&self, node: &Node, all: usize, faults: &mut Faults) -> usize {
        within(&node.field("count"), all, faults)
    }

    /// The notices.
    pub(super) fn notices(&mut self, top: &Node, faults: &mut Faults) -> Vec<NoticeRule> {
        each(&top.field("notices"), |node| NoticeRule {
            id: node.field("id").text().into(),
            label: words(&node.field("label")),
            when: self.condition(&node.field("when"), faults),
            text: words(&node.field("text")),
        })
    }

    /// The trend rule.
    pub(super) fn trend(&self, node: &Node, faults: &mut Faults) -> TrendRule {
        TrendRule {
            score: faults
                .reference(&node.field("score"), &self.tables.scores, Part::Score)
                .unwrap_or(0),
            change: node.field("change").number(),
            source: words(&node.field("source")),
        }
    }

    /// The levels, lowest first.
    pub(super) fn levels(&mut self, top: &Node, faults: &mut Faults) -> Vec<LevelRule> {
        let mut levels: Vec<LevelRule> = Vec::new();
        for node in top.field("levels").entries() {
            let level = self.level(&node, faults);
            let when = node.field("when");
            if levels.is_empty() {
                faults.require(level.when.is_none(), &when, ContentRule::LowestLevel);
            } else {
                faults.require(level.when.is_some(), &when, ContentRule::MissingCondition);
            }
            let same_shape = levels.iter().any(|other| other.shape == level.shape);
            faults.require(!same_shape, &node.field("shape"), ContentRule::SameShape);
            if let Some(hidden) = levels.iter().find(|lower| self.hides(&level, lower)) {
                let lower = hidden.id.as_str().into();
                faults.add(&when, ContentRule::LevelOrder { lower });
            }
            levels.push(level);
        }
        levels
    }

    fn level(&mut self, node: &Node, faults: &mut Faults) -> LevelRule {
        LevelRule {
            id: node.field("id").text().into(),
            label: words(&node.field("label")),
            short: words(&node.field("short")),
            action: words(&node.field("action")),
            shape: match node.field("shape").text() {
                "triangle" => Shape::Triangle,
                "diamond" => Shape::Diamond,
                "square" => Shape::Square,
                _ => Shape::Circle,
            },
            source: words(&node.field("source")),
            when: node
                .has("when")
                .then(|| self.condition(&node.field("when"), faults)),
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
            Condition::Band { score, step } => {
                matches!(low, Condition::Band { score: other, step: below } if score == other && step <= below)
            }
            Condition::Areas { at, count } => {
                matches!(low, Condition::Areas { at: below, count: fewer } if at <= below && count <= fewer)
            }
            Condition::AreasInBand { step, count } => {
                matches!(low, Condition::AreasInBand { step: below, count: fewer }
                    if step <= below && count <= fewer)
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

/// A whole number from 1 to `most`.
fn within(node: &Node, most: usize, faults: &mut Faults) -> usize {
    let number = node.whole();
    let most = u16::try_from(most).unwrap_or(u16::MAX);
    let range = ContentRule::Range {
        least: 1.0,
        most: most.into(),
    };
    faults.require(number <= most, node, range);
    number.into()
}

/// The ways a condition can come to hold: the parts of an `any`, else the condition itself.
fn alternatives(condition: &Condition) -> &[Condition] {
    if let Condition::Any(parts) = condition {
        parts
    } else {
        std::slice::from_ref(condition)
    }
}
