//! The whole class on paper: students down, the lines of the first look across.

use super::{BlankForm, BlankFrame, PAGE_EMS, close_page, open_page, packed, width};
use crate::chart::markup::Markup;
use crate::domain::checklist::{Checklist, Form, Item};
use crate::text::blank_form::BlankFormText;
use crate::text::fill;
use crate::text::first_look::FirstLookText;

/// A row of the grid.
#[derive(Clone, Copy, Debug)]
pub struct GridRow<'a> {
    /// 出席番号, or nothing to leave the row free.
    pub number: Option<u16>,
    /// The name, where it may be printed.
    pub name: Option<&'a str>,
}

/// Columns beside the student on one page; with なんとなく気になる at the end.
const COLUMNS: usize = 17;
/// Height of the column heads, of a row, and of a row where there are more than [`ROOMY`] students.
const HEAD_EMS: f64 = 10.2;
const ROW_EMS: f64 = 1.6;
const TIGHT_EMS: f64 = 1.38;
/// Rows that have room to write in.
const ROOMY: usize = 35;
/// Title, line below it, and foot.
const AROUND_EMS: f64 = 6.2;
/// Full-width characters of a line of the legend, and between two of its entries.
const LEGEND_CHARS: f64 = 60.0;
const LEGEND_GAP: f64 = 1.5;
/// Height of a line of the legend.
const LEGEND_EMS: f64 = 1.2;

/// Draws the grid, as many pages as students and lines need.
pub fn class_grid(checklist: &Checklist, rows: &[GridRow<'_>], frame: &BlankFrame<'_>) -> BlankForm {
    let words = BlankFormText::of(frame.locale);
    let items: Vec<&Item> = checklist.form(Form::Short).collect();
    // なんとなく気になる takes the last column of the last part.
    let parts: Vec<&[&Item]> = items.chunks(COLUMNS).collect();
    let legends: Vec<Vec<String>> = (0..parts.len())
        .zip(&parts)
        .map(|(part, items)| legend(items, part * COLUMNS + 1, frame))
        .collect();
    let row_ems = if rows.len() > ROOMY { TIGHT_EMS } else { ROW_EMS };
    let mut sheets = Vec::new();
    for (part, (items, legend)) in (0..).zip(parts.iter().zip(&legends)) {
        let taken = packed(legend.iter().map(|text| width(text)), LEGEND_GAP, LEGEND_CHARS) * LEGEND_EMS;
        let mut left = PAGE_EMS - AROUND_EMS - HEAD_EMS - taken;
        let mut fit = 0;
        while left >= row_ems {
            left -= row_ems;
            fit += 1;
        }
        for rows in rows.chunks(fit.max(1)) {
            sheets.push((part, *items, legend, rows));
        }
    }
    let mut markup = Markup::default();
    let all = sheets.len();
    let is_tight = rows.len() > ROOMY;
    for (page, (part, items, legend, rows)) in (1..).zip(&sheets) {
        open_page(
            &mut markup,
            checklist,
            FirstLookText::of(frame.locale).title,
            frame,
        );
        markup
            .element(
                "span",
                &[],
                fill(
                    words.looks_back,
                    &[("window", &checklist.window.get(frame.locale))],
                ),
            )
            .element("span", &[], words.filled_on)
            .element("span", &[], words.filled_by)
            .close();
        markup.open("ul", &[("class", &"blank-legend")]);
        for line in *legend {
            markup.element("li", &[], line);
        }
        markup.close();
        let is_last = *part + 1 == parts.len();
        draw_table(
            &mut markup,
            items,
            *part * COLUMNS + 1,
            is_last,
            is_tight,
            rows,
            frame,
        );
        close_page(&mut markup, frame, page, all);
    }
    BlankForm {
        markup: markup.finish(),
        pages: all,
    }
}

/// What is written into the cells: one line for each kind of answers, with the columns it is for.
fn legend(items: &[&Item], first: usize, frame: &BlankFrame<'_>) -> Vec<String> {
    let words = BlankFormText::of(frame.locale);
    let answers = |item: &Item| -> String {
        let options = (0..).zip(&item.options);
        let named: Vec<String> = options
            .map(|(index, option): (usize, _)| format!("{index}＝{}", option.label.get(frame.locale)))
            .collect();
        named.join("　")
    };
    let mut kinds: Vec<(String, Vec<usize>)> = Vec::new();
    for (column, item) in (first..).zip(items) {
        let text = answers(item);
        match kinds.iter_mut().find(|(known, _)| *known == text) {
            Some((_, columns)) => columns.push(column),
            None => kinds.push((text, vec![column])),
        }
    }
    // The commonest first: it is the one to remember.
    kinds.sort_by_key(|(_, columns)| std::cmp::Reverse(columns.len()));
    let mut lines: Vec<String> = kinds
        .iter()
        .map(|(text, columns)| format!("{}：{text}", ranges(columns)))
        .collect();
    lines.push(format!(
        "{}　{}　{}　{}：{}",
        words.unknown_mark, words.not_applicable_mark, words.blank_mark, words.gut, words.gut_mark
    ));
    let safety: Vec<&str> = items
        .iter()
        .filter(|item| item.is_critical())
        .map(|_| words.safety_lead)
        .take(1)
        .collect();
    lines.extend(
        safety
            .iter()
            .map(|lead| fill(words.safety_lines, &[("safety", lead)])),
    );
    lines
}

/// Columns in words: 「1–3・5」.
fn ranges(columns: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for column in columns {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *column => *last = *column,
            Some(_) | None => runs.push((*column, *column)),
        }
    }
    let texts: Vec<String> = runs
        .iter()
        .map(|(from, to)| {
            if from == to {
                from.to_string()
            } else {
                format!("{from}–{to}")
            }
        })
        .collect();
    texts.join("・")
}

