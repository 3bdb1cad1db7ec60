//! The frame around every screen of an open class: head bar, steps, notices. Its owner owns the [`Desk`], so closing the
//! class drops every signal that held a name or an answer.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::components::safety::safety_button;
use super::components::{Icon, dialog, icon};
use super::contents;
use super::dom::{El, button, el, keep, region, value};
use super::keeping::follow_aside;
use super::pages;
use super::state::{App, Desk, Mode, Row, Saving};
use crate::browser;
use crate::domain::checklist::Form;
use crate::domain::decision::Decision;
use crate::domain::document::{Document, RoundId};
use crate::domain::locale::Locale;
use crate::domain::overview;
use crate::domain::scoring::Ground;
use crate::format::contents::Reading;
use crate::route::Route;
use crate::text::fill;
use crate::text::frame::{FrameText, class_title, school_year};
use crate::text::keeper::KeeperText;
use crate::text::start::StartText;

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepState {
    /// Students done.
    pub done: usize,
    /// Students for whom it is to be done.
    pub all: usize,
}

/// How far each step of the round is: first look, full forms, decisions, summaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    /// 一次確認: students whose short form has no blank.
    pub short: StepState,
    /// 詳しい票: students who need one and have no blank there.
    pub full: StepState,
    /// 会議: students above the lowest level or urgent, with a decision.
    pub meeting: StepState,
    /// 要約票: decisions that go beyond the school, with a case code drawn.
    pub summary: StepState,
}

/// The steps of the current round.
pub fn steps(desk: Desk) -> Memo<Steps> {
    let checklist = desk.checklist();
    Memo::new(move |_| {
        let round = desk.round.get();
        let coded: Vec<_> = desk.with(|document| {
            document
                .keys
                .entries
                .iter()
                .filter(|entry| entry.round == round)
                .map(|entry| entry.student)
                .collect()
        });
        desk.rows.with(|rows| {
            let count = |all: &dyn Fn(&Row) -> bool, done: &dyn Fn(&Row) -> bool| {
                let wanted: Vec<_> = rows.iter().filter(|row| all(row)).collect();
                StepState {
                    done: wanted.iter().filter(|row| done(row)).count(),
                    all: wanted.len(),
                }
            };
            Steps {
                short: count(&|_| true, &|row| {
                    row.response.progress(&checklist, Form::Short).is_complete()
                }),
                full: count(&|row| row.outcome.ground == Ground::Full, &|row| {
                    row.response.progress(&checklist, Form::Full).is_complete()
                }),
                meeting: count(&is_on_agenda, &|row| row.response.decision.is_some()),
                summary: count(
                    &|row| row.response.decision.as_ref().is_some_and(Decision::goes_out),
                    &|row| coded.contains(&row.student.id),
                ),
            }
        })
    })
}

/// Whether a student is talked about at the meeting: above the lowest level, urgent, or already decided on.
pub fn is_on_agenda(row: &Row) -> bool {
    overview::is_on_agenda(&row.response, &row.outcome)
}

/// The open class: head, steps and the screen of the address.
pub fn shell(app: App, document: Document, mode: Mode) -> El {
    match contents::built_in() {
        Ok(built_in) => open_class(Desk::new(app, built_in.checklist, document, mode)),
        // The built-in content is checked by a test; should it be broken all the same, say so instead of a blank page.
        Err(error) => el("p").class("page").text(&error.to_string()),
    }
}

