//! What the screens share: the app's few settings, and the desk with the one open document.
//!
//! Screens read by memos and write by [`Desk::dispatch`]; nothing else changes a document. A [`Desk`] exists only while
//! a document is open, so no screen can be shown without one.

use std::ops::Deref;
use std::sync::Arc;

use leptos::prelude::*;

use super::contents;
use super::keeping::Offer;
use super::parts::{Fetchers, Parts};
use crate::browser;
use crate::browser::local_storage::LocalStorage;
use crate::domain::checklist::{Checklist, ContentStamp};
use crate::domain::decision_draft::Draft;
use crate::domain::document::{Document, Round, RoundId};
use crate::domain::ledger::{MergeError, Merged, Replica};
use crate::domain::locale::Locale;
use crate::domain::response::{Meaning, Response};
use crate::domain::roster::{Student, StudentId};
use crate::domain::scoring::{Outcome, Scorer};
use crate::domain::sorted;
use crate::domain::update::{Command, Effect, UpdateError, Workspace};
use crate::format::contents::Reading;
use crate::format::settings::{SavedFile, Settings, Theme};
use crate::route::Route;
use crate::text;
use crate::vault;

/// Whether the open document is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The teacher's own class: every change is stored.
    Own,
    /// The sample class: never stored.
    Sample,
}

/// What is on the desk.
#[derive(Clone, Debug, PartialEq)]
pub enum Session {
    /// Nothing; the start screen is shown.
    Start,
    /// What this device holds is being looked for.
    Opening,
    /// This device holds a class; its passphrase is asked for.
    Locked,
    /// A passphrase is chosen for a class that is about to be opened.
    Choosing,
    /// Another passphrase is chosen for the vault that is open.
    Renewing,
    /// The recovery sheet is shown.
    Sheet,
    /// The public key is shown.
    PublicKey {
        /// Whether the open class was put aside for it; else this device has none yet.
        is_aside: bool,
    },
    /// Several classes are open side by side (学校のようす). They are kept nowhere.
    School,
    /// The content is worked on (チェックシートの編集), without any class.
    Workshop,
    /// The help is shown (使い方・自己点検), without any class.
    Help,
    /// A document was opened.
    Open {
        /// The document as it was opened.
        document: Arc<Document>,
        /// Whether it is kept.
        mode: Mode,
    },
}

/// Whether the newest change is kept on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// It is being written.
    OnItsWay,
    /// It is stored, and read back as it was written.
    Kept,
    /// It could not be stored; why, and what to do.
    Trouble(String),
}

/// A sentence for the person, shown until it is closed or replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Whether something went wrong.
    pub is_error: bool,
}

