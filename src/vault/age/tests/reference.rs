//! Ours against the `age` crate, in both directions.

use std::io::Write;
use std::str::FromStr;

use age::secrecy::{ExposeSecret, SecretString};
use proptest::prelude::*;

use super::*;

fn their_identity(ours: &Identity) -> age::x25519::Identity {
    age::x25519::Identity::from_str(&ours.to_text()).unwrap()
}

fn their_recipient(ours: Recipient) -> age::x25519::Recipient {
    age::x25519::Recipient::from_str(&ours.to_string()).unwrap()
}

/// Theirs, sealed with a passphrase at the least work.
fn sealed_by_them(plaintext: &[u8], passphrase: &str) -> Vec<u8> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(QUICK.log2());
    age::encrypt(&recipient, plaintext).unwrap()
}

#[test]
fn both_spell_and_read_the_same_keys() {
    for seed in 1..20 {
        let ours = identity(seed);
        let theirs = their_identity(&ours);
        assert_eq!(theirs.to_string().expose_secret(), ours.to_text().as_str());
        assert_eq!(theirs.to_public().to_string(), ours.recipient().to_string());
        let made_there = age::x25519::Identity::generate();
        let read = Identity::parse(made_there.to_string().expose_secret()).unwrap();
        assert_eq!(read.recipient().to_string(), made_there.to_public().to_string());
    }
}

#[test]
fn a_file_with_our_own_stanza_opens_there_with_the_identity() {
    let (ours, word) = (identity(1), passphrase("ひみつの ことば"));
    let wrapped = wrap_identity(&ours, &word, QUICK, &mut Counted(2)).unwrap();
    let extra = [Stanza::wrapped_identity(wrapped)];
    let file = seal(b"3 classes", &[ours.recipient()], &extra, &mut Counted(3)).unwrap();
    assert_eq!(age::decrypt(&their_identity(&ours), &file).unwrap(), b"3 classes");
}

#[test]
fn an_identity_we_wrapped_is_read_there_and_one_wrapped_there_here() {
    let (ours, text) = (identity(1), "pass phrase");
    let wrapped = wrap_identity(&ours, &passphrase(text), QUICK, &mut Counted(2)).unwrap();
    let opener = age::scrypt::Identity::new(SecretString::from(text));
    let line = age::decrypt(&opener, &wrapped).unwrap();
    assert_eq!(line, format!("{}\n", *ours.to_text()).as_bytes());

    // A file of age-keygen has comment lines.
    let file = format!(
        "# created: 2026-04-01T00:00:00Z\n# public key: {}\n{}\n",
        ours.recipient(),
        *ours.to_text()
    );
    let wrapped = sealed_by_them(file.as_bytes(), text);
    let read = unwrap_identity(&wrapped, &passphrase(text)).unwrap();
    assert_eq!(read.recipient(), ours.recipient());
}

#[test]
fn what_the_vault_writes_opens_there_at_its_full_work_factor() {
    let file =
        seal_with_passphrase(b"full", &passphrase("word"), WorkFactor::VAULT, &mut Counted(1)).unwrap();
    assert_eq!(read_header(&file).unwrap().passphrase_work(), Some(15));
    let mut opener = age::scrypt::Identity::new(SecretString::from("word"));
    opener.set_max_work_factor(16);
    assert_eq!(age::decrypt(&opener, &file).unwrap(), b"full");
    assert_eq!(
        open_with_passphrase(&file, &passphrase("word"))
            .unwrap()
            .as_slice(),
        b"full"
    );
}

/// Sizes where chunks begin and end, and any others.
pub fn sizes() -> impl Strategy<Value = usize> {
    let border = |chunks: usize| (chunks * 65_536).saturating_sub(17)..=chunks * 65_536 + 17;
    prop_oneof![0_usize..200, border(0), border(1), border(2), 0_usize..200_000]
}

fn plaintext(size: usize) -> Vec<u8> {
    (0..size).map(|at| (at % 251) as u8).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_we_seal_to_recipients_opens_there(size in sizes(), others in 0_usize..5, seed in 0_u64..1000) {
        let ours = identity(seed);
        let mut recipients: Vec<_> = (0..others).map(|other| identity(seed + 1 + other as u64).recipient()).collect();
        recipients.push(ours.recipient());
        let file = seal(&plaintext(size), &recipients, &[], &mut Counted(seed)).unwrap();
        prop_assert!(age::decrypt(&their_identity(&ours), &file).unwrap() == plaintext(size));
    }

    #[test]
    fn what_is_sealed_to_recipients_there_opens_here_with_armor_and_without(size in sizes(), seed in 0_u64..1000) {
        let ours = identity(seed);
        let recipient = their_recipient(ours.recipient());
        let file = age::encrypt(&recipient, &plaintext(size)).unwrap();
        let opened = open_with_identity(&file, &[&identity(seed + 1), &ours]).unwrap();
        prop_assert!(*opened == plaintext(size));

        let mut armor = age::armor::ArmoredWriter::wrap_output(Vec::new(), age::armor::Format::AsciiArmor).unwrap();
        armor.write_all(&file).unwrap();
        let armored = armor.finish().unwrap();
        let opened = open_with_identity(&armored, &[&ours]).unwrap();
        prop_assert!(*opened == plaintext(size));
        prop_assert_eq!(read_header(&armored).unwrap(), read_header(&file).unwrap());
    }

    #[test]
    fn what_we_seal_with_a_passphrase_opens_there(size in 0_usize..2000, word in "\\PC{1,40}", log2 in 1_u8..10) {
        let work = WorkFactor::new(log2).unwrap();
        let file = seal_with_passphrase(&plaintext(size), &passphrase(&word), work, &mut Counted(7)).unwrap();
        let opener = age::scrypt::Identity::new(SecretString::from(word));
        prop_assert!(age::decrypt(&opener, &file).unwrap() == plaintext(size));
    }

    #[test]
    fn what_is_sealed_with_a_passphrase_there_opens_here(size in 0_usize..2000, word in "\\PC{1,40}") {
        let file = sealed_by_them(&plaintext(size), &word);
        prop_assert!(*open_with_passphrase(&file, &passphrase(&word)).unwrap() == plaintext(size));
        let wrong = open_with_passphrase(&file, &passphrase(&format!("{word}.")));
        prop_assert_eq!(wrong.map(|_| ()), Err(OpenError::WrongKey));
    }
}
