//! The case code (照会番号) that stands on a summary instead of a child, and the key table (対応表) that stays in the school.
//!
//! A code is drawn at random and says nothing of the student. It is short enough to be read over the phone; its check
//! character catches any single wrong character and any two characters swapped.

use chrono::NaiveDate;

use super::document::RoundId;
use super::roster::StudentId;
use super::sorted::sort_short;

/// Characters of a code: no 0/O/D/Q, 1/I/L, 2/Z, 5/S, 8/B, U/V, G/6 pairs. 23 of them, a prime, so that the weighted
/// sum below catches every single error and every swap.
const ALPHABET: &[u8; 23] = b"23456789ACEFHJKMNPRTWXY";

/// Random characters before the check character.
const LENGTH: usize = 6;

/// Number of different codes: 23^6, about 148 million.
const CODES: u64 = 23_u64.pow(6);

/// A case code (照会番号): 6 random characters and a check character, shown as `K7P-3FX-M`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseCode([u8; LENGTH + 1]);

/// Why a text is not a case code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaseCodeError {
    /// Not 7 characters, hyphens and blanks aside.
    #[error("a case code has 7 characters, this has {found}")]
    Length {
        /// Characters found.
        found: usize,
    },
    /// A character no code has.
    #[error("character {position} of the case code is not one that codes use")]
    Character {
        /// Position, from 1.
        position: usize,
    },
    /// The check character does not fit: something was misread.
    #[error("the check character of the case code does not fit")]
    Check,
}

impl CaseCode {
    /// The code a random number stands for. The remainder favours no code by more than 1 in 10^11.
    pub fn from_random(random: u64) -> Self {
        let mut rest = random % CODES;
        let mut values = [0_u8; LENGTH];
        for value in &mut values {
            *value = u8::try_from(rest % 23).unwrap_or(0);
            rest /= 23;
        }
        let mut code = [0_u8; LENGTH + 1];
        for (place, value) in code
            .iter_mut()
            .zip(values.into_iter().chain([check_value(values)]))
        {
            *place = ALPHABET.get(usize::from(value)).copied().unwrap_or(b'2');
        }
        Self(code)
    }

    /// Reads a code as a person types it: lower case, blanks and hyphens do not matter.
    ///
    /// # Errors
    /// When length, characters or check character do not fit.
    pub fn parse(text: &str) -> Result<Self, CaseCodeError> {
        let typed: Vec<char> = text
            .chars()
            .filter(|c| !matches!(c, '-' | ' ' | '\u{3000}'))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let mut code = [0_u8; LENGTH + 1];
        if typed.len() != code.len() {
            return Err(CaseCodeError::Length { found: typed.len() });
        }
        let mut values = [0_u8; LENGTH + 1];
        for (index, (c, (place, value))) in typed.iter().zip(code.iter_mut().zip(&mut values)).enumerate() {
            let found = ALPHABET.iter().position(|letter| char::from(*letter) == *c);
            let found = found.ok_or(CaseCodeError::Character { position: index + 1 })?;
            *place = ALPHABET.get(found).copied().unwrap_or(b'2');
            *value = u8::try_from(found).unwrap_or(0);
        }
        let [a, b, c, d, e, f, check] = values;
        if check_value([a, b, c, d, e, f]) == check {
            Ok(Self(code))
        } else {
            Err(CaseCodeError::Check)
        }
    }
}

/// Weighted sum modulo 23, so chosen that all 7 characters with weights 1 to 7 sum to 0.
fn check_value(values: [u8; LENGTH]) -> u8 {
    let sum: u32 = (1_u32..)
        .zip(values)
        .map(|(weight, value)| weight * u32::from(value))
        .sum();
    u8::try_from(sum * CHECK_FACTOR % 23).unwrap_or(0)
}

/// The inverse of −7 modulo 23.
const CHECK_FACTOR: u32 = 13;

impl std::fmt::Display for CaseCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, letter) in self.0.iter().enumerate() {
            if index == 3 || index == 6 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*letter))?;
        }
        Ok(())
    }
}

