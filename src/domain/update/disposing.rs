//! Disposal of records whose retention is over: all that are named, or none.

use chrono::NaiveDate;

use super::{UpdateError, Workspace};
use crate::domain::checklist::Checklist;
use crate::domain::document::RoundId;
use crate::domain::ledger::RecordKind;
use crate::domain::retention::{Held, held};

impl Workspace {
    pub(super) fn dispose(
        &mut self,
        checklist: &Checklist,
        records: &[(RoundId, RecordKind)],
        on: NaiveDate,
    ) -> Result<(), UpdateError> {
        let held = held(&checklist.retention, &self.document);
        let mut chosen: Vec<Held> = Vec::with_capacity(records.len());
        for (round, kind) in records {
            let found = held
                .iter()
                .find(|held| held.round == *round && held.kind == *kind);
            let found = found.ok_or(UpdateError::NothingThere)?;
            if !found.is_due(on) {
                return Err(UpdateError::NotDue);
            }
            chosen.push(*found);
        }
        if chosen.is_empty() {
            return Err(UpdateError::NothingThere);
        }
        for Held {
            round,
            kind,
            count,
            years,
            ..
        } in chosen
        {
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            self.document
                .ledger
                .dispose(round, kind, (on, count, years), self.me);
        }
        self.show_ledger();
        Ok(())
    }
}
