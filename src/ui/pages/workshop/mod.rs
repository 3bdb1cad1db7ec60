//! チェックシートの編集: the content of this device, outside of any class.

use crate::route::Route;
use crate::ui::components::start_head;
use crate::ui::dom::{El, el};
use crate::ui::frame::notice_bar;
use crate::ui::keeping::{leave_with_the_address, to_main};
use crate::ui::state::App;

/// The screen.
pub fn page(app: App) -> El {
    leave_with_the_address(app, Route::Content);
    to_main();
    el("main")
        .attr("id", "main")
        .class("start workshop")
        .attr("tabindex", "-1")
        .child(start_head(app))
        .child(notice_bar(app, Vec::new))
}
