//! What is particular to the third format: the content documents of the rounds.

use std::sync::Arc;

use super::*;
use crate::domain::checklist::ContentStamp;
use crate::domain::limits::{MAX_KEPT_CONTENT_BYTES, MAX_KEPT_CONTENTS_BYTES, MAX_ROUNDS};
use crate::format::content::{built_in, built_in_text, checksum};

/// The checksum of the content in the golden file.
const CHECKSUM: &str = "0136b9da";

fn golden_3_with(from: &str, to: &str) -> String {
    assert!(GOLDEN_3.contains(from), "{from}");
    GOLDEN_3.replacen(from, to, 1)
}

#[test]
fn every_rule_of_the_contents_is_kept_and_its_place_named() {
    use FileRule as Rule;
    let named = format!("\"version\": \"1.1\", \"checksum\": \"{CHECKSUM}\"}},\n      \"text\"");
    let other = named.replace("1.1", "1.2");
    let cases = [
        (
            named.as_str(),
            other.as_str(),
            "contents[0].content",
            Rule::NoRound,
        ),
        (
            "\"contents\": [",
            "\"contents\": [17, ",
            "contents[0]",
            Rule::Type {
                wanted: Wanted::Object,
            },
        ),
        ("\"contents\": [", "\"content\": [", "$", Rule::UnknownField),
        (
            "\"text\": \"",
            "\"text\": 1, \"was\": \"",
            "contents[0]",
            Rule::UnknownField,
        ),
    ];
    for (from, to, place, rule) in cases {
        assert_eq!(
            fault_of(&golden_3_with(from, to)),
            (place.to_owned(), rule),
            "{from} → {to}"
        );
    }
    let (_, contents) = GOLDEN_3.split_once("\"contents\": [").unwrap();
    let entry = contents
        .trim_end()
        .trim_end_matches(['}', ']', '\n', ' '])
        .to_owned()
        + "}";
    let twice = golden_3_with("\"contents\": [", &format!("\"contents\": [{entry},"));
    assert_eq!(
        fault_of(&twice),
        ("contents[1].content".to_owned(), Rule::Duplicate)
    );
    // The second format has none.
    let second = golden_3_with("kizuki.document/3", "kizuki.document/2");
    assert_eq!(fault_of(&second), ("$".to_owned(), Rule::UnknownField));
}

#[test]
fn a_content_that_does_not_fit_its_checksum_is_left_out_and_everything_else_is_there() {
    let changed = decode(golden_3_with("\\\"1.1\\\"", "\\\"1.3\\\"").as_bytes()).unwrap();
    assert!(changed.ledger.contents.is_empty());
    let whole = decode(GOLDEN_3.as_bytes()).unwrap();
    assert_eq!(changed.rounds, whole.rounds);
    // A copy that has it whole brings it back.
    let mut merged = changed;
    assert!(merged.merge(&whole).unwrap().changed);
    assert_eq!(merged, whole);
}

#[test]
fn the_built_in_content_reads_back_word_for_word_with_its_round() {
    let checklist = built_in().unwrap();
    let mut document = decode(GOLDEN_3.as_bytes()).unwrap();
    let text: Arc<str> = built_in_text().into();
    document.rounds[2].stamp = checklist.stamp.clone();
    document.begin(Default::default(), 1);
    let document = document.with_content(checklist.stamp.clone(), text.clone());
    let written = encode(&document).unwrap();
    let read = decode(written.as_bytes()).unwrap();
    assert_eq!(read.content(&checklist.stamp), Some(&text));
    assert_eq!(read, document);
}

/// A document whose rounds each have a content of so many bytes.
fn with_contents(count: usize, bytes: usize) -> Document {
    let mut document = decode(GOLDEN_3.as_bytes()).unwrap();
    document.rounds.truncate(1);
    document.keys = Default::default();
    let round = document.rounds.remove(0);
    let texts: Vec<(ContentStamp, Arc<str>)> = (0..count)
        .map(|number| {
            // Line breaks are what takes most room in a file.
            let text = format!("{number:08}{}", "\n".repeat(bytes - 8));
            let stamp = ContentStamp {
                id: format!("sample-{number}"),
                version: "1".to_owned(),
                checksum: checksum(text.as_bytes()),
            };
            (stamp, text.into())
        })
        .collect();
    for ((stamp, _), number) in texts.iter().zip(1..) {
        let mut round = round.clone();
        round.id = crate::domain::document::RoundId(number);
        round.stamp = stamp.clone();
        document.rounds.push(round);
    }
    document.begin(Default::default(), 1);
    texts.into_iter().fold(document, |document, (stamp, text)| {
        document.with_content(stamp, text)
    })
}

#[test]
fn contents_up_to_the_limits_are_written_and_read_and_beyond_them_refused() {
    let few = MAX_KEPT_CONTENTS_BYTES / MAX_KEPT_CONTENT_BYTES;
    for (count, bytes, fits) in [
        (few, MAX_KEPT_CONTENT_BYTES, true),
        (MAX_ROUNDS, MAX_KEPT_CONTENTS_BYTES / MAX_ROUNDS, true),
        (1, MAX_KEPT_CONTENT_BYTES + 1, false),
        (few + 1, MAX_KEPT_CONTENT_BYTES, false),
    ] {
        let document = with_contents(count, bytes);
        match encode(&document) {
            Ok(text) => {
                assert!(fits, "{count} of {bytes}");
                assert_eq!(decode(text.as_bytes()), Ok(document));
            }
            Err(error) => {
                let place = format!("contents[{}].text", count - 1);
                assert!(!fits, "{count} of {bytes}: {error}");
                assert!(
                    matches!(&error, DocumentError::Fault(FileFault { place: found, rule: FileRule::TooLong { .. } }) if *found == place),
                    "{error}"
                );
            }
        }
    }
}
