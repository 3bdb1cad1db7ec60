//! Documents that are broken, huge or meant to do harm: a clear error, or a text that harms nobody.

use super::*;
use crate::domain::limits::MAX_CONTENT_BYTES;
use crate::domain::locale::Locale;
use crate::text::content::explain_content;
use serde_json::json;

/// The built-in content as text, with one thing written differently.
fn text_with(from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(BUILT_IN.to_vec()).unwrap();
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1).into_bytes()
}

/// Where the JSON breaks off.
#[track_caller]
fn assert_no_json(bytes: &[u8]) -> (usize, usize) {
    match read_content(bytes) {
        Err(ContentError::Syntax { line, column }) => (line, column),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_content_of_five_megabytes_is_read_and_one_byte_more_is_refused_unread() {
    let mut bytes = BUILT_IN.to_vec();
    bytes.resize(MAX_CONTENT_BYTES, b' ');
    assert_eq!(read_content(&bytes).map(|content| content.items.len()), Ok(64));
    bytes.push(b' ');
    assert_eq!(
        read_content(&bytes),
        Err(ContentError::TooLarge {
            bytes: MAX_CONTENT_BYTES + 1,
            limit: MAX_CONTENT_BYTES
        })
    );
}

#[test]
fn five_megabytes_of_entries_are_refused_without_listing_them() {
    let long = format!("[{}0]", "0,".repeat(2_000_000));
    let bytes = text_with("\"asks\": [", &format!("\"asks\": {long}, \"was\": ["));
    let Err(ContentError::Faults(found)) = read_content(&bytes) else {
        panic!("no faults")
    };
    let too_many = ContentFault {
        place: "asks".into(),
        rule: ContentRule::TooMany {
            found: 2_000_001,
            most: 200,
        },
    };
    assert!(found.faults.contains(&too_many), "{found:?}");
    assert!(found.faults.len() < 5 && found.left_out == 0);
}

#[test]
fn brackets_in_brackets_a_thousand_deep_are_refused_where_they_get_too_deep() {
    let deep = format!("{}true{}", "{\"not\": ".repeat(1000), "}".repeat(1000));
    let bytes = text_with(
        "\"gate\": {",
        &format!("\"gate\": {{\"not\": {deep}}}, \"was\": {{"),
    );
    let (line, column) = assert_no_json(&bytes);
    assert!(line > 1 && column > 100);
    assert_no_json("[".repeat(100_000).as_bytes());
    // A hundred deep can be read.
    let mut gate = json!({ "gut": true });
    for _ in 0..100 {
        gate = json!({ "not": gate });
    }
    assert_fine(|c| c["gate"] = gate);
}

#[test]
fn numbers_that_are_none_and_numbers_without_end_are_refused() {
    for number in [
        "NaN",
        "Infinity",
        "-Infinity",
        "1e400",
        "-1e400",
        "0x10",
        "01",
        "1.",
        "１",
    ] {
        assert_no_json(&text_with("\"weight\": 2", &format!("\"weight\": {number}")));
    }
    for number in [
        "1e300",
        "-1e300",
        "99999999999999999999999999",
        "-0.0000000000000000000000001",
    ] {
        let read = read_content(&text_with("\"month\": 6", &format!("\"month\": {number}")));
        assert!(matches!(read, Err(ContentError::Faults(_))), "{number}: {read:?}");
    }
    let whole = with(|c| c["rounds"][0]["month"] = json!(6.0)).unwrap();
    assert_eq!(whole.rounds[0].month, 6);
}

#[test]
fn a_field_given_twice_anywhere_is_a_fault_and_never_a_silent_choice() {
    let twice = |from: &str, to: &str| match read_content(&text_with(from, to)) {
        Err(ContentError::Faults(found)) => found,
        other => panic!("{other:?}"),
    };
    for (from, to, place) in [
        ("\"gate\": {", "\"gate\": {\"gut\": true}, \"gate\": {", "gate"),
        (
            "\"format\": \"kizuki.content/1\"",
            "\"format\": \"kizuki.content/1\", \"format\": \"kizuki.content/1\"",
            "format",
        ),
        (
            "\"points\": 3",
            "\"points\": 3, \"points\": 0",
            "scales[0].options[3].points",
        ),
    ] {
        let expected = ContentFault {
            place: place.into(),
            rule: ContentRule::FieldTwice,
        };
        assert_eq!(twice(from, to).faults, [expected], "{place}");
    }
}

#[test]
fn markup_in_a_label_is_a_text_like_any_other() {
    let label = "<img src=x onerror=1>&b";
    let content = with(|c| c["areas"][0]["label"] = json!({ "ja": label, "en": label })).unwrap();
    assert_eq!(
        content.areas[0].label.en, label,
        "it stays as it is; whoever shows it escapes it"
    );
}

#[test]
fn half_characters_and_bytes_that_are_no_text_are_refused() {
    for half in ["\\ud83d", "\\ude00", "\\ude00\\ud83d", "\\u12", "\\x41"] {
        assert_no_json(&text_with(
            "\"ja\": \"出欠・登校\"",
            &format!("\"ja\": \"{half}\""),
        ));
    }
    let whole = read_content(&text_with("\"ja\": \"出欠・登校\"", "\"ja\": \"\\ud842\\udfb7\"")).unwrap();
    assert_eq!(whole.areas[0].label.ja, "𠮷");
    let mut bytes = BUILT_IN.to_vec();
    let place = bytes.len() / 2;
    bytes[place] = 0xff;
    assert_no_json(&bytes);
    assert_no_json(
        &String::from_utf8(BUILT_IN.to_vec())
            .unwrap()
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>(),
    );
}

#[test]
fn names_from_outside_never_come_back_in_a_fault_unless_they_are_plain() {
    let found = faults(|c| {
        c["areas"][0]["score"] = json!("<script>\u{202e}");
        c["areas"][1]["<script>"] = json!(1);
    });
    for (place, rule) in found {
        assert!(
            !format!("{place}{rule:?}").contains("script"),
            "{place}: {rule:?}"
        );
    }
}

#[test]
fn what_breaks_off_is_told_with_its_line_in_both_languages() {
    let error = read_content(b"{\n  \"format\": \"kizuki.content/1\",\n  \"id\": nonsense }").unwrap_err();
    assert!(matches!(error, ContentError::Syntax { line: 3, .. }), "{error:?}");
    assert!(explain_content(&error, Locale::Ja).contains("3行目"));
    assert!(explain_content(&error, Locale::En).contains("line 3"));
}
