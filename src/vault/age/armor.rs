//! Armor: an age file as text, for mail. It is read, because other programs write it, and never written.
//!
//! Source: age, "ASCII armor"; RFC 7468, figure 3 (strict). Blanks are allowed before and after, line ends may be CR LF.

use std::borrow::Cow;

use super::base64;
use super::error::{NoMemory, OpenError, Part, room};

const BEGIN: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";
const END: &[u8] = b"-----END AGE ENCRYPTED FILE-----";

/// Characters of every line but the last, which has 4 to as many.
const COLUMNS: usize = 64;

/// The file itself, taken out of its armor if it has one.
///
/// # Errors
/// When there is armor that breaks a rule, or memory is short.
pub fn strip(file: &[u8]) -> Result<Cow<'_, [u8]>, OpenError> {
    match file.trim_ascii().strip_prefix(BEGIN) {
        Some(text) => read(text)?.map(Cow::Owned).ok_or(OpenError::Damaged(Part::Armor)),
        None => Ok(Cow::Borrowed(file)),
    }
}

/// What stands in the text after the first line's mark; none when a rule is broken.
fn read(text: &[u8]) -> Result<Option<Vec<u8>>, NoMemory> {
    let mut bytes = room(text.len() / 4 * 3)?;
    let is_whole = text
        .strip_suffix(END)
        .and_then(line)
        .filter(|(first, _)| first.is_empty())
        .and_then(|(_, lines)| read_lines(lines, &mut bytes))
        .is_some();
    Ok(is_whole.then_some(bytes))
}

/// Appends what the lines stand for.
fn read_lines(mut rest: &[u8], bytes: &mut Vec<u8>) -> Option<()> {
    while !rest.is_empty() {
        let (line, after) = line(rest)?;
        let is_full = line.len() == COLUMNS;
        let is_last = after.is_empty();
        let is_possible = line.len() < COLUMNS && is_last && !line.is_empty() && line.len().is_multiple_of(4);
        if !is_full && !is_possible {
            return None;
        }
        // Padding fills the last four characters up: one or two.
        let padding = line
            .iter()
            .rev()
            .take(2)
            .take_while(|&&byte| byte == b'=')
            .count();
        if padding > 0 && !is_last {
            return None;
        }
        bytes.extend(base64::decode(line.get(..line.len() - padding)?)?);
        rest = after;
    }
    Some(())
}

/// The first line, without its end, and what follows.
fn line(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = text.iter().position(|&byte| byte == b'\n')?;
    let (line, rest) = text.split_at_checked(end)?;
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    Some((line, rest.strip_prefix(b"\n")?))
}
