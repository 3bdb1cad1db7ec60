//! What is particular to the second format: the ledger.

use super::*;
use crate::domain::ledger::histories::{act, devices, histories};
use crate::domain::ledger::{Field, Line, Value};
use crate::format::content::built_in;

fn golden_2_with(from: &str, to: &str) -> String {
    assert!(GOLDEN_2.contains(from), "{from}");
    GOLDEN_2.replacen(from, to, 1)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn whatever_people_do_and_put_together_reads_back_as_it_was(history in histories(3)) {
        let checklist = built_in().unwrap();
        let mut devices = devices(3);
        for (who, what) in &history {
            act(&checklist, &mut devices, *who, what);
        }
        for device in devices {
            let text = encode(&device.document).unwrap();
            prop_assert_eq!(decode(text.as_bytes()), Ok(device.document));
        }
    }

    #[test]
    fn a_flipped_file_is_refused_or_is_another_document_that_can_be_kept(
        flips in proptest::collection::vec((0..GOLDEN_2.len(), prop_oneof![any::<u8>(), 0x20_u8..0x7f]), 1..5),
    ) {
        let mut bytes = GOLDEN_2.as_bytes().to_vec();
        for (place, byte) in flips {
            bytes[place] = byte;
        }
        if let Ok(document) = decode(&bytes) {
            let text = encode(&document).unwrap();
            prop_assert_eq!(decode(text.as_bytes()), Ok(document));
        }
    }

    /// Wherever a value stands that does not fit: the quick check lets nothing pass that reading would refuse.
    #[test]
    fn what_could_not_be_read_is_never_written(document in documents(), at in any::<prop::sample::Index>(), foreign in any::<prop::sample::Index>()) {
        let mut document = document;
        let golden = decode(GOLDEN_2.as_bytes()).unwrap().ledger;
        let values: Vec<Value> = [&golden.class]
            .into_iter()
            .chain(golden.rounds.values())
            .flat_map(|registers| registers.values())
            .flat_map(|register| register.versions.iter().map(|version| version.value.clone()))
            .chain([Value::Text("あ".repeat(61)), Value::Number(0), Value::Answer(crate::domain::response::Answer::Count(401))])
            .collect();
        let ledger = &mut document.ledger;
        let mut versions: Vec<_> = ledger
            .rounds
            .values_mut()
            .chain([&mut ledger.class])
            .flat_map(|registers| registers.values_mut())
            .flat_map(|register| register.versions.iter_mut())
            .collect();
        let at = at.index(versions.len());
        versions[at].value = foreign.get(&values).clone();
        let text = super::super::v2::write(&document.ledger);
        let is_known = |version: &crate::domain::ledger::Version| match &version.value {
            Value::Issue(issue) => document.classroom.student(issue.student).is_some(),
            _ => true,
        };
        let ledger = &document.ledger;
        let known = ledger.rounds.values().flat_map(|registers| registers.values()).flat_map(|register| &register.versions).all(is_known);
        // Codes of students who are not there are found by reading alone; no command makes one.
        if known && super::super::v2::is_within_bounds(ledger) {
            prop_assert!(decode(text.as_bytes()).is_ok());
            prop_assert_eq!(encode(&document), Ok(text));
        } else {
            prop_assert!(!known || encode(&document).is_err());
        }
    }
}

