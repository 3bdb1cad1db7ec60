//! The words of putting two copies of a class together: what came, where two people wrote differently, and why not.

use super::frame::{FrameText, grade_title, school_year, student_title};
use super::{fill, full, meeting};
use crate::domain::checklist::Checklist;
use crate::domain::document::Document;
use crate::domain::ledger::{Facet, Field, Line, MergeError, Merged, Place, Value};
use crate::domain::limits::{MAX_KEPT_CONTENTS_BYTES, MAX_ROUNDS, MAX_STUDENTS};
use crate::domain::locale::Locale;
use crate::domain::response::Answer;
use crate::domain::roster::SchoolYear;

texts! {
    /// What a merge brought, fields and values.
    MergeText {
        nothing: "新しい内容はありませんでした。" / "There was nothing new.",
        came: "ほかで記入された内容を取り込みました（{list}）。" / "What was written elsewhere was taken over ({list}).",
        comma: "、" / ", ",
        entries: "記入 {n}件" / "{n} entries",
        others: "名簿など {n}件" / "{n} of the roster and the like",
        rounds: "新しい回 {n}つ" / "{n} new rounds",
        added: "加わった児童生徒 {n}人" / "{n} students added",
        removed: "名簿から外れた児童生徒 {n}人" / "{n} students removed",
        moved: "番号が重なったため、{from}番を{to}番にしました。" / "Number {from} was there twice; one of them is now {to}.",
        conflicts: "同じところに別のことが書かれています（{n}件）。どちらも残してあります。新しいほうを表示しています。" / "Different things were written in one place ({n}). Both are kept; the newer is shown.",
        disposed: "ほかの端末で廃棄された記録（{n}件）を、ここでも消しました。" / "Records disposed of on another device ({n}) were erased here too.",
        refused: "開いたファイルには廃棄済みの記録（{n}件）が入っていますが、取り込んでいません。そのファイルも廃棄してください。" / "The file still holds records that were disposed of ({n}); they were not taken over. Destroy that file too.",
        behind: "開いたファイルには、この端末の新しい内容が入っていません。「ファイルに保存」をしてください。" / "The file lacks what is newer on this device. Save it to a file.",
        school: "学校名" / "School",
        year: "年度" / "School year",
        grade: "学年" / "Grade",
        class_name: "組" / "Class",
        number: "出席番号" / "Number",
        name: "氏名" / "Name",
        reading: "ふりがな" / "Reading",
        label: "回の名前" / "Name of the round",
        began: "始めた日" / "Day it began",
        code: "照会番号" / "Case code",
        gut: "なんとなく気になる" / "Just a feeling",
        attendance: "出欠の数" / "Attendance counts",
        decision: "決めたこと" / "Decision",
        blank: "未記入" / "blank",
        on: "あり" / "marked",
        absent: "欠席 {n}" / "absent {n}",
        late: "遅刻 {n}" / "late {n}",
        left_early: "早退 {n}" / "left early {n}",
        school_days: "授業日数 {n}" / "school days {n}",
        absent_year: "年度の欠席 {n}" / "absent this year {n}",
        dot: "・" / ", ",
        line: "{label}：{text}" / "{label}: {text}",
    }
}

/// What a merge brought, one sentence each; at least one.
pub fn say_merged(merged: &Merged, locale: Locale) -> Vec<String> {
    let words = MergeText::of(locale);
    let counts = [
        (words.entries, merged.entries),
        (words.others, merged.others),
        (words.rounds, merged.rounds),
        (words.added, merged.added.len()),
        (words.removed, merged.removed.len()),
    ];
    let list: Vec<String> = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(text, count)| fill(text, &[("n", count)]))
        .collect();
    let mut sentences = Vec::new();
    if !list.is_empty() {
        sentences.push(fill(words.came, &[("list", &list.join(words.comma))]));
    } else if !merged.changed {
        sentences.push(words.nothing.to_owned());
    }
    for moved in &merged.moved {
        sentences.push(fill(words.moved, &[("from", &moved.from), ("to", &moved.to)]));
    }
    for (text, count) in [(words.disposed, merged.disposed), (words.refused, merged.refused)] {
        if count > 0 {
            sentences.push(fill(text, &[("n", &count)]));
        }
    }
    if !merged.conflicts.is_empty() {
        sentences.push(fill(words.conflicts, &[("n", &merged.conflicts.len())]));
    }
    if merged.other_is_behind {
        sentences.push(words.behind.to_owned());
    }
    if sentences.is_empty() {
        sentences.push(words.nothing.to_owned());
    }
    sentences
}

