//! Words of しきい値の調整: where cut-offs fall in a class, and what moves with them.

use super::content::explain_fault;
use super::{fill, number};
use crate::domain::calibration::{CutOff, Decides, Reads};
use crate::domain::checklist::{Checklist, Combine, Concern, ScoreIndex};
use crate::domain::locale::Locale;
use crate::format::content::ContentFaults;

texts! {
    /// しきい値の調整.
    CalibrationText {
        title: "しきい値の調整" / "Calibration",
        lead: "区切りの数を動かすと、めやすがどう変わるかを、この学級の答えで試せます。" / "Move a cut-off and see, by this class's answers, how the levels change.",
        unchanged: "ここで動かしても、答えと、開いている回「{round}」の結果は変わりません。新しい数は、書き出したチェックシートで始める回から働きます。" / "Nothing you move here changes an answer or the result of the open round ({round}). The new numbers take effect in rounds begun with the checklist you save.",
        school: "この学級をあわせて試します：{names}。中身のちがうチェックシートの学級は入りません。" / "Tried on these classes together: {names}. Classes with another checklist are left out.",
        school_unchanged: "ここで動かしても、開いたファイルは変わりません。新しい数は、書き出したチェックシートで始める回から働きます。" / "Nothing you move here changes the files you opened. The new numbers take effect in rounds begun with the checklist you save.",
        nobody: "まだ児童・生徒がいません。名簿を作ってから、ここで試せます。" / "There are no students yet. Make the roster first.",
        score: "得点" / "Score",
        spread: "得点のちらばり" / "How the score is spread",
        spread_of: "「{score}」のちらばり：{n}人" / "{score}, students: {n}",
        no_value: "まだ得点が出ない：{n}人" / "no score yet: {n}",
        not_applicable: "対象外：{n}人" / "not applicable: {n}",
        as_table: "表で見る" / "As a table",
        range: "範囲" / "Range",
        people: "人数" / "Students",
        from_to: "{from}〜{to}" / "{from}–{to}",
        cut_offs: "区切り" / "Cut-offs",
        no_cut_offs: "この得点を使う区切りはありません。" / "No cut-off uses this score.",
        drag_hint: "線をつまんで動かすか、目盛りを矢印キーで動かすか、数を入れます。" / "Drag a line, move a slider with the arrow keys, or type a number.",
        to_gate: "詳しい票へ進む" / "On to the full form",
        to_level: "めやす「{what}」" / "Level “{what}”",
        to_notice: "お知らせ「{what}」" / "Notice “{what}”",
        to_band: "段「{what}」" / "Band “{what}”",
        when_high: "{score}が {at} 以上" / "{score} at {at} or more",
        when_low: "{score}が {at} 以下" / "{score} at {at} or less",
        areas_high: "{at} 以上の領域が{n}つ以上" / "at least {n} areas at {at} or more",
        areas_low: "{at} 以下の領域が{n}つ以上" / "at least {n} areas at {at} or less",
        original: "もとは {at}" / "was {at}",
        number: "数：{label}" / "Number: {label}",
        percent: "{n}%" / "{n}%",
        points: "{n}" / "{n}",
        levels: "めやすごとの人数" / "Students at each level",
        level: "めやす" / "Level",
        now: "いま" / "Now",
        after: "動かすと" / "Moved",
        insufficient: "情報不足" / "Too little known",
        called: "詳しい票へ進む人" / "Called to the full form",
        notice: "お知らせ「{what}」" / "Notice “{what}”",
        step: "段「{what}」" / "Band “{what}”",
        capacity: "この設定では、「{level}」以上が {n}人（いまは {before}人）。会議で話せる人数とくらべてください。" / "With these numbers, “{level}” or above: {n} (now {before}). Can the team talk about as many?",
        sensitivity: "わからない・未記入しだいでめやすが変わる人：{n}人。「{level}」以上は {low}〜{high}人になりえます。" / "Students whose level depends on missing answers: {n}. “{level}” or above can become {low} to {high}.",
        certain: "わからない・未記入でめやすが変わる人はいません。" / "No level depends on missing answers.",
        who: "変わる人" / "Who changes",
        nobody_moves: "変わる人はいません。" / "Nobody changes.",
        moves: "{n}人変わります。" / "Students who change: {n}",
        moves_more: "あと{n}人も表示する" / "Show {n} more",
        from_level: "{before} → {after}" / "{before} → {after}",
        gate_opens: "詳しい票へ進む" / "called to the full form",
        gate_closes: "詳しい票へ進まない" / "no longer called to the full form",
        reset: "元にもどす" / "Put back",
        export: "この値でチェックシートを書き出す" / "Save a checklist with these numbers",
        version: "書き出す版" / "Version to save",
        exported: "チェックシート（版 {version}）を書き出しました。使うときは「チェックシートの編集」で読み込みます。" / "Saved the checklist, version {version}. To use it, read it in under “Edit the checklist”.",
        nothing_moved: "まだ何も動かしていません。" / "Nothing is moved yet.",
        no_content: "この回のチェックシートの中身がこの端末にないので、書き出せません。" / "The checklist of this round is not on this device, so it cannot be saved.",
        broken: "この組み合わせは使えません。" / "These numbers do not go together.",
    }
}

