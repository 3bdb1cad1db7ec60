//! A small own set of line icons. They always stand beside words, so they are hidden from screen readers.

use crate::ui::dom::{El, el};

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A house.
    Home,
    /// Lines of names.
    Roster,
    /// A ticked line.
    Short,
    /// A filled-in sheet.
    Full,
    /// A heat map.
    Class,
    /// People at a table.
    Meeting,
    /// A sheet with a corner.
    Summary,
    /// Sliders.
    Settings,
    /// An open eye.
    Eye,
    /// A crossed eye.
    EyeOff,
    /// An arrow into a tray.
    Save,
    /// A shield with a mark: safety.
    Safety,
    /// An arrow back.
    Undo,
    /// An arrow forward.
    Redo,
    /// A printer.
    Print,
    /// A closed padlock.
    Lock,
}

/// Draws an icon of 24 × 24 units in the colour of the text.
pub fn icon(which: Icon) -> El {
    let path = match which {
        Icon::Home => "<path d='M4 11 12 4l8 7v9h-5v-6H9v6H4z'/>",
        Icon::Roster => "<path d='M4 6h2M4 12h2M4 18h2M9 6h11M9 12h11M9 18h11'/>",
        Icon::Short => "<path d='m4 7 2 2 3-4M12 7h8M4 16l2 2 3-4M12 16h8'/>",
        Icon::Full => "<path d='M6 3h9l4 4v14H6zM9 11h7M9 15h7M9 7h3'/>",
        Icon::Class => "<path d='M4 4h16v16H4zM4 9.3h16M4 14.6h16M9.3 4v16M14.6 4v16'/>",
        Icon::Meeting => {
            "<path d='M4 20c0-4 2-6 5-6s5 2 5 6M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6M15 14c3 0 5 2 5 6M15 11a3 3 0 1 0 0-6'/>"
        }
        Icon::Summary => "<path d='M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h4'/>",
        Icon::Settings => {
            "<path d='M4 7h9M17 7h3M4 17h3M11 17h9M15 5a2 2 0 1 1 0 4 2 2 0 0 1 0-4M9 15a2 2 0 1 1 0 4 2 2 0 0 1 0-4'/>"
        }
        Icon::Eye => {
            "<path d='M2 12c3-5 6.500-7 10-7s7 2 10 7c-3 5-6.500 7-10 7s-7-2-10-7'/><circle cx='12' cy='12' r='3'/>"
        }
        Icon::EyeOff => "<path d='M2 12c3-5 6.500-7 10-7s7 2 10 7c-3 5-6.500 7-10 7s-7-2-10-7M4 20 20 4'/>",
        Icon::Save => "<path d='M12 3v11M7 10l5 5 5-5M4 17v4h16v-4'/>",
        Icon::Safety => "<path d='M12 3 4 6v6c0 5 3 7.500 8 9 5-1.500 8-4 8-9V6zM12 8v5M12 16v.5'/>",
        Icon::Undo => "<path d='M9 6 4 11l5 5M4 11h10a6 6 0 0 1 6 6v1'/>",
        Icon::Redo => "<path d='m15 6 5 5-5 5M20 11H10a6 6 0 0 0-6 6v1'/>",
        Icon::Lock => "<path d='M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3M12 15v2'/>",
        Icon::Print => "<path d='M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7z'/>",
    };
    el("span").class("icon").html(&format!(
        "<svg viewBox='0 0 24 24' aria-hidden='true'>{path}</svg>"
    ))
}
