//! How hard a passphrase is to guess, estimated.
//!
//! An estimate of our own: the usual libraries weigh more than the whole vault and know no Japanese. It looks at a
//! passphrase as somebody would who guesses by habits of people (words, years, rows of the keyboard, repetition), and
//! counts what is left in bits. It is cautious: letters are taken for words, not for chance.
//!
//! # Thresholds
//! - Length: 10 characters, 8 where Japanese is among them (one kana or kanji carries more than one Latin letter). NIST
//!   SP 800-63B (2017, 5.1.1.1) asks for at least 8 of any kind; no upper bound below 64 may be set (ours is
//!   [`Passphrase::MAX_CHARS`](super::age::Passphrase::MAX_CHARS)), no kinds of characters may be demanded, and what is
//!   commonly used, expected or repetitive is to be refused. All of that is kept here.
//! - Bits: one try costs 32 MiB of memory ([`WorkFactor::VAULT`](super::age::WorkFactor::VAULT)), which holds one graphics
//!   card to some two thousand tries a second: 2^36 in a year (own estimate). Below [`FAIR_BITS`] that card would find the
//!   passphrase within a year; at [`STRONG_BITS`] a thousand such cards would need a thousand years.

use zeroize::Zeroizing;

/// Characters a passphrase has at least when it is of Latin letters, digits and signs.
pub const LEAST_LATIN: usize = 10;

/// Characters it has at least when there is Japanese in it.
pub const LEAST_JAPANESE: usize = 8;

/// Bits from which a passphrase may be chosen.
pub const FAIR_BITS: u32 = 36;

/// Bits from which more would be of no use.
pub const STRONG_BITS: u32 = 56;

/// Bits of a word or a year that everybody tries first: they are few.
const KNOWN_BITS: u32 = 6;

/// Bits of a piece of a row (`1234`, `あいうえお`, `qwerty`): which row, from where, how long.
const ROW_BITS: u32 = 6;

/// Bits of what stood before already: where.
const AGAIN_BITS: u32 = 3;

/// Characters from which a piece of a row, or a repetition, is one.
const LEAST_PIECE: usize = 3;

/// How hard a passphrase is to guess. Later is harder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Fewer characters than [`LEAST_LATIN`] or [`LEAST_JAPANESE`].
    TooShort,
    /// Long enough, but a habit: below [`FAIR_BITS`].
    Weak,
    /// Good enough.
    Fair,
    /// [`STRONG_BITS`] or more.
    Strong,
}

impl Strength {
    /// Whether it may be chosen.
    pub const fn is_enough(self) -> bool {
        match self {
            Strength::TooShort | Strength::Weak => false,
            Strength::Fair | Strength::Strong => true,
        }
    }
}

/// Rows that people run a finger or the alphabet along, forward or backward. Voiced kana count as unvoiced ones.
const ROWS: [&str; 16] = [
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
    "1q2w3e4r5t6y7u8i9o0p",
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん",
    "あかさたなはまやらわ",
    "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやま",
    "どれみふぁそらしど",
    "一二三四五六七八九十百千万",
    "月火水木金土日",
    "春夏秋冬",
    "東西南北",
    "!@#$%^&*()",
];

