//! The columns as the preview shows them: heading and fate, never contents.

use super::cells::clean_name;
use super::headings::{Heading, classify, plain_heading};
use super::records::Record;
use super::{ColumnFate, ColumnView, Field, Mapping, RosterNotice};
use crate::format::text_encoding::Nfkc;

/// Characters of a heading that are shown.
const MAX_HEADING_CHARS: usize = 40;

/// Every column, with the number of its filled cells.
pub(super) fn view_columns(mapping: &Mapping, header: Option<&Record>, filled: &[usize]) -> Vec<ColumnView> {
    let heading = |index| {
        header
            .map(|header| clean_name(header.cell(index)))
            .unwrap_or_default()
    };
    let view = |(index, filled_count): (usize, &usize)| ColumnView {
        index,
        heading: heading(index).chars().take(MAX_HEADING_CHARS).collect(),
        fate: mapping.fate(index),
        is_locked: mapping.is_locked(index),
        filled_count: *filled_count,
    };
    filled.iter().enumerate().map(view).collect()
}

/// Columns with something in them that are headed like one that is read.
pub(super) fn several_columns(mapping: &Mapping, columns: &[ColumnView], nfkc: Nfkc) -> Vec<RosterNotice> {
    let is_other = |column: &&ColumnView, field| {
        column.fate == ColumnFate::Discarded
            && mapping.field(column.index).is_none()
            && column.filled_count > 0
            && matches!(classify(&plain_heading(&column.heading, nfkc)), Heading::Known { field: known, .. } if known == field)
    };
    let notice = |field| {
        let others: Vec<usize> = columns
            .iter()
            .filter(|column| is_other(column, field))
            .map(|column| column.index)
            .collect();
        (!others.is_empty() && mapping.has(field)).then_some(RosterNotice::SeveralColumns { field, others })
    };
    Field::ALL.into_iter().filter_map(notice).collect()
}
