//! Bech32, the spelling of age keys: letters without look-alikes and a checksum, so that a key survives paper and keyboard.
//!
//! Source: BIP-173, without its bound of 90 characters, as the age format has it. Written here because the `bech32` crate
//! adds 5.9 kB brotli for what takes 1.6, leaves copies of a secret behind, and does not say which letter is wrong.

use zeroize::Zeroizing;

/// The letter of each 5-bit symbol.
const LETTERS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// Remainders of the checksum's code for each of the five highest bits.
const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];

/// Symbols of the checksum.
const CHECKSUM: usize = 6;

/// Why a text is not Bech32. Positions count characters from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Bech32Error {
    /// There is no `1` with something before it and a checksum after it: the text is cut off or something else.
    #[error("no key prefix with a checksum behind it")]
    Parts,
    /// Capital and small letters are mixed.
    #[error("capital and small letters are mixed")]
    MixedCase,
    /// A character that stands for nothing.
    #[error("character {position} is not one that keys use")]
    Character {
        /// Position, from 1.
        position: usize,
    },
    /// The checksum does not fit: up to four wrong characters are always noticed.
    #[error("the checksum does not fit, something was misread")]
    Checksum,
    /// The symbols do not make whole bytes.
    #[error("the symbols do not make whole bytes")]
    Padding,
}

/// The checksum's state after one more symbol.
fn step(state: u32, symbol: u8) -> u32 {
    let top = state >> 25;
    let shifted = ((state & 0x01ff_ffff) << 5) ^ u32::from(symbol);
    GENERATOR
        .iter()
        .enumerate()
        .filter(|(bit, _)| (top >> bit) & 1 == 1)
        .fold(shifted, |state, (_, remainder)| state ^ remainder)
}

/// The checksum's state after the prefix, which is in small letters.
fn start(prefix: &str) -> u32 {
    let high = prefix.bytes().fold(1, |state, byte| step(state, byte >> 5));
    prefix
        .bytes()
        .fold(step(high, 0), |state, byte| step(state, byte & 31))
}

/// The lowest five bits as a symbol.
fn symbol(bits: u32) -> u8 {
    (bits & 31) as u8
}

/// The bytes in small letters behind a prefix in small letters.
pub fn encode(prefix: &str, bytes: &[u8]) -> Zeroizing<String> {
    let symbols = (bytes.len() * 8).div_ceil(5);
    // Room for all of it, so that no half-written secret is left behind by growing.
    let mut text = Zeroizing::new(String::with_capacity(prefix.len() + 1 + symbols + CHECKSUM));
    text.push_str(prefix);
    text.push('1');
    let mut state = start(prefix);
    let mut put = |symbol: u8| {
        state = step(state, symbol);
        let letter = LETTERS.get(usize::from(symbol)).copied().unwrap_or_default();
        text.push(char::from(letter));
    };
    let (mut held, mut bits) = (0_u32, 0_u32);
    for &byte in bytes {
        held = (held << 8) | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            put(symbol(held >> bits));
        }
    }
    if bits > 0 {
        put(symbol(held << (5 - bits)));
    }
    let end = (0..CHECKSUM).fold(state, |state, _| step(state, 0)) ^ 1;
    for place in (0..CHECKSUM).rev() {
        let letter = LETTERS.get(usize::from(symbol(end >> (5 * place))));
        text.push(char::from(letter.copied().unwrap_or_default()));
    }
    text
}

/// The prefix in small letters and the 5-bit symbols behind it, checksum checked and taken off.
fn symbols(text: &str) -> Result<(String, Zeroizing<Vec<u8>>), Bech32Error> {
    let has = |wanted: fn(&u8) -> bool| text.bytes().any(|byte| wanted(&byte));
    if has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase) {
        return Err(Bech32Error::MixedCase);
    }
    if let Some(found) = text.chars().position(|letter| !letter.is_ascii_graphic()) {
        return Err(Bech32Error::Character { position: found + 1 });
    }
    let (prefix, letters) = text.rsplit_once('1').ok_or(Bech32Error::Parts)?;
    let data = letters.len().checked_sub(CHECKSUM).ok_or(Bech32Error::Parts)?;
    if prefix.is_empty() {
        return Err(Bech32Error::Parts);
    }
    let prefix = prefix.to_ascii_lowercase();
    let mut state = start(&prefix);
    let mut symbols = Zeroizing::new(Vec::with_capacity(letters.len()));
    for (place, letter) in letters.bytes().enumerate() {
        let symbol = (0_u8..32)
            .zip(LETTERS)
            .find_map(|(symbol, known)| (*known == letter.to_ascii_lowercase()).then_some(symbol))
            .ok_or(Bech32Error::Character {
                position: prefix.len() + place + 2,
            })?;
        state = step(state, symbol);
        symbols.push(symbol);
    }
    if state != 1 {
        return Err(Bech32Error::Checksum);
    }
    symbols.truncate(data);
    Ok((prefix, symbols))
}

