//! Values that every number of the format writes alike: answers, decisions, cards, codes.

pub(super) mod read;
pub(super) mod write;

/// Characters of a content's version or checksum.
pub(super) const MAX_STAMP_CHARS: usize = 64;
/// Characters of one reason; the app makes these sentences, and the longest names every item of a rule.
pub(super) const MAX_REASON_CHARS: usize = 10_000;
