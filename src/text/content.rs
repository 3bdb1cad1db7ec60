//! Why a content document is not used: where each fault is, which rule it breaks, and what to do.

use super::{fill, number};
use crate::domain::locale::Locale;
use crate::format::content::{
    ContentError, ContentFault, ContentRule, ContentWarning, Expected, Oddity, Part,
};

/// What happened, that the content in use stays, and what to do. The faults follow one by one: [`explain_fault`].
pub fn explain_content(error: &ContentError, locale: Locale) -> String {
    let kept = pick(
        locale,
        "いま使っている内容は変わっていません。",
        "The content in use is unchanged.",
    );
    let what = explain_cause(error, locale);
    format!("{what}{}{kept}", if locale == Locale::Ja { "" } else { " " })
}

/// What happened and what to do, where no content is in use.
pub fn explain_cause(error: &ContentError, locale: Locale) -> String {
    match error {
        ContentError::TooLarge { bytes: _, limit } => fill(
            pick(
                locale,
                "内容のファイルとしては大きすぎます（{limit} KBまで）。ファイルを取りちがえていないか確かめてください。",
                "The file is too large for a content file (up to {limit} KB). Check that it is the right one.",
            ),
            &[("limit", &(limit / 1024))],
        ),
        ContentError::Syntax { line, column } => fill(
            pick(
                locale,
                "{line}行目の{column}文字目あたりで、JSONの書き方が切れています。かっこ、引用符、コンマを確かめてください。",
                "The JSON breaks off at line {line}, about character {column}. Check brackets, quotation marks and commas.",
            ),
            &[("line", line), ("column", column)],
        ),
        ContentError::OtherFormat => pick(
            locale,
            "チェックシートの内容のファイルではありません。はじめに \"format\": \"kizuki.content/1\" のあるファイルを選んでください。",
            "This is not a content file. Choose one that begins with \"format\": \"kizuki.content/1\".",
        )
        .into(),
        ContentError::Newer { number } => fill(
            pick(
                locale,
                "新しい版のアプリで作られた内容です（形式{n}）。アプリを新しくしてから読み込んでください。",
                "A newer version of the app made this content (format {n}). Update the app, then read it again.",
            ),
            &[("n", number)],
        ),
        ContentError::Faults(found) => fill(
            pick(
                locale,
                "直すところが{n}か所あります。すべて直してから、もう一度読み込んでください。",
                "There are {n} things to put right. Put them all right, then read it again.",
            ),
            &[("n", &(found.faults.len() + found.left_out))],
        ),
    }
}

/// The place of a fault, its rule, and what to do.
pub fn explain_fault(fault: &ContentFault, locale: Locale) -> String {
    let whole = pick(locale, "文書全体", "whole document");
    let place = if fault.place.is_empty() {
        whole
    } else {
        &fault.place
    };
    let rule = explain_rule(&fault.rule, locale);
    match locale {
        Locale::Ja => format!("{place}：{rule}"),
        Locale::En => format!("{place}: {rule}"),
    }
}

/// The rule and what to do.
pub fn explain_rule(rule: &ContentRule, locale: Locale) -> String {
    let (ja, en) = sentence(rule);
    let mut filled = pick(locale, ja, en).to_owned();
    for (name, value) in values(rule, locale) {
        filled = fill(&filled, &[(name, &value)]);
    }
    filled
}

