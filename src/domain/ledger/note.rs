//! Document → ledger: what a change wrote, found by comparing, so that no command has to say it.

use super::facts::{self, Facts};
use super::{Dot, Field, Issue, Ledger, Origin, Register, Registers, Replica, RoundKey, Value};
use crate::domain::case_code::KeyTable;
use crate::domain::document::{Document, Round};
use crate::domain::response::Response;
use crate::domain::sorted::Map;

impl Ledger {
    /// The ledger of a document that has none yet: everything in it is one write, numbered `at` (at least 1).
    pub fn begin(document: &Document, origin: Origin, at: u64) -> Self {
        let mut ledger = Self {
            id: origin.document,
            ..Self::default()
        };
        ledger.retired.extend(document.keys.retired.iter().copied());
        let before = at.saturating_sub(1);
        if before > 0 {
            ledger.seen.insert(origin.replica, before);
        }
        let nothing = Document {
            rounds: Vec::new(),
            keys: KeyTable::default(),
            contacts: Map::new(),
            ..document.clone()
        };
        let dot = ledger.next(origin.replica);
        write(&mut ledger.class, &|_| true, facts::of_class(document), dot);
        ledger.note(&nothing, document, origin.replica);
        ledger.seen.insert(origin.replica, dot.at);
        ledger
    }

    /// Writes down what differs between a document and the same one after a change by `me`; `before` is what the ledger
    /// shows. Afterwards the ledger shows `after`.
    pub fn note(&mut self, before: &Document, after: &Document, me: Replica) {
        let dot = self.next(me);
        let mut changed = false;
        for student in &before.classroom.students {
            if after.classroom.student(student.id).is_none() {
                changed |= self.removed.insert(student.id);
            }
        }
        if changed {
            self.forget_removed();
        }
        if before.classroom != after.classroom || before.contacts != after.contacts {
            changed |= write(&mut self.class, &|_| true, facts::of_class(after), dot);
        }
        let keys: Vec<RoundKey> = self.rounds.keys().cloned().collect();
        for (index, round) in after.rounds.iter().enumerate() {
            let old = before.rounds.get(index);
            if old == Some(round) {
                continue;
            }
            // Rounds stand in the order of their keys; one beyond them is new.
            let key = keys.get(index).cloned().unwrap_or_else(|| RoundKey {
                number: round.id.0,
                stamp: round.stamp.clone(),
            });
            let registers = self.rounds.or_insert_with(key, Map::new);
            changed |= note_round(registers, old, round, dot);
        }
        if before.keys != after.keys {
            changed |= self.note_codes(before, after, dot);
        }
        if changed {
            self.seen.insert(me, dot.at);
        }
    }

    fn note_codes(&mut self, before: &Document, after: &Document, dot: Dot) -> bool {
        let mut changed = false;
        let registers_of_rounds: Vec<_> = after.rounds.iter().zip(self.rounds.values_mut()).collect();
        for (round, registers) in registers_of_rounds {
            for entry in &after.keys.entries {
                if entry.round == round.id && !before.keys.entries.contains(entry) {
                    let (student, on) = (entry.student, entry.on);
                    let issue = (Field::Code(entry.code), Value::Issue(Issue { student, on }));
                    changed |= write(registers, &|_| false, vec![issue], dot);
                }
            }
        }
        changed
    }
}

fn note_round(registers: &mut Registers, old: Option<&Round>, round: &Round, dot: Dot) -> bool {
    let mut changed = write(registers, &|_| false, facts::of_round(round), dot);
    let blank = Response::default();
    let sheet_before = |student| old.and_then(|old| old.responses.get(student)).unwrap_or(&blank);
    for (student, sheet) in &round.responses {
        if sheet_before(student) != sheet {
            let on_sheet = |field: &Field| field.is_on_sheet_of(*student);
            changed |= write(registers, &on_sheet, facts::of_sheet(*student, sheet), dot);
        }
    }
    let gone = old.iter().flat_map(|old| old.responses.keys());
    for student in gone.filter(|student| !round.responses.contains_key(student)) {
        let on_sheet = |field: &Field| field.is_on_sheet_of(*student);
        changed |= write(registers, &on_sheet, Vec::new(), dot);
    }
    changed
}

/// Makes the registers show these facts, and blank what is in scope and not among them. What they show already is not
/// written again, so that a conflict stays until somebody settles it. Says whether anything was written.
fn write(registers: &mut Registers, in_scope: &dyn Fn(&Field) -> bool, mut facts: Facts, dot: Dot) -> bool {
    let gone: Vec<Field> = registers
        .keys()
        .filter(|field| in_scope(field) && !facts.iter().any(|(other, _)| other == *field))
        .cloned()
        .collect();
    facts.extend(gone.into_iter().map(|field| (field, Value::Blank)));
    let mut changed = false;
    for (field, value) in facts {
        let shown = registers.get(&field).map_or(&Value::Blank, Register::shown);
        if *shown != value {
            registers.insert(field, Register::written(dot, value));
            changed = true;
        }
    }
    changed
}
