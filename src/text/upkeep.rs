//! Words of looking after what is kept: different answers in one place, trial opening (試し開き), retention and disposal
//! (保存期限・廃棄).

use chrono::NaiveDate;

use super::fill;
use super::frame::school_year;
use super::meeting::day;
use crate::domain::document::Document;
use crate::domain::ledger::{Compared, Disposal, RecordKind};
use crate::domain::locale::Locale;
use crate::domain::retention::Held;
use crate::domain::roster::SchoolYear;

texts! {
    /// Where people wrote differently.
    ConflictText {
        title: "ちがう内容が書かれています（{n}件）" / "Different things are written in one place ({n})",
        why: "別々の端末で、同じところにちがうことが書かれました。どちらも残してあります。話し合って、どちらにするかを選んでください。" / "On separate devices, different things were written in the same place. Both are kept. Talk it over and choose one.",
        look: "見くらべて選ぶ" / "Compare and choose",
        shown: "いま表示中" / "shown now",
        this_device: "この端末" / "this device",
        other_device: "ほかの端末" / "another device",
        earlier: "以前の記入" / "written earlier",
        choose: "こちらにする" / "Take this one",
        choose_of: "こちらにする：{value}（{place}）" / "Take this one: {value} ({place})",
        chosen: "{place}を「{value}」にしました。" / "{place} is now “{value}”.",
        all_chosen: "ちがう内容は、すべて選び終わりました。「ファイルに保存」をすると、ほかの端末でもそろいます。" / "All differences are settled. Save to a file so that they are settled on the other devices too.",
        hidden: "（隠しています）" / "(hidden)",
        close: "あとにする" / "Later",
    }
}

texts! {
    /// 試し開き.
    TrialText {
        offered: "ファイルに保存しました。そのファイルが開けるか、試し開きで確かめられます。" / "Saved to a file. A trial opening tells whether the file opens.",
        open: "試し開き" / "Trial opening",
        later: "あとで" / "Later",
        same: "このファイルは開けます。この端末の内容と同じです。" / "This file opens. It holds the same as this device.",
        older: "このファイルは開けますが、この端末の内容より古いものです（ちがうところ {n}件）。もう一度「ファイルに保存」をしてください。" / "This file opens, but it is older than this device ({n} differences). Save to a file once more.",
        newer: "このファイルは開けますが、この端末にない内容が入っています（{n}件）。「別のファイルを開く」で開くと、ここに合わさります。" / "This file opens, but it holds what this device lacks ({n}). Open it to put both together.",
        parted: "このファイルは開けますが、この端末の内容とちがいます（ファイルにない内容 {lacks}件、この端末にない内容 {brings}件）。「別のファイルを開く」で合わせてから、もう一度「ファイルに保存」をしてください。" / "This file opens, but differs from this device (not in the file: {lacks}, not here: {brings}). Open it to put both together, then save to a file once more.",
        other_class: "このファイルは開けますが、別の学級のものです。いま保存したファイルを選んでください。" / "This file opens, but it is another class. Choose the file just saved.",
        other_key: "このファイルは、この端末とは別の合言葉で閉じられているため、ここでは確かめられません。いま保存したファイルを選んでください。" / "This file was sealed under another passphrase than this device's and cannot be checked here. Choose the file just saved.",
        fails: "このファイルは開けません。{why}もう一度「ファイルに保存」をしてください。" / "This file does not open. {why} Save to a file once more.",
        not_read: "ファイルに保存しましたが、読み返せませんでした。試し開きで確かめてください。" / "Saved to a file, but it could not be read back. Make a trial opening.",
    }
}

texts! {
    /// 保存期限・廃棄.
    RetentionText {
        title: "保存期限と廃棄" / "Retention and disposal",
        due_title: "保存期限が過ぎた記録があります" / "Some records are past their retention",
        due_why: "教育委員会などの決まりで残す期間が終わりました。個人の記録なので、残さず廃棄します。" / "The time these records are to be kept is over. They are personal records and are to be disposed of.",
        none: "期限のある記録は、まだありません。" / "There are no records with a retention yet.",
        rule: "期限の決まり：{source}" / "Source of the rule: {source}",
        sheets: "{year}「{round}」の記入 {n}人分" / "{year}, “{round}”: sheets of {n} students",
        keys: "{year}「{round}」の対応表 {n}件" / "{year}, “{round}”: key table, {n} codes",
        until: "{day}まで（{years}）" / "until {day} ({years})",
        this_year: "その年度の末まで" / "to the end of that school year",
        next_year: "次の年度の末まで" / "to the end of the next school year",
        years: "{n}年後の年度末まで" / "to the end of the school year {n} years later",
        over: "期限が過ぎています" / "past its retention",
        dispose: "廃棄する" / "Dispose of it",
        ask_title: "保存期限が過ぎた記録を廃棄します" / "Dispose of the records past their retention",
        ask_body: "次の記録を消します：{list}。記入には、答え・出欠・カードの記録・会議で決めたことが入ります。消すと元に戻せず、前のファイルを開いても戻りません。名簿と、廃棄したという記録は残ります。" / "These records will be erased: {list}. Sheets hold answers, attendance, cards and what was decided. This cannot be undone, and opening an older file does not bring them back. The roster and a record of the disposal stay.",
        ask_check: "消える記録を確かめました" / "I have checked what will be erased",
        save_first: "先にファイルに保存" / "Save to a file first",
        comma: "、" / "; ",
        done: "廃棄しました。前に保存したファイルや印刷した紙は残っています。「ファイルに保存」で新しいファイルを作り、古いファイルと紙も廃棄してください。" / "Disposed of. Files saved before and printed sheets still exist: save a new file, and destroy the old files and papers too.",
        log: "廃棄記録" / "Disposal log",
        log_line: "{on}　{what}（{years}残す決まり）" / "{on}: {what} (kept {years})",
        print: "廃棄記録を印刷する" / "Print the disposal log",
        print_failed: "印刷を始められませんでした。ブラウザーの印刷を使ってください。" / "Printing did not start. Use the browser's own.",
        paper_hint: "児童生徒の氏名や記入の内容は、この記録にはありません。" / "This record holds neither names nor anything that was written.",
        round_gone: "この回の記入は、保存期限が過ぎたので廃棄しました。" / "The sheets of this round were disposed of when their retention was over.",
    }
}

