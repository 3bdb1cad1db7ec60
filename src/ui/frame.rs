//! The frame around every screen of an open class: head bar, steps, notices. Its owner owns the [`Desk`], so closing the
//! class drops every signal that held a name or an answer.

use leptos::prelude::*;

use super::components::{Icon, icon};
use super::pages;
use super::state::{App, Desk, Mode, Session};
use crate::browser;
use crate::domain::checklist::Form;
use crate::domain::document::{Document, RoundId};
use crate::domain::locale::Locale;
use crate::domain::scoring::{Ground, LevelState};
use crate::route::Route;
use crate::text::fill;
use crate::text::frame::{FrameText, class_title, school_year};

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
    /// 要約票: decisions for which a case code was drawn.
    pub summary: StepState,
}

/// The steps of the current round.
pub fn steps(desk: Desk) -> Memo<Steps> {
    let checklist = desk.app.checklist();
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
            let count = |all: &dyn Fn(&super::state::Row) -> bool,
                         done: &dyn Fn(&super::state::Row) -> bool| {
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
                summary: count(&|row| row.response.decision.is_some(), &|row| {
                    coded.contains(&row.student.id)
                }),
            }
        })
    })
}

/// Whether a student is talked about at the meeting: above the lowest level, urgent, or already decided on.
pub fn is_on_agenda(row: &super::state::Row) -> bool {
    let above = match row.outcome.level {
        LevelState::Level(level) => level > 0,
        LevelState::Insufficient => row.outcome.ground == Ground::Full,
    };
    above || row.outcome.urgent || row.response.decision.is_some()
}

/// The open class: head, steps and the screen of the address.
#[component]
pub fn Shell(
    /// The document as it was opened.
    document: Document,
    /// Whether it is kept.
    mode: Mode,
) -> impl IntoView {
    let app = App::get();
    let desk = Desk::new(app, document, mode);
    provide_context(desk);
    let locale = app.locale;
    guard_unsaved(desk);
    let page = move || {
        // A new language makes the screen anew; everything typed is in the document already.
        let _tracked: Locale = locale.get();
        match app.route.get() {
            Route::Home => view! { <pages::home::HomePage /> }.into_any(),
            Route::Roster => view! { <pages::roster::RosterPage /> }.into_any(),
            Route::Sweep => view! { <pages::sweep::SweepPage /> }.into_any(),
            Route::Grid => view! { <pages::grid::GridPage /> }.into_any(),
            Route::Full => view! { <pages::full::FullPage /> }.into_any(),
            Route::Class => view! { <pages::class::ClassPage /> }.into_any(),
            Route::Meeting => view! { <pages::meeting::MeetingPage /> }.into_any(),
            Route::Summary => view! { <pages::summary::SummaryPage /> }.into_any(),
            Route::Keys => view! { <pages::keys::KeysPage /> }.into_any(),
            Route::Settings => view! { <pages::settings::SettingsPage /> }.into_any(),
        }
    };
    view! {
        <div class="frame" class:sample=move || mode == Mode::Sample class:names-hidden=move || app.names_hidden.get()>
            <button class="skip" on:click=|_| { browser::focus::focus_id("main"); }>
                {move || FrameText::of(locale.get()).skip}
            </button>
            <Head desk />
            <Rail desk />
            <main id="main" class="main" tabindex="-1">
                <NoticeBar app />
                {page}
            </main>
        </div>
    }
}

