//! Words of the settings: contacts of the school, the content in use with its thresholds in words, what is kept where.

use super::{fill, number};
use crate::domain::checklist::{Checklist, Combine, Concern, Condition, ScoreIndex, ScoreRule};
use crate::domain::locale::Locale;

texts! {
    /// The settings screen.
    SettingsText {
        title: "設定" / "Settings",
        contacts: "この学校の連絡先" / "Contacts of this school",
        contacts_lead: "カードを開いたときに、その場で連絡できるよう記入しておきます。外部には出ません。" / "Fill these in so that the cards show whom to call. They never leave the school.",
        contact_placeholder: "内線・電話番号" / "Extension or phone",
        content: "使っているチェックシート" / "The checklist in use",
        levels: "めやすの決め方" / "How levels are decided",
        levels_lead: "上から順に、あてはまるものをひとつ使います。どれも見本で、妥当性は検証されていません。" / "From the top, the first that fits. All of them are samples and have not been validated.",
        level: "めやす" / "Level",
        rule: "決まり" / "Rule",
        source: "出典" / "Source",
        lowest_rule: "上のどれにもあてはまらないとき" / "When none of the others fits",
        urgent_rule: "安全に関わる項目にひとつでも印があるとき（めやすとは別に表示）" / "When any safety item shows (beside the level, not instead)",
        gate: "詳しい票に進む決まり" / "When the full form follows",
        items: "項目・重み・出典" / "Items, weights, sources",
        item: "項目" / "Item",
        weight: "重み" / "Weight",
        trend_rule: "前回より{n}ポイント以上の変化、またはめやすの変化で「変化あり」" / "A change of {n} points or of a level since last time is marked",
        privacy: "データのあつかい" / "Where data is",
        privacy_lines: "入力した内容は、この端末のこのブラウザーの中だけに置かれます。|読み込みのあと、このアプリは何も送信しません。|端末の外に出るのは、人が「保存」か「印刷」を選んだときだけです。|ブラウザーは長く使わないと中身を消すことがあります。ファイルへの保存を本体と考えてください。" / "What you enter stays inside this browser on this device.|After loading, the app sends nothing.|Data leaves the device only when a person chooses to save or print.|Browsers may clear unused data. Treat the saved file as the original.",
        limits: "このアプリの限界" / "Limits",
        limits_lines: "めやすは見本で、妥当性は検証されていません。|診断でも評価でもありません。決めるのは人の話し合いです。|通告の代わりにはなりません。心配なときは、確かでなくても、すぐに管理職へ伝え、189（児童相談所）などへ直接連絡してください。|本人への調査（心の健康観察など）とあわせて使ってください。" / "Levels are samples and have not been validated.|Neither a diagnosis nor a grade. People decide, together.|No substitute for a statutory report. When worried, even without certainty, tell management at once and call 189 (child guidance center) or others directly.|Use it together with what students say themselves.",
        all: "つぎのすべて：{parts}" / "all of: {parts}",
        any: "つぎのどれか：{parts}" / "any of: {parts}",
        not: "「{part}」でない" / "not: {part}",
        score_high: "「{score}」が{at}{unit}以上" / "“{score}” is {at}{unit} or more",
        score_low: "「{score}」が{at}{unit}以下" / "“{score}” is {at}{unit} or less",
        band: "「{score}」が「{band}」かそれより気がかり" / "“{score}” is “{band}” or beyond",
        areas_in_band: "「{band}」かそれより気がかりな領域が{n}つ以上" / "{n} or more areas at “{band}” or beyond",
        areas_high: "{at}{unit}以上の領域が{n}つ以上" / "{n} or more areas at {at}{unit} or more",
        areas_low: "{at}{unit}以下の領域が{n}つ以上" / "{n} or more areas at {at}{unit} or less",
        items_rule: "「{label}」の答えが{points}点以上の項目が{n}つ以上" / "{n} or more of “{label}” at {points} points or more",
        one_item: "「{label}」に印" / "“{label}” is marked",
        gut: "「なんとなく気になる」が押されている" / "“just a feeling” was pressed",
        rising: "前回より{n}ポイント以上の増加" / "a rise of {n} points or more since last time",
        points: "点" / " points",
        and_others: "一次確認の項目" / "the lines of the first look",
        separator: "、" / "; ",
    }
}

