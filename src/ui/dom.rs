//! A thin element builder over Leptos's reactive graph.
//!
//! Why it exists: `view!` makes every combination of element, attribute and closure its own type; four screens written
//! with it weighed more than twice the budget of the whole app (docs/performance.md). Here every closure is boxed, so
//! all screens share one instance of everything, and a screen costs only its calls. Signals, memos, effects and
//! owners are Leptos's own; so is mounting.
//!
//! `inline(never)` keeps calls calls: the size optimiser would otherwise copy these small bodies into every screen.
//!
//! Text is set as text, never parsed. The one way to markup is [`El::html`], which takes what `chart::markup` escaped.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent, Node};

use crate::browser;
use crate::browser::focus::{self, Spot};

/// What a closure without arguments is kept as. Not `dyn Fn`: its table also holds the two other ways of calling it, which
/// nothing here uses and which weigh some fifty bytes for each of the hundreds of closures of the screens.
trait Give<T> {
    /// Calls the closure.
    fn give(&self) -> T;
}

impl<T, F: Fn() -> T> Give<T> for F {
    fn give(&self) -> T {
        self()
    }
}

/// What a listener is kept as, for the same reason.
trait Listen {
    /// Calls the closure.
    fn hear(&mut self, event: Event);
}

impl<F: FnMut(Event)> Listen for F {
    fn hear(&mut self, event: Event) {
        self(event);
    }
}

/// A node of the page with what keeps it current.
#[derive(Clone)]
pub struct El {
    node: Node,
}

/// An element.
#[inline(never)]
pub fn el(tag: &str) -> El {
    El {
        node: browser::page::create_element(tag),
    }
}

/// A text that never changes.
#[inline(never)]
pub fn text(text: &str) -> El {
    El {
        node: browser::page::create_text(text),
    }
}

/// A text that follows what the closure reads.
pub fn text_with(of: impl Fn() -> String + 'static) -> El {
    text_boxed(Box::new(of))
}

#[inline(never)]
fn text_boxed(of: Box<dyn Give<String>>) -> El {
    let node = browser::page::create_text("");
    let target = node.clone();
    follow(of, Box::new(move |text| target.set_node_value(Some(text))));
    El { node }
}

/// A part of the page that is made anew when what the closure reads changes. Signals read inside the `_with` closures of
/// its elements do not count. What the old elements owned is dropped with them.
pub fn region(of: impl Fn() -> Vec<El> + 'static) -> El {
    region_boxed(Box::new(of))
}

#[inline(never)]
fn region_boxed(of: Box<dyn Give<Vec<El>>>) -> El {
    // Two empty texts mark the part, so that it may stand in a table or a list without an element of its own.
    let (first, last) = (browser::page::create_text(""), browser::page::create_text(""));
    let fragment = browser::page::create_fragment();
    append(&fragment, &first);
    append(&fragment, &last);
    keep(move || {
        let children = of.give();
        let Some(parent) = last.parent_node() else { return };
        let spot = Spot::within(&parent);
        while let Some(old) = first.next_sibling().filter(|old| *old != last) {
            parent.remove_child(&old).map(|_| ()).unwrap_or_default();
        }
        for child in children {
            parent
                .insert_before(&child.node, Some(&last))
                .map(|_| ())
                .unwrap_or_default();
        }
        // After whoever knows better where the keyboard goes now.
        if let Some(spot) = spot {
            once_shown(move || spot.regain());
        }
    });
    El { node: fragment }
}

/// Several parts without an element around them.
pub fn together(parts: impl IntoIterator<Item = El>) -> El {
    let fragment = browser::page::create_fragment();
    for part in parts {
        append(&fragment, &part.node);
    }
    El { node: fragment }
}

/// Runs a closure now and again whenever what it reads changes, as long as the current owner lives.
pub fn keep(run: impl Fn() + 'static) {
    keep_boxed(Box::new(run));
}

#[inline(never)]
fn keep_boxed(run: Box<dyn Give<()>>) {
    let effect = RenderEffect::new(move |_| run.give());
    on_cleanup(move || drop(effect));
}

/// Runs a closure once what was set just now shows on the page, to put the keyboard on a part that was not there before.
pub fn once_shown(run: impl FnOnce() + 'static) {
    let run: Box<dyn FnOnce()> = Box::new(run);
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        run();
    });
}

/// Sets something whenever the text changes, and only then.
#[inline(never)]
fn follow(of: Box<dyn Give<String>>, set: Box<dyn Fn(&str)>) {
    let effect = RenderEffect::new(move |last: Option<String>| {
        let now = of.give();
        if last.as_deref() != Some(now.as_str()) {
            set(&now);
        }
        now
    });
    on_cleanup(move || drop(effect));
}

