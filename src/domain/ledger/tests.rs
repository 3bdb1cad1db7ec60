//! However copies of one class are worked on and put together: they end the same, nothing answered is lost, and what
//! was removed stays removed.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::histories::{Act, act, devices, histories};
use super::*;
use crate::domain::checklist::Checklist;
use crate::domain::document::Document;
use crate::domain::ids::ItemId;
use crate::domain::response::Answer;
use crate::domain::testing::documents;
use crate::domain::update::Workspace;
use crate::format::content::built_in;

/// The built-in content.
pub(super) fn checklist() -> Checklist {
    built_in().unwrap()
}

/// After every act of a history: the document is what its ledger shows.
fn played(history: &[(usize, Act)], count: usize) -> Vec<Workspace> {
    let checklist = checklist();
    let mut devices = devices(count);
    for (who, what) in history {
        act(&checklist, &mut devices, *who, what);
        let shown = devices[*who].document.ledger.project().0;
        let kept = Document {
            ledger: Ledger::default(),
            ..devices[*who].document.clone()
        };
        assert_eq!(kept, shown, "after {what:?}");
    }
    devices
}

fn together(ledgers: &[&Ledger]) -> Ledger {
    let mut whole = ledgers[0].clone();
    for ledger in &ledgers[1..] {
        whole.merge(ledger);
    }
    whole
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn in_whatever_order_and_however_often_copies_meet_they_end_the_same(history in histories(4)) {
        let devices = played(&history, 4);
        let [a, b, c, d] = [0, 1, 2, 3].map(|at: usize| &devices[at].document.ledger);
        let whole = together(&[a, b, c, d]);
        prop_assert_eq!(&together(&[d, b, a, c]), &whole);
        prop_assert_eq!(&together(&[c, a, c, d, d, b, a]), &whole);
        prop_assert_eq!(&together(&[&together(&[a, b]), &together(&[d, c])]), &whole);
        prop_assert_eq!(&together(&[a, &together(&[b, &together(&[c, d])])]), &whole);
        prop_assert_eq!(&together(&[a, a]), a);
        prop_assert_eq!(&together(&[&whole, b]), &whole);
        prop_assert_eq!(whole.project(), together(&[b, d, c, a]).project());
    }

    #[test]
    fn a_copy_of_earlier_brings_nothing(history in histories(2), later in histories(2)) {
        let mut devices = played(&history, 2);
        let earlier = devices[0].document.clone();
        let checklist = checklist();
        for (who, what) in &later {
            act(&checklist, &mut devices, *who, what);
        }
        let before = devices[0].document.clone();
        let merged = devices[0].merge(&earlier).unwrap();
        prop_assert!(!merged.changed);
        prop_assert_eq!((merged.entries, merged.others, merged.rounds), (0, 0, 0));
        prop_assert_eq!(&devices[0].document, &before);
        prop_assert_eq!(merged.other_is_behind, earlier.revision != before.revision);
    }

    #[test]
    fn who_was_removed_anywhere_is_gone_everywhere_with_all_that_was_theirs(history in histories(3)) {
        let devices = played(&history, 3);
        let removed: BTreeSet<StudentId> = devices
            .iter()
            .flat_map(|device| device.document.ledger.removed.iter().copied())
            .collect();
        let ledgers: Vec<&Ledger> = devices.iter().map(|device| &device.document.ledger).collect();
        let whole = together(&ledgers);
        let (document, _) = whole.project();
        for student in removed {
            prop_assert!(document.classroom.student(student).is_none());
            for registers in whole.rounds.values().chain([&whole.class]) {
                for (field, register) in registers {
                    prop_assert_ne!(field.student(), Some(student));
                    for version in &register.versions {
                        prop_assert!(!matches!(&version.value, Value::Issue(issue) if issue.student == student));
                    }
                }
            }
            prop_assert!(document.keys.entries.iter().all(|entry| entry.student != student));
        }
        // Codes stay taken, whoever they were for.
        for device in &devices {
            for entry in &device.document.keys.entries {
                prop_assert!(document.keys.has(entry.code));
            }
            for code in &device.document.keys.retired {
                prop_assert!(document.keys.has(*code));
            }
        }
    }

    #[test]
    fn what_was_disposed_of_anywhere_is_gone_everywhere_and_the_log_stays(history in histories(3)) {
        let devices = played(&history, 3);
        let ledgers: Vec<&Ledger> = devices.iter().map(|device| &device.document.ledger).collect();
        let whole = together(&ledgers);
        let (document, _) = whole.project();
        for ledger in &ledgers {
            for entry in &ledger.disposed {
                prop_assert!(whole.disposed.contains(entry));
                let registers = whole.rounds.get(&entry.round).unwrap();
                let is_left = registers.keys().any(|field| match entry.kind {
                    RecordKind::Sheets => matches!(field, Field::Sheet(_, _)),
                    RecordKind::Keys => matches!(field, Field::Code(_)),
                });
                prop_assert!(!is_left);
            }
        }
        for (round, entry) in whole.disposals() {
            match entry.kind {
                RecordKind::Sheets => prop_assert!(document.round(round).unwrap().responses.is_empty()),
                RecordKind::Keys => prop_assert!(document.keys.entries.iter().all(|key| key.round != round)),
            }
        }
        prop_assert_eq!(whole.disposals().len(), whole.disposed.len());
    }

    #[test]
    fn every_content_kept_anywhere_is_kept_everywhere_and_belongs_to_a_round(history in histories(3)) {
        let devices = played(&history, 3);
        let ledgers: Vec<&Ledger> = devices.iter().map(|device| &device.document.ledger).collect();
        let whole = together(&ledgers);
        for ledger in &ledgers {
            for (stamp, text) in &ledger.contents {
                prop_assert_eq!(whole.contents.get(stamp), Some(text));
            }
        }
        for stamp in whole.contents.keys() {
            prop_assert!(whole.has_round_of(stamp));
            prop_assert!(ledgers.iter().any(|ledger| ledger.contents.contains_key(stamp)));
        }
    }

    #[test]
    fn every_answer_is_shown_or_listed_or_was_overwritten_by_one_who_saw_it(history in histories(3)) {
        // Settling writes what is shown already, which looking at documents cannot tell.
        // What was disposed of stands nowhere.
        let history: Vec<_> = history.into_iter().filter(|(_, what)| !matches!(what, Act::Settle(_) | Act::Dispose(_, _))).collect();
        let (whole, writes) = watched(&history);
        let empty = Map::new();
        let registers = whole.rounds.iter().next().map_or(&empty, |(_, registers)| registers);
        for ((student, item), writes) in writes {
            if whole.removed.contains(&student) {
                continue;
            }
            let seen: BTreeSet<usize> = writes.iter().flat_map(|write| write.seen.iter().copied()).collect();
            let mut standing: Vec<Option<Answer>> = writes
                .iter()
                .filter(|write| !seen.contains(&write.id))
                .map(|write| write.answer)
                .collect();
            let field = Field::Sheet(student, Line::Answer(item));
            let mut kept: Vec<Option<Answer>> = registers
                .get(&field)
                .unwrap()
                .versions
                .iter()
                .map(|version| match version.value {
                    Value::Answer(answer) => Some(answer),
                    _ => None,
                })
                .collect();
            standing.sort();
            kept.sort();
            prop_assert_eq!(kept, standing);
        }
    }

    #[test]
    fn a_ledger_begun_shows_the_document_it_was_begun_with(document in documents()) {
        let (mut shown, moved) = document.ledger.project();
        shown.ledger = document.ledger.clone();
        prop_assert_eq!(shown, document);
        prop_assert!(moved.is_empty());
    }
}

