//! The key of this device: choosing a passphrase, changing it, the recovery sheet.

use std::rc::Rc;

use leptos::prelude::*;

use super::{passphrase, recovery};
use crate::ui::dom::{El, el};
use crate::ui::keeper;
use crate::ui::state::{App, Session};

/// Choosing a passphrase for a class that is about to be opened.
pub fn choose_page(app: App) -> El {
    let take = Rc::new(move |passphrase| keeper::begin_with(app, passphrase));
    let leave: Rc<dyn Fn()> = Rc::new(move || app.session.set(Session::Start));
    passphrase::choose(app, passphrase::Purpose::Begin, take, Some(leave))
}

/// Choosing another passphrase.
pub fn renew_page(app: App) -> El {
    let take = Rc::new(move |passphrase| keeper::renew_with(app, passphrase));
    if keeper::is_forgotten() {
        return passphrase::choose(app, passphrase::Purpose::Recovered, take, None);
    }
    let leave: Rc<dyn Fn()> = Rc::new(move || keeper::come_back(app));
    passphrase::choose(app, passphrase::Purpose::Change, take, Some(leave))
}

/// The recovery sheet.
pub fn sheet_page(app: App) -> El {
    match keeper::identity_text() {
        Some(identity) => recovery::page(app, identity, Rc::new(move || keeper::close_sheet(app))),
        None => el("p"),
    }
}