fn open_class(desk: Desk) -> El {
    let (app, mode) = (desk.app, desk.mode);
    guard_unsaved(desk);
    follow_aside(app, |app, session| {
        app.parts
            .vault
            .run(app, move |vault| (vault.put_aside)(app, session));
    });
    // A new language makes everything anew; what was typed is in the document already.
    let top = move || {
        let words = FrameText::of(app.locale.get());
        let skip = button("skip", words.skip, |_| {
            browser::focus::focus_id("main");
        });
        vec![skip, head(desk)]
    };
    // So does a round with another content, but for the head, where the round was chosen.
    let all = move || {
        app.locale.track();
        desk.round_reading();
        vec![
            rail(desk),
            el("main")
                .attr("id", "main")
                .class("main")
                .attr("tabindex", "-1")
                .child(notice_bar(app, move || standing_notices(desk)))
                .child(tour(desk))
                .child(
                    // While another tab writes, this one shows what is stored and takes nothing.
                    el("div")
                        .class("screen")
                        .flag_with("inert", move || desk.following.get())
                        .region(move || screen(desk)),
                ),
        ]
    };
    el("div")
        .class(if mode == Mode::Sample {
            "frame sample"
        } else {
            "frame"
        })
        .toggle("names-hidden", move || app.names_hidden.get())
        .attr_with("data-content", move || {
            let reading = desk.round_reading();
            let stamp = &reading.checklist().stamp;
            Some(format!("{} {} {}", stamp.id, stamp.version, stamp.checksum))
        })
        .region(top)
        .region(all)
}

/// The guided look at the sample class, until it was finished or ended.
fn tour(desk: Desk) -> El {
    let app = desk.app;
    // One strip for all steps, so that the keyboard stays where it is.
    let is_on = Memo::new(move |_| {
        let is_guided = match app.route.get() {
            Route::Home
            | Route::Sweep
            | Route::Grid
            | Route::Full
            | Route::Class
            | Route::Meeting
            | Route::Summary => true,
            // Who goes there has left the way through the steps; it waits.
            Route::Roster
            | Route::Keys
            | Route::Settings
            | Route::School
            | Route::Content
            | Route::Calibration
            | Route::BlankForms
            | Route::Help => false,
        };
        is_guided && desk.mode == Mode::Sample && app.tour.with(Option::is_some)
    });
    region(move || {
        let strip = is_on.get().then(|| match app.parts.help.here() {
            Some(part) => (part.tour)(desk),
            // Its room is kept until it is here: what moves under a finger is tapped by mistake.
            None => el("div").class("tour"),
        });
        strip.into_iter().collect()
    })
}

fn screen(desk: Desk) -> Vec<El> {
    let (parts, locale) = (desk.app.parts, desk.app.locale.get_untracked());
    let route = desk.app.route.get();
    if shows_sheets(route) && matches!(desk.round_reading(), Reading::Missing(_)) {
        return vec![pages::lost_content::page(desk)];
    }
    match route {
        Route::Home => vec![pages::home::page(desk)],
        Route::Roster => parts.roster.show(locale, |part| vec![(part.roster)(desk)]),
        Route::Sweep => vec![pages::sweep::page(desk)],
        Route::Grid => vec![pages::grid::page(desk)],
        Route::Full => parts.follow_up.show(locale, |part| vec![(part.full)(desk)]),
        Route::Class => parts.follow_up.show(locale, |part| vec![(part.class)(desk)]),
        Route::Meeting => parts.follow_up.show(locale, |part| vec![(part.meeting)(desk)]),
        Route::Summary => parts.follow_up.show(locale, |part| vec![(part.summary)(desk)]),
        Route::Keys => parts.follow_up.show(locale, |part| vec![(part.keys)(desk)]),
        Route::Settings => parts.follow_up.show(locale, |part| vec![(part.settings)(desk)]),
        Route::Calibration => parts.content.show(locale, |part| vec![(part.calibration)(desk)]),
        Route::BlankForms => parts.content.show(locale, |part| vec![(part.blank_forms)(desk)]),
        // They take the place of the class, see `follow_aside`.
        Route::School | Route::Content | Route::Help => Vec::new(),
    }
}

/// Whether a screen shows what was answered, or what follows from it.
fn shows_sheets(route: Route) -> bool {
    match route {
        Route::Home
        | Route::Sweep
        | Route::Grid
        | Route::Full
        | Route::Class
        | Route::Meeting
        | Route::Summary
        | Route::Keys
        | Route::Calibration => true,
        Route::Roster
        | Route::Settings
        | Route::BlankForms
        | Route::School
        | Route::Content
        | Route::Help => false,
    }
}

