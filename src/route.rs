//! Where one is in the app, as a value and as the part of the address behind `#`.
//!
//! One build works in any folder of any static server, because only the hash changes. No route names a student: the
//! address stands in the browser's history and on its printed pages.

/// A screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Route {
    /// はじめに, or the overview of the open class.
    #[default]
    Home,
    /// 名簿
    Roster,
    /// 一次確認, line by line.
    Sweep,
    /// 一次確認, the whole class as a grid.
    Grid,
    /// 詳しい票 of the chosen student, or the list of students who need one.
    Full,
    /// 学級のようす
    Class,
    /// 会議: the agenda, or the decision for the chosen student.
    Meeting,
    /// 気づき要約票: the list, or the summary of the chosen student.
    Summary,
    /// 対応表
    Keys,
    /// 設定
    Settings,
    /// 学校のようす: several classes side by side.
    School,
    /// チェックシートの編集: the content of this device, its editor and what it changes.
    Content,
    /// しきい値の調整: where the cut-offs fall in the open class.
    Calibration,
    /// 白紙の用紙: blank forms on paper.
    BlankForms,
    /// 使い方・自己点検: guides, ICT self-check, accessibility; outside of any class.
    Help,
}

impl Route {
    /// All screens.
    pub const ALL: [Route; 15] = [
        Route::Home,
        Route::Roster,
        Route::Sweep,
        Route::Grid,
        Route::Full,
        Route::Class,
        Route::Meeting,
        Route::Summary,
        Route::Keys,
        Route::Settings,
        Route::School,
        Route::Content,
        Route::Calibration,
        Route::BlankForms,
        Route::Help,
    ];

    /// The address of the screen, to stand in a link.
    pub const fn href(self) -> &'static str {
        match self {
            Route::Home => "#/",
            Route::Roster => "#/roster",
            Route::Sweep => "#/sweep",
            Route::Grid => "#/grid",
            Route::Full => "#/full",
            Route::Class => "#/class",
            Route::Meeting => "#/meeting",
            Route::Summary => "#/summary",
            Route::Keys => "#/keys",
            Route::Settings => "#/settings",
            Route::School => "#/school",
            Route::Content => "#/content",
            Route::Calibration => "#/calibration",
            Route::BlankForms => "#/blank-forms",
            Route::Help => "#/help",
        }
    }

    /// The screen an address names; an unknown one leads home.
    pub fn parse(hash: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|route| route.href() == hash)
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_has_its_own_address_and_is_found_by_it() {
        for route in Route::ALL {
            assert_eq!(Route::parse(route.href()), route);
        }
    }

    #[test]
    fn an_unknown_address_leads_home() {
        for hash in ["", "#", "#/nowhere", "#/grid/12", "#/GRID"] {
            assert_eq!(Route::parse(hash), Route::Home, "{hash}");
        }
    }
}