/// Words that are tried first: what lists of leaked passwords have at the top, and what a school has on its walls. In small
/// letters; katakana as hiragana. The words of the example on the screen are among them, because it is read by everybody.
const KNOWN: [&str; 124] = [
    "password",
    "passw",
    "pass",
    "qwerty",
    "admin",
    "root",
    "login",
    "welcome",
    "letmein",
    "iloveyou",
    "love",
    "dragon",
    "monkey",
    "football",
    "baseball",
    "soccer",
    "princess",
    "sunshine",
    "master",
    "shadow",
    "secret",
    "hello",
    "test",
    "user",
    "guest",
    "doraemon",
    "pokemon",
    "pikachu",
    "disney",
    "japan",
    "nippon",
    "tokyo",
    "osaka",
    "kyoto",
    "sakura",
    "hogehoge",
    "himitsu",
    "aikotoba",
    "arigatou",
    "konnichiwa",
    "school",
    "class",
    "teacher",
    "sensei",
    "gakkou",
    "gakko",
    "shougakkou",
    "chuugakkou",
    "tannin",
    "kyoushitsu",
    "kizuki",
    "sheet",
    "tablet",
    "ipad",
    "chromebook",
    "windows",
    "google",
    "microsoft",
    "apple",
    "giga",
    "reiwa",
    "heisei",
    "shouwa",
    "tanaka",
    "suzuki",
    "satou",
    "sato",
    "yamada",
    "tarou",
    "taro",
    "hanako",
    "january",
    "april",
    "spring",
    "summer",
    "ぱすわーど",
    "ひみつ",
    "秘密",
    "あいことば",
    "合言葉",
    "暗証番号",
    "ありがとう",
    "こんにちは",
    "おはよう",
    "さくら",
    "桜",
    "日本",
    "にほん",
    "東京",
    "大阪",
    "小学校",
    "中学校",
    "学校",
    "がっこう",
    "学級",
    "学年",
    "先生",
    "せんせい",
    "担任",
    "教室",
    "児童",
    "生徒",
    "気づき",
    "気付き",
    "きづき",
    "きずき",
    "しーと",
    "令和",
    "平成",
    "昭和",
    "どらえもん",
    "ぽけもん",
    "たぬき",
    "やかん",
    "ふうせん",
    "はしご",
    "tanuki",
    "yakan",
    "fuusen",
    "hashigo",
    "correct",
    "horse",
    "battery",
    "staple",
];

/// What kind a character is of: words end where the kind changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Small,
    Capital,
    Kana,
    Kanji,
    Blank,
    Sign,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            '0'..='9' => Kind::Digit,
            // Dates and classes, written out.
            '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '年' | '月'
            | '日' | '組' | '番' => Kind::Digit,
            'a'..='z' => Kind::Small,
            'A'..='Z' => Kind::Capital,
            'ぁ'..='ゟ' | 'ァ'..='ヿ' => Kind::Kana,
            '㐀'..='鿿' | '豈'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '々' | '〆' => Kind::Kanji,
            _ if c.is_whitespace() => Kind::Blank,
            // Other alphabets: as words of some other language.
            _ if c.is_alphabetic() => Kind::Kana,
            _ => Kind::Sign,
        }
    }

    /// Bits of a character of this kind that stands at this place (from 0) of its run. A word of a language has about 13
    /// bits, whatever it is written in (7,776 words of a Diceware list); that is 4 Latin letters, 3 to 4 kana or 2 kanji of
    /// what counts here. Source for Latin letters: NIST SP 800-63-2 (2013), appendix A: 4 bits for the first, 2 each up to
    /// the eighth, less afterwards.
    const fn bits(self, place: usize) -> u32 {
        match (self, place) {
            (Kind::Digit, _) => 3,
            (Kind::Small | Kind::Capital, 0) => 4,
            (Kind::Small | Kind::Capital, 1..=7) => 2,
            (Kind::Small | Kind::Capital, 8..) => 1,
            (Kind::Kana, 0) => 5,
            (Kind::Kana, 1..=4) => 3,
            (Kind::Kana, 5..) => 2,
            (Kind::Kanji, 0) => 8,
            (Kind::Kanji, 1..) => 5,
            (Kind::Blank, _) => 1,
            (Kind::Sign, 0) => 4,
            (Kind::Sign, 1..) => 2,
        }
    }
}

/// Characters a passphrase like this has at least.
pub fn least_chars(text: &str) -> usize {
    let is_japanese = |c| matches!(Kind::of(c), Kind::Kana | Kind::Kanji);
    if text.chars().any(is_japanese) {
        LEAST_JAPANESE
    } else {
        LEAST_LATIN
    }
}

