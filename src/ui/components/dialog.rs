//! A modal dialog on the browser's own `<dialog>`: focus stays inside, Esc closes, focus returns.

use leptos::html;
use leptos::prelude::*;

/// A dialog that is open while `open` is true.
#[component]
pub fn Dialog(
    /// Whether it is open. Closing it by Esc sets it to false.
    open: RwSignal<bool>,
    /// The title, also its accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// What is inside; made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            // Fails only when the element has left the page; then there is nothing to show.
            if dialog.show_modal().is_err() {
                open.set(false);
            }
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog class="dialog" node_ref=node aria-labelledby="dialog-title" on:close=move |_| open.set(false)>
            <Show when=move || open.get()>
                <h2 id="dialog-title" class="dialog-title">{move || title.get()}</h2>
                {children()}
            </Show>
        </dialog>
    }
}
