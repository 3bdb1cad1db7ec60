//! Base64 as age headers have it: the standard alphabet, no padding, one spelling for each value.

use base64ct::{Base64Unpadded, Encoding};

/// The bytes; none when the text is not the one spelling of them.
pub fn decode(text: &[u8]) -> Option<Vec<u8>> {
    Base64Unpadded::decode_vec(std::str::from_utf8(text).ok()?).ok()
}

/// The spelling of the bytes.
pub fn encode(bytes: &[u8]) -> String {
    Base64Unpadded::encode_string(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_rfc_4648_read_and_write_without_their_padding() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text.as_bytes()).unwrap(), bytes.as_bytes());
        }
    }

    #[test]
    fn any_other_spelling_is_refused() {
        for text in [
            "Zg==",
            "Zh",
            "Zm9",
            "Z",
            "Zm9vY",
            "Zm 9v",
            "Zm9v\n",
            "Zm9-",
            "Zm9v\u{3042}",
        ] {
            assert_eq!(decode(text.as_bytes()), None, "{text:?}");
        }
        assert_eq!(decode(&[b'Z', 0xff]), None);
    }
}
