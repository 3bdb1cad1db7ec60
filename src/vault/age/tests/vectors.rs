//! The public test vectors (tests/fixtures/age/README.md). Each says how opening it must end.

use std::collections::BTreeSet;
use std::path::Path;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::*;
use crate::vault::age::payload::open_into;

/// Vectors that need a key of the post-quantum hybrid type, which this app does not have. That their files are refused
/// without harm is tested all the same.
const HYBRID: [&str; 19] = [
    "armor_hybrid",
    "hybrid",
    "hybrid_and_x25519",
    "hybrid_bad_tag",
    "hybrid_currupted_enc_mlkem",
    "hybrid_currupted_enc_x25519",
    "hybrid_extra_argument",
    "hybrid_grease",
    "hybrid_identity",
    "hybrid_long_file_key",
    "hybrid_long_share",
    "hybrid_low_order",
    "hybrid_multiple_recipients",
    "hybrid_no_match",
    "hybrid_not_canonical_body",
    "hybrid_not_canonical_enc",
    "hybrid_short_share",
    "hybrid_uppercase",
    "hybrid_x25519_arg",
];

/// One vector.
struct Vector {
    name: String,
    expect: String,
    /// SHA-256 of the plaintext, as far as it may be released.
    payload: Option<[u8; 32]>,
    file_key: Vec<u8>,
    identities: Vec<String>,
    passphrases: Vec<String>,
    file: Vec<u8>,
}

fn hex(text: &str) -> Vec<u8> {
    text.as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

impl Vector {
    fn read(name: &str, bytes: &[u8]) -> Self {
        let end = bytes.windows(2).position(|pair| pair == b"\n\n").unwrap();
        let mut vector = Vector {
            name: name.to_owned(),
            expect: String::new(),
            payload: None,
            file_key: Vec::new(),
            identities: Vec::new(),
            passphrases: Vec::new(),
            file: bytes[end + 2..].to_vec(),
        };
        for line in std::str::from_utf8(&bytes[..end]).unwrap().lines() {
            let (key, value) = line.split_once(": ").unwrap();
            match key {
                "expect" => vector.expect = value.to_owned(),
                "payload" => vector.payload = Some(hex(value).try_into().unwrap()),
                "file key" => vector.file_key = hex(value),
                "identity" => vector.identities.push(value.to_owned()),
                "passphrase" => vector.passphrases.push(value.to_owned()),
                "compressed" => {
                    assert_eq!(value, "zlib", "{name}");
                    vector.file = miniz_oxide::inflate::decompress_to_vec_zlib(&vector.file).unwrap();
                }
                "armored" | "comment" => {}
                other => panic!("{name}: unknown key {other}"),
            }
        }
        vector
    }

    /// What each of the vector's keys comes to.
    fn outcomes(&self) -> Vec<Result<Zeroizing<Vec<u8>>, OpenError>> {
        let identities: Vec<_> = self
            .identities
            .iter()
            .map(|text| Identity::parse(text).unwrap())
            .collect();
        let mut outcomes: Vec<_> = self
            .passphrases
            .iter()
            .map(|text| open_with_passphrase(&self.file, &passphrase(text)))
            .collect();
        if !identities.is_empty() || outcomes.is_empty() {
            outcomes.push(open_with_identity(
                &self.file,
                &identities.iter().collect::<Vec<_>>(),
            ));
        }
        outcomes
    }

    /// What is wrong with an outcome; none if it is as the vector says.
    fn fault(&self, outcome: &Result<Zeroizing<Vec<u8>>, OpenError>) -> Option<String> {
        let fits = match (self.expect.as_str(), outcome) {
            ("success", Ok(plaintext)) => Some(<[u8; 32]>::from(Sha256::digest(plaintext))) == self.payload,
            ("no match", Err(error)) => *error == OpenError::WrongKey,
            ("HMAC failure", Err(error)) => *error == OpenError::Damaged(Part::Seal),
            ("header failure", Err(error)) => matches!(
                error,
                OpenError::NotAge
                    | OpenError::NewerVersion
                    | OpenError::Damaged(Part::Header)
                    | OpenError::TooMuchWork { .. }
            ),
            // (A text that does not begin as armor does is no armor at all.)
            ("armor failure", Err(error)) => {
                matches!(error, OpenError::NotAge | OpenError::Damaged(Part::Armor))
            }
            ("payload failure", Err(error)) => *error == OpenError::Damaged(Part::Payload),
            _ => false,
        };
        let shown = outcome.as_ref().map(|plaintext| plaintext.len());
        (!fits).then(|| format!("{}: {} expected, found {shown:?}", self.name, self.expect))
    }
}

fn vectors() -> Vec<Vector> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/age");
    let mut vectors: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            (
                entry.file_name().into_string().unwrap(),
                std::fs::read(entry.path()).unwrap(),
            )
        })
        .filter(|(name, _)| !["README.md", ".gitattributes"].contains(&name.as_str()))
        .map(|(name, bytes)| Vector::read(&name, &bytes))
        .collect();
    vectors.sort_by(|one, other| one.name.cmp(&other.name));
    vectors
}