/// Settings and session of the whole app: a pointer to signals, so that closures copy four bytes.
#[derive(Clone, Copy)]
pub struct App(&'static AppSignals);

impl std::ops::Deref for App {
    type Target = AppSignals;

    fn deref(&self) -> &AppSignals {
        self.0
    }
}

/// The signals of the app. There is one set, as long as the page lives.
pub struct AppSignals {
    /// Language.
    pub locale: RwSignal<Locale>,
    /// Whether names are hidden.
    pub names_hidden: RwSignal<bool>,
    /// The screen.
    pub route: RwSignal<Route>,
    /// What is open.
    pub session: RwSignal<Session>,
    /// The last sentence for the person.
    pub notice: RwSignal<Option<Notice>>,
    /// When and at which revision the open document was last saved to a file.
    pub saved_file: RwSignal<Option<SavedFile>>,
    /// Colours, as set on this device.
    theme: Theme,
    /// Minutes without a gesture until the app locks by itself.
    pub lock_after: RwSignal<u8>,
    /// Whether the passphrase of a file that is being opened is asked for.
    pub file_asks: RwSignal<bool>,
    /// Why the stored document could not be opened. While this is set, nothing may overwrite it unasked.
    pub stored_trouble: RwSignal<Option<String>>,
    /// The step at which the guided look at the sample class is, from 0; none once it was finished or ended.
    pub tour: RwSignal<Option<u8>>,
    /// Whether a newer version of the app is there and waits.
    pub update: RwSignal<bool>,
    /// The content documents at hand.
    pub contents: contents::Held,
    /// The parts that are fetched when they are first needed.
    pub parts: &'static Parts,
}

impl App {
    /// Reads settings and starts with nothing open.
    pub fn new(fetchers: Fetchers) -> Self {
        let settings = vault::load_settings(&LocalStorage);
        Self(Box::leak(Box::new(AppSignals {
            locale: RwSignal::new(settings.locale),
            names_hidden: RwSignal::new(settings.names_hidden),
            route: RwSignal::new(Route::parse(&browser::location::hash())),
            session: RwSignal::new(Session::Start),
            notice: RwSignal::new(None),
            saved_file: RwSignal::new(settings.last_saved),
            theme: settings.theme,
            lock_after: RwSignal::new(settings.lock_after),
            file_asks: RwSignal::new(false),
            stored_trouble: RwSignal::new(None),
            tour: RwSignal::new((!settings.toured).then_some(0)),
            update: RwSignal::new(false),
            contents: contents::Held::nothing_yet(),
            parts: Parts::new(fetchers),
        })))
    }

    /// Tells the person something.
    pub fn tell(&self, text: impl Into<String>) {
        self.notice.set(Some(Notice {
            text: text.into(),
            is_error: false,
        }));
    }

    /// Tells the person what went wrong.
    pub fn warn(&self, text: impl Into<String>) {
        self.notice.set(Some(Notice {
            text: text.into(),
            is_error: true,
        }));
    }

    /// Goes to a screen.
    pub fn go(&self, route: Route) {
        browser::location::set_hash(route.href());
    }

    /// Puts a document on the desk.
    pub fn open(&self, document: Document, mode: Mode) {
        self.session.set(Session::Open {
            document: Arc::new(document),
            mode,
        });
    }

    /// Stores language, hidden names, the date of the last file and whether the sample was shown.
    pub fn store_settings(&self) {
        let settings = Settings {
            locale: self.locale.get_untracked(),
            names_hidden: self.names_hidden.get_untracked(),
            theme: self.theme,
            lock_after: self.lock_after.get_untracked(),
            last_saved: self.saved_file.get_untracked(),
            toured: self.tour.with_untracked(Option::is_none),
        };
        if let Err(error) = vault::store_settings(&LocalStorage, &settings) {
            self.warn(text::keeping::explain_storage(&error, settings.locale));
        }
    }
}

/// A student with the sheet of the current round and what the rules say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The content of its round.
    scored_with: Arc<Checklist>,
    /// The student.
    pub student: Student,
    /// The sheet.
    pub response: Response,
    /// The outcome.
    pub outcome: Outcome,
    /// The sheet of the last comparable round.
    pub earlier: Option<Response>,
    /// Its outcome.
    pub previous: Option<Outcome>,
}

