//! From the document to the domain: identifiers become positions, and the rules that need more than one field are checked.

use crate::domain::checklist::{
    Area, Ask, Card, CardAction, Checklist, Condition, Contact, ContentStamp, Direction, Form, Instrument,
    Period, Retention, RoundPlan, Support,
};
use crate::domain::ids::{ContactId, SupportId};
use crate::domain::locale::LocalText;
use crate::domain::roster::Grade;
use crate::domain::scoring::reach;
use crate::format::json::{Json, Node};

use super::conditions;
use super::faults::{Faults, Table};
use super::items::{self, Items};
use super::rule::{ContentFaults, ContentRule, Part};
use super::scoring_rules;
use super::shape::{self, Shape};
use super::table;

/// Identifiers of everything that other parts name.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) scales: Table,
    pub(super) instruments: Table,
    pub(super) areas: Table,
    /// Lines first, then items, as in the checklist.
    pub(super) items: Table,
    pub(super) scores: Table,
    pub(super) levels: Table,
    pub(super) cards: Table,
    pub(super) contacts: Table,
    pub(super) supports: Table,
    pub(super) asks: Table,
}

/// Whether a document was checked before.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// The built-in one, which a test checks: whoever opens the app need not wait for it.
    Sound,
    /// Any other.
    No,
}

/// Turns a document into a checklist.
///
/// # Errors
/// All faults. Where parts are missing or of another type, only what can be said without them.
pub(super) fn convert(json: &Json, checksum: String, known: Known) -> Result<Checklist, ContentFaults> {
    let top = &Node::top(json);
    let mut faults = Faults::default();
    if known == Known::No {
        shape::check(top, &Shape::Object(&table::DOCUMENT), &mut faults);
    }
    if !faults.is_readable() {
        let nothing = Err(ContentFaults::default());
        return faults.finish(nothing).and_then(|nothing| nothing);
    }
    let tables = &tables(top, &mut faults);
    let mut items = items::convert(top, tables, &mut faults);
    let scores = scoring_rules::scores(top, &items, tables, &mut faults);
    scoring_rules::turn_items(&mut items.items, &scores);
    let mut rules = conditions::Reader::new(&items.items, &scores, tables);
    let gate = top
        .has("gate")
        .then(|| rules.condition(&top.field("gate"), &mut faults));
    let has_full_form = items.items.iter().any(|item| item.form == Form::Full);
    faults.require(
        gate.is_none() || has_full_form,
        &top.field("gate"),
        ContentRule::GateWithoutForm,
    );
    let levels = rules.levels(top, &mut faults);
    let notices = rules.notices(top, &mut faults);
    let trend = rules.trend(&top.field("trend"), &mut faults);
    let checklist = Checklist {
        stamp: ContentStamp {
            id: top.field("id").text().into(),
            version: top.field("version").text().into(),
            checksum,
        },
        title: words(&top.field("title")),
        window: words(&top.field("window")),
        about: words(&top.field("about")),
        instruments: instruments(top, &items, &mut faults),
        areas: areas(top, &items, tables, &mut faults),
        items: items.items,
        gate,
        levels,
        notices,
        urgent: words(&top.field("urgent")),
        trend,
        cards: cards(top, tables, &mut faults),
        contacts: each(&top.field("contacts"), |contact| Contact {
            id: contact.field("id").text().into(),
            label: words(&contact.field("label")),
            phone: contact.field("phone").text().into(),
        }),
        supports: each(&top.field("supports"), |support| Support {
            id: support.field("id").text().into(),
            direction: direction(&support.field("direction")),
            label: words(&support.field("label")),
        }),
        asks: each(&top.field("asks"), |ask| Ask {
            id: ask.field("id").text().into(),
            label: words(&ask.field("label")),
        }),
        release_questions: texts(&top.field("release_questions")),
        rounds: each(&top.field("rounds"), |round| RoundPlan {
            label: words(&round.field("label")),
            month: small(&round.field("month")),
        }),
        periods: periods(&top.field("periods"), &mut faults),
        retention: retention(&top.field("retention")),
        scores,
    };
    if known == Known::No {
        reachable(top, &checklist, &mut faults);
    }
    faults.finish(checklist)
}

/// Rules that never hold, or always where they must not. Said only where everything they are made of is sound.
fn reachable(top: &Node, checklist: &Checklist, faults: &mut Faults) {
    let parts = ["scales", "lines", "items", "scores", "areas"];
    if parts.iter().any(|part| faults.is_faulty(part)) {
        return;
    }
    let differs = checklist.scores.iter().any(|score| !score.by_grade.is_empty());
    let of_grades = Grade::ALL.into_iter().filter(|_| differs);
    let variants: Vec<Checklist> = of_grades.map(|grade| checklist.for_grade(grade)).collect();
    let mut check = |node: &Node, condition: &Condition, may_always: bool| {
        if faults.is_faulty(&node.to_string()) {
            return;
        }
        let truths = || {
            let of_all = variants.iter().chain([checklist]);
            of_all.map(|checklist| reach(checklist, condition))
        };
        let can_hold = truths().any(|truth| truth.possibly);
        faults.require(can_hold, node, ContentRule::NeverHolds);
        let can_fail = may_always || truths().any(|truth| !truth.surely);
        faults.require(can_fail, node, ContentRule::AlwaysHolds);
    };
    if let Some(gate) = &checklist.gate {
        check(&top.field("gate"), gate, true);
    }
    for (node, level) in top.field("levels").entries().zip(&checklist.levels) {
        if let Some(when) = &level.when {
            check(&node.field("when"), when, false);
        }
    }
    for (node, notice) in top.field("notices").entries().zip(&checklist.notices) {
        check(&node.field("when"), &notice.when, true);
    }
}

