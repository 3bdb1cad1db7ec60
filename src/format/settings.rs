//! Settings of this device, `kizuki.settings/1`: how the app looks and when a file was last saved. Nothing of a class.

use chrono::NaiveDate;

use super::day::parse_day;
use super::json::Json;
use super::json_writer::JsonWriter;
use crate::domain::locale::Locale;

const FORMAT: &str = "kizuki.settings/1";

/// How the app looks on this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// As the device is set.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The newest file somebody saved from, or opened on, this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SavedFile {
    /// The day.
    pub on: NaiveDate,
    /// The revision of the document in it; a document with another one has changes that are in no file.
    pub revision: u64,
    /// Whether it was opened or read back since, so that it is known to open.
    pub checked: bool,
}

/// Settings of this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Language.
    pub locale: Locale,
    /// 名前を隠す.
    pub names_hidden: bool,
    /// Look.
    pub theme: Theme,
    /// Minutes without a gesture until the app locks by itself, 1 to [`MAX_LOCK_AFTER`].
    pub lock_after: u8,
    /// The newest file, if there is one.
    pub last_saved: Option<SavedFile>,
    /// Whether the guided look at the sample class was finished or ended.
    pub toured: bool,
}

/// Minutes until the app locks by itself, where nobody has set another number: long enough to talk with a child,
/// shorter than a break between lessons (own choice).
pub const LOCK_AFTER: u8 = 10;
/// The longest time until the app locks by itself, in minutes: a lesson and the break after it (own choice).
pub const MAX_LOCK_AFTER: u8 = 60;

impl Default for Settings {
    fn default() -> Self {
        Self {
            locale: Locale::default(),
            names_hidden: false,
            theme: Theme::default(),
            lock_after: LOCK_AFTER,
            last_saved: None,
            toured: false,
        }
    }
}

/// Why settings cannot be used; then the usual ones hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// Not settings, or settings of another version of the app.
    #[error("not settings of this version")]
    OtherFormat,
}

/// Writes settings.
pub fn encode(settings: &Settings) -> String {
    let mut out = JsonWriter::default();
    out.object();
    out.name("format").text(FORMAT);
    out.name("locale").text(locale_word(settings.locale));
    out.name("names_hidden").flag(settings.names_hidden);
    out.name("theme").text(theme_word(settings.theme));
    out.name("lock_after").number(settings.lock_after.into());
    if let Some(file) = settings.last_saved {
        out.name("last_saved").object();
        out.name("on").text(&file.on.to_string());
        out.name("revision").number(file.revision);
        if file.checked {
            out.name("checked").flag(true);
        }
        out.end_object();
    }
    if settings.toured {
        out.name("toured").flag(true);
    }
    out.end_object();
    out.finish()
}

/// Reads settings.
///
/// # Errors
/// When they are damaged or of another version; the caller goes on with [`Settings::default`].
pub fn decode(text: &str) -> Result<Settings, SettingsError> {
    let json: Json = serde_json::from_slice(text.as_bytes()).map_err(|_| SettingsError::OtherFormat)?;
    read(&json).ok_or(SettingsError::OtherFormat)
}

fn read(json: &Json) -> Option<Settings> {
    let word = |name: &str| json.get(name).and_then(Json::text);
    let last_saved = match json.get("last_saved") {
        Some(file) => Some(SavedFile {
            on: parse_day(file.get("on")?.text()?)?,
            // Whole numbers below 2⁵³, as documents have them; anything else is another revision than any document's.
            revision: file.get("revision")?.number()? as u64,
            // Earlier versions did not check.
            checked: file.get("checked") == Some(&Json::Bool(true)),
        }),
        None => None,
    };
    let settings = Settings {
        locale: [Locale::Ja, Locale::En]
            .into_iter()
            .find(|locale| word("locale") == Some(locale_word(*locale)))?,
        names_hidden: *json.get("names_hidden")? == Json::Bool(true),
        theme: [Theme::System, Theme::Light, Theme::Dark]
            .into_iter()
            .find(|theme| word("theme") == Some(theme_word(*theme)))?,
        lock_after: json
            .get("lock_after")
            .and_then(Json::number)
            // Earlier versions did not lock.
            .map_or(LOCK_AFTER, |minutes| (minutes as u8).clamp(1, MAX_LOCK_AFTER)),
        last_saved,
        // Earlier versions had no guided look.
        toured: json.get("toured") == Some(&Json::Bool(true)),
    };
    (word("format") == Some(FORMAT)).then_some(settings)
}

