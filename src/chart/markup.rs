//! A builder of HTML and SVG text in which nothing that came from outside can become markup.
//!
//! Names of tags and attributes are `&'static str`, so they cannot come from a document; text and attribute values are
//! escaped as they are written; elements close in the order they were opened.

use std::fmt::{self, Display, Write};

/// An attribute: its name and its value.
pub type Attribute<'a> = (&'static str, &'a dyn Display);

/// Markup under construction.
///
/// # Example
/// ```
/// use kizuki::chart::markup::Markup;
///
/// let mut markup = Markup::default();
/// markup.open("p", &[("class", &"note")]).text("5 < 6").close();
/// assert_eq!(markup.finish(), r#"<p class="note">5 &lt; 6</p>"#);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Markup {
    text: String,
    open: Vec<&'static str>,
}

impl Markup {
    /// Opens an element.
    pub fn open(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) -> &mut Self {
        self.text.push('<');
        self.text.push_str(tag);
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            self.text.push_str("=\"");
            self.escaped(value);
            self.text.push('"');
        }
        self.text.push('>');
        self.open.push(tag);
        self
    }

    /// Closes the element opened last; without one nothing happens.
    pub fn close(&mut self) -> &mut Self {
        if let Some(tag) = self.open.pop() {
            self.text.push_str("</");
            self.text.push_str(tag);
            self.text.push('>');
        }
        self
    }

    /// An element with nothing inside.
    pub fn leaf(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) -> &mut Self {
        self.open(tag, attributes).close()
    }

    /// Text.
    pub fn text(&mut self, text: impl Display) -> &mut Self {
        self.escaped(&text);
        self
    }

    /// An element with only text inside.
    pub fn element(
        &mut self,
        tag: &'static str,
        attributes: &[Attribute<'_>],
        text: impl Display,
    ) -> &mut Self {
        self.open(tag, attributes).text(text).close()
    }

    /// The finished text; what is still open is closed.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn escaped(&mut self, value: &dyn Display) {
        // Writing into a string cannot fail; a value whose own formatting fails is cut there.
        if write!(Escaping(&mut self.text), "{value}").is_err() {
            self.text.push('\u{fffd}');
        }
    }
}

/// Writes text so that it stays text, inside elements and inside quoted attributes alike.
struct Escaping<'a>(&'a mut String);

impl Write for Escaping<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' | '\t' => self.0.push(c),
                // Control characters have no picture; parsers treat some of them (NUL, CR) in ways of their own.
                c if c.is_control() => self.0.push('\u{fffd}'),
                // Direction overrides would turn the text around that follows them.
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => self.0.push('\u{fffd}'),
                c => self.0.push(c),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::testing::texts;

    fn text_of(text: &str) -> String {
        let mut markup = Markup::default();
        markup.text(text);
        markup.finish()
    }

    #[test]
    fn the_five_characters_of_markup_are_written_as_references() {
        assert_eq!(text_of("<b>&\"'</b>"), "&lt;b&gt;&amp;&quot;&#39;&lt;/b&gt;");
    }

    #[test]
    fn an_attribute_cannot_be_left_by_quotes() {
        let mut markup = Markup::default();
        markup.leaf("g", &[("aria-label", &"\" onload=\"alert(1)"), ("x", &"1.5")]);
        assert_eq!(
            markup.finish(),
            "<g aria-label=\"&quot; onload=&quot;alert(1)\" x=\"1.5\"></g>"
        );
    }

    #[test]
    fn control_and_direction_characters_show_as_replaced_but_lines_stay() {
        assert_eq!(text_of("a\0b\rc\u{1b}d\u{7f}e\u{85}"), "a�b�c�d�e�");
        assert_eq!(text_of("a\u{202e}b\u{2066}c"), "a�b�c");
        assert_eq!(text_of("一行目\n\t二行目"), "一行目\n\t二行目");
    }

    #[test]
    fn elements_close_in_order_and_none_is_left_open() {
        let mut markup = Markup::default();
        markup.open("table", &[]).open("tr", &[]).element("td", &[], "1");
        assert_eq!(markup.finish(), "<table><tr><td>1</td></tr></table>");
        let mut closed_too_often = Markup::default();
        closed_too_often.close().element("p", &[], "x").close();
        assert_eq!(closed_too_often.finish(), "<p>x</p>");
    }

    proptest! {
        #[test]
        fn no_text_from_outside_brings_a_tag_or_ends_an_attribute(text in texts(40)) {
            let mut markup = Markup::default();
            markup.open("p", &[("title", &text)]).text(&text);
            let made = markup.finish();
            prop_assert_eq!(made.matches('<').count(), 2);
            prop_assert_eq!(made.matches('>').count(), 2);
            prop_assert_eq!(made.matches('"').count(), 2);
            prop_assert!(!made.contains('\''));
        }
    }
}
