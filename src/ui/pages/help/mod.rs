//! 使い方・自己点検: guides on one page each, the self-check of this device, preparing it, and what was tested. Outside of any
//! class, so that it can be read before one is begun and while the app is locked.

pub mod about;
mod check;
mod guides;
mod plain;
pub mod tour;

use leptos::prelude::*;

use crate::browser;
use crate::domain::locale::Locale;
use crate::route::Route;
use crate::text::help::HelpText;
use crate::ui::components::{Icon, icon, start_head};
use crate::ui::dom::{El, button, el};
use crate::ui::frame::notice_bar;
use crate::ui::keeper;
use crate::ui::keeping::{leave_with_the_address, show, to_main};
use crate::ui::state::{App, Mode};

/// A section of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Teacher,
    Ward,
    Check,
    Prepare,
    Access,
}

const SECTIONS: [Section; 5] = [
    Section::Teacher,
    Section::Ward,
    Section::Check,
    Section::Prepare,
    Section::Access,
];

impl Section {
    const fn name(self, words: &HelpText) -> &'static str {
        match self {
            Section::Teacher => words.teacher,
            Section::Ward => words.ward,
            Section::Check => words.check,
            Section::Prepare => words.prepare,
            Section::Access => words.access,
        }
    }
}

/// The screen.
pub fn page(app: App) -> El {
    leave_with_the_address(app, Route::Help);
    to_main();
    let section = RwSignal::new(Section::Teacher);
    let check = check::Check::new(app);
    el("main")
        .attr("id", "main")
        .class("start help")
        .attr("tabindex", "-1")
        .child(start_head(app))
        .child(notice_bar(app, Vec::new))
        .region(move || vec![head(app, section)])
        .region(move || {
            let locale = app.locale.get();
            let shown = match section.get() {
                Section::Teacher => guides::teacher(locale),
                Section::Ward => guides::ward(locale),
                Section::Check => check::paper(check, locale),
                Section::Prepare => plain::prepare(app, locale),
                Section::Access => plain::access(locale),
            };
            vec![shown]
        })
}

/// Title, way out, sections, and what can be done with the one shown.
fn head(app: App, section: RwSignal<Section>) -> El {
    let locale = app.locale.get();
    let words = HelpText::of(locale);
    let choice = |to: Section| {
        el("li").child(
            button("help-section", to.name(words), move |_| section.set(to))
                .attr_with("aria-current", move || {
                    (section.get() == to).then(|| "true".to_owned())
                }),
        )
    };
    let title = el("div")
        .class("workshop-title")
        .child(el("h2").class("wizard-title").text(words.title))
        .child(button("button-quiet", words.leave, move |_| {
            keeper::come_home(app)
        }));
    let sections = el("nav")
        .attr("aria-label", words.sections)
        .child(el("ul").class("help-sections").children(SECTIONS.map(choice)));
    let acts = el("div")
        .class("buttons")
        .region(move || acts(app, section.get(), locale));
    el("div")
        .class("help-head")
        .child(title)
        .child(sections)
        .child(acts)
}

fn acts(app: App, section: Section, locale: Locale) -> Vec<El> {
    let words = HelpText::of(locale);
    let word = match section {
        Section::Teacher | Section::Ward => words.print_one,
        Section::Check | Section::Prepare | Section::Access => words.print,
    };
    let print = button("button", "", move |_| {
        if !browser::print::print() {
            app.warn(words.not_printed);
        }
    })
    .child(icon(Icon::Print))
    .text(word);
    let tour = (section == Section::Teacher).then(|| button("button", words.tour, move |_| begin_tour(app)));
    std::iter::once(print).chain(tour).collect()
}

/// Opens the sample class with the guide from its first step.
fn begin_tour(app: App) {
    app.parts.class.run(app, move |class| {
        match (class.sample)(app, browser::clock::today()) {
            Ok(document) => {
                app.tour.set(Some(0));
                app.notice.set(None);
                // At once, or the class would be put aside for the help again.
                app.route.set(Route::Home);
                app.open(document, Mode::Sample);
                show(app, Route::Home);
            }
            Err(error) => app.warn(error.to_string()),
        }
    });
}
