//! Calibration (しきい値の調整): where the cut-offs of a content fall among the answers of real classes, and what moves when
//! one of them is moved.
//!
//! A content that nobody has tried on a class is a guess. Before a round is trusted, people look at how its scores are
//! spread, and at how many students a cut-off would bring to the meeting: more than the team can talk about, and nobody
//! is talked about well. Nothing here changes a sheet or a round.

mod cut_off;
mod histogram;
#[cfg(test)]
mod tests;

pub use cut_off::{CutOff, Decides, Reads, cut_offs, put};
pub use histogram::{Bin, Histogram};

use super::checklist::{Checklist, LevelIndex, ScoreIndex};
use super::response::Response;
use super::roster::Grade;
use super::scoring::{Judgement, LevelState, Measured, Outcome, measure};

/// A student among several classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Position of the class among those that were given.
    pub class: usize,
    /// 出席番号.
    pub number: u16,
}

/// One class as it is calibrated with.
pub struct ClassAnswers<'a> {
    /// The grade, for bands that differ by grade.
    pub grade: Grade,
    /// Number, sheet and the outcome of the last comparable round of every student.
    pub students: Vec<(u16, &'a Response, Option<&'a Outcome>)>,
}

/// Classes with everything measured that no cut-off changes.
pub struct Calibration {
    classes: Vec<Class>,
    before: Vec<Judged>,
}

struct Class {
    grade: Grade,
    /// The content as it holds for the grade.
    checklist: Checklist,
    sheets: Vec<(u16, Measured)>,
}

/// What the rules say of one student.
struct Judged {
    subject: Subject,
    judgement: Judgement,
}

/// Numbers of students, added up over all classes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// At each level, by what is answered.
    pub levels: Vec<usize>,
    /// 情報不足.
    pub insufficient: usize,
    /// Called to the full form (詳しい票) by the gate.
    pub called: usize,
    /// For whom each notice holds.
    pub notices: Vec<usize>,
    /// Whose level depends on answers that are missing.
    pub open: usize,
    /// At each level if all missing answers turn out as low as they can.
    pub lowest: Vec<usize>,
    /// At each level if all missing answers turn out as high as they can.
    pub highest: Vec<usize>,
}

impl Tally {
    /// Students at this level or a higher one, by what is answered.
    pub fn at_or_above(&self, level: LevelIndex) -> usize {
        from(&self.levels, level)
    }

    /// The least and the most it can be, whatever the missing answers are.
    pub fn span_at_or_above(&self, level: LevelIndex) -> (usize, usize) {
        (from(&self.lowest, level), from(&self.highest, level))
    }
}

fn from(counts: &[usize], level: LevelIndex) -> usize {
    counts.iter().skip(level).sum()
}

/// A student for whom something changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Who.
    pub subject: Subject,
    /// The level before.
    pub before: LevelState,
    /// The level after.
    pub after: LevelState,
    /// Whether the gate to the full form is open, before and after.
    pub gate: (bool, bool),
}

/// What other cut-offs would bring.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// With the content as it is.
    pub before: Tally,
    /// With the cut-offs moved.
    pub after: Tally,
    /// Who changes, by class and number.
    pub moves: Vec<Move>,
}

impl Calibration {
    /// Measures classes by a content.
    pub fn new(checklist: &Checklist, classes: Vec<ClassAnswers<'_>>) -> Self {
        let classes: Vec<Class> = classes
            .into_iter()
            .map(|class| {
                let graded = checklist.for_grade(class.grade);
                let sheet = |(number, response, previous): (u16, &Response, Option<&Outcome>)| {
                    (number, measure(&graded, response, previous))
                };
                let sheets = class.students.into_iter().map(sheet).collect();
                Class {
                    grade: class.grade,
                    checklist: graded,
                    sheets,
                }
            })
            .collect();
        let mut this = Self {
            classes,
            before: Vec::new(),
        };
        let mut before = Vec::new();
        for (at, class) in this.classes.iter().enumerate() {
            before.extend(class.sheets.iter().map(|(number, measured)| Judged {
                subject: Subject {
                    class: at,
                    number: *number,
                },
                judgement: measured.judge(&class.checklist),
            }));
        }
        this.before = before;
        this
    }

