//! Every numeric bound in one table. Inputs are checked against these before anything is stored.

/// Students in one class. The statutory class size is 35 or 40; the rest is room for combined classes.
pub const MAX_STUDENTS: usize = 200;
/// Largest 出席番号.
pub const MAX_NUMBER: u16 = 999;
/// Characters of a name or reading.
pub const MAX_NAME_CHARS: usize = 40;
/// Characters of the school's name or sign.
pub const MAX_SCHOOL_CHARS: usize = 20;
/// Characters of a class name (組).
pub const MAX_CLASS_CHARS: usize = 8;
/// Largest count of days or times in one answer.
pub const MAX_COUNT: u16 = 400;
/// Characters of a contact slot.
pub const MAX_CONTACT_CHARS: usize = 60;
/// Characters of a note that stays in the school.
pub const MAX_NOTE_CHARS: usize = 400;
/// Characters of 「その他」, the one free text that may leave. Source: design, summary form.
pub const MAX_OTHER_CHARS: usize = 40;
/// Characters of the person responsible (a role such as 学年主任 or a name; stays in the school).
pub const MAX_WHO_CHARS: usize = 40;
/// Signs on a summary. Source: summary form, field list.
pub const MAX_SIGNS: usize = 5;
/// Smallest number of children that may stand together; fewer single a child out. Source: domain dossier §4.2, §4.4.
pub const MIN_GROUP: usize = 5;
/// Steps of undo.
pub const MAX_UNDO: usize = 500;
/// Bytes of a file that is opened.
pub const MAX_FILE_BYTES: usize = 16 * 1024 * 1024;
/// Bytes of a roster file or paste.
pub const MAX_ROSTER_BYTES: usize = 2 * 1024 * 1024;
/// Columns of a roster file. The widest known export has 50.
pub const MAX_ROSTER_COLUMNS: usize = 300;
/// Rows of a roster file, heading included: a whole large school.
pub const MAX_ROSTER_ROWS: usize = 2_000;
/// Rows of a table of answers: more students than any ward has in one grade.
pub const MAX_ANSWER_ROWS: usize = 20_000;
/// Columns of a table of answers: every line and item a content can have, the identifier and the gut feeling.
pub const MAX_ANSWER_COLUMNS: usize = 2 * MAX_CONTENT_LIST + 2;
/// Characters by which a table of answers tells its rows apart.
pub const MAX_ANSWER_ID_CHARS: usize = 64;
/// Bytes of a content document.
pub const MAX_CONTENT_BYTES: usize = 5 * 1024 * 1024;
/// Bytes of a summary file.
pub const MAX_SUMMARY_BYTES: usize = 256 * 1024;
/// Bytes of a content document that is kept with the rounds answered with it. The built-in one has 70 kB.
pub const MAX_KEPT_CONTENT_BYTES: usize = 1024 * 1024;
/// Bytes of all content documents kept in one document together, so that with everything written twice as long (a line
/// break is two characters in a file) there is room for the rounds.
pub const MAX_KEPT_CONTENTS_BYTES: usize = 4 * 1024 * 1024;
/// Rounds in one document.
pub const MAX_ROUNDS: usize = 40;

/// Characters of an identifier in a content document.
pub const MAX_ID_CHARS: usize = 32;
/// Japanese characters of a label; English may have twice as many. Source: content rules of the domain dossier (24).
pub const MAX_LABEL_CHARS: usize = 24;
/// Japanese characters of a column head or chip; English may have twice as many.
pub const MAX_SHORT_CHARS: usize = 6;
/// Japanese characters of any other text of the content; English may have twice as many.
pub const MAX_TEXT_CHARS: usize = 400;
/// Entries of one list in a content document (items, scores, supports, …).
pub const MAX_CONTENT_LIST: usize = 200;
/// Areas: as many columns as a heat map can show.
pub const MAX_AREAS: usize = 12;
/// Possible answers of one item: one key each, 0 to 9.
pub const MAX_OPTIONS: usize = 10;
/// Steps of a score: the colour ramp has four.
pub const MAX_STEPS: usize = 4;
/// Levels: there are four shapes.
pub const MAX_LEVELS: usize = 4;
/// Points of one answer.
pub const MAX_POINTS: u8 = 100;
/// Largest weight; weights are multiples of a quarter.
pub const MAX_WEIGHT: f64 = 5.0;
/// School years that records can be kept.
pub const MAX_RETENTION_YEARS: u8 = 30;
