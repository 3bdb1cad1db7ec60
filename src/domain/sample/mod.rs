//! The sample class (サンプル学級): 35 invented students with two rounds, so that every screen can be tried in one tap.
//!
//! It is made from whatever checklist is in use, naming none of its parts: answers are raised step by step until the
//! checklist's own rules say the wanted level. The same checklist and day always give the same class. Names are those
//! of form samples (架空, 例文, …), so nobody can take them for a child's. The sample is never stored.

mod sheet;
mod team;

use crate::domain::sorted::Map;
use chrono::{Days, NaiveDate};

use super::case_code::{CaseCode, KeyEntry};
use super::checklist::Checklist;
use super::document::{Document, Round, RoundId};
use super::ledger::Origin;
use super::limits::MAX_SCHOOL_CHARS;
use super::roster::{Classroom, Grade, SchoolYear, Student, StudentId};

/// The grade of the sample class. The checklist it is made from is to be the one for this grade.
pub const SAMPLE_GRADE: Grade = Grade::Elementary(5);

/// Family names with readings, given out in turn.
const FAMILIES: [(&str, &str); 4] = [
    ("架空", "かくう"),
    ("例文", "れいぶん"),
    ("仮名", "かめい"),
    ("試用", "しよう"),
];

/// Given names in the order of the kana, one per student.
const GIVEN: [&str; 35] = [
    "あおい",
    "いつき",
    "うた",
    "えま",
    "おと",
    "かいと",
    "きい",
    "くるみ",
    "けいた",
    "こはる",
    "さき",
    "しおん",
    "すず",
    "せな",
    "そら",
    "たいち",
    "ちか",
    "つむぎ",
    "てるき",
    "とわ",
    "なおき",
    "にこ",
    "ぬい",
    "ねね",
    "のあ",
    "はるか",
    "ひなた",
    "ふうか",
    "へいた",
    "ほのか",
    "まお",
    "みなと",
    "むつき",
    "めい",
    "ももか",
];

/// Months of the two rounds when the checklist plans none: June and October.
const USUAL_MONTHS: [u8; 2] = [6, 10];

/// The number the one case code of the sample is drawn from.
const CODE_NUMBER: u64 = 46_112_358;

/// What one round shows of one student.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Picture {
    /// Nothing stands out.
    Calm,
    /// A sign or two, too few for the full form.
    FewSigns,
    /// The short form was broken off: too little is known.
    BrokenOff,
    /// Nothing but なんとなく気になる.
    Gut,
    /// The full form was filled in and comes out at this height.
    Full(Height),
}

/// How high a level is, whatever the checklist calls it and however many it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Height {
    Lowest,
    Low,
    Middle,
    Top,
}

/// Students who are not calm in both rounds: number, first round, second round.
const STORIES: [(u16, Picture, Picture); 18] = [
    (2, Picture::Calm, Picture::FewSigns),
    (4, Picture::Full(Height::Middle), Picture::Full(Height::Top)),
    (6, Picture::FewSigns, Picture::FewSigns),
    (8, Picture::Calm, Picture::Full(Height::Middle)),
    (10, Picture::FewSigns, Picture::Calm),
    (12, Picture::Full(Height::Top), Picture::Full(Height::Middle)),
    (15, Picture::Calm, Picture::FewSigns),
    (17, Picture::Full(Height::Middle), Picture::Full(Height::Low)),
    (18, Picture::FewSigns, Picture::FewSigns),
    (20, Picture::Calm, Picture::Gut),
    (22, Picture::Calm, Picture::FewSigns),
    (23, Picture::Full(Height::Low), Picture::Full(Height::Low)),
    (25, Picture::Calm, Picture::FewSigns),
    (26, Picture::Calm, Picture::BrokenOff),
    (29, Picture::FewSigns, Picture::Full(Height::Low)),
    (30, Picture::Full(Height::Low), Picture::FewSigns),
    (32, Picture::Calm, Picture::Full(Height::Lowest)),
    (34, Picture::FewSigns, Picture::FewSigns),
];

/// Shows a critical item in the second round, and the card was read and recorded.
const ALARM_RECORDED: u16 = 8;
/// Shows a critical item in the second round, and nothing is recorded yet.
const ALARM_OPEN: u16 = 29;
/// The team has decided in the second round; for the first of them a case code is drawn.
const DECIDED: [u16; 3] = [4, 8, 12];

