//! The words of the command line.

use crate::domain::locale::Locale;

texts! {
    /// What the command line says.
    NativeText {
        usable: "使えます。" / "It can be used.",
        stamp: "{id}　版 {version}　識別 {checksum}" / "{id}, version {version}, checksum {checksum}",
        parts: "一次確認 {lines}行、詳しい票 {items}項目、得点 {scores}、めやす {levels}" /
            "short form: {lines} lines, full form: {items} items, scores: {scores}, levels: {levels}",
        odd: "使えますが、確かめたいところ {n}か所" / "It can be used, but look at these: {n}",
        faults: "直すところ {n}か所" / "things to put right: {n}",
        left_out: "ほかに{n}か所あります。" / "And {n} more.",
        no_file: "{file}：開けません。名前と場所を確かめてください。" / "{file}: cannot be opened. Check its name and place.",
        too_large: "{file}：大きすぎます（{most} MBまで）。" / "{file}: too large (up to {most} MB).",
        not_utf8: "{file}：文字コードがUTF-8でもShift_JISでもないか、途中で切れています。ExcelやメモでUTF-8にして保存しなおしてください。" /
            "{file}: neither UTF-8 nor Shift_JIS, or cut short. Save it again as UTF-8.",
        workbook: "{file}：Excelのファイルか圧縮ファイルです。CSV（UTF-8）で保存し直してください。" /
            "{file}: an Excel workbook or an archive. Save it as CSV (UTF-8).",
        no_command: "{word} という使い方はありません。" / "There is no command {word}.",
        no_option: "{word} という指定はありません。" / "There is no option {word}.",
        no_value: "{word} のあとに値を書いてください。" / "{word} needs a value.",
        bad_lang: "--lang は ja か en です。" / "--lang is ja or en.",
        bad_grade: "--grade は P1〜P6、J1〜J3 です。" / "--grade is P1 to P6 or J1 to J3.",
        file_count: "ファイルの数がちがいます。" / "Not the right number of files.",
        two_stdin: "標準入力（-）は一つだけです。" / "Only one file can be standard input (-).",
        help_hint: "使い方：kizuki --help" / "Usage: kizuki --help",
        encoding: "文字コード：{name}" / "encoding: {name}",
        delimiter_comma: "区切り：コンマ" / "delimiter: comma",
        delimiter_tab: "区切り：タブ" / "delimiter: tab",
        header: "見出しの行：{line}" / "row of headings: line {line}",
        no_header: "見出しの行：なし" / "row of headings: none",
        columns: "列：" / "columns:",
        column: "{n}列目" / "column {n}",
        taken: "{fate}　見出し「{heading}」" / "{fate}, headed “{heading}”",
        locked: "捨てる（要らない個人情報）" / "thrown away (personal data that is not needed)",
        dropped: "捨てる（知らない見出し）" / "thrown away (a heading that is not known)",
        unheaded: "捨てる（見出しなし）" / "thrown away (no heading)",
        filled: "入力{n}件" / "filled cells: {n}",
        classes: "学級：{n}" / "classes: {n}",
        students: "児童・生徒：{n}人" / "students: {n}",
        readable: "読み込めます。" / "It can be read.",
    }
}

/// How the command line is used.
pub const fn help(locale: Locale) -> &'static str {
    match locale {
        Locale::Ja => {
            "\
kizuki（気づきシート）

アプリはブラウザで動きます：./dev run
ここでは同じ規則を、画面なしで使えます。

  kizuki check CONTENT.json
      内容（kizuki.content/1）の直すところを、場所・規則・直し方とともにすべて示します。
  kizuki score CONTENT.json ANSWERS.csv [--grade P3]
      答えの表を採点し、一人につきJSONを1行書きます。
  kizuki roster FILE
      名簿の取り込みで何を読み、何を捨てるかを、氏名も中身も出さずに示します。

  --lang ja|en   言葉（はじめは環境変数 LC_ALL、LC_MESSAGES、LANG）
  --grade G      学年ごとの区切りに使う学年：P1〜P6、J1〜J3
  -              ファイルの代わりに標準入力

ANSWERS.csv（UTF-8。BOMはあってもなくてもよい）
  1行目は見出し：id、項目のid、要れば gut（なんとなく気になる）。列の順は自由。ない項目は全員未記入。
  答えは、内容に書かれた点数（例：0、1、2、3）。日数・回数の項目（count）は日数・回数そのもの。
  空欄＝未記入、?＝わからない、-＝対象外。gut は 1 か空欄。
  一つでも直すところがあれば、何も採点しません。

終了コード：0 できた、1 直すところがある、2 使い方のまちがい・読めないファイル
"
        }
        Locale::En => {
            "\
kizuki (気づきシート)

The app runs in a browser: ./dev run
Here the same rules can be used without a screen.

  kizuki check CONTENT.json
      Lists everything to put right in a content document (kizuki.content/1): place, rule, remedy.
  kizuki score CONTENT.json ANSWERS.csv [--grade P3]
      Scores a table of answers and writes one line of JSON per student.
  kizuki roster FILE
      Says what the roster import would read and throw away, showing no name and no cell.

  --lang ja|en   language (else by LC_ALL, LC_MESSAGES, LANG)
  --grade G      grade, for bands that differ by grade: P1 to P6, J1 to J3
  -              standard input in place of a file

ANSWERS.csv (UTF-8, with or without a byte order mark)
  The first row holds the headings: id, ids of items, and gut (gut concern) if wanted, in any order. Items without a
  column are unanswered for everybody.
  An answer is its points as the content has them (0, 1, 2, 3); for items that count, the count itself.
  Empty: unanswered. ?: unknown. -: not applicable. gut: 1 or empty.
  With anything to put right, nothing is scored.

Exit status: 0 done, 1 something to put right, 2 wrong usage or a file that cannot be read
"
        }
    }
}
