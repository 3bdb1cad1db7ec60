//! Questions to the teacher about the answers of a whole class. Questions, never blame: the teacher knows the class.

use super::fill;
use crate::domain::checklist::Checklist;
use crate::domain::fairness::Finding;
use crate::domain::locale::Locale;
use crate::domain::roster::StudentId;

texts! {
    /// 答えを見なおす手がかり.
    FairnessText {
        title: "見なおしの手がかり" / "Worth a second look",
        lead: "この画面だけに出ます。印刷にもファイルにも残りません。そのとおりなら、そのままでかまいません。" / "Shown on this screen only, never printed or saved. If it is as it should be, leave it.",
        dismiss: "閉じる" / "Close",
        almost_all: "{of}人のうち{n}人が「{level}」以上です。今の学級のようすに合っていますか。区切りの数が低すぎないか、しきい値の調整で見られます。" / "{n} of {of} students are at “{level}” or above. Does that fit the class as you know it? Calibration shows whether a cut-off is too low.",
        nobody: "{of}人全員が「{level}」です。気になっている人はいませんか。迷うときは「なんとなく気になる」を使えます。" / "All {of} students are at “{level}”. Is there nobody on your mind? A gut feeling counts too.",
        one_item: "めやすが上がった{of}人のうち{n}人は、「{item}」がなければ上がりません。この項目の見方は、どの人にも同じでしたか。" / "{n} of the {of} students who stand out would not without “{item}”. Was it seen the same way for everyone?",
        rows_alike: "どの行も同じ答えの人がいます（{who}）。一つずつ見たとおりでしょうか。" / "Every line has the same answer for: {who}. Is each as you saw it?",
        column_alike: "「{item}」が{of}人とも同じ答えです。列をまちがえていませんか。" / "All {of} students have the same answer to “{item}”. Is it the right column?",
        fast_rows: "1秒もかからずに終わった行があります（{who}）。時間のあるときに、もう一度思いうかべてみませんか。" / "Rows done in less than a second: {who}. Would you picture them once more when there is time?",
        number: "{n}番" / "No. {n}",
        and_more: "ほか{n}人" / "and {n} more",
    }
}

/// Students named at most.
const MOST_NAMED: usize = 8;

/// A finding as a question. `number` gives the 出席番号 of a student.
pub fn ask(
    checklist: &Checklist,
    finding: &Finding,
    number: &dyn Fn(StudentId) -> Option<u16>,
    locale: Locale,
) -> String {
    let words = FairnessText::of(locale);
    let level = |level: usize| {
        checklist
            .levels
            .get(level)
            .map_or("", |level| level.label.get(locale))
    };
    let item = |item: usize| {
        checklist
            .items
            .get(item)
            .map_or("", |item| item.label.get(locale))
    };
    let who = |students: &[StudentId]| {
        let mut named: Vec<String> = students
            .iter()
            .take(MOST_NAMED)
            .filter_map(|student| number(*student))
            .map(|n| fill(words.number, &[("n", &n)]))
            .collect();
        let more = students.len().saturating_sub(MOST_NAMED);
        if more > 0 {
            named.push(fill(words.and_more, &[("n", &more)]));
        }
        named.join(match locale {
            Locale::Ja => "、",
            Locale::En => ", ",
        })
    };
    match finding {
        Finding::AlmostAll {
            level: reached,
            count,
            of,
        } => fill(
            words.almost_all,
            &[("n", count), ("of", of), ("level", &level(*reached))],
        ),
        Finding::Nobody { of } => fill(words.nobody, &[("of", of), ("level", &level(0))]),
        Finding::OneItem {
            item: index,
            count,
            of,
        } => fill(
            words.one_item,
            &[("n", count), ("of", of), ("item", &item(*index))],
        ),
        Finding::RowsAlike { students } => fill(words.rows_alike, &[("who", &who(students))]),
        Finding::ColumnAlike { item: index, of } => {
            fill(words.column_alike, &[("of", of), ("item", &item(*index))])
        }
        Finding::FastRows { students } => fill(words.fast_rows, &[("who", &who(students))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::content::built_in;

    #[test]
    fn every_finding_is_a_question_that_names_students_by_number_only() {
        let checklist = built_in().unwrap();
        let many: Vec<StudentId> = (1..=10).map(StudentId).collect();
        let findings = [
            Finding::AlmostAll {
                level: 1,
                count: 30,
                of: 35,
            },
            Finding::Nobody { of: 35 },
            Finding::OneItem {
                item: 0,
                count: 8,
                of: 9,
            },
            Finding::RowsAlike {
                students: many.clone(),
            },
            Finding::ColumnAlike { item: 1, of: 35 },
            Finding::FastRows { students: many },
        ];
        let number = |student: StudentId| u16::try_from(student.0).ok();
        for finding in findings {
            for (locale, mark) in [(Locale::Ja, "か。"), (Locale::En, "?")] {
                let text = ask(&checklist, &finding, &number, locale);
                assert!(text.contains(mark) || text.contains("ませんか"), "{text}");
                assert!(!text.contains(['{', '}']), "{text}");
            }
        }
        let rows = Finding::RowsAlike {
            students: vec![StudentId(3), StudentId(12)],
        };
        assert!(ask(&checklist, &rows, &number, Locale::Ja).contains("3番、12番"));
    }
}
