//! Writes JSON piece by piece, without white space.

/// JSON in the making. Pieces are written in the order of the file; commas come by themselves.
#[derive(Debug, Default)]
pub struct JsonWriter {
    out: String,
}

impl JsonWriter {
    /// The text, once everything that was opened is closed.
    pub fn finish(self) -> String {
        self.out
    }

    /// Opens an object.
    pub fn object(&mut self) {
        self.separate();
        self.out.push('{');
    }

    /// Closes an object.
    pub fn end_object(&mut self) {
        self.out.push('}');
    }

    /// Opens a list.
    pub fn list(&mut self) {
        self.separate();
        self.out.push('[');
    }

    /// Closes a list.
    pub fn end_list(&mut self) {
        self.out.push(']');
    }

    /// The name of a field; its value comes next.
    pub fn name(&mut self, name: &str) -> &mut Self {
        self.text(name);
        self.out.push(':');
        self
    }

    /// A string.
    pub fn text(&mut self, text: &str) {
        self.separate();
        self.out.push('"');
        let is_special = |byte: u8| byte < 0x20 || byte == b'"' || byte == b'\\';
        if !text.bytes().any(is_special) {
            self.out.push_str(text);
            self.out.push('"');
            return;
        }
        for character in text.chars() {
            match character {
                '"' | '\\' => {
                    self.out.push('\\');
                    self.out.push(character);
                }
                // Content documents have many of these.
                '\n' => self.out.push_str("\\n"),
                '\t' => self.out.push_str("\\t"),
                '\r' => self.out.push_str("\\r"),
                '\u{0}'..='\u{1f}' => self.out.push_str(&format!("\\u{:04x}", u32::from(character))),
                _ => self.out.push(character),
            }
        }
        self.out.push('"');
    }

    /// A whole number.
    pub fn number(&mut self, number: u64) {
        self.separate();
        self.digits(number);
    }

    /// Digits without an allocation: a document has tens of thousands of numbers and is written at every change.
    fn digits(&mut self, number: u64) {
        if number >= 10 {
            self.digits(number / 10);
        }
        self.out
            .push(char::from(b'0' + u8::try_from(number % 10).unwrap_or(0)));
    }

    /// A number in the shortest form that reads back as the same; one that is none (infinite, NaN) is `null`.
    pub fn decimal(&mut self, number: f64) {
        if !number.is_finite() {
            return self.null();
        }
        self.separate();
        // Zero has one sign for whoever compares texts.
        let number = if number == 0.0 { 0.0 } else { number };
        self.out.push_str(&number.to_string());
    }

    /// `null`.
    pub fn null(&mut self) {
        self.separate();
        self.out.push_str("null");
    }

    /// `true` or `false`.
    pub fn flag(&mut self, flag: bool) {
        self.separate();
        self.out.push_str(if flag { "true" } else { "false" });
    }

    /// A comma, except at the beginning of something. Strings end in a quote, so the last byte tells which it is.
    fn separate(&mut self) {
        if !matches!(self.out.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.out.push(',');
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::testing::texts;

    #[test]
    fn commas_stand_between_things_and_nowhere_else() {
        let mut writer = JsonWriter::default();
        writer.object();
        writer.name("a").number(1);
        writer.name("[").text("{");
        writer.name("b").list();
        writer.flag(true);
        writer.object();
        writer.end_object();
        writer.list();
        writer.end_list();
        writer.end_list();
        writer.name("c").text("");
        writer.end_object();
        assert_eq!(writer.finish(), r#"{"a":1,"[":"{","b":[true,{},[]],"c":""}"#);
    }

    proptest! {
        #[test]
        fn every_number_reads_back(number: u64) {
            let mut writer = JsonWriter::default();
            writer.number(number);
            prop_assert_eq!(writer.finish(), number.to_string());
        }

        #[test]
        fn every_finite_decimal_reads_back_and_nothing_else_is_a_number(number: f64) {
            let mut writer = JsonWriter::default();
            writer.decimal(number);
            // Read by the library: serde_json rounds the last digit of very long numbers.
            prop_assert_eq!(writer.finish().parse().ok(), number.is_finite().then_some(number));
        }

        #[test]
        fn every_text_reads_back(text in texts(60)) {
            let mut writer = JsonWriter::default();
            writer.text(&text);
            prop_assert_eq!(serde_json::from_str::<String>(&writer.finish()).unwrap(), text);
        }
    }
}
