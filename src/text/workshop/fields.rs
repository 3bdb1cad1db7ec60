//! What the fields of a content document and the words one can choose are called on the forms.

use crate::domain::locale::Locale;
use crate::format::content::draft::{Path, Step};

/// A word in Japanese and English.
type Pair = (&'static str, &'static str);

/// Chooses the language.
pub(super) const fn pick(locale: Locale, pair: Pair) -> &'static str {
    match locale {
        Locale::Ja => pair.0,
        Locale::En => pair.1,
    }
}

/// The names of the fields on the way to a place, the last first.
fn fields(path: &Path) -> impl Iterator<Item = &str> {
    path.steps().iter().rev().filter_map(|step| match step {
        Step::Field(name) => Some(name.as_str()),
        Step::Index(_) => None,
    })
}

/// What the field at a place is called; the name in the file where the forms know no word for it.
pub fn field(path: &Path, locale: Locale) -> String {
    let mut names = fields(path);
    let name = names.next().unwrap_or_default();
    let (holder, beyond) = (names.next().unwrap_or_default(), names.next().unwrap_or_default());
    label(name, holder, beyond).map_or_else(|| name.to_owned(), |pair| pick(locale, pair).to_owned())
}

/// The word for a field: its name, the field it lies in, and the one that lies in.
pub(super) fn label(name: &str, holder: &str, beyond: &str) -> Option<Pair> {
    special(name, holder, beyond)
        .or_else(|| top(name))
        .or_else(|| usual(name))
}

/// Fields whose name means something else in some places.
fn special(name: &str, holder: &str, beyond: &str) -> Option<Pair> {
    // Rules lie in something; the list of items does not.
    let is_rule = !beyond.is_empty();
    Some(match (holder, name) {
        ("options" | "bands", "label") => ("ことば", "Words"),
        ("scales", "options") => ("選択肢", "Answers"),
        ("lines" | "items", "label") => ("項目の名前", "Item"),
        ("bands_by_grade", "from") => ("この学年から", "From grade"),
        ("bands_by_grade", "to") => ("この学年まで", "To grade"),
        ("areas", "score") => ("詳しい票の点数", "Score of the full form"),
        ("trend", "score") => ("くらべる点数", "Score compared"),
        ("terms", "score") => ("ほかの点数", "Another score"),
        ("terms", "item") => ("ひとつの項目", "One item"),
        ("terms", "all_lines") => ("一次確認の点数の項目すべて", "All scored lines"),
        ("terms", "all_scored_items") => ("詳しい票の点数の項目すべて", "All scored items of the full form"),
        ("scores" | "bands_by_grade", "bands") => {
            ("段（気がかりの小さい順）", "Steps, the least concern first")
        }
        ("count", "bands") => ("回数の区切り", "Bands of the count"),
        ("when" | "gate" | "all" | "any" | "not", "score") => {
            ("点数が基準の値に届く", "A score reaches its cut-off")
        }
        ("when" | "gate" | "all" | "any" | "not", "band") => ("点数がある段に入る", "A score is in a step"),
        ("when" | "gate" | "all" | "any" | "not", "areas") => ("いくつかの領域が届く", "Enough areas"),
        ("when" | "gate" | "all" | "any" | "not", "items") => ("いくつかの項目が届く", "Enough items"),
        ("when" | "gate" | "all" | "any" | "not", "all") => ("つぎのすべて", "All of these"),
        ("when" | "gate" | "all" | "any" | "not", "any") => ("つぎのどれか", "Any of these"),
        ("when" | "gate" | "all" | "any" | "not", "not") => ("つぎのことがない", "Not this"),
        ("when" | "gate" | "all" | "any" | "not", "gut") => {
            ("「なんとなく気になる」が押された", "“Just a feeling” was pressed")
        }
        ("when" | "gate" | "all" | "any" | "not", "rising") => ("前回より増えた", "Risen since last time"),
        ("score" | "band", "of") => ("点数", "Score"),
        ("items", "of") => ("えらんだ項目", "These items"),
        ("items", "all_lines") => ("一次確認の項目すべて", "All lines of the first look"),
        ("items", "all_scored_items") => ("詳しい票の項目すべて", "All items of the full form"),
        ("items", "points") => ("点（これ以上）", "Points (at least)"),
        ("items", "count") if !is_rule => ("回数・日数で答える", "Answered by a count"),
        ("lines", "count") => ("回数・日数で答える", "Answered by a count"),
        ("areas", "count") => ("領域の数（これ以上）", "Number of areas (at least)"),
        ("areas", "at") => ("基準の値（これ以上）", "Value (at least)"),
        ("areas", "step") => ("何番目の段から（最初が0）", "From which step (the first is 0)"),
        ("cards", "contacts") => ("このカードに出す連絡先", "Contacts on this card"),
        _ => return None,
    })
}

