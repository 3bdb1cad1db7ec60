//! The outcome in words: the level with the span that open answers leave, and 「なぜこのめやすか」.
//!
//! The same sentences stand on the screen, in the record of a decision and on the sheets that stay in the school. They
//! name items and areas but never a person, and no critical item: those are for the safety dialog alone.

use super::frame::FrameText;
use super::{fill, number};
use crate::domain::checklist::{Area, Checklist, Combine, Concern, LevelIndex, ScoreIndex};
use crate::domain::locale::Locale;
use crate::domain::response::Response;
use crate::domain::scoring::{Explanation, Ground, LevelState, Outcome, Reason, area_score, explain};

texts! {
    /// Level lines and reasons.
    ReasonText {
        title: "なぜこのめやすか" / "Why this level",
        comma: "、" / ", ",
        span: "{lowest}〜{highest}" / "{lowest} to {highest}",
        unknown: "わからない{n}項目" / "{n} “don't know”",
        blank: "未記入{n}項目" / "{n} blank",
        and: "・" / ", ",
        known: "{open}がどうであっても変わりません" / "whatever the open items turn out to be: {open}",
        open: "{open}しだいで {span}" / "depending on open items, {span}: {open}",
        open_short: "{open}しだいで 詳しい票へ" / "the full form may be needed: {open}",
        open_other: "まだ答えのない項目" / "unanswered items",
        insufficient: "今わかる範囲では {span}。あと{n}項目" / "as far as is known, {span}; {n} items to go",
        insufficient_short: "一次確認の途中です" / "first look not finished",
        insufficient_unknown: "一次確認に{open}" / "first look: {open}",
        line: "{level}（{open}）" / "{level} ({open})",
        percent: "{n}%" / "{n}%",
        points: "{n}点" / "{n} pt",
        times: "{n}つ" / "{n}",
        at_least: "{at}以上" / "{at} or more",
        at_most: "{at}以下" / "{at} or less",
        surely: "少なくとも{value}" / "at least {value}",
        surely_low: "多くても{value}" / "at most {value}",
        score: "{label}の点が {value}（めやす {at}）" / "Score “{label}”: {value} (threshold: {at})",
        areas: "{at}の領域が{n}つ：{list}" / "Areas of {at} ({n}): {list}",
        band: "「{band}」かそれより気がかり" / "“{band}” or beyond",
        items: "{points}点以上の項目が{n}つ：{list}" / "Items of {points} pt or more ({n}): {list}",
        gut: "「なんとなく気になる」が押されています" / "“Just a feeling” is marked",
        rose: "{label}の点が前回より {by} 上がっています" / "Score “{label}” is {by} higher than last time",
        fell: "{label}の点が前回より {by} 下がっています" / "Score “{label}” is {by} lower than last time",
        step: "{n}ポイント" / "{n} pt",
        gate_closed: "一次確認は、詳しい票に進むめやすに届いていません" / "The first look does not reach the threshold for the full form",
        no_rule: "どのめやすにも届いていません" / "No threshold is reached",
        lacking: "答えが少なく、まだめやすを言えません" / "Too little is answered to name a level",
        notice_open: "{label}（まだ答えのない項目しだい）" / "{label} (depends on open items)",
        heavy: "重く効いている項目：{list}" / "Items that weigh most: {list}",
        gaps: "情報不足の領域：{list}" / "Areas with too little known: {list}",
        all_areas: "すべて" / "all",
    }
}

/// Everything 「なぜこのめやすか」 says of one outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WhyWords {
    /// What open answers leave, as [`level_open`] gives it.
    pub open: Option<String>,
    /// What made the level, one sentence each.
    pub reasons: Vec<String>,
    /// The items that weigh most.
    pub items: Option<String>,
    /// The areas of which too little is known.
    pub gaps: Option<String>,
}

