//! Text work the browser does better than tables of our own: Shift_JIS (CP932) and NFKC.

use js_sys::JsString;
use web_sys::{TextDecoder, TextDecoderOptions};

/// Reads Shift_JIS as Excel writes it (CP932: ①, ㈱, 髙, half-width kana). None if a byte does not belong.
pub fn decode_shift_jis(bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options("shift_jis", &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}

/// The text in compatibility form (NFKC): full-width digits, half-width kana and circled numbers become plain ones.
pub fn nfkc(text: &str) -> String {
    String::from(JsString::from(text).normalize("NFKC"))
}
