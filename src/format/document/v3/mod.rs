//! `kizuki.document/3`: the second format, and with it the content documents that the rounds were answered with.
//!
//! They stand word for word as strings, each beside the stamp by which its rounds name it. A text that does not fit its
//! checksum is left out on reading: then the answers are still there, and the app says that their content is missing.

#[cfg(test)]
pub(super) mod schema;

use std::sync::Arc;

use super::parts;
use crate::domain::ledger::Ledger;
use crate::domain::limits::{MAX_KEPT_CONTENT_BYTES, MAX_KEPT_CONTENTS_BYTES, MAX_ROUNDS};
use crate::domain::sorted::Set;
use crate::format::checked::{Checker, FileRule as Rule};
use crate::format::content::checksum;
use crate::format::json::Node;
use crate::format::json_writer::JsonWriter;

/// Reads the contents into a ledger whose rounds are there already.
pub(super) fn read(node: &Node, ledger: &mut Ledger, check: &mut Checker) {
    let mut seen = Set::new();
    let mut together = 0_usize;
    for place in check.list(node, MAX_ROUNDS) {
        check.object(&place, &["content", "text"]);
        let (named, text) = (&place.field("content"), &place.field("text"));
        let stamp = parts::read::content(named, check);
        check.require(ledger.has_round_of(&stamp), named, Rule::NoRound);
        check.require(seen.insert(stamp.clone()), named, Rule::Duplicate);
        let content = check.text(text, MAX_KEPT_CONTENT_BYTES);
        together = together.saturating_add(content.len());
        for (found, most) in [
            (content.len(), MAX_KEPT_CONTENT_BYTES),
            (together, MAX_KEPT_CONTENTS_BYTES),
        ] {
            check.require(found <= most, text, Rule::TooLong { found, most });
        }
        if checksum(content.as_bytes()) == stamp.checksum {
            ledger.contents.insert(stamp, Arc::from(content));
        }
    }
}

/// Writes the contents of a ledger.
pub(super) fn write(out: &mut JsonWriter, ledger: &Ledger) {
    out.name("contents").list();
    for (stamp, text) in &ledger.contents {
        out.object();
        parts::write::content(out, stamp);
        out.name("text").text(text);
        out.end_object();
    }
    out.end_list();
}

/// Whether what is written reads back.
pub(super) fn are_within_bounds(ledger: &Ledger) -> bool {
    ledger.contents.len() <= MAX_ROUNDS
        && ledger.content_bytes() <= MAX_KEPT_CONTENTS_BYTES
        && ledger
            .contents
            .iter()
            .all(|(stamp, text)| text.len() <= MAX_KEPT_CONTENT_BYTES && ledger.has_round_of(stamp))
}
