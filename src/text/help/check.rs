//! ICT自己点検: what was measured on a device, as lines in words with what to do. Pure, so that every outcome can be tested.

use chrono::{Datelike, NaiveDate};

use crate::domain::locale::Locale;
use crate::text::fill;
use crate::vault::StorageError;

texts! {
    /// The self-check.
    CheckText {
        title: "ICT自己点検" / "ICT self-check",
        lead: "いま、この端末・このブラウザーで測った結果です。学級の中身には触れず、何も送信しません。印刷して、ICT担当の方に渡せます。" / "Measured just now, on this device and in this browser. It does not touch any class and sends nothing. Print it for the ICT staff.",
        again: "もう一度点検する" / "Check again",
        busy: "点検しています…" / "Checking…",
        made: "{day} に点検" / "Checked on {day}",
        sum_good: "そのまま使えます。" / "Ready to use.",
        sum_note: "使えます。「注意」の{n}件を見てください。" / "It can be used. Look at the points marked “note”: {n}.",
        sum_bad: "このままでは困ることが{n}件あります。「困る」の行の「すること」を見てください。" / "{n} would cause trouble. See what to do in the lines marked “trouble”.",
        item: "調べたこと" / "Checked",
        result: "結果" / "Result",
        todo: "すること" / "What to do",
        nothing: "なし" / "nothing",
        good: "よい" / "good",
        note: "注意" / "note",
        bad: "困る" / "trouble",
        info: "情報" / "info",
        secure: "安全な接続（https など）" / "Secure connection (https and the like)",
        secure_yes: "はい。" / "Yes.",
        secure_no: "いいえ（http://）。入力・保存・合言葉・印刷は使えます。使えないのは、ネットワークなしの起動とアプリのインストールです。" / "No (plain http://). Entering, keeping, passphrase and printing work. Starting without a network and installing do not.",
        secure_file: "ファイルから直接開いています。ネットワークなしの起動は使えません。" / "Opened straight from a file. Starting without a network does not work.",
        secure_todo: "できれば https:// で配ってください。配る途中での書きかえも防げます。" / "Serve it by https:// if you can; that also keeps anybody from changing it on the way.",
        local: "ブラウザーの保存場所 1（LocalStorage）" / "Browser store 1 (LocalStorage)",
        durable: "ブラウザーの保存場所 2（IndexedDB）" / "Browser store 2 (IndexedDB)",
        kept: "書いて、読み返して、消せました。" / "Written, read back and removed.",
        blocked: "使えません。ブラウザーの設定か管理者の設定で止められています。" / "Not available: blocked by the browser's settings or the administrator.",
        full: "空きがありません。" / "There is no room.",
        not_kept: "書いたものと、読み返したものがちがいました。" / "What was read back is not what was written.",
        no_answer: "時間内に答えがありませんでした。" / "No answer in time.",
        failed: "失敗しました（{kind}）。" / "It failed ({kind}).",
        blocked_todo: "このサイトの「Cookie とサイトデータ」を許可してください。プライベートの画面（InPrivate、シークレット）では開かないでください。" / "Allow cookies and site data for this site. Do not use private windows (InPrivate, Incognito).",
        full_todo: "端末の空きを増やしてから、もう一度点検してください。" / "Free some space on the device, then check again.",
        failed_todo: "ほかの画面（タブ）を閉じてブラウザーを開き直し、もう一度点検してください。続くときは、この画面を ICT担当の方に見せてください。" / "Close other tabs, restart the browser and check again. If it stays, show this to the ICT staff.",
        one_todo: "もう一方の保存場所が使えるあいだは、記録は残ります。毎回「ファイルに保存」してください。" / "While the other store works, records are kept. Save to a file every time.",
        room: "保存できる量" / "Room",
        room_of: "約{quota}のうち {used} を使っています。" / "{used} of about {quota} in use.",
        room_unknown: "このブラウザーは、量を教えません。" / "This browser does not tell.",
        room_todo: "空きが少なくなっています。要らないファイルを消してください。" / "There is little room left. Remove what is not needed.",
        persisted: "消えにくくする設定" / "Protected from clearing",
        persisted_yes: "ブラウザーが自動では消しません。" / "The browser does not clear it by itself.",
        persisted_no: "ブラウザーが、長く使わないときや空きが少ないときに消すことがあります。" / "The browser may clear it when it is not used for long or room is short.",
        persisted_unknown: "このブラウザーは教えません。消えることがあると考えてください。" / "This browser does not tell. Assume that it may clear it.",
        persisted_todo: "使い終わった日に「ファイルに保存」をしてください。iPad では、ホーム画面に追加してください。" / "Save to a file when the day is done. On an iPad, add the app to the home screen.",
        offline: "ネットワークなしの起動" / "Starting without a network",
        offline_ready: "できます。" / "It works.",
        offline_update: "できます。新しい版が待っています。" / "It works. A newer version waits.",
        offline_never: "できません（http://、ファイル、またはブラウザーの設定）。ほかの機能は使えます。" / "It does not (plain http://, a file, or the browser's settings). Everything else works.",
        offline_failed: "準備に失敗しました。次に開いたときに、もう一度試します。" / "Keeping the app failed; the next visit tries again.",
        offline_unknown: "準備中か、まだわかりません。" / "Not known yet.",
        offline_update_todo: "画面の上の知らせから、新しい版に切りかえてください。" / "Change over by the notice at the top.",
        offline_never_todo: "使うときは、校内のネットワークにつないでください。" / "Be on the school's network when you open it.",
        offline_failed_todo: "ページを読み直してから、もう一度点検してください。" / "Reload the page, then check again.",
        print: "印刷" / "Printing",
        print_yes: "印刷の画面を開けます。" / "The print dialog can be opened.",
        print_no: "このブラウザーには、印刷の機能がありません。" / "This browser cannot print.",
        print_todo: "ほかのブラウザーか端末で印刷してください。" / "Print from another browser or device.",
        save: "ファイルへの保存" / "Saving to a file",
        save_picker: "保存先を選んで保存し、その場で読み返して確かめます。" / "You choose the place, and the file is read back at once.",
        save_download: "ダウンロードとして保存します。保存のあと「試し開き」で確かめてください。" / "Saved as a download. Make a trial opening afterwards.",
        font: "日本語の文字" / "Japanese letters",
        font_named: "{name} で表示しています。" / "Shown in {name}.",
        font_other: "端末の標準の文字で表示しています。印刷の見た目が少し変わることがありますが、1枚におさまります。" / "Shown in the device's own letters. Prints look slightly different but still fit one page.",
        clock: "日付と時刻の設定" / "Date and time",
        clock_of: "きょうは {day}、時差は {zone} です。" / "Today is {day}, {zone}.",
        clock_todo: "端末の日付と時間帯を確かめてください。保存期限や、期日の計算に使います。" / "Check date and time zone of the device: retention and deadlines are computed from them.",
        screen: "画面" / "Screen",
        screen_of: "{width} × {height}、{touch}。" / "{width} × {height}, {touch}.",
        touch: "タッチできます" / "touch",
        no_touch: "タッチなし" / "no touch",
        screen_todo: "せまい画面です。一次確認は、1項目ずつの画面が使いやすくなります。" / "A narrow screen: do the first look line by line.",
        version: "アプリの版" / "Version of the app",
        version_of: "{version}（ファイルのしるし {build}）" / "{version} (build {build})",
        version_todo: "同じしるしの端末には、1文字もちがわない同じプログラムが入っています。" / "Devices with the same build run exactly the same program.",
        content: "チェックシートの版" / "Version of the checklist",
        content_of: "{id}　版 {version}　照合値 {checksum}" / "{id}, version {version}, checksum {checksum}",
        stored_title: "この端末に置かれているもの" / "What is stored on this device",
        stored_lead: "名前と大きさだけを調べています。中身は読みません。学級の内容は、合言葉で暗号化して置かれます。" / "Only names and sizes are looked at, never contents. A class is kept encrypted under the passphrase.",
        stored_key: "名前" / "Name",
        stored_what: "なか" / "What it is",
        stored_local: "保存場所 1" / "Store 1",
        stored_durable: "保存場所 2" / "Store 2",
        stored_none: "なし" / "none",
        bytes: "{n} バイト" / "{n} bytes",
        key_vault: "合言葉で守られた鍵（合言葉そのものは置きません）" / "The key, wrapped by the passphrase (the passphrase itself is not stored)",
        key_document: "学級の記録（暗号化ずみ）" / "The class (encrypted)",
        key_settings: "表示の設定（言語、名前を隠すか、最後に保存した日）" / "Settings of the display (language, hidden names, day of the last file)",
        key_draft: "チェックシートの下書き（個人の情報は入りません）" / "Draft of a checklist (nothing about anybody)",
        key_content: "使っているチェックシート（個人の情報は入りません）" / "The checklist in use (nothing about anybody)",
        sent_title: "送信されるもの：なし" / "What is sent: nothing",
        sent_lead: "開くときに、アプリ自身のファイルと、あれば配布されたチェックシート（content.json）を、サーバーから読み込むだけです。入力した内容は、どこへも送られません。次の方法で、だれでも確かめられます。" / "On opening, the app loads its own files and, where there is one, the checklist provided (content.json) from the server; that is all. Nothing you enter goes anywhere. Anybody can verify this:",
        sent_lines: "ブラウザーの開発者ツール（F12）の「ネットワーク」を開いたまま、学級を開いて記入し、保存します。アプリのファイルと content.json のほかには、何も並びません。|ネットワークを切っても、開いている画面では、そのまま記入・保存・印刷ができます。|サーバーの記録（アクセスログ）には、アプリのファイルと content.json の読み込み（GET）だけが残ります。|ページには、よそへの通信を止める決まり（Content-Security-Policy）が付いています。サーバーのヘッダーとしても送れます（付属の文書 hosting.md）。" / "Keep the network panel of the developer tools (F12) open while you open a class, answer and save: nothing but the app's own files and content.json appears.|Cut the network: the open page goes on entering, saving and printing.|The server's access log holds nothing but loads (GET) of the app's files and content.json.|The page carries a policy (Content-Security-Policy) that stops connections elsewhere. It can be sent as a header too (hosting.md).",
    }
}

