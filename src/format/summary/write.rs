//! From a sheet to its form in the file, and the words of the format.

use super::{FORMAT, FORMAT_NUMBER};
use crate::domain::checklist::{Direction, Shape};
use crate::domain::decision::{Consent, MonthPart};
use crate::domain::roster::GradeBand;
use crate::domain::scoring::{Ground, Trend};
use crate::domain::summary::{AreaPicture, ContactRole, Labelled, Sheet, SheetArea, SheetLevel, Strength};
use crate::format::json_writer::JsonWriter;

/// The sheet as it stands in the file.
pub(super) fn write(sheet: &Sheet) -> String {
    let out = &mut JsonWriter::default();
    out.object();
    out.name("format").text(&format!("{FORMAT}{FORMAT_NUMBER}"));
    out.name("code").text(&sheet.code.to_string());
    out.name("made").text(&sheet.made.to_string());
    if let Some(school) = &sheet.school {
        out.name("school").text(school);
    }
    out.name("contact").text(contact_word(sheet.contact));
    if let Some(band) = sheet.grade_band {
        out.name("grade_band").text(band_word(band));
    }
    out.name("content").object();
    out.name("id").text(&sheet.stamp.id);
    out.name("version").text(&sheet.stamp.version);
    out.name("checksum").text(&sheet.stamp.checksum);
    out.name("title").text(&sheet.title);
    out.name("window").text(&sheet.window);
    out.end_object();
    out.name("level").object();
    out.name("ground").text(ground_word(sheet.ground));
    if let Some(shown) = &sheet.level {
        level(out.name("shown"), shown);
    }
    level(out.name("lowest"), &sheet.lowest);
    level(out.name("highest"), &sheet.highest);
    out.name("trend").text(trend_word(sheet.trend));
    out.end_object();
    out.name("areas").list();
    for each in &sheet.areas {
        area(out, each);
    }
    out.end_list();
    out.name("signs").list();
    for sign in &sheet.signs {
        named(out, sign.item.id.as_str(), &sign.item.label);
        out.name("answer").text(&sign.answer);
        out.end_object();
    }
    out.end_list();
    out.name("strengths").list();
    for strength in &sheet.strengths {
        named(out, strength.item.id.as_str(), &strength.item.label);
        out.name("state").text(strength_word(strength.strength));
        out.end_object();
    }
    out.end_list();
    if !sheet.information.is_empty() {
        names(out, "information", &sheet.information, |id| id.as_str());
    }
    if !sheet.urgent.is_empty() {
        names(out, "urgent", &sheet.urgent, |id| id.as_str());
    }
    out.name("tried").list();
    for tried in &sheet.tried {
        named(out, tried.support.id.as_str(), &tried.support.label);
        out.name("since").text(&tried.since.to_string());
        out.end_object();
    }
    out.end_list();
    agreed(out, sheet);
    out.name("dispose").text(&sheet.dispose.to_string());
    out.end_object();
    std::mem::take(out).finish()
}

/// What was heard, decided and asked.
fn agreed(out: &mut JsonWriter, sheet: &Sheet) {
    out.name("wishes").object();
    out.name("student_heard").flag(sheet.student_heard);
    out.name("guardian_heard").flag(sheet.guardian_heard);
    out.name("consent").text(consent_word(sheet.consent));
    out.end_object();
    out.name("decision").object();
    out.name("met").text(&sheet.met.to_string());
    out.name("directions").list();
    for direction in &sheet.directions {
        out.text(direction_word(*direction));
    }
    out.end_list();
    names(out, "supports", &sheet.supports, |id| id.as_str());
    if let Some(month) = sheet.next_check {
        out.name("next_check").text(&month.to_string());
    }
    out.end_object();
    out.name("ask").object();
    names(out, "asks", &sheet.asks, |id| id.as_str());
    if let Some(other) = &sheet.other {
        out.name("other").text(other);
    }
    if let Some(by) = sheet.reply_by {
        out.name("reply_by").object();
        out.name("month").text(&by.month.to_string());
        out.name("part").text(part_word(by.part));
        out.end_object();
    }
    out.end_object();
}

