//! Reading a roster or an attendance list: paste or file, then a preview in which the teacher decides what is read.
//!
//! The text of the list lives here while the preview is shown and nowhere else; [`Import::clear`] drops it.

mod preview;
mod rows;
mod sources;

pub use preview::preview;
pub use sources::{file_box, paste_box};

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use web_sys::File;

use crate::browser::{self, encoding};
use crate::domain::checklist::Checklist;
use crate::domain::limits::MAX_ROSTER_BYTES;
use crate::format::roster_table::{
    AttendancePeriod, Mapping, RosterError, RosterImport, RosterPreview, read_roster, read_roster_as,
};
use crate::format::text_encoding::{DecodedText, TextError, decode_text};
use crate::text;
use crate::ui::keeping::focus_soon;
use crate::ui::state::App;
use crate::vault::FileError;

/// A roster that is being read.
#[derive(Clone)]
pub struct Import(Rc<Reading>);

struct Reading {
    app: App,
    checklist: Arc<Checklist>,
    /// The list while it is looked at.
    text: RefCell<Option<DecodedText>>,
    outcome: RefCell<Option<Result<RosterPreview, RosterError>>>,
    /// Lines the teacher left out.
    left_out: RefCell<Vec<usize>>,
    /// Counts what was read; whatever shows it reads this.
    version: RwSignal<usize>,
    /// The class chosen among those of the list.
    class: RwSignal<usize>,
    /// What time counts cover: 0 the window of the answers, 1 the school year.
    period: RwSignal<Option<u16>>,
    /// Whether the drawer of other columns is open.
    is_drawer_open: RwSignal<bool>,
    /// Called when there is a preview; gives the class to begin with.
    ready: Box<dyn Fn(&RosterPreview) -> usize>,
}

impl Import {
    /// Nothing read yet; `ready` is called with the preview of each new list and gives the class to begin with.
    pub fn new(
        app: App,
        checklist: Arc<Checklist>,
        ready: impl Fn(&RosterPreview) -> usize + 'static,
    ) -> Self {
        Self(Rc::new(Reading {
            app,
            checklist,
            text: RefCell::default(),
            outcome: RefCell::default(),
            left_out: RefCell::default(),
            version: RwSignal::new(0),
            class: RwSignal::new(0),
            period: RwSignal::new(None),
            is_drawer_open: RwSignal::new(false),
            ready: Box::new(ready),
        }))
    }

    /// Drops everything that was read.
    pub fn clear(&self) {
        self.0.text.take();
        self.0.left_out.take();
        self.0.period.set(None);
        self.0.is_drawer_open.set(false);
        self.show(None);
    }

    /// The chosen class, if the whole list can be read.
    pub fn roster(&self) -> Option<RosterImport> {
        self.0.version.track();
        match self.0.outcome.borrow().as_ref() {
            Some(Ok(preview)) => preview.import(self.0.class.get()).ok(),
            Some(Err(_)) | None => None,
        }
    }

    /// What time the counts cover, once the teacher has said so.
    pub fn period(&self) -> Option<AttendancePeriod> {
        match self.0.period.get() {
            Some(0) => Some(AttendancePeriod::Window),
            Some(_) => Some(AttendancePeriod::Year),
            None => None,
        }
    }

    fn read_pasted(&self, pasted: &str) {
        self.read(DecodedText::pasted(pasted, MAX_ROSTER_BYTES));
    }

    fn read_file(&self, file: File) {
        let this = self.clone();
        leptos::task::spawn_local(async move {
            match browser::files::read_file(&file, MAX_ROSTER_BYTES).await {
                Ok(bytes) => this.read(decode_text(&bytes, MAX_ROSTER_BYTES, encoding::decode_shift_jis)),
                Err(FileError::TooLarge { bytes, most }) => this.read(Err(TextError::TooLarge {
                    bytes: usize::try_from(bytes).unwrap_or(usize::MAX),
                    max: most,
                })),
                Err(error @ (FileError::Unreadable | FileError::NotSaved)) => {
                    let app = this.0.app;
                    app.warn(text::keeping::explain_file(&error, app.locale.get_untracked()));
                }
            }
        });
    }

    fn read(&self, decoded: Result<DecodedText, TextError>) {
        self.clear();
        let outcome = match decoded {
            Ok(decoded) => {
                let outcome = read_roster(&decoded, &encoding::nfkc);
                // Without a preview nothing more can be done with the text.
                self.0.text.replace(outcome.is_ok().then_some(decoded));
                outcome
            }
            Err(error) => Err(error.into()),
        };
        let class = outcome.as_ref().ok().map(|preview| (self.0.ready)(preview));
        self.0.class.set(class.unwrap_or_default());
        self.show(Some(outcome));
        if class.is_none() {
            focus_soon("import-fault".to_owned());
        }
    }

    /// Reads the same list with a changed mapping; the keyboard stays on the element with this id.
    fn remap(&self, id: &str, change: impl FnOnce(&mut Mapping)) {
        let mapping = match self.0.outcome.borrow().as_ref() {
            Some(Ok(preview)) => preview.mapping.clone(),
            Some(Err(_)) | None => return,
        };
        self.remap_to(id, mapping, Box::new(change));
    }

    fn remap_to(&self, id: &str, mut mapping: Mapping, change: Box<dyn FnOnce(&mut Mapping) + '_>) {
        change(&mut mapping);
        let outcome = self
            .0
            .text
            .borrow()
            .as_ref()
            .map(|decoded| read_roster_as(decoded, &mapping, &encoding::nfkc));
        let classes = match &outcome {
            Some(Ok(preview)) => preview.classes.len(),
            Some(Err(_)) | None => 0,
        };
        if self.0.class.get_untracked() >= classes {
            self.0.class.set(0);
        }
        self.show(outcome);
        focus_soon(id.to_owned());
    }

    fn leave_out(&self, line: usize, out: bool) {
        self.0.left_out.borrow_mut().retain(|other| *other != line);
        if out {
            self.0.left_out.borrow_mut().push(line);
        }
        self.remap("main", |mapping| mapping.leave_out(line, out));
    }

    fn show(&self, outcome: Option<Result<RosterPreview, RosterError>>) {
        self.0.outcome.replace(outcome);
        self.0.version.update(|version| *version += 1);
    }
}
