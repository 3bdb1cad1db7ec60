//! Bytes of a text file → text. School software writes CP932 (Shift_JIS), Excel writes UTF-8 with a mark, CP932 or UTF-16.
//!
//! Shift_JIS tables are heavy and every browser has them, so that decoder arrives as a function, as does NFKC.

use thiserror::Error;

/// Unicode normalisation form NFKC (`String.prototype.normalize` in the browser): full-width digits become plain ones.
pub type Nfkc<'a> = &'a dyn Fn(&str) -> String;

/// How a text was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextEncoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16 little endian with a byte order mark: Excel's 「Unicode テキスト」.
    Utf16,
    /// Shift_JIS as Windows writes it (CP932).
    ShiftJis,
    /// Pasted by a person, so there were no bytes to decode.
    Pasted,
}

/// A decoded text. Its `Debug` shows the length only: a roster file is full of personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodedText {
    text: String,
    encoding: TextEncoding,
}

/// Why bytes are not a text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TextError {
    /// More bytes than anybody's roster has.
    #[error("{bytes} bytes, at most {max}")]
    TooLarge {
        /// Bytes found.
        bytes: usize,
        /// Bytes allowed.
        max: usize,
    },
    /// An Excel workbook (or another zip or Office file), not a text file.
    #[error("a workbook or archive, not a text file")]
    Workbook,
    /// Neither valid UTF-8 nor valid Shift_JIS.
    #[error("unknown text encoding on line {line}")]
    Encoding {
        /// First line with an impossible byte, from 1.
        line: usize,
    },
    /// The last character is cut in two: the file ends too early.
    #[error("the file ends inside a character on line {line}")]
    CutShort {
        /// The last line, from 1.
        line: usize,
    },
}

const UTF8_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];
const UTF16_MARK: &[u8] = &[0xFF, 0xFE];
/// First bytes of .xlsx and every other zip; first bytes of .xls.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", &[0xD0, 0xCF, 0x11, 0xE0]];

impl DecodedText {
    /// A pasted text, of at most `max` bytes.
    ///
    /// # Errors
    /// [`TextError::TooLarge`].
    pub fn pasted(text: &str, max: usize) -> Result<Self, TextError> {
        check_size(text.len(), max)?;
        Ok(Self {
            text: text.trim_start_matches('\u{feff}').to_owned(),
            encoding: TextEncoding::Pasted,
        })
    }

    /// The text without byte order mark.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How it was written down.
    pub fn encoding(&self) -> TextEncoding {
        self.encoding
    }

    /// Whether it came as a file, which can be cut short; a paste cannot.
    pub fn is_file(&self) -> bool {
        self.encoding != TextEncoding::Pasted
    }
}

impl std::fmt::Debug for DecodedText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DecodedText({:?}, {} bytes)", self.encoding, self.text.len())
    }
}

/// Decodes a text file of at most `max` bytes: by its byte order mark, else as strict UTF-8, else as Shift_JIS.
///
/// `shift_jis` is a strict decoder: it gives `None` where a byte means nothing. It is asked again line by line to find
/// the place of a fault.
///
/// # Errors
/// [`TextError`]; the size is checked before anything is read.
pub fn decode_text(
    bytes: &[u8],
    max: usize,
    shift_jis: impl Fn(&[u8]) -> Option<String>,
) -> Result<DecodedText, TextError> {
    check_size(bytes.len(), max)?;
    if WORKBOOKS.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(TextError::Workbook);
    }
    if let Some(body) = bytes.strip_prefix(UTF16_MARK) {
        return decode_utf16(body);
    }
    let (body, has_mark) = match bytes.strip_prefix(UTF8_MARK) {
        Some(body) => (body, true),
        None => (bytes, false),
    };
    let fault = match std::str::from_utf8(body) {
        Ok(text) => {
            return Ok(DecodedText {
                text: text.to_owned(),
                encoding: TextEncoding::Utf8,
            });
        }
        Err(fault) => fault,
    };
    let (sound, rest) = body.split_at(fault.valid_up_to());
    let cut = fault.error_len().is_none();
    // Japanese UTF-8 up to a half character at the very end: Shift_JIS would read it as gibberish without complaint.
    if has_mark || (cut && !sound.is_ascii()) {
        let line = line_after(sound);
        return Err(if cut {
            TextError::CutShort { line }
        } else {
            TextError::Encoding { line }
        });
    }
    if let Some(text) = shift_jis(body) {
        return Ok(DecodedText {
            text,
            encoding: TextEncoding::ShiftJis,
        });
    }
    // No second byte of Shift_JIS is a line feed, so lines can be tried one by one.
    let mut lines = body.split(|byte| *byte == b'\n').enumerate();
    let (index, faulty) = lines
        .find(|(_, line)| shift_jis(line).is_none())
        .unwrap_or((0, rest));
    let line = index + 1;
    let cut = lines.next().is_none()
        && faulty
            .split_last()
            .is_some_and(|(_, head)| shift_jis(head).is_some());
    Err(if cut {
        TextError::CutShort { line }
    } else {
        TextError::Encoding { line }
    })
}

