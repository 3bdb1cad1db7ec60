//! `kizuki check`: everything to put right in a content document.

use std::io::{self, Write};

use super::Ending;
use super::files::Sources;
use crate::domain::checklist::{Checklist, Form};
use crate::domain::limits::MAX_CONTENT_BYTES;
use crate::domain::locale::Locale;
use crate::format::content::{ContentError, read_content, warnings};
use crate::text::content::{explain_cause, explain_fault, explain_warning};
use crate::text::fill;
use crate::text::native::NativeText;

/// Reads a content document and says what it is, or everything that is wrong with it.
///
/// # Errors
/// The outer: the output cannot be written. The inner: the file cannot be read, as a sentence.
pub(super) fn run(
    file: &str,
    sources: &mut Sources<'_>,
    out: &mut dyn Write,
) -> io::Result<Result<Ending, String>> {
    let locale = sources.locale;
    let words = NativeText::of(locale);
    // One byte more than allowed, so that the reader itself says that it is too much.
    let bytes = match sources.bytes(file, MAX_CONTENT_BYTES + 1) {
        Ok(bytes) => bytes,
        Err(sentence) => return Ok(Err(sentence)),
    };
    let ending = match read_content(&bytes) {
        Ok(checklist) => {
            writeln!(out, "{file}: {}", words.usable)?;
            for line in what_it_is(&checklist, locale) {
                writeln!(out, "  {line}")?;
            }
            let odd = warnings(&checklist);
            let n = odd.warnings.len();
            if n > 0 {
                writeln!(out, "{file}: {}", fill(words.odd, &[("n", &n)]))?;
            }
            for warning in &odd.warnings {
                writeln!(out, "{file}: {}", explain_warning(warning, locale))?;
            }
            Ending::Done
        }
        Err(error) => {
            for line in faults(&error, locale) {
                writeln!(out, "{file}: {line}")?;
            }
            Ending::Faults
        }
    };
    Ok(Ok(ending))
}

fn what_it_is(checklist: &Checklist, locale: Locale) -> [String; 2] {
    let words = NativeText::of(locale);
    let stamp = &checklist.stamp;
    [
        fill(
            words.stamp,
            &[
                ("id", &stamp.id),
                ("version", &stamp.version),
                ("checksum", &stamp.checksum),
            ],
        ),
        fill(
            words.parts,
            &[
                ("lines", &checklist.form(Form::Short).count()),
                ("items", &checklist.form(Form::Full).count()),
                ("scores", &checklist.scores.len()),
                ("levels", &checklist.levels.len()),
            ],
        ),
    ]
}

/// Everything that is wrong with a content document, one line each.
pub(super) fn faults(error: &ContentError, locale: Locale) -> Vec<String> {
    let words = NativeText::of(locale);
    match error {
        ContentError::Faults(found) => {
            let n = found.faults.len() + found.left_out;
            let mut lines = vec![fill(words.faults, &[("n", &n)])];
            lines.extend(found.faults.iter().map(|fault| explain_fault(fault, locale)));
            if found.left_out > 0 {
                lines.push(fill(words.left_out, &[("n", &found.left_out)]));
            }
            lines
        }
        ContentError::TooLarge { .. }
        | ContentError::Syntax { .. }
        | ContentError::OtherFormat
        | ContentError::Newer { .. } => vec![explain_cause(error, locale)],
    }
}
