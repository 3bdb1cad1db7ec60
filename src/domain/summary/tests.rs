use crate::domain::sorted::{Map, Set};
use std::sync::LazyLock;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::domain::case_code::KeyEntry;
use crate::domain::checklist::Direction;
use crate::domain::decision::{Basis, Consent, MonthPart, ReplyBy};
use crate::domain::document::Round;
use crate::domain::ids::ActionId;
use crate::domain::locale::Locale;
use crate::domain::response::{Answer, CardRecord};
use crate::domain::roster::{Grade, GradeBand, SchoolYear, Student};
use crate::domain::scanner::FindingKind;
use crate::domain::scoring::Trend;

/// What `String.normalize` does in the browser.
pub(crate) fn nfkc(text: &str) -> String {
    text.nfkc().collect()
}

/// The built-in content.
pub(crate) fn content() -> Checklist {
    static CONTENT: LazyLock<Checklist> =
        LazyLock::new(|| crate::format::content::built_in().expect("the built-in content is read"));
    CONTENT.clone()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    crate::format::day::parse_day(text).expect("a day")
}

pub(crate) const NOVEMBER: YearMonth = YearMonth {
    year: 2026,
    month: 11,
};
pub(crate) const SUBJECT: (RoundId, StudentId) = (RoundId(1), StudentId(1));

pub(crate) fn choices() -> Choices {
    Choices {
        contact: ContactRole::Coordinator,
        grade_band: true,
        school: true,
        without_signs: Set::new(),
    }
}

/// A decision as a team records it, with names and days in it that must not leave.
pub(crate) fn decision(checklist: &Checklist) -> Decision {
    Decision {
        met: NOVEMBER,
        directions: Set::from([Direction::School, Direction::Community]),
        supports: Set::from(["sc".into(), "ibasho".into()]),
        who: "鯖江先生".to_owned(),
        by: Some(day("2026-12-10")),
        next_check: Some(day("2027-01-20")),
        tried: Map::from([("homeroom".into(), YearMonth { year: 2026, month: 9 })]),
        asks: Set::from(["visit".into(), "ibasho".into()]),
        ask_other: "放課後の居場所を知りたい".to_owned(),
        reply_by: Some(ReplyBy {
            month: YearMonth {
                year: 2026,
                month: 12,
            },
            part: MonthPart::Early,
        }),
        student_heard: true,
        guardian_heard: false,
        consent: Consent::Given,
        note: "鰯雲さんの祖母から電話".to_owned(),
        on: day("2026-11-20"),
        basis: Basis {
            stamp: checklist.stamp.clone(),
            level: None,
            lowest: "usual".into(),
            highest: "consult".into(),
            reasons: Vec::new(),
            items: Vec::new(),
        },
    }
}

/// A class of one student with a full form, a decision and a case code.
pub(crate) fn document(checklist: &Checklist) -> Document {
    let student = Student {
        id: SUBJECT.1,
        number: 17,
        name: Some("鰯雲 鯵太".to_owned()),
        reading: Some("いわしぐも あじた".to_owned()),
    };
    let classroom = Classroom {
        school: "見本北小学校".to_owned(),
        school_year: SchoolYear(2026),
        grade: Grade::Elementary(5),
        class_name: "鮎".to_owned(),
        students: vec![student],
    };
    let mut answers = Map::new();
    for item in checklist
        .items
        .iter()
        .filter(|item| item.is_scored() && item.count.is_none())
    {
        answers.insert(item.id.clone(), Answer::Option(2.min(last_option(item))));
    }
    answers.insert("A1".into(), Answer::Count(4));
    answers.insert("A2".into(), Answer::Unknown);
    answers.insert("A3".into(), Answer::Count(3));
    answers.insert("A6".into(), Answer::Count(10));
    answers.insert("S1".into(), Answer::Option(1));
    answers.insert("S2".into(), Answer::Option(0));
    answers.insert("G4".into(), Answer::Option(1));
    let response = Response {
        answers,
        decision: Some(decision(checklist)),
        ..Response::default()
    };
    let round = Round {
        id: SUBJECT.0,
        label: "2学期".to_owned(),
        began: day("2026-10-05"),
        stamp: checklist.stamp.clone(),
        responses: Map::from([(SUBJECT.1, response)]),
    };
    let mut document = Document::new(Default::default(), classroom, round);
    document.keys.entries.push(KeyEntry {
        code: CaseCode::from_random(987_654),
        student: SUBJECT.1,
        round: SUBJECT.0,
        on: day("2026-11-20"),
    });
    document
}

