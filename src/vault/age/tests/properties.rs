//! What holds for every file: it opens as it was, and no changed, cut or made-up one does, nor makes the reader panic.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::reference::sizes;
use super::*;

/// A small file of each kind.
fn files(identity: &Identity, word: &Passphrase) -> [Vec<u8>; 2] {
    let wrapped = wrap_identity(identity, word, QUICK, &mut Counted(5)).unwrap();
    let extra = [Stanza::wrapped_identity(wrapped)];
    [
        seal(b"sheet", &[identity.recipient()], &extra, &mut Counted(6)).unwrap(),
        seal_with_passphrase(b"sheet", word, QUICK, &mut Counted(7)).unwrap(),
    ]
}

/// Opens in every way there is.
fn opens(file: &[u8], identity: &Identity, word: &Passphrase) -> bool {
    open_with_identity(file, &[identity]).is_ok() || open_with_passphrase(file, word).is_ok()
}

/// Reads in every way there is; what matters is that it ends.
fn try_all(bytes: &[u8]) -> bool {
    let (identity, word) = (identity(1), passphrase("word"));
    read_header(bytes).is_ok() | opens(bytes, &identity, &word) | unwrap_identity(bytes, &word).is_ok()
}

#[test]
fn no_single_changed_bit_is_accepted() {
    let (identity, word) = (identity(1), passphrase("word"));
    for file in files(&identity, &word) {
        assert!(opens(&file, &identity, &word));
        for place in 0..file.len() {
            for bit in 0..8 {
                let mut changed = file.clone();
                changed[place] ^= 1 << bit;
                assert!(!opens(&changed, &identity, &word), "bit {bit} of byte {place}");
            }
        }
    }
}

#[test]
fn no_file_that_is_cut_or_continued_is_accepted() {
    let (identity, word) = (identity(1), passphrase("word"));
    for file in files(&identity, &word) {
        for end in 0..file.len() {
            assert!(!opens(&file[..end], &identity, &word), "cut at {end}");
        }
        for more in [&b"\0"[..], b"\n", &[0; 16], &file] {
            assert!(!opens(&[&file, more].concat(), &identity, &word));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_is_sealed_opens_as_it_was(size in sizes(), seed in 0_u64..1000) {
        let identity = identity(seed);
        let plaintext: Vec<u8> = (0..size).map(|at| (at % 253) as u8).collect();
        let file = seal(&plaintext, &[identity.recipient()], &[], &mut Counted(seed)).unwrap();
        prop_assert!(*open_with_identity(&file, &[&identity]).unwrap() == plaintext);
        prop_assert_eq!(file.capacity(), file.len(), "the room was counted right, so nothing was copied by growing");
    }

    #[test]
    fn chunks_cannot_be_swapped_left_out_repeated_or_cut(
        chunks in 2_usize..4, last in 1_usize..100, one: Index, other: Index, cut: Index,
    ) {
        let identity = identity(1);
        let plaintext = vec![7; (chunks - 1) * 65_536 + last];
        let file = seal(&plaintext, &[identity.recipient()], &[], &mut Counted(1)).unwrap();
        let begin = file.len() - (plaintext.len() + chunks * 16);
        let (head, body) = file.split_at(begin);
        let mut parts: Vec<&[u8]> = body.chunks(65_552).collect();
        prop_assert_eq!(parts.len(), chunks);
        let refused = |parts: &[&[u8]]| {
            let changed = [head, &parts.concat()].concat();
            open_with_identity(&changed, &[&identity]).map(|_| ()) == Err(OpenError::Damaged(Part::Payload))
        };
        let (one, other) = (one.index(chunks), other.index(chunks));
        prop_assert!(refused(&[&parts[..one], &parts[one + 1..]].concat()), "{one} left out");
        prop_assert!(refused(&[&parts[..=one], &parts[one..]].concat()), "{one} repeated");
        prop_assert!(refused(&[&body[..cut.index(body.len())]]), "cut");
        if one != other {
            parts.swap(one, other);
            prop_assert!(refused(&parts), "{one} and {other} swapped");
        }
    }
}

proptest! {
    #[test]
    fn random_bytes_are_refused(bytes in vec(any::<u8>(), 0..300)) {
        prop_assert!(!try_all(&bytes));
    }

    #[test]
    fn random_headers_are_refused(lines in vec(line(), 0..12), tail in vec(any::<u8>(), 0..40)) {
        let text = format!("age-encryption.org/v1\n{}\n", lines.join("\n"));
        let file = [text.as_bytes(), &tail].concat();
        // (Some read well as far as the header goes; none opens.)
        prop_assert!(!opens(&file, &identity(1), &passphrase("word")));
        if let Ok(header) = read_header(&file) {
            prop_assert!(!header.stanzas().is_empty());
        }
    }

    #[test]
    fn random_armor_is_refused(lines in vec("[A-Za-z0-9+/=\r ]{0,66}", 0..6), end in "[\n ]{0,3}") {
        let text = format!(
            "-----BEGIN AGE ENCRYPTED FILE-----\n{}\n-----END AGE ENCRYPTED FILE-----{end}",
            lines.join("\n"),
        );
        prop_assert!(!try_all(text.as_bytes()));
    }

    #[test]
    fn a_file_patched_together_from_pieces_is_refused(cuts in vec(any::<(Index, Index)>(), 2..5)) {
        let (identity, word) = (identity(1), passphrase("word"));
        let files = files(&identity, &word);
        let mut patched = Vec::new();
        for (number, (one, other)) in cuts.iter().enumerate() {
            let file = &files[number % 2];
            let (one, other) = (one.index(file.len()), other.index(file.len()));
            patched.extend_from_slice(&file[one.min(other)..one.max(other)]);
        }
        prop_assert!(!opens(&patched, &identity, &word));
    }
}

/// Lines that look as if they belonged.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        "-> (X25519|scrypt|kizuki-key|[a-z]{0,3})( [A-Za-z0-9+/]{0,44}){0,2}",
        "-> scrypt [A-Za-z0-9+/]{21}[AQgw] [1-6]",
        "-> X25519 [A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]",
        "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]",
        "[A-Za-z0-9+/]{0,64}",
        "--- [A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]",
        "\\PC{0,20}",
    ]
}
