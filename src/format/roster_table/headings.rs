//! What the columns of school rosters are called. Source of the names: domain dossier, sections 6.1 to 6.3.

use crate::format::text_encoding::Nfkc;

/// What a column may be read as. Nothing else of a roster is ever kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// 学年
    Grade,
    /// 組
    Class,
    /// 出席番号
    Number,
    /// 氏名
    Name,
    /// ふりがな
    Reading,
    /// 欠席日数
    Absent,
    /// 遅刻
    Late,
    /// 早退
    LeftEarly,
    /// 授業日数
    SchoolDays,
}

impl Field {
    /// All fields in display order.
    pub const ALL: [Field; 9] = [
        Field::Grade,
        Field::Class,
        Field::Number,
        Field::Name,
        Field::Reading,
        Field::Absent,
        Field::Late,
        Field::LeftEarly,
        Field::SchoolDays,
    ];

    /// Whether it names a person, so that a teacher who works with numbers only can leave it out.
    pub fn is_name(self) -> bool {
        matches!(self, Field::Name | Field::Reading)
    }

    /// Whether it is a count of days or times.
    pub fn is_count(self) -> bool {
        matches!(
            self,
            Field::Absent | Field::Late | Field::LeftEarly | Field::SchoolDays
        )
    }

    /// Headings of this field as [`plain_heading`] writes them, the surest first.
    fn aliases(self) -> &'static [&'static str] {
        match self {
            Field::Grade => &["学年", "年", "grade"],
            Field::Class => &[
                "組",
                "学級",
                "クラス",
                "組名",
                "学級名",
                "クラス名",
                "年組",
                "class",
            ],
            Field::Number => &[
                "出席番号",
                "番号",
                "名簿番号",
                "席番",
                "出席番",
                "出番",
                "番",
                "no",
                "no.",
                "在籍",
                "number",
            ],
            Field::Name => &[
                "氏名",
                "名前",
                "児童氏名",
                "生徒氏名",
                "児童生徒氏名",
                "児童名",
                "生徒名",
                "児童生徒名",
                "公簿名",
                "なまえ",
                "name",
            ],
            Field::Reading => &[
                "ふりがな",
                "フリガナ",
                "よみがな",
                "読みがな",
                "読み仮名",
                "かな",
                "カナ",
                "よみ",
                "読み",
                "reading",
            ],
            Field::Absent => &["欠席日数", "欠席", "欠席数", "欠席日", "absent"],
            Field::Late => &["遅刻", "遅刻回数", "遅刻数", "遅刻日数", "遅刻回", "late"],
            Field::LeftEarly => &["早退", "早退回数", "早退数", "早退日数", "早退回", "early"],
            // Not 出席しなければならない日数: days of 出席停止・忌引 are missing from it.
            Field::SchoolDays => &["授業日数", "授業日数計", "schooldays"],
        }
    }
}

/// Words that lock a column: nothing under such a heading can be read, whatever anybody chooses.
const SENSITIVE: [&str; 49] = [
    "保護者",
    "続柄",
    "緊急",
    "連絡先",
    "兄弟",
    "姉妹",
    "家族",
    "家庭",
    "性別",
    "男女",
    "生年月日",
    "誕生",
    "年齢",
    "国籍",
    "住所",
    "郵便",
    "都道府県",
    "市区町村",
    "番地",
    "アパート",
    "マンション",
    "地区",
    "町名",
    "電話",
    "携帯",
    "tel",
    "fax",
    "メール",
    "mail",
    "出身",
    "転入",
    "転出",
    "編入",
    "入学日",
    "要保護",
    "準要",
    "就学援助",
    "健康",
    "病",
    "アレルギー",
    "障害",
    "支援",
    "問題行動",
    "引継",
    "引き継ぎ",
    "コード",
    "学籍番号",
    "パスワード",
    "password",
];
/// The same for headings too short to look for inside others.
const SENSITIVE_ALONE: [&str; 5] = ["性", "id", "備考", "特記事項", "メモ"];

/// One part of a name in two columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NamePart {
    /// 姓 or せい.
    Family,
    /// 名 or めい.
    Given,
}

/// What a heading says about its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    /// A field. A lower rank is a surer name for it.
    Known { field: Field, rank: usize },
    /// Half of a name.
    Half { field: Field, part: NamePart },
    /// Something that must never be read.
    Sensitive,
    /// Anything else.
    Other,
}

