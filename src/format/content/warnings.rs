//! What in a content may be deliberate and may be a slip: said to those who write it, and no reason to refuse it.
//!
//! Refused as faults is only what cannot be meant: a level, gate or notice that can never hold, a level that always holds,
//! a gate without a full form. Everything here leaves a content that works.

use crate::domain::checklist::{Checklist, Concern, Condition, Form, Input, ItemIndex, ItemKind, ScoreIndex};
use crate::domain::scoring::{Span, ranges, reach};

/// What is odd about a content, in the order of the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContentWarnings {
    /// The warnings.
    pub warnings: Vec<ContentWarning>,
}

/// One thing that is odd.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentWarning {
    /// Where it is, as faults name places.
    pub place: String,
    /// What is odd.
    pub oddity: Oddity,
}

/// What may be a slip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Oddity {
    /// A scored item that no score and no rule reads.
    ItemUnread,
    /// A score that no area, rule or other score reads.
    ScoreUnread,
    /// A card that no critical item opens.
    CardUnopened,
    /// A step of a score that no answers reach, or all do.
    StepOutside {
        /// Least possible value of the score.
        least: f64,
        /// Greatest possible value.
        most: f64,
    },
    /// A cut-off that no answers reach.
    CutOffNever {
        /// Least possible value of the score.
        least: f64,
        /// Greatest possible value.
        most: f64,
    },
    /// A cut-off that all answers reach.
    CutOffAlways {
        /// Least possible value of the score.
        least: f64,
        /// Greatest possible value.
        most: f64,
    },
    /// A part of a rule that never holds.
    PartNever,
    /// A part of a rule that always holds.
    PartAlways,
    /// The gate is open whatever is answered: everybody gets the full form.
    GateAlways,
    /// The notice is shown whatever is answered.
    NoticeAlways,
    /// A change since the last round that the score cannot make.
    ChangeTooLarge {
        /// Greatest possible change.
        most: f64,
    },
}

/// What is odd about a content that was read.
pub fn warnings(checklist: &Checklist) -> ContentWarnings {
    let mut finder = Finder {
        checklist,
        ranges: ranges(checklist),
        warnings: Vec::new(),
    };
    finder.unread();
    finder.steps();
    if let Some(gate) = &checklist.gate {
        finder.rule(gate, "gate", Some(Oddity::GateAlways));
    }
    for (index, level) in checklist.levels.iter().enumerate() {
        if let Some(when) = &level.when {
            finder.rule(when, &format!("levels[{index}].when"), None);
        }
    }
    for (index, notice) in checklist.notices.iter().enumerate() {
        let place = format!("notices[{index}].when");
        finder.rule(&notice.when, &place, Some(Oddity::NoticeAlways));
    }
    if let Some(Span { low, high }) = finder.ranges.get(checklist.trend.score).copied()
        && checklist.trend.change > high - low
    {
        finder.add("trend.change".into(), Oddity::ChangeTooLarge { most: high - low });
    }
    ContentWarnings {
        warnings: finder.warnings,
    }
}

struct Finder<'a> {
    checklist: &'a Checklist,
    ranges: Vec<Span>,
    warnings: Vec<ContentWarning>,
}

