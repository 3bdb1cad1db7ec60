//! The document file holds what it was given, and refuses everything else with a place and a reason. What is read here is
//! the first format; `second` has what is particular to the second.

mod golden;
mod second;
mod third;

use proptest::prelude::*;

use super::*;
use crate::domain::testing::documents;
use crate::format::checked::{FileRule, Wanted};

/// Written by hand for this format; it is never made anew, so that old files stay readable.
const GOLDEN: &str = include_str!("../../../../tests/fixtures/golden/document-1.json");
/// Written by hand for the second format; never made anew either.
const GOLDEN_2: &str = include_str!("../../../../tests/fixtures/golden/document-2.json");
/// Written by hand for the third format; never made anew either.
const GOLDEN_3: &str = include_str!("../../../../tests/fixtures/golden/document-3.json");
/// Written by hand when disposal came; never made anew either.
const GOLDEN_2_DISPOSED: &str = include_str!("../../../../tests/fixtures/golden/document-2-disposed.json");

fn fault_of(text: &str) -> (String, FileRule) {
    match decode(text.as_bytes()) {
        Err(DocumentError::Fault(FileFault { place, rule })) => (place, rule),
        other => panic!("expected a fault, got {other:?}"),
    }
}

/// The golden document with one text replaced; the text must be there.
fn golden_with(from: &str, to: &str) -> String {
    assert!(GOLDEN.contains(from), "{from}");
    GOLDEN.replacen(from, to, 1)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_document_reads_back_as_it_was_written(document in documents()) {
        let text = encode(&document).unwrap();
        prop_assert_eq!(decode(text.as_bytes()), Ok(document));
    }

    #[test]
    fn a_document_as_the_first_release_wrote_it_reads_back(mut document in documents()) {
        document.revision = document.revision.min(1 << 40);
        let last = document.classroom.students.iter().map(|student| student.id.0).max();
        let text = super::v1::write(&document, last.unwrap_or(0) + 1);
        let typed: super::v1::schema::Document = serde_json::from_str(&text).unwrap();
        let written: serde_json::Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(serde_json::to_value(&typed).unwrap(), written);
        let mut read = decode(text.as_bytes()).unwrap();
        prop_assert_eq!(read.ledger.project().0, super::Document { ledger: Default::default(), ..read.clone() });
        read.ledger = document.ledger.clone();
        prop_assert_eq!(read, document);
    }

    #[test]
    fn what_is_written_is_the_published_format(document in documents()) {
        let text = encode(&document).unwrap();
        let typed: super::v3::schema::Document = serde_json::from_str(&text).unwrap();
        let written: serde_json::Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(serde_json::to_value(&typed).unwrap(), written);
    }

    #[test]
    fn bytes_of_any_kind_are_refused_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(decode(&bytes).is_err());
    }

    #[test]
    fn a_file_with_flipped_bytes_is_refused_or_is_another_document_that_can_be_kept(
        flips in proptest::collection::vec((0..GOLDEN.len(), any::<u8>()), 1..5),
    ) {
        let mut bytes = GOLDEN.as_bytes().to_vec();
        for (place, byte) in flips {
            bytes[place] = byte;
        }
        if let Ok(document) = decode(&bytes) {
            let text = encode(&document).unwrap();
            prop_assert_eq!(decode(text.as_bytes()), Ok(document));
        }
    }
}

#[test]
fn a_file_cut_off_anywhere_is_refused_as_cut_off() {
    let whole = GOLDEN.trim_end();
    for length in (0..whole.len()).step_by(64) {
        let part = &whole.as_bytes()[..length];
        assert!(
            matches!(decode(part), Err(DocumentError::CutOff { .. })),
            "{length}"
        );
    }
}

#[test]
fn a_byte_order_mark_is_no_matter() {
    assert_eq!(
        decode(format!("\u{feff}{GOLDEN}").as_bytes()),
        decode(GOLDEN.as_bytes())
    );
}

#[test]
fn a_file_larger_than_any_document_is_not_looked_at() {
    let bytes = vec![b' '; MAX_FILE_BYTES + 1];
    let error = DocumentError::TooLarge {
        bytes: MAX_FILE_BYTES + 1,
        most: MAX_FILE_BYTES,
    };
    assert_eq!(decode(&bytes), Err(error));
}

