use super::*;
use crate::format::document;
use crate::vault::testing::{Counted, Dry, QUICK, identity, passphrase};

/// The header and a saved file of the first release. Never regenerated: what was written then must open for ever.
const HEADER: &str = include_str!("../../../tests/fixtures/golden/vault-1.json");
const FILE: &[u8] = include_bytes!("../../../tests/fixtures/golden/class-1.age");
const TEXT: &str = include_str!("../../../tests/fixtures/golden/document-1.json");
const WORDS: &str = "あさがお ひまわり 7 つ";

/// A vault that costs nothing to unlock; its passphrase is `word`.
fn vault(seed: u64) -> OpenVault {
    let id = VaultId::generate(&mut Counted(seed)).unwrap();
    OpenVault::wrap(id, identity(seed), &passphrase("word"), QUICK, &mut Counted(seed)).unwrap()
}

/// What was sealed.
fn opened(vault: &OpenVault, file: &[u8]) -> Result<Vec<u8>, VaultError> {
    vault.open(file).map(|text| text.to_vec())
}

#[test]
fn the_first_vault_ever_made_opens_with_its_passphrase_and_so_does_its_file() {
    let header = VaultHeader::decode(HEADER.trim_end()).unwrap();
    let vault = OpenVault::unlock(header, &passphrase(WORDS)).unwrap();
    let text = vault.open(FILE).unwrap();
    assert_eq!(document::decode(&text), document::decode(TEXT.as_bytes()));

    let elsewhere = OpenVault::from_file(FILE, &passphrase(WORDS), &mut Counted(9)).unwrap();
    assert_eq!(elsewhere.header().recipient(), vault.header().recipient());
    assert_ne!(elsewhere.header().id(), vault.header().id(), "a name of its own");
}

#[test]
fn a_new_vault_unlocks_with_its_passphrase_and_with_its_recovery_sheet_and_with_nothing_else() {
    let vault = OpenVault::create(&passphrase(WORDS), &mut Counted(1)).unwrap();
    let header = VaultHeader::decode(&vault.header().encode()).unwrap();
    let record = vault.seal_record(b"{}", &mut Counted(2)).unwrap();

    let again = OpenVault::unlock(header.clone(), &passphrase(WORDS)).unwrap();
    assert_eq!(opened(&again, &record).as_deref(), Ok(&b"{}"[..]));
    let sheet = Identity::parse(&vault.identity().to_text()).unwrap();
    let again = OpenVault::unlock_with_identity(header.clone(), sheet).unwrap();
    assert_eq!(opened(&again, &record).as_deref(), Ok(&b"{}"[..]));

    for wrong in ["あさがお", "あさがお ひまわり 7 つ "] {
        let refused = OpenVault::unlock(header.clone(), &passphrase(wrong)).unwrap_err();
        assert_eq!(refused, VaultError::WrongPassphrase);
    }
    let refused = OpenVault::unlock_with_identity(header, identity(5)).unwrap_err();
    assert_eq!(refused, VaultError::OtherVault);
}

#[test]
fn a_header_whose_parts_come_from_two_vaults_is_damaged() {
    let (one, other) = (vault(1), vault(2));
    let header = one.header();
    let wrapped = other.header().wrapped_identity().to_vec();
    let mixed = VaultHeader::new(header.id(), header.recipient(), wrapped).unwrap();
    let refused = OpenVault::unlock(mixed, &passphrase("word")).unwrap_err();
    assert_eq!(refused, VaultError::Damaged(Part::Header));
}

#[test]
fn another_passphrase_opens_the_same_vault_and_the_old_one_only_what_was_saved_with_it() {
    let before = vault(1);
    let record = before.seal_record(b"{}", &mut Counted(2)).unwrap();
    let old_file = before.seal_file(b"[1]", &mut Counted(3)).unwrap();
    let after = before
        .change_passphrase(&passphrase("other"), &mut Counted(4))
        .unwrap();
    assert_eq!(after.header().id(), before.header().id());
    let new_file = after.seal_file(b"[2]", &mut Counted(5)).unwrap();

    let unlocked = OpenVault::unlock(after.header().clone(), &passphrase("other")).unwrap();
    for file in [&record, &old_file, &new_file] {
        assert!(unlocked.open(file).is_ok());
    }
    let refused = OpenVault::unlock(after.header().clone(), &passphrase("word")).unwrap_err();
    assert_eq!(refused, VaultError::WrongPassphrase);
    let from = |file, word| OpenVault::from_file(file, &passphrase(word), &mut Counted(6)).map(|_| ());
    assert_eq!(from(&old_file, "word"), Ok(()));
    assert_eq!(from(&old_file, "other"), Err(VaultError::WrongPassphrase));
    assert_eq!(from(&new_file, "other"), Ok(()));
}

