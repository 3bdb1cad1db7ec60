//! Words of the passphrase, of the locked app and of the recovery sheet, and why something could not be sealed or opened.

use crate::domain::locale::Locale;
use crate::vault::RandomError;
use crate::vault::age::{Bech32Error, KeyTextError, OpenError, Part, PassphraseError, SealError};
use crate::vault::recovery::{LETTERS, RecoveryTextError};
use crate::vault::strength::{LEAST_JAPANESE, LEAST_LATIN, Strength};

use super::fill;

texts! {
    /// 合言葉を決める.
    PassphraseText {
        begin_title: "合言葉を決める" / "Choose a passphrase",
        begin_lead: "学級の記録は、この合言葉でかぎをかけて、この端末とファイルに保存します。合言葉がなければ、端末やファイルを手にした人にも読めません。" / "The records of the class are locked with this passphrase, on this device and in files. Without it, nobody who gets hold of the device or a file can read them.",
        change_title: "合言葉を変える" / "Change the passphrase",
        change_lead: "この端末の学級は、これから新しい合言葉で開きます。前に保存したファイルは、保存したときの合言葉のままです。" / "From now on the class on this device opens with the new passphrase. Files saved before keep the passphrase they were saved with.",
        recovered_title: "新しい合言葉を決める" / "Choose a new passphrase",
        recovered_lead: "復旧シートで開きました。記録はそのままです。次からはここで決める合言葉で開きます。" / "Opened with the recovery sheet. The records are all there. From now on they open with the passphrase you choose here.",
        nobody_can_reset: "合言葉は、だれにも再発行できません。この端末にも、役所や教育委員会にも、合言葉の控えはありません。" / "Nobody can reset the passphrase. There is no copy of it on this device, at the ward or at the board.",
        sheet_follows: "忘れたときのために、次の画面で「復旧シート」を印刷できます。" / "In case it is forgotten, the next screen prints a recovery sheet.",
        how: "よい合言葉の作り方" / "How to make a good one",
        how_words: "つながりのない言葉を、思いつくままに3つか4つ並べます。文にしないほうが安全です。" / "Put three or four words in a row that have nothing to do with each other. No sentence.",
        how_example: "例：「{example}」。この例そのものは使えません。" / "For example “{example}”. The example itself cannot be used.",
        how_not: "学校や人の名前、年や日付、「1234」のような並び、ほかで使っている合言葉は避けます。" / "Avoid names of schools and people, years and dates, rows such as “1234”, and what you use elsewhere.",
        how_japanese: "日本語も使えます。「文字を見せる」を押すと、漢字やかなで入力できます。" / "Japanese works too: press “Show” to type kana and kanji.",
        how_browser: "共用の端末では、ブラウザーに合言葉を保存しないでください。" / "On a shared device, do not let the browser save the passphrase.",
        label: "合言葉" / "Passphrase",
        rule: "{latin}文字以上。かなや漢字を使うなら{japanese}文字以上。" / "{latin} characters or more; {japanese} where there is Japanese in it.",
        again: "合言葉（もう一度）" / "The same again",
        repeat: "打ちまちがいがないか確かめるため、同じ合言葉をもう一度入れてください。" / "Enter the same passphrase again, to be sure that it is typed right.",
        show: "文字を見せる" / "Show",
        hide: "文字を隠す" / "Hide",
        strength_short: "短すぎます（{latin}文字以上、かなや漢字を使うなら{japanese}文字以上）。" / "Too short ({latin} characters or more; {japanese} where there is Japanese in it).",
        strength_weak: "推測されやすい合言葉です。つながりのない言葉をもう一つ足してください。" / "Easy to guess. Add another word that has nothing to do with it.",
        strength_fair: "使えます。言葉を足すと、もっと強くなります。" / "Good enough. One more word makes it stronger.",
        strength_strong: "十分に強い合言葉です。" / "Strong.",
        missing: "合言葉を入れてください。" / "Enter a passphrase.",
        differs: "二つの合言葉がちがいます。「文字を見せる」で見くらべて、どちらかを直してください。" / "The two are not the same. Press “Show” to compare them and correct one.",
        same: "同じです。" / "They are the same.",
        choose: "この合言葉にする" / "Use this passphrase",
        busy: "鍵を作っています…" / "Making the key…",
    }
}

