//! Published scoring rules, written down as contents without wording, give the published scores and cut-offs.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use kizuki::chart::area_bars::area_bars;
use kizuki::chart::facts::{facts, signs};
use kizuki::chart::heat_map::legend;
use kizuki::domain::checklist::{Checklist, Concern, Form, Item};
use kizuki::domain::ids::ItemId;
use kizuki::domain::locale::Locale;
use kizuki::domain::overview::Filter;
use kizuki::domain::response::{Answer, Response};
use kizuki::domain::roster::Grade;
use kizuki::domain::sample::sample_document;
use kizuki::domain::scoring::{Ground, LevelState, Outcome, ScoreOutcome, explain, score};
use kizuki::format::content::read_content;
use kizuki::text::reason::{WhyWords, level_line, notices, why};
use kizuki::text::settings::condition;

fn content(name: &str) -> Checklist {
    let path = format!(
        "{}/tests/fixtures/content/{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    read_content(&std::fs::read(path).unwrap()).unwrap()
}

/// The option that has so many points.
fn option(item: &Item, points: u8) -> Answer {
    let position = item.options.iter().position(|option| option.points == points);
    Answer::Option(u8::try_from(position.unwrap()).unwrap())
}

/// Answers of these points to the items of one letter, in order.
fn answered(checklist: &Checklist, prefix: &str, points: &[u8]) -> Response {
    let mut response = Response::default();
    answer(&mut response, checklist, prefix, points);
    response
}

fn answer(response: &mut Response, checklist: &Checklist, prefix: &str, points: &[u8]) {
    for (number, points) in (1..).zip(points) {
        let item = checklist
            .item(&ItemId::from(format!("{prefix}{number}").as_str()))
            .unwrap();
        response.answers.insert(item.id.clone(), option(item, *points));
    }
}

/// `count` answers that sum up to `sum`, none above `most`.
fn spread(count: usize, most: u8, mut sum: u8) -> Vec<u8> {
    let points = (0..count).map(|_| {
        let points = sum.min(most);
        sum -= points;
        points
    });
    let points = points.collect();
    assert_eq!(sum, 0, "more points than the items have");
    points
}

fn of<'a>(checklist: &Checklist, outcome: &'a Outcome, id: &str) -> &'a ScoreOutcome {
    let position = checklist.scores.iter().position(|score| score.id.as_str() == id);
    &outcome.scores[position.unwrap()]
}

fn value(checklist: &Checklist, outcome: &Outcome, id: &str) -> Option<f64> {
    of(checklist, outcome, id).value
}

fn level(outcome: &Outcome) -> Option<usize> {
    match outcome.level {
        LevelState::Level(level) => Some(level),
        LevelState::Insufficient => None,
    }
}

#[test]
fn the_srss_is_low_to_three_moderate_to_eight_and_high_from_nine() {
    let checklist = content("srss");
    for sum in 0..=21 {
        let response = answered(&checklist, "E", &spread(7, 3, sum));
        let outcome = score(&checklist, &response, None);
        let expected = match sum {
            0..=3 => 0,
            4..=8 => 1,
            _ => 2,
        };
        assert_eq!(value(&checklist, &outcome, "srss"), Some(f64::from(sum)));
        assert_eq!(of(&checklist, &outcome, "srss").step, Some(expected), "{sum}");
        assert_eq!(level(&outcome), Some(expected), "{sum}");
        assert_eq!(outcome.ground, Ground::Short, "there is no full form");
    }
}

#[test]
fn a_sheet_of_lines_alone_that_is_not_finished_has_no_level_but_a_span() {
    let checklist = content("srss");
    let blank = score(&checklist, &Response::default(), None);
    assert_eq!(
        (blank.level, blank.lowest, blank.highest),
        (LevelState::Insufficient, 0, 2)
    );
    let mut response = answered(&checklist, "E", &[1, 0, 0, 0, 0, 0]);
    let open = score(&checklist, &response, None);
    // One line may still bring 0 to 3 points: 1 to 4.
    assert_eq!(
        (open.level, open.lowest, open.highest),
        (LevelState::Insufficient, 0, 1)
    );
    assert_eq!((open.blank, open.unknown), (1, 0));
    answer(&mut response, &checklist, "E", &[3, 0, 1]);
    let moderate = score(&checklist, &response, None);
    assert_eq!(
        (level(&moderate), moderate.lowest, moderate.highest),
        (Some(1), 1, 1)
    );
    response.gut = true;
    assert_eq!(score(&checklist, &response, None).ground, Ground::Short);
    assert!(!checklist.has_full_form() && checklist.form(Form::Full).next().is_none());
}

