//! The workbench: the draft with its steps, what is wrong with it, what is shown of it, and where it is kept.

use leptos::prelude::*;

use super::sections::{self, Section};
use crate::browser;
use crate::browser::local_storage::LocalStorage;
use crate::domain::locale::Locale;
use crate::format::content::draft::history::{Deed, Draft, StepLabel};
use crate::format::content::draft::{self, Path, edit};
use crate::format::content::{ContentFaults, ContentWarning, warnings};
use crate::format::json::Json;
use crate::text::fill;
use crate::text::workshop::{WorkshopText, changes, faults};
use crate::ui::dom::{keep, once_shown};
use crate::ui::keeping::focus_soon;
use crate::ui::state::App;
use crate::vault::{Storage, StorageKey};

/// Milliseconds after the last key until what was typed is kept.
const KEEP_AFTER: u32 = 300;

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// The ways to begin.
    Begin,
    /// The forms.
    Forms,
    /// Pasting a table.
    Paste,
    /// The differences to another version.
    Differences,
    /// Saving to a file.
    Export,
}

/// The workbench: signals only, so that closures copy a few bytes.
#[derive(Clone, Copy)]
pub(super) struct Bench {
    /// The app around it.
    pub app: App,
    /// The draft; none before it was begun.
    pub draft: RwSignal<Option<Draft>>,
    /// What is wrong with it.
    pub faults: Memo<ContentFaults>,
    /// What may be a slip in it, once nothing is wrong.
    pub odd: Memo<Vec<ContentWarning>>,
    /// What is shown.
    pub view: RwSignal<View>,
    /// The section chosen.
    pub section: RwSignal<usize>,
    /// The entry of a long list that is open.
    pub open: RwSignal<Option<Path>>,
    /// An entry that is to be removed although others name it.
    pub removing: RwSignal<Option<Path>>,
    /// Whether the draft is kept as it is now.
    pub is_kept: RwSignal<bool>,
    /// Counted up when a form is to be made anew although its skeleton is the same.
    pub redraw: RwSignal<u32>,
}

impl Bench {
    /// Looks for a draft kept on this device.
    pub fn new(app: App) -> Self {
        let kept = LocalStorage.load(StorageKey::Draft).ok().flatten();
        let found = kept.as_deref().and_then(draft::decode);
        if kept.is_some() && found.is_none() {
            app.warn(WorkshopText::of(app.locale.get_untracked()).damaged);
        }
        let view = if found.is_some() { View::Forms } else { View::Begin };
        let draft: RwSignal<Option<Draft>> = RwSignal::new(found);
        let checked = Memo::new(move |_| {
            draft.with(
                |draft| match draft.as_ref().map(|draft| draft::check(draft.now())) {
                    Some(Ok(checklist)) => (ContentFaults::default(), warnings(&checklist).warnings),
                    Some(Err(faults)) => (faults, Vec::new()),
                    None => Default::default(),
                },
            )
        });
        let faults = Memo::new(move |_| checked.with(|(faults, _)| faults.clone()));
        let odd = Memo::new(move |_| checked.with(|(_, odd)| odd.clone()));
        let bench = Self {
            app,
            draft,
            faults,
            odd,
            view: RwSignal::new(view),
            section: RwSignal::new(0),
            open: RwSignal::new(None),
            removing: RwSignal::new(None),
            is_kept: RwSignal::new(true),
            redraw: RwSignal::new(0),
        };
        bench.keep_going();
        bench
    }

    /// Keeps the draft soon after each change, and at once when the screen is left.
    fn keep_going(self) {
        let turn = StoredValue::new(0_u32);
        keep(move || {
            self.draft.track();
            let now = turn.get_value().wrapping_add(1);
            turn.set_value(now);
            // The first look is no change.
            if now > 1 {
                leptos::task::spawn_local(async move {
                    browser::timer::sleep(KEEP_AFTER).await;
                    if turn.try_get_value() == Some(now) {
                        self.keep_now();
                    }
                });
            }
        });
        on_cleanup(move || {
            if turn.try_get_value().is_some_and(|turn| turn > 1) {
                self.keep_now();
            }
        });
    }

    /// Keeps the draft on this device.
    pub fn keep_now(self) {
        let text = self
            .draft
            .try_with_untracked(|draft| draft.as_ref().map(draft::encode));
        if let Some(Some(text)) = text {
            let is_kept = LocalStorage.store(StorageKey::Draft, &text).is_ok();
            self.is_kept.try_set(is_kept);
        }
    }

    /// The language of the screen, which is made anew with it.
    pub fn locale(self) -> Locale {
        self.app.locale.get_untracked()
    }