#[test]
fn every_rule_of_the_ledger_is_kept_and_its_place_named() {
    use FileRule as Rule;
    let missing = |wanted| Rule::Type { wanted };
    let cases = [
        ("\"id\": \"0123", "\"id\": \"012", "id", Rule::Hexadecimal),
        ("\"id\": \"0123", "\"id\": \"012G", "id", Rule::Hexadecimal),
        (
            "\"00000000000000a1\"",
            "\"f0e1d2c3b4a59687\"",
            "replicas[1]",
            Rule::Duplicate,
        ),
        (
            "\"00000000000000a1\", 41",
            "\"00000000000000a1\", 0",
            "replicas[0][1]",
            Rule::Range {
                least: 1,
                most: (1 << 53) - 1,
            },
        ),
        (
            "[\"00000000000000a1\", 41]",
            "[\"00000000000000a1\"]",
            "$",
            Rule::Missing,
        ),
        (
            "[\"見本小\", 0, 1]",
            "[\"見本小\", 0]",
            "class.school",
            Rule::Missing,
        ),
        ("[\"見本小\", 0, 1]", "[]", "class.school", Rule::Empty),
        (
            "[\"見本小\", 0, 1]",
            "\"見本小\"",
            "class.school",
            missing(Wanted::List),
        ),
        (
            "[\"見本小\", 0, 1]",
            "[null, 0, 1]",
            "class.school[0]",
            Rule::Missing,
        ),
        (
            "[\"見本小\", 0, 1]",
            "[\"見本小\", 2, 1]",
            "class.school[1]",
            Rule::Word,
        ),
        (
            "[\"見本小\", 0, 1]",
            "[\"見本小\", 0, 42]",
            "class.school[2]",
            Rule::Range { least: 1, most: 41 },
        ),
        (
            "0, 1, \"1組\", 1, 12",
            "1, 12, \"1組\", 0, 1",
            "class.class_name[5]",
            Rule::Duplicate,
        ),
        (
            "\"contacts\": {\"sc\"",
            "\"contacts\": {\"見本\"",
            "class.contacts",
            Rule::Identifier,
        ),
        ("\"id\": 3", "\"id\": 1", "class.students[1].id", Rule::Duplicate),
        (
            "[2, 0, 1]",
            "[1000, 0, 1]",
            "class.students[1].number[0]",
            Rule::Range { least: 1, most: 999 },
        ),
        (
            "\"version\": \"1.1\", \"checksum\": \"4e5f6a7b\"",
            "\"version\": \"1.0\", \"checksum\": \"0a1b2c3d\"",
            "rounds[2]",
            Rule::Duplicate,
        ),
        (
            "{\"student\": 1, \"on\"",
            "{\"student\": 2, \"on\"",
            "rounds[1].codes",
            Rule::NoStudent,
        ),
        ("\"4T5-222-N\"", "\"4T5-222-X\"", "rounds[1].codes", Rule::Code),
        (
            "{\"student\": 3, \"gut\"",
            "{\"student\": 1, \"gut\"",
            "rounds[1].sheets[1].student",
            Rule::Duplicate,
        ),
        (
            "{\"student\": 3, \"gut\"",
            "{\"student\": 2, \"gut\"",
            "rounds[1].sheets[1].student",
            Rule::NoStudent,
        ),
        (
            "\"gut\": [true",
            "\"gut\": [false",
            "rounds[1].sheets[0].gut[0]",
            Rule::Word,
        ),
        (
            "\"count 4\"",
            "\"count 401\"",
            "rounds[1].sheets[0].answers.A1[0]",
            Rule::Range { least: 0, most: 400 },
        ),
        (
            "\"C2\": ",
            "\"C1\": ",
            "rounds[1].sheets[0].answers.C1",
            Rule::Duplicate,
        ),
        (
            "\"removed\": [2]",
            "\"removed\": [1]",
            "removed[0]",
            Rule::Duplicate,
        ),
        (
            "\"removed\": [2]",
            "\"removed\": [2], \"app\": 1",
            "$",
            Rule::UnknownField,
        ),
        (
            "\"922-222-Y\"",
            "\"922-222-Y\", \"922-222-Y\"",
            "retired_codes[1]",
            Rule::Duplicate,
        ),
    ];
    for (from, to, place, rule) in cases {
        let place = if place == "$" && rule == Rule::Missing {
            String::new()
        } else {
            place.to_owned()
        };
        let (found, fault) = fault_of(&golden_2_with(from, to));
        if !place.is_empty() {
            assert_eq!(found, place, "{from} → {to}");
        }
        assert_eq!(fault, rule, "{from} → {to}");
    }
}

#[test]
fn every_rule_of_the_disposal_log_is_kept_and_its_place_named() {
    use FileRule as Rule;
    for (from, to, place, rule) in [
        ("\"keys\"", "\"names\"", "rounds[1].disposed[0].what", Rule::Word),
        ("2032-04-01", "2032-04-31", "rounds[1].disposed[0].on", Rule::Day),
        (
            "\"count\": 1, \"years\": 5",
            "\"count\": 1, \"years\": 31",
            "rounds[1].disposed[0].years",
            Rule::Range { least: 0, most: 30 },
        ),
        (
            "\"2028-04-05\", \"count\": 33",
            "\"2028-04-03\", \"count\": 34",
            "rounds[0].disposed[1]",
            Rule::Duplicate,
        ),
    ] {
        assert!(GOLDEN_2_DISPOSED.contains(from), "{from}");
        let found = fault_of(&GOLDEN_2_DISPOSED.replacen(from, to, 1));
        assert_eq!(found, (place.to_owned(), rule));
    }
}

#[test]
fn a_document_without_a_ledger_cannot_be_written() {
    let mut document = decode(GOLDEN_2.as_bytes()).unwrap();
    document.ledger = Default::default();
    assert!(encode(&document).is_err());
}

#[test]
fn an_answer_costs_as_few_bytes_as_the_format_says() {
    let mut document = decode(GOLDEN_2.as_bytes()).unwrap();
    let before = encode(&document).unwrap().len();
    let field = Field::Sheet(crate::domain::roster::StudentId(3), Line::Answer("Q5".into()));
    let registers = document.ledger.rounds.values_mut().next().unwrap();
    let answer = registers
        .get(&Field::Sheet(
            crate::domain::roster::StudentId(3),
            Line::Answer("Q3".into()),
        ))
        .unwrap()
        .clone();
    registers.insert(field, answer);
    assert!(encode(&document).unwrap().len() - before <= 18);
}