/// One write of one answer, as somebody who looks on notes it.
struct Write {
    id: usize,
    answer: Option<Answer>,
    /// All writes its writer knew of.
    seen: BTreeSet<usize>,
}

type Writes = BTreeMap<(StudentId, ItemId), Vec<Write>>;

/// Plays a history and notes, without looking at the ledger, who wrote which answer of the first round knowing what.
fn watched(history: &[(usize, Act)]) -> (Ledger, Writes) {
    let checklist = checklist();
    let mut devices = devices(3);
    let mut seen: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); 3];
    let (mut writes, mut count) = (Writes::new(), 0);
    for (who, what) in history {
        let (before, first) = (devices[*who].document.clone(), count + 1);
        act(&checklist, &mut devices, *who, what);
        if let Act::Merge(other) = what {
            let theirs = seen[*other].clone();
            seen[*who].extend(theirs);
            continue;
        }
        let after = &devices[*who].document;
        for student in &after.classroom.students {
            let [old, new] = [&before, after].map(|document| document.rounds[0].response(student.id).answers);
            for item in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
                let [old, new] = [&old, &new].map(|answers| answers.get(item).copied());
                if old != new {
                    count += 1;
                    let write = Write {
                        id: count,
                        answer: new,
                        seen: seen[*who].clone(),
                    };
                    writes.entry((student.id, item.clone())).or_default().push(write);
                }
            }
        }
        seen[*who].extend(first..=count);
    }
    let ledgers: Vec<&Ledger> = devices.iter().map(|device| &device.document.ledger).collect();
    (together(&ledgers), writes)
}