/// How a line came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As it should be.
    Good,
    /// It works, but something is to be known or done.
    Note,
    /// Something the app needs does not work.
    Bad,
    /// Nothing to judge.
    Info,
}

impl Verdict {
    /// A sign that can be told without colours.
    pub const fn sign(self) -> &'static str {
        match self {
            Verdict::Good => "○",
            Verdict::Note => "△",
            Verdict::Bad => "×",
            Verdict::Info => "・",
        }
    }

    /// The sign's meaning.
    pub const fn word(self, locale: Locale) -> &'static str {
        let words = CheckText::of(locale);
        match self {
            Verdict::Good => words.good,
            Verdict::Note => words.note,
            Verdict::Bad => words.bad,
            Verdict::Info => words.info,
        }
    }
}

/// One thing that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What was checked.
    pub item: &'static str,
    /// How it came out.
    pub verdict: Verdict,
    /// The result in words.
    pub result: String,
    /// What to do; empty when nothing is to be done.
    pub todo: &'static str,
}

/// How the page came to this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// A secure context: https, or the device itself.
    Secure,
    /// Plain http.
    Plain,
    /// A file opened directly.
    File,
}

/// How it stands with starting without a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfflineStart {
    /// Not known yet.
    Unknown,
    /// Not possible here.
    Never,
    /// It works.
    Ready,
    /// It works, and a newer version waits.
    Update,
    /// Keeping the app failed.
    Failed,
}

