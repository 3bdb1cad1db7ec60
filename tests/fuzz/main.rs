//! Broken input, made by the thousand: every reader of what people bring says what is wrong or gives something that can be
//! relied on, and never panics.
//!
//! Inputs come from a small mutator over sound files, drawn from a seed, so that a failure can be had again:
//! `KIZUKI_FUZZ_SEED=… cargo test --test fuzz`. By default a fixed number of cases is tried; with
//! `KIZUKI_FUZZ_SECONDS=60` each reader is tried for so long (`./dev bench` does).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "allowed in tests by clippy.toml, which does not know the helpers of these"
)]

mod mutate;

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use kizuki::domain::calibration::{Calibration, ClassAnswers, cut_offs, put};
use kizuki::domain::checklist::{Checklist, Form};
use kizuki::domain::fairness::{Sheet, findings};
use kizuki::domain::locale::Locale;
use kizuki::domain::response::{Answer, Response};
use kizuki::domain::roster::{Grade, StudentId};
use kizuki::domain::sample::sample_document;
use kizuki::domain::scoring::{LevelState, Outcome, explain, score};
use kizuki::format::answers::{AnswersError, read_answers};
use kizuki::format::content::{ContentError, draft, read_content, warnings};
use kizuki::format::document;
use kizuki::format::roster_table::read_roster;
use kizuki::format::text_encoding::decode_text;
use kizuki::text::answers::{explain_answer_fault, explain_answers};
use kizuki::text::content::{explain_content, explain_fault, explain_warning};

use mutate::{Draw, broken_bytes, broken_json};

/// Runs a case again and again: so many times, or for so long as `KIZUKI_FUZZ_SECONDS` says. A failure shows the seed of
/// its case, with which it comes first.
fn fuzz(name: &str, cases: u64, mut case: impl FnMut(&mut Draw)) {
    let number = |name: &str| {
        std::env::var(name)
            .ok()
            .and_then(|value| value.parse::<u64>().ok())
    };
    let first = number("KIZUKI_FUZZ_SEED").unwrap_or(20_261_120);
    let until = number("KIZUKI_FUZZ_SECONDS").map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut done = 0;
    while until.map_or(done < cases, |until| Instant::now() < until) {
        let seed = first.wrapping_add(done);
        // Captured, and shown where the case fails.
        eprintln!("{name}: KIZUKI_FUZZ_SEED={seed}");
        case(&mut Draw::new(seed));
        done += 1;
    }
    assert!(done > 0, "no case was tried");
}

