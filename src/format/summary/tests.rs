use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;
use crate::domain::case_code::CaseCode;
use crate::domain::checklist::Item;
use crate::domain::decision::Consent;
use crate::domain::document::Document;
use crate::domain::response::{Answer, CardRecord};
use crate::domain::roster::{Student, StudentId};
use crate::domain::summary::Choices;
use crate::domain::summary::tests::{choices, content, day, document, released, response};
use crate::format::checked::FileRule;

fn sheet_of(summary: &Summary, checklist: &Checklist) -> Sheet {
    Sheet::of(summary.facts(), checklist, Locale::Ja)
}

#[test]
fn a_summary_reads_back_as_the_sheet_it_was_made_from() {
    let checklist = content();
    let summary = released(&checklist, &document(&checklist), &choices());
    let json = encode(&summary, &checklist);
    assert_eq!(decode(json.as_bytes()), Ok(sheet_of(&summary, &checklist)));
    assert_eq!(
        decode(format!("\u{feff}{json}").as_bytes()),
        Ok(sheet_of(&summary, &checklist))
    );
}

#[test]
fn the_file_is_named_by_its_case_code_alone() {
    let code = CaseCode::from_random(987_654);
    let name = file_name(code);
    let plain = name
        .strip_prefix("kizuki-summary-")
        .and_then(|rest| rest.strip_suffix(".json"))
        .unwrap();
    assert_eq!(plain.len(), 7);
    assert_eq!(CaseCode::parse(plain), Ok(code));
}

/// The sample file with one part replaced.
fn changed(from: &str, to: &str) -> Result<Sheet, SummaryFileError> {
    let checklist = content();
    let summary = released(&checklist, &document(&checklist), &choices());
    let json = encode(&summary, &checklist);
    assert!(json.contains(from), "{from} stands in the file");
    decode(json.replacen(from, to, 1).as_bytes())
}

#[test]
fn what_is_no_summary_is_told_from_what_is_damaged_or_newer() {
    let most = crate::domain::limits::MAX_SUMMARY_BYTES;
    assert_eq!(
        decode(&vec![b' '; most + 1]),
        Err(SummaryFileError::TooLarge {
            bytes: most + 1,
            most
        })
    );
    assert_eq!(
        decode(b"{\"format\":\"kizuki.content/1\"}"),
        Err(SummaryFileError::OtherFormat)
    );
    assert_eq!(decode(b"{}"), Err(SummaryFileError::OtherFormat));
    assert_eq!(decode(b"[1]"), Err(SummaryFileError::OtherFormat));
    assert!(matches!(
        decode(b"name,number"),
        Err(SummaryFileError::Syntax { line: 1, .. })
    ));
    assert_eq!(
        changed("kizuki.summary/1", "kizuki.summary/2"),
        Err(SummaryFileError::Newer { number: 2 })
    );
}

#[test]
fn a_fault_is_reported_with_its_place_and_rule() {
    for (from, to, place, rule) in [
        (
            "\"made\":\"2026-11\"",
            "\"made\":\"2026-13\"",
            "made",
            FileRule::Month,
        ),
        (
            "\"made\":\"2026-11\"",
            "\"made\":\"2026-+1\"",
            "made",
            FileRule::Month,
        ),
        (
            "\"since\":\"2026-09\"",
            "\"since\":\"2026-9\"",
            "tried[0].since",
            FileRule::Month,
        ),
        (
            "\"school\":\"見本北小学校\"",
            "\"school\":\" \"",
            "school",
            FileRule::Empty,
        ),
        ("見本北小学校", "見本北小\u{202e}学校", "school", FileRule::Hidden),
        (
            "放課後の居場所を知りたい",
            &"あ".repeat(41),
            "ask.other",
            FileRule::TooLong { found: 41, most: 40 },
        ),
        (
            "\"id\":\"A\"",
            "\"id\":\"あ\"",
            "areas[0].id",
            FileRule::Identifier,
        ),
        ("\"id\":\"B\"", "\"id\":\"A\"", "areas[1].id", FileRule::Duplicate),
        (
            "\"step\":2",
            "\"step\":4",
            "areas[0].step",
            FileRule::Range { least: 0, most: 3 },
        ),
        (
            "\"community\"",
            "\"school\"",
            "decision.directions[1]",
            FileRule::Duplicate,
        ),
        (
            "\"checksum\":\"",
            "\"checksum\":\"X",
            "content.checksum",
            FileRule::Checksum,
        ),
        ("\"made\"", "\"name\":\"x\",\"made\"", "$", FileRule::UnknownField),
        (
            "\"picture\":\"known\"",
            "\"picture\":\"insufficient\"",
            "areas[0].step",
            FileRule::UnknownField,
        ),
        ("\"trend\":\"", "\"trend\":\"x", "level.trend", FileRule::Word),
    ] {
        let fault = FileFault {
            place: place.to_owned(),
            rule,
        };
        assert_eq!(
            changed(from, to),
            Err(SummaryFileError::Fault(fault)),
            "{from} → {to}"
        );
    }
}

