//! Words of 使い方・自己点検: the head of the screen, preparing a device, and the accessibility statement.
//!
//! Where a text stands for several paragraphs or entries of a list, `|` parts them.

pub mod about;
pub mod check;
pub mod guide;
pub mod tour;

texts! {
    /// The screen and its two plain sections.
    HelpText {
        title: "使い方・自己点検" / "Help and self-check",
        leave: "もどる" / "Back",
        sections: "この画面の内容" / "Contents",
        teacher: "使い方（先生へ）" / "For teachers",
        ward: "区役所の方へ" / "For the ward",
        check: "ICT自己点検" / "ICT self-check",
        prepare: "この端末で使う準備" / "Preparing a device",
        access: "アクセシビリティ" / "Accessibility",
        print_one: "この1枚を印刷する" / "Print this page",
        print: "印刷する" / "Print",
        not_printed: "印刷の画面を開けませんでした。ブラウザーのメニューの「印刷」から印刷できます。" / "The print dialog could not be opened. Use “Print” in the browser's menu.",
        tour: "サンプル学級で案内を見る" / "Show me round the sample class",
        prepare_title: "この端末で使う準備" / "Preparing a device",
        prepare_lead: "どの端末でも、このページを開くだけで使えます。次の準備をすると、記録が消えにくくなり、すぐに開けます。どの準備をしても、「ファイルに保存」したものが本体です。" / "Opening this page is enough on any device. The steps below make it quicker to open and less likely that a browser clears the records. Whatever you do, the saved file is the original.",
        offline: "ネットワークなしの起動" / "Starting without a network",
        offline_never: "この端末では、ネットワークなしでは起動できません。http:// で配られているか、ファイルから開いているか、ブラウザーがそう設定されています。そのほかの機能は、すべて使えます。" / "On this device the app does not start without a network: it is served by plain http://, was opened from a file, or the browser is set so. Everything else works.",
        offline_ready: "この端末は、ネットワークなしでも起動できます。アプリのファイルが、ひとそろい端末に置かれています。" / "This device starts the app without a network: one whole version of it is kept here.",
        offline_update: "この端末は、ネットワークなしでも起動できます。新しい版が届いています。画面の上の知らせから切りかえられます。" / "This device starts the app without a network. A newer version has arrived; change over by the notice at the top.",
        offline_failed: "ネットワークなしの起動の準備に失敗しました。次にこのページを開いたときに、もう一度試します。いまの作業にはさしつかえありません。" / "Keeping the app for a start without a network failed. The next visit tries again. Your work is not affected.",
        offline_unknown: "ネットワークなしの起動の準備をしているところです。しばらくしてから、もう一度見てください。" / "The app is still being kept for a start without a network. Look again in a while.",
        ipad: "iPad" / "iPad",
        ipad_lines: "Safari でこのページを開き、共有のボタン（四角から上向きの矢印）から「ホーム画面に追加」を選びます。|次からは、ホーム画面の「気づきシート」を開きます。Safari は7日間使わないサイトの中身を消すことがありますが、ホーム画面から開いたものは、その対象になりません。|Safari の中で始めた学級は、ホーム画面のほうには出てきません。先に「ファイルに保存」して、ホーム画面のほうでそのファイルを開きます。|共用の iPad で「共有iPad」やゲストを使っているときは、使い終わるたびに「ファイルに保存」してください。" / "Open this page in Safari, press Share (a square with an arrow upwards) and choose “Add to Home Screen”.|From then on open it from the home screen. Safari may clear a site that was not used for seven days; what was opened from the home screen is exempt.|A class begun inside Safari does not appear in the one on the home screen. Save it to a file first, then open the file there.|On a shared iPad or as a guest, save to a file every time.",
        chromebook: "Chromebook" / "Chromebook",
        chromebook_lines: "Chrome でこのページを開き、アドレス欄の右のインストールのしるし（なければ、右上のメニューの「ページをアプリとしてインストール」）を選びます。|いつも同じ自分のアカウントで開いてください。ゲストや、ほかの人のアカウントには記録は出ません。|管理者が「終了時に消す」と設定している端末では、ログアウトすると記録も消えます。毎回「ファイルに保存」してください。" / "Open this page in Chrome and choose the install sign at the right of the address bar, or “Install page as app” in the menu.|Always use your own account. Guests and other accounts do not see the records.|Where the administrator clears devices on sign-out, the records go too. Save to a file every time.",
        windows: "Windows（Edge）" / "Windows (Edge)",
        windows_lines: "Edge でこのページを開き、右上のメニューの「その他のツール」か「アプリ」から「このサイトをアプリとしてインストール」を選びます。|設定の「ブラウザーを閉じるたびにクリアするデータ」で「Cookie とその他のサイトのデータ」が入っていると、閉じるたびに記録が消えます。|InPrivate の画面では使わないでください。閉じると消えます。" / "Open this page in Edge and choose “Install this site as an app” in the menu, under “More tools” or “Apps”.|If the settings clear “Cookies and other site data” on closing, the records go every time.|Do not use InPrivate windows: closing them clears everything.",
        http: "http:// で配られているとき" / "When it is served by plain http://",
        http_lines: "入力、保存、合言葉、印刷、ファイルの読み書きは、すべてそのまま使えます。暗号は、このアプリ自身が計算します。|使えないのは、ネットワークなしの起動と、アプリとしてのインストールだけです。iPad のホーム画面への追加はできます。|配る途中でアプリが書きかえられないよう、できれば https:// で配ることをすすめます（ICT担当の方へ）。" / "Entering, keeping, the passphrase, printing and files all work: the app does its own encryption.|Only two things do not: starting without a network, and installing as an app. The home screen of an iPad works.|https:// is still advised, so that nobody can change the app on its way (for ICT staff).",
        access_title: "アクセシビリティについて" / "Accessibility",
        access_lead: "2026年11月30日現在。開発した人たち自身による確認で、第三者の試験は受けていません。目標は JIS X 8341-3:2016（適合レベル AA）と WCAG 2.2 AA です。" / "As of 30 November 2026. Checked by those who made it, not by a third party. The aim is JIS X 8341-3:2016 (level AA) and WCAG 2.2 AA.",
        tested: "確かめたことと、その方法" / "What was tested, and how",
        tested_lines: "自動の点検（axe-core、WCAG 2.0〜2.2 の A と AA）を、すべての画面と、開いた窓・まちがいの知らせ・ロックなどの状態で、日本語と英語、明るい配色と暗い配色でかけ、指摘が残っていないこと。|キーボードだけで、どの画面でも押せるところすべてに Tab で届き、いまいる場所が太い枠で見え、ほかのものにかくれないこと。窓を閉じる、人を外す、元に戻す、言語を変える、ロックする、印刷するなどのあとも、いる場所がなくならないこと。|押すところや図に、画面の言語で名前が付いていること。|400％に拡大した画面（幅 320 ピクセル）で、画面全体が横にはみ出さず、止まっている帯が内容をかくさないこと。文字の間や行の間を広げても、文字だけを2倍にしても、文字が切れないこと。|押すところが、縦横とも 44 ピクセル以上あること（一次確認の格子のますと、広い画面での学級のようすの行は除く）。|スマートフォンからプロジェクターまでの幅で、画面全体が横にはみ出さないこと。|強制カラー（ハイコントラスト）で自動の点検に指摘がなく、選んだものが色のほかの印でもわかること。動きを減らす設定のとき、動きがないこと。|めやすや結果を、色だけでなく、形と言葉でも示していること。図の値が、言葉の一覧や表と同じであること。" / "Automatic checks (axe-core, WCAG 2.0 to 2.2, A and AA) on all screens and in states such as open dialogs, messages and the lock, in Japanese and English, in light and dark colours: nothing left.|By keyboard alone: on every screen Tab reaches all that can be pressed, a thick frame shows where one is, and nothing covers it. After closing a dialog, removing somebody, undoing, changing the language, locking or printing one is still somewhere.|What can be pressed, and pictures, have names in the language of the screen.|On a page magnified to 400 % (320 pixels wide) nothing scrolls sideways as a whole and no bar stays over the content. With wider spacing, and with text alone at twice its size, no text is cut off.|What can be pressed is at least 44 by 44 pixels (except the cells of the first look's grid, and on wide screens the rows of the class).|From a phone to a projector, the page does not scroll sideways.|In forced colours (high contrast) the automatic checks find nothing, and what is chosen has another mark than a colour. With reduced motion nothing moves.|Levels and results are told by shape and word, not by colour alone. Pictures show what stands in words or in a table beside them.",
        untested: "まだ確かめていないこと" / "What has not been tested",
        untested_lines: "スクリーンリーダー（NVDA、PC-Talker、ナレーター、VoiceOver）を、ふだん使っている人が使ってみること。名前や役割は付けてありますが、聞いて確かめてはいません。|本物の iPad と Safari。iPad の大きさの画面は、Chromium と Linux の WebKit で確かめています。|音声での操作、スイッチ、視線入力。|ブラウザーで作った PDF を読み上げること。" / "Screen readers (NVDA, PC-Talker, Narrator, VoiceOver) in the hands of people who use them. Names and roles are there, but nobody has listened to them.|A real iPad with Safari; screens of its size were tested in Chromium and in the WebKit of Linux.|Voice control, switches, gaze.|Reading out the PDF that a browser makes of a print.",
        known: "わかっている限界" / "Known limits",
        known_lines: "一次確認の格子は、項目が多いので、せまい画面では表の中を横に動かします。1項目ずつの画面なら、動かさずにすみます。|格子のますは 34〜42 ピクセルで、44 ピクセルに足りません。同じことが、大きなます目の1項目ずつの画面でできます。学級のようすの行は、広い画面では高さ 34 ピクセルです。|スマートフォンより狭い画面では、学級のようすの図も枠の中で横に動かします。「ことばで見る」なら、動かさずにすみます。|印刷した票は小さな文字（約10ポイント）です。" / "The grid of the first look has many lines, so on narrow screens the table scrolls sideways inside its box. Line by line it does not.|Cells of the grid are 34 to 42 pixels, below 44. The same can be done line by line with large tiles. On wide screens the rows of the class are 34 pixels high.|On screens narrower than a phone the picture of the class scrolls sideways inside its box, too. In “Words” it does not.|Printed sheets use small letters (about 10 points).",
        access_tell: "使いにくいところがあれば、この画面を印刷して、学校のICT担当か、このアプリを配っている教育委員会・区役所に知らせてください。" / "If something is hard to use, print this page and tell the ICT staff of the school, or the board or ward that provides the app.",
    }
}

/// The paragraphs or entries that a text stands for.
pub fn entries(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split('|')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_as_many_entries_in_both_languages() {
        let all = [
            HelpText::all(),
            about::AboutText::all(),
            check::CheckText::all(),
            guide::GuideText::all(),
            tour::TourText::all(),
        ];
        for (ja, en) in all.concat() {
            assert_eq!(entries(ja).count(), entries(en).count(), "{ja}");
            assert!(
                entries(ja)
                    .chain(entries(en))
                    .all(|entry| !entry.trim().is_empty()),
                "{ja}"
            );
        }
    }
}
