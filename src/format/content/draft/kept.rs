//! A draft as it is kept on the device: what it is now, and what it began from.

use super::history::Draft;
use super::write::write;
use crate::format::content::check_format;
use crate::format::json::Json;

/// The text that is kept. Steps back are not kept.
pub fn encode(draft: &Draft) -> String {
    let (now, start) = (write(draft.now()), write(draft.start()));
    format!("{{\"now\": {now}, \"start\": {start}}}\n")
}

/// The draft in a kept text; `None` where it holds none, as when another version of the app left something else.
pub fn decode(text: &str) -> Option<Draft> {
    let json: Json = serde_json::from_str(text).ok()?;
    let part = |name: &str| json.get(name).filter(|part| check_format(part).is_ok()).cloned();
    Some(Draft::resume(part("now")?, part("start")?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::content::draft::history::Deed;
    use crate::format::content::draft::{Path, edit, open, sample};

    #[test]
    fn a_draft_comes_back_as_it_was_with_its_beginning() {
        let mut draft = Draft::new(open(write(&sample().unwrap()).as_bytes()).unwrap());
        let place = Path::parse("version").unwrap();
        let value = Json::Text("2.0".into());
        draft
            .step(Deed::Change, &place, |json| edit::set(json, &place, value))
            .unwrap();
        let again = decode(&encode(&draft)).unwrap();
        assert!(again.now() == draft.now() && again.start() == draft.start());
        assert!(again.is_changed() && again.last().is_none());
    }

    #[test]
    fn what_is_no_draft_is_none() {
        for text in [
            "",
            "{}",
            "oops",
            r#"{"now": {}, "start": {}}"#,
            r#"{"now": {"format": "kizuki.content/1"}}"#,
        ] {
            assert!(decode(text).is_none(), "{text}");
        }
    }
}
