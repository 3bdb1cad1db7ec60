//! Words of the key table (対応表).

use super::fill;
use crate::domain::case_code::CaseCodeError;
use crate::domain::locale::Locale;

texts! {
    /// The key table, on screen and on paper.
    KeysText {
        title: "対応表" / "Key table",
        lead: "照会番号がだれのことかを示す表です。区役所から番号で返事が来たときに使います。" / "Which case code stands for whom, for when the ward answers by code.",
        stays: "校内だけで使います。区役所にも、要約票といっしょにも渡しません。" / "It stays in the school. It is never given to the ward, and never travels with a summary.",
        back: "要約票にもどる" / "Back to the summaries",
        look_up: "照会番号からさがす" / "Look up a case code",
        look_up_hint: "例 {code}（区切りと大文字・小文字はどちらでも読めます）" / "e.g. {code} (hyphens and capitals do not matter)",
        find: "さがす" / "Look up",
        found: "{code} は {student}（{round}）です。" / "{code} is {student} ({round}).",
        not_here: "{code} はこの学級の番号ではありません。ほかの学級の対応表を見てください。" / "{code} is not of this class. Look in the key tables of the other classes.",
        retired: "{code} は以前この学級で使われましたが、その児童生徒か回はもう名簿にありません。" / "{code} was used in this class, but its student or round is no longer there.",
        column_code: "照会番号" / "Case code",
        column_student: "児童・生徒" / "Student",
        column_round: "回" / "Round",
        column_on: "番号を作った日" / "Drawn on",
        empty: "照会番号はまだありません。要約票を印刷・保存すると、番号ができてここに出ます。" / "No case codes yet. Printing or saving a summary draws one, and it appears here.",
        print: "対応表を印刷する（校内の鍵のかかる場所で保管）" / "Print the key table (keep it under lock in the school)",
        paper_title: "対応表　校外持出禁止" / "Key table: not to leave the school",
        paper_hint: "鍵のかかる場所で保管し、要約票とは別の所に置いてください。要約票の廃棄期限（{month}末）までに、いっしょに廃棄します。" / "Keep it under lock and apart from the summaries. Destroy it with them by the end of {month}.",
        names_hidden: "名前を隠しているので、番号だけが出ます。" / "Names are hidden; only numbers are shown.",
    }
}

/// Why what was typed is no case code, and what to do.
pub fn explain_code(error: CaseCodeError, locale: Locale) -> String {
    let template = match (error, locale) {
        (CaseCodeError::Length { .. }, Locale::Ja) => {
            "照会番号は7文字です（入っているのは{n}文字）。もう一度見て、打ち直してください。"
        }
        (CaseCodeError::Length { .. }, Locale::En) => {
            "A case code has 7 characters (there are {n}). Look again and retype it."
        }
        (CaseCodeError::Character { .. }, Locale::Ja) => {
            "{n}文字目は、照会番号に使わない文字です。似た文字（0とO、1とIなど）は使いません。もう一度見て、打ち直してください。"
        }
        (CaseCodeError::Character { .. }, Locale::En) => {
            "Character {n} does not occur in case codes; look-alikes such as 0 and O, 1 and I are not used. Look again and retype it."
        }
        (CaseCodeError::Check, Locale::Ja) => {
            "どこかの文字が違っています（最後の確認の文字と合いません）。もう一度見て、打ち直してください。"
        }
        (CaseCodeError::Check, Locale::En) => {
            "Some character is wrong (the check character does not fit). Look again and retype it."
        }
    };
    let n = match error {
        CaseCodeError::Length { found } => found,
        CaseCodeError::Character { position } => position,
        CaseCodeError::Check => 0,
    };
    fill(template, &[("n", &n)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case_code::CaseCode;

    #[test]
    fn a_misread_code_is_explained_by_what_is_wrong_with_it() {
        let code = CaseCode::from_random(987_654).to_string();
        let wrong = |text: &str| explain_code(CaseCode::parse(text).unwrap_err(), Locale::Ja);
        assert!(wrong("K7P").contains("3文字"));
        assert!(wrong("K70-3FX-M").contains("3文字目"));
        let first = if code.starts_with('2') { '3' } else { '2' };
        let other: String = code
            .chars()
            .enumerate()
            .map(|(at, c)| if at == 0 { first } else { c })
            .collect();
        assert!(wrong(&other).contains("どこかの文字"));
    }
}