fn draw_table(
    markup: &mut Markup,
    items: &[&Item],
    first: usize,
    is_last: bool,
    is_tight: bool,
    rows: &[GridRow<'_>],
    frame: &BlankFrame<'_>,
) {
    let words = BlankFormText::of(frame.locale);
    let class = if is_tight {
        "blank-grid blank-tight"
    } else {
        "blank-grid"
    };
    markup
        .open("table", &[("class", &class)])
        .open("thead", &[])
        .open("tr", &[])
        .element(
            "th",
            &[("scope", &"col"), ("class", &"blank-student")],
            words.student,
        );
    for (column, item) in (first..).zip(items) {
        let label = item.label.get(frame.locale);
        let label = if item.is_critical() {
            format!("! {label}")
        } else {
            label.to_owned()
        };
        draw_head(markup, &column.to_string(), &label);
    }
    if is_last {
        draw_head(markup, "", words.gut);
    }
    markup.close().close().open("tbody", &[]);
    let cells = items.len() + usize::from(is_last);
    for row in rows {
        markup
            .open("tr", &[])
            .open("th", &[("scope", &"row"), ("class", &"blank-student")]);
        if let Some(number) = row.number {
            markup.element("span", &[("class", &"num")], number);
        }
        if let Some(name) = row.name {
            markup.text(" ").element("span", &[("class", &"personal")], name);
        }
        markup.close();
        for _ in 0..cells {
            markup.leaf("td", &[]);
        }
        markup.close();
    }
    markup.close().close();
}

/// Full-width characters of a head in one line of the usual type; what is longer is set smaller.
const HEAD_CHARS: f64 = 20.0;

fn draw_head(markup: &mut Markup, number: &str, label: &str) {
    let class = if width(label) > HEAD_CHARS {
        "blank-line blank-long"
    } else {
        "blank-line"
    };
    markup
        .open("th", &[("scope", &"col"), ("class", &class)])
        .element("small", &[], number)
        .element("span", &[], label)
        .close();
}
