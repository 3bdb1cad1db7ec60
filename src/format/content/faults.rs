//! Collects every fault of a content document with its place, and looks up what parts name each other by.

use crate::domain::sorted::{Map, Set};
use crate::format::json::Node;

use super::rule::{ContentFault, ContentFaults, ContentRule, Part};

/// Faults listed at most; the rest are only counted.
const MAX_FAULTS: usize = 100;

/// The faults found so far.
#[derive(Default)]
pub(super) struct Faults {
    found: ContentFaults,
    unreadable: bool,
}

impl Faults {
    /// Records a fault.
    pub(super) fn add(&mut self, node: &Node, rule: ContentRule) {
        if self.found.faults.len() < MAX_FAULTS {
            self.found.faults.push(ContentFault {
                place: node.to_string(),
                rule,
            });
        } else {
            self.found.left_out += 1;
        }
    }

    /// Records a fault unless `holds`.
    pub(super) fn require(&mut self, holds: bool, node: &Node, rule: ContentRule) {
        if !holds {
            self.add(node, rule);
        }
    }

    /// Records a fault unless `holds`; with it the document cannot be read further without inventing what is not there.
    pub(super) fn require_to_read(&mut self, holds: bool, node: &Node, rule: ContentRule) {
        self.require(holds, node, rule);
        self.unreadable |= !holds;
    }

    /// Whether a fault was found at this place or inside it.
    pub(super) fn is_faulty(&self, place: &str) -> bool {
        self.found
            .faults
            .iter()
            .any(|fault| fault.place.starts_with(place))
    }

    /// Whether every part is there and of its type.
    pub(super) fn is_readable(&self) -> bool {
        !self.unreadable
    }

    /// `value` if nothing was found.
    pub(super) fn finish<T>(self, value: T) -> Result<T, ContentFaults> {
        if self.found.faults.is_empty() {
            Ok(value)
        } else {
            Err(self.found)
        }
    }

    /// Position of the part that this text names, or a fault.
    pub(super) fn reference(&mut self, node: &Node, table: &Table, part: Part) -> Option<usize> {
        let id = node.json.text()?;
        let position = table.position(id);
        let shown = if super::is_id(id) { id } else { "?" };
        self.require(
            position.is_some(),
            node,
            ContentRule::Unknown {
                part,
                id: shown.into(),
            },
        );
        position
    }

    /// Positions of the parts that this list names; none may be named twice.
    pub(super) fn references(&mut self, node: &Node, table: &Table, part: Part) -> Vec<usize> {
        let mut seen = Set::new();
        let mut positions = Vec::new();
        for entry in node.entries() {
            if let Some(position) = self.reference(&entry, table, part) {
                if seen.insert(position) {
                    positions.push(position);
                } else {
                    self.add(&entry, ContentRule::Duplicate);
                }
            }
        }
        positions
    }
}

/// Identifiers of one kind of part, with their positions.
#[derive(Default)]
pub(super) struct Table {
    positions: Map<String, usize>,
    next: usize,
}

impl Table {
    /// Adds the parts of a list, whose identifiers must be new.
    pub(super) fn read(&mut self, list: &Node, faults: &mut Faults) {
        for entry in list.entries() {
            let node = entry.field("id");
            let id = node.json.text().unwrap_or_default();
            if self.positions.contains_key(id) {
                faults.add(&node, ContentRule::Duplicate);
            } else {
                self.positions.insert(id.into(), self.next);
            }
            self.next += 1;
        }
    }

    /// Number of different identifiers.
    pub(super) fn len(&self) -> usize {
        self.positions.len()
    }

    /// Position of the first part with this identifier.
    fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }
}
