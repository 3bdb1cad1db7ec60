//! Words of the frame around every screen, and words used on many screens.

use crate::domain::locale::Locale;
use crate::domain::roster::{Classroom, Grade, GradeBand, SchoolYear, Student, YearMonth};

texts! {
    /// The frame, its steps, and common buttons.
    FrameText {
        app: "気づきシート" / "Kizuki checklist",
        steps: "すすめ方" / "Steps",
        home: "ホーム" / "Home",
        roster: "名簿" / "Roster",
        short: "一次確認" / "First look",
        full: "詳しい票" / "Full form",
        class: "ようす" / "Overview",
        meeting: "会議" / "Meeting",
        summary: "要約票" / "Summary",
        settings: "設定" / "Settings",
        keys: "対応表" / "Key table",
        sample_band: "サンプル（保存されません）" / "Sample (not kept)",
        leave_sample: "サンプルを終わる" / "Leave sample",
        hide_names: "名前を隠す" / "Hide names",
        show_names: "名前を出す" / "Show names",
        save_file: "ファイルに保存" / "Save to a file",
        storing: "保存しています…" / "Storing…",
        stored: "この端末に保存済み" / "Stored on this device",
        lock: "ロック" / "Lock",
        following: "この学級は、このブラウザーの別の画面で開いています。こちらは見るだけで、あちらで書いたことがここにも出ます。" / "This class is open in another window of this browser. This one only shows it; what is written there appears here.",
        write_here: "こちらで書く" / "Write here",
        not_stored: "保存できていません" / "Not stored",
        file_never: "ファイル保存はまだ" / "no file yet",
        file_current: "ファイルも最新" / "file is current",
        file_checked: "ファイルも最新（開けることを確認済み）" / "file is current and was checked",
        file_dismissed: "保存先を選ばなかったので、ファイルには何も保存していません。" / "No place was chosen, so nothing was saved to a file.",
        file_today: "ファイルは今日（その後に変更あり）" / "file from today (changed since)",
        file_days: "ファイルは{n}日前" / "file {n} days old",
        language: "English" / "日本語",
        language_label: "英語で表示する" / "Show in Japanese",
        close: "閉じる" / "Close",
        update: "アプリの新しい版があります。切りかえると画面を読み直します。入力した内容はそのままで、学級を開いていたときは合言葉をもう一度入れます。" / "A newer version of the app is there. Changing over reloads the page. What was entered stays; an open class asks for its passphrase again.",
        update_take: "新しい版に切りかえる" / "Change over",
        update_later: "あとで" / "Later",
        round: "回" / "Round",
        cancel: "やめる" / "Cancel",
        back: "もどる" / "Back",
        undo: "元に戻す" / "Undo",
        redo: "やり直す" / "Redo",
        unknown: "わからない" / "Don't know",
        not_applicable: "対象外" / "Not applicable",
        blank: "未記入" / "Blank",
        number: "{n}番" / "No. {n}",
        students: "{n}人" / "{n} students",
        month: "{year}年{month}月" / "{month}/{year}",
        insufficient: "情報不足" / "Too little known",
        yes: "はい" / "Yes",
        no: "いいえ" / "No",
        state_todo: "まだ" / "to do",
        state_begun: "途中 {n}/{all}" / "begun {n}/{all}",
        state_done: "済" / "done",
        not_diagnosis: "これは話し合いのためのめやすです。診断や評価ではありません。" / "A starting point for talking together. Not a diagnosis, not a grade.",
        skip: "本文へ" / "Skip to content",
        help: "使い方・自己点検" / "Help and self-check",
        about: "この画面の使い方" / "About this screen",
        panic: "表示の途中で問題が起きました。入力した内容はこの端末に残っています。ページを読み込み直してください。" / "Something went wrong. What you entered is kept on this device. Please reload the page.",
        reload: "読み込み直す" / "Reload",
        fetching: "読み込んでいます…" / "Loading…",
        not_fetched: "この画面の部品を読み込めませんでした。" / "A part of this screen could not be loaded. ",
        not_fetched_advice: "入力した内容は無事です。ネットワークを確かめて、もう一度読み込んでください。" / "What you entered is safe. Check the network and load it again.",
        fetch_again: "もう一度読み込む" / "Load again",
    }
}

/// `5年1組`, `中2年3組`; without the class name when there is none.
pub fn class_title(classroom: &Classroom, locale: Locale) -> String {
    let grade = grade_title(classroom.grade, locale);
    match (locale, classroom.class_name.as_str()) {
        (_, "") => grade,
        (Locale::Ja, name) => format!("{grade}{name}組"),
        (Locale::En, name) => format!("{grade}, class {name}"),
    }
}

/// `5年`, `中2年`.
pub fn grade_title(grade: Grade, locale: Locale) -> String {
    match (locale, grade) {
        (Locale::Ja, Grade::Elementary(year)) => format!("{year}年"),
        (Locale::Ja, Grade::JuniorHigh(year)) => format!("中{year}年"),
        (Locale::En, Grade::Elementary(year)) => format!("Grade {year}"),
        (Locale::En, Grade::JuniorHigh(year)) => format!("Junior high {year}"),
    }
}

/// 小学校高学年 …
pub const fn grade_band(band: GradeBand, locale: Locale) -> &'static str {
    match (locale, band) {
        (Locale::Ja, GradeBand::ElementaryLower) => "小学校低学年",
        (Locale::Ja, GradeBand::ElementaryMiddle) => "小学校中学年",
        (Locale::Ja, GradeBand::ElementaryUpper) => "小学校高学年",
        (Locale::Ja, GradeBand::JuniorHigh) => "中学校",
        (Locale::En, GradeBand::ElementaryLower) => "Elementary, grades 1–2",
        (Locale::En, GradeBand::ElementaryMiddle) => "Elementary, grades 3–4",
        (Locale::En, GradeBand::ElementaryUpper) => "Elementary, grades 5–6",
        (Locale::En, GradeBand::JuniorHigh) => "Junior high school",
    }
}

/// `令和8年度（2026）`.
pub fn school_year(year: SchoolYear, locale: Locale) -> String {
    match (locale, year.reiwa()) {
        (Locale::Ja, Some(1)) => format!("令和元年度（{}）", year.0),
        (Locale::Ja, Some(reiwa)) => format!("令和{reiwa}年度（{}）", year.0),
        (Locale::Ja, None) => format!("{}年度", year.0),
        (Locale::En, _) => format!("School year {}", year.0),
    }
}

/// `2026年11月`.
pub fn year_month(month: YearMonth, locale: Locale) -> String {
    super::fill(
        FrameText::of(locale).month,
        &[("year", &month.year), ("month", &month.month)],
    )
}

/// The student's name, or the number where there is no name or names are hidden.
pub fn student_title(student: &Student, names_hidden: bool, locale: Locale) -> String {
    let number = super::fill(FrameText::of(locale).number, &[("n", &student.number)]);
    match &student.name {
        Some(name) if !names_hidden => format!("{number} {name}"),
        Some(_) | None => number,
    }
}
