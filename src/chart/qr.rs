//! A QR symbol as one SVG path.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// Modules of white that a reader needs on every side. Source: ISO/IEC 18004, 6.3.8.
pub const QUIET_ZONE: i32 = 4;

/// Largest symbol: version 12 has 65 modules, 0.5 mm each on a 4 cm square with its quiet zone.
const LARGEST: u8 = 12;

/// A symbol to be drawn into a square of `size` by `size` units, one unit per module, the quiet zone among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrPath {
    /// Side of the square.
    pub size: i32,
    /// The dark modules, for the attribute `d`.
    pub d: String,
}

/// Draws a text at error correction level M (15 %), or nothing when it does not fit a symbol that paper can carry.
pub fn path(text: &str) -> Option<QrPath> {
    let symbol = QrCode::encode_segments_advanced(
        &QrSegment::make_segments(text),
        QrCodeEcc::Medium,
        Version::MIN,
        Version::new(LARGEST),
        None,
        true,
    )
    .ok()?;
    let mut d = String::new();
    for y in 0..symbol.size() {
        let mut x = 0;
        while x < symbol.size() {
            let run = i32::try_from(
                (x..symbol.size())
                    .take_while(|x| symbol.get_module(*x, y))
                    .count(),
            )
            .unwrap_or(0);
            if run > 0 {
                d.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET_ZONE, y + QUIET_ZONE));
            }
            x += run + 1;
        }
    }
    Some(QrPath {
        size: symbol.size() + 2 * QUIET_ZONE,
        d,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dark modules of a path, drawn back onto paper.
    fn modules(path: &QrPath) -> Vec<(i32, i32)> {
        let mut dark = Vec::new();
        for run in path.d.split('M').skip(1) {
            let (x, rest) = run.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let (length, _) = rest.split_once('v').unwrap();
            let (x, y, length): (i32, i32, i32) =
                (x.parse().unwrap(), y.parse().unwrap(), length.parse().unwrap());
            dark.extend((x..x + length).map(|x| (x, y)));
        }
        dark
    }

    #[test]
    fn the_path_draws_every_dark_module_once_and_leaves_the_quiet_zone_white() {
        let text = "KZK1:K7P3FXM.0A1B2C3D";
        let path = path(text).unwrap();
        let symbol = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
        let mut expected = Vec::new();
        for y in 0..symbol.size() {
            for x in 0..symbol.size() {
                if symbol.get_module(x, y) {
                    expected.push((x + QUIET_ZONE, y + QUIET_ZONE));
                }
            }
        }
        assert_eq!(modules(&path), expected);
        assert_eq!(path.size, symbol.size() + 8);
    }

    #[test]
    fn a_text_too_long_for_paper_gives_no_symbol() {
        assert!(path(&"A".repeat(419)).is_some());
        assert_eq!(path(&"A".repeat(420)), None);
    }
}