/// One line of the key table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyEntry {
    /// The code.
    pub code: CaseCode,
    /// The student it stands for.
    pub student: StudentId,
    /// The round the summary was made in.
    pub round: RoundId,
    /// The day it was drawn.
    pub on: NaiveDate,
}

/// The key table (対応表). Only the school has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyTable {
    /// Codes in use, oldest first. Two devices may have drawn one each for one student and round; then both hold.
    pub entries: Vec<KeyEntry>,
    /// Codes once used for students who are gone, in order; never used again.
    pub retired: Vec<CaseCode>,
}

impl KeyTable {
    /// The code of a student's summary of one round.
    pub fn code_of(&self, student: StudentId, round: RoundId) -> Option<CaseCode> {
        self.entries
            .iter()
            .find(|entry| entry.student == student && entry.round == round)
            .map(|entry| entry.code)
    }

    /// Whether a code was ever used.
    pub fn has(&self, code: CaseCode) -> bool {
        self.retired.contains(&code) || self.entries.iter().any(|entry| entry.code == code)
    }

    /// Puts the lines in order: by the day they were drawn, then by code, student and round; each once.
    /// So all devices have them alike.
    pub fn sort(&mut self) {
        sort_short(&mut self.entries, |a, b| {
            (a.on, a.code, a.student, a.round) <= (b.on, b.code, b.student, b.round)
        });
        sort_short(&mut self.retired, |a, b| a <= b);
        // Two devices may have drawn one code for one child.
        self.entries.dedup();
        self.retired.dedup();
    }

    /// Takes the codes of a student who leaves the document out of use for good.
    pub fn retire(&mut self, student: StudentId) {
        let (gone, kept) = std::mem::take(&mut self.entries)
            .into_iter()
            .partition(|e: &KeyEntry| e.student == student);
        self.entries = kept;
        self.retired
            .extend(gone.into_iter().map(|entry: KeyEntry| entry.code));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_single_wrong_character_is_caught() {
        for random in [0, 1, 12_345_678, 147_999_999, u64::MAX] {
            let code = CaseCode::from_random(random);
            for place in 0..code.0.len() {
                for letter in ALPHABET {
                    let mut wrong = code.0;
                    wrong[place] = *letter;
                    let text = String::from_utf8(wrong.to_vec()).unwrap();
                    assert_eq!(CaseCode::parse(&text).is_ok(), wrong == code.0, "{text}");
                }
            }
        }
    }

    #[test]
    fn every_swap_of_two_characters_is_caught() {
        for random in (0..2_000_u64).map(|n| n * 74_017) {
            let code = CaseCode::from_random(random);
            for a in 0..7 {
                for b in a + 1..7 {
                    let mut wrong = code.0;
                    wrong.swap(a, b);
                    let text = String::from_utf8(wrong.to_vec()).unwrap();
                    assert_eq!(CaseCode::parse(&text).is_ok(), wrong == code.0, "{text}");
                }
            }
        }
    }

    #[test]
    fn a_printed_code_reads_back_however_it_is_typed() {
        let code = CaseCode::from_random(99_887_766);
        let printed = code.to_string();
        assert_eq!(printed.len(), 9);
        assert_eq!(CaseCode::parse(&printed), Ok(code));
        assert_eq!(
            CaseCode::parse(&printed.to_lowercase().replace('-', " ")),
            Ok(code)
        );
        assert_eq!(CaseCode::parse("K7P"), Err(CaseCodeError::Length { found: 3 }));
        assert_eq!(
            CaseCode::parse("O222222"),
            Err(CaseCodeError::Character { position: 1 })
        );
    }

    #[test]
    fn codes_of_a_removed_student_stay_taken() {
        let code = CaseCode::from_random(5);
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let entry = KeyEntry {
            code,
            student: StudentId(3),
            round: RoundId(1),
            on: day,
        };
        let mut table = KeyTable {
            entries: vec![entry],
            retired: vec![],
        };
        table.retire(StudentId(3));
        assert!(table.entries.is_empty());
        assert!(table.has(code));
    }
}
