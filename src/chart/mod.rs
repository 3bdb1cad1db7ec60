//! Drawings and static tables: geometry in, SVG paths and escaped markup out. Colours are the style sheet's matter.
//!
//! Screens put markup on the page with `inner_html`. That is safe because [`markup::Markup`] is the only thing that
//! makes it: tag and attribute names are part of the program, every other text is escaped by type.

pub mod agenda;
pub mod area_bars;
pub mod blank_form;
pub mod facts;
pub mod heat_map;
pub mod histogram;
pub mod key_slip;
pub mod level_chip;
pub mod markup;
pub mod paper;
pub mod qr;
pub mod recovery_sheet;
pub mod sparkline;
