//! A teacher brings the class list of the school's software; nothing but what a class needs comes in.

use kizuki::domain::limits::{MAX_ROSTER_BYTES, MAX_STUDENTS};
use kizuki::domain::locale::Locale;
use kizuki::domain::response::Attendance;
use kizuki::domain::roster::{Classroom, Grade, SchoolYear, Student, StudentId};
use kizuki::format::roster_table::{
    AttendanceCounts, AttendancePeriod, ColumnFate, Field, Problem, RosterError, RosterGrade, RosterImport,
    RosterNotice, RosterPreview, RowProblem, match_attendance, numbers_only, read_roster,
};
use kizuki::format::text_encoding::{DecodedText, TextEncoding, TextError, decode_text};
use kizuki::text::roster::{explain_attendance, explain_roster};
use unicode_normalization::UnicodeNormalization;

/// Every roster of the fixtures that can be read, with its bytes.
pub const WHOLE_FIXTURES: [(&str, &[u8]); 4] = [
    (
        "c4th_cp932.csv",
        include_bytes!("../fixtures/roster/c4th_cp932.csv"),
    ),
    (
        "attendance_cp932.csv",
        include_bytes!("../fixtures/roster/attendance_cp932.csv"),
    ),
    (
        "excel_paste.tsv",
        include_bytes!("../fixtures/roster/excel_paste.tsv"),
    ),
    (
        "excel_utf8_bom.csv",
        include_bytes!("../fixtures/roster/excel_utf8_bom.csv"),
    ),
];
const BROKEN: &[u8] = include_bytes!("../fixtures/roster/broken_truncated.csv");

/// What the browser's `normalize` does.
pub fn nfkc(text: &str) -> String {
    text.nfkc().collect()
}

/// What the browser's `TextDecoder` does.
pub fn shift_jis(bytes: &[u8]) -> Option<String> {
    encoding_rs::SHIFT_JIS
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(|text| text.into_owned())
}

/// Reads a file.
pub fn open(bytes: &[u8]) -> Result<RosterPreview, RosterError> {
    read_roster(&decode_text(bytes, MAX_ROSTER_BYTES, shift_jis)?, &nfkc)
}

/// Reads a paste.
pub fn paste(text: &str) -> Result<RosterPreview, RosterError> {
    read_roster(&DecodedText::pasted(text, MAX_ROSTER_BYTES)?, &nfkc)
}

fn fixture(name: &str) -> RosterPreview {
    let (_, bytes) = WHOLE_FIXTURES
        .iter()
        .find(|(fixture, _)| *fixture == name)
        .unwrap();
    open(bytes).unwrap()
}

/// Fields read, with the headings they stand under.
fn kept(preview: &RosterPreview) -> Vec<(Field, &str)> {
    let field = |fate| match fate {
        ColumnFate::Read(field) => Some(field),
        ColumnFate::Discarded => None,
    };
    preview
        .columns
        .iter()
        .filter_map(|column| Some((field(column.fate)?, column.heading.as_str())))
        .collect()
}

fn counts(absent: u16, late: u16, left_early: u16) -> Option<AttendanceCounts> {
    Some(AttendanceCounts {
        absent: Some(absent),
        late: Some(late),
        left_early: Some(left_early),
        school_days: None,
    })
}

/// As [`counts`], of so many school days.
fn counts_of(days: u16, absent: u16, late: u16, left_early: u16) -> Option<AttendanceCounts> {
    let counts = counts(absent, late, left_early)?;
    Some(AttendanceCounts {
        school_days: Some(days),
        ..counts
    })
}

fn name(class: &RosterImport, number: u16) -> Option<&str> {
    class
        .students
        .iter()
        .find(|student| student.number == number)?
        .name
        .as_deref()
}

const FIFTH: Option<RosterGrade> = Some(RosterGrade::Exact(Grade::Elementary(5)));

#[test]
fn of_fifty_columns_of_c4th_three_are_read_and_the_rows_give_the_numbers() {
    let preview = fixture("c4th_cp932.csv");
    assert_eq!(
        (preview.encoding, preview.header_line, preview.columns.len()),
        (TextEncoding::ShiftJis, Some(1), 50)
    );
    assert_eq!(
        kept(&preview),
        [
            (Field::Grade, "学年"),
            (Field::Name, "名前"),
            (Field::Reading, "ふりがな")
        ]
    );
    assert_eq!(preview.notices, [RosterNotice::NumbersFromOrder]);
    let class = preview.import(0).unwrap();
    assert_eq!(
        (class.grade, class.class_name.as_deref(), class.students.len()),
        (FIFTH, None, 35)
    );
    assert_eq!(name(&class, 1), Some("青木 颯太"));
    assert_eq!(
        name(&class, 18),
        Some("髙橋 和﨑斗"),
        "old forms of characters are somebody's name"
    );
    assert_eq!(
        class.students[27].reading.as_deref(),
        Some("まるてぃねす ほせ・るいす")
    );
    assert!(class.students.iter().all(|student| student.attendance.is_none()));
}