/// Says why a response has this outcome. `previous` is the outcome of the last comparable round.
pub fn why(
    checklist: &Checklist,
    response: &Response,
    outcome: &Outcome,
    previous: Option<&Outcome>,
    locale: Locale,
) -> WhyWords {
    let explanation = explain(checklist, response, outcome, previous);
    let words = ReasonText::of(locale);
    let items: Vec<&str> = explanation
        .items
        .iter()
        .filter_map(|index| checklist.items.get(*index))
        .map(|item| item.label.get(locale))
        .collect();
    WhyWords {
        open: level_open(checklist, outcome, locale),
        reasons: reasons(checklist, outcome, &explanation, locale),
        items: (!items.is_empty()).then(|| fill(words.heavy, &[("list", &items.join(words.comma))])),
        gaps: area_gaps(checklist, outcome, locale),
    }
}

/// A notice beside the level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeWords {
    /// Its name, with what it still depends on.
    pub label: String,
    /// What it says.
    pub text: String,
}

/// The notices to show: those that hold by what is answered, and once nothing is blank those that answers of わからない
/// leave open. On the screen only, never on a summary.
pub fn notices(checklist: &Checklist, outcome: &Outcome, locale: Locale) -> Vec<NoticeWords> {
    let words = ReasonText::of(locale);
    outcome
        .notices
        .iter()
        .filter(|shown| shown.truth.now || outcome.blank == 0)
        .filter_map(|shown| {
            let notice = checklist.notices.get(shown.notice)?;
            let label = notice.label.get(locale);
            Some(NoticeWords {
                label: if shown.truth.surely {
                    label.to_owned()
                } else {
                    fill(words.notice_open, &[("label", &label)])
                },
                text: notice.text.get(locale).to_owned(),
            })
        })
        .collect()
}

/// What is written into the record of a decision (`Basis::reasons`): why the team saw this level then.
pub fn basis_reasons(
    checklist: &Checklist,
    response: &Response,
    outcome: &Outcome,
    previous: Option<&Outcome>,
    locale: Locale,
) -> Vec<String> {
    let WhyWords {
        mut reasons, gaps, ..
    } = why(checklist, response, outcome, previous, locale);
    reasons.extend(gaps);
    reasons
}

/// The level and what open answers leave: 「校内チームで検討（わからない3項目しだいで 学年で共有・見守り〜校内チームで検討）」.
pub fn level_line(checklist: &Checklist, outcome: &Outcome, locale: Locale) -> String {
    let level = match outcome.level {
        LevelState::Level(level) => level_label(checklist, level, locale),
        LevelState::Insufficient => FrameText::of(locale).insufficient,
    };
    match level_open(checklist, outcome, locale) {
        Some(open) => fill(ReasonText::of(locale).line, &[("level", &level), ("open", &open)]),
        None => level.to_owned(),
    }
}

/// The part of [`level_line`] in brackets, to stand beside a level chip; nothing when everything is answered.
pub fn level_open(checklist: &Checklist, outcome: &Outcome, locale: Locale) -> Option<String> {
    let words = ReasonText::of(locale);
    let open = open_items(outcome, locale);
    let span = level_span(checklist, outcome, locale);
    Some(match (outcome.level, outcome.ground) {
        (LevelState::Level(_), ground) => match (span, open, ground) {
            (None, None, _) => return None,
            (None, Some(open), _) => fill(words.known, &[("open", &open)]),
            (Some(_), open, Ground::Short) if checklist.gate.is_some() => {
                let open = open.unwrap_or_else(|| words.open_other.to_owned());
                fill(words.open_short, &[("open", &open)])
            }
            (Some(span), open, Ground::Short | Ground::Full) => {
                let open = open.unwrap_or_else(|| words.open_other.to_owned());
                fill(words.open, &[("open", &open), ("span", &span)])
            }
        },
        (LevelState::Insufficient, Ground::Short) => match open.filter(|_| outcome.blank == 0) {
            Some(open) => fill(words.insufficient_unknown, &[("open", &open)]),
            None => words.insufficient_short.to_owned(),
        },
        (LevelState::Insufficient, Ground::Full) => {
            let span = span.unwrap_or_else(|| level_label(checklist, outcome.highest, locale).to_owned());
            let left = outcome.unknown + outcome.blank;
            fill(words.insufficient, &[("span", &span), ("n", &left)])
        }
    })
}

