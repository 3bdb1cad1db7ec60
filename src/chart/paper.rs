//! The summary as it lies on the table of the ward: one sheet of A4, and the strip that comes back to the school.
//!
//! The school's preview and the print are the same markup, so nobody can be shown less than what leaves. Measures are the
//! style sheet's, all relative to the size of the type: the preview is the paper made smaller, line by line.

mod below;
mod fit;

use super::markup::Markup;
use super::qr::QrPath;
use crate::domain::checklist::Shape;
use crate::domain::locale::Locale;
use crate::domain::scoring::Trend;
use crate::domain::summary::{AreaPicture, Labelled, Sheet, SheetArea, SheetLevel, Strength};
use crate::text::fill;
use crate::text::frame::{FrameText, grade_band, year_month};
use crate::text::summary::{SheetText, consent, contact, direction, gap, ground, month, reply_by, trend};

/// How a sheet is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// Whether the case code is drawn; without it, its place says when it will be filled.
    pub has_code: bool,
    /// Whether it was let out; before that the place of the symbol says when it will be filled.
    pub is_released: bool,
    /// The symbol for the ward's reader, where the summary fits into one.
    pub qr: Option<&'a QrPath>,
    /// Whether it is about nobody.
    pub is_sample: bool,
    /// The language of what does not come from the sheet.
    pub locale: Locale,
}

/// Draws the sheet.
pub fn paper(sheet: &Sheet, look: Look<'_>) -> String {
    let mut paper = Paper {
        markup: Markup::default(),
        words: SheetText::of(look.locale),
        sheet,
        look,
        locale: look.locale,
    };
    paper.draw();
    paper.markup.finish()
}

struct Paper<'a> {
    markup: Markup,
    words: &'static SheetText,
    sheet: &'a Sheet,
    look: Look<'a>,
    locale: Locale,
}

