//! What was entered for one student, in words: signs by area, strengths, attendance. Critical items are left out: they
//! belong to the safety dialog alone.

use super::markup::Markup;
use crate::domain::checklist::{Checklist, Form, Item};
use crate::domain::locale::Locale;
use crate::domain::response::{Answer, Meaning, Response};
use crate::domain::scoring::{Ground, Outcome};
use crate::text::class::ClassText;
use crate::text::fill;

/// The answer to an item in words: a count with its unit, else the option; nothing where nothing can be said.
pub fn answer_words(item: &Item, response: &Response, locale: Locale) -> Option<String> {
    let option = item.options.get(response.option_index(item)?)?;
    Some(match (response.answer(item)?, &item.count) {
        (Answer::Count(n), Some(rule)) => fill(
            ClassText::of(locale).count,
            &[("n", &n), ("unit", &rule.unit.get(locale))],
        ),
        (Answer::Option(_) | Answer::Count(_) | Answer::Unknown | Answer::NotApplicable, _) => {
            option.label.get(locale).to_owned()
        }
    })
}

/// Scored and information items of one form with an answer of some concern, by area.
pub fn signs<'a>(checklist: &'a Checklist, response: &Response, form: Form) -> Vec<(usize, Vec<&'a Item>)> {
    let shows = |item: &&Item| {
        !item.is_critical()
            && !item.is_strength()
            && matches!(response.meaning(item), Meaning::Points(points) if item.concern_of(points) > 0)
    };
    (0..checklist.areas.len())
        .map(|area| {
            let items = checklist
                .form(form)
                .filter(|item| item.areas.first() == Some(&area));
            (area, items.filter(shows).collect::<Vec<_>>())
        })
        .filter(|(_, items)| !items.is_empty())
        .collect()
}

/// Signs, strengths and attendance as a block of lists.
pub fn facts(checklist: &Checklist, response: &Response, outcome: &Outcome, locale: Locale) -> String {
    let words = ClassText::of(locale);
    let mut markup = Markup::default();
    markup.element("h3", &[], words.signs);
    let form = match outcome.ground {
        Ground::Full => Form::Full,
        Ground::Short => Form::Short,
    };
    let mut signs = signs(checklist, response, form);
    // A full form nobody filled in yet: the first look is all there is.
    if signs.is_empty() && form == Form::Full && !response.full_form_begun(checklist) {
        signs = self::signs(checklist, response, Form::Short);
    }
    if signs.is_empty() {
        markup.element("p", &[("class", &"dim")], words.no_signs);
    } else {
        markup.open("dl", &[("class", &"signs")]);
        for (area, items) in signs {
            let label = checklist
                .areas
                .get(area)
                .map_or("", |area| area.short.get(locale));
            markup.element("dt", &[], label).open("dd", &[]).open("ul", &[]);
            for item in items {
                let answer = answer_words(item, response, locale).unwrap_or_default();
                let sign = fill(
                    words.sign,
                    &[("answer", &answer), ("item", &item.label.get(locale))],
                );
                markup.element("li", &[], sign);
            }
            markup.close().close();
        }
        markup.close();
    }
    strengths(&mut markup, checklist, response, locale);
    attendance(&mut markup, response, words);
    markup.finish()
}

fn strengths(markup: &mut Markup, checklist: &Checklist, response: &Response, locale: Locale) {
    let words = ClassText::of(locale);
    let (mut there, mut missing, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    for item in checklist.items.iter().filter(|item| item.is_strength()) {
        let label = item.label.get(locale);
        match response.meaning(item) {
            Meaning::Points(0) => missing.push(label),
            Meaning::Points(_) => there.push(label),
            Meaning::Unknown | Meaning::Blank => unknown.push(label),
            Meaning::NotApplicable => {}
        }
    }
    if there.is_empty() && missing.is_empty() && unknown.is_empty() {
        return;
    }
    markup.element("h3", &[], words.strengths);
    if there.is_empty() && missing.is_empty() {
        markup.element("p", &[("class", &"dim")], words.strengths_none);
        return;
    }
    markup.open("dl", &[("class", &"signs")]);
    for (head, list) in [
        (words.strengths_present, there),
        (words.strengths_absent, missing),
        (words.strengths_unknown, unknown),
    ] {
        if list.is_empty() {
            continue;
        }
        markup.element("dt", &[], head).open("dd", &[]).open("ul", &[]);
        for label in list {
            markup.element("li", &[], label);
        }
        markup.close().close();
    }
    markup.close();
}

fn attendance(markup: &mut Markup, response: &Response, words: &ClassText) {
    let known = response.attendance;
    let counts: Vec<String> = [
        (words.absent, known.absent),
        (words.late, known.late),
        (words.left_early, known.left_early),
        (words.school_days, known.school_days),
        (words.absent_year, known.absent_year),
    ]
    .into_iter()
    .filter_map(|(word, count)| Some(fill(word, &[("n", &count?)])))
    .collect();
    if counts.is_empty() {
        return;
    }
    markup
        .element("h3", &[], words.attendance)
        .open("ul", &[("class", &"plain num")]);
    for count in counts {
        markup.element("li", &[], count);
    }
    markup.close();
}