/// Lowest and highest level that open answers leave possible; nothing when that is one and the same.
pub fn level_span(checklist: &Checklist, outcome: &Outcome, locale: Locale) -> Option<String> {
    let (lowest, highest) = (outcome.lowest, outcome.highest);
    (lowest != highest).then(|| {
        let [lowest, highest] = [lowest, highest].map(|level| level_label(checklist, level, locale));
        fill(
            ReasonText::of(locale).span,
            &[("lowest", &lowest), ("highest", &highest)],
        )
    })
}

fn level_label(checklist: &Checklist, level: LevelIndex, locale: Locale) -> &str {
    checklist
        .levels
        .get(level)
        .map_or("", |level| level.label.get(locale))
}

/// 「わからない3項目・未記入2項目」, or nothing when every scored item is answered.
fn open_items(outcome: &Outcome, locale: Locale) -> Option<String> {
    let words = ReasonText::of(locale);
    let open: Vec<String> = [(words.unknown, outcome.unknown), (words.blank, outcome.blank)]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| fill(word, &[("n", &count)]))
        .collect();
    (!open.is_empty()).then(|| open.join(words.and))
}

/// The reasons of an explanation, one sentence each.
pub fn reasons(
    checklist: &Checklist,
    outcome: &Outcome,
    explanation: &Explanation,
    locale: Locale,
) -> Vec<String> {
    let words = ReasonText::of(locale);
    if outcome.level == LevelState::Insufficient {
        return vec![words.lacking.to_owned()];
    }
    explanation
        .reasons
        .iter()
        .map(|reason| sentence(checklist, outcome, reason, locale))
        .collect()
}

fn sentence(checklist: &Checklist, outcome: &Outcome, reason: &Reason, locale: Locale) -> String {
    let words = ReasonText::of(locale);
    match reason {
        Reason::Score { score, value, at } => {
            let measure = Measure::of(checklist, *score);
            let known = outcome.scores.get(*score).and_then(|outcome| outcome.value);
            // Without a value the rule holds by the bound of the span on the side of no concern.
            let bound = outcome
                .scores
                .get(*score)
                .map_or(*value, |outcome| match measure.concern {
                    Concern::High => outcome.span.low,
                    Concern::Low => outcome.span.high,
                });
            let value = measure.value(known.unwrap_or(bound), *at, words);
            let value = match (known, measure.concern) {
                (Some(_), _) => value,
                (None, Concern::High) => fill(words.surely, &[("value", &value)]),
                (None, Concern::Low) => fill(words.surely_low, &[("value", &value)]),
            };
            let label = score_label(checklist, *score, locale);
            let at = measure.cut_off(*at, words);
            fill(words.score, &[("label", &label), ("value", &value), ("at", &at)])
        }
        Reason::Areas { at, areas } => {
            let first = areas.first().and_then(|area| checklist.areas.get(*area));
            let measure = Measure::of(checklist, first.map_or(usize::MAX, |area| area.score));
            let list: Vec<&str> = areas
                .iter()
                .filter_map(|area| checklist.areas.get(*area))
                .map(|area| area.label.get(locale))
                .collect();
            let at = measure.cut_off(*at, words);
            fill(
                words.areas,
                &[("at", &at), ("n", &list.len()), ("list", &list.join(words.comma))],
            )
        }
        Reason::AreasInBand { step, areas } => {
            let list: Vec<&Area> = areas
                .iter()
                .filter_map(|area| checklist.areas.get(*area))
                .collect();
            let band = list
                .first()
                .and_then(|area| checklist.scores.get(area.score)?.bands.get(*step));
            let labels: Vec<&str> = list.iter().map(|area| area.label.get(locale)).collect();
            let at = fill(
                words.band,
                &[("band", &band.map_or("", |band| band.label.get(locale)))],
            );
            fill(
                words.areas,
                &[
                    ("at", &at),
                    ("n", &labels.len()),
                    ("list", &labels.join(words.comma)),
                ],
            )
        }
        Reason::Items { items, points } => {
            // A critical item is never named outside the safety dialog.
            let list: Vec<&str> = items
                .iter()
                .filter_map(|item| checklist.items.get(*item))
                .map(|item| {
                    if item.is_critical() {
                        checklist.urgent.get(locale)
                    } else {
                        item.label.get(locale)
                    }
                })
                .collect();
            let list_words = list.join(words.comma);
            fill(
                words.items,
                &[("points", points), ("n", &list.len()), ("list", &list_words)],
            )
        }
        Reason::Gut => words.gut.to_owned(),
        Reason::Rising { by } => {
            let measure = Measure::of(checklist, checklist.trend.score);
            let sentence = match measure.concern {
                Concern::High => words.rose,
                Concern::Low => words.fell,
            };
            let label = score_label(checklist, checklist.trend.score, locale);
            let by = fill(
                if measure.combine == Combine::Percent {
                    words.step
                } else {
                    words.points
                },
                &[("n", &number(rounded(*by, checklist.trend.change, Concern::High)))],
            );
            fill(sentence, &[("label", &label), ("by", &by)])
        }
        Reason::GateClosed => words.gate_closed.to_owned(),
        Reason::NoRule => words.no_rule.to_owned(),
    }
}

