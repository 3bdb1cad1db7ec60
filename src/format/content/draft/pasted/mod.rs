//! Items pasted from a spreadsheet, one to a row. Nothing is taken before every row can be, and a person has seen them.

mod reader;

use self::reader::Reader;
use super::cells::{plain, rows};
use super::path::Path;
use super::{edit, names};
use crate::domain::checklist::Form;
use crate::domain::limits::{MAX_CONTENT_BYTES, MAX_CONTENT_LIST};
use crate::format::content::rule::Part;
use crate::format::json::Json;

/// Faults listed at most.
const MAX_FAULTS: usize = 50;
/// What a column of the table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// 領域
    Area,
    /// 項目
    Label,
    /// 項目（英語）
    LabelEnglish,
    /// 補足
    Help,
    /// 補足（英語）
    HelpEnglish,
    /// 選択肢・尺度
    Options,
    /// 点
    Points,
    /// 重み
    Weight,
    /// 出典
    Source,
    /// Nothing that is read.
    Unread,
}

/// The columns of a table without a heading.
const USUAL: [Column; 7] = [
    Column::Area,
    Column::Label,
    Column::Help,
    Column::Options,
    Column::Points,
    Column::Weight,
    Column::Source,
];

/// Why a cell, a row or the table is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasteRule {
    /// The text is longer than any content.
    TooLarge,
    /// A quoted cell does not end.
    OpenQuote,
    /// There is no row with an item.
    NoRows,
    /// The heading has no column for the item.
    NoLabelColumn,
    /// The list would hold more entries than it may.
    TooMany {
        /// Entries it would hold.
        found: usize,
        /// Entries it may hold.
        most: usize,
    },
    /// The cell is empty.
    Empty,
    /// The text is too long.
    TooLong {
        /// Characters found.
        found: usize,
        /// Largest number.
        most: usize,
    },
    /// No area has this label or name.
    UnknownArea {
        /// Labels of the areas there are.
        known: Vec<String>,
    },
    /// Answers need at least two, at most [`MAX_OPTIONS`](crate::domain::limits::MAX_OPTIONS).
    Options {
        /// Answers found.
        found: usize,
    },
    /// As many points as answers.
    PointsCount {
        /// Points found.
        found: usize,
        /// Answers.
        options: usize,
    },
    /// Points are whole numbers from 0 to [`MAX_POINTS`](crate::domain::limits::MAX_POINTS).
    Points,
    /// A weight is a number from 0 to [`MAX_WEIGHT`](crate::domain::limits::MAX_WEIGHT) in quarters.
    Weight,
}

/// A fault of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasteFault {
    /// The row, from 1; 0 where it is the whole table.
    pub row: usize,
    /// The column and its position from 1; none where it is the whole row.
    pub column: Option<(Column, usize)>,
    /// What is wrong.
    pub rule: PasteRule,
}

/// A table that can be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// What each column is read as.
    pub columns: Vec<Column>,
    /// Whether the first row is a heading.
    pub has_heading: bool,
    /// The items, in the order of the rows.
    pub items: Vec<Json>,
}

/// Reads a pasted table into items of one form. Areas are known by label or name, answers by a scale's name or by their words
/// with `/` between them; without a heading the columns are 領域, 項目, 補足, 選択肢, 点, 重み, 出典.
///
/// # Errors
/// Every fault with row, column and rule, at most 50.
pub fn items_from_table(draft: &Json, form: Form, text: &str) -> Result<Pasted, Vec<PasteFault>> {
    let whole = |rule| {
        vec![PasteFault {
            row: 0,
            column: None,
            rule,
        }]
    };
    if text.len() > MAX_CONTENT_BYTES {
        return Err(whole(PasteRule::TooLarge));
    }
    let rows = rows(text).ok_or_else(|| whole(PasteRule::OpenQuote))?;
    let heading = rows.first().and_then(|row| heading(row));
    let has_heading = heading.is_some();
    let columns = heading.unwrap_or_else(|| USUAL.to_vec());
    if !columns.contains(&Column::Label) {
        return Err(whole(PasteRule::NoLabelColumn));
    }
    let mut reader = Reader::new(draft, form, columns);
    for (at, row) in rows.iter().enumerate().skip(usize::from(has_heading)) {
        if row.iter().any(|cell| !cell.trim().is_empty()) {
            reader.row(at + 1, row);
        }
    }
    let found = reader.items.len();
    if found == 0 && reader.faults.is_empty() {
        return Err(whole(PasteRule::NoRows));
    }
    if found > MAX_CONTENT_LIST {
        let most = MAX_CONTENT_LIST;
        return Err(whole(PasteRule::TooMany { found, most }));
    }
    if reader.faults.is_empty() {
        Ok(Pasted {
            columns: reader.columns,
            has_heading,
            items: reader.items,
        })
    } else {
        reader.faults.truncate(MAX_FAULTS);
        Err(reader.faults)
    }
}

