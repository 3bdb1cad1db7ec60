//! 「なぜこのめやすか」: the level, what open answers leave, notices beside it, the reasons, and that it is a starting point for talking.

use leptos::prelude::GetUntracked;

use super::chip::{chip, chip_view};
use crate::text::frame::FrameText;
use crate::text::reason::{self, ReasonText};
use crate::ui::dom::{El, el};
use crate::ui::state::{Desk, Row};

/// The level of one student in the round shown, and why. Put it into a region that reads the row.
pub fn why(desk: Desk, row: &Row) -> El {
    let locale = desk.app.locale.get_untracked();
    let checklist = desk.checklist();
    let words = reason::why(
        &checklist,
        &row.response,
        &row.outcome,
        row.previous.as_ref(),
        locale,
    );
    let sentences = words
        .reasons
        .iter()
        .chain(words.items.iter())
        .chain(words.gaps.iter());
    let notices = reason::notices(&checklist, &row.outcome, locale)
        .into_iter()
        .map(|notice| {
            el("p")
                .class("why-notice")
                .child(el("b").text(&notice.label))
                .text(&notice.text)
        });
    el("div")
        .class("why")
        .child(
            el("p")
                .class("why-level")
                .child(chip(&chip_view(&checklist, &row.outcome, locale, false))),
        )
        .children(words.open.as_deref().map(|open| el("p").text(open)))
        .children(notices)
        .child(el("h3").text(ReasonText::of(locale).title))
        .child(
            el("ul")
                .class("why-list")
                .children(sentences.map(|sentence| el("li").text(sentence))),
        )
        .child(
            el("p")
                .class("dim small")
                .text(FrameText::of(locale).not_diagnosis),
        )
}