#[test]
fn a_misread_case_code_is_refused() {
    let code = CaseCode::from_random(987_654).to_string();
    let wrong: String = code.chars().rev().collect();
    let refused = changed(&code, &wrong);
    let fault = FileFault {
        place: "code".to_owned(),
        rule: FileRule::Code,
    };
    assert_eq!(refused, Err(SummaryFileError::Fault(fault)));
}

#[test]
fn a_qr_text_reads_back_however_a_reader_types_it() {
    let checklist = content();
    let summary = released(&checklist, &document(&checklist), &choices());
    let text = qr::encode(&summary, &checklist).unwrap();
    let scanned = qr::decode(&text, &checklist).unwrap();
    assert!(scanned.other_on_paper);
    assert_eq!(
        scanned.sheet,
        Sheet {
            other: None,
            ..sheet_of(&summary, &checklist)
        }
    );
    let wide: String = text
        .chars()
        .filter_map(|c| char::from_u32(u32::from(c) + 0xfee0))
        .collect();
    for typed in [
        text.to_lowercase(),
        text.replace(':', "+"),
        format!(" {text}\r\n"),
        wide,
    ] {
        assert_eq!(qr::decode(&typed, &checklist), Ok(scanned.clone()), "{typed}");
    }
}

#[test]
fn a_qr_text_that_does_not_belong_is_refused_with_the_reason() {
    let checklist = content();
    let summary = released(&checklist, &document(&checklist), &choices());
    let text = qr::encode(&summary, &checklist).unwrap();
    assert_eq!(
        qr::decode("https://example.jp", &checklist),
        Err(qr::QrError::OtherText)
    );
    assert_eq!(
        qr::decode(&text.replace("KZK1", "KZK2"), &checklist),
        Err(qr::QrError::Newer)
    );
    let shorter: String = text.chars().take(text.len() - 6).collect();
    assert_eq!(qr::decode(&shorter, &checklist), Err(qr::QrError::Misread));
    let mut other = checklist;
    other.stamp.checksum = "00000000".to_owned();
    let code = summary.facts().code;
    assert_eq!(qr::decode(&text, &other), Err(qr::QrError::OtherContent { code }));
}

#[test]
fn the_published_schema_is_that_of_the_types() {
    let schema = schemars::schema_for!(schema::Summary);
    let json = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/public/schemas/summary-1.json");
    if std::env::var_os("KIZUKI_UPDATE_SCHEMAS").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/public/schemas")).unwrap();
        std::fs::write(path, &json).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        published == json,
        "run the tests with KIZUKI_UPDATE_SCHEMAS=1 and commit {path}"
    );
}

/// Everything about a student that must stay in the school.
#[derive(Clone, Debug)]
struct Secrets {
    students: Vec<(u16, String, String)>,
    class_name: String,
    who: String,
    notes: [String; 2],
    days: [chrono::NaiveDate; 4],
    round_label: String,
}

/// What may leave, as a teacher entered it.
#[derive(Clone, Debug)]
struct Entered {
    answers: Vec<Option<Answer>>,
    gut: bool,
    random: u64,
    school: &'static str,
    other: &'static str,
    supports: Vec<usize>,
    asks: Vec<usize>,
    tried: Vec<(usize, u8)>,
    choices: (bool, bool),
    consent: Consent,
}

/// Characters that stand in no text of the content, so that finding one means a leak.
const FISH: [&str; 14] = [
    "鰯", "鯵", "鮪", "鯖", "鰹", "鱈", "鮎", "鰻", "鯨", "鮭", "ゐ", "ゑ", "ヱ", "ヰ",
];

fn fish(length: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(select(&FISH[..]), length).prop_map(|parts| parts.concat())
}

