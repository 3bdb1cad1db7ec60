//! The content documents at hand on this device: the built-in 見本, `content.json` of the server, and what was imported here.
//!
//! Only texts are held; they are read by whoever asks, in the parts of the app that know the format. Nothing here touches
//! a class: which content a round is read with is said by `format::contents`.

use std::cell::{Cell, OnceCell, RefCell};
use std::sync::Arc;

use leptos::prelude::*;

use super::state::App;
use crate::browser::content_file::{self, ContentFile};
use crate::browser::local_storage::LocalStorage;
use crate::domain::checklist::Checklist;
use crate::domain::document::{Document, Round};
use crate::domain::locale::Locale;
use crate::domain::roster::Grade;
use crate::domain::school::{ClassContent, Fit};
use crate::format::content::ContentError;
use crate::format::contents::{Origin, Reading, Source, reading};
use crate::text::content::explain_content;
use crate::text::keeping::explain_storage;
use crate::vault::{Storage, StorageError, StorageKey};

/// Largest content that is imported on a device, in bytes. Browsers give a page some 5 MiB for its texts, and the class is
/// in there too.
const MAX_STORED_BYTES: usize = 512 * 1024;

/// What the server said of its content since the page was loaded.
#[derive(Clone, Debug, PartialEq)]
pub enum Server {
    /// It has not answered yet.
    Asked,
    /// Its file.
    Found(Arc<str>),
    /// It has none.
    Absent,
    /// It did not answer.
    Unreachable,
}

/// The texts at hand. One per app.
#[derive(Clone, Copy)]
pub struct Held {
    server: RwSignal<Server>,
    /// The last file of the server that could be read.
    last_good: RwSignal<Option<Arc<str>>>,
    device: RwSignal<Option<Arc<str>>>,
}

impl Held {
    /// Nothing yet.
    pub fn nothing_yet() -> Self {
        Self {
            server: RwSignal::new(Server::Asked),
            last_good: RwSignal::new(None),
            device: RwSignal::new(None),
        }
    }

    /// Lets go of everything that was stored on the device, as it is being erased.
    pub fn clear(self) {
        self.last_good.set(None);
        self.device.set(None);
    }
}

/// A content at hand, or why it cannot be used.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Where it comes from.
    pub origin: Origin,
    /// Whether it is the server's of another time, since there is none or no good one now.
    pub is_of_earlier: bool,
    /// What it says, or what is wrong with it.
    pub source: Result<Source, ContentError>,
}

/// Why a content was not taken over. What was in use stays in use.
#[derive(Clone, Debug, PartialEq)]
pub enum UseError {
    /// It breaks rules; see [`ContentError`] for all of them.
    Content(ContentError),
    /// It could not be stored.
    Storage(StorageError),
}

impl UseError {
    /// What happened and what to do; the faults follow one by one, see `text::content::explain_fault`.
    pub fn explain(&self, locale: Locale) -> String {
        match self {
            UseError::Content(error) => explain_content(error, locale),
            UseError::Storage(error) => explain_storage(error, locale),
        }
    }
}

/// Texts that were read, newest last: reading takes some milliseconds, and the same few are asked for again and again.
const MAX_READ: usize = 8;

type Read = (Arc<str>, Result<Arc<Checklist>, ContentError>);

thread_local! {
    static READ: RefCell<Vec<Read>> = const { RefCell::new(Vec::new()) };
    /// The built-in content: what begins and what opens asks for it again and again.
    static BUILT_IN: OnceCell<Source> = const { OnceCell::new() };
    /// Whether what is stored was looked at.
    static IS_LOADED: Cell<bool> = const { Cell::new(false) };
}

