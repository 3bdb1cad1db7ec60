//! The order in which the items of the full form (詳しい票) stand: one on the screen and on paper, so that what was
//! written by hand is entered line by line.

use super::checklist::{AreaIndex, Checklist, Form, Item, ItemIndex, ItemKind};

/// What a section of the form asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    /// The scored items of an area.
    Area(AreaIndex),
    /// Strengths (強み).
    Strengths,
    /// Information without points, and scored items outside of the areas.
    Other,
    /// Critical items (安全の心配).
    Critical,
}

/// A section of the form. It has one item at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormSection {
    /// What it asks about.
    pub kind: SectionKind,
    /// Its items, in order.
    pub items: Vec<ItemIndex>,
}

/// The sections of one form, in order: area by area, strengths, what else there is, critical items last.
pub fn form_sections(checklist: &Checklist, form: Form) -> Vec<FormSection> {
    let areas = (0..checklist.areas.len()).map(SectionKind::Area);
    let rest = [SectionKind::Strengths, SectionKind::Other, SectionKind::Critical];
    areas
        .chain(rest)
        .map(|kind| FormSection {
            kind,
            items: (0..)
                .zip(&checklist.items)
                .filter(|(_, item)| item.form == form && belongs(item, kind))
                .map(|(index, _)| index)
                .collect(),
        })
        .filter(|section| !section.items.is_empty())
        .collect()
}

fn belongs(item: &Item, kind: SectionKind) -> bool {
    let wanted = match item.kind {
        ItemKind::Scored => item
            .areas
            .first()
            .map_or(SectionKind::Other, |area| SectionKind::Area(*area)),
        ItemKind::Information { .. } => SectionKind::Other,
        ItemKind::Strength { .. } => SectionKind::Strengths,
        ItemKind::Critical { .. } => SectionKind::Critical,
    };
    wanted == kind
}