texts! {
    /// 気づきシートは閉じています.
    UnlockText {
        title: "合言葉で開く" / "Open with the passphrase",
        lead: "この端末の記録には、かぎがかかっています。" / "What is on this device is locked.",
        open: "開く" / "Open",
        busy: "確かめています…" / "Checking…",
        forgotten: "合言葉を忘れたとき" / "If you have forgotten the passphrase",
        forgotten_lead: "学校の鍵のかかる場所にある「復旧シート」を用意して、印刷された文字を入れてください。大文字と小文字、間の空きや改行は、ちがっていてもかまいません。" / "Take the recovery sheet out of the locked cabinet and enter the letters printed on it. Small or capital letters, blanks and line breaks do not matter.",
        forgotten_none: "復旧シートもないときは、開くことができません。別に保存したファイルも、そのときの合言葉か復旧シートで開きます。" / "Without the sheet it cannot be opened. Files saved elsewhere need their passphrase or their sheet too.",
        recovery_label: "復旧シートの文字" / "The letters on the recovery sheet",
        recovery_hint: "AGE-SECRET-KEY-1 で始まる文字。この部分は省けます。" / "They begin with AGE-SECRET-KEY-1, which may be left out.",
        recovery_open: "復旧シートで開く" / "Open with the sheet",
        other: "ほかにできること" / "What else you can do",
        sample: "サンプル学級で試す" / "Try the sample class",
        sample_hint: "架空の学級です。この端末の記録には触れません。" / "An invented class. What is on this device stays as it is.",
        wipe: "この端末のデータを消す" / "Erase what is on this device",
        wipe_hint: "引き継ぎや年度の終わりに。保存したファイルは消えません。" / "For handing over, or at the end of the year. Saved files stay.",
        wipe_title: "この端末のデータを消します" / "Erase what is on this device",
        wipe_body: "この端末にある学級の記録と設定を、すべて消します。合言葉や復旧シートがあっても、元に戻せません。別に保存したファイルは残り、そのときの合言葉で開けます。" / "All records and settings of this app on this device are erased. Neither the passphrase nor the recovery sheet brings them back. Files saved elsewhere stay and open with their passphrase.",
        wipe_check: "ファイルに保存してあるか、もう要らないことを確かめました" / "I have saved it to a file, or it is not needed any more",
        wipe_do: "消す" / "Erase",
    }
}

