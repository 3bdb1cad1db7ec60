//! The lower end of the sheet: what it is not, until when it may be kept, and the strip that comes back to the school.

use super::Paper;
use crate::text::fill;
use crate::text::summary::month;

impl Paper<'_> {
    pub(super) fn foot(&mut self) {
        let (words, sheet) = (self.words, self.sheet);
        let stamp = &sheet.stamp;
        let card = format!(
            "{}　{}（{}）{} {}　{}",
            words.content,
            sheet.title,
            stamp.id,
            stamp.version,
            stamp.checksum,
            fill(words.dispose, &[("month", &month(sheet.dispose, self.locale))]),
        );
        self.markup
            .open("div", &[("class", &"pp-foot")])
            .open("p", &[])
            .element("b", &[], words.not_diagnosis)
            .text(" ")
            .text(words.handling)
            .text(" ")
            .text(words.emergency)
            .close()
            .open("p", &[("class", &"pp-card")])
            .element("span", &[], card)
            .element("span", &[], words.page)
            .close()
            .close();
    }

    pub(super) fn slip(&mut self) {
        let words = self.words;
        self.markup
            .open("div", &[("class", &"pp-cut")])
            .element("span", &[], words.cut)
            .close()
            .open("div", &[("class", &"pp-slip")])
            .open("div", &[("class", &"pp-slip-head")])
            .element("h4", &[], words.slip)
            .element("span", &[("class", &"pp-small")], words.code);
        if self.look.has_code {
            let code = self.sheet.code.to_string();
            self.markup.element("b", &[("class", &"pp-slip-code")], code);
        } else {
            self.markup
                .element("span", &[("class", &"pp-small")], words.code_later);
        }
        self.markup.close().open("dl", &[("class", &"pp-facts pp-lines")]);
        self.fact(words.slip_section, words.slip_received);
        self.fact(words.slip_advice, "");
        self.fact(words.slip_next, words.slip_blank_month);
        self.fact(words.slip_identity, words.slip_choice);
        self.markup
            .close()
            .element("p", &[("class", &"pp-small")], words.slip_hint)
            .close();
    }
}