#[inline(never)]
fn append(parent: &Node, child: &Node) {
    // Fails only when a node is put into itself, which no builder call can do.
    parent.append_child(child).map(|_| ()).unwrap_or_default();
}

/// Whether an attribute is there with a value, there without one, or not there.
#[inline(never)]
fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    // Names are literals of this program, so the only failure (a malformed name) shows at the first look.
    match value {
        Some(value) => element.set_attribute(name, value).unwrap_or_default(),
        None => element.remove_attribute(name).unwrap_or_default(),
    }
}

/// Sets an attribute so that the keyboard is not lost: a control that goes out of use while it is on it stays where it is,
/// dimmed, and does nothing; what is hidden hands it on.
#[inline(never)]
fn change_attribute(element: &Element, name: &str, value: Option<&str>) {
    match name {
        "disabled" => {
            let rests = value.is_some() && focus::is_within(element);
            set_attribute(element, RESTS, rests.then_some("true"));
            set_attribute(element, name, value.filter(|_| !rests));
        }
        "hidden" | "inert" => {
            let spot = value.and_then(|_| Spot::within(element));
            set_attribute(element, name, value);
            if let Some(spot) = spot {
                spot.leave();
            }
        }
        _ => set_attribute(element, name, value),
    }
}

/// Says that a control is out of use although the keyboard can be on it.
const RESTS: &str = "aria-disabled";

impl El {
    fn element(&self) -> &Element {
        self.node.unchecked_ref()
    }

    /// The node, for the few places that need it (focus, dialogs, measuring).
    pub fn node(&self) -> &Node {
        &self.node
    }

    /// Sets `class`.
    #[inline(never)]
    pub fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    /// `class` that follows what the closure reads.
    pub fn class_with(self, of: impl Fn() -> String + 'static) -> Self {
        self.class_boxed(Box::new(of))
    }

    #[inline(never)]
    fn class_boxed(self, of: Box<dyn Give<String>>) -> Self {
        let element = self.element().clone();
        follow(
            of,
            Box::new(move |names| set_attribute(&element, "class", Some(names))),
        );
        self
    }

    /// Adds a class while the closure says so.
    pub fn toggle(self, class: &'static str, on: impl Fn() -> bool + 'static) -> Self {
        self.toggle_boxed(class, Box::new(on))
    }

    #[inline(never)]
    fn toggle_boxed(self, class: &'static str, on: Box<dyn Give<bool>>) -> Self {
        let element = self.element().clone();
        keep(move || {
            let list = element.class_list();
            let done = if on.give() {
                list.add_1(class)
            } else {
                list.remove_1(class)
            };
            done.unwrap_or_default();
        });
        self
    }

    /// Sets an attribute.
    #[inline(never)]
    pub fn attr(self, name: &'static str, value: &str) -> Self {
        set_attribute(self.element(), name, Some(value));
        self
    }

    /// Sets an attribute that has no value, such as `disabled`.
    pub fn flag(self, name: &'static str) -> Self {
        self.attr(name, "")
    }

    /// An attribute that follows what the closure reads; `None` takes it away.
    pub fn attr_with(self, name: &'static str, of: impl Fn() -> Option<String> + 'static) -> Self {
        self.attr_boxed(name, Box::new(of))
    }

    #[inline(never)]
    fn attr_boxed(self, name: &'static str, of: Box<dyn Give<Option<String>>>) -> Self {
        let element = self.element().clone();
        // A leading mark tells "there and empty" from "not there" with one kind of effect for all texts.
        let marked = Box::new(move || of.give().map_or_else(String::new, |value| format!("={value}")));
        follow(
            marked,
            Box::new(move |value| change_attribute(&element, name, value.strip_prefix('='))),
        );
        self
    }

