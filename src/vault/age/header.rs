//! The header: who can open the file, and the seal that ties it to the payload.
//!
//! Source: age, "Header". Every rule there is kept on reading: a header has one spelling, so nobody can change a file that
//! still opens.

use super::base64;
use super::error::{OpenError, Part, SealError};
use super::keys::{X25519, X25519Stanza};
use super::passphrase::{SCRYPT, ScryptStanza};
use super::primitives::{FileKey, header_seal};
use hmac::Mac;

/// Most bytes of a header, read or written. A file for a person, a vault or a school has well under 2 KiB.
pub const MAX_HEADER_BYTES: usize = 64 * 1024;

/// Most stanzas of a header, read or written: trying one costs a fraction of a millisecond.
pub const MAX_STANZAS: usize = 256;

/// The kind of our own stanza; see [`Stanza::wrapped_identity`].
pub const WRAPPED_IDENTITY: &str = "kizuki-key";

/// What every version begins with.
const MAGIC: &[u8] = b"age-encryption.org/";

/// The one version that is read and written.
const VERSION: &[u8] = b"v1";

/// Characters of a full line of a stanza's body; the last line is shorter, and empty if need be.
const COLUMNS: usize = 64;

/// One way into a file: which kind, for whom, and the wrapped file key; or, for readers that know the kind, something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stanza {
    /// The kind: one or more characters of visible ASCII, as are the arguments.
    pub kind: String,
    /// Arguments.
    pub args: Vec<String>,
    /// Any bytes.
    pub body: Vec<u8>,
}

impl Stanza {
    /// The stanza that carries an identity wrapped by a passphrase, as [`wrap_identity`](super::wrap_identity) makes it.
    pub fn wrapped_identity(wrapped: Vec<u8>) -> Self {
        Stanza {
            kind: WRAPPED_IDENTITY.to_owned(),
            args: Vec::new(),
            body: wrapped,
        }
    }

    /// Whether it may stand in a header beside those of recipients.
    pub(super) fn is_extra(&self) -> bool {
        let words = [&self.kind].into_iter().chain(&self.args);
        let is_own = self.kind == SCRYPT || self.kind == X25519;
        !is_own && words.into_iter().all(|word| is_argument(word.as_bytes()))
    }
}

fn is_argument(word: &[u8]) -> bool {
    !word.is_empty() && word.iter().all(u8::is_ascii_graphic)
}

/// What opens a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ways {
    /// One passphrase, and nothing else.
    Passphrase(ScryptStanza),
    /// The identities of these; none if all stanzas are of other kinds.
    Identities(Vec<X25519Stanza>),
}

/// A header that was read, but whose seal was not compared: that takes the key. Until the file has been opened, what it says
/// may be forged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    stanzas: Vec<Stanza>,
    pub(super) ways: Ways,
}

impl Header {
    /// All stanzas in the order of the file, at least one.
    pub fn stanzas(&self) -> &[Stanza] {
        &self.stanzas
    }

    /// The work factor, as a power of two, if the file is sealed with a passphrase. 255 stands for anything above 254; more
    /// than [`WorkFactor::MOST_READ`](super::WorkFactor::MOST_READ) is not tried. Above 17 (128 MiB) ask the person first: a
    /// browser may end a page that takes much, and memory taken stays taken until the page is loaded anew.
    pub fn passphrase_work(&self) -> Option<u8> {
        match &self.ways {
            Ways::Passphrase(stanza) => Some(stanza.log2),
            Ways::Identities(_) => None,
        }
    }

    /// Whether an identity can open it.
    pub fn is_for_identities(&self) -> bool {
        match &self.ways {
            Ways::Passphrase(_) => false,
            Ways::Identities(stanzas) => !stanzas.is_empty(),
        }
    }

    /// The identity wrapped by a passphrase that the file carries, for [`unwrap_identity`](super::unwrap_identity).
    pub fn wrapped_identity(&self) -> Option<&[u8]> {
        self.stanzas
            .iter()
            .find(|stanza| stanza.kind == WRAPPED_IDENTITY)
            .map(|stanza| stanza.body.as_slice())
    }
}

/// A header with what is needed to go on.
#[derive(Debug)]
pub(super) struct Read<'file> {
    pub(super) header: Header,
    /// The bytes the seal is over.
    sealed: &'file [u8],
    seal: [u8; 32],
    /// What follows the header.
    pub(super) payload: &'file [u8],
}

impl Read<'_> {
    /// Whether the header is as it was sealed; compared in constant time.
    pub(super) fn is_sealed_by(&self, file_key: &FileKey) -> bool {
        header_seal(file_key, self.sealed)
            .verify_slice(&self.seal)
            .is_ok()
    }
}

const DAMAGED: OpenError = OpenError::Damaged(Part::Header);

/// Takes the lines of a header off the beginning of a file.
struct Lines<'file> {
    rest: &'file [u8],
    /// Bytes the header may still have.
    allowed: usize,
}