/// Asks before leaving while the newest change is in no file. A sample is nobody's work: nothing is asked.
fn guard_unsaved(desk: Desk) {
    keep(move || {
        let revision = desk.with(|document| document.revision);
        let in_file = desk
            .app
            .saved_file
            .get()
            .is_some_and(|saved| saved.revision == revision);
        browser::unload::ask_before_leaving(desk.mode == Mode::Own && !in_file);
    });
    on_cleanup(|| browser::unload::ask_before_leaving(false));
}

fn head(desk: Desk) -> El {
    let app = desk.app;
    let locale = app.locale.get_untracked();
    let words = FrameText::of(locale);
    let hide = move |_| {
        app.names_hidden.update(|hidden| *hidden = !*hidden);
        store_settings(desk);
    };
    let switch = move |_| {
        app.locale.update(|locale| *locale = other(*locale));
        store_settings(desk);
    };
    let class =
        el("span")
            .class("head-class")
            .child(el("b").text_with(move || desk.with(|document| class_title(&document.classroom, locale))))
            .child(el("span").class("head-year").text_with(move || {
                desk.with(|document| school_year(document.classroom.school_year, locale))
            }));
    let home = el("a")
        .class("head-title")
        .attr("href", Route::Home.href())
        .child(el("span").class("head-app").text(words.app))
        .child(class);
    let eye = el("button")
        .attr("type", "button")
        .class("head-button")
        .attr_with("aria-pressed", move || Some(app.names_hidden.get().to_string()))
        .on("click", hide)
        .region(move || {
            let (which, word) = match app.names_hidden.get() {
                true => (Icon::EyeOff, words.show_names),
                false => (Icon::Eye, words.hide_names),
            };
            vec![icon(which), el("span").class("head-word").text(word)]
        });
    let language = button("head-button", words.language, switch).attr("lang", other(locale).code());
    el("header")
        .class("head")
        .child(home)
        .child(round_select(desk))
        .child(el("span").class("head-space"))
        .child(safety_button(desk))
        .children(save_state(desk))
        .child(eye)
        .child(language)
        .child(about_button(app))
}

/// 「？」: what the screen is for, in a dialog.
fn about_button(app: App) -> El {
    let locale = app.locale.get_untracked();
    let words = FrameText::of(locale);
    let open = RwSignal::new(false);
    let mark = button("head-button about-button", "？", move |_| open.set(true))
        .attr("aria-label", words.about)
        .attr("title", words.about);
    let content = move || {
        let route = app.route.get_untracked();
        app.parts.help.show(locale, |part| (part.about)(app, route, open))
    };
    el("span").class("safety-place").child(mark).child(dialog(
        "about-screen",
        open,
        move || words.about.to_owned(),
        content,
    ))
}

fn store_settings(desk: Desk) {
    if desk.mode == Mode::Own {
        desk.app.store_settings();
    }
}

const fn other(locale: Locale) -> Locale {
    match locale {
        Locale::Ja => Locale::En,
        Locale::En => Locale::Ja,
    }
}

/// Chooses the round shown, the newest first.
fn round_select(desk: Desk) -> El {
    let words = FrameText::of(desk.app.locale.get_untracked());
    let options = move || {
        let rounds: Vec<_> = desk.with(|document| {
            document
                .rounds
                .iter()
                .map(|round| (round.id, round.label.clone()))
                .collect()
        });
        let option = |(id, label): &(RoundId, String)| {
            let id = *id;
            el("option")
                .attr("value", &id.0.to_string())
                .text(label)
                .prop_with("selected", move || JsValue::from_bool(desk.round.get() == id))
        };
        rounds.iter().rev().map(option).collect()
    };
    let pick = move |event| {
        if let Ok(id) = value(&event).parse() {
            desk.round.set(RoundId(id));
        }
    };
    el("label")
        .class("head-round")
        .child(el("span").class("visually-hidden").text(words.round))
        .child(el("select").on("change", pick).region(options))
}