fn last_option(item: &crate::domain::checklist::Item) -> u8 {
    u8::try_from(item.options.len() - 1).unwrap_or(0)
}

/// The sheet of the student the summary is about.
pub(crate) fn response(document: &mut Document) -> &mut Response {
    let round = document.rounds.first_mut().expect("a round");
    round.responses.or_insert_with(SUBJECT.1, Default::default)
}

pub(crate) fn draft(checklist: &Checklist, document: &Document) -> Result<Draft, Vec<SummaryError>> {
    summarise(checklist, document, SUBJECT, &choices(), NOVEMBER, &nfkc)
}

pub(crate) fn released(checklist: &Checklist, document: &Document, choices: &Choices) -> Summary {
    let draft = summarise(checklist, document, SUBJECT, choices, NOVEMBER, &nfkc).expect("a draft");
    draft.release(&[true; 4]).expect("all questions are answered")
}

#[test]
fn a_decided_sheet_with_a_code_becomes_a_draft_and_then_a_summary() {
    let checklist = content();
    let draft = draft(&checklist, &document(&checklist)).unwrap();
    let facts = draft.facts();
    assert_eq!(facts.code, CaseCode::from_random(987_654));
    assert_eq!(facts.grade_band, Some(GradeBand::ElementaryUpper));
    assert_eq!(
        facts.school.as_ref().map(CheckedText::as_str),
        Some("見本北小学校")
    );
    assert_eq!(
        facts.other.as_ref().map(CheckedText::as_str),
        Some("放課後の居場所を知りたい")
    );
    assert_eq!(facts.next_check, Some(YearMonth { year: 2027, month: 1 }));
    assert_eq!(
        facts.tried,
        vec![("homeroom".into(), YearMonth { year: 2026, month: 9 })]
    );
    assert_eq!(facts.information, vec!["G4".into()]);
    let strengths: Vec<Strength> = facts.strengths.iter().map(|(_, strength)| *strength).collect();
    assert_eq!(
        strengths.get(..3),
        Some(&[Strength::Present, Strength::Absent, Strength::Unknown][..])
    );
    assert_eq!(draft.release(&[true; 4]).unwrap().facts(), facts);
}

#[test]
fn without_a_decision_there_is_no_summary() {
    let checklist = content();
    let mut document = document(&checklist);
    response(&mut document).decision = None;
    assert_eq!(draft(&checklist, &document), Err(vec![SummaryError::NoDecision]));
}

#[test]
fn everything_that_is_missing_is_said_at_once() {
    let checklist = content();
    let mut document = document(&checklist);
    let sheet = response(&mut document);
    sheet.decision = None;
    sheet.answers.insert("X7".into(), Answer::Option(1));
    let errors = draft(&checklist, &document).unwrap_err();
    assert!(matches!(
        errors.as_slice(),
        [SummaryError::NoDecision, SummaryError::CardsUnrecorded(cards)] if cards.len() == 1
    ));
}

#[test]
fn an_open_card_must_be_recorded_with_something_done() {
    let checklist = content();
    let mut document = document(&checklist);
    response(&mut document)
        .answers
        .insert("X1".into(), Answer::Option(2));
    let refused = draft(&checklist, &document).unwrap_err();
    let [SummaryError::CardsUnrecorded(cards)] = refused.as_slice() else {
        panic!("{refused:?}")
    };
    let card = cards.first().cloned().unwrap();
    let mut record = CardRecord {
        actions: Set::new(),
        on: day("2026-11-19"),
        note: String::new(),
    };
    response(&mut document).cards.insert(card.clone(), record.clone());
    assert_eq!(draft(&checklist, &document), Err(refused));
    record.actions = Set::from([ActionId::from("told_management")]);
    response(&mut document).cards.insert(card.clone(), record);
    let draft = draft(&checklist, &document).unwrap();
    assert_eq!(draft.facts().urgent, vec![card]);
    assert!(!draft.facts().signs.iter().any(|sign| sign.item == "X1".into()));
}