#[test]
fn of_the_two_scores_of_the_srss_ie12_the_higher_band_decides() {
    let checklist = content("srss-ie12");
    for (outward, inward, expected) in [
        (0, 0, 0),
        (3, 1, 0),
        (3, 2, 1),
        (4, 1, 1),
        (8, 3, 1),
        (8, 4, 2),
        (9, 3, 2),
        (9, 0, 2),
        (0, 4, 2),
        (21, 15, 2),
    ] {
        let mut response = answered(&checklist, "E", &spread(7, 3, outward));
        answer(&mut response, &checklist, "I", &spread(5, 3, inward));
        let outcome = score(&checklist, &response, None);
        assert_eq!(level(&outcome), Some(expected), "{outward}, {inward}");
    }
}

/// Positions of the items of the three scales of the PSC-17, as the public scoring instructions give them.
const PSC: [(&str, &[usize], u8); 3] = [
    ("psc_i", &[2, 6, 9, 11, 15], 5),
    ("psc_a", &[1, 3, 7, 13, 17], 7),
    ("psc_e", &[4, 5, 8, 10, 12, 14, 16], 7),
];

#[test]
fn a_scale_of_the_psc_17_is_positive_from_its_own_cut_off() {
    let checklist = content("psc-17");
    for (id, items, cut) in PSC {
        for (sum, positive) in [(cut - 1, false), (cut, true)] {
            let mut points = vec![0; 17];
            for (item, given) in items.iter().zip(spread(items.len(), 2, sum)) {
                points[item - 1] = given;
            }
            let outcome = score(&checklist, &answered(&checklist, "P", &points), None);
            assert_eq!(value(&checklist, &outcome, id), Some(f64::from(sum)));
            assert_eq!(
                of(&checklist, &outcome, id).step,
                Some(usize::from(positive)),
                "{id} {sum}"
            );
            assert_eq!(level(&outcome), Some(usize::from(positive)), "{id} {sum}");
        }
    }
}

#[test]
fn the_total_of_the_psc_17_is_positive_from_fifteen() {
    let checklist = content("psc-17");
    // Below the cut-off of every scale: 4 + 6 + 6 points at most.
    let points = |attention: u8, outward: u8, inward: u8| {
        let mut points = vec![0; 17];
        for ((_, items, _), sum) in PSC.into_iter().zip([inward, attention, outward]) {
            for (item, given) in items.iter().zip(spread(items.len(), 2, sum)) {
                points[item - 1] = given;
            }
        }
        points
    };
    for (given, expected) in [(points(6, 4, 4), 0), (points(6, 5, 4), 1)] {
        let outcome = score(&checklist, &answered(&checklist, "P", &given), None);
        assert_eq!(level(&outcome), Some(expected), "{given:?}");
    }
}

#[test]
fn three_blanks_of_the_psc_17_count_as_zero_and_a_fourth_makes_it_invalid() {
    let checklist = content("psc-17");
    let without = |blank: &[usize]| {
        let mut response = answered(&checklist, "P", &[1; 17]);
        for number in blank {
            response
                .answers
                .remove(&ItemId::from(format!("P{number}").as_str()));
        }
        score(&checklist, &response, None)
    };
    let three = without(&[1, 3, 7]);
    assert_eq!(value(&checklist, &three, "psc_total"), Some(14.0));
    assert_eq!(value(&checklist, &three, "psc_a"), Some(2.0));
    let highest = of(&checklist, &three, "psc_total").span.high;
    assert_eq!(
        Some(highest),
        Some(20.0),
        "what the blanks leave open is still said"
    );
    let four = without(&[1, 3, 7, 13]);
    // Every scale is invalid with it, also the ones without a blank.
    for id in ["psc_total", "psc_i", "psc_a", "psc_e"] {
        assert_eq!(value(&checklist, &four, id), None, "{id}");
    }
    let nothing = score(&checklist, &Response::default(), None);
    assert_eq!(
        (nothing.level, value(&checklist, &nothing, "psc_i_sum")),
        (LevelState::Insufficient, None)
    );
}

#[test]
fn low_scores_of_the_saebrs_are_the_concern_up_to_and_including_the_cut_off() {
    let checklist = content("saebrs");
    let scales = [
        ("saebrs_s", 0..6, 12),
        ("saebrs_a", 6..12, 9),
        ("saebrs_e", 12..19, 17),
    ];
    for (id, range, cut) in scales {
        for (sum, at_risk) in [(cut + 1, false), (cut, true), (1, true)] {
            let mut points = vec![3; 19];
            for (place, given) in range.clone().zip(spread(range.len(), 3, sum)) {
                points[place] = given;
            }
            let outcome = score(&checklist, &answered(&checklist, "B", &points), None);
            assert_eq!(value(&checklist, &outcome, id), Some(f64::from(sum)));
            assert_eq!(level(&outcome), Some(usize::from(at_risk)), "{id} {sum}");
        }
    }
    for (sum, expected) in [(37, 1), (36, 2)] {
        let outcome = score(&checklist, &answered(&checklist, "B", &spread(19, 3, sum)), None);
        assert_eq!(level(&outcome), Some(expected), "{sum}");
    }
}

