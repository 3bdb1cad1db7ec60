//! Lines and items of the document: answers, bands of counts, and what each kind of item may say.

use std::collections::BTreeMap;

use crate::domain::checklist::{
    AnswerOption, AreaIndex, AutoCount, CountBand, CountRule, Form, Item, ItemIndex, ItemKind,
};
use crate::domain::ids::ItemId;
use crate::domain::limits::{MAX_AREAS, MAX_COUNT, MAX_OPTIONS};

use super::check::{Faults, Place, Size};
use super::convert::{Tables, each, suggestions};
use super::wire::{self, Kind};
use super::{ContentRule, Part};

/// The items of a checklist with what only scores need to know.
pub(super) struct Items {
    /// Lines first, then items.
    pub(super) items: Vec<Item>,
    /// Weight of each item where a score names a group.
    pub(super) weights: Vec<f64>,
}

impl Items {
    /// Positions of the scored items of one form.
    pub(super) fn scored(&self, form: Form) -> impl Iterator<Item = ItemIndex> {
        scored(&self.items, form)
    }

    /// Positions of the scored items of one form in one area.
    pub(super) fn of_area(&self, form: Form, area: AreaIndex) -> impl Iterator<Item = ItemIndex> {
        self.scored(form).filter(move |index| {
            self.items
                .get(*index)
                .is_some_and(|item| item.areas.contains(&area))
        })
    }
}

/// Positions of the scored items of one form.
pub(super) fn scored(items: &[Item], form: Form) -> impl Iterator<Item = ItemIndex> {
    let scored = move |item: &Item| item.form == form && item.is_scored();
    items
        .iter()
        .enumerate()
        .filter(move |(_, item)| scored(item))
        .map(|(index, _)| index)
}

/// Converts scales, lines and items.
pub(super) fn convert(
    scales: Vec<wire::Scale>,
    lines: Vec<wire::Item>,
    items: Vec<wire::Item>,
    tables: &Tables,
    faults: &mut Faults,
) -> Items {
    let top = Place::DOCUMENT;
    let mut answers = BTreeMap::new();
    each(&top.field("scales"), scales, |at, scale| {
        let options = convert_options(&at.field("options"), scale.options, faults);
        answers.insert(scale.id, options);
    });
    let mut reader = Reader {
        answers,
        tables,
        weights: Vec::new(),
        faults,
    };
    let mut all = each(&top.field("lines"), lines, |at, line| {
        reader.item(at, Form::Short, line)
    });
    all.extend(each(&top.field("items"), items, |at, item| {
        reader.item(at, Form::Full, item)
    }));
    Items {
        items: all,
        weights: reader.weights,
    }
}

struct Reader<'a> {
    answers: BTreeMap<String, Vec<AnswerOption>>,
    tables: &'a Tables,
    weights: Vec<f64>,
    faults: &'a mut Faults,
}

