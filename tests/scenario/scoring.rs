//! What the rules promise whatever is answered, and the thresholds of the built-in content at their edges.

use kizuki::domain::checklist::{Checklist, Form, Item};
use kizuki::domain::ids::ItemId;
use kizuki::domain::response::{Answer, Response};
use kizuki::domain::scoring::{Ground, LevelState, Outcome, Trend, explain, score};
use kizuki::format::content::{built_in, read_content};
use proptest::prelude::*;
use proptest::sample::Index;

fn checklist() -> Checklist {
    built_in().unwrap()
}

/// One answer an item can have: any option, `?` or 対象外; sometimes blank.
fn pick(item: &Item, seed: u8) -> Option<Answer> {
    let options = u8::try_from(item.options.len()).unwrap();
    match seed % (options + 3) {
        index if index < options => Some(Answer::Option(index)),
        index if index == options => Some(Answer::Unknown),
        index if index == options + 1 => Some(Answer::NotApplicable),
        _ => None,
    }
}

fn response_from(checklist: &Checklist, seeds: &[u8], gut: bool) -> Response {
    let answers = checklist
        .items
        .iter()
        .zip(seeds)
        .filter_map(|(item, seed)| Some((item.id.clone(), pick(item, *seed)?)))
        .collect();
    Response {
        answers,
        gut,
        ..Response::default()
    }
}

/// Mostly low answers, so that all levels occur.
fn seeds() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        2 => proptest::collection::vec(prop_oneof![6 => Just(0_u8), 2 => Just(1), 1 => 0_u8..40], 80),
        1 => proptest::collection::vec(any::<u8>(), 80),
    ]
}

fn level(outcome: &Outcome) -> Option<usize> {
    match outcome.level {
        LevelState::Level(level) => Some(level),
        LevelState::Insufficient => None,
    }
}