/// A heading without what varies between writers: width, spaces, line breaks, brackets, case.
pub(super) fn plain_heading(heading: &str, nfkc: Nfkc) -> String {
    let heading = if heading.is_ascii() {
        heading.to_owned()
    } else {
        nfkc(heading)
    };
    heading
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '[' | ']' | '【' | '】' | '「' | '」'))
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// What a heading, already made plain, says about its column.
pub(super) fn classify(plain: &str) -> Heading {
    for field in Field::ALL {
        if let Some(rank) = field.aliases().iter().position(|alias| *alias == plain) {
            return Heading::Known { field, rank };
        }
    }
    let half = match plain {
        "姓" | "苗字" | "名字" | "familyname" => Some((Field::Name, NamePart::Family)),
        "名" | "givenname" => Some((Field::Name, NamePart::Given)),
        "せい" | "セイ" | "姓かな" | "姓カナ" | "姓ふりがな" | "姓フリガナ" => {
            Some((Field::Reading, NamePart::Family))
        }
        "めい" | "メイ" | "名かな" | "名カナ" | "名ふりがな" | "名フリガナ" => {
            Some((Field::Reading, NamePart::Given))
        }
        _ => None,
    };
    if let Some((field, part)) = half {
        return Heading::Half { field, part };
    }
    if let Some(rank) = rank_of_named_reading(plain) {
        return Heading::Known {
            field: Field::Reading,
            rank,
        };
    }
    if SENSITIVE_ALONE.contains(&plain) || SENSITIVE.iter().any(|word| plain.contains(word)) {
        return Heading::Sensitive;
    }
    Heading::Other
}

/// 氏名ふりがな, 公簿名のふりがな, 氏名（カナ） and かな氏名: a heading of names and one of readings put together.
fn rank_of_named_reading(plain: &str) -> Option<usize> {
    let readings = Field::Reading.aliases();
    let rank = readings.iter().position(|reading| {
        let name = plain
            .strip_suffix(reading)
            .or_else(|| plain.strip_prefix(reading))
            .unwrap_or_default();
        Field::Name
            .aliases()
            .contains(&name.strip_suffix('の').unwrap_or(name))
    })?;
    Some(readings.len() + rank)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    fn heading(text: &str) -> Heading {
        classify(&plain_heading(text, &|text| text.nfkc().collect()))
    }

    fn field(text: &str) -> Option<Field> {
        match heading(text) {
            Heading::Known { field, .. } => Some(field),
            Heading::Half { .. } | Heading::Sensitive | Heading::Other => None,
        }
    }

    #[test]
    fn headings_are_known_in_every_width_and_spelling_schools_use() {
        let known = [
            (Field::Grade, "学年"),
            (Field::Class, "クラス"),
            (Field::Class, "ｸﾗｽ"),
            (Field::Number, "出席\n番号"),
            (Field::Number, "Ｎｏ．"),
            (Field::Number, "№"),
            (Field::Number, "在籍"),
            (Field::Name, "氏　名"),
            (Field::Name, "【生徒氏名】"),
            (Field::Name, "公簿名"),
            (Field::Reading, "ﾌﾘｶﾞﾅ"),
            (Field::Reading, "氏名（かな）"),
            (Field::Reading, "公簿名のふりがな"),
            (Field::Reading, "カナ氏名"),
            (Field::Absent, "欠席（日）"),
            (Field::Late, "遅刻回数"),
            (Field::LeftEarly, "早退"),
            (Field::SchoolDays, "授業日数"),
            (Field::SchoolDays, "授業 日数"),
        ];
        for (expected, text) in known {
            assert_eq!(field(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn headings_about_others_or_about_more_than_a_roster_needs_are_not_taken() {
        let locked = [
            "保護者1　名前",
            "保護者1　名前ふりがな",
            "保護者氏名",
            "生年月日",
            "性別",
            "郵便番号",
            "電話番号1",
            "学籍番号",
            "生徒コード",
            "町番地",
            "外国籍",
            "要・準要保護",
            "問題行動※５つまで選択可",
            "備考",
        ];
        for text in locked {
            assert_eq!(heading(text), Heading::Sensitive, "{text}");
        }
        for text in [
            "正式名前",
            "正式名前ふりがな",
            "出席しなければならない日数",
            "出席日数",
            "出席停止・忌引等の日数",
            "年度",
            "担任名",
            "",
        ] {
            assert_eq!(heading(text), Heading::Other, "{text}");
        }
    }
}