#[test]
fn a_saved_file_brings_its_vault_to_another_device_and_a_record_or_a_file_handed_over_does_not() {
    let vault = vault(1);
    let file = vault.seal_file(b"[1]", &mut Counted(2)).unwrap();
    let word = passphrase("word");
    let elsewhere = OpenVault::from_file(&file, &word, &mut Counted(3)).unwrap();
    assert_eq!(opened(&elsewhere, &file).as_deref(), Ok(&b"[1]"[..]));
    let next = elsewhere.seal_file(b"[2]", &mut Counted(4)).unwrap();
    assert_eq!(opened(&vault, &next).as_deref(), Ok(&b"[2]"[..]), "and back");

    let sheet = vault.identity().clone();
    let elsewhere = OpenVault::from_file_with_identity(&file, sheet, &mut Counted(3)).unwrap();
    assert!(OpenVault::unlock(elsewhere.header().clone(), &word).is_ok());
    let refused = OpenVault::from_file_with_identity(&file, identity(2), &mut Counted(3)).unwrap_err();
    assert_eq!(refused, VaultError::OtherVault);

    let record = vault.seal_record(b"[1]", &mut Counted(5)).unwrap();
    let handed = seal_for(b"[1]", &[vault.header().recipient()], &mut Counted(5)).unwrap();
    let alone = age::seal_with_passphrase(b"[1]", &word, QUICK, &mut Counted(5)).unwrap();
    for file in [record, handed, alone] {
        let refused = OpenVault::from_file(&file, &word, &mut Counted(6)).unwrap_err();
        assert_eq!(refused, VaultError::NoVault);
    }
    let refused = OpenVault::from_file(TEXT.as_bytes(), &word, &mut Counted(6)).unwrap_err();
    assert_eq!(refused, VaultError::NotSealed);
}

#[test]
fn a_key_stanza_taken_from_another_file_brings_no_vault() {
    let (one, other) = (vault(1), vault(2));
    let theirs = Stanza::wrapped_identity(other.header().wrapped_identity().to_vec());
    let forged = age::seal(b"{}", &[one.header().recipient()], &[theirs], &mut Counted(3)).unwrap();
    let refused = OpenVault::from_file(&forged, &passphrase("word"), &mut Counted(4)).unwrap_err();
    assert_eq!(refused, VaultError::Damaged(Part::Header));

    let nonsense = Stanza::wrapped_identity(b"nonsense".to_vec());
    let forged = age::seal(b"{}", &[one.header().recipient()], &[nonsense], &mut Counted(3)).unwrap();
    let by_word = OpenVault::from_file(&forged, &passphrase("word"), &mut Counted(4)).unwrap_err();
    let sheet = one.identity().clone();
    let by_sheet = OpenVault::from_file_with_identity(&forged, sheet, &mut Counted(4)).unwrap_err();
    assert_eq!([by_word, by_sheet], [VaultError::Damaged(Part::Header); 2]);
}

#[test]
fn the_sheet_alone_gives_the_vault_a_new_passphrase_when_everything_else_is_lost() {
    let lost = vault(1);
    let record = lost.seal_record(b"{}", &mut Counted(2)).unwrap();
    let again = OpenVault::restore(lost.identity().clone(), &passphrase("new"), &mut Counted(3)).unwrap();
    assert!(again.open(&record).is_ok());
    assert!(OpenVault::unlock(again.header().clone(), &passphrase("new")).is_ok());
}

#[test]
fn what_is_handed_over_opens_for_those_it_is_for_and_not_for_who_made_it() {
    let (maker, next, coordinator) = (vault(1), vault(2), vault(3));
    let recipients = [next.header().recipient(), coordinator.header().recipient()];
    let file = seal_for(b"{}", &recipients, &mut Counted(4)).unwrap();
    for vault in [&next, &coordinator] {
        assert_eq!(opened(vault, &file).as_deref(), Ok(&b"{}"[..]));
    }
    assert_eq!(opened(&maker, &file), Err(VaultError::OtherVault));
    assert_eq!(
        seal_for(b"{}", &[], &mut Counted(4)),
        Err(VaultError::Recipients(SealError::NoRecipient))
    );
    let many = vec![recipients[0]; age::MAX_STANZAS + 1];
    assert!(matches!(
        seal_for(b"{}", &many, &mut Counted(4)),
        Err(VaultError::Recipients(SealError::HeaderTooLong { .. }))
    ));
}

#[test]
fn lengths_are_told_in_steps_only_and_the_text_opens_byte_for_byte_as_it_was() {
    let vault = vault(1);
    let sealed_len = |bytes: usize| {
        let text = vec![b'1'; bytes];
        vault.seal_record(&text, &mut Counted(2)).unwrap().len()
    };
    assert_eq!(sealed_len(1), sealed_len(PADDING_BYTES));
    assert_eq!(sealed_len(PADDING_BYTES + 1), sealed_len(2 * PADDING_BYTES));
    assert_eq!(
        sealed_len(PADDING_BYTES) + PADDING_BYTES,
        sealed_len(PADDING_BYTES + 1)
    );

    let record = vault.seal_record(TEXT.as_bytes(), &mut Counted(2)).unwrap();
    let filled = age::open_with_identity(&record, &[vault.identity()]).unwrap();
    assert_eq!(filled.len(), PADDING_BYTES);
    assert!(TEXT.ends_with('\n'), "a line's end is kept");
    assert_eq!(opened(&vault, &record).as_deref(), Ok(TEXT.as_bytes()));
    let blank = vault.seal_record(b"  ", &mut Counted(2)).unwrap();
    assert_eq!(opened(&vault, &blank).as_deref(), Ok(&b""[..]));
}