proptest! {
    #[test]
    fn raising_any_answer_never_lowers_a_level(seeds in seeds(), gut: bool, at: Index) {
        let checklist = checklist();
        let before = response_from(&checklist, &seeds, gut);
        let item = at.get(&checklist.items);
        if let Some(Answer::Option(index)) = before.answers.get(&item.id).copied()
            && usize::from(index) + 1 < item.options.len()
        {
            let mut after = before.clone();
            after.answers.insert(item.id.clone(), Answer::Option(index + 1));
            let (before, after) = (score(&checklist, &before, None), score(&checklist, &after, None));
            prop_assert!(after.lowest >= before.lowest, "lowest {} fell to {}", before.lowest, after.lowest);
            prop_assert!(after.highest >= before.highest, "highest {} fell to {}", before.highest, after.highest);
            if let (Some(before), Some(after)) = (level(&before), level(&after)) {
                prop_assert!(after >= before, "level {before} fell to {after}");
            }
            prop_assert!(after.urgent || !before.urgent);
        }
    }

    #[test]
    fn answering_what_is_unknown_never_leaves_the_span(seeds in seeds(), gut: bool, at: Index, option: u8, blank: bool) {
        let checklist = checklist();
        let item = at.get(&checklist.items);
        let mut before = response_from(&checklist, &seeds, gut);
        // A form that is only begun by this very answer rests on other items than before: see the next property.
        let first = checklist.form(Form::Full).find(|item| item.is_scored()).unwrap();
        before.answers.or_insert_with(first.id.clone(), || Answer::Unknown);
        if blank {
            before.answers.remove(&item.id);
        } else {
            before.answers.insert(item.id.clone(), Answer::Unknown);
        }
        let mut after = before.clone();
        let answer = match usize::from(option) % (item.options.len() + 1) {
            index if index < item.options.len() => Answer::Option(u8::try_from(index).unwrap()),
            _ => Answer::NotApplicable,
        };
        after.answers.insert(item.id.clone(), answer);
        let (before, after) = (score(&checklist, &before, None), score(&checklist, &after, None));
        for (rule, (before, after)) in checklist.scores.iter().zip(before.scores.iter().zip(&after.scores)) {
            if !after.applies {
                continue;
            }
            prop_assert!(
                after.span.low >= before.span.low - 1e-9 && after.span.high <= before.span.high + 1e-9,
                "{:?}: {:?} left {:?}", rule.id, after.span, before.span
            );
            let value = after.value.unwrap_or(after.span.low);
            prop_assert!(after.span.low <= value && value <= after.span.high);
        }
        prop_assert!(after.lowest >= before.lowest && after.highest <= before.highest);
        prop_assert!(level(&after).is_none_or(|level| (before.lowest..=before.highest).contains(&level)));
    }

    #[test]
    fn the_gate_opening_never_leaves_the_span_of_the_short_form(seeds in seeds(), at: Index, option: u8) {
        let checklist = checklist();
        let lines: Vec<&Item> = checklist.form(Form::Short).collect();
        let mut before = response_from(&checklist, &seeds, false);
        before.answers.retain(|id, _| lines.iter().any(|line| line.id == *id));
        let line = at.get(&lines);
        before.answers.insert(line.id.clone(), Answer::Unknown);
        let mut after = before.clone();
        let index = usize::from(option) % line.options.len();
        after.answers.insert(line.id.clone(), Answer::Option(u8::try_from(index).unwrap()));
        let (before, after) = (score(&checklist, &before, None), score(&checklist, &after, None));
        prop_assert!(after.lowest >= before.lowest && after.highest <= before.highest);
        if after.ground == Ground::Full {
            prop_assert!(before.gate.possibly, "the gate opened although it could not");
        }
    }

    #[test]
    fn the_span_of_levels_is_exactly_what_the_open_answers_can_lead_to(
        seeds in proptest::collection::vec(prop_oneof![5 => Just(0_u8), 2 => Just(1), 1 => 0_u8..4], 80),
        open in proptest::collection::vec(any::<Index>(), 1..4),
    ) {
        let checklist = checklist();
        let scored: Vec<&Item> = checklist.form(Form::Full).filter(|item| item.is_scored()).collect();
        let mut response = Response::default();
        for (item, seed) in scored.iter().zip(&seeds) {
            let index = usize::from(*seed) % item.options.len();
            response.answers.insert(item.id.clone(), Answer::Option(u8::try_from(index).unwrap()));
        }
        let mut asked: Vec<&Item> = open.iter().map(|at| *at.get(&scored)).collect();
        asked.sort_by(|a, b| a.id.cmp(&b.id));
        asked.dedup_by(|a, b| a.id == b.id);
        for item in &asked {
            response.answers.insert(item.id.clone(), Answer::Unknown);
        }
        let outcome = score(&checklist, &response, None);
        let mut reached = Vec::new();
        every_completion(&checklist, &response, &asked, &mut reached);
        prop_assert_eq!(Some(&outcome.lowest), reached.iter().min());
        prop_assert_eq!(Some(&outcome.highest), reached.iter().max());
    }

    #[test]
    fn the_order_of_items_in_the_content_does_not_matter(seeds in seeds(), gut: bool, shuffle: u64) {
        let bytes = include_bytes!("../../src/format/content/default.json");
        let mut content: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        shuffle_items(&mut content, shuffle);
        let shuffled = read_content(&serde_json::to_vec(&content).unwrap()).unwrap();
        let checklist = checklist();
        let response = response_from(&checklist, &seeds, gut);
        let (one, other) = (score(&checklist, &response, None), score(&shuffled, &response, None));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn every_level_above_the_lowest_has_a_reason(seeds in seeds(), gut: bool) {
        let checklist = checklist();
        let response = response_from(&checklist, &seeds, gut);
        let outcome = score(&checklist, &response, None);
        let explanation = explain(&checklist, &response, &outcome, None);
        match outcome.level {
            LevelState::Level(_) => prop_assert!(!explanation.reasons.is_empty()),
            LevelState::Insufficient => prop_assert!(explanation.reasons.is_empty()),
        }
    }
}

fn every_completion(checklist: &Checklist, response: &Response, open: &[&Item], reached: &mut Vec<usize>) {
    let Some((item, rest)) = open.split_first() else {
        reached.push(level(&score(checklist, response, None)).unwrap());
        return;
    };
    for index in 0..item.options.len() {
        let mut answered = response.clone();
        answered
            .answers
            .insert(item.id.clone(), Answer::Option(u8::try_from(index).unwrap()));
        every_completion(checklist, &answered, rest, reached);
    }
}

/// Shuffles every array of objects with an `id` and an `area` or `options`, wherever the content keeps its items.
fn shuffle_items(content: &mut serde_json::Value, seed: u64) {
    let items = content
        .get_mut("items")
        .and_then(serde_json::Value::as_array_mut)
        .unwrap();
    let mut state = seed;
    for at in (1..items.len()).rev() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        items.swap(at, usize::try_from(state >> 33).unwrap() % (at + 1));
    }
}

