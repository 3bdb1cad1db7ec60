//! The functions as the app uses them, at their edges.

use super::*;

fn opened(result: Result<Zeroizing<Vec<u8>>, OpenError>) -> Result<Vec<u8>, OpenError> {
    result.map(|plaintext| plaintext.to_vec())
}

/// Randomness that gives out after so many calls.
struct Drained {
    calls: usize,
}

impl Entropy for Drained {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomError> {
        self.calls = self.calls.checked_sub(1).ok_or(RandomError::Unavailable)?;
        bytes.fill(9);
        Ok(())
    }
}

#[test]
fn one_file_opens_with_the_passphrase_and_with_the_identity() {
    let (identity, word) = (identity(1), passphrase("やま かわ"));
    let wrapped = wrap_identity(&identity, &word, QUICK, &mut Counted(2)).unwrap();
    let extra = [Stanza::wrapped_identity(wrapped.clone())];
    let file = seal(b"class", &[identity.recipient()], &extra, &mut Counted(3)).unwrap();

    let header = read_header(&file).unwrap();
    assert!(header.is_for_identities());
    assert_eq!(header.passphrase_work(), None);
    assert_eq!(header.wrapped_identity(), Some(wrapped.as_slice()));
    let kinds: Vec<_> = header
        .stanzas()
        .iter()
        .map(|stanza| stanza.kind.as_str())
        .collect();
    assert_eq!(kinds, ["X25519", "kizuki-key"]);

    assert_eq!(opened(open_with_identity(&file, &[&identity])).unwrap(), b"class");
    assert_eq!(opened(open_with_passphrase(&file, &word)).unwrap(), b"class");
    let unwrapped = unwrap_identity(header.wrapped_identity().unwrap(), &word).unwrap();
    assert_eq!(*unwrapped.to_text(), *identity.to_text());
}

#[test]
fn a_wrong_key_is_one_and_the_same_error_whatever_the_file() {
    let (right, wrong) = (identity(1), identity(2));
    let (word, other) = (passphrase("word"), passphrase("Word"));
    let sealed = seal_with_passphrase(b"x", &word, QUICK, &mut Counted(3)).unwrap();
    let plain = seal(b"x", &[right.recipient()], &[], &mut Counted(4)).unwrap();
    let wrapped = wrap_identity(&right, &word, QUICK, &mut Counted(5)).unwrap();
    let extra = [Stanza::wrapped_identity(wrapped.clone())];
    let carrying = seal(b"x", &[right.recipient()], &extra, &mut Counted(6)).unwrap();
    for result in [
        open_with_passphrase(&sealed, &other),
        open_with_passphrase(&carrying, &other),
        open_with_passphrase(&plain, &word),
        open_with_identity(&plain, &[&wrong]),
        open_with_identity(&plain, &[]),
        open_with_identity(&sealed, &[&right]),
        unwrap_identity(&wrapped, &other).map(|_| Zeroizing::default()),
    ] {
        assert_eq!(opened(result), Err(OpenError::WrongKey));
    }
}

#[test]
fn an_identity_of_another_vault_in_our_stanza_does_not_open_the_file() {
    let (ours, theirs, word) = (identity(1), identity(2), passphrase("word"));
    let wrapped = wrap_identity(&theirs, &word, QUICK, &mut Counted(2)).unwrap();
    let extra = [Stanza::wrapped_identity(wrapped)];
    let file = seal(b"x", &[ours.recipient()], &extra, &mut Counted(3)).unwrap();
    assert_eq!(
        opened(open_with_passphrase(&file, &word)),
        Err(OpenError::WrongKey)
    );
}

