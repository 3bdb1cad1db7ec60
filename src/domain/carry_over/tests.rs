use proptest::prelude::*;

use super::*;
use crate::domain::checklist::{CountBand, Form};
use crate::domain::document::RoundId;
use crate::domain::response::Attendance;
use crate::domain::roster::StudentId;
use crate::format::content::built_in;

fn sheet(answers: &[(&str, Answer)]) -> Response {
    Response {
        answers: answers
            .iter()
            .map(|(id, answer)| ((*id).into(), *answer))
            .collect(),
        gut: true,
        attendance: Attendance {
            absent: Some(3),
            ..Attendance::default()
        },
        ..Response::default()
    }
}

/// An item of the full form that has options only, and one that is a count.
fn two_items(checklist: &Checklist) -> (String, String) {
    let of = |is_count: bool| {
        let mut items = checklist.form(Form::Full);
        let item = items.find(|item| item.count.is_some() == is_count && item.is_scored());
        item.unwrap().id.as_str().to_owned()
    };
    (of(false), of(true))
}

#[test]
fn other_points_and_thresholds_carry_everything_over_and_other_words_do_not() {
    let checklist = built_in().unwrap();
    let (plain, counted) = two_items(&checklist);
    let sheet = sheet(&[(&plain, Answer::Option(1)), (&counted, Answer::Count(4))]);

    let mut other = checklist.clone();
    for item in &mut other.items {
        for option in &mut item.options {
            option.points = option.points.saturating_mul(2);
            option.label.en.push('!');
        }
    }
    let carried = carry_over(&sheet, &checklist, &other);
    assert_eq!((&carried.response, carried.lost), (&sheet, 0));

    let item = |other: &mut Checklist, id: &str, change: fn(&mut Item)| {
        let found = other.items.iter_mut().find(|item| item.id.as_str() == id);
        change(found.unwrap());
    };
    item(&mut other, &plain, |item| item.options[0].label.ja.push('。'));
    let carried = carry_over(&sheet, &checklist, &other);
    assert_eq!(carried.lost, 1);
    assert_eq!(
        carried.response.answers.keys().collect::<Vec<_>>(),
        [&counted.as_str().into()]
    );

    // A count falls into other bands, but it is the same number of days.
    item(&mut other, &counted, |item| {
        let count = item.count.as_mut().unwrap();
        count.bands = vec![CountBand { from: 0, to: None }];
    });
    assert_eq!(carry_over(&sheet, &checklist, &other).lost, 1);
    item(&mut other, &counted, |item| {
        item.count.as_mut().unwrap().unit.ja.push('間')
    });
    let carried = carry_over(&sheet, &checklist, &other);
    assert_eq!((carried.lost, carried.response.answers.len()), (2, 0));
    assert_eq!(
        (carried.response.gut, carried.response.attendance),
        (sheet.gut, sheet.attendance)
    );
}

#[test]
fn beside_its_own_level_a_sheet_has_that_of_the_other_content_and_by_itself_the_same() {
    let checklist = built_in().unwrap();
    let form = checklist.form(Form::Full).filter(|item| item.count.is_none());
    let zero: Vec<(&str, Answer)> = form.map(|item| (item.id.as_str(), Answer::Option(0))).collect();
    let sheet = Response {
        gut: false,
        ..sheet(&zero)
    };
    let own = score(&checklist, &sheet, None);
    let same = beside((&sheet, &own), None, &checklist, &checklist);
    assert_eq!((&same.outcome, same.lost, same.differs), (&own, 0, false));

    // The other content turns every answer round, so what was quiet is loud there.
    let mut other = checklist.clone();
    for item in &mut other.items {
        let points: Vec<u8> = item.options.iter().rev().map(|option| option.points).collect();
        for (option, points) in item.options.iter_mut().zip(points) {
            option.points = points;
        }
    }
    let loud = beside((&sheet, &own), None, &checklist, &other);
    assert!(loud.differs && loud.lost == 0);
    // Under other names the levels are not the same ones, even where they stand in the same place.
    let mut renamed = checklist.clone();
    for level in &mut renamed.levels {
        level.label.ja.push('２');
    }
    let named = beside((&sheet, &own), None, &checklist, &renamed);
    assert_eq!(named.outcome.level, own.level);
    assert!(named.differs || own.level == LevelState::Insufficient);
}

#[test]
fn a_round_fits_a_content_that_has_all_its_items_answers_and_cards() {
    let checklist = built_in().unwrap();
    let (plain, _) = two_items(&checklist);
    let round = |answers: &[(&str, Answer)]| Round {
        id: RoundId(1),
        label: String::new(),
        began: Default::default(),
        stamp: checklist.stamp.clone(),
        responses: Map::from([(StudentId(1), sheet(answers))]),
    };
    assert!(fits(&checklist, &round(&[])));
    assert!(fits(&checklist, &round(&[(&plain, Answer::Option(1))])));
    assert!(!fits(&checklist, &round(&[(&plain, Answer::Option(9))])));
    assert!(!fits(&checklist, &round(&[(&plain, Answer::Count(1))])));
    assert!(!fits(&checklist, &round(&[("elsewhere", Answer::Unknown)])));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// What is lost leaves the span wider: with everything else the same, the levels it allows hold those of before.
    #[test]
    fn what_is_lost_never_narrows_what_is_possible(
        picks in proptest::collection::vec(0_u8..3, 0..40),
        gone in proptest::collection::vec(any::<bool>(), 40),
    ) {
        let checklist = built_in().unwrap();
        let form = checklist.form(Form::Full).filter(|item| item.is_scored() && item.count.is_none());
        let mut response = Response::default();
        for (item, pick) in form.zip(&picks) {
            let at = usize::from(*pick) % item.options.len();
            response.answers.insert(item.id.clone(), Answer::Option(u8::try_from(at).unwrap()));
        }
        let mut other = checklist.clone();
        for (item, is_gone) in other.items.iter_mut().rev().zip(gone) {
            if is_gone && item.count.is_none() {
                item.options[0].label.ja.push('。');
            }
        }
        let carried = carry_over(&response, &checklist, &other);
        prop_assert_eq!(carried.lost + carried.response.answers.len(), response.answers.len());
        let [before, after] = [&response, &carried.response].map(|sheet| score(&checklist, sheet, None));
        if before.ground == after.ground && matches!(before.level, LevelState::Level(_)) {
            prop_assert!(after.lowest <= before.lowest && after.highest >= before.highest);
        }
        prop_assert_eq!(&carry_over(&response, &checklist, &checklist).response, &response);
    }
}