    /// Several attributes and, after them, the text, by one effect and each set only when it changed: for what there are hundreds
    /// of on a screen.
    pub fn all_with(
        self,
        names: &'static [&'static str],
        of: impl Fn() -> Vec<Option<String>> + 'static,
    ) -> Self {
        self.all_boxed(names, Box::new(of))
    }

    #[inline(never)]
    fn all_boxed(self, names: &'static [&'static str], of: Box<dyn Give<Vec<Option<String>>>>) -> Self {
        let element = self.element().clone();
        let text = browser::page::create_text("");
        append(&self.node, &text);
        let effect = RenderEffect::new(move |last: Option<Vec<Option<String>>>| {
            let now = of.give();
            let last = last.unwrap_or_default();
            for (at, value) in now.iter().enumerate() {
                if last.get(at) == Some(value) {
                    continue;
                }
                match names.get(at) {
                    Some(name) => set_attribute(&element, name, value.as_deref()),
                    None => text.set_node_value(value.as_deref()),
                }
            }
            now
        });
        on_cleanup(move || drop(effect));
        self
    }

    /// An attribute without a value that is there while the closure says so, such as `disabled`.
    pub fn flag_with(self, name: &'static str, on: impl Fn() -> bool + 'static) -> Self {
        self.flag_boxed(name, Box::new(on))
    }

    #[inline(never)]
    fn flag_boxed(self, name: &'static str, on: Box<dyn Give<bool>>) -> Self {
        self.attr_with(name, move || on.give().then(String::new))
    }

    /// A property of the element (`checked`, `value`, `selected`) that follows what the closure reads.
    pub fn prop_with(self, name: &'static str, of: impl Fn() -> JsValue + 'static) -> Self {
        self.prop_boxed(name, Box::new(of))
    }

    #[inline(never)]
    fn prop_boxed(self, name: &'static str, of: Box<dyn Give<JsValue>>) -> Self {
        let node = self.node.clone();
        keep(move || {
            js_sys::Reflect::set(&node, &JsValue::from_str(name), &of.give())
                .map(|_| ())
                .unwrap_or_default();
        });
        self
    }

    /// Adds a text that never changes.
    #[inline(never)]
    pub fn text(self, content: &str) -> Self {
        self.child(text(content))
    }

    /// Adds a text that follows what the closure reads.
    pub fn text_with(self, of: impl Fn() -> String + 'static) -> Self {
        self.child(text_with(of))
    }

    /// Adds a child.
    #[inline(never)]
    pub fn child(self, child: El) -> Self {
        append(&self.node, &child.node);
        self
    }

    /// Adds children.
    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        for child in children {
            append(&self.node, &child.node);
        }
        self
    }

    /// Adds a part that is made anew when what the closure reads changes; see [`region`].
    pub fn region(self, of: impl Fn() -> Vec<El> + 'static) -> Self {
        self.child(region(of))
    }

    /// Sets markup that `chart::markup` made and escaped.
    #[inline(never)]
    pub fn html(self, markup: &str) -> Self {
        self.element().set_inner_html(markup);
        self
    }

    /// Markup that follows what the closure reads.
    pub fn html_with(self, of: impl Fn() -> String + 'static) -> Self {
        self.html_boxed(Box::new(of))
    }

    #[inline(never)]
    fn html_boxed(self, of: Box<dyn Give<String>>) -> Self {
        let element = self.element().clone();
        follow(of, Box::new(move |markup| element.set_inner_html(markup)));
        self
    }

    /// Listens for an event. The browser drops the listener with the element.
    pub fn on(self, event: &'static str, run: impl FnMut(Event) + 'static) -> Self {
        self.on_boxed(event, Box::new(run))
    }

    #[inline(never)]
    fn on_boxed(self, event: &'static str, mut run: Box<dyn Listen>) -> Self {
        let element = (event == "click").then(|| self.element().clone());
        let listener: Box<dyn FnMut(Event)> = Box::new(move |event| {
            let rests = element.as_ref().and_then(|element| element.get_attribute(RESTS));
            if rests.as_deref() != Some("true") {
                run.hear(event);
            }
        });
        let listener = Closure::wrap(listener).into_js_value();
        let added = self
            .node
            .add_event_listener_with_callback(event, listener.unchecked_ref());
        added.unwrap_or_default();
        self
    }

    /// Listens for keys.
    pub fn on_key(self, mut run: impl FnMut(&KeyboardEvent) + 'static) -> Self {
        self.on("keydown", move |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                run(event);
            }
        })
    }
}

/// A button with words.
pub fn button(class: &str, words: &str, press: impl FnMut(Event) + 'static) -> El {
    el("button")
        .attr("type", "button")
        .class(class)
        .text(words)
        .on("click", press)
}

/// A link to a screen that looks like what `class` says.
#[inline(never)]
pub fn link(class: &str, to: crate::route::Route, words: &str) -> El {
    el("a").class(class).attr("href", to.href()).text(words)
}

/// What stands in the input, select or text area that an event came from.
#[inline(never)]
pub fn value(event: &Event) -> String {
    event
        .target()
        .and_then(|target| js_sys::Reflect::get(&target, &JsValue::from_str("value")).ok())
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// Whether the check box or radio button an event came from is on.
#[inline(never)]
pub fn checked(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|input| input.checked())
}

/// Shares a closure among several listeners.
pub fn shared<A: 'static>(run: impl Fn(A) + 'static) -> Rc<dyn Fn(A)> {
    Rc::new(run)
}

/// Mounts the tree the closure builds on `<body>`, under Leptos's root owner.
pub fn mount_on_body(build: impl FnOnce() -> El + 'static) {
    let place = NodeRef::<leptos::html::Div>::new();
    leptos::mount::mount_to_body(move || {
        let tree = build();
        place.on_load(move |div| append(div.unchecked_ref::<HtmlElement>(), &tree.node));
        leptos::html::div().id("app").node_ref(place)
    });
}