fn check_size(bytes: usize, max: usize) -> Result<(), TextError> {
    if bytes > max {
        Err(TextError::TooLarge { bytes, max })
    } else {
        Ok(())
    }
}

fn decode_utf16(body: &[u8]) -> Result<DecodedText, TextError> {
    let (pairs, rest) = body.as_chunks::<2>();
    let mut text = String::with_capacity(body.len());
    for unit in char::decode_utf16(pairs.iter().copied().map(u16::from_le_bytes)) {
        match unit {
            Ok(character) => text.push(character),
            Err(_) => {
                return Err(TextError::Encoding {
                    line: line_after(text.as_bytes()),
                });
            }
        }
    }
    if rest.is_empty() {
        Ok(DecodedText {
            text,
            encoding: TextEncoding::Utf16,
        })
    } else {
        Err(TextError::CutShort {
            line: line_after(text.as_bytes()),
        })
    }
}

/// The line on which the byte after `sound` stands.
fn line_after(sound: &[u8]) -> usize {
    1 + sound.iter().filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shift_jis(bytes: &[u8]) -> Option<String> {
        encoding_rs::SHIFT_JIS
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(|text| text.into_owned())
    }

    fn decode(bytes: &[u8]) -> Result<DecodedText, TextError> {
        decode_text(bytes, 1000, shift_jis)
    }

    fn sjis(text: &str) -> Vec<u8> {
        let (bytes, _, unmappable) = encoding_rs::SHIFT_JIS.encode(text);
        assert!(!unmappable, "the test text must exist in CP932");
        bytes.into_owned()
    }

    #[test]
    fn the_same_words_come_out_of_every_encoding() {
        let text = "番号,氏名\r\n1,髙橋 﨑\r\n";
        let utf16: Vec<u8> = "\u{feff}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let cases = [
            (text.as_bytes().to_vec(), TextEncoding::Utf8),
            (format!("\u{feff}{text}").into_bytes(), TextEncoding::Utf8),
            (utf16, TextEncoding::Utf16),
            (sjis(text), TextEncoding::ShiftJis),
        ];
        for (bytes, encoding) in cases {
            let decoded = decode(&bytes).unwrap();
            assert_eq!((decoded.as_str(), decoded.encoding()), (text, encoding));
        }
    }

    #[test]
    fn a_file_that_ends_inside_a_character_is_called_cut_short() {
        let text = "番号,氏名\n1,青木";
        let whole = sjis(text);
        let utf16: Vec<u8> = "\u{feff}番\n1"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for bytes in [
            text.as_bytes(),
            format!("\u{feff}{text}").as_bytes(),
            &whole,
            &utf16,
        ] {
            let cut = bytes.split_last().unwrap().1;
            assert_eq!(decode(cut), Err(TextError::CutShort { line: 2 }), "{bytes:x?}");
        }
    }

    #[test]
    fn impossible_bytes_are_reported_with_their_line() {
        let mut bytes = sjis("番号,氏名\n1,青木\n2,");
        bytes.extend(*b"\xFF\xFE\n3,x\n");
        assert_eq!(decode(&bytes), Err(TextError::Encoding { line: 3 }));
        assert_eq!(
            decode(b"\xEF\xBB\xBFa\n\x82\xA0\n"),
            Err(TextError::Encoding { line: 2 })
        );
        assert_eq!(
            decode(b"\xFF\xFE\x00\xD8a\x00"),
            Err(TextError::Encoding { line: 1 })
        );
    }

    #[test]
    fn workbooks_and_huge_files_are_refused_before_reading() {
        assert_eq!(decode(b"PK\x03\x04rest"), Err(TextError::Workbook));
        assert_eq!(
            decode(&[b'1'; 1001]),
            Err(TextError::TooLarge {
                bytes: 1001,
                max: 1000
            })
        );
        assert_eq!(
            DecodedText::pasted("12345", 4),
            Err(TextError::TooLarge { bytes: 5, max: 4 })
        );
    }

    #[test]
    fn debug_output_shows_nothing_of_the_text() {
        assert_eq!(
            format!("{:?}", decode("青木".as_bytes()).unwrap()),
            "DecodedText(Utf8, 6 bytes)"
        );
    }
}
