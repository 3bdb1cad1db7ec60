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

use std::borrow::Cow;

use super::checklist::{Checklist, LevelIndex, ScoreIndex, ScoreRule};
use super::response::Response;
use super::roster::Grade;
use super::scoring::{Judgement, LevelState, Measured, Outcome, Scorer};

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
    /// The content as it holds for each grade.
    contents: Vec<(Grade, Checklist)>,
    /// Everybody, class by class.
    students: Vec<Measurement>,
    before: Tally,
}

/// One student as measured, and what the content says as it is.
struct Measurement {
    subject: Subject,
    /// Position of the grade among [`Calibration::contents`].
    grade: usize,
    measured: Measured,
    before: Judgement,
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
        let mut contents: Vec<(Grade, Checklist)> = Vec::new();
        let mut students = Vec::new();
        let mut before = Tally::of(checklist);
        for (at, class) in classes.iter().enumerate() {
            let known = contents.iter().position(|(grade, _)| *grade == class.grade);
            let grade = known.unwrap_or(contents.len());
            if known.is_none() {
                contents.push((class.grade, checklist.for_grade(class.grade)));
            }
            let content = &contents[grade].1;
            let scorer = Scorer::new(content);
            for (number, response, previous) in &class.students {
                let measured = scorer.measure(response, *previous);
                let judgement = measured.judge(content);
                before.add(content, &measured, &judgement);
                students.push(Measurement {
                    subject: Subject {
                        class: at,
                        number: *number,
                    },
                    grade,
                    measured,
                    before: judgement,
                });
            }
        }
        Self {
            contents,
            students,
            before,
        }
    }

    /// Grades of the classes, each once.
    pub fn grades(&self) -> Vec<Grade> {
        self.contents.iter().map(|(grade, _)| *grade).collect()
    }

    /// Number of students.
    pub fn len(&self) -> usize {
        self.students.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.students.is_empty()
    }

    /// How a score is spread.
    pub fn histogram(&self, score: ScoreIndex) -> Histogram {
        let outcomes = self
            .students
            .iter()
            .filter_map(|student| student.measured.scores().get(score));
        match self.contents.first() {
            Some((_, content)) => Histogram::of(content, score, outcomes),
            None => Histogram::default(),
        }
    }

    /// What the content says once `changed`, a content that differs from the one measured by in its cut-offs only.
    pub fn trial(&self, changed: &Checklist) -> Trial {
        let contents: Vec<(Cow<'_, Checklist>, bool)> = self
            .contents
            .iter()
            .map(|(grade, before)| {
                let content = for_grade(changed, *grade);
                let bands_moved = bands_differ(&content, before);
                (content, bands_moved)
            })
            .collect();
        let mut moves = Vec::new();
        let mut tally = Tally::of(changed);
        for student in &self.students {
            let Some((content, bands_moved)) = contents.get(student.grade) else {
                continue;
            };
            let measured = if *bands_moved {
                Cow::Owned(student.measured.with_steps(content))
            } else {
                Cow::Borrowed(&student.measured)
            };
            let (before, after) = (&student.before, measured.judge(content));
            tally.add(content, &measured, &after);
            if before.level != after.level || before.gate.now != after.gate.now {
                moves.push(Move {
                    subject: student.subject,
                    before: before.level,
                    after: after.level,
                    gate: (before.gate.now, after.gate.now),
                });
            }
        }
        Trial {
            before: self.before.clone(),
            after: tally,
            moves,
        }
    }
}

/// A content as it holds for a grade, itself where the grade makes no difference.
fn for_grade(checklist: &Checklist, grade: Grade) -> Cow<'_, Checklist> {
    let has_own = |score: &ScoreRule| score.by_grade.iter().any(|bands| bands.includes(grade));
    if checklist.scores.iter().any(has_own) {
        Cow::Owned(checklist.for_grade(grade))
    } else {
        Cow::Borrowed(checklist)
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

    fn add(&mut self, content: &Checklist, measured: &Measured, judgement: &Judgement) {
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
        for (count, notice) in self.notices.iter_mut().zip(&content.notices) {
            *count += usize::from(measured.truth(content, &notice.when).now);
        }
    }
}

/// The level from which a student is talked about by a team: the lower one of the upper half. Source: 見本, after the
/// built-in content, whose upper half are 校内チームで検討 and 関係機関と相談.
pub fn meeting_level(checklist: &Checklist) -> LevelIndex {
    checklist.levels.len() / 2
}
