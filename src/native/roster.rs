//! `kizuki roster`: what the roster import would read and throw away, without a name and without a cell.

use std::fmt::Write as _;
use std::io::{self, Write};

use unicode_normalization::UnicodeNormalization;

use super::Ending;
use super::files::Sources;
use crate::domain::limits::MAX_ROSTER_BYTES;
use crate::domain::locale::Locale;
use crate::format::records::Delimiter;
use crate::format::roster_table::{ColumnFate, ColumnView, RosterError, RosterPreview, read_roster};
use crate::text::fill;
use crate::text::native::NativeText;
use crate::text::roster::{encoding_label, explain_notice, explain_roster, explain_row, fate_label};

/// Says how a roster would be read.
///
/// # Errors
/// The outer: the output cannot be written. The inner: the file cannot be read, as a sentence.
pub(super) fn run(
    file: &str,
    sources: &mut Sources<'_>,
    out: &mut dyn Write,
) -> io::Result<Result<Ending, String>> {
    let locale = sources.locale;
    let text = match sources.text(file, MAX_ROSTER_BYTES) {
        Ok(text) => text,
        Err(sentence) => return Ok(Err(sentence)),
    };
    let preview = match read_roster(&text, &|text| text.nfkc().collect()) {
        Ok(preview) => preview,
        Err(error) => {
            writeln!(out, "{}", cause(&error, locale))?;
            return Ok(Ok(Ending::Faults));
        }
    };
    out.write_all(describe(&preview, locale).as_bytes())?;
    if preview.problems.is_empty() && !preview.classes.is_empty() {
        writeln!(out, "{}", NativeText::of(locale).readable)?;
        Ok(Ok(Ending::Done))
    } else {
        Ok(Ok(Ending::Faults))
    }
}

/// What concerns the whole file. The sentences after it speak of a class that is open in the app.
fn cause(error: &RosterError, locale: Locale) -> String {
    explain_roster(error, locale)
        .into_iter()
        .next()
        .unwrap_or_default()
}

fn describe(preview: &RosterPreview, locale: Locale) -> String {
    let words = NativeText::of(locale);
    let mut text = String::new();
    let mut line = |sentence: &str| {
        text.push_str(sentence);
        text.push('\n');
    };
    line(&fill(
        words.encoding,
        &[("name", &encoding_label(preview.encoding, locale))],
    ));
    line(match preview.mapping.delimiter() {
        Delimiter::Comma => words.delimiter_comma,
        Delimiter::Tab => words.delimiter_tab,
    });
    line(&match preview.header_line {
        Some(at) => fill(words.header, &[("line", &at)]),
        None => words.no_header.to_owned(),
    });
    line(words.columns);
    for column in &preview.columns {
        line(&describe_column(column, locale));
    }
    line(&fill(words.classes, &[("n", &preview.classes.len())]));
    let students: usize = preview.classes.iter().map(|class| class.students.len()).sum();
    line(&fill(words.students, &[("n", &students)]));
    for notice in &preview.notices {
        line(&explain_notice(notice, locale));
    }
    for problem in &preview.problems {
        line(&explain_row(problem, locale));
    }
    text
}

/// One column. A heading shows only where the column is read, which only known headings are: any other may hold a name.
fn describe_column(column: &ColumnView, locale: Locale) -> String {
    let words = NativeText::of(locale);
    let fate = match column.fate {
        ColumnFate::Read(_) if column.heading.is_empty() => fate_label(column.fate, locale),
        ColumnFate::Read(_) => fill(
            words.taken,
            &[
                ("fate", &fate_label(column.fate, locale)),
                ("heading", &column.heading),
            ],
        ),
        ColumnFate::Discarded if column.is_locked => words.locked.to_owned(),
        ColumnFate::Discarded if column.heading.is_empty() => words.unheaded.to_owned(),
        ColumnFate::Discarded => words.dropped.to_owned(),
    };
    let mut text = format!("  {}: {fate}", fill(words.column, &[("n", &(column.index + 1))]));
    let filled = fill(words.filled, &[("n", &column.filled_count)]);
    // Writing into a string cannot fail.
    write!(text, " ({filled})").unwrap_or_default();
    text
}
