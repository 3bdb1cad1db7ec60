//! The built-in content says what the domain dossier says.

use super::*;
use crate::domain::checklist::{
    AutoCount, Combine, Concern, Condition, CountBand, Direction, Form, Item, ItemKind, Least, MissingPolicy,
    Shape,
};
use crate::domain::ids::ItemId;
use crate::domain::locale::Locale;

fn content() -> Checklist {
    built_in().expect("the built-in content is read")
}

fn item<'a>(content: &'a Checklist, id: &str) -> &'a Item {
    content.item(&ItemId::from(id)).unwrap()
}

fn ids<'a>(items: impl Iterator<Item = &'a Item>) -> Vec<&'a str> {
    items.map(|item| item.id.as_str()).collect()
}

/// Ids of the items at these positions.
fn at(content: &Checklist, positions: &[usize]) -> Vec<String> {
    positions
        .iter()
        .map(|index| content.items[*index].id.as_str().to_owned())
        .collect()
}

fn score_position(content: &Checklist, id: &str) -> usize {
    content
        .scores
        .iter()
        .position(|score| score.id.as_str() == id)
        .unwrap()
}

#[test]
fn it_has_the_parts_of_the_sample() {
    let content = content();
    let full = |wanted: fn(&Item) -> bool| content.form(Form::Full).filter(|item| wanted(item)).count();
    assert_eq!(content.areas.len(), 8);
    assert_eq!(content.form(Form::Short).count(), 14);
    assert_eq!(full(Item::is_scored), 35);
    assert_eq!(full(Item::is_critical), 8);
    assert_eq!(full(Item::is_strength), 6);
    assert_eq!(full(|item| matches!(item.kind, ItemKind::Information { .. })), 1);
    assert_eq!(content.items.len(), 14 + 35 + 8 + 6 + 1);
    assert_eq!(
        content.items.first().map(|item| item.form),
        Some(Form::Short),
        "lines come first"
    );
    assert_eq!(
        (
            content.levels.len(),
            content.cards.len(),
            content.release_questions.len()
        ),
        (4, 5, 4)
    );
    assert_eq!(
        (content.rounds.len(), content.periods.len(), content.asks.len()),
        (3, 3, 6)
    );
}

#[test]
fn its_stamp_names_it_and_carries_the_start_of_the_sha_256_of_its_bytes() {
    let stamp = content().stamp;
    assert_eq!(
        (stamp.id.as_str(), stamp.version.as_str()),
        ("default-sample", "1.0")
    );
    assert_eq!(stamp.checksum.len(), 8);
    assert_eq!(checksum(b"abc"), "ba7816bf", "FIPS 180-4, example of one block");
}

#[test]
fn every_area_has_the_number_of_items_of_the_sample() {
    let content = content();
    let count = |area| {
        content
            .form(Form::Full)
            .filter(|item| item.is_scored() && item.areas == [area])
            .count()
    };
    let counts: Vec<usize> = (0..8).map(count).collect();
    assert_eq!(counts, [6, 5, 4, 4, 5, 4, 3, 4]);
}

#[test]
fn weights_are_two_where_the_sample_says_so_and_one_elsewhere() {
    let content = content();
    let total = &content.scores[score_position(&content, "total")];
    let of_weight = |weight: f64| -> Vec<usize> {
        let wanted = total
            .terms
            .iter()
            .filter(|term| (term.weight - weight).abs() < f64::EPSILON);
        wanted
            .map(|term| match term.input {
                crate::domain::checklist::Input::Item(index) => index,
                crate::domain::checklist::Input::Score(_) => panic!("the total is made of items"),
            })
            .collect()
    };
    assert_eq!(total.terms.len(), 35);
    assert_eq!(
        at(&content, &of_weight(2.0)),
        ["A1", "A2", "C1", "C4", "D2", "F3", "H1", "H4"]
    );
    assert_eq!(of_weight(1.0).len(), 27);
}

