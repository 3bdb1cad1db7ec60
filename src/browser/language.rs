//! The language and the look the page declares of itself, on `<html>`.

use crate::domain::locale::Locale;

use super::document;

/// Sets `<html lang>`, by which screen readers choose a voice and browsers a font.
pub fn set_language(locale: Locale) {
    let tag = match locale {
        Locale::Ja => "ja",
        Locale::En => "en",
    };
    set_root_attribute("lang", tag);
}

/// Sets an attribute such as `data-theme` on `<html>`, for the style sheet.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Only a name that is no name is refused.
        root.set_attribute(name, value).unwrap_or_default();
    }
}