/// How hard a passphrase is to guess. The text is already in NFKC, as it is used; blanks at the ends do not count as length.
///
/// # Example
/// ```
/// use kizuki::vault::strength::{Strength, strength};
///
/// assert_eq!(strength("かえる"), Strength::TooShort);
/// assert_eq!(strength("school2026"), Strength::Weak);
/// assert!(strength("みずうみ 郵便 とんかち").is_enough());
/// ```
pub fn strength(text: &str) -> Strength {
    if text.trim().chars().count() < least_chars(text) {
        return Strength::TooShort;
    }
    match bits(text) {
        STRONG_BITS.. => Strength::Strong,
        FAIR_BITS.. => Strength::Fair,
        ..FAIR_BITS => Strength::Weak,
    }
}

/// The estimate in bits; counting ends where more does not matter.
fn bits(text: &str) -> u32 {
    let mut plain = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut folded = Zeroizing::new(Vec::with_capacity(text.len()));
    plain.extend(text.trim().chars());
    folded.extend(plain.iter().copied().map(fold));
    let (mut bits, mut at) = (0, 0);
    let mut run = None;
    while let Some(&now) = plain.get(at)
        && bits < STRONG_BITS
    {
        if let Some((length, cost)) = habit(&plain, &folded, at) {
            bits += cost;
            at += length;
            run = None;
            continue;
        }
        let kind = Kind::of(now);
        let place = match run {
            // A capital inside begins a word, and the small letters behind it belong to it.
            Some((last, place)) if last == kind || (last, kind) == (Kind::Capital, Kind::Small) => place + 1,
            // Where the kind changes is a choice too.
            Some(_) => {
                bits += 1;
                0
            }
            None => 0,
        };
        bits += kind.bits(place);
        run = Some((kind, place));
        at += 1;
    }
    bits
}

/// The longest piece from here that is a habit, and its bits.
fn habit(plain: &[char], folded: &[char], at: usize) -> Option<(usize, u32)> {
    let here = folded.get(at..)?;
    let found = [
        (known(here), KNOWN_BITS),
        (year(plain.get(at..)?), KNOWN_BITS),
        (in_row(plain.get(at..)?).max(in_row(here)), ROW_BITS),
        (again(folded, at), AGAIN_BITS),
    ];
    found
        .into_iter()
        .filter(|(length, _)| *length > 0)
        .max_by_key(|(length, cost)| (*length, u32::MAX - cost))
}

/// A character as habits see it: small, hiragana, and not disguised (`p@ssw0rd`).
fn fold(c: char) -> char {
    match c {
        'ァ'..='ヶ' => u32::from(c)
            .checked_sub(0x60)
            .and_then(char::from_u32)
            .unwrap_or(c),
        '@' => 'a',
        '$' => 's',
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        _ => c.to_ascii_lowercase(),
    }
}

/// Characters of the longest known word that stands here.
fn known(here: &[char]) -> usize {
    KNOWN
        .iter()
        .map(|word| word.chars().count().min(matching(here, word.chars())))
        .zip(KNOWN)
        .filter(|(length, word)| *length == word.chars().count())
        .map(|(length, _)| length)
        .max()
        .unwrap_or(0)
}

/// 4 where a year of the last or this century stands here.
fn year(here: &[char]) -> usize {
    match here {
        ['1', '9', tens, ones, ..] | ['2', '0', tens, ones, ..]
            if tens.is_ascii_digit() && ones.is_ascii_digit() =>
        {
            4
        }
        _ => 0,
    }
}

/// Characters from here that are a piece of a row, forward or backward; 0 if too few.
fn in_row(here: &[char]) -> usize {
    let longest = |row: &str| {
        (0..row.chars().count())
            .map(|from| {
                let forward = matching(here, row.chars().skip(from));
                forward.max(matching(here, row.chars().rev().skip(from)))
            })
            .max()
    };
    let length = ROWS.iter().filter_map(|row| longest(row)).max().unwrap_or(0);
    if length >= LEAST_PIECE { length } else { 0 }
}

/// Characters from here that stood before already, overlapping included (`aaaa`, `abcabc`); 0 if too few.
fn again(text: &[char], at: usize) -> usize {
    let here = text.get(at..).unwrap_or_default();
    let longest = (0..at)
        .map(|from| matching(here, text.iter().copied().skip(from)))
        .max()
        .unwrap_or(0);
    if longest >= LEAST_PIECE { longest } else { 0 }
}