/// What was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// How the page came here.
    pub connection: Connection,
    /// Writing, reading back and removing in LocalStorage.
    pub local: Result<(), StorageError>,
    /// The same in IndexedDB.
    pub durable: Result<(), StorageError>,
    /// Bytes used and bytes allowed, where the browser tells.
    pub room: Option<(f64, f64)>,
    /// Whether the browser has promised not to clear the stores, where it tells.
    pub is_persisted: Option<bool>,
    /// Starting without a network.
    pub offline: OfflineStart,
    /// Whether there is a print dialog.
    pub prints: bool,
    /// Whether a place for a file can be chosen and the file read back.
    pub picks_files: bool,
    /// The first of the wanted fonts that is there.
    pub font: Option<&'static str>,
    /// Today by the device.
    pub today: NaiveDate,
    /// Minutes by which the device's clock is ahead of UTC.
    pub ahead_minutes: i32,
    /// Width and height of the window in CSS pixels.
    pub screen: (u32, u32),
    /// Whether it can be touched.
    pub is_touch: bool,
    /// Version of the app.
    pub version: &'static str,
    /// What tells this build from every other one.
    pub build: String,
    /// Id, version and checksum of the content in use.
    pub content: [String; 3],
}

/// Share of the room from which on it is called little (own choice).
const LITTLE_ROOM: f64 = 0.9;
/// Width in CSS pixels below which the grid has to scroll sideways.
const NARROW: u32 = 600;
/// Minutes that Japan is ahead of UTC.
const JAPAN_MINUTES: i32 = 540;
/// The year this program was made: a clock that shows an earlier one is wrong.
const FIRST_YEAR: i32 = 2026;
/// A clock beyond this year is taken to be wrong (own choice).
const LAST_YEAR: i32 = 2046;

