//! The preview: what is read, what is thrown away, what is wrong; and the teacher's say in it.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::Import;
use super::rows::first_rows;
use super::sources::{alert, fault};
use crate::domain::locale::Locale;
use crate::format::roster_table::{ColumnFate, ColumnView, Field, RosterError, RosterImport, RosterPreview};
use crate::text::fill;
use crate::text::roster as said;
use crate::text::roster_page::ImportText;
use crate::ui::dom::{El, button, checked, el, value};

/// The preview of what was read. `offers_names` tells a roster from an attendance list, whose names are only compared.
/// `rest` comes after the first rows and is made anew with each change.
pub fn preview(
    import: &Import,
    locale: Locale,
    offers_names: bool,
    rest: impl Fn() -> Vec<El> + 'static,
) -> El {
    preview_boxed(import.clone(), locale, offers_names, Rc::new(rest))
}

fn preview_boxed(import: Import, locale: Locale, offers_names: bool, rest: Rc<dyn Fn() -> Vec<El>>) -> El {
    el("div").class("preview").region(move || {
        import.0.version.track();
        let outcome = import.0.outcome.borrow();
        let Some(Ok(preview)) = outcome.as_ref() else {
            return vec![fault(&import, locale)];
        };
        let view = Preview {
            import: &import,
            preview,
            locale,
            words: ImportText::of(locale),
        };
        let mut parts = view.problems();
        parts.extend(view.left_out());
        parts.extend(view.notices());
        parts.push(view.read_columns());
        if offers_names {
            parts.extend(view.names_switch());
        }
        parts.extend(view.class_choice());
        if preview.problems.is_empty() {
            let (title, rows) = (
                if offers_names {
                    view.words.first_rows
                } else {
                    view.words.first_rows_list
                },
                import.clone(),
            );
            parts.push(view.section(title).region(move || first_rows(&rows, locale)));
            let rest = rest.clone();
            parts.push(el("div").class("preview-rest").region(move || rest()));
        }
        parts.extend(view.discarded_columns());
        parts.push(view.source());
        parts
    })
}

/// One look at what was read.
struct Preview<'a> {
    import: &'a Import,
    preview: &'a RosterPreview,
    locale: Locale,
    words: &'static ImportText,
}