texts! {
    /// 復旧シート, on screen and on paper.
    RecoveryText {
        title: "復旧シートを印刷する" / "Print the recovery sheet",
        lead: "合言葉を忘れたときに、記録を開くための紙です。1枚印刷して、学校の鍵のかかる場所にしまってください。" / "This sheet opens the records when the passphrase is forgotten. Print it once and put it into a locked cabinet of the school.",
        keep: "このシートを持つ人は、合言葉がなくても、すべての記録を読めます。端末といっしょに置かないでください。" / "Whoever has this sheet can read everything without the passphrase. Do not keep it with the device.",
        once: "シートの文字は秘密なので、この画面には出していません。印刷したあと、取り忘れがないか、印刷機も確かめてください。" / "The letters are secret and not shown here. After printing, make sure that no copy stays in the printer.",
        print: "印刷する" / "Print",
        go_on: "印刷した・あとで印刷する" / "Printed, or later",
        not_printed: "印刷の画面を開けませんでした。記録は無事です。もう一度押すか、下の「印刷できないとき」で文字を書き写してください。" / "The print dialog did not open. The records are safe. Press again, or copy the letters by hand, see below.",
        by_hand: "印刷できないとき" / "If you cannot print",
        by_hand_lead: "まわりから見えないことを確かめて、下の文字を紙に書き写してください。2行目からの 0 は数字のゼロで、数字の1と、英字のB・I・Oは出てきません。" / "Make sure that nobody else sees the screen and copy these letters to paper. From the second line on, 0 is the digit zero; the digit 1 and the letters B, I and O do not occur.",
        sheet_title: "気づきシート 復旧シート" / "Kizuki recovery sheet",
        sheet_secret: "校外持出禁止・施錠保管" / "Do not take out of school · Keep locked away",
        sheet_what: "合言葉を忘れたときに、気づきシートの記録（この端末の控えと、保存したファイル）を開くための鍵です。" / "The key that opens the records of Kizuki, on the device and in saved files, when the passphrase is forgotten.",
        sheet_warning: "このシートを持つ人は、合言葉がなくても、すべての記録を読めます。写真に撮らず、メールで送らず、端末と別の場所にしまってください。" / "Whoever has this sheet can read everything without the passphrase. Do not photograph it, do not mail it, and keep it apart from the device.",
        sheet_how: "使い方" / "How to use it",
        sheet_step_1: "気づきシートを開き、「合言葉を忘れたとき」を押します。" / "Open Kizuki and press “If you have forgotten the passphrase”.",
        sheet_step_2: "下の文字を入れ（QRコードを読み取った文字を貼り付けてもかまいません）、「復旧シートで開く」を押します。続けて、新しい合言葉を決めます。" / "Enter the letters below, or paste what a QR reader gives, and press “Open with the sheet”. Then choose a new passphrase.",
        sheet_letters: "鍵の文字" / "The letters of the key",
        sheet_alphabet: "2行目からの 0 は数字のゼロで、数字の1と、英字のB・I・Oは出てきません。大文字と小文字、間の空きは区別しません。" / "From the second line on, 0 is the digit zero; the digit 1 and the letters B, I and O do not occur. Case and blanks do not matter.",
        sheet_qr: "鍵の文字と同じ内容のQRコード" / "QR code with the same letters",
        sheet_issued: "発行" / "Issued",
        sheet_keeper: "保管する人" / "Kept by",
        sheet_place: "保管場所" / "Kept at",
        sheet_end: "新しい復旧シートに替えたときや、記録の保存期間が終わったときは、裁断して廃棄してください。気づきシートがなくても、age コマンドで開けます（age-encryption.org/v1）。" / "Shred it when a new sheet replaces it or when the records need not be kept any more. Without Kizuki, the age command opens the files (age-encryption.org/v1).",
    }
}

/// What the example on the screen says; it cannot be chosen.
pub const fn example(locale: Locale) -> &'static str {
    match locale {
        Locale::Ja => "たぬき やかん ふうせん はしご",
        Locale::En => "tanuki yakan fuusen hashigo",
    }
}

/// How many characters a passphrase has at least.
pub fn length_rule(locale: Locale) -> String {
    fill_least(PassphraseText::of(locale).rule)
}

/// How strong a passphrase is, and what to do where that is not enough.
pub fn explain_strength(strength: Strength, locale: Locale) -> String {
    let words = PassphraseText::of(locale);
    match strength {
        Strength::TooShort => fill_least(words.strength_short),
        Strength::Weak => words.strength_weak.to_owned(),
        Strength::Fair => words.strength_fair.to_owned(),
        Strength::Strong => words.strength_strong.to_owned(),
    }
}

fn fill_least(text: &str) -> String {
    fill(text, &[("latin", &LEAST_LATIN), ("japanese", &LEAST_JAPANESE)])
}

/// What a passphrase may not be.
pub fn explain_passphrase(error: &PassphraseError, locale: Locale) -> String {
    match (error, locale) {
        (PassphraseError::Empty, _) => PassphraseText::of(locale).missing.to_owned(),
        (PassphraseError::TooLong { characters, most }, Locale::Ja) => format!(
            "合言葉が長すぎます（{characters}文字、上限 {most}文字）。ほかのものを貼り付けていないか確かめてください。"
        ),
        (PassphraseError::TooLong { characters, most }, Locale::En) => format!(
            "The passphrase is too long ({characters} characters, at most {most}). Check that nothing else was pasted."
        ),
    }
}

