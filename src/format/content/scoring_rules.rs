//! Scores of the document: what goes in, how it is put together, their bands.

use crate::domain::checklist::{
    Combine, Concern, Form, GradeBands, Input, Item, Least, MissingPolicy, Rounding, ScoreBand, ScoreIndex,
    ScoreRule, Term,
};
use crate::domain::roster::Grade;
use crate::domain::sorted::Set;
use crate::format::json::Node;

use super::convert::{Tables, each, words};
use super::faults::Faults;
use super::items::{self, Items, scored};
use super::rule::{ContentRule, Part};

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
