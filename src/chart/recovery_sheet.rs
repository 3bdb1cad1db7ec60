//! 復旧シート: the identity on paper, to be locked away. One sheet of A4.

use zeroize::Zeroizing;

use super::markup::Markup;
use super::qr;
use crate::domain::locale::Locale;
use crate::domain::roster::YearMonth;
use crate::text::summary::month;
use crate::text::vault::RecoveryText;
use crate::vault::recovery::{PREFIX, lines};

/// Draws the sheet for an identity's text ([`Identity::to_text`](crate::vault::age::Identity::to_text)).
///
/// # Security
/// The markup holds the secret; the page must let go of it with the screen. (The square of the symbol is not wiped.)
pub fn recovery_sheet(identity: &str, issued: YearMonth, locale: Locale) -> Zeroizing<String> {
    let words = RecoveryText::of(locale);
    let mut markup = Markup::default();
    markup
        .open("div", &[("class", &"paper rs"), ("lang", &locale.code())])
        .element("p", &[("class", &"rs-secret")], words.sheet_secret)
        .element("h1", &[("class", &"rs-title")], words.sheet_title)
        .element("p", &[], words.sheet_what)
        .element("p", &[("class", &"rs-warning")], words.sheet_warning)
        .element("h2", &[], words.sheet_how)
        .open("ol", &[])
        .element("li", &[], words.sheet_step_1)
        .element("li", &[], words.sheet_step_2)
        .close()
        .element("h2", &[], words.sheet_letters)
        .open("div", &[("class", &"rs-key")])
        .open("div", &[("class", &"rs-letters")]);
    draw_letters(&mut markup, identity);
    markup
        .element("p", &[("class", &"pp-small")], words.sheet_alphabet)
        .close();
    let identity = identity.trim();
    if let Some(symbol) = qr::path(identity) {
        let view = format!("0 0 {0} {0}", symbol.size);
        markup
            .open(
                "svg",
                &[
                    ("class", &"rs-qr"),
                    ("viewBox", &view),
                    ("role", &"img"),
                    ("aria-label", &words.sheet_qr),
                    ("shape-rendering", &"crispEdges"),
                ],
            )
            .leaf("path", &[("d", &symbol.d)])
            .close();
    }
    markup.close().open("dl", &[("class", &"rs-lines")]);
    let issued = month(issued, locale);
    for (name, value) in [
        (words.sheet_issued, issued.as_str()),
        (words.sheet_keeper, ""),
        (words.sheet_place, ""),
    ] {
        markup
            .open("div", &[])
            .element("dt", &[], name)
            .element("dd", &[], value)
            .close();
    }
    markup
        .close()
        .element("p", &[("class", &"pp-small")], words.sheet_end);
    Zeroizing::new(markup.finish())
}

/// Draws the letters alone, for copying by hand.
///
/// # Security
/// As for [`recovery_sheet`].
pub fn recovery_letters(identity: &str) -> Zeroizing<String> {
    let mut markup = Markup::default();
    draw_letters(&mut markup, identity);
    Zeroizing::new(markup.finish())
}

fn draw_letters(markup: &mut Markup, identity: &str) {
    markup
        .open("p", &[("class", &"rs-groups"), ("translate", &"no")])
        .element("span", &[("class", &"rs-prefix")], PREFIX);
    for line in lines(identity.trim()) {
        markup.open("span", &[("class", &"rs-line")]);
        for group in line {
            // (A blank between them, for whoever copies the text of the page.)
            markup.element("span", &[], group).text(" ");
        }
        markup.close();
    }
    markup.close();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shape of an identity; the checksum is not right, and none is needed for drawing.
    const SHAPED: &str = "AGE-SECRET-KEY-1QQQQPPPPZZZZRRRRYYYY9999XXXX8888GGGGFFFF2222TTTTVVVVDDDDWW";

    fn sheet(locale: Locale) -> Zeroizing<String> {
        let issued = YearMonth {
            year: 2026,
            month: 11,
        };
        recovery_sheet(SHAPED, issued, locale)
    }

    #[test]
    fn every_letter_stands_on_the_sheet_once_in_its_order() {
        let sheet = sheet(Locale::Ja);
        let mut rest = sheet.as_str();
        for group in lines(SHAPED).concat() {
            let tagged = format!("<span>{group}</span>");
            let (_, after) = rest.split_once(&tagged).unwrap();
            rest = after;
        }
        assert_eq!(sheet.matches("QQQQ").count(), 1);
        assert_eq!(sheet.matches(PREFIX).count(), 1);
    }

    #[test]
    fn the_symbol_says_what_the_letters_say() {
        let sheet = sheet(Locale::En);
        let symbol = qr::path(SHAPED).unwrap();
        assert!(sheet.contains(&symbol.d));
        // Capital letters, digits and hyphens take little room: version 4.
        assert_eq!(symbol.size, 33 + 8);
    }

    #[test]
    fn both_languages_say_how_to_keep_it_and_when_it_was_issued() {
        assert!(sheet(Locale::Ja).contains("校外持出禁止・施錠保管"));
        assert!(sheet(Locale::Ja).contains("2026年11月（令和8年）"));
        assert!(sheet(Locale::En).contains("Keep locked away"));
    }
}
