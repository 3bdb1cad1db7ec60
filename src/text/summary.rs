//! Words of the summary (気づき要約票): the printed sheet, what the scanner found, and why there is none.
//!
//! The sheet is printed in Japanese unless somebody asks for English: its readers are the ward's.

use super::fill;
use super::keeping::explain_rule;
use crate::domain::checklist::{Checklist, Direction};
use crate::domain::decision::{Consent, MonthPart, ReplyBy};
use crate::domain::locale::Locale;
use crate::domain::roster::YearMonth;
use crate::domain::scanner::{FindingKind, TextUse};
use crate::domain::scoring::{Ground, Trend};
use crate::domain::summary::{AreaPicture, ContactRole, Strength, SummaryError};
use crate::format::checked::FileFault;
use crate::format::summary::SummaryFileError;
use crate::format::summary::qr::QrError;

texts! {
    /// The sheet on paper.
    SheetText {
        title: "気づき要約票（氏名等を含みません）" / "Summary (without names)",
        code: "照会番号" / "Case code",
        code_later: "印刷・保存のときに決まります" / "drawn when printed or saved",
        qr_later: "QRコードは印刷のときに入ります" / "QR code added on printing",
        made: "作成年月" / "Made in",
        made_of: "{month}　ふりかえりの期間：{window}" / "{month}, looking back on {window}",
        school: "学校" / "School",
        contact: "担当窓口" / "Contact",
        grade_band: "学年帯" / "Grade band",
        content: "様式・めやすの版" / "Form and thresholds",
        urgent: "緊急の対応" / "Urgent action",
        level: "めやす" / "Level",
        span: "（わからない項目しだいで {lowest}〜{highest}）" / "({lowest} to {highest}, depending on what is unknown)",
        areas: "領域ごとのようす" / "The areas",
        more_concern: "前回より増えた" / "more than before",
        no_change: "同じ" / "same",
        less_concern: "減った" / "fewer",
        signs: "気になるサイン" / "Signs",
        no_signs: "特になし" / "None in particular",
        strengths: "強み" / "Strengths",
        information: "あわせて伝えたいこと" / "Also to be known",
        measures: "支援" / "Supports",
        tried: "校内で行った支援" / "Tried at school",
        tried_since: "{month}〜" / "since {month}",
        none_tried: "これから" / "None yet",
        wishes: "気持ち・意向の把握" / "Heard so far",
        student_heard: "本人" / "child",
        guardian_heard: "保護者" / "guardian",
        heard: "済" / "yes",
        not_heard: "未" / "not yet",
        consent: "保護者に相談の了解" / "Consent",
        directions: "支援の方向" / "Direction",
        supports: "予定している支援" / "Planned",
        met: "校内チーム会議" / "Team met in",
        next_check: "次に確かめる月" / "Next check",
        asks: "相談したいこと" / "What is asked",
        other: "その他" / "Other",
        reply_by: "返事がほしい時期" / "Answer wanted by",
        none: "なし" / "None",
        more: "、ほか{n}件" / ", {n} more",
        approval: "校内の確認" / "Approved at school",
        approval_hint: "印・サイン（担任や本人の名は書かない）" / "seal or signature; no name of teacher or child",
        seal_management: "管理職" / "Management",
        seal_contact: "担当窓口" / "Contact",
        cut: "きりとり" / "cut here",
        slip: "区役所からの回答" / "Answer of the ward",
        slip_section: "受け付けた部署" / "Section",
        slip_advice: "助言・できること" / "Advice",
        slip_next: "次に連絡する月" / "Next contact",
        slip_identity: "氏名の開示" / "Child's name",
        slip_choice: "□ 必要なし　□ 必要（根拠：□ 同意　□ 要対協　□ 児童虐待防止法13条の4　□ 個人情報保護法69条2項）" / "□ not needed　□ needed (basis: □ consent　□ regional council　□ Child Abuse Prevention Act 13-4　□ Personal Information Act 69-2)",
        slip_blank_month: "　　　　年　　　月" / "(month)",
        slip_received: "　　　　　　　　　　　　　　　（　　　年　　　月　受付）" / "　　　　　　　　　　　　　　　(received in:　　　　　)",
        slip_hint: "この回答にも氏名は書かず、照会番号だけで学校の担当窓口へ返してください。" / "Write no names here either; return it to the school by its case code alone.",
        not_diagnosis: "これは診断や評価ではありません。話し合いのためのめやすです。" / "This is no diagnosis and no assessment; it is a starting point for talking.",
        handling: "取扱注意：氏名等を含まない要約ですが、学校の対応表とあわせると個人がわかります。" / "Handle with care: it has no names, but together with the school's key table it tells who it is.",
        emergency: "緊急のときや通告は、この票を待たず、氏名を伝えて直接連絡します。" / "In an emergency, and for reports, do not wait for this sheet: call directly and give the name.",
        dispose: "廃棄期限 {month}末" / "Destroy by the end of {month}",
        sample: "サンプル（架空の内容です。区役所には渡しません）" / "Sample (invented; not for the ward)",
        page: "1/1" / "1/1",
        qr: "区役所の読み取り用" / "For the ward's reader",
        on_paper: "「その他」は紙の票を見てください。" / "See the paper for “other”.",
        not_yet: "まだ印刷できません。画面の「要約票を印刷する」から印刷してください。" / "Not ready to print. Use “Print the summary” on the screen.",
    }
}