    /// The words of the screen.
    pub fn words(self) -> &'static WorkshopText {
        WorkshopText::of(self.locale())
    }

    /// Begins a draft.
    pub fn begin(self, draft: Draft) {
        self.app.notice.set(None);
        self.open.set(None);
        self.section.set(0);
        self.draft.set(Some(draft));
        self.view.set(View::Forms);
        self.keep_now();
        focus_soon("workshop-title".into());
    }

    /// Reads the draft, tracking changes.
    pub fn with<T>(self, read: impl FnOnce(&Json) -> T) -> T {
        self.draft
            .with(|draft| read(draft.as_ref().map_or(&Json::Null, Draft::now)))
    }

    /// Reads the draft without tracking.
    pub fn with_untracked<T>(self, read: impl FnOnce(&Json) -> T) -> T {
        untrack(|| self.with(read))
    }

    /// The text at a place, tracking changes.
    pub fn text(self, path: &Path) -> String {
        self.with(|json| edit::text(json, path).to_owned())
    }

    /// Makes a step.
    ///
    /// # Errors
    /// What `act` gives; then nothing has changed.
    pub fn step<T, E>(
        self,
        deed: Deed,
        place: &Path,
        act: impl FnOnce(&mut Json) -> Result<T, E>,
    ) -> Option<Result<T, E>> {
        self.draft
            .try_update(|draft| draft.as_mut().map(|draft| draft.step(deed, place, act)))
            .flatten()
    }

    /// Puts a value at a place, or takes away what is there.
    pub fn put(self, place: &Path, value: Option<Json>) {
        let act = move |json: &mut Json| match value {
            Some(value) => edit::set(json, place, value),
            // What is not there need not go.
            None if edit::get(json, place).is_none() => Ok(()),
            None => edit::remove(json, place).map(|_| ()),
        };
        if let Some(Err(error)) = self.step(Deed::Change, place, act) {
            self.app.warn(error.to_string());
        }
    }

    /// Puts a value at a place, or takes away what is there, and makes the form anew.
    pub fn put_anew(self, place: &Path, value: Option<Json>) {
        self.close_step();
        self.put(place, value);
        self.close_step();
        self.make_anew();
    }

    /// Makes the form anew.
    pub fn make_anew(self) {
        self.redraw.update(|count| *count = count.wrapping_add(1));
    }

    /// Typing has ended: the next change is a step of its own.
    pub fn close_step(self) {
        self.draft.update_untracked(|draft| {
            if let Some(draft) = draft {
                draft.close();
            }
        });
    }

    /// What is wrong at a place, in words; empty where nothing is. Tracks changes.
    pub fn fault_at(self, place: &str) -> String {
        let locale = self.locale();
        self.faults.with(|found| {
            let here = found.faults.iter().filter(|fault| fault.place == place);
            here.map(|fault| faults::remedy(fault, locale))
                .collect::<Vec<_>>()
                .join(" ")
        })
    }

    /// Number of faults in a place and all it holds. Tracks changes.
    pub fn faults_in(self, path: &Path) -> usize {
        self.faults.with(|found| {
            let places = found.faults.iter().filter_map(|fault| Path::parse(&fault.place));
            places.filter(|place| place.is_in(path)).count()
        })
    }

    /// Number of all faults. Tracks changes.
    pub fn fault_count(self) -> usize {
        self.faults.with(|found| found.faults.len() + found.left_out)
    }

    /// Takes the last step back, or makes it again, and shows where.
    pub fn travel(self, back: bool) {
        let words = self.words();
        let done = self.draft.try_update(|draft| {
            let draft = draft.as_mut()?;
            // What a step made can be named before it goes, what it took away after it came back.
            let before = draft.now().clone();
            let label = if back { draft.undo() } else { draft.redo() }?;
            let is_gone = edit::get(draft.now(), &label.place).is_none();
            let named = if is_gone { &before } else { draft.now() };
            let what = changes::step(named, &label, self.locale());
            Some((label, what))
        });
        if let Some(Some((label, what))) = done {
            let text = if back { words.undone } else { words.redone };
            self.app.tell(fill(text, &[("what", &what)]));
            self.make_anew();
            self.show(&label);
        }
    }

    fn show(self, label: &StepLabel) {
        if self.view.get_untracked() == View::Forms {
            self.reveal(&label.place);
            let place = label.place.clone();
            once_shown(move || {
                if browser::focus::is_lost() {
                    focus_on(place);
                }
            });
        }
    }

    /// Opens what leads to a place, without taking the keyboard there.
    fn reveal(self, place: &Path) {
        let Some(first) = place.first_field() else { return };
        let at = self.with_untracked(|json| {
            let found = sections::sections(json);
            found.iter().position(|section: &Section| section.holds(first))
        });
        if let Some(at) = at.filter(|at| *at != self.section.get_untracked()) {
            self.section.set(at);
            self.open.set(None);
        }
        let entry = place.first(2);
        let is_there = self.with_untracked(|json| edit::get(json, &entry).is_some());
        let is_open = self.open.with_untracked(|open| open.as_ref() == Some(&entry));
        // What is open already is not made anew: the keyboard would lose its place.
        if sections::is_folded(&entry) && is_there && !is_open {
            self.open.set(Some(entry));
        }
    }

    /// Goes to a place: opens its section and entry, and puts the keyboard there or on what holds it.
    pub fn go(self, place: &Path) {
        self.view.set(View::Forms);
        self.reveal(place);
        let place = place.clone();
        once_shown(move || focus_on(place));
    }
}

/// Puts the keyboard on a place, or on what holds it.
fn focus_on(place: Path) {
    let mut here = place;
    while !browser::focus::focus_id(&at(&here)) {
        if here.steps().is_empty() {
            browser::focus::focus_id("main");
            return;
        }
        here = here.parent();
    }
}

/// The id on the page of the control for a place.
pub(super) fn at(path: &Path) -> String {
    format!("at-{path}")
}