#[test]
fn an_excel_sheet_with_a_title_above_its_headings_is_understood() {
    let preview = fixture("excel_utf8_bom.csv");
    assert_eq!(
        (preview.encoding, preview.header_line),
        (TextEncoding::Utf8, Some(3))
    );
    let sex = preview
        .columns
        .iter()
        .find(|column| column.heading == "性別")
        .unwrap();
    assert_eq!(
        (sex.fate, sex.is_locked, sex.filled_count),
        (ColumnFate::Discarded, true, 35)
    );
    assert_eq!(preview.notices, [RosterNotice::ClassFromTitle { line: 1 }]);
    let class = preview.import(0).unwrap();
    assert_eq!(
        (class.grade, class.class_name.as_deref(), class.students.len()),
        (FIFTH, Some("1"), 35)
    );
    assert_eq!(class.students[1].attendance, counts(8, 0, 0));
}

#[test]
fn full_width_digits_pasted_from_excel_are_numbers() {
    let text = std::str::from_utf8(WHOLE_FIXTURES[2].1).unwrap();
    let preview = paste(text).unwrap();
    let class = preview.import(0).unwrap();
    assert_eq!((class.grade, class.class_name.as_deref()), (FIFTH, Some("1")));
    assert!(class.students.iter().map(|student| student.number).eq(1..=35));
    assert_eq!(name(&class, 35), Some("吉田 莉子"));
    assert_eq!(preview.notices, []);
}

#[test]
fn an_attendance_list_fills_absence_late_and_early_of_the_class_that_is_open() {
    let list = fixture("attendance_cp932.csv").import(0).unwrap();
    let student = |number: u16, name: &str| Student {
        id: StudentId(u32::from(number) + 100),
        number,
        name: Some(name.to_owned()),
        reading: None,
    };
    let classroom = Classroom {
        school: String::new(),
        school_year: SchoolYear(2026),
        grade: Grade::Elementary(5),
        class_name: "1".to_owned(),
        students: vec![
            student(1, "青木颯太"),
            student(2, "見本 花子"),
            student(20, "田中 花音"),
            student(99, "転入 した子"),
        ],
    };
    let found = match_attendance(&classroom, &list);
    let of = |id| {
        found
            .matched
            .iter()
            .find(|(student, _)| *student == StudentId(id))
            .map(|(_, counts)| *counts)
    };
    assert_eq!(
        (of(101), of(120)),
        (counts_of(20, 1, 3, 0), counts_of(20, 3, 3, 1))
    );
    assert_eq!(
        (found.names_differ.clone(), found.missing_in_file.clone()),
        (vec![2], vec![99])
    );
    assert_eq!((found.unknown_numbers.len(), found.is_other_class), (32, false));
    assert!(explain_attendance(&found, Locale::Ja)[0].contains("4人中3人"));

    let next_door = Classroom {
        class_name: "2".to_owned(),
        ..classroom.clone()
    };
    assert!(match_attendance(&next_door, &list).is_other_class);
    let other_grade = Classroom {
        grade: Grade::JuniorHigh(2),
        ..classroom
    };
    assert!(match_attendance(&other_grade, &list).is_other_class);
}

#[test]
fn a_list_without_a_count_leaves_what_was_known() {
    let before = Attendance {
        absent: Some(1),
        late: Some(2),
        left_early: None,
        absent_year: Some(9),
        school_days: Some(21),
    };
    let list = AttendanceCounts {
        absent: Some(5),
        late: None,
        left_early: Some(0),
        school_days: None,
    };
    let window = Attendance {
        absent: Some(5),
        late: Some(2),
        left_early: Some(0),
        absent_year: Some(9),
        school_days: Some(21),
    };
    assert_eq!(list.entered_into(before, AttendancePeriod::Window), window);
    assert_eq!(
        list.entered_into(before, AttendancePeriod::Year),
        Attendance {
            absent_year: Some(5),
            ..before
        }
    );
}

#[test]
fn a_file_cut_off_in_the_middle_of_a_row_names_the_row_and_brings_nobody() {
    let preview = open(BROKEN).unwrap();
    let problem = Problem::CutShort {
        found: 37,
        expected: 50,
    };
    let error = preview.import(0).unwrap_err();
    assert_eq!(error, RosterError::Rows(vec![RowProblem { line: 5, problem }]));
    let words = explain_roster(&error, Locale::Ja);
    assert!(
        words[1].contains("5行目") && words[1].contains("ファイルが途中で切れている可能性"),
        "{words:?}"
    );
    assert!(words[2].contains("変わっていません"), "{words:?}");
}