#[test]
fn what_our_stanza_holds_is_checked_before_it_is_used() {
    let (ours, word) = (identity(1), passphrase("word"));
    let no_key = seal_with_passphrase(b"AGE-SECRET-KEY-1", &word, QUICK, &mut Counted(2)).unwrap();
    let nested = seal(b"x", &[ours.recipient()], &[], &mut Counted(3)).unwrap();
    for (body, error) in [
        (Vec::new(), OpenError::Damaged(Part::Header)),
        (no_key, OpenError::NoIdentity),
        (nested, OpenError::WrongKey),
    ] {
        let extra = [Stanza::wrapped_identity(body)];
        let file = seal(b"x", &[ours.recipient()], &extra, &mut Counted(4)).unwrap();
        assert_eq!(opened(open_with_passphrase(&file, &word)), Err(error));
    }
}

#[test]
fn other_versions_and_other_files_are_told_apart() {
    let file = seal(b"x", &[identity(1).recipient()], &[], &mut Counted(1)).unwrap();
    let text = String::from_utf8_lossy(&file).replacen("org/v1", "org/v2", 1);
    assert_eq!(read_header(text.as_bytes()), Err(OpenError::NewerVersion));
    for other in [
        "",
        "{\"format\":\"kizuki\"}",
        "age-encryption.or",
        " age-encryption.org/v1\n",
    ] {
        assert_eq!(read_header(other.as_bytes()), Err(OpenError::NotAge), "{other}");
    }
    for cut in [
        "age-encryption.org/",
        "age-encryption.org/v1",
        "age-encryption.org/v1\n",
        "age-encryption.org/ v1\n",
    ] {
        assert_eq!(
            read_header(cut.as_bytes()),
            Err(OpenError::Damaged(Part::Header)),
            "{cut}"
        );
    }
}

#[test]
fn a_header_above_the_bounds_is_neither_read_nor_written() {
    let recipient = identity(1).recipient();
    let too_long = Err(SealError::HeaderTooLong {
        most_stanzas: MAX_STANZAS,
        most_bytes: MAX_HEADER_BYTES,
    });
    let extra = |count, bytes| {
        vec![
            Stanza {
                kind: "x".to_owned(),
                args: Vec::new(),
                body: vec![0; bytes],
            };
            count
        ]
    };
    let sealed = |extra: &[Stanza]| seal(b"x", &[recipient], extra, &mut Counted(1));
    let most = sealed(&extra(MAX_STANZAS - 1, 0)).unwrap();
    assert_eq!(read_header(&most).unwrap().stanzas().len(), MAX_STANZAS);
    assert_eq!(sealed(&extra(MAX_STANZAS, 0)), too_long);
    assert_eq!(sealed(&extra(1, MAX_HEADER_BYTES)), too_long);
    let largest = (1..)
        .find(|less| sealed(&extra(1, 48_400 - less)).is_ok())
        .unwrap();
    assert!(read_header(&sealed(&extra(1, 48_400 - largest)).unwrap()).is_ok());

    let read_too_long = Err(OpenError::HeaderTooLong {
        most_stanzas: MAX_STANZAS,
        most_bytes: MAX_HEADER_BYTES,
    });
    let stanzas = |count| format!("age-encryption.org/v1\n{}", "-> x\n\n".repeat(count));
    assert_eq!(read_header(stanzas(MAX_STANZAS + 1).as_bytes()), read_too_long);
    let endless = format!("age-encryption.org/{}", "v".repeat(MAX_HEADER_BYTES));
    assert_eq!(read_header(endless.as_bytes()), read_too_long);
    let endless = format!(
        "age-encryption.org/v1\n-> x\n{}",
        format!("{}\n", "A".repeat(64)).repeat(1100)
    );
    assert_eq!(read_header(endless.as_bytes()), read_too_long);
}

#[test]
fn only_stanzas_that_cannot_mislead_stand_beside_recipients() {
    let recipient = identity(1).recipient();
    for (kind, args) in [
        ("scrypt", vec![]),
        ("X25519", vec!["A"]),
        ("", vec![]),
        ("two words", vec![]),
        ("line\n", vec![]),
        ("鍵", vec![]),
        ("kind", vec![""]),
        ("kind", vec!["a b"]),
        ("kind", vec!["a\r"]),
    ] {
        let stanza = Stanza {
            kind: kind.to_owned(),
            args: args.into_iter().map(str::to_owned).collect(),
            body: Vec::new(),
        };
        let extra = [Stanza::wrapped_identity(Vec::new()), stanza];
        assert_eq!(
            seal(b"", &[recipient], &extra, &mut Counted(1)),
            Err(SealError::Stanza { position: 2 }),
            "{kind:?}"
        );
    }
}

