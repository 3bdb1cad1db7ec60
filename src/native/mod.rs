//! The app's rules on the command line: checks a content document, scores a table of answers, and says what the roster
//! import would read, with the very readers and scorer that run in the browser.
//!
//! For a board that writes its own content and for researchers who hold the rules against their data. Nothing is
//! written but the standard output; nothing of a file's contents shows in a message.

mod arguments;
mod check;
mod files;
mod roster;
mod score;

use std::io::{self, Write};
use std::process::ExitCode;

use crate::domain::locale::Locale;
use crate::text::native::{NativeText, help};

use arguments::{Action, Arguments};
use files::Sources;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// What was asked for is done.
    Done,
    /// There is something to put right in a file.
    Faults,
    /// Wrong usage, or a file that cannot be read.
    Refused,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        ExitCode::from(match ending {
            Ending::Done => 0,
            Ending::Faults => 1,
            Ending::Refused => 2,
        })
    }
}

/// Where a command writes: results, and what is said about them.
pub struct Output<'a> {
    /// Results.
    pub out: &'a mut dyn Write,
    /// Sentences about what went wrong.
    pub err: &'a mut dyn Write,
}

/// Carries out the command this process was started with.
pub fn main() -> ExitCode {
    let mut words = Vec::new();
    for word in std::env::args_os().skip(1) {
        // A file may be called anything; what is no text is shown as far as it is one, and is then not found.
        words.push(word.to_string_lossy().into_owned());
    }
    let language = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
    let output = Output {
        out: &mut out,
        err: &mut err,
    };
    match run(
        &words,
        locale_of(language.as_deref()),
        &mut io::stdin().lock(),
        output,
    ) {
        Ok(ending) => ending.into(),
        // Whoever read the output has gone (`kizuki score … | head`): there is nobody left to tell.
        Err(_) => Ending::Refused.into(),
    }
}

/// The language a locale's name stands for, e.g. `ja_JP.UTF-8`; English where it is not Japanese.
fn locale_of(name: Option<&str>) -> Locale {
    match name {
        Some(name) if name.starts_with("ja") => Locale::Ja,
        Some(_) | None => Locale::En,
    }
}

/// Carries out one command.
///
/// # Errors
/// When the output cannot be written.
pub fn run(
    words: &[String],
    language: Locale,
    input: &mut dyn io::Read,
    output: Output<'_>,
) -> io::Result<Ending> {
    let (language, parsed) = arguments::parse(words, language);
    let texts = NativeText::of(language);
    let Arguments { action, grade } = match parsed {
        Ok(arguments) => arguments,
        Err(wrong) => {
            writeln!(output.err, "{}\n{}", wrong.explain(language), texts.help_hint)?;
            return Ok(Ending::Refused);
        }
    };
    let mut sources = Sources::new(input, language);
    let ended = match &action {
        Action::Help => {
            output.out.write_all(help(language).as_bytes())?;
            Ok(Ending::Done)
        }
        Action::Check { content } => check::run(content, &mut sources, output.out)?,
        Action::Score { content, answers } => {
            let ended = score::run(content, answers, grade, &mut sources);
            match ended {
                Ok(score::Scored::Rows(lines)) => {
                    output.out.write_all(lines.as_bytes())?;
                    Ok(Ending::Done)
                }
                Ok(score::Scored::Faults(sentences)) => {
                    output.err.write_all(sentences.as_bytes())?;
                    Ok(Ending::Faults)
                }
                Err(sentence) => Err(sentence),
            }
        }
        Action::Roster { file } => roster::run(file, &mut sources, output.out)?,
    };
    output.out.flush()?;
    Ok(match ended {
        Ok(ending) => ending,
        Err(sentence) => {
            writeln!(output.err, "{sentence}")?;
            Ending::Refused
        }
    })
}