/// Reads a content, or remembers what reading it gave.
fn read(origin: Origin, text: &Arc<str>) -> Result<Source, ContentError> {
    let built_in = built_in()?;
    if built_in.text == *text {
        return Ok(Source { origin, ..built_in });
    }
    let known = READ.with_borrow(|read| read.iter().find(|(known, _)| known == text).cloned());
    let (text, checklist) = known.unwrap_or_else(|| {
        let checklist = Source::read(origin, text).map(|source| source.checklist);
        READ.with_borrow_mut(|read| {
            read.push((text.clone(), checklist.clone()));
            let surplus = read.len().saturating_sub(MAX_READ);
            read.drain(..surplus);
        });
        (text.clone(), checklist)
    });
    checklist.map(|checklist| Source {
        origin,
        text,
        checklist,
    })
}

/// What a kept text says, if it can be read.
pub fn checklist_of(text: &Arc<str>) -> Option<Arc<Checklist>> {
    read(Origin::Device, text).ok().map(|source| source.checklist)
}

/// Contents for a grade, newest last: what shows a class holds on to one of them, so it must not be made anew each time.
type Graded = (Arc<Checklist>, Grade, Arc<Checklist>);

thread_local! {
    static GRADED: RefCell<Vec<Graded>> = const { RefCell::new(Vec::new()) };
}

/// A content as it holds for a grade.
pub fn for_grade(checklist: &Arc<Checklist>, grade: Grade) -> Arc<Checklist> {
    GRADED.with_borrow_mut(|graded| {
        let known = graded
            .iter()
            .find(|(of, at, _)| Arc::ptr_eq(of, checklist) && *at == grade);
        if let Some((_, _, known)) = known {
            return known.clone();
        }
        let made = Arc::new(checklist.for_grade(grade));
        graded.push((checklist.clone(), grade, made.clone()));
        let surplus = graded.len().saturating_sub(2 * MAX_READ);
        graded.drain(..surplus);
        made
    })
}

/// With what a round of a class is read, for the grade of the class. What is at hand is looked at only where the class
/// does not keep the content itself. Tracks.
pub fn of_round(app: App, built_in: &Arc<Checklist>, document: &Document, round: &Round) -> Reading {
    let mut found = reading(document, round, &[], built_in, &checklist_of);
    if !matches!(found, Reading::Own(_)) {
        found = reading(document, round, &known(app), built_in, &checklist_of);
    }
    found.map(|checklist| for_grade(&checklist, document.classroom.grade))
}

/// With what the newest round of a class is read, beside other classes. Tracks.
pub fn of_class(app: App, built_in: &Arc<Checklist>, document: &Document) -> ClassContent {
    let missing = || Reading::Missing(built_in.clone());
    let reading = document
        .latest()
        .map_or_else(missing, |round| of_round(app, built_in, document, round));
    ClassContent {
        fit: match reading {
            Reading::Own(_) => Fit::Own,
            Reading::StandIn(_) => Fit::StandIn,
            Reading::Missing(_) => Fit::Missing,
        },
        checklist: reading.checklist().clone(),
    }
}

/// The built-in content.
///
/// # Errors
/// None that a released app can meet: a test reads it.
pub fn built_in() -> Result<Source, ContentError> {
    BUILT_IN.with(|kept| match kept.get() {
        Some(source) => Ok(source.clone()),
        None => Source::built_in().map(|source| kept.get_or_init(|| source).clone()),
    })
}

/// Looks at what is stored, once.
fn load(app: App) {
    if IS_LOADED.replace(true) {
        return;
    }
    let stored = |key| LocalStorage.load(key).ok().flatten().map(Arc::from);
    app.contents.last_good.set(stored(StorageKey::ServerContent));
    app.contents.device.set(stored(StorageKey::Content));
}

/// Asks the server for its content and keeps a good one for when there is no network. Once per app; what is wrong is shown
/// by whoever lists the contents.
pub fn look(app: App) {
    load(app);
    leptos::task::spawn_local(async move {
        let held = app.contents;
        let server = match content_file::fetch().await {
            ContentFile::Unreachable => Server::Unreachable,
            ContentFile::Absent => {
                keep(app, None);
                Server::Absent
            }
            ContentFile::Found(text) => {
                let text: Arc<str> = text.into();
                if read(Origin::Server, &text).is_ok() {
                    keep(app, Some(text.clone()));
                }
                Server::Found(text)
            }
        };
        held.server.set(server);
    });
}