    /// Grades of the classes, each once.
    pub fn grades(&self) -> Vec<Grade> {
        let mut grades: Vec<Grade> = Vec::new();
        for class in &self.classes {
            if !grades.contains(&class.grade) {
                grades.push(class.grade);
            }
        }
        grades
    }

    /// Number of students.
    pub fn len(&self) -> usize {
        self.before.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.before.is_empty()
    }

    /// How a score is spread.
    pub fn histogram(&self, score: ScoreIndex) -> Histogram {
        let sheets = self.classes.iter().flat_map(|class| &class.sheets);
        let outcomes = sheets.filter_map(|(_, measured)| measured.scores().get(score));
        match self.classes.first() {
            Some(class) => Histogram::of(&class.checklist, score, outcomes),
            None => Histogram::default(),
        }
    }

    /// What the content says once `changed`, a content that differs from the one measured by in its cut-offs only.
    pub fn trial(&self, changed: &Checklist) -> Trial {
        let mut after = Vec::with_capacity(self.before.len());
        let mut moves = Vec::new();
        let mut tally_before = Tally::of(changed);
        let mut tally_after = Tally::of(changed);
        for (at, class) in self.classes.iter().enumerate() {
            let graded = changed.for_grade(class.grade);
            let bands_moved = bands_differ(&graded, &class.checklist);
            for (number, measured) in &class.sheets {
                let judgement = if bands_moved {
                    measured.with_steps(&graded).judge(&graded)
                } else {
                    measured.judge(&graded)
                };
                let subject = Subject {
                    class: at,
                    number: *number,
                };
                tally_after.add(&judgement);
                for (count, notice) in tally_after.notices.iter_mut().zip(&graded.notices) {
                    *count += usize::from(measured.truth(&graded, &notice.when).now);
                }
                for (count, notice) in tally_before.notices.iter_mut().zip(&class.checklist.notices) {
                    *count += usize::from(measured.truth(&class.checklist, &notice.when).now);
                }
                after.push(Judged { subject, judgement });
            }
        }
        for (before, after) in self.before.iter().zip(&after) {
            tally_before.add(&before.judgement);
            let (old, new) = (&before.judgement, &after.judgement);
            if old.level != new.level || old.gate.now != new.gate.now {
                moves.push(Move {
                    subject: after.subject,
                    before: old.level,
                    after: new.level,
                    gate: (old.gate.now, new.gate.now),
                });
            }
        }
        Trial {
            before: tally_before,
            after: tally_after,
            moves,
        }
    }
}

/// Whether two versions of a content differ in where a step begins.
fn bands_differ(one: &Checklist, other: &Checklist) -> bool {
    one.scores
        .iter()
        .zip(&other.scores)
        .any(|(one, other)| one.bands != other.bands)
}

impl Tally {
    /// Nobody yet, with a place for every level and notice.
    fn of(checklist: &Checklist) -> Self {
        let levels = vec![0; checklist.levels.len()];
        Self {
            levels: levels.clone(),
            lowest: levels.clone(),
            highest: levels,
            notices: vec![0; checklist.notices.len()],
            ..Self::default()
        }
    }

    fn add(&mut self, judgement: &Judgement) {
        let raise = |counts: &mut Vec<usize>, level: LevelIndex| {
            if let Some(count) = counts.get_mut(level) {
                *count += 1;
            }
        };
        match judgement.level {
            LevelState::Level(level) => raise(&mut self.levels, level),
            LevelState::Insufficient => self.insufficient += 1,
        }
        raise(&mut self.lowest, judgement.lowest);
        raise(&mut self.highest, judgement.highest);
        self.open += usize::from(judgement.lowest != judgement.highest);
        self.called += usize::from(judgement.gate.now);
    }
}

/// The level from which a student is talked about by a team: the lower one of the upper half. Source: 見本, after the
/// built-in content, whose upper half are 校内チームで検討 and 関係機関と相談.
pub fn meeting_level(checklist: &Checklist) -> LevelIndex {
    checklist.levels.len() / 2
}