#[test]
fn the_largest_document_is_sealed_and_opened_and_one_byte_more_is_refused() {
    let vault = vault(1);
    let mut text = vec![b'1'; MAX_FILE_BYTES];
    let file = vault.seal_file(&text, &mut Counted(2)).unwrap();
    assert!(file.len() <= MAX_SEALED_BYTES);
    assert_eq!(vault.open(&file).map(|text| text.len()), Ok(MAX_FILE_BYTES));
    text.push(b'1');
    let too_large = |bytes, most| Err(VaultError::TooLarge { bytes, most });
    assert_eq!(
        vault.seal_record(&text, &mut Counted(2)),
        too_large(MAX_FILE_BYTES + 1, MAX_FILE_BYTES)
    );
    let huge = vec![0; MAX_SEALED_BYTES + 1];
    assert_eq!(opened(&vault, &huge), too_large(huge.len(), MAX_SEALED_BYTES));
    let refused = OpenVault::from_file(&huge, &passphrase("word"), &mut Counted(1)).map(|_| Vec::new());
    assert_eq!(refused, too_large(huge.len(), MAX_SEALED_BYTES));
}

#[test]
fn a_file_cut_off_anywhere_or_with_a_changed_bit_opens_neither_way() {
    let vault = vault(1);
    let file = vault.seal_file(b"{}", &mut Counted(2)).unwrap();
    let word = passphrase("word");
    let refused = |changed: &[u8]| {
        let by_key = vault.open(changed).unwrap_err();
        assert!(OpenVault::from_file(changed, &word, &mut Counted(3)).is_err());
        by_key
    };
    for end in (0..file.len()).step_by(64) {
        let error = refused(&file[..end]);
        assert!(
            matches!(error, VaultError::NotSealed | VaultError::Damaged(_)),
            "cut at {end}: {error}"
        );
    }
    for place in 0..file.len() {
        let mut changed = file.clone();
        changed[place] ^= 1 << (place % 8);
        let error = refused(&changed);
        assert!(
            matches!(
                error,
                VaultError::NotSealed | VaultError::Newer | VaultError::OtherVault | VaultError::Damaged(_)
            ),
            "byte {place}: {error}"
        );
    }
}

#[test]
fn a_record_of_another_vault_is_told_from_an_older_one_of_this() {
    let (one, other) = (vault(1), vault(2));
    let older = one.seal_record(b"[1]", &mut Counted(3)).unwrap();
    let theirs = other.seal_record(b"[1]", &mut Counted(4)).unwrap();
    assert_eq!(
        opened(&one, &older).as_deref(),
        Ok(&b"[1]"[..]),
        "merging copes with it"
    );
    assert_eq!(opened(&one, &theirs), Err(VaultError::OtherVault));
    assert_eq!(opened(&one, TEXT.as_bytes()), Err(VaultError::NotSealed));
    let mut newer = older.clone();
    newer[b"age-encryption.org/v".len()] = b'2';
    assert_eq!(opened(&one, &newer), Err(VaultError::Newer));
}

#[test]
fn without_randomness_nothing_is_made_or_sealed() {
    let vault = vault(1);
    let no_random = VaultError::Random(RandomError::Unavailable);
    let words = passphrase("word");
    for bytes in [0, 16, 32, 48, 64] {
        let refused = OpenVault::create(&words, &mut Dry(bytes)).unwrap_err();
        assert_eq!(refused, no_random, "after {bytes} bytes");
        assert_eq!(vault.seal_record(b"{}", &mut Dry(bytes.min(48))), Err(no_random));
    }
    let refused = vault.change_passphrase(&words, &mut Dry(0)).unwrap_err();
    assert_eq!(refused, no_random);
    let file = vault.seal_file(b"{}", &mut Counted(2)).unwrap();
    let refused = OpenVault::from_file(&file, &words, &mut Dry(15)).unwrap_err();
    assert_eq!(refused, no_random);
}

#[test]
fn the_same_text_is_never_sealed_the_same_way_twice() {
    let vault = vault(1);
    let mut entropy = Counted(2);
    let one = vault.seal_record(b"{}", &mut entropy).unwrap();
    let other = vault.seal_record(b"{}", &mut entropy).unwrap();
    assert_ne!(one, other);
}

#[test]
fn no_message_shows_a_key() {
    let vault = vault(1);
    let shown = format!("{vault:?} {:?}", vault.header());
    assert!(!shown.to_uppercase().contains("AGE-SECRET"), "{shown}");
    assert!(
        !shown.contains(&vault.header().recipient().to_string()),
        "{shown}"
    );
}