/// Begins an object with an identifier and its words; more fields may follow.
fn named(out: &mut JsonWriter, id: &str, label: &str) {
    out.object();
    out.name("id").text(id);
    out.name("label").text(label);
}

fn names<I>(out: &mut JsonWriter, name: &str, list: &[Labelled<I>], id: fn(&I) -> &str) {
    out.name(name).list();
    for each in list {
        named(out, id(&each.id), &each.label);
        out.end_object();
    }
    out.end_list();
}

fn level(out: &mut JsonWriter, level: &SheetLevel) {
    named(out, level.id.as_str(), &level.label);
    out.name("shape").text(shape_word(level.shape));
    out.end_object();
}

fn area(out: &mut JsonWriter, area: &SheetArea) {
    let step = match area.picture {
        AreaPicture::Step(step) => Some(step),
        AreaPicture::Insufficient | AreaPicture::NotApplicable => None,
    };
    named(out, area.area.id.as_str(), &area.area.label);
    out.name("picture").text(picture_word(area.picture));
    if let Some(step) = step {
        out.name("step").number(number(step));
        out.name("step_label").text(&area.step);
    }
    out.name("highest_step").number(number(area.highest));
    out.name("trend").text(trend_word(area.trend));
    out.end_object();
}

fn number(of: usize) -> u64 {
    u64::try_from(of).unwrap_or(u64::MAX)
}

/// How a role is written.
pub(super) fn contact_word(role: ContactRole) -> &'static str {
    match role {
        ContactRole::Management => "management",
        ContactRole::VicePrincipal => "vice_principal",
        ContactRole::Coordinator => "coordinator",
        ContactRole::GuidanceHead => "guidance_head",
        ContactRole::Nurse => "nurse",
        ContactRole::SpecialNeeds => "special_needs",
        ContactRole::SocialWorker => "social_worker",
    }
}

/// How a grade band is written.
pub(super) fn band_word(band: GradeBand) -> &'static str {
    match band {
        GradeBand::ElementaryLower => "elementary_lower",
        GradeBand::ElementaryMiddle => "elementary_middle",
        GradeBand::ElementaryUpper => "elementary_upper",
        GradeBand::JuniorHigh => "junior_high",
    }
}

/// How the form a picture rests on is written.
pub(super) fn ground_word(ground: Ground) -> &'static str {
    match ground {
        Ground::Short => "short",
        Ground::Full => "full",
    }
}

/// How a change is written.
pub(super) fn trend_word(trend: Trend) -> &'static str {
    match trend {
        Trend::Unknown => "unknown",
        Trend::Up => "up",
        Trend::Same => "same",
        Trend::Down => "down",
    }
}

/// How a shape is written.
pub(super) fn shape_word(shape: Shape) -> &'static str {
    match shape {
        Shape::Circle => "circle",
        Shape::Triangle => "triangle",
        Shape::Diamond => "diamond",
        Shape::Square => "square",
    }
}

/// How a direction is written.
pub(super) fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::School => "school",
        Direction::Community => "community",
        Direction::Agency => "agency",
    }
}

/// How consent is written.
pub(super) fn consent_word(consent: Consent) -> &'static str {
    match consent {
        Consent::NotAsked => "not_asked",
        Consent::Given => "given",
        Consent::Refused => "refused",
    }
}

/// How a third of a month is written.
pub(super) fn part_word(part: MonthPart) -> &'static str {
    match part {
        MonthPart::Early => "early",
        MonthPart::Middle => "middle",
        MonthPart::Late => "late",
    }
}

/// How a strength is written.
pub(super) fn strength_word(strength: Strength) -> &'static str {
    match strength {
        Strength::Present => "present",
        Strength::Absent => "absent",
        Strength::Unknown => "unknown",
    }
}

/// How what is known of an area is written; the step stands beside it.
pub(super) fn picture_word(picture: AreaPicture) -> &'static str {
    match picture {
        AreaPicture::Step(_) => "known",
        AreaPicture::Insufficient => "insufficient",
        AreaPicture::NotApplicable => "not_applicable",
    }
}
