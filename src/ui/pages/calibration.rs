//! しきい値の調整: where the cut-offs fall in the open class.

use crate::ui::dom::{El, el};
use crate::ui::state::Desk;

/// The screen.
pub fn page(_desk: Desk) -> El {
    el("div").class("page")
}
