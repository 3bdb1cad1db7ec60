//! Looks through every text a person typed that may leave the school, and says what could tell whose it is.
//!
//! 「その他」 on a summary is forty characters long, and a name fits into four. A text is therefore only let out as a
//! [`CheckedText`], and the only way to one is a scan without a finding. The scanner knows the class it works for (names,
//! readings, school, 組) in any script and width, and beyond that the shapes of things that single a child out: numbers,
//! days, addresses, school names, 「〜さん」. It would rather ask for another word too often than let a name through; the
//! words that a school needs every day (保護者、皆さん、校内、検討中 …) are listed beside the rules and do not count.
//!
//! Compatibility normalisation (NFKC) is the browser's own `String.normalize`; it comes in as a function, so no table of
//! Unicode is shipped.

mod fold;
mod names;
mod numbers;
mod words;

use super::sorted::sort_short;
use std::ops::Range;

use super::limits;
pub use fold::is_hidden;
pub use names::RosterTerms;

/// NFKC of a text: `String.normalize` in the browser, the crate `unicode-normalization` in tests.
pub type Normalise<'a> = &'a dyn Fn(&str) -> String;

/// What a found place could give away. In order of precedence where two cover the same place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// A name or reading of the class, in any script or width.
    RosterName,
    /// A school, by its own label or by the shape 〜小学校・〜中.
    School,
    /// 学年・組・番号: 5年1組, 5-1, 3組, 12番, 小5.
    Class,
    /// A telephone number.
    Phone,
    /// A mail address or an account name with @.
    Mail,
    /// A web address.
    Url,
    /// A day: 11/20, 11月20日, 2026-11-20, a year of birth. A month alone is no finding.
    Date,
    /// An address: 〜丁目, 〜番地, 〜区〜町2-3.
    Address,
    /// Five or more digits.
    LongNumber,
    /// 〜さん・ちゃん・くん・君・様・先生 after what is not a role.
    Honorific,
    /// A character that cannot be seen or turns the direction of writing.
    Hidden,
    /// Characters beyond the bound.
    TooLong,
}

impl FindingKind {
    /// All kinds.
    pub const ALL: [FindingKind; 12] = [
        FindingKind::RosterName,
        FindingKind::School,
        FindingKind::Class,
        FindingKind::Phone,
        FindingKind::Mail,
        FindingKind::Url,
        FindingKind::Date,
        FindingKind::Address,
        FindingKind::LongNumber,
        FindingKind::Honorific,
        FindingKind::Hidden,
        FindingKind::TooLong,
    ];
}

/// A place in a text that must not leave. Says where and what kind, never the words themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Characters of the text as it was typed, counted from 0, end not included.
    pub range: Range<usize>,
    /// What kind of thing it is.
    pub kind: FindingKind,
}

/// What a text is for, which decides its length and whether a school may be named in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextUse {
    /// その他: at most [`limits::MAX_OTHER_CHARS`] characters, no school names.
    Other,
    /// The school's name or sign at the head of a sheet: at most [`limits::MAX_SCHOOL_CHARS`] characters.
    SchoolLabel,
}

impl TextUse {
    /// Most characters of such a text.
    pub fn most(self) -> usize {
        match self {
            TextUse::Other => limits::MAX_OTHER_CHARS,
            TextUse::SchoolLabel => limits::MAX_SCHOOL_CHARS,
        }
    }
}

/// Everything in `text` that must not leave, in order of place. Empty means clean.
pub fn scan(text: &str, terms: &RosterTerms, normalise: Normalise<'_>, for_use: TextUse) -> Vec<Finding> {
    let units = fold::fold(text, normalise);
    let mut found = Vec::new();
    names::find(&units, terms, &mut found);
    numbers::find(&units, &mut found);
    words::find(&units, &mut found);
    let mut findings: Vec<Finding> = found
        .into_iter()
        .filter(|(_, kind)| for_use == TextUse::Other || *kind != FindingKind::School)
        .filter_map(|(range, kind)| {
            let (first, last) = (units.get(range.start)?, units.get(range.end.checked_sub(1)?)?);
            Some(Finding {
                range: first.start..last.end,
                kind,
            })
        })
        .collect();
    for (at, c) in text.chars().enumerate() {
        if fold::is_hidden(c) {
            findings.push(Finding {
                range: at..at + 1,
                kind: FindingKind::Hidden,
            });
        }
    }
    let length = text.chars().count();
    if length > for_use.most() {
        findings.push(Finding {
            range: for_use.most()..length,
            kind: FindingKind::TooLong,
        });
    }
    let key = |finding: &Finding| {
        (
            finding.range.start,
            std::cmp::Reverse(finding.range.end),
            finding.kind,
        )
    };
    sort_short(&mut findings, |a, b| key(a) <= key(b));
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings {
        let inside = |other: &Finding| {
            other.range.start <= finding.range.start && finding.range.end <= other.range.end
        };
        if !kept.iter().any(inside) {
            kept.push(finding);
        }
    }
    kept
}

/// A text that a scan found clean. There is no other way to make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedText(String);

impl CheckedText {
    /// Scans a text; blanks around it are left out.
    ///
    /// # Errors
    /// With everything found, in character positions of `text` as given.
    pub fn check(
        text: &str,
        terms: &RosterTerms,
        normalise: Normalise<'_>,
        for_use: TextUse,
    ) -> Result<Self, Vec<Finding>> {
        let findings = scan(text.trim_end(), terms, normalise, for_use);
        if findings.is_empty() {
            Ok(Self(text.trim().to_owned()))
        } else {
            Err(findings)
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests;
