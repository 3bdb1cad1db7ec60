//! What the invented team did: cards recorded, decisions agreed.

use crate::domain::sorted::{Set, sort_short};
use chrono::{Days, Months, NaiveDate};

use super::super::checklist::{Checklist, Direction, Form, Item, ItemKind};
use super::super::decision::{Basis, Consent, Decision, MonthPart, ReplyBy};
use super::super::document::{Document, Round};
use super::super::ids::{ItemId, LevelId, SupportId};
use super::super::response::{CardRecord, Response};
use super::super::roster::{StudentId, YearMonth};
use super::super::scoring::{LevelState, Outcome, Reason, area_score, explain, score};
use super::sheet::{next_option, set_option};

/// Days from the beginning of the round to the meeting of the team.
pub(super) const MEETING_AFTER: u64 = 21;

/// Raises a critical item on both forms; `from_last` chooses among the items by their cards, the last card first.
pub(super) fn raise_alarm(checklist: &Checklist, document: &mut Document, number: u16, from_last: usize) {
    let mut cards = Set::new();
    let mut critical: Vec<&Item> = checklist
        .form(Form::Full)
        .filter(|item| item.is_critical())
        .collect();
    critical.reverse();
    critical.retain(|item| match &item.kind {
        ItemKind::Critical { card } => cards.insert(card),
        ItemKind::Scored | ItemKind::Information { .. } | ItemKind::Strength { .. } => false,
    });
    let line = checklist.form(Form::Short).find(|item| item.is_critical());
    let Some(response) = sheet_of(document, number) else {
        return;
    };
    for item in critical.get(from_last).copied().into_iter().chain(line) {
        if let Some(option) = next_option(response, item) {
            set_option(response, item, option);
        }
    }
}

/// Records every card that is open for a student.
pub(super) fn record_cards(checklist: &Checklist, document: &mut Document, number: u16) {
    let Some(day) = document.latest().map(|round| round.began) else {
        return;
    };
    let Some(response) = sheet_of(document, number) else {
        return;
    };
    for card in response.open_cards(checklist) {
        let actions = checklist
            .card(&card)
            .into_iter()
            .flat_map(|card| card.actions.first());
        let record = CardRecord {
            actions: actions.map(|action| action.id.clone()).collect(),
            on: day + Days::new(1),
            note: "（見本）聞いたことばのまま書きます。".to_owned(),
        };
        response.cards.insert(card, record);
    }
}

/// Writes down what the team agreed for a student in the second round.
pub(super) fn decide(checklist: &Checklist, document: &mut Document, number: u16) {
    let id = StudentId(number.into());
    let [before, now] = match document.rounds.as_slice() {
        [before, now] => [before, now],
        _ => return,
    };
    let previous = score(checklist, &before.response(id), None);
    let response = now.response(id);
    let outcome = score(checklist, &response, Some(&previous));
    let met = now.began + Days::new(MEETING_AFTER);
    let decision = decision(checklist, &response, &outcome, &previous, before, met);
    if let Some(response) = sheet_of(document, number) {
        response.decision = Some(decision);
    }
}

fn decision(
    checklist: &Checklist,
    response: &Response,
    outcome: &Outcome,
    previous: &Outcome,
    before: &Round,
    met: NaiveDate,
) -> Decision {
    let supports = supports_for(checklist, outcome);
    let directions: Set<Direction> = supports
        .iter()
        .filter_map(|id| checklist.support(id))
        .map(|support| support.direction)
        .collect();
    let tried = checklist.supports.first().map(|support| support.id.clone());
    Decision {
        met: YearMonth::of(met),
        directions: if directions.is_empty() {
            Set::from([Direction::School])
        } else {
            directions
        },
        supports,
        who: "学年主任".to_owned(),
        by: Some(met + Days::new(14)),
        next_check: Some(met + Months::new(2)),
        tried: tried
            .into_iter()
            .map(|id| (id, YearMonth::of(before.began + Months::new(1))))
            .collect(),
        asks: checklist.asks.iter().take(2).map(|ask| ask.id.clone()).collect(),
        ask_other: String::new(),
        reply_by: Some(ReplyBy {
            month: YearMonth::of(met + Months::new(1)),
            part: MonthPart::Middle,
        }),
        student_heard: true,
        guardian_heard: true,
        consent: Consent::Given,
        note: "（見本）この記録は架空のものです。".to_owned(),
        on: met,
        basis: basis(checklist, response, outcome, previous),
    }
}

/// The first and the last support that each of the two most burdened areas suggests: near at hand, and further off.
fn supports_for(checklist: &Checklist, outcome: &Outcome) -> Set<SupportId> {
    let step = |area: usize| {
        area_score(checklist, outcome, area)
            .and_then(|score| score.step)
            .unwrap_or(0)
    };
    let mut areas: Vec<usize> = (0..checklist.areas.len()).collect();
    sort_short(&mut areas, |a, b| step(*a) >= step(*b));
    let burdened = areas
        .into_iter()
        .take(2)
        .filter_map(|area| checklist.areas.get(area));
    burdened
        .flat_map(|area| area.suggests.first().into_iter().chain(area.suggests.last()))
        .cloned()
        .collect()
}

fn basis(checklist: &Checklist, response: &Response, outcome: &Outcome, previous: &Outcome) -> Basis {
    let explanation = explain(checklist, response, outcome, Some(previous));
    let level = |index: usize| -> LevelId {
        checklist
            .levels
            .get(index)
            .map_or_else(|| LevelId::from("none"), |level| level.id.clone())
    };
    let items: Vec<ItemId> = explanation
        .items
        .iter()
        .filter_map(|index| checklist.items.get(*index))
        .map(|item| item.id.clone())
        .collect();
    Basis {
        stamp: checklist.stamp.clone(),
        level: match outcome.level {
            LevelState::Level(index) => Some(level(index)),
            LevelState::Insufficient => None,
        },
        lowest: level(outcome.lowest),
        highest: level(outcome.highest),
        reasons: explanation
            .reasons
            .iter()
            .filter_map(|reason| words_of(checklist, reason))
            .collect(),
        items,
    }
}

/// A reason by the checklist's own labels.
fn words_of(checklist: &Checklist, reason: &Reason) -> Option<String> {
    match reason {
        Reason::Score { score, .. } => checklist.scores.get(*score).map(|score| score.label.ja.clone()),
        Reason::Areas { areas, .. } | Reason::AreasInBand { areas, .. } => {
            let labels = areas.iter().filter_map(|area| checklist.areas.get(*area));
            Some(
                labels
                    .map(|area| area.label.ja.as_str())
                    .collect::<Vec<_>>()
                    .join("、"),
            )
        }
        Reason::Items { items, .. } => {
            let labels = items.iter().filter_map(|item| checklist.items.get(*item));
            Some(
                labels
                    .map(|item| item.label.ja.as_str())
                    .collect::<Vec<_>>()
                    .join("、"),
            )
        }
        Reason::Gut | Reason::Rising { .. } | Reason::GateClosed | Reason::NoRule => None,
    }
}

/// The student's sheet of the newest round.
fn sheet_of(document: &mut Document, number: u16) -> Option<&mut Response> {
    let round = document.rounds.last_mut()?;
    round.responses.get_mut(&StudentId(number.into()))
}
