//! Random values of the domain for property tests. They keep the bounds of [`super::limits`] and nothing else: ids belong
//! to no content, texts hold whatever a keyboard or a clipboard can bring.

use crate::domain::sorted::{Map, Set};
use chrono::NaiveDate;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::case_code::{CaseCode, KeyEntry, KeyTable};
use super::checklist::{ContentStamp, Direction};
use super::decision::{Basis, Consent, Decision, MonthPart, ReplyBy};
use super::document::{Document, Round, RoundId};
use super::ledger::{DocumentId, Ledger, Origin, Replica};
use super::limits;
use super::response::{Answer, Attendance, CardRecord, Response};
use super::roster::{Classroom, Grade, SchoolYear, Student, StudentId, YearMonth};

/// Texts of at most so many characters: kana, rare kanji, emoji, quotes, control and direction characters.
pub fn texts(most: usize) -> impl Strategy<Value = String> {
    let char = prop_oneof![
        4 => select("あいうアガﾊﾟ髙﨑𠮷田山0９aZ 　・々ー".chars().collect::<Vec<_>>()),
        1 => select("\"\\/{}[],:'<&\u{0}\u{1f}\n\t\u{2028}\u{202e}\u{feff}😀é".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    vec(char, 0..=most.min(60)).prop_map(|chars| chars.into_iter().collect())
}

/// Identifiers as a content document may have them.
pub fn identifiers() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[A-H][1-6]", 1 => "[A-Za-z0-9_.-]{1,32}"]
}

/// Days with a year of four digits.
pub fn days() -> impl Strategy<Value = NaiveDate> {
    (0_i32..=9_999, 1_u32..=366)
        .prop_map(|(year, day)| NaiveDate::from_yo_opt(year, day.min(365)).unwrap_or_default())
}

/// Months with a year of four digits.
pub fn months() -> impl Strategy<Value = YearMonth> {
    (0_u16..=9_999, 1_u8..=12).prop_map(|(year, month)| YearMonth { year, month })
}

/// Answers, whether or not an item could have them.
pub fn answers() -> impl Strategy<Value = Answer> {
    prop_oneof![
        any::<u8>().prop_map(Answer::Option),
        (0..=limits::MAX_COUNT).prop_map(Answer::Count),
        Just(Answer::Unknown),
        Just(Answer::NotApplicable),
    ]
}

/// Content stamps.
pub fn stamps() -> impl Strategy<Value = ContentStamp> {
    (identifiers(), texts(24), "[0-9a-f]{8}").prop_map(|(id, version, checksum)| ContentStamp {
        id,
        version,
        checksum,
    })
}

fn set_of<T: Ord + for<'a> From<&'a str> + std::fmt::Debug>() -> impl Strategy<Value = Set<T>> {
    vec(identifiers(), 0..4).prop_map(|ids| ids.iter().map(|id| T::from(id)).collect())
}

fn map_of<K, V>(values: impl Strategy<Value = V>, most: usize) -> impl Strategy<Value = Map<K, V>>
where
    K: Ord + for<'a> From<&'a str> + std::fmt::Debug,
    V: std::fmt::Debug + Clone,
{
    btree_map(identifiers(), values, 0..=most)
        .prop_map(|map| map.into_iter().map(|(id, value)| (K::from(&id), value)).collect())
}

/// Decisions.
pub fn decisions() -> impl Strategy<Value = Decision> {
    let basis = (
        stamps(),
        proptest::option::of(identifiers()),
        identifiers(),
        identifiers(),
        vec(texts(60), 0..3),
        vec(identifiers(), 0..3),
    )
        .prop_map(|(stamp, level, lowest, highest, reasons, items)| Basis {
            stamp,
            level: level.as_deref().map(Into::into),
            lowest: lowest.as_str().into(),
            highest: highest.as_str().into(),
            reasons,
            items: items.iter().map(|item| item.as_str().into()).collect(),
        });
    let agreed = (
        months(),
        btree_set(select(&Direction::ALL[..]), 1..=3).prop_map(|set| set.into_iter().collect()),
        set_of(),
        texts(limits::MAX_WHO_CHARS),
        (proptest::option::of(days()), proptest::option::of(days()), days()),
        map_of(months(), 2),
    );
    let asked = (
        set_of(),
        texts(limits::MAX_OTHER_CHARS),
        proptest::option::of((
            months(),
            select(vec![MonthPart::Early, MonthPart::Middle, MonthPart::Late]),
        )),
        any::<(bool, bool)>(),
        select(vec![Consent::NotAsked, Consent::Given, Consent::Refused]),
        texts(limits::MAX_NOTE_CHARS),
    );
    (agreed, asked, basis).prop_map(|(agreed, asked, basis)| {
        let (met, directions, supports, who, (by, next_check, on), tried) = agreed;
        let (asks, ask_other, reply_by, (student_heard, guardian_heard), consent, note) = asked;
        Decision {
            met,
            directions,
            supports,
            who,
            by,
            next_check,
            tried,
            asks,
            ask_other,
            reply_by: reply_by.map(|(month, part)| ReplyBy { month, part }),
            student_heard,
            guardian_heard,
            consent,
            note,
            on,
            basis,
        }
    })
}

/// Sheets of one student.
pub fn responses() -> impl Strategy<Value = Response> {
    let counts = || proptest::option::of(any::<u16>());
    let attendance = (counts(), counts(), counts(), counts(), counts()).prop_map(
        |(absent, late, left_early, absent_year, school_days)| Attendance {
            absent,
            late,
            left_early,
            absent_year,
            school_days,
        },
    );
    let records = (set_of(), days(), texts(limits::MAX_NOTE_CHARS))
        .prop_map(|(actions, on, note)| CardRecord { actions, on, note });
    (
        map_of(answers(), 6),
        any::<bool>(),
        prop_oneof![Just(Attendance::default()), attendance],
        map_of(records, 2),
        proptest::option::weighted(0.3, decisions()),
    )
        .prop_map(|(answers, gut, attendance, cards, decision)| Response {
            answers,
            gut,
            attendance,
            cards,
            decision,
        })
}

/// Students with distinct ids and numbers, in order of their numbers.
pub fn students() -> impl Strategy<Value = Vec<Student>> {
    let one = (
        1..=limits::MAX_NUMBER,
        proptest::option::of(texts(limits::MAX_NAME_CHARS)),
        proptest::option::of(texts(limits::MAX_NAME_CHARS)),
    );
    btree_map(1_u32..5_000, one, 0..6).prop_map(|by_id| {
        let mut taken = Set::new();
        let mut students: Vec<Student> = by_id
            .into_iter()
            .filter(|(_, (number, _, _))| taken.insert(*number))
            .map(|(id, (number, name, reading))| Student {
                id: StudentId(id),
                number,
                name,
                reading,
            })
            .collect();
        students.sort_by_key(|student| student.number);
        students
    })
}

/// Classes.
pub fn classrooms() -> impl Strategy<Value = Classroom> {
    (
        texts(limits::MAX_SCHOOL_CHARS),
        any::<u16>(),
        select(&Grade::ALL[..]),
        texts(limits::MAX_CLASS_CHARS),
        students(),
    )
        .prop_map(|(school, year, grade, class_name, students)| Classroom {
            school,
            school_year: SchoolYear(year),
            grade,
            class_name,
            students,
        })
}

/// Classes and writers.
pub fn origins() -> impl Strategy<Value = Origin> {
    any::<(u128, u64)>().prop_map(|(document, replica)| Origin {
        document: DocumentId(document),
        replica: Replica(replica),
    })
}

/// Whole documents, as far as they can be stored: references hold, codes are distinct.
pub fn documents() -> impl Strategy<Value = Document> {
    classrooms().prop_flat_map(|classroom| {
        let ids: Vec<StudentId> = classroom.students.iter().map(|student| student.id).collect();
        let sheets = subsequence(ids.clone(), 0..=ids.len()).prop_flat_map(|ids| {
            vec(responses(), ids.len()).prop_map(move |sheets| {
                ids.iter()
                    .copied()
                    .zip(sheets)
                    .collect::<Map<StudentId, Response>>()
            })
        });
        let rounds = btree_map(
            (0_u32..=1_000_000_000).prop_map(RoundId),
            (texts(limits::MAX_SCHOOL_CHARS), days(), stamps(), sheets),
            1..=2,
        );
        let codes = btree_set(any::<u64>().prop_map(CaseCode::from_random), 0..6);
        let contacts = map_of(texts(limits::MAX_CONTACT_CHARS), 3);
        (
            Just(classroom),
            rounds,
            codes,
            contacts,
            origins(),
            1_u64..1 << 53,
            days(),
        )
            .prop_map(|(classroom, rounds, codes, contacts, origin, at, on)| {
                let mut keys = KeyTable::default();
                let mut codes = codes.into_iter();
                let pairs = classroom
                    .students
                    .iter()
                    .flat_map(|student| rounds.keys().map(move |round| (student.id, *round)));
                // Half of the codes, more or less, are in use; the rest are retired.
                for (code, (student, round)) in codes.by_ref().take(3).zip(pairs) {
                    keys.entries.push(KeyEntry {
                        code,
                        student,
                        round,
                        on,
                    });
                }
                keys.retired.extend(codes);
                let mut document = Document {
                    rounds: rounds
                        .into_iter()
                        .map(|(id, (label, began, stamp, responses))| Round {
                            id,
                            label,
                            began,
                            stamp,
                            responses,
                        })
                        .collect(),
                    classroom,
                    keys,
                    contacts,
                    revision: 0,
                    ledger: Ledger::default(),
                };
                document.begin(origin, at);
                document
            })
    })
}