/// Converts every entry of a list.
pub(super) fn each<T>(list: &Node, mut convert: impl FnMut(&Node) -> T) -> Vec<T> {
    list.entries().map(|entry| convert(&entry)).collect()
}

/// A text in both languages.
pub(super) fn words(node: &Node) -> LocalText {
    LocalText {
        ja: node.field("ja").text().into(),
        en: node.field("en").text().into(),
    }
}

/// A whole number that is known to be small.
pub(super) fn small(node: &Node) -> u8 {
    u8::try_from(node.whole()).unwrap_or(u8::MAX)
}

fn texts(list: &Node) -> Vec<LocalText> {
    each(list, words)
}

fn tables(top: &Node, faults: &mut Faults) -> Tables {
    let mut tables = Tables::default();
    for (list, table) in [
        ("scales", &mut tables.scales),
        ("instruments", &mut tables.instruments),
        ("areas", &mut tables.areas),
        ("scores", &mut tables.scores),
        ("levels", &mut tables.levels),
        ("cards", &mut tables.cards),
        ("contacts", &mut tables.contacts),
        ("supports", &mut tables.supports),
        ("asks", &mut tables.asks),
    ] {
        table.read(&top.field(list), faults);
    }
    Table::default().read(&top.field("notices"), faults);
    tables.items.read(&top.field("lines"), faults);
    tables.items.read(&top.field("items"), faults);
    tables
}

/// The supports that something suggests.
pub(super) fn suggestions(list: &Node, tables: &Tables, faults: &mut Faults) -> Vec<SupportId> {
    faults.references(list, &tables.supports, Part::Support);
    each(list, |id| id.text().into())
}

fn instruments(top: &Node, items: &Items, faults: &mut Faults) -> Vec<Instrument> {
    let mut position = 0;
    each(&top.field("instruments"), |instrument| {
        let has_items = items.items.iter().any(|item| item.instrument == Some(position));
        faults.require(has_items, instrument, ContentRule::InstrumentWithoutItems);
        position += 1;
        Instrument {
            id: instrument.field("id").text().into(),
            label: words(&instrument.field("label")),
            window: words(&instrument.field("window")),
            source: words(&instrument.field("source")),
        }
    })
}

fn areas(top: &Node, items: &Items, tables: &Tables, faults: &mut Faults) -> Vec<Area> {
    let has_full_form = top.field("items").entries().len() > 0;
    // The form that every area must be on, and the field for its score there.
    let (form, needed) = if has_full_form {
        (Form::Full, "score")
    } else {
        (Form::Short, "short_score")
    };
    let mut position = 0;
    each(&top.field("areas"), |area| {
        let spoken_of = items.of_area(form, position).next().is_some();
        faults.require(spoken_of, area, ContentRule::AreaWithoutItems);
        position += 1;
        faults.require(area.has(needed), &area.field(needed), ContentRule::Missing);
        let mut score = |field| faults.reference(&area.field(field), &tables.scores, Part::Score);
        let (full, short) = (score("score"), score("short_score"));
        let any = full.or(short).unwrap_or(0);
        Area {
            id: area.field("id").text().into(),
            label: words(&area.field("label")),
            short: words(&area.field("short")),
            score: full.unwrap_or(any),
            short_score: short.unwrap_or(any),
            suggests: suggestions(&area.field("suggests"), tables, faults),
        }
    })
}

fn cards(top: &Node, tables: &Tables, faults: &mut Faults) -> Vec<Card> {
    each(&top.field("cards"), |card| {
        let (contacts, actions) = (card.field("contacts"), card.field("actions"));
        faults.references(&contacts, &tables.contacts, Part::Contact);
        Table::default().read(&actions, faults);
        Card {
            id: card.field("id").text().into(),
            title: words(&card.field("title")),
            lead: words(&card.field("lead")),
            steps: texts(&card.field("steps")),
            record: texts(&card.field("record")),
            avoid: texts(&card.field("avoid")),
            contacts: each(&contacts, |id| ContactId::from(id.text())),
            actions: each(&actions, |action| CardAction {
                id: action.field("id").text().into(),
                label: words(&action.field("label")),
            }),
            strip: words(&card.field("strip")),
            source: words(&card.field("source")),
        }
    })
}

fn direction(node: &Node) -> Direction {
    match node.text() {
        "community" => Direction::Community,
        "agency" => Direction::Agency,
        _ => Direction::School,
    }
}

/// Every month must lie in exactly one period, else the ward would count a support twice or never.
fn periods(list: &Node, faults: &mut Faults) -> Vec<Period> {
    let mut taken = [false; 12];
    let periods = each(list, |period| {
        let (from_month, to_month) = (
            small(&period.field("from_month")),
            small(&period.field("to_month")),
        );
        let mut month = from_month;
        // At most once around the year, whatever the numbers are.
        for _ in 0..12 {
            if let Some(taken) = usize::from(month)
                .checked_sub(1)
                .and_then(|index| taken.get_mut(index))
            {
                faults.require(!*taken, period, ContentRule::MonthTwice { month });
                *taken = true;
            }
            if month == to_month {
                break;
            }
            month = month % 12 + 1;
        }
        Period {
            label: words(&period.field("label")),
            from_month,
            to_month,
        }
    });
    for (month, taken) in (1..).zip(taken) {
        faults.require(taken, list, ContentRule::MonthMissing { month });
    }
    periods
}

fn retention(node: &Node) -> Retention {
    Retention {
        answers_years: small(&node.field("answers_years")),
        summaries_years: small(&node.field("summaries_years")),
        source: words(&node.field("source")),
    }
}