/// Rule and remedy in Japanese and English; what stands in braces is in [`values`].
fn sentence(rule: &ContentRule) -> (&'static str, &'static str) {
    match rule {
        ContentRule::Type { .. } => ("ここには{what}を書いてください。", "Write {what} here."),
        ContentRule::Missing => (
            "この欄がありません。書き足してください。",
            "This field is missing. Add it.",
        ),
        ContentRule::UnknownField { .. } => (
            "この名前の欄はありません。つづりを直すか、消してください（使える欄: {known}）。",
            "There is no field of this name. Correct it or remove it (fields: {known}).",
        ),
        ContentRule::FieldTwice => (
            "同じ欄が二度あります。一つにしてください。",
            "The field is given twice. Keep one.",
        ),
        ContentRule::Choice { .. } => ("{known} のどれかにしてください。", "Choose one of {known}."),
        ContentRule::OneOf { .. } => (
            "{known} のうち、ちょうど一つを書いてください（今は{found}つ）。",
            "Give exactly one of {known} (now {found}).",
        ),
        ContentRule::IdForm => (
            "idは、半角の英数字と _ - . で32字までにしてください。",
            "Write an id of up to 32 letters, digits, _, - or ., without spaces.",
        ),
        ContentRule::Duplicate => (
            "同じidが前にもあります。別のidにするか、消してください。",
            "The same id stands before. Give another or remove it.",
        ),
        ContentRule::Unknown { .. } => (
            "{what}「{id}」がありません。idを直すか、{what}を書き足してください。",
            "There is no {what} “{id}”. Correct the id or add the {what}.",
        ),
        ContentRule::Empty => ("空です。言葉を書いてください。", "It is empty. Write something."),
        ContentRule::TooLong { .. } => (
            "{found}字あります。{most}字までに短くしてください。",
            "It has {found} characters. Shorten it to {most}.",
        ),
        ContentRule::Invisible { .. } => (
            "見えない制御文字（U+{code}）があります。消して書き直してください。",
            "It has an invisible control character (U+{code}). Remove it and write anew.",
        ),
        ContentRule::TooFew { .. } => (
            "{found}個あります。{least}個以上にしてください。",
            "It has {found}. Make it {least} or more.",
        ),
        ContentRule::TooMany { .. } => (
            "{found}個あります。{most}個までに減らしてください。",
            "It has {found}. Make it {most} at most.",
        ),
        ContentRule::Range { .. } => (
            "{least}から{most}までの数にしてください。",
            "Write a number from {least} to {most}.",
        ),
        ContentRule::NotForThisKind => (
            "この種類（kind）の項目では使えません。消すか、種類を直してください。",
            "An item of this kind cannot be used so. Remove it or correct the kind.",
        ),
        ContentRule::MissingCard => (
            "criticalの項目には、開くカードが要ります。cardを書き足してください。",
            "A critical item needs the card it opens. Add card.",
        ),
        ContentRule::Quarters => (
            "重みは0.25きざみの数にしてください。",
            "Write a weight in steps of 0.25.",
        ),
        ContentRule::BandStart { .. } => (
            "区切りが{from}から始まっています。0から始めてください。",
            "The bands begin at {from}. Begin at 0.",
        ),
        ContentRule::BandGap { .. } => (
            "{after}までの次が{from}からで、間があいています。続きの数にしてください。",
            "After {after} comes {from}: there is a gap. Go on with the next number.",
        ),
        ContentRule::BandOverlap { .. } => (
            "前の区切り（{after}まで）と{from}からが重なっています。重ならない数にしてください。",
            "The band before (up to {after}) and {from} overlap. Make them follow each other.",
        ),
        ContentRule::BandReversed { .. } => (
            "{from}から{to}まで、と逆になっています。入れかえてください。",
            "It runs from {from} to {to}, the wrong way round. Swap them.",
        ),
        ContentRule::BandClosed => (
            "最後の区切りには上限を付けられません。toを消してください。",
            "The last band has no end. Remove to.",
        ),
        ContentRule::NoPoints => (
            "どの答えも0点です。1点以上の答えを入れてください。",
            "Every answer has 0 points. Add one with a point or more.",
        ),
        ContentRule::NoZero => (
            "0点の答えがありません。「ない」にあたる0点の答えを入れてください。",
            "No answer has 0 points. Add one that says no, with 0 points.",
        ),
        ContentRule::CountValue => (
            "combineがcountのときだけ、at_leastを書いてください。",
            "Give at_least when combine is count, and only then.",
        ),
        ContentRule::LaterScore => (
            "自分か後ろにある得点は使えません。使う得点を前に移してください。",
            "A score cannot build on itself or a later one. Move the other before it.",
        ),
        ContentRule::InputTwice => (
            "同じ項目や得点が二度入っています。一度にしてください。",
            "The same item or score enters twice. Keep one.",
        ),
        ContentRule::NoWeight => (
            "重みがすべて0です。0より大きい重みを入れてください。",
            "All weights are 0. Give one above 0.",
        ),
        ContentRule::StepBound => (
            "はじめの段だけfromを書かず、ほかの段には書いてください。",
            "Leave out from in the first step, and give it in the others.",
        ),
        ContentRule::StepOrder => (
            "段の区切りの順が逆です。気がかりの小さい段から並べてください。",
            "The steps are out of order. Begin with the least concern.",
        ),
        ContentRule::AreaWithoutItems => (
            "この領域の項目が詳しい票にありません。項目を足すか、領域を消してください。",
            "No scored item of the full form is in this area. Add one or remove the area.",
        ),
        ContentRule::StepCount { .. } => (
            "学年別の段が{found}つあります。もとの得点と同じ{wanted}つにしてください。",
            "These bands have {found} steps. Give as many as the score itself has: {wanted}.",
        ),
        ContentRule::GradesReversed => (
            "学年の始めと終わりが逆です。入れかえてください。",
            "The grades run the wrong way round. Swap from and to.",
        ),
        ContentRule::GradeTwice => (
            "同じ学年の段が二度あります。どちらか一方にしてください。",
            "A grade has bands twice. Keep it in one.",
        ),
        ContentRule::RoundWithoutProrate => (
            "roundは、prorateかprorate_itemsと一緒のときだけ使えます。消すか、書き足してください。",
            "Only a prorated score is rounded. Remove round, or give prorate or prorate_items.",
        ),
        ContentRule::InstrumentWithoutItems => (
            "この票の項目がありません。項目にinstrumentを書くか、この票を消してください。",
            "No item belongs to this instrument. Give items this instrument or remove it.",
        ),
        ContentRule::GateWithoutForm => (
            "詳しい票（items）がないので、進む先がありません。gateを消すか、項目を足してください。",
            "There is no full form (items) to go to. Remove gate or add items.",
        ),
        ContentRule::NeverHolds => (
            "どう答えても、この条件は満たされません。区切りや数を下げてください。",
            "No answers can ever fulfil this condition. Lower its cut-offs or counts.",
        ),
        ContentRule::AlwaysHolds => (
            "どう答えても、この条件は満たされます。下のめやすが出なくなるので、区切りを高くしてください。",
            "Whatever is answered fulfils this condition, so that lower levels are never shown. Raise its cut-offs.",
        ),
        ContentRule::LowestLevel => (
            "いちばん下のめやすに条件は付けられません。whenを消してください。",
            "The lowest level has no condition. Remove when.",
        ),
        ContentRule::MissingCondition => (
            "上のめやすには条件が要ります。whenを書き足してください。",
            "A level above the lowest needs a condition. Add when.",
        ),
        ContentRule::LevelOrder { .. } => (
            "下のめやす「{id}」の条件が満たされると、いつもこちらになります。こちらの区切りを高くしてください。",
            "Whenever “{id}” is reached, this level is too. Raise its threshold.",
        ),
        ContentRule::SameShape => (
            "ほかのめやすと同じ形です。別の形にしてください。",
            "Another level has this shape. Choose another.",
        ),
        ContentRule::MonthTwice { .. } => (
            "{month}月がほかの期間と重なっています。どちらか一方にしてください。",
            "Month {month} lies in two periods. Keep it in one.",
        ),
        ContentRule::MonthMissing { .. } => (
            "{month}月がどの期間にも入っていません。どれかに入れてください。",
            "Month {month} lies in no period. Add it to one.",
        ),
    }
}

