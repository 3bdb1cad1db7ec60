//! Rules about texts and lists, each at its boundary.

use super::*;
use serde_json::json;

fn text(ja: &str) -> Value {
    json!({ "ja": ja, "en": "x" })
}

#[test]
fn texts_are_given_in_both_languages_and_are_not_too_long() {
    assert_fault(
        |c| c["areas"][0]["label"]["en"] = json!(" "),
        "areas[0].label.en",
        ContentRule::Empty,
    );
    assert_fault(
        |c| {
            c["areas"][0]["label"].as_object_mut().unwrap().remove("en");
        },
        "areas[0].label.en",
        ContentRule::Missing,
    );
    assert_fine(|c| c["items"][0]["label"] = json!({ "ja": "あ".repeat(24), "en": "a".repeat(48) }));
    let found = faults(|c| c["items"][0]["label"] = json!({ "ja": "あ".repeat(25), "en": "a".repeat(49) }));
    let long = |found, most| ContentRule::TooLong { found, most };
    let expected = [
        ("items[0].label.ja".to_owned(), long(25, 24)),
        ("items[0].label.en".to_owned(), long(49, 48)),
    ];
    assert_eq!(found, expected);
    assert_fault(
        |c| c["areas"][0]["short"] = text("七文字は長すぎ"),
        "areas[0].short.ja",
        long(7, 6),
    );
    assert_fault(
        |c| c["about"] = text(&"あ".repeat(401)),
        "about.ja",
        long(401, 400),
    );
    assert_fault(
        |c| c["contacts"][0]["phone"] = json!("1".repeat(61)),
        "contacts[0].phone",
        long(61, 60),
    );
}

#[test]
fn texts_have_no_characters_that_nobody_sees() {
    for character in [
        '\n',
        '\u{7}',
        '\u{85}',
        '\u{200b}',
        '\u{202e}',
        '\u{2066}',
        '\u{feff}',
        '\u{e0041}',
    ] {
        let code = character.into();
        assert_fault(
            |c| c["areas"][0]["label"] = text(&format!("出欠{character}登校")),
            "areas[0].label.ja",
            ContentRule::Invisible { code },
        );
    }
    assert_fault(
        |c| c["contacts"][0]["phone"] = json!("11\u{202e}0"),
        "contacts[0].phone",
        ContentRule::Invisible { code: 0x202e },
    );
    // Variant forms of characters in names are seen.
    assert_fine(|c| c["areas"][0]["label"] = text("辻\u{e0100}"));
}

#[test]
fn lists_are_neither_empty_nor_endless() {
    assert_fault(
        |c| c["areas"] = json!([]),
        "areas",
        ContentRule::TooFew { found: 0, least: 1 },
    );
    let too_many = json!(vec![text("x"); 201]);
    assert_fault(
        |c| c["release_questions"] = too_many,
        "release_questions",
        ContentRule::TooMany {
            found: 201,
            most: 200,
        },
    );
    assert_fine(|c| c["release_questions"] = json!(vec![text("x"); 200]));
    assert_fault(
        |c| c["cards"][0]["actions"] = json!([]),
        "cards[0].actions",
        ContentRule::TooFew { found: 0, least: 1 },
    );
    assert_fault(
        |c| c["cards"][0]["steps"] = json!([]),
        "cards[0].steps",
        ContentRule::TooFew { found: 0, least: 1 },
    );
}
