use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::domain::case_code::{CaseCode, KeyEntry};
use crate::domain::ledger::histories::{act, devices, histories};
use crate::domain::ledger::{DocumentId, Origin, Replica};
use crate::domain::sample::sample_document;
use crate::domain::testing::documents;

static CHECKLIST: LazyLock<Checklist> =
    LazyLock::new(|| crate::format::content::built_in().expect("the built-in content is read"));

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The built-in content for every class.
fn own(document: &Document) -> ClassContent {
    let is_own = document
        .latest()
        .is_none_or(|round| round.stamp == CHECKLIST.stamp);
    ClassContent {
        checklist: Arc::new(CHECKLIST.clone()),
        fit: if is_own { Fit::Own } else { Fit::StandIn },
    }
}

/// The sample class under another name and identity.
fn class(grade: Grade, name: &str, id: u128) -> Document {
    let mut document = sample_document(&CHECKLIST, day(2026, 11, 20));
    document.classroom.grade = grade;
    document.classroom.class_name = name.to_owned();
    let origin = Origin {
        document: DocumentId(id),
        replica: Replica(7),
    };
    document.begin(origin, 1);
    document
}

fn order(documents: &[Document]) -> Vec<(Grade, String)> {
    school(&own, documents)
        .into_iter()
        .map(|class| {
            (
                class.document.classroom.grade,
                class.document.classroom.class_name,
            )
        })
        .collect()
}

#[test]
fn classes_stand_by_grade_and_class_and_the_tenth_after_the_second() {
    let (p5, j1) = (Grade::Elementary(5), Grade::JuniorHigh(1));
    let documents = [
        class(j1, "1", 1),
        class(p5, "10", 2),
        class(p5, "たんぽぽ", 3),
        class(p5, "2", 4),
        class(Grade::Elementary(6), "1", 5),
    ];
    let expected = [
        (p5, "2"),
        (p5, "10"),
        (p5, "たんぽぽ"),
        (Grade::Elementary(6), "1"),
        (j1, "1"),
    ];
    assert_eq!(
        order(&documents),
        expected.map(|(grade, name)| (grade, name.to_owned()))
    );
}

#[test]
fn nothing_opened_is_an_empty_school() {
    assert_eq!(school(&own, &[]), Vec::new());
    assert_eq!(total(&[]), ClassProgress::default());
}

#[test]
fn the_agenda_stands_by_number_whatever_the_level() {
    let school = school(&own, &[class(Grade::Elementary(5), "1", 1)]);
    let numbers: Vec<u16> = school[0].agenda.iter().map(|row| row.student.number).collect();
    assert!(numbers.len() > 3);
    assert!(numbers.is_sorted());
    let levels: Vec<usize> = school[0].agenda.iter().map(|row| row.outcome.highest).collect();
    assert!(
        !levels.is_sorted_by(|a, b| a >= b),
        "nobody is ranked: {levels:?}"
    );
}

#[test]
fn the_progress_of_the_sample_class_is_what_its_screens_say() {
    let school = school(&own, &[class(Grade::Elementary(5), "1", 1)]);
    let progress = school[0].progress;
    assert_eq!(progress.short.all, 35);
    assert_eq!(progress.meeting.all, school[0].agenda.len());
    assert!(progress.full.all > 0 && progress.full.done <= progress.full.all);
    assert!(progress.meeting.done > 0 && progress.meeting.done < progress.meeting.all);
    assert!(progress.summary.all <= progress.meeting.done);
    assert_eq!(school[0].content.fit, Fit::Own);
}

#[test]
fn a_class_answered_with_another_content_is_marked_and_one_that_nothing_fits_is_not_scored() {
    let mut document = class(Grade::Elementary(5), "1", 1);
    let origin = Origin {
        document: DocumentId(1),
        replica: Replica(7),
    };
    document.rounds.last_mut().unwrap().stamp.version = "another".to_owned();
    document.begin(origin, 1);
    let of = |fit| {
        let content = move |document: &Document| ClassContent { fit, ..own(document) };
        school(&content, std::slice::from_ref(&document)).remove(0)
    };
    let marked = school(&own, std::slice::from_ref(&document)).remove(0);
    assert_eq!(marked.content.fit, Fit::StandIn);
    // Where nothing fits, nothing is said of anybody but what the team agreed.
    let (read, unread) = (of(Fit::StandIn), of(Fit::Missing));
    assert!(read.progress.short.done > 0 && !read.agenda.is_empty());
    assert_eq!(unread.progress.short.done, 0);
    assert!(unread.agenda.is_empty());
}