fn secrets() -> impl Strategy<Value = Secrets> {
    let name = (fish(1..=3), fish(1..=3), select(vec!["", " ", "　"]))
        .prop_map(|(family, given, gap)| format!("{family}{gap}{given}"));
    let reading = ("[ゐゑ]{2,4}", "[ゐゑ]{2,4}").prop_map(|(family, given)| format!("{family} {given}"));
    let note = || fish(2..=40);
    let days = || (1..=27_u32).prop_map(|on| day(&format!("2026-11-{on:02}")));
    (
        prop::collection::vec((1..=999_u16, name, reading), 1..6),
        fish(1..=4),
        note(),
        [note(), note()],
        [days(), days(), days(), days()],
        fish(2..=8),
    )
        .prop_map(|(students, class_name, who, notes, days, round_label)| Secrets {
            students,
            class_name,
            who,
            notes,
            days,
            round_label,
        })
}

fn answer(item: &Item) -> BoxedStrategy<Option<Answer>> {
    let options = u8::try_from(item.options.len()).unwrap_or(1);
    let known = if item.count.is_some() {
        (0..=40_u16).prop_map(Answer::Count).boxed()
    } else {
        (0..options).prop_map(Answer::Option).boxed()
    };
    prop_oneof![
        6 => known.prop_map(Some),
        1 => Just(Some(Answer::Unknown)),
        1 => Just(Some(Answer::NotApplicable)),
        2 => Just(None),
    ]
    .boxed()
}

fn entered(checklist: &Checklist) -> impl Strategy<Value = Entered> + use<> {
    let answers: Vec<_> = checklist.items.iter().map(answer).collect();
    let places = |count: usize| subsequence((0..count).collect::<Vec<_>>(), 0..=count);
    let tried = places(checklist.supports.len()).prop_flat_map(|chosen| {
        chosen
            .into_iter()
            .map(|index| (Just(index), 1..=12_u8))
            .collect::<Vec<_>>()
    });
    let texts = (
        select(vec!["", "北12", "見本市立第二小学校", "A校"]),
        select(vec![
            "",
            "居場所の紹介",
            "就学援助の案内がほしい",
            "家庭訪問に同行してほしい",
        ]),
    );
    (
        (answers, any::<bool>(), any::<u64>(), texts),
        (
            places(checklist.supports.len()),
            places(checklist.asks.len()),
            tried,
        ),
        any::<(bool, bool)>(),
        select(vec![Consent::NotAsked, Consent::Given, Consent::Refused]),
    )
        .prop_map(
            |((answers, gut, random, (school, other)), (supports, asks, tried), choices, consent)| Entered {
                answers,
                gut,
                random,
                school,
                other,
                supports,
                asks,
                tried,
                choices,
                consent,
            },
        )
}

/// A document in which the first student of the class was answered, decided and given a code.
fn build(checklist: &Checklist, secrets: &Secrets, entered: &Entered) -> Document {
    let mut document = document(checklist);
    let [began, by, next_check, on] = secrets.days;
    let class = &mut document.classroom;
    class.school = entered.school.to_owned();
    class.class_name = secrets.class_name.clone();
    class.students = secrets
        .students
        .iter()
        .zip(1..)
        .map(|((number, name, reading), id)| Student {
            id: StudentId(id),
            number: *number,
            name: Some(name.clone()),
            reading: Some(reading.clone()),
        })
        .collect();
    for entry in &mut document.keys.entries {
        (entry.code, entry.on) = (CaseCode::from_random(entered.random), on);
    }
    let ids = |chosen: &[usize]| -> Vec<crate::domain::ids::SupportId> {
        chosen
            .iter()
            .filter_map(|index| checklist.supports.get(*index))
            .map(|s| s.id.clone())
            .collect()
    };
    let sheet = response(&mut document);
    sheet.gut = entered.gut;
    sheet.answers.clear();
    for (item, answer) in checklist.items.iter().zip(&entered.answers) {
        if let Some(answer) = answer {
            sheet.answers.insert(item.id.clone(), *answer);
        }
    }
    for card in &checklist.cards {
        let record = CardRecord {
            actions: card
                .actions
                .iter()
                .take(1)
                .map(|action| action.id.clone())
                .collect(),
            on,
            note: secrets.notes[0].clone(),
        };
        sheet.cards.insert(card.id.clone(), record);
    }
    if let Some(decision) = &mut sheet.decision {
        decision.who = secrets.who.clone();
        decision.note = secrets.notes[1].clone();
        decision.basis.reasons = secrets.notes.to_vec();
        (decision.by, decision.next_check, decision.on) = (Some(by), Some(next_check), on);
        decision.ask_other = entered.other.to_owned();
        decision.consent = entered.consent;
        decision.supports = ids(&entered.supports).into_iter().collect();
        decision.supports.insert(secrets.who.as_str().into());
        decision.asks = entered
            .asks
            .iter()
            .filter_map(|index| checklist.asks.get(*index))
            .map(|ask| ask.id.clone())
            .collect();
        decision.tried = entered
            .tried
            .iter()
            .filter_map(|(index, month)| {
                let since = crate::domain::roster::YearMonth {
                    year: 2026,
                    month: *month,
                };
                Some((checklist.supports.get(*index)?.id.clone(), since))
            })
            .collect();
    }
    if let Some(round) = document.rounds.first_mut() {
        (round.began, round.label) = (began, secrets.round_label.clone());
    }
    document
}

