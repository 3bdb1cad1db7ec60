//! 白紙の用紙: blank forms for those who screen on paper.

use crate::ui::dom::{El, el};
use crate::ui::state::Desk;

/// The screen.
pub fn page(_desk: Desk) -> El {
    el("div").class("page")
}