/// The open document and what is chosen on it: a pointer to signals, so that closures copy four bytes.
#[derive(Clone, Copy)]
pub struct Desk(&'static DeskSignals);

impl std::ops::Deref for Desk {
    type Target = DeskSignals;

    fn deref(&self) -> &DeskSignals {
        self.0
    }
}

/// The rows of the round shown. Reading is one call here, as it is for the document in [`Desk::with`].
#[derive(Clone, Copy)]
pub struct Rows(Memo<Vec<Arc<Row>>>);

impl Rows {
    /// Reads the rows, tracking changes.
    pub fn with<T>(&self, read: impl FnOnce(&Vec<Arc<Row>>) -> T) -> T {
        read(&self.reading())
    }

    /// Reads the rows without tracking.
    pub fn with_untracked<T>(&self, read: impl FnOnce(&Vec<Arc<Row>>) -> T) -> T {
        read(&self.reading_untracked())
    }

    /// The rows, tracking changes.
    #[inline(never)]
    pub fn get(&self) -> Vec<Arc<Row>> {
        self.reading().clone()
    }

    #[inline(never)]
    fn reading(&self) -> impl Deref<Target = Vec<Arc<Row>>> {
        self.0.read()
    }

    #[inline(never)]
    fn reading_untracked(&self) -> impl Deref<Target = Vec<Arc<Row>>> {
        self.0.read_untracked()
    }
}

/// The signals of one open document. The pointers stay as long as the page; what the signals held is dropped with the
/// owner under which the document was opened.
pub struct DeskSignals {
    /// The app around it.
    pub app: App,
    /// With what the round shown is read.
    reading: Memo<Reading>,
    /// Whether it is kept.
    pub mode: Mode,
    workspace: RwSignal<Workspace>,
    /// The round shown.
    pub round: RwSignal<RoundId>,
    /// The student chosen, on screens that show one.
    pub chosen: RwSignal<Option<StudentId>>,
    /// The line of the first look that is shown one at a time; one past the last is なんとなく気になる.
    pub line: RwSignal<usize>,
    /// Whose safety dialog (安全の心配) is open.
    pub safety: RwSignal<Option<StudentId>>,
    /// Whether the meaning of 「気になる点なし」 was confirmed since the class was opened.
    pub row_confirmed: RwSignal<bool>,
    /// The round whose overview (学級のようす) was looked at since the class was opened.
    pub seen: RwSignal<Option<RoundId>>,
    /// The round whose questions about the answers (見なおしの手がかり) were closed since the class was opened.
    pub hints_closed: RwSignal<Option<RoundId>>,
    /// Milliseconds that whole rows took which were filled in at one stroke. In memory only: neither stored nor exported.
    pub pace: RwSignal<Vec<(StudentId, u32)>>,
    /// Decisions being written down: they outlast a look at another screen, but not the closing of the class.
    pub drafts: RwSignal<Vec<(RoundId, StudentId, Draft)>>,
    /// Whether the newest change is kept.
    pub saving: RwSignal<Saving>,
    /// Whether a trial opening (試し開き) of the file just saved is offered.
    pub trial: RwSignal<bool>,
    /// Writers that came with files opened since the class was opened.
    strangers: RwSignal<sorted::Set<Replica>>,
    /// Whether another tab writes in this class, so that this one only shows it.
    pub following: RwSignal<bool>,
    /// Every student with sheet and outcome, by number.
    pub rows: Rows,
}

impl Desk {
    /// Opens a document. Call it once, below the session boundary.
    pub fn new(app: App, built_in: Arc<Checklist>, document: Document, mode: Mode) -> Self {
        let round = RwSignal::new(document.latest().map_or(RoundId(1), |round| round.id));
        // Every document opened has a writer of its own. Without one, two tabs would take each other's answers for theirs.
        let me = browser::random::replica().unwrap_or_else(|error| {
            app.warn(text::keeping::explain_random(&error, app.locale.get_untracked()));
            Replica::default()
        });
        let workspace = RwSignal::new(Workspace::new(document, me));
        let reading = Memo::new_with_compare(
            move |_| reading_of(app, &built_in, &workspace.read().document, round.get()),
            |old: Option<&Reading>, new| match (old, new) {
                (Some(old), Some(new)) => !old.is_same(new),
                (old, new) => old.is_some() != new.is_some(),
            },
        );
        // Made only when the document or the round changes; comparing would cost more than showing.
        let rows = Memo::new_with_compare(
            move |last: Option<&Vec<Arc<Row>>>| {
                let (round, reading) = (round.get(), reading.read());
                workspace.with(|workspace| rows_of(&reading, &workspace.document, round, last))
            },
            |_, _| true,
        );
        let (chosen, safety) = (RwSignal::new(None), RwSignal::new(None));
        let (line, row_confirmed, seen) = (RwSignal::new(0), RwSignal::new(false), RwSignal::new(None));
        let desk = Self(Box::leak(Box::new(DeskSignals {
            app,
            reading,
            mode,
            workspace,
            round,
            chosen,
            line,
            safety,
            row_confirmed,
            seen,
            hints_closed: RwSignal::new(None),
            pace: RwSignal::new(Vec::new()),
            drafts: RwSignal::new(Vec::new()),
            saving: RwSignal::new(Saving::Kept),
            trial: RwSignal::new(false),
            strangers: RwSignal::new(sorted::Set::new()),
            following: RwSignal::new(false),
            rows: Rows(rows),
        })));
        if mode == Mode::Own {
            // Here since before any class of the teacher's own is shown.
            if let Some(keep) = app.parts.keep.at_hand() {
                (keep.keep_desk)(desk);
            }
        }
        desk
    }

    /// The content of the round shown, without tracking: with another one the screens are made anew.
    pub fn checklist(&self) -> Arc<Checklist> {
        self.reading.read_untracked().checklist().clone()
    }

    /// With what the round shown is read, tracking changes.
    pub fn round_reading(&self) -> Reading {
        self.reading.get()
    }

    /// Reads the document, tracking changes.
    pub fn with<T>(&self, read: impl FnOnce(&Document) -> T) -> T {
        read(&self.reading().document)
    }

    /// The workspace, tracking changes. A call for all that read: each would otherwise carry what a signal does to let it.
    #[inline(never)]
    fn reading(&self) -> impl Deref<Target = Workspace> {
        self.workspace.read()
    }

    #[inline(never)]
    fn reading_untracked(&self) -> impl Deref<Target = Workspace> {
        self.workspace.read_untracked()
    }

    /// Reads the document without tracking.
    pub fn with_untracked<T>(&self, read: impl FnOnce(&Document) -> T) -> T {
        read(&self.reading_untracked().document)
    }

    /// Reads the round shown, tracking changes.
    pub fn with_round<T>(&self, read: impl FnOnce(&Round) -> T) -> Option<T> {
        let id = self.round.get();
        self.with(|document| document.round(id).map(read))
    }

    /// The row of one student, tracking changes.
    pub fn row(&self, student: StudentId) -> Option<Arc<Row>> {
        self.rows
            .with(|rows| rows.iter().find(|row| row.student.id == student).cloned())
    }

    /// The row at a position, as a memo of its own: what shows one student is not touched by answers of another.
    pub fn row_at(&self, at: usize) -> Memo<Option<Arc<Row>>> {
        let rows = self.rows;
        // An unchanged row is the same allocation, see `rows_of`.
        let is_new = |old: Option<&Option<Arc<Row>>>, new: Option<&Option<Arc<Row>>>| match (old, new) {
            (Some(Some(old)), Some(Some(new))) => !Arc::ptr_eq(old, new),
            (old, new) => {
                old.is_some() != new.is_some() || old.map(Option::is_some) != new.map(Option::is_some)
            }
        };
        Memo::new_with_compare(move |_| rows.with(|rows| rows.get(at).cloned()), is_new)
    }

    /// Number of students, changing only with the roster.
    pub fn count(&self) -> Memo<usize> {
        let rows = self.rows;
        Memo::new(move |_| rows.with(Vec::len))
    }

    /// Whether answers can be taken back, and brought again.
    pub fn history(&self) -> (bool, bool) {
        self.workspace
            .with(|workspace| (workspace.can_undo(), workspace.can_redo()))
    }

    /// Carries out a command, stores the document, and says whether it was accepted. A refusal is told to the person.
    pub fn dispatch(&self, command: Command) -> bool {
        match self.try_dispatch(command) {
            Ok(()) => true,
            Err(error) => {
                self.app.warn(text::update::explain_update(
                    &error,
                    self.app.locale.get_untracked(),
                ));
                false
            }
        }
    }

    /// Carries out a command and stores the document.
    ///
    /// # Errors
    /// When the command is refused; then nothing has changed.
    pub fn try_dispatch(&self, command: Command) -> Result<(), UpdateError> {
        let checklist = self.checklist();
        let alarms = self.alarms(&checklist, &command);
        let result = self
            .workspace
            .try_update(|workspace| workspace.update(&checklist, command))
            .unwrap_or(Ok(Vec::new()));
        for effect in result? {
            match effect {
                Effect::Store => {
                    self.keep_contents();
                    self.store();
                }
            }
        }
        // A dialog that is open for this student stays as it is.
        if alarms.is_some() && self.safety.get_untracked() != alarms {
            self.safety.set(alarms);
        }
        Ok(())
    }

    /// Keeps with the class the content of rounds that came without it, as long as it is at hand.
    fn keep_contents(&self) {
        let missing: sorted::Set<ContentStamp> = self.with_untracked(|document| {
            let stamps = document.rounds.iter().map(|round| &round.stamp);
            let missing = stamps.filter(|stamp| document.content(stamp).is_none());
            missing.cloned().collect()
        });
        if missing.is_empty() {
            return;
        }
        for source in untrack(|| contents::known(self.app)) {
            if missing.contains(source.stamp())
                && let Err(error) = self.keep_content(source.stamp().clone(), source.text)
            {
                self.app.warn(text::update::explain_update(
                    &error,
                    self.app.locale.get_untracked(),
                ));
            }
        }
    }

    /// Keeps with the class the content of a round that came without it, and says whether it does. A refusal is told to
    /// the person.
    pub fn bring_content(&self, stamp: ContentStamp, content: Arc<str>) -> bool {
        self.dispatch(Command::KeepContent { stamp, content })
    }

    /// Keeps a content document with the class. The caller stores.
    fn keep_content(&self, stamp: ContentStamp, content: Arc<str>) -> Result<(), UpdateError> {
        let (checklist, command) = (self.checklist(), Command::KeepContent { stamp, content });
        let done = self
            .workspace
            .try_update(|workspace| workspace.update(&checklist, command));
        done.unwrap_or(Ok(Vec::new())).map(|_| ())
    }

    /// The student for whom a command raises a critical item: the dialog opens at once.
    fn alarms(&self, checklist: &Checklist, command: &Command) -> Option<StudentId> {
        let Command::Answer { round, entries } = command else {
            return None;
        };
        self.with_untracked(|document| {
            let round = document.round(*round)?;
            let raised = entries.iter().find(|entry| {
                let Some(item) = checklist.item(&entry.item).filter(|item| item.is_critical()) else { return false };
                let shows = |response: &Response| {
                    matches!(response.meaning(item), Meaning::Points(points) if points >= 1)
                };
                let before = round.response(entry.student);
                let mut after = before.clone();
                match entry.answer {
                    Some(answer) => after.answers.insert(item.id.clone(), answer),
                    None => after.answers.remove(&item.id),
                };
                shows(&after) && !shows(&before)
            })?;
            Some(raised.student)
        })
    }

    fn store(&self) {
        if self.mode == Mode::Own
            && let Some(keep) = self.app.parts.keep.at_hand()
        {
            (keep.changed)(*self);
        }
    }

    /// Takes over what another copy of this class has and this desk does not.
    ///
    /// # Errors
    /// When it is another class, or both together are more than one document holds; then nothing is changed.
    pub fn merge(&self, other: &Document) -> Result<Merged, MergeError> {
        let merged = self.workspace.try_update(|workspace| workspace.merge(other));
        let merged = merged.unwrap_or(Err(MergeError::OtherClass))?;
        if merged.changed && merged.other_is_behind {
            self.store();
        }
        Ok(merged)
    }

    /// Whether a writer is this device (`true`) or another one (`false`), as far as that is known since the class was opened.
    pub fn is_mine(&self, writer: Replica) -> Option<bool> {
        if self.reading_untracked().me() == writer {
            Some(true)
        } else {
            self.strangers
                .with_untracked(|strangers| strangers.contains(&writer).then_some(false))
        }
    }

    /// Puts a file of this same class together with what is open, and tells what it brought.
    pub fn take_file(&self, offer: Offer) {
        let locale = self.app.locale.get_untracked();
        let news: Vec<Replica> = self.with_untracked(|document| {
            let known = &document.ledger.seen;
            let theirs = offer.document.ledger.seen.keys();
            theirs
                .filter(|writer| !known.contains_key(*writer))
                .copied()
                .collect()
        });
        self.strangers.update(|strangers| strangers.extend(news));
        match self.merge(&offer.document) {
            Ok(merged) => {
                // Unlike what another tab has stored, what a file brings is in no store yet.
                if merged.changed {
                    self.store();
                }
                if !merged.other_is_behind {
                    self.app.saved_file.set(offer.file);
                    self.app.store_settings();
                }
                self.app.tell(text::merging::say_merged(&merged, locale).concat());
            }
            Err(error) => self.app.warn(text::merging::explain_merge(error, locale)),
        }
    }

    /// Saves the document to a file the person keeps.
    pub fn save_file(&self) {
        let desk = *self;
        let keep = &desk.app.parts.keep;
        keep.run(desk.app, move |keep| (keep.save_file)(desk));
    }

    /// Takes note that the document is in a file as it was at this revision, and whether that file was opened since.
    pub fn saved_as(&self, revision: u64, checked: bool) {
        let on = browser::clock::today();
        self.app.saved_file.set(Some(SavedFile {
            on,
            revision,
            checked,
        }));
        if self.mode == Mode::Own {
            self.app.store_settings();
        }
    }
}

/// With what the round is read.
fn reading_of(app: App, built_in: &Arc<Checklist>, document: &Document, round: RoundId) -> Reading {
    match document.round(round) {
        Some(round) => contents::of_round(app, built_in, document, round),
        None => Reading::Missing(built_in.clone()),
    }
}

/// Every student with sheet and outcome. Rows of the last time that have not changed are kept and not scored again.
fn rows_of(
    reading: &Reading,
    document: &Document,
    round: RoundId,
    last: Option<&Vec<Arc<Row>>>,
) -> Vec<Arc<Row>> {
    let checklist = reading.checklist();
    // Without its content nothing can be said of a sheet.
    let is_read = !matches!(reading, Reading::Missing(_));
    let before = document.comparable_before(round).filter(|_| is_read);
    let Some(round) = document.round(round) else {
        return Vec::new();
    };
    let blank = Response::default();
    let scorer = Scorer::new(checklist);
    document
        .classroom
        .students
        .iter()
        .enumerate()
        .map(|(at, student)| {
            let sheet = round.responses.get(&student.id).filter(|_| is_read);
            let response = sheet.unwrap_or(&blank);
            let earlier = before.and_then(|round| round.responses.get(&student.id));
            let known = last.and_then(|rows| rows.get(at)).filter(|row| {
                Arc::ptr_eq(&row.scored_with, checklist)
                    && row.student == *student
                    && row.response == *response
                    && row.earlier.as_ref() == earlier
            });
            if let Some(row) = known {
                return row.clone();
            }
            let previous = earlier.map(|response| scorer.score(response, None));
            let outcome = scorer.score(response, previous.as_ref());
            Arc::new(Row {
                scored_with: checklist.clone(),
                student: student.clone(),
                response: response.clone(),
                outcome,
                earlier: earlier.cloned(),
                previous,
            })
        })
        .collect()
}