#[test]
fn eleven_items_of_the_saebrs_are_reversed() {
    let checklist = content("saebrs");
    let first = |item: &&Item| item.options[0].points == 3;
    assert_eq!(checklist.items.iter().filter(first).count(), 11);
    // The first option everywhere: no negative behaviour and no positive one.
    let mut response = Response::default();
    for item in &checklist.items {
        response.answers.insert(item.id.clone(), Answer::Option(0));
    }
    let outcome = score(&checklist, &response, None);
    assert_eq!(value(&checklist, &outcome, "saebrs"), Some(33.0));
}

#[test]
fn where_low_scores_are_the_concern_the_items_with_the_fewest_points_are_named() {
    let checklist = content("saebrs");
    let mut points = [3; 19];
    points[4] = 0;
    points[1] = 1;
    let response = answered(&checklist, "B", &points);
    let outcome = score(&checklist, &response, None);
    let found = explain(&checklist, &response, &outcome, None);
    assert_eq!(found.items, [4, 1]);
    let named: Vec<&str> = signs(&checklist, &response, Form::Short)
        .into_iter()
        .flat_map(|(_, items)| items)
        .map(|item| item.id.as_str())
        .collect();
    assert_eq!(named, ["B2", "B5"]);
    // The items of one scale of the SDQ are turned around, the reversed ones of the others are not.
    let sdq = content("sdq");
    let low: Vec<&str> = sdq
        .items
        .iter()
        .filter(|item| item.concern == Concern::Low)
        .map(|item| item.id.as_str())
        .collect();
    assert_eq!(low, ["D1", "D4", "D9", "D17", "D20"]);
}

/// Positions of the items of the scales of the SDQ, with the first value of each band from the second.
const SDQ: [(&str, [usize; 5], [u8; 3]); 4] = [
    ("sdq_emotion", [3, 8, 13, 16, 24], [4, 5, 6]),
    ("sdq_conduct", [5, 7, 12, 18, 22], [3, 4, 5]),
    ("sdq_hyper", [2, 10, 15, 21, 25], [6, 8, 9]),
    ("sdq_peer", [6, 11, 14, 19, 23], [3, 5, 6]),
];

/// A sheet of the SDQ with this sum on each scale; blank where there is none.
fn sdq(checklist: &Checklist, sums: [u8; 4], prosocial: u8) -> Response {
    let mut points = vec![0; 25];
    let scales = SDQ.map(|(_, items, _)| items).into_iter().zip(sums);
    for (items, sum) in scales.chain([([1, 4, 9, 17, 20], prosocial)]) {
        for (item, given) in items.into_iter().zip(spread(5, 2, sum)) {
            points[item - 1] = given;
        }
    }
    answered(checklist, "D", &points)
}

#[test]
fn every_scale_of_the_teachers_sdq_has_the_published_bands() {
    let checklist = content("sdq");
    for (scale, (id, _, cuts)) in SDQ.into_iter().enumerate() {
        for sum in 0..=10 {
            let mut sums = [0; 4];
            sums[scale] = sum;
            let outcome = score(&checklist, &sdq(&checklist, sums, 10), None);
            let expected = cuts.iter().filter(|cut| sum >= **cut).count();
            assert_eq!(of(&checklist, &outcome, id).step, Some(expected), "{id} {sum}");
        }
    }
    for prosocial in 0..=10 {
        let outcome = score(&checklist, &sdq(&checklist, [0; 4], prosocial), None);
        let expected = [5, 4, 3].iter().filter(|cut| prosocial <= **cut).count();
        assert_eq!(
            of(&checklist, &outcome, "sdq_prosocial").step,
            Some(expected),
            "{prosocial}"
        );
        let noticed = outcome.notices.iter().any(|notice| notice.truth.now);
        assert_eq!(noticed, prosocial <= 4, "{prosocial}");
        assert_eq!(
            level(&outcome),
            Some(0),
            "a notice stands beside the level, never instead"
        );
    }
    for (sums, total, expected) in [
        ([10, 1, 0, 0], 11.0, 0),
        ([10, 2, 0, 0], 12.0, 1),
        ([10, 5, 0, 0], 15.0, 1),
        ([10, 5, 1, 0], 16.0, 2),
        ([10, 5, 3, 0], 18.0, 2),
        ([10, 5, 3, 1], 19.0, 3),
        ([10, 10, 10, 10], 40.0, 3),
    ] {
        let outcome = score(&checklist, &sdq(&checklist, sums, 10), None);
        assert_eq!(value(&checklist, &outcome, "sdq_total"), Some(total));
        assert_eq!(
            of(&checklist, &outcome, "sdq_total").step,
            Some(expected),
            "{total}"
        );
        assert_eq!(level(&outcome), Some(expected.min(2)), "{total}");
    }
}

