//! Reading a QR text back, field by field.

use super::{
    BANDS, BASE32, CONSENTS, GROUNDS, MARK, NUMBER, OFFSET, PAIR, PARTS, QrError, STRENGTHS, Scanned, TRENDS,
    check, months,
};
use crate::domain::case_code::CaseCode;
use crate::domain::checklist::{Checklist, Direction, Item, ItemKind};
use crate::domain::decision::ReplyBy;
use crate::domain::ids::ItemId;
use crate::domain::limits::{MAX_SCHOOL_CHARS, MAX_SIGNS};
use crate::domain::locale::Locale;
use crate::domain::roster::YearMonth;
use crate::domain::scanner::is_hidden;
use crate::domain::scoring::Ground;
use crate::domain::summary::{AreaFact, AreaPicture, ContactRole, Facts, Sheet, Sign, Strength};

/// Reads a QR text by the content it was made with.
///
/// # Errors
/// When the text is not of this app, newer, misread, made with another content, or does not fit it.
pub fn decode(text: &str, checklist: &Checklist) -> Result<Scanned, QrError> {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            c => c,
        })
        .map(|c| c.to_ascii_uppercase())
        .take(1_000)
        .collect();
    let rest = text.strip_prefix(MARK).ok_or(QrError::OtherText)?;
    let (number, rest) = rest.split_once([':', '+', ';']).ok_or(QrError::OtherText)?;
    if number != NUMBER {
        let newer = number.parse::<u32>().is_ok_and(|number| number > 1);
        return Err(if newer { QrError::Newer } else { QrError::OtherText });
    }
    let (body, sum) = rest.rsplit_once('.').ok_or(QrError::Misread)?;
    if check(body) != sum {
        return Err(QrError::Misread);
    }
    let fields: Vec<&str> = body.split('.').collect();
    let [
        code,
        checksum,
        head,
        times,
        areas,
        strengths,
        signs,
        information,
        urgent,
        tried,
        supports,
        asks,
        school,
    ] = fields.as_slice()
    else {
        return Err(QrError::Misread);
    };
    let code = CaseCode::parse(code).map_err(|_| QrError::Misread)?;
    if *checksum != checklist.stamp.checksum.to_ascii_uppercase() {
        return Err(QrError::OtherContent { code });
    }
    let part = |field: usize, text| Reader { rest: text, field };
    let mut head = part(2, head);
    let made = head.number(2)? * PAIR + head.number(2)?;
    let made = month(made).ok_or(QrError::Field { field: 2 })?;
    let grade_band = head.optional(&BANDS)?;
    let contact = head.one_of(&ContactRole::ALL)?;
    let ground = head.one_of(&GROUNDS)?;
    let level = match head.peek() {
        Some('-') => head.skip('-', 1),
        Some(_) | None => Some(head.entry(&checklist.levels)?.id.clone()),
    };
    let (lowest, highest) = (
        head.entry(&checklist.levels)?.id.clone(),
        head.entry(&checklist.levels)?.id.clone(),
    );
    let trend = head.one_of(&TRENDS)?;
    let heard = head.number(1)?;
    let consent = head.one_of(&CONSENTS)?;
    let chosen = head.number(1)?;
    let other_on_paper = head.number(1)? == 1;
    head.end()?;
    let mut times = part(3, times);
    let (met, dispose) = (times.month(made)?, times.month(made)?);
    let next_check = match times.peek() {
        Some('-') => times.skip('-', 2),
        Some(_) | None => Some(times.month(made)?),
    };
    let reply_by = match times.peek() {
        Some('-') => times.skip('-', 3),
        Some(_) | None => Some(ReplyBy {
            month: times.month(made)?,
            part: times.one_of(&PARTS)?,
        }),
    };
    times.end()?;
    let facts = Facts {
        code,
        made,
        school: None,
        contact,
        grade_band,
        stamp: checklist.stamp.clone(),
        ground,
        level,
        lowest,
        highest,
        trend,
        areas: part(4, areas).areas(checklist, ground)?,
        signs: part(6, signs).all(|reader| {
            let item: &Item = reader.pair_entry(&checklist.items)?;
            let option = usize::try_from(reader.number(1)?).unwrap_or(usize::MAX);
            let known = option < item.options.len();
            known
                .then(|| Sign {
                    item: item.id.clone(),
                    option,
                })
                .ok_or(reader.fault())
        })?,
        strengths: part(5, strengths).strengths(checklist)?,
        information: part(7, information).all(|reader| {
            let item = reader.pair_entry(&checklist.items)?;
            let fits = matches!(item.kind, ItemKind::Information { .. });
            fits.then(|| item.id.clone()).ok_or(reader.fault())
        })?,
        urgent: part(8, urgent).all(|reader| Ok(reader.pair_entry(&checklist.cards)?.id.clone()))?,
        tried: part(9, tried).all(|reader| {
            Ok((
                reader.pair_entry(&checklist.supports)?.id.clone(),
                reader.month(made)?,
            ))
        })?,
        student_heard: heard % 2 == 1,
        guardian_heard: heard / 2 == 1,
        consent,
        directions: Direction::ALL
            .into_iter()
            .zip([1, 2, 4])
            .filter(|(_, bit)| chosen & bit != 0)
            .map(|(direction, _)| direction)
            .collect(),
        supports: part(10, supports).all(|reader| Ok(reader.pair_entry(&checklist.supports)?.id.clone()))?,
        asks: part(11, asks).all(|reader| Ok(reader.pair_entry(&checklist.asks)?.id.clone()))?,
        other: None,
        reply_by,
        met,
        next_check,
        dispose,
    };
    if facts.signs.len() > MAX_SIGNS || !(0..4).contains(&heard) || !(1..8).contains(&chosen) {
        return Err(QrError::Field { field: 2 });
    }
    let mut sheet = Sheet::of(&facts, checklist, Locale::Ja);
    sheet.school = from_base32(school).ok_or(QrError::Field { field: 12 })?;
    Ok(Scanned {
        sheet,
        other_on_paper,
    })
}

