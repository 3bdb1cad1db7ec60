//! Geometry only: values in, points and SVG path strings out. Colours and words are the page's matter.

pub mod qr;
