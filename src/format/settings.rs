//! Settings of this device, `kizuki.settings/1`: how the app looks and when a file was last saved. Nothing of a class.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::day::parse_day;
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
}

/// Settings of this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Language.
    pub locale: Locale,
    /// 名前を隠す.
    pub names_hidden: bool,
    /// Look.
    pub theme: Theme,
    /// The newest file, if there is one.
    pub last_saved: Option<SavedFile>,
}

/// Why settings cannot be used; then the usual ones hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// Not settings, or settings of another version of the app.
    #[error("not settings of this version")]
    OtherFormat,
    /// Settings could not be written as JSON.
    #[error("settings could not be written")]
    Unwritable,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    format: String,
    locale: WireLocale,
    names_hidden: bool,
    theme: WireTheme,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_saved: Option<WireSavedFile>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum WireLocale {
    Ja,
    En,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum WireTheme {
    System,
    Light,
    Dark,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct WireSavedFile {
    on: String,
    revision: u64,
}

/// Writes settings.
///
/// # Errors
/// None that a released app can meet; it is passed on rather than hidden.
pub fn encode(settings: &Settings) -> Result<String, SettingsError> {
    let wire = Wire {
        format: FORMAT.to_owned(),
        locale: match settings.locale {
            Locale::Ja => WireLocale::Ja,
            Locale::En => WireLocale::En,
        },
        names_hidden: settings.names_hidden,
        theme: match settings.theme {
            Theme::System => WireTheme::System,
            Theme::Light => WireTheme::Light,
            Theme::Dark => WireTheme::Dark,
        },
        last_saved: settings.last_saved.map(|file| WireSavedFile {
            on: file.on.to_string(),
            revision: file.revision,
        }),
    };
    serde_json::to_string(&wire).map_err(|_| SettingsError::Unwritable)
}

/// Reads settings.
///
/// # Errors
/// When they are damaged or of another version; the caller goes on with [`Settings::default`].
pub fn decode(text: &str) -> Result<Settings, SettingsError> {
    let wire: Wire = serde_json::from_str(text).map_err(|_| SettingsError::OtherFormat)?;
    if wire.format != FORMAT {
        return Err(SettingsError::OtherFormat);
    }
    let last_saved = match wire.last_saved {
        Some(file) => Some(SavedFile {
            on: parse_day(&file.on).ok_or(SettingsError::OtherFormat)?,
            revision: file.revision,
        }),
        None => None,
    };
    Ok(Settings {
        locale: match wire.locale {
            WireLocale::Ja => Locale::Ja,
            WireLocale::En => Locale::En,
        },
        names_hidden: wire.names_hidden,
        theme: match wire.theme {
            WireTheme::System => Theme::System,
            WireTheme::Light => Theme::Light,
            WireTheme::Dark => Theme::Dark,
        },
        last_saved,
    })
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
                        revision: u64::MAX,
                    }),
                ] {
                    let settings = Settings {
                        locale,
                        names_hidden: theme == Theme::Dark,
                        theme,
                        last_saved,
                    };
                    assert_eq!(decode(&encode(&settings).unwrap()), Ok(settings));
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
            }),
            ..Settings::default()
        })
        .unwrap();
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
}