/// A rule in words.
pub fn condition(checklist: &Checklist, condition_: &Condition, locale: Locale) -> String {
    let words = SettingsText::of(locale);
    let joined = |parts: &[Condition]| {
        parts
            .iter()
            .map(|part| condition(checklist, part, locale))
            .collect::<Vec<_>>()
            .join(words.separator)
    };
    match condition_ {
        Condition::All(parts) => fill(words.all, &[("parts", &joined(parts))]),
        Condition::Any(parts) => fill(words.any, &[("parts", &joined(parts))]),
        Condition::Not(part) => fill(words.not, &[("part", &condition(checklist, part, locale))]),
        Condition::Score { score, at } => {
            let Some(rule) = checklist.scores.get(*score) else {
                return String::new();
            };
            let text = match rule.concern {
                Concern::High => words.score_high,
                Concern::Low => words.score_low,
            };
            fill(
                text,
                &[
                    ("score", &rule.label.get(locale)),
                    ("at", &number(*at)),
                    ("unit", &unit(rule, words)),
                ],
            )
        }
        Condition::Band { score, step } => {
            let rule = checklist.scores.get(*score);
            let label = rule.map_or("", |rule| rule.label.get(locale));
            fill(
                words.band,
                &[
                    ("score", &label),
                    ("band", &band_label(checklist, *score, *step, locale)),
                ],
            )
        }
        Condition::AreasInBand { step, count } => {
            let score = checklist.areas.first().map_or(usize::MAX, |area| area.score);
            fill(
                words.areas_in_band,
                &[
                    ("band", &band_label(checklist, score, *step, locale)),
                    ("n", count),
                ],
            )
        }
        Condition::Areas { at, count } => {
            // The areas of one rule are measured alike, else one cut-off for all would mean nothing.
            let score = checklist.areas.first().map_or(usize::MAX, |area| area.score);
            let Some(rule) = checklist.scores.get(score) else {
                return String::new();
            };
            let text = match rule.concern {
                Concern::High => words.areas_high,
                Concern::Low => words.areas_low,
            };
            let unit = unit(rule, words);
            fill(text, &[("at", &number(*at)), ("unit", &unit), ("n", count)])
        }
        Condition::Items { items, points, count } => {
            let only = match items.as_slice() {
                [one] => checklist.items.get(*one),
                _ => None,
            };
            match only {
                Some(item) => fill(words.one_item, &[("label", &item.label.get(locale))]),
                None => fill(
                    words.items_rule,
                    &[("label", &words.and_others), ("points", points), ("n", count)],
                ),
            }
        }
        Condition::Gut => words.gut.to_owned(),
        Condition::Rising => fill(words.rising, &[("n", &number(checklist.trend.change))]),
    }
}

/// What the values of a score are counted in.
fn unit(rule: &ScoreRule, words: &SettingsText) -> &'static str {
    match rule.combine {
        Combine::Percent => "%",
        Combine::Sum | Combine::Mean | Combine::CountAtLeast(_) | Combine::Max => words.points,
    }
}

/// The name of a band of a score; its number where the score has no such band.
fn band_label(checklist: &Checklist, score: ScoreIndex, step: usize, locale: Locale) -> String {
    let bands = checklist.scores.get(score).map(|rule| &rule.bands);
    bands
        .and_then(|bands| bands.get(step))
        .map_or_else(|| step.to_string(), |band| band.label.get(locale).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::content::built_in;

    #[test]
    fn the_rules_of_the_built_in_levels_can_be_read() {
        let checklist = built_in().unwrap();
        let read: Vec<String> = checklist
            .levels
            .iter()
            .filter_map(|level| Some(condition(&checklist, level.when.as_ref()?, Locale::Ja)))
            .collect();
        assert_eq!(
            read.last().map(String::as_str),
            Some(
                "つぎのどれか：つぎのすべて：60%以上の領域が1つ以上、40%以上の領域が3つ以上、「全体」が40%以上"
            )
        );
        assert!(read.iter().all(|text| !text.is_empty() && !text.contains('{')));
    }

    #[test]
    fn a_rule_over_bands_names_the_band() {
        let mut checklist = built_in().unwrap();
        let said = |checklist: &Checklist, rule: &Condition| condition(checklist, rule, Locale::Ja);
        let band = Condition::Band { score: 0, step: 2 };
        assert_eq!(
            said(&checklist, &band),
            format!(
                "「{}」が「{}」かそれより気がかり",
                checklist.scores[0].label.ja, checklist.scores[0].bands[2].label.ja
            )
        );
        let areas = Condition::AreasInBand { step: 1, count: 3 };
        assert!(said(&checklist, &areas).ends_with("かそれより気がかりな領域が3つ以上"));
        let low = Condition::Areas { at: 9.0, count: 1 };
        checklist.scores[0].combine = Combine::Sum;
        checklist.scores[0].concern = Concern::Low;
        assert_eq!(said(&checklist, &low), "9点以下の領域が1つ以上");
    }
}
