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
/// Steps of undo.
pub const MAX_UNDO: usize = 500;
/// Bytes of a file that is opened.
pub const MAX_FILE_BYTES: usize = 16 * 1024 * 1024;
/// Bytes of a roster file or paste.
pub const MAX_ROSTER_BYTES: usize = 2 * 1024 * 1024;
/// Bytes of a content document.
pub const MAX_CONTENT_BYTES: usize = 5 * 1024 * 1024;
/// Rounds in one document.
pub const MAX_ROUNDS: usize = 40;
