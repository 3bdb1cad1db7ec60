//! One row of a pasted table → one item.

use super::{Column, PasteFault, PasteRule, list_of};
use crate::domain::checklist::Form;
use crate::domain::limits::{MAX_LABEL_CHARS, MAX_OPTIONS, MAX_POINTS, MAX_TEXT_CHARS, MAX_WEIGHT};
use crate::format::content::draft::cells::{line, plain};
use crate::format::content::draft::path::Path;
use crate::format::content::draft::{edit, names};
use crate::format::content::rule::Part;
use crate::format::json::Json;

/// What stands where nobody wrote where an item comes from.
const NO_SOURCE: (&str, &str) = ("学校・区で決めた項目", "Decided by the school or ward");

/// Reads rows into items, and remembers what is wrong.
pub(super) struct Reader<'a> {
    draft: &'a Json,
    form: Form,
    pub(super) columns: Vec<Column>,
    pub(super) items: Vec<Json>,
    pub(super) faults: Vec<PasteFault>,
    usual_scale: Option<String>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(draft: &'a Json, form: Form, columns: Vec<Column>) -> Self {
        Self {
            draft,
            form,
            columns,
            items: Vec::new(),
            faults: Vec::new(),
            usual_scale: usual_scale(draft, form),
        }
    }

    /// What stands in a column of the row; empty where there is no such column.
    fn cell<'b>(&self, row: &'b [String], column: Column) -> &'b str {
        let at = self.columns.iter().position(|found| *found == column);
        at.and_then(|at| row.get(at)).map_or("", String::as_str)
    }

    fn fault(&mut self, row: usize, column: Column, rule: PasteRule) {
        let at = self.columns.iter().position(|found| *found == column);
        self.faults.push(PasteFault {
            row,
            column: at.map(|at| (column, at + 1)),
            rule,
        });
    }

    pub(super) fn row(&mut self, at: usize, row: &[String]) {
        let area = self.area(at, row);
        let ja = self.words(at, row, Column::Label, MAX_LABEL_CHARS);
        let en = self.words(at, row, Column::LabelEnglish, MAX_LABEL_CHARS * 2);
        let help = self.words(at, row, Column::Help, MAX_TEXT_CHARS);
        let help_en = self.words(at, row, Column::HelpEnglish, MAX_TEXT_CHARS * 2);
        let source = self.words(at, row, Column::Source, MAX_TEXT_CHARS);
        if ja.is_empty() {
            self.fault(at, Column::Label, PasteRule::Empty);
        }
        let answers = self.answers(at, row);
        let weight = self.weight(at, row);
        let or = |text: &str, other: &str| {
            if text.is_empty() {
                other.to_owned()
            } else {
                text.to_owned()
            }
        };
        let help = or(&help, &ja);
        let source = match source.as_str() {
            "" => both(NO_SOURCE.0, NO_SOURCE.1),
            source => both(source, source),
        };
        let mut fields = vec![
            ("id", Json::Text(self.name(&area))),
            ("areas", Json::List(vec![Json::Text(area)])),
            ("label", both(&ja, &or(&en, &ja))),
            ("help", both(&help, &or(&help_en, &help))),
            ("source", source),
        ];
        fields.extend(weight.map(|weight| ("weight", Json::Number(weight))));
        fields.extend(answers);
        let fields = fields.into_iter().map(|(name, json)| (name.to_owned(), json));
        self.items.push(Json::Object(fields.collect()));
    }

    /// A name for the item that neither the draft nor a row before it has.
    fn name(&self, area: &str) -> String {
        let like = match self.form {
            Form::Short => "Q1".to_owned(),
            Form::Full => format!("{area}1"),
        };
        let entry = Path::top().field(list_of(self.form)).index(0);
        let fresh = names::fresh(self.draft, &entry, &like);
        let stem = fresh.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let first: usize = fresh
            .get(stem.len()..)
            .and_then(|digits| digits.parse().ok())
            .unwrap_or(1);
        let is_mine = |item: &&Json| {
            let name = item.get("id").and_then(Json::text).unwrap_or_default();
            name.trim_end_matches(|c: char| c.is_ascii_digit()) == stem
        };
        let mine = self.items.iter().filter(is_mine).count();
        format!("{stem}{}", first + mine)
    }

    fn words(&mut self, at: usize, row: &[String], column: Column, most: usize) -> String {
        let text = line(self.cell(row, column));
        let found = text.chars().count();
        if found > most {
            self.fault(at, column, PasteRule::TooLong { found, most });
        }
        text
    }

    fn area(&mut self, at: usize, row: &[String]) -> String {
        let wanted = plain(self.cell(row, Column::Area));
        let areas = names::all(self.draft, Part::Area);
        let label = |place: &Path, path: [&str; 2]| {
            let [field, language] = path;
            edit::text(self.draft, &place.field(field).field(language)).to_owned()
        };
        let is_it = |(place, name): &&(Path, &str)| {
            let labels = [["label", "ja"], ["label", "en"], ["short", "ja"], ["short", "en"]];
            plain(name) == wanted
                || labels
                    .into_iter()
                    .any(|path| plain(&label(place, path)) == wanted)
        };
        if let Some((_, name)) = areas.iter().find(is_it).filter(|_| !wanted.is_empty()) {
            return (*name).to_owned();
        }
        let known = areas
            .iter()
            .map(|(place, _)| label(place, ["label", "ja"]))
            .collect();
        let rule = match wanted.as_str() {
            "" => PasteRule::Empty,
            _ => PasteRule::UnknownArea { known },
        };
        self.fault(at, Column::Area, rule);
        String::new()
    }

    /// The field that says how the item is answered.
    fn answers(&mut self, at: usize, row: &[String]) -> Option<(&'static str, Json)> {
        let cell = self.cell(row, Column::Options).to_owned();
        let scale = |name: &str| Some(("scale", Json::Text(name.to_owned())));
        if cell.trim().is_empty() {
            let Some(usual) = self.usual_scale.clone() else {
                self.fault(at, Column::Options, PasteRule::Empty);
                return None;
            };
            return scale(&usual);
        }
        if names::find(self.draft, Part::Scale, cell.trim()).is_some() {
            return scale(cell.trim());
        }
        let labels: Vec<String> = cell
            .split(['/', '／', '|', '｜', '\n'])
            .map(line)
            .filter(|label| !label.is_empty())
            .collect();
        if !(2..=MAX_OPTIONS).contains(&labels.len()) {
            let found = labels.len();
            self.fault(at, Column::Options, PasteRule::Options { found });
            return None;
        }
        for label in &labels {
            let (found, most) = (label.chars().count(), MAX_LABEL_CHARS);
            if found > most {
                self.fault(at, Column::Options, PasteRule::TooLong { found, most });
            }
        }
        let points = self.points(at, row, labels.len())?;
        if let Some(name) = self.scale_like(&labels, &points) {
            return scale(&name);
        }
        let option = |(label, points): (&String, &u8)| {
            let fields = [
                ("label", both(label, label)),
                ("points", Json::Number((*points).into())),
            ];
            Json::Object(fields.map(|(name, json)| (name.to_owned(), json)).to_vec())
        };
        Some((
            "options",
            Json::List(labels.iter().zip(&points).map(option).collect()),
        ))
    }

    /// Points of the answers; counted up from 0 where none are written.
    fn points(&mut self, at: usize, row: &[String], options: usize) -> Option<Vec<u8>> {
        let cell = self.cell(row, Column::Points).to_owned();
        if cell.trim().is_empty() {
            return Some((0..=u8::MAX).take(options).collect());
        }
        let parts: Vec<String> = cell
            .split(['/', '／', '|', '｜', '\n', ',', '、', '，', ' ', '　'])
            .map(plain)
            .filter(|part| !part.is_empty())
            .collect();
        if parts.len() != options {
            let found = parts.len();
            self.fault(at, Column::Points, PasteRule::PointsCount { found, options });
            return None;
        }
        let read = |part: &String| {
            let digits = part.strip_suffix('点').unwrap_or(part);
            digits.parse().ok().filter(|points| *points <= MAX_POINTS)
        };
        let points: Option<Vec<u8>> = parts.iter().map(read).collect();
        if points.is_none() {
            self.fault(at, Column::Points, PasteRule::Points);
        }
        points
    }

    /// The scale with just these answers, if there is one.
    fn scale_like(&self, labels: &[String], points: &[u8]) -> Option<String> {
        let is_it = |place: &Path| {
            let options = edit::get(self.draft, &place.field("options"))
                .map(Json::list)
                .unwrap_or_default();
            let same = |((option, label), points): ((&Json, &String), &u8)| {
                let words = option.get("label");
                let is_label = |language| {
                    let word = words.and_then(|words| words.get(language)).and_then(Json::text);
                    word.is_some_and(|word| plain(word) == plain(label))
                };
                option.get("points") == Some(&Json::Number((*points).into()))
                    && (is_label("ja") || is_label("en"))
            };
            options.len() == labels.len() && options.iter().zip(labels).zip(points).all(same)
        };
        let scales = names::all(self.draft, Part::Scale);
        let found = scales.into_iter().find(|(place, _)| is_it(place));
        found.map(|(_, name)| name.to_owned())
    }

    fn weight(&mut self, at: usize, row: &[String]) -> Option<f64> {
        let cell = plain(self.cell(row, Column::Weight));
        if cell.is_empty() {
            return None;
        }
        let is_quarter = |weight: &f64| (weight * 4.0).fract().abs() < f64::EPSILON;
        let weight: Option<f64> = cell.parse().ok();
        let weight = weight.filter(|weight| (0.0..=MAX_WEIGHT).contains(weight) && is_quarter(weight));
        if weight.is_none() {
            self.fault(at, Column::Weight, PasteRule::Weight);
        }
        weight
    }
}

fn both(ja: &str, en: &str) -> Json {
    let fields = [("ja", ja), ("en", en)];
    Json::Object(
        fields
            .map(|(name, text)| (name.to_owned(), Json::Text(text.to_owned())))
            .to_vec(),
    )
}

/// The scale most scored items of the form use.
fn usual_scale(draft: &Json, form: Form) -> Option<String> {
    let items = draft.get(list_of(form)).map(Json::list).unwrap_or_default();
    let is_scored = |item: &&Json| matches!(item.get("kind").and_then(Json::text), None | Some("scored"));
    let used: Vec<&str> = items
        .iter()
        .filter(is_scored)
        .filter_map(|item| item.get("scale").and_then(Json::text))
        .collect();
    let count = |name: &str| used.iter().filter(|found| **found == name).count();
    let scales = names::all(draft, Part::Scale);
    let most = scales.iter().rev().max_by_key(|(_, name)| count(name));
    most.map(|(_, name)| (*name).to_owned())
}
