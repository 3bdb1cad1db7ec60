//! Words of 引継ぎ: one's own public key, and a class handed to somebody else's.

use crate::domain::locale::Locale;
use crate::text::fill;
use crate::vault::age::Recipient;
use crate::vault::public_key::{CheckNumber, LETTERS, PublicKeyError};

texts! {
    /// わたしの公開鍵 and 引継ぎ.
    HandOverText {
        key_title: "わたしの公開鍵" / "My public key",
        key_what: "ほかの先生から学級を引き継ぐときに、この公開鍵を渡します。合言葉を教え合う必要はありません。" / "Give this public key to whoever hands a class over to you. Nobody has to tell a passphrase.",
        key_open: "公開鍵は秘密ではありません。校内のメールやチャットで送っても、紙で渡しても大丈夫です。これで閉じたファイルを開けるのは、あなたの合言葉だけです。" / "A public key is no secret: send it by mail or chat, or hand it over on paper. What is locked with it opens with your passphrase alone.",
        key_label: "公開鍵" / "Public key",
        key_copy: "公開鍵をコピー" / "Copy the public key",
        key_copied: "コピーしました。" / "Copied.",
        key_not_copied: "コピーできませんでした。公開鍵を選んで、手でコピーしてください。" / "It could not be copied. Select the key and copy it by hand.",
        key_qr: "公開鍵のQRコード" / "QR code of the public key",
        check: "照合番号" / "Check number",
        check_what: "公開鍵を渡したあとで、電話などで照合番号を読み合わせます。同じなら、相手に正しい公開鍵が届いています。" / "After the key was given, read the check number to each other, by phone for example. If it is the same, the right key has arrived.",
        print: "控えを印刷する" / "Print a slip",
        not_printed: "印刷をはじめられませんでした。ブラウザーのメニューから印刷してください。" / "Printing could not be started. Use the browser's menu.",
        large: "大きく表示・印刷" / "Show large, print",
        no_key: "鍵がまだありません。" / "There is no key yet.",
        screen_lead: "この端末の鍵ができています。公開鍵を、引き継いでくれる先生に渡してください。受け取ったファイルは、ここから開きます。" / "The key of this device is ready. Give the public key to the colleague who hands the class over, and open the file you get here.",
        take: "受け取ったファイルを開く" / "Open the file you were given",
        begin: "はじめの画面へ" / "To the start screen",
        back: "学級にもどる" / "Back to the class",
        lock: "ロック" / "Lock",
        take_title: "この端末の学級にしますか" / "Make it the class of this device?",
        take_body: "{class}（{n}人）を受け取りました。この端末の学級にすると、ここに保存され、続きから始められます。" / "You were given {class} ({n} students). As the class of this device it is kept here and can be gone on with.",
        take_do: "この端末の学級にする" / "Make it the class of this device",
        take_not: "いまは開かない" / "Not now",
        slip_title: "公開鍵の控え" / "Public key",
        slip_what: "気づきシートの学級のファイルを引き継ぐときに使う公開鍵です。秘密ではありません。" / "The public key with which a class of the Kizuki checklist is handed over. It is no secret.",
        slip_of: "鍵の持ち主" / "Whose key",
        hand_over: "引き継ぐ" / "Hand over",
        hand_over_hint: "次の担任や調整役の公開鍵で閉じたファイルを作ります。合言葉を教えずに渡せます。" / "Makes a file locked for the next teacher or the coordinator. No passphrase is told.",
        title: "この学級を引き継ぐ" / "Hand this class over",
        lead: "受け取る人の公開鍵（age1 で始まる文字）を貼り付けます。相手の「設定」の「わたしの公開鍵」か、「引き継ぎを受ける」の画面にあります。" / "Paste the public key of the person who takes over (it begins with age1). It stands in their settings under “My public key”, or on their screen “Take over a class”.",
        field: "受け取る人の公開鍵" / "Public key of the receiver",
        compare: "受け取る人の照合番号" / "Check number of the receiver",
        compare_what: "電話などで、受け取る人の画面の照合番号と同じか確かめてください。" / "By phone for example, make sure that it is the same as on the receiver's screen.",
        compared: "照合番号が同じことを確かめました" / "The check numbers are the same",
        not_compared: "照合番号を確かめて、印を付けてください。" / "Compare the check numbers and tick the box.",
        what: "ファイルには、名簿・すべての回の記入・決定・対応表が入ります。開けるのは受け取る人だけで、渡したあなたも、このファイルは開けません。この端末の学級は、消すまでそのまま残ります。" / "The file holds the roster, all rounds, decisions and the key table. Only the receiver can open it; even you cannot. The class stays on this device until you erase it.",
        save: "引き継ぎファイルを保存" / "Save the file to hand over",
        saved: "引き継ぎファイルを保存しました。受け取る人に渡してください。相手が開けたことを確かめてから、この端末の学級を消します。" / "The file was saved. Give it to the receiver. Erase the class here only after they have opened it.",
        fault_empty: "受け取る人の公開鍵を貼り付けてください。" / "Paste the public key of the receiver.",
        fault_secret: "これは復旧シートの秘密の文字です。だれにも渡さないでください。受け取る人の公開鍵（age1 で始まる文字）を貼り付けます。" / "These are the secret letters of a recovery sheet. Give them to nobody. Paste the receiver's public key, which begins with age1.",
        fault_beginning: "公開鍵は age1 で始まります。始めから終わりまで貼り付けてください。" / "A public key begins with age1. Paste all of it.",
        fault_strange: "{group}番目のまとまりに、公開鍵では使われない文字があります。貼り付け直してください。" / "Group {group} has a character that does not occur in public keys. Paste it again.",
        fault_short: "文字が{n}足りません。終わりまで貼り付けてください。" / "{n} letters are missing. Paste all of it.",
        fault_long: "文字が{n}多すぎます。公開鍵だけを貼り付けてください。" / "There are {n} letters too many. Paste the public key alone.",
        fault_misread: "どこかの文字がちがっています。コピーして貼り付け直してください。" / "Some letter is wrong. Copy it and paste it again.",
        fault_own: "これはあなた自身の公開鍵です。受け取る人の公開鍵を貼り付けてください。" / "This is your own public key. Paste that of the receiver.",
        no_key_here: "このファイルは、受け取る人の公開鍵あてに閉じられています。この端末には、まだ鍵がありません。公開鍵を渡した端末で開いてください。まだ渡していないときは、はじめの画面の「引き継ぎを受ける」で合言葉を決めて鍵をつくり、その公開鍵を渡して、ファイルを作り直してもらってください。" / "This file was locked for the public key of its receiver. There is no key on this device yet. Open it on the device whose public key was given. If none was given, choose “Take over a class” on the start screen: you choose a passphrase, get a public key, and have the file made anew with it.",
        other_key: "このファイルは、別の公開鍵あてに閉じられているため、ここでは開けません。渡した人に、あなたの照合番号 {check} あてに作り直してもらってください。何も変わっていません。" / "This file was locked for another public key and cannot be opened here. Ask for one made for your check number {check}. Nothing has changed.",
    }
}

