//! From the file to a sheet: every field is checked, and every fault is reported with its place.

use std::collections::BTreeSet;

use super::v1::{Area, LevelName, Named, Picture, Summary};
use super::{MAX_FAULTS, SummaryFault, SummaryRule};
use crate::domain::case_code::CaseCode;
use crate::domain::checklist::ContentStamp;
use crate::domain::decision::ReplyBy;
use crate::domain::limits::{
    MAX_AREAS, MAX_CONTENT_LIST, MAX_ID_CHARS, MAX_LABEL_CHARS, MAX_OTHER_CHARS, MAX_SCHOOL_CHARS, MAX_SIGNS,
    MAX_STEPS, MAX_TEXT_CHARS,
};
use crate::domain::roster::YearMonth;
use crate::domain::scanner::is_hidden;
use crate::domain::summary::{
    AreaPicture, Labelled, Sheet, SheetArea, SheetLevel, SheetSign, SheetStrength, SheetTried,
};

/// The sheet in a file, or everything that is wrong with it.
pub(super) fn from_wire(wire: Summary) -> Result<Sheet, Vec<SummaryFault>> {
    let mut faults = Faults::default();
    let code = CaseCode::parse(&wire.code)
        .map_err(|error| faults.add("code", SummaryRule::Code(error)))
        .unwrap_or_else(|()| CaseCode::from_random(0));
    let months = [&wire.made, &wire.decision.met, &wire.dispose];
    let [made, met, dispose] = ["made", "decision.met", "dispose"].map({
        let mut months = months.into_iter();
        let faults = &mut faults;
        move |place| faults.month(place, months.next().map_or("", String::as_str))
    });
    if let Some(school) = &wire.school {
        faults.text("school", school, MAX_SCHOOL_CHARS);
    }
    if let Some(other) = &wire.ask.other {
        faults.text("ask.other", other, MAX_OTHER_CHARS);
    }
    let content = wire.content;
    faults.id("content", &content.id);
    faults.text("content.version", &content.version, MAX_ID_CHARS);
    let hex = content
        .checksum
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    faults.require(
        hex && content.checksum.len() == 8,
        "content.checksum",
        SummaryRule::Checksum,
    );
    faults.label("content.title", &content.title);
    faults.label("content.window", &content.window);
    faults.list("signs", &wire.signs, MAX_SIGNS, |sign| &sign.id);
    faults.list("strengths", &wire.strengths, MAX_CONTENT_LIST, |strength| {
        &strength.id
    });
    faults.list("tried", &wire.tried, MAX_CONTENT_LIST, |tried| &tried.id);
    faults.list("areas", &wire.areas, MAX_AREAS, |area| &area.id);
    faults.require(!wire.areas.is_empty(), "areas", SummaryRule::NoEntry);
    faults.require(
        !wire.decision.directions.is_empty(),
        "decision.directions",
        SummaryRule::NoEntry,
    );
    let directions: BTreeSet<_> = wire.decision.directions.iter().copied().collect();
    let once = directions.len() == wire.decision.directions.len();
    faults.require(once, "decision.directions", SummaryRule::Duplicate);
    let sheet = Sheet {
        code,
        made,
        school: wire.school,
        contact: wire.contact.into(),
        grade_band: wire.grade_band.map(Into::into),
        stamp: ContentStamp {
            id: content.id,
            version: content.version,
            checksum: content.checksum,
        },
        title: content.title,
        window: content.window,
        ground: wire.level.ground.into(),
        level: wire.level.shown.map(|level| faults.level("level.shown", level)),
        lowest: faults.level("level.lowest", wire.level.lowest),
        highest: faults.level("level.highest", wire.level.highest),
        trend: wire.level.trend.into(),
        areas: indexed(wire.areas, |index, area| {
            faults.area(&format!("areas[{index}]"), area)
        }),
        signs: indexed(wire.signs, |index, sign| {
            faults.label(&format!("signs[{index}].answer"), &sign.answer);
            SheetSign {
                item: faults.named(&format!("signs[{index}]"), sign.id, sign.label),
                answer: sign.answer,
            }
        }),
        strengths: indexed(wire.strengths, |index, strength| SheetStrength {
            item: faults.named(&format!("strengths[{index}]"), strength.id, strength.label),
            strength: strength.state.into(),
        }),
        information: faults.names("information", wire.information, MAX_LABEL_CHARS),
        urgent: faults.names("urgent", wire.urgent, MAX_TEXT_CHARS),
        tried: indexed(wire.tried, |index, tried| SheetTried {
            since: faults.month(&format!("tried[{index}].since"), &tried.since),
            support: faults.named(&format!("tried[{index}]"), tried.id, tried.label),
        }),
        student_heard: wire.wishes.student_heard,
        guardian_heard: wire.wishes.guardian_heard,
        consent: wire.wishes.consent.into(),
        directions: directions.into_iter().map(Into::into).collect(),
        supports: faults.names("decision.supports", wire.decision.supports, MAX_LABEL_CHARS),
        asks: faults.names("ask.asks", wire.ask.asks, MAX_LABEL_CHARS),
        other: wire.ask.other,
        reply_by: wire.ask.reply_by.map(|by| ReplyBy {
            month: faults.month("ask.reply_by.month", &by.month),
            part: by.part.into(),
        }),
        met,
        next_check: wire
            .decision
            .next_check
            .map(|month| faults.month("decision.next_check", &month)),
        dispose,
    };
    if faults.0.is_empty() {
        Ok(sheet)
    } else {
        Err(faults.0)
    }
}