impl<'file> Lines<'file> {
    fn next(&mut self) -> Result<&'file [u8], OpenError> {
        let end = self
            .rest
            .iter()
            .take(self.allowed)
            .position(|&byte| byte == b'\n')
            .ok_or(if self.rest.len() < self.allowed {
                DAMAGED
            } else {
                too_long()
            })?;
        let (line, after) = self.rest.split_at_checked(end).ok_or(DAMAGED)?;
        self.rest = after.split_first().map_or(after, |(_, rest)| rest);
        self.allowed -= end + 1;
        Ok(line)
    }

    /// The stanza whose first line, without its mark, was just taken.
    fn stanza(&mut self, first: &[u8]) -> Result<Stanza, OpenError> {
        let mut words = Vec::new();
        for word in first.split(|&byte| byte == b' ') {
            if !is_argument(word) {
                return Err(DAMAGED);
            }
            words.push(word.iter().copied().map(char::from).collect::<String>());
        }
        let mut body = Vec::new();
        loop {
            let line = self.next()?;
            if line.len() > COLUMNS {
                return Err(DAMAGED);
            }
            body.extend_from_slice(line);
            if line.len() < COLUMNS {
                break;
            }
        }
        let mut words = words.into_iter();
        Ok(Stanza {
            kind: words.next().ok_or(DAMAGED)?,
            args: words.collect(),
            body: base64::decode(&body).ok_or(DAMAGED)?,
        })
    }
}

fn too_long() -> OpenError {
    OpenError::HeaderTooLong {
        most_stanzas: MAX_STANZAS,
        most_bytes: MAX_HEADER_BYTES,
    }
}

/// Reads the header at the beginning of a file.
///
/// # Errors
/// When there is none, or it breaks a rule of the format or a bound.
pub(super) fn read(file: &[u8]) -> Result<Read<'_>, OpenError> {
    if !file.starts_with(MAGIC) {
        return Err(OpenError::NotAge);
    }
    let mut lines = Lines {
        rest: file,
        allowed: MAX_HEADER_BYTES,
    };
    match lines.next()?.strip_prefix(MAGIC) {
        Some(VERSION) => {}
        Some(version) if is_argument(version) => return Err(OpenError::NewerVersion),
        Some(_) | None => return Err(DAMAGED),
    }
    let mut stanzas = Vec::new();
    loop {
        let before = lines.rest;
        let line = lines.next()?;
        if let Some(first) = line.strip_prefix(b"-> ") {
            if stanzas.len() == MAX_STANZAS {
                return Err(too_long());
            }
            stanzas.push(lines.stanza(first)?);
            continue;
        }
        let seal = line.strip_prefix(b"--- ").ok_or(DAMAGED)?;
        let seal = base64::decode(seal).ok_or(DAMAGED)?;
        let sealed = (file.len() - before.len()) + b"---".len();
        return Ok(Read {
            header: Header {
                ways: ways(&stanzas)?,
                stanzas,
            },
            sealed: file.get(..sealed).ok_or(DAMAGED)?,
            seal: seal.try_into().map_err(|_| DAMAGED)?,
            payload: lines.rest,
        });
    }
}

/// What the stanzas of the format's own kinds say.
fn ways(stanzas: &[Stanza]) -> Result<Ways, OpenError> {
    if stanzas.is_empty() {
        return Err(DAMAGED);
    }
    if stanzas.iter().any(|stanza| stanza.kind == SCRYPT) {
        // A file that opens with a passphrase is taken to come from somebody who knows it, so nobody else may open it.
        let [stanza] = stanzas else {
            return Err(DAMAGED);
        };
        return ScryptStanza::read(stanza).map(Ways::Passphrase).ok_or(DAMAGED);
    }
    stanzas
        .iter()
        .filter(|stanza| stanza.kind == X25519)
        .map(|stanza| X25519Stanza::read(stanza).ok_or(DAMAGED))
        .collect::<Result<_, _>>()
        .map(Ways::Identities)
}

/// A header of these stanzas with its seal.
///
/// # Errors
/// When it would be above the bounds.
pub(super) fn write(stanzas: &[Stanza], file_key: &FileKey) -> Result<Vec<u8>, SealError> {
    let mut text = [MAGIC, VERSION, b"\n"].concat();
    for stanza in stanzas {
        text.extend_from_slice(b"->");
        for word in [&stanza.kind].into_iter().chain(&stanza.args) {
            text.push(b' ');
            text.extend_from_slice(word.as_bytes());
        }
        text.push(b'\n');
        let body = base64::encode(&stanza.body);
        for line in body.as_bytes().chunks(COLUMNS) {
            text.extend_from_slice(line);
            text.push(b'\n');
        }
        if body.len().is_multiple_of(COLUMNS) {
            text.push(b'\n');
        }
    }
    text.extend_from_slice(b"---");
    let seal = header_seal(file_key, &text).finalize().into_bytes();
    text.push(b' ');
    text.extend_from_slice(base64::encode(&seal).as_bytes());
    text.push(b'\n');
    if stanzas.len() > MAX_STANZAS || text.len() > MAX_HEADER_BYTES {
        return Err(SealError::HeaderTooLong {
            most_stanzas: MAX_STANZAS,
            most_bytes: MAX_HEADER_BYTES,
        });
    }
    Ok(text)
}
