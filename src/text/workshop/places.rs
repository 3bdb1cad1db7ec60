//! Places of a content document in words, and what entries of its lists are called.

use super::fields::{field, pick};
use crate::domain::locale::Locale;
use crate::format::content::draft::{Path, Step, edit, form, names};
use crate::format::content::{Part, draft::form::Holds};
use crate::format::json::Json;
use crate::text::fill;

/// A text in the language, or in the other one where it is empty.
pub(super) fn words(json: Option<&Json>, locale: Locale) -> &str {
    let (first, second) = match locale {
        Locale::Ja => ("ja", "en"),
        Locale::En => ("en", "ja"),
    };
    let text = |language| {
        let text = json.and_then(|json| json.get(language)).and_then(Json::text);
        text.map(str::trim).filter(|text| !text.is_empty())
    };
    text(first).or_else(|| text(second)).unwrap_or_default()
}

/// What an entry of a list is called by its own words; empty where it has none.
pub fn entry_title(draft: &Json, path: &Path, locale: Locale) -> String {
    let Some(entry) = edit::get(draft, path) else {
        return String::new();
    };
    for json in [entry.get("label"), entry.get("title"), Some(entry)] {
        let title = words(json, locale);
        if !title.is_empty() {
            return title.to_owned();
        }
    }
    if path.first_field() == Some("scales") {
        let options = entry.get("options").map(Json::list).unwrap_or_default();
        let labels = options.iter().map(|option| words(option.get("label"), locale));
        return labels.collect::<Vec<_>>().join(pick(locale, ("／", " / ")));
    }
    // What goes into a score: the one field that says what, and what that names.
    if let Some(Holds::Object { one_of, .. }) = form::holds(path) {
        let chosen = one_of.iter().find(|name| entry.get(name).is_some());
        if let Some(chosen) = chosen.filter(|_| path.parent().last_field() == Some("terms")) {
            let place = path.field(chosen);
            let what = field(&place, locale);
            return match form::holds(&place) {
                Some(Holds::Reference(part)) => {
                    let named = part_title(draft, part, edit::text(draft, &place), locale);
                    format!("{what}「{named}」")
                }
                Some(_) | None => what,
            };
        }
    }
    String::new()
}

/// What a part is called; its name where there is no such part, or it has no words.
pub fn part_title(draft: &Json, part: Part, name: &str, locale: Locale) -> String {
    let place = names::find(draft, part, name);
    let title = place
        .map(|place| entry_title(draft, &place, locale))
        .unwrap_or_default();
    if title.is_empty() { name.to_owned() } else { title }
}

/// An entry of a list in one expression: 詳しい票の項目「空腹・眠気」, or 選択肢 2番目.
pub fn entry(draft: &Json, path: &Path, locale: Locale) -> String {
    let list = field(&path.parent(), locale);
    let title = entry_title(draft, path, locale);
    match (title.as_str(), locale) {
        ("", _) => {
            let nth = pick(locale, ("{n}番目", "no. {n}"));
            let n = path.last_index().unwrap_or(0) + 1;
            format!("{list} {}", fill(nth, &[("n", &n)]))
        }
        (title, Locale::Ja) => format!("{list}「{title}」"),
        (title, Locale::En) => format!("{list} “{title}”"),
    }
}

/// A place in words, from the whole to the detail: 詳しい票の項目「空腹・眠気」 › 重み.
pub fn place(draft: &Json, path: &Path, locale: Locale) -> String {
    let parts = steps(draft, path, locale);
    match parts.is_empty() {
        true => pick(locale, ("全体", "The whole")).to_owned(),
        false => parts.join(" › "),
    }
}

/// The place within its entry of a top-level list, without the entry: 重み; for other places the same as [`place`].
pub(super) fn place_within(draft: &Json, path: &Path, locale: Locale) -> (String, String) {
    let parts = steps(draft, path, locale);
    match parts.split_first() {
        Some((first, rest)) => (first.clone(), rest.join(" › ")),
        None => (place(draft, path, locale), String::new()),
    }
}

fn steps(draft: &Json, path: &Path, locale: Locale) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for (at, step) in path.steps().iter().enumerate() {
        let here = path.first(at + 1);
        match step {
            Step::Field(_) => parts.push(field(&here, locale)),
            Step::Index(_) => {
                parts.pop();
                parts.push(entry(draft, &here, locale));
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::content::draft::sample;

    #[test]
    fn a_place_is_told_by_what_people_call_things() {
        let draft = sample().unwrap();
        let said = |text: &str, locale| place(&draft, &Path::parse(text).unwrap(), locale);
        assert_eq!(
            said("lines[3].weight", Locale::Ja),
            "一次確認の項目「空腹・眠気」 › 重み"
        );
        assert_eq!(
            said("lines[3].label.en", Locale::Ja),
            "一次確認の項目「空腹・眠気」 › 項目の名前 › 英語"
        );
        assert_eq!(
            said("scales[4].options[1].points", Locale::Ja),
            "選択肢の組「なし／少し／はっきり」 › 選択肢「少し」 › 点"
        );
        assert_eq!(
            said("periods[0].from_month", Locale::En),
            "Reporting periods “First period” › First month"
        );
        assert_eq!(said("", Locale::Ja), "全体");
        assert_eq!(
            said("items[999].id", Locale::Ja),
            "詳しい票の項目 1000番目 › 記号"
        );
    }

    #[test]
    fn what_goes_into_a_score_is_told_by_what_it_names() {
        let draft = sample().unwrap();
        let title = entry_title(&draft, &Path::parse("scores[0].terms[0]").unwrap(), Locale::Ja);
        assert!(title.contains("領域") && title.contains('「'), "{title}");
    }
}
