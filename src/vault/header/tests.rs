use super::*;
use crate::vault::testing::{Counted, QUICK, identity, passphrase};

/// The header of the first release. Never regenerated: what was written then must open for ever.
const GOLDEN: &str = include_str!("../../../tests/fixtures/golden/vault-1.json");

fn golden() -> VaultHeader {
    VaultHeader::decode(GOLDEN.trim_end()).unwrap()
}

fn wrapped() -> Vec<u8> {
    age::wrap_identity(&identity(1), &passphrase("word"), QUICK, &mut Counted(1)).unwrap()
}

#[test]
fn the_first_header_ever_written_is_read_and_is_written_the_same_today() {
    let header = golden();
    assert_eq!(header.id().to_string(), "a2e61f205da1bbb645f4f4410ed3b22d");
    assert_eq!(header.encode(), GOLDEN.trim_end());
}

#[test]
fn a_header_reads_back_as_it_was_written() {
    for seed in 0..20 {
        let id = VaultId::generate(&mut Counted(seed)).unwrap();
        let header = VaultHeader::new(id, identity(seed).recipient(), wrapped()).unwrap();
        assert_eq!(VaultHeader::decode(&header.encode()), Ok(header));
    }
    let id = VaultId([0; 16]);
    let header = VaultHeader::new(id, identity(1).recipient(), wrapped()).unwrap();
    assert_eq!(
        VaultHeader::decode(&header.encode()),
        Ok(header),
        "leading zeros stay"
    );
}

#[test]
fn what_breaks_a_rule_is_refused_by_its_name() {
    let good = GOLDEN.trim_end();
    let field = |name| VaultHeaderError::Field { name };
    for (from, to, error) in [
        ("vault/1", "vault/2", VaultHeaderError::Newer { number: 2 }),
        ("vault/1", "vault/0", VaultHeaderError::OtherFormat),
        ("vault/1", "document/1", VaultHeaderError::OtherFormat),
        ("\"format\"", "\"form\"", VaultHeaderError::OtherFormat),
        ("\"id\"", "\"name\"", VaultHeaderError::Fields),
        ("}", ",\"id\":\"\"}", VaultHeaderError::Fields),
        ("}", ",\"more\":1}", VaultHeaderError::Fields),
        ("\"a2e6", "\"A2E6", field("id")),
        ("\"a2e6", "\"+2e6", field("id")),
        ("\"a2e6", "\"a2e", field("id")),
        ("\"a2e6", "\"000a2e6", field("id")),
        ("\"age1", "\" age1", field("recipient")),
        ("\"age1", "\"age2", field("recipient")),
        ("\"identity\":\"", "\"identity\":\"A", field("identity")),
        ("\"identity\":\"", "\"identity\":\"AAAA", field("identity")),
        (
            "\"identity\":\"",
            "\"identity\":1,\"id\":\"",
            VaultHeaderError::Fields,
        ),
    ] {
        assert!(good.contains(from));
        let changed = good.replacen(from, to, 1);
        assert_eq!(VaultHeader::decode(&changed), Err(error), "{from} as {to}");
    }
    assert_eq!(VaultHeader::decode("[]"), Err(VaultHeaderError::OtherFormat));
    let missing = r#"{"format":"kizuki.vault/1"}"#;
    assert_eq!(VaultHeader::decode(missing), Err(field("id")));
}

#[test]
fn a_header_cut_off_anywhere_is_refused() {
    let good = GOLDEN.trim_end();
    for end in 0..good.len() {
        assert!(
            matches!(
                VaultHeader::decode(good.get(..end).unwrap()),
                Err(VaultHeaderError::Syntax { .. })
            ),
            "cut at {end}"
        );
    }
}

#[test]
fn a_text_larger_than_any_header_is_not_looked_at() {
    let blanks = " ".repeat(MAX_HEADER_TEXT_BYTES - GOLDEN.trim_end().len());
    let most = format!("{}{blanks}", GOLDEN.trim_end());
    assert!(VaultHeader::decode(&most).is_ok());
    assert_eq!(
        VaultHeader::decode(&format!("{most} ")),
        Err(VaultHeaderError::TooLarge {
            bytes: MAX_HEADER_TEXT_BYTES + 1,
            most: MAX_HEADER_TEXT_BYTES
        })
    );
}

#[test]
fn only_an_identity_wrapped_by_a_passphrase_makes_a_header() {
    let (id, recipient) = (VaultId([1; 16]), identity(1).recipient());
    let sealed = age::seal(b"x", &[recipient], &[], &mut Counted(1)).unwrap();
    let mut long = wrapped();
    long.resize(MAX_WRAPPED_BYTES + 1, 0);
    for wrong in [Vec::new(), b"age".to_vec(), sealed, long.clone()] {
        assert_eq!(VaultHeader::new(id, recipient, wrong), None);
    }
    long.truncate(MAX_WRAPPED_BYTES);
    assert!(
        VaultHeader::new(id, recipient, long).is_some(),
        "the payload shows later"
    );
}

/// What a device keeps so that a passphrase opens its vault.
#[derive(Debug, serde::Deserialize, schemars::JsonSchema, serde::Serialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    /// `kizuki.vault/1`.
    format: String,
    /// Name of the vault on this device: 32 hexadecimal digits in small letters, drawn at random.
    #[schemars(regex(pattern = "^[0-9a-f]{32}$"))]
    id: String,
    /// The vault's public key, an age recipient.
    #[schemars(regex(pattern = "^age1[02-9ac-hj-np-z]{58}$"))]
    recipient: String,
    /// The vault's identity as an age file that the passphrase opens, in Base64 with padding. At most 8 KiB as bytes.
    #[schemars(regex(pattern = "^[A-Za-z0-9+/]+={0,2}$"))]
    identity: String,
}

#[test]
fn the_published_schema_is_the_one_of_a_header() {
    let schema = schemars::schema_for!(Typed);
    crate::format::published::assert_published("vault-1", "kizuki.vault/1", schema);
    let typed: Typed = serde_json::from_str(GOLDEN).unwrap();
    assert_eq!(serde_json::to_string(&typed).unwrap(), GOLDEN.trim_end());
    assert_eq!(
        typed.recipient.len(),
        62,
        "the pattern of the schema counts 58 behind age1"
    );
    assert!(
        typed
            .recipient
            .chars()
            .skip(4)
            .all(|c| "023456789acdefghjklmnpqrstuvwxyz".contains(c))
    );
}