/// What fills the braces of [`sentence`].
fn values(rule: &ContentRule, locale: Locale) -> Vec<(&'static str, String)> {
    match rule {
        ContentRule::Type { expected } => vec![("what", type_name(*expected, locale).into())],
        ContentRule::UnknownField { known } => vec![("known", known.join(", "))],
        ContentRule::Choice { words } => vec![("known", words.join(", "))],
        ContentRule::OneOf { fields, found } => {
            vec![("known", fields.join(", ")), ("found", found.to_string())]
        }
        ContentRule::Unknown { part, id } => {
            vec![("what", part_name(*part, locale).into()), ("id", id.clone())]
        }
        ContentRule::TooLong { found, most } | ContentRule::TooMany { found, most } => {
            vec![("found", found.to_string()), ("most", most.to_string())]
        }
        ContentRule::TooFew { found, least } => {
            vec![("found", found.to_string()), ("least", least.to_string())]
        }
        ContentRule::Range { least, most } => {
            vec![("least", least.to_string()), ("most", most.to_string())]
        }
        ContentRule::Invisible { code } => vec![("code", format!("{code:04X}"))],
        ContentRule::BandStart { found } => vec![("from", found.to_string())],
        ContentRule::BandGap { after, from } => {
            vec![("after", after.to_string()), ("from", from.to_string())]
        }
        ContentRule::BandOverlap { after, from } => {
            let after = after.map_or_else(|| "∞".into(), |after| after.to_string());
            vec![("after", after), ("from", from.to_string())]
        }
        ContentRule::BandReversed { from, to } => vec![("from", from.to_string()), ("to", to.to_string())],
        ContentRule::LevelOrder { lower } => vec![("id", lower.clone())],
        ContentRule::StepCount { found, wanted } => {
            vec![("found", found.to_string()), ("wanted", wanted.to_string())]
        }
        ContentRule::MonthTwice { month } | ContentRule::MonthMissing { month } => {
            vec![("month", month.to_string())]
        }
        ContentRule::Missing
        | ContentRule::FieldTwice
        | ContentRule::IdForm
        | ContentRule::Duplicate
        | ContentRule::Empty
        | ContentRule::NotForThisKind
        | ContentRule::MissingCard
        | ContentRule::Quarters
        | ContentRule::BandClosed
        | ContentRule::NoPoints
        | ContentRule::NoZero
        | ContentRule::CountValue
        | ContentRule::LaterScore
        | ContentRule::InputTwice
        | ContentRule::NoWeight
        | ContentRule::StepBound
        | ContentRule::StepOrder
        | ContentRule::AreaWithoutItems
        | ContentRule::GateWithoutForm
        | ContentRule::NeverHolds
        | ContentRule::AlwaysHolds
        | ContentRule::GradesReversed
        | ContentRule::GradeTwice
        | ContentRule::RoundWithoutProrate
        | ContentRule::InstrumentWithoutItems
        | ContentRule::LowestLevel
        | ContentRule::MissingCondition
        | ContentRule::SameShape => Vec::new(),
    }
}