/// Why something sealed could not be opened. Said the same way for every wrong passphrase, whatever was typed.
pub fn explain_open(error: &OpenError, locale: Locale) -> String {
    match locale {
        Locale::Ja => open_ja(error),
        Locale::En => open_en(error),
    }
}

fn open_ja(error: &OpenError) -> String {
    match error {
        OpenError::WrongKey => {
            "この合言葉では開けませんでした。記録は無事です。大文字と小文字、かなと漢字のちがいを確かめて、もう一度入れてください。何度でも試せます。".to_owned()
        }
        OpenError::NotAge => {
            "気づきシートで保存したファイルではありません。何も変わっていません。「ファイルに保存」で作ったファイルを選んでください。".to_owned()
        }
        OpenError::NewerVersion => {
            "新しい方式でかぎをかけたファイルなので、この版では開けません。中身は無事です。新しい版の気づきシートで開いてください。".to_owned()
        }
        OpenError::Damaged(part) => format!(
            "ファイルがこわれているか、途中で切れているため、開けませんでした（{}）。中身には手を付けていません。別に保存したファイルを開いてください。",
            part_ja(*part)
        ),
        OpenError::HeaderTooLong { .. } => {
            "ファイルの始めの部分が大きすぎるため、開くのをやめました。何も変わっていません。気づきシートで保存したファイルか確かめてください。".to_owned()
        }
        OpenError::TooMuchWork { log2, most } => format!(
            "合言葉を確かめるのに手間がかかりすぎるファイルなので、開くのをやめました（2の{log2}乗、上限 2の{}乗）。中身は無事です。気づきシートで保存したファイルを選ぶか、ICT担当の方に相談してください。",
            most.log2()
        ),
        OpenError::NoMemory { bytes } => format!(
            "端末のメモリーが足りず、開けませんでした（{}必要です）。記録は無事です。ほかのタブやアプリを閉じて、もう一度試してください。",
            megabytes(*bytes)
        ),
        OpenError::NoIdentity => {
            "合言葉は合っていましたが、中にあるはずの鍵が読めませんでした。中身には手を付けていません。復旧シートで開くか、別に保存したファイルを開いてください。".to_owned()
        }
    }
}

fn open_en(error: &OpenError) -> String {
    match error {
        OpenError::WrongKey => {
            "This passphrase did not open it. The records are safe. Check capital and small letters, kana and kanji, and try again, as often as you like.".to_owned()
        }
        OpenError::NotAge => {
            "This is not a file saved by this app. Nothing has changed. Choose a file made with “Save to a file”.".to_owned()
        }
        OpenError::NewerVersion => {
            "This file was locked in a newer way that this version cannot open. What is in it is safe. Open it with the newer version of the app.".to_owned()
        }
        OpenError::Damaged(part) => format!(
            "The file is damaged or cut off and could not be opened ({}). It was not touched. Open another saved file.",
            part_en(*part)
        ),
        OpenError::HeaderTooLong { .. } => {
            "The beginning of the file is too large, so it was not read. Nothing has changed. Check that it was saved by this app.".to_owned()
        }
        OpenError::TooMuchWork { log2, most } => format!(
            "Checking a passphrase for this file would take too long (2^{log2}, at most 2^{}), so it was not opened. What is in it is safe. Choose a file saved by this app, or ask your ICT staff.",
            most.log2()
        ),
        OpenError::NoMemory { bytes } => format!(
            "This device has not enough memory to open it ({} are needed). The records are safe. Close other tabs and apps and try again.",
            megabytes(*bytes)
        ),
        OpenError::NoIdentity => {
            "The passphrase was right, but the key that should be inside could not be read. Nothing was touched. Use the recovery sheet, or open another saved file.".to_owned()
        }
    }
}

const fn part_ja(part: Part) -> &'static str {
    match part {
        Part::Armor => "文字で包んだ部分",
        Part::Header => "始めの部分",
        Part::Seal => "始めの部分の封",
        Part::Payload => "本文",
    }
}

const fn part_en(part: Part) -> &'static str {
    match part {
        Part::Armor => "its text wrapping",
        Part::Header => "its header",
        Part::Seal => "the seal on its header",
        Part::Payload => "its content",
    }
}