impl Finder<'_> {
    fn add(&mut self, place: String, oddity: Oddity) {
        self.warnings.push(ContentWarning { place, oddity });
    }

    /// Items, scores and cards that nothing leads to.
    fn unread(&mut self) {
        let checklist = self.checklist;
        let lines = checklist.form(Form::Short).count();
        for (index, item) in checklist.items.iter().enumerate() {
            if item.is_scored() && !self.reads(Input::Item(index)) {
                let place = match item.form {
                    Form::Short => format!("lines[{index}]"),
                    Form::Full => format!("items[{}]", index - lines),
                };
                self.add(place, Oddity::ItemUnread);
            }
        }
        for index in 0..checklist.scores.len() {
            let of_area =
                |area: &crate::domain::checklist::Area| area.score == index || area.short_score == index;
            let is_read = self.reads(Input::Score(index))
                || checklist.areas.iter().any(of_area)
                || checklist.trend.score == index;
            if !is_read {
                self.add(format!("scores[{index}]"), Oddity::ScoreUnread);
            }
        }
        for (index, card) in checklist.cards.iter().enumerate() {
            let opens = |kind: &ItemKind| match kind {
                ItemKind::Critical { card: opened } => *opened == card.id,
                ItemKind::Scored | ItemKind::Information { .. } | ItemKind::Strength { .. } => false,
            };
            if !checklist.items.iter().any(|item| opens(&item.kind)) {
                self.add(format!("cards[{index}]"), Oddity::CardUnopened);
            }
        }
    }

    /// Whether a score or a rule reads this.
    fn reads(&self, input: Input) -> bool {
        let checklist = self.checklist;
        let mut terms = checklist.scores.iter().flat_map(|score| &score.terms);
        let levels = checklist.levels.iter().filter_map(|level| level.when.as_ref());
        let notices = checklist.notices.iter().map(|notice| &notice.when);
        terms.any(|term| term.input == input)
            || checklist
                .gate
                .iter()
                .chain(levels)
                .chain(notices)
                .any(|condition| names(condition, input))
    }

    /// Steps of scores outside of what the score can be.
    fn steps(&mut self) {
        let checklist = self.checklist;
        for (index, score) in checklist.scores.iter().enumerate() {
            let Some(Span { low, high }) = self.ranges.get(index).copied() else {
                continue;
            };
            let place = format!("scores[{index}]");
            let of_grades = score
                .by_grade
                .iter()
                .enumerate()
                .map(|(nth, grades)| (format!("{place}.bands_by_grade[{nth}].bands"), &grades.bands));
            for (list, bands) in std::iter::once((format!("{place}.bands"), &score.bands)).chain(of_grades) {
                for (step, from) in bands
                    .iter()
                    .enumerate()
                    .filter_map(|(step, band)| Some((step, band.from?)))
                {
                    let is_reached_by_some = match score.concern {
                        Concern::High => low < from && from <= high,
                        Concern::Low => low <= from && from < high,
                    };
                    if !is_reached_by_some {
                        let oddity = Oddity::StepOutside {
                            least: low,
                            most: high,
                        };
                        self.add(format!("{list}[{step}].from"), oddity);
                    }
                }
            }
        }
    }

    /// A rule that always holds, where that is odd, or parts of it that never or always hold.
    fn rule(&mut self, rule: &Condition, place: &str, always: Option<Oddity>) {
        match always {
            Some(oddity) if reach(self.checklist, rule).surely => self.add(place.into(), oddity),
            Some(_) | None => self.parts(rule, place),
        }
    }

    fn parts(&mut self, condition: &Condition, place: &str) {
        let name = match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                let name = if matches!(condition, Condition::All(_)) {
                    "all"
                } else {
                    "any"
                };
                for (index, part) in parts.iter().enumerate() {
                    self.parts(part, &format!("{place}.{name}[{index}]"));
                }
                return;
            }
            Condition::Not(part) => return self.parts(part, &format!("{place}.not")),
            Condition::Score { .. } => "score.at",
            Condition::Band { .. } => "band.step",
            Condition::Areas { .. } | Condition::AreasInBand { .. } => "areas",
            Condition::Items { .. } => "items",
            Condition::Gut | Condition::Rising => return,
        };
        let truth = reach(self.checklist, condition);
        let range = self.range_of(condition);
        let oddity = match (truth.possibly, truth.surely, range) {
            (false, _, Some(Span { low, high })) => Oddity::CutOffNever {
                least: low,
                most: high,
            },
            (false, _, None) => Oddity::PartNever,
            (true, true, Some(Span { low, high })) => Oddity::CutOffAlways {
                least: low,
                most: high,
            },
            (true, true, None) => Oddity::PartAlways,
            (true, false, _) => return,
        };
        self.add(format!("{place}.{name}"), oddity);
    }

    /// What the score of a cut-off can be.
    fn range_of(&self, condition: &Condition) -> Option<Span> {
        match condition {
            Condition::Score { score, .. } => self.ranges.get(*score).copied(),
            Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_)
            | Condition::Band { .. }
            | Condition::Areas { .. }
            | Condition::AreasInBand { .. }
            | Condition::Items { .. }
            | Condition::Gut
            | Condition::Rising => None,
        }
    }
}

/// Whether a rule names this item or score itself.
fn names(condition: &Condition, input: Input) -> bool {
    let is_score = |score: ScoreIndex| input == Input::Score(score);
    let is_item = |item: &ItemIndex| input == Input::Item(*item);
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(|part| names(part, input)),
        Condition::Not(part) => names(part, input),
        Condition::Score { score, .. } | Condition::Band { score, .. } => is_score(*score),
        Condition::Items { items, .. } => items.iter().any(is_item),
        Condition::Areas { .. } | Condition::AreasInBand { .. } | Condition::Gut | Condition::Rising => false,
    }
}