/// A full form with all scored items at 0 but these.
fn full_form(checklist: &Checklist, points: &[(&str, u8)]) -> Response {
    let mut response = Response::default();
    for item in checklist.form(Form::Full).filter(|item| item.is_scored()) {
        response.answers.insert(item.id.clone(), Answer::Option(0));
    }
    for (id, option) in points {
        assert!(checklist.item(&ItemId::from(*id)).is_some());
        response
            .answers
            .insert(ItemId::from(*id), Answer::Option(*option));
    }
    response
}

fn level_id(checklist: &Checklist, response: &Response) -> Option<String> {
    let outcome = score(checklist, response, None);
    level(&outcome).map(|level| checklist.levels[level].id.as_str().to_owned())
}

#[test]
fn area_cut_offs_hold_at_the_very_percent() {
    let checklist = checklist();
    // Area D weighs 1 + 2 + 1 + 1 = 5, so 15 points are 100 %: 9 are 60 %, 6 are 40 %, 3 are 20 %.
    let of = |points: &[(&str, u8)]| level_id(&checklist, &full_form(&checklist, points));
    assert_eq!(of(&[("D2", 3), ("D1", 3)]).as_deref(), Some("team"), "60 %");
    assert_eq!(of(&[("D2", 3), ("D1", 2)]).as_deref(), Some("share"), "53 %");
    assert_eq!(of(&[("D2", 3)]).as_deref(), Some("share"), "40 %");
    assert_eq!(of(&[("D2", 2), ("D1", 1)]).as_deref(), Some("usual"), "33 %");
}

#[test]
fn two_areas_at_forty_percent_are_for_the_team_and_three_with_one_at_sixty_for_agencies() {
    let checklist = checklist();
    let of = |points: &[(&str, u8)]| level_id(&checklist, &full_form(&checklist, points));
    // B and E weigh 5 each without double weights.
    assert_eq!(of(&[("D2", 3), ("B1", 3), ("B2", 3)]).as_deref(), Some("team"));
    assert_eq!(
        of(&[("D2", 3), ("D1", 3), ("B1", 3), ("B2", 3)]).as_deref(),
        Some("team")
    );
    let consult = [("D2", 3), ("D1", 3), ("B1", 3), ("B2", 3), ("E1", 3), ("E2", 3)];
    assert_eq!(of(&consult).as_deref(), Some("consult"));
}

#[test]
fn a_gut_feeling_alone_leads_to_sharing_and_never_to_nothing() {
    let checklist = checklist();
    let mut response = full_form(&checklist, &[]);
    assert_eq!(level_id(&checklist, &response).as_deref(), Some("usual"));
    response.gut = true;
    assert_eq!(level_id(&checklist, &response).as_deref(), Some("share"));
}

#[test]
fn a_wholly_blank_sheet_is_too_little_known_and_not_the_lowest_level() {
    let checklist = checklist();
    let outcome = score(&checklist, &Response::default(), None);
    assert_eq!(outcome.level, LevelState::Insufficient);
    assert_eq!(outcome.ground, Ground::Short);
    assert_eq!((outcome.lowest, outcome.highest), (0, checklist.levels.len() - 1));
}

