//! Looking after what is kept: what people wrote differently, whether a saved file opens, what is due for disposal.

pub mod conflicts;
pub mod retention;
pub mod trial;

use crate::ui::dom::{El, together};
use crate::ui::state::{Desk, Mode};

/// The cards on ホーム: shown only when there is something to do.
pub fn cards(desk: Desk) -> El {
    match desk.mode {
        Mode::Own => together([
            retention::gone(desk),
            conflicts::card(desk),
            retention::card(desk),
        ]),
        Mode::Sample => together([]),
    }
}
