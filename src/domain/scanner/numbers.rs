//! Shapes made of figures: telephone and other long numbers, days, 学年・組・番号, addresses; and mail and web addresses.

use super::FindingKind;
use super::fold::{self, Found, Unit, char_at, one_of, starts_with};

/// A number as it stands in a text.
#[derive(Clone, Copy)]
struct Number {
    value: u32,
    /// Figures or kanji it is written with.
    digits: usize,
    end: usize,
    kanji: bool,
}

/// Finds the shapes.
pub(super) fn find(units: &[Unit], found: &mut Vec<Found>) {
    let mut at = 0;
    while at < units.len() {
        match number_at(units, at) {
            Some(number) => {
                let mut add = |range: Option<std::ops::Range<usize>>, kind| {
                    if let Some(range) = range {
                        found.push((range, kind));
                    }
                };
                add(day(units, at, number), FindingKind::Date);
                add(class(units, at, number), FindingKind::Class);
                add(block(units, at, number), FindingKind::Address);
                at = number.end;
            }
            None => at += 1,
        }
    }
    long_numbers(units, found);
    lettered_class(units, found);
    places(units, found);
    tokens(units, found);
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_kanji_figure(c: char) -> bool {
    "〇一二三四五六七八九十".contains(c)
}

/// The number that begins here, in figures or in kanji.
fn number_at(units: &[Unit], at: usize) -> Option<Number> {
    let first = char_at(units, at)?;
    let (kanji, belongs): (bool, fn(char) -> bool) = match first {
        c if is_figure(c) => (false, is_figure),
        c if is_kanji_figure(c) => (true, is_kanji_figure),
        _ => return None,
    };
    let digits = units
        .iter()
        .skip(at)
        .take_while(|unit| belongs(unit.plain))
        .count();
    let mut value = 0_u32;
    for unit in units.iter().skip(at).take(digits) {
        value = match unit.plain {
            '十' if value == 0 => 10,
            '十' => value.saturating_mul(10),
            c => {
                let figure = "〇一二三四五六七八九".chars().position(|kanji| kanji == c);
                let figure = figure
                    .and_then(|f| u32::try_from(f).ok())
                    .or(c.to_digit(10))
                    .unwrap_or(0);
                match value % 10 {
                    // 二十三: the three is added; 二三: it is appended.
                    0 if kanji && value >= 10 => value + figure,
                    _ => value.saturating_mul(10).saturating_add(figure),
                }
            }
        };
    }
    Some(Number {
        value,
        digits,
        end: at + digits,
        kanji,
    })
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' | '─')
}

/// Units after a number that make it an amount and not a sign.
const COUNTERS: [&str; 23] = [
    "日", "回", "人", "時", "分", "月", "年", "週", "名", "件", "点", "%", "割", "歳", "才", "度", "か",
    "ヶ", "カ", "ケ", "つ", "個", "倍",
];

fn month(number: Number) -> bool {
    (1..=12).contains(&number.value) && number.digits <= 3
}

fn day_of_month(number: Number) -> bool {
    (1..=31).contains(&number.value) && number.digits <= 3
}

/// A day, or a year of birth.
fn day(units: &[Unit], at: usize, number: Number) -> Option<std::ops::Range<usize>> {
    let after = char_at(units, number.end)?;
    let from = era_before(units, at);
    if after == '年' && starts_with(units, number.end, "年生まれ") {
        return Some(from..number.end + 4);
    }
    if after == '月' && month(number) {
        let next = number.end + 1 + usize::from(char_at(units, number.end + 1) == Some('の'));
        let mut last = number_at(units, next).filter(|day| day_of_month(*day))?;
        // 11月20〜25日, 11月3、4日
        while char_at(units, last.end).is_some_and(|c| is_hyphen(c) || "〜~、,・と".contains(c)) {
            match number_at(units, last.end + 1).filter(|day| day_of_month(*day)) {
                Some(day) => last = day,
                None => break,
            }
        }
        return (char_at(units, last.end) == Some('日')).then_some(from..last.end + 1);
    }
    if after == '日' && day_of_month(number) {
        let weekday = char_at(units, number.end + 2).is_some_and(|c| "月火水木金土日".contains(c));
        let bracket = char_at(units, number.end + 1) == Some('(');
        let closed = usize::from(char_at(units, number.end + 3) == Some(')'));
        return (weekday && bracket).then_some(at..number.end + 3 + closed);
    }
    if number.kanji || !(after == '/' || after == '.' || is_hyphen(after)) {
        return None;
    }
    let second = number_at(units, number.end + 1).filter(|second| !second.kanji)?;
    let third = char_at(units, second.end)
        .filter(|c| *c == after || (is_hyphen(*c) && is_hyphen(after)))
        .and_then(|_| number_at(units, second.end + 1))
        .filter(|third| !third.kanji);
    match third {
        Some(third) if month(second) && day_of_month(third) => Some(from..third.end),
        Some(_) => None,
        None => (after == '/' && month(number) && day_of_month(second)).then_some(at..second.end),
    }
}

/// Where a date begins that has its year before `at`: 令和8年, R8.
fn era_before(units: &[Unit], at: usize) -> usize {
    let mut from = at;
    if from.checked_sub(1).and_then(|before| char_at(units, before)) == Some('年') {
        from = fold::run_before(units, from - 1, |c| {
            is_figure(c) || is_kanji_figure(c) || c == '元'
        });
    }
    for era in ["令和", "平成", "昭和", "西暦", "r", "h", "s"] {
        if fold::ends_with(units, from, &[era]) {
            return from - era.chars().count();
        }
    }
    from
}

/// 学年・組・番号.
fn class(units: &[Unit], at: usize, number: Number) -> Option<std::ops::Range<usize>> {
    let end = number.end;
    let grade = (1..=6).contains(&number.value) && number.digits == 1;
    let group = |from: usize| -> Option<usize> {
        let named = units
            .iter()
            .skip(from)
            .take(6)
            .take_while(|unit| {
                unit.plain != '組' && (unit.plain.is_ascii_alphanumeric() || is_letter(unit.plain))
            })
            .count();
        is_group(units, from + named).then_some(from + named + 1)
    };
    if starts_with(units, end, "年") && grade {
        let of_child = [
            "年生",
            "年の子",
            "年の児",
            "年の女",
            "年の男",
            "年の兄",
            "年の姉",
            "年の弟",
            "年の妹",
            "年の担任",
            "年の学級",
        ];
        if let Some(end) = group(end + 1) {
            return Some(at..end);
        }
        let birth = starts_with(units, end, "年生まれ");
        let pair = number_at(units, end + 1).is_some_and(|n| char_at(units, n.end).is_some_and(is_hyphen));
        if let Some(length) = one_of(units, end, &of_child).filter(|_| !birth) {
            return Some(at..end + length);
        }
        if pair || fold::ends_with(units, at, &["小学", "中学", "高校", "小学校", "中学校"]) {
            return Some(fold::run_before(units, at, fold::is_kanji)..end + 1);
        }
    }
    if is_group(units, end) {
        return Some(at..end + 1);
    }
    // 5の2, 五の二: how a class is called; 3の2つ is an amount.
    let called = number_at(units, end + 1).filter(|second| {
        grade
            && starts_with(units, end, "の")
            && second.kanji == number.kanji
            && second.digits <= 2
            && one_of(units, second.end, &COUNTERS).is_none()
    });
    if let Some(second) = called {
        return Some(at..second.end);
    }
    if number.kanji {
        return None;
    }
    if starts_with(units, end, "番") && one_of(units, end, &["番目", "番地", "番町"]).is_none()
        || starts_with(units, end, "号") && one_of(units, end, &["号車"]).is_none()
    {
        return Some(at..end + 1);
    }
    // 小5, 中2; but 中1ギャップ and 小1プロブレム name a thing, and in 最小3人 the figure counts.
    if grade && fold::ends_with(units, at, &["小", "中", "高"]) && number.digits == 1 {
        let sign = at - 1;
        let alone = sign
            .checked_sub(1)
            .and_then(|before| char_at(units, before))
            .is_none_or(|c| !fold::is_kanji(c));
        let amount = one_of(units, end, &COUNTERS).is_some() && !starts_with(units, end, "年");
        let named = one_of(units, end, &["ギャップ", "プロブレム", "の壁"]).is_some();
        if alone && !amount && !named {
            return Some(sign..end);
        }
    }
    // 5-1: a grade and a class, unless a unit follows (3-4日).
    let hyphen = char_at(units, end).is_some_and(is_hyphen);
    let second = number_at(units, end + 1).filter(|second| hyphen && !second.kanji && second.digits <= 2)?;
    let before = at.checked_sub(1).and_then(|before| char_at(units, before));
    let longer = before.is_some_and(is_hyphen) || char_at(units, second.end).is_some_and(is_hyphen);
    (number.digits == 1 && !longer && one_of(units, second.end, &COUNTERS).is_none())
        .then_some(at..second.end)
}

fn is_letter(c: char) -> bool {
    fold::is_kanji(c) || fold::is_kana(c)
}

/// 組 as a class; 組む and 仕組み are not.
fn is_group(units: &[Unit], at: usize) -> bool {
    starts_with(units, at, "組") && char_at(units, at + 1).is_none_or(|c| !"みむんめもま織合".contains(c))
}

/// A組 and 3年い組; the class of the document itself is known by name.
fn lettered_class(units: &[Unit], found: &mut Vec<Found>) {
    for at in 1..units.len() {
        let letter = char_at(units, at - 1).is_some_and(|c| c.is_ascii_alphabetic());
        let before = at.checked_sub(2).and_then(|before| char_at(units, before));
        if letter && is_group(units, at) && before.is_none_or(|c| !c.is_ascii_alphabetic()) {
            found.push((at - 1..at + 1, FindingKind::Class));
        }
    }
}

/// 〜丁目, 〜番地: Sakai writes 丁 without 目.
fn block(units: &[Unit], at: usize, number: Number) -> Option<std::ops::Range<usize>> {
    let written = ["丁目", "番地", "番町", "条通"];
    let length = one_of(units, number.end, &written).or_else(|| {
        let chome = starts_with(units, number.end, "丁") && !starts_with(units, number.end, "丁寧");
        (chome && !number.kanji).then_some(1)
    })?;
    Some(fold::run_before(units, at, |c| fold::is_kanji(c) || fold::is_katakana(c))..number.end + length)
}

/// 北区百舌鳥梅町2-3: a place and then a house number.
fn places(units: &[Unit], found: &mut Vec<Found>) {
    for at in 1..units.len() {
        let place = char_at(units, at).is_some_and(|c| "市区町村郡".contains(c))
            && char_at(units, at - 1).is_some_and(fold::is_kanji);
        if !place {
            continue;
        }
        let between = units
            .iter()
            .skip(at + 1)
            .take(12)
            .take_while(|unit| {
                (fold::is_kanji(unit.plain) && !is_kanji_figure(unit.plain)) || fold::is_katakana(unit.plain)
            })
            .count();
        let Some(number) = number_at(units, at + 1 + between) else {
            continue;
        };
        let house = match char_at(units, number.end) {
            None => true,
            Some(c) if is_hyphen(c) => number_at(units, number.end + 1).is_some(),
            Some(c) => "丁番号".contains(c) || (c == 'の' && number_at(units, number.end + 1).is_some()),
        };
        if house && !number.kanji {
            let from = fold::run_before(units, at, fold::is_kanji);
            let to = units
                .iter()
                .skip(number.end)
                .take_while(|unit| is_figure(unit.plain) || is_hyphen(unit.plain))
                .count();
            found.push((from..number.end + to, FindingKind::Address));
        }
    }
    for at in 0..units.len() {
        if char_at(units, at) == Some('〒') {
            found.push((at..at + 1, FindingKind::Address));
        }
    }
}

/// Runs of five and more figures, hyphens, blanks and brackets within them passed over.
fn long_numbers(units: &[Unit], found: &mut Vec<Found>) {
    let is_any = |c: char| is_figure(c) || (is_kanji_figure(c) && c != '十');
    let mut at = 0;
    while at < units.len() {
        if !char_at(units, at).is_some_and(is_any) {
            at += 1;
            continue;
        }
        let (mut end, mut digits, mut next) = (at, 0, at);
        while let Some(c) = char_at(units, next) {
            if is_any(c) {
                digits += 1;
                end = next + 1;
            } else if !(is_hyphen(c) || c == ' ' || c == '(' || c == ')') {
                break;
            }
            next += 1;
        }
        if digits >= 5 {
            let from = at - usize::from(fold::ends_with(units, at, &["+"]));
            let abroad = from < at && starts_with(units, at, "81");
            let phone = (10..=12).contains(&digits) && (abroad || char_at(units, at) == Some('0'));
            let kind = if phone {
                FindingKind::Phone
            } else {
                FindingKind::LongNumber
            };
            found.push((from..end, kind));
        }
        at = end;
    }
}

/// Mail and web addresses, as far as the run of Latin letters and signs goes.
fn tokens(units: &[Unit], found: &mut Vec<Found>) {
    let is_part = |c: char| c.is_ascii_graphic() && !matches!(c, '(' | ')' | ',' | '<' | '>' | '"');
    let mut from = 0;
    for run in units.chunk_by(|a, b| is_part(a.plain) == is_part(b.plain)) {
        let range = from..from + run.len();
        from = range.end;
        let text: String = run.iter().map(|unit| unit.plain).collect();
        if text.contains('@') {
            found.push((range, FindingKind::Mail));
            continue;
        }
        let domain = [".jp", ".com", ".net", ".org", ".info", ".me"].iter().any(|end| {
            text.ends_with(end) || text.contains(&format!("{end}/")) || text.contains(&format!("{end}:"))
        });
        if text.contains("://") || text.contains("http") || text.contains("www.") || domain {
            found.push((range, FindingKind::Url));
        }
    }
}
