//! Which content documents are at hand, which of them is in use, and with which one a round is read.
//!
//! The order of precedence is: the built-in 見本, then `content.json` beside the page, then what was imported on this
//! device. A round that was begun is not touched by any of it: it is read with the content it was answered with.

use std::sync::Arc;

use super::content::{self, ContentError};
use crate::domain::carry_over::fits;
use crate::domain::checklist::{Checklist, ContentStamp};
use crate::domain::document::{Document, Round};
use crate::domain::limits::MAX_KEPT_CONTENT_BYTES;

/// Where a content comes from. A later one goes before an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The 見本 that comes with the app.
    BuiltIn,
    /// `content.json` beside the page.
    Server,
    /// Imported on this device.
    Device,
}

/// A content document that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Where it comes from.
    pub origin: Origin,
    /// The document, word for word.
    pub text: Arc<str>,
    /// What it says.
    pub checklist: Arc<Checklist>,
}

impl Source {
    /// Reads a content document that is to be used: it must be small enough to be kept with every class.
    ///
    /// # Errors
    /// See [`content::read_content`]; also when it is larger than [`MAX_KEPT_CONTENT_BYTES`].
    pub fn read(origin: Origin, text: &Arc<str>) -> Result<Self, ContentError> {
        if text.len() > MAX_KEPT_CONTENT_BYTES {
            return Err(ContentError::TooLarge {
                bytes: text.len(),
                limit: MAX_KEPT_CONTENT_BYTES,
            });
        }
        Ok(Self {
            origin,
            text: text.clone(),
            checklist: Arc::new(content::read_content(text.as_bytes())?),
        })
    }

    /// The built-in content.
    ///
    /// # Errors
    /// None that a released app can meet, see [`content::built_in`].
    pub fn built_in() -> Result<Self, ContentError> {
        Ok(Self {
            origin: Origin::BuiltIn,
            text: content::built_in_text().into(),
            checklist: Arc::new(content::built_in()?),
        })
    }

    /// Id, version and checksum.
    pub fn stamp(&self) -> &ContentStamp {
        &self.checklist.stamp
    }
}

/// The text of a content file, without the byte order mark that editors on Windows put before it: so it has the same
/// checksum, whatever way it comes.
///
/// # Errors
/// When the bytes are not UTF-8.
pub fn text_of(bytes: &[u8]) -> Result<Arc<str>, ContentError> {
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(plain).map(Arc::from).map_err(|error| {
        let before = plain.get(..error.valid_up_to()).unwrap_or_default();
        let mut line = before.split(|byte| *byte == b'\n');
        ContentError::Syntax {
            line: line.clone().count(),
            column: line.next_back().map_or(0, <[u8]>::len) + 1,
        }
    })
}

/// With what a round is read.
#[derive(Clone, Debug)]
pub enum Reading {
    /// With the content it was answered with.
    Own(Arc<Checklist>),
    /// That content is not at hand. The built-in one has all the items that were answered, so it stands in, and the
    /// person is told.
    StandIn(Arc<Checklist>),
    /// That content is not at hand, and what was answered does not fit the built-in one: nothing can be scored.
    Missing(Arc<Checklist>),
}

impl Reading {
    /// The content to show the round with; where it is missing, the built-in one, for everything but the sheets.
    pub fn checklist(&self) -> &Arc<Checklist> {
        match self {
            Reading::Own(checklist) | Reading::StandIn(checklist) | Reading::Missing(checklist) => checklist,
        }
    }

    /// The same, with something made of the content.
    #[must_use]
    pub fn map(self, make: impl FnOnce(Arc<Checklist>) -> Arc<Checklist>) -> Self {
        match self {
            Reading::Own(checklist) => Reading::Own(make(checklist)),
            Reading::StandIn(checklist) => Reading::StandIn(make(checklist)),
            Reading::Missing(checklist) => Reading::Missing(make(checklist)),
        }
    }

    /// Whether both show the same, in the same way.
    pub fn is_same(&self, other: &Self) -> bool {
        let is_same_way = match (self, other) {
            (Reading::Own(_), Reading::Own(_))
            | (Reading::StandIn(_), Reading::StandIn(_))
            | (Reading::Missing(_), Reading::Missing(_)) => true,
            (Reading::Own(_) | Reading::StandIn(_) | Reading::Missing(_), _) => false,
        };
        // The same content may have been read twice.
        is_same_way
            && (Arc::ptr_eq(self.checklist(), other.checklist()) || self.checklist() == other.checklist())
    }
}

/// The content with this stamp, kept with the class or else among those at hand.
pub fn find(
    document: &Document,
    stamp: &ContentStamp,
    known: &[Source],
    read: &dyn Fn(&Arc<str>) -> Option<Arc<Checklist>>,
) -> Option<Arc<Checklist>> {
    // What the class keeps need not be what its stamp says: files can be made by hand.
    let kept = document.content(stamp).and_then(read);
    kept.filter(|checklist| checklist.stamp == *stamp).or_else(|| {
        let found = known.iter().find(|source| source.stamp() == stamp);
        found.map(|source| source.checklist.clone())
    })
}