/// Characters at the beginning that are the same.
fn matching(here: &[char], there: impl Iterator<Item = char>) -> usize {
    here.iter().zip(there).take_while(|(a, b)| **a == *b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn judged(text: &str, wanted: Strength) {
        assert_eq!(strength(text), wanted, "{text}: {} bits", bits(text));
    }

    #[test]
    fn one_character_below_the_least_is_too_short_and_blanks_at_the_ends_do_not_help() {
        for text in [
            "",
            "x7Kq-w2Tz",
            "  x7Kq-w2Tz  ",
            "ぬまとりくもほ",
            "ぬまとりくもほ  ",
        ] {
            judged(text, Strength::TooShort);
        }
        for text in ["x7Kq-w2Tz_", "ぬまとりくもほす"] {
            assert_ne!(strength(text), Strength::TooShort, "{text}");
        }
    }

    #[test]
    fn what_people_choose_out_of_habit_is_weak() {
        for text in [
            "1234567890",
            "0987654321",
            "qwertyuiop",
            "1qaz2wsx3edc",
            "password1234",
            "P@ssw0rd2026",
            "Password!2026",
            "sakura20260401",
            "tanakahanako",
            "aaaaaaaaaaaaaaaaaaaaaaaa",
            "abcabcabcabcabc",
            "kizuki-sheet-2026",
            "school2026school2026",
            "あいうえおかきくけこ",
            "いろはにほへとちりぬるを",
            "パスワードパスワード",
            "がっこうのせんせい",
            "令和八年五年一組",
            "ひみつの合言葉です",
            "さくらさくらさくら",
            "2026年4月1日小学校",
            "月火水木金土日月火水",
            "19851123198511",
            "correct horse battery staple",
        ] {
            judged(text, Strength::Weak);
        }
    }

    #[test]
    fn three_unrelated_words_are_enough_in_any_script() {
        for text in [
            "kettle harbor pencil",
            "Himawari-Densha-42",
            "mizuumi yuubin tonkachi",
            "みずうみ ゆうびん とんかち",
            "湖と郵便と金づち",
            "ミズウミ郵便tonkachi",
            "k3x9vq2m7p",
        ] {
            assert!(strength(text).is_enough(), "{text}: {} bits", bits(text));
        }
    }

    #[test]
    fn four_long_words_five_short_ones_or_twenty_random_characters_are_strong() {
        for text in [
            "kettle harbor pencil violin",
            "みずうみ ゆうびん とんかち まくら えんがわ",
            "x7Kq-w2Tz_p9Rf=4mLd",
        ] {
            judged(text, Strength::Strong);
        }
    }

    #[test]
    fn katakana_and_capitals_do_not_make_a_known_word_another_one() {
        for (text, same) in [
            ("パスワード", "ぱすわーど"),
            ("QWERTY", "qwerty"),
            ("$CHOOL", "school"),
        ] {
            assert_eq!(bits(text), bits(same), "{text}");
            assert_eq!(bits(text), KNOWN_BITS.min(ROW_BITS), "{text}");
        }
    }

    #[test]
    fn a_passphrase_of_the_greatest_length_is_judged_like_any_other() {
        let long = "ぬ".repeat(crate::vault::age::Passphrase::MAX_CHARS);
        judged(&long, Strength::Weak);
    }

    #[test]
    fn the_lists_are_spelt_as_they_are_compared() {
        for word in KNOWN {
            let folded: String = word.chars().map(fold).collect();
            assert_eq!(folded, word);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}") {
            let judged = strength(&text);
            proptest::prop_assert_eq!(judged == Strength::TooShort, text.trim().chars().count() < least_chars(&text));
        }

        #[test]
        fn saying_it_twice_adds_next_to_nothing(text in "[a-z0-9]{6,10}") {
            let twice = format!("{text}{text}");
            proptest::prop_assert!(bits(&twice) <= bits(&text) + AGAIN_BITS + 4);
        }
    }
}
