//! `kizuki score`: a table of answers, one line of JSON for each student.

use super::check;
use super::files::Sources;
use crate::domain::checklist::{Checklist, LevelIndex};
use crate::domain::limits::{MAX_CONTENT_BYTES, MAX_FILE_BYTES};
use crate::domain::roster::Grade;
use crate::domain::scoring::{Ground, LevelState, Outcome, ScoreOutcome, Scorer, Truth};
use crate::format::answers::{AnswersError, read_answers};
use crate::format::content::read_content;
use crate::format::json_writer::JsonWriter;
use crate::text::answers::{explain_answer_fault, explain_answers};
use crate::text::fill;
use crate::text::native::NativeText;

/// What scoring a table gives.
pub(super) enum Scored {
    /// One line for each row of the table.
    Rows(String),
    /// Everything to put right in the content or the table; nothing is scored.
    Faults(String),
}

/// Scores a table of answers by a content document.
///
/// # Errors
/// A file cannot be read, as a sentence.
pub(super) fn run(
    content: &str,
    answers: &str,
    grade: Option<Grade>,
    sources: &mut Sources<'_>,
) -> Result<Scored, String> {
    let locale = sources.locale;
    let words = NativeText::of(locale);
    let in_file = |file: &str, lines: Vec<String>| {
        let lines = lines.into_iter().map(|line| format!("{file}: {line}\n"));
        Ok(Scored::Faults(lines.collect()))
    };
    let checklist = match read_content(&sources.bytes(content, MAX_CONTENT_BYTES + 1)?) {
        Ok(checklist) => checklist,
        Err(error) => return in_file(content, check::faults(&error, locale)),
    };
    let checklist = match grade {
        Some(grade) => checklist.for_grade(grade),
        None => checklist,
    };
    let text = sources.text(answers, MAX_FILE_BYTES)?;
    let rows = match read_answers(text.as_str(), &checklist) {
        Ok(rows) => rows,
        Err(error) => {
            let mut lines = vec![explain_answers(&error, locale)];
            if let AnswersError::Faults(found) = &error {
                lines.extend(
                    found
                        .faults
                        .iter()
                        .map(|fault| explain_answer_fault(fault, locale)),
                );
                if found.left_out > 0 {
                    lines.push(fill(words.left_out, &[("n", &found.left_out)]));
                }
            }
            return in_file(answers, lines);
        }
    };
    let mut lines = String::new();
    let scorer = Scorer::new(&checklist);
    for row in rows {
        let outcome = scorer.score(&row.response, None);
        lines.push_str(&line(&checklist, &row.id, &outcome));
        lines.push('\n');
    }
    Ok(Scored::Rows(lines))
}

/// What the rules say of one student, as one line of JSON. docs/native.md says what each field means.
fn line(checklist: &Checklist, id: &str, outcome: &Outcome) -> String {
    let mut json = JsonWriter::default();
    json.object();
    json.name("id").text(id);
    json.name("level").object();
    match outcome.level {
        LevelState::Level(level) => level_id(&mut json, "id", checklist, level),
        LevelState::Insufficient => json.name("id").null(),
    }
    level_id(&mut json, "low", checklist, outcome.lowest);
    level_id(&mut json, "high", checklist, outcome.highest);
    json.end_object();
    json.name("form").text(match outcome.ground {
        Ground::Short => "short",
        Ground::Full => "full",
    });
    json.name("gate");
    match checklist.gate {
        Some(_) => {
            json.object();
            truth(&mut json, outcome.gate);
            json.end_object();
        }
        None => json.null(),
    }
    json.name("urgent").flag(outcome.urgent);
    json.name("notices").list();
    for notice in &outcome.notices {
        json.object();
        if let Some(rule) = checklist.notices.get(notice.notice) {
            json.name("id").text(rule.id.as_str());
        }
        truth(&mut json, notice.truth);
        json.end_object();
    }
    json.end_list();
    json.name("unknown").number(count(outcome.unknown));
    json.name("blank").number(count(outcome.blank));
    json.name("scores").object();
    for (rule, score) in checklist.scores.iter().zip(&outcome.scores) {
        json.name(rule.id.as_str());
        write_score(&mut json, score);
    }
    json.end_object();
    json.end_object();
    json.finish()
}

fn level_id(json: &mut JsonWriter, name: &str, checklist: &Checklist, level: LevelIndex) {
    json.name(name);
    match checklist.levels.get(level) {
        Some(level) => json.text(level.id.as_str()),
        None => json.null(),
    }
}

fn truth(json: &mut JsonWriter, truth: Truth) {
    json.name("now").flag(truth.now);
    json.name("surely").flag(truth.surely);
    json.name("possibly").flag(truth.possibly);
}

/// One score; `null` where nothing of it applies to the student.
fn write_score(json: &mut JsonWriter, score: &ScoreOutcome) {
    if !score.applies {
        return json.null();
    }
    json.object();
    json.name("value");
    match score.value {
        Some(value) => json.decimal(value),
        None => json.null(),
    }
    json.name("low").decimal(score.span.low);
    json.name("high").decimal(score.span.high);
    json.name("band");
    match score.step {
        Some(step) => json.number(count(step)),
        None => json.null(),
    }
    json.end_object();
}

fn count(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