/// With what a round is read.
pub fn reading(
    document: &Document,
    round: &Round,
    known: &[Source],
    built_in: &Arc<Checklist>,
    read: &dyn Fn(&Arc<str>) -> Option<Arc<Checklist>>,
) -> Reading {
    match find(document, &round.stamp, known, read) {
        Some(checklist) => Reading::Own(checklist),
        None if fits(built_in, round) => Reading::StandIn(built_in.clone()),
        None => Reading::Missing(built_in.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::response::{Answer, Response};
    use crate::domain::roster::StudentId;
    use crate::domain::sorted::Map;

    fn version_text(version: &str) -> Arc<str> {
        let text = content::built_in_text();
        let at = text.find("\"version\"").unwrap();
        let (before, after) = text.split_at(at);
        let after = after.split_once(',').unwrap().1;
        format!("{before}\"version\": \"{version}\",{after}").into()
    }

    fn read(text: &Arc<str>) -> Option<Arc<Checklist>> {
        Source::read(Origin::Device, text)
            .ok()
            .map(|source| source.checklist)
    }

    fn class(source: &Source) -> Document {
        let mut document = crate::domain::ledger::histories::class();
        document.rounds[0].stamp = source.stamp().clone();
        document.begin(Default::default(), 1);
        document
    }

    #[test]
    fn a_round_is_read_with_what_the_class_keeps_whatever_is_in_use() {
        let [old, new] =
            ["8.1", "8.2"].map(|version| Source::read(Origin::Server, &version_text(version)).unwrap());
        let built_in = Source::built_in().unwrap();
        assert_eq!(
            (old.stamp().version.as_str(), old.stamp().id == new.stamp().id),
            ("8.1", true)
        );
        let document = class(&old).with_content(old.stamp().clone(), old.text.clone());
        let round = &document.rounds[0];
        let known = [built_in.clone(), new];
        let Reading::Own(found) = reading(&document, round, &known, &built_in.checklist, &read) else {
            panic!("kept")
        };
        assert_eq!(found.stamp, *old.stamp());
    }

    #[test]
    fn without_its_content_a_round_is_read_with_one_at_hand_of_the_same_checksum_or_with_what_fits() {
        let [old, new] =
            ["8.1", "8.2"].map(|version| Source::read(Origin::Server, &version_text(version)).unwrap());
        let built_in = Source::built_in().unwrap();
        let mut document = class(&old);
        let of = |document: &Document, known: &[Source]| {
            reading(document, &document.rounds[0], known, &built_in.checklist, &read)
        };
        assert!(matches!(
            of(&document, &[built_in.clone(), old.clone()]),
            Reading::Own(_)
        ));
        assert!(matches!(
            of(&document, &[built_in.clone(), new.clone()]),
            Reading::StandIn(_)
        ));
        let sheet = Response {
            answers: Map::from([("elsewhere".into(), Answer::Unknown)]),
            ..Response::default()
        };
        document.rounds[0].responses.insert(StudentId(1), sheet);
        assert!(matches!(
            of(&document, &[built_in.clone(), new]),
            Reading::Missing(_)
        ));
        // Whoever brings the content, brings the round back.
        let document = document.with_content(old.stamp().clone(), old.text.clone());
        assert!(matches!(
            of(&document, std::slice::from_ref(&built_in)),
            Reading::Own(_)
        ));
    }

    #[test]
    fn a_text_that_is_not_what_its_stamp_says_is_not_used() {
        let [old, new] =
            ["8.1", "8.2"].map(|version| Source::read(Origin::Server, &version_text(version)).unwrap());
        let document = class(&old).with_content(old.stamp().clone(), new.text);
        assert!(find(&document, old.stamp(), &[], &read).is_none());
        let broken = class(&old).with_content(old.stamp().clone(), "{".into());
        assert!(find(&broken, old.stamp(), &[], &read).is_none());
    }

    #[test]
    fn a_file_has_one_text_with_or_without_a_byte_order_mark_and_what_is_no_utf_8_is_refused_with_its_place()
    {
        let plain = content::built_in_text();
        let marked = format!("\u{feff}{plain}");
        for text in [plain, &marked] {
            assert_eq!(text_of(text.as_bytes()).as_deref(), Ok(plain));
        }
        // 見本 in CP932.
        let error = text_of(b"{\n  \"id\": \"\x8c\xa9\x96\x7b\"}");
        assert_eq!(error, Err(ContentError::Syntax { line: 2, column: 10 }));
    }

    #[test]
    fn a_content_too_large_to_be_kept_with_a_class_is_not_used() {
        let text: Arc<str> = format!(
            "{}{}",
            content::built_in_text(),
            " ".repeat(MAX_KEPT_CONTENT_BYTES)
        )
        .into();
        let limit = MAX_KEPT_CONTENT_BYTES;
        let bytes = text.len();
        assert_eq!(
            Source::read(Origin::Server, &text),
            Err(ContentError::TooLarge { bytes, limit })
        );
    }
}
