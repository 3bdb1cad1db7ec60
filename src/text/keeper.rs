//! The words of keeping a class under a passphrase: locking, opening sealed files, and what goes wrong with it.

use crate::domain::ledger::{MergeError, Merged};
use crate::domain::locale::Locale;
use crate::text::fill;
use crate::vault::VaultError;

texts! {
    /// Locking and opening.
    KeeperText {
        no_header: "この端末にある写しの鍵が見つからないため、開けません。写しには手をつけていません。保存したファイル（.age）を、その合言葉で開いてください。" / "The key of the copy on this device cannot be found, so the copy cannot be opened. It was not touched. Open a saved file (.age) with its passphrase.",
        copy_damaged: "この端末の写しが壊れています。写しには手をつけていません。保存したファイルを開いてください。" / "The copy on this device is damaged. It was not touched. Open a saved file.",
        one_copy_damaged: "この端末の二つの写しのうち一つが壊れていましたが、もう一つから開きました。念のため「ファイルに保存」してください。" / "One of the two copies on this device was damaged; the class was opened from the other. Save it to a file to be sure.",
        two_classes: "この端末の二つの写しは別々の学級でした。一方を開いています。もう一方は、まだ上書きしていません。" / "The two copies on this device are different classes. One of them is open; the other has not been overwritten yet.",
        older_than_file: "この端末の内容は、最後に保存した（または開いた）ファイルより古いものです。そのファイルを開くと、新しい内容がここに合わさります。" / "What is on this device is older than the file last saved or opened. Open that file: what is newer in it is put together with this.",
        file_title: "このファイルの合言葉" / "Passphrase of this file",
        file_lead: "このファイルは、この端末とは別の合言葉で保存されています。保存したときの合言葉を入れてください。" / "This file was saved under another passphrase than this device's. Enter the one it was saved with.",
        file_label: "合言葉" / "Passphrase",
        file_empty: "合言葉を入れてください。" / "Enter the passphrase.",
        file_open: "開く" / "Open",
        busy: "確かめています…" / "Checking…",
        merged: "ファイルの内容を、この学級に合わせました（取り入れた記入 {entries}、新しい児童生徒 {added}、除かれた児童生徒 {removed}）。" / "The file was put together with this class (entries taken over: {entries}, new students: {added}, removed students: {removed}).",
        merged_nothing: "このファイルの内容は、すべてこの学級に入っています。" / "Everything in this file is in this class already.",
        conflicts: "別々の人が違うことを書いた所が {n} か所あります。新しいほうを表示し、もう一方も残しています。" / "In {n} places people have written different things. The newer one is shown; the other one is kept too.",
    }
}

/// Why something could not be sealed or opened.
pub fn explain_vault(error: &VaultError, locale: Locale) -> String {
    let (ja, en) = match error {
        VaultError::WrongPassphrase => (
            "合言葉が違います。大文字と小文字、全角と半角、変換のしかたを確かめて、もう一度入れてください。何度でも試せます。",
            "The passphrase is not right. Check capitals and spelling, and enter it again. You may try as often as you like.",
        ),
        VaultError::OtherVault => (
            "別の鍵で保存された内容です。保存したときの合言葉か、その復旧シートで開いてください。ここにある内容は変わっていません。",
            "This was saved under another key. Open it with the passphrase or recovery sheet it was saved with. Nothing here has changed.",
        ),
        VaultError::NotSealed => (
            "気づきシートの保存ファイルではありません。「.age」で終わるファイルを選んでください。",
            "This is no saved file of this app. Choose a file that ends in .age.",
        ),
        VaultError::Damaged(_) => (
            "内容が壊れているか、途中で切れています。ここにある内容は変わっていません。もう一度コピーするか、一つ前の保存ファイルを開いてください。",
            "It is damaged or cut off. Nothing here has changed. Copy it again, or open the saved file before it.",
        ),
        VaultError::Newer => (
            "新しい版で保存されています。このアプリを新しい版にしてから開いてください。内容には手をつけていません。",
            "It was saved by a newer version. Update this app, then open it. Nothing was touched.",
        ),
        VaultError::NoVault => (
            "このファイルは、合言葉ではなく受け取る人の鍵で閉じられています。受け取る人の端末で開いてください。",
            "This file was sealed for its recipient's key, not with a passphrase. Open it on the recipient's device.",
        ),
        VaultError::TooLarge { .. } => (
            "ファイルが大きすぎます。気づきシートの保存ファイルか確かめてください。",
            "The file is too large. Check that it is a saved file of this app.",
        ),
        VaultError::TooMuchWork { .. } => (
            "この端末では開けない強さの合言葉で閉じられています。別の端末か age コマンドで開いてください。",
            "It was sealed with a costlier passphrase than this device can open. Use another device or the age command.",
        ),
        VaultError::NoMemory { .. } => (
            "端末の空きメモリーが足りません。ほかのタブやアプリを閉じて、もう一度試してください。内容は無事です。",
            "The device has too little free memory. Close other tabs and apps and try again. Nothing was harmed.",
        ),
        VaultError::Random(_) => (
            "このブラウザーでは安全な乱数が得られないため、保存できません。別のブラウザーを使ってください。",
            "This browser gives no secure random numbers, so nothing can be sealed. Use another browser.",
        ),
        VaultError::Recipients(_) => (
            "受け取る人の公開鍵が正しくありません。もう一度写してください。",
            "The recipient's public key is not right. Copy it again.",
        ),
    };
    match locale {
        Locale::Ja => ja,
        Locale::En => en,
    }
    .to_owned()
}

/// Why two copies could not be put together.
pub fn explain_merge(error: &MergeError, locale: Locale) -> String {
    let (ja, en) = match error {
        MergeError::OtherClass => (
            "別の学級の内容なので、合わせられません。どちらも変わっていません。",
            "It is another class, so the two cannot be put together. Neither has changed.",
        ),
        MergeError::TooManyStudents { .. } => (
            "合わせると児童生徒の数が上限を超えます。どちらも変わっていません。余分な児童生徒を除いてから、もう一度開いてください。",
            "Together there would be too many students. Neither has changed. Remove those who are superfluous, then open it again.",
        ),
        MergeError::TooManyRounds { .. } => (
            "合わせると回の数が上限を超えます。どちらも変わっていません。新しい年度の学級を作ってください。",
            "Together there would be too many rounds. Neither has changed. Begin a class for the new school year.",
        ),
    };
    match locale {
        Locale::Ja => ja,
        Locale::En => en,
    }
    .to_owned()
}

/// What a merge brought, in one or two sentences.
pub fn tell_merged(merged: &Merged, locale: Locale) -> String {
    let words = KeeperText::of(locale);
    let mut told = if merged.changed {
        let (added, removed) = (merged.added.len(), merged.removed.len());
        fill(
            words.merged,
            &[
                ("entries", &merged.entries),
                ("added", &added),
                ("removed", &removed),
            ],
        )
    } else {
        words.merged_nothing.to_owned()
    };
    if !merged.conflicts.is_empty() {
        told.push_str(&fill(words.conflicts, &[("n", &merged.conflicts.len())]));
    }
    told
}
