//! Shapes made of words: 〜さん and its like after a name, and names of schools.

use super::FindingKind;
use super::fold::{self, Found, Unit, char_at, ends_with, one_of, starts_with};

/// Words before さん・様 and so on that are roles or kin, whole run of kanji or kana.
const ROLES: [&str; 43] = [
    "子",
    "母",
    "父",
    "兄",
    "姉",
    "弟",
    "妹",
    "祖父",
    "祖母",
    "祖父母",
    "両親",
    "親",
    "母親",
    "父親",
    "奥",
    "娘",
    "息子",
    "皆",
    "客",
    "本人",
    "家族",
    "隣",
    "方",
    "赤",
    "児童",
    "生徒",
    "学生",
    "関係者",
    "御",
    "学校",
    "学年",
    "保健",
    "音楽",
    "体育",
    "図工",
    "英語",
    "塾",
    "顧問",
    "支援",
    "教科",
    "医",
    "病院",
    "通訳",
];

/// Endings of roles, after whatever kanji.
const ROLE_ENDINGS: [&str; 34] = [
    "保護者",
    "担当者",
    "業者",
    "支援員",
    "相談員",
    "推進員",
    "指導員",
    "調査員",
    "委員",
    "職員",
    "看護師",
    "保健師",
    "保育士",
    "医師",
    "心理士",
    "福祉士",
    "栄養士",
    "校長",
    "教頭",
    "園長",
    "所長",
    "課長",
    "係長",
    "主事",
    "教諭",
    "利用者",
    "当事者",
    "事務",
    "医者",
    "室",
    "担任",
    "主任",
    "養護",
    "専科",
];

/// The same in hiragana and katakana.
const KANA_ROLES: [&str; 33] = [
    "おこ",
    "みな",
    "たく",
    "おじい",
    "おばあ",
    "おじ",
    "おば",
    "おとう",
    "おかあ",
    "おにい",
    "おねえ",
    "むすめ",
    "むすこ",
    "おとうと",
    "いもうと",
    "お",
    "ご",
    "ワーカー",
    "スタッフ",
    "カウンセラー",
    "ボランティア",
    "ヘルパー",
    "コーディネーター",
    "パート",
    "サポーター",
    "アドバイザー",
    "スクール",
    "クラス",
    "ママ",
    "パパ",
    "ヤングケアラー",
    "ケアラー",
    "チーム",
];

/// Particles after which a new word begins.
const PARTICLES: &str = "のはがをにでともへや";

/// Finds the shapes.
pub(super) fn find(units: &[Unit], found: &mut Vec<Found>) {
    for at in 0..units.len() {
        if let Some(range) = honorific(units, at) {
            found.push((range, FindingKind::Honorific));
        }
        if let Some(range) = school(units, at) {
            found.push((range, FindingKind::School));
        }
    }
}

/// A name before an honorific that begins at `at`.
fn honorific(units: &[Unit], at: usize) -> Option<std::ops::Range<usize>> {
    let length = one_of(
        units,
        at,
        &["ちゃん", "さん", "くん", "さま", "先生", "君", "様", "氏"],
    )?;
    let title = char_at(units, at)?;
    let before = at.checked_sub(1).and_then(|before| char_at(units, before))?;
    let after = char_at(units, at + length);
    let next = |signs: &str| after.is_some_and(|c| signs.contains(c));
    let kind: fn(char) -> bool = match before {
        c if fold::is_kanji(c) => fold::is_kanji,
        c if fold::is_katakana(c) => fold::is_katakana,
        c if fold::is_hiragana(c) => fold::is_hiragana,
        c if c.is_ascii_alphabetic() => |c| c.is_ascii_alphabetic(),
        _ => return None,
    };
    let mut from = fold::run_before(units, at, kind);
    let kanji = fold::is_kanji(before);
    let hiragana = fold::is_hiragana(before);
    if kanji {
        let run: String = units.iter().take(at).skip(from).map(|unit| unit.plain).collect();
        let role = ROLES.contains(&run.as_str()) || ROLE_ENDINGS.iter().any(|ending| run.ends_with(ending));
        if role {
            return None;
        }
    } else if before.is_ascii_alphabetic() {
        // SSWさん, SCさん, Aさん: roles and letters that stand for nobody.
        let run: String = units.iter().take(at).skip(from).map(|unit| unit.plain).collect();
        if run.len() == 1
            || ["ssw", "sc", "nest", "cw", "alt", "ict", "co", "pta", "psw"].contains(&run.as_str())
        {
            return None;
        }
    } else {
        if ends_with(units, at, &KANA_ROLES) {
            return None;
        }
        if hiragana {
            // A single kana is a particle and no name. What is left after the last particle is the likelier name.
            if at - from < 2 {
                return None;
            }
            let particle = |index: &usize| char_at(units, *index).is_some_and(|c| PARTICLES.contains(c));
            let name = (from..at).rev().find(particle).map_or(from, |index| index + 1);
            if at - name >= 2 {
                from = name;
            }
        }
    }
    let word = match title {
        // 太郎くんです is a name, 行くんです is a verb; くんれん is a word.
        'く' => ((hiragana || at - from == 1) && next("でだじ")) || next("れ"),
        'ち' => {
            let adverb = if hiragana {
                PARTICLES.contains(before) || before == 'ら'
            } else {
                "朝夜昼晩日今回食".contains(before)
            };
            next("と") && adverb
        }
        'さ' => {
            let sama = starts_with(units, at, "さま");
            (hiragana && (next("ぽすかせ") || ends_with(units, at + length, &["さまざま"])))
                || (sama && next("ざ"))
        }
        '様' => {
            next("子々相式態")
                || ends_with(
                    units,
                    at,
                    &[
                        "多", "同", "仕", "模", "異", "一", "有", "各", "神", "王", "左", "今",
                    ],
                )
                || (hiragana && (next("なにで") || "のるたいう".contains(before)))
        }
        '君' => {
            (hiragana && PARTICLES.contains(before))
                || ends_with(units, at, &["諸", "主", "暴"])
                || next("主臨")
        }
        '氏' => next("名") || ends_with(units, at, &["彼", "両", "同", "某", "摂", "華"]) || !kanji,
        '先' => hiragana,
        _ => false,
    };
    (!word).then_some(from..at + length)
}