#[test]
fn every_public_vector_ends_as_it_says() {
    let vectors = vectors();
    assert_eq!(vectors.len(), 143);
    let faults: Vec<_> = vectors
        .iter()
        .filter(|vector| !HYBRID.contains(&vector.name.as_str()))
        .flat_map(|vector| {
            let outcomes = vector.outcomes();
            assert!(!outcomes.is_empty());
            let faults = outcomes.iter().filter_map(|outcome| vector.fault(outcome));
            faults.collect::<Vec<_>>()
        })
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_vectors_left_out_are_those_of_keys_this_app_does_not_know_and_are_refused() {
    let vectors = vectors();
    let names: BTreeSet<_> = vectors.iter().map(|vector| vector.name.as_str()).collect();
    for name in HYBRID {
        assert!(names.contains(name), "{name}");
    }
    for vector in vectors
        .iter()
        .filter(|vector| HYBRID.contains(&vector.name.as_str()))
    {
        let hybrid = vector.identities.last().unwrap();
        assert_eq!(
            Identity::parse(hybrid).map(|_| ()),
            Err(KeyTextError::OtherKind),
            "{}",
            vector.name
        );
        assert!(open_with_identity(&vector.file, &[&identity(1)]).is_err());
    }
}

/// Vectors whose chunk is whole but stands where a chunk of its flag may not: the last one not marked as last, or more bytes
/// after one that is. A reader of streams has released that chunk before it can know; this one decides by the place.
const NOT_RELEASED: [&str; 8] = [
    "armor_garbage_encoded",
    "stream_no_final_full",
    "stream_no_final_two_chunks_full",
    "stream_trailing_garbage_long",
    "stream_trailing_garbage_short",
    "stream_two_final_chunks",
    "stream_two_final_chunks_full",
    "stream_two_final_chunks_second",
];

#[test]
fn as_much_of_a_damaged_payload_holds_as_its_vector_says() {
    // No function of this module releases part of a payload; its inner step, which could, is held to the vectors.
    let mut less = Vec::new();
    for vector in vectors()
        .iter()
        .filter(|vector| vector.expect == "payload failure")
    {
        let file = armor::strip(&vector.file).unwrap();
        let read = header::read(&file).unwrap();
        let file_key = Zeroizing::new(vector.file_key.as_slice().try_into().unwrap());
        assert!(read.is_sealed_by(&file_key));
        let mut held = Zeroizing::new(Vec::new());
        assert!(open_into(&file_key, read.payload, &mut held).is_err());
        if Some(<[u8; 32]>::from(Sha256::digest(&held))) != vector.payload {
            less.push(vector.name.clone());
        }
    }
    assert_eq!(less, NOT_RELEASED);
}