#[test]
fn the_newest_day_is_the_last_one_written_down() {
    let mut document = class(Grade::Elementary(5), "1", 1);
    let student = document.classroom.students[0].id;
    let round = document.rounds[0].id;
    document.keys.entries.push(KeyEntry {
        code: CaseCode::from_random(5),
        student,
        round,
        on: day(2027, 2, 3),
    });
    assert_eq!(newest_day(&document), Some(day(2027, 2, 3)));
}

#[test]
fn the_same_class_twice_is_one_class_of_two_files() {
    let document = class(Grade::Elementary(5), "1", 1);
    let twice = school(&own, &[document.clone(), document.clone()]);
    assert_eq!(twice.len(), 1);
    assert_eq!((twice[0].files, twice[0].left_out), (2, 0));
    assert_eq!(twice[0].document, document);
}

#[test]
fn of_copies_that_do_not_fit_together_the_newest_is_shown_and_the_other_counted() {
    // Too many students together for one class.
    let crowd = |first: u32, at: u64| {
        let mut document = class(Grade::Elementary(5), "1", 1);
        document.rounds.truncate(1);
        document.rounds[0].responses = Default::default();
        document.keys = Default::default();
        document.classroom.students = (0..150)
            .map(|n| Student {
                id: crate::domain::roster::StudentId(first + n),
                number: u16::try_from(n + 1).unwrap(),
                name: None,
                reading: None,
            })
            .collect();
        let origin = Origin {
            document: DocumentId(1),
            replica: Replica(at),
        };
        document.begin(origin, at);
        document
    };
    let (older, newer) = (crowd(1, 5), crowd(1_000, 9));
    for files in [[older.clone(), newer.clone()], [newer.clone(), older]] {
        let school = school(&own, &files);
        assert_eq!(school.len(), 1);
        assert_eq!((school[0].files, school[0].left_out), (2, 1));
        assert_eq!(school[0].document, newer);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// The order in which files are opened changes nothing.
    #[test]
    fn the_order_of_the_files_never_matters(
        some in proptest::collection::vec(documents(), 0..4),
        history in histories(3),
        picks in proptest::collection::vec(select(vec![0_usize, 1, 2]), 0..3),
        shift in 0_usize..7,
    ) {
        let mut devices = devices(3);
        for (who, what) in &history {
            act(&CHECKLIST, &mut devices, *who, what);
        }
        let mut files = some;
        files.extend(picks.into_iter().map(|at| devices[at].document.clone()));
        let as_opened = school(&own, &files);
        let at = if files.is_empty() { 0 } else { shift % files.len() };
        files.rotate_left(at);
        prop_assert_eq!(&school(&own, &files), &as_opened);
        files.reverse();
        prop_assert_eq!(&school(&own, &files), &as_opened);
        prop_assert_eq!(total(&school(&own, &files)), total(&as_opened));
    }

    /// No class and no file is lost, and no progress is more than all.
    #[test]
    fn every_file_is_in_one_class(some in proptest::collection::vec(documents(), 0..4)) {
        let classes = school(&own, &some);
        prop_assert_eq!(classes.iter().map(|class| class.files).sum::<usize>(), some.len());
        for class in &classes {
            let progress = class.progress;
            for share in [progress.short, progress.full, progress.meeting, progress.summary] {
                prop_assert!(share.done <= share.all);
            }
            prop_assert_eq!(progress.short.all, class.document.classroom.students.len());
            prop_assert_eq!(progress.meeting.all, class.agenda.len());
            prop_assert!(class.agenda.iter().map(|row| row.student.number).is_sorted());
        }
    }
}
