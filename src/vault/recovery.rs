//! The recovery sheet's text: the identity as a person reads it from paper and types it back.
//!
//! On paper the 58 letters behind the prefix stand in groups of four. Whoever types them may leave out the prefix, use small
//! or full-width letters, other blanks, more or fewer of them: none of that can change what was meant, because the checksum
//! in the letters says whether they are right.

use zeroize::Zeroizing;

use super::age::{Identity, KeyTextError};

/// What stands before the letters.
pub const PREFIX: &str = "AGE-SECRET-KEY-1";

/// Letters behind the prefix: 52 for 32 bytes, 6 of checksum.
pub const LETTERS: usize = 58;

/// Letters of a group: as many as one keeps in mind between paper and keyboard.
pub const GROUP: usize = 4;

/// Groups of a line on paper.
pub const GROUPS_PER_LINE: usize = 5;

/// The prefix without its marks, and what stands for a public key instead.
const BARE_PREFIX: &str = "AGESECRETKEY1";
const PUBLIC_PREFIX: &str = "AGE1";

/// Why what was typed is not the text of a recovery sheet. Groups count from 1, behind the prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryTextError {
    /// Nothing was typed.
    #[error("no text")]
    Empty,
    /// A character that no sheet has.
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
    /// A public key (`age1…`): things are sealed with it, it opens nothing.
    #[error("a public key")]
    PublicKey,
}

/// The groups of an identity's text ([`Identity::to_text`]), line by line, without the prefix. Slices of the text, so that no
/// copy of the secret is made.
pub fn lines(identity: &str) -> Vec<Vec<&str>> {
    let mut rest = identity.strip_prefix(PREFIX).unwrap_or(identity);
    let mut groups = Vec::new();
    while !rest.is_empty() {
        // (The text is ASCII; of any other the rest becomes one group.)
        let (group, after) = rest.split_at_checked(GROUP).unwrap_or((rest, ""));
        groups.push(group);
        rest = after;
    }
    groups.chunks(GROUPS_PER_LINE).map(<[&str]>::to_vec).collect()
}

/// The identity in what was typed from a recovery sheet, or in a key file as `age-keygen` writes it. The text is already in
/// NFKC.
///
/// # Errors
/// When it is not the text of a sheet; what is wrong is said as exactly as can be.
pub fn read(text: &str) -> Result<Identity, RecoveryTextError> {
    let mut typed = Zeroizing::new(String::with_capacity(text.len()));
    let lines = text.trim_start_matches('\u{feff}').lines();
    for c in lines
        .filter(|line| !line.trim_start().starts_with('#'))
        .flat_map(str::chars)
    {
        if !is_between(c) {
            typed.push(c.to_ascii_uppercase());
        }
    }
    if typed.is_empty() {
        return Err(RecoveryTextError::Empty);
    }
    let (is_whole, letters) = match typed.strip_prefix(BARE_PREFIX) {
        Some(letters) => (true, letters),
        None => (false, typed.as_str()),
    };
    if !is_whole && letters.starts_with(PUBLIC_PREFIX) {
        return Err(RecoveryTextError::PublicKey);
    }
    let mut key = Zeroizing::new(String::with_capacity(PREFIX.len() + text.len()));
    key.push_str(PREFIX);
    for (place, c) in letters.chars().enumerate() {
        key.push(unmistaken(c).ok_or(RecoveryTextError::Strange {
            group: place / GROUP + 1,
        })?);
    }
    let found = letters.chars().count();
    if found != LETTERS {
        return Err(RecoveryTextError::Length { found });
    }
    // The prefix is there and every letter is one of the alphabet, so all that can be left is a wrong letter.
    Identity::parse(&key).map_err(|error| match error {
        KeyTextError::NoKey | KeyTextError::Several | KeyTextError::OtherKind | KeyTextError::Misspelt(_) => {
            RecoveryTextError::Misread
        }
    })
}

/// Whether a character only stands between letters: blanks, and the marks of the prefix in whatever form a keyboard has them.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '\u{2010}'
                ..='\u{2015}' | '−' | 'ー' | '_' | '.' | ',' | '、' | '。' | '・' | ':' | '\u{200b}'
        )
}

