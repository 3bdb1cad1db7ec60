//! The names of the class: what is looked for, and when a match counts.

use super::fold::{self, Found, Unit};
use super::{FindingKind, Normalise};
use crate::domain::roster::Classroom;
use crate::domain::sorted::sort_short;

/// What to look for in a text of one class: names and readings whole and in part, the school's label, the 組.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterTerms {
    terms: Vec<Term>,
}

/// One thing looked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Term {
    letters: Vec<char>,
    rule: Rule,
    kind: FindingKind,
}

/// When a match counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rule {
    /// Wherever it stands: whole names, parts of two kanji or three kana.
    Anywhere,
    /// Only where a word may begin and end, because parts of two kana (そう, まい) stand in half of all words.
    Bounded,
    /// A single kanji: standing alone, as a subject or object, or before 「の母」 and the like. 心のケア is not a name.
    Alone,
    /// A word in Latin letters, compared as romaji.
    Latin,
}

impl RosterTerms {
    /// What to look for in the texts of this class.
    pub fn of(classroom: &Classroom, normalise: Normalise<'_>) -> Self {
        let mut builder = Self::default();
        for student in &classroom.students {
            for name in [&student.name, &student.reading].into_iter().flatten() {
                builder.add_name(&fold::fold(name, normalise));
            }
        }
        builder.add_class(&fold::fold(&classroom.class_name, normalise));
        builder.add_school(&fold::fold(&classroom.school, normalise));
        sort_short(&mut builder.terms, |a, b| a <= b);
        builder.terms.dedup();
        builder
    }

    fn add(&mut self, letters: &[char], rule: Rule, kind: FindingKind) {
        self.terms.push(Term {
            letters: letters.to_vec(),
            rule,
            kind,
        });
    }

    fn add_name(&mut self, units: &[Unit]) {
        let parts: Vec<Vec<Unit>> = units
            .split(|unit| is_separator(unit.plain))
            .filter(|part| !part.is_empty())
            .map(<[Unit]>::to_vec)
            .collect();
        let whole: Vec<Unit> = parts.iter().flatten().copied().collect();
        self.add_word(&whole, true);
        match parts.as_slice() {
            [] => {}
            [only] => self.add_guessed_parts(only),
            parts => parts.iter().for_each(|part| self.add_word(part, false)),
        }
    }

    fn add_word(&mut self, word: &[Unit], whole: bool) {
        let letters: Vec<char> = word.iter().map(|unit| unit.folded).collect();
        let kana = letters.iter().all(|c| fold::is_kana(*c));
        let kind = FindingKind::RosterName;
        if letters.iter().any(char::is_ascii_alphabetic) {
            let text: String = letters.iter().collect();
            self.add_latin(&text);
            if !letters.iter().all(char::is_ascii) {
                self.add(&letters, Rule::Anywhere, kind);
            }
            return;
        }
        match letters.len() {
            0 => {}
            1 if kana => {}
            1 => self.add(&letters, Rule::Alone, kind),
            2 if kana && !whole => self.add(&letters, Rule::Bounded, kind),
            _ => self.add(&letters, Rule::Anywhere, kind),
        }
        if kana && !letters.is_empty() {
            self.add_latin(&romaji(&letters));
        }
    }

    /// A name written without a blank: where the family name ends is not known, so its beginning and end are looked for.
    fn add_guessed_parts(&mut self, word: &[Unit]) {
        let is_kana = |unit: &Unit| fold::is_kana(unit.plain);
        let borders: Vec<usize> = (1..word.len())
            .filter(|at| word.get(at - 1).map(is_kana) != word.get(*at).map(is_kana))
            .collect();
        if let [border] = borders.as_slice() {
            let (family, given) = word.split_at(*border);
            self.add_word(family, false);
            self.add_word(given, false);
            return;
        }
        let part = match word.iter().all(is_kana) {
            true if word.len() >= 5 => 3,
            false if word.len() >= 3 => 2,
            true | false => return,
        };
        for length in [1, part] {
            if length == part || word.len() == 3 {
                let (family, _) = word.split_at(length);
                let (_, given) = word.split_at(word.len() - length);
                self.add_word(family, false);
                self.add_word(given, false);
            }
        }
    }

    fn add_latin(&mut self, text: &str) {
        let letters: Vec<char> = latin(text).chars().collect();
        if letters.len() >= 3 {
            self.add(&letters, Rule::Latin, FindingKind::RosterName);
        }
    }