/// Asks before leaving while the newest change is in no file. A sample is nobody's work: nothing is asked.
fn guard_unsaved(desk: Desk) {
    Effect::new(move |_| {
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

#[component]
fn Head(desk: Desk) -> impl IntoView {
    let app = desk.app;
    let locale = app.locale;
    let words = move || FrameText::of(locale.get());
    let title = move || desk.with(|document| class_title(&document.classroom, locale.get()));
    let year = move || desk.with(|document| school_year(document.classroom.school_year, locale.get()));
    let rounds = move || {
        desk.with(|document| document.rounds.iter().map(|round| (round.id, round.label.clone())).collect::<Vec<_>>())
            .into_iter()
            .rev()
            .map(|(id, label)| {
                view! { <option value=id.0.to_string() prop:selected=move || desk.round.get() == id>{label}</option> }
            })
            .collect_view()
    };
    let pick_round = move |event: leptos::ev::Event| {
        if let Ok(id) = event_target_value(&event).parse() {
            desk.round.set(RoundId(id));
        }
    };
    let hide = move |_| {
        app.names_hidden.update(|hidden| *hidden = !*hidden);
        if desk.mode == Mode::Own {
            app.store_settings();
        }
    };
    let switch = move |_| {
        app.locale.update(|locale| {
            *locale = match locale {
                Locale::Ja => Locale::En,
                Locale::En => Locale::Ja,
            }
        });
        if desk.mode == Mode::Own {
            app.store_settings();
        }
    };
    view! {
        <header class="head">
            <a class="head-title" href=Route::Home.href()>
                <span class="head-app">{move || words().app}</span>
            </a>
            <span class="head-class">
                <b>{title}</b>
                <span class="head-year">{year}</span>
            </span>
            <label class="head-round">
                <span class="visually-hidden">{move || match locale.get() { Locale::Ja => "回", Locale::En => "Round" }}</span>
                <select on:change=pick_round>{rounds}</select>
            </label>
            <span class="head-space"></span>
            <SaveState desk />
            <button class="head-button" aria-pressed=move || app.names_hidden.get().to_string() on:click=hide>
                {move || icon(if app.names_hidden.get() { Icon::EyeOff } else { Icon::Eye })}
                <span class="head-word">
                    {move || if app.names_hidden.get() { words().show_names } else { words().hide_names }}
                </span>
            </button>
            <button class="head-button" on:click=switch lang=move || match locale.get() { Locale::Ja => "en", Locale::En => "ja" }>
                {move || words().language}
            </button>
        </header>
    }
}

/// What is kept where: the working copy on the device, and how old the file is.
#[component]
fn SaveState(desk: Desk) -> impl IntoView {
    let app = desk.app;
    let words = move || FrameText::of(app.locale.get());
    let file = move || {
        let revision = desk.with(|document| document.revision);
        match app.saved_file.get() {
            None => words().file_never.to_owned(),
            Some(saved) if saved.revision == revision => words().file_current.to_owned(),
            Some(saved) => match (browser::clock::today() - saved.on).num_days() {
                ..=0 => words().file_today.to_owned(),
                days => fill(words().file_days, &[("n", &days)]),
            },
        }
    };
    let leave = move |_| {
        app.session.set(Session::Start);
        app.go(Route::Home);
        app.notice.set(None);
    };
    match desk.mode {
        Mode::Sample => view! {
            <span class="sample-band">{move || words().sample_band}</span>
            <button class="head-button" on:click=leave>{move || words().leave_sample}</button>
        }
        .into_any(),
        Mode::Own => view! {
            <span class="save-state" role="status" class:trouble=move || desk.trouble.get().is_some()>
                {move || if desk.trouble.get().is_some() { words().not_stored } else { words().stored }}
                <span class="save-file">{file}</span>
            </span>
            <button class="head-button" on:click=move |_| desk.save_file()>
                {icon(Icon::Save)}
                <span class="head-word">{move || words().save_file}</span>
            </button>
        }
        .into_any(),
    }
}

#[component]
fn Rail(desk: Desk) -> impl IntoView {
    let app = desk.app;
    let steps = steps(desk);
    let words = move || FrameText::of(app.locale.get());
    let students = move || desk.rows.with(|rows| rows.len());
    let link = move |route: Route,
                     which: Icon,
                     label: fn(&FrameText) -> &'static str,
                     state: Option<fn(&Steps) -> StepState>| {
        let is_here = move || {
            let here = app.route.get();
            here == route
                || (route == Route::Sweep && here == Route::Grid)
                || (route == Route::Summary && here == Route::Keys)
        };
        let state = move || {
            state.map(|of| {
                let StepState { done, all } = steps.with(of);
                let (sign, word) = match (done, all) {
                    (_, 0) => ("○", words().state_todo.to_owned()),
                    (done, all) if done == all => ("●", words().state_done.to_owned()),
                    (0, _) => ("○", fill(words().state_begun, &[("n", &0), ("all", &all)])),
                    (done, all) => ("◐", fill(words().state_begun, &[("n", &done), ("all", &all)])),
                };
                view! {
                    <span class="step-state">
                        <span aria-hidden="true">{sign}</span>
                        <span class="step-word">{word}</span>
                    </span>
                }
            })
        };
        view! {
            <a class="step" href=route.href() aria-current=move || is_here().then_some("page")>
                {icon(which)}
                <span class="step-label">{move || label(words())}</span>
                {state}
            </a>
        }
    };
    view! {
        <nav class="rail" aria-label=move || words().steps>
            {link(Route::Home, Icon::Home, |w| w.home, None)}
            <a class="step" href=Route::Roster.href() aria-current=move || (app.route.get() == Route::Roster).then_some("page")>
                {icon(Icon::Roster)}
                <span class="step-label">{move || words().roster}</span>
                <span class="step-state">
                    <span aria-hidden="true">{move || if students() == 0 { "○" } else { "●" }}</span>
                    <span class="step-word">{move || fill(words().students, &[("n", &students())])}</span>
                </span>
            </a>
            {link(Route::Sweep, Icon::Short, |w| w.short, Some(|s| s.short))}
            {link(Route::Full, Icon::Full, |w| w.full, Some(|s| s.full))}
            {link(Route::Class, Icon::Class, |w| w.class, None)}
            {link(Route::Meeting, Icon::Meeting, |w| w.meeting, Some(|s| s.meeting))}
            {link(Route::Summary, Icon::Summary, |w| w.summary, Some(|s| s.summary))}
            {link(Route::Settings, Icon::Settings, |w| w.settings, None)}
        </nav>
    }
}

/// The last sentence for the person, and the one that stays while nothing can be stored.
#[component]
pub fn NoticeBar(app: App) -> impl IntoView {
    let desk = use_context::<Desk>();
    let trouble = move || desk.and_then(|desk| desk.trouble.get());
    view! {
        {move || trouble().map(|text| view! { <p class="notice notice-error" role="alert">{text}</p> })}
        <div aria-live="polite">
            {move || {
                app.notice
                    .get()
                    .map(|notice| {
                        view! {
                            <p class="notice" class:notice-error=notice.is_error>
                                <span>{notice.text}</span>
                                <button class="notice-close" on:click=move |_| app.notice.set(None)>
                                    {move || FrameText::of(app.locale.get()).close}
                                </button>
                            </p>
                        }
                    })
            }}
        </div>
    }
}