#[test]
fn a_text_with_a_finding_is_refused_with_its_place() {
    let checklist = content();
    let mut document = document(&checklist);
    if let Some(decision) = &mut response(&mut document).decision {
        decision.ask_other = "放課後のアジタの居場所".to_owned();
    }
    document.classroom.school = "見本北小 12345".to_owned();
    let finding = |range, kind| vec![Finding { range, kind }];
    assert_eq!(
        draft(&checklist, &document),
        Err(vec![
            SummaryError::Text {
                text: TextUse::SchoolLabel,
                findings: finding(5..10, FindingKind::LongNumber)
            },
            SummaryError::Text {
                text: TextUse::Other,
                findings: finding(4..7, FindingKind::RosterName)
            },
        ])
    );
    let without = Choices {
        school: false,
        ..choices()
    };
    let refused = summarise(&checklist, &document, SUBJECT, &without, NOVEMBER, &nfkc).unwrap_err();
    assert_eq!(refused.len(), 1);
}

#[test]
fn nothing_is_let_out_before_every_question_is_answered() {
    let checklist = content();
    let draft = draft(&checklist, &document(&checklist)).unwrap();
    let open = |checked: &[bool]| draft.release(checked).map(|_| ());
    assert_eq!(open(&[]), Err(SummaryError::QuestionsOpen(vec![0, 1, 2, 3])));
    assert_eq!(
        open(&[true, false, true]),
        Err(SummaryError::QuestionsOpen(vec![1, 3]))
    );
    assert_eq!(open(&[true; 4]), Ok(()));
}

#[test]
fn without_a_case_code_a_draft_can_be_looked_at_and_not_let_out() {
    let checklist = content();
    let mut document = document(&checklist);
    assert!(draft(&checklist, &document).unwrap().has_code());
    document.keys.entries.clear();
    let draft = draft(&checklist, &document).unwrap();
    assert!(!draft.has_code());
    assert_eq!(draft.release(&[true; 4]), Err(SummaryError::NoCode));
    assert_eq!(
        draft.release(&[false]),
        Err(SummaryError::QuestionsOpen(vec![0, 1, 2, 3]))
    );
}

#[test]
fn another_content_round_or_student_is_refused() {
    let mut checklist = content();
    let document = document(&checklist);
    let of = |round, student| {
        summarise(
            &checklist,
            &document,
            (RoundId(round), StudentId(student)),
            &choices(),
            NOVEMBER,
            &nfkc,
        )
    };
    assert_eq!(of(2, 1), Err(vec![SummaryError::NoRound]));
    assert_eq!(of(1, 2), Err(vec![SummaryError::NoStudent]));
    checklist.stamp.checksum = "00000000".to_owned();
    assert_eq!(
        draft(&checklist, &document),
        Err(vec![SummaryError::OtherContent])
    );
}

#[test]
fn counts_stand_as_bands_and_at_most_five_signs_are_named() {
    let checklist = content();
    let mut document = document(&checklist);
    let four_days = draft(&checklist, &document).unwrap();
    assert_eq!(four_days.facts().signs.len(), limits::MAX_SIGNS);
    let sign = four_days
        .facts()
        .signs
        .iter()
        .find(|sign| sign.item == "A1".into())
        .unwrap();
    let item = checklist.item(&"A1".into()).unwrap();
    assert_eq!(
        item.options
            .get(sign.option)
            .map(|option| option.label.ja.as_str()),
        Some("3〜4日")
    );
    response(&mut document)
        .answers
        .insert("A1".into(), Answer::Count(3));
    assert_eq!(draft(&checklist, &document).unwrap(), four_days);
}

#[test]
fn signs_school_and_grade_band_can_be_left_out() {
    let checklist = content();
    let document = document(&checklist);
    let offered = offered_signs(&checklist, &document, SUBJECT);
    assert_eq!(offered.len(), limits::MAX_SIGNS);
    let chosen = Choices {
        grade_band: false,
        school: false,
        without_signs: Set::from(["A1".into()]),
        ..choices()
    };
    let draft = summarise(&checklist, &document, SUBJECT, &chosen, NOVEMBER, &nfkc).unwrap();
    assert_eq!(draft.facts().grade_band, None);
    assert_eq!(draft.facts().school, None);
    let left: Vec<Sign> = offered
        .into_iter()
        .filter(|sign| sign.item != "A1".into())
        .collect();
    assert_eq!(draft.facts().signs, left, "the others stay and nothing moves up");
}