#[test]
fn stanzas_of_any_body_length_read_back_as_they_were() {
    let recipient = identity(1).recipient();
    for bytes in 0..150 {
        let stanza = Stanza {
            kind: "!~".to_owned(),
            args: vec!["->".to_owned(), "---".to_owned()],
            body: vec![0xfb; bytes],
        };
        let file = seal(b"", &[recipient], std::slice::from_ref(&stanza), &mut Counted(1)).unwrap();
        assert_eq!(read_header(&file).unwrap().stanzas().last(), Some(&stanza));
    }
}

#[test]
fn nobody_and_weak_public_keys_are_no_recipients() {
    assert_eq!(seal(b"x", &[], &[], &mut Counted(1)), Err(SealError::NoRecipient));
    // The point of order 1 and, for the second, that of order 2: all zeros, and one.
    for first in [0, 1] {
        let mut point = [0; 32];
        point[0] = first;
        let weak = Recipient::parse(&bech32::encode("age", &point)).unwrap();
        assert_eq!(
            seal(b"x", &[identity(1).recipient(), weak], &[], &mut Counted(1)),
            Err(SealError::WeakRecipient { position: 2 })
        );
    }
}

#[test]
fn without_randomness_nothing_is_sealed() {
    let (identity, word) = (identity(1), passphrase("word"));
    let failed = Err(SealError::Random(RandomError::Unavailable));
    for calls in 0..3 {
        let entropy = &mut Drained { calls };
        assert_eq!(seal(b"x", &[identity.recipient()], &[], entropy), failed);
        let entropy = &mut Drained { calls };
        assert_eq!(seal_with_passphrase(b"x", &word, QUICK, entropy), failed);
        let entropy = &mut Drained { calls };
        assert_eq!(wrap_identity(&identity, &word, QUICK, entropy), failed);
    }
    assert!(seal(b"x", &[identity.recipient()], &[], &mut Drained { calls: 3 }).is_ok());
    assert_eq!(
        Identity::generate(&mut Drained { calls: 0 }).map(|_| ()),
        Err(RandomError::Unavailable)
    );
}

#[test]
fn every_file_has_secrets_of_its_own() {
    let (identity, word) = (identity(1), passphrase("word"));
    let entropy = &mut Counted(1);
    let mut files = std::collections::BTreeSet::new();
    for _ in 0..10 {
        files.insert(seal(b"same", &[identity.recipient()], &[], entropy).unwrap());
        files.insert(seal_with_passphrase(b"same", &word, QUICK, entropy).unwrap());
    }
    assert_eq!(files.len(), 20);
}

#[test]
fn too_costly_a_passphrase_is_refused_before_it_is_tried() {
    let file = seal_with_passphrase(b"x", &passphrase("word"), QUICK, &mut Counted(1)).unwrap();
    let text = file.iter().copied().map(char::from).collect::<String>();
    for (written, log2) in [("21", 21), ("254", 254), ("255", 255), ("99999999999", 255)] {
        let costly = text.replacen(" 1\n", &format!(" {written}\n"), 1);
        let costly: Vec<u8> = costly
            .chars()
            .map(|char| u8::try_from(u32::from(char)).unwrap())
            .collect();
        assert_eq!(read_header(&costly).unwrap().passphrase_work(), Some(log2));
        assert_eq!(
            opened(open_with_passphrase(&costly, &passphrase("word"))),
            Err(OpenError::TooMuchWork {
                log2,
                most: WorkFactor::MOST_READ
            })
        );
    }
}