/// The parts of the whole.
fn top(name: &str) -> Option<Pair> {
    Some(match name {
        "format" => ("ファイルの形式", "Format of the file"),
        "version" => ("版", "Version"),
        "title" => ("題名", "Title"),
        "window" => ("ふりかえる期間", "Time looked back on"),
        "about" => ("この内容について", "About this content"),
        "instruments" => ("もとにした票", "Instruments"),
        "scales" => ("選択肢の組", "Scales"),
        "areas" => ("領域", "Areas"),
        "lines" => ("一次確認の項目", "Lines of the first look"),
        "items" => ("詳しい票の項目", "Items of the full form"),
        "scores" => ("点数", "Scores"),
        "gate" => ("詳しい票に進む決まり", "When the full form follows"),
        "levels" => ("めやす", "Levels"),
        "notices" => ("お知らせ", "Notices"),
        "urgent" => ("急ぎの印の名前", "Name of the urgent mark"),
        "trend" => ("前回との変化", "Change since last time"),
        "cards" => ("場面ごとのカード", "Cards"),
        "contacts" => ("連絡先", "Contacts"),
        "supports" => ("支援", "Supports"),
        "asks" => ("区に頼めること", "What the ward can be asked"),
        "release_questions" => ("要約票を出す前の確認", "Questions before release"),
        "rounds" => ("回", "Rounds"),
        "periods" => ("報告の期間", "Reporting periods"),
        "retention" => ("保存期限", "How long records are kept"),
        _ => return None,
    })
}

fn usual(name: &str) -> Option<Pair> {
    Some(match name {
        "id" => ("記号", "Code"),
        "ja" => ("日本語", "Japanese"),
        "en" => ("英語", "English"),
        "label" => ("名前", "Name"),
        "short" => ("短い名前", "Short name"),
        "options" => ("この項目だけの選択肢", "Answers of its own"),
        "points" => ("点", "Points"),
        "score" => ("点数", "Score"),
        "short_score" => ("一次確認の点数", "Score of the lines"),
        "suggests" => ("合いそうな支援", "Supports that suit"),
        "kind" => ("項目の種類", "Kind of item"),
        "instrument" => ("どの票のものか", "Instrument"),
        "covers" => ("まとめている詳しい票の項目", "Items it stands for"),
        "help" => ("補足（見てわかる例）", "Help (what can be seen)"),
        "source" => ("出典", "Source"),
        "weight" => ("重み", "Weight"),
        "card" => ("開くカード", "Card it opens"),
        "scale" => ("選択肢の組", "Scale"),
        "count" => ("項目の数（これ以上）", "Number of items (at least)"),
        "unit" => ("単位", "Unit"),
        "auto" => ("出欠の記録から入れる", "Filled from attendance"),
        "per_school_days" => ("区切りのもとにした授業日数", "School days the bands are for"),
        "bands" => ("区切り", "Bands"),
        "from" => ("ここから", "From"),
        "to" => ("ここまで", "To"),
        "terms" => ("もとになるもの", "What goes in"),
        "item" => ("項目", "Item"),
        "items_of_area" => ("領域の詳しい票の項目", "Items of an area"),
        "lines_of_area" => ("領域の一次確認の項目", "Lines of an area"),
        "all_scored_items" => ("詳しい票の項目すべて", "All items of the full form"),
        "all_lines" => ("一次確認の項目すべて", "All lines of the first look"),
        "combine" => ("まとめ方", "How it is put together"),
        "at_least" => ("数える点（これ以上）", "Counted from"),
        "missing" => ("答えのない項目があるとき", "When answers are missing"),
        "answered" => ("この割合まで答えてあれば出す", "Reckon if this share is answered"),
        "answered_items" => ("この数まで答えてあれば出す", "Reckon if so many are answered"),
        "prorate" => (
            "この割合まで答えてあれば全体に直す",
            "Scale up if this share is answered",
        ),
        "prorate_items" => (
            "この数まで答えてあれば全体に直す",
            "Scale up if so many are answered",
        ),
        "round" => ("端数", "Rounding"),
        "zero_up_to" => ("この数までは0点とみる", "Missing count as 0, up to this many"),
        "concern" => ("気がかりな側", "Which end is the concern"),
        "bands_by_grade" => ("学年で変わる段", "Steps of some grades"),
        "all" => ("つぎのすべて", "All of these"),
        "any" => ("つぎのどれか", "Any of these"),
        "not" => ("つぎのことがない", "Not this"),
        "band" => ("段", "Step"),
        "gut" => ("なんとなく気になる", "Just a feeling"),
        "rising" => ("前回より増えた", "Risen"),
        "of" => ("対象", "Of"),
        "at" => ("基準の値", "Cut-off"),
        "step" => ("何番目の段から（最初が0）", "From which step (the first is 0)"),
        "action" => ("することを一文で", "What it asks for"),
        "shape" => ("印の形", "Shape"),
        "when" => ("あてはまる条件", "When it is reached"),
        "text" => ("伝える文", "What it says"),
        "change" => ("変化とみる大きさ", "Smallest change that counts"),
        "lead" => ("必ず読む一文", "The sentence that must be read"),
        "steps" => ("すること（順に）", "What to do, in order"),
        "record" => ("書きとめること", "What to write down"),
        "avoid" => ("しないこと", "What not to do"),
        "actions" => ("「したこと」として選べること", "What can be recorded as done"),
        "strip" => ("要約票の上の帯", "Strip at the top of a summary"),
        "phone" => ("電話・内線", "Phone"),
        "direction" => ("だれが担うか", "Who carries it"),
        "month" => ("行う月", "Month"),
        "from_month" => ("はじめの月", "First month"),
        "to_month" => ("おわりの月", "Last month"),
        "answers_years" => (
            "票・会議の記録（年度のあと何年）",
            "Sheets and decisions (years after)",
        ),
        "summaries_years" => (
            "要約票・対応表（年度のあと何年）",
            "Summaries and codes (years after)",
        ),
        _ => return None,
    })
}

