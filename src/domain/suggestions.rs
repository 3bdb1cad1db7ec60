//! Supports that may suit a student (めやすからの候補): suggestions for people to choose from, never orders.

use super::checklist::{Checklist, ItemKind};
use super::ids::SupportId;
use super::response::{Meaning, Response};
use super::scoring::{Outcome, area_score};

/// Supports named by the areas with most concern, then by information items and missing strengths; each once.
///
/// An area counts from the first step above the lowest. When an area reaches the third step or more, areas at the first
/// alone are left out, so that the list stays short where it matters most.
pub fn suggested_supports(checklist: &Checklist, response: &Response, outcome: &Outcome) -> Vec<SupportId> {
    let steps: Vec<usize> = (0..checklist.areas.len())
        .map(|area| {
            area_score(checklist, outcome, area)
                .and_then(|score| score.step)
                .unwrap_or(0)
        })
        .collect();
    let highest = steps.iter().copied().max().unwrap_or(0);
    let least = if highest >= 2 { 2 } else { 1 };
    let mut found: Vec<SupportId> = Vec::new();
    let mut add = |supports: &[SupportId]| {
        for support in supports {
            if !found.contains(support) {
                found.push(support.clone());
            }
        }
    };
    for step in (least..=highest).rev() {
        for (area, _) in checklist.areas.iter().zip(&steps).filter(|(_, at)| **at == step) {
            add(&area.suggests);
        }
    }
    for item in &checklist.items {
        match (&item.kind, response.meaning(item)) {
            (ItemKind::Information { suggests }, Meaning::Points(points)) if points > 0 => add(suggests),
            (ItemKind::Strength { suggests_if_absent }, Meaning::Points(0)) => add(suggests_if_absent),
            (
                ItemKind::Scored
                | ItemKind::Critical { .. }
                | ItemKind::Information { .. }
                | ItemKind::Strength { .. },
                _,
            ) => {}
        }
    }
    found
}
