//! Days as text, in the one way files and date fields have them.

use chrono::NaiveDate;

/// Reads `2026-11-20`; a day that does not exist, or another way of writing it, is none.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let plain =
        |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(year, 4) || !plain(month, 2) || !plain(day, 2) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_read_and_only_as_files_have_them() {
        assert_eq!(parse_day("2026-11-20"), NaiveDate::from_ymd_opt(2026, 11, 20));
        assert_eq!(parse_day("2028-02-29"), NaiveDate::from_ymd_opt(2028, 2, 29));
        for wrong in [
            "2026-02-29",
            "2026-11-31",
            "2026-1-02",
            "26-11-20",
            "2026/11/20",
            "+026-11-20",
            "2026-11-20 ",
            "",
            "２０２６-11-20",
        ] {
            assert_eq!(parse_day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_day_reads_back_as_it_prints() {
        let day = NaiveDate::from_ymd_opt(987, 1, 2).unwrap();
        assert_eq!(parse_day(&day.to_string()), Some(day));
    }
}