    /// 組: a name such as ひまわり wherever it stands, a single sign before 組. Figures are found by their shape.
    fn add_class(&mut self, units: &[Unit]) {
        let mut letters: Vec<char> = units
            .iter()
            .map(|unit| unit.folded)
            .filter(|c| !is_separator(*c))
            .collect();
        if letters.last() == Some(&'組') {
            letters.pop();
        }
        match letters.as_slice() {
            [] => {}
            letters if letters.iter().all(|c| c.is_ascii()) => {}
            [only] => self.add(&[*only, '組'], Rule::Anywhere, FindingKind::Class),
            letters => self.add(letters, Rule::Anywhere, FindingKind::Class),
        }
    }

    /// The school's own label, and what is left of it without 市立 and 小学校.
    fn add_school(&mut self, units: &[Unit]) {
        let letters: Vec<char> = units
            .iter()
            .map(|unit| unit.folded)
            .filter(|c| !is_separator(*c))
            .collect();
        if letters.len() < 2 || letters.iter().all(|c| c.is_ascii()) {
            return;
        }
        self.add(&letters, Rule::Anywhere, FindingKind::School);
        let label: String = letters.iter().collect();
        let bare = label.rsplit_once('立').map_or(label.as_str(), |(_, bare)| bare);
        let stem = ["義務教育学校", "小学校", "中学校", "学校", "小", "中", "学園"]
            .iter()
            .find_map(|kind| bare.strip_suffix(kind));
        let Some(stem) = stem else { return };
        let stem: Vec<char> = stem.chars().collect();
        if stem.len() >= 2 {
            self.add(&stem, Rule::Anywhere, FindingKind::School);
        } else if let [only] = stem.as_slice() {
            for kind in ['小', '中'] {
                self.add(&[*only, kind], Rule::Anywhere, FindingKind::School);
            }
        }
    }
}

/// What stands between the parts of a name, and is passed over when a text is compared.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '・' | '=' | ',' | '、' | '.')
}

/// Finds the terms in a text.
pub(super) fn find(units: &[Unit], terms: &RosterTerms, found: &mut Vec<Found>) {
    let letters: Vec<usize> = (0..units.len())
        .filter(|at| units.get(*at).is_some_and(|unit| !is_separator(unit.plain)))
        .collect();
    for term in terms.terms.iter().filter(|term| term.rule != Rule::Latin) {
        for from in 0..letters.len() {
            let Some(place) = letters.get(from..from + term.letters.len()) else {
                break;
            };
            let (Some(first), Some(last)) = (place.first(), place.last()) else {
                continue;
            };
            let here = place
                .iter()
                .filter_map(|at| units.get(*at))
                .map(|unit| unit.folded);
            if same(&term.letters, here) && counts(units, *first, *last + 1, term.rule) {
                found.push((*first..*last + 1, term.kind));
            }
        }
    }
    find_latin(units, terms, found);
}

/// Whether letters are the same, the long vowel mark standing for any vowel that lengthens the one before.
fn same(term: &[char], here: impl Iterator<Item = char>) -> bool {
    let (mut term_before, mut here_before) = (None, None);
    for (wanted, found) in term.iter().copied().zip(here) {
        let alike = wanted == found
            || (found == 'ー' && lengthens(term_before, wanted))
            || (wanted == 'ー' && lengthens(here_before, found));
        if !alike {
            return false;
        }
        (term_before, here_before) = (Some(wanted), Some(found));
    }
    true
}

fn lengthens(before: Option<char>, c: char) -> bool {
    matches!(
        (before.and_then(vowel), c),
        (Some('a'), 'あ')
            | (Some('i'), 'い')
            | (Some('u'), 'う')
            | (Some('e'), 'え' | 'い')
            | (Some('o'), 'お' | 'う')
    )
}

fn counts(units: &[Unit], from: usize, to: usize, rule: Rule) -> bool {
    let before = from.checked_sub(1).and_then(|at| fold::char_at(units, at));
    let after = fold::char_at(units, to);
    let honorific = fold::one_of(
        units,
        to,
        &["さん", "ちゃん", "くん", "君", "様", "さま", "先生", "氏"],
    )
    .is_some();
    match rule {
        Rule::Anywhere | Rule::Latin => true,
        Rule::Bounded => {
            let katakana = fold::char_at(units, from).is_some_and(fold::is_katakana);
            let ends = |c: char| {
                !fold::is_kana(c) || fold::is_katakana(c) != katakana || "がはをのにへともや".contains(c)
            };
            before.is_none_or(ends) && (honorific || after.is_none_or(ends))
        }
        Rule::Alone => {
            let opens =
                before.is_none_or(|c| !fold::is_kanji(c) && !fold::is_katakana(c) && !"おご".contains(c));
            let closes =
                after.is_none_or(|c| !fold::is_kanji(c) && !fold::is_kana(c) || "がはもとをにへ".contains(c));
            let kin = [
                "の母",
                "の父",
                "の兄",
                "の姉",
                "の弟",
                "の妹",
                "の祖",
                "の親",
                "の保護者",
                "の家",
                "の件",
                "の欠席",
            ];
            opens && (honorific || closes || fold::one_of(units, to, &kin).is_some())
        }
    }
}

