//! The content documents a class keeps: with them every round stays readable, whatever is in use by then.

use std::sync::Arc;

use super::{Ledger, Replica};
use crate::domain::checklist::ContentStamp;
use crate::domain::document::Document;

impl Ledger {
    /// Whether a round was answered with this content.
    pub fn has_round_of(&self, stamp: &ContentStamp) -> bool {
        self.rounds.keys().any(|key| key.stamp == *stamp)
    }

    /// Bytes of all content documents together.
    pub fn content_bytes(&self) -> usize {
        self.contents.values().map(|text| text.len()).sum()
    }

    /// Keeps a content document, by `me`. Says whether it was not there yet.
    pub fn keep_content(&mut self, stamp: ContentStamp, text: Arc<str>, me: Replica) -> bool {
        if self.contents.contains_key(&stamp) {
            return false;
        }
        let dot = self.next(me);
        self.contents.insert(stamp, text);
        self.seen.insert(me, dot.at);
        true
    }

    /// Takes over the content documents of another ledger.
    pub(super) fn merge_contents(&mut self, other: &Ledger) {
        for (stamp, theirs) in &other.contents {
            let mine = self.contents.or_insert_with(stamp.clone(), || theirs.clone());
            // One checksum, two texts: nobody meets that by chance, but all copies must still end the same.
            if *mine < *theirs {
                *mine = theirs.clone();
            }
        }
    }
}

impl Document {
    /// The content document with this stamp, as it was when a round began with it.
    pub fn content(&self, stamp: &ContentStamp) -> Option<&Arc<str>> {
        self.ledger.contents.get(stamp)
    }

    /// The same document with the content document of its first round, as part of what it was begun with.
    #[must_use]
    pub fn with_content(mut self, stamp: ContentStamp, text: Arc<str>) -> Self {
        if self.ledger.has_round_of(&stamp) {
            self.ledger.contents.insert(stamp, text);
        }
        self
    }
}