/// All lines, in the order in which they are read.
pub fn lines(facts: &Facts, locale: Locale) -> Vec<Line> {
    let words = CheckText::of(locale);
    let line = |item, verdict, result: &str, todo| Line {
        item,
        verdict,
        result: result.to_owned(),
        todo,
    };
    let (secure, secure_result, secure_todo) = match facts.connection {
        Connection::Secure => (Verdict::Good, words.secure_yes, ""),
        Connection::Plain => (Verdict::Note, words.secure_no, words.secure_todo),
        Connection::File => (Verdict::Note, words.secure_file, ""),
    };
    let (print, print_result, print_todo) = match facts.prints {
        true => (Verdict::Good, words.print_yes, ""),
        false => (Verdict::Bad, words.print_no, words.print_todo),
    };
    let save = if facts.picks_files {
        words.save_picker
    } else {
        words.save_download
    };
    let (font, font_result) = match facts.font {
        Some(name) => (Verdict::Good, fill(words.font_named, &[("name", &name)])),
        None => (Verdict::Info, words.font_other.to_owned()),
    };
    let [id, version, checksum] = &facts.content;
    let content = fill(
        words.content_of,
        &[("id", id), ("version", version), ("checksum", checksum)],
    );
    let build = fill(
        words.version_of,
        &[("version", &facts.version), ("build", &facts.build)],
    );
    vec![
        line(words.secure, secure, secure_result, secure_todo),
        store(words.local, &facts.local, facts.durable.is_ok(), locale),
        store(words.durable, &facts.durable, facts.local.is_ok(), locale),
        room(facts, locale),
        persisted(facts, locale),
        offline(facts, locale),
        line(words.print, print, print_result, print_todo),
        line(words.save, Verdict::Good, save, ""),
        line(words.font, font, &font_result, ""),
        clock(facts, locale),
        screen(facts, locale),
        line(words.version, Verdict::Info, &build, words.version_todo),
        line(words.content, Verdict::Info, &content, ""),
    ]
}

/// The one sentence above the lines.
pub fn summary(lines: &[Line], locale: Locale) -> String {
    let words = CheckText::of(locale);
    let count = |verdict| lines.iter().filter(|line| line.verdict == verdict).count();
    match (count(Verdict::Bad), count(Verdict::Note)) {
        (0, 0) => words.sum_good.to_owned(),
        (0, n) => fill(words.sum_note, &[("n", &n)]),
        (n, _) => fill(words.sum_bad, &[("n", &n)]),
    }
}

