//! start.

use crate::ui::dom::{El, el};
use crate::ui::state::App;

/// The screen.
pub fn page(_app: App) -> El {
    el("p").text("start")
}
