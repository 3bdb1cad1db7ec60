//! The team decides for a student in under a minute, and what is recorded is what was meant.

use chrono::NaiveDate;
use kizuki::chart::agenda::{AgendaFrame, AgendaRow, agenda, pages};
use kizuki::domain::checklist::{Checklist, Direction, Form};
use kizuki::domain::decision::{Basis, Consent, MonthPart, ReplyBy};
use kizuki::domain::decision_draft::{Draft, DraftError, DraftField};
use kizuki::domain::limits;
use kizuki::domain::locale::Locale;
use kizuki::domain::response::{Answer, Response};
use kizuki::domain::roster::YearMonth;
use kizuki::domain::scoring::{Outcome, score};
use kizuki::domain::suggestions::suggested_supports;
use kizuki::format::content::built_in;
use kizuki::text::meeting::{agenda_reason, explain_draft, record_lines};
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
}

fn basis(checklist: &Checklist) -> Basis {
    let level = checklist.levels.first().unwrap().id.clone();
    Basis {
        stamp: checklist.stamp.clone(),
        level: None,
        lowest: level.clone(),
        highest: level,
        reasons: Vec::new(),
        items: Vec::new(),
    }
}

fn answered(checklist: &Checklist, answers: &[(&str, u8)]) -> (Response, Outcome) {
    let mut response = Response::default();
    for item in &checklist.items {
        response.answers.insert(item.id.clone(), Answer::Option(0));
    }
    for item in checklist.items.iter().filter(|item| item.is_strength()) {
        response.answers.insert(item.id.clone(), Answer::Option(1));
    }
    for (item, option) in answers {
        response.answers.insert((*item).into(), Answer::Option(*option));
    }
    let outcome = score(checklist, &response, None);
    (response, outcome)
}

#[test]
fn one_support_is_enough_for_a_decision_and_brings_its_direction() {
    let checklist = built_in().unwrap();
    let mut draft = Draft::new(today());
    draft.set_support(&checklist, &"sc".into(), true);
    let decision = draft.decide(today(), basis(&checklist)).unwrap();
    assert!(decision.directions.contains(&Direction::School) && decision.directions.len() == 1);
    assert_eq!(
        decision.met,
        YearMonth {
            year: 2026,
            month: 11
        }
    );
    assert_eq!(decision.next_check, NaiveDate::from_ymd_opt(2026, 12, 18));
    assert!(!decision.goes_out());
}

#[test]
fn taking_a_direction_back_takes_its_supports_along_and_no_others() {
    let checklist = built_in().unwrap();
    let mut draft = Draft::new(today());
    for support in ["sc", "nurse", "ibasho"] {
        draft.set_support(&checklist, &support.into(), true);
    }
    draft.set_support(&checklist, &"no-such-support".into(), true);
    assert!(draft.goes_out());
    draft.set_direction(&checklist, Direction::School, false);
    assert_eq!(
        draft.supports.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
        ["ibasho"]
    );
    assert_eq!(
        draft.directions.iter().collect::<Vec<_>>(),
        [&Direction::Community]
    );
}

#[test]
fn every_fault_of_a_draft_is_named_at_once_and_in_both_languages() {
    let checklist = built_in().unwrap();
    let mut draft = Draft::new(today());
    draft.who = "あ".repeat(limits::MAX_WHO_CHARS + 1);
    draft.ask_other = "い".repeat(limits::MAX_OTHER_CHARS);
    draft.note = "う".repeat(limits::MAX_NOTE_CHARS + 2);
    draft.by = NaiveDate::from_ymd_opt(2026, 10, 31);
    draft.next_check = NaiveDate::from_ymd_opt(2026, 11, 1);
    draft.reply_by = Some(ReplyBy {
        month: YearMonth {
            year: 2026,
            month: 10,
        },
        part: MonthPart::Late,
    });
    let faults = draft.decide(today(), basis(&checklist)).unwrap_err();
    let long = |field, most, found| DraftError::TooLong { field, found, most };
    assert_eq!(
        faults,
        [
            DraftError::NoDirection,
            long(DraftField::Who, limits::MAX_WHO_CHARS, limits::MAX_WHO_CHARS + 1),
            long(
                DraftField::Note,
                limits::MAX_NOTE_CHARS,
                limits::MAX_NOTE_CHARS + 2
            ),
            DraftError::BeforeMeeting {
                field: DraftField::By
            },
            DraftError::BeforeMeeting {
                field: DraftField::ReplyBy
            },
        ]
    );
    for locale in [Locale::Ja, Locale::En] {
        assert!(
            faults
                .iter()
                .all(|fault| !explain_draft(*fault, locale).contains('{'))
        );
    }
}

#[test]
fn a_recorded_decision_written_anew_and_left_as_it_is_stays_the_same() {
    let checklist = built_in().unwrap();
    let mut draft = Draft::new(today());
    draft.set_support(&checklist, &"family_center".into(), true);
    draft.who = "  学年主任 ".to_owned();
    draft
        .tried
        .insert("home_visit".into(), YearMonth { year: 2026, month: 9 });
    draft.asks.insert("visit".into());
    draft.ask_other = "夏休みの過ごし方".to_owned();
    draft.consent = Consent::Given;
    draft.student_heard = true;
    let decision = draft.decide(today(), basis(&checklist)).unwrap();
    assert_eq!(decision.who, "学年主任");
    assert_eq!(
        Draft::of(&decision).decide(today(), basis(&checklist)),
        Ok(decision.clone())
    );

    let lines = record_lines(&checklist, &decision, Locale::Ja);
    let text = |label: &str| {
        lines
            .iter()
            .find(|(head, _)| *head == label)
            .map(|(_, text)| text.as_str())
    };
    assert_eq!(text("支援"), Some("こども家庭センター"));
    assert_eq!(text("区に相談したいこと"), Some("訪問、夏休みの過ごし方"));
    assert_eq!(text("いつまでに"), None);
    assert!(text("保護者に相談の了解").is_some());
}