/// One field, read from its beginning.
struct Reader<'a> {
    rest: &'a str,
    field: usize,
}

impl<'a> Reader<'a> {
    fn fault(&self) -> QrError {
        QrError::Field { field: self.field }
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Passes over what stands for nothing.
    fn skip<T>(&mut self, filler: char, times: usize) -> Option<T> {
        for _ in 0..times {
            self.rest = self.rest.strip_prefix(filler).unwrap_or(self.rest);
        }
        None
    }

    /// A number of so many characters.
    fn number(&mut self, length: usize) -> Result<i64, QrError> {
        let (digits, rest) = self.rest.split_at_checked(length).ok_or(self.fault())?;
        self.rest = rest;
        let plain = digits.bytes().all(|byte| byte.is_ascii_alphanumeric());
        i64::from_str_radix(digits, 36)
            .ok()
            .filter(|_| plain)
            .ok_or(self.fault())
    }

    fn pick<T>(&mut self, table: &'a [T], length: usize) -> Result<&'a T, QrError> {
        let index = usize::try_from(self.number(length)?).ok();
        index.and_then(|index| table.get(index)).ok_or(self.fault())
    }

    fn entry<T>(&mut self, table: &'a [T]) -> Result<&'a T, QrError> {
        self.pick(table, 1)
    }

    fn pair_entry<T>(&mut self, table: &'a [T]) -> Result<&'a T, QrError> {
        self.pick(table, 2)
    }

    fn one_of<T: Copy>(&mut self, table: &'a [T]) -> Result<T, QrError> {
        self.pick(table, 1).copied()
    }

    fn optional<T: Copy>(&mut self, table: &'a [T]) -> Result<Option<T>, QrError> {
        match self.peek() {
            Some('-') => Ok(self.skip('-', 1)),
            Some(_) | None => Ok(Some(self.one_of(table)?)),
        }
    }

    fn month(&mut self, made: YearMonth) -> Result<YearMonth, QrError> {
        let offset = self.number(2)? - OFFSET;
        month(months(made) + offset).ok_or(self.fault())
    }

    fn end(&self) -> Result<(), QrError> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(self.fault())
        }
    }

    /// Entries until the field ends.
    fn all<T>(mut self, mut read: impl FnMut(&mut Self) -> Result<T, QrError>) -> Result<Vec<T>, QrError> {
        let mut entries = Vec::new();
        while !self.rest.is_empty() {
            entries.push(read(&mut self)?);
        }
        Ok(entries)
    }

    fn areas(mut self, checklist: &Checklist, ground: Ground) -> Result<Vec<AreaFact>, QrError> {
        let mut facts = Vec::new();
        for area in &checklist.areas {
            let score = checklist.scores.get(match ground {
                Ground::Full => area.score,
                Ground::Short => area.short_score,
            });
            let steps = score.map_or(0, |score| score.bands.len());
            let picture = match self.peek() {
                Some('Y') => {
                    self.rest = self.rest.strip_prefix('Y').unwrap_or_default();
                    AreaPicture::Insufficient
                }
                Some('Z') => {
                    self.rest = self.rest.strip_prefix('Z').unwrap_or_default();
                    AreaPicture::NotApplicable
                }
                Some(_) | None => {
                    let step = usize::try_from(self.number(1)?).unwrap_or(usize::MAX);
                    Some(AreaPicture::Step(step))
                        .filter(|_| step < steps)
                        .ok_or(self.fault())?
                }
            };
            facts.push(AreaFact {
                area: area.id.clone(),
                picture,
                trend: self.one_of(&TRENDS)?,
            });
        }
        self.end()?;
        Ok(facts)
    }

    fn strengths(mut self, checklist: &Checklist) -> Result<Vec<(ItemId, Strength)>, QrError> {
        let mut strengths = Vec::new();
        for item in checklist.items.iter().filter(|item| item.is_strength()) {
            strengths.push((item.id.clone(), self.one_of(&STRENGTHS)?));
        }
        self.end()?;
        Ok(strengths)
    }
}

fn month(months: i64) -> Option<YearMonth> {
    let year = u16::try_from(months.div_euclid(12))
        .ok()
        .filter(|year| *year <= 9_999)?;
    let month = u8::try_from(months.rem_euclid(12)).ok()? + 1;
    Some(YearMonth { year, month })
}

/// The school's label, or none when the field is empty. Outer none: no such text.
pub(super) fn from_base32(letters: &str) -> Option<Option<String>> {
    let (mut bits, mut count) = (0_u32, 0_u32);
    let mut bytes = Vec::new();
    for letter in letters.bytes() {
        let index = BASE32.iter().position(|known| *known == letter)?;
        bits = (bits << 5 | u32::try_from(index).ok()?) & 0xfff;
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 255).ok()?);
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    let fits = text.chars().count() <= MAX_SCHOOL_CHARS && !text.chars().any(is_hidden);
    fits.then_some((!text.is_empty()).then_some(text))
}
