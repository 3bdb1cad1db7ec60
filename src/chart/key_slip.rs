//! 公開鍵の控え: a public key on a slip of paper, with its check number and a QR symbol.

use super::markup::Markup;
use super::qr;
use crate::domain::locale::Locale;
use crate::text::handover::HandOverText;
use crate::vault::age::Recipient;
use crate::vault::public_key::{CheckNumber, groups};

/// Draws the symbol of a public key; nothing when there is none.
pub fn key_symbol(recipient: &Recipient, locale: Locale) -> String {
    let mut markup = Markup::default();
    draw_symbol(&mut markup, recipient, locale);
    markup.finish()
}

fn draw_symbol(markup: &mut Markup, recipient: &Recipient, locale: Locale) {
    if let Some(symbol) = qr::path(&recipient.to_string()) {
        let view = format!("0 0 {0} {0}", symbol.size);
        let label = HandOverText::of(locale).key_qr;
        markup
            .open(
                "svg",
                &[
                    ("class", &"key-qr"),
                    ("viewBox", &view),
                    ("role", &"img"),
                    ("aria-label", &label),
                    ("shape-rendering", &"crispEdges"),
                ],
            )
            .leaf("path", &[("d", &symbol.d)])
            .close();
    }
}

/// Draws the slip.
pub fn key_slip(recipient: &Recipient, locale: Locale) -> String {
    let words = HandOverText::of(locale);
    let mut markup = Markup::default();
    markup
        .open("div", &[("class", &"paper key-slip"), ("lang", &locale.code())])
        .element("h1", &[], words.slip_title)
        .element("p", &[], words.slip_what)
        .open("div", &[("class", &"key-slip-body")])
        .open("div", &[])
        .open("p", &[("class", &"key-groups"), ("translate", &"no")]);
    for group in groups(recipient) {
        markup.element("span", &[], group).text(" ");
    }
    markup
        .close()
        .open("p", &[("class", &"key-check")])
        .text(format!("{}　", words.check))
        .element("b", &[], CheckNumber::of(recipient))
        .close()
        .element("p", &[("class", &"key-owner")], format!("{}：", words.slip_of))
        .close();
    draw_symbol(&mut markup, recipient, locale);
    markup.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Recipient {
        // The example of the age manual.
        Recipient::parse("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p").unwrap()
    }

    #[test]
    fn the_slip_says_the_key_its_number_and_that_it_is_no_secret() {
        let slip = key_slip(&key(), Locale::Ja);
        for group in groups(&key()) {
            assert!(slip.contains(&format!("<span>{group}</span>")), "{group}");
        }
        assert!(slip.contains("<b>SXZ5-D0HH</b>"));
        assert!(slip.contains("秘密ではありません"));
        assert!(key_slip(&key(), Locale::En).contains("no secret"));
    }

    #[test]
    fn the_symbol_says_the_key_in_one_line() {
        let symbol = qr::path(&key().to_string()).unwrap();
        assert!(key_symbol(&key(), Locale::Ja).contains(&symbol.d));
    }
}
