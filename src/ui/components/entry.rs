//! What tiles and cells of the first look have in common: the mark of an answer, and what a tap or a key makes of it.

use crate::domain::checklist::Item;
use crate::domain::locale::Locale;
use crate::domain::response::{Answer, Response};
use crate::format::document::answer_code;
use crate::text::fill;
use crate::text::first_look::FirstLookText;
use crate::text::frame::FrameText;

/// How an answer looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The answer as it is written in a class file; blank when there is none.
    pub code: String,
    /// The sign, or the count.
    pub sign: String,
    /// CSS class: `blank`, `none`, `some`, `clear`, `unknown`, `na`.
    pub class: &'static str,
    /// The answer in words.
    pub words: String,
}

/// The mark of a student's answer to an item.
pub fn mark(item: &Item, response: &Response, locale: Locale) -> Mark {
    let words = FrameText::of(locale);
    let answer = response.answer(item);
    let code = answer.map_or_else(String::new, answer_code);
    let plain = |sign: &str, class, words: &str| Mark {
        code: code.clone(),
        sign: sign.to_owned(),
        class,
        words: words.to_owned(),
    };
    match answer {
        None => return plain("", "blank", words.blank),
        Some(Answer::Unknown) => return plain("?", "unknown", words.unknown),
        Some(Answer::NotApplicable) => return plain("–", "na", words.not_applicable),
        Some(Answer::Option(_) | Answer::Count(_)) => {}
    }
    let Some(option) = response
        .option_index(item)
        .and_then(|index| item.options.get(index))
    else {
        return plain("?", "unknown", words.unknown);
    };
    let (sign, class) = match item.concern_of(option.points) {
        0 => ("・", "none"),
        concern if concern == item.most_concern() => ("●", "clear"),
        _ => ("△", "some"),
    };
    let label = option.label.get(locale);
    match (answer, &item.count) {
        (Some(Answer::Count(count)), Some(rule)) => Mark {
            code,
            sign: count.to_string(),
            class,
            words: fill(
                FirstLookText::of(locale).days,
                &[("n", &count), ("unit", &rule.unit.get(locale))],
            ),
        },
        _ => plain(sign, class, label),
    }
}

/// What a tap makes of an answer: the next option, beginning with the first sign.
pub fn tapped(item: &Item, response: &Response) -> Answer {
    let options = item.options.len().max(1);
    let next = response
        .option_index(item)
        .map_or(1 % options, |index| (index + 1) % options);
    Answer::Option(u8::try_from(next).unwrap_or(0))
}

/// What a typed or pasted text means for an item: an option by its position, or a count where the item counts.
/// `Some(None)` makes it blank; `None` is no answer.
pub fn typed(item: &Item, text: &str) -> Option<Option<Answer>> {
    match text.trim() {
        "" => Some(None),
        "?" | "？" => Some(Some(Answer::Unknown)),
        "-" | "－" | "–" | "ー" => Some(Some(Answer::NotApplicable)),
        digits => {
            let ascii: String = digits.chars().map(half_width).collect();
            let number: u16 = ascii.parse().ok()?;
            if item.count.is_some() {
                return (number <= crate::domain::limits::MAX_COUNT).then_some(Some(Answer::Count(number)));
            }
            let index = u8::try_from(number).ok()?;
            (usize::from(index) < item.options.len()).then_some(Some(Answer::Option(index)))
        }
    }
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        other => other,
    }
}
