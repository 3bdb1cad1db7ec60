//! Age files made and opened where the app runs: 32-bit, single-threaded, with the browser's randomness.

use kizuki::browser::random::BrowserEntropy;
use kizuki::vault::Entropy;
use kizuki::vault::age::{
    Identity, OpenError, Passphrase, Stanza, WorkFactor, open_with_identity, open_with_passphrase,
    read_header, seal, wrap_identity,
};
use wasm_bindgen_test::wasm_bindgen_test;

/// Sealed by the age command 1.1.1 with the passphrase "kizuki age 1" (a synthetic one), at its work factor 2^18: the word
/// "works" and a line feed.
const BY_COMMAND: &[u8] = include_bytes!("../fixtures/age-command/passphrase.age");

#[wasm_bindgen_test]
fn one_file_opens_with_the_passphrase_and_with_the_identity() {
    let identity = Identity::generate(&mut BrowserEntropy).unwrap();
    let words = Passphrase::new("あさがお ひまわり").unwrap();
    let wrapped = wrap_identity(&identity, &words, WorkFactor::VAULT, &mut BrowserEntropy).unwrap();
    let extra = [Stanza::wrapped_identity(wrapped)];
    let plaintext = vec![7; 200_000];
    let file = seal(&plaintext, &[identity.recipient()], &extra, &mut BrowserEntropy).unwrap();
    assert!(*open_with_identity(&file, &[&identity]).unwrap() == plaintext);
    assert!(*open_with_passphrase(&file, &words).unwrap() == plaintext);
    assert_eq!(
        open_with_passphrase(&file, &Passphrase::new("あさがお").unwrap()).map(|_| ()),
        Err(OpenError::WrongKey)
    );
}

#[wasm_bindgen_test]
fn a_file_of_the_age_command_opens_and_with_too_little_memory_the_page_lives_on() {
    assert_eq!(read_header(BY_COMMAND).unwrap().passphrase_work(), Some(18));
    let words = Passphrase::new("kizuki age 1").unwrap();
    assert_eq!(
        open_with_passphrase(BY_COMMAND, &words).unwrap().as_slice(),
        b"works\n"
    );

    // All that a 32-bit page can have is taken, to the last 64 MiB; none of it is written to.
    let mut taken = Vec::new();
    loop {
        let mut block = Vec::<u8>::new();
        if block.try_reserve_exact(64 << 20).is_err() {
            break;
        }
        taken.push(block);
    }
    assert_eq!(
        open_with_passphrase(BY_COMMAND, &words).map(|_| ()),
        Err(OpenError::NoMemory { bytes: 256 << 20 })
    );
}

#[wasm_bindgen_test]
fn more_randomness_than_the_browser_gives_at_once_is_all_random() {
    let mut bytes = vec![0; 200_000];
    BrowserEntropy.fill(&mut bytes).unwrap();
    // A kilobyte of zeros comes once in 2^8000.
    assert!(
        bytes
            .chunks(1024)
            .all(|chunk| chunk.iter().any(|&byte| byte != 0))
    );
}
