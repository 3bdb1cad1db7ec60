//! Where the keyboard is, and what is in sight.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::document;

/// Puts the keyboard on an element; one that cannot take it is left alone.
pub fn focus(element: &HtmlElement) {
    element.focus().unwrap_or_default();
}

/// Puts the keyboard on the element with this id. `false` when there is none.
pub fn focus_id(id: &str) -> bool {
    let found = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = &found {
        focus(element);
    }
    found.is_some()
}

/// Whether the Tab key stops at the element with this id.
pub fn set_tab_stop(id: &str, stops: bool) {
    if let Some(element) = by_id(id) {
        let value = if stops { "0" } else { "-1" };
        element.set_attribute("tabindex", value).unwrap_or_default();
    }
}

/// Puts the keyboard on the element with this id and brings it to the top of what scrolls. `false` when there is none.
pub fn focus_at_top(id: &str) -> bool {
    if let Some(element) = by_id(id) {
        element.scroll_into_view();
    }
    focus_id(id)
}

/// Whether the keyboard is on nothing, as after the element that had it went away.
pub fn is_lost() -> bool {
    document().is_none_or(|document| {
        document
            .active_element()
            .is_none_or(|element| element.tag_name() == "BODY")
    })
}

/// Puts the (empty) selection of the page on the element with this id: Firefox sends what is pasted to where the selection is, not
/// to what has the keyboard, and what is no field of text never gets it by itself.
pub fn select_id(id: &str) {
    let selection = web_sys::window().and_then(|window| window.get_selection().ok().flatten());
    if let (Some(selection), Some(element)) = (selection, by_id(id)) {
        selection.collapse(Some(&element)).unwrap_or_default();
    }
}

/// Whether the keyboard is on this element or in it.
pub fn is_within(part: &Node) -> bool {
    active().is_some_and(|active| part.contains(Some(&active)))
}

/// What the Tab key stops at, and what only a program puts the keyboard on.
const STOPS: &str = "a[href],button,input,select,textarea,summary,[tabindex]";

/// Where the keyboard was in a part of the page of which something is made anew.
pub struct Spot {
    around: Element,
    at: u32,
    look: String,
}

impl Spot {
    /// The spot of the keyboard, where it is in this part; call it before something in the part goes away.
    pub fn within(part: &Node) -> Option<Self> {
        let held = active().filter(|held| part.contains(Some(held)))?;
        let around: Element = part.clone().dyn_into().ok()?;
        let stops = around.query_selector_all(STOPS).ok()?;
        let at = (0..stops.length()).find(|at| stops.item(*at).as_ref() == Some(&held))?;
        let look = look(&held);
        Some(Self { around, at, look })
    }

    /// Takes the keyboard off what is hidden now, and puts it back as [`Spot::regain`] does.
    pub fn leave(self) {
        if let Some(held) = active().and_then(|held| held.dyn_into::<HtmlElement>().ok()) {
            held.blur().unwrap_or_default();
        }
        self.regain();
    }

    /// Puts the keyboard back, unless it is somewhere already: on what took the place of what it was on, else on the part of
    /// the screen around it.
    pub fn regain(self) {
        if !is_lost() {
            return;
        }
        // Another screen has other controls in the same place.
        let is_screen = self.around.class_name() == "screen";
        let stops = self.around.query_selector_all(STOPS).ok();
        let same = stops.and_then(|stops| stops.item(self.at)?.dyn_into::<HtmlElement>().ok());
        if let Some(same) = same.filter(|same| !is_screen && look(same) == self.look) {
            focus(&same);
        }
        if is_lost() {
            let holder = self.around.closest("[tabindex='-1']").ok().flatten();
            if let Some(holder) = holder.and_then(|holder| holder.dyn_into::<HtmlElement>().ok()) {
                focus(&holder);
            }
        }
        if is_lost() {
            focus_id("main");
        }
    }
}

/// By what a control is known again.
fn look(element: &Element) -> String {
    element.tag_name() + &element.class_name()
}

fn active() -> Option<Element> {
    document()?.active_element()
}

/// Scrolls no further than needed to show the element with this id. `false` when there is none.
pub fn scroll_to_id(id: &str) -> bool {
    let found = by_id(id);
    if let Some(element) = &found {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        options.set_inline(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
    found.is_some()
}

/// Scrolls what holds the element with this id sideways, no further than needed to show it; the page stays where it is.
pub fn scroll_sideways_to_id(id: &str) {
    let Some(element) = by_id(id) else { return };
    let Some(holder) = element.parent_element() else {
        return;
    };
    let (here, room) = (
        element.get_bounding_client_rect(),
        holder.get_bounding_client_rect(),
    );
    let beyond = (here.right() - room.right()).max(0.0) + (here.left() - room.left()).min(0.0);
    // Places on a page are far below 2³¹ pixels.
    holder.set_scroll_left(holder.scroll_left() + beyond.round() as i32);
}

/// Scrolls to the top of the page, as after going to another screen.
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}