fn project(path: &str) -> Vec<u8> {
    std::fs::read(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn contents() -> Vec<Vec<u8>> {
    let small = ["srss", "srss-ie12", "saebrs", "sdq", "psc-17", "joined"];
    let mut contents: Vec<Vec<u8>> = small
        .iter()
        .map(|name| project(&format!("tests/fixtures/content/{name}.json")))
        .collect();
    contents.push(project("src/format/content/default.json"));
    contents
}

/// Any answers, those the content does not have among them.
fn answers(checklist: &Checklist, draw: &mut Draw) -> Response {
    let mut response = Response {
        gut: draw.one_in(6),
        ..Response::default()
    };
    let dense = 1 + draw.below(4);
    for item in &checklist.items {
        let answer = match draw.below(8 + dense) {
            0 => Answer::Unknown,
            1 => Answer::NotApplicable,
            2 => Answer::Count(draw.below(70_000).min(65_535) as u16),
            3 => Answer::Option(draw.below(256) as u8),
            4..=6 => Answer::Option(draw.below(item.options.len()) as u8),
            _ => continue,
        };
        response.answers.insert(item.id.clone(), answer);
    }
    if draw.one_in(3) {
        response.attendance.absent = Some(draw.below(500) as u16);
        response.attendance.school_days = Some(draw.below(30) as u16);
    }
    response
}

/// What every content that is accepted promises, whatever is answered.
fn assert_scored(checklist: &Checklist, response: &Response, outcome: &Outcome) {
    assert_eq!(outcome.scores.len(), checklist.scores.len());
    for score in &outcome.scores {
        assert!(score.span.low.is_finite() && score.span.high.is_finite());
        assert!(score.span.low <= score.span.high);
        assert!((0.0..=1.0).contains(&score.answered));
        if let Some(value) = score.value {
            assert!((score.span.low..=score.span.high).contains(&value));
        }
    }
    assert!(outcome.lowest <= outcome.highest && outcome.highest < checklist.levels.len());
    if let LevelState::Level(level) = outcome.level {
        assert!((outcome.lowest..=outcome.highest).contains(&level));
    }
    explain(checklist, response, outcome, None);
}

/// Works with a content as the app does.
fn use_content(checklist: &Checklist, draw: &mut Draw) {
    let grade = *draw.pick(&Grade::ALL);
    let graded = checklist.for_grade(grade);
    let responses: Vec<Response> = (0..12).map(|_| answers(&graded, draw)).collect();
    let outcomes: Vec<Outcome> = responses
        .iter()
        .map(|response| score(&graded, response, None))
        .collect();
    for (response, outcome) in responses.iter().zip(&outcomes) {
        assert_scored(&graded, response, outcome);
        assert_scored(&graded, response, &score(&graded, response, outcomes.first()));
    }
    let sheets: Vec<Sheet<'_>> = responses
        .iter()
        .zip(&outcomes)
        .zip(1..)
        .map(|((response, outcome), id)| Sheet {
            student: StudentId(id),
            response,
            outcome,
        })
        .collect();
    findings(&graded, &sheets, &[]);
    let students = (1..)
        .zip(&responses)
        .map(|(number, response)| (number, response, None));
    let class = ClassAnswers {
        grade,
        students: students.collect(),
    };
    let calibration = Calibration::new(checklist, vec![class]);
    let mut changed = checklist.clone();
    for cut_off in cut_offs(checklist, &[grade]) {
        if draw.one_in(3) {
            put(&mut changed, &cut_off, draw.below(200) as f64 - 50.0);
        }
    }
    let trial = calibration.trial(&changed);
    let all: usize = trial.after.levels.iter().sum::<usize>() + trial.after.insufficient;
    assert_eq!(all, responses.len());
    for index in 0..checklist.scores.len() {
        let histogram = calibration.histogram(index);
        assert_eq!(
            histogram.counted() + histogram.no_value + histogram.not_applicable,
            responses.len()
        );
    }
}

/// A content is refused with reasons, or it can be used, written and read again.
fn try_content(bytes: &[u8], draw: &mut Draw) -> bool {
    match read_content(bytes) {
        Ok(checklist) => {
            for warning in warnings(&checklist).warnings {
                assert!(!explain_warning(&warning, Locale::Ja).is_empty());
            }
            let again = draft::write(&draft::open(bytes).unwrap());
            let mut again = read_content(again.as_bytes()).unwrap();
            again.stamp.checksum.clone_from(&checklist.stamp.checksum);
            assert!(again == checklist, "a content that is written reads as another");
            use_content(&checklist, draw);
            true
        }
        Err(error) => {
            assert!(!explain_content(&error, Locale::En).is_empty());
            if let ContentError::Faults(found) = error {
                assert!(!found.faults.is_empty() && found.faults.len() <= 100);
                for fault in &found.faults {
                    assert!(!explain_fault(fault, Locale::Ja).is_empty());
                }
            }
            false
        }
    }
}

#[test]
fn a_content_broken_anyhow_is_refused_with_reasons_or_can_be_relied_on() {
    let seeds = contents();
    let mut accepted = 0;
    fuzz("content", 400, |draw| {
        let bytes = draw.pick(&seeds).clone();
        let broken = if draw.one_in(3) {
            let other = draw.pick(&seeds).clone();
            broken_bytes(bytes, &other, draw)
        } else {
            broken_json(&bytes, draw)
        };
        accepted += u32::from(try_content(&broken, draw));
    });
    assert!(
        accepted > 0,
        "the mutator breaks everything, so nothing behind the reader was tried"
    );
}

#[test]
fn sound_contents_score_whatever_is_answered() {
    let contents: Vec<Checklist> = contents()
        .iter()
        .map(|bytes| read_content(bytes).unwrap())
        .collect();
    fuzz("answers", 300, |draw| {
        let checklist = draw.pick(&contents).clone();
        use_content(&checklist, draw);
    });
}

#[test]
fn a_table_of_answers_broken_anyhow_is_refused_with_reasons_or_scored() {
    let checklist = read_content(&project("src/format/content/default.json")).unwrap();
    let ids: Vec<&str> = checklist.items.iter().map(|item| item.id.as_str()).collect();
    let mut sound = format!("id,gut,{}\r\n", ids.join(","));
    for row in 0..6 {
        let cells: Vec<&str> = (0..ids.len())
            .map(|at| ["0", "1", "?", "-", ""][(row + at) % 5])
            .collect();
        sound.push_str(&format!("s{row},,{}\r\n", cells.join(",")));
    }
    assert!(read_answers(&sound, &checklist).is_ok());
    let other = "\"a\nb\",?,-,,9999999999999,1e5,０１,\u{feff}id,gut\r\n".as_bytes();
    fuzz("table", 600, |draw| {
        let broken = broken_bytes(sound.clone().into_bytes(), other, draw);
        let text = String::from_utf8_lossy(&broken);
        match read_answers(&text, &checklist) {
            Ok(rows) => {
                for row in &rows {
                    assert!(!row.id.is_empty());
                    let outcome = score(&checklist, &row.response, None);
                    assert_scored(&checklist, &row.response, &outcome);
                }
            }
            Err(error) => {
                assert!(!explain_answers(&error, Locale::Ja).is_empty());
                if let AnswersError::Faults(found) = error {
                    assert!(!found.faults.is_empty() && found.faults.len() <= 100);
                    for fault in &found.faults {
                        assert!(!explain_answer_fault(fault, Locale::En).is_empty());
                    }
                }
            }
        }
    });
}

#[test]
fn a_roster_broken_anyhow_is_refused_or_read() {
    let seeds = ["excel_paste.tsv", "excel_utf8_bom.csv"]
        .map(|name| project(&format!("tests/fixtures/roster/{name}")));
    fuzz("roster", 400, |draw| {
        let (bytes, other) = (draw.pick(&seeds).clone(), draw.pick(&seeds).clone());
        let broken = broken_bytes(bytes, &other, draw);
        let decoded = decode_text(&broken, 1 << 20, |bytes| {
            Some(String::from_utf8_lossy(bytes).into_owned())
        });
        if let Ok(text) = decoded
            && let Ok(preview) = read_roster(&text, &str::to_owned)
        {
            for class in 0..preview.classes.len() {
                if let Ok(import) = preview.import(class) {
                    assert!(!import.students.is_empty());
                }
            }
        }
    });
}

#[test]
fn a_document_broken_anyhow_is_refused_or_reads_again_as_it_was_read() {
    let checklist = read_content(&project("src/format/content/default.json")).unwrap();
    let sample = sample_document(&checklist, NaiveDate::from_ymd_opt(2026, 11, 20).unwrap());
    let mut seeds = ["document-1.json", "document-2.json", "document-2-disposed.json"]
        .map(|name| project(&format!("tests/fixtures/golden/{name}")))
        .to_vec();
    seeds.push(document::encode(&sample).unwrap().into_bytes());
    fuzz("document", 300, |draw| {
        let (bytes, other) = (draw.pick(&seeds).clone(), draw.pick(&seeds).clone());
        let broken = if draw.one_in(2) {
            broken_bytes(bytes, &other, draw)
        } else {
            broken_json(&bytes, draw)
        };
        if let Ok(read) = document::decode(&broken) {
            let written = document::encode(&read).unwrap();
            assert!(document::decode(written.as_bytes()).unwrap() == read);
            // What is shown of it, is shown.
            for round in &read.rounds {
                for response in round.responses.values() {
                    assert_scored(&checklist, response, &score(&checklist, response, None));
                    response.progress(&checklist, Form::Full);
                }
            }
        }
    });
}

#[test]
fn nesting_without_end_and_numbers_without_bounds_are_refused() {
    for open in [
        "[",
        "{\"a\":",
        "{\"format\":\"kizuki.content/1\",\"gate\":{\"not\":",
    ] {
        let deep = open.repeat(200_000);
        assert!(read_content(deep.as_bytes()).is_err());
        assert!(document::decode(deep.as_bytes()).is_err());
    }
    for number in ["1e999", "-1e999", "99999999999999999999999999", "1e-999", "-0"] {
        let text = String::from_utf8(project("src/format/content/default.json")).unwrap();
        for place in ["\"at\": 5", "\"at\": 40", "\"points\": 2", "\"from\": 2"] {
            assert!(text.contains(place), "{place}");
            let (field, _) = place.split_once(": ").unwrap();
            let broken = text.replace(place, &format!("{field}: {number}"));
            try_content(broken.as_bytes(), &mut Draw::new(1));
        }
    }
}
