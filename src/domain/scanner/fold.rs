//! A text made comparable character by character, each with the place it was typed at.

use super::Normalise;

/// One comparable character and the characters of the text it came from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// After NFKC, ASCII in lower case.
    pub plain: char,
    /// Besides, katakana as hiragana, common variants of a kanji as one, 々 written out.
    pub folded: char,
    /// First character in the text.
    pub start: usize,
    /// One past the last character in the text.
    pub end: usize,
}

/// Range of units and what was found there.
pub(super) type Found = (std::ops::Range<usize>, super::FindingKind);

/// Normalises a text piece by piece, so that every unit knows its place.
pub(super) fn fold(text: &str, normalise: Normalise<'_>) -> Vec<Unit> {
    let chars: Vec<char> = text.chars().collect();
    let mut units: Vec<Unit> = Vec::with_capacity(chars.len());
    let mut start = 0;
    while let Some(first) = chars.get(start) {
        let marks = chars.iter().skip(start + 1).take_while(|c| is_mark(**c)).count();
        let end = start + 1 + marks;
        let mut push = |plain: char| {
            if is_hidden(plain) || is_variation(plain) {
                return;
            }
            let plain = plain.to_ascii_lowercase();
            let before = units.last().map(|unit: &Unit| unit.folded);
            let folded = match (plain, before) {
                ('々', Some(before)) => before,
                _ => folded(plain),
            };
            units.push(Unit {
                plain,
                folded,
                start,
                end,
            });
        };
        if marks == 0 && is_common(*first) {
            push(*first);
        } else {
            let piece: String = chars.iter().skip(start).take(end - start).collect();
            normalise(&piece).chars().for_each(&mut push);
        }
        start = end;
    }
    units
}

/// Characters NFKC leaves alone; they are most of any text, and asking the browser for each would be slow.
fn is_common(c: char) -> bool {
    c.is_ascii() || matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿')
}

/// Marks that belong to the character before them: sound marks of half-width kana, combining marks, variation selectors.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{ff9e}' | '\u{ff9f}' | '\u{3099}' | '\u{309a}' | '\u{300}'..='\u{36f}'
    ) || is_variation(c)
}

fn is_variation(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Characters nobody sees: control characters, joiners, and those that turn the direction of writing.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Kanji that people write one for the other in the same name. The first of each group stands for all.
const VARIANTS: [&str; 27] = [
    "高髙",
    "崎﨑嵜碕",
    "辺邊邉",
    "沢澤",
    "斎齋齊斉",
    "浜濵濱",
    "広廣",
    "国國",
    "桜櫻",
    "島嶋嶌",
    "真眞",
    "徳德",
    "瀬瀨",
    "恵惠",
    "条條",
    "竜龍",
    "富冨",
    "弥彌",
    "寿壽",
    "栄榮",
    "曽曾",
    "吉𠮷",
    "黒黑",
    "関關",
    "万萬",
    "礼禮",
    "槙槇",
];

fn folded(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => VARIANTS
            .iter()
            .find(|group| group.contains(c))
            .and_then(|group| group.chars().next())
            .unwrap_or(c),
    }
}

/// 漢字, with 々 and 〆.
pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '〆' | '㐀'..='䶿' | '一'..='鿿' | '豈'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// ひらがな.
pub(super) fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ゝ' | 'ゞ')
}

/// カタカナ, with the long vowel mark.
pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ヾ')
}

/// Either kana.
pub(super) fn is_kana(c: char) -> bool {
    is_hiragana(c) || is_katakana(c)
}

/// Whether the units from `at` read like `word`.
pub(super) fn starts_with(units: &[Unit], at: usize, word: &str) -> bool {
    let mut rest = units.iter().skip(at);
    word.chars()
        .all(|c| rest.next().is_some_and(|unit| unit.plain == c))
}

/// The first of `words` the units read like from `at`, as its length.
pub(super) fn one_of(units: &[Unit], at: usize, words: &[&str]) -> Option<usize> {
    words
        .iter()
        .find(|word| starts_with(units, at, word))
        .map(|word| word.chars().count())
}

/// Whether the units before `at` read like one of `words`.
pub(super) fn ends_with(units: &[Unit], at: usize, words: &[&str]) -> bool {
    words.iter().any(|word| {
        at.checked_sub(word.chars().count())
            .is_some_and(|from| starts_with(units, from, word))
    })
}

/// Start of the run of characters of one kind that ends before `at`.
pub(super) fn run_before(units: &[Unit], at: usize, kind: fn(char) -> bool) -> usize {
    let run = units
        .iter()
        .take(at)
        .rev()
        .take_while(|unit| kind(unit.plain))
        .count();
    at - run
}

/// The character at `at`, if there is one.
pub(super) fn char_at(units: &[Unit], at: usize) -> Option<char> {
    units.get(at).map(|unit| unit.plain)
}
