//! A rule of a draft in words. The settings say the rules of a checked content; a draft may be half made, so this reads it
//! as it stands. Groups within groups stand in brackets, so that it is clear what belongs together.

use super::fields::pick;
use super::places::{part_title, words};
use crate::domain::locale::Locale;
use crate::format::content::Part;
use crate::format::content::draft::{Path, edit, names};
use crate::format::json::Json;
use crate::text::settings::SettingsText;
use crate::text::{fill, number};

/// What stands where a rule is not made yet.
const UNMADE: (&str, &str) = ("（まだ決めていない）", "(not decided yet)");

/// The rule in words.
pub fn rule(draft: &Json, rule: &Json, locale: Locale) -> String {
    part(draft, rule, locale, true)
}

fn part(draft: &Json, rule: &Json, locale: Locale, is_whole: bool) -> String {
    let texts = SettingsText::of(locale);
    let Some((name, json)) = rule.fields().first() else {
        return pick(locale, UNMADE).to_owned();
    };
    let group = |separator: (&str, &str), list: &[Json]| {
        let separator = if locale == Locale::Ja {
            separator.0
        } else {
            separator.1
        };
        let parts: Vec<String> = list.iter().map(|one| part(draft, one, locale, false)).collect();
        let joined = match parts.is_empty() {
            true => pick(locale, UNMADE).to_owned(),
            false => parts.join(separator),
        };
        if is_whole || list.len() < 2 {
            joined
        } else {
            fill(pick(locale, ("（{rule}）", "({rule})")), &[("rule", &joined)])
        }
    };
    match name.as_str() {
        "all" => group(("、かつ ", " and "), json.list()),
        "any" => group(("、または ", " or "), json.list()),
        "not" => fill(texts.not, &[("part", &part(draft, json, locale, true))]),
        "score" => at_score(draft, json, locale),
        "band" => {
            let of = json.get("of").and_then(Json::text).unwrap_or_default();
            let band = step_title(draft, of, json.get("step"), locale);
            fill(
                texts.band,
                &[
                    ("score", &part_title(draft, Part::Score, of, locale)),
                    ("band", &band),
                ],
            )
        }
        "areas" => {
            let count = shown(json.get("count"));
            let area = names::all(draft, Part::Area)
                .first()
                .map(|(place, _)| place.clone());
            let field = |name| area.as_ref().map(|area| edit::text(draft, &area.field(name)));
            let score = field("score")
                .filter(|name| !name.is_empty())
                .or_else(|| field("short_score"))
                .unwrap_or_default();
            match json.get("step") {
                Some(step) => {
                    let band = step_title(draft, score, Some(step), locale);
                    fill(texts.areas_in_band, &[("band", &band), ("n", &count)])
                }
                None => {
                    // The areas of one rule are measured alike.
                    let (is_low, unit) = measure(draft, score, texts);
                    let text = if is_low { texts.areas_low } else { texts.areas_high };
                    let at = shown(json.get("at"));
                    fill(text, &[("at", &at), ("unit", &unit), ("n", &count)])
                }
            }
        }
        "items" => at_items(draft, json, locale),
        "gut" => texts.gut.to_owned(),
        "rising" => {
            let change = Path::top().field("trend").field("change");
            fill(texts.rising, &[("n", &shown(edit::get(draft, &change)))])
        }
        _ => pick(locale, UNMADE).to_owned(),
    }
}

fn at_score(draft: &Json, json: &Json, locale: Locale) -> String {
    let texts = SettingsText::of(locale);
    let of = json.get("of").and_then(Json::text).unwrap_or_default();
    let (is_low, unit) = measure(draft, of, texts);
    let text = if is_low { texts.score_low } else { texts.score_high };
    fill(
        text,
        &[
            ("score", &part_title(draft, Part::Score, of, locale)),
            ("at", &shown(json.get("at"))),
            ("unit", &unit),
        ],
    )
}

/// Whether low values of a score are the concern, and the unit of its values.
fn measure(draft: &Json, score: &str, texts: &SettingsText) -> (bool, &'static str) {
    let score = names::find(draft, Part::Score, score).and_then(|place| edit::get(draft, &place));
    let word = |name| score.and_then(|score| score.get(name)).and_then(Json::text);
    let unit = match word("combine") {
        Some("percent") => "%",
        Some(_) | None => texts.points,
    };
    (word("concern") == Some("low"), unit)
}

fn at_items(draft: &Json, json: &Json, locale: Locale) -> String {
    let texts = SettingsText::of(locale);
    let of = json.get("of").map(Json::list).unwrap_or_default();
    let labels: Vec<String> = of
        .iter()
        .map(|name| part_title(draft, Part::Item, name.text().unwrap_or_default(), locale))
        .collect();
    let (points, count) = (json.get("points"), json.get("count"));
    let is_one = count == Some(&Json::Number(1.0)) && points == Some(&Json::Number(1.0));
    let label = match labels.as_slice() {
        [] if json.get("all_scored_items").is_some() => {
            pick(locale, ("詳しい票の項目", "the items of the full form")).to_owned()
        }
        [] => texts.and_others.to_owned(),
        [only] if is_one => return fill(texts.one_item, &[("label", only)]),
        several => several.join(pick(locale, ("・", ", "))),
    };
    fill(
        texts.items_rule,
        &[
            ("label", &label),
            ("points", &shown(points)),
            ("n", &shown(count)),
        ],
    )
}

/// The name of a step of a score; its number where there is none.
fn step_title(draft: &Json, score: &str, step: Option<&Json>, locale: Locale) -> String {
    let at = step.and_then(Json::number).unwrap_or(0.0) as usize;
    let band = names::find(draft, Part::Score, score)
        .and_then(|place| edit::get(draft, &place.field("bands").index(at)));
    match words(band.and_then(|band| band.get("label")), locale) {
        "" => at.to_string(),
        title => title.to_owned(),
    }
}

fn shown(json: Option<&Json>) -> String {
    json.and_then(Json::number).map_or_else(|| "?".to_owned(), number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::content::draft::sample;

    fn said(place: &str, locale: Locale) -> String {
        let draft = sample().unwrap();
        rule(
            &draft,
            edit::get(&draft, &Path::parse(place).unwrap()).unwrap(),
            locale,
        )
    }

    fn read(text: &str) -> String {
        rule(
            &sample().unwrap(),
            &serde_json::from_str(text).unwrap(),
            Locale::Ja,
        )
    }

    #[test]
    fn the_highest_level_of_the_sample_says_what_belongs_together() {
        assert_eq!(
            said("levels[3].when", Locale::Ja),
            "（60%以上の領域が1つ以上、かつ 40%以上の領域が3つ以上）、または 「全体」が40%以上"
        );
        assert!(said("gate", Locale::En).contains(" or "));
    }

    #[test]
    fn a_rule_half_made_can_be_read() {
        assert_eq!(read("{}"), "（まだ決めていない）");
        assert_eq!(read(r#"{"any": []}"#), "（まだ決めていない）");
        assert_eq!(read(r#"{"score": {"of": "nowhere"}}"#), "「nowhere」が?点以上");
        assert_eq!(
            read(r#"{"not": {"gut": true}}"#),
            "「「なんとなく気になる」が押されている」でない"
        );
        let low = read(r#"{"items": {"of": ["Q3", "Q4"], "points": 2, "count": 1}}"#);
        assert_eq!(low, "「身なり・清潔・空腹・眠気」の答えが2点以上の項目が1つ以上");
        assert_eq!(
            read(r#"{"items": {"of": ["Q14"], "points": 1, "count": 1}}"#),
            "「安全の心配」に印"
        );
    }
}
