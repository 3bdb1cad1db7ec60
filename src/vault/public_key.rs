//! A public key among people: in groups to be read, in whatever form it is pasted, and with a short number by which two
//! people see that they mean the same key.
//!
//! A public key (`age1…`) is no secret: files are sealed with it, it opens nothing. What can go wrong is that somebody else's
//! key is taken for it, by mistake or because a message was tampered with. Against that stands the [`CheckNumber`]
//! (照合番号), which both read to each other by phone.

use std::fmt;

use sha2::{Digest, Sha256};

use super::age::{KeyTextError, Recipient};

/// What stands before the letters.
pub const PREFIX: &str = "age1";

/// Letters behind the prefix: 52 for 32 bytes, 6 of checksum.
pub const LETTERS: usize = 58;

/// Letters of a group: as many as one keeps in mind between paper and keyboard.
pub const GROUP: usize = 4;

/// The beginning of the secret key of a recovery sheet, without its marks and in small letters.
const SECRET: &str = "agesecretkey";

/// Why a text is not somebody's public key. Groups count from 1, the prefix being the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PublicKeyError {
    /// Nothing was entered.
    #[error("no text")]
    Empty,
    /// The secret key of a recovery sheet, which nobody may pass on.
    #[error("a secret key")]
    Secret,
    /// It does not begin as public keys do.
    #[error("does not begin with {PREFIX}")]
    Beginning,
    /// A character that no key has.
    #[error("group {group} has a character that keys do not use")]
    Strange {
        /// The group.
        group: usize,
    },
    /// Letters are missing, or there are too many.
    #[error("{found} letters, {LETTERS} are needed")]
    Length {
        /// Letters found behind the prefix.
        found: usize,
    },
    /// As many letters as there should be, but something was misread.
    #[error("the checksum does not fit")]
    Misread,
}

/// The groups in which a public key is shown; put together they are the key.
pub fn groups(recipient: &Recipient) -> Vec<String> {
    let letters: Vec<char> = recipient.to_string().chars().collect();
    letters
        .chunks(GROUP)
        .map(|group| group.iter().collect())
        .collect()
}

/// The public key in what was pasted or typed. The text is already in NFKC. Blanks, line breaks, quotation marks and capital
/// letters do not matter: the checksum in the letters says whether they are right.
///
/// # Errors
/// When it is no public key; what is wrong is said as exactly as can be.
pub fn read(text: &str) -> Result<Recipient, PublicKeyError> {
    let typed: Vec<char> = text
        .chars()
        .filter(|c| !is_between(*c))
        .map(|c| c.to_ascii_lowercase())
        .collect();
    if typed.is_empty() {
        return Err(PublicKeyError::Empty);
    }
    let typed: String = typed.into_iter().collect();
    if typed.starts_with(SECRET) {
        return Err(PublicKeyError::Secret);
    }
    let letters = typed.strip_prefix(PREFIX).ok_or(PublicKeyError::Beginning)?;
    let mut key = PREFIX.to_owned();
    for (place, c) in letters.chars().enumerate() {
        key.push(unmistaken(c).ok_or(PublicKeyError::Strange {
            group: place / GROUP + 2,
        })?);
    }
    let found = letters.chars().count();
    if found != LETTERS {
        return Err(PublicKeyError::Length { found });
    }
    // The prefix is there and every letter is one of the alphabet, so all that can be left is a wrong letter.
    Recipient::parse(&key).map_err(|error| match error {
        KeyTextError::NoKey | KeyTextError::Several | KeyTextError::OtherKind | KeyTextError::Misspelt(_) => {
            PublicKeyError::Misread
        }
    })
}

/// Whether a character only stands between letters, or around a key in a message.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '-' | '\u{2010}'..='\u{2015}'
                | '−' | 'ー' | '_' | '.' | ',' | '、' | '。' | '・' | ':' | '"' | '\'' | '「' | '」' | '<' | '>'
                | '\u{200b}'..='\u{200f}' | '\u{feff}'
        )
}

/// The letter that was meant: the alphabet of keys leaves out 1, b, i and o because they look like l, 8, l and 0.
fn unmistaken(c: char) -> Option<char> {
    match c {
        '1' | 'i' => Some('l'),
        'b' => Some('8'),
        'o' => Some('0'),
        _ => c.is_ascii_alphanumeric().then_some(c),
    }
}

/// Letters of a check number: digits and capital letters without I, L, O and U. Source: Crockford's Base32.
const CHECK_LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// 照合番号: eight letters that follow from a public key, shown as `4K7P-X2MD`: the first 40 bits of the SHA-256 of the
/// key's text, five bits a letter.
///
/// # Security
/// Two keys taken at random have the same number once in 10^12. That rules out a mix-up and a key swapped without effort; who
/// can afford to make 10^12 keys can find one with the same number. Where that is feared, all groups are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckNumber([u8; 8]);

