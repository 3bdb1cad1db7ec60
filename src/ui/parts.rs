//! Parts of the app that are fetched when they are first needed, so that the first screen does not wait for the others.
//!
//! A part is a table of functions. The program is one program: the build cuts it where `src/main.rs` says so, and a part
//! shares memory, signals and code with the rest (docs/performance.md). Once the first screen is there, all other
//! parts are fetched too ([`Parts::fetch_all`]), so that a network lost later in the lesson takes nothing away.

use std::pin::Pin;
use std::rc::Rc;
use std::sync::OnceLock;

use chrono::NaiveDate;
use leptos::prelude::*;
use web_sys::File;

use super::components::safety_card::Drafts;
use super::dom::{El, button, el};
use super::keeping::Offer;
use super::state::{App, Desk, Mode, Session};
use crate::domain::document::Document;
use crate::domain::locale::Locale;
use crate::domain::school::SchoolClass;
use crate::format::content::ContentError;
use crate::route::Route;
use crate::text::frame::FrameText;

/// A part could not be fetched. Nothing was changed; it can be tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a part of the app could not be fetched")]
pub struct NotFetched;

/// What fetching a part gives.
pub type Fetching<T> = Pin<Box<dyn Future<Output = Result<T, NotFetched>>>>;

/// What unlocks, keeps and locks.
#[derive(Clone, Copy)]
pub struct VaultPart {
    /// Looks for what this device holds, and watches when to lock. Once per app.
    pub watch: fn(App),
    /// The locked app.
    pub unlock: fn(App) -> El,
    /// Asks for the passphrase of a file that is being opened.
    pub file_prompt: fn(App) -> El,
    /// Opens a class of the teacher's own, after a passphrase was chosen where there is none yet.
    pub open_offer: fn(App, Offer),
    /// Saves what this device holds, untouched, to a file.
    pub rescue: fn(App),
    /// Removes everything this app has stored on the device.
    pub forget: fn(App),
    /// Leaves what is open for the class of this device, its lock, or the start screen.
    pub come_home: fn(App),
    /// Puts what is open aside for a screen outside of any class.
    pub put_aside: fn(App, Session),
    /// Locks.
    pub lock: fn(App),
}

/// 保存: reading and writing of documents, in the stores of this device and in files. An open class of the teacher's own has it.
#[derive(Clone, Copy)]
pub struct KeepPart {
    /// Stores the changes of a desk from now on.
    pub keep_desk: fn(Desk),
    /// Takes note that the document changed.
    pub changed: fn(Desk),
    /// Makes this tab the one that writes.
    pub write_here: fn(),
    /// Writes over the copies that were spared.
    pub replace_spared: fn(Desk),
    /// Saves the document to a file the person keeps.
    pub save_file: fn(Desk),
    /// Opens the class this device holds, once the vault is open.
    pub open_stored: fn(App),
    /// Opens what an earlier version left unsealed.
    pub take_plain: fn(App),
    /// Hands over the class in a document's text, or says what is wrong with it.
    pub take_text: fn(App, &[u8], TakeOnce),
    /// Reads a class from a file and hands it over; what is wrong with the file is told.
    pub read_class: fn(App, File, TakeOnce),
}

/// 学級: the frame around an open class, its overview, the first look (一次確認).
#[derive(Clone, Copy)]
pub struct ClassPart {
    /// The open class.
    pub shell: fn(App, Document, Mode) -> El,
    /// The sample class as of a day, with the content in use.
    pub sample: fn(App, NaiveDate) -> Result<Document, ContentError>,
    /// Asks the server for its content. Once per app.
    pub look: fn(App),
}

/// 名簿: the roster of the open class, and the steps that begin a class, its passphrase and recovery sheet among them.
#[derive(Clone, Copy)]
pub struct RosterPart {
    /// The roster.
    pub roster: fn(Desk) -> El,
    /// The steps that begin a class: what to do with the class that was made, and how to go back to the start screen.
    pub wizard: fn(App, Take, Leave) -> El,
    /// Choosing a passphrase for a class that is about to be opened.
    pub choose: fn(App) -> El,
    /// Choosing another passphrase.
    pub renew: fn(App) -> El,
    /// The recovery sheet.
    pub sheet: fn(App) -> El,
}