#[test]
fn other_files_and_newer_files_are_told_apart() {
    for other in [
        "[]",
        "17",
        "{\"format\":\"kizuki.content/1\"}",
        "{\"format\":1}",
        "{}",
        "{\"format\":\"kizuki.document/0\"}",
    ] {
        assert_eq!(
            decode(other.as_bytes()),
            Err(DocumentError::OtherFormat),
            "{other}"
        );
    }
    let newer = "{\"format\":\"kizuki.document/4\",\"class\":{\"shape\":\"unknown\"}}";
    assert_eq!(decode(newer.as_bytes()), Err(DocumentError::Newer { number: 4 }));
}

#[test]
fn text_that_is_no_json_is_refused_with_line_and_column() {
    let error = decode(b"{\n  \"format\": oops\n}");
    assert_eq!(error, Err(DocumentError::Syntax { line: 2, column: 13 }));
}

#[test]
fn a_wrong_shape_is_named_by_its_place_and_the_file_is_never_quoted() {
    use FileRule as Rule;
    let cases = [
        ("\"next_student\": 4,", "", "next_student", Rule::Missing),
        (
            "\"next_student\": 4,",
            "\"next_student\": null,",
            "next_student",
            Rule::Missing,
        ),
        (
            "\"next_student\": 4",
            "\"next_student\": \"見本\"",
            "next_student",
            Rule::Type {
                wanted: Wanted::Whole,
            },
        ),
        (
            "\"next_student\": 4",
            "\"next_student\": 4.5",
            "next_student",
            Rule::Type {
                wanted: Wanted::Whole,
            },
        ),
        (
            "\"number\": 1,",
            "\"number\": 1, \"number\": 1,",
            "class.students[0].number",
            Rule::Duplicate,
        ),
        (
            "\"number\": 1,",
            "\"number\": 1, \"見本\": 1,",
            "class.students[0]",
            Rule::UnknownField,
        ),
        (
            "\"name\": \"見本 あおい\"",
            "\"name\": 7",
            "class.students[0].name",
            Rule::Type { wanted: Wanted::Text },
        ),
        (
            "\"gut\": true",
            "\"gut\": 1",
            "rounds[1].responses[0].gut",
            Rule::Type { wanted: Wanted::Flag },
        ),
        (
            "[\"advice\"]",
            "\"advice\"",
            "rounds[1].responses[0].decision.asks",
            Rule::Type { wanted: Wanted::List },
        ),
        (
            "{\"Q3\": \"0\"}",
            "[]",
            "rounds[0].responses[0].answers",
            Rule::Type {
                wanted: Wanted::Object,
            },
        ),
        (
            "\"consent\": \"given\"",
            "\"consent\": \"見本\"",
            "rounds[1].responses[0].decision.consent",
            Rule::Word,
        ),
        (
            "\"format\": \"kizuki.document/1\",",
            "\"format\": \"kizuki.document/1\", \"app\": 1,",
            "$",
            Rule::UnknownField,
        ),
    ];
    for (from, to, place, rule) in cases {
        assert_eq!(
            fault_of(&golden_with(from, to)),
            (place.to_owned(), rule),
            "{from} → {to}"
        );
    }
}