/// Takes items into a form: behind those it has, or in the place of its scored ones. Critical items, information and
/// strengths stay. Gives the place of the first.
///
/// # Errors
/// When the list cannot be changed, which no list of a content document gives.
pub fn take(draft: &mut Json, form: Form, items: &[Json], replaces: bool) -> Result<Path, edit::EditError> {
    let list = Path::top().field(list_of(form));
    let entries = |draft: &Json| {
        edit::get(draft, &list)
            .map(|json| json.list().len())
            .unwrap_or_default()
    };
    let mut at = entries(draft);
    if replaces {
        at = 0;
        for index in (0..entries(draft)).rev() {
            let entry = list.index(index);
            if matches!(edit::text(draft, &entry.field("kind")), "" | "scored") {
                names::remove(draft, &entry)?;
            }
        }
    }
    for (offset, item) in items.iter().enumerate() {
        let place = list.index(at + offset);
        let mut item = item.clone();
        let like = item.get("id").and_then(Json::text).unwrap_or_default().to_owned();
        let name = if names::find(draft, Part::Item, &like).is_some() {
            names::fresh(draft, &place, &like)
        } else {
            like
        };
        edit::set(&mut item, &Path::top().field("id"), Json::Text(name))?;
        edit::insert(draft, &place, item)?;
    }
    Ok(list.index(at))
}

fn list_of(form: Form) -> &'static str {
    match form {
        Form::Short => "lines",
        Form::Full => "items",
    }
}

/// The columns, if the row is a heading: two of its cells at least are names of columns, or one that is the only one.
fn heading(row: &[String]) -> Option<Vec<Column>> {
    let columns: Vec<Column> = row.iter().map(|cell| column(&plain(cell))).collect();
    let known = columns.iter().filter(|column| **column != Column::Unread).count();
    (known >= 2 || (known == 1 && row.len() == 1)).then_some(columns)
}

fn column(name: &str) -> Column {
    match name {
        "領域" | "分野" | "カテゴリ" | "カテゴリー" | "area" | "domain" => Column::Area,
        "項目" | "質問" | "質問項目" | "チェック項目" | "項目名" | "ラベル" | "item" | "question"
        | "label" => Column::Label,
        "項目(英語)" | "質問(英語)" | "英語" | "english" | "item(en)" | "label(en)" | "item(english)" => {
            Column::LabelEnglish
        }
        "補足" | "説明" | "例" | "具体例" | "help" | "note" | "notes" | "examples" => Column::Help,
        "補足(英語)" | "説明(英語)" | "help(en)" | "help(english)" => Column::HelpEnglish,
        "選択肢" | "尺度" | "選択肢/尺度" | "選択肢・尺度" | "答え" | "回答" | "options" | "answers"
        | "scale" => Column::Options,
        "点" | "点数" | "配点" | "points" | "score" | "scores" => Column::Points,
        "重み" | "おもみ" | "weight" => Column::Weight,
        "出典" | "根拠" | "もとにした資料" | "source" => Column::Source,
        _ => Column::Unread,
    }
}

#[cfg(test)]
mod tests;
