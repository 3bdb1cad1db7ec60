//! Lines and items of the document: answers, bands of counts, and what each kind of item may say.

use crate::domain::checklist::{
    AnswerOption, AreaIndex, AutoCount, Concern, CountBand, CountRule, Form, Item, ItemIndex, ItemKind,
};
use crate::domain::ids::ItemId;
use crate::domain::limits::MAX_AREAS;
use crate::domain::sorted::Map;
use crate::format::json::Node;

use super::convert::{Tables, each, small, suggestions, words};
use super::faults::Faults;
use super::rule::{ContentRule, Part};

/// The items of a checklist with what only scores need to know.
pub(super) struct Items {
    /// Lines first, then items.
    pub(super) items: Vec<Item>,
    /// Weight of each item where a score names a group.
    pub(super) weights: Vec<f64>,
}

impl Items {
    /// Positions of the scored items of one form in one area.
    pub(super) fn of_area(&self, form: Form, area: AreaIndex) -> impl Iterator<Item = ItemIndex> {
        let in_area = move |index: &usize| {
            self.items
                .get(*index)
                .is_some_and(|item| item.areas.contains(&area))
        };
        scored(&self.items, form).filter(in_area)
    }
}

/// Positions of the scored items of one form.
pub(super) fn scored(items: &[Item], form: Form) -> impl Iterator<Item = ItemIndex> {
    let wanted = move |(_, item): &(usize, &Item)| item.form == form && item.is_scored();
    items.iter().enumerate().filter(wanted).map(|(index, _)| index)
}

/// Converts scales, lines and items.
pub(super) fn convert(top: &Node, tables: &Tables, faults: &mut Faults) -> Items {
    let mut scales = Map::new();
    for scale in top.field("scales").entries() {
        scales.insert(
            scale.field("id").text().to_owned(),
            options(&scale.field("options")),
        );
    }
    let mut reader = Reader {
        scales,
        tables,
        faults,
        weights: Vec::new(),
    };
    let mut items = each(&top.field("lines"), |line| reader.item(line, Form::Short));
    items.extend(each(&top.field("items"), |item| reader.item(item, Form::Full)));
    Items {
        items,
        weights: reader.weights,
    }
}

struct Reader<'a> {
    scales: Map<String, Vec<AnswerOption>>,
    tables: &'a Tables,
    faults: &'a mut Faults,
    weights: Vec<f64>,
}

