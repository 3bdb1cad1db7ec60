//! What happens when the program itself fails: a sentence on the page instead of a frozen screen.

use super::document;

/// Shows the sentence once, and the details on the console. They hold places in the program, never data of students.
pub fn install(sentence: &'static str) {
    std::panic::set_hook(Box::new(move |info| {
        console_error_panic_hook::hook(info);
        let Some(document) = document() else { return };
        let Some(body) = document.body() else { return };
        if document.get_element_by_id("panic").is_some() {
            return;
        }
        if let Ok(panel) = document.create_element("p") {
            panel.set_id("panic");
            panel.set_class_name("panic");
            panel.set_attribute("role", "alert").unwrap_or_default();
            panel.set_text_content(Some(sentence));
            body.append_child(&panel).map(|_| ()).unwrap_or_default();
        }
    }));
}

/// Takes the waiting text of the empty page away.
pub fn remove_waiting_text() {
    if let Some(waiting) = document().and_then(|document| document.get_element_by_id("boot")) {
        waiting.remove();
    }
}
