//! 保存期限と廃棄: until when the records of each round are kept, what is due, disposal, and the log of it.

use leptos::prelude::*;

use crate::browser::{clock, print};
use crate::chart::markup::Markup;
use crate::domain::locale::Locale;
use crate::domain::retention::{Held, held};
use crate::domain::update::Command;
use crate::text::fill;
use crate::text::frame::{FrameText, class_title};
use crate::text::upkeep::{RetentionText, disposal_line, held_title, held_until};
use crate::ui::components::{Question, ask};
use crate::ui::dom::{El, button, el, once_shown, region, together};
use crate::ui::keeping::to_main;
use crate::ui::state::Desk;

/// What is kept, in words.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    held: Held,
    title: String,
    until: String,
    is_due: bool,
}

/// Everything that is kept, by today's date.
fn lines(desk: Desk, locale: Locale) -> Memo<Vec<Line>> {
    let checklist = desk.checklist();
    Memo::new(move |_| {
        let today = clock::today();
        desk.with(|document| {
            held(&checklist.retention, document)
                .into_iter()
                .map(|held| Line {
                    title: held_title(&held, document, locale),
                    until: held_until(&held, locale),
                    is_due: held.is_due(today),
                    held,
                })
                .collect()
        })
    })
}

/// That nothing is left of the round shown, so that its blanks are not taken for work to do.
pub fn gone(desk: Desk) -> El {
    let words = RetentionText::of(desk.app.locale.get_untracked());
    region(move || {
        let round = desk.round.get();
        let is_gone = desk.with(|document| document.is_disposed(round));
        let said = is_gone.then(|| el("p").class("notice").text(words.round_gone));
        said.into_iter().collect()
    })
}

/// The card on ホーム, while something is due.
pub fn card(desk: Desk) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = RetentionText::of(locale);
    let lines = lines(desk, locale);
    let asking = RwSignal::new(false);
    let card = move || {
        if !lines.with(|lines| lines.iter().any(|line| line.is_due)) {
            return Vec::new();
        }
        let dispose = button("button", words.dispose, move |_| asking.set(true));
        vec![
            el("section")
                .class("card upkeep-card")
                .attr("aria-labelledby", "due-head")
                .child(el("h2").attr("id", "due-head").text(words.due_title))
                .child(el("p").text(words.due_why))
                .child(list(locale, &lines.get(), true))
                .child(el("p").child(dispose)),
        ]
    };
    together([region(card), question(desk, "dispose", lines, asking)])
}

/// What stands in 名簿 → この学級のデータ.
pub fn section(desk: Desk) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = RetentionText::of(locale);
    let lines = lines(desk, locale);
    let asking = RwSignal::new(false);
    let source = desk.checklist().retention.source.get(locale).to_owned();
    let kept = move || {
        let lines = lines.get();
        let dispose = lines.iter().any(|line| line.is_due).then(|| {
            let dispose = button("button-danger", words.dispose, move |_| asking.set(true));
            el("p").child(dispose)
        });
        let what = match lines.is_empty() {
            true => el("p").class("dim").text(words.none),
            false => list(locale, &lines, false),
        };
        [what].into_iter().chain(dispose).collect()
    };
    let print = move || {
        once_shown(move || {
            if !print::print() {
                desk.app.warn(words.print_failed);
            }
        });
    };
    let log = move || {
        let log = log(desk, locale);
        if log.is_empty() {
            return Vec::new();
        }
        let entries = log.iter().map(|line| el("li").text(line));
        vec![
            el("h3").text(words.log),
            el("ul").class("disposal-log").children(entries),
            el("p").child(button("button", words.print, move |_| print())),
        ]
    };
    el("div")
        .class("retention")
        .child(el("h3").text(words.title))
        .region(kept)
        .child(
            el("p")
                .class("dim small")
                .text(&fill(words.rule, &[("source", &source)])),
        )
        .region(log)
        .child(question(desk, "dispose-kept", lines, asking))
}

/// The disposal log on paper; empty while nothing was disposed of.
pub fn sheet(desk: Desk) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = RetentionText::of(locale);
    let markup = move || {
        let log = log(desk, locale);
        let mut markup = Markup::default();
        if log.is_empty() {
            return markup.finish();
        }
        let class = desk.with(|document| class_title(&document.classroom, locale));
        markup
            .element("h1", &[], words.log)
            .element("p", &[], class)
            .open("ul", &[]);
        for line in log {
            markup.element("li", &[], line);
        }
        markup.close().element("p", &[], words.paper_hint);
        markup.finish()
    };
    el("div").class("sheet").html_with(markup)
}

/// The disposal log, one line each.
fn log(desk: Desk, locale: Locale) -> Vec<String> {
    desk.with(|document| {
        let log = document.ledger.disposals();
        let lines = log.iter().filter_map(|(round, disposal)| {
            let round = document.round(*round)?;
            Some(disposal_line(disposal, &round.label, round.began, locale))
        });
        lines.collect()
    })
}

fn list(locale: Locale, lines: &[Line], due_only: bool) -> El {
    let words = RetentionText::of(locale);
    let shown = lines.iter().filter(|line| line.is_due || !due_only);
    let entry = |line: &Line| {
        let over = line.is_due.then(|| el("b").text(words.over));
        el("li")
            .child(el("span").text(&line.title))
            .child(el("span").class("dim").text(&line.until))
            .children(over)
    };
    el("ul").class("retention-list").children(shown.map(entry))
}

/// Asks, and disposes of everything that is due.
fn question(desk: Desk, id: &str, lines: Memo<Vec<Line>>, asking: RwSignal<bool>) -> El {
    let locale = desk.app.locale.get_untracked();
    let words = RetentionText::of(locale);
    let due = move || -> Vec<Line> {
        let mut lines = lines.get_untracked();
        lines.retain(|line| line.is_due);
        lines
    };
    let ask_words = move || {
        let titles: Vec<String> = due().into_iter().map(|line| line.title).collect();
        Question {
            title: words.ask_title.to_owned(),
            body: fill(words.ask_body, &[("list", &titles.join(words.comma))]),
            check: Some(words.ask_check),
            before: Some(words.save_first),
            cancel: FrameText::of(locale).cancel,
            act: words.dispose,
        }
    };
    let act = move || {
        let records = due()
            .iter()
            .map(|line| (line.held.round, line.held.kind))
            .collect();
        let on = clock::today();
        if desk.dispatch(Command::Dispose { records, on }) {
            desk.app.tell(words.done);
            to_main();
        }
    };
    ask(id, asking, ask_words, move || desk.save_file(), act)
}
