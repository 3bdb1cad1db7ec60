//! Domain to file, for tests alone: this number is no longer written, but must be read for as long as anybody has one.

use crate::domain::document::{Document, Round};
use crate::domain::response::{Attendance, Response};
use crate::domain::roster::{Classroom, StudentId};
use crate::format::document::parts::write::{answer, attendance, card_record, content, day, decision};
use crate::format::json_writer::JsonWriter;

/// The document as the first release wrote it, with the number the next student would have got.
pub(in super::super) fn write(document: &Document, next_student: u32) -> String {
    let out = &mut JsonWriter::default();
    out.object();
    out.name("format").text("kizuki.document/1");
    out.name("revision").number(document.revision);
    class(out.name("class"), &document.classroom);
    out.name("next_student").number(next_student.into());
    out.name("rounds").list();
    for each in &document.rounds {
        round(out, each);
    }
    out.end_list();
    out.name("keys").list();
    for entry in &document.keys.entries {
        out.object();
        out.name("code").text(&entry.code.to_string());
        out.name("student").number(entry.student.0.into());
        out.name("round").number(entry.round.0.into());
        day(out, "on", entry.on);
        out.end_object();
    }
    out.end_list();
    out.name("retired_codes").list();
    for code in &document.keys.retired {
        out.text(&code.to_string());
    }
    out.end_list();
    out.name("contacts").object();
    for (contact, text) in &document.contacts {
        out.name(contact.as_str()).text(text);
    }
    out.end_object();
    out.end_object();
    std::mem::take(out).finish()
}

fn class(out: &mut JsonWriter, classroom: &Classroom) {
    out.object();
    out.name("school").text(&classroom.school);
    out.name("school_year").number(classroom.school_year.0.into());
    out.name("grade").text(&classroom.grade.code());
    out.name("class_name").text(&classroom.class_name);
    out.name("students").list();
    for student in &classroom.students {
        out.object();
        out.name("id").number(student.id.0.into());
        out.name("number").number(student.number.into());
        if let Some(name) = &student.name {
            out.name("name").text(name);
        }
        if let Some(reading) = &student.reading {
            out.name("reading").text(reading);
        }
        out.end_object();
    }
    out.end_list();
    out.end_object();
}

fn round(out: &mut JsonWriter, round: &Round) {
    out.object();
    out.name("id").number(round.id.0.into());
    out.name("label").text(&round.label);
    day(out, "began", round.began);
    content(out, &round.stamp);
    out.name("responses").list();
    for (student, sheet) in &round.responses {
        response(out, *student, sheet);
    }
    out.end_list();
    out.end_object();
}

/// A sheet; what is blank is left out.
fn response(out: &mut JsonWriter, student: StudentId, response: &Response) {
    out.object();
    out.name("student").number(student.0.into());
    out.name("answers").object();
    for (item, given) in &response.answers {
        out.name(item.as_str());
        answer(out, *given);
    }
    out.end_object();
    if response.gut {
        out.name("gut").flag(true);
    }
    if response.attendance != Attendance::default() {
        attendance(out.name("attendance"), &response.attendance);
    }
    if !response.cards.is_empty() {
        out.name("cards").object();
        for (card, record) in &response.cards {
            card_record(out.name(card.as_str()), record);
        }
        out.end_object();
    }
    if let Some(agreed) = &response.decision {
        decision(out.name("decision"), agreed);
    }
    out.end_object();
}
