//! The line every print carries: by which content, version and checksum, and in which month, so that results of two
//! contents are never compared unseen.

use leptos::prelude::GetUntracked;

use crate::browser;
use crate::domain::roster::YearMonth;
use crate::text::class::ClassText;
use crate::text::fill;
use crate::text::summary::month;
use crate::ui::state::Desk;

/// The rule card of the round shown, dated today.
pub fn rule_card(desk: Desk) -> String {
    let locale = desk.app.locale.get_untracked();
    let stamp = desk.with_round(|round| round.stamp.clone());
    let stamp = stamp.unwrap_or_else(|| desk.checklist().stamp.clone());
    let made = YearMonth::of(browser::clock::today());
    fill(
        ClassText::of(locale).rule_card,
        &[
            ("id", &stamp.id),
            ("version", &stamp.version),
            ("checksum", &stamp.checksum),
            ("month", &month(made, locale)),
        ],
    )
}
