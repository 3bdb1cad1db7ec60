//! One cell → one value. All but names have been through NFKC, so １０ arrives as 10.

use crate::domain::limits::{MAX_CLASS_CHARS, MAX_COUNT, MAX_NUMBER};
use crate::domain::roster::Grade;

/// A grade as a roster says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RosterGrade {
    /// One grade only: 5, 小1, 中2, P3, or 7 to 9 of a 義務教育学校.
    Exact(Grade),
    /// 1, 2 or 3 without a word about the school: 小学校 or 中学校.
    Year(u8),
}

impl RosterGrade {
    /// The grades it can mean, elementary first.
    pub fn candidates(self) -> Vec<Grade> {
        match self {
            RosterGrade::Exact(grade) => vec![grade],
            RosterGrade::Year(year) => vec![Grade::Elementary(year), Grade::JuniorHigh(year)],
        }
    }

    fn of_year(year: u8) -> Option<Self> {
        match year {
            1..=3 => Some(RosterGrade::Year(year)),
            4..=6 => Some(RosterGrade::Exact(Grade::Elementary(year))),
            7..=9 => Some(RosterGrade::Exact(Grade::JuniorHigh(year - 6))),
            _ => None,
        }
    }
}

type Stage = fn(u8) -> Grade;

/// What is wrong with a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CountFault {
    NotWhole,
    TooLarge,
}

/// 学年: `5`, `5年`, `5年生`, `第5学年`, `小5`, `中学2年`, `P5`.
pub(super) fn parse_grade(text: &str) -> Option<RosterGrade> {
    let text = text.trim();
    if let Some(grade) = Grade::from_code(&text.to_ascii_uppercase()) {
        return Some(RosterGrade::Exact(grade));
    }
    let after = |words: [&str; 3]| words.iter().find_map(|word| text.strip_prefix(word));
    let (rest, stage) = match (after(["小学校", "小学", "小"]), after(["中学校", "中学", "中"])) {
        (Some(rest), _) => (rest, Some(Grade::Elementary as Stage)),
        (None, Some(rest)) => (rest, Some(Grade::JuniorHigh as Stage)),
        (None, None) => (text.strip_prefix('第').unwrap_or(text), None),
    };
    let digits = ["年生", "学年", "年"]
        .iter()
        .find_map(|word| rest.strip_suffix(word))
        .unwrap_or(rest);
    let year = u8::try_from(parse_whole(digits.trim())?).ok()?;
    match stage {
        Some(stage) => Some(stage(year))
            .filter(|grade| Grade::ALL.contains(grade))
            .map(RosterGrade::Exact),
        None => RosterGrade::of_year(year),
    }
}

/// 5年1組 inside a title or a cell: the grade before 年 and what stands between 年 and 組. A year of an era is no grade.
pub(super) fn find_grade_and_class(text: &str) -> Option<(RosterGrade, String)> {
    let (before, _) = text.split_once('組')?;
    let (head, class) = before.rsplit_once('年')?;
    let mut head = head.chars().rev();
    let year = head.next()?.to_digit(10)?;
    if head
        .next()
        .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '和' | '成'))
    {
        return None;
    }
    let class = class.trim();
    let is_name =
        !class.is_empty() && class.chars().count() <= MAX_CLASS_CHARS && !class.contains(char::is_whitespace);
    let grade = RosterGrade::of_year(u8::try_from(year).ok()?)?;
    is_name.then(|| (grade, plain_class(class)))
}

/// 組 without the word and without leading zeros: `1組`, `01` and `1` are one class.
pub(super) fn plain_class(text: &str) -> String {
    let text = text.trim();
    let name = text.strip_suffix('組').unwrap_or(text).trim();
    match parse_whole(name) {
        Some(number) => number.to_string(),
        None => clean_name(name),
    }
}

/// 出席番号: a whole number from 1 to [`MAX_NUMBER`], with or without 番.
pub(super) fn parse_number(text: &str) -> Option<u16> {
    let text = text.trim();
    let number = parse_whole(text.strip_suffix('番').unwrap_or(text).trim_end())?;
    u16::try_from(number)
        .ok()
        .filter(|number| (1..=MAX_NUMBER).contains(number))
}

/// A count of days or times: blank is unknown, never zero.
pub(super) fn parse_count(text: &str) -> Result<Option<u16>, CountFault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let digits = ["日", "回"]
        .iter()
        .find_map(|word| text.strip_suffix(word))
        .unwrap_or(text)
        .trim_end();
    let count = parse_whole(digits).ok_or(CountFault::NotWhole)?;
    match u16::try_from(count) {
        Ok(count) if count <= MAX_COUNT => Ok(Some(count)),
        Ok(_) | Err(_) => Err(CountFault::TooLarge),
    }
}