#[test]
fn a_scale_of_the_sdq_is_prorated_from_three_answers_and_rounded_halves_up() {
    let checklist = content("sdq");
    let emotional = |given: &[(usize, u8)]| {
        let mut response = sdq(&checklist, [0; 4], 10);
        for number in SDQ[0].1 {
            response
                .answers
                .remove(&ItemId::from(format!("D{number}").as_str()));
        }
        for (number, points) in given {
            let item = checklist
                .item(&ItemId::from(format!("D{number}").as_str()))
                .unwrap();
            response.answers.insert(item.id.clone(), option(item, *points));
        }
        let outcome = score(&checklist, &response, None);
        let found = of(&checklist, &outcome, "sdq_emotion").clone();
        (found, value(&checklist, &outcome, "sdq_total"))
    };
    // Sums of 1 and 2 over three items: 1.67 and 3.33. Sums of 2 and 6 over four: 2.5 and 7.5.
    for (given, expected) in [
        (&[(3, 1), (8, 0), (13, 0)][..], 2.0),
        (&[(3, 1), (8, 1), (13, 0)], 3.0),
        (&[(3, 2), (8, 2), (13, 2)], 10.0),
        (&[(3, 1), (8, 1), (13, 0), (16, 0)], 3.0),
        (&[(3, 2), (8, 2), (13, 2), (16, 0)], 8.0),
    ] {
        let (found, total) = emotional(given);
        assert_eq!(
            (found.value, total),
            (Some(expected), Some(expected)),
            "{given:?}"
        );
        assert!(
            found.span.low <= expected && expected <= found.span.high,
            "{found:?}"
        );
    }
    let (two, total) = emotional(&[(3, 2), (8, 2)]);
    assert_eq!((two.value, total), (None, None), "two of five are too few");
}

#[test]
fn five_items_of_the_sdq_are_reversed() {
    let checklist = content("sdq");
    let reversed: Vec<&str> = checklist
        .items
        .iter()
        .filter(|item| item.options[0].points == 2)
        .map(|item| item.id.as_str())
        .collect();
    assert_eq!(reversed, ["D7", "D11", "D14", "D21", "D25"]);
}

#[test]
fn of_two_instruments_the_first_opens_the_gate_to_the_second() {
    let checklist = content("joined");
    assert_eq!(checklist.instruments.len(), 2);
    let lines = |outward, inward| {
        let mut response = answered(&checklist, "E", &spread(7, 3, outward));
        answer(&mut response, &checklist, "I", &spread(5, 3, inward));
        response
    };
    let closed = score(&checklist, &lines(3, 1), None);
    assert_eq!((closed.ground, level(&closed)), (Ground::Short, Some(0)));
    let mut response = lines(3, 2);
    let open = score(&checklist, &response, None);
    assert_eq!((open.ground, level(&open), open.highest), (Ground::Full, None, 1));
    answer(&mut response, &checklist, "P", &[1; 17]);
    let full = score(&checklist, &response, None);
    assert_eq!((full.ground, level(&full)), (Ground::Full, Some(1)));
}

#[test]
fn a_notice_says_what_holds_what_may_and_nothing_else() {
    let checklist = content("joined");
    let mut response = answered(&checklist, "E", &[0; 7]);
    answer(&mut response, &checklist, "I", &[2, 2, 0, 0, 0]);
    let truth = |response: &Response| {
        let outcome = score(&checklist, response, None);
        outcome
            .notices
            .first()
            .map(|notice| (notice.truth.now, notice.truth.surely, notice.truth.possibly))
    };
    // The inward score is high, and the second instrument, not answered yet, may still give a level.
    assert_eq!(truth(&response), Some((true, false, true)));
    answer(&mut response, &checklist, "P", &[0; 17]);
    assert_eq!(truth(&response), Some((true, true, true)));
    answer(&mut response, &checklist, "P", &[1; 17]);
    assert_eq!(truth(&response), None, "the level says it now");
}

