//! The teacher looks at the preview and decides what is read and what is thrown away.

use kizuki::domain::limits::MAX_ROSTER_BYTES;
use kizuki::domain::locale::Locale;
use kizuki::format::roster_table::{
    ColumnFate, Field, Problem, RosterError, RosterNotice, RosterPreview, read_roster, read_roster_as,
};
use kizuki::format::text_encoding::DecodedText;
use kizuki::text::roster::{explain_notice, explain_roster, fate_label};

use crate::roster_import::{nfkc, open, paste};

fn fields(preview: &RosterPreview) -> Vec<ColumnFate> {
    preview.columns.iter().map(|column| column.fate).collect()
}

/// Numbers, names and readings of the first class, `-` where there is none.
fn students(preview: &RosterPreview) -> Vec<String> {
    let class = preview.import(0).unwrap();
    let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    class
        .students
        .iter()
        .map(|student| {
            format!(
                "{} {} {}",
                student.number,
                or_dash(&student.name),
                or_dash(&student.reading)
            )
        })
        .collect()
}

#[test]
fn headings_are_found_on_the_tenth_row_and_not_below() {
    let sheet = |titles: usize| format!("{}番号,氏名\n1,見本 一\n", "見本学校,\n".repeat(titles));
    assert_eq!(paste(&sheet(9)).unwrap().header_line, Some(10));
    assert_eq!(paste(&sheet(10)).unwrap_err(), RosterError::NoHeader { rows: 10 });
}

#[test]
fn plain_pastes_are_understood_without_headings() {
    let number = ColumnFate::Read(Field::Number);
    let (name, reading) = (ColumnFate::Read(Field::Name), ColumnFate::Read(Field::Reading));
    let cases: [(&str, &[ColumnFate], &str); 5] = [
        ("１\n２\n３\n", &[number], "1 - -"),
        ("1\t青木　颯太\n2\t阿部 結愛", &[number, name], "1 青木 颯太 -"),
        (
            "1,青木 颯太,あおき そうた\n",
            &[number, name, reading],
            "1 青木 颯太 あおき そうた",
        ),
        ("青木 颯太\nアン・リー\n", &[name], "1 青木 颯太 -"),
        (
            "青木 颯太\tあおき そうた\n",
            &[name, reading],
            "1 青木 颯太 あおき そうた",
        ),
    ];
    for (text, expected, first) in cases {
        let preview = paste(text).unwrap();
        assert_eq!(fields(&preview), expected, "{text}");
        assert_eq!(students(&preview)[0], first);
    }
}

#[test]
fn anything_else_without_headings_is_refused_with_what_to_do() {
    for text in [
        "1,青木 颯太,男\n",
        "5,1,1,青木 颯太\n",
        "1,2014/4/1\n",
        "青木,090-0000-0000\n",
    ] {
        let error = paste(text).unwrap_err();
        assert_eq!(error, RosterError::NoHeader { rows: 10 }, "{text}");
        assert!(
            explain_roster(&error, Locale::Ja)
                .join("")
                .contains("見出しを付けるか")
        );
    }
    assert!(
        open("ただの文章\n".as_bytes()).is_err(),
        "a file of words is not a list of names"
    );
}

#[test]
fn the_teacher_can_move_a_field_but_never_open_a_locked_column() {
    let text = DecodedText::pasted(
        "番号,氏名,通称,性別\n1,見本 一,みほん いち,男\n",
        MAX_ROSTER_BYTES,
    )
    .unwrap();
    let mut mapping = read_roster(&text, &nfkc).unwrap().mapping;
    assert!(mapping.assign(2, Some(Field::Name)));
    assert!(
        !mapping.assign(3, Some(Field::Reading)),
        "sex stays out whatever it is called"
    );
    assert!(
        !mapping.assign(4, Some(Field::Reading)),
        "there is no such column"
    );
    let preview = read_roster_as(&text, &mapping, &nfkc).unwrap();
    let name = ColumnFate::Read(Field::Name);
    let expected = [
        ColumnFate::Read(Field::Number),
        ColumnFate::Discarded,
        name,
        ColumnFate::Discarded,
    ];
    assert_eq!(fields(&preview), expected, "the field has left its old column");
    assert_eq!(students(&preview), ["1 みほん いち -"]);
    assert_eq!(fate_label(name, Locale::Ja), "読み込む（氏名）");
    assert!(preview.mapping.is_locked(3));
}

#[test]
fn without_names_the_same_students_come_by_number() {
    let text = "番号,氏名,ふりがな\n1,見本 一,みほん いち\n2,見本 二,みほん に\n3,,\n";
    let text = DecodedText::pasted(text, MAX_ROSTER_BYTES).unwrap();
    let mut mapping = read_roster(&text, &nfkc).unwrap().mapping;
    mapping.keep_names(false);
    let preview = read_roster_as(&text, &mapping, &nfkc).unwrap();
    assert_eq!(students(&preview), ["1 - -", "2 - -"]);
    assert_eq!(fields(&preview)[1..], [ColumnFate::Discarded; 2]);
    assert!(!format!("{preview:?}").contains("見本"));
}

#[test]
fn family_and_given_name_in_two_columns_are_one_name() {
    let preview = paste("No.,姓,名,せい,めい\n1,見本,一,みほん,いち\n").unwrap();
    assert_eq!(students(&preview), ["1 見本 一 みほん いち"]);
}

#[test]
fn a_second_column_with_the_same_heading_is_pointed_out() {
    let preview = paste("番号,氏名,,番号,氏名\n1,見本 一,,21,見本 二\n").unwrap();
    assert_eq!(students(&preview), ["1 見本 一 -"]);
    let notices = [(Field::Number, vec![3]), (Field::Name, vec![4])]
        .map(|(field, others)| RosterNotice::SeveralColumns { field, others });
    assert_eq!(preview.notices, notices);
    assert!(explain_notice(&preview.notices[0], Locale::Ja).contains("4列目"));
}

#[test]
fn a_row_that_is_no_student_can_be_left_out() {
    let text = DecodedText::pasted("番号,氏名\n1,見本 一\n※取扱注意,\n", MAX_ROSTER_BYTES).unwrap();
    let preview = read_roster(&text, &nfkc).unwrap();
    assert_eq!(
        preview
            .problems
            .iter()
            .map(|row| (row.line, row.problem))
            .collect::<Vec<_>>(),
        [(3, Problem::NumberInvalid)]
    );
    let mut mapping = preview.mapping;
    mapping.leave_out(3, true);
    assert_eq!(
        students(&read_roster_as(&text, &mapping, &nfkc).unwrap()),
        ["1 見本 一 -"]
    );
    mapping.leave_out(3, false);
    assert!(read_roster_as(&text, &mapping, &nfkc).unwrap().import(0).is_err());
}

#[test]
fn a_row_without_a_name_does_not_shift_the_numbers_of_those_below() {
    let preview = paste("学年,氏名\n5,見本 一\n5,\n5,見本 三\n").unwrap();
    let problems: Vec<_> = preview
        .problems
        .iter()
        .map(|row| (row.line, row.problem))
        .collect();
    assert_eq!(problems, [(3, Problem::NameMissing)]);
}