#[test]
fn counts_fall_into_the_bands_of_the_sample_and_come_from_attendance_where_they_can() {
    let content = content();
    let bands = |id: &str| -> (Vec<u16>, Option<AutoCount>) {
        let count = item(&content, id).count.clone().unwrap();
        assert_eq!(count.bands.last().and_then(|band: &CountBand| band.to), None);
        (count.bands.iter().map(|band| band.from).collect(), count.auto)
    };
    assert_eq!(bands("A1"), (vec![0, 2, 3, 5], Some(AutoCount::AbsentWindow)));
    assert_eq!(bands("A2"), (vec![0, 2, 3, 7], None));
    assert_eq!(bands("A3"), (vec![0, 2, 4, 8], Some(AutoCount::LateEarlyWindow)));
    assert_eq!(bands("A6"), (vec![0, 7, 15, 30], Some(AutoCount::AbsentYear)));
    assert_eq!(bands("G1"), (vec![0, 1, 2, 4], None));
    let per_days: Vec<&str> = content
        .items
        .iter()
        .filter(|item| {
            item.count
                .as_ref()
                .is_some_and(|count| count.per_school_days == Some(20))
        })
        .map(|item| item.id.as_str())
        .collect();
    // The month's counts; not the longest row, not the year, not the months of unpaid fees.
    assert_eq!(per_days, ["Q1", "Q2", "A1", "A3"]);
    assert_eq!(bands("Q1"), (vec![0, 2, 4], Some(AutoCount::AbsentWindow)));
    assert_eq!(bands("Q2"), (vec![0, 2, 5], Some(AutoCount::LateEarlyWindow)));
    assert_eq!(
        item(&content, "A1")
            .count
            .as_ref()
            .and_then(|count| count.band_of(4)),
        Some(2)
    );
}

#[test]
fn the_lines_stand_for_the_items_that_the_sample_names() {
    let content = content();
    let mut covered: Vec<&str> = content
        .form(Form::Short)
        .flat_map(|line| &line.covers)
        .map(ItemId::as_str)
        .collect();
    covered.sort_unstable();
    covered.dedup();
    let left_out: Vec<&str> = ids(content
        .form(Form::Full)
        .filter(|item| item.is_scored() || item.is_critical()))
    .into_iter()
    .filter(|id| !covered.contains(id))
    .collect();
    // Reasons of absence, time outside the classroom and the time after a health check have no line of their own.
    assert_eq!(left_out, ["A4", "A5", "B5"]);
}

#[test]
fn the_full_form_is_needed_from_a_sum_of_five_three_clear_lines_a_safety_concern_or_a_gut_feeling() {
    let content = content();
    let lines: Vec<usize> = (0..13).collect();
    let sum = score_position(&content, "short_sum");
    assert_eq!(
        content.gate,
        Some(Condition::Any(vec![
            Condition::Score { score: sum, at: 5.0 },
            Condition::Items {
                items: lines,
                points: 2,
                count: 3
            },
            Condition::Items {
                items: vec![13],
                points: 1,
                count: 1
            },
            Condition::Gut,
        ]))
    );
    let rule = &content.scores[sum];
    assert_eq!((rule.combine, rule.terms.len()), (Combine::Sum, 13));
    assert_eq!(rule.missing, MissingPolicy::Answered(Least::Share(0.8)));
}

#[test]
fn the_levels_have_the_thresholds_of_the_sample() {
    let content = content();
    let total = |at| Condition::Score {
        score: score_position(&content, "total"),
        at,
    };
    let areas = |at, count| Condition::Areas { at, count };
    let names: Vec<(&str, Shape)> = content
        .levels
        .iter()
        .map(|level| (level.id.as_str(), level.shape))
        .collect();
    assert_eq!(
        names,
        [
            ("usual", Shape::Circle),
            ("share", Shape::Triangle),
            ("team", Shape::Diamond),
            ("consult", Shape::Square)
        ]
    );
    let rules: Vec<Option<Condition>> = content.levels.iter().map(|level| level.when.clone()).collect();
    assert_eq!(
        rules,
        [
            None,
            Some(Condition::Any(vec![
                areas(40.0, 1),
                areas(20.0, 3),
                total(12.0),
                Condition::Gut
            ])),
            Some(Condition::Any(vec![areas(60.0, 1), areas(40.0, 2), total(25.0)])),
            Some(Condition::Any(vec![
                Condition::All(vec![areas(60.0, 1), areas(40.0, 3)]),
                total(40.0)
            ])),
        ]
    );
    assert_eq!(content.trend.score, score_position(&content, "total"));
    assert!((content.trend.change - 10.0).abs() < f64::EPSILON);
}

#[test]
fn area_scores_are_percentages_with_steps_at_twenty_forty_and_sixty() {
    let content = content();
    for area in &content.areas {
        let rule = &content.scores[area.score];
        assert_eq!((rule.combine, rule.concern), (Combine::Percent, Concern::High));
        assert_eq!(rule.missing, MissingPolicy::Answered(Least::Share(0.6)));
        let steps: Vec<Option<f64>> = rule.bands.iter().map(|band| band.from).collect();
        assert_eq!(steps, [None, Some(20.0), Some(40.0), Some(60.0)]);
    }
}

