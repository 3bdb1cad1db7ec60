//! Identifiers of the things a content document names. Each is its own type, so an area can never be taken for an item.

use std::sync::Arc;

macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The identifier as it stands in the content document.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }
    )*};
}

id_types! {
    /// An item (項目) or a line of the short form, e.g. `A1`, `Q5`, `X7`, `S2`.
    ItemId;
    /// An area (領域), e.g. `A` for 出欠・登校.
    AreaId;
    /// A scale several items share, e.g. `freq4`.
    ScaleId;
    /// A score, e.g. `total`.
    ScoreId;
    /// A level, named by the action it asks for, e.g. `team` for 校内チームで検討.
    LevelId;
    /// A notice beside the level, e.g. `inward`.
    NoticeId;
    /// One of several instruments in a content, e.g. `srss`.
    InstrumentId;
    /// A card that says what to do when a critical item shows, e.g. `report_abuse`.
    CardId;
    /// One thing a card lets the school record as done.
    ActionId;
    /// A support that can be planned or was tried, e.g. `sc`.
    SupportId;
    /// A contact slot a school fills in, e.g. `ward_family`.
    ContactId;
    /// Something the school can ask the ward for, e.g. `visit`.
    AskId;
}
