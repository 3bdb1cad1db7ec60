//! Blank forms on paper (白紙の用紙): the whole class as a grid, and one student on sheets of their own, in the order of the
//! entry screens. Every page carries content, version and checksum, so that what comes back is entered into the form
//! it was written on.
//!
//! The preview and the print are the same markup. All measures are in the size of the type ([`PAGE_EMS`]), so the preview is
//! the print made smaller.

mod grid;
mod sheet;
#[cfg(test)]
mod tests;

pub use grid::{GridRow, class_grid};
pub use sheet::student_sheet;

use super::markup::Markup;
use crate::domain::checklist::Checklist;
use crate::domain::locale::Locale;
use crate::text::blank_form::BlankFormText;
use crate::text::class::ClassText;
use crate::text::fill;
use crate::text::frame::FrameText;

/// Height of a page inside its margins, in sizes of the type (10 pt): 273 mm of A4. The style sheet has the same.
pub const PAGE_EMS: f64 = 77.3;

/// What stands around the items.
#[derive(Clone, Copy, Debug)]
pub struct BlankFrame<'a> {
    /// Class and round, where the form is printed for an open class.
    pub class: Option<&'a str>,
    /// Content, version, checksum and month.
    pub rule_card: &'a str,
    /// The language.
    pub locale: Locale,
}

/// A blank form: its markup, and on how many pages it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlankForm {
    /// The pages.
    pub markup: String,
    /// Their number.
    pub pages: usize,
}

/// Full-width characters; two others are as wide as one.
fn width(text: &str) -> f64 {
    text.chars()
        .map(|character| if character.is_ascii() { 0.55 } else { 1.0 })
        .sum()
}

/// Lines a text takes where so many full-width characters fit; one at least.
fn lines(text: &str, fit: f64) -> f64 {
    (width(text) / fit).ceil().max(1.0)
}

/// Lines that pieces of these widths take side by side, `gap` apart, where so many full-width characters fit.
fn packed(widths: impl Iterator<Item = f64>, gap: f64, fit: f64) -> f64 {
    let (mut lines, mut used) = (1.0, 0.0);
    for wide in widths {
        if used > 0.0 && used + gap + wide > fit {
            lines += 1.0;
            used = 0.0;
        }
        used += wide + if used > 0.0 { gap } else { 0.0 };
        // What is wider than a line goes on on the next.
        while used > fit {
            lines += 1.0;
            used -= fit;
        }
    }
    lines
}

/// Opens a page with its head.
fn open_page(markup: &mut Markup, checklist: &Checklist, name: &str, frame: &BlankFrame<'_>) {
    let words = BlankFormText::of(frame.locale);
    markup
        .open(
            "section",
            &[("class", &"blank-page"), ("lang", &frame.locale.code())],
        )
        .element(
            "p",
            &[("class", &"blank-mark")],
            ClassText::of(frame.locale).keep_inside,
        )
        .element(
            "h2",
            &[],
            format!("{}　{name}", checklist.title.get(frame.locale)),
        )
        .open("p", &[("class", &"blank-head")])
        .element("span", &[], frame.class.unwrap_or(words.class));
}

/// Ends the page with its foot.
fn close_page(markup: &mut Markup, frame: &BlankFrame<'_>, page: usize, all: usize) {
    markup
        .open("p", &[("class", &"blank-foot")])
        .element("span", &[], FrameText::of(frame.locale).not_diagnosis)
        .element("span", &[], frame.rule_card)
        .element(
            "span",
            &[("class", &"num")],
            fill(ClassText::of(frame.locale).page, &[("n", &page), ("all", &all)]),
        )
        .close()
        .close();
}
