//! One invented sheet: raised answer by answer until the checklist's own rules show the wanted picture.

use super::super::checklist::{AreaIndex, AutoCount, Checklist, CountRule, Form, Item};
use super::super::ids::ItemId;
use super::super::response::{Answer, Attendance, Meaning, Response};
use super::super::scoring::{Ground, LevelState, score};
use super::{Height, Picture};

/// Steps after which a sheet is left as it is; more than any checklist needs, so that none can hold up the app.
const MOST_RAISES: usize = 1_000;

/// Draws the sheet of a student in one round (0 or 1).
pub(super) fn draw(checklist: &Checklist, number: u16, picture: Picture, round: u64) -> Response {
    let mut sheet = Sheet {
        checklist,
        response: Response::default(),
        // Areas depend on the student alone, so that a trouble keeps its colour over the rounds.
        first_area: usize::from(number) * 5 / 2 % checklist.areas.len().max(1),
        dice: Dice(u64::from(number) * 2 + round),
    };
    sheet.attend(round);
    sheet.calm(Form::Short);
    match picture {
        Picture::Calm => {}
        Picture::FewSigns => sheet.few_signs(),
        Picture::BrokenOff => sheet.break_off(),
        Picture::Gut => {
            sheet.response.gut = true;
            sheet.calm(Form::Full);
        }
        Picture::Full(height) => sheet.fill_in(height),
    }
    sheet.response
}

/// Answers an item with the option at a position; counts that an import brings go into the attendance.
pub(super) fn set_option(response: &mut Response, item: &Item, option: usize) {
    let Some(rule) = &item.count else {
        let option = u8::try_from(option).unwrap_or(0);
        response.answers.insert(item.id.clone(), Answer::Option(option));
        return;
    };
    let count = rule.bands.get(option).map_or(0, |band| band.from);
    let attendance = &mut response.attendance;
    let year = attendance.absent_year.unwrap_or(0);
    match rule.auto {
        None => {
            response.answers.insert(item.id.clone(), Answer::Count(count));
        }
        Some(AutoCount::AbsentWindow) => {
            attendance.absent = Some(count);
            attendance.absent_year = Some(year.max(count));
        }
        Some(AutoCount::LateEarlyWindow) => {
            attendance.late = Some(count);
            attendance.left_early = Some(0);
        }
        Some(AutoCount::AbsentYear) => attendance.absent_year = Some(year.max(count)),
    }
}

/// Position of the option of least concern.
pub(super) fn lowest_option(item: &Item) -> usize {
    let points =
        |(_, option): &(usize, &super::super::checklist::AnswerOption)| item.concern_of(option.points);
    item.options
        .iter()
        .enumerate()
        .min_by_key(points)
        .map_or(0, |(position, _)| position)
}

/// Position of the option with the next more concern than the present one; none at the top.
pub(super) fn next_option(response: &Response, item: &Item) -> Option<usize> {
    let present = match response.meaning(item) {
        Meaning::Points(points) => item.concern_of(points),
        Meaning::Unknown | Meaning::Blank | Meaning::NotApplicable => 0,
    };
    item.options
        .iter()
        .enumerate()
        .filter(|(_, option)| item.concern_of(option.points) > present)
        .min_by_key(|(_, option)| item.concern_of(option.points))
        .map(|(position, _)| position)
}

/// A sheet in the making.
struct Sheet<'a> {
    checklist: &'a Checklist,
    response: Response,
    first_area: usize,
    dice: Dice,
}

impl<'a> Sheet<'a> {
    /// An ordinary month and an ordinary year so far.
    fn attend(&mut self, round: u64) {
        let absent = u16::from(self.dice.one_in(4));
        self.response.attendance = Attendance {
            absent: Some(absent),
            late: Some(u16::from(self.dice.one_in(6))),
            left_early: Some(0),
            absent_year: Some(absent + u16::try_from(self.dice.below(2 + 2 * round)).unwrap_or(0)),
            school_days: None,
        };
    }

    /// Answers every item of a form with nothing to tell; strengths mostly there.
    fn calm(&mut self, form: Form) {
        let checklist = self.checklist;
        for item in checklist.form(form).filter(|item| !is_imported(item)) {
            let option = if is_strength(item) && !self.dice.one_in(3) {
                next_option(&self.response, item).unwrap_or(0)
            } else {
                lowest_option(item)
            };
            set_option(&mut self.response, item, option);
        }
    }

    /// One line or two a step up, and sometimes a わからない; the gate stays closed.
    fn few_signs(&mut self) {
        let lines = self.items(Form::Short, self.checklist.areas.len());
        for _ in 0..=self.dice.below(2) {
            let Some(line) = self.dice.pick(&lines).copied() else {
                return;
            };
            let before = self.response.clone();
            if let Some(option) = next_option(&self.response, line).filter(|_| !is_imported(line)) {
                set_option(&mut self.response, line, option);
            }
            if score(self.checklist, &self.response, None).ground == Ground::Full {
                self.response = before;
            }
        }
        if self.dice.one_in(3) {
            self.gap(&lines);
        }
    }

    /// Answers the first lines only, one of them with わからない.
    fn break_off(&mut self) {
        let lines: Vec<ItemId> = self
            .checklist
            .form(Form::Short)
            .map(|line| line.id.clone())
            .collect();
        let kept = lines.len() / 3;
        for line in lines.iter().skip(kept) {
            self.response.answers.remove(line);
        }
        if let Some(line) = lines.get(kept) {
            self.response.answers.insert(line.clone(), Answer::Unknown);
        }
    }