#[test]
fn every_bad_row_is_listed_at_once_with_its_line() {
    let long = "あ".repeat(41);
    let text = format!(
        "学年,組,番号,氏名,欠席,遅刻\r\n\
         5,1,1,青木 颯太,0,0\r\n\
         5,1,1,阿部 結愛,0,0\r\n\
         5,1,2.5,池田 新,0,0\r\n\
         \r\n\
         5,1,,石川 大翔,0,0\r\n\
         5,1,4,{long},0,0\r\n\
         5,1,5,伊藤 結愛,なし,401\r\n\
         5,1,6\r\n\
         5,1,7,井上 葵,0,0,9\r\n\
         特支,1,8,遠藤 花音,0,0\r\n\
         5,ひまわりなかよし学級,9,岡田 新,0,0\r\n\
         5,1,10,#N/A,0,0\r\n"
    );
    let (absent, late) = (Field::Absent, Field::Late);
    let expected = [
        (
            3,
            Problem::NumberRepeated {
                number: 1,
                first_line: 2,
            },
        ),
        (4, Problem::NumberInvalid),
        (6, Problem::NumberMissing),
        (
            7,
            Problem::TooLong {
                field: Field::Name,
                chars: 41,
                max: 40,
            },
        ),
        (8, Problem::CountInvalid { field: absent }),
        (
            8,
            Problem::CountTooLarge {
                field: late,
                max: 400,
            },
        ),
        (
            9,
            Problem::TooFewCells {
                found: 3,
                expected: 6,
            },
        ),
        (
            10,
            Problem::TooManyCells {
                found: 7,
                expected: 6,
            },
        ),
        (11, Problem::GradeInvalid),
        (
            12,
            Problem::TooLong {
                field: Field::Class,
                chars: 10,
                max: 8,
            },
        ),
        (13, Problem::NotAName),
    ];
    let expected = expected.map(|(line, problem)| RowProblem { line, problem });
    for text in [text.clone(), text.replace(',', "\t")] {
        assert_eq!(
            paste(&text).unwrap().import(0),
            Err(RosterError::Rows(expected.to_vec()))
        );
    }
    for locale in [Locale::Ja, Locale::En] {
        let words = explain_roster(&RosterError::Rows(expected.to_vec()), locale);
        assert_eq!(
            words.len(),
            expected.len() + 3,
            "what happened, every row, what is safe, what to do"
        );
    }
}

#[test]
fn no_cell_of_a_discarded_column_can_be_reached_from_what_was_read() {
    for (file, bytes) in WHOLE_FIXTURES {
        let source = decode_text(bytes, MAX_ROSTER_BYTES, shift_jis).unwrap();
        let preview = read_roster(&source, &nfkc).unwrap();
        let reachable = format!("{preview:?} {:?}", preview.import(0).unwrap());
        let delimiter = if file.ends_with("tsv") { '\t' } else { ',' };
        let header = preview.header_line.unwrap();
        let (mut discarded, mut read) = (Vec::new(), String::new());
        for row in source.as_str().lines().skip(header) {
            for (column, cell) in preview.columns.iter().zip(row.split(delimiter)) {
                let cell = cell.replace('　', " ");
                match column.fate {
                    ColumnFate::Read(_) => read += &format!("{cell}\n"),
                    ColumnFate::Discarded => discarded.push(cell),
                }
            }
        }
        // 正式名前 repeats the name, and a short number is part of many others.
        let telling: Vec<&String> = discarded
            .iter()
            .filter(|cell| cell.chars().count() > 2 && !read.contains(cell.as_str()))
            .collect();
        assert_eq!(
            telling.is_empty(),
            file == "excel_utf8_bom.csv" || file == "excel_paste.tsv",
            "{file}"
        );
        for cell in telling {
            assert!(
                !reachable.contains(cell.as_str()),
                "{file}: a discarded cell is still there"
            );
        }
    }
}

#[test]
fn one_class_is_chosen_from_a_list_of_the_whole_grade() {
    let text = "学年\t組\t番号\t氏名\n1\t2\t2\t見本 二\n1\t1\t1\t見本 三\n1\t2組\t1\t見本 一\n";
    let preview = paste(text).unwrap();
    let found: Vec<_> = preview
        .classes
        .iter()
        .map(|class| (class.class_name.as_deref(), class.students.len()))
        .collect();
    assert_eq!(found, [(Some("2"), 2), (Some("1"), 1)]);
    let class = preview.import(0).unwrap();
    assert_eq!(
        class.grade,
        Some(RosterGrade::Year(1)),
        "elementary or junior high: the list does not say"
    );
    assert_eq!(
        (name(&class, 1), name(&class, 2)),
        (Some("見本 一"), Some("見本 二"))
    );
    assert_eq!(preview.import(2), Err(RosterError::NoStudents));
}

