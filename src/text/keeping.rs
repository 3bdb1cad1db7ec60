//! stub
use crate::domain::locale::Locale;
use crate::format::document::DocumentError;
use crate::vault::{FileError, StorageError};
/// s
pub fn explain_storage(e: &StorageError, _l: Locale) -> String {
    e.to_string()
}
/// s
pub fn explain_document(e: &DocumentError, _l: Locale) -> String {
    e.to_string()
}
/// s
pub fn explain_file(e: &FileError, _l: Locale) -> String {
    e.to_string()
}
