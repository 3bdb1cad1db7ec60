//! How much is to be said, and the size of type that fits it onto one page.

use super::{Paper, separator};
use crate::domain::locale::Locale;
use crate::text::fill;

/// Half-width characters of one list that are printed, five lines; the rest is counted and stands in the file.
const MOST_OF_LIST: usize = 160;
/// Lines of what differs from sheet to sheet that fit at the usual size of type, and at the next smaller one. Measured in
/// Chromium so that a tenth of the page stays free: other browsers set lines taller.
const USUAL_LINES: usize = 27;
const TIGHT_LINES: usize = 32;

impl Paper<'_> {
    /// The class of the paper: its size of type.
    pub(super) fn size(&self) -> &'static str {
        let lines = self.lines();
        if lines <= USUAL_LINES {
            "paper"
        } else if lines <= TIGHT_LINES {
            "paper tight"
        } else {
            "paper tightest"
        }
    }

    /// Lines that the two columns and the strips above them take, at the usual size of type.
    fn lines(&self) -> usize {
        /// Half-width characters that fit into a column, beside the name of a fact, and into a strip.
        const COLUMN: usize = 48;
        const VALUE: usize = 32;
        const STRIP: usize = 84;
        let sheet = self.sheet;
        let wrapped = |text: &str, width: usize| half_widths(text).div_ceil(width).max(1);
        let signs = sheet
            .signs
            .iter()
            .map(|sign| wrapped(&format!("　{} {}", sign.item.label, sign.answer), COLUMN));
        // Headings count one and a half lines, the places for seals four.
        let left = sheet.areas.len() + sheet.areas.len().div_ceil(8) + signs.sum::<usize>() + 9;
        let information = match sheet.information.len() {
            0 => 0,
            _ => 1 + wrapped(&self.labels(&sheet.information), COLUMN),
        };
        let facts = wrapped(&self.tried(), VALUE) + wrapped(&self.labels(&sheet.supports), VALUE) + 3;
        let asks = wrapped(&self.labels(&sheet.asks), COLUMN - 8)
            + sheet
                .other
                .as_ref()
                .map_or(0, |other| wrapped(other, COLUMN - 10))
            + 3;
        let right = sheet.strengths.len() + information + facts + asks + 3;
        let urgent = sheet.urgent.iter().map(|card| wrapped(&card.label, STRIP));
        let open_span = usize::from(sheet.lowest != sheet.highest);
        // English labels in the narrow places wrap more often.
        let by_language = match self.locale {
            Locale::Ja => 0,
            Locale::En => 4,
        };
        left.max(right) + urgent.sum::<usize>() + open_span + by_language
    }

    /// Entries in one line; those that are too many for the paper are counted.
    pub(super) fn line(&self, entries: Vec<String>) -> String {
        let mut line = String::new();
        let mut left = entries.len();
        for entry in &entries {
            if !line.is_empty() {
                if half_widths(&line) + half_widths(entry) > MOST_OF_LIST {
                    break;
                }
                line.push_str(separator(self.locale));
            }
            line.push_str(entry);
            left -= 1;
        }
        if left > 0 {
            line.push_str(&fill(self.words.more, &[("n", &left)]));
        }
        line
    }
}

/// Width of a text in half-width characters.
fn half_widths(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
