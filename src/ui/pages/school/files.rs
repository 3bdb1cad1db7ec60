//! The files of the school view: read one after the other, asked about where a passphrase is needed, and kept in memory only
//! until the screen is closed.

use leptos::prelude::*;
use web_sys::File;

use crate::browser::random::BrowserEntropy;
use crate::browser::{files, timer};
use crate::domain::document::Document;
use crate::domain::locale::Locale;
use crate::format::document::{self, DocumentError};
use crate::text::handover::explain_other_key;
use crate::text::keeper::explain_vault;
use crate::text::keeping::{explain_document, explain_file};
use crate::ui::keeper;
use crate::vault::age::Passphrase;
use crate::vault::{FileError, MAX_SEALED_BYTES, OpenVault, VaultError, is_age, is_for_key_alone};

/// Which file: its place among those opened, from 1, and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Place.
    pub place: usize,
    /// Name.
    pub name: String,
}

/// Why a file was not opened.
pub enum Trouble {
    /// The browser could not read it, or it is too large.
    File(FileError),
    /// It could not be opened with any key at hand.
    Vault(VaultError),
    /// What is in it is no class.
    Document(DocumentError),
    /// It was handed over to another key than this device's.
    OtherKey,
}

impl Trouble {
    /// What happened and what to do.
    pub fn explain(&self, locale: Locale) -> String {
        match self {
            Trouble::File(error) => explain_file(error, locale),
            Trouble::Vault(error) => explain_vault(error, locale),
            Trouble::Document(error) => explain_document(error, locale),
            Trouble::OtherKey => explain_other_key(keeper::recipient().as_ref(), locale),
        }
    }
}

/// What came of a file.
enum Found {
    Class(Box<Document>),
    /// It needs a passphrase.
    Asks(Vec<u8>),
    Not(Trouble),
}

/// What was opened so far.
#[derive(Clone, Copy)]
pub struct Files {
    /// The classes, in the order they were opened.
    pub documents: RwSignal<Vec<Document>>,
    /// Files that need a passphrase.
    pub asked: RwSignal<Vec<(Named, Vec<u8>)>>,
    /// Files that could not be opened.
    pub failed: RwSignal<Vec<(Named, Trouble)>>,
    /// Whether files are being read.
    pub busy: RwSignal<bool>,
    /// Files chosen so far.
    count: RwSignal<usize>,
}

impl Files {
    /// None yet.
    pub fn new() -> Self {
        Self {
            documents: RwSignal::new(Vec::new()),
            asked: RwSignal::new(Vec::new()),
            failed: RwSignal::new(Vec::new()),
            busy: RwSignal::new(false),
            count: RwSignal::new(0),
        }
    }

    /// Lets go of everything.
    pub fn close(self) {
        self.documents.set(Vec::new());
        self.asked.set(Vec::new());
        self.failed.set(Vec::new());
        self.count.set(0);
    }

    /// Reads files, one after the other.
    pub fn take(self, files: Vec<File>) {
        self.busy.set(true);
        leptos::task::spawn_local(async move {
            for file in files {
                let place = self.count.try_update(|count| {
                    *count += 1;
                    *count
                });
                // The screen was closed while files were read.
                let Some(place) = place else { return };
                let found = read(&file).await;
                let name = file.name();
                self.put(Named { place, name }, found);
                timer::after_paint().await;
            }
            self.busy.try_set(false);
        });
    }

    fn put(self, named: Named, found: Found) {
        match found {
            Found::Class(document) => {
                self.documents.try_update(|documents| documents.push(*document));
            }
            Found::Asks(bytes) => {
                self.asked.try_update(|asked| asked.push((named, bytes)));
            }
            Found::Not(trouble) => {
                self.failed.try_update(|failed| failed.push((named, trouble)));
            }
        }
    }

    /// Leaves out the file that is asked about.
    pub fn skip(self) {
        self.asked.update(|asked| {
            if !asked.is_empty() {
                asked.remove(0);
            }
        });
    }

    /// Opens the file that is asked about with this passphrase, and where that did it and `rest` says so, tries it on the
    /// others that are asked about. Gives whether it opened the first. The passphrase is gone afterwards.
    pub async fn open_asked(self, passphrase: Passphrase, rest: bool) -> bool {
        let Some(asked) = self.asked.try_get_untracked() else {
            return false;
        };
        let mut still = Vec::new();
        let mut is_open = false;
        for (at, (named, bytes)) in asked.into_iter().enumerate() {
            if at > 0 && !(is_open && rest) {
                still.push((named, bytes));
                continue;
            }
            timer::after_paint().await;
            match open_with(&bytes, &passphrase) {
                Found::Asks(bytes) => still.push((named, bytes)),
                found => {
                    is_open = true;
                    self.put(named, found);
                }
            }
        }
        self.asked.try_set(still);
        is_open
    }
}

async fn read(file: &File) -> Found {
    let bytes = match files::read_file(file, MAX_SEALED_BYTES).await {
        Ok(bytes) => bytes,
        Err(error) => return Found::Not(Trouble::File(error)),
    };
    if !is_age(&bytes) {
        return decode(&bytes);
    }
    match keeper::open_sealed(&bytes) {
        Ok(text) => decode(&text),
        Err(VaultError::OtherVault) if is_for_key_alone(&bytes) => Found::Not(Trouble::OtherKey),
        Err(VaultError::OtherVault) => Found::Asks(bytes),
        Err(error) => Found::Not(Trouble::Vault(error)),
    }
}

fn open_with(bytes: &[u8], passphrase: &Passphrase) -> Found {
    let opened =
        OpenVault::from_file(bytes, passphrase, &mut BrowserEntropy).and_then(|vault| vault.open(bytes));
    match opened {
        Ok(text) => decode(&text),
        Err(VaultError::WrongPassphrase) => Found::Asks(bytes.to_vec()),
        Err(error) => Found::Not(Trouble::Vault(error)),
    }
}

fn decode(bytes: &[u8]) -> Found {
    match document::decode(bytes) {
        Ok(document) => Found::Class(Box::new(document)),
        Err(error) => Found::Not(Trouble::Document(error)),
    }
}
