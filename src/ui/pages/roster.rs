//! roster.

use crate::ui::dom::{El, el};
use crate::ui::state::Desk;

/// The screen.
pub fn page(_desk: Desk) -> El {
    el("p").text("roster")
}