/// What a trial opening found, and whether all is well.
pub fn say_compared(compared: Compared, locale: Locale) -> (String, bool) {
    let words = TrialText::of(locale);
    match compared {
        Compared::Same => (words.same.to_owned(), true),
        Compared::Older { lacks } => (fill(words.older, &[("n", &lacks)]), false),
        Compared::Newer { brings } => (fill(words.newer, &[("n", &brings)]), false),
        Compared::Parted { lacks, brings } => (
            fill(words.parted, &[("lacks", &lacks), ("brings", &brings)]),
            false,
        ),
        Compared::OtherClass => (words.other_class.to_owned(), false),
    }
}

/// What is kept of one round: 令和8年度「1学期」の記入 34人分.
pub fn held_title(held: &Held, document: &Document, locale: Locale) -> String {
    let round = document.round(held.round);
    let label = round.map_or("", |round| round.label.as_str());
    record_title(held.kind, held.year, label, held.count, locale)
}

fn record_title(kind: RecordKind, year: SchoolYear, round: &str, count: usize, locale: Locale) -> String {
    let words = RetentionText::of(locale);
    let text = match kind {
        RecordKind::Sheets => words.sheets,
        RecordKind::Keys => words.keys,
    };
    let year = school_year(year, locale);
    fill(text, &[("year", &year), ("n", &count), ("round", &round)])
}

/// Until when it is kept, and by which rule.
pub fn held_until(held: &Held, locale: Locale) -> String {
    let words = RetentionText::of(locale);
    fill(
        words.until,
        &[
            ("day", &day(held.until, locale)),
            ("years", &years(held.years, locale)),
        ],
    )
}

fn years(years: u8, locale: Locale) -> String {
    let words = RetentionText::of(locale);
    match years {
        0 => words.this_year.to_owned(),
        1 => words.next_year.to_owned(),
        years => fill(words.years, &[("n", &years)]),
    }
}

/// One line of the disposal log.
pub fn disposal_line(disposal: &Disposal, round: &str, began: NaiveDate, locale: Locale) -> String {
    let count = usize::try_from(disposal.count).unwrap_or(usize::MAX);
    let what = record_title(disposal.kind, SchoolYear::of(began), round, count, locale);
    fill(
        RetentionText::of(locale).log_line,
        &[
            ("on", &day(disposal.on, locale)),
            ("years", &years(disposal.years, locale)),
            ("what", &what),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ledger::RoundKey;
    use crate::domain::ledger::histories::class;

    #[test]
    fn a_disposal_reads_as_the_day_what_how_many_and_the_rule() {
        let document = class();
        let on = NaiveDate::from_ymd_opt(2028, 4, 3).unwrap();
        let round = &document.rounds[0];
        let disposal = Disposal {
            round: RoundKey {
                number: 1,
                stamp: round.stamp.clone(),
            },
            kind: RecordKind::Sheets,
            on,
            count: 34,
            years: 1,
        };
        assert_eq!(
            disposal_line(&disposal, &round.label, round.began, Locale::Ja),
            "令和10（2028）年4月3日　令和8年度（2026）「1学期」の記入 34人分（次の年度の末まで残す決まり）"
        );
        for locale in [Locale::Ja, Locale::En] {
            let line = disposal_line(&disposal, &round.label, round.began, locale);
            assert!(!line.contains('{'), "{line}");
        }
    }

    #[test]
    fn only_the_same_content_is_well_and_each_difference_says_what_to_do() {
        let all = [
            Compared::Same,
            Compared::Older { lacks: 3 },
            Compared::Newer { brings: 4 },
            Compared::Parted { lacks: 5, brings: 6 },
            Compared::OtherClass,
        ];
        for locale in [Locale::Ja, Locale::En] {
            let said: Vec<_> = all.map(|compared| say_compared(compared, locale)).into();
            assert_eq!(
                said.iter().map(|(_, is_well)| *is_well).collect::<Vec<_>>(),
                [true, false, false, false, false]
            );
            let distinct: std::collections::BTreeSet<_> = said.iter().map(|(text, _)| text).collect();
            assert_eq!(distinct.len(), all.len());
            assert!(said.iter().all(|(text, _)| !text.contains('{')));
        }
    }
}