impl Reader<'_> {
    fn item(&mut self, at: &Place, form: Form, item: wire::Item) -> Item {
        self.check_kind(at, form, &item);
        let areas = self
            .faults
            .references(&at.field("areas"), &self.tables.areas, Part::Area, &item.areas);
        self.faults
            .references(&at.field("covers"), &self.tables.items, Part::Item, &item.covers);
        let suggests = suggestions(&at.field("suggests"), &item.suggests, self.tables, self.faults);
        let kind = match item.kind {
            Kind::Scored => ItemKind::Scored,
            Kind::Critical => {
                let card = item.card.as_deref().unwrap_or_default();
                ItemKind::Critical { card: card.into() }
            }
            Kind::Information => ItemKind::Information { suggests },
            Kind::Strength => ItemKind::Strength {
                suggests_if_absent: suggests,
            },
        };
        let weight = item.weight.unwrap_or(1.0);
        self.weights.push(self.faults.weight(&at.field("weight"), weight));
        let scale = item.scale.as_deref().map(Into::into);
        let (options, count) = self.answers(at, item.scale, item.options, item.count);
        self.check_points(at, &kind, &options);
        Item {
            id: item.id.as_str().into(),
            form,
            kind,
            areas,
            covers: item.covers.iter().map(|id| ItemId::from(id.as_str())).collect(),
            label: self.faults.text(&at.field("label"), item.label, Size::Label),
            help: self.faults.text(&at.field("help"), item.help, Size::Sentence),
            source: self.faults.text(&at.field("source"), item.source, Size::Sentence),
            scale,
            options,
            count,
        }
    }

    /// Which fields a kind of item has, and how many areas.
    fn check_kind(&mut self, at: &Place, form: Form, item: &wire::Item) {
        let (scored, critical) = (item.kind == Kind::Scored, item.kind == Kind::Critical);
        let line = form == Form::Short;
        let suggesting = matches!(item.kind, Kind::Information | Kind::Strength);
        let fields = [
            ("kind", line && suggesting),
            ("covers", !line && !item.covers.is_empty()),
            ("weight", !scored && item.weight.is_some()),
            ("card", !critical && item.card.is_some()),
            ("suggests", !suggesting && !item.suggests.is_empty()),
        ];
        for (field, misplaced) in fields {
            self.faults
                .require(!misplaced, &at.field(field), ContentRule::NotForThisKind);
        }
        let (least, most) = match (item.kind, form) {
            (Kind::Scored, Form::Short) => (1, MAX_AREAS),
            (Kind::Scored | Kind::Information, Form::Full) => (1, 1),
            (Kind::Critical | Kind::Strength, _) | (Kind::Information, Form::Short) => (0, 0),
        };
        self.faults
            .length(&at.field("areas"), item.areas.len(), least, most);
        if critical {
            let at = at.field("card");
            match &item.card {
                Some(id) => {
                    self.faults.reference(&at, &self.tables.cards, Part::Card, id);
                }
                None => self.faults.add(&at, ContentRule::MissingCard),
            }
        }
    }

    /// The answers of an item: of a scale, its own, or bands of a count.
    fn answers(
        &mut self,
        at: &Place,
        scale: Option<String>,
        options: Option<Vec<wire::Choice>>,
        count: Option<wire::Count>,
    ) -> (Vec<AnswerOption>, Option<CountRule>) {
        let found = [scale.is_some(), options.is_some(), count.is_some()]
            .into_iter()
            .filter(|given| *given)
            .count();
        self.faults.require(
            found == 1,
            at,
            ContentRule::OneOf {
                fields: &["scale", "options", "count"],
                found,
            },
        );
        let mut answers = (Vec::new(), None);
        if let Some(id) = scale {
            self.faults
                .reference(&at.field("scale"), &self.tables.scales, Part::Scale, &id);
            answers = (self.answers.get(&id).cloned().unwrap_or_default(), None);
        }
        if let Some(options) = options {
            answers = (convert_options(&at.field("options"), options, self.faults), None);
        }
        if let Some(count) = count {
            let (options, rule) = convert_count(&at.field("count"), count, self.faults);
            answers = (options, Some(rule));
        }
        answers
    }

    /// An item that can never say anything, or never say nothing, is a slip of the pen.
    fn check_points(&mut self, at: &Place, kind: &ItemKind, options: &[AnswerOption]) {
        if options.is_empty() {
            return; // already reported
        }
        self.faults.require(
            options.iter().any(|option| option.points > 0),
            at,
            ContentRule::NoPoints,
        );
        let needs_zero = match kind {
            ItemKind::Scored => false,
            ItemKind::Critical { .. } | ItemKind::Information { .. } | ItemKind::Strength { .. } => true,
        };
        let has_zero = options.iter().any(|option| option.points == 0);
        self.faults
            .require(!needs_zero || has_zero, at, ContentRule::NoZero);
    }
}

fn convert_options(at: &Place, options: Vec<wire::Choice>, faults: &mut Faults) -> Vec<AnswerOption> {
    faults.length(at, options.len(), 2, MAX_OPTIONS);
    each(at, options, |at, choice| AnswerOption {
        label: faults.text(&at.field("label"), choice.label, Size::Label),
        points: faults.points(at, choice.points),
    })
}

fn convert_count(at: &Place, count: wire::Count, faults: &mut Faults) -> (Vec<AnswerOption>, CountRule) {
    let bands_at = at.field("bands");
    faults.length(&bands_at, count.bands.len(), 2, MAX_OPTIONS);
    check_bands(&bands_at, &count.bands, faults);
    let mut bands = Vec::new();
    let options = each(&bands_at, count.bands, |at, band| {
        bands.push(CountBand {
            from: faults.whole(&at.field("from"), band.from, 0, MAX_COUNT),
            to: band.to.map(|to| faults.whole(&at.field("to"), to, 0, MAX_COUNT)),
        });
        AnswerOption {
            label: faults.text(&at.field("label"), band.label, Size::Label),
            points: faults.points(at, band.points),
        }
    });
    let auto = count.auto.map(|auto| match auto {
        wire::Auto::AbsentWindow => AutoCount::AbsentWindow,
        wire::Auto::LateEarly => AutoCount::LateEarlyWindow,
        wire::Auto::AbsentYear => AutoCount::AbsentYear,
    });
    (
        options,
        CountRule {
            unit: faults.text(&at.field("unit"), count.unit, Size::Short),
            bands,
            auto,
        },
    )
}

/// Bands run from 0 upwards without gap or overlap; the last is open, so that every count falls into exactly one.
fn check_bands(at: &Place, bands: &[wire::CountBand], faults: &mut Faults) {
    let mut before: Option<&wire::CountBand> = None;
    for (index, band) in bands.iter().enumerate() {
        let at = at.index(index);
        let from = band.from;
        match before.map(|band| band.to) {
            None => faults.require(from == 0, &at, ContentRule::BandStart { found: from }),
            Some(None) => faults.add(&at, ContentRule::BandOverlap { after: None, from }),
            Some(Some(after)) if from <= after => {
                faults.add(
                    &at,
                    ContentRule::BandOverlap {
                        after: Some(after),
                        from,
                    },
                );
            }
            Some(Some(after)) => {
                faults.require(
                    from == after.saturating_add(1),
                    &at,
                    ContentRule::BandGap { after, from },
                );
            }
        }
        if let Some(to) = band.to {
            faults.require(from <= to, &at, ContentRule::BandReversed { from, to });
            faults.require(index + 1 < bands.len(), &at, ContentRule::BandClosed);
        }
        before = Some(band);
    }
}
