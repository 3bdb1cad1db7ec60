//! Why a table of answers is not scored: every fault with its line and column, the rule, and what to do.

use super::fill;
use crate::domain::limits::{MAX_ANSWER_ID_CHARS, MAX_COUNT};
use crate::domain::locale::Locale;
use crate::format::answers::{AnswerFault, AnswerRule, AnswersError};
use crate::format::records::TableError;

/// What happened and what to do. The faults follow one by one: [`explain_answer_fault`].
pub fn explain_answers(error: &AnswersError, locale: Locale) -> String {
    match error {
        AnswersError::Table(TableError::OpenQuote { line }) => fill(
            pick(
                locale,
                "{line}行目から始まる引用符（\"）が閉じていません。閉じてください。",
                "A quotation mark (\") opened on line {line} is never closed. Close it.",
            ),
            &[("line", line)],
        ),
        AnswersError::Table(TableError::TooManyColumns { line, max }) => fill(
            pick(
                locale,
                "{line}行目の列が{max}を超えています。要らない列を消してください。",
                "Line {line} has more than {max} columns. Remove those that are not needed.",
            ),
            &[("line", line), ("max", max)],
        ),
        AnswersError::Table(TableError::TooManyRows { max }) => fill(
            pick(
                locale,
                "見出しを入れて{max}行を超えています。いくつかの表に分けてください。",
                "There are more than {max} rows with the headings. Split the table.",
            ),
            &[("max", max)],
        ),
        AnswersError::Empty => pick(
            locale,
            "答えの行がありません。見出しの下に、一人一行で書いてください。",
            "There is no row of answers. Write one row per student below the headings.",
        )
        .to_owned(),
        AnswersError::Faults(found) => fill(
            pick(
                locale,
                "直すところが{n}か所あります。何も採点していません。",
                "There are {n} things to put right. Nothing was scored.",
            ),
            &[("n", &(found.faults.len() + found.left_out))],
        ),
    }
}

/// The place of a fault, its rule, and what to do.
pub fn explain_answer_fault(fault: &AnswerFault, locale: Locale) -> String {
    let place = match fault.column {
        Some(column) => fill(
            pick(
                locale,
                "{line}行目{column}列目：",
                "line {line}, column {column}: ",
            ),
            &[("line", &fault.line), ("column", &column)],
        ),
        None => fill(
            pick(locale, "{line}行目：", "line {line}: "),
            &[("line", &fault.line)],
        ),
    };
    place + &explain_rule(&fault.rule, locale)
}

fn explain_rule(rule: &AnswerRule, locale: Locale) -> String {
    match rule {
        AnswerRule::NoIdColumn => pick(
            locale,
            "見出しに id がありません。一人ひとりを区別する列を作ってください。",
            "No heading is id. Add a column that tells the students apart.",
        )
        .to_owned(),
        AnswerRule::UnknownColumn => pick(
            locale,
            "この見出しの項目は内容にありません。つづりを直すか、列を消してください。",
            "The content has no item of this heading. Correct it or remove the column.",
        )
        .to_owned(),
        AnswerRule::ColumnTwice => pick(
            locale,
            "同じ見出しが前にもあります。一つにしてください。",
            "The same heading stands before. Keep one.",
        )
        .to_owned(),
        AnswerRule::Width { found, expected } => fill(
            pick(
                locale,
                "{found}列あります。見出しと同じ{expected}列にしてください。",
                "It has {found} cells. Make it {expected}, as many as there are headings.",
            ),
            &[("found", found), ("expected", expected)],
        ),
        AnswerRule::NoId => pick(
            locale,
            "id が空です。だれの行か書いてください。",
            "The id is empty. Say whose row it is.",
        )
        .to_owned(),
        AnswerRule::IdForm => fill(
            pick(
                locale,
                "id は{most}字まで、改行などを入れずに書いてください。",
                "Write an id of up to {most} characters without line breaks.",
            ),
            &[("most", &MAX_ANSWER_ID_CHARS)],
        ),
        AnswerRule::IdTwice { first } => fill(
            pick(
                locale,
                "{first}行目と同じ id です。別の id にするか、どちらかを消してください。",
                "Line {first} has the same id. Give another, or remove one of the rows.",
            ),
            &[("first", first)],
        ),
        AnswerRule::Points { item, points } => {
            let points: Vec<String> = points.iter().map(u8::to_string).collect();
            fill(
                pick(
                    locale,
                    "{item} の答えは {points} のどれか、?、-、空欄にしてください。",
                    "An answer to {item} is one of {points}, ?, - or empty.",
                ),
                &[("item", &item.as_str()), ("points", &points.join(", "))],
            )
        }
        AnswerRule::Count { item } => fill(
            pick(
                locale,
                "{item} の答えは 0〜{most} の整数、?、-、空欄にしてください。",
                "An answer to {item} is a whole number from 0 to {most}, ?, - or empty.",
            ),
            &[("item", &item.as_str()), ("most", &MAX_COUNT)],
        ),
        AnswerRule::Gut => pick(
            locale,
            "gut は 1 か空欄にしてください。",
            "Write 1 under gut, or leave it empty.",
        )
        .to_owned(),
    }
}

fn pick(locale: Locale, ja: &'static str, en: &'static str) -> &'static str {
    match locale {
        Locale::Ja => ja,
        Locale::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_told_with_its_place_its_rule_and_the_remedy_in_both_languages() {
        let fault = AnswerFault {
            line: 3,
            column: Some(2),
            rule: AnswerRule::Points {
                item: "A4".into(),
                points: vec![0, 1],
            },
        };
        assert_eq!(
            explain_answer_fault(&fault, Locale::Ja),
            "3行目2列目：A4 の答えは 0, 1 のどれか、?、-、空欄にしてください。"
        );
        assert_eq!(
            explain_answer_fault(&fault, Locale::En),
            "line 3, column 2: An answer to A4 is one of 0, 1, ?, - or empty."
        );
        let row = AnswerFault {
            line: 4,
            column: None,
            rule: AnswerRule::Width {
                found: 1,
                expected: 2,
            },
        };
        assert_eq!(
            explain_answer_fault(&row, Locale::En),
            "line 4: It has 1 cells. Make it 2, as many as there are headings."
        );
    }

    #[test]
    fn nothing_in_braces_is_left_open() {
        let rules = [
            AnswerRule::NoIdColumn,
            AnswerRule::UnknownColumn,
            AnswerRule::ColumnTwice,
            AnswerRule::Width {
                found: 1,
                expected: 2,
            },
            AnswerRule::NoId,
            AnswerRule::IdForm,
            AnswerRule::IdTwice { first: 2 },
            AnswerRule::Points {
                item: "A4".into(),
                points: vec![0, 1],
            },
            AnswerRule::Count { item: "A1".into() },
            AnswerRule::Gut,
        ];
        let errors = [
            AnswersError::Table(TableError::OpenQuote { line: 2 }),
            AnswersError::Table(TableError::TooManyColumns { line: 2, max: 3 }),
            AnswersError::Table(TableError::TooManyRows { max: 3 }),
            AnswersError::Empty,
            AnswersError::Faults(crate::format::answers::AnswerFaults::default()),
        ];
        for locale in [Locale::Ja, Locale::En] {
            for sentence in rules
                .iter()
                .map(|rule| explain_rule(rule, locale))
                .chain(errors.iter().map(|error| explain_answers(error, locale)))
            {
                assert!(
                    !sentence.is_empty() && !sentence.contains(['{', '}']),
                    "{sentence}"
                );
            }
        }
    }
}
