//! What is known of one student: area bars, the course over the rounds, why, signs, strengths, attendance.

use leptos::prelude::GetUntracked;

use super::why;
use crate::chart::area_bars::area_bars;
use crate::chart::facts::facts;
use crate::chart::sparkline::sparkline;
use crate::domain::scoring::Ground;
use crate::domain::trend::trend_line;
use crate::text::class::ClassText;
use crate::ui::dom::{El, el};
use crate::ui::state::{Desk, Row};

/// The facts of one student in the round shown. Put it into a region that reads the row.
pub fn student_facts(desk: Desk, row: &Row) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = ClassText::of(locale);
    let checklist = desk.checklist();
    let round = desk.round.get_untracked();
    let points = desk.with_untracked(|document| trend_line(&checklist, document, round, row.student.id));
    let is_first_look = row.outcome.ground == Ground::Short && checklist.has_full_form();
    let short_note = is_first_look.then(|| el("p").class("dim small").text(words.areas_short));
    let course = sparkline(&checklist, &points, locale);
    el("div")
        .class("facts")
        .child(why(desk, row))
        .child(el("h3").text(words.areas))
        .children(short_note)
        .child(el("div").html(&area_bars(
            &checklist,
            &row.outcome,
            row.previous.as_ref(),
            locale,
        )))
        .children(course.map(|course| el("div").html(&course)))
        .child(el("div").html(&facts(&checklist, &row.response, &row.outcome, locale)))
}
