//! The heat map of a class (学級のようす): one table, drawn and in words at once.
//!
//! Each cell holds a drawing and, for those who do not see it, the step in words; so the table is its own text
//! alternative, on the screen and on paper. Rows stand in the order they are given, which is by number.

use super::level_chip::draw_level;
use super::markup::Markup;
use crate::domain::checklist::Checklist;
use crate::domain::locale::Locale;
use crate::domain::response::Response;
use crate::domain::roster::StudentId;
use crate::domain::scoring::{Ground, LevelState, Outcome, Trend, area_score};
use crate::text::class::ClassText;
use crate::text::fill;
use crate::text::frame::FrameText;

/// A row of the map.
#[derive(Clone, Copy, Debug)]
pub struct HeatRow<'a> {
    /// The student.
    pub student: StudentId,
    /// 出席番号.
    pub number: u16,
    /// The name, where it may be shown.
    pub name: Option<&'a str>,
    /// The sheet.
    pub response: &'a Response,
    /// What the rules say of it.
    pub outcome: &'a Outcome,
}

/// Where the map is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// On the screen: the student is a button.
    Screen,
    /// On paper: words only.
    Paper,
}

/// What a cell shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A step of the ramp, 0 to 3.
    Step {
        /// The step.
        step: usize,
        /// Whether it rests on the short form only.
        is_short: bool,
    },
    /// 情報不足
    Insufficient,
    /// 対象外
    NotApplicable,
}

/// The cell of one area.
pub fn cell(checklist: &Checklist, outcome: &Outcome, area: usize) -> Cell {
    match area_score(checklist, outcome, area) {
        Some(score) if !score.applies => Cell::NotApplicable,
        Some(score) => score.step.map_or(Cell::Insufficient, |step| Cell::Step {
            step,
            is_short: outcome.ground == Ground::Short,
        }),
        None => Cell::NotApplicable,
    }
}

/// The name of a step of an area, as the content has it.
pub fn step_label<'a>(
    checklist: &'a Checklist,
    outcome: &Outcome,
    area: usize,
    step: usize,
    locale: Locale,
) -> &'a str {
    let score = checklist.areas.get(area).map(|area| match outcome.ground {
        Ground::Full => area.score,
        Ground::Short => area.short_score,
    });
    score
        .and_then(|score| checklist.scores.get(score)?.bands.get(step))
        .map_or("", |band| band.label.get(locale))
}

/// A cell in words.
pub fn cell_words<'a>(checklist: &'a Checklist, outcome: &Outcome, area: usize, locale: Locale) -> &'a str {
    match cell(checklist, outcome, area) {
        Cell::Insufficient => FrameText::of(locale).insufficient,
        Cell::NotApplicable => FrameText::of(locale).not_applicable,
        Cell::Step { step, .. } => step_label(checklist, outcome, area, step, locale),
    }
}

/// The class that fills a step of the ramp.
pub const fn ramp(step: usize) -> &'static str {
    match step {
        0 => "ramp0",
        1 => "ramp1",
        2 => "ramp2",
        _ => "ramp3",
    }
}

/// Half the distance between the dots of a step, in CSS pixels: whole, since writing fractions weighs 5 kB in the bundle.
const HALF_DOT_DISTANCE: i32 = 4;

