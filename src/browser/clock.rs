//! The one place that reads the clock. Everywhere else "today" arrives as an argument.

use chrono::NaiveDate;

/// Minutes by which the device's time zone is ahead of UTC today.
pub fn ahead_minutes() -> i32 {
    #[allow(clippy::disallowed_methods, reason = "this is the place that reads the clock")]
    let now = js_sys::Date::new_0();
    // At most 14 hours either way; the cast saturates.
    -(now.get_timezone_offset() as i32)
}

/// Today by the device's own calendar. A clock out of all bounds gives 1 January 1970, which no roster accepts unseen.
pub fn today() -> NaiveDate {
    #[allow(clippy::disallowed_methods, reason = "this is the place that reads the clock")]
    let now = js_sys::Date::new_0();
    i32::try_from(now.get_full_year())
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date()))
        .unwrap_or_default()
}