/// Keeps the server's content, or forgets it where the server has none any more. Without room the app asks again next time.
fn keep(app: App, text: Option<Arc<str>>) {
    let is_news = app.contents.last_good.with_untracked(|last| *last != text);
    if !is_news {
        return;
    }
    let stored = match text.as_deref().filter(|text| text.len() <= MAX_STORED_BYTES) {
        Some(text) => LocalStorage.store(StorageKey::ServerContent, text),
        None => LocalStorage.remove(StorageKey::ServerContent),
    };
    app.contents.last_good.set(text.filter(|_| stored.is_ok()));
}

/// Whether the server has been asked and has not answered yet. Tracks.
pub fn is_asking(app: App) -> bool {
    app.contents.server.with(|server| *server == Server::Asked)
}

/// The contents at hand and those that cannot be used, each before the ones it gives way to. Tracks.
pub fn sources(app: App) -> Vec<Listed> {
    load(app);
    let mut list = vec![Listed {
        origin: Origin::BuiltIn,
        is_of_earlier: false,
        source: built_in(),
    }];
    let server = app.contents.server.get();
    let now = match &server {
        Server::Found(text) => Some(read(Origin::Server, text)),
        Server::Asked | Server::Absent | Server::Unreachable => None,
    };
    let is_good = matches!(now, Some(Ok(_)));
    if let Some(last) = app.contents.last_good.get().filter(|_| !is_good) {
        list.push(Listed {
            origin: Origin::Server,
            // While it is being asked nothing is known to be amiss.
            is_of_earlier: server != Server::Asked,
            source: read(Origin::Server, &last),
        });
    }
    list.extend(now.map(|source| Listed {
        origin: Origin::Server,
        is_of_earlier: false,
        source,
    }));
    list.extend(app.contents.device.get().map(|text| Listed {
        origin: Origin::Device,
        is_of_earlier: false,
        source: read(Origin::Device, &text),
    }));
    list
}

/// All contents at hand that can be used, the one in use last. Tracks.
pub fn known(app: App) -> Vec<Source> {
    sources(app)
        .into_iter()
        .filter_map(|listed| listed.source.ok())
        .collect()
}

/// The content in use for what begins now. Tracks.
///
/// # Errors
/// None that a released app can meet: the built-in content is always there.
pub fn effective(app: App) -> Result<Source, ContentError> {
    known(app).pop().map_or_else(built_in, Ok)
}

/// Takes a content into use on this device, before the server's and the built-in one. Rounds that were begun keep theirs.
///
/// # Errors
/// When it breaks rules, is larger than what can be stored, or cannot be stored; then nothing has changed.
pub fn use_on_this_device(app: App, text: &str) -> Result<Source, UseError> {
    let text: Arc<str> = text.into();
    if text.len() > MAX_STORED_BYTES {
        return Err(UseError::Content(ContentError::TooLarge {
            bytes: text.len(),
            limit: MAX_STORED_BYTES,
        }));
    }
    let source = read(Origin::Device, &text).map_err(UseError::Content)?;
    load(app);
    LocalStorage
        .store(StorageKey::Content, &text)
        .map_err(UseError::Storage)?;
    app.contents.device.set(Some(text));
    Ok(source)
}

/// Goes back to the server's content or the built-in one. Rounds that were begun keep theirs.
///
/// # Errors
/// When it could not be removed; then it stays in use.
pub fn forget_device_content(app: App) -> Result<(), StorageError> {
    load(app);
    LocalStorage.remove(StorageKey::Content)?;
    app.contents.device.set(None);
    Ok(())
}
