//! From answers to a level with its span, by the content's rules and nothing else.
//!
//! With answers missing a score has a lowest and a highest possible value. Every rule is therefore asked three times: does
//! it hold for what is answered, must it hold whatever the missing answers turn out to be, and could it. Rules only
//! compare scores with cut-offs, so for rules without a negation the bounds are exact; with one they are never too narrow.

mod explain;
mod measured;
mod rules;
mod scorer;
mod terms;

use super::checklist::{Checklist, Condition, LevelIndex, NoticeIndex};
use super::response::Response;
use rules::{Change, Rules};

pub use explain::{Explanation, Reason, explain};
pub use measured::{Judgement, Measured};
pub use scorer::Scorer;
pub use terms::largest;

/// Lowest and highest value a score can take once the missing answers are known. `low <= high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Lowest possible value.
    pub low: f64,
    /// Highest possible value.
    pub high: f64,
}

/// One score of one student.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreOutcome {
    /// Whether any of its items applies to this student.
    pub applies: bool,
    /// The value by what is answered; `None` is 情報不足, which is not a low value.
    pub value: Option<f64>,
    /// What the missing answers leave open.
    pub span: Span,
    /// Share of the weight that is answered, 0 to 1; 1 when nothing applies.
    pub answered: f64,
    /// Step of the ramp for the value.
    pub step: Option<usize>,
    /// Least and greatest step the span reaches, by concern.
    pub steps: (usize, usize),
}

/// The level shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelState {
    /// A level.
    Level(LevelIndex),
    /// 情報不足: too little is answered to say even the lowest level.
    Insufficient,
}

/// Which form the level rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The lines: the gate is closed, the full form was not begun, or the content has none.
    Short,
    /// The full form: the gate is open, somebody pressed なんとなく気になる, or the form was begun anyway.
    Full,
}

/// What a rule is, given what is answered and what is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Truth {
    /// By what is answered.
    pub now: bool,
    /// Whatever the missing answers are.
    pub surely: bool,
    /// For some missing answers.
    pub possibly: bool,
}

/// Everything the rules say of one response. Made when shown, never stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Which form the level rests on.
    pub ground: Ground,
    /// Whether the gate to the full form is open; surely not where the content has no gate.
    pub gate: Truth,
    /// The level.
    pub level: LevelState,
    /// Lowest level the missing answers leave possible.
    pub lowest: LevelIndex,
    /// Highest level the missing answers leave possible.
    pub highest: LevelIndex,
    /// Scores, in the order of the content.
    pub scores: Vec<ScoreOutcome>,
    /// Scored items answered with わからない on the form the level rests on.
    pub unknown: usize,
    /// Scored items still blank on that form.
    pub blank: usize,
    /// Whether a critical item shows (すぐに管理職へ), beside the level, not instead.
    pub urgent: bool,
    /// Notices that hold or may come to hold, in the order of the content.
    pub notices: Vec<NoticeOutcome>,
    /// Change of the trend score since the last round.
    pub trend: Trend,
}

/// A notice beside the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticeOutcome {
    /// Which one.
    pub notice: NoticeIndex,
    /// Whether its rule holds by what is answered, and whether the missing answers leave that open.
    pub truth: Truth,
}

/// Change since the last round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// No last round, another content, or too little answered.
    Unknown,
    /// More concern, by the trend rule or a level.
    Up,
    /// Within the bounds of the trend rule.
    Same,
    /// Less concern.
    Down,
}

/// Scores one response. `previous` is the outcome of the last round under the same content, if there is one. Whoever
/// scores many makes a [`Scorer`] once.
pub fn score(checklist: &Checklist, response: &Response, previous: Option<&Outcome>) -> Outcome {
    Scorer::new(checklist).score(response, previous)
}

/// Whether a condition can come to hold at all, and whether it ever fails: its truth while nothing is known of a student.
/// `possibly` is never too narrow, `surely` never too wide: a condition that is not possible never holds.
pub fn reach(checklist: &Checklist, condition: &Condition) -> Truth {
    let scorer = Scorer::new(checklist);
    let meanings = scorer.nothing_known();
    let rules = Rules {
        checklist,
        meanings: &meanings,
        scores: &scorer.scores(&meanings),
        gut: Truth::OPEN,
        change: Some(Change::OPEN),
    };
    rules.truth(condition)
}

/// Least and greatest value each score can take, in the order of the content, nothing being 対象外.
pub fn ranges(checklist: &Checklist) -> Vec<Span> {
    let scorer = Scorer::new(checklist);
    let of_nothing = scorer.scores(&scorer.nothing_known());
    of_nothing.into_iter().map(|outcome| outcome.span).collect()
}

/// The score that stands for an area: of the full form where that is the ground, else of the short form.
pub fn area_score<'a>(checklist: &Checklist, outcome: &'a Outcome, area: usize) -> Option<&'a ScoreOutcome> {
    let area = checklist.areas.get(area)?;
    outcome.scores.get(match outcome.ground {
        Ground::Full => area.score,
        Ground::Short => area.short_score,
    })
}

/// Change of one area since the last round, by step of the ramp; unknown when the two rest on different forms.
pub fn area_trend(checklist: &Checklist, now: &Outcome, previous: Option<&Outcome>, area: usize) -> Trend {
    let steps = previous
        .filter(|previous| previous.ground == now.ground)
        .and_then(|previous| {
            Some((
                area_score(checklist, previous, area)?.step?,
                area_score(checklist, now, area)?.step?,
            ))
        });
    match steps {
        None => Trend::Unknown,
        Some((before, after)) if after > before => Trend::Up,
        Some((before, after)) if after < before => Trend::Down,
        Some(_) => Trend::Same,
    }
}