/// What is kept where: the working copy on the device, and how old the file is.
fn save_state(desk: Desk) -> Vec<El> {
    let app = desk.app;
    let words = FrameText::of(app.locale.get_untracked());
    let file = move || {
        let revision = desk.with(|document| document.revision);
        match app.saved_file.get() {
            None => words.file_never.to_owned(),
            Some(saved) if saved.revision == revision && saved.checked => words.file_checked.to_owned(),
            Some(saved) if saved.revision == revision => words.file_current.to_owned(),
            Some(saved) => match (browser::clock::today() - saved.on).num_days() {
                ..=0 => words.file_today.to_owned(),
                days => fill(words.file_days, &[("n", &days)]),
            },
        }
    };
    let leave = move |_| app.parts.vault.run(app, move |vault| (vault.come_home)(app));
    match desk.mode {
        Mode::Sample => vec![
            el("span").class("sample-band").text(words.sample_band),
            button("head-button", words.leave_sample, leave),
        ],
        Mode::Own => {
            let stored = move || {
                desk.saving
                    .with(|saving| match saving {
                        Saving::OnItsWay => words.storing,
                        Saving::Kept => words.stored,
                        Saving::Trouble(_) => words.not_stored,
                    })
                    .to_owned()
            };
            let state = el("span")
                .class("save-state")
                .attr("role", "status")
                .attr_with("data-saving", move || {
                    let saving = desk.saving.with(|saving| match saving {
                        Saving::OnItsWay => "on-its-way",
                        Saving::Kept => "kept",
                        Saving::Trouble(_) => "trouble",
                    });
                    Some(saving.to_owned())
                })
                .toggle("trouble", move || {
                    desk.saving.with(|saving| matches!(saving, Saving::Trouble(_)))
                })
                .text_with(stored)
                .child(el("span").class("save-file").text_with(file));
            let save = el("button")
                .attr("type", "button")
                .class("head-button")
                .on("click", move |_| desk.save_file())
                .child(icon(Icon::Save))
                .child(el("span").class("head-word").text(words.save_file));
            let lock = el("button")
                .attr("type", "button")
                .class("head-button")
                .on("click", move |_| {
                    app.parts.vault.run(app, move |vault| (vault.lock)(app))
                })
                .child(icon(Icon::Lock))
                .child(el("span").class("head-word").text(words.lock));
            vec![state, save, lock]
        }
    }
}

