use super::*;
use crate::domain::checklist::{Condition, Form};
use crate::domain::response::Answer;
use crate::domain::scoring::score;
use crate::format::content;

fn sample() -> Checklist {
    content::built_in().expect("the built-in content is read")
}

/// A full form with every item at its first answer, then these.
fn filled(checklist: &Checklist, answers: &[(&str, Option<Answer>)]) -> Response {
    let mut response = Response::default();
    for item in checklist.form(Form::Full) {
        response.answers.insert(item.id.clone(), Answer::Option(0));
    }
    for (item, answer) in answers {
        match answer {
            Some(answer) => response.answers.insert((*item).into(), *answer),
            None => response.answers.remove(&(*item).into()),
        };
    }
    response
}

fn most(items: &[&'static str]) -> Vec<(&'static str, Option<Answer>)> {
    items
        .iter()
        .map(|item| (*item, Some(Answer::Option(3))))
        .collect()
}

fn words(checklist: &Checklist, response: &Response) -> WhyWords {
    why(
        checklist,
        response,
        &score(checklist, response, None),
        None,
        Locale::Ja,
    )
}

fn line(checklist: &Checklist, response: &Response) -> String {
    level_line(checklist, &score(checklist, response, None), Locale::Ja)
}

#[test]
fn a_level_that_nothing_can_change_stands_alone() {
    let checklist = sample();
    let response = filled(&checklist, &most(&["A1", "A2", "A3", "A4"]));
    let words = words(&checklist, &response);
    assert_eq!(line(&checklist, &response), "校内チームで検討");
    assert_eq!(words.reasons, ["60%以上の領域が1つ：出欠・登校"]);
    assert_eq!(
        words.items.as_deref(),
        Some(
            "重く効いている項目：今月の欠席日数、続けて休んだ最長日数、遅刻・早退の回数、欠席の連絡や理由がはっきりしない"
        )
    );
    assert_eq!(words.gaps, None);
}

#[test]
fn a_level_that_open_items_can_change_says_by_how_much() {
    let checklist = sample();
    let mut answers = most(&["A1", "A2", "A3", "A4"]);
    answers.extend([
        ("C1", Some(Answer::Unknown)),
        ("C4", Some(Answer::Unknown)),
        ("D2", None),
    ]);
    answers.extend(most(&["B1", "B2"]));
    let response = filled(&checklist, &answers);
    let words = words(&checklist, &response);
    assert_eq!(
        line(&checklist, &response),
        "校内チームで検討（わからない2項目・未記入1項目しだいで 校内チームで検討〜関係機関と相談）"
    );
    assert_eq!(words.gaps.as_deref(), Some("情報不足の領域：こころのようす"));
    let outcome = score(&checklist, &response, None);
    assert_eq!(
        level_line(&checklist, &outcome, Locale::En),
        "School team review (depending on open items, School team review to Consult agencies: 2 “don't know”, 1 blank)"
    );
}

#[test]
fn open_items_that_change_nothing_are_said_to_change_nothing() {
    let checklist = sample();
    let response = filled(&checklist, &[("C2", Some(Answer::Unknown))]);
    assert_eq!(
        line(&checklist, &response),
        "ふだんの関わり（わからない1項目がどうであっても変わりません）"
    );
}

#[test]
fn too_little_known_is_no_level_and_says_what_is_to_go() {
    let checklist = sample();
    let mut response = Response::default();
    response.answers.insert("B1".into(), Answer::Option(0));
    let words = words(&checklist, &response);
    assert_eq!(
        line(&checklist, &response),
        "情報不足（今わかる範囲では ふだんの関わり〜関係機関と相談。あと34項目）"
    );
    assert_eq!(words.reasons, ["答えが少なく、まだめやすを言えません"]);
    assert_eq!(words.gaps.as_deref(), Some("情報不足の領域：すべて"));
}

#[test]
fn the_first_look_says_whether_it_is_finished() {
    let checklist = sample();
    assert_eq!(
        line(&checklist, &Response::default()),
        "情報不足（一次確認の途中です）"
    );
    let mut response = Response::default();
    for item in checklist.form(Form::Short) {
        response.answers.insert(item.id.clone(), Answer::Option(0));
    }
    assert_eq!(line(&checklist, &response), "ふだんの関わり");
    assert_eq!(
        words(&checklist, &response).reasons,
        ["一次確認は、詳しい票に進むめやすに届いていません"]
    );
    for item in ["Q5", "Q6", "Q7"] {
        response.answers.insert(item.into(), Answer::Unknown);
    }
    let open = line(&checklist, &response);
    assert!(open.contains("わからない3項目"), "{open}");
}

#[test]
fn every_rule_of_the_sample_levels_has_its_sentence() {
    let checklist = sample();
    let reasons = |items: &[&'static str]| words(&checklist, &filled(&checklist, &most(items))).reasons;
    assert_eq!(reasons(&[]), ["どのめやすにも届いていません"]);
    assert_eq!(
        reasons(&["B1", "B2", "E1", "E2"]),
        ["40%以上の領域が2つ：からだ・身のまわり、学び"]
    );
    assert_eq!(reasons(&["B1", "B2"]), ["40%以上の領域が1つ：からだ・身のまわり"]);
    let three = ["B1", "D1", "E1", "F1", "G2", "C2"];
    assert_eq!(
        reasons(&three),
        [
            "20%以上の領域が5つ：からだ・身のまわり、友だち・集団、学び、家庭とのつながり、くらし",
            "全体の点が 13%（めやす 12%以上）"
        ]
    );
    let gut = Response {
        gut: true,
        ..filled(&checklist, &[])
    };
    assert_eq!(
        words(&checklist, &gut).reasons,
        ["「なんとなく気になる」が押されています"]
    );
    let consult = filled(
        &checklist,
        &most(&["A1", "A2", "A3", "A4", "B1", "B2", "E1", "E2"]),
    );
    assert_eq!(line(&checklist, &consult), "関係機関と相談");
    assert_eq!(
        words(&checklist, &consult).reasons,
        [
            "60%以上の領域が1つ：出欠・登校",
            "40%以上の領域が3つ：出欠・登校、からだ・身のまわり、学び"
        ]
    );
}

#[test]
fn a_score_without_a_value_is_said_as_a_bound() {
    let mut checklist = sample();
    let total = checklist.trend.score;
    if let Some(level) = checklist.levels.get_mut(2) {
        level.when = Some(Condition::Score {
            score: total,
            at: 12.5,
        });
    }
    let mut response = Response::default();
    for item in checklist.form(Form::Full).filter(|item| item.is_scored()).take(8) {
        response.answers.insert(item.id.clone(), Answer::Option(3));
    }
    let outcome = score(&checklist, &response, None);
    let [reason] = &reasons(
        &checklist,
        &Outcome {
            level: LevelState::Level(2),
            ..outcome.clone()
        },
        &Explanation {
            reasons: vec![Reason::Score {
                score: total,
                value: 12.5,
                at: 12.5,
            }],
            items: Vec::new(),
        },
        Locale::Ja,
    )[..] else {
        panic!("one reason, one sentence")
    };
    assert!(reason.starts_with("全体の点が 少なくとも"), "{reason}");
    assert!(reason.ends_with("（めやす 12.5%以上）"), "{reason}");
}

#[test]
fn a_value_is_never_rounded_up_to_a_threshold_it_does_not_reach() {
    let shown = |value, at, concern| rounded(value, at, concern).to_string();
    assert_eq!(shown(39.96, 40.0, Concern::High), "39");
    assert_eq!(shown(40.0 - 1e-12, 40.0, Concern::High), "40");
    assert_eq!(shown(12.74, 12.5, Concern::High), "12.7");
    assert_eq!(shown(4.2, 4.0, Concern::Low), "5");
    assert_eq!(shown(0.0, 4.0, Concern::Low), "0");
}

#[test]
fn a_rise_since_the_last_round_is_said_in_points_of_percent() {
    let mut checklist = sample();
    if let Some(level) = checklist.levels.get_mut(1) {
        level.when = Some(Condition::Rising);
    }
    let before = score(&checklist, &filled(&checklist, &[]), None);
    let response = filled(&checklist, &most(&["A1", "A2"]));
    let now = score(&checklist, &response, Some(&before));
    let words = why(&checklist, &response, &now, Some(&before), Locale::Ja);
    let said = words.reasons.join("");
    assert!(
        !said.contains("前回より"),
        "a higher level speaks for itself: {said}"
    );
    let reasons = reasons(
        &checklist,
        &now,
        &Explanation {
            reasons: vec![Reason::Rising { by: 10.9 }],
            items: Vec::new(),
        },
        Locale::Ja,
    );
    assert_eq!(reasons, ["全体の点が前回より 10ポイント 上がっています"]);
}

#[test]
fn a_critical_item_is_never_named() {
    let checklist = sample();
    let mut response = filled(&checklist, &most(&["A1"]));
    for item in checklist.form(Form::Full).filter(|item| item.is_critical()) {
        response.answers.insert(item.id.clone(), Answer::Option(2));
    }
    let outcome = score(&checklist, &response, None);
    let index = checklist
        .items
        .iter()
        .position(|item| item.is_critical())
        .unwrap_or_default();
    let mut said = basis_reasons(&checklist, &response, &outcome, None, Locale::Ja);
    said.extend(words(&checklist, &response).items);
    said.extend(reasons(
        &checklist,
        &outcome,
        &Explanation {
            reasons: vec![Reason::Items {
                items: vec![index],
                points: 1,
            }],
            items: Vec::new(),
        },
        Locale::Ja,
    ));
    let said = said.join("\n");
    for item in checklist.items.iter().filter(|item| item.is_critical()) {
        assert!(!said.contains(item.label.get(Locale::Ja)), "{said}");
    }
    assert!(said.contains("すぐに管理職へ"), "{said}");
}
