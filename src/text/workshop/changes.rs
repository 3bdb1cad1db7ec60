//! What differs between two versions, and what a step of editing did, in words.

use super::fields::{choice, field, pick};
use super::places::{entry, part_title, place, place_within};
use super::rules::rule;
use crate::domain::locale::Locale;
use crate::format::content::draft::Path;
use crate::format::content::draft::diff::{Change, ChangeKind, is_rule};
use crate::format::content::draft::form::{Holds, holds};
use crate::format::content::draft::history::{Deed, StepLabel};
use crate::format::json::Json;
use crate::text::fill;

/// Characters of a text shown whole in a line about a change.
const SHOWN: usize = 60;

/// A difference in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeWords {
    /// The part of the content it belongs to.
    pub group: String,
    /// What changed: 項目「空腹・眠気」: 重み 1 → 2.
    pub line: String,
}

/// A difference in words.
pub fn change(old: &Json, new: &Json, change: &Change, locale: Locale) -> ChangeWords {
    let path = &change.place;
    let group = field(&path.first(1), locale);
    let said = |draft: &Json, (ja, en): (&'static str, &'static str)| {
        let (first, rest) = place_within(draft, path, locale);
        let thing = if rest.is_empty() {
            first
        } else {
            format!("{first} › {rest}")
        };
        fill(pick(locale, (ja, en)), &[("thing", &thing)])
    };
    let line = match &change.kind {
        ChangeKind::Added => said(new, ("{thing}を足しました", "added: {thing}")),
        ChangeKind::Removed => said(old, ("{thing}を消しました", "removed: {thing}")),
        ChangeKind::Moved { from, to } => fill(
            &said(
                new,
                (
                    "{thing}を{from}番目から{to}番目に移しました",
                    "moved: {thing} from place {from} to {to}",
                ),
            ),
            &[("from", &(from + 1)), ("to", &(to + 1))],
        ),
        ChangeKind::Set {
            old: before,
            new: after,
        } => {
            let (first, rest) = place_within(new, path, locale);
            let head = match (rest.as_str(), locale) {
                ("", _) => first,
                (rest, Locale::Ja) => format!("{first}：{rest}"),
                (rest, Locale::En) => format!("{first}: {rest}"),
            };
            let value = |draft: &Json, json: &Option<Json>| match json {
                Some(json) => value(draft, path, json, locale),
                None => pick(locale, ("（なし）", "(none)")).to_owned(),
            };
            format!("{head}　{} → {}", value(old, before), value(new, after))
        }
    };
    ChangeWords { group, line }
}

/// What stands at a place, in words.
pub fn value(draft: &Json, path: &Path, json: &Json, locale: Locale) -> String {
    if is_rule(path) {
        return rule(draft, json, locale);
    }
    let name = |part, json: &Json| part_title(draft, part, json.text().unwrap_or_default(), locale);
    match (json, holds(path)) {
        (Json::Text(_), Some(Holds::Reference(part))) => quoted(&name(part, json), locale),
        (Json::List(list), Some(Holds::References(part))) => {
            let names: Vec<String> = list.iter().map(|json| name(part, json)).collect();
            match names.is_empty() {
                true => pick(locale, ("（なし）", "(none)")).to_owned(),
                false => names.join(pick(locale, ("・", ", "))),
            }
        }
        (Json::Text(word), Some(Holds::Choice(_))) => quoted(&choice(path, word, locale), locale),
        (Json::Text(text), _) => quoted(text, locale),
        (Json::Number(number), _) => number.to_string(),
        (Json::Bool(true), _) => pick(locale, ("はい", "yes")).to_owned(),
        (Json::Bool(false), _) => pick(locale, ("いいえ", "no")).to_owned(),
        (Json::Object(fields), _) => match json.get(locale.code()).and_then(Json::text) {
            Some(text) => quoted(text, locale),
            None => fill(
                pick(locale, ("（{n}つの欄）", "({n} fields)")),
                &[("n", &fields.len())],
            ),
        },
        (Json::List(list), _) => fill(
            pick(locale, ("（{n}個）", "({n} entries)")),
            &[("n", &list.len())],
        ),
        (Json::Null, _) => pick(locale, ("（空）", "(empty)")).to_owned(),
    }
}

