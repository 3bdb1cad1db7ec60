//! The summary as a QR text `KZK1:…`, so that a ward with the same content need not retype the paper.
//!
//! Only characters of the dense alphanumeric mode of QR symbols occur, and of those only letters, digits, `.`, `-` and
//! the one `:`. Things of the content are named by their position in it; the content's checksum stands in front, and a
//! ward with another content learns no more than the case code. What a person typed (その他) stays on the paper.
//!
//! Readers that act as a keyboard write lower case, full width, or `+` for `:` on a Japanese keyboard; all are read.

mod read;

use crate::domain::case_code::CaseCode;
use crate::domain::checklist::{Checklist, Direction};
use crate::domain::decision::{Consent, MonthPart};
use crate::domain::roster::{GradeBand, YearMonth};
use crate::domain::scoring::{Ground, Trend};
use crate::domain::summary::{AreaPicture, ContactRole, Facts, Sheet, Strength, Summary};
pub use read::decode;

/// What every text of this kind begins with, before the number of the format.
const MARK: &str = "KZK";
/// The number of the format.
const NUMBER: &str = "1";
/// Month offsets are counted from 54 years before the summary was made.
const OFFSET: i64 = 648;
/// Two characters hold numbers below this.
const PAIR: i64 = 36 * 36;
/// Modulus of the check characters: what four characters hold.
const CHECK: u32 = 36 * 36 * 36 * 36;

pub(super) const BANDS: [GradeBand; 4] = [
    GradeBand::ElementaryLower,
    GradeBand::ElementaryMiddle,
    GradeBand::ElementaryUpper,
    GradeBand::JuniorHigh,
];
pub(super) const GROUNDS: [Ground; 2] = [Ground::Short, Ground::Full];
pub(super) const TRENDS: [Trend; 4] = [Trend::Unknown, Trend::Up, Trend::Same, Trend::Down];
pub(super) const CONSENTS: [Consent; 3] = [Consent::NotAsked, Consent::Given, Consent::Refused];
pub(super) const PARTS: [MonthPart; 3] = [MonthPart::Early, MonthPart::Middle, MonthPart::Late];
pub(super) const STRENGTHS: [Strength; 3] = [Strength::Absent, Strength::Present, Strength::Unknown];

/// Why a text from a QR symbol gives no summary, or a summary no text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QrError {
    /// Not a text of this app.
    #[error("not a summary")]
    OtherText,
    /// Written by a newer app.
    #[error("written by a newer app")]
    Newer,
    /// Cut off or misread: the check characters do not fit.
    #[error("cut off or misread")]
    Misread,
    /// Made with another content; only the case code can be told.
    #[error("made with another content")]
    OtherContent {
        /// The case code.
        code: CaseCode,
    },
    /// A field does not fit the content.
    #[error("field {field} does not fit the content")]
    Field {
        /// Position of the field, from 0.
        field: usize,
    },
    /// A date or a list too far out to be written.
    #[error("a value too far out to be written")]
    Unfit,
}

/// What a QR text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scanned {
    /// The sheet, without その他.
    pub sheet: Sheet,
    /// Whether その他 is filled in on the paper.
    pub other_on_paper: bool,
}

/// The QR text of a summary.
///
/// # Errors
/// [`QrError::Unfit`] when a month lies more than 54 years off, or something is named that the content does not have.
pub fn encode(summary: &Summary, checklist: &Checklist) -> Result<String, QrError> {
    let facts = summary.facts();
    let fields = fields(facts, checklist).ok_or(QrError::Unfit)?;
    let body = fields.join(".");
    Ok(format!("{MARK}{NUMBER}:{body}.{}", check(&body)))
}