#[test]
fn a_short_form_answered_with_none_throughout_is_usual_care_with_nothing_left_open() {
    let checklist = checklist();
    let answers = checklist
        .form(Form::Short)
        .map(|item| (item.id.clone(), Answer::Option(0)))
        .collect();
    let outcome = score(
        &checklist,
        &Response {
            answers,
            ..Response::default()
        },
        None,
    );
    assert_eq!(outcome.level, LevelState::Level(0));
    assert_eq!((outcome.lowest, outcome.highest), (0, 0));
    assert!(!outcome.gate.possibly);
}

#[test]
fn four_points_keep_the_gate_closed_and_five_open_it() {
    let checklist = checklist();
    let lines: Vec<&Item> = checklist.form(Form::Short).collect();
    let with_ones = |ones: usize| {
        let answers = lines
            .iter()
            .enumerate()
            .map(|(at, item)| (item.id.clone(), Answer::Option(u8::from(at < ones))))
            .collect();
        score(
            &checklist,
            &Response {
                answers,
                ..Response::default()
            },
            None,
        )
    };
    assert!(!with_ones(4).gate.now);
    assert_eq!(with_ones(4).level, LevelState::Level(0));
    assert!(with_ones(5).gate.now);
    assert_eq!(
        with_ones(5).level,
        LevelState::Insufficient,
        "the full form is still blank"
    );
}

#[test]
fn unknown_answers_open_a_span_and_do_not_count_as_zero() {
    let checklist = checklist();
    let mut response = full_form(&checklist, &[("D2", 3)]);
    response.answers.insert(ItemId::from("D1"), Answer::Unknown);
    response.answers.insert(ItemId::from("D3"), Answer::Unknown);
    let outcome = score(&checklist, &response, None);
    let area = checklist
        .areas
        .iter()
        .position(|area| area.id.as_str() == "D")
        .unwrap();
    let score = &outcome.scores[checklist.areas[area].score];
    // 6 of the 9 points answered, not 6 of 15.
    assert!((score.value.unwrap() - 100.0 * 6.0 / 9.0).abs() < 1e-9);
    assert!((score.span.low - 40.0).abs() < 1e-9 && (score.span.high - 80.0).abs() < 1e-9);
    assert_eq!((outcome.unknown, outcome.blank), (2, 0));
}

#[test]
fn an_area_with_less_than_sixty_percent_answered_has_no_value() {
    let checklist = checklist();
    let area = checklist
        .areas
        .iter()
        .position(|area| area.id.as_str() == "D")
        .unwrap();
    let value = |unknown: &[&str]| {
        let mut response = full_form(&checklist, &[]);
        for id in unknown {
            response.answers.insert(ItemId::from(*id), Answer::Unknown);
        }
        score(&checklist, &response, None).scores[checklist.areas[area].score].value
    };
    // D2 weighs 2 of 5: without it 60 % are left, without one more 40 %.
    assert!(value(&["D2"]).is_some());
    assert!(value(&["D2", "D1"]).is_none());
}

#[test]
fn a_critical_answer_is_urgent_beside_the_level_and_enters_no_score() {
    let checklist = checklist();
    let calm = full_form(&checklist, &[]);
    let critical = checklist
        .form(Form::Full)
        .find(|item| item.is_critical())
        .unwrap();
    let mut worried = calm.clone();
    worried.answers.insert(critical.id.clone(), Answer::Option(1));
    let (calm, worried) = (score(&checklist, &calm, None), score(&checklist, &worried, None));
    assert!(worried.urgent && !calm.urgent);
    assert_eq!((worried.level, &worried.scores), (calm.level, &calm.scores));
}

#[test]
fn a_rise_of_ten_points_or_of_a_level_is_marked_as_a_change() {
    let checklist = checklist();
    let calm = score(&checklist, &full_form(&checklist, &[]), None);
    let team = full_form(&checklist, &[("D2", 3), ("D1", 3)]);
    let up = score(&checklist, &team, Some(&calm));
    assert_eq!(up.trend, Trend::Up);
    assert_eq!(
        score(&checklist, &full_form(&checklist, &[]), Some(&up)).trend,
        Trend::Down
    );
    assert_eq!(score(&checklist, &team, Some(&up)).trend, Trend::Same);
    assert_eq!(score(&checklist, &team, None).trend, Trend::Unknown);
}
