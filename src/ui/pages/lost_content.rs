//! A round whose content is not at hand, and a server's content that cannot be read: what is said, and what can be done.

use leptos::prelude::*;
use web_sys::File;

use crate::browser::files::read_file;
use crate::domain::checklist::ContentStamp;
use crate::domain::limits::MAX_CONTENT_BYTES;
use crate::format::contents::{Origin, Reading, Source, text_of};
use crate::route::Route;
use crate::text::content::explain_content;
use crate::text::contents::{ContentsText, name_content};
use crate::text::fill;
use crate::text::keeping::explain_file;
use crate::ui::components::file_button;
use crate::ui::contents;
use crate::ui::dom::{El, el, link};
use crate::ui::state::Desk;

/// The content the shown round was answered with.
fn stamp(desk: Desk) -> Option<ContentStamp> {
    desk.with_round(|round| round.stamp.clone())
}

/// What stands in the place of the screens that show answers.
pub fn page(desk: Desk) -> El {
    let words = ContentsText::of(desk.app.locale.get_untracked());
    let page = el("div").class("page").child(el("h1").text(words.lost_title));
    let Some(stamp) = untrack(|| stamp(desk)) else {
        return page;
    };
    let what = fill(
        words.lost,
        &[
            ("id", &stamp.id),
            ("version", &stamp.version),
            ("checksum", &stamp.checksum),
        ],
    );
    page.child(
        el("section")
            .class("card")
            .attr("role", "alert")
            .child(el("p").text(&what))
            .child(el("p").text(words.lost_what))
            .child(el("div").class("buttons").child(bring(desk, "button-main"))),
    )
}

/// What is to be said of contents on every screen of the class.
pub fn notices(desk: Desk) -> Vec<El> {
    let locale = desk.app.locale.get();
    let words = ContentsText::of(locale);
    let stands_in = match desk.round_reading() {
        // An earlier version of the same sample; 設定 says so.
        Reading::StandIn(checklist) => stamp(desk).filter(|stamp| stamp.id != checklist.stamp.id),
        Reading::Own(_) | Reading::Missing(_) => None,
    };
    let stands_in = stands_in.map(|stamp| {
        let text = fill(words.stands_in, &[("id", &stamp.id), ("version", &stamp.version)]);
        el("p")
            .class("notice")
            .child(el("span").text(&text))
            .child(bring(desk, "button"))
    });
    let listed = contents::sources(desk.app);
    let is_broken = listed
        .iter()
        .any(|listed| listed.origin == Origin::Server && listed.source.is_err());
    let broken = is_broken.then(|| contents::effective(desk.app).ok()).flatten();
    let broken = broken.map(|source| {
        el("p")
            .class("notice notice-error")
            .attr("role", "alert")
            .child(el("span").text(&name_content(words.server_broken, &source.checklist, locale)))
            .child(link("button", Route::Settings, words.details))
    });
    stands_in.into_iter().chain(broken).collect()
}

/// Lets the person bring in the file of the content that is missing.
fn bring(desk: Desk, class: &str) -> El {
    let words = ContentsText::of(desk.app.locale.get_untracked());
    file_button(
        class,
        ".json,application/json",
        [el("span").text(words.bring)],
        move |file| {
            leptos::task::spawn_local(take(desk, file));
        },
    )
}

async fn take(desk: Desk, file: File) {
    let app = desk.app;
    let locale = app.locale.get_untracked();
    let words = ContentsText::of(locale);
    let Some(wanted) = untrack(|| stamp(desk)) else {
        return;
    };
    let bytes = match read_file(&file, MAX_CONTENT_BYTES).await {
        Ok(bytes) => bytes,
        Err(error) => return app.warn(explain_file(&error, locale)),
    };
    match text_of(&bytes).and_then(|text| Source::read(Origin::Device, &text)) {
        Err(error) => app.warn(explain_content(&error, locale)),
        Ok(source) if *source.stamp() != wanted => {
            let what = name_content(words.lost_not_it, &source.checklist, locale);
            app.warn(fill(&what, &[("wanted", &wanted.checksum)]));
        }
        Ok(source) => {
            if desk.bring_content(wanted, source.text) {
                app.tell(words.brought);
            }
        }
    }
}