fn quoted(text: &str, locale: Locale) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if text.chars().count() > SHOWN {
        shown.push('…');
    }
    fill(pick(locale, ("「{text}」", "“{text}”")), &[("text", &shown)])
}

/// What a step did, to stand beside "undo".
pub fn step(draft: &Json, label: &StepLabel, locale: Locale) -> String {
    let text = match label.deed {
        Deed::Change => ("{place}の変更", "change of {place}"),
        Deed::Add => ("{place}の追加", "adding {place}"),
        Deed::Duplicate => ("{place}の複製", "copying {place}"),
        Deed::Move => ("{place}の移動", "moving {place}"),
        Deed::Remove => ("{place}の削除", "removing {place}"),
        Deed::Rename => ("{place}の記号の変更", "another code for {place}"),
        Deed::Paste => ("{place}への貼り付け", "pasting into {place}"),
    };
    let at = match (label.deed, label.place.last_index()) {
        // What was removed is not there to be named any more; another may stand in its place.
        (Deed::Remove, Some(_)) => field(&label.place.parent(), locale),
        (_, Some(_)) => entry(draft, &label.place, locale),
        (_, None) => place(draft, &label.place, locale),
    };
    fill(pick(locale, text), &[("place", &at)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::content::draft::diff::diff;
    use crate::format::content::draft::{edit, names, sample};

    fn path(text: &str) -> Path {
        Path::parse(text).unwrap()
    }

    /// The lines of what one change to the sample makes.
    fn lines(locale: Locale, act: impl FnOnce(&mut Json)) -> Vec<String> {
        let old = sample().unwrap();
        let mut new = old.clone();
        act(&mut new);
        let told = diff(&old, &new);
        told.iter()
            .map(|one| change(&old, &new, one, locale).line)
            .collect()
    }

    #[test]
    fn a_weight_a_word_and_a_cut_off_are_told_before_and_after() {
        let weight = lines(Locale::Ja, |json| {
            edit::set_number(json, &path("lines[3].weight"), 2.0).unwrap();
        });
        assert_eq!(weight, ["一次確認の項目「空腹・眠気」：重み　（なし） → 2"]);
        let word = lines(Locale::En, |json| {
            edit::set(json, &path("levels[0].short.en"), Json::Text("As usual".into())).unwrap();
        });
        assert_eq!(word.len(), 1);
        assert!(word[0].ends_with("→ “As usual”"), "{word:?}");
        let rule = lines(Locale::Ja, |json| {
            edit::set_number(json, &path("levels[3].when.any[1].score.at"), 50.0).unwrap();
        });
        assert!(
            rule[0].contains("「全体」が40%以上 → ") && rule[0].ends_with("「全体」が50%以上"),
            "{rule:?}"
        );
    }

    #[test]
    fn entries_that_come_go_and_move_are_told_by_label() {
        let removed = lines(Locale::Ja, |json| {
            edit::remove(json, &path("contacts[0]")).unwrap();
        });
        assert_eq!(removed, ["連絡先「管理職（校長・教頭）内線」を消しました"]);
        let moved = lines(Locale::Ja, |json| {
            edit::move_to(json, &path("lines[3]"), 0).unwrap()
        });
        assert_eq!(
            moved,
            ["一次確認の項目「空腹・眠気」を4番目から1番目に移しました"]
        );
        let added = lines(Locale::En, |json| {
            names::duplicate(json, &path("lines[3]")).unwrap();
        });
        assert_eq!(added, ["added: Lines of the first look “Hunger or sleepiness”"]);
        let answer = lines(Locale::Ja, |json| {
            edit::set(json, &path("lines[3].scale"), Json::Text("any2".into())).unwrap();
        });
        assert_eq!(
            answer,
            ["一次確認の項目「空腹・眠気」：選択肢の組　「なし／少し／はっきり」 → 「なし／ある」"]
        );
    }

    #[test]
    fn a_step_is_told_by_what_it_touched() {
        let draft = sample().unwrap();
        let said = |deed, place: &str| {
            let label = StepLabel {
                deed,
                place: path(place),
            };
            step(&draft, &label, Locale::Ja)
        };
        assert_eq!(said(Deed::Move, "lines[3]"), "一次確認の項目「空腹・眠気」の移動");
        assert_eq!(said(Deed::Remove, "lines[3]"), "一次確認の項目の削除");
        assert_eq!(said(Deed::Change, "version"), "版の変更");
    }
}
