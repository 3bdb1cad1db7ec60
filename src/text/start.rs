//! Words of the start screen and of beginning a class.

use crate::domain::locale::Locale;
use crate::domain::roster::Grade;

texts! {
    /// はじめに and 学級をはじめる.
    StartText {
        what: "学級の一人ひとりを見わたして、困りごとのきざしに早く気づき、校内や区役所と話し合うためのチェックシートです。" / "A checklist for looking at every student of a class, noticing early who may be going under, and talking it over in school and with the ward.",
        choices: "はじめ方" / "Ways to begin",
        sample: "サンプル学級で試す" / "Try the sample class",
        sample_hint: "架空の学級がすぐに開きます。何も保存されません。" / "An invented class opens at once. Nothing is kept.",
        begin: "学級をはじめる" / "Begin a class",
        begin_hint: "人数を入れるだけで始められます。名簿の貼り付けやCSVも使えます。" / "The number of students is enough. You can also paste a roster or read a CSV file.",
        open: "ファイルを開く" / "Open a file",
        open_hint: "「ファイルに保存」で残した学級の続きから始めます。" / "Go on with a class saved to a file earlier.",
        other_ways: "ほかのはじめ方" / "Other ways",
        receive: "引き継ぎを受ける" / "Take over a class",
        receive_hint: "合言葉を決めて、ほかの先生に渡す公開鍵をつくります。" / "Choose a passphrase and get the public key to give to a colleague.",
        view: "学校のようす" / "The school",
        view_hint: "いくつもの学級のファイルを並べて開きます（調整役の方へ）。" / "Opens several class files side by side (for the coordinator).",
        content: "チェックシートをつくる・直す" / "Make or change a checklist",
        content_hint: "項目やめやすを、学校や区に合わせて直します（ICT担当・調整役の方へ）。" / "Fit items and levels to a school or ward (for ICT staff and coordinators).",
        before: "使うまえに" / "Before you begin",
        local_only: "データはこの端末のブラウザーの中だけに置かれ、どこにも送信しません。" / "Everything stays in this device's browser. Nothing is sent anywhere.",
        sealed: "学級の内容は、あなたが決める合言葉で暗号化して置かれます。合言葉がなければ、この端末を手にした人にも読めません。" / "A class is kept encrypted under a passphrase of yours. Without it, nobody who picks up this device can read it.",
        shared_device: "共用の端末では、席を立つときに「ロック」を押し、使い終わった日に「ファイルに保存」してください。" / "On a shared device, press “Lock” when you leave your seat, and save to a file when the day is done.",
        limits: "項目とめやすは見本で、妥当性は検証されていません。診断ではなく、通告の代わりにもなりません。" / "Items and thresholds are a sample and have not been validated. It is not a diagnosis and does not replace a report to the authorities.",
        trouble_title: "この端末に保存されている学級を開けませんでした" / "The class stored on this device could not be opened",
        trouble_kept: "保存されている中身には手を付けていません。消すか新しく始めるまで、そのまま残ります。" / "What is stored has not been touched and stays until you erase it or begin anew.",
        rescue: "保存されている中身をファイルに取り出す" / "Save what is stored to a file",
        rescued: "保存されている中身を、そのままファイルに取り出しました。" / "What is stored was saved to a file as it is.",
        erase_begin: "この端末から消して始める" / "Erase it and begin",
        erase_title: "この端末から消します" / "Erase from this device",
        erase_stored: "開けなかった学級と設定を、この端末から消します。消すと元に戻せません。" / "The class that could not be opened and the settings are erased from this device. This cannot be undone.",
        erase_check: "ファイルに取り出したか、もう要らないことを確かめました" / "I have saved it to a file, or it is not needed any more",
        erase_do: "消す" / "Erase",
        erased: "この端末から消しました。" / "Erased from this device.",
        erase_failed: "この端末から消せませんでした。ブラウザーの設定の「サイトのデータ」から、このページのデータを消してください。" / "It could not be erased. Remove the data of this page in the browser's settings for site data.",
        replace_title: "この端末の中身を置きかえます" / "Replace what is stored on this device",
        replace_stored: "いま開けない学級が、この端末に残っています。続けると、その上に新しい学級が保存され、元に戻せません。" / "A class that cannot be opened is still stored on this device. If you go on, the new class is stored over it. This cannot be undone.",
        replace_do: "置きかえて続ける" / "Replace it and go on",
        step: "{n} / {all}" / "{n} / {all}",
        class_title: "どの学級ですか" / "Which class is it?",
        grade: "学年" / "Grade",
        grade_missing: "学年を選んでください。" / "Choose the grade.",
        class_name: "組" / "Class",
        class_hint: "例：1。なければ空欄でかまいません。" / "For example 1. May stay empty.",
        school: "学校名または記号" / "School, by name or sign",
        school_hint: "要約票に載ります。空欄でかまいません。" / "Stands on summaries. May stay empty.",
        year_hint: "{year}の学級として始めます。" / "It begins as a class of {year}.",
        next: "次へ" / "Next",
        roster_title: "名簿をどうつくりますか" / "How do you make the roster?",
        by_number: "番号だけ（おすすめ）" / "Numbers only (recommended)",
        by_paste: "Excelから貼り付け" / "Paste from Excel",
        by_file: "CSVファイルを選ぶ" / "Choose a CSV file",
        by_number_hint: "1番から順に番号がつきます。名前を入れないので、画面を見られても誰のことかわかりません。名前はあとから足せます。" / "Students are numbered from 1. Without names, nobody who sees the screen can tell who is meant. Names can be added later.",
        count: "人数" / "Number of students",
        fewer: "1人へらす" / "One less",
        more: "1人ふやす" / "One more",
        count_bad: "1〜{most}の人数を入れてください。" / "Enter a number from 1 to {most}.",
        begin_with: "{n}人で始める" / "Begin with {n} students",
        begin_roster: "この名簿で始める" / "Begin with this roster",
        check_title: "読み込む内容を確かめます" / "Check what will be read",
        other_class: "名簿には「{roster}」とあり、はじめに選んだ「{chosen}」とちがいます。正しければそのまま始められます。" / "The roster says “{roster}”, but you chose “{chosen}”. If that is right, go on.",
    }
}

/// `小5`, `中2`: a grade where both kinds of school stand side by side.
pub fn grade_short(grade: Grade, locale: Locale) -> String {
    match (locale, grade) {
        (Locale::Ja, Grade::Elementary(year)) => format!("小{year}"),
        (Locale::Ja, Grade::JuniorHigh(year)) => format!("中{year}"),
        (Locale::En, Grade::Elementary(year)) => format!("Grade {year}"),
        (Locale::En, Grade::JuniorHigh(year)) => format!("JH {year}"),
    }
}
