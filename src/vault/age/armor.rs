//! Armor: an age file as text, for mail. It is read, because other programs write it, and never written.
//!
//! Source: age, "ASCII armor"; RFC 7468, figure 3 (strict). Blanks are allowed before and after, line ends may be CR LF.

use std::borrow::Cow;

use base64ct::{Base64, Encoding};

use super::error::{OpenError, Part, room};

const BEGIN: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";
const END: &[u8] = b"-----END AGE ENCRYPTED FILE-----";

/// Characters of every line but the last, which has 4 to as many.
const COLUMNS: usize = 64;

const DAMAGED: OpenError = OpenError::Damaged(Part::Armor);

/// The file itself, taken out of its armor if it has one.
///
/// # Errors
/// When there is armor that breaks a rule, or memory is short.
pub fn strip(file: &[u8]) -> Result<Cow<'_, [u8]>, OpenError> {
    let text = file.trim_ascii();
    let Some(text) = text.strip_prefix(BEGIN) else {
        return Ok(Cow::Borrowed(file));
    };
    let text = text.strip_suffix(END).ok_or(DAMAGED)?;
    let (first, text) = line(text)?;
    if !first.is_empty() {
        return Err(DAMAGED);
    }
    let mut bytes = room(text.len() / 4 * 3)?;
    let mut rest = text;
    while !rest.is_empty() {
        let (line, after) = line(rest)?;
        let is_last = after.is_empty();
        if line.len() != COLUMNS && !is_last || line.is_empty() || line.len() > COLUMNS || line.len() % 4 != 0
        {
            return Err(DAMAGED);
        }
        let mut decoded = [0; COLUMNS / 4 * 3];
        let decoded = Base64::decode(line, &mut decoded).map_err(|_| DAMAGED)?;
        if decoded.len() != line.len() / 4 * 3 && !is_last {
            return Err(DAMAGED);
        }
        bytes.extend_from_slice(decoded);
        rest = after;
    }
    Ok(Cow::Owned(bytes))
}

/// The first line, without its end, and what follows.
fn line(text: &[u8]) -> Result<(&[u8], &[u8]), OpenError> {
    let end = text.iter().position(|&byte| byte == b'\n').ok_or(DAMAGED)?;
    let (line, rest) = text.split_at_checked(end).ok_or(DAMAGED)?;
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    Ok((line, rest.strip_prefix(b"\n").unwrap_or(rest)))
}