/// The letter that was meant: the alphabet of keys leaves out 1, B, I and O because they look like L, 8, L and 0. None for
/// what is no letter.
fn unmistaken(c: char) -> Option<char> {
    match c {
        '1' | 'I' => Some('L'),
        'B' => Some('8'),
        'O' => Some('0'),
        _ => c.is_ascii_alphanumeric().then_some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A key made for these tests; it opens nothing.
    fn identity() -> Zeroizing<String> {
        struct Sevens;
        impl crate::vault::Entropy for Sevens {
            fn fill(&mut self, bytes: &mut [u8]) -> Result<(), crate::vault::RandomError> {
                bytes.fill(7);
                Ok(())
            }
        }
        Identity::generate(&mut Sevens).unwrap().to_text()
    }

    fn printed() -> String {
        let lines: Vec<String> = lines(&identity()).iter().map(|line| line.join(" ")).collect();
        format!("{PREFIX}\n{}\n", lines.join("\n"))
    }

    #[track_caller]
    fn opens(text: &str) {
        assert_eq!(*read(text).unwrap().to_text(), *identity(), "{text}");
    }

    #[test]
    fn the_groups_are_fifteen_in_three_lines_and_nothing_is_left_out() {
        let text = identity();
        let groups: Vec<usize> = lines(&text).iter().map(Vec::len).collect();
        assert_eq!(groups, [5, 5, 5]);
        assert_eq!(format!("{PREFIX}{}", lines(&text).concat().concat()), *text);
    }

    #[test]
    fn what_is_typed_from_the_sheet_opens_however_it_is_set() {
        let printed = printed();
        opens(&identity());
        opens(&printed);
        opens(&printed.to_lowercase());
        opens(&printed.replace(PREFIX, ""));
        opens(&printed.replace(' ', "\u{3000}").replace('\n', "\r\n\r\n"));
        opens(&printed.replace('-', "ー"));
        opens(&printed.replace('-', "−"));
        opens(&format!(
            "\u{feff}# created: 2026-11-20\n# public key: age1x\n{}\n",
            *identity()
        ));
    }

    #[test]
    fn letters_that_keys_do_not_have_are_taken_for_the_ones_they_look_like() {
        let text = identity();
        let body = text.strip_prefix(PREFIX).unwrap();
        let mistaken = body.replace('0', "O").replace('8', "b").replace('L', "1");
        assert_ne!(body, mistaken);
        opens(&mistaken);
        opens(&body.replace('L', "i"));
    }

    #[test]
    fn a_sheet_misread_says_what_is_wrong() {
        let text = identity();
        let body = text.strip_prefix(PREFIX).unwrap();
        let (cut, _) = body.split_at_checked(57).unwrap();
        let (_, tail) = body.split_at_checked(1).unwrap();
        let wrong = |text: &str| read(text).map(|_| ()).unwrap_err();
        assert_eq!(wrong(" \n-"), RecoveryTextError::Empty);
        assert_eq!(wrong("# a comment"), RecoveryTextError::Empty);
        assert_eq!(wrong(PREFIX), RecoveryTextError::Length { found: 0 });
        assert_eq!(wrong(cut), RecoveryTextError::Length { found: 57 });
        assert_eq!(
            wrong(&format!("{body}Q")),
            RecoveryTextError::Length { found: 59 }
        );
        assert_eq!(
            wrong(&format!("{cut}か")),
            RecoveryTextError::Strange { group: 15 }
        );
        assert_eq!(
            wrong(&format!("か{body}")),
            RecoveryTextError::Strange { group: 1 }
        );
        let other = if body.starts_with('Q') { 'P' } else { 'Q' };
        assert_eq!(wrong(&format!("{other}{tail}")), RecoveryTextError::Misread);
        let public = identity_recipient();
        assert_eq!(wrong(&public), RecoveryTextError::PublicKey);
    }

    fn identity_recipient() -> String {
        Identity::parse(&identity()).unwrap().recipient().to_string()
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text: String) {
            proptest::prop_assert!(read(&text).is_err());
        }
    }
}