/// Gets a class that was read.
pub type TakeOnce = Box<dyn FnOnce(Offer)>;
/// Gets a class that was made and says whether it was opened.
pub type Take = Rc<dyn Fn(Offer) -> bool>;
/// Goes back to where one came from.
pub type Leave = Rc<dyn Fn()>;

/// What follows the first look: 詳しい票 and 安全の心配, 学級のようす, 会議, 気づき要約票, 対応表, 設定.
#[derive(Clone, Copy)]
pub struct FollowUpPart {
    /// 詳しい票.
    pub full: fn(Desk) -> El,
    /// What the dialog of 安全の心配 holds.
    pub safety: fn(Desk, RwSignal<bool>, &Drafts) -> El,
    /// 学級のようす.
    pub class: fn(Desk) -> El,
    /// 会議.
    pub meeting: fn(Desk) -> El,
    /// 気づき要約票.
    pub summary: fn(Desk) -> El,
    /// 対応表.
    pub keys: fn(Desk) -> El,
    /// 設定.
    pub settings: fn(Desk) -> El,
    /// What is to be settled or disposed of, on ホーム.
    pub upkeep: fn(Desk) -> El,
    /// 保存期限と廃棄.
    pub retention: fn(Desk) -> El,
    /// 廃棄記録 on paper.
    pub disposal_sheet: fn(Desk) -> El,
    /// Offers the trial opening (試し開き) of the file just saved.
    pub trial: fn(Desk) -> El,
    /// Holds the bytes of a saved file against what is open.
    pub judge_file: fn(Desk, &[u8]),
    /// Says that a saved file could not be read back.
    pub file_not_read: fn(Desk),
}

/// 学校: what several people do with one class, or one with several: わたしの公開鍵, 引継ぎ, 学校のようす.
#[derive(Clone, Copy)]
pub struct SchoolPart {
    /// Leads to the public key, after a passphrase was chosen where there is none yet.
    pub receive: fn(App),
    /// The public key on a screen of its own; whether the open class was put aside for it.
    pub public_key: fn(App, bool) -> El,
    /// The public key as a card of 設定.
    pub key_card: fn(App) -> El,
    /// Says that a file was handed over to another key than this device's.
    pub refuse_other_key: fn(App),
    /// What the dialog of 引き継ぐ holds, and the signal that keeps it open.
    pub hand_over: fn(Desk, RwSignal<bool>) -> El,
    /// 学校のようす.
    pub school: fn(App) -> El,
}

/// チェックシート: what a board or school decides, and what follows from it.
#[derive(Clone, Copy)]
pub struct ContentPart {
    /// チェックシートの編集, outside of any class.
    pub workshop: fn(App) -> El,
    /// しきい値の調整 with the open class.
    pub calibration: fn(Desk) -> El,
    /// しきい値の調整 with the classes of 学校のようす.
    pub school_calibration: fn(App, Memo<Vec<SchoolClass>>) -> El,
    /// 白紙の用紙.
    pub blank_forms: fn(Desk) -> El,
}

/// 使い方: what explains the app, and what checks whether it can work on this device.
#[derive(Clone, Copy)]
pub struct HelpPart {
    /// 使い方・自己点検, outside of any class.
    pub page: fn(App) -> El,
    /// What a screen is for and which keys it knows; the signal closes what shows it.
    pub about: fn(App, Route, RwSignal<bool>) -> Vec<El>,
    /// The guided look at the sample class.
    pub tour: fn(Desk) -> El,
}

/// How each part is fetched.
#[derive(Clone, Copy)]
pub struct Fetchers {
    /// See [`VaultPart`].
    pub vault: fn() -> Fetching<VaultPart>,
    /// See [`KeepPart`].
    pub keep: fn() -> Fetching<KeepPart>,
    /// See [`ClassPart`].
    pub class: fn() -> Fetching<ClassPart>,
    /// See [`RosterPart`].
    pub roster: fn() -> Fetching<RosterPart>,
    /// See [`FollowUpPart`].
    pub follow_up: fn() -> Fetching<FollowUpPart>,
    /// See [`SchoolPart`].
    pub school: fn() -> Fetching<SchoolPart>,
    /// See [`ContentPart`].
    pub content: fn() -> Fetching<ContentPart>,
    /// See [`HelpPart`].
    pub help: fn() -> Fetching<HelpPart>,
}