/// A value in the units of a score: `25%`, `5`.
pub fn value(checklist: &Checklist, score: ScoreIndex, value: f64, locale: Locale) -> String {
    let words = CalibrationText::of(locale);
    let is_percent = checklist
        .scores
        .get(score)
        .is_some_and(|rule| rule.combine == Combine::Percent);
    let unit = if is_percent { words.percent } else { words.points };
    fill(unit, &[("n", &number(value))])
}

/// What a cut-off decides: `めやす「校内チームで検討」`.
pub fn decides(checklist: &Checklist, cut_off: &CutOff, score: ScoreIndex, locale: Locale) -> String {
    let words = CalibrationText::of(locale);
    let label = |template: &str, label: Option<&str>| fill(template, &[("what", &label.unwrap_or_default())]);
    match cut_off.decides {
        Decides::Gate => words.to_gate.to_owned(),
        Decides::Level(level) => {
            let level = checklist.levels.get(level);
            label(words.to_level, level.map(|level| level.label.get(locale)))
        }
        Decides::Notice(notice) => {
            let notice = checklist.notices.get(notice);
            label(words.to_notice, notice.map(|notice| notice.label.get(locale)))
        }
        Decides::Band(band) => {
            let bands = checklist.scores.get(score).map(|rule| &rule.bands);
            let band = bands.and_then(|bands| bands.get(band));
            label(words.to_band, band.map(|band| band.label.get(locale)))
        }
    }
}

/// The rule with a value in it: `「全体」が 25% 以上`.
pub fn rule(checklist: &Checklist, cut_off: &CutOff, score: ScoreIndex, at: f64, locale: Locale) -> String {
    let words = CalibrationText::of(locale);
    let at = value(checklist, score, at, locale);
    let is_high = cut_off.concern == Concern::High;
    match cut_off.reads {
        Reads::Score(_) => {
            let label = checklist.scores.get(score).map(|rule| rule.label.get(locale));
            let quoted = match locale {
                Locale::Ja => format!("「{}」", label.unwrap_or_default()),
                Locale::En => label.unwrap_or_default().to_owned(),
            };
            let template = if is_high { words.when_high } else { words.when_low };
            fill(template, &[("score", &quoted), ("at", &at)])
        }
        Reads::Areas(count) => {
            let template = if is_high {
                words.areas_high
            } else {
                words.areas_low
            };
            fill(template, &[("at", &at), ("n", &count)])
        }
    }
}

/// Why cut-offs do not go together: every fault with its place.
pub fn explain_broken(faults: &ContentFaults, locale: Locale) -> Vec<String> {
    let words = CalibrationText::of(locale);
    std::iter::once(words.broken.to_owned())
        .chain(faults.faults.iter().map(|fault| explain_fault(fault, locale)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calibration::cut_offs;
    use crate::domain::roster::Grade;
    use crate::format::content::built_in;

    #[test]
    fn every_cut_off_of_the_built_in_content_can_be_read_in_both_languages() {
        let checklist = built_in().unwrap();
        let total = checklist.trend.score;
        let found = cut_offs(&checklist, &[Grade::Elementary(5)]);
        let lines: Vec<String> = found
            .iter()
            .filter(|cut_off| cut_off.reads(&checklist, total))
            .map(|cut_off| {
                let (decides, rule) = (
                    decides(&checklist, cut_off, total, Locale::Ja),
                    rule(&checklist, cut_off, total, cut_off.at, Locale::Ja),
                );
                format!("{decides}：{rule}")
            })
            .collect();
        assert_eq!(lines[0], "めやす「学年で共有・見守り」：「全体」が 12% 以上");
        for cut_off in &found {
            for locale in [Locale::Ja, Locale::En] {
                for text in [
                    decides(&checklist, cut_off, 0, locale),
                    rule(&checklist, cut_off, 0, cut_off.at, locale),
                ] {
                    assert!(!text.is_empty() && !text.contains(['{', '}']), "{text}");
                }
            }
        }
    }
}