/// What is asked where one of several fields is to be chosen.
pub fn which(path: &Path, locale: Locale) -> &'static str {
    let list = path.parent();
    let pair = match (path.last_field(), list.last_field()) {
        (Some("missing"), _) => ("答えのない項目があるとき", "When answers are missing"),
        (Some("areas"), _) => ("領域の見方", "How areas are looked at"),
        (Some("items"), _) => ("どの項目を見るか", "Which items"),
        (None, Some("lines" | "items")) => ("答え方", "How it is answered"),
        (None, Some("terms")) => ("なにをもとにするか", "What goes in"),
        _ => ("条件", "Condition"),
    };
    pick(locale, pair)
}

/// What a word one can choose is called; the word of the file where the forms know none.
pub fn choice(path: &Path, word: &str, locale: Locale) -> String {
    let name = path.last_field().unwrap_or_default();
    choice_pair(name, word).map_or_else(|| word.to_owned(), |pair| pick(locale, pair).to_owned())
}

pub(super) fn choice_pair(name: &str, word: &str) -> Option<Pair> {
    Some(match (name, word) {
        ("kind", "scored") => ("点数に入れる", "Scored"),
        ("kind", "critical") => ("安全に関わる（カードを開く）", "Critical (opens a card)"),
        ("kind", "information") => ("点数に入れない情報", "Information, not scored"),
        ("kind", "strength") => ("強み・支え", "Strength"),
        ("auto", "absent_window") => ("期間の欠席日数", "Days absent in the time"),
        ("auto", "late_early") => ("期間の遅刻・早退", "Late or early in the time"),
        ("auto", "absent_year") => ("年度の欠席日数", "Days absent this year"),
        ("combine", "sum") => ("合計", "Sum"),
        ("combine", "mean") => ("平均", "Mean"),
        ("combine", "percent") => ("答えた分の満点に対する%", "Percent of what can be reached"),
        ("combine", "count") => ("基準以上の数", "Number at or above"),
        ("combine", "max") => ("いちばん高いもの", "Highest"),
        ("round", "none") => ("そのまま", "None"),
        ("round", "half_up") => ("四捨五入", "Half up"),
        ("round", "up") => ("切り上げ", "Up"),
        ("round", "down") => ("切り捨て", "Down"),
        ("concern", "high") => ("高いほど気がかり", "High"),
        ("concern", "low") => ("低いほど気がかり", "Low"),
        ("direction", "school") => ("校内", "School"),
        ("direction", "community") => ("地域", "Community"),
        ("direction", "agency") => ("専門機関", "Agency"),
        ("shape", "circle") => ("○ まる", "○ Circle"),
        ("shape", "triangle") => ("△ さんかく", "△ Triangle"),
        ("shape", "diamond") => ("◇ ひし形", "◇ Diamond"),
        ("shape", "square") => ("■ しかく", "■ Square"),
        ("from" | "to", "P1") => ("小1", "P1"),
        ("from" | "to", "P2") => ("小2", "P2"),
        ("from" | "to", "P3") => ("小3", "P3"),
        ("from" | "to", "P4") => ("小4", "P4"),
        ("from" | "to", "P5") => ("小5", "P5"),
        ("from" | "to", "P6") => ("小6", "P6"),
        ("from" | "to", "J1") => ("中1", "J1"),
        ("from" | "to", "J2") => ("中2", "J2"),
        ("from" | "to", "J3") => ("中3", "J3"),
        ("format", "kizuki.content/1") => ("気づきのチェックシート 1", "kizuki.content/1"),
        _ => return None,
    })
}