#[test]
fn suggestions_come_from_the_areas_with_most_concern_first_and_each_once() {
    let checklist = built_in().unwrap();
    let (response, outcome) = answered(&checklist, &[]);
    assert_eq!(suggested_supports(&checklist, &response, &outcome), []);

    let signs = [
        ("H1", 3),
        ("H2", 3),
        ("H3", 3),
        ("H4", 3),
        ("C2", 3),
        ("C1", 1),
        ("S5", 0),
        ("G4", 1),
    ];
    let (response, outcome) = answered(&checklist, &signs);
    let found = suggested_supports(&checklist, &response, &outcome);
    let names: Vec<&str> = found.iter().map(|id| id.as_str()).collect();
    assert_eq!(
        names.first(),
        Some(&"family_center"),
        "the area of family care leads: {names:?}"
    );
    assert!(
        !names.contains(&"sc"),
        "a single step elsewhere does not lengthen the list: {names:?}"
    );
    assert!(
        names.contains(&"school_aid"),
        "the information item adds its support: {names:?}"
    );
    let mut once = names.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), names.len());
}

#[test]
fn the_agenda_says_why_without_naming_a_safety_concern() {
    let checklist = built_in().unwrap();
    let (mut response, _) = answered(&checklist, &[("C1", 3), ("X8", 2), ("Q14", 1)]);
    response.gut = true;
    let outcome = score(&checklist, &response, None);
    let reason = agenda_reason(&checklist, &response, &outcome, None, Locale::Ja);
    assert_eq!(reason, "表情や元気が以前より乏しい、なんとなく気になる");
    assert!(
        checklist
            .items
            .iter()
            .filter(|item| item.is_critical())
            .all(|item| !reason.contains(&item.label.ja))
    );

    let mut only_first = Response {
        gut: true,
        ..Response::default()
    };
    for item in checklist.form(Form::Short) {
        only_first.answers.insert(item.id.clone(), Answer::Option(0));
    }
    let outcome = score(&checklist, &only_first, None);
    let reason = agenda_reason(&checklist, &only_first, &outcome, None, Locale::Ja);
    assert!(reason.contains("詳しい票がまだ"), "{reason}");
}

#[test]
fn the_printed_agenda_numbers_its_pages_and_keeps_hidden_names_out() {
    let checklist = built_in().unwrap();
    let (_, outcome) = answered(&checklist, &[("C1", 3)]);
    let row = |name| AgendaRow {
        checklist: &checklist,
        class: None,
        number: 7,
        name,
        outcome: &outcome,
        reason: "見本の理由",
        decision: None,
    };
    let frame = AgendaFrame {
        class: "5年1組",
        made: "作成",
        dispose: "廃棄",
        rule_card: "内容",
    };
    let rows: Vec<AgendaRow<'_>> = std::iter::repeat_n(row(None), 25).collect();
    let drawn = agenda(&rows, &frame, Locale::Ja);
    let count = drawn.matches("agenda-page").count();
    assert!(
        count >= 2
            && drawn.contains(&format!(">1/{count}<"))
            && drawn.contains(&format!(">{count}/{count}<"))
    );
    assert_eq!(
        drawn.matches("校外持出禁止").count(),
        count,
        "every page is marked"
    );
    assert_eq!(drawn.matches("<tr>").count(), 25 + count);
    assert!(!drawn.contains("personal"));
    let named = agenda(&[row(Some("<見本>"))], &frame, Locale::Ja);
    assert!(named.contains("&lt;見本&gt;"));
}

proptest! {
    #[test]
    fn pages_hold_every_row_once_and_never_more_than_fits(heights in proptest::collection::vec(20_usize..300, 0..60)) {
        let pages = pages(&heights);
        prop_assert_eq!(pages.iter().sum::<usize>(), heights.len());
        let mut rest = heights.as_slice();
        for count in pages {
            let (page, more) = rest.split_at(count);
            prop_assert!(count == 1 || page.iter().sum::<usize>() <= 228);
            rest = more;
        }
    }

    #[test]
    fn months_shift_there_and_back(year in 1_u16..9_000, month in 1_u8..=12, by in -11_i32..5_000) {
        let start = YearMonth { year, month };
        let moved = start.shifted(by);
        prop_assert!((1..=12).contains(&moved.month));
        prop_assert_eq!(moved.shifted(-by), start);
        prop_assert_eq!(moved > start, by > 0);
    }
}

#[test]
fn days_are_said_in_both_calendars_and_the_era_only_where_it_is_reiwa() {
    use kizuki::text::meeting::day;
    let on = |year, month, date| NaiveDate::from_ymd_opt(year, month, date).unwrap();
    assert_eq!(day(on(2026, 11, 20), Locale::Ja), "令和8（2026）年11月20日");
    assert_eq!(day(on(2019, 5, 1), Locale::Ja), "令和元（2019）年5月1日");
    assert_eq!(day(on(2019, 4, 30), Locale::Ja), "2019年4月30日");
    assert_eq!(day(on(2026, 11, 20), Locale::En), "2026-11-20");
}
