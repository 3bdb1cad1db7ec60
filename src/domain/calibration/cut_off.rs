//! The numbers of a content at which a score tips something over, with their places in the document.

use std::fmt::Write as _;

use crate::domain::checklist::{
    Checklist, Concern, Condition, LevelIndex, NoticeIndex, ScoreBand, ScoreIndex,
};
use crate::domain::roster::Grade;

/// Which scores are held against a cut-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// One score.
    Score(ScoreIndex),
    /// The score of each area, of which so many must reach it.
    Areas(usize),
}

/// What a cut-off decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decides {
    /// Whether a student is called to the full form (詳しい票).
    Gate,
    /// Whether a level is reached.
    Level(LevelIndex),
    /// Whether a notice is shown.
    Notice(NoticeIndex),
    /// Where a step of the score's ramp begins, and with it whatever rule asks for that step.
    Band(usize),
}

/// A number of the content at which a score tips something over.
#[derive(Clone, Debug, PartialEq)]
pub struct CutOff {
    /// Its place in the content document, as faults write it: `levels[2].when.any[0].score.at`.
    pub place: String,
    /// Its value in the content, in the units of the score.
    pub at: f64,
    /// Which scores are held against it.
    pub reads: Reads,
    /// What it decides.
    pub decides: Decides,
    /// Which end is the concern: high values reach the cut-off from below, low ones from above.
    pub concern: Concern,
    address: Address,
}

impl CutOff {
    /// Whether a score is held against it.
    pub fn reads(&self, checklist: &Checklist, score: ScoreIndex) -> bool {
        match self.reads {
            Reads::Score(own) => own == score,
            Reads::Areas(_) => checklist.areas.iter().any(|area| area.score == score),
        }
    }
}

/// The way to a cut-off inside a checklist.
#[derive(Clone, Debug, PartialEq)]
struct Address {
    root: Root,
    steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Root {
    Gate,
    Level(LevelIndex),
    Notice(NoticeIndex),
    Band {
        score: ScoreIndex,
        by_grade: Option<usize>,
        band: usize,
    },
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Part(usize),
    Not,
}

/// Every cut-off of a content that holds for one of these grades, in the order gate, levels, notices, bands.
pub fn cut_offs(checklist: &Checklist, grades: &[Grade]) -> Vec<CutOff> {
    let mut walk = Walk {
        checklist,
        found: Vec::new(),
    };
    if let Some(gate) = &checklist.gate {
        walk.condition(gate, Root::Gate, Decides::Gate, "gate".to_owned(), Vec::new());
    }
    for (at, level) in checklist.levels.iter().enumerate() {
        if let Some(when) = &level.when {
            let place = format!("levels[{at}].when");
            walk.condition(when, Root::Level(at), Decides::Level(at), place, Vec::new());
        }
    }
    for (at, notice) in checklist.notices.iter().enumerate() {
        let place = format!("notices[{at}].when");
        walk.condition(
            &notice.when,
            Root::Notice(at),
            Decides::Notice(at),
            place,
            Vec::new(),
        );
    }
    for (score, rule) in checklist.scores.iter().enumerate() {
        let own = |grade: &&Grade| !rule.by_grade.iter().any(|bands| bands.includes(**grade));
        if grades.is_empty() || grades.iter().any(|grade| own(&grade)) {
            walk.bands(&rule.bands, score, None);
        }
        for (at, bands) in rule.by_grade.iter().enumerate() {
            if grades.iter().any(|grade| bands.includes(*grade)) {
                walk.bands(&bands.bands, score, Some(at));
            }
        }
    }
    walk.found
}

struct Walk<'a> {
    checklist: &'a Checklist,
    found: Vec<CutOff>,
}

