//! The two languages of the app, and texts that content brings in both.

/// A language of the user interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Locale {
    /// 日本語, the language of the schools this is made for.
    #[default]
    Ja,
    /// English, for reviewers and newcomers.
    En,
}

impl Locale {
    /// The language code for `lang`, BCP 47.
    pub const fn code(self) -> &'static str {
        match self {
            Locale::Ja => "ja",
            Locale::En => "en",
        }
    }
}

/// A text of the content in both languages. Neither may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalText {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl LocalText {
    /// The text in `locale`.
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::Ja => &self.ja,
            Locale::En => &self.en,
        }
    }
}
