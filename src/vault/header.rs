//! The vault header `kizuki.vault/1`: what this device must keep so that a passphrase opens the vault again.
//!
//! It holds nothing that is secret by itself: a name for the vault, its public key, and its identity as an `age` file that
//! the passphrase opens. Without it the passphrase opens nothing on this device; a saved file carries the same wrapped
//! identity, so that a device which has lost its header gets it back from there.

use std::fmt;

use base64ct::{Base64, Encoding};

use super::age::{self, Recipient};
use super::{Entropy, RandomError};
use crate::format::json::Json;
use crate::format::json_writer::JsonWriter;

/// Name of the format, before its number.
const FORMAT: &str = "kizuki.vault/";
/// The number of the format that is written and read.
const FORMAT_NUMBER: u32 = 1;

/// Bytes of a header's text that are read; one of ours has about 500.
pub const MAX_HEADER_TEXT_BYTES: usize = 16 * 1024;

/// Bytes of a wrapped identity; one of ours has about 250.
pub const MAX_WRAPPED_BYTES: usize = 8 * 1024;

/// The fields, each of which is there once.
const FIELDS: [&str; 4] = ["format", "id", "recipient", "identity"];

/// Names a vault on one device: random, made when the vault is created here or taken over from a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VaultId([u8; 16]);

impl VaultId {
    /// A new name.
    ///
    /// # Errors
    /// When there is no randomness.
    pub fn generate(entropy: &mut dyn Entropy) -> Result<Self, RandomError> {
        let mut bytes = [0; 16];
        entropy.fill(&mut bytes)?;
        Ok(VaultId(bytes))
    }

    /// The name in its one spelling, 32 hexadecimal digits in small letters; none for anything else.
    fn parse(text: &str) -> Option<Self> {
        let number = u128::from_str_radix(text, 16).ok()?;
        let id = VaultId(number.to_be_bytes());
        (id.to_string() == text).then_some(id)
    }
}

impl fmt::Display for VaultId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl fmt::Debug for VaultId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VaultId({self})")
    }
}

/// Why a text is no header that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultHeaderError {
    /// Larger than any header; it was not looked at.
    #[error("vault header of {bytes} bytes, at most {most} are read")]
    TooLarge {
        /// Bytes found.
        bytes: usize,
        /// Bytes allowed.
        most: usize,
    },
    /// Not JSON: cut off or overwritten.
    #[error("vault header is not JSON from column {column} on")]
    Syntax {
        /// Column in bytes, from 1.
        column: usize,
    },
    /// JSON, but no header of a vault.
    #[error("not a vault header")]
    OtherFormat,
    /// Written by a newer app.
    #[error("vault header format {number} is newer than {FORMAT_NUMBER}")]
    Newer {
        /// Number of the format found.
        number: u32,
    },
    /// A field the format does not know, or one that is there twice.
    #[error("vault header has fields the format does not know, or twice")]
    Fields,
    /// A field is missing or not as the format has it.
    #[error("vault header has no usable field {name}")]
    Field {
        /// The field.
        name: &'static str,
    },
}

/// What this device keeps of a vault.
#[derive(Clone, PartialEq, Eq)]
pub struct VaultHeader {
    id: VaultId,
    recipient: Recipient,
    wrapped: Vec<u8>,
}

impl VaultHeader {
    /// A header; none when the identity is not wrapped as headers have it: a binary age file for a passphrase, of at most
    /// [`MAX_WRAPPED_BYTES`].
    pub(super) fn new(id: VaultId, recipient: Recipient, wrapped: Vec<u8>) -> Option<Self> {
        // (A reader would strip the armor of a file made for mail; there is no use for it here.)
        let is_binary = wrapped.starts_with(b"age-encryption.org/");
        let is_wrapped = is_binary
            && wrapped.len() <= MAX_WRAPPED_BYTES
            && age::read_header(&wrapped).is_ok_and(|header| header.passphrase_work().is_some());
        is_wrapped.then_some(VaultHeader {
            id,
            recipient,
            wrapped,
        })
    }

    /// The name of the vault on this device.
    pub fn id(&self) -> VaultId {
        self.id
    }

    /// The public key everything in the vault is sealed to.
    pub fn recipient(&self) -> Recipient {
        self.recipient
    }

    /// The vault's identity, sealed with the passphrase: an age file.
    pub fn wrapped_identity(&self) -> &[u8] {
        &self.wrapped
    }

    /// The header as JSON without white space.
    pub fn encode(&self) -> String {
        let mut out = JsonWriter::default();
        out.object();
        out.name("format").text(&format!("{FORMAT}{FORMAT_NUMBER}"));
        out.name("id").text(&self.id.to_string());
        out.name("recipient").text(&self.recipient.to_string());
        // With padding, so that `base64 --decode` makes a file of it that `age --decrypt` opens.
        out.name("identity").text(&Base64::encode_string(&self.wrapped));
        out.end_object();
        out.finish()
    }

    /// Reads a header.
    ///
    /// # Errors
    /// When the text is larger than [`MAX_HEADER_TEXT_BYTES`], no header, newer than this app, or breaks a rule. Whether the
    /// wrapped identity belongs to the public key shows only when it is opened.
    pub fn decode(text: &str) -> Result<Self, VaultHeaderError> {
        if text.len() > MAX_HEADER_TEXT_BYTES {
            return Err(VaultHeaderError::TooLarge {
                bytes: text.len(),
                most: MAX_HEADER_TEXT_BYTES,
            });
        }
        let json: Json =
            serde_json::from_slice(text.as_bytes()).map_err(|error| VaultHeaderError::Syntax {
                column: error.column(),
            })?;
        let number = field(&json, "format").and_then(|format| format.strip_prefix(FORMAT));
        match number.and_then(|number| number.parse::<u32>().ok()) {
            Some(FORMAT_NUMBER) => {}
            Some(number) if number > FORMAT_NUMBER => return Err(VaultHeaderError::Newer { number }),
            Some(_) | None => return Err(VaultHeaderError::OtherFormat),
        }
        let fields = json.fields();
        if fields.len() > FIELDS.len() || fields.iter().any(|(name, _)| !FIELDS.contains(&name.as_str())) {
            return Err(VaultHeaderError::Fields);
        }
        let id = field(&json, "id").and_then(VaultId::parse);
        let recipient = field(&json, "recipient").and_then(read_recipient);
        let wrapped = field(&json, "identity").and_then(|text| Base64::decode_vec(text).ok());
        let id = id.ok_or(VaultHeaderError::Field { name: "id" })?;
        let recipient = recipient.ok_or(VaultHeaderError::Field { name: "recipient" })?;
        wrapped
            .and_then(|wrapped| VaultHeader::new(id, recipient, wrapped))
            .ok_or(VaultHeaderError::Field { name: "identity" })
    }
}

/// The wrapped identity is no secret, but of no use in a message either.
impl fmt::Debug for VaultHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VaultHeader({})", self.id)
    }
}

fn field<'a>(json: &'a Json, name: &str) -> Option<&'a str> {
    json.get(name).and_then(Json::text)
}

/// A recipient in its one spelling.
fn read_recipient(text: &str) -> Option<Recipient> {
    let recipient = Recipient::parse(text).ok()?;
    (recipient.to_string() == text).then_some(recipient)
}

#[cfg(test)]
mod tests;
