//! From a sheet to its form in the file.

use super::v1::{
    Area, Ask, Content, Decision, Level, LevelName, Named, Picture, ReplyBy, Sign, StrengthItem, Summary,
    Tried, Wishes,
};
use super::{FORMAT, FORMAT_NUMBER};
use crate::domain::summary::{AreaPicture, Labelled, Sheet, SheetArea, SheetLevel};

/// The sheet as it stands in the file.
pub(super) fn to_wire(sheet: &Sheet) -> Summary {
    Summary {
        format: format!("{FORMAT}{FORMAT_NUMBER}"),
        code: sheet.code.to_string(),
        made: sheet.made.to_string(),
        school: sheet.school.clone(),
        contact: sheet.contact.into(),
        grade_band: sheet.grade_band.map(Into::into),
        content: Content {
            id: sheet.stamp.id.clone(),
            version: sheet.stamp.version.clone(),
            checksum: sheet.stamp.checksum.clone(),
            title: sheet.title.clone(),
            window: sheet.window.clone(),
        },
        level: Level {
            ground: sheet.ground.into(),
            shown: sheet.level.as_ref().map(level),
            lowest: level(&sheet.lowest),
            highest: level(&sheet.highest),
            trend: sheet.trend.into(),
        },
        areas: sheet.areas.iter().map(area).collect(),
        signs: sheet
            .signs
            .iter()
            .map(|sign| Sign {
                id: sign.item.id.as_str().to_owned(),
                label: sign.item.label.clone(),
                answer: sign.answer.clone(),
            })
            .collect(),
        strengths: sheet
            .strengths
            .iter()
            .map(|strength| StrengthItem {
                id: strength.item.id.as_str().to_owned(),
                label: strength.item.label.clone(),
                state: strength.strength.into(),
            })
            .collect(),
        information: names(&sheet.information, |id| id.as_str()),
        urgent: names(&sheet.urgent, |id| id.as_str()),
        tried: sheet
            .tried
            .iter()
            .map(|tried| Tried {
                id: tried.support.id.as_str().to_owned(),
                label: tried.support.label.clone(),
                since: tried.since.to_string(),
            })
            .collect(),
        wishes: Wishes {
            student_heard: sheet.student_heard,
            guardian_heard: sheet.guardian_heard,
            consent: sheet.consent.into(),
        },
        decision: Decision {
            met: sheet.met.to_string(),
            directions: sheet
                .directions
                .iter()
                .map(|direction| (*direction).into())
                .collect(),
            supports: names(&sheet.supports, |id| id.as_str()),
            next_check: sheet.next_check.map(|month| month.to_string()),
        },
        ask: Ask {
            asks: names(&sheet.asks, |id| id.as_str()),
            other: sheet.other.clone(),
            reply_by: sheet.reply_by.map(|by| ReplyBy {
                month: by.month.to_string(),
                part: by.part.into(),
            }),
        },
        dispose: sheet.dispose.to_string(),
    }
}

fn names<I>(list: &[Labelled<I>], id: fn(&I) -> &str) -> Vec<Named> {
    list.iter()
        .map(|named| Named {
            id: id(&named.id).to_owned(),
            label: named.label.clone(),
        })
        .collect()
}

fn level(level: &SheetLevel) -> LevelName {
    LevelName {
        id: level.id.as_str().to_owned(),
        label: level.label.clone(),
        shape: level.shape.into(),
    }
}

fn area(area: &SheetArea) -> Area {
    let (picture, step) = match area.picture {
        AreaPicture::Step(step) => (Picture::Known, Some(step)),
        AreaPicture::Insufficient => (Picture::Insufficient, None),
        AreaPicture::NotApplicable => (Picture::NotApplicable, None),
    };
    Area {
        id: area.area.id.as_str().to_owned(),
        label: area.area.label.clone(),
        picture,
        step,
        step_label: step.map(|_| area.step.clone()),
        highest_step: area.highest,
        trend: area.trend.into(),
    }
}