#[test]
fn totals_and_empty_seats_are_passed_over_and_said_so() {
    let text =
        "番号,氏名,欠席\n1,青木 颯太,1\n番号,氏名,欠席\n2,計 真,2\n3,,\n4,,0\n,,\n,合　計,3\n平均,,1.5\n";
    let preview = paste(text).unwrap();
    let skipped = [
        RosterNotice::TotalsSkipped { lines: vec![8, 9] },
        RosterNotice::VacantNumbers { numbers: vec![3, 4] },
    ];
    assert_eq!(preview.notices, skipped);
    assert!(
        preview
            .import(0)
            .unwrap()
            .students
            .iter()
            .map(|student| student.number)
            .eq([1, 2])
    );
}

#[test]
fn cells_excel_leaves_off_at_the_right_of_a_whole_block_are_not_missing() {
    let row = |number: u16| format!("{number},見本 {}", ['一', '二', '三'][usize::from(number % 3)]);
    let full = |number| row(number) + ",";
    let rows = |short: fn(u16) -> bool| {
        let rows = (1..=34).map(|number| if short(number) { row(number) } else { full(number) });
        ["番号,氏名,備考".to_owned()]
            .into_iter()
            .chain(rows)
            .map(|row| row + "\r\n")
            .collect::<String>()
    };
    // Lines 17 to 32 are the second block: numbers 16 to 31.
    let whole = open(rows(|number| (16..=31).contains(&number)).as_bytes()).unwrap();
    assert_eq!(whole.import(0).unwrap().students.len(), 34);
    let one_off = open(rows(|number| number == 20).as_bytes()).unwrap();
    let problem = Problem::TooFewCells {
        found: 2,
        expected: 3,
    };
    assert_eq!(
        one_off.import(0),
        Err(RosterError::Rows(vec![RowProblem { line: 21, problem }]))
    );
}

#[test]
fn a_file_without_a_last_line_break_is_read_with_a_warning() {
    let preview = open("番号,氏名\n1,青木 颯太\n2,阿部 結".as_bytes()).unwrap();
    assert_eq!(preview.notices, [RosterNotice::NoFinalBreak { line: 3 }]);
    assert_eq!(preview.import(0).unwrap().students.len(), 2);
    assert_eq!(paste("番号,氏名\n1,青木 颯太").unwrap().notices, []);
}

#[test]
fn faults_of_the_whole_file_are_told_apart() {
    assert_eq!(open(b"").unwrap_err(), RosterError::Empty);
    assert_eq!(paste(" \n,,\n").unwrap_err(), RosterError::Empty);
    assert_eq!(
        open(b"PK\x03\x04").unwrap_err(),
        RosterError::Text(TextError::Workbook)
    );
    assert_eq!(
        open("番号,氏名\n1,\"青木\n2,阿部\n".as_bytes()).unwrap_err(),
        RosterError::OpenQuote { line: 2 }
    );
    assert_eq!(
        open("番号,氏名\n".as_bytes()).unwrap().import(0),
        Err(RosterError::NoStudents)
    );
    let too_large = TextError::TooLarge {
        bytes: MAX_ROSTER_BYTES + 1,
        max: MAX_ROSTER_BYTES,
    };
    assert_eq!(
        open(&vec![b'1'; MAX_ROSTER_BYTES + 1]).unwrap_err(),
        RosterError::Text(too_large)
    );
    let crowd: String = (1..=MAX_STUDENTS + 1)
        .map(|number| format!("{number}\n"))
        .collect();
    let too_many = RosterError::TooManyStudents {
        count: MAX_STUDENTS + 1,
        max: MAX_STUDENTS,
    };
    assert_eq!(paste(&crowd).unwrap().import(0), Err(too_many));
}

#[test]
fn a_class_can_be_numbers_and_nothing_else() {
    let class = numbers_only(35).unwrap();
    assert!(class.students.iter().map(|student| student.number).eq(1..=35));
    assert!(
        class
            .students
            .iter()
            .all(|student| student.name.is_none() && student.reading.is_none())
    );
    assert_eq!(numbers_only(0), Err(RosterError::NoStudents));
    assert_eq!(numbers_only(MAX_STUDENTS).unwrap().students.len(), MAX_STUDENTS);
    assert!(matches!(
        numbers_only(MAX_STUDENTS + 1),
        Err(RosterError::TooManyStudents { .. })
    ));
}