/// How far one step is, as a sign and in words.
type StepView = (&'static str, String);

fn rail(desk: Desk) -> El {
    let app = desk.app;
    let steps = steps(desk);
    let words = FrameText::of(app.locale.get_untracked());
    let progress = move |of: fn(&Steps) -> StepState| -> StepView {
        let StepState { done, all } = steps.with(of);
        let begun = || fill(words.state_begun, &[("n", &done), ("all", &all)]);
        match (done, all) {
            (_, 0) => ("○", words.state_todo.to_owned()),
            (done, all) if done == all => ("●", words.state_done.to_owned()),
            (0, _) => ("○", begun()),
            (_, _) => ("◐", begun()),
        }
    };
    let students = move || -> StepView {
        let count = desk.rows.with(|rows| rows.len());
        (
            if count == 0 { "○" } else { "●" },
            fill(words.students, &[("n", &count)]),
        )
    };
    let step = move |route: Route, which: Icon, label: &str| {
        let here = move || {
            let shown = app.route.get();
            let is_here = shown == route
                || (route == Route::Sweep && shown == Route::Grid)
                || (route == Route::Summary && shown == Route::Keys);
            is_here.then(|| "page".to_owned())
        };
        el("a")
            .class("step")
            .attr("href", route.href())
            // A step leads to its list; the way to one student is a button on a screen.
            .on("click", move |_| desk.chosen.set(None))
            .attr_with("aria-current", here)
            .child(icon(which))
            .child(el("span").class("step-label").text(label))
    };
    let with_state = |step: El, state: Box<dyn Fn() -> StepView>| {
        step.region(move || {
            let (sign, word) = state();
            vec![
                el("span")
                    .class("step-state")
                    .child(el("span").attr("aria-hidden", "true").text(sign))
                    .child(el("span").class("step-word").text(&word)),
            ]
        })
    };
    let counted = |step: El, of: fn(&Steps) -> StepState| with_state(step, Box::new(move || progress(of)));
    el("nav")
        .class("rail")
        .attr("aria-label", words.steps)
        .child(step(Route::Home, Icon::Home, words.home))
        .child(with_state(
            step(Route::Roster, Icon::Roster, words.roster),
            Box::new(students),
        ))
        .child(counted(step(Route::Sweep, Icon::Short, words.short), |steps| {
            steps.short
        }))
        .children(
            desk.checklist()
                .has_full_form()
                .then(|| counted(step(Route::Full, Icon::Full, words.full), |steps| steps.full)),
        )
        .child(step(Route::Class, Icon::Class, words.class))
        .child(counted(
            step(Route::Meeting, Icon::Meeting, words.meeting),
            |steps| steps.meeting,
        ))
        .child(counted(
            step(Route::Summary, Icon::Summary, words.summary),
            |steps| steps.summary,
        ))
        .child(step(Route::Settings, Icon::Settings, words.settings))
}

/// What stays to be said of the open class: that it cannot be stored, that another tab writes in it, or that the file just
/// saved can be opened for trial.
fn standing_notices(desk: Desk) -> Vec<El> {
    let words = FrameText::of(desk.app.locale.get());
    let trouble = desk.saving.with(|saving| match saving {
        Saving::Trouble(text) => Some(
            el("p")
                .class("notice notice-error")
                .attr("role", "alert")
                .text(text),
        ),
        Saving::OnItsWay | Saving::Kept => None,
    });
    let following = desk.following.get().then(|| {
        el("p")
            .class("notice")
            .child(el("span").text(words.following))
            .child(button("button", words.write_here, move |_| {
                if let Some(keep) = desk.app.parts.keep.at_hand() {
                    (keep.write_here)();
                }
            }))
    });
    let trial = desk.trial.get().then(|| desk.app.parts.follow_up.here());
    let trial = trial.flatten().map(|part| (part.trial)(desk));
    trouble
        .into_iter()
        .chain(spared_notice(desk))
        .chain(pages::lost_content::notices(desk))
        .chain(following)
        .chain(trial)
        .collect()
}

/// That one copy of the class on this device could not be opened and is spared, until the person decides.
fn spared_notice(desk: Desk) -> Option<El> {
    let app = desk.app;
    let locale = app.locale.get();
    let told = app.stored_trouble.get()?;
    let rescue = button("button", StartText::of(locale).rescue, move |_| {
        app.parts.vault.run(app, move |vault| (vault.rescue)(app));
    });
    let replace = button("button", KeeperText::of(locale).replace_copy, move |_| {
        app.parts.keep.run(app, move |keep| (keep.replace_spared)(desk));
    });
    let notice = el("p").class("notice notice-error").attr("role", "alert");
    Some(notice.child(el("span").text(&told)).child(rescue).child(replace))
}

/// What stays to be said, and the last sentence for the person.
pub fn notice_bar(app: App, standing: impl Fn() -> Vec<El> + 'static) -> El {
    let last = move || {
        let words = FrameText::of(app.locale.get());
        let notice = app.notice.get().map(|notice| {
            el("p")
                .class(if notice.is_error {
                    "notice notice-error"
                } else {
                    "notice"
                })
                .child(el("span").text(&notice.text))
                .child(button("notice-close", words.close, move |_| app.notice.set(None)))
        });
        notice.into_iter().collect()
    };
    el("div")
        .class("notices")
        .attr("aria-live", "polite")
        .region(move || update_notice(app))
        .region(standing)
        .region(last)
}

/// That a newer version of the app waits. Nothing changes until somebody asks for it.
fn update_notice(app: App) -> Vec<El> {
    let words = FrameText::of(app.locale.get());
    let take = |_| {
        // Whatever waits to be stored is stored as the page goes.
        browser::unload::ask_before_leaving(false);
        browser::offline::take_update();
    };
    let notice = app.update.get().then(|| {
        el("p")
            .class("notice")
            .child(el("span").text(words.update))
            .child(button("button", words.update_take, take))
            .child(button("notice-close", words.update_later, move |_| {
                app.update.set(false)
            }))
    });
    notice.into_iter().collect()
}
