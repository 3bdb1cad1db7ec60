//! Words of the guided look at the sample class.

texts! {
    /// Six steps: a name, and what to look at.
    TourText {
        title: "サンプル学級の案内" / "A look round the sample class",
        count: "{n} / {all}" / "{n} of {all}",
        open: "この画面を開く" / "Open this screen",
        open_card: "カードを開いてみる" / "Open the card",
        here: "いま、この画面です" / "You are here",
        next: "次へ" / "Next",
        back: "前へ" / "Back",
        end: "案内を終わる" / "End the guide",
        short: "一次確認" / "First look",
        short_what: "全員を1項目ずつ見ます。サインがある人をタップすると、△（少し）、●（はっきり）に変わります。終わったら右下の「残りは『なし』で次へ」。" / "One line at a time, for everybody. Tap those who show the sign: △ somewhat, ● clearly. Then “The rest ‘none’, next” at the bottom right.",
        full: "詳しい票" / "Full form",
        full_what: "一次確認で挙がった人だけが並びます。ひとりを開いて、「なぜこのめやすか」と、わからない項目で広がる範囲を見てください。" / "Only those whom the first look brings here. Open one and look at why this level is shown, and how far unknown items leave it open.",
        safety: "いのちのカード" / "The card for life at risk",
        safety_what: "どの画面の上にも「安全の心配」があります。心配な項目を選ぶと、だれに伝え、何をするかのカードがすぐに開きます。" / "“Safety concern” stands at the top of every screen. Choosing an item opens a card at once: whom to tell, and what to do.",
        class: "学級のようす" / "The class",
        class_what: "行が人、列が領域です。濃いほど気になることが多く、斜線は情報不足です。行を押すと、その人のようすが開きます。" / "Rows are students, columns areas. Darker means more concern, hatched too little known. Press a row to open that student.",
        meeting: "会議" / "Meeting",
        meeting_what: "話し合う人の一覧です。ひとりを開くと、わかっていることと、支援の方向・担当・期日を記録する欄が並びます。" / "The agenda. Open one to see what is known beside the fields for direction, who and by when.",
        summary: "要約票" / "Summary",
        summary_what: "会議の記録がある人だけ作れます。ひらくと、区役所に見えるとおりの、氏名のない一枚が出ます。印刷の前に確かめることも並びます。" / "Only for students with a recorded decision. Open one: the sheet without a name, exactly as the ward sees it, and what to check before printing.",
        ended: "案内を終わりました。「使い方・自己点検」から、もう一度見られます。" / "The guide has ended. You can see it again from the help.",
    }
}
