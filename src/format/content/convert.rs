//! From the document to the domain: identifiers become positions, and every rule is checked on the way.

use crate::domain::checklist::{
    Area, Ask, Card, CardAction, Checklist, Contact, ContentStamp, Direction, Period, Retention, RoundPlan,
    Support,
};
use crate::domain::ids::{ContactId, SupportId};
use crate::domain::limits::{
    MAX_AREAS, MAX_CONTACT_CHARS, MAX_CONTENT_LIST, MAX_ID_CHARS, MAX_LEVELS, MAX_RETENTION_YEARS,
};

use super::check::{Faults, Place, Size, Table};
use super::wire::{self, Document};
use super::{ContentFaults, ContentRule, Part};

/// Identifiers of everything that other parts name.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) scales: Table,
    pub(super) areas: Table,
    /// Lines first, then items, as in the checklist.
    pub(super) items: Table,
    pub(super) scores: Table,
    pub(super) cards: Table,
    pub(super) contacts: Table,
    pub(super) supports: Table,
}

/// Turns a document into a checklist.
///
/// # Errors
/// All faults. A document with absurdly long lists is refused for these alone, before any of them is followed.
pub(super) fn convert(document: Document, stamp: ContentStamp) -> Result<Checklist, ContentFaults> {
    let top = Place::DOCUMENT;
    let mut lengths = Faults::default();
    check_lengths(&document, &mut lengths);
    lengths.finish(())?;

    let mut faults = Faults::default();
    faults.id(&top, &document.id);
    faults.words(&top.field("version"), &document.version, MAX_ID_CHARS);
    let tables = tables(&document, &mut faults);

    let items = super::items::convert(
        document.scales,
        document.lines,
        document.items,
        &tables,
        &mut faults,
    );
    check_every_area_has_items(&items, document.areas.len(), &mut faults);
    let scores = super::scoring_rules::scores(document.scores, &items, &tables, &mut faults);
    let rules = super::scoring_rules::Reader {
        items: &items.items,
        scores: &scores,
        tables: &tables,
    };
    let gate = rules.condition(&top.field("gate"), document.gate, &mut faults);
    let levels = rules.levels(document.levels, &mut faults);
    let trend = rules.trend(document.trend, &mut faults);

    let areas = each(&top.field("areas"), document.areas, |at, area| {
        convert_area(at, area, &tables, &mut faults)
    });
    let cards = each(&top.field("cards"), document.cards, |at, card| {
        convert_card(at, card, &tables, &mut faults)
    });
    let contacts = each(&top.field("contacts"), document.contacts, |at, contact| {
        faults.characters(&at.field("phone"), &contact.phone, MAX_CONTACT_CHARS);
        let label = faults.text(&at.field("label"), contact.label, Size::Label);
        Contact {
            id: contact.id.as_str().into(),
            label,
            phone: contact.phone,
        }
    });
    let supports = each(&top.field("supports"), document.supports, |at, support| Support {
        id: support.id.as_str().into(),
        direction: match support.direction {
            wire::Direction::School => Direction::School,
            wire::Direction::Community => Direction::Community,
            wire::Direction::Agency => Direction::Agency,
        },
        label: faults.text(&at.field("label"), support.label, Size::Label),
    });
    faults.ids(
        &top.field("asks"),
        &mut Table::default(),
        0,
        document.asks.iter().map(|ask| ask.id.as_str()),
    );
    let asks = each(&top.field("asks"), document.asks, |at, ask| Ask {
        id: ask.id.as_str().into(),
        label: faults.text(&at.field("label"), ask.label, Size::Label),
    });
    let rounds = each(&top.field("rounds"), document.rounds, |at, round| RoundPlan {
        label: faults.text(&at.field("label"), round.label, Size::Label),
        month: faults.whole(&at.field("month"), round.month, 1, 12),
    });
    let periods = convert_periods(document.periods, &mut faults);
    let retention = convert_retention(document.retention, &mut faults);

    let checklist = Checklist {
        stamp,
        title: faults.text(&top.field("title"), document.title, Size::Label),
        window: faults.text(&top.field("window"), document.window, Size::Label),
        notice: faults.text(&top.field("notice"), document.notice, Size::Sentence),
        areas,
        items: items.items,
        scores,
        gate,
        levels,
        urgent: faults.text(&top.field("urgent"), document.urgent, Size::Label),
        trend,
        cards,
        contacts,
        supports,
        asks,
        release_questions: faults.texts(&top.field("release_questions"), document.release_questions),
        rounds,
        periods,
        retention,
    };
    faults.finish(checklist)
}

