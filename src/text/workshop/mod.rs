//! Words of the editor of the content (チェックシートの編集).

pub mod changes;
pub mod faults;
pub mod fields;
pub mod places;
pub mod rules;
