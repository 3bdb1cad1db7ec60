//! Scores, conditions, levels and the trend of the document.

use crate::domain::checklist::{
    Combine, Concern, Condition, Form, GradeBands, Input, Item, Least, LevelRule, MissingPolicy, NoticeRule,
    Rounding, ScoreBand, ScoreIndex, ScoreRule, Shape, Term, TrendRule,
};
use crate::domain::roster::Grade;
use crate::domain::sorted::Set;
use crate::format::json::Node;

use super::convert::{Tables, each, small, words};
use super::faults::Faults;
use super::items::{self, Items, scored};
use super::rule::{ContentRule, Part};

/// Conditions of one document, parts counted; the built-in content has 15.
const MAX_CONDITIONS: usize = 1000;

/// Converts the scores.
pub(super) fn scores(top: &Node, items: &Items, tables: &Tables, faults: &mut Faults) -> Vec<ScoreRule> {
    let mut position: ScoreIndex = 0;
    each(&top.field("scores"), |score| {
        let terms = terms(&score.field("terms"), position, items, tables, faults);
        position += 1;
        let concern = if score.field("concern").text() == "low" {
            Concern::Low
        } else {
            Concern::High
        };
        let bands = steps(&score.field("bands"), concern, faults);
        ScoreRule {
            id: score.field("id").text().into(),
            instrument: faults.reference(&score.field("instrument"), &tables.instruments, Part::Instrument),
            label: words(&score.field("label")),
            source: words(&score.field("source")),
            terms,
            combine: combine(score, faults),
            missing: missing(&score.field("missing"), faults),
            concern,
            by_grade: by_grade(&score.field("bands_by_grade"), concern, bands.len(), faults),
            bands,
        }
    })
}

/// Turns the items around that enter only scores whose low values are the concern.
pub(super) fn turn_items(items: &mut [Item], scores: &[ScoreRule]) {
    for (index, item) in items.iter_mut().enumerate() {
        let reads = |score: &&ScoreRule| score.terms.iter().any(|term| term.input == Input::Item(index));
        let mut concerns = scores.iter().filter(reads).map(|score| score.concern).peekable();
        if concerns.peek().is_some() && concerns.all(|concern| concern == Concern::Low) {
            item.concern = Concern::Low;
        }
    }
}

/// The terms of the score at `position`, groups written out; an input enters once.
fn terms(
    list: &Node,
    position: ScoreIndex,
    items: &Items,
    tables: &Tables,
    faults: &mut Faults,
) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let mut seen = Set::new();
    for node in list.entries() {
        let given = items::weight(&node.field("weight"), faults);
        let mut twice = false;
        for input in inputs(&node, position, items, tables, faults) {
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
        faults.require(!twice, &node, ContentRule::InputTwice);
    }
    if terms.is_empty() {
        faults.add(list, ContentRule::TooFew { found: 0, least: 1 });
    } else {
        faults.require(
            terms.iter().any(|term| term.weight > 0.0),
            list,
            ContentRule::NoWeight,
        );
    }
    terms
}

/// What one term of the document reads.
fn inputs(
    term: &Node,
    position: ScoreIndex,
    items: &Items,
    tables: &Tables,
    faults: &mut Faults,
) -> Vec<Input> {
    let mut found = Vec::new();
    for (field, form) in [("items_of_area", Form::Full), ("lines_of_area", Form::Short)] {
        if let Some(area) = faults.reference(&term.field(field), &tables.areas, Part::Area) {
            found.extend(items.of_area(form, area));
        }
    }
    for (field, form) in [("all_scored_items", Form::Full), ("all_lines", Form::Short)] {
        if term.has(field) {
            found.extend(scored(&items.items, form));
        }
    }
    let node = term.field("item");
    if let Some(index) = faults.reference(&node, &tables.items, Part::Item) {
        let is_scored = items.items.get(index).is_some_and(Item::is_scored);
        faults.require(is_scored, &node, ContentRule::NotForThisKind);
        found.push(index);
    }
    let mut inputs: Vec<Input> = found.into_iter().map(Input::Item).collect();
    let node = term.field("score");
    if let Some(index) = faults.reference(&node, &tables.scores, Part::Score) {
        faults.require(index < position, &node, ContentRule::LaterScore);
        inputs.push(Input::Score(index));
    }
    inputs
}

fn combine(score: &Node, faults: &mut Faults) -> Combine {
    let combine = match score.field("combine").text() {
        "mean" => Combine::Mean,
        "percent" => Combine::Percent,
        "max" => Combine::Max,
        "count" => Combine::CountAtLeast(score.field("at_least").number()),
        _ => Combine::Sum,
    };
    let counts = matches!(combine, Combine::CountAtLeast(_));
    faults.require(
        counts == score.has("at_least"),
        &score.field("at_least"),
        ContentRule::CountValue,
    );
    combine
}

fn missing(node: &Node, faults: &mut Faults) -> MissingPolicy {
    let share = |field| node.has(field).then(|| Least::Share(node.field(field).number()));
    let terms = |field| {
        node.has(field)
            .then(|| Least::Terms(node.field(field).whole().into()))
    };
    let prorate = share("prorate").or_else(|| terms("prorate_items"));
    faults.require(
        prorate.is_some() || !node.has("round"),
        &node.field("round"),
        ContentRule::RoundWithoutProrate,
    );
    if let Some(least) = prorate {
        let rounding = match node.field("round").text() {
            "half_up" => Rounding::HalfUp,
            "up" => Rounding::Up,
            "down" => Rounding::Down,
            _ => Rounding::None,
        };
        MissingPolicy::Prorate(least, rounding)
    } else if let Some(least) = share("answered").or_else(|| terms("answered_items")) {
        MissingPolicy::Answered(least)
    } else {
        MissingPolicy::ZeroUpTo(node.field("zero_up_to").whole().into())
    }
}

/// Bands of grades: as many steps as the score's own, and no grade twice.
fn by_grade(list: &Node, concern: Concern, wanted: usize, faults: &mut Faults) -> Vec<GradeBands> {
    let mut all: Vec<GradeBands> = Vec::new();
    for node in list.entries() {
        let bands = steps(&node.field("bands"), concern, faults);
        let found = bands.len();
        let rule = ContentRule::StepCount { found, wanted };
        faults.require(found == wanted, &node.field("bands"), rule);
        let grade = |field| Grade::from_code(node.field(field).text());
        // The shape has made sure of both.
        let (Some(from), Some(to)) = (grade("from"), grade("to")) else {
            continue;
        };
        faults.require(from <= to, &node, ContentRule::GradesReversed);
        let twice = all.iter().any(|other| other.from <= to && from <= other.to);
        faults.require(!twice, &node, ContentRule::GradeTwice);
        all.push(GradeBands { from, to, bands });
    }
    all
}

fn steps(list: &Node, concern: Concern, faults: &mut Faults) -> Vec<ScoreBand> {
    let mut steps: Vec<ScoreBand> = Vec::new();
    for band in list.entries() {
        let from = band.field("from").json.number();
        faults.require(from.is_none() == steps.is_empty(), &band, ContentRule::StepBound);
        if let (Some(before), Some(from)) = (steps.last().and_then(|step| step.from), from) {
            let ordered = match concern {
                Concern::High => before < from,
                Concern::Low => before > from,
            };
            faults.require(ordered, &band, ContentRule::StepOrder);
        }
        steps.push(ScoreBand {
            from,
            label: words(&band.field("label")),
        });
    }
    steps
}

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