impl Paper<'_> {
    fn draw(&mut self) {
        let class = self.size();
        self.markup
            .open("div", &[("class", &class), ("lang", &self.locale.code())]);
        if self.look.is_sample {
            self.markup
                .element("p", &[("class", &"pp-sample")], self.words.sample);
        }
        self.urgent();
        self.head();
        self.level();
        self.markup.open("div", &[("class", &"pp-columns")]);
        self.markup.open("div", &[]);
        self.areas();
        self.signs();
        self.approval();
        self.markup.close().open("div", &[]);
        self.strengths();
        self.measures();
        self.asks();
        self.markup.close().close();
        self.foot();
        self.slip();
        self.markup.close();
    }

    fn heading(&mut self, text: &str) {
        self.markup.element("h4", &[], text);
    }

    /// A heading that says what the signs below it mean.
    fn heading_with_key(&mut self, text: &str, key: &[String]) {
        self.markup
            .open("h4", &[])
            .text(text)
            .text("　")
            .element("span", &[("class", &"pp-small")], key.join("　"))
            .close();
    }

    /// A line of a table of facts.
    fn fact(&mut self, name: &str, value: &str) {
        self.markup
            .open("div", &[])
            .element("dt", &[], name)
            .element("dd", &[], value)
            .close();
    }

    fn urgent(&mut self) {
        if self.sheet.urgent.is_empty() {
            return;
        }
        self.markup.open("div", &[("class", &"pp-urgent")]);
        self.markup.element("b", &[], self.words.urgent).open("div", &[]);
        for card in &self.sheet.urgent {
            self.markup.element("p", &[], &card.label);
        }
        self.markup.close().close();
    }

    fn head(&mut self) {
        let (words, sheet, locale) = (self.words, self.sheet, self.locale);
        self.markup
            .open("div", &[("class", &"pp-head")])
            .open("div", &[("class", &"pp-what")])
            .element("h3", &[], words.title)
            .open("dl", &[("class", &"pp-facts")]);
        let made = month(sheet.made, locale);
        self.fact(
            words.made,
            &fill(words.made_of, &[("window", &sheet.window), ("month", &made)]),
        );
        if let Some(school) = &sheet.school {
            self.fact(words.school, school);
        }
        if let Some(band) = sheet.grade_band {
            self.fact(words.grade_band, grade_band(band, locale));
        }
        self.fact(words.contact, contact(sheet.contact, locale));
        self.fact(words.met, &month(sheet.met, locale));
        let directions: Vec<&str> = sheet
            .directions
            .iter()
            .map(|each| direction(*each, locale))
            .collect();
        self.fact(words.directions, &directions.join(separator(locale)));
        self.markup
            .close()
            .close()
            .open("div", &[("class", &"pp-code")])
            .element("p", &[("class", &"pp-small")], words.code);
        if self.look.has_code {
            self.markup
                .element("p", &[("class", &"pp-number")], sheet.code.to_string());
        } else {
            self.markup
                .element("p", &[("class", &"pp-later")], words.code_later);
        }
        if let Some(qr) = self.look.qr {
            let view = format!("0 0 {0} {0}", qr.size);
            self.markup
                .open(
                    "svg",
                    &[
                        ("class", &"pp-qr"),
                        ("viewBox", &view),
                        ("role", &"img"),
                        ("aria-label", &words.qr),
                        ("shape-rendering", &"crispEdges"),
                    ],
                )
                .leaf("path", &[("d", &qr.d)])
                .close();
        } else if self.look.has_code && !self.look.is_released {
            self.markup
                .element("p", &[("class", &"pp-later")], words.qr_later);
        }
        self.markup.close().close();
    }

    fn level(&mut self) {
        let (words, sheet, locale) = (self.words, self.sheet, self.locale);
        let shown = sheet
            .level
            .as_ref()
            .map_or_else(|| FrameText::of(locale).insufficient.to_owned(), level_name);
        self.markup
            .open("div", &[("class", &"pp-level")])
            .element("span", &[("class", &"pp-small")], words.level)
            .element("b", &[("class", &"pp-chip")], shown)
            .element("span", &[], ground(sheet.ground, locale));
        if sheet.trend != Trend::Unknown {
            self.markup.element("span", &[], trend(sheet.trend, locale));
        }
        if sheet.lowest != sheet.highest {
            let span = fill(
                words.span,
                &[("lowest", &sheet.lowest.label), ("highest", &sheet.highest.label)],
            );
            self.markup.element("span", &[], span);
        }
        self.markup.close();
    }

    fn areas(&mut self) {
        if self.sheet.areas.iter().any(|area| area.trend != Trend::Unknown) {
            let change = |of| format!("{} {}", trend_sign(of), self.change(of));
            let key = [Trend::Up, Trend::Same, Trend::Down].map(change);
            self.heading_with_key(self.words.areas, &key);
        } else {
            self.heading(self.words.areas);
        }
        self.markup
            .open("table", &[("class", &"pp-areas")])
            .open("tbody", &[]);
        for area in &self.sheet.areas {
            self.markup
                .open("tr", &[])
                .element("th", &[("scope", &"row")], &area.area.label)
                .open("td", &[]);
            steps(&mut self.markup, area);
            let step = match area.picture {
                AreaPicture::Step(_) => area.step.as_str(),
                AreaPicture::Insufficient | AreaPicture::NotApplicable => gap(area.picture, self.locale),
            };
            self.markup
                .close()
                .element("td", &[], step)
                .element("td", &[("class", &"pp-trend")], trend_sign(area.trend))
                .close();
        }
        self.markup.close().close();
    }

    fn change(&self, change: Trend) -> &'static str {
        match change {
            Trend::Up => self.words.more_concern,
            Trend::Same => self.words.no_change,
            Trend::Down => self.words.less_concern,
            Trend::Unknown => "",
        }
    }

    fn signs(&mut self) {
        self.heading(self.words.signs);
        if self.sheet.signs.is_empty() {
            self.markup.element("p", &[], self.words.no_signs);
            return;
        }
        self.markup.open("ul", &[("class", &"pp-signs")]);
        for sign in &self.sheet.signs {
            self.markup
                .open("li", &[])
                .text(&sign.item.label)
                .text(" ")
                .element("b", &[], &sign.answer)
                .close();
        }
        self.markup.close();
    }

    /// Where management and the contact put their seals.
    fn approval(&mut self) {
        self.heading_with_key(self.words.approval, &[self.words.approval_hint.to_owned()]);
        self.markup.open("div", &[("class", &"pp-seals")]);
        for who in [self.words.seal_management, self.words.seal_contact] {
            self.markup
                .open("div", &[])
                .element("span", &[("class", &"pp-small")], who)
                .close();
        }
        self.markup.close();
    }

    fn strengths(&mut self) {
        let key = [Strength::Present, Strength::Absent, Strength::Unknown].map(|each| {
            let words = crate::text::summary::strength(each, self.locale);
            format!("{} {words}", strength_sign(each))
        });
        self.heading_with_key(self.words.strengths, &key);
        self.markup.open("ul", &[("class", &"pp-strengths")]);
        for each in &self.sheet.strengths {
            self.markup
                .open("li", &[])
                .element("b", &[], strength_sign(each.strength))
                .text(&each.item.label)
                .close();
        }
        self.markup.close();
        if !self.sheet.information.is_empty() {
            self.heading(self.words.information);
            let labels = self.sheet.information.iter().map(|item| item.label.clone());
            let line = self.line(labels.collect());
            self.markup.element("p", &[], line);
        }
    }

    /// What was done, what is planned, and what those concerned think of it.
    fn measures(&mut self) {
        let (words, sheet, locale) = (self.words, self.sheet, self.locale);
        self.heading(words.measures);
        self.markup.open("dl", &[("class", &"pp-facts")]);
        let tried = self.tried();
        self.fact(words.tried, &tried);
        let planned = self.labels(&sheet.supports);
        self.fact(words.supports, &planned);
        if let Some(next) = sheet.next_check {
            self.fact(words.next_check, &month(next, locale));
        }
        let heard = |is_heard: bool| if is_heard { words.heard } else { words.not_heard };
        let wishes = format!(
            "{} {}　{} {}",
            words.student_heard,
            heard(sheet.student_heard),
            words.guardian_heard,
            heard(sheet.guardian_heard),
        );
        self.fact(words.wishes, &wishes);
        self.fact(words.consent, consent(sheet.consent, locale));
        self.markup.close();
    }

    fn tried(&self) -> String {
        let (words, locale) = (self.words, self.locale);
        let tried = self.sheet.tried.iter().map(|tried| {
            let since = fill(words.tried_since, &[("month", &year_month(tried.since, locale))]);
            format!("{}（{since}）", tried.support.label)
        });
        let tried: Vec<String> = tried.collect();
        if tried.is_empty() {
            words.none_tried.to_owned()
        } else {
            self.line(tried)
        }
    }

    fn asks(&mut self) {
        let (words, sheet) = (self.words, self.sheet);
        self.markup.open("div", &[("class", &"pp-asks")]);
        self.heading(words.asks);
        let asks = self.labels(&sheet.asks);
        self.markup.element("p", &[("class", &"pp-strong")], asks);
        if let Some(other) = &sheet.other {
            self.markup
                .open("p", &[])
                .element("span", &[("class", &"pp-small")], words.other)
                .text("　")
                .text(other)
                .close();
        }
        if let Some(by) = sheet.reply_by {
            self.markup
                .open("p", &[])
                .element("span", &[("class", &"pp-small")], words.reply_by)
                .text("　")
                .element("b", &[], reply_by(by, self.locale))
                .close();
        }
        self.markup.close();
    }

    fn labels<I>(&self, list: &[Labelled<I>]) -> String {
        if list.is_empty() {
            return self.words.none.to_owned();
        }
        self.line(list.iter().map(|each| each.label.clone()).collect())
    }
}