const fn pick<'a>(ja: &'a str, en: &'a str, locale: Locale) -> &'a str {
    match locale {
        Locale::Ja => ja,
        Locale::En => en,
    }
}

/// 教育相談コーディネーター …
pub const fn contact(role: ContactRole, locale: Locale) -> &'static str {
    let (ja, en) = match role {
        ContactRole::Management => ("管理職", "School management"),
        ContactRole::VicePrincipal => ("教頭", "Vice-principal"),
        ContactRole::Coordinator => ("教育相談コーディネーター", "Counseling coordinator"),
        ContactRole::GuidanceHead => ("生徒指導主事", "Student guidance head"),
        ContactRole::Nurse => ("養護教諭", "School nurse-teacher"),
        ContactRole::SpecialNeeds => ("特別支援教育コーディネーター", "Special needs coordinator"),
        ContactRole::SocialWorker => ("スクールソーシャルワーカー", "School social worker"),
    };
    pick(ja, en, locale)
}

/// 了解あり …
pub const fn consent(consent: Consent, locale: Locale) -> &'static str {
    let (ja, en) = match consent {
        Consent::NotAsked => ("未確認", "Not asked yet"),
        Consent::Given => ("有", "Given"),
        Consent::Refused => ("無", "Not given"),
    };
    pick(ja, en, locale)
}

/// 校内で, 地域とともに, 専門機関と; never bare letters.
pub const fn direction(direction: Direction, locale: Locale) -> &'static str {
    let (ja, en) = match direction {
        Direction::School => ("校内で", "In school"),
        Direction::Community => ("地域とともに", "With the community"),
        Direction::Agency => ("専門機関と", "With an agency"),
    };
    pick(ja, en, locale)
}

/// Change since the last round.
pub const fn trend(trend: Trend, locale: Locale) -> &'static str {
    let (ja, en) = match trend {
        Trend::Unknown => ("比べられない", "Not comparable"),
        Trend::Up => ("前回より気になる", "More concern than last time"),
        Trend::Same => ("前回と変わりなし", "As last time"),
        Trend::Down => ("前回より落ち着いた", "Less concern than last time"),
    };
    pick(ja, en, locale)
}

/// The form the picture rests on.
pub const fn ground(ground: Ground, locale: Locale) -> &'static str {
    let (ja, en) = match ground {
        Ground::Short => ("一次確認による", "By the first look"),
        Ground::Full => ("詳しい票による", "By the full form"),
    };
    pick(ja, en, locale)
}

/// What stands where an area has no step; empty where it has one.
pub const fn gap(picture: AreaPicture, locale: Locale) -> &'static str {
    let (ja, en) = match picture {
        AreaPicture::Step(_) => ("", ""),
        AreaPicture::Insufficient => ("情報不足", "Too little known"),
        AreaPicture::NotApplicable => ("対象外", "Not applicable"),
    };
    pick(ja, en, locale)
}

/// ある, ない, わからない.
pub const fn strength(strength: Strength, locale: Locale) -> &'static str {
    let (ja, en) = match strength {
        Strength::Present => ("ある", "Yes"),
        Strength::Absent => ("ない", "No"),
        Strength::Unknown => ("わからない", "Not known"),
    };
    pick(ja, en, locale)
}

/// `2026年11月（令和8年）`.
pub fn month(month: YearMonth, locale: Locale) -> String {
    let plain = super::frame::year_month(month, locale);
    let reiwa = month
        .year
        .checked_sub(2018)
        .filter(|_| (month.year, month.month) >= (2019, 5));
    match (locale, reiwa) {
        (Locale::Ja, Some(1)) => format!("{plain}（令和元年）"),
        (Locale::Ja, Some(year)) => format!("{plain}（令和{year}年）"),
        (Locale::Ja, None) | (Locale::En, _) => plain,
    }
}

