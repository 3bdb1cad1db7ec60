//! Content documents that the class keeps with its rounds.

use std::sync::Arc;

use super::{UpdateError, Workspace};
use crate::domain::checklist::ContentStamp;
use crate::domain::limits::{MAX_KEPT_CONTENT_BYTES, MAX_KEPT_CONTENTS_BYTES};

impl Workspace {
    /// Keeps a content document, unless it is there already.
    pub(super) fn keep_content(&mut self, stamp: ContentStamp, content: Arc<str>) -> Result<(), UpdateError> {
        let ledger = &mut self.document.ledger;
        if ledger.contents.contains_key(&stamp) {
            return Ok(());
        }
        let together = ledger.content_bytes().saturating_add(content.len());
        for (bytes, most) in [
            (content.len(), MAX_KEPT_CONTENT_BYTES),
            (together, MAX_KEPT_CONTENTS_BYTES),
        ] {
            if bytes > most {
                return Err(UpdateError::TooMuchContent { bytes, most });
            }
        }
        ledger.keep_content(stamp, content, self.me);
        Ok(())
    }
}