/// Why nothing was sealed.
pub fn explain_seal(error: &SealError, locale: Locale) -> String {
    match (error, locale) {
        (SealError::NoRecipient, Locale::Ja) => {
            "だれの鍵でも開けないファイルになるので、保存をやめました。画面の内容は無事です。渡す相手の鍵を選んでください。".to_owned()
        }
        (SealError::NoRecipient, Locale::En) => {
            "Nobody could open the file, so it was not saved. What you see is safe. Choose for whom it is.".to_owned()
        }
        (SealError::WeakRecipient { position }, Locale::Ja) => format!(
            "{position}番目の相手の鍵は、かぎとして使えません。何も渡していません。相手に鍵を作り直してもらってください。"
        ),
        (SealError::WeakRecipient { position }, Locale::En) => format!(
            "Key number {position} is no usable key. Nothing was handed out. Ask for a new one."
        ),
        (SealError::Stanza { position }, Locale::Ja) => format!(
            "ファイルの{position}番目の付けたしに使えない文字があり、保存できませんでした。画面の内容は無事です。ICT担当の方に知らせてください。"
        ),
        (SealError::Stanza { position }, Locale::En) => format!(
            "Addition {position} to the file has characters it cannot have, so it was not saved. What you see is safe. Tell your ICT staff."
        ),
        (SealError::HeaderTooLong { most_stanzas, .. }, Locale::Ja) => format!(
            "渡す相手が多すぎます（{most_stanzas}人まで）。何も渡していません。相手を分けて保存してください。"
        ),
        (SealError::HeaderTooLong { most_stanzas, .. }, Locale::En) => format!(
            "There are too many people to hand it to (at most {most_stanzas}). Nothing was handed out. Save it in several files."
        ),
        (SealError::NoMemory { bytes }, Locale::Ja) => format!(
            "端末のメモリーが足りず、かぎをかけられませんでした（{}必要です）。画面の内容は無事です。ほかのタブやアプリを閉じて、もう一度試してください。",
            megabytes(*bytes)
        ),
        (SealError::NoMemory { bytes }, Locale::En) => format!(
            "This device has not enough memory to lock it ({} are needed). What you see is safe. Close other tabs and apps and try again.",
            megabytes(*bytes)
        ),
        (SealError::Random(RandomError::Unavailable), Locale::Ja) => {
            "このブラウザーでは安全な乱数が使えないため、鍵を作れませんでした。画面の内容は無事です。新しいブラウザーで開いてください。".to_owned()
        }
        (SealError::Random(RandomError::Unavailable), Locale::En) => {
            "This browser has no safe source of random numbers, so no key could be made. What you see is safe. Use a newer browser.".to_owned()
        }
    }
}

/// Why a text is no key: somebody else's public key, or a key file.
pub fn explain_key(error: &KeyTextError, locale: Locale) -> String {
    match (error, locale) {
        (KeyTextError::NoKey, Locale::Ja) => "鍵の文字がありません。もう一度貼り付けてください。".to_owned(),
        (KeyTextError::NoKey, Locale::En) => "There is no key in it. Paste it again.".to_owned(),
        (KeyTextError::Several, Locale::Ja) => "鍵が二つ以上あります。一つだけ入れてください。".to_owned(),
        (KeyTextError::Several, Locale::En) => "There is more than one key. Enter only one.".to_owned(),
        (KeyTextError::OtherKind, Locale::Ja) => {
            "種類のちがう鍵です。渡す相手の鍵は age1、復旧シートの鍵は AGE-SECRET-KEY-1 で始まります。".to_owned()
        }
        (KeyTextError::OtherKind, Locale::En) => {
            "This is a key of another kind. The key of somebody else begins with age1, that of a recovery sheet with AGE-SECRET-KEY-1.".to_owned()
        }
        (KeyTextError::Misspelt(error), _) => explain_spelling(error, locale),
    }
}