/// How far a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    NotYet,
    OnItsWay,
    Here,
    Failed,
}

/// One part, fetched or not.
pub struct Part<T: 'static> {
    state: RwSignal<State>,
    table: OnceLock<T>,
    fetch: fn() -> Fetching<T>,
}

impl<T: Copy + 'static> Part<T> {
    fn new(fetch: fn() -> Fetching<T>) -> Self {
        Self {
            state: RwSignal::new(State::NotYet),
            table: OnceLock::new(),
            fetch,
        }
    }

    /// Fetches the part unless it is here or on its way.
    async fn ensure(&'static self) -> Result<T, NotFetched> {
        if let Some(table) = self.table.get() {
            return Ok(*table);
        }
        self.state.set(State::OnItsWay);
        match (self.fetch)().await {
            Ok(table) => {
                let table = *self.table.get_or_init(|| table);
                self.state.set(State::Here);
                Ok(table)
            }
            Err(error) => {
                self.state.set(State::Failed);
                Err(error)
            }
        }
    }

    /// Fetches the part before anybody asks for it. What fails is fetched again when it is needed.
    async fn fetch_early(&'static self) {
        if self.ensure().await.is_err() {
            self.state.set(State::NotYet);
        }
    }

    /// The part, if it is here, without tracking; fetches nothing.
    pub fn at_hand(&'static self) -> Option<T> {
        self.table.get().copied()
    }

    /// The part, if it is here. To be called inside a region; fetches nothing.
    pub fn here(&'static self) -> Option<T> {
        self.state.track();
        self.table.get().copied()
    }

    /// Shows what the part draws, and until it is here that it is on its way. To be called inside a region.
    pub fn show(&'static self, locale: Locale, draw: impl FnOnce(T) -> Vec<El>) -> Vec<El> {
        let state = self.state.get();
        match self.table.get() {
            Some(table) => draw(*table),
            None => {
                let fetch = move || {
                    leptos::task::spawn_local(async move {
                        // What fails is shown by the state, with a way to try again.
                        self.ensure().await.map(|_| ()).unwrap_or_default();
                    });
                };
                if state == State::NotYet {
                    fetch();
                }
                vec![waiting(
                    locale,
                    (state == State::Failed).then_some(Box::new(fetch)),
                )]
            }
        }
    }

    /// Does something with the part as soon as it is here; when it cannot be fetched, says so.
    pub fn run(&'static self, app: App, act: impl FnOnce(T) + 'static) {
        leptos::task::spawn_local(async move {
            match self.ensure().await {
                Ok(table) => act(table),
                Err(NotFetched) => {
                    let words = FrameText::of(app.locale.get_untracked());
                    app.warn(format!("{}{}", words.not_fetched, words.not_fetched_advice));
                }
            }
        });
    }
}

/// That something is on its way, or that it could not be fetched, with a button to try again.
fn waiting(locale: Locale, again: Option<Box<dyn Fn()>>) -> El {
    let words = FrameText::of(locale);
    match again {
        None => el("p")
            .class("page dim")
            .attr("role", "status")
            .text(words.fetching),
        Some(again) => el("div")
            .class("page")
            .attr("role", "alert")
            .child(el("h1").text(words.not_fetched))
            .child(el("p").text(words.not_fetched_advice))
            .child(button("button", words.fetch_again, move |_| again())),
    }
}

/// All parts.
pub struct Parts {
    /// See [`VaultPart`].
    pub vault: Part<VaultPart>,
    /// See [`KeepPart`].
    pub keep: Part<KeepPart>,
    /// See [`ClassPart`].
    pub class: Part<ClassPart>,
    /// See [`RosterPart`].
    pub roster: Part<RosterPart>,
    /// See [`FollowUpPart`].
    pub follow_up: Part<FollowUpPart>,
    /// See [`SchoolPart`].
    pub school: Part<SchoolPart>,
    /// See [`ContentPart`].
    pub content: Part<ContentPart>,
    /// See [`HelpPart`].
    pub help: Part<HelpPart>,
}