/// Draws a cell as large as the place it stands in. The step is the fill and the number of dots; what rests on the
/// short form only is a thinner band with hollow dots; 情報不足 is hatched.
pub fn draw_cell(markup: &mut Markup, cell: Cell) {
    markup.open("svg", &[("class", &"heat-cell"), ("aria-hidden", &true)]);
    match cell {
        Cell::Step { step, is_short } => {
            let (y, height) = if is_short { ("22%", "56%") } else { ("0", "100%") };
            let class = format!("heat-fill {}", ramp(step));
            markup.leaf(
                "rect",
                &[
                    ("class", &class),
                    ("y", &y),
                    ("width", &"100%"),
                    ("height", &height),
                    ("rx", &3),
                ],
            );
            let (dot, radius) = if is_short {
                ("heat-ring", "2.5")
            } else {
                ("heat-dot", "3")
            };
            let class = format!("{dot} on-{}", ramp(step));
            for at in 0..step {
                let x = (2 * index(at) + 1 - index(step)) * HALF_DOT_DISTANCE;
                let shift = format!("translate({x})");
                markup.leaf(
                    "circle",
                    &[
                        ("class", &class),
                        ("cx", &"50%"),
                        ("cy", &"50%"),
                        ("r", &radius),
                        ("transform", &shift),
                    ],
                );
            }
        }
        Cell::Insufficient => {
            markup.leaf(
                "rect",
                &[
                    ("class", &"heat-unknown"),
                    ("width", &"100%"),
                    ("height", &"100%"),
                    ("rx", &3),
                ],
            );
            markup
                .open(
                    "svg",
                    &[
                        ("viewBox", &"0 0 48 24"),
                        ("preserveAspectRatio", &"xMidYMid slice"),
                    ],
                )
                .leaf(
                    "path",
                    &[
                        ("class", &"heat-hatch"),
                        ("d", &"M-12 24 12 0M0 24 24 0M12 24 36 0M24 24 48 0M36 24 60 0"),
                    ],
                )
                .close();
        }
        Cell::NotApplicable => {
            markup.leaf("path", &[("class", &"heat-hatch"), ("d", &"M8 16h10")]);
        }
    }
    markup.close();
}

fn index(at: usize) -> i32 {
    i32::from(u8::try_from(at).unwrap_or(u8::MAX))
}

/// The id of the button that turns the order round.
pub const ORDER_ID: &str = "heat-order";