    /// Fills in both forms so that the level comes out at a height.
    fn fill_in(&mut self, height: Height) {
        self.calm(Form::Full);
        let highest = self.checklist.levels.len().saturating_sub(1);
        let (level, areas) = match height {
            Height::Lowest => (0, 1),
            Height::Low => (highest.min(1), 1),
            Height::Middle => (highest.saturating_sub(1).max(highest.min(1)), 2),
            Height::Top => (highest, 4),
        };
        self.raise_to(level, areas);
        self.follow_with_lines();
        self.open_gate(areas);
        // Open answers near the trouble are the ones that leave a span.
        for _ in 0..2 + self.dice.below(4) {
            let items = self.items(self.main_form(), areas + 1);
            self.gap(&items);
        }
    }

    /// Raises items of so many areas, more if need be, until the level is reached.
    fn raise_to(&mut self, level: usize, mut areas: usize) {
        for _ in 0..MOST_RAISES {
            if self.level() >= level {
                return;
            }
            let items = self.items(self.main_form(), areas);
            let open: Vec<&Item> = items
                .into_iter()
                .filter(|item| next_option(&self.response, item).is_some())
                .collect();
            let Some(item) = self.dice.pick(&open).copied() else {
                if areas >= self.checklist.areas.len() {
                    return;
                }
                areas += 1;
                continue;
            };
            // A sign that shows mostly shows more than once.
            for _ in 0..=self.dice.below(2) {
                if let Some(option) = next_option(&self.response, item).filter(|_| self.level() < level) {
                    set_option(&mut self.response, item, option);
                }
            }
        }
    }

    /// The form that levels rest on for those who are looked at closely.
    fn main_form(&self) -> Form {
        if self.checklist.has_full_form() {
            Form::Full
        } else {
            Form::Short
        }
    }

    /// Lines say shortly what the items they stand for say at length.
    fn follow_with_lines(&mut self) {
        let checklist = self.checklist;
        for line in checklist
            .form(Form::Short)
            .filter(|line| line.is_scored() && !is_imported(line))
        {
            let share = line
                .covers
                .iter()
                .filter_map(|id| checklist.item(id))
                .filter_map(|item| match self.response.meaning(item) {
                    Meaning::Points(points) => {
                        Some(f64::from(item.concern_of(points)) / f64::from(item.most_concern().max(1)))
                    }
                    Meaning::Unknown | Meaning::Blank | Meaning::NotApplicable => None,
                })
                .fold(0.0, f64::max);
            for threshold in [0.3, 0.7] {
                let option = next_option(&self.response, line).filter(|_| share >= threshold);
                if let Some(option) = option {
                    set_option(&mut self.response, line, option);
                }
            }
        }
    }

    /// Raises lines until the short form asks for the full one, if it ever does.
    fn open_gate(&mut self, areas: usize) {
        if self.checklist.gate.is_none() {
            return;
        }
        let lines = [
            self.items(Form::Short, areas),
            self.items(Form::Short, self.checklist.areas.len()),
        ];
        for line in lines.into_iter().flatten().filter(|line| !is_imported(line)) {
            while !score(self.checklist, &self.response, None).gate.now {
                let Some(option) = next_option(&self.response, line) else {
                    break;
                };
                set_option(&mut self.response, line, option);
            }
        }
    }

    /// Leaves one item without points open or blank, unless that changes the level.
    fn gap(&mut self, items: &[&Item]) {
        let is_open_to_doubt = |item: &&Item| {
            matches!(self.response.meaning(item), Meaning::Points(points) if item.concern_of(points) == 0)
                && !is_imported(item)
        };
        let items: Vec<&Item> = items.iter().copied().filter(is_open_to_doubt).collect();
        let Some(item) = self.dice.pick(&items).copied() else {
            return;
        };
        let before = (self.level(), self.response.clone());
        if self.dice.one_in(3) && item.form == Form::Full {
            self.response.answers.remove(&item.id);
        } else {
            self.response.answers.insert(item.id.clone(), Answer::Unknown);
        }
        let outcome = score(self.checklist, &self.response, None);
        if outcome.level != LevelState::Level(before.0) {
            self.response = before.1;
        }
    }

    fn level(&self) -> usize {
        match score(self.checklist, &self.response, None).level {
            LevelState::Level(level) => level,
            LevelState::Insufficient => 0,
        }
    }

    /// Scored items of a form that speak of one of so many areas, counted from the student's first one.
    fn items(&self, form: Form, areas: usize) -> Vec<&'a Item> {
        let all = self.checklist.areas.len().max(1);
        let near = |area: &AreaIndex| (area + all - self.first_area) % all < areas;
        self.checklist
            .form(form)
            .filter(|item| item.is_scored() && item.areas.iter().any(near))
            .collect()
    }
}

fn is_imported(item: &Item) -> bool {
    item.count
        .as_ref()
        .is_some_and(|CountRule { auto, .. }| auto.is_some())
}

fn is_strength(item: &Item) -> bool {
    use super::super::checklist::ItemKind;
    match item.kind {
        ItemKind::Strength { .. } => true,
        ItemKind::Scored | ItemKind::Critical { .. } | ItemKind::Information { .. } => false,
    }
}

/// A fixed sequence that looks random (a linear congruential generator with Knuth's MMIX constants). Not for secrets.
struct Dice(u64);

impl Dice {
    /// A number below `sides`, which is at least 1.
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides.max(1)
    }

    fn one_in(&mut self, sides: u64) -> bool {
        self.below(sides) == 0
    }

    fn pick<'b, T>(&mut self, among: &'b [T]) -> Option<&'b T> {
        let sides = u64::try_from(among.len()).unwrap_or(1);
        among.get(usize::try_from(self.below(sides)).unwrap_or(0))
    }
}
