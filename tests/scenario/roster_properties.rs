//! Rosters nobody wrote by hand: random tables come back equal, random bytes and cut files never bring half a class.

use kizuki::format::roster_table::{RosterNotice, RosterPreview};
use proptest::prelude::*;

use crate::roster_import::{WHOLE_FIXTURES, nfkc, open, paste, shift_jis};

/// Writes a cell as a careful program would, or as a lazy one where that is allowed.
fn write_cell(cell: &str, delimiter: char, always_quoted: bool) -> String {
    let needs_quotes = cell.contains([delimiter, '"', '\n', '\r']);
    if always_quoted || needs_quotes {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn write_table(rows: &[Vec<String>], delimiter: char, line_end: &str, always_quoted: bool) -> String {
    let write_row = |row: &Vec<String>| {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| write_cell(cell, delimiter, always_quoted))
            .collect();
        cells.join(&delimiter.to_string()) + line_end
    };
    rows.iter().map(write_row).collect()
}

/// A name of one or two parts, with signs that need quoting in one format or the other.
fn any_name() -> impl Strategy<Value = String> {
    "[ぁ-ん髙﨑一-龠ア-ヶA-Za-zｱ-ﾝ][,\"'・ァ-ヶ一-龠]{0,8}( [一-龠ぁ-ん,\"]{1,8})?"
}

proptest! {
    #[test]
    fn a_table_written_in_any_way_comes_back_equal(
        students in proptest::collection::btree_map(1u16..=999, (any_name(), any_name(), 0u16..=400), 1..40),
        discarded in "[a-z\",\n]{0,12}",
        tab in any::<bool>(),
        always_quoted in any::<bool>(),
        line_end in prop_oneof![Just("\r\n"), Just("\n"), Just("\r")],
        titles in 0usize..9,
    ) {
        let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let mut rows = vec![cells(&["見本の表", "", "", "", ""]); titles];
        rows.push(cells(&["ふりがな", "通称", "遅刻", "出席\n番号", "氏名"]));
        for (number, (name, reading, late)) in &students {
            rows.push(cells(&[reading, &discarded, &late.to_string(), &number.to_string(), name]));
        }
        let text = write_table(&rows, if tab { '\t' } else { ',' }, line_end, always_quoted);
        for preview in [open(text.as_bytes()).unwrap(), paste(&text).unwrap()] {
            let class = preview.import(0).unwrap();
            prop_assert_eq!(class.students.len(), students.len());
            for (read, (number, (name, reading, late))) in class.students.iter().zip(&students) {
                prop_assert_eq!(read.number, *number);
                prop_assert_eq!(read.name.as_ref(), Some(name));
                prop_assert_eq!(read.reading.as_ref(), Some(reading));
                prop_assert_eq!(read.attendance.unwrap().late, Some(*late));
            }
        }
    }

    #[test]
    fn full_width_digits_mean_the_same_as_plain_ones(number in 1u16..=999, absent in 0u16..=400) {
        let wide = |value: u16| {
            let digits = value.to_string();
            digits.chars().map(|digit| char::from_u32(u32::from(digit) - 0x30 + 0xFF10).unwrap()).collect::<String>()
        };
        let class = paste(&format!("番号\t欠席\n{}\t{}\n", wide(number), wide(absent))).unwrap().import(0).unwrap();
        prop_assert_eq!(class.students[0].number, number);
        prop_assert_eq!(class.students[0].attendance.unwrap().absent, Some(absent));
    }

    #[test]
    fn a_bad_row_is_named_by_the_line_an_editor_shows(good in 0u16..50, breaks in 0usize..4) {
        let name = "\"見本\n".to_owned() + &"\n".repeat(breaks) + "一\"";
        let rows: String = (1..=good).map(|number| format!("{number},{name}\n")).collect();
        let text = format!("番号,氏名\n{rows}x,見本 二\n");
        let line = text.lines().position(|row| row.starts_with('x')).unwrap() + 1;
        prop_assert_eq!(paste(&text).unwrap().problems[0].line, line);
    }

    #[test]
    fn random_bytes_never_bring_the_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check_sound(open(&bytes).ok());
    }

    #[test]
    fn random_tables_never_bring_the_reader_down(
        text in "(番号|氏名|組|学年|欠席|合計|５年１組|[0-9]{1,4}|[ -~]|[\\PC]|[,\t\"\r\n]){0,80}",
    ) {
        check_sound(paste(&text).ok());
        check_sound(open(text.as_bytes()).ok());
        let with_header = format!("番号,氏名,欠席\n{text}");
        check_sound(open(with_header.as_bytes()).ok());
    }

    #[test]
    fn a_flipped_byte_never_brings_the_reader_down(file in 0usize..4, at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = WHOLE_FIXTURES[file].1.to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        check_sound(open(&bytes).ok());
    }
}

/// Whatever was read, what may be imported keeps its promises.
fn check_sound(preview: Option<RosterPreview>) {
    let Some(preview) = preview else { return };
    for index in 0..preview.classes.len() {
        let Ok(class) = preview.import(index) else {
            continue;
        };
        assert!(!class.students.is_empty());
        assert!(
            class
                .students
                .windows(2)
                .all(|pair| pair[0].number < pair[1].number),
            "numbers are unique and in order"
        );
        for student in &class.students {
            assert!((1..=999).contains(&student.number));
            let names = [&student.name, &student.reading];
            assert!(
                names
                    .into_iter()
                    .flatten()
                    .all(|name| (1..=40).contains(&name.chars().count()))
            );
        }
    }
}

#[test]
fn a_roster_cut_short_is_refused_or_brings_whole_rows_or_warns_about_the_last() {
    for (file, bytes) in WHOLE_FIXTURES {
        let whole = open(bytes).unwrap().import(0).unwrap();
        // A prime step meets every part of a row; around the end every byte is tried.
        for length in (0..bytes.len()).filter(|length| length % 23 == 0 || length + 50 > bytes.len()) {
            let Ok(preview) = open(&bytes[..length]) else {
                continue;
            };
            let Ok(class) = preview.import(0) else { continue };
            let warns = preview
                .notices
                .iter()
                .any(|notice| matches!(notice, RosterNotice::NoFinalBreak { .. }));
            let surely_whole = class.students.len() - usize::from(warns);
            assert!(
                class.students.len() <= whole.students.len(),
                "{file} cut at {length}"
            );
            assert_eq!(
                class.students[..surely_whole],
                whole.students[..surely_whole],
                "{file} cut at {length}"
            );
        }
    }
}

#[test]
fn the_decoder_and_the_normaliser_of_these_tests_do_what_browsers_do() {
    assert_eq!(shift_jis(b"\xFB\xFC\xED\x95\x87\x40").as_deref(), Some("髙﨑①"));
    assert_eq!(shift_jis(b"\x82"), None);
    assert_eq!(nfkc("１Ａ　ｱ№"), "1A アNo");
}
