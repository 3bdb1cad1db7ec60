//! Every way to put a score together with every policy for missing answers, points that begin above 0 and weights among
//! them: the span holds whatever the missing answers turn out to be, and the value shown.

use kizuki::domain::checklist::{AnswerOption, Checklist, Combine, Concern, Least, MissingPolicy, Rounding};
use kizuki::domain::response::{Answer, Response};
use kizuki::domain::scoring::{ScoreOutcome, Span, largest, ranges, score};
use kizuki::format::content::read_content;
use proptest::prelude::*;
use proptest::sample::select;

/// Items that enter the score.
const ITEMS: usize = 4;

/// A content of one score over four items with these points and weights.
fn content(
    points: &[Vec<u8>],
    weights: &[f64],
    (combine, missing, concern): (Combine, MissingPolicy, Concern),
) -> Checklist {
    let path = format!("{}/tests/fixtures/content/srss.json", env!("CARGO_MANIFEST_DIR"));
    let mut content = read_content(&std::fs::read(path).unwrap()).unwrap();
    content.items.truncate(ITEMS);
    for (item, points) in content.items.iter_mut().zip(points) {
        let option = |points: &u8| AnswerOption {
            label: item.label.clone(),
            points: *points,
        };
        item.options = points.iter().map(option).collect();
    }
    let rule = &mut content.scores[0];
    rule.terms.truncate(ITEMS);
    for (term, weight) in rule.terms.iter_mut().zip(weights) {
        term.weight = *weight;
    }
    (rule.combine, rule.missing, rule.concern) = (combine, missing, concern);
    content
}

fn outcome(content: &Checklist, answers: &[Option<usize>]) -> ScoreOutcome {
    let mut response = Response::default();
    for (item, answer) in content.items.iter().zip(answers) {
        if let Some(option) = answer {
            let option = u8::try_from(*option).unwrap();
            response.answers.insert(item.id.clone(), Answer::Option(option));
        }
    }
    score(content, &response, None).scores[0].clone()
}

/// All ways to answer what is missing.
fn completions(content: &Checklist, answers: &[Option<usize>]) -> Vec<Vec<Option<usize>>> {
    let mut all = vec![Vec::new()];
    for (item, answer) in content.items.iter().zip(answers) {
        let choices: Vec<usize> = match answer {
            Some(option) => vec![*option],
            None => (0..item.options.len()).collect(),
        };
        all = all
            .into_iter()
            .flat_map(|begun: Vec<Option<usize>>| {
                choices.iter().map(move |choice| {
                    let mut begun = begun.clone();
                    begun.push(Some(*choice));
                    begun
                })
            })
            .collect();
    }
    all
}

fn combines() -> impl Strategy<Value = Combine> {
    select(vec![
        Combine::Sum,
        Combine::Mean,
        Combine::Percent,
        Combine::CountAtLeast(2.0),
        Combine::Max,
    ])
}

fn policies() -> impl Strategy<Value = MissingPolicy> {
    let least = prop_oneof![
        select(vec![0.0, 0.25, 0.5, 1.0]).prop_map(Least::Share),
        (1..=ITEMS).prop_map(Least::Terms),
    ];
    let rounding = select(vec![
        Rounding::None,
        Rounding::HalfUp,
        Rounding::Up,
        Rounding::Down,
    ]);
    prop_oneof![
        least.clone().prop_map(MissingPolicy::Answered),
        (least, rounding).prop_map(|(least, rounding)| MissingPolicy::Prorate(least, rounding)),
        (0..=ITEMS).prop_map(MissingPolicy::ZeroUpTo),
    ]
}

const HAIR: f64 = 1e-9;