/// Why two copies were not put together, that nothing was changed, and what to do.
pub fn explain_merge(error: MergeError, locale: Locale) -> String {
    let (ja, en, found, most) = match error {
        MergeError::OtherClass => (
            "別の学級のファイルです。取り込まず、何も変更していません。この学級のファイルを選ぶか、いまの学級を保存してから開いてください。",
            "This is the file of another class. Nothing was taken over or changed. Choose a file of this class, or save the open class and then open it.",
            0,
            0,
        ),
        MergeError::TooManyStudents { found } => (
            "合わせると{found}人になり、上限の{most}人を超えます。何も変更していません。どちらかの名簿から、重なっている人を外してください。",
            "Together there would be {found} students, more than {most}. Nothing was changed. Remove from one of the rosters who is there twice.",
            found,
            MAX_STUDENTS,
        ),
        MergeError::TooManyRounds { found } => (
            "合わせると{found}回になり、上限の{most}回を超えます。何も変更していません。二つのファイルを別々に使ってください。",
            "Together there would be {found} rounds, more than {most}. Nothing was changed. Keep both files and use them side by side.",
            found,
            MAX_ROUNDS,
        ),
        MergeError::TooMuchContent { found } => (
            "チェックシートの内容が合わせて{found} KBになり、上限の{most} KBを超えます。何も変更していません。二つのファイルを別々に使ってください。",
            "The checklists of both are {found} KB together, more than {most} KB. Nothing was changed. Keep both files and use them side by side.",
            found / 1024,
            MAX_KEPT_CONTENTS_BYTES / 1024,
        ),
    };
    let text = match locale {
        Locale::Ja => ja,
        Locale::En => en,
    };
    fill(text, &[("found", &found), ("most", &most)])
}