/// Everything the screens say and draw of one student.
fn shown(checklist: &Checklist, response: &Response, outcome: &Outcome, previous: &Outcome) -> String {
    let mut all = String::new();
    for locale in [Locale::Ja, Locale::En] {
        let WhyWords {
            open,
            reasons,
            items,
            gaps,
        } = why(checklist, response, outcome, Some(previous), locale);
        all.extend(open.into_iter().chain(reasons).chain(items).chain(gaps));
        all.push_str(&level_line(checklist, outcome, locale));
        all.push_str(&area_bars(checklist, outcome, Some(previous), locale));
        all.push_str(&facts(checklist, response, outcome, locale));
        all.push_str(&legend(checklist, locale));
        let rules = checklist.levels.iter().filter_map(|level| level.when.as_ref());
        all.extend(rules.map(|rule| condition(checklist, rule, locale)));
    }
    all
}

#[test]
fn the_sample_class_of_every_content_can_be_looked_at_and_has_more_than_one_level() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    for name in ["srss", "srss-ie12", "psc-17", "saebrs", "sdq", "joined"] {
        let checklist = content(name);
        let document = sample_document(&checklist, today);
        let [before, now] = document.rounds.as_slice() else {
            panic!("two rounds")
        };
        let mut levels = BTreeSet::new();
        for student in &document.classroom.students {
            let previous = score(&checklist, &before.response(student.id), None);
            let response = now.response(student.id);
            let outcome = score(&checklist, &response, Some(&previous));
            levels.insert(level(&outcome));
            assert!(outcome.ground == Ground::Short || checklist.has_full_form());
            assert!(outcome.lowest <= outcome.highest);
            for found in &outcome.scores {
                let value = found.value.unwrap_or(found.span.low);
                assert!(
                    found.span.low <= value && value <= found.span.high,
                    "{name}: {found:?}"
                );
            }
            let said = shown(&checklist, &response, &outcome, &previous);
            assert!(
                !said.contains("NaN") && !said.contains("inf") && !said.contains('{'),
                "{name}: {said}"
            );
        }
        assert!(levels.len() > 2, "{name}: {levels:?}");
        let standing = Filter::all(&checklist).len();
        assert_eq!(standing, checklist.levels.len() + 4);
    }
}

#[test]
fn a_notice_is_said_beside_the_level_with_what_it_depends_on() {
    let checklist = content("joined");
    let mut response = answered(&checklist, "E", &[0; 7]);
    answer(&mut response, &checklist, "I", &[2, 2, 0, 0, 0]);
    let said = |response: &Response| notices(&checklist, &score(&checklist, response, None), Locale::Ja);
    assert_eq!(
        said(&response)[0].label,
        "内向きが高い（まだ答えのない項目しだい）"
    );
    answer(&mut response, &checklist, "P", &[0; 17]);
    let sure = said(&response);
    assert_eq!((sure.len(), sure[0].label.as_str()), (1, "内向きが高い"));
    // Nothing is said while most is blank.
    assert!(said(&Response::default()).is_empty());
}

#[test]
fn a_heading_stands_where_the_instrument_changes() {
    let checklist = content("joined");
    let of = |form| {
        let items: Vec<&Item> = checklist.form(form).collect();
        let mut previous = None;
        let mut headings = Vec::new();
        for item in items {
            headings.extend(
                checklist
                    .heading_before(previous, item)
                    .map(|found| found.id.as_str()),
            );
            previous = Some(item);
        }
        headings
    };
    assert_eq!((of(Form::Short), of(Form::Full)), (vec!["srss_ie"], vec!["psc"]));
    let sample = kizuki::format::content::built_in().unwrap();
    assert!(
        sample
            .items
            .iter()
            .all(|item| sample.heading_before(None, item).is_none())
    );
}

#[test]
fn a_grade_has_its_own_bands_and_levels_follow_them() {
    let checklist = content("joined");
    let mut response = answered(&checklist, "E", &[0; 7]);
    answer(&mut response, &checklist, "I", &[2, 0, 0, 0, 0]);
    for (grade, step) in [
        (Grade::Elementary(1), 1),
        (Grade::Elementary(6), 1),
        (Grade::JuniorHigh(1), 0),
        (Grade::JuniorHigh(3), 0),
    ] {
        let checklist = checklist.for_grade(grade);
        let outcome = score(&checklist, &response, None);
        assert_eq!(of(&checklist, &outcome, "srss_i5").step, Some(step), "{grade:?}");
        assert_eq!(outcome.gate.now, step == 1, "{grade:?}");
        assert_eq!(checklist.stamp, content("joined").stamp);
    }
}