impl Walk<'_> {
    fn condition(
        &mut self,
        condition: &Condition,
        root: Root,
        decides: Decides,
        place: String,
        steps: Vec<Step>,
    ) {
        let down = |step| {
            let mut steps = steps.clone();
            steps.push(step);
            steps
        };
        let (at, reads, concern, field) = match condition {
            Condition::All(parts) => {
                for (index, part) in parts.iter().enumerate() {
                    let place = format!("{place}.all[{index}]");
                    self.condition(part, root, decides, place, down(Step::Part(index)));
                }
                return;
            }
            Condition::Any(parts) => {
                for (index, part) in parts.iter().enumerate() {
                    let place = format!("{place}.any[{index}]");
                    self.condition(part, root, decides, place, down(Step::Part(index)));
                }
                return;
            }
            Condition::Not(part) => {
                return self.condition(part, root, decides, format!("{place}.not"), down(Step::Not));
            }
            Condition::Score { score, at } => (*at, Reads::Score(*score), self.concern(*score), "score"),
            Condition::Areas { at, count } => (*at, Reads::Areas(*count), self.area_concern(), "areas"),
            // These ask for a step, whose own bound is the cut-off, or for no score at all.
            Condition::Band { .. }
            | Condition::AreasInBand { .. }
            | Condition::Items { .. }
            | Condition::Gut
            | Condition::Rising => return,
        };
        self.found.push(CutOff {
            place: format!("{place}.{field}.at"),
            at,
            reads,
            decides,
            concern,
            address: Address { root, steps },
        });
    }

    fn concern(&self, score: ScoreIndex) -> Concern {
        let rule = self.checklist.scores.get(score);
        rule.map_or(Concern::High, |rule| rule.concern)
    }

    /// Areas that are held against one number point the same way in any content that makes sense.
    fn area_concern(&self) -> Concern {
        let first = self.checklist.areas.first();
        first.map_or(Concern::High, |area| self.concern(area.score))
    }

    fn bands(&mut self, bands: &[ScoreBand], score: ScoreIndex, by_grade: Option<usize>) {
        let mut place = format!("scores[{score}]");
        if let Some(at) = by_grade {
            // Writing into a string cannot fail.
            write!(place, ".bands_by_grade[{at}]").unwrap_or_default();
        }
        for (band, rule) in bands.iter().enumerate() {
            if let Some(at) = rule.from {
                self.found.push(CutOff {
                    place: format!("{place}.bands[{band}].from"),
                    at,
                    reads: Reads::Score(score),
                    decides: Decides::Band(band),
                    concern: self.concern(score),
                    address: Address {
                        root: Root::Band {
                            score,
                            by_grade,
                            band,
                        },
                        steps: Vec::new(),
                    },
                });
            }
        }
    }
}

/// Puts another value at a cut-off. A checklist that has no such cut-off stays as it is.
pub fn put(checklist: &mut Checklist, cut_off: &CutOff, value: f64) {
    let Address { root, steps } = &cut_off.address;
    let mut condition = match root {
        Root::Gate => checklist.gate.as_mut(),
        Root::Level(at) => checklist
            .levels
            .get_mut(*at)
            .and_then(|level| level.when.as_mut()),
        Root::Notice(at) => checklist.notices.get_mut(*at).map(|notice| &mut notice.when),
        Root::Band {
            score,
            by_grade,
            band,
        } => {
            let rule = checklist.scores.get_mut(*score);
            let bands = rule.and_then(|rule| match by_grade {
                Some(at) => rule.by_grade.get_mut(*at).map(|bands| &mut bands.bands),
                None => Some(&mut rule.bands),
            });
            if let Some(found) = bands.and_then(|bands| bands.get_mut(*band)) {
                found.from = Some(value);
            }
            return;
        }
    };
    for step in steps {
        condition = match (step, condition) {
            (Step::Part(at), Some(Condition::All(parts) | Condition::Any(parts))) => parts.get_mut(*at),
            (Step::Not, Some(Condition::Not(part))) => Some(part.as_mut()),
            (Step::Part(_) | Step::Not, _) => None,
        };
    }
    if let Some(Condition::Score { at, .. } | Condition::Areas { at, .. }) = condition {
        *at = value;
    }
}