fn explain_spelling(error: &Bech32Error, locale: Locale) -> String {
    match (error, locale) {
        (Bech32Error::Parts, Locale::Ja) => {
            "鍵の文字が途中で切れているか、鍵ではありません。始めから終わりまで入れてください。".to_owned()
        }
        (Bech32Error::Parts, Locale::En) => {
            "The key is cut off, or this is no key. Enter all of it.".to_owned()
        }
        (Bech32Error::MixedCase, Locale::Ja) => {
            "大文字と小文字が混ざっています。どちらかにそろえてください。".to_owned()
        }
        (Bech32Error::MixedCase, Locale::En) => {
            "Capital and small letters are mixed. Use only one of them.".to_owned()
        }
        (Bech32Error::Character { position }, Locale::Ja) => {
            format!("{position}文字目は、鍵に使われない文字です。見くらべて直してください。")
        }
        (Bech32Error::Character { position }, Locale::En) => {
            format!("Character {position} does not occur in keys. Compare and correct it.")
        }
        (Bech32Error::Checksum | Bech32Error::Padding, Locale::Ja) => {
            "どこかの文字がちがっています。始めから見くらべて直してください。".to_owned()
        }
        (Bech32Error::Checksum | Bech32Error::Padding, Locale::En) => {
            "Some letter is wrong. Compare it from the beginning and correct it.".to_owned()
        }
    }
}

/// Why what was typed is not the text of a recovery sheet. Nothing was tried with it, and it can be corrected in place.
pub fn explain_recovery(error: &RecoveryTextError, locale: Locale) -> String {
    match (error, locale) {
        (RecoveryTextError::Empty, Locale::Ja) => "復旧シートの文字を入れてください。".to_owned(),
        (RecoveryTextError::Empty, Locale::En) => "Enter the letters on the recovery sheet.".to_owned(),
        (RecoveryTextError::Strange { group }, Locale::Ja) => format!(
            "{group}番目のまとまりに、復旧シートでは使われない文字があります。英字と数字だけで入れ直してください。"
        ),
        (RecoveryTextError::Strange { group }, Locale::En) => format!(
            "Group {group} has a character that does not occur on the sheet. Use only letters and digits."
        ),
        (RecoveryTextError::Length { found }, Locale::Ja) if *found < LETTERS => format!(
            "文字が{}足りません（AGE-SECRET-KEY-1 のあとに{LETTERS}文字）。抜けているまとまりがないか、見くらべてください。",
            LETTERS - found
        ),
        (RecoveryTextError::Length { found }, Locale::En) if *found < LETTERS => format!(
            "{} letters are missing (there are {LETTERS} behind AGE-SECRET-KEY-1). See whether a group was left out.",
            LETTERS - found
        ),
        (RecoveryTextError::Length { found }, Locale::Ja) => format!(
            "文字が{}多すぎます（AGE-SECRET-KEY-1 のあとに{LETTERS}文字）。二度入れたまとまりがないか、見くらべてください。",
            found.saturating_sub(LETTERS)
        ),
        (RecoveryTextError::Length { found }, Locale::En) => format!(
            "There are {} letters too many ({LETTERS} stand behind AGE-SECRET-KEY-1). See whether a group was entered twice.",
            found.saturating_sub(LETTERS)
        ),
        (RecoveryTextError::Misread, Locale::Ja) => {
            "どこかの文字がちがっています。記録は無事です。1行ずつ、紙と見くらべて直してください。".to_owned()
        }
        (RecoveryTextError::Misread, Locale::En) => {
            "Some letter is wrong. The records are safe. Compare line by line with the paper and correct it.".to_owned()
        }
        (RecoveryTextError::PublicKey, Locale::Ja) => {
            "これは渡すための鍵（age1…）で、開くことはできません。復旧シートの AGE-SECRET-KEY-1 で始まる文字を入れてください。".to_owned()
        }
        (RecoveryTextError::PublicKey, Locale::En) => {
            "This key (age1…) is for handing things over and opens nothing. Enter the letters of the sheet that begin with AGE-SECRET-KEY-1.".to_owned()
        }
    }
}