/// Converts every entry of a list with its place.
pub(super) fn each<T, U>(at: &Place, list: Vec<T>, mut convert: impl FnMut(&Place, T) -> U) -> Vec<U> {
    list.into_iter()
        .enumerate()
        .map(|(index, entry)| convert(&at.index(index), entry))
        .collect()
}

fn check_lengths(document: &Document, faults: &mut Faults) {
    let lengths = [
        ("scales", document.scales.len(), 0, MAX_CONTENT_LIST),
        ("areas", document.areas.len(), 1, MAX_AREAS),
        ("lines", document.lines.len(), 1, MAX_CONTENT_LIST),
        ("items", document.items.len(), 1, MAX_CONTENT_LIST),
        ("scores", document.scores.len(), 1, MAX_CONTENT_LIST),
        ("levels", document.levels.len(), 2, MAX_LEVELS),
        ("cards", document.cards.len(), 0, MAX_CONTENT_LIST),
        ("contacts", document.contacts.len(), 0, MAX_CONTENT_LIST),
        ("supports", document.supports.len(), 1, MAX_CONTENT_LIST),
        ("asks", document.asks.len(), 1, MAX_CONTENT_LIST),
        (
            "release_questions",
            document.release_questions.len(),
            1,
            MAX_CONTENT_LIST,
        ),
        ("rounds", document.rounds.len(), 1, 12),
        ("periods", document.periods.len(), 1, 12),
    ];
    for (name, found, least, most) in lengths {
        faults.length(&Place::DOCUMENT.field(name), found, least, most);
    }
}

fn tables(document: &Document, faults: &mut Faults) -> Tables {
    let top = Place::DOCUMENT;
    let mut tables = Tables::default();
    let lines = document.lines.len();
    let ids = |list: &'static str| top.field(list);
    faults.ids(
        &ids("scales"),
        &mut tables.scales,
        0,
        document.scales.iter().map(|scale| scale.id.as_str()),
    );
    faults.ids(
        &ids("areas"),
        &mut tables.areas,
        0,
        document.areas.iter().map(|area| area.id.as_str()),
    );
    faults.ids(
        &ids("lines"),
        &mut tables.items,
        0,
        document.lines.iter().map(|item| item.id.as_str()),
    );
    faults.ids(
        &ids("items"),
        &mut tables.items,
        lines,
        document.items.iter().map(|item| item.id.as_str()),
    );
    faults.ids(
        &ids("scores"),
        &mut tables.scores,
        0,
        document.scores.iter().map(|score| score.id.as_str()),
    );
    faults.ids(
        &ids("cards"),
        &mut tables.cards,
        0,
        document.cards.iter().map(|card| card.id.as_str()),
    );
    faults.ids(
        &ids("contacts"),
        &mut tables.contacts,
        0,
        document.contacts.iter().map(|slot| slot.id.as_str()),
    );
    faults.ids(
        &ids("supports"),
        &mut tables.supports,
        0,
        document.supports.iter().map(|one| one.id.as_str()),
    );
    tables
}

/// Checks a list of supports that something suggests.
pub(super) fn suggestions(
    at: &Place,
    ids: &[String],
    tables: &Tables,
    faults: &mut Faults,
) -> Vec<SupportId> {
    faults.references(at, &tables.supports, Part::Support, ids);
    ids.iter().map(|id| id.as_str().into()).collect()
}