impl CheckNumber {
    /// The number of a key.
    pub fn of(recipient: &Recipient) -> Self {
        let hash = Sha256::digest(recipient.to_string().as_bytes());
        let bits = hash
            .iter()
            .take(5)
            .fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
        let mut letters = [b'0'; 8];
        for (letter, place) in letters.iter_mut().rev().zip(0_u32..) {
            let value = usize::try_from((bits >> (5 * place)) & 31).unwrap_or(0);
            *letter = CHECK_LETTERS.get(value).copied().unwrap_or(b'0');
        }
        CheckNumber(letters)
    }
}

impl fmt::Display for CheckNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, letter) in self.0.iter().enumerate() {
            if place == 4 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*letter))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::vault::testing::identity;

    #[test]
    fn the_groups_put_together_are_the_key() {
        let key = identity(1).recipient();
        let groups = groups(&key);
        assert_eq!(groups.concat(), key.to_string());
        assert_eq!(groups[0], PREFIX);
        assert_eq!(groups.len(), 16);
    }

    #[test]
    fn a_key_is_read_in_whatever_form_it_arrives() {
        let key = identity(2).recipient();
        let text = key.to_string();
        let full_width: String = text
            .chars()
            .map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap())
            .collect();
        let plain: String = {
            use unicode_normalization::UnicodeNormalization;
            full_width.nfkc().collect()
        };
        for form in [
            text.clone(),
            text.to_uppercase(),
            format!("  {}\r\n", text),
            format!("「{}」", groups(&key).join(" ")),
            groups(&key).join("\n"),
            groups(&key).join("　"),
            format!("\u{feff}\"{}\"", groups(&key).join("-")),
            text.replacen('a', "A", 1),
            plain,
        ] {
            assert_eq!(read(&form), Ok(key), "{form}");
        }
    }

    #[test]
    fn what_is_no_public_key_is_named_for_what_it_is() {
        let text = identity(3).recipient().to_string();
        assert_eq!(read(" \n　"), Err(PublicKeyError::Empty));
        assert_eq!(read(&identity(3).to_text()), Err(PublicKeyError::Secret));
        assert_eq!(read("AGE-SECRET-KEY-1QQQQ"), Err(PublicKeyError::Secret));
        assert_eq!(read("5年1組の公開鍵です"), Err(PublicKeyError::Beginning));
        assert_eq!(
            read(text.strip_prefix(PREFIX).unwrap()),
            Err(PublicKeyError::Beginning)
        );
        assert_eq!(read("age1"), Err(PublicKeyError::Length { found: 0 }));
        let cut: String = text.chars().take(61).collect();
        assert_eq!(read(&cut), Err(PublicKeyError::Length { found: 57 }));
        assert_eq!(
            read(&format!("{text}q")),
            Err(PublicKeyError::Length { found: 59 })
        );
        let strange: String = text
            .chars()
            .enumerate()
            .map(|(place, c)| if place == 8 { 'あ' } else { c })
            .collect();
        assert_eq!(read(&strange), Err(PublicKeyError::Strange { group: 3 }));
    }

    #[test]
    fn the_check_number_follows_from_the_text_of_the_key() {
        // The key is the example of the age manual; sha256sum says of its text cf7e568231….
        let key = Recipient::parse("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p").unwrap();
        assert_eq!(CheckNumber::of(&key).to_string(), "SXZ5-D0HH");
    }

    proptest! {
        /// One wrong letter never goes unnoticed, and never makes another key.
        #[test]
        fn a_single_wrong_letter_is_always_noticed(seed in 1_u64..1_000, place in 4_usize..62, to in 0_usize..32) {
            let text = identity(seed).recipient().to_string();
            let letter = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l"[to];
            prop_assume!(text.as_bytes()[place] != letter);
            let mut wrong = text.into_bytes();
            wrong[place] = letter;
            prop_assert_eq!(read(&String::from_utf8(wrong).unwrap()), Err(PublicKeyError::Misread));
        }

        /// Whatever is pasted, reading answers and never panics; what is read is read again from its own text.
        #[test]
        fn any_text_is_answered(text in any::<String>()) {
            if let Ok(key) = read(&text) {
                prop_assert_eq!(read(&key.to_string()), Ok(key));
            }
        }

        /// Different keys practically never have the same number.
        #[test]
        fn different_keys_have_different_numbers(one in 1_u64..100_000, other in 1_u64..100_000) {
            prop_assume!(one != other);
            let number = |seed| CheckNumber::of(&identity(seed).recipient()).to_string();
            prop_assert_ne!(number(one), number(other));
        }
    }
}