fn is_within(span: Span, value: f64) -> bool {
    span.low - HAIR <= value && value <= span.high + HAIR
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_span_holds_the_value_shown_and_every_value_the_missing_answers_can_make(
        points in proptest::collection::vec(proptest::collection::vec(0_u8..7, 2..4), ITEMS),
        weights in proptest::collection::vec(select(vec![0.0, 0.25, 1.0, 2.0]), ITEMS),
        combine in combines(),
        missing in policies(),
        concern in select(vec![Concern::High, Concern::Low]),
        answers in proptest::collection::vec(proptest::option::of(0_usize..2), ITEMS),
    ) {
        let content = content(&points, &weights, (combine, missing, concern));
        let open = outcome(&content, &answers);
        if let Some(value) = open.value {
            prop_assert!(is_within(open.span, value), "{open:?}");
            prop_assert!(value.is_finite());
        }
        prop_assert!(answers.iter().any(Option::is_some) || open.value.is_none(), "nothing answered is no value");
        prop_assert!(open.steps.0 <= open.steps.1);
        prop_assert!(open.step.is_none_or(|step| open.steps.0 <= step && step <= open.steps.1));
        let (range, most) = (ranges(&content)[0], largest(&content, 0));
        for complete in completions(&content, &answers) {
            let closed = outcome(&content, &complete);
            // A value is missing for a complete sheet only where all that is answered weighs nothing.
            let value = closed.value.unwrap_or(closed.span.low);
            prop_assert!(is_within(open.span, value), "{open:?} does not hold {closed:?}");
            prop_assert!((closed.span.high - closed.span.low).abs() < HAIR, "{closed:?}");
            prop_assert!(is_within(range, value) && value <= most + HAIR, "{range:?} {most} {closed:?}");
        }
    }

    #[test]
    fn a_complete_sheet_has_the_same_value_under_every_policy(
        points in proptest::collection::vec(proptest::collection::vec(0_u8..7, 2..4), ITEMS),
        combine in combines(),
        missing in policies(),
        answers in proptest::collection::vec(0_usize..2, ITEMS),
    ) {
        let answers: Vec<Option<usize>> = answers.into_iter().map(Some).collect();
        let of = |missing| outcome(&content(&points, &[1.0; ITEMS], (combine, missing, Concern::High)), &answers);
        prop_assert_eq!(of(missing).value, of(MissingPolicy::ZeroUpTo(0)).value);
    }
}

/// Four items of 1 to 4 points, the first two answered with 1 and 4, the others blank.
fn half(combine: Combine, missing: MissingPolicy) -> (Option<f64>, f64, f64) {
    let points = vec![vec![1, 2, 3, 4]; ITEMS];
    let content = content(&points, &[1.0; ITEMS], (combine, missing, Concern::High));
    let found = outcome(&content, &[Some(0), Some(3), None, None]);
    (found.value, found.span.low, found.span.high)
}

#[test]
fn points_that_begin_at_one_are_reckoned_as_they_stand() {
    let answered = MissingPolicy::Answered(Least::Terms(2));
    assert_eq!(half(Combine::Sum, answered), (Some(5.0), 5.0, 13.0));
    assert_eq!(half(Combine::Mean, answered), (Some(2.5), 1.75, 3.25));
    // 5 of 8 points answered; 7 to 13 of 16 once all are.
    assert_eq!(half(Combine::Percent, answered), (Some(62.5), 43.75, 81.25));
    assert_eq!(half(Combine::CountAtLeast(2.0), answered), (Some(1.0), 1.0, 3.0));
    assert_eq!(half(Combine::Max, answered), (Some(4.0), 4.0, 4.0));
    // Prorating says what could be: 10, not the 5 of the answered half.
    let prorate = MissingPolicy::Prorate(Least::Share(0.5), Rounding::HalfUp);
    assert_eq!(half(Combine::Sum, prorate), (Some(10.0), 7.0, 13.0));
    // A policy that counts blanks as zero says less than any complete sheet could: the span holds it.
    assert_eq!(
        half(Combine::Sum, MissingPolicy::ZeroUpTo(2)),
        (Some(5.0), 5.0, 13.0)
    );
    assert_eq!(half(Combine::Sum, MissingPolicy::ZeroUpTo(1)), (None, 7.0, 13.0));
    let too_few = MissingPolicy::Answered(Least::Terms(3));
    assert_eq!(half(Combine::Mean, too_few), (None, 1.75, 3.25));
}

#[test]
fn what_does_not_apply_is_left_out_and_never_makes_too_few() {
    let missing = MissingPolicy::Answered(Least::Terms(ITEMS));
    let points = vec![vec![0, 1]; ITEMS];
    let content = content(&points, &[1.0; ITEMS], (Combine::Sum, missing, Concern::High));
    let mut response = Response::default();
    for (item, answer) in content.items.iter().zip([
        Answer::Option(1),
        Answer::Option(1),
        Answer::NotApplicable,
        Answer::NotApplicable,
    ]) {
        response.answers.insert(item.id.clone(), answer);
    }
    let of = |response: &Response| score(&content, response, None).scores[0].clone();
    assert_eq!(of(&response).value, Some(2.0));
    for item in &content.items {
        response.answers.insert(item.id.clone(), Answer::NotApplicable);
    }
    let nothing = of(&response);
    assert_eq!((nothing.applies, nothing.value), (false, None));
}