/// What makes a word a school.
const SCHOOLS: [&str; 13] = [
    "小学校",
    "中学校",
    "義務教育学校",
    "支援学校",
    "養護学校",
    "高等学校",
    "高校",
    "中学",
    "幼稚園",
    "保育園",
    "保育所",
    "こども園",
    "学園",
];

/// What stands before 小学校 without naming one. A run that ends so is passed over.
const UNNAMED_ENDINGS: [&str; 43] = [
    "近隣",
    "校区",
    "年度",
    "以後",
    "業後",
    "進学先",
    "転校先",
    "転出先",
    "転入先",
    "通学先",
    "在籍",
    "出身",
    "市内",
    "区内",
    "府内",
    "町内",
    "地域",
    "市立",
    "区立",
    "府立",
    "県立",
    "国立",
    "公立",
    "私立",
    "都立",
    "町立",
    "村立",
    "当該",
    "同一",
    "最寄",
    "地元",
    "特別",
    "義務教育",
    "定時制",
    "通信制",
    "全日制",
    "単位制",
    "認定",
    "認可",
    "民間",
    "連携",
    "来春",
    "今春",
];

/// The same as a whole run.
const UNNAMED: [&str; 22] = [
    "各", "他", "両", "全", "本", "当", "同", "新", "旧", "現", "某", "母", "元", "春", "次", "別", "先",
    "前", "小", "隣", "知的", "病弱",
];

/// Words that end in 小.
const SMALL: [&str; 9] = [
    "最小", "縮小", "大小", "過小", "極小", "矮小", "弱小", "狭小", "中小",
];

/// Last kanji of a place before 中 as a school; 検討中 and 入院中 end otherwise.
const PLACES: &str = "東西南北丘台原野川田町浜池島谷沢橋崎津岡寺宮森林村里坂木井条浦江";

/// What follows 〜小 and 〜中 when a school is meant.
const OF_SCHOOL: [&str; 5] = ["校区", "出身", "卒", "へ進学", "に進学"];

/// The name of a school whose word for school begins at `at`.
fn school(units: &[Unit], at: usize) -> Option<std::ops::Range<usize>> {
    let before = at.checked_sub(1).and_then(|before| char_at(units, before))?;
    if let Some(length) = one_of(units, at, &SCHOOLS) {
        // 中学生, 中学年, 学園祭 name no school.
        if char_at(units, at + length).is_some_and(|c| "生年祭".contains(c)) {
            return None;
        }
        let from = if fold::is_kanji(before) {
            let from = fold::run_before(units, at, fold::is_kanji);
            let run: String = units.iter().take(at).skip(from).map(|unit| unit.plain).collect();
            if UNNAMED.contains(&run.as_str()) || ends_with(units, at, &UNNAMED_ENDINGS) {
                return None;
            }
            from
        } else if fold::is_katakana(before) {
            fold::run_before(units, at, fold::is_katakana)
        } else if fold::is_hiragana(before) {
            let run = fold::run_before(units, at, fold::is_hiragana);
            let particle = |index: &usize| char_at(units, *index).is_some_and(|c| PARTICLES.contains(c));
            if "じなくうるいたれきえ".contains(before) || ends_with(units, at, &["から", "まで", "より"])
            {
                return None;
            }
            (run..at).rev().find(particle).map_or(run, |index| index + 1)
        } else {
            return None;
        };
        return (at - from >= 2 || fold::is_kanji(before)).then_some(from..at + length);
    }
    let sign = char_at(units, at)?;
    let from = fold::run_before(units, at, fold::is_kanji);
    let ends = char_at(units, at + 1).is_none_or(|c| !fold::is_kanji(c));
    let followed = one_of(units, at + 1, &OF_SCHOOL).is_some();
    let named = match sign {
        '小' => {
            at - from >= 2
                && (ends || followed)
                && char_at(units, at + 1).is_none_or(|c| !"さ".contains(c))
                && !ends_with(units, at + 1, &SMALL)
        }
        '中' => {
            let numbered = at - from == 2 && starts_with(units, from, "第");
            (at - from >= 2 && followed && before != '立')
                || (ends && (numbered || (at - from >= 2 && PLACES.contains(before))))
        }
        _ => false,
    };
    named.then_some(from..at + 1)
}
