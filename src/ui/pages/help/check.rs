//! ICT自己点検: measures, shows and prints. What a result means is said in `text::help::check`.

use leptos::prelude::*;

use crate::browser::indexed_db::{self, IndexedDb};
use crate::browser::local_storage::LocalStorage;
use crate::browser::offline::{self, Offline};
use crate::browser::{clock, device, fonts, room, save_picker};
use crate::domain::locale::Locale;
use crate::text::fill;
use crate::text::help::check::{CheckText, Connection, Facts, Line, OfflineStart, lines, summary};
use crate::text::help::entries;
use crate::text::meeting::day;
use crate::ui::contents;
use crate::ui::dom::{El, button, el};
use crate::ui::state::App;
use crate::vault::{Storage, StorageKey};

/// What stands under a key: bytes in either store, where there is something.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stored {
    key: StorageKey,
    local: Option<usize>,
    durable: Option<usize>,
}

/// The last check.
#[derive(Clone, Copy)]
pub struct Check {
    app: App,
    facts: RwSignal<Option<Facts>>,
    stored: RwSignal<Vec<Stored>>,
    busy: RwSignal<bool>,
}

impl Check {
    /// Nothing checked yet.
    pub fn new(app: App) -> Self {
        Self {
            app,
            facts: RwSignal::new(None),
            stored: RwSignal::new(Vec::new()),
            busy: RwSignal::new(false),
        }
    }

    fn run(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        leptos::task::spawn_local(async move {
            let (facts, stored) = (measure(self.app).await, sizes().await);
            // The screen may be gone by now.
            let is_gone = self.stored.try_set(stored).is_some() || self.busy.try_set(false).is_some();
            if !is_gone {
                self.facts.set(Some(facts));
            }
        });
    }
}

async fn measure(app: App) -> Facts {
    let connection = match (device::is_file(), device::is_secure()) {
        (true, _) => Connection::File,
        (false, true) => Connection::Secure,
        (false, false) => Connection::Plain,
    };
    let offline = match offline::state() {
        Offline::Unknown => OfflineStart::Unknown,
        Offline::Never => OfflineStart::Never,
        Offline::Ready => OfflineStart::Ready,
        Offline::Update => OfflineStart::Update,
        Offline::Failed => OfflineStart::Failed,
    };
    let content = untrack(|| contents::effective(app)).map_or_else(
        |_| Default::default(),
        |source| {
            let stamp = &source.checklist.stamp;
            [&stamp.id, &stamp.version, &stamp.checksum].map(Clone::clone)
        },
    );
    Facts {
        connection,
        local: LocalStorage::try_out(),
        durable: indexed_db::try_out().await,
        room: room::estimate().await,
        is_persisted: room::is_persisted().await,
        offline,
        prints: device::prints(),
        picks_files: save_picker::is_there(),
        font: fonts::first(),
        today: clock::today(),
        ahead_minutes: clock::ahead_minutes(),
        screen: device::screen(),
        is_touch: device::is_touch(),
        version: env!("CARGO_PKG_VERSION"),
        build: device::build().unwrap_or_else(|| "–".to_owned()),
        content,
    }
}

/// What is stored under which key: names and sizes, never contents.
async fn sizes() -> Vec<Stored> {
    let database = IndexedDb::open().await.ok();
    let mut all = Vec::new();
    for key in StorageKey::ALL {
        let local = LocalStorage.load(key).ok().flatten().map(|text| text.len());
        let durable = match &database {
            Some(database) => database.load(key).await.ok().flatten().map(|record| record.len()),
            None => None,
        };
        all.push(Stored { key, local, durable });
    }
    all
}

/// The screen, which is also what is printed.
pub fn paper(check: Check, locale: Locale) -> El {
    let words = CheckText::of(locale);
    if check.facts.with_untracked(Option::is_none) {
        check.run();
    }
    let again = button("button no-print", words.again, move |_| check.run())
        .flag_with("disabled", move || check.busy.get());
    let state = move || match check.facts.get() {
        Some(facts) if !check.busy.get() => summary(&lines(&facts, locale), locale),
        Some(_) | None => words.busy.to_owned(),
    };
    let made = move || {
        let today = check.facts.with(|facts| facts.as_ref().map(|facts| facts.today));
        today.map_or_else(String::new, |today| {
            fill(words.made, &[("day", &day(today, locale))])
        })
    };
    el("article")
        .class("help-paper self-check")
        .child(el("h3").text(words.title))
        .child(el("p").class("lead").text(words.lead))
        .child(
            el("div")
                .class("check-sum")
                .child(el("p").attr("role", "status").child(el("b").text_with(state)))
                .child(el("p").class("dim small").text_with(made))
                .child(again),
        )
        .region(move || {
            let facts = check.facts.get();
            facts
                .map(|facts| table(&lines(&facts, locale), locale))
                .into_iter()
                .collect()
        })
        .child(el("h4").text(words.stored_title))
        .child(el("p").text(words.stored_lead))
        .region(move || vec![check.stored.with(|stored| stored_table(stored, locale))])
        .child(el("h4").text(words.sent_title))
        .child(el("p").text(words.sent_lead))
        .child(el("ul").children(entries(words.sent_lines).map(|line| el("li").text(line))))
}

fn heads(names: &[&str]) -> El {
    let head = |name: &&str| el("th").attr("scope", "col").text(name);
    el("thead").child(el("tr").children(names.iter().map(head)))
}

fn table(lines: &[Line], locale: Locale) -> El {
    let words = CheckText::of(locale);
    let row = |line: &Line| {
        let verdict = el("span")
            .class("check-verdict")
            .child(el("span").attr("aria-hidden", "true").text(line.verdict.sign()))
            .text(" ")
            .text(line.verdict.word(locale));
        let todo = if line.todo.is_empty() {
            words.nothing
        } else {
            line.todo
        };
        el("tr")
            .child(el("th").attr("scope", "row").text(line.item))
            .child(el("td").child(verdict).child(el("span").text(&line.result)))
            .child(
                el("td")
                    .class(if line.todo.is_empty() { "dim" } else { "" })
                    .text(todo),
            )
    };
    el("table")
        .class("table check-table")
        .child(heads(&[words.item, words.result, words.todo]))
        .child(el("tbody").children(lines.iter().map(row)))
}

fn stored_table(stored: &[Stored], locale: Locale) -> El {
    let words = CheckText::of(locale);
    let bytes = |label: &str, size: Option<usize>| {
        let told = size.map_or_else(
            || words.stored_none.to_owned(),
            |n| fill(words.bytes, &[("n", &n)]),
        );
        el("td").class("num").attr("data-label", label).text(&told)
    };
    let row = |one: &Stored| {
        let what = match one.key {
            StorageKey::Vault => words.key_vault,
            StorageKey::Document => words.key_document,
            StorageKey::Settings => words.key_settings,
            StorageKey::Draft => words.key_draft,
            StorageKey::Content | StorageKey::ServerContent => words.key_content,
        };
        el("tr")
            .child(
                el("th")
                    .attr("scope", "row")
                    .child(el("code").text(one.key.name())),
            )
            .child(el("td").text(what))
            .child(bytes(words.stored_local, one.local))
            .child(bytes(words.stored_durable, one.durable))
    };
    el("table")
        .class("table check-table check-stored")
        .child(heads(&[
            words.stored_key,
            words.stored_what,
            words.stored_local,
            words.stored_durable,
        ]))
        .child(el("tbody").children(stored.iter().map(row)))
}
