//! Which fonts are on the device, told from the width of a text: the only way that asks nobody and needs no permission.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::document;

/// Letters that are of different widths in a proportional font.
const SAMPLE: &str = "気づきのiiiWWWッァ、。";

/// The fonts the style sheet asks for by name, with the class of public/help.css that asks for each.
const WANTED: [(&str, &str); 3] = [
    ("BIZ UDPGothic", "probe-biz"),
    ("Hiragino Sans", "probe-hiragino"),
    ("Noto Sans JP", "probe-noto"),
];

/// The first of the wanted fonts that is there. It is there when a text set in it is as wide before either of two
/// fallbacks; what is missing is as wide as the fallback.
pub fn first() -> Option<&'static str> {
    let (mono, serif) = (width("probe")?, width("probe probe-serif")?);
    WANTED.into_iter().find_map(|(name, class)| {
        let before_mono = width(&format!("probe {class}"))?;
        let before_serif = width(&format!("probe {class} probe-serif"))?;
        let is_there = same(before_mono, before_serif) && !(same(mono, serif) && same(before_mono, mono));
        is_there.then_some(name)
    })
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.01
}

/// How wide the sample is with these classes, in CSS pixels.
fn width(classes: &str) -> Option<f64> {
    let document = document()?;
    let probe: HtmlElement = document.create_element("span").ok()?.dyn_into().ok()?;
    probe.set_class_name(classes);
    probe.set_attribute("aria-hidden", "true").ok()?;
    probe.set_text_content(Some(SAMPLE));
    document.body()?.append_child(&probe).ok()?;
    let width = probe.get_bounding_client_rect().width();
    probe.remove();
    Some(width)
}
