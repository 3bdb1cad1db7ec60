//! The format `kizuki.content/1`, field by field. The JSON Schema `public/schemas/content-1.json` is made from this table.
//!
//! A text stands in both languages. Parts name each other by `id`. Rules that need more than one field are checked in
//! [`super::convert`], [`super::items`], [`super::scoring_rules`] and [`super::conditions`].

use crate::domain::limits::{
    MAX_AREAS, MAX_CONTACT_CHARS, MAX_CONTENT_LIST, MAX_COUNT, MAX_ID_CHARS, MAX_LABEL_CHARS, MAX_LEVELS,
    MAX_OPTIONS, MAX_POINTS, MAX_RETENTION_YEARS, MAX_SHORT_CHARS, MAX_STEPS, MAX_TEXT_CHARS, MAX_WEIGHT,
};

use super::shape::{Field, Object, Shape};
use Shape::{Choice, Id, List, Number, True, Whole};

/// Writes objects down as tables: `must` and `may` say whether a field is required; of those in brackets exactly one is.
macro_rules! objects {
    ($(
        #[doc = $doc:literal]
        $name:ident $([$($one:literal)*])? {
            $($need:ident $field:literal: $shape:expr, $text:literal;)*
        }
    )*) => {$(
        #[doc = $doc]
        pub(super) static $name: Object = Object {
            #[cfg(test)]
            name: stringify!($name),
            #[cfg(test)]
            doc: $doc,
            fields: &[$(Field {
                name: $field,
                shape: $shape,
                required: objects!(@$need),
                #[cfg(test)]
                doc: $text,
            },)*],
            one_of: &[$($($one),*)?],
        };
    )*};
    (@must) => { true };
    (@may) => { false };
}

/// Largest score value and cut-off that can be written.
const MAX_VALUE: f64 = 1_000_000.0;
/// Smallest change or count value above nothing.
const MIN_VALUE: f64 = 0.01;

const SHORT: Shape = Shape::Object(&SHORT_TEXT);
const LABEL: Shape = Shape::Object(&LABEL_TEXT);
const SENTENCE: Shape = Shape::Object(&SENTENCE_TEXT);
const WEIGHT: Shape = Number {
    least: 0.0,
    most: MAX_WEIGHT,
};
const POINTS: Shape = Whole {
    least: 0,
    most: MAX_POINTS as u16,
};
const COUNT: Shape = Whole {
    least: 0,
    most: MAX_COUNT,
};
const AT: Shape = Number {
    least: -MAX_VALUE,
    most: MAX_VALUE,
};
const SHARE: Shape = Number {
    least: 0.0,
    most: 1.0,
};
const TERMS: Shape = Whole {
    least: 1,
    most: MAX_CONTENT_LIST as u16,
};
const STEP: Shape = Whole {
    least: 1,
    most: MAX_STEPS as u16 - 1,
};
const SCORE_BANDS: Shape = List {
    of: &Shape::Object(&SCORE_BAND),
    least: 1,
    most: MAX_STEPS,
};
/// Codes of the grades, in order.
const GRADES: [&str; 9] = ["P1", "P2", "P3", "P4", "P5", "P6", "J1", "J2", "J3"];
const MONTH: Shape = Whole { least: 1, most: 12 };
const YEARS: Shape = Whole {
    least: 0,
    most: MAX_RETENTION_YEARS as u16,
};
const IDS: Shape = list(&Id, 0);

/// A condition; a static and not a constant because conditions hold conditions.
static CONDITION: Shape = Shape::Object(&CONDITION_RULE);

/// A list of `least` to [`MAX_CONTENT_LIST`] entries.
const fn list(of: &'static Shape, least: usize) -> Shape {
    List {
        of,
        least,
        most: MAX_CONTENT_LIST,
    }
}

/// A text in one language; a Latin letter is half as wide as a Japanese character.
const fn words(most: usize) -> Shape {
    Shape::Text { empty: false, most }
}