#[test]
fn identifiers_the_content_does_not_know_never_leave() {
    let checklist = content();
    let mut document = document(&checklist);
    let before = draft(&checklist, &document).unwrap();
    if let Some(decision) = &mut response(&mut document).decision {
        decision.supports.insert("鰯雲".into());
        decision.asks.insert("鰯雲".into());
        decision.tried.insert("鰯雲".into(), NOVEMBER);
    }
    assert_eq!(draft(&checklist, &document).unwrap(), before);
}

#[test]
fn a_summary_is_due_at_the_end_of_the_school_year_its_retention_names() {
    let checklist = content();
    let draft = draft(&checklist, &document(&checklist)).unwrap();
    assert_eq!(checklist.retention.summaries_years, 5);
    assert_eq!(draft.facts().dispose, YearMonth { year: 2032, month: 3 });
}

#[test]
fn areas_say_step_gap_and_change_since_the_last_round() {
    let checklist = content();
    let mut document = document(&checklist);
    let mut earlier = document.rounds.first().cloned().unwrap();
    earlier.id = RoundId(9);
    let answers = earlier
        .responses
        .get_mut(&SUBJECT.1)
        .map(|response| &mut response.answers)
        .unwrap();
    for (item, answer) in answers.iter_mut() {
        if item.as_str().starts_with('C') {
            *answer = Answer::Option(0);
        }
    }
    document.rounds.insert(0, earlier);
    for item in ["B1", "B2", "B3", "B4", "B5"] {
        let round = document.rounds.last_mut().unwrap();
        round
            .responses
            .get_mut(&SUBJECT.1)
            .unwrap()
            .answers
            .insert(item.into(), Answer::Unknown);
    }
    let draft = draft(&checklist, &document).unwrap();
    let area = |id: &str| {
        draft
            .facts()
            .areas
            .iter()
            .find(|fact| fact.area == id.into())
            .cloned()
            .unwrap()
    };
    assert_eq!(
        (area("B").picture, area("B").trend),
        (AreaPicture::Insufficient, Trend::Unknown)
    );
    assert_eq!(
        (area("C").picture, area("C").trend),
        (AreaPicture::Step(3), Trend::Up)
    );
    assert_eq!(area("D").trend, Trend::Same);
    assert_eq!(draft.facts().level, Some("consult".into()));
}

#[test]
fn students_at_the_team_level_or_higher_are_peers() {
    let checklist = content();
    let mut document = document(&checklist);
    assert_eq!(peers_in_class(&checklist, &document, SUBJECT.0), 1);
    let heavy = response(&mut document).clone();
    for id in 2..=6 {
        let student = Student {
            id: StudentId(id),
            number: 100,
            name: None,
            reading: None,
        };
        document.classroom.students.push(student);
        let sheet = if id == 6 {
            Response::default()
        } else {
            heavy.clone()
        };
        document
            .rounds
            .first_mut()
            .unwrap()
            .responses
            .insert(StudentId(id), sheet);
    }
    assert_eq!(peers_in_class(&checklist, &document, SUBJECT.0), 5);
    assert_eq!(peers_in_class(&checklist, &document, RoundId(7)), 0);
}

#[test]
fn the_sheet_has_words_for_everything_in_both_languages() {
    let checklist = content();
    let draft = draft(&checklist, &document(&checklist)).unwrap();
    for locale in [Locale::Ja, Locale::En] {
        let sheet = Sheet::of(draft.facts(), &checklist, locale);
        let words = sheet
            .areas
            .iter()
            .flat_map(|area| [&area.area.label, &area.step])
            .chain(
                sheet
                    .signs
                    .iter()
                    .flat_map(|sign| [&sign.item.label, &sign.answer]),
            )
            .chain(sheet.strengths.iter().map(|strength| &strength.item.label))
            .chain(sheet.supports.iter().map(|support| &support.label))
            .chain(sheet.asks.iter().map(|ask| &ask.label))
            .chain([
                &sheet.title,
                &sheet.window,
                &sheet.lowest.label,
                &sheet.highest.label,
            ]);
        let empty = words.filter(|words| words.is_empty()).count();
        assert_eq!(empty, 0, "{sheet:?}");
    }
}