#[test]
fn work_factors_have_bounds_and_say_what_they_cost() {
    assert_eq!(WorkFactor::new(0), None);
    assert_eq!(WorkFactor::new(20), Some(WorkFactor::MOST_READ));
    assert_eq!(WorkFactor::new(21), None);
    assert_eq!(WorkFactor::VAULT.memory_bytes(), 32 << 20);
    assert_eq!(WorkFactor::MOST_READ.memory_bytes(), 1 << 30);
}

#[test]
fn memory_that_is_not_to_be_had_is_an_error() {
    let bytes = isize::MAX.unsigned_abs() + 1;
    let refused = room(bytes).unwrap_err();
    assert_eq!(OpenError::from(refused), OpenError::NoMemory { bytes });
    assert_eq!(SealError::from(refused), SealError::NoMemory { bytes });
}

#[test]
fn passphrases_are_taken_as_they_are_up_to_a_bound() {
    assert_eq!(Passphrase::new("").map(|_| ()), Err(PassphraseError::Empty));
    assert!(Passphrase::new(&"あ".repeat(1024)).is_ok());
    assert_eq!(
        Passphrase::new(&"あ".repeat(1025)).map(|_| ()),
        Err(PassphraseError::TooLong {
            characters: 1025,
            most: 1024
        })
    );
    let file = seal_with_passphrase(b"x", &passphrase(" a "), QUICK, &mut Counted(1)).unwrap();
    for other in ["a", " a", "a ", " A ", "　a　", " a  "] {
        assert_eq!(
            opened(open_with_passphrase(&file, &passphrase(other))),
            Err(OpenError::WrongKey),
            "{other:?}"
        );
    }
}

#[test]
fn an_identity_is_read_from_a_file_of_it() {
    let identity = identity(1);
    let (key, public) = (identity.to_text(), identity.recipient());
    assert_eq!(key.len(), 74);
    for text in [
        key.to_string(),
        format!("  {}\r\n\r\n", *key),
        format!(
            "\u{feff}# created: 2026-04-01\r\n# public key: {public}\r\n{}\r\n",
            *key
        ),
        key.to_ascii_lowercase(),
    ] {
        assert_eq!(Identity::parse(&text).unwrap().recipient(), public, "{text:?}");
    }
    for (text, error) in [
        (String::new(), KeyTextError::NoKey),
        ("# only a comment\n \n".to_owned(), KeyTextError::NoKey),
        (format!("{0}\n{0}", *key), KeyTextError::Several),
        (public.to_string(), KeyTextError::OtherKind),
        (
            bech32::encode("age-secret-key-", &[1; 31]).to_string(),
            KeyTextError::OtherKind,
        ),
        (
            format!("A{}", key.get(1..).unwrap().to_ascii_lowercase()),
            Bech32Error::MixedCase.into(),
        ),
        (
            format!("{}B", key.get(..73).unwrap()),
            Bech32Error::Character { position: 74 }.into(),
        ),
        (key.get(..70).unwrap().to_owned(), Bech32Error::Checksum.into()),
        ("AGE-SECRET-KEY".to_owned(), Bech32Error::Parts.into()),
    ] {
        assert_eq!(Identity::parse(&text).map(|_| ()), Err(error), "{text:?}");
    }
}

#[test]
fn a_recipient_reads_back_from_what_it_shows() {
    // The pair the format's description gives as its example.
    let secret = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
    let public = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
    let identity = Identity::parse(secret).unwrap();
    assert_eq!(identity.recipient().to_string(), public);
    assert_eq!(
        Recipient::parse(&format!(" {public}\n")),
        Ok(identity.recipient())
    );
    assert_eq!(Recipient::parse(secret), Err(KeyTextError::OtherKind));
    assert_eq!(Recipient::parse(" "), Err(KeyTextError::NoKey));
}

#[test]
fn secrets_do_not_show_when_printed_for_developers() {
    let shown = format!("{:?} {:?}", identity(1), passphrase("word"));
    assert_eq!(shown, "Identity(..) Passphrase(..)");
}