impl Preview<'_> {
    fn section(&self, title: &str) -> El {
        el("section").class("preview-part").child(el("h3").text(title))
    }

    fn heading(&self, column: &ColumnView) -> String {
        if column.heading.is_empty() {
            said::untitled_column(column.index, self.locale)
        } else {
            column.heading.clone()
        }
    }

    /// How the list was written down.
    fn source(&self) -> El {
        let encoding = said::encoding_label(self.preview.encoding, self.locale);
        let text = match self.preview.header_line {
            Some(line) => fill(
                self.words.source_header,
                &[("encoding", &encoding), ("line", &line)],
            ),
            None => fill(self.words.source, &[("encoding", &encoding)]),
        };
        el("p").class("dim small").text(&text)
    }

    /// Every bad row with its line, and a way to leave it out.
    fn problems(&self) -> Vec<El> {
        let rows = &self.preview.problems;
        if rows.is_empty() {
            return Vec::new();
        }
        let sentences = said::explain_roster(&RosterError::Rows(rows.clone()), self.locale);
        let [first, others @ ..] = sentences.as_slice() else {
            return Vec::new();
        };
        let (bad, last) = others.split_at(rows.len().min(others.len()));
        let items = bad.iter().zip(rows).map(|(sentence, row)| {
            let (import, line) = (self.import.clone(), row.line);
            let out = button("button", self.words.leave_out, move |_| {
                import.leave_out(line, true)
            });
            let label = format!("{sentence} {}", self.words.leave_out);
            el("li")
                .child(el("span").text(sentence))
                .child(out.attr("aria-label", &label))
        });
        let content = std::iter::once(el("p").child(el("b").text(first)))
            .chain([el("ul").class("bad-rows").children(items)])
            .chain(last.iter().map(|sentence| el("p").text(sentence)));
        vec![el("div").attr("role", "alert").child(alert(content))]
    }

    /// Rows the teacher left out, with a way back.
    fn left_out(&self) -> Vec<El> {
        let row = |line: &usize| {
            let (import, line) = (self.import.clone(), *line);
            let text = fill(self.words.left_out, &[("line", &line)]);
            let label = format!("{text} {}", self.words.take_in);
            let back = button("button", self.words.take_in, move |_| {
                import.leave_out(line, false)
            });
            el("p")
                .class("left-out")
                .text(&text)
                .child(back.attr("aria-label", &label))
        };
        self.import.0.left_out.borrow().iter().map(row).collect()
    }

    fn notices(&self) -> Option<El> {
        let notices = &self.preview.notices;
        let lines = notices
            .iter()
            .map(|notice| el("li").text(&said::explain_notice(notice, self.locale)));
        (!notices.is_empty()).then(|| el("ul").class("import-notices").children(lines))
    }

    /// The columns that are read, each with a choice of what it is read as.
    fn read_columns(&self) -> El {
        let columns = self.preview.columns.iter().filter(|column| is_read(column));
        self.section(self.words.read_columns).child(
            el("div")
                .class("columns")
                .children(columns.map(|column| self.column(column))),
        )
    }

    fn column(&self, column: &ColumnView) -> El {
        let (import, index, locale) = (self.import.clone(), column.index, self.locale);
        let id = format!("column-{index}");
        let heading = self.heading(column);
        let now = self.preview.mapping.field(index);
        let option = |field: Option<Field>| {
            let (value, label) = match field {
                Some(field) => (position(field), said::field_label(field, locale).to_owned()),
                None => (String::new(), said::fate_label(ColumnFate::Discarded, locale)),
            };
            let option = el("option").attr("value", &value).text(&label);
            if field == now {
                option.flag("selected")
            } else {
                option
            }
        };
        let fields = std::iter::once(None).chain(Field::ALL.into_iter().map(Some));
        let select = el("select")
            .attr("id", &id)
            .attr("aria-label", &fill(self.words.column_as, &[("column", &heading)]))
            .children(fields.map(option))
            .on("change", move |event| {
                let typed = value(&event);
                let field = Field::ALL.into_iter().find(|field| position(*field) == typed);
                import.remap(&id, |mapping| {
                    mapping.assign(index, field);
                });
            });
        el("div")
            .class("column")
            .child(el("span").text(&heading))
            .child(select)
    }

    /// The columns that are thrown away: all named, the locked ones with the reason.
    fn discarded_columns(&self) -> Option<El> {
        let (words, import) = (self.words, self.import.clone());
        let columns: Vec<&ColumnView> = self
            .preview
            .columns
            .iter()
            .filter(|column| !is_read(column))
            .collect();
        if columns.is_empty() {
            return None;
        }
        let chip = |column: &&ColumnView| {
            let chip = el("li").class("thrown").text(&self.heading(column));
            if column.is_locked {
                chip.class("thrown locked")
                    .child(el("span").class("visually-hidden").text(words.locked))
            } else {
                chip
            }
        };
        let free: Vec<El> = columns
            .iter()
            .filter(|column| !column.is_locked && column.filled_count > 0)
            .map(|column| self.column(column))
            .collect();
        let hint = columns.iter().any(|column| column.is_locked).then(|| {
            let sign = el("span").class("thrown locked").text(words.locked);
            el("p")
                .class("dim small")
                .child(sign)
                .text(" ")
                .text(said::locked_hint(self.locale))
        });
        let drawer = (!free.is_empty()).then(|| {
            let drawer = el("details")
                .child(el("summary").text(words.reassign))
                .child(el("div").class("columns").children(free))
                .on("toggle", move |event| {
                    let open = event.target().map(|target| is_open(&target));
                    import.0.is_drawer_open.set(open.unwrap_or_default());
                });
            if self.import.0.is_drawer_open.get_untracked() {
                drawer.flag("open")
            } else {
                drawer
            }
        });
        let section = self
            .section(&fill(words.discarded, &[("n", &columns.len())]))
            .child(el("p").text(words.discarded_hint))
            .child(
                el("ul")
                    .class("thrown-columns")
                    .children(columns.iter().map(chip)),
            )
            .children(hint)
            .children(drawer);
        Some(section)
    }

    /// The switch for numbers only, where the list has names.
    fn names_switch(&self) -> Option<El> {
        let has_names = |column: &ColumnView| {
            self.preview
                .mapping
                .field(column.index)
                .is_some_and(Field::is_name)
        };
        if !self.preview.columns.iter().any(has_names) {
            return None;
        }
        let (import, keeps) = (self.import.clone(), self.preview.mapping.keeps_names());
        let input = el("input")
            .attr("type", "checkbox")
            .attr("id", "names-off")
            .prop_with("checked", move || JsValue::from_bool(!keeps))
            .on("change", move |event| {
                let off = checked(&event);
                import.remap("names-off", |mapping| mapping.keep_names(!off));
            });
        Some(
            el("label")
                .class("check names-off")
                .child(input)
                .text(self.words.names_off),
        )
    }

    /// Which class, where the list has several.
    fn class_choice(&self) -> Option<El> {
        let classes = &self.preview.classes;
        if classes.len() < 2 {
            return None;
        }
        let class = self.import.0.class;
        let now = class.get_untracked();
        let option = |(at, roster): (usize, &RosterImport)| {
            let people = fill(self.words.people, &[("n", &roster.students.len())]);
            let label = format!("{}　{people}", said::class_label(roster, self.locale));
            let option = el("option").attr("value", &at.to_string()).text(&label);
            if at == now {
                option.flag("selected")
            } else {
                option
            }
        };
        let select = el("select")
            .attr("id", "import-class")
            .children(classes.iter().enumerate().map(option))
            .on("change", move |event| {
                class.set(value(&event).parse().unwrap_or(0))
            });
        let label = el("label").attr("for", "import-class").text(self.words.class);
        Some(el("div").class("field").child(label).child(select))
    }
}

fn is_read(column: &ColumnView) -> bool {
    column.fate != ColumnFate::Discarded
}

/// A field as the value of an option: its position.
fn position(field: Field) -> String {
    let at = Field::ALL.iter().position(|other| *other == field);
    at.unwrap_or_default().to_string()
}

fn is_open(target: &web_sys::EventTarget) -> bool {
    target.unchecked_ref::<web_sys::Element>().has_attribute("open")
}