/// `2026年12月上旬`.
pub fn reply_by(by: ReplyBy, locale: Locale) -> String {
    let (ja, en) = match by.part {
        MonthPart::Early => ("上旬", "Early "),
        MonthPart::Middle => ("中旬", "Mid-"),
        MonthPart::Late => ("下旬", "Late "),
    };
    let month = super::frame::year_month(by.month, locale);
    match locale {
        Locale::Ja => format!("{month}{ja}"),
        Locale::En => format!("{en}{month}"),
    }
}

/// What a finding is and what to write instead.
pub const fn finding(kind: FindingKind, locale: Locale) -> &'static str {
    let (ja, en) = match kind {
        FindingKind::RosterName => (
            "名簿の名前・よみと重なります。名前を使わない言い方にしてください。",
            "Matches a name or reading on the roster. Say it without a name.",
        ),
        FindingKind::School => (
            "学校や園の名前のようです。「近隣の小学校」などにしてください。",
            "Looks like the name of a school. Write “a school nearby” or the like.",
        ),
        FindingKind::Class => (
            "学年・組・番号のようです。消すか、学年帯で書いてください。",
            "Looks like a grade, class or number. Take it out or write the grade band.",
        ),
        FindingKind::Phone => (
            "電話番号のようです。消してください。",
            "Looks like a telephone number. Take it out.",
        ),
        FindingKind::Mail => (
            "メールアドレスやアカウント名のようです。消してください。",
            "Looks like a mail address or account. Take it out.",
        ),
        FindingKind::Url => (
            "ホームページのアドレスのようです。消してください。",
            "Looks like a web address. Take it out.",
        ),
        FindingKind::Date => (
            "日付のようです。月までにしてください。",
            "Looks like a day. Write the month only.",
        ),
        FindingKind::Address => (
            "住所のようです。消してください。",
            "Looks like an address. Take it out.",
        ),
        FindingKind::LongNumber => (
            "5けた以上の数字です。消してください。",
            "A number of five digits or more. Take it out.",
        ),
        FindingKind::Honorific => (
            "人の呼び名のようです。「保護者」「本人」などにしてください。",
            "Looks like somebody's name. Write “guardian”, “the child” or the like.",
        ),
        FindingKind::Hidden => (
            "目に見えない文字があります。その部分を打ち直してください。",
            "There is a character that cannot be seen. Type this part again.",
        ),
        FindingKind::TooLong => ("長すぎます。短くしてください。", "Too long. Shorten it."),
    };
    pick(ja, en, locale)
}

/// Why there is no summary, and what to do.
pub fn explain_summary(error: &SummaryError, checklist: &Checklist, locale: Locale) -> String {
    let (ja, en) = match error {
        SummaryError::NoRound | SummaryError::NoStudent => (
            "見つかりません。画面を開き直してください。",
            "It is not there any more. Open the screen again.",
        ),
        SummaryError::OtherContent => (
            "この回は別の様式で記入されています。その様式を読み込んでから作ってください。",
            "This round was answered with another form. Load that form first.",
        ),
        SummaryError::NoDecision => (
            "校内チームで決めたことがまだ記録されていません。会議の画面で記録してください。",
            "No decision of the school team is recorded yet. Record it on the meeting screen.",
        ),
        SummaryError::CardsUnrecorded(cards) => {
            let titles: Vec<&str> = cards
                .iter()
                .filter_map(|id| checklist.card(id))
                .map(|card| card.title.get(locale))
                .collect();
            let text = pick(
                "先に対応が必要です。カードを読み、したことを記録してください：{cards}",
                "Something must be done first. Read the card and record what was done: {cards}",
                locale,
            );
            let separator = pick("、", ", ", locale);
            return fill(text, &[("cards", &titles.join(separator))]);
        }
        SummaryError::NoCode => (
            "照会番号がまだありません。「照会番号を作る」を押してください。",
            "There is no case code yet. Press “Make a case code”.",
        ),
        SummaryError::Text {
            text: TextUse::Other, ..
        } => (
            "「その他」に、だれのことかわかる言葉があります。しるしの所を書き直してください。",
            "“Other” has words that tell whose it is. Rewrite the marked places.",
        ),
        SummaryError::Text {
            text: TextUse::SchoolLabel,
            ..
        } => (
            "学校の表示に、使えない言葉があります。書き直すか、学校記号にするか、表示しないでください。",
            "The school's label has words that may not leave. Rewrite it, use a sign, or leave it out.",
        ),
        SummaryError::QuestionsOpen(open) => {
            let text = pick(
                "確かめることが、あと{n}つあります。",
                "{n} questions are still open.",
                locale,
            );
            return fill(text, &[("n", &open.len())]);
        }
    };
    pick(ja, en, locale).to_owned()
}