/// A name as typed: every run of spaces (full-width ones too), tabs and line breaks becomes one plain space.
pub(super) fn clean_name(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for word in text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
    {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    name
}

/// Whether something can be a name: not a bare number or sign, and not an error of the spreadsheet such as #N/A.
pub(super) fn is_name(text: &str) -> bool {
    !text.starts_with('#') && text.chars().any(|c| !c.is_ascii() || c.is_ascii_alphabetic())
}

/// Whether a cell, without its spaces, marks a row of totals.
pub(super) fn is_total(text: &str) -> bool {
    let word: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    matches!(
        word.as_str(),
        "合計" | "計" | "総計" | "小計" | "総合計" | "平均" | "男子計" | "女子計"
    )
}

/// ASCII digits only; no sign, no point, and at most nine of them.
fn parse_whole(text: &str) -> Option<u32> {
    let is_whole = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_whole { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_is_read_in_every_way_schools_write_it() {
        let exact = |grade| Some(RosterGrade::Exact(grade));
        for text in [
            "5",
            " 5年",
            "5年生",
            "第5学年",
            "小5",
            "小学5年",
            "小学校5年",
            "P5",
            "p5",
        ] {
            assert_eq!(parse_grade(text), exact(Grade::Elementary(5)), "{text}");
        }
        for text in ["中2", "中学校2年", "J2", "8"] {
            assert_eq!(parse_grade(text), exact(Grade::JuniorHigh(2)), "{text}");
        }
        assert_eq!(parse_grade("1"), Some(RosterGrade::Year(1)));
        for text in ["", "0", "10", "小7", "中4", "特支", "5.0", "年", "-1", "P7"] {
            assert_eq!(parse_grade(text), None, "{text}");
        }
    }

    #[test]
    fn a_title_gives_grade_and_class_but_never_a_year_of_an_era() {
        let fifth = RosterGrade::Exact(Grade::Elementary(5));
        assert_eq!(
            find_grade_and_class("令和8年度 5年1組 名簿"),
            Some((fifth, "1".to_owned()))
        );
        assert_eq!(
            find_grade_and_class("見本小学校 5年い組"),
            Some((fifth, "い".to_owned()))
        );
        for text in [
            "令和8年 1組",
            "平成5年1組",
            "2025年1組",
            "R5年1組",
            "5年",
            "1組",
            "5年組",
            "0年1組",
            "",
        ] {
            assert_eq!(find_grade_and_class(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_whole_and_within_their_range() {
        assert_eq!(
            ["1", "01", "999", "12番"].map(parse_number),
            [Some(1), Some(1), Some(999), Some(12)]
        );
        for text in [
            "",
            "0",
            "1000",
            "-1",
            "+1",
            "1.0",
            "1,2",
            "一",
            "99999999999999999999",
        ] {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }

    #[test]
    fn a_blank_count_is_unknown_and_not_zero() {
        assert_eq!(parse_count(" "), Ok(None));
        assert_eq!(parse_count("0"), Ok(Some(0)));
        assert_eq!(parse_count("400日"), Ok(Some(400)));
        assert_eq!(parse_count("401"), Err(CountFault::TooLarge));
        assert_eq!(parse_count("999999999"), Err(CountFault::TooLarge));
        for text in ["-1", "1.5", "なし", "日", "9999999999"] {
            assert_eq!(parse_count(text), Err(CountFault::NotWhole), "{text}");
        }
    }

    #[test]
    fn names_keep_every_character_but_their_spacing() {
        assert_eq!(clean_name("　髙橋　 和﨑斗\t"), "髙橋 和﨑斗");
        assert_eq!(clean_name("ﾎｾ ①"), "ﾎｾ ①");
        assert_eq!(clean_name(" \u{0}\r\n"), "");
        assert_eq!(["#N/A", "0", "-", ""].map(is_name), [false; 4]);
        assert_eq!(["青木", "Ann", "々"].map(is_name), [true; 3]);
    }

    #[test]
    fn classes_that_differ_in_spelling_only_are_one() {
        assert_eq!(
            ["1", "1組", "01", " 1 組"].map(plain_class),
            ["1"; 4].map(str::to_owned)
        );
        assert_eq!(
            ["い組", "A", "ひまわり"].map(plain_class),
            ["い", "A", "ひまわり"].map(str::to_owned)
        );
    }
}