/// The place of something odd, what is odd about it, and what to think of. Such a content can be used as it is.
pub fn explain_warning(warning: &ContentWarning, locale: Locale) -> String {
    let what = explain_oddity(warning.oddity, locale);
    match locale {
        Locale::Ja => format!("{}：{what}", warning.place),
        Locale::En => format!("{}: {what}", warning.place),
    }
}

/// What is odd about something, and what to think of.
pub fn explain_oddity(oddity: Oddity, locale: Locale) -> String {
    let (ja, en) = oddity_words(oddity);
    let mut filled = pick(locale, ja, en).to_owned();
    let (least, most) = match oddity {
        Oddity::StepOutside { least, most }
        | Oddity::CutOffNever { least, most }
        | Oddity::CutOffAlways { least, most } => (least, most),
        Oddity::ChangeTooLarge { most } => (0.0, most),
        Oddity::ItemUnread
        | Oddity::ScoreUnread
        | Oddity::CardUnopened
        | Oddity::PartNever
        | Oddity::PartAlways
        | Oddity::GateAlways
        | Oddity::NoticeAlways => (0.0, 0.0),
    };
    for (name, value) in [("least", number(least)), ("most", number(most))] {
        filled = fill(&filled, &[(name, &value)]);
    }
    filled
}

fn oddity_words(oddity: Oddity) -> (&'static str, &'static str) {
    match oddity {
        Oddity::ItemUnread => (
            "この項目は、どの得点にも条件にも使われていません。",
            "No score and no condition reads this item.",
        ),
        Oddity::ScoreUnread => (
            "この得点は、どの領域・条件・得点にも使われていません。",
            "No area, condition or other score reads this score.",
        ),
        Oddity::CardUnopened => ("このカードを開く項目がありません。", "No item opens this card."),
        Oddity::StepOutside { .. } => (
            "得点は{least}から{most}までです。この段で分かれることはありません。",
            "The score runs from {least} to {most}. Nobody is told apart by this step.",
        ),
        Oddity::CutOffNever { .. } => (
            "得点は{least}から{most}までなので、この区切りに届くことはありません。",
            "The score runs from {least} to {most}, so this cut-off is never reached.",
        ),
        Oddity::CutOffAlways { .. } => (
            "得点は{least}から{most}までなので、だれでもこの区切りに届きます。",
            "The score runs from {least} to {most}, so everybody reaches this cut-off.",
        ),
        Oddity::PartNever => (
            "どう答えても、ここは満たされません。",
            "No answers fulfil this part.",
        ),
        Oddity::PartAlways => (
            "どう答えても、ここは満たされます。",
            "Whatever is answered fulfils this part.",
        ),
        Oddity::GateAlways => (
            "どう答えても詳しい票に進みます。全員に記入するなら、このままでかまいません。",
            "Everybody gets the full form, whatever is answered. Keep it if that is meant.",
        ),
        Oddity::NoticeAlways => (
            "どう答えても、このお知らせが出ます。",
            "This notice is shown whatever is answered.",
        ),
        Oddity::ChangeTooLarge { .. } => (
            "得点が動くのは{most}までなので、変化ありになることはありません。",
            "The score can move by {most} at most, so a change is never marked.",
        ),
    }
}