/// Why a summary file was not taken in, and what to do.
pub fn explain_file(error: &SummaryFileError, locale: Locale) -> String {
    let (ja, en) = match error {
        SummaryFileError::TooLarge { .. } => (
            "要約票のファイルにしては大きすぎます。選んだファイルを確かめてください。",
            "Too large for a summary. Check which file was chosen.",
        ),
        SummaryFileError::Syntax { .. } => (
            "ファイルがこわれているか、要約票ではありません。学校にもう一度もらってください。",
            "The file is damaged or no summary. Ask the school for it again.",
        ),
        SummaryFileError::OtherFormat => (
            "要約票のファイルではありません。選んだファイルを確かめてください。",
            "Not a summary. Check which file was chosen.",
        ),
        SummaryFileError::Newer { .. } => (
            "新しい版で作られた要約票です。このアプリを新しくしてから開いてください。",
            "Made by a newer version. Update this app, then open it.",
        ),
        SummaryFileError::Fault(FileFault { place, rule }) => {
            let text = pick(
                "要約票の決まりと合わないところがあります（{place}：{rule}）。取り込みませんでした。学校にもう一度もらってください。",
                "Something does not fit in the summary ({place}: {rule}). Nothing was taken in. Ask the school for it again.",
                locale,
            );
            let rule = explain_rule(*rule, locale);
            return fill(text, &[("place", place), ("rule", &rule)]);
        }
    };
    pick(ja, en, locale).to_owned()
}

/// Why a QR text was not taken in, and what to do.
pub fn explain_qr(error: &QrError, locale: Locale) -> String {
    let (ja, en) = match error {
        QrError::OtherText => (
            "要約票のQRコードではありません。",
            "Not the QR code of a summary.",
        ),
        QrError::Newer => (
            "新しい版で作られたQRコードです。このアプリを新しくしてから読み取ってください。",
            "Made by a newer version. Update this app, then scan again.",
        ),
        QrError::Misread | QrError::Field { .. } => (
            "読み取りが途中で切れたか、まちがっています。もう一度読み取ってください。",
            "Cut off or misread. Scan it again.",
        ),
        QrError::OtherContent { code } => {
            let text = pick(
                "照会番号 {code} は別の様式で作られています。要約票のファイルを開いてください。",
                "Case code {code} was made with another form. Open the summary file instead.",
                locale,
            );
            return fill(text, &[("code", code)]);
        }
        QrError::Unfit => (
            "この要約票はQRコードにできません。紙とファイルは使えます。",
            "This summary does not fit a QR code. Paper and file work.",
        ),
    };
    pick(ja, en, locale).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::decision::ReplyBy;
    use crate::domain::summary::tests::content;
    use crate::format::checked::FileRule;

    const BOTH: [Locale; 2] = [Locale::Ja, Locale::En];

    #[test]
    fn months_are_said_in_both_calendars_and_only_within_reiwa() {
        let at = |year, month| YearMonth { year, month };
        assert_eq!(month(at(2026, 11), Locale::Ja), "2026年11月（令和8年）");
        assert_eq!(month(at(2019, 5), Locale::Ja), "2019年5月（令和元年）");
        assert_eq!(month(at(2019, 4), Locale::Ja), "2019年4月");
        let by = ReplyBy {
            month: at(2026, 12),
            part: MonthPart::Early,
        };
        assert_eq!(reply_by(by, Locale::Ja), "2026年12月上旬");
        assert_eq!(reply_by(by, Locale::En), "Early 12/2026");
    }

    #[test]
    fn unrecorded_cards_are_called_by_their_titles() {
        let checklist = content();
        let card = checklist.cards.first().unwrap();
        let error = SummaryError::CardsUnrecorded(vec![card.id.clone()]);
        for locale in BOTH {
            assert!(explain_summary(&error, &checklist, locale).contains(card.title.get(locale)));
        }
    }

    #[test]
    fn every_finding_has_a_sentence_of_its_own() {
        for locale in BOTH {
            let mut sentences: Vec<&str> = FindingKind::ALL
                .iter()
                .map(|kind| finding(*kind, locale))
                .collect();
            sentences.sort_unstable();
            sentences.dedup();
            assert_eq!(sentences.len(), FindingKind::ALL.len());
        }
    }

    #[test]
    fn a_fault_of_a_file_is_named_with_its_place() {
        let error = SummaryFileError::Fault(FileFault {
            place: "areas[1].step".to_owned(),
            rule: FileRule::Range { least: 0, most: 3 },
        });
        for locale in BOTH {
            assert!(explain_file(&error, locale).contains("areas[1].step"));
        }
    }

    #[test]
    fn the_sheet_claims_no_anonymity() {
        for (ja, en) in SheetText::all() {
            assert!(
                !ja.contains("匿名") && !en.to_lowercase().contains("anonym"),
                "{ja} / {en}"
            );
        }
    }
}