const fn separator(locale: Locale) -> &'static str {
    match locale {
        Locale::Ja => "、",
        Locale::En => ", ",
    }
}

fn level_name(level: &SheetLevel) -> String {
    let sign = match level.shape {
        Shape::Circle => "○",
        Shape::Triangle => "△",
        Shape::Diamond => "◇",
        Shape::Square => "■",
    };
    format!("{sign} {}", level.label)
}

const fn trend_sign(trend: Trend) -> &'static str {
    match trend {
        Trend::Unknown => "",
        Trend::Up => "▲",
        Trend::Same => "＝",
        Trend::Down => "▼",
    }
}

const fn strength_sign(strength: Strength) -> &'static str {
    match strength {
        Strength::Present => "✓",
        Strength::Absent => "－",
        Strength::Unknown => "？",
    }
}

/// Width of one box of a bar with the gap behind it.
const BOX: usize = 11;

/// One box per step above the lowest, filled up to the step reached; dashed where nothing is known.
fn steps(markup: &mut Markup, area: &SheetArea) {
    if area.picture == AreaPicture::NotApplicable {
        return;
    }
    let reached = match area.picture {
        AreaPicture::Step(step) => step,
        AreaPicture::Insufficient | AreaPicture::NotApplicable => 0,
    };
    let view = format!("0 0 {} 10", area.highest * BOX);
    markup.open(
        "svg",
        &[("class", &"pp-steps"), ("viewBox", &view), ("aria-hidden", &true)],
    );
    for at in 0..area.highest {
        let class = match area.picture {
            AreaPicture::Step(_) if at < reached => "on",
            AreaPicture::Step(_) => "off",
            AreaPicture::Insufficient | AreaPicture::NotApplicable => "gap",
        };
        markup.leaf(
            "rect",
            &[
                ("class", &class),
                ("x", &(at * BOX + 1)),
                ("y", &1),
                ("width", &(BOX - 2)),
                ("height", &8),
            ],
        );
    }
    markup.close();
}

#[cfg(test)]
mod tests;
