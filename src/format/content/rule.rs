//! The rules of a content document and the faults that break them.

/// Everything that is wrong with a content document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContentFaults {
    /// The faults, at most 100.
    pub faults: Vec<ContentFault>,
    /// Further faults that are not listed.
    pub left_out: usize,
}

/// One fault of a content document.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentFault {
    /// Where it is, e.g. `items[12].count.bands[2]`.
    pub place: String,
    /// The rule it breaks.
    pub rule: ContentRule,
}

/// Types of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// `{…}`
    Object,
    /// `[…]`
    List,
    /// `"…"`
    Text,
    /// A number.
    Number,
    /// A whole number.
    Whole,
    /// `true`
    True,
}

/// Parts of a document that other parts name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// An area.
    Area,
    /// An item or line.
    Item,
    /// A scale.
    Scale,
    /// An instrument.
    Instrument,
    /// A score.
    Score,
    /// A card.
    Card,
    /// A contact.
    Contact,
    /// A support.
    Support,
}

/// The rules of a content document.
#[derive(Clone, Debug, PartialEq)]
pub enum ContentRule {
    /// A value is of the type that belongs here.
    Type {
        /// What belongs here.
        expected: Expected,
    },
    /// A field must be given.
    Missing,
    /// An object has only the fields of the format.
    UnknownField {
        /// The fields it may have.
        known: Vec<&'static str>,
    },
    /// A field is given once.
    FieldTwice,
    /// A value is one of these words.
    Choice {
        /// The words.
        words: &'static [&'static str],
    },
    /// An identifier is 1 to 32 ASCII letters, digits, `_`, `-` or `.`.
    IdForm,
    /// An identifier stands for one thing only, and a list names a thing only once.
    Duplicate,
    /// What is named must exist.
    Unknown {
        /// What should be named here.
        part: Part,
        /// The identifier that nothing has.
        id: String,
    },
    /// A text is given in both languages.
    Empty,
    /// A text is at most so long.
    TooLong {
        /// Characters found.
        found: usize,
        /// Largest number.
        most: usize,
    },
    /// A text has no control characters and no characters that change the direction of writing.
    Invisible {
        /// Code point of the first such character.
        code: u32,
    },
    /// A list has at least so many entries.
    TooFew {
        /// Entries found.
        found: usize,
        /// Smallest number.
        least: usize,
    },
    /// A list has at most so many entries.
    TooMany {
        /// Entries found.
        found: usize,
        /// Largest number.
        most: usize,
    },
    /// Exactly one of these fields is given.
    OneOf {
        /// The fields.
        fields: &'static [&'static str],
        /// How many of them are.
        found: usize,
    },
    /// This kind of item does not have this field, or an item of this kind cannot stand here.
    NotForThisKind,
    /// A score that counts says from which value on, and only such a score does.
    CountValue,
    /// A critical item names its card.
    MissingCard,
    /// A number lies within these bounds.
    Range {
        /// Smallest value.
        least: f64,
        /// Largest value.
        most: f64,
    },
    /// A weight is a multiple of a quarter, so that sums are exact.
    Quarters,
    /// The bands of a count begin at 0.
    BandStart {
        /// Where they begin.
        found: u16,
    },
    /// Bands follow each other without gaps.
    BandGap {
        /// Last count of the band before.
        after: u16,
        /// First count of this band.
        from: u16,
    },
    /// Bands do not overlap.
    BandOverlap {
        /// Last count of the band before; none when it is open.
        after: Option<u16>,
        /// First count of this band.
        from: u16,
    },
    /// A band ends where it begins or later.
    BandReversed {
        /// First count.
        from: u16,
        /// Last count.
        to: u16,
    },
    /// The last band has no end.
    BandClosed,
    /// One answer at least has a point or more.
    NoPoints,
    /// A critical item, an information item and a strength have an answer with 0 points.
    NoZero,
    /// A score builds only on scores before it.
    LaterScore,
    /// A score reads an input once.
    InputTwice,
    /// The weights of a score are not all 0.
    NoWeight,
    /// The first step of a score has no bound, the others have one.
    StepBound,
    /// The bounds of a score rise, or fall where low is the concern.
    StepOrder,
    /// Scored items of the full form speak of every area.
    AreaWithoutItems,
    /// Bands of grades have as many steps as the score's own.
    StepCount {
        /// Steps found.
        found: usize,
        /// Steps of the score.
        wanted: usize,
    },
    /// A range of grades runs upwards.
    GradesReversed,
    /// A grade has one set of bands.
    GradeTwice,
    /// Only a prorated score is rounded.
    RoundWithoutProrate,
    /// Some item belongs to every instrument.
    InstrumentWithoutItems,
    /// A gate leads to a full form.
    GateWithoutForm,
    /// A level, gate or notice can come to hold.
    NeverHolds,
    /// A level does not hold whatever is answered, else the lower ones are never shown.
    AlwaysHolds,
    /// The lowest level has no condition.
    LowestLevel,
    /// Every level but the lowest has a condition.
    MissingCondition,
    /// A higher level asks for more than a lower one, else the lower one is never shown.
    LevelOrder {
        /// The lower level.
        lower: String,
    },
    /// Each level has its own shape.
    SameShape,
    /// A month lies in one reporting period.
    MonthTwice {
        /// The month, 1–12.
        month: u8,
    },
    /// Every month lies in a reporting period.
    MonthMissing {
        /// The month, 1–12.
        month: u8,
    },
}