/// Where a conflict is: round, student and field, e.g. 2学期・3番・欠席.
pub fn place_title(
    place: &Place,
    document: &Document,
    checklist: &Checklist,
    names_hidden: bool,
    locale: Locale,
) -> String {
    let round = place.round.and_then(|id| document.round(id));
    let student = place
        .field
        .student()
        .and_then(|id| document.classroom.student(id));
    let parts = [
        round.map(|round| round.label.clone()),
        student.map(|student| student_title(student, names_hidden, locale)),
        Some(field_label(&place.field, checklist, locale)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(MergeText::of(locale).dot)
}

/// What a field is called.
pub fn field_label(field: &Field, checklist: &Checklist, locale: Locale) -> String {
    let words = MergeText::of(locale);
    let word = match field {
        Field::School => words.school,
        Field::SchoolYear => words.year,
        Field::Grade => words.grade,
        Field::ClassName => words.class_name,
        Field::Contact(contact) => checklist
            .contact(contact)
            .map_or(contact.as_str(), |contact| contact.label.get(locale)),
        Field::Student(_, Facet::Number) => words.number,
        Field::Student(_, Facet::Name) => words.name,
        Field::Student(_, Facet::Reading) => words.reading,
        Field::Label => words.label,
        Field::Began => words.began,
        Field::Code(_) => words.code,
        Field::Sheet(_, Line::Answer(item)) => checklist
            .item(item)
            .map_or(item.as_str(), |item| item.label.get(locale)),
        Field::Sheet(_, Line::Gut) => words.gut,
        Field::Sheet(_, Line::Attendance) => words.attendance,
        Field::Sheet(_, Line::Card(card)) => checklist
            .card(card)
            .map_or(card.as_str(), |card| card.title.get(locale)),
        Field::Sheet(_, Line::Decision) => words.decision,
    };
    word.to_owned()
}

/// What stands in a field.
pub fn value_label(field: &Field, value: &Value, checklist: &Checklist, locale: Locale) -> String {
    let words = MergeText::of(locale);
    match value {
        Value::Blank => words.blank.to_owned(),
        Value::Text(text) => text.clone(),
        Value::Number(year) if *field == Field::SchoolYear => school_year(SchoolYear(*year), locale),
        Value::Number(number) => number.to_string(),
        Value::Grade(grade) => grade_title(*grade, locale),
        Value::Day(day) => meeting::day(*day, locale),
        Value::Answer(answer) => answer_label(field, *answer, checklist, locale),
        Value::On => words.on.to_owned(),
        Value::Attendance(counts) => {
            let counts = [
                (words.absent, counts.absent),
                (words.late, counts.late),
                (words.left_early, counts.left_early),
                (words.school_days, counts.school_days),
                (words.absent_year, counts.absent_year),
            ];
            let known = counts
                .iter()
                .filter_map(|(text, count)| count.map(|count| fill(text, &[("n", &count)])));
            known.collect::<Vec<_>>().join(words.comma)
        }
        Value::Card(record) => {
            let card = if let Field::Sheet(_, Line::Card(card)) = field {
                checklist.card(card)
            } else {
                None
            };
            let actions: Vec<&str> = record
                .actions
                .iter()
                .map(|id| {
                    let action = card.and_then(|card| card.actions.iter().find(|action| action.id == *id));
                    action.map_or(id.as_str(), |action| action.label.get(locale))
                })
                .collect();
            [
                full::recorded_line(record.on, &actions, locale),
                record.note.clone(),
            ]
            .join(" ")
            .trim()
            .to_owned()
        }
        Value::Decision(decision) => {
            let lines = meeting::record_lines(checklist, decision, locale).into_iter();
            let lines = lines.map(|(label, text)| fill(words.line, &[("label", &label), ("text", &text)]));
            lines.collect::<Vec<_>>().join(words.comma)
        }
        Value::Issue(issue) => meeting::day(issue.on, locale),
    }
}

fn answer_label(field: &Field, answer: Answer, checklist: &Checklist, locale: Locale) -> String {
    let words = FrameText::of(locale);
    match answer {
        Answer::Unknown => words.unknown.to_owned(),
        Answer::NotApplicable => words.not_applicable.to_owned(),
        Answer::Count(count) => count.to_string(),
        Answer::Option(at) => {
            let item = if let Field::Sheet(_, Line::Answer(item)) = field {
                checklist.item(item)
            } else {
                None
            };
            let option = item.and_then(|item| item.options.get(usize::from(at)));
            option.map_or_else(|| at.to_string(), |option| option.label.get(locale).to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case_code::CaseCode;
    use crate::domain::document::RoundId;
    use crate::domain::ledger::histories::class;
    use crate::domain::ledger::{Conflict, Moved};
    use crate::domain::roster::StudentId;
    use crate::format::content::built_in;
    use crate::format::document::decode;

    const GOLDEN: &str = include_str!("../../tests/fixtures/golden/document-2.json");

    #[test]
    fn a_merge_is_told_with_everything_it_brought() {
        let mut merged = Merged::default();
        assert_eq!(
            say_merged(&merged, Locale::Ja),
            ["新しい内容はありませんでした。"]
        );
        // A value that stands behind the one shown is news, too.
        merged.changed = true;
        let field = Field::School;
        merged.conflicts = vec![Conflict {
            place: Place { round: None, field },
            versions: Vec::new(),
        }];
        assert_eq!(
            say_merged(&merged, Locale::Ja),
            [
                "同じところに別のことが書かれています（1件）。どちらも残してあります。新しいほうを表示しています。"
            ]
        );
        merged.conflicts.clear();
        merged.entries = 12;
        merged.added = vec![StudentId(7)];
        merged.moved = vec![Moved {
            student: StudentId(7),
            from: 4,
            to: 5,
        }];
        merged.disposed = 2;
        merged.refused = 1;
        merged.other_is_behind = true;
        assert_eq!(
            say_merged(&merged, Locale::Ja),
            [
                "ほかで記入された内容を取り込みました（記入 12件、加わった児童生徒 1人）。",
                "番号が重なったため、4番を5番にしました。",
                "ほかの端末で廃棄された記録（2件）を、ここでも消しました。",
                "開いたファイルには廃棄済みの記録（1件）が入っていますが、取り込んでいません。そのファイルも廃棄してください。",
                "開いたファイルには、この端末の新しい内容が入っていません。「ファイルに保存」をしてください。",
            ]
        );
        assert_eq!(say_merged(&merged, Locale::En).len(), 5);
    }

    #[test]
    fn every_refusal_says_that_nothing_was_changed_and_how_many_there_are() {
        for error in [
            MergeError::OtherClass,
            MergeError::TooManyStudents { found: 201 },
            MergeError::TooManyRounds { found: 41 },
            MergeError::TooMuchContent { found: 5 << 20 },
        ] {
            let [ja, en] = [Locale::Ja, Locale::En].map(|locale| explain_merge(error, locale));
            assert!(
                ja.contains("変更していません") && en.contains("changed"),
                "{ja} {en}"
            );
            assert!(!ja.contains('{') && !en.contains('{'), "{ja} {en}");
        }
        assert!(explain_merge(MergeError::TooManyStudents { found: 201 }, Locale::Ja).contains("201人"));
    }

    #[test]
    fn a_conflict_is_named_in_the_words_of_the_form() {
        let checklist = built_in().unwrap();
        let document = class();
        let item = checklist
            .items
            .iter()
            .find(|item| item.options.len() == 3)
            .unwrap();
        let place = Place {
            round: Some(RoundId(1)),
            field: Field::Sheet(StudentId(3), Line::Answer(item.id.clone())),
        };
        let title = place_title(&place, &document, &checklist, false, Locale::Ja);
        assert_eq!(title, format!("1学期・3番・{}", item.label.ja));
        let value = Value::Answer(Answer::Option(1));
        assert_eq!(
            value_label(&place.field, &value, &checklist, Locale::Ja),
            item.options[1].label.ja
        );
        assert_eq!(
            value_label(&place.field, &Value::Blank, &checklist, Locale::En),
            "blank"
        );
    }

    #[test]
    fn every_field_and_value_of_a_class_has_words() {
        let checklist = built_in().unwrap();
        let ledger = decode(GOLDEN.as_bytes()).unwrap().ledger;
        let registers = ledger.rounds.values().chain([&ledger.class]);
        for (field, register) in registers.flat_map(|registers| registers.iter()) {
            for locale in [Locale::Ja, Locale::En] {
                assert!(!field_label(field, &checklist, locale).is_empty(), "{field:?}");
                for version in &register.versions {
                    let label = value_label(field, &version.value, &checklist, locale);
                    assert!(!label.is_empty() && !label.contains('{'), "{field:?}: {label}");
                }
            }
        }
        let code = Field::Code(CaseCode::from_random(1));
        assert_eq!(field_label(&code, &checklist, Locale::En), "Case code");
    }
}