fn store(item: &'static str, kept: &Result<(), StorageError>, other_works: bool, locale: Locale) -> Line {
    let words = CheckText::of(locale);
    let Err(error) = kept else {
        return Line {
            item,
            verdict: Verdict::Good,
            result: words.kept.to_owned(),
            todo: "",
        };
    };
    let (result, todo) = match error {
        StorageError::Unavailable => (words.blocked.to_owned(), words.blocked_todo),
        StorageError::Full => (words.full.to_owned(), words.full_todo),
        StorageError::NotKept => (words.not_kept.to_owned(), words.failed_todo),
        StorageError::NoAnswer => (words.no_answer.to_owned(), words.failed_todo),
        StorageError::Failed { kind } => (fill(words.failed, &[("kind", kind)]), words.failed_todo),
    };
    // One store is enough to work with.
    let (verdict, todo) = match other_works {
        true => (
            Verdict::Note,
            if todo == words.failed_todo {
                words.one_todo
            } else {
                todo
            },
        ),
        false => (Verdict::Bad, todo),
    };
    Line {
        item,
        verdict,
        result,
        todo,
    }
}

fn room(facts: &Facts, locale: Locale) -> Line {
    let words = CheckText::of(locale);
    let (verdict, result, todo) = match facts.room {
        None => (Verdict::Info, words.room_unknown.to_owned(), ""),
        Some((used, quota)) => {
            let result = fill(words.room_of, &[("used", &size(used)), ("quota", &size(quota))]);
            if used >= quota * LITTLE_ROOM {
                (Verdict::Note, result, words.room_todo)
            } else {
                (Verdict::Good, result, "")
            }
        }
    };
    Line {
        item: words.room,
        verdict,
        result,
        todo,
    }
}

fn persisted(facts: &Facts, locale: Locale) -> Line {
    let words = CheckText::of(locale);
    let (verdict, result, todo) = match facts.is_persisted {
        Some(true) => (Verdict::Good, words.persisted_yes, ""),
        Some(false) => (Verdict::Info, words.persisted_no, words.persisted_todo),
        None => (Verdict::Info, words.persisted_unknown, words.persisted_todo),
    };
    Line {
        item: words.persisted,
        verdict,
        result: result.to_owned(),
        todo,
    }
}

fn offline(facts: &Facts, locale: Locale) -> Line {
    let words = CheckText::of(locale);
    let (verdict, result, todo) = match facts.offline {
        OfflineStart::Ready => (Verdict::Good, words.offline_ready, ""),
        OfflineStart::Update => (Verdict::Note, words.offline_update, words.offline_update_todo),
        OfflineStart::Never => (Verdict::Note, words.offline_never, words.offline_never_todo),
        OfflineStart::Failed => (Verdict::Note, words.offline_failed, words.offline_failed_todo),
        OfflineStart::Unknown => (Verdict::Info, words.offline_unknown, ""),
    };
    Line {
        item: words.offline,
        verdict,
        result: result.to_owned(),
        todo,
    }
}

fn clock(facts: &Facts, locale: Locale) -> Line {
    let words = CheckText::of(locale);
    let is_plausible = (FIRST_YEAR..=LAST_YEAR).contains(&facts.today.year());
    let (verdict, todo) = match (is_plausible, facts.ahead_minutes == JAPAN_MINUTES) {
        (true, true) => (Verdict::Good, ""),
        (_, _) => (Verdict::Note, words.clock_todo),
    };
    let day = crate::text::meeting::day(facts.today, locale);
    let zone = zone(facts.ahead_minutes);
    Line {
        item: words.clock,
        verdict,
        result: fill(words.clock_of, &[("day", &day), ("zone", &zone)]),
        todo,
    }
}

fn screen(facts: &Facts, locale: Locale) -> Line {
    let words = CheckText::of(locale);
    let (width, height) = facts.screen;
    let touch = if facts.is_touch {
        words.touch
    } else {
        words.no_touch
    };
    let todo = if width < NARROW { words.screen_todo } else { "" };
    Line {
        item: words.screen,
        verdict: Verdict::Info,
        result: fill(
            words.screen_of,
            &[("width", &width), ("height", &height), ("touch", &touch)],
        ),
        todo,
    }
}

/// `UTC+9:00`.
fn zone(ahead_minutes: i32) -> String {
    let minutes = ahead_minutes.unsigned_abs();
    let sign = if ahead_minutes < 0 { '-' } else { '+' };
    format!("UTC{sign}{}:{:02}", minutes / 60, minutes % 60)
}

