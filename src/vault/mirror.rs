//! A sealed record as text, for a storage that keeps texts only: the mirror in LocalStorage.
//!
//! The text is `kizuki.sealed/1 ` and the record in Base64: plain ASCII, because some browsers count two bytes for every
//! character as soon as one is not. A text of a document that is not sealed, as the first version of this app left it under
//! the same key, is told apart, so that it can be sealed at the next unlocking.

use base64ct::{Base64, Encoding};

use super::open_vault::MAX_SEALED_BYTES;

/// Name of the format, before its number.
const FORMAT: &str = "kizuki.sealed/";
/// The number of the format that is written and read.
const FORMAT_NUMBER: u32 = 1;
/// How the texts of documents begin that the first version of this app stored, whole or cut off.
const PLAIN: &str = "{\"format\":\"kizuki.document/";

/// Characters of a mirror that are read.
pub const MAX_MIRROR_CHARS: usize = MAX_SEALED_BYTES.div_ceil(3) * 4 + 32;

/// What a mirror holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mirrored {
    /// A sealed record.
    Sealed(Vec<u8>),
    /// A document as the first version of this app stored it, whole or damaged. Nothing in it is protected.
    Plain,
}

/// Why a text is no mirror that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MirrorError {
    /// Longer than any mirror; it was not looked at.
    #[error("mirror of {characters} characters, at most {most} are read")]
    TooLong {
        /// Characters found (bytes of it in UTF-8).
        characters: usize,
        /// Characters allowed.
        most: usize,
    },
    /// Neither a mirror nor a document.
    #[error("not a mirror of a record")]
    OtherFormat,
    /// Written by a newer app.
    #[error("mirror format {number} is newer than {FORMAT_NUMBER}")]
    Newer {
        /// Number of the format found.
        number: u32,
    },
    /// The record is cut off or overwritten.
    #[error("mirror is not Base64 in its one spelling")]
    Damaged,
}

/// The text for a sealed record.
pub fn encode_mirror(record: &[u8]) -> String {
    format!("{FORMAT}{FORMAT_NUMBER} {}", Base64::encode_string(record))
}

/// Reads a mirror.
///
/// # Errors
/// When it is longer than [`MAX_MIRROR_CHARS`], something else, newer than this app or damaged. Whether the record opens is
/// another question.
pub fn decode_mirror(text: &str) -> Result<Mirrored, MirrorError> {
    if text.len() > MAX_MIRROR_CHARS {
        return Err(MirrorError::TooLong {
            characters: text.len(),
            most: MAX_MIRROR_CHARS,
        });
    }
    if text.starts_with(PLAIN) {
        return Ok(Mirrored::Plain);
    }
    let (number, record) = text
        .strip_prefix(FORMAT)
        .and_then(|rest| rest.split_once(' '))
        .ok_or(MirrorError::OtherFormat)?;
    match number.parse::<u32>() {
        Ok(FORMAT_NUMBER) => Base64::decode_vec(record)
            .map(Mirrored::Sealed)
            .map_err(|_| MirrorError::Damaged),
        Ok(number) if number > FORMAT_NUMBER => Err(MirrorError::Newer { number }),
        Ok(_) | Err(_) => Err(MirrorError::OtherFormat),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_reads_back_as_it_was_mirrored() {
        for record in [&b""[..], b"a", b"ab", b"abc", &[0xff; 1000]] {
            let text = encode_mirror(record);
            assert!(text.is_ascii());
            assert_eq!(decode_mirror(&text), Ok(Mirrored::Sealed(record.to_vec())));
        }
    }

    #[test]
    fn a_document_that_was_never_sealed_is_told_apart_even_when_it_is_cut_off() {
        let golden = include_str!("../../tests/fixtures/golden/document-1.json");
        let document = crate::format::document::decode(golden.as_bytes()).unwrap();
        let text = crate::format::document::encode(&document).unwrap();
        assert_eq!(decode_mirror(&text), Ok(Mirrored::Plain));
        assert_eq!(
            decode_mirror(text.get(..PLAIN.len()).unwrap()),
            Ok(Mirrored::Plain)
        );
        assert_eq!(
            decode_mirror(text.get(..PLAIN.len() - 1).unwrap()),
            Err(MirrorError::OtherFormat)
        );
    }

    #[test]
    fn what_is_newer_damaged_too_long_or_something_else_is_refused() {
        for (text, error) in [
            ("", MirrorError::OtherFormat),
            ("{}", MirrorError::OtherFormat),
            ("kizuki.sealed/1", MirrorError::OtherFormat),
            ("kizuki.sealed/0 YQ==", MirrorError::OtherFormat),
            ("kizuki.sealed/x YQ==", MirrorError::OtherFormat),
            ("kizuki.sealed/2 YQ==", MirrorError::Newer { number: 2 }),
            ("kizuki.sealed/1 YQ", MirrorError::Damaged),
            ("kizuki.sealed/1 YR==", MirrorError::Damaged),
            ("kizuki.sealed/1 YQ==\n", MirrorError::Damaged),
            ("kizuki.sealed/1 組", MirrorError::Damaged),
        ] {
            assert_eq!(decode_mirror(text), Err(error), "{text}");
        }
        let long = "a".repeat(MAX_MIRROR_CHARS + 1);
        assert!(matches!(decode_mirror(&long), Err(MirrorError::TooLong { .. })));
    }

    #[test]
    fn the_largest_record_fits() {
        let text = encode_mirror(&vec![7; MAX_SEALED_BYTES]);
        assert!(decode_mirror(&text).is_ok());
    }

    #[test]
    fn a_mirror_cut_off_anywhere_is_refused_or_gives_a_shorter_record_that_cannot_open() {
        let record = [7; 100];
        let text = encode_mirror(&record);
        for end in 0..text.len() {
            match decode_mirror(text.get(..end).unwrap()) {
                Ok(Mirrored::Sealed(found)) => {
                    assert!(found.len() < record.len() && record.starts_with(&found))
                }
                Ok(Mirrored::Plain) => panic!("cut at {end}"),
                Err(_) => {}
            }
        }
    }
}
