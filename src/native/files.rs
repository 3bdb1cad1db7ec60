//! The files a command reads, bounded before they are read.

use std::fs::File;
use std::io::Read;

use crate::domain::locale::Locale;
use crate::format::text_encoding::{DecodedText, TextError, decode_text};
use crate::text::fill;
use crate::text::native::NativeText;

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";

/// Where files are read from, and the language in which their faults are told.
pub(super) struct Sources<'a> {
    input: &'a mut dyn Read,
    /// The language.
    pub(super) locale: Locale,
}

impl<'a> Sources<'a> {
    /// Standard input and the files of the machine.
    pub(super) fn new(input: &'a mut dyn Read, locale: Locale) -> Self {
        Self { input, locale }
    }

    /// The bytes of a file of at most `most` bytes.
    ///
    /// # Errors
    /// A sentence for the person.
    pub(super) fn bytes(&mut self, file: &str, most: usize) -> Result<Vec<u8>, String> {
        let words = NativeText::of(self.locale);
        let bound = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
        let mut bytes = Vec::new();
        let read = if file == STANDARD_INPUT {
            self.input.take(bound).read_to_end(&mut bytes)
        } else {
            File::open(file).and_then(|opened| opened.take(bound).read_to_end(&mut bytes))
        };
        match read {
            Ok(_) if bytes.len() > most => Err(fill(
                words.too_large,
                &[("file", &file), ("most", &(most / (1024 * 1024)))],
            )),
            Ok(_) => Ok(bytes),
            Err(_) => Err(fill(words.no_file, &[("file", &file)])),
        }
    }

    /// A text file of at most `most` bytes in UTF-8 or Shift_JIS, or in UTF-16 with a byte order mark, as the app reads it.
    ///
    /// # Errors
    /// A sentence for the person.
    pub(super) fn text(&mut self, file: &str, most: usize) -> Result<DecodedText, String> {
        let bytes = self.bytes(file, most)?;
        let words = NativeText::of(self.locale);
        decode_text(&bytes, most, shift_jis).map_err(|error| {
            let sentence = match error {
                TextError::Workbook => words.workbook,
                TextError::Encoding { .. } | TextError::CutShort { .. } => words.not_utf8,
                TextError::TooLarge { .. } => words.too_large,
            };
            fill(sentence, &[("file", &file), ("most", &(most / (1024 * 1024)))])
        })
    }
}

/// Shift_JIS as browsers read it: strictly.
fn shift_jis(bytes: &[u8]) -> Option<String> {
    encoding_rs::SHIFT_JIS
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(|text| text.into_owned())
}