/// A recovery sheet that is one, but of another vault.
pub const fn other_sheet(locale: Locale) -> &'static str {
    match locale {
        Locale::Ja => {
            "この復旧シートでは開けませんでした。記録は無事です。別の学級や、前に発行した復旧シートではないか、発行の年月を確かめてください。"
        }
        Locale::En => {
            "This recovery sheet did not open it. The records are safe. See by the month of issue whether it belongs to another class or is an earlier one."
        }
    }
}

/// Memory in whole megabytes, rounded up.
fn megabytes(bytes: usize) -> String {
    format!("{}MB", bytes.div_ceil(1024 * 1024))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::age::{MAX_HEADER_BYTES, MAX_STANZAS, Passphrase, WorkFactor};
    use crate::vault::strength::strength;

    const BOTH: [Locale; 2] = [Locale::Ja, Locale::En];

    fn open_errors() -> Vec<OpenError> {
        let parts = [Part::Armor, Part::Header, Part::Seal, Part::Payload];
        let mut errors = vec![
            OpenError::NotAge,
            OpenError::NewerVersion,
            OpenError::WrongKey,
            OpenError::HeaderTooLong {
                most_stanzas: MAX_STANZAS,
                most_bytes: MAX_HEADER_BYTES,
            },
            OpenError::TooMuchWork {
                log2: 21,
                most: WorkFactor::MOST_READ,
            },
            OpenError::NoMemory {
                bytes: WorkFactor::VAULT.memory_bytes(),
            },
            OpenError::NoIdentity,
        ];
        errors.extend(parts.map(OpenError::Damaged));
        errors
    }

    #[test]
    fn every_sentence_about_opening_says_what_is_safe_and_they_all_differ() {
        let safe: [&[&str]; 2] = [
            &["無事", "変わっていません", "手を付けていません"],
            &[
                "safe",
                "unchanged",
                "Nothing has changed",
                "not touched",
                "Nothing was touched",
            ],
        ];
        for (locale, safe) in BOTH.into_iter().zip(safe) {
            let said: Vec<String> = open_errors()
                .iter()
                .map(|error| explain_open(error, locale))
                .collect();
            for sentence in &said {
                assert!(safe.iter().any(|word| sentence.contains(word)), "{sentence}");
            }
            let distinct: std::collections::BTreeSet<_> = said.iter().collect();
            assert_eq!(distinct.len(), said.len());
        }
    }

    #[test]
    fn memory_that_is_missing_is_said_in_megabytes() {
        let error = OpenError::NoMemory {
            bytes: 64 * 1024 * 1024 + 1,
        };
        assert!(explain_open(&error, Locale::Ja).contains("65MB"));
        assert!(explain_seal(&SealError::NoMemory { bytes: 1 }, Locale::En).contains("1MB"));
    }

    #[test]
    fn the_example_on_the_screen_cannot_be_chosen() {
        for locale in BOTH {
            assert!(!strength(example(locale)).is_enough(), "{}", example(locale));
        }
    }

    #[test]
    fn one_letter_missing_or_too_many_is_said_as_one() {
        let said = |found| explain_recovery(&RecoveryTextError::Length { found }, Locale::Ja);
        assert!(
            said(LETTERS - 1).starts_with("文字が1足りません"),
            "{}",
            said(LETTERS - 1)
        );
        assert!(
            said(LETTERS + 1).starts_with("文字が1多すぎます"),
            "{}",
            said(LETTERS + 1)
        );
    }

    #[test]
    fn a_passphrase_pasted_by_mistake_is_told_its_length() {
        let error = Passphrase::new(&"あ".repeat(Passphrase::MAX_CHARS + 1)).unwrap_err();
        let said = explain_passphrase(&error, Locale::Ja);
        assert!(said.contains("1025文字、上限 1024文字"), "{said}");
    }

    #[test]
    fn every_strength_has_words_of_its_own() {
        let all = [
            Strength::TooShort,
            Strength::Weak,
            Strength::Fair,
            Strength::Strong,
        ];
        for locale in BOTH {
            let said: std::collections::BTreeSet<_> =
                all.iter().map(|each| explain_strength(*each, locale)).collect();
            assert_eq!(said.len(), all.len());
        }
    }
}