fn type_name(expected: Expected, locale: Locale) -> &'static str {
    let (ja, en) = match expected {
        Expected::Object => ("{ } でくくった組", "an object in { }"),
        Expected::List => ("[ ] でくくったならび", "a list in [ ]"),
        Expected::Text => ("引用符（\"）でくくった言葉", "a text in quotation marks"),
        Expected::Number => ("数", "a number"),
        Expected::Whole => ("整数", "a whole number"),
        Expected::True => ("true", "true"),
    };
    pick(locale, ja, en)
}

fn part_name(part: Part, locale: Locale) -> &'static str {
    let (ja, en) = match part {
        Part::Area => ("領域", "area"),
        Part::Item => ("項目", "item"),
        Part::Scale => ("尺度", "scale"),
        Part::Instrument => ("票（instruments）", "instrument"),
        Part::Score => ("得点", "score"),
        Part::Card => ("カード", "card"),
        Part::Contact => ("連絡先", "contact"),
        Part::Support => ("支援", "support"),
    };
    pick(locale, ja, en)
}

fn pick(locale: Locale, ja: &'static str, en: &'static str) -> &'static str {
    match locale {
        Locale::Ja => ja,
        Locale::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::content::ContentFaults;

    /// One of each rule that fills something in, and one that does not.
    fn rules() -> Vec<ContentRule> {
        let expected = [
            Expected::Object,
            Expected::List,
            Expected::Text,
            Expected::Number,
            Expected::Whole,
            Expected::True,
        ];
        let parts = [
            Part::Area,
            Part::Item,
            Part::Scale,
            Part::Instrument,
            Part::Score,
            Part::Card,
            Part::Contact,
            Part::Support,
        ];
        let mut rules: Vec<ContentRule> = expected
            .map(|expected| ContentRule::Type { expected })
            .into_iter()
            .collect();
        rules.extend(parts.map(|part| ContentRule::Unknown {
            part,
            id: "A9".into(),
        }));
        rules.extend([
            ContentRule::UnknownField {
                known: vec!["id", "label"],
            },
            ContentRule::Choice {
                words: &["high", "low"],
            },
            ContentRule::OneOf {
                fields: &["scale", "count"],
                found: 2,
            },
            ContentRule::TooLong { found: 25, most: 24 },
            ContentRule::TooMany {
                found: 201,
                most: 200,
            },
            ContentRule::TooFew { found: 0, least: 1 },
            ContentRule::Range {
                least: 0.25,
                most: 5.0,
            },
            ContentRule::Invisible { code: 0x202e },
            ContentRule::BandStart { found: 1 },
            ContentRule::BandGap { after: 2, from: 4 },
            ContentRule::BandOverlap { after: None, from: 4 },
            ContentRule::BandReversed { from: 3, to: 2 },
            ContentRule::LevelOrder {
                lower: "share".into(),
            },
            ContentRule::StepCount { found: 2, wanted: 3 },
            ContentRule::MonthTwice { month: 9 },
            ContentRule::MonthMissing { month: 9 },
            ContentRule::Missing,
            ContentRule::NeverHolds,
        ]);
        rules
    }

    #[test]
    fn every_brace_of_a_sentence_is_filled_in_both_languages() {
        for rule in rules() {
            for (locale, template) in [(Locale::Ja, sentence(&rule).0), (Locale::En, sentence(&rule).1)] {
                let filled = explain_rule(&rule, locale);
                for (name, value) in values(&rule, locale) {
                    assert!(
                        template.contains(&format!("{{{name}}}")),
                        "{template} lacks {name}"
                    );
                    assert!(filled.contains(&value), "{filled} lacks {value}");
                }
                assert!(!filled.replace("{ }", "").contains(['{', '}']), "{filled}");
            }
        }
    }

    #[test]
    fn a_fault_is_told_with_its_place_its_rule_and_the_remedy() {
        let fault = ContentFault {
            place: "items[12].count.bands[2]".into(),
            rule: ContentRule::BandOverlap {
                after: Some(4),
                from: 4,
            },
        };
        assert_eq!(
            explain_fault(&fault, Locale::Ja),
            "items[12].count.bands[2]：前の区切り（4まで）と4からが重なっています。重ならない数にしてください。"
        );
        let whole = ContentFault {
            place: String::new(),
            rule: ContentRule::Type {
                expected: Expected::Object,
            },
        };
        assert_eq!(
            explain_fault(&whole, Locale::En),
            "whole document: Write an object in { } here."
        );
    }

    #[test]
    fn every_error_says_that_the_content_in_use_stays_and_what_to_do() {
        let errors = [
            ContentError::TooLarge {
                bytes: 9_000_000,
                limit: 5 * 1024 * 1024,
            },
            ContentError::Syntax { line: 3, column: 14 },
            ContentError::OtherFormat,
            ContentError::Newer { number: 2 },
            ContentError::Faults(ContentFaults {
                faults: Vec::new(),
                left_out: 3,
            }),
        ];
        for error in errors {
            let (ja, en) = (
                explain_content(&error, Locale::Ja),
                explain_content(&error, Locale::En),
            );
            assert!(
                ja.contains("ください。") && ja.ends_with("いま使っている内容は変わっていません。"),
                "{ja}"
            );
            assert!(en.ends_with("The content in use is unchanged."), "{en}");
            assert!(!ja.contains(['{', '}']) && !en.contains(['{', '}']));
        }
        let syntax = explain_content(&ContentError::Syntax { line: 3, column: 14 }, Locale::En);
        assert!(syntax.contains("line 3") && syntax.contains("14"));
    }
}