impl Reader<'_> {
    fn item(&mut self, item: &Node, form: Form) -> Item {
        let (options, count) = self.answers(item);
        let kind = self.kind(item, form, &options);
        self.weights
            .push(weight(&item.field("weight"), self.faults).unwrap_or(1.0));
        self.faults
            .references(&item.field("covers"), &self.tables.items, Part::Item);
        Item {
            id: item.field("id").text().into(),
            form,
            kind,
            // Scores say otherwise once they are read.
            concern: Concern::High,
            instrument: self.faults.reference(
                &item.field("instrument"),
                &self.tables.instruments,
                Part::Instrument,
            ),
            areas: self
                .faults
                .references(&item.field("areas"), &self.tables.areas, Part::Area),
            covers: each(&item.field("covers"), |id| ItemId::from(id.text())),
            label: words(&item.field("label")),
            help: words(&item.field("help")),
            source: words(&item.field("source")),
            scale: item.has("scale").then(|| item.field("scale").text().into()),
            options,
            count,
        }
    }

    /// What the item is for, with the fields and answers that belong to it.
    fn kind(&mut self, item: &Node, form: Form, options: &[AnswerOption]) -> ItemKind {
        let suggests = suggestions(&item.field("suggests"), self.tables, self.faults);
        let line = form == Form::Short;
        let kind = match item.field("kind").text() {
            "critical" => ItemKind::Critical {
                card: item.field("card").text().into(),
            },
            "information" => ItemKind::Information { suggests },
            "strength" => ItemKind::Strength {
                suggests_if_absent: suggests,
            },
            _ => ItemKind::Scored,
        };
        let (scored, critical, suggesting, least, most) = match kind {
            ItemKind::Scored => (true, false, false, 1, if line { MAX_AREAS } else { 1 }),
            ItemKind::Critical { .. } => (false, true, false, 0, 0),
            ItemKind::Information { .. } => (false, false, true, 1, 1),
            ItemKind::Strength { .. } => (false, false, true, 0, 0),
        };
        for (field, misplaced) in [
            ("covers", !line),
            ("weight", !scored),
            ("card", !critical),
            ("suggests", !suggesting),
            ("kind", line && suggesting),
        ] {
            self.faults.require(
                !(misplaced && item.has(field)),
                &item.field(field),
                ContentRule::NotForThisKind,
            );
        }
        let areas = item.field("areas");
        let found = areas.entries().len();
        self.faults
            .require(found >= least, &areas, ContentRule::TooFew { found, least });
        self.faults
            .require(found <= most, &areas, ContentRule::TooMany { found, most });
        if critical {
            let card = item.field("card");
            self.faults
                .require(item.has("card"), &card, ContentRule::MissingCard);
            self.faults.reference(&card, &self.tables.cards, Part::Card);
        }
        if !options.is_empty() {
            // An item that can never say anything, or never say nothing, is a slip of the pen.
            let points = |wanted: fn(u8) -> bool| options.iter().any(|option| wanted(option.points));
            self.faults
                .require(points(|points| points > 0), item, ContentRule::NoPoints);
            self.faults
                .require(scored || points(|points| points == 0), item, ContentRule::NoZero);
        }
        kind
    }

    /// The answers of an item: of a scale, its own, or bands of a count.
    fn answers(&mut self, item: &Node) -> (Vec<AnswerOption>, Option<CountRule>) {
        if item.has("count") {
            let count = item.field("count");
            let rule = CountRule {
                unit: words(&count.field("unit")),
                bands: bands(&count.field("bands"), self.faults),
                auto: match count.field("auto").text() {
                    "absent_window" => Some(AutoCount::AbsentWindow),
                    "late_early" => Some(AutoCount::LateEarlyWindow),
                    "absent_year" => Some(AutoCount::AbsentYear),
                    _ => None,
                },
                per_school_days: count
                    .has("per_school_days")
                    .then(|| count.field("per_school_days").whole()),
            };
            (options(&count.field("bands")), Some(rule))
        } else if item.has("scale") {
            let scale = item.field("scale");
            self.faults.reference(&scale, &self.tables.scales, Part::Scale);
            (self.scales.get(scale.text()).cloned().unwrap_or_default(), None)
        } else {
            (options(&item.field("options")), None)
        }
    }
}

/// A weight in quarters, if one is given.
pub(super) fn weight(node: &Node, faults: &mut Faults) -> Option<f64> {
    let weight = node.json.number()?;
    let quarters = weight * 4.0;
    faults.require(
        (quarters - quarters.round()).abs() < f64::EPSILON,
        node,
        ContentRule::Quarters,
    );
    Some(weight)
}

/// Labels and points, of options and of bands alike.
fn options(list: &Node) -> Vec<AnswerOption> {
    each(list, |option| AnswerOption {
        label: words(&option.field("label")),
        points: small(&option.field("points")),
    })
}

/// Bands run from 0 upwards without gap or overlap; the last is open, so that every count falls into exactly one.
fn bands(list: &Node, faults: &mut Faults) -> Vec<CountBand> {
    let mut bands: Vec<CountBand> = Vec::new();
    let mut left = list.entries().len();
    for band in list.entries() {
        let from = band.field("from").whole();
        let to = band.has("to").then(|| band.field("to").whole());
        match bands.last() {
            None => faults.require(from == 0, &band, ContentRule::BandStart { found: from }),
            Some(CountBand { to: Some(after), .. }) if from > *after => {
                let after = *after;
                faults.require(from == after + 1, &band, ContentRule::BandGap { after, from });
            }
            Some(CountBand { to: after, .. }) => {
                faults.add(&band, ContentRule::BandOverlap { after: *after, from });
            }
        }
        left -= 1;
        if let Some(to) = to {
            faults.require(from <= to, &band, ContentRule::BandReversed { from, to });
            faults.require(left > 0, &band, ContentRule::BandClosed);
        }
        bands.push(CountBand { from, to });
    }
    bands
}
