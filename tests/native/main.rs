//! The command line as people use it: the built program, its files, its output and its exit status.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "allowed in tests by clippy.toml, which does not know the helpers of these"
)]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use kizuki::domain::limits::MAX_CONTENT_BYTES;
use kizuki::domain::roster::Grade;
use kizuki::domain::scoring::{LevelState, score};
use kizuki::format::answers::read_answers;
use kizuki::format::content::built_in;
use serde_json::Value;

/// Runs the program with this standard input.
fn kizuki(words: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kizuki"))
        .args(words)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its words does not read; what is not read is no fault of the test.
    child.stdin.take().unwrap().write_all(input).unwrap_or_default();
    child.wait_with_output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn project(path: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    path.to_str().unwrap().to_owned()
}

fn content() -> String {
    project("src/format/content/default.json")
}

/// The built-in content with one change.
fn changed(edit: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut json: Value = serde_json::from_slice(&std::fs::read(content()).unwrap()).unwrap();
    edit(&mut json);
    json.to_string().into_bytes()
}

#[test]
fn a_sound_content_is_said_to_be_usable_in_the_language_asked_for() {
    let english = kizuki(&["check", &content()], b"");
    assert_eq!(code(&english), 0, "{}", text(&english.stderr));
    assert!(text(&english.stdout).contains("It can be used."));
    assert!(text(&english.stdout).contains("default-sample"));
    let japanese = kizuki(&["check", "--lang", "ja", &content()], b"");
    assert!(text(&japanese.stdout).contains("使えます。"));
}

#[test]
fn every_fault_of_a_content_is_listed_with_its_place_and_remedy() {
    let broken = changed(|json| {
        json["levels"][1]["when"]["any"][2]["score"]["of"] = "nothing".into();
        json["items"][3]["label"]["en"] = "".into();
    });
    let output = kizuki(&["check", "-"], &broken);
    assert_eq!(code(&output), 1);
    let out = text(&output.stdout);
    assert!(
        out.contains("items[3].label.en: It is empty. Write something."),
        "{out}"
    );
    assert!(
        out.contains("levels[1].when.any[2].score.of: There is no score “nothing”."),
        "{out}"
    );
    let syntax = kizuki(&["check", "-", "--lang=ja"], b"{\"format\": ");
    assert_eq!(code(&syntax), 1);
    assert!(text(&syntax.stdout).contains("1行目の"));
    let huge = kizuki(&["check", "-"], &vec![b' '; MAX_CONTENT_BYTES + 1]);
    assert_eq!(code(&huge), 1);
    assert!(text(&huge.stdout).contains("too large"));
}

#[test]
fn what_a_content_hardly_means_is_said_without_refusing_it() {
    let odd = changed(|json| json["gate"] = serde_json::json!({"score": {"of": "short_sum", "at": 0}}));
    let output = kizuki(&["check", "-"], &odd);
    assert_eq!(code(&output), 0);
    let out = text(&output.stdout);
    assert!(
        out.contains("It can be used, but look at these") && out.contains(": gate"),
        "{out}"
    );
}

#[test]
fn a_table_is_scored_as_the_app_scores_it() {
    let table = "id,Q1,Q2,Q5,Q6,Q7,A1,A2,A4,C1,gut\n\
                 s1,3,0,2,1,1,4,2,?,2,\n\
                 s2,0,0,0,0,0,,,,,\n\
                 s3,,,-,?,0,,,,,1\n";
    let output = kizuki(&["score", &content(), "-", "--grade", "P3"], table.as_bytes());
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let checklist = built_in().unwrap().for_grade(Grade::Elementary(3));
    let rows = read_answers(table, &checklist).unwrap();
    let lines: Vec<Value> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    for (row, line) in rows.iter().zip(&lines) {
        let outcome = score(&checklist, &row.response, None);
        let level = |level: usize| Value::from(checklist.levels[level].id.as_str());
        assert_eq!(line["id"], row.id);
        assert_eq!(line["level"]["low"], level(outcome.lowest));
        assert_eq!(line["level"]["high"], level(outcome.highest));
        assert_eq!(
            line["level"]["id"],
            match outcome.level {
                LevelState::Level(index) => level(index),
                LevelState::Insufficient => Value::Null,
            }
        );
        assert_eq!(line["gate"]["now"], outcome.gate.now);
        assert_eq!(line["urgent"], outcome.urgent);
        assert_eq!(
            (&line["unknown"], &line["blank"]),
            (&outcome.unknown.into(), &outcome.blank.into())
        );
        for (rule, score) in checklist.scores.iter().zip(&outcome.scores) {
            let told = &line["scores"][rule.id.as_str()];
            assert_eq!(told["value"].as_f64(), score.value, "{}", rule.id.as_str());
            assert_eq!(told["low"].as_f64(), Some(score.span.low));
            assert_eq!(told["high"].as_f64(), Some(score.span.high));
            assert_eq!(told["band"].as_u64(), score.step.map(|step| step as u64));
        }
    }
    // Numbers in their shortest form.
    assert!(text(&output.stdout).contains("\"C_short\":{\"value\":75,"));
}

#[test]
fn a_table_with_faults_is_not_scored_at_all_and_says_each_of_them() {
    let output = kizuki(&["score", &content(), "-"], b"id,A4,ZZ\ns1,1,0\ns1,7,0\n");
    assert_eq!((code(&output), text(&output.stdout)), (1, ""));
    let err = text(&output.stderr);
    for said in ["line 1, column 3:", "line 3, column 1:", "line 3, column 2:"] {
        assert!(err.contains(said), "{err}");
    }
    assert!(!err.contains("s1") && !err.contains("7,"), "{err}");
    let mark = [b"\xef\xbb\xbf".as_slice(), b"id,A4\ns1,1\n"].concat();
    assert_eq!(code(&kizuki(&["score", &content(), "-"], &mark)), 0);
    let cp932 = kizuki(&["score", &content(), "-"], b"id,A4\n\x8e\x61,1\n");
    assert_eq!(code(&cp932), 0);
    assert!(text(&cp932.stdout).contains("\u{65ac}"));
    let neither = kizuki(&["score", &content(), "-"], b"id,A4\n\xff\xfe\xfd,1\n");
    assert_eq!(code(&neither), 2);
    assert!(text(&neither.stderr).contains("neither UTF-8 nor Shift_JIS"));
}

#[test]
fn a_roster_is_described_without_a_name_or_a_cell() {
    let roster = "5年1組\r\n番号,氏名,ふりがな,生年月日,架空の欄,欠席\r\n\
                  1,架空 花子,かくう はなこ,2015/05/05,ひみつ,3\r\n\
                  2,例文 太郎,れいぶん たろう,2015/06/06,ひみつ,x\r\n";
    let output = kizuki(&["roster", "-", "--lang", "ja"], roster.as_bytes());
    let out = text(&output.stdout);
    assert_eq!(code(&output), 1, "{out}");
    for said in [
        "UTF-8",
        "見出しの行：2",
        "読み込む（氏名）",
        "捨てる（要らない個人情報）",
        "捨てる（知らない見出し）",
        "4行目: 欠席日数は0以上の整数",
    ] {
        assert!(out.contains(said), "{said}: {out}");
    }
    for kept in ["架空", "例文", "かくう", "太郎", "2015", "ひみつ"] {
        assert!(!out.contains(kept), "{kept}: {out}");
    }
    let sound = kizuki(
        &["roster", &project("tests/fixtures/roster/excel_utf8_bom.csv")],
        b"",
    );
    assert_eq!(code(&sound), 0, "{}", text(&sound.stdout));
    assert!(text(&sound.stdout).contains("students: 35"));
    let exported = kizuki(&["roster", &project("tests/fixtures/roster/c4th_cp932.csv")], b"");
    assert_eq!(code(&exported), 0, "{}", text(&exported.stdout));
    assert!(text(&exported.stdout).contains("Shift_JIS"));
}

#[test]
fn wrong_words_and_files_that_cannot_be_read_end_with_two_and_help_with_nought() {
    for words in [
        &[][..],
        &["check"],
        &["chekc", "x"],
        &["check", "--lang", "fr", "x"],
        &["check", "no/such/file.json"],
        &["score", "-", "-"],
        &["roster", "no/such/file.csv"],
    ] {
        let output = kizuki(words, b"");
        assert_eq!(code(&output), 2, "{words:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty(), "{words:?}");
    }
    let help = kizuki(&["--help"], b"");
    assert_eq!(code(&help), 0);
    for said in [
        "check CONTENT.json",
        "score CONTENT.json ANSWERS.csv",
        "roster FILE",
        "./dev run",
    ] {
        assert!(text(&help.stdout).contains(said), "{said}");
    }
}