objects! {
    /// A column head or chip in both languages.
    SHORT_TEXT {
        must "ja": words(MAX_SHORT_CHARS), "Japanese.";
        must "en": words(MAX_SHORT_CHARS * 2), "English.";
    }
    /// A label in both languages.
    LABEL_TEXT {
        must "ja": words(MAX_LABEL_CHARS), "Japanese.";
        must "en": words(MAX_LABEL_CHARS * 2), "English.";
    }
    /// A text in both languages.
    SENTENCE_TEXT {
        must "ja": words(MAX_TEXT_CHARS), "Japanese.";
        must "en": words(MAX_TEXT_CHARS * 2), "English.";
    }
    /// A content document: everything that a board, ward or school decides.
    DOCUMENT {
        must "format": Choice(&["kizuki.content/1"]), "Name and number of the format.";
        must "id": Id, "Identifier of this content, e.g. default-sample.";
        must "version": words(MAX_ID_CHARS), "Version as its authors write it, e.g. 1.0.";
        must "title": LABEL, "Title printed on sheets.";
        must "window": LABEL, "The time the answers look back on.";
        must "about": SENTENCE, "What this content is and is not.";
        may "instruments": list(&Shape::Object(&INSTRUMENT), 0), "Instruments that this content joins, in display order.";
        may "scales": list(&Shape::Object(&SCALE), 0), "Answers that several items share.";
        must "areas": List { of: &Shape::Object(&AREA), least: 1, most: MAX_AREAS }, "Areas (領域) in display order.";
        must "lines": list(&ITEM_SHAPE, 1), "Lines of the short form (一次確認): scored or critical.";
        may "items": list(&ITEM_SHAPE, 0), "Items of the full form (詳しい票); none where the lines are all there is.";
        must "scores": list(&Shape::Object(&SCORE), 1), "Scores; a score may only build on scores before it.";
        may "gate": Shape::Object(&CONDITION_RULE),
            "When a student needs the full form; without it the levels are judged for every student.";
        must "levels": List { of: &Shape::Object(&LEVEL), least: 2, most: MAX_LEVELS },
            "Levels from the lowest, which has no condition, to the highest.";
        may "notices": list(&Shape::Object(&NOTICE), 0), "Notices beside the level.";
        must "urgent": LABEL, "Name of the mark for critical items.";
        must "trend": Shape::Object(&TREND), "When a change since the last round is marked.";
        must "cards": list(&Shape::Object(&CARD), 0), "Cards of the critical items.";
        must "contacts": list(&Shape::Object(&CONTACT), 0), "Contact slots.";
        must "supports": list(&Shape::Object(&SUPPORT), 1), "Supports that can be planned or were tried.";
        must "asks": list(&Shape::Object(&NAMED), 1), "What a school can ask the ward for.";
        must "release_questions": list(&SENTENCE, 1), "Questions a person answers before a summary is released.";
        must "rounds": List { of: &Shape::Object(&ROUND), least: 1, most: 12 }, "Usual rounds of a school year.";
        must "periods": List { of: &Shape::Object(&PERIOD), least: 1, most: 12 },
            "Reporting periods; every month lies in exactly one.";
        must "retention": Shape::Object(&RETENTION), "How long records are kept.";
    }
    /// Answers that several items share.
    SCALE {
        must "id": Id, "Identifier.";
        must "options": OPTIONS, "Possible answers, in the order shown.";
    }
    /// One possible answer.
    OPTION {
        must "label": LABEL, "Words on the button.";
        must "points": POINTS, "Points. High means more concern unless a score says otherwise.";
    }
    /// An area (領域).
    AREA {
        must "id": Id, "Identifier.";
        must "label": LABEL, "Label.";
        must "short": SHORT, "Column head.";
        may "score": Id, "Score of the full form that stands for this area; left out only where there is no full form.";
        may "short_score": Id, "Score of the lines; left out only where there is a full form.";
        may "suggests": IDS, "Supports that suit this area.";
    }
    /// A line of the short form or an item of the full form.
    ITEM ["scale" "options" "count"] {
        must "id": Id, "Identifier, unique over both forms.";
        may "kind": Choice(&["scored", "critical", "information", "strength"]), "What it is for; scored when left out.";
        may "instrument": Id, "Instrument it belongs to.";
        may "areas": IDS, "One for scored and information items, one or more for scored lines, else none.";
        may "covers": IDS, "Items of the full form that a line stands for.";
        must "label": LABEL, "Label.";
        must "help": SENTENCE, "Observable examples.";
        must "source": SENTENCE, "Public material behind it, or 見本.";
        may "weight": WEIGHT, "Weight in scores that name a group of items, in quarters; 1 when left out.";
        may "card": Id, "Card that a critical item opens.";
        may "suggests": IDS, "Supports suggested by an information item, or when a strength is missing.";
        may "scale": Id, "Answers by the name of a scale.";
        may "options": OPTIONS, "Answers of this item alone.";
        may "count": Shape::Object(&COUNT_RULE), "Answers as bands of a count.";
    }
    /// An answer that is a count.
    COUNT_RULE {
        must "unit": SHORT, "Unit.";
        may "auto": Choice(&["absent_window", "late_early", "absent_year"]), "Filled from imported attendance.";
        may "per_school_days": Whole { least: 1, most: MAX_COUNT },
            "School days the bands are meant for: a count is scaled where the student's school days are known.";
        must "bands": List { of: &Shape::Object(&COUNT_BAND), least: 2, most: MAX_OPTIONS },
            "Bands from 0 upwards without gaps; the last has no end.";
    }
    /// One band of a count.
    COUNT_BAND {
        must "from": COUNT, "Smallest count.";
        may "to": COUNT, "Largest count; left out in the last band.";
        must "label": LABEL, "Words on the button.";
        must "points": POINTS, "Points.";
    }
    /// How one score is made.
    SCORE {
        must "id": Id, "Identifier.";
        may "instrument": Id, "Instrument it belongs to.";
        must "label": LABEL, "Label.";
        must "source": SENTENCE, "Where rule and bands come from, or 見本.";
        must "terms": list(&Shape::Object(&TERM), 1), "What goes in.";
        must "combine": Choice(&["sum", "mean", "percent", "count", "max"]),
            "How it is put together; count is the number of terms at or above at_least.";
        may "at_least": Number { least: MIN_VALUE, most: MAX_VALUE }, "Only for count.";
        must "missing": Shape::Object(&MISSING), "What happens when answers are missing.";
        may "concern": Choice(&["high", "low"]), "Which end is the concern; high when left out.";
        must "bands": SCORE_BANDS, "Steps from no concern upwards in concern.";
        may "bands_by_grade": List { of: &Shape::Object(&GRADE_BANDS), least: 0, most: GRADES.len() },
            "Bands of some grades, as many steps each.";
    }
    /// What goes into a score.
    TERM ["item" "score" "items_of_area" "lines_of_area" "all_scored_items" "all_lines"] {
        may "item": Id, "One scored item or line.";
        may "score": Id, "One earlier score.";
        may "items_of_area": Id, "All scored items of the full form in this area.";
        may "lines_of_area": Id, "All scored lines of the short form in this area.";
        may "all_scored_items": True, "All scored items of the full form.";
        may "all_lines": True, "All scored lines of the short form.";
        may "weight": WEIGHT, "Weight in quarters; the item's own when left out, and 1 for a score.";
    }
    /// What happens when answers are missing.
    MISSING ["answered" "answered_items" "prorate" "prorate_items" "zero_up_to"] {
        may "answered": SHARE, "Reckon with what is answered, if at least this share of the weight is.";
        may "answered_items": TERMS, "The same, if at least so many terms are.";
        may "prorate": SHARE, "If at least this share of the weight is answered, scale a sum up to all terms.";
        may "prorate_items": TERMS, "The same, if at least so many terms are.";
        may "round": Choice(&["none", "half_up", "up", "down"]), "How a scaled sum becomes whole; none when left out.";
        may "zero_up_to": Whole { least: 0, most: MAX_CONTENT_LIST as u16 }, "Missing terms are zero, up to this many.";
    }
    /// One step of a score.
    SCORE_BAND {
        may "from": AT, "Where the step begins; left out for the first.";
        must "label": LABEL, "Name of the step.";
    }
    /// Bands of a score for some grades.
    GRADE_BANDS {
        must "from": Choice(&GRADES), "First grade.";
        must "to": Choice(&GRADES), "Last grade, inclusive.";
        must "bands": SCORE_BANDS, "Steps, as many as the score's own.";
    }
    /// A rule over scores, items and signs.
    CONDITION_RULE ["all" "any" "not" "score" "band" "areas" "items" "gut" "rising"] {
        may "all": list(&CONDITION, 1), "Every part holds.";
        may "any": list(&CONDITION, 1), "One part or more holds.";
        may "not": Shape::Object(&CONDITION_RULE), "The part does not hold.";
        may "score": Shape::Object(&SCORE_AT), "A score is at its cut-off or beyond.";
        may "band": Shape::Object(&BAND_AT), "A score is in a band or beyond.";
        may "areas": Shape::Object(&AREAS_AT), "Enough areas are at a value, or in a band, or beyond.";
        may "items": Shape::Object(&ITEMS_AT), "Enough items have enough points.";
        may "gut": True, "なんとなく気になる was pressed.";
        may "rising": True, "The score of the trend rule rose.";
    }
    /// A score is at its cut-off or beyond.
    SCORE_AT {
        must "of": Id, "The score.";
        must "at": AT, "The cut-off: at least this, or at most where low is the concern.";
    }
    /// A score is in a band or beyond, by the bands of the student's grade.
    BAND_AT {
        must "of": Id, "The score.";
        must "step": STEP, "Position of the band, the first of no concern being 0.";
    }
    /// Enough areas are at a value, or in a band, or beyond.
    AREAS_AT ["at" "step"] {
        may "at": AT, "The cut-off, in the units of the area scores.";
        may "step": STEP, "Position of the band, the first of no concern being 0.";
        must "count": Whole { least: 1, most: MAX_AREAS as u16 }, "Number of areas.";
    }
    /// Enough items have enough points.
    ITEMS_AT ["of" "all_lines" "all_scored_items"] {
        may "of": list(&Id, 1), "The items.";
        may "all_lines": True, "All scored lines of the short form.";
        may "all_scored_items": True, "All scored items of the full form.";
        must "points": Whole { least: 1, most: MAX_POINTS as u16 }, "Points each must reach.";
        must "count": Whole { least: 1, most: MAX_CONTENT_LIST as u16 }, "Number of items.";
    }
    /// A level (めやす), named by the action it asks for.
    LEVEL {
        must "id": Id, "Identifier.";
        must "label": LABEL, "Name.";
        must "short": SHORT, "Short name for chips.";
        must "action": SENTENCE, "What it asks for, one sentence.";
        must "shape": Choice(&["circle", "triangle", "diamond", "square"]), "Shape beside the word; each level has its own.";
        must "source": SENTENCE, "Where the thresholds come from, or 見本.";
        may "when": Shape::Object(&CONDITION_RULE), "When it is reached; left out for the lowest level only.";
    }
    /// A notice beside the level, never instead of it; on the screen only, never on a summary.
    NOTICE {
        must "id": Id, "Identifier.";
        must "label": LABEL, "Name.";
        must "when": Shape::Object(&CONDITION_RULE), "When it is shown.";
        must "text": SENTENCE, "What it says.";
    }
    /// One of several instruments.
    INSTRUMENT {
        must "id": Id, "Identifier.";
        must "label": LABEL, "Name: the heading where its items begin.";
        must "window": LABEL, "The time its answers look back on.";
        must "source": SENTENCE, "Where it comes from.";
    }
    /// When a change since the last round is marked.
    TREND {
        must "score": Id, "The score compared.";
        must "change": Number { least: MIN_VALUE, most: MAX_VALUE }, "Smallest change that counts.";
        must "source": SENTENCE, "Where it comes from, or 見本.";
    }
    /// A card of a critical item: what to do now.
    CARD {
        must "id": Id, "Identifier.";
        must "title": LABEL, "Title.";
        must "lead": SENTENCE, "The one sentence that must be read.";
        must "steps": list(&SENTENCE, 1), "What to do, in order; the first says whom to tell now.";
        may "record": list(&SENTENCE, 0), "What to write down.";
        may "avoid": list(&SENTENCE, 0), "What not to do.";
        may "contacts": IDS, "Contacts of this card.";
        must "actions": list(&Shape::Object(&NAMED), 1), "What can be recorded as done.";
        must "strip": SENTENCE, "The strip at the top of a summary.";
        must "source": SENTENCE, "Law or guidance behind it.";
    }
    /// Something with a label.
    NAMED {
        must "id": Id, "Identifier.";
        must "label": LABEL, "Label.";
    }
    /// A contact slot.
    CONTACT {
        must "id": Id, "Identifier.";
        must "label": LABEL, "Whom one reaches.";
        may "phone": Shape::Text { empty: true, most: MAX_CONTACT_CHARS },
            "Number or extension; empty when the school must fill it in.";
    }
    /// A support (支援).
    SUPPORT {
        must "id": Id, "Identifier.";
        must "direction": Choice(&["school", "community", "agency"]), "Who carries it: 校内, 地域, 専門機関.";
        must "label": LABEL, "Label.";
    }
    /// A usual round of the school year.
    ROUND {
        must "label": LABEL, "Label.";
        must "month": MONTH, "Month it usually takes place.";
    }
    /// A reporting period.
    PERIOD {
        must "label": LABEL, "Label.";
        must "from_month": MONTH, "First month.";
        must "to_month": MONTH, "Last month, inclusive; may lie in the next calendar year.";
    }
    /// How long records are kept, in school years after the one they belong to.
    RETENTION {
        must "answers_years": YEARS, "Sheets: answers, cards and decisions.";
        must "summaries_years": YEARS, "Summaries and their case codes.";
        must "source": SENTENCE, "Where it comes from, or 見本.";
    }
}

const ITEM_SHAPE: Shape = Shape::Object(&ITEM);
const OPTIONS: Shape = List {
    of: &Shape::Object(&OPTION),
    least: 2,
    most: MAX_OPTIONS,
};
