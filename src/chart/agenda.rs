//! The printed agenda of a meeting (会議用の一覧): A4 pages with room to write, made before printing, so that every page
//! can say which of how many it is.

use super::level_chip::draw_level;
use super::markup::Markup;
use crate::domain::checklist::{Checklist, Direction};
use crate::domain::decision::Decision;
use crate::domain::locale::Locale;
use crate::domain::scoring::{Outcome, Trend};
use crate::text::class::ClassText;
use crate::text::fill;
use crate::text::frame::FrameText;
use crate::text::meeting::{MeetingText, day, directions, supports};
use crate::text::summary::direction;

/// One student on the agenda.
#[derive(Clone, Copy, Debug)]
pub struct AgendaRow<'a> {
    /// The content of its class.
    pub checklist: &'a Checklist,
    /// The class, where the agenda is of several.
    pub class: Option<&'a str>,
    /// 出席番号.
    pub number: u16,
    /// The name, where it may be shown.
    pub name: Option<&'a str>,
    /// What the rules say.
    pub outcome: &'a Outcome,
    /// Why the student is talked about.
    pub reason: &'a str,
    /// What was decided.
    pub decision: Option<&'a Decision>,
}

/// What stands around the rows.
#[derive(Clone, Copy, Debug)]
pub struct AgendaFrame<'a> {
    /// Class and round.
    pub class: &'a str,
    /// 「2026年11月20日 作成」.
    pub made: &'a str,
    /// 「廃棄期限 …」.
    pub dispose: &'a str,
    /// Content, version, checksum and month.
    pub rule_card: &'a str,
}

/// Height for rows on one page, in millimetres: A4 less margins, head and foot.
const PAGE_MM: usize = 228;
/// Smallest row: three lines to write on.
const ROW_MM: usize = 20;
/// One printed line.
const LINE_MM: usize = 4;
/// Full-width characters of a line in the column of reasons and of decisions.
const REASON_CHARS: usize = 14;
const DECISION_CHARS: usize = 20;

/// Rows per page, by their heights; a page has one row at least.
pub fn pages(heights: &[usize]) -> Vec<usize> {
    let mut pages: Vec<usize> = Vec::new();
    let mut left = 0;
    for height in heights {
        match pages.last_mut() {
            Some(rows) if *height <= left => {
                *rows += 1;
                left -= height;
            }
            Some(_) | None => {
                pages.push(1);
                left = PAGE_MM.saturating_sub(*height);
            }
        }
    }
    pages
}

/// The agenda, page by page.
pub fn agenda(rows: &[AgendaRow<'_>], frame: &AgendaFrame<'_>, locale: Locale) -> String {
    let words = MeetingText::of(locale);
    let decisions: Vec<Vec<String>> = rows.iter().map(|row| decision_lines(row, locale)).collect();
    let heights: Vec<usize> = rows
        .iter()
        .zip(&decisions)
        .map(|(row, lines)| height(row, lines))
        .collect();
    let pages = pages(&heights);
    let mut markup = Markup::default();
    let mut rest = rows.iter().zip(&decisions);
    for (at, count) in pages.iter().enumerate() {
        markup.open("section", &[("class", &"agenda-page")]);
        markup.element(
            "p",
            &[("class", &"sheet-mark")],
            ClassText::of(locale).keep_inside,
        );
        markup.element("h1", &[], format!("{}　{}", words.sheet_title, frame.class));
        markup.element("p", &[], format!("{}　{}", frame.made, words.sheet_collect));
        markup.open("table", &[]).open("thead", &[]).open("tr", &[]);
        for head in [
            words.sheet_student,
            words.sheet_level,
            words.sheet_why,
            words.sheet_decision,
        ] {
            markup.element("th", &[("scope", &"col")], head);
        }
        markup.close().close().open("tbody", &[]);
        for (row, lines) in rest.by_ref().take(*count) {
            draw_row(&mut markup, row, lines, locale);
        }
        markup.close().close().open("p", &[("class", &"agenda-foot")]);
        markup.element("span", &[], FrameText::of(locale).not_diagnosis);
        markup.element("span", &[], format!("{}　{}", frame.rule_card, frame.dispose));
        let page = fill(
            ClassText::of(locale).page,
            &[("n", &(at + 1)), ("all", &pages.len())],
        );
        markup.element("span", &[("class", &"num")], page).close().close();
    }
    markup.finish()
}

fn height(row: &AgendaRow<'_>, decision: &[String]) -> usize {
    let width = |text: &str| -> usize { text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum() };
    let lines = |text: &str, most: usize| width(text).div_ceil(2 * most).max(1);
    let decision: usize = decision.iter().map(|line| lines(line, DECISION_CHARS)).sum();
    // Level, span and marks take up to four lines.
    let tallest = decision.max(lines(row.reason, REASON_CHARS)).max(4);
    (tallest * LINE_MM + 3).max(ROW_MM)
}

/// What was decided, in lines; empty while nothing is.
fn decision_lines(row: &AgendaRow<'_>, locale: Locale) -> Vec<String> {
    let Some(decision) = row.decision else {
        return Vec::new();
    };
    let words = MeetingText::of(locale);
    let dated = |label: &str, date: Option<chrono::NaiveDate>| {
        date.map_or_else(String::new, |date| format!("{label}：{}", day(date, locale)))
    };
    [
        directions(decision, locale),
        supports(row.checklist, decision, locale),
        if decision.who.is_empty() {
            String::new()
        } else {
            format!("{}：{}", words.who, decision.who)
        },
        dated(words.by, decision.by),
        dated(words.next_check, decision.next_check),
    ]
    .into_iter()
    .filter(|line| !line.is_empty())
    .collect()
}

fn draw_row(markup: &mut Markup, row: &AgendaRow<'_>, decision: &[String], locale: Locale) {
    let words = MeetingText::of(locale);
    markup.open("tr", &[]).open("th", &[("scope", &"row")]);
    if let Some(class) = row.class {
        markup.element("span", &[("class", &"agenda-class")], class);
    }
    markup.element("span", &[("class", &"num")], row.number);
    if let Some(name) = row.name {
        markup.text(" ").element("span", &[("class", &"personal")], name);
    }
    markup.close().open("td", &[]);
    draw_level(markup, row.checklist, row.outcome, locale);
    if let Some(span) = super::heat_map::short_span(row.checklist, row.outcome, locale) {
        markup.element("small", &[], span);
    }
    if row.outcome.urgent {
        markup.element("strong", &[], row.checklist.urgent.get(locale));
    }
    let change = match row.outcome.trend {
        Trend::Up => Some(("▲", ClassText::of(locale).up)),
        Trend::Down => Some(("▼", ClassText::of(locale).down)),
        Trend::Same | Trend::Unknown => None,
    };
    if let Some((sign, meaning)) = change {
        markup.element("small", &[], format!("{sign} {meaning}"));
    }
    markup.close().element("td", &[], row.reason).open("td", &[]);
    if decision.is_empty() {
        let boxes: Vec<String> = Direction::ALL
            .iter()
            .map(|to| format!("□{}", direction(*to, locale)))
            .collect();
        markup.element("p", &[], boxes.join("　"));
        markup.element("p", &[("class", &"agenda-write")], words.sheet_write);
    }
    for line in decision {
        markup.element("p", &[], line);
    }
    markup.close().close();
}