/// The prefix in small letters, and the bytes.
///
/// # Errors
/// When the text is not Bech32 of whole bytes.
pub fn decode(text: &str) -> Result<(String, Zeroizing<Vec<u8>>), Bech32Error> {
    let (prefix, symbols) = symbols(text)?;
    let mut bytes = Zeroizing::new(Vec::with_capacity(symbols.len() * 5 / 8));
    let (mut held, mut bits) = (0_u32, 0_u32);
    for &symbol in symbols.iter() {
        // Twelve bits are the most that are ever held: seven that wait and five that come.
        held = ((held << 5) | u32::from(symbol)) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
    }
    // What is left over is padding: less than a symbol, and zero.
    if bits >= 5 || held & ((1 << bits) - 1) != 0 {
        return Err(Bech32Error::Padding);
    }
    Ok((prefix, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_valid_strings_of_bip_173_are_read() {
        // (Its test vectors, "Bech32"; the one of 90 characters is all symbols of one kind.)
        for (text, prefix, count) in [
            ("A12UEL5L", "a", 0),
            ("a12uel5l", "a", 0),
            (
                "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
                "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio",
                0,
            ),
            ("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", "abcdef", 32),
            (
                "11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j",
                "1",
                82,
            ),
            (
                "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
                "split",
                48,
            ),
            ("?1ezyfcl", "?", 0),
        ] {
            let (found, symbols) = symbols(text).unwrap();
            assert_eq!((found.as_str(), symbols.len()), (prefix, count), "{text}");
        }
        let (_, all) = symbols("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw").unwrap();
        assert_eq!(*all, (0..32).collect::<Vec<u8>>());
    }

    #[test]
    fn the_invalid_strings_of_bip_173_are_refused() {
        // (But for the one whose only fault is its length.)
        let character = |position| Bech32Error::Character { position };
        for (text, error) in [
            ("\u{20}1nwldj5", character(1)),
            ("\u{7f}1axkwrx", character(1)),
            ("\u{80}1eym55h", character(1)),
            ("pzry9x0s0muk", Bech32Error::Parts),
            ("1pzry9x0s0muk", Bech32Error::Parts),
            ("x1b4n0q5v", character(3)),
            ("li1dgmt3", Bech32Error::Parts),
            ("de1lg7wt\u{ff}", character(9)),
            ("A1G7SGD8", Bech32Error::Checksum),
            ("10a06t8", Bech32Error::Parts),
            ("1qzzfhee", Bech32Error::Parts),
            ("A12UeL5L", Bech32Error::MixedCase),
        ] {
            assert_eq!(symbols(text).map(|(prefix, _)| prefix), Err(error), "{text:?}");
        }
    }

    #[test]
    fn symbols_that_make_no_whole_bytes_are_refused() {
        // (BIP-173 on segwit addresses: "zero padding of more than 4 bits", "Non-zero padding in 8-to-5 conversion".)
        for text in [
            "bc1zw508d6qejxtdg4y5r3zarvaryvqyzf3du",
            "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3pjxtptv",
        ] {
            let (prefix, symbols) = symbols(text).unwrap();
            assert!(!symbols.is_empty());
            // (There the first symbol is a version of its own; without it the rest is what is badly padded.)
            let rest = respelt(&prefix, symbols.get(1..).unwrap());
            assert_eq!(decode(&rest).map(|_| ()), Err(Bech32Error::Padding), "{text}");
        }
    }

    /// Symbols spelt with a checksum that fits.
    fn respelt(prefix: &str, symbols: &[u8]) -> String {
        let state = symbols
            .iter()
            .fold(start(prefix), |state, &symbol| step(state, symbol));
        let end = (0..CHECKSUM).fold(state, |state, _| step(state, 0)) ^ 1;
        let checksum = (0..CHECKSUM).rev().map(|place| symbol(end >> (5 * place)));
        let letters = symbols.iter().copied().chain(checksum);
        let letters: String = letters
            .map(|symbol| char::from(LETTERS[usize::from(symbol)]))
            .collect();
        format!("{prefix}1{letters}")
    }

    proptest::proptest! {
        #[test]
        fn what_is_spelt_reads_back_in_either_case(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..80)) {
            let text = encode("age", &bytes);
            for spelling in [text.to_string(), text.to_ascii_uppercase()] {
                let (prefix, read) = decode(&spelling).unwrap();
                proptest::prop_assert_eq!((prefix.as_str(), &*read), ("age", &bytes));
            }
        }

        #[test]
        fn any_single_wrong_letter_is_noticed(bytes: [u8; 32], place in 4_usize..62, letter in 0_usize..32) {
            let right = encode("age", &bytes);
            let mut wrong = right.as_bytes().to_vec();
            wrong[place] = LETTERS[letter];
            let wrong = String::from_utf8(wrong).unwrap();
            proptest::prop_assume!(wrong != *right);
            proptest::prop_assert_eq!(decode(&wrong).map(|_| ()), Err(Bech32Error::Checksum));
        }

        #[test]
        fn no_text_makes_it_panic(text: String, tail in "[ -~]{0,20}") {
            let read = decode(&format!("{text}1{tail}"));
            proptest::prop_assert!(read.is_err() || tail.len() >= CHECKSUM);
        }
    }
}