/// What is worth knowing before filling a field in; none where its name says enough.
pub fn hint(path: &Path, locale: Locale) -> Option<&'static str> {
    let mut names = fields(path);
    let pair = match (names.next()?, names.next()) {
        ("id", None) => (
            "このチェックシートの名前。ファイル名にもなります。半角の英数字と _ - .",
            "Name of this checklist, also in the file name. Letters, digits, _ - .",
        ),
        ("id", Some("lines" | "items" | "cards" | "contacts" | "supports")) => (
            "これまでの記録は記号で結びついています。使い始めたら変えないでください。",
            "Records are tied to it. Do not change it once in use.",
        ),
        ("version", None) => (
            "中身を変えて配るときは上げてください。例：1.1",
            "Raise it when you give out a changed one, e.g. 1.1",
        ),
        ("weight", _) => ("0.25きざみ。書かなければ1。", "In quarters; 1 when left out."),
        ("points", Some("options" | "bands")) => ("高いほど気がかり。", "High means more concern."),
        ("source", _) => (
            "もとにした資料。なければ「見本」や「校内で決めた」と書きます。",
            "Material behind it; else say that it is your own.",
        ),
        ("answered" | "prorate", _) => ("0.7 なら7割。", "0.7 means 70%."),
        ("covers", _) => (
            "この項目に印がついたとき、詳しい票で見る項目。",
            "Items of the full form that it stands for.",
        ),
        ("shape", _) => ("めやすごとに別の形にします。", "Each level has its own."),
        _ => return None,
    };
    Some(pick(locale, pair))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::content::draft::form::{Holds, fields as fields_at, holds};

    /// Every place of the format, lists by their first entry; rules within rules once.
    fn places(path: &Path, depth: usize, found: &mut Vec<Path>) {
        if depth > 7 {
            return;
        }
        match holds(path) {
            Some(Holds::List { .. }) => places(&path.index(0), depth + 1, found),
            Some(Holds::Object { .. }) => {
                for field in fields_at(path) {
                    let place = path.field(field.name);
                    found.push(place.clone());
                    places(&place, depth + 1, found);
                }
            }
            Some(_) | None => {}
        }
    }

    #[test]
    fn every_field_and_every_choice_has_a_word_in_both_languages() {
        let mut found = Vec::new();
        places(&Path::top(), 0, &mut found);
        assert!(found.len() > 150);
        for place in found {
            let mut names = fields(&place);
            let name = names.next().unwrap();
            let (holder, beyond) = (names.next().unwrap_or_default(), names.next().unwrap_or_default());
            let (ja, en) = label(name, holder, beyond).unwrap_or_else(|| panic!("no word for {place}"));
            assert!(!ja.is_ascii() && !en.is_empty(), "{place}");
            if let Some(Holds::Choice(words)) = holds(&place) {
                for word in words {
                    assert!(choice_pair(name, word).is_some(), "no word for {place}: {word}");
                }
            }
        }
    }

    #[test]
    fn one_name_has_the_word_of_its_place() {
        let said = |text: &str| field(&Path::parse(text).unwrap(), Locale::Ja);
        assert_eq!(said("items[0].label"), "項目の名前");
        assert_eq!(said("scales[0].options[1].label"), "ことば");
        assert_eq!(said("gate.any[0].items.count"), "項目の数（これ以上）");
        assert_eq!(said("levels[1].when.all[0].score.at"), "基準の値");
        assert_eq!(said("items[0].count"), "回数・日数で答える");
        assert_eq!(said("unknown"), "unknown");
    }
}