/// The areas with too little known on the form the level rests on.
fn area_gaps(checklist: &Checklist, outcome: &Outcome, locale: Locale) -> Option<String> {
    let words = ReasonText::of(locale);
    let gaps: Vec<&str> = checklist
        .areas
        .iter()
        .enumerate()
        .filter(|(index, _)| {
            area_score(checklist, outcome, *index).is_some_and(|score| score.applies && score.value.is_none())
        })
        .map(|(_, area)| area.label.get(locale))
        .collect();
    let list = match gaps.len() {
        0 => return None,
        all if all == checklist.areas.len() => words.all_areas.to_owned(),
        _ => gaps.join(words.comma),
    };
    Some(fill(words.gaps, &[("list", &list)]))
}

fn score_label(checklist: &Checklist, score: ScoreIndex, locale: Locale) -> &str {
    checklist
        .scores
        .get(score)
        .map_or("", |score| score.label.get(locale))
}

/// How the values of a score are said.
#[derive(Clone, Copy)]
struct Measure {
    combine: Combine,
    concern: Concern,
}

impl Measure {
    fn of(checklist: &Checklist, score: ScoreIndex) -> Self {
        checklist.scores.get(score).map_or(
            Self {
                combine: Combine::Sum,
                concern: Concern::High,
            },
            |rule| Self {
                combine: rule.combine,
                concern: rule.concern,
            },
        )
    }

    fn unit(self, words: &ReasonText) -> &'static str {
        match self.combine {
            Combine::Percent => words.percent,
            Combine::Sum | Combine::Mean | Combine::Max => words.points,
            Combine::CountAtLeast(_) => words.times,
        }
    }

    fn value(self, value: f64, at: f64, words: &ReasonText) -> String {
        fill(
            self.unit(words),
            &[("n", &number(rounded(value, at, self.concern)))],
        )
    }

    fn cut_off(self, at: f64, words: &ReasonText) -> String {
        let at = fill(self.unit(words), &[("n", &number(at))]);
        let bound = match self.concern {
            Concern::High => words.at_least,
            Concern::Low => words.at_most,
        };
        fill(bound, &[("at", &at)])
    }
}

/// A value as exact as the cut-off beside it, rounded away from concern: 39.6 % never reads as a 40 % not reached.
fn rounded(value: f64, at: f64, concern: Concern) -> f64 {
    // Sums are exact, shares are not: a hair's breadth is forgiven before rounding.
    const HAIR: f64 = 1e-6;
    let is_whole = |number: f64| (number - number.round()).abs() < HAIR;
    let scale = [1.0, 10.0]
        .into_iter()
        .find(|scale| is_whole(at * scale))
        .unwrap_or(100.0);
    let scaled = match concern {
        Concern::High => (value * scale + HAIR).floor(),
        Concern::Low => (value * scale - HAIR).ceil(),
    };
    // Adding zero turns -0 into 0.
    scaled / scale + 0.0
}

#[cfg(test)]
mod tests;