/// `12 KB`, `3 MB`, `40 GB`: whole numbers, thousands as storage is sold.
fn size(bytes: f64) -> String {
    // Sizes are never negative; an absurd one saturates.
    let whole = |unit: f64| (bytes / unit).round() as u64;
    match bytes {
        _ if bytes >= 1e9 => format!("{} GB", whole(1e9)),
        _ if bytes >= 1e6 => format!("{} MB", whole(1e6)),
        _ => format!("{} KB", whole(1e3)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn well() -> Facts {
        Facts {
            connection: Connection::Secure,
            local: Ok(()),
            durable: Ok(()),
            room: Some((12_000.0, 2e9)),
            is_persisted: Some(true),
            offline: OfflineStart::Ready,
            prints: true,
            picks_files: true,
            font: Some("BIZ UDPGothic"),
            today: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
            ahead_minutes: 540,
            screen: (1366, 768),
            is_touch: false,
            version: "0.1.0",
            build: "0123456789abcdef".to_owned(),
            content: ["a", "b", "c"].map(str::to_owned),
        }
    }

    fn verdict(facts: &Facts, item: fn(&CheckText) -> &'static str) -> (Verdict, String, &'static str) {
        let wanted = item(CheckText::of(Locale::Ja));
        let line = lines(facts, Locale::Ja)
            .into_iter()
            .find(|line| line.item == wanted)
            .unwrap();
        (line.verdict, line.result, line.todo)
    }

    #[test]
    fn a_device_on_which_all_is_well_is_told_so_in_one_sentence() {
        for locale in [Locale::Ja, Locale::En] {
            assert_eq!(
                summary(&lines(&well(), locale), locale),
                CheckText::of(locale).sum_good
            );
        }
    }

    #[test]
    fn one_broken_store_is_a_note_and_two_are_trouble() {
        let one = Facts {
            local: Err(StorageError::Unavailable),
            ..well()
        };
        assert_eq!(verdict(&one, |words| words.local).0, Verdict::Note);
        let both = Facts {
            durable: Err(StorageError::Full),
            ..one
        };
        assert_eq!(verdict(&both, |words| words.local).0, Verdict::Bad);
        assert_eq!(verdict(&both, |words| words.durable).0, Verdict::Bad);
        assert!(summary(&lines(&both, Locale::Ja), Locale::Ja).contains("2件"));
    }

    #[test]
    fn every_line_that_is_not_well_says_what_to_do() {
        let errors = [
            StorageError::Unavailable,
            StorageError::Full,
            StorageError::NotKept,
            StorageError::NoAnswer,
            StorageError::Failed {
                kind: "AbortError".to_owned(),
            },
        ];
        for error in errors {
            for offline in [OfflineStart::Never, OfflineStart::Failed, OfflineStart::Update] {
                let facts = Facts {
                    connection: Connection::Plain,
                    local: Err(error.clone()),
                    durable: Err(error.clone()),
                    room: Some((95.0, 100.0)),
                    prints: false,
                    offline,
                    ahead_minutes: -300,
                    ..well()
                };
                for line in lines(&facts, Locale::En) {
                    let is_well = matches!(line.verdict, Verdict::Good | Verdict::Info);
                    assert!(is_well || !line.todo.is_empty(), "{line:?}");
                }
            }
        }
    }

    #[test]
    fn a_clock_before_this_program_or_of_another_country_is_pointed_out() {
        let day = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        for (today, ahead_minutes, expected) in [
            (day(2025), 540, Verdict::Note),
            (day(2026), 540, Verdict::Good),
            (day(2047), 540, Verdict::Note),
            (day(2030), 0, Verdict::Note),
        ] {
            let facts = Facts {
                today,
                ahead_minutes,
                ..well()
            };
            assert_eq!(verdict(&facts, |words| words.clock).0, expected, "{today}");
        }
        assert_eq!(zone(-210), "UTC-3:30");
    }

    #[test]
    fn signs_differ_without_colour() {
        let all = [Verdict::Good, Verdict::Note, Verdict::Bad, Verdict::Info].map(Verdict::sign);
        for (at, sign) in all.iter().enumerate() {
            assert!(!all.iter().skip(at + 1).any(|other| other == sign));
        }
    }
}