/// Words in Latin letters, compared as romaji whatever the system of writing them.
fn find_latin(units: &[Unit], terms: &RosterTerms, found: &mut Vec<Found>) {
    let is_word = |unit: &Unit| unit.plain.is_ascii_alphabetic() || matches!(unit.plain, '\'' | '-');
    let mut words: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    let mut from = 0;
    for run in units.chunk_by(|a, b| is_word(a) == is_word(b)) {
        if run.first().is_some_and(is_word) {
            let text: String = run.iter().map(|unit| unit.plain).collect();
            words.push((from..from + run.len(), latin(&text)));
        }
        from += run.len();
    }
    for term in terms.terms.iter().filter(|term| term.rule == Rule::Latin) {
        let wanted: String = term.letters.iter().collect();
        for (range, word) in &words {
            if *word == wanted {
                found.push((range.clone(), term.kind));
            }
        }
        for pair in words.windows(2) {
            if let [(first, family), (second, given)] = pair
                && latin(&format!("{family}{given}")) == wanted
            {
                found.push((first.start..second.end, term.kind));
            }
        }
    }
}

/// Rows of the kana table with their consonants, vowels in the order a i u e o.
const ROWS: [(&str, &str); 16] = [
    ("あいうえお", ""),
    ("ぁぃぅぇぉ", ""),
    ("かきくけこ", "k"),
    ("がぎぐげご", "g"),
    ("さしすせそ", "s"),
    ("ざじずぜぞ", "z"),
    ("たちつてと", "t"),
    ("だぢづでど", "z"),
    ("なにぬねの", "n"),
    ("はひふへほ", "h"),
    ("ばびぶべぼ", "b"),
    ("ぱぴぷぺぽ", "p"),
    ("まみむめも", "m"),
    ("らりるれろ", "r"),
    ("ゃ ゅ ょ", "y"),
    ("や ゆ よ", "y"),
];

/// Consonant and vowel of a kana.
fn syllable(kana: char) -> Option<(&'static str, char)> {
    match kana {
        'わ' => return Some(("w", 'a')),
        'を' => return Some(("", 'o')),
        'ゔ' => return Some(("b", 'u')),
        'だ' | 'で' | 'ど' => {
            return Some((
                "d",
                if kana == 'だ' {
                    'a'
                } else if kana == 'で' {
                    'e'
                } else {
                    'o'
                },
            ));
        }
        _ => {}
    }
    ROWS.iter().find_map(|(row, consonant)| {
        let at = row.chars().position(|c| c == kana && c != ' ')?;
        Some((*consonant, "aiueo".chars().nth(at)?))
    })
}

fn vowel(kana: char) -> Option<char> {
    syllable(kana).map(|(_, vowel)| vowel)
}

/// A reading in hiragana as romaji.
fn romaji(kana: &[char]) -> String {
    let mut text = String::new();
    for c in kana {
        match c {
            'ん' => text.push('n'),
            'ゃ' | 'ゅ' | 'ょ' | 'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' => {
                text.pop();
                if let Some((consonant, vowel)) = syllable(*c) {
                    text.push_str(consonant);
                    text.push(vowel);
                }
            }
            c => {
                if let Some((consonant, vowel)) = syllable(*c) {
                    text.push_str(consonant);
                    text.push(vowel);
                }
            }
        }
    }
    text
}

/// One spelling for all ways of writing romaji: shi and si, ji and zi, ou and ō, tt and t.
fn latin(word: &str) -> String {
    let mut text: String = word
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    for (from, to) in [
        ("shi", "si"),
        ("sh", "sy"),
        ("chi", "ti"),
        ("ch", "ty"),
        ("tsu", "tu"),
        ("fu", "hu"),
        ("f", "h"),
        ("ji", "zi"),
        ("jy", "zy"),
        ("j", "zy"),
        ("l", "r"),
        ("v", "b"),
        ("mb", "nb"),
        ("mp", "np"),
        ("ou", "o"),
        ("oo", "o"),
        ("uu", "u"),
        ("aa", "a"),
        ("ii", "i"),
        ("ee", "e"),
    ] {
        text = text.replace(from, to);
    }
    // Itoh, Satoh: the h lengthens.
    let letters: Vec<char> = text.chars().collect();
    let mut canonical = String::with_capacity(letters.len());
    for (at, c) in letters.iter().enumerate() {
        let next = letters.get(at + 1);
        let lengthening =
            *c == 'h' && canonical.ends_with('o') && next.is_none_or(|next| !"aiueoy".contains(*next));
        if !lengthening && !canonical.ends_with(*c) {
            canonical.push(*c);
        }
    }
    canonical
}