#[test]
fn every_rule_is_kept_and_its_place_named() {
    use FileRule as Rule;
    let code = crate::domain::case_code::CaseCode::from_random(7).to_string();
    let cases = [
        (
            "\"A1\": \"count 4\"",
            "\"A1\": \"count 401\"",
            "rounds[1].responses[0].answers.A1",
            Rule::Range { least: 0, most: 400 },
        ),
        (
            "\"A1\": \"count 4\"",
            "\"A1\": \"4日\"",
            "rounds[1].responses[0].answers.A1",
            Rule::Answer,
        ),
        (
            "\"A1\": \"count 4\"",
            "\"A1\": \"+4\"",
            "rounds[1].responses[0].answers.A1",
            Rule::Answer,
        ),
        (
            "\"A1\": \"count 4\"",
            "\"A1\": \"04\"",
            "rounds[1].responses[0].answers.A1",
            Rule::Answer,
        ),
        (
            "\"A1\": \"count 4\"",
            "\"A1\": \"256\"",
            "rounds[1].responses[0].answers.A1",
            Rule::Answer,
        ),
        (
            "\"A1\": \"count 4\"",
            "\"A1\": \"\"",
            "rounds[1].responses[0].answers.A1",
            Rule::Answer,
        ),
        (
            "\"C1\": \"2\"",
            "\"A1\": \"2\"",
            "rounds[1].responses[0].answers.A1",
            Rule::Duplicate,
        ),
        (
            "\"C1\": \"2\"",
            "\"見本 あおい\": \"2\"",
            "rounds[1].responses[0].answers",
            Rule::Identifier,
        ),
        (
            "\"student\": 3",
            "\"student\": 2",
            "rounds[0].responses[0].student",
            Rule::NoStudent,
        ),
        (
            "\"began\": \"2026-06-10\"",
            "\"began\": \"2026-06-31\"",
            "rounds[0].began",
            Rule::Day,
        ),
        (
            "\"met\": \"2026-11\"",
            "\"met\": \"2026-13\"",
            "rounds[1].responses[0].decision.met",
            Rule::Month,
        ),
        (
            "\"school\", \"agency\"",
            "\"school\", \"school\"",
            "rounds[1].responses[0].decision.directions[1]",
            Rule::Duplicate,
        ),
        (
            "\"school\", \"agency\"",
            "",
            "rounds[1].responses[0].decision.directions",
            Rule::Empty,
        ),
        (
            "\"told_management\"",
            "\"\"",
            "rounds[1].responses[0].cards.life.actions[0]",
            Rule::Identifier,
        ),
        (
            "\"id\": 2, \"label\"",
            "\"id\": 1, \"label\"",
            "rounds[1].id",
            Rule::Duplicate,
        ),
        (
            "\"grade\": \"P5\"",
            "\"grade\": \"P7\"",
            "class.grade",
            Rule::Grade,
        ),
        (
            "\"number\": 2",
            "\"number\": 1",
            "class.students[1].number",
            Rule::Duplicate,
        ),
        (
            "\"number\": 2",
            "\"number\": 0",
            "class.students[1].number",
            Rule::Range { least: 1, most: 999 },
        ),
        ("\"id\": 3", "\"id\": 1", "class.students[1].id", Rule::Duplicate),
        (
            "\"next_student\": 4",
            "\"next_student\": 3",
            "next_student",
            Rule::NextStudent,
        ),
        ("\"round\": 2", "\"round\": 9", "keys[0].round", Rule::NoRound),
        (
            "\"class_name\": \"1\"",
            "\"class_name\": \"123456789\"",
            "class.class_name",
            Rule::TooLong { found: 9, most: 8 },
        ),
    ];
    for (from, to, place, rule) in cases {
        assert_eq!(
            fault_of(&golden_with(from, to)),
            (place.to_owned(), rule),
            "{from} → {to}"
        );
    }
    let retired = format!("\"retired_codes\": [\"{code}\", \"{code}\"]");
    let twice = golden_with(&format!("\"retired_codes\": [\"{code}\"]"), &retired);
    assert_eq!(fault_of(&twice), ("retired_codes[1]".to_owned(), Rule::Duplicate));
    let misread = golden_with(&code, "222-222-3");
    assert_eq!(fault_of(&misread), ("retired_codes[0]".to_owned(), Rule::Code));
}

#[test]
fn a_file_name_tells_the_day_and_nothing_of_the_class() {
    let day = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
    assert_eq!(file_name(day, false), "kizuki-2026-11-02.json");
    assert_eq!(file_name(day, true), "kizuki-2026-11-02.age");
}

#[test]
fn the_published_schema_is_the_one_of_this_format() {
    for (number, mut schema) in [
        (1, schemars::schema_for!(super::v1::schema::Document)),
        (2, schemars::schema_for!(super::v2::schema::Document)),
        (3, schemars::schema_for!(super::v3::schema::Document)),
    ] {
        let path = format!(
            "{}/public/schemas/document-{number}.json",
            env!("CARGO_MANIFEST_DIR")
        );
        schema.insert("title".to_owned(), format!("kizuki.document/{number}").into());
        if number >= 3 {
            let counts = schema.pointer_mut("/$defs/Attendance/properties").unwrap();
            counts["school_days"] = counts["absent_year"].clone();
            counts["school_days"]["description"] = "授業日数 in the window.".into();
        }
        let expected = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        if std::env::var_os("KIZUKI_UPDATE_SCHEMAS").is_some() {
            std::fs::create_dir_all(std::path::Path::new(&path).parent().unwrap()).unwrap();
            std::fs::write(&path, &expected).unwrap();
        }
        let published = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            published == expected,
            "run KIZUKI_UPDATE_SCHEMAS=1 cargo test schema"
        );
    }
}
