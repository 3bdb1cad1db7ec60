//! The two guides, each for one A4 page: the same on the screen and on paper.

use crate::domain::locale::Locale;
use crate::text::fill;
use crate::text::help::entries;
use crate::text::help::guide::GuideText;
use crate::ui::dom::{El, el};

/// A part of a guide: its title, its entries, and whether their order counts.
type Part = (&'static str, &'static str, bool);

/// 早見表, for homeroom teachers.
pub fn teacher(locale: Locale) -> El {
    let words = GuideText::of(locale);
    let parts = [
        (words.steps, words.steps_lines, true),
        (words.safety, words.safety_lines, false),
        (words.marks, words.marks_lines, false),
        (words.keep, words.keep_lines, false),
        (words.not, words.not_lines, false),
    ];
    paper(words.teacher_title, words.teacher_lead, &parts, locale)
}

/// How to read and answer a 気づき要約票, for the ward.
pub fn ward(locale: Locale) -> El {
    let words = GuideText::of(locale);
    let parts = [
        (words.first, words.first_lines, false),
        (words.may_not, words.may_not_lines, false),
        (words.levels, words.levels_lines, false),
        (words.answer, words.answer_lines, true),
        (words.store, words.store_lines, false),
    ];
    paper(words.ward_title, words.ward_lead, &parts, locale)
}

fn paper(title: &str, lead: &str, parts: &[Part], locale: Locale) -> El {
    let part = |(title, lines, is_ordered): &Part| {
        let list = el(if *is_ordered { "ol" } else { "ul" });
        el("section")
            .child(el("h4").text(title))
            .child(list.children(entries(lines).map(entry)))
    };
    let version = fill(
        GuideText::of(locale).foot,
        &[("version", &env!("CARGO_PKG_VERSION"))],
    );
    el("article")
        .class("help-paper guide")
        .child(el("h3").text(title))
        .child(el("p").class("guide-lead").text(lead))
        .child(el("div").class("guide-parts").children(parts.iter().map(part)))
        .child(el("p").class("guide-foot").text(&version))
}

/// An entry; what stands before the first colon is its name when it is short.
fn entry(text: &str) -> El {
    const LONGEST_NAME: usize = 32;
    let colon = text
        .find('：')
        .map(|at| (at, '：'.len_utf8()))
        .or_else(|| text.find(": ").map(|at| (at, 1)));
    let named = colon
        .filter(|(at, _)| *at <= LONGEST_NAME)
        .and_then(|(at, length)| text.split_at_checked(at.saturating_add(length)));
    match named {
        Some((name, rest)) => el("li").child(el("b").text(name)).text(rest),
        None => el("li").text(text),
    }
}