impl Parts {
    /// None fetched yet. There is one set, as long as the page lives.
    pub fn new(fetchers: Fetchers) -> &'static Self {
        Box::leak(Box::new(Self {
            vault: Part::new(fetchers.vault),
            keep: Part::new(fetchers.keep),
            class: Part::new(fetchers.class),
            roster: Part::new(fetchers.roster),
            follow_up: Part::new(fetchers.follow_up),
            school: Part::new(fetchers.school),
            content: Part::new(fetchers.content),
            help: Part::new(fetchers.help),
        }))
    }

    /// Fetches what is not here yet, one part after the other. A locked device needs first what unlocks; on any other one the
    /// sample class is what a person may open within a second.
    pub fn fetch_all(&'static self, is_locked: bool) {
        leptos::task::spawn_local(async move {
            if !is_locked {
                self.class.fetch_early().await;
            }
            self.vault.fetch_early().await;
            self.keep.fetch_early().await;
            self.class.fetch_early().await;
            self.roster.fetch_early().await;
            self.follow_up.fetch_early().await;
            self.help.fetch_early().await;
            self.school.fetch_early().await;
            self.content.fetch_early().await;
        });
    }
}

/// The functions of each part. Whoever names one of these pulls the whole part in: `src/cuts.rs` does, and nothing else.
pub mod tables {
    use super::{
        ClassPart, ContentPart, FollowUpPart, HelpPart, KeepPart, RosterPart, SchoolPart, VaultPart,
    };
    use crate::ui::{components, contents, frame, keeper, keeping, pages};

    /// 合言葉.
    pub fn vault() -> VaultPart {
        VaultPart {
            watch: keeper::watch,
            unlock: pages::locked::unlock_page,
            file_prompt: pages::locked::file_prompt,
            open_offer: keeper::open_offer,
            rescue: keeper::rescue,
            forget: keeper::forget_all,
            come_home: keeper::come_home,
            put_aside: keeper::put_aside,
            lock: keeper::lock,
        }
    }

    /// 保存.
    pub fn keep() -> KeepPart {
        KeepPart {
            keep_desk: keeper::keep_desk,
            changed: keeper::changed,
            write_here: keeper::write_here,
            replace_spared: keeper::replace_spared,
            save_file: keeper::save_file,
            open_stored: keeper::open_stored,
            take_plain: keeper::take_plain,
            take_text: keeping::take_text,
            read_class: keeping::read_class,
        }
    }

    /// 学級.
    pub fn class() -> ClassPart {
        ClassPart {
            shell: frame::shell,
            sample: keeping::sample,
            look: contents::look,
        }
    }

    /// 名簿.
    pub fn roster() -> RosterPart {
        RosterPart {
            roster: pages::roster::page,
            wizard: pages::start::wizard::wizard,
            choose: pages::key::choose_page,
            renew: pages::key::renew_page,
            sheet: pages::key::sheet_page,
        }
    }

    /// What follows the first look.
    pub fn follow_up() -> FollowUpPart {
        FollowUpPart {
            full: pages::full::page,
            safety: components::safety::content,
            class: pages::class::page,
            meeting: pages::meeting::page,
            summary: pages::summary::page,
            keys: pages::keys::page,
            settings: pages::settings::page,
            upkeep: pages::upkeep::cards,
            retention: pages::upkeep::retention::section,
            disposal_sheet: pages::upkeep::retention::sheet,
            trial: pages::upkeep::trial::notice,
            judge_file: pages::upkeep::trial::judge,
            file_not_read: pages::upkeep::trial::not_read,
        }
    }

    /// 学校.
    pub fn school() -> SchoolPart {
        SchoolPart {
            receive: keeper::receive,
            public_key: pages::public_key::page,
            key_card: pages::public_key::settings_card,
            refuse_other_key: pages::hand_over::refuse_other_key,
            hand_over: pages::hand_over::form,
            school: pages::school::page,
        }
    }

    /// チェックシート.
    pub fn content() -> ContentPart {
        ContentPart {
            workshop: pages::workshop::page,
            calibration: pages::calibration::page,
            school_calibration: pages::calibration::school_section,
            blank_forms: pages::blank_forms::page,
        }
    }

    /// 使い方.
    pub fn help() -> HelpPart {
        HelpPart {
            page: pages::help::page,
            about: pages::help::about::about,
            tour: pages::help::tour::strip,
        }
    }
}