fn indexed<T, U>(list: Vec<T>, mut read: impl FnMut(usize, T) -> U) -> Vec<U> {
    list.into_iter()
        .take(MAX_CONTENT_LIST)
        .enumerate()
        .map(|(index, entry)| read(index, entry))
        .collect()
}

/// What is wrong so far.
#[derive(Default)]
struct Faults(Vec<SummaryFault>);

impl Faults {
    fn add(&mut self, place: &str, rule: SummaryRule) {
        if self.0.len() < MAX_FAULTS {
            self.0.push(SummaryFault {
                place: place.to_owned(),
                rule,
            });
        }
    }

    fn require(&mut self, holds: bool, place: &str, rule: SummaryRule) {
        if !holds {
            self.add(place, rule);
        }
    }

    fn month(&mut self, place: &str, text: &str) -> YearMonth {
        let month = YearMonth::parse(text).filter(|month| month.to_string() == text);
        self.require(month.is_some(), place, SummaryRule::Month);
        month.unwrap_or(YearMonth { year: 0, month: 1 })
    }

    fn text(&mut self, place: &str, text: &str, most: usize) {
        self.require(!text.trim().is_empty(), place, SummaryRule::Empty);
        self.require(text.chars().count() <= most, place, SummaryRule::TooLong { most });
        self.require(!text.chars().any(is_hidden), place, SummaryRule::Hidden);
    }

    /// A label of the content; a file in English may have twice the characters.
    fn label(&mut self, place: &str, text: &str) {
        self.text(place, text, MAX_LABEL_CHARS * 2);
    }

    fn id(&mut self, place: &str, id: &str) {
        let plain = id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
        let holds = plain && (1..=MAX_ID_CHARS).contains(&id.len());
        self.require(holds, &format!("{place}.id"), SummaryRule::IdForm);
    }

    fn named<I: for<'a> From<&'a str>>(&mut self, place: &str, id: String, label: String) -> Labelled<I> {
        self.id(place, &id);
        self.label(&format!("{place}.label"), &label);
        Labelled {
            id: I::from(&id),
            label,
        }
    }

    fn names<I: for<'a> From<&'a str>>(
        &mut self,
        place: &str,
        list: Vec<Named>,
        most: usize,
    ) -> Vec<Labelled<I>> {
        self.list(place, &list, MAX_CONTENT_LIST, |named| &named.id);
        indexed(list, |index, named| {
            let place = format!("{place}[{index}]");
            self.id(&place, &named.id);
            self.text(&format!("{place}.label"), &named.label, most * 2);
            Labelled {
                id: I::from(&named.id),
                label: named.label,
            }
        })
    }

    fn level(&mut self, place: &str, level: LevelName) -> SheetLevel {
        let Labelled { id, label } = self.named(place, level.id, level.label);
        SheetLevel {
            id,
            label,
            shape: level.shape.into(),
        }
    }

    fn area(&mut self, place: &str, area: Area) -> SheetArea {
        let at = format!("{place}.step");
        self.require(area.highest_step < MAX_STEPS, &at, SummaryRule::Step);
        let picture = match (area.picture, area.step) {
            (Picture::Known, Some(step)) if step <= area.highest_step => AreaPicture::Step(step),
            (Picture::Insufficient, None) => AreaPicture::Insufficient,
            (Picture::NotApplicable, None) => AreaPicture::NotApplicable,
            (Picture::Known, Some(_) | None) | (Picture::Insufficient | Picture::NotApplicable, Some(_)) => {
                self.add(&at, SummaryRule::Step);
                AreaPicture::Insufficient
            }
        };
        let wanted = matches!(picture, AreaPicture::Step(_));
        self.require(
            area.step_label.is_some() == wanted,
            &format!("{place}.step_label"),
            SummaryRule::Step,
        );
        if let Some(label) = &area.step_label {
            self.label(&format!("{place}.step_label"), label);
        }
        SheetArea {
            area: self.named(place, area.id, area.label),
            picture,
            step: area.step_label.unwrap_or_default(),
            highest: area.highest_step,
            trend: area.trend.into(),
        }
    }

    /// Length of a list, and that it names nothing twice.
    fn list<T>(&mut self, place: &str, list: &[T], most: usize, id: fn(&T) -> &String) {
        self.require(list.len() <= most, place, SummaryRule::TooMany { most });
        let mut seen = BTreeSet::new();
        for (index, entry) in list.iter().enumerate() {
            self.require(
                seen.insert(id(entry)),
                &format!("{place}[{index}].id"),
                SummaryRule::Duplicate,
            );
        }
    }
}