#[test]
fn one_point_on_one_line_is_the_second_step_of_a_short_area_score_and_two_points_the_third() {
    let content = content();
    for area in &content.areas {
        let rule = &content.scores[area.short_score];
        let most = 2.0 * f64::from(u8::try_from(rule.terms.len()).unwrap());
        let step = |points: f64| {
            rule.bands
                .iter()
                .rposition(|band| band.from.is_none_or(|from| 100.0 * points / most >= from))
        };
        assert_eq!(
            [0.0, 1.0, 2.0].map(step),
            [Some(0), Some(1), Some(2)],
            "{}",
            area.id.as_str()
        );
        assert_eq!(rule.bands.len(), 3, "only the full form reaches the top");
    }
}

#[test]
fn every_critical_item_opens_the_card_of_the_sample_and_every_card_says_whom_to_tell_first() {
    let content = content();
    let card = |id: &str| match &item(&content, id).kind {
        ItemKind::Critical { card } => card.as_str().to_owned(),
        other => panic!("{id} is {other:?}"),
    };
    assert_eq!(
        ["X1", "X2", "X3", "X4", "X5", "X6", "X7", "X8", "Q14"].map(card),
        [
            "report_abuse",
            "report_abuse",
            "report_abuse",
            "report_abuse",
            "report_abuse",
            "unsafe_absence",
            "life",
            "bullying",
            "safety"
        ]
    );
    for card in &content.cards {
        let id = card.id.as_str();
        let all = |texts: &[crate::domain::locale::LocalText]| {
            texts
                .iter()
                .map(|text| text.ja.as_str())
                .collect::<Vec<_>>()
                .join("\n")
        };
        assert!((4..=6).contains(&card.steps.len()), "{id}");
        assert!(
            card.steps[0].ja.contains("管理職") && card.steps[0].ja.contains("今すぐ"),
            "{id}"
        );
        assert!(card.lead.ja.contains("確かでなくてかまいません"), "{id}");
        assert!(all(&card.steps).contains("だれでも"), "{id}: anyone can report");
        assert!(
            all(&card.steps).contains("要約票を送って待たない。緊急時は氏名を伝えて直接連絡する"),
            "{id}"
        );
        assert!(
            all(&card.record).contains("言葉") || all(&card.record).contains("言った"),
            "{id}"
        );
        assert!(!card.avoid.is_empty() && !card.contacts.is_empty(), "{id}");
        assert_eq!(card.contacts[0].as_str(), "management", "{id}");
        assert_eq!(card.actions[0].id.as_str(), "told_management", "{id}");
    }
}

#[test]
fn public_emergency_numbers_are_filled_in_and_the_schools_own_are_not() {
    let filled: Vec<(String, String)> = content()
        .contacts
        .into_iter()
        .filter(|contact| !contact.phone.is_empty())
        .map(|contact| (contact.id.as_str().to_owned(), contact.phone))
        .collect();
    let expected = [("cgc", "189"), ("police", "110"), ("ambulance", "119")];
    assert_eq!(
        filled,
        expected.map(|(id, phone)| (id.to_owned(), phone.to_owned()))
    );
}

#[test]
fn every_item_score_and_level_names_its_source_or_says_that_it_is_a_sample() {
    let content = content();
    let sources = content.items.iter().map(|item| (item.id.as_str(), &item.source));
    let sources = sources.chain(
        content
            .scores
            .iter()
            .map(|score| (score.id.as_str(), &score.source)),
    );
    let sources = sources.chain(
        content
            .levels
            .iter()
            .map(|level| (level.id.as_str(), &level.source)),
    );
    for (id, source) in sources {
        assert!(
            source.ja.contains("見本") && source.get(Locale::En).to_lowercase().contains("sample"),
            "{id}"
        );
    }
    assert!(content.about.ja.contains("検証されていません") && content.about.ja.contains("見本"));
}

#[test]
fn supports_are_there_in_every_direction() {
    let content = content();
    for direction in Direction::ALL {
        assert!(
            content
                .supports
                .iter()
                .filter(|support| support.direction == direction)
                .count()
                >= 5
        );
    }
}

#[test]
fn periods_are_those_of_kita_ward() {
    let months: Vec<(u8, u8)> = content()
        .periods
        .iter()
        .map(|period| (period.from_month, period.to_month))
        .collect();
    assert_eq!(months, [(4, 7), (8, 11), (12, 3)]);
}

#[test]
fn what_is_taken_for_sound_unchecked_is_what_checking_it_gives() {
    let checked = read_content(BUILT_IN).unwrap();
    assert_eq!(checked.stamp.checksum, BUILT_IN_CHECKSUM);
    assert_eq!(built_in(), Ok(checked));
}
