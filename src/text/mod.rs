//! The words of the user interface in both languages, side by side, so that neither can be forgotten.
//!
//! Words that a board may want to change are not here but in the content (labels of items, levels, cards).

/// Declares a group of texts: `field: "日本語" / "English",`. `Group::of(locale)` gives the group in one language.
/// Parameters stand in braces (`{n}`) and are filled in by [`fill`].
macro_rules! texts {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $ja:literal / $en:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name { $(#[doc = $en] pub $field: &'static str,)* }

        impl $name {
            const JA: $name = $name { $($field: $ja,)* };
            const EN: $name = $name { $($field: $en,)* };

            /// The texts in `locale`.
            pub const fn of(locale: $crate::domain::locale::Locale) -> &'static Self {
                match locale {
                    $crate::domain::locale::Locale::Ja => &Self::JA,
                    $crate::domain::locale::Locale::En => &Self::EN,
                }
            }

            /// All texts of both languages, for checks.
            #[cfg(test)]
            pub(crate) fn all() -> Vec<(&'static str, &'static str)> {
                vec![$(($ja, $en),)*]
            }
        }
    };
}

pub mod answers;
pub mod blank_form;
pub mod calibration;
pub mod class;
pub mod content;
pub mod contents;
pub mod fairness;
pub mod first_look;
pub mod frame;
pub mod full;
pub mod handover;
pub mod help;
pub mod home;
pub mod keeper;
pub mod keeping;
pub mod keys;
pub mod meeting;
pub mod merging;
pub mod native;
pub mod reason;
pub mod roster;
pub mod roster_page;
pub mod school;
pub mod settings;
pub mod start;
pub mod summary;
pub mod summary_page;
pub mod update;
pub mod upkeep;
pub mod vault;
pub mod workshop;

/// A number as people write it, with at most two decimals. Formatting by the library would weigh 5 kB in the bundle.
pub fn number(value: f64) -> String {
    // Values of scores are small; a cast of an absurd one saturates and is shown as such.
    let hundredths = (value.abs() * 100.0).round() as u64;
    let sign = if value < 0.0 && hundredths > 0 { "-" } else { "" };
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match (rest, rest % 10) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole}.{}", rest / 10),
        (_, _) => format!("{sign}{whole}.{rest:02}"),
    }
}

/// Fills the parameters of a text: every `{name}` becomes its value.
pub fn fill(text: &str, values: &[(&str, &dyn std::fmt::Display)]) -> String {
    let mut filled = text.to_owned();
    for (name, value) in values {
        filled = filled.replace(&format!("{{{name}}}"), &value.to_string());
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_with_as_few_decimals_as_they_need() {
        for (value, text) in [
            (40.0, "40"),
            (0.5, "0.5"),
            (66.666, "66.67"),
            (0.05, "0.05"),
            (99.999, "100"),
            (-2.25, "-2.25"),
            (-0.001, "0"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn parameters_are_filled_wherever_they_stand() {
        assert_eq!(fill("{n}/{all}人、{n}", &[("n", &3), ("all", &35)]), "3/35人、3");
    }

    #[test]
    fn both_languages_have_the_same_parameters() {
        for (ja, en) in [
            blank_form::BlankFormText::all(),
            frame::FrameText::all(),
            keeper::KeeperText::all(),
            first_look::FirstLookText::all(),
            home::HomeText::all(),
            class::ClassText::all(),
            contents::ContentsText::all(),
            meeting::MeetingText::all(),
            merging::MergeText::all(),
            settings::SettingsText::all(),
            full::FullText::all(),
            full::SafetyText::all(),
            reason::ReasonText::all(),
            start::StartText::all(),
            summary::SheetText::all(),
            roster_page::ImportText::all(),
            roster_page::RosterPageText::all(),
            handover::HandOverText::all(),
            school::SchoolText::all(),
            summary_page::SummaryPageText::all(),
            keys::KeysText::all(),
            upkeep::ConflictText::all(),
            upkeep::TrialText::all(),
            upkeep::RetentionText::all(),
            vault::PassphraseText::all(),
            workshop::WorkshopText::all(),
            vault::UnlockText::all(),
            vault::RecoveryText::all(),
            native::NativeText::all(),
            calibration::CalibrationText::all(),
            fairness::FairnessText::all(),
            help::HelpText::all(),
            help::about::AboutText::all(),
            help::check::CheckText::all(),
            help::guide::GuideText::all(),
            help::tour::TourText::all(),
        ]
        .concat()
        {
            let holes = |text: &str| {
                let mut found: Vec<String> = text
                    .split('{')
                    .skip(1)
                    .filter_map(|rest| rest.split('}').next())
                    .map(str::to_owned)
                    .collect();
                found.sort();
                found
            };
            assert_eq!(holes(ja), holes(en), "{ja}");
        }
    }
}
