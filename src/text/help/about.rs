//! What each screen of an open class is for, in a few sentences, and the keys it knows.

use crate::domain::locale::Locale;
use crate::route::Route;

texts! {
    /// One text for each screen; `|` parts paragraphs.
    AboutText {
        all: "使い方をすべて見る" / "See the whole help",
        everywhere: "どの画面でも：Tab で移動、Enter か Space で押す、Esc で窓を閉じる。「安全の心配」は、いつでも画面の上から開けます。" / "On every screen: Tab moves, Enter or Space presses, Esc closes a dialog. “Safety concern” opens from the top at any time.",
        home: "この回がどこまで進んだかと、次にすることが一つ出ます。ボタンを押すと、続きから始められます。|下の一覧から、どの段階にも行けます。● は済、◐ は途中、○ はまだです。" / "How far this round is, and the one thing to do next. The button takes you on from where you stopped.|The list below leads to any step: ● done, ◐ begun, ○ to do.",
        roster: "学級の人を決めます。番号だけで足り、名前は入れなくてもかまいません。|Excel からの貼り付けや、CSV、出欠の表も読めます。生年月日・住所・電話・性別は、読んでも捨てます。|ファイルへの保存、別のファイルを開く、保存期限と廃棄も、ここにあります。" / "Who is in the class. Numbers are enough; names are optional.|You can paste from Excel and read CSV files and attendance tables. Birth dates, addresses, phones and sex are thrown away.|Saving, opening another file, retention and disposal are here too.",
        sweep: "1項目ずつ、全員を見わたします。サインがある人をタップすると、なし → △ → ● と変わります。|見わたしたら「残りは『なし』で次へ」。見ていない人は、空欄のままか「わからない」にします。空欄は「なし」とは数えません。|すべての答えは、入れるたびに残ります。途中でやめても、続きから始められます。|キー：矢印で移動、Space か Enter でタップと同じ。Ctrl+Z で元に戻す。" / "One line at a time, for everybody. A tap changes none → △ → ●.|Then “The rest ‘none’, next”. Leave blank, or mark “don't know”, whom you have not seen; a blank never counts as none.|Every answer is kept at once; go on later where you stopped.|Keys: arrows move, Space or Enter taps, Ctrl+Z undoes.",
        grid: "同じ一次確認を、学級全体の表で記入します。行が人、列が項目です。|「残りなし」は、その人の空欄をまとめて「なし」にします。答えたところは変わりません。|キー：0 1 2 で記入、? わからない、- 対象外、矢印で移動、Enter で次の人、Ctrl+V で Excel から貼り付け、Ctrl+Z で元に戻す。" / "The same first look as a table: rows are students, columns lines.|“Rest none” fills the blanks of one student; what is answered stays.|Keys: 0 1 2 to answer, ? don't know, - not applicable, arrows to move, Enter for the next student, Ctrl+V to paste from Excel, Ctrl+Z to undo.",
        full: "一次確認か「なんとなく気になる」で挙がった人だけ、くわしく見ます。ひとり2〜3分です。|わからないことは「わからない」で答えます。めやすは、わからない項目で広がる範囲といっしょに出ます。|キー：0〜3 で選ぶ、? わからない、- 対象外、Enter で次の項目、矢印で選択肢を移動。" / "A closer look at those whom the first look or “just a feeling” brings here: two or three minutes each.|“Don't know” is a good answer. The level is shown with the range that unknown items leave open.|Keys: 0–3 to choose, ? don't know, - not applicable, Enter for the next item, arrows between choices.",
        class: "学級の全員と領域を、ひと目で見ます。行は番号の順で、順位ではありません。|濃いほど気になることが多く、斜線は情報が足りないことを示します。▲▼ は前の回からの変化です。|行を押すと、その人のようすと理由が開きます。「ことばで見る」で、図のかわりに表になります。|キー：矢印で行を移動、Enter で開く、Esc で閉じる。" / "The whole class and all areas at a glance. Rows are in order of numbers; it is no ranking.|Darker means more concern, hatched too little known, ▲▼ a change since last time.|Press a row to see that student and why. “Words” shows a table instead of the picture.|Keys: arrows move between rows, Enter opens, Esc closes.",
        meeting: "話し合う人の一覧です。ひとりずつ開いて、支援の方向、担当、いつまでに、次に確かめる日を記録します。|映すときは「名前を隠す」を押します。一覧は印刷できますが、校外には持ち出しません。|メモと担当は、学校の外に出ません。" / "The agenda. Open one student at a time and record direction, who, by when and when to look again.|“Hide names” before you project it. The agenda can be printed but never leaves the school.|Notes and who is in charge stay in school.",
        summary: "会議で決めたことを記録した人について、氏名などをのせない一枚を作ります。|「区から見えるとおりのプレビュー」で、だれのことかわかる手がかりがないかを見て、確かめることに印をつけると印刷できます。|渡す前に、管理職の確認を受けます。" / "One sheet without names for a student with a recorded decision.|Look at the preview as the ward sees it for anything that could tell who it is, tick the points to check, then print.|Management approves it before it leaves.",
        keys: "照会番号と、だれのことかの対応です。区役所から返事が来たときに使います。|校内だけで使い、区役所には渡しません。期限が来たら廃棄します。" / "Which case code stands for whom, for when the ward answers.|For the school only; never give it to the ward. Dispose of it when its time is over.",
        settings: "この学校の連絡先、ロックまでの時間、合言葉、使っているチェックシートの決まりを見直します。|連絡先は、安全の心配のカードに出ます。はじめに記入しておくと、いざというとき迷いません。" / "Contacts of this school, when the app locks, the passphrase, and the rules in use.|Contacts appear on the safety cards: fill them in early, so that nobody has to search when it matters.",
        calibration: "めやすの境目を動かすと、この学級で何人がどの段階になるかがわかります。|ここで動かしても、学級の記録は変わりません。決まりを変えるには、チェックシートとして書き出します。|キー：境目を選んで、左右の矢印で動かす。" / "Move the cut-offs to see how many of this class come to which level.|Moving them changes nothing in the class. To change the rules, export a checklist.|Keys: choose a cut-off, then arrows left and right.",
        blank_forms: "紙で記入するための用紙を印刷します。学級の一覧と、1人1枚の詳しい票があります。|画面と同じ順に項目が並ぶので、あとから入力しやすくなっています。名前は、選んだときだけ印刷されます。" / "Forms to fill in on paper: a list of the class, and the full form of one student.|Items stand in the same order as on the screen. Names are printed only if you choose so.",
    }
}

/// What a screen of an open class is for; what stands outside of any class explains itself.
pub fn about(route: Route, locale: Locale) -> &'static str {
    let words = AboutText::of(locale);
    match route {
        Route::Home | Route::School | Route::Content | Route::Help => words.home,
        Route::Roster => words.roster,
        Route::Sweep => words.sweep,
        Route::Grid => words.grid,
        Route::Full => words.full,
        Route::Class => words.class,
        Route::Meeting => words.meeting,
        Route::Summary => words.summary,
        Route::Keys => words.keys,
        Route::Settings => words.settings,
        Route::Calibration => words.calibration,
        Route::BlankForms => words.blank_forms,
    }
}