/// The whole map. `chosen` is the row whose details are open; rows are given in the order shown.
pub fn heat_map(
    checklist: &Checklist,
    rows: &[HeatRow<'_>],
    chosen: Option<StudentId>,
    medium: Medium,
    locale: Locale,
) -> String {
    let words = ClassText::of(locale);
    let mut markup = Markup::default();
    markup.open("table", &[("class", &"heat")]);
    markup.element("caption", &[("class", &"visually-hidden")], words.caption);
    markup.open("thead", &[]).open("tr", &[]);
    draw_order(&mut markup, rows, medium, words);
    let column = |markup: &mut Markup, class: &str, label: &str| {
        markup
            .open("th", &[("scope", &"col"), ("class", &class)])
            .element("span", &[], label)
            .close();
    };
    for area in &checklist.areas {
        column(&mut markup, "heat-area", area.short.get(locale));
    }
    column(&mut markup, "heat-level", words.level);
    column(&mut markup, "heat-marks", words.marks);
    markup.close().close().open("tbody", &[]);
    for row in rows {
        draw_row(&mut markup, checklist, row, chosen, medium, locale);
    }
    markup.finish()
}

/// The head of the first column; on the screen a button turns the order by number round.
fn draw_order(markup: &mut Markup, rows: &[HeatRow<'_>], medium: Medium, words: &ClassText) {
    let is_descending = matches!(rows, [first, .., last] if first.number > last.number);
    let (sort, sign) = if is_descending {
        ("descending", "▼")
    } else {
        ("ascending", "▲")
    };
    markup.open(
        "th",
        &[
            ("scope", &"col"),
            ("class", &"heat-student"),
            ("aria-sort", &sort),
        ],
    );
    match medium {
        Medium::Paper => {
            markup.element("span", &[], words.student);
        }
        Medium::Screen => {
            markup
                .open("button", &[("type", &"button"), ("id", &ORDER_ID)])
                .text(words.student)
                .element("span", &[("aria-hidden", &true)], sign)
                .close();
        }
    }
    markup.close();
}

/// The id of the button of a row.
pub fn row_id(student: StudentId) -> String {
    format!("heat-{}", student.0)
}

fn draw_row(
    markup: &mut Markup,
    checklist: &Checklist,
    row: &HeatRow<'_>,
    chosen: Option<StudentId>,
    medium: Medium,
    locale: Locale,
) {
    let words = ClassText::of(locale);
    let is_chosen = chosen == Some(row.student);
    let class = if is_chosen { "heat-row chosen" } else { "heat-row" };
    let level = match row.outcome.level {
        LevelState::Level(index) => checklist.levels.get(index).map_or("", |level| level.id.as_str()),
        LevelState::Insufficient => "",
    };
    markup.open(
        "tr",
        &[
            ("class", &class),
            ("data-student", &row.student.0),
            ("data-level", &level),
            ("data-urgent", &row.outcome.urgent),
        ],
    );
    markup.open("th", &[("scope", &"row"), ("class", &"heat-student")]);
    if medium == Medium::Screen {
        markup.open(
            "button",
            &[
                ("type", &"button"),
                ("id", &row_id(row.student)),
                ("aria-haspopup", &"dialog"),
            ],
        );
    }
    markup.element("span", &[("class", &"num")], row.number);
    if let Some(name) = row.name {
        markup.element("span", &[("class", &"personal heat-name")], name);
    }
    if medium == Medium::Screen {
        markup.close();
    }
    markup.close();
    for (at, area) in checklist.areas.iter().enumerate() {
        markup.open(
            "td",
            &[("class", &"heat-area"), ("data-label", &area.short.get(locale))],
        );
        if medium == Medium::Screen {
            draw_cell(markup, cell(checklist, row.outcome, at));
        }
        markup
            .element(
                "span",
                &[("class", &"heat-words")],
                cell_words(checklist, row.outcome, at, locale),
            )
            .close();
    }
    markup.open("td", &[("class", &"heat-level")]);
    draw_level(markup, checklist, row.outcome, locale);
    if row.outcome.ground == Ground::Short {
        markup.element("span", &[("class", &"heat-ground")], words.short_only);
    }
    if let Some(span) = short_span(checklist, row.outcome, locale) {
        markup.element("span", &[("class", &"heat-span")], span);
    }
    markup.close().open("td", &[("class", &"heat-marks")]);
    for (sign, class, meaning) in marks(checklist, row, words, locale) {
        markup
            .open("span", &[("class", &class)])
            .element("span", &[("aria-hidden", &true)], sign)
            .element("span", &[("class", &"heat-meaning")], meaning)
            .close();
    }
    markup.close().close();
}

/// What open answers leave, in short words; nothing when the level is certain. Too little known says so already.
pub fn short_span(checklist: &Checklist, outcome: &Outcome, locale: Locale) -> Option<String> {
    if outcome.lowest == outcome.highest || outcome.level == LevelState::Insufficient {
        return None;
    }
    if outcome.ground == Ground::Short {
        return Some(ClassText::of(locale).span_short.to_owned());
    }
    let short = |level: usize| checklist.levels.get(level).map(|level| level.short.get(locale));
    Some(fill(
        ClassText::of(locale).span,
        &[
            ("lowest", &short(outcome.lowest)?),
            ("highest", &short(outcome.highest)?),
        ],
    ))
}

/// Sign, class and meaning of the marks at the end of a row.
fn marks<'a>(
    checklist: &'a Checklist,
    row: &HeatRow<'_>,
    words: &'a ClassText,
    locale: Locale,
) -> Vec<(&'static str, &'static str, &'a str)> {
    let mut marks = Vec::new();
    if row.outcome.urgent {
        marks.push(("!", "mark-urgent", checklist.urgent.get(locale)));
    }
    match row.outcome.trend {
        Trend::Up => marks.push(("▲", "mark-up", words.up)),
        Trend::Down => marks.push(("▼", "mark-down", words.down)),
        Trend::Same | Trend::Unknown => {}
    }
    if row.response.gut {
        marks.push((words.gut_sign, "mark-gut", words.gut));
    }
    marks
}

/// The legend: every kind of cell with its words, and the marks.
pub fn legend(checklist: &Checklist, locale: Locale) -> String {
    let words = ClassText::of(locale);
    let mut markup = Markup::default();
    markup.open("ul", &[("class", &"heat-legend")]);
    let mut entry = |cell: Cell, label: &str| {
        markup.open("li", &[]).open("span", &[("class", &"heat-sample")]);
        draw_cell(&mut markup, cell);
        markup.close().element("span", &[], label).close();
    };
    let bands = checklist
        .areas
        .first()
        .and_then(|area| checklist.scores.get(area.score));
    for (step, band) in bands.iter().flat_map(|score| score.bands.iter().enumerate()) {
        entry(
            Cell::Step {
                step,
                is_short: false,
            },
            band.label.get(locale),
        );
    }
    entry(
        Cell::Step {
            step: 1,
            is_short: true,
        },
        words.legend_short,
    );
    entry(Cell::Insufficient, words.legend_insufficient);
    for mark in [words.legend_trend, words.legend_gut, words.legend_urgent] {
        markup.element("li", &[], mark);
    }
    markup.finish()
}
