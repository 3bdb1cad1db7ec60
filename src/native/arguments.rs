//! What the words of the command line ask for.

use crate::domain::locale::Locale;
use crate::domain::roster::Grade;
use crate::text::fill;
use crate::text::native::NativeText;

/// A command with its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// How it is used.
    Help,
    /// What is wrong with a content document.
    Check {
        /// The document.
        content: String,
    },
    /// A table of answers, scored.
    Score {
        /// The content document.
        content: String,
        /// The table.
        answers: String,
    },
    /// What the roster import would read.
    Roster {
        /// The roster.
        file: String,
    },
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Arguments {
    /// The command.
    pub(super) action: Action,
    /// The grade whose bands are used.
    pub(super) grade: Option<Grade>,
}

/// Why the words mean nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// No command is called so.
    Command(String),
    /// No option is called so.
    Option(String),
    /// An option without its value.
    NoValue(&'static str),
    /// Not a language.
    Language,
    /// Not a grade.
    Grade,
    /// Too few files or too many.
    Files,
    /// Standard input twice.
    TwoInputs,
}

impl Wrong {
    /// The sentence for the person.
    pub(super) fn explain(&self, locale: Locale) -> String {
        let words = NativeText::of(locale);
        match self {
            Wrong::Command(word) => fill(words.no_command, &[("word", word)]),
            Wrong::Option(word) => fill(words.no_option, &[("word", word)]),
            Wrong::NoValue(word) => fill(words.no_value, &[("word", word)]),
            Wrong::Language => words.bad_lang.to_owned(),
            Wrong::Grade => words.bad_grade.to_owned(),
            Wrong::Files => words.file_count.to_owned(),
            Wrong::TwoInputs => words.two_stdin.to_owned(),
        }
    }
}

/// What the words ask for, and the language in which to answer; the latter even where the former means nothing.
pub(super) fn parse(words: &[String], language: Locale) -> (Locale, Result<Arguments, Wrong>) {
    let mut given = Given {
        language,
        ..Given::default()
    };
    let read = given.read(words);
    let arguments = read.and_then(|()| given.arguments());
    (given.language, arguments)
}

#[derive(Default)]
struct Given {
    language: Locale,
    grade: Option<Grade>,
    help: bool,
    rest: Vec<String>,
}

impl Given {
    /// Sorts the words. The first fault is told; those after it are read all the same, for the language.
    fn read(&mut self, words: &[String]) -> Result<(), Wrong> {
        let mut first = Ok(());
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let (name, joined) = match word.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name, Some(value)),
                Some(_) | None => (word.as_str(), None),
            };
            let mut value = || joined.or_else(|| words.next().map(String::as_str));
            let read = match name {
                "--help" | "-h" => {
                    self.help = true;
                    Ok(())
                }
                "--lang" => match value() {
                    None => Err(Wrong::NoValue("--lang")),
                    Some("ja") => {
                        self.language = Locale::Ja;
                        Ok(())
                    }
                    Some("en") => {
                        self.language = Locale::En;
                        Ok(())
                    }
                    Some(_) => Err(Wrong::Language),
                },
                "--grade" => match value() {
                    None => Err(Wrong::NoValue("--grade")),
                    Some(code) => {
                        self.grade = Grade::from_code(code);
                        self.grade.map(|_| ()).ok_or(Wrong::Grade)
                    }
                },
                _ if word.starts_with('-') && word != "-" => Err(Wrong::Option(word.clone())),
                _ => {
                    self.rest.push(word.clone());
                    Ok(())
                }
            };
            first = first.and(read);
        }
        first
    }

    fn arguments(&self) -> Result<Arguments, Wrong> {
        let action = if self.help { Action::Help } else { self.action()? };
        if self.grade.is_some() && !matches!(action, Action::Score { .. } | Action::Help) {
            return Err(Wrong::Option("--grade".to_owned()));
        }
        Ok(Arguments {
            action,
            grade: self.grade,
        })
    }

    fn action(&self) -> Result<Action, Wrong> {
        let Some((command, files)) = self.rest.split_first() else {
            return Err(Wrong::Files);
        };
        match (command.as_str(), files) {
            ("help", []) => Ok(Action::Help),
            ("check", [content]) => Ok(Action::Check {
                content: content.clone(),
            }),
            ("score", [content, answers]) if content == "-" && answers == "-" => Err(Wrong::TwoInputs),
            ("score", [content, answers]) => Ok(Action::Score {
                content: content.clone(),
                answers: answers.clone(),
            }),
            ("roster", [file]) => Ok(Action::Roster { file: file.clone() }),
            ("help" | "check" | "score" | "roster", _) => Err(Wrong::Files),
            (other, _) => Err(Wrong::Command(other.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> (Locale, Result<Arguments, Wrong>) {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        parse(&words, Locale::En)
    }

    #[test]
    fn options_may_stand_anywhere_and_be_joined_to_their_value() {
        let expected = Arguments {
            action: Action::Score {
                content: "c.json".into(),
                answers: "-".into(),
            },
            grade: Some(Grade::Elementary(3)),
        };
        for line in [
            "score c.json - --grade P3 --lang ja",
            "--lang=ja score --grade=P3 c.json -",
        ] {
            assert_eq!(parsed(line), (Locale::Ja, Ok(expected.clone())), "{line}");
        }
    }

    #[test]
    fn what_means_nothing_is_refused_with_its_reason_in_the_language_asked_for() {
        for (line, wrong) in [
            ("", Wrong::Files),
            ("check", Wrong::Files),
            ("check a b", Wrong::Files),
            ("score a", Wrong::Files),
            ("score - -", Wrong::TwoInputs),
            ("scroe a b", Wrong::Command("scroe".into())),
            ("check a --strict", Wrong::Option("--strict".into())),
            ("check a --grade P3", Wrong::Option("--grade".into())),
            ("check a --lang", Wrong::NoValue("--lang")),
            ("check a --lang fr", Wrong::Language),
            ("score a b --grade P7", Wrong::Grade),
        ] {
            assert_eq!(parsed(line).1, Err(wrong), "{line}");
        }
        let (language, wrong) = parsed("check --nothing --lang ja");
        assert_eq!(
            (language, wrong),
            (Locale::Ja, Err(Wrong::Option("--nothing".into())))
        );
    }
}
