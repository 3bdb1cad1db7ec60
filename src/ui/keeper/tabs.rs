//! One tab writes, the others follow: the protocol of `vault::tabs` over the browser's channel.

use std::cell::RefCell;

use super::{DESK, reload, tab_number, write_now};
use leptos::prelude::*;

use crate::browser::channel::Channel;
use crate::browser::timer;
use crate::ui::state::Desk;
use crate::vault::tabs::{ANSWER_MS, Action, Event, HEARTBEAT_MS, Message, TabId, Tabs};

thread_local! {
    static TABS: RefCell<Option<(Tabs, Channel)>> = const { RefCell::new(None) };
}

/// Joins the tabs of this browser with an open class. Where the browser has no channel, this tab writes; what another one
/// stores is merged all the same.
pub fn join() {
    let Some(mut channel) = Channel::open() else {
        return;
    };
    channel.on_message(Box::new(|text| {
        if let Some(message) = Message::parse(&text) {
            step(Event::Heard(message));
        }
    }));
    TABS.set(Some((Tabs::new(TabId(tab_number())), channel)));
    step(Event::Started);
    leptos::task::spawn_local(async {
        while let Some(pause) = TABS.with_borrow(|tabs| tabs.as_ref().map(|(tabs, _)| pause(tabs))) {
            timer::sleep(pause).await;
            step(Event::Tick);
        }
    });
}

/// Milliseconds until the protocol wants to know the time again.
fn pause(tabs: &Tabs) -> u32 {
    let is_asking = tabs.writer().is_none();
    u32::try_from(if is_asking { ANSWER_MS } else { HEARTBEAT_MS }).unwrap_or(u32::MAX)
}

/// Tells the others that something new is stored.
pub fn stored() {
    step(Event::Stored);
}

/// Leaves the tabs: the class was closed.
pub fn leave() {
    step(Event::Left);
    TABS.set(None);
}

/// The person wants to write here.
pub fn write_here() {
    step(Event::TakeOver);
}

fn step(event: Event) {
    let actions = TABS.with_borrow_mut(|tabs| match tabs {
        Some((tabs, _)) => tabs.step(event, timer::now_ms() as u64),
        None => Vec::new(),
    });
    for action in actions {
        match action {
            Action::Post(message) => TABS.with_borrow(|tabs| {
                if let Some((_, channel)) = tabs {
                    // What is not heard costs nothing: the stores are read again before every write.
                    channel.post(&message.to_string()).unwrap_or_default();
                }
            }),
            Action::BecomeWriter => with_desk(|desk| {
                desk.following.set(false);
                reload(desk);
            }),
            Action::BecomeFollower => with_desk(|desk| {
                write_now();
                desk.following.set(true);
            }),
            Action::Reload => with_desk(reload),
        }
    }
}

fn with_desk(act: impl FnOnce(Desk)) {
    if let Some(desk) = DESK.get() {
        act(desk);
    }
}