/// Makes the sample class as it stands on a day: both rounds lie before it.
pub fn sample_document(checklist: &Checklist, today: NaiveDate) -> Document {
    let [first_day, second_day] = round_days(checklist, today);
    let classroom = Classroom {
        school: "見本小".to_owned(),
        school_year: SchoolYear::of(first_day),
        grade: SAMPLE_GRADE,
        class_name: "1".to_owned(),
        students: students(),
    };
    let (mut first, mut second) = (round(checklist, 0, first_day), round(checklist, 1, second_day));
    for student in &classroom.students {
        let (before, now) = pictures(student.number);
        first
            .responses
            .insert(student.id, sheet::draw(checklist, student.number, before, 0));
        second
            .responses
            .insert(student.id, sheet::draw(checklist, student.number, now, 1));
    }
    let mut document = Document::new(Origin::default(), classroom, first);
    document.rounds.push(second);
    team::raise_alarm(checklist, &mut document, ALARM_RECORDED, 0);
    team::raise_alarm(checklist, &mut document, ALARM_OPEN, 1);
    team::record_cards(checklist, &mut document, ALARM_RECORDED);
    for number in DECIDED {
        team::decide(checklist, &mut document, number);
    }
    document.keys.entries.push(KeyEntry {
        code: CaseCode::from_random(CODE_NUMBER),
        student: StudentId(DECIDED[0].into()),
        round: RoundId(2),
        on: second_day + Days::new(team::MEETING_AFTER),
    });
    // Slots the school must fill in itself; no number that could be dialled.
    for contact in checklist
        .contacts
        .iter()
        .filter(|contact| contact.phone.is_empty())
    {
        document
            .contacts
            .insert(contact.id.clone(), "見本（内線 000）".to_owned());
    }
    document.begin(Origin::default(), 1);
    document
}

/// Students numbered from 1; the number serves as identity too.
fn students() -> Vec<Student> {
    let families = FAMILIES.iter().cycle();
    (1_u16..)
        .zip(families.zip(GIVEN))
        .map(|(number, ((family, reading), given))| Student {
            id: StudentId(number.into()),
            number,
            name: Some(format!("{family} {given}")),
            reading: Some(format!("{reading} {given}")),
        })
        .collect()
}

fn pictures(number: u16) -> (Picture, Picture) {
    STORIES
        .iter()
        .find(|(storied, _, _)| *storied == number)
        .map_or((Picture::Calm, Picture::Calm), |(_, before, now)| (*before, *now))
}

/// The days of the first two usual rounds, in the newest school year in which both have begun.
fn round_days(checklist: &Checklist, today: NaiveDate) -> [NaiveDate; 2] {
    let days_of = |year: SchoolYear| {
        let [first, second] = [0, 1].map(|index| {
            let planned = checklist.rounds.get(index).map(|plan| plan.month);
            day_in(year, planned.or(USUAL_MONTHS.get(index).copied()).unwrap_or(6))
        });
        // A checklist may list its rounds in any order.
        if first < second {
            [first, second]
        } else {
            [second, first + Days::new(7)]
        }
    };
    let year = SchoolYear::of(today);
    let days = days_of(year);
    if days[1] + Days::new(team::MEETING_AFTER) <= today {
        days
    } else {
        days_of(SchoolYear(year.0.saturating_sub(1)))
    }
}

/// A day early in a month of a school year.
fn day_in(year: SchoolYear, month: u8) -> NaiveDate {
    let calendar_year = i32::from(year.0) + i32::from(month < 4);
    NaiveDate::from_ymd_opt(calendar_year, month.into(), 8).unwrap_or_default()
}

fn round(checklist: &Checklist, index: usize, began: NaiveDate) -> Round {
    let planned = checklist.rounds.get(index).map(|plan| plan.label.ja.clone());
    let label = planned.unwrap_or_else(|| format!("第{}回", index + 1));
    Round {
        id: RoundId(u32::try_from(index + 1).unwrap_or(1)),
        label: label.chars().take(MAX_SCHOOL_CHARS).collect(),
        began,
        stamp: checklist.stamp.clone(),
        responses: Map::new(),
    }
}