/// That a file was handed over to another key than this device's, or that there is no key here.
pub fn explain_other_key(own: Option<&Recipient>, locale: Locale) -> String {
    let words = HandOverText::of(locale);
    match own {
        Some(key) => fill(words.other_key, &[("check", &CheckNumber::of(key))]),
        None => words.no_key_here.to_owned(),
    }
}

/// Why what was pasted is no public key that a class can be handed to.
pub fn explain_public_key(error: PublicKeyError, locale: Locale) -> String {
    let words = HandOverText::of(locale);
    match error {
        PublicKeyError::Empty => words.fault_empty.to_owned(),
        PublicKeyError::Secret => words.fault_secret.to_owned(),
        PublicKeyError::Beginning => words.fault_beginning.to_owned(),
        PublicKeyError::Strange { group } => fill(words.fault_strange, &[("group", &group)]),
        PublicKeyError::Length { found } if found < LETTERS => {
            fill(words.fault_short, &[("n", &(LETTERS - found))])
        }
        PublicKeyError::Length { found } => fill(words.fault_long, &[("n", &found.saturating_sub(LETTERS))]),
        PublicKeyError::Misread => words.fault_misread.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_the_wrong_length_is_told_how_many_letters() {
        let told = |found| explain_public_key(PublicKeyError::Length { found }, Locale::Ja);
        assert!(told(57).contains("1足りません"));
        assert!(told(60).contains("2多すぎます"));
    }

    #[test]
    fn somebody_about_to_pass_on_a_secret_is_stopped() {
        assert!(explain_public_key(PublicKeyError::Secret, Locale::Ja).contains("だれにも渡さないで"));
        assert!(explain_public_key(PublicKeyError::Secret, Locale::En).contains("nobody"));
    }
}