/// Everything that leaves: file, its name, and the QR text.
fn leaving(checklist: &Checklist, document: &Document, entered: &Entered) -> (Summary, [String; 3]) {
    let chosen = Choices {
        grade_band: entered.choices.0,
        school: entered.choices.1,
        ..choices()
    };
    let summary = released(checklist, document, &chosen);
    let json = encode(&summary, checklist);
    let text = qr::encode(&summary, checklist).unwrap();
    let name = file_name(summary.facts().code);
    (summary, [json, name, text])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_of_the_roster_and_no_note_leaves(
        secrets in secrets(),
        entered in entered(&content()),
    ) {
        let checklist = content();
        let (_, leaving) = leaving(&checklist, &build(&checklist, &secrets, &entered), &entered);
        let names = secrets.students.iter().flat_map(|(_, name, reading)| [name, reading]);
        let strings = names
            .chain([&secrets.class_name, &secrets.who, &secrets.round_label])
            .chain(&secrets.notes)
            .flat_map(|text| text.split([' ', '　']).chain([text.as_str()]));
        for string in strings.filter(|string| !string.is_empty()) {
            for text in &leaving {
                prop_assert!(!text.contains(string), "{} in {}", string, text);
            }
        }
    }

    #[test]
    fn what_leaves_does_not_depend_on_who_it_is_about(
        one in secrets(),
        another in secrets(),
        entered in entered(&content()),
    ) {
        let checklist = content();
        let (_, first) = leaving(&checklist, &build(&checklist, &one, &entered), &entered);
        let (_, second) = leaving(&checklist, &build(&checklist, &another, &entered), &entered);
        prop_assert_eq!(first, second);
    }

    #[test]
    fn what_leaves_reads_back_and_fits_the_paper(
        secrets in secrets(),
        entered in entered(&content()),
    ) {
        let checklist = content();
        let (summary, [json, _, text]) = leaving(&checklist, &build(&checklist, &secrets, &entered), &entered);
        let sheet = sheet_of(&summary, &checklist);
        let typed: schema::Summary = serde_json::from_str(&json).unwrap();
        let written: serde_json::Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(serde_json::to_value(&typed).unwrap(), written);
        prop_assert_eq!(decode(json.as_bytes()).unwrap(), sheet.clone());
        let scanned = qr::decode(&text, &checklist).unwrap();
        prop_assert_eq!(scanned.other_on_paper, sheet.other.is_some());
        prop_assert_eq!(scanned.sheet, Sheet { other: None, ..sheet });
        prop_assert!(text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b".-:".contains(&byte)));
        prop_assert!(crate::chart::qr::path(&text).is_some(), "{} characters", text.len());
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), at in 0..4_000_usize, with in any::<char>()) {
        let checklist = content();
        prop_assert!(decode(&bytes).is_err());
        let summary = released(&checklist, &document(&checklist), &choices());
        for text in [encode(&summary, &checklist), qr::encode(&summary, &checklist).unwrap()] {
            let length = text.chars().count();
            let changed: String =
                text.chars().enumerate().map(|(place, c)| if place == at % length { with } else { c }).collect();
            if let Err(error) = decode(changed.as_bytes()) {
                prop_assert!(!error.to_string().is_empty());
            }
            if let Ok(scanned) = qr::decode(&changed, &checklist) {
                prop_assert_eq!(scanned.sheet.code, summary.facts().code);
            }
        }
    }
}