fn convert_area(at: &Place, area: wire::Area, tables: &Tables, faults: &mut Faults) -> Area {
    let mut score = |field, id: &str| {
        faults
            .reference(&at.field(field), &tables.scores, Part::Score, id)
            .unwrap_or(0)
    };
    let (full, short) = (
        score("score", &area.score),
        score("short_score", &area.short_score),
    );
    Area {
        id: area.id.as_str().into(),
        label: faults.text(&at.field("label"), area.label, Size::Label),
        short: faults.text(&at.field("short"), area.short, Size::Short),
        score: full,
        short_score: short,
        suggests: suggestions(&at.field("suggests"), &area.suggests, tables, faults),
    }
}

fn check_every_area_has_items(items: &super::items::Items, areas: usize, faults: &mut Faults) {
    for area in 0..areas {
        let spoken_of = items
            .of_area(crate::domain::checklist::Form::Full, area)
            .next()
            .is_some();
        let at = Place::DOCUMENT.field("areas");
        faults.require(spoken_of, &at.index(area), ContentRule::AreaWithoutItems);
    }
}

fn convert_card(at: &Place, card: wire::Card, tables: &Tables, faults: &mut Faults) -> Card {
    faults.length(&at.field("steps"), card.steps.len(), 1, MAX_CONTENT_LIST);
    faults.length(&at.field("actions"), card.actions.len(), 1, MAX_CONTENT_LIST);
    let actions = at.field("actions");
    faults.ids(
        &actions,
        &mut Table::default(),
        0,
        card.actions.iter().map(|action| action.id.as_str()),
    );
    faults.references(
        &at.field("contacts"),
        &tables.contacts,
        Part::Contact,
        &card.contacts,
    );
    Card {
        id: card.id.as_str().into(),
        title: faults.text(&at.field("title"), card.title, Size::Label),
        lead: faults.text(&at.field("lead"), card.lead, Size::Sentence),
        steps: faults.texts(&at.field("steps"), card.steps),
        record: faults.texts(&at.field("record"), card.record),
        avoid: faults.texts(&at.field("avoid"), card.avoid),
        contacts: card
            .contacts
            .iter()
            .map(|id| ContactId::from(id.as_str()))
            .collect(),
        actions: each(&actions, card.actions, |at, action| CardAction {
            id: action.id.as_str().into(),
            label: faults.text(&at.field("label"), action.label, Size::Label),
        }),
        strip: faults.text(&at.field("strip"), card.strip, Size::Sentence),
        source: faults.text(&at.field("source"), card.source, Size::Sentence),
    }
}

/// Every month must lie in exactly one period, else the ward would count a support twice or never.
fn convert_periods(periods: Vec<wire::Period>, faults: &mut Faults) -> Vec<Period> {
    let top = Place::DOCUMENT;
    let at = top.field("periods");
    let mut taken = [false; 12];
    let periods = each(&at, periods, |at, period| {
        let from_month: u8 = faults.whole(&at.field("from_month"), period.from_month, 1, 12);
        let to_month: u8 = faults.whole(&at.field("to_month"), period.to_month, 1, 12);
        let mut month = from_month;
        loop {
            if let Some(taken) = taken.get_mut(usize::from(month) - 1) {
                faults.require(!*taken, at, ContentRule::MonthTwice { month });
                *taken = true;
            }
            if month == to_month {
                break;
            }
            month = month % 12 + 1;
        }
        Period {
            label: faults.text(&at.field("label"), period.label, Size::Label),
            from_month,
            to_month,
        }
    });
    for (month, taken) in (1..).zip(taken) {
        faults.require(taken, &at, ContentRule::MonthMissing { month });
    }
    periods
}

fn convert_retention(retention: wire::Retention, faults: &mut Faults) -> Retention {
    let top = Place::DOCUMENT;
    let at = top.field("retention");
    let mut years = |field, years| faults.whole(&at.field(field), years, 0, MAX_RETENTION_YEARS);
    Retention {
        answers_years: years("answers_years", retention.answers_years),
        summaries_years: years("summaries_years", retention.summaries_years),
        source: faults.text(&at.field("source"), retention.source, Size::Sentence),
    }
}
