//! The words of keeping a class under a passphrase: locking, opening sealed files, and what goes wrong with it.

use crate::domain::locale::Locale;
use crate::text::keeping::explain_random;
use crate::text::vault::{explain_open, explain_seal};
use crate::vault::VaultError;
use crate::vault::age::OpenError;

texts! {
    /// Locking and opening.
    KeeperText {
        no_header: "この端末にある写しの鍵が見つからないため、開けません。写しには手をつけていません。保存したファイル（.age）を、その合言葉で開いてください。" / "The key of the copy on this device cannot be found, so the copy cannot be opened. It was not touched. Open a saved file (.age) with its passphrase.",
        copy_damaged: "この端末の写しが壊れています。写しには手をつけていません。保存したファイルを開いてください。" / "The copy on this device is damaged. It was not touched. Open a saved file.",
        one_copy_damaged: "この端末の二つの写しのうち一つを開けなかったため、もう一つから開きました。開けなかった写しには手をつけていません。要るものなら取り出してから、いまの内容で置きかえてください。" / "One of the two copies on this device could not be opened; the class was opened from the other. The one that failed was not touched. Save it to a file if it may be needed, then replace it.",
        two_classes: "この端末の二つの写しは別々の学級でした。一方を開いています。もう一方には手をつけていません。要るものなら取り出してから、いまの内容で置きかえてください。" / "The two copies on this device are different classes. One of them is open; the other was not touched. Save it to a file if it may be needed, then replace it.",
        replace_copy: "いまの内容で置きかえる" / "Replace it with this class",
        left_unstored: "ロックする前の最後の変更を、この端末に保存できていません。この画面を閉じずに、合言葉で開いて「ファイルに保存」してください。" / "The last change before locking could not be stored on this device. Do not close this page: open it with the passphrase and save to a file.",
        older_than_file: "この端末の内容は、最後に保存した（または開いた）ファイルより古いものです。そのファイルを開くと、新しい内容がここに合わさります。" / "What is on this device is older than the file last saved or opened. Open that file: what is newer in it is put together with this.",
        passphrase_changed: "合言葉を変えました。前に保存したファイルは、前の合言葉のままです。「ファイルに保存」で、新しい合言葉のファイルを作ってください。" / "The passphrase was changed. Files saved before keep the old one: save to a file to have one under the new passphrase.",
        lock_title: "合言葉とロック" / "Passphrase and lock",
        lock_after: "だれも触れないまま、次の時間がたつとロックします" / "Locks when nobody has touched it for",
        minutes: "{n}分" / "{n} minutes",
        change: "合言葉を変える" / "Change the passphrase",
        sheet: "復旧シートを印刷する" / "Print the recovery sheet",
        sealed_how: "学級の内容は、この端末の中でも保存したファイルでも、合言葉で暗号化されています（age 形式）。保存したファイルは、このアプリがなくても age コマンドで開けます。" / "On this device and in saved files a class is encrypted under the passphrase (age format). Saved files open with the age command too, without this app.",
        unlock_first: "この端末には、合言葉でかぎをかけた学級があります。先に合言葉で開いてください。新しい学級は、そのあとで始められます。" / "This device holds a class under a passphrase. Open it first; a new class can be begun after that.",
        file_title: "このファイルの合言葉" / "Passphrase of this file",
        file_lead: "このファイルは、この端末とは別の合言葉で保存されています。保存したときの合言葉を入れてください。" / "This file was saved under another passphrase than this device's. Enter the one it was saved with.",
        file_label: "合言葉" / "Passphrase",
        file_empty: "合言葉を入れてください。" / "Enter the passphrase.",
        file_open: "開く" / "Open",
        busy: "確かめています…" / "Checking…",
    }
}

/// Why something could not be sealed or opened.
pub fn explain_vault(error: &VaultError, locale: Locale) -> String {
    let (ja, en) = match *error {
        VaultError::WrongPassphrase => return explain_open(&OpenError::WrongKey, locale),
        VaultError::NotSealed => return explain_open(&OpenError::NotAge, locale),
        VaultError::Damaged(part) => return explain_open(&OpenError::Damaged(part), locale),
        VaultError::Newer => return explain_open(&OpenError::NewerVersion, locale),
        VaultError::TooMuchWork { log2, most } => {
            return explain_open(&OpenError::TooMuchWork { log2, most }, locale);
        }
        VaultError::NoMemory { bytes } => return explain_open(&OpenError::NoMemory { bytes }, locale),
        VaultError::Random(error) => return explain_random(&error, locale).to_owned(),
        VaultError::Recipients(ref error) => return explain_seal(error, locale),
        VaultError::OtherVault => (
            "別の鍵で保存された内容です。保存したときの合言葉か、その復旧シートで開いてください。ここにある内容は変わっていません。",
            "This was saved under another key. Open it with the passphrase or recovery sheet it was saved with. Nothing here has changed.",
        ),
        VaultError::NoVault => (
            "このファイルは、合言葉ではなく受け取る人の鍵で閉じられています。受け取る人の端末で開いてください。",
            "This file was sealed for its recipient's key, not with a passphrase. Open it on the recipient's device.",
        ),
        VaultError::TooLarge { .. } => (
            "ファイルが大きすぎるため、開くのをやめました。何も変わっていません。気づきシートで保存したファイルか確かめてください。",
            "The file is too large, so it was not opened. Nothing has changed. Check that it was saved by this app.",
        ),
    };
    match locale {
        Locale::Ja => ja,
        Locale::En => en,
    }
    .to_owned()
}