fn fields(facts: &Facts, checklist: &Checklist) -> Option<Vec<String>> {
    let made = months(facts.made);
    let after = |month: YearMonth| pair(months(month) - made + OFFSET);
    let level = |id| checklist.level_index(id).and_then(digit);
    let mut head = String::new();
    head.push_str(&pair(made / PAIR)?);
    head.push_str(&pair(made % PAIR)?);
    head.push(facts.grade_band.map_or(Some('-'), |band| place(&BANDS, band))?);
    head.push(place(&ContactRole::ALL, facts.contact)?);
    head.push(place(&GROUNDS, facts.ground)?);
    head.push(facts.level.as_ref().map_or(Some('-'), level)?);
    head.push(level(&facts.lowest)?);
    head.push(level(&facts.highest)?);
    head.push(place(&TRENDS, facts.trend)?);
    head.push(digit(
        usize::from(facts.student_heard) + 2 * usize::from(facts.guardian_heard),
    )?);
    head.push(place(&CONSENTS, facts.consent)?);
    let chosen = Direction::ALL
        .iter()
        .map(|direction| usize::from(facts.directions.contains(direction)));
    head.push(digit(chosen.rev().fold(0, |sum, bit| 2 * sum + bit))?);
    head.push(digit(usize::from(facts.other.is_some()))?);
    let mut times = after(facts.met)? + &after(facts.dispose)?;
    times.push_str(&facts.next_check.map_or(Some("--".to_owned()), after)?);
    match facts.reply_by {
        Some(by) => {
            times.push_str(&after(by.month)?);
            times.push(place(&PARTS, by.part)?);
        }
        None => times.push_str("---"),
    }
    let mut areas = String::new();
    for fact in &facts.areas {
        areas.push(match fact.picture {
            AreaPicture::Step(step) => digit(step).filter(char::is_ascii_digit)?,
            AreaPicture::Insufficient => 'Y',
            AreaPicture::NotApplicable => 'Z',
        });
        areas.push(place(&TRENDS, fact.trend)?);
    }
    let strengths: Option<String> = facts
        .strengths
        .iter()
        .map(|(_, strength)| place(&STRENGTHS, *strength))
        .collect();
    let mut signs = String::new();
    for sign in &facts.signs {
        signs.push_str(&position(&checklist.items, |item| item.id == sign.item)?);
        signs.push(digit(sign.option)?);
    }
    let mut tried = String::new();
    for (id, since) in &facts.tried {
        tried.push_str(&position(&checklist.supports, |support| support.id == *id)?);
        tried.push_str(&after(*since)?);
    }
    let information = positions(&facts.information, |id| {
        position(&checklist.items, |item| item.id == *id)
    })?;
    let urgent = positions(&facts.urgent, |id| {
        position(&checklist.cards, |card| card.id == *id)
    })?;
    let supports = positions(&facts.supports, |id| {
        position(&checklist.supports, |place| place.id == *id)
    })?;
    let asks = positions(&facts.asks, |id| position(&checklist.asks, |ask| ask.id == *id))?;
    Some(vec![
        facts.code.to_string().replace('-', ""),
        facts.stamp.checksum.to_ascii_uppercase(),
        head,
        times,
        areas,
        strengths?,
        signs,
        information,
        urgent,
        tried,
        supports,
        asks,
        base32(facts.school.as_ref().map_or("", |school| school.as_str())),
    ])
}

/// Months since year 0.
fn months(month: YearMonth) -> i64 {
    i64::from(month.year) * 12 + i64::from(month.month) - 1
}

fn digit(number: usize) -> Option<char> {
    char::from_digit(u32::try_from(number).ok()?, 36).map(|c| c.to_ascii_uppercase())
}

fn pair(number: i64) -> Option<String> {
    let number = usize::try_from(number).ok()?;
    Some([digit(number / 36)?, digit(number % 36)?].iter().collect())
}

fn place<T: PartialEq>(table: &[T], value: T) -> Option<char> {
    digit(table.iter().position(|entry| *entry == value)?)
}

fn position<T>(table: &[T], wanted: impl Fn(&T) -> bool) -> Option<String> {
    pair(i64::try_from(table.iter().position(wanted)?).ok()?)
}

fn positions<I>(ids: &[I], position: impl Fn(&I) -> Option<String>) -> Option<String> {
    ids.iter().map(position).collect()
}

/// Four characters that change with any one character and with most others.
fn check(body: &str) -> String {
    let mut sum = 7_u32;
    for byte in body.bytes() {
        // 31 and the modulus have no common factor, so a single change never cancels out.
        sum = (sum * 31 + u32::from(byte)) % CHECK;
    }
    let mut characters = String::new();
    for _ in 0..4 {
        characters.extend(usize::try_from(sum % 36).ok().and_then(digit));
        sum /= 36;
    }
    characters
}

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// UTF-8 in letters and digits, five bits each.
fn base32(text: &str) -> String {
    let (mut bits, mut count) = (0_u32, 0_u32);
    let mut letters = String::new();
    let mut push = |index: u32| {
        letters.extend(
            usize::try_from(index)
                .ok()
                .and_then(|index| BASE32.get(index))
                .map(|b| char::from(*b)),
        );
    };
    for byte in text.bytes() {
        bits = (bits << 8 | u32::from(byte)) & 0xfff;
        count += 8;
        while count >= 5 {
            count -= 5;
            push(bits >> count & 31);
        }
    }
    if count > 0 {
        push(bits << (5 - count) & 31);
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::read::from_base32;
    use super::*;

    #[test]
    fn letters_and_digits_carry_any_text() {
        for text in ["", "A", "北12", "見本市立蜜豆小学校", "𠮷"] {
            let letters = base32(text);
            assert!(letters.bytes().all(|byte| BASE32.contains(&byte)));
            assert_eq!(
                from_base32(&letters),
                Some(Some(text.to_owned()).filter(|text| !text.is_empty()))
            );
        }
        assert_eq!(from_base32("1"), None);
        assert_eq!(from_base32("77777777"), None);
    }

    #[test]
    fn the_check_notices_every_single_wrong_character() {
        let body = "K7P3FXM.0A1B2C3D.0IWA.--";
        for at in 0..body.len() {
            for wrong in "0A-.Z".chars() {
                let changed: String = body
                    .char_indices()
                    .map(|(place, c)| if place == at { wrong } else { c })
                    .collect();
                assert_eq!(check(&changed) == check(body), changed == body, "{changed}");
            }
        }
    }
}