fn locale_word(locale: Locale) -> &'static str {
    match locale {
        Locale::Ja => "ja",
        Locale::En => "en",
    }
}

fn theme_word(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_read_back_as_they_were_written() {
        let on = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        for locale in [Locale::Ja, Locale::En] {
            for theme in [Theme::System, Theme::Light, Theme::Dark] {
                for last_saved in [
                    None,
                    Some(SavedFile {
                        on,
                        revision: 1 << 52,
                        checked: true,
                    }),
                    Some(SavedFile {
                        on,
                        revision: 3,
                        checked: false,
                    }),
                ] {
                    let settings = Settings {
                        locale,
                        names_hidden: theme == Theme::Dark,
                        theme,
                        lock_after: 1 + 59 * u8::from(theme == Theme::Dark),
                        last_saved,
                        toured: locale == Locale::En,
                    };
                    assert_eq!(decode(&encode(&settings)), Ok(settings));
                }
            }
        }
    }

    #[test]
    fn settings_of_another_version_damaged_or_with_a_day_that_does_not_exist_are_refused() {
        let good = encode(&Settings {
            last_saved: Some(SavedFile {
                on: NaiveDate::default(),
                revision: 3,
                checked: false,
            }),
            ..Settings::default()
        });
        assert!(decode(&good).is_ok());
        for (from, to) in [
            ("settings/1", "settings/2"),
            ("1970-01-01", "1970-02-30"),
            ("\"ja\"", "\"fr\""),
            ("\"theme\"", "\"colour\""),
            ("}", ""),
        ] {
            assert_eq!(
                decode(&good.replace(from, to)),
                Err(SettingsError::OtherFormat),
                "{to}"
            );
        }
    }

    /// The words of the format as they are written.
    #[derive(Debug, serde::Deserialize, schemars::JsonSchema, serde::Serialize)]
    #[serde(rename_all = "snake_case")]
    enum TypedLocale {
        /// Japanese.
        Ja,
        /// English.
        En,
    }

    /// How the app looks.
    #[derive(Debug, serde::Deserialize, schemars::JsonSchema, serde::Serialize)]
    #[serde(rename_all = "snake_case")]
    enum TypedTheme {
        /// As the device is set.
        System,
        /// Light.
        Light,
        /// Dark.
        Dark,
    }

    /// Settings of a device; nothing of a class.
    #[derive(Debug, serde::Deserialize, schemars::JsonSchema, serde::Serialize)]
    #[serde(deny_unknown_fields)]
    struct Typed {
        /// `kizuki.settings/1`.
        format: String,
        /// Language.
        locale: TypedLocale,
        /// 名前を隠す.
        names_hidden: bool,
        /// Look.
        theme: TypedTheme,
        /// Minutes without a gesture until the app locks by itself; 10 when left out.
        #[schemars(range(min = 1, max = 60))]
        lock_after: Option<u8>,
        /// The newest file somebody saved from, or opened on, this device.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        last_saved: Option<TypedFile>,
        /// Whether the guided look at the sample class was finished or ended; `false` is left out.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        toured: bool,
    }

    /// A saved file.
    #[derive(Debug, serde::Deserialize, schemars::JsonSchema, serde::Serialize)]
    #[serde(deny_unknown_fields)]
    struct TypedFile {
        /// The day, YYYY-MM-DD.
        on: String,
        /// The revision of the document in it.
        revision: u64,
        /// Whether it was opened or read back since; `false` is left out.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        checked: bool,
    }

    #[test]
    fn the_published_schema_is_the_one_of_settings() {
        let schema = schemars::schema_for!(Typed);
        crate::format::published::assert_published("settings-1", FORMAT, schema);
        for checked in [false, true] {
            let written = encode(&Settings {
                last_saved: Some(SavedFile {
                    on: NaiveDate::default(),
                    revision: 3,
                    checked,
                }),
                toured: checked,
                ..Settings::default()
            });
            let typed: Typed = serde_json::from_str(&written).unwrap();
            assert_eq!(serde_json::to_string(&typed).unwrap(), written);
        }
    }
}
