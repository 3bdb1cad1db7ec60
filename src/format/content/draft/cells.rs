//! A table as a spreadsheet puts it on the clipboard: cells between tabs, rows between line breaks, quotes around cells
//! that hold either.

/// The rows of the table with their cells; rows in which nothing is written are left in place, so that row numbers hold.
/// `None` where a quoted cell does not end.
pub(super) fn rows(text: &str) -> Option<Vec<Vec<String>>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut is_quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if is_quoted => {
                if characters.next_if_eq(&'"').is_some() {
                    cell.push('"');
                } else {
                    is_quoted = false;
                }
            }
            _ if is_quoted => cell.push(character),
            '"' if cell.is_empty() => is_quoted = true,
            '\t' => row.push(std::mem::take(&mut cell)),
            '\r' | '\n' => {
                if character == '\r' {
                    // One line break, not two.
                    let _is_pair = characters.next_if_eq(&'\n').is_some();
                }
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(character),
        }
    }
    if is_quoted {
        return None;
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    Some(rows)
}

/// A cell as one line: what is blank at its ends goes, line breaks become blanks.
pub(super) fn line(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A cell to be compared or read as a number: small letters, digits and brackets of half width, no blanks.
pub(super) fn plain(cell: &str) -> String {
    let narrow = |character: char| match character {
        '\u{ff01}'..='\u{ff5e}' => u32::from(character)
            .checked_sub(0xfee0)
            .and_then(char::from_u32)
            .unwrap_or(character),
        _ => character,
    };
    let small = |character: char| narrow(character).to_ascii_lowercase();
    cell.chars()
        .filter(|character| !character.is_whitespace())
        .map(small)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_cells_are_found_as_a_spreadsheet_writes_them() {
        let read = |text: &str| rows(text).unwrap();
        assert_eq!(read("a\tb\r\nc\t\r\n"), [["a", "b"], ["c", ""]]);
        assert_eq!(read("a\n\nb"), [vec!["a"], vec![""], vec!["b"]]);
        assert_eq!(
            read("\"a\tb\"\t\"c\nd\"\t\"say \"\"x\"\"\""),
            [["a\tb", "c\nd", "say \"x\""]]
        );
        assert_eq!(read("5\"\tb"), [["5\"", "b"]]);
        assert_eq!(read(""), Vec::<Vec<String>>::new());
    }

    #[test]
    fn a_quote_without_an_end_is_no_table() {
        assert_eq!(rows("a\t\"b\nc"), None);
    }

    #[test]
    fn cells_are_compared_whatever_their_width() {
        assert_eq!(plain("　項目（Ａ）１．５ "), "項目(a)1.5");
        assert_eq!(line(" 同じ服\r\n が続く "), "同じ服 が続く");
    }
}
