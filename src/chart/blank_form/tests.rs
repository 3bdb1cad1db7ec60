use super::*;
use crate::domain::checklist::Form;
use crate::domain::form_order::{SectionKind, form_sections};
use crate::format::content::built_in;

const CARD: &str = "内容 default-sample 1.0（0123abcd）　2026年11月";

fn frame(locale: Locale) -> BlankFrame<'static> {
    BlankFrame {
        class: None,
        rule_card: CARD,
        locale,
    }
}

fn numbered(count: u16) -> Vec<GridRow<'static>> {
    (1..=count)
        .map(|number| GridRow {
            number: Some(number),
            name: None,
        })
        .collect()
}

/// Where each of these stands, in order; missing ones fail.
fn places(markup: &str, texts: &[&str]) -> Vec<usize> {
    texts
        .iter()
        .map(|text| {
            let text = text.replace('&', "&amp;").replace('\'', "&#39;");
            markup
                .find(&format!(">{text}<"))
                .unwrap_or_else(|| panic!("{text} is missing"))
        })
        .collect()
}

#[test]
fn every_item_of_a_form_stands_in_exactly_one_section_and_critical_items_come_last() {
    let checklist = built_in().unwrap();
    for form in [Form::Short, Form::Full] {
        let sections = form_sections(&checklist, form);
        let mut listed: Vec<_> = sections
            .iter()
            .flat_map(|section| section.items.clone())
            .collect();
        listed.sort_unstable();
        let wanted: Vec<_> = (0..checklist.items.len())
            .filter(|index| checklist.items[*index].form == form)
            .collect();
        assert_eq!(listed, wanted);
        let critical = sections
            .iter()
            .position(|section| section.kind == SectionKind::Critical);
        assert!(critical.is_none_or(|at| at + 1 == sections.len()));
    }
}

#[test]
fn the_sheet_of_a_student_has_every_item_of_the_full_form_in_the_order_of_the_screen() {
    let checklist = built_in().unwrap();
    for locale in [Locale::Ja, Locale::En] {
        let form = student_sheet(&checklist, &frame(locale));
        let labels: Vec<&str> = form_sections(&checklist, Form::Full)
            .iter()
            .flat_map(|section| section.items.clone())
            .map(|index| checklist.items[index].label.get(locale))
            .collect();
        assert!(places(&form.markup, &labels).is_sorted());
        assert_eq!(form.markup.matches("blank-item").count(), labels.len());
    }
}

#[test]
fn every_page_carries_the_checksum_and_its_number() {
    let checklist = built_in().unwrap();
    for form in [
        student_sheet(&checklist, &frame(Locale::Ja)),
        class_grid(&checklist, &numbered(80), &frame(Locale::Ja)),
    ] {
        assert!(form.pages > 1);
        assert_eq!(form.markup.matches("blank-page").count(), form.pages);
        assert_eq!(form.markup.matches("（0123abcd）").count(), form.pages);
        for page in 1..=form.pages {
            assert_eq!(
                form.markup.matches(&format!(">{page}/{}<", form.pages)).count(),
                1
            );
        }
    }
}

#[test]
fn a_class_of_forty_fits_one_page_and_its_lines_stand_in_the_order_of_the_screen() {
    let checklist = built_in().unwrap();
    for count in [1, 35, 36, 40] {
        assert_eq!(
            class_grid(&checklist, &numbered(count), &frame(Locale::Ja)).pages,
            1,
            "{count}"
        );
    }
    let markup = class_grid(&checklist, &numbered(3), &frame(Locale::Ja)).markup;
    let labels: Vec<&str> = checklist
        .form(Form::Short)
        .filter(|item| !item.is_critical())
        .map(|item| item.label.get(Locale::Ja))
        .collect();
    assert!(places(&markup, &labels).is_sorted());
    let columns = checklist.form(Form::Short).count() + 1;
    assert_eq!(markup.matches("<td>").count(), 3 * columns);
}

#[test]
fn more_lines_than_a_page_is_wide_go_on_on_another_page_with_the_same_students() {
    let mut checklist = built_in().unwrap();
    let line = checklist.form(Form::Short).nth(3).unwrap().clone();
    for _ in 0..10 {
        checklist.items.insert(4, line.clone());
    }
    let form = class_grid(&checklist, &numbered(30), &frame(Locale::Ja));
    assert_eq!(form.pages, 2);
    assert_eq!(form.markup.matches("<span class=\"num\">30</span>").count(), 2);
    assert_eq!(
        form.markup.matches(">なんとなく気になる</span>").count(),
        1,
        "at the end of the last part"
    );
}

#[test]
fn names_stand_only_where_they_were_given() {
    let checklist = built_in().unwrap();
    let row = GridRow {
        number: Some(1),
        name: Some("架空 <b>一号"),
    };
    let markup = class_grid(&checklist, &[row], &frame(Locale::Ja)).markup;
    assert!(markup.contains("架空 &lt;b&gt;一号"));
    assert!(
        !class_grid(&checklist, &numbered(1), &frame(Locale::Ja))
            .markup
            .contains("personal")
    );
}

#[test]
fn what_to_write_is_said_for_each_column() {
    let checklist = built_in().unwrap();
    let markup = class_grid(&checklist, &numbered(1), &frame(Locale::Ja)).markup;
    for text in [
        "3–13：0＝なし　1＝少し　2＝はっきり",
        "？＝わからない",
        "－＝対象外",
    ] {
        assert!(markup.contains(text), "{text}");
    }
}
