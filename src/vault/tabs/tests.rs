//! Stories of a few tabs, and random ones in which messages are lost and late and tabs die.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

const HELLO: Action = Action::Post(Message::Hello);

fn tab(id: u64) -> Tabs {
    Tabs::new(TabId(id))
}

fn claim(term: u64, tab: u64) -> Claim {
    Claim {
        term,
        tab: TabId(tab),
    }
}

fn writing(term: u64, tab: u64) -> Message {
    Message::Writing(claim(term, tab))
}

/// A tab that writes since time 1000.
fn writer(id: u64) -> Tabs {
    let mut tabs = tab(id);
    tabs.step(Event::Started, 1000 - ANSWER_MS);
    tabs.step(Event::Tick, 1000);
    assert!(tabs.is_writer());
    tabs
}

/// A tab that follows the claim since time 1000.
fn follower(id: u64, of: Claim) -> Tabs {
    let mut tabs = tab(id);
    tabs.step(Event::Started, 1000);
    tabs.step(Event::Heard(Message::Writing(of)), 1000);
    assert_eq!(tabs.writer(), Some(of.tab));
    tabs
}

#[test]
fn a_tab_alone_writes_once_nobody_has_answered() {
    let mut tabs = tab(7);
    assert_eq!(tabs.step(Event::Tick, 0), [], "not started");
    assert_eq!(tabs.step(Event::Started, 10), [HELLO]);
    assert_eq!(tabs.step(Event::Tick, 10 + ANSWER_MS - 1), []);
    assert_eq!(
        tabs.step(Event::Tick, 10 + ANSWER_MS),
        [Action::BecomeWriter, Action::Post(writing(1, 7))]
    );
    assert_eq!(tabs.writer(), Some(TabId(7)));
}

#[test]
fn a_second_tab_follows_the_first() {
    let mut first = writer(1);
    let mut second = tab(9);
    second.step(Event::Started, 5000);
    let answer = first.step(Event::Heard(Message::Hello), 5001);
    assert_eq!(answer, [Action::Post(writing(1, 1))]);
    assert_eq!(
        second.step(Event::Heard(writing(1, 1)), 5002),
        [Action::BecomeFollower]
    );
    assert_eq!(second.step(Event::Tick, 5002 + ANSWER_MS), []);
}

#[test]
fn a_writer_repeats_its_claim_and_a_follower_asks_before_it_takes_over() {
    let mut first = writer(1);
    assert_eq!(first.step(Event::Tick, 1000 + HEARTBEAT_MS - 1), []);
    assert_eq!(
        first.step(Event::Tick, 1000 + HEARTBEAT_MS),
        [Action::Post(writing(1, 1))]
    );

    let mut second = follower(9, claim(1, 1));
    assert_eq!(second.step(Event::Tick, 1000 + SILENCE_MS - 1), []);
    assert_eq!(second.step(Event::Tick, 1000 + SILENCE_MS), [HELLO]);
    let mut patient = second.clone();
    assert_eq!(
        second.step(Event::Tick, 1000 + SILENCE_MS + ANSWER_MS),
        [Action::BecomeWriter, Action::Post(writing(2, 9))]
    );

    // A hidden writer ticks once a minute, but it hears the question.
    patient.step(Event::Heard(writing(1, 1)), 1001 + SILENCE_MS);
    assert_eq!(
        patient.step(Event::Tick, 1000 + SILENCE_MS + ANSWER_MS),
        [],
        "it answered"
    );
}

#[test]
fn on_request_another_tab_writes_and_the_one_before_stores_and_follows() {
    let mut first = writer(9);
    let mut second = follower(1, claim(1, 9));
    assert_eq!(
        second.step(Event::TakeOver, 2000),
        [Action::BecomeWriter, Action::Post(writing(2, 1))]
    );
    assert_eq!(second.step(Event::TakeOver, 2000), [], "it writes already");
    assert_eq!(
        first.step(Event::Heard(writing(2, 1)), 2001),
        [Action::BecomeFollower]
    );
    assert_eq!(first.step(Event::Stored, 2002), [Action::Post(Message::Stored)]);
    assert_eq!(second.step(Event::Heard(Message::Stored), 2003), [Action::Reload]);
}

#[test]
fn of_two_writers_the_higher_claim_stays_and_the_lower_one_is_told() {
    let (mut low, mut high) = (writer(1), writer(2));
    assert_eq!(
        high.step(Event::Heard(writing(1, 1)), 1500),
        [Action::Post(writing(1, 2))]
    );
    assert_eq!(
        low.step(Event::Heard(writing(1, 2)), 1500),
        [Action::BecomeFollower]
    );
    assert!(high.is_writer());
    assert_eq!(low.writer(), Some(TabId(2)));
    let mut third = follower(3, claim(1, 2));
    third.step(Event::Heard(writing(1, 1)), 1500);
    assert_eq!(third.writer(), Some(TabId(2)), "the lower one is about to yield");
}

#[test]
fn a_follower_whose_writer_died_follows_the_lower_claim_that_answers() {
    let mut tabs = follower(3, claim(5, 2));
    tabs.step(Event::Tick, 1000 + SILENCE_MS);
    tabs.step(Event::Heard(writing(4, 1)), 1001 + SILENCE_MS);
    assert_eq!(tabs.writer(), Some(TabId(1)));
    assert_eq!(
        tabs.step(Event::TakeOver, 9000),
        [Action::BecomeWriter, Action::Post(writing(6, 3))],
        "above all that was heard"
    );
}

#[test]
fn when_the_writer_leaves_a_follower_asks_at_once_and_a_stranger_leaving_changes_nothing() {
    let mut first = writer(1);
    let mut second = follower(9, claim(1, 1));
    assert_eq!(
        first.step(Event::Left, 2000),
        [Action::Post(Message::Leaving(claim(1, 1)))]
    );
    assert_eq!(first.step(Event::Heard(Message::Hello), 2001), [], "it is gone");
    assert_eq!(first.step(Event::Heard(Message::Stored), 2001), []);
    assert_eq!(second.step(Event::Heard(Message::Leaving(claim(1, 5))), 2001), []);
    assert_eq!(
        second.step(Event::Heard(Message::Leaving(claim(1, 1))), 2001),
        [HELLO]
    );
    assert_eq!(
        first.step(Event::Started, 2100),
        [HELLO],
        "back from the browser's cache"
    );
}

#[test]
fn a_message_has_one_spelling_and_nothing_else_is_one() {
    let messages = [
        Message::Hello,
        Message::Stored,
        writing(1, u64::MAX),
        Message::Leaving(claim(u64::MAX, 0)),
    ];
    for message in messages {
        assert_eq!(Message::parse(&message.to_string()), Some(message));
    }
    assert_eq!(writing(10, 255).to_string(), "writing a ff");
    for text in [
        "",
        "hello ",
        "Hello",
        "writing",
        "writing 1",
        "writing 1 2 3",
        "writing 01 2",
        "writing A 2",
        "writing +1 2",
        "writing 1 10000000000000000",
        "hello 1 2",
        "見本",
    ] {
        assert_eq!(Message::parse(text), None, "{text}");
    }
}

/// Several tabs of a browser, and the messages on their way.
struct Browser {
    tabs: Vec<Option<Tabs>>,
    /// To which tab, what.
    pending: Vec<(usize, Message)>,
    now: u64,
}

impl Browser {
    fn new(count: usize) -> Self {
        let mut browser = Browser {
            tabs: (0..count).map(|id| Some(tab(id as u64))).collect(),
            pending: Vec::new(),
            now: 0,
        };
        for id in 0..count {
            browser.step(id, Event::Started);
        }
        browser
    }

    fn step(&mut self, id: usize, event: Event) {
        let now = self.now;
        let Some(tabs) = &mut self.tabs[id] else { return };
        let was_writer = tabs.is_writer();
        let actions = tabs.step(event, now);
        let told = actions.iter().rev().find_map(|action| match action {
            Action::BecomeWriter => Some(true),
            Action::BecomeFollower => Some(false),
            Action::Post(_) | Action::Reload => None,
        });
        if event != Event::Left {
            assert_eq!(
                told.unwrap_or(was_writer),
                tabs.is_writer(),
                "the screen knows its role"
            );
        }
        for action in actions {
            if let Action::Post(message) = action {
                let others = (0..self.tabs.len()).filter(|other| *other != id);
                self.pending.extend(others.map(|other| (other, message)));
            }
        }
    }

    /// Delivers what is on its way now, not the answers to it.
    fn round(&mut self) {
        for (to, message) in std::mem::take(&mut self.pending) {
            self.step(to, Event::Heard(message));
        }
    }

    /// Time passes without losses.
    fn settle(&mut self) {
        for _ in 0..200 {
            self.now += 50;
            for id in 0..self.tabs.len() {
                self.step(id, Event::Tick);
            }
            while !self.pending.is_empty() {
                self.round();
            }
        }
    }

    fn writers(&self) -> Vec<usize> {
        let is_writer = |tabs: &Option<Tabs>| tabs.as_ref().is_some_and(Tabs::is_writer);
        (0..self.tabs.len())
            .filter(|id| is_writer(&self.tabs[*id]))
            .collect()
    }
}

/// What may happen next, to a tab or a message counted around.
#[derive(Clone, Debug)]
enum Turn {
    Deliver(usize),
    Lose(usize),
    Pass(u64, usize),
    TakeOver(usize),
    Stored(usize),
    Die(usize),
    Leave(usize),
    Open(usize),
}

fn turn() -> impl Strategy<Value = Turn> {
    let any = any::<usize>();
    prop_oneof![
        8 => any.prop_map(Turn::Deliver),
        2 => any.prop_map(Turn::Lose),
        8 => (0..3000_u64, any).prop_map(|(ms, id)| Turn::Pass(ms, id)),
        1 => any.prop_map(Turn::TakeOver),
        1 => any.prop_map(Turn::Stored),
        1 => any.prop_map(Turn::Die),
        1 => any.prop_map(Turn::Leave),
        2 => any.prop_map(Turn::Open),
    ]
}

fn play(browser: &mut Browser, turns: Vec<Turn>) {
    for turn in turns {
        let tabs = browser.tabs.len();
        let pending = browser.pending.len().max(1);
        match turn {
            Turn::Deliver(at) if !browser.pending.is_empty() => {
                let (to, message) = browser.pending.remove(at % pending);
                browser.step(to, Event::Heard(message));
            }
            Turn::Lose(at) if !browser.pending.is_empty() => {
                browser.pending.remove(at % pending);
            }
            Turn::Deliver(_) | Turn::Lose(_) => {}
            Turn::Pass(ms, id) => {
                browser.now += ms;
                browser.step(id % tabs, Event::Tick);
            }
            Turn::TakeOver(id) => browser.step(id % tabs, Event::TakeOver),
            Turn::Stored(id) => browser.step(id % tabs, Event::Stored),
            Turn::Die(id) => browser.tabs[id % tabs] = None,
            Turn::Leave(id) => {
                browser.step(id % tabs, Event::Left);
                browser.tabs[id % tabs] = None;
            }
            Turn::Open(id) => {
                let id = id % tabs;
                if browser.tabs[id].is_none() {
                    browser.tabs[id] = Some(tab(id as u64));
                    browser.step(id, Event::Started);
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn whatever_happened_one_tab_writes_in_the_end_and_all_others_follow_it(
        count in 1_usize..5, turns in vec(turn(), 0..120),
    ) {
        let mut browser = Browser::new(count);
        play(&mut browser, turns);
        browser.settle();
        let alive = browser.tabs.iter().flatten().count();
        let writers = browser.writers();
        prop_assert_eq!(writers.len(), alive.min(1), "{:?}", writers);
        for tabs in browser.tabs.iter().flatten() {
            prop_assert_eq!(tabs.writer(), Some(TabId(writers[0] as u64)));
        }
    }

    #[test]
    fn tabs_that_start_at_once_agree_one_message_round_after_they_claimed(count in 2_usize..6) {
        let mut browser = Browser::new(count);
        browser.round();
        browser.now += ANSWER_MS;
        for id in 0..count {
            browser.step(id, Event::Tick);
        }
        prop_assert_eq!(browser.writers().len(), count, "all waited as long");
        browser.round();
        prop_assert_eq!(browser.writers(), vec![count - 1]);
    }

    #[test]
    fn any_two_writers_are_one_a_round_after_either_of_them_speaks(
        terms in (1..4_u64, 1..4_u64), speaks in 0..2_usize,
    ) {
        let mut browser = Browser::new(2);
        for (id, term) in [terms.0, terms.1].into_iter().enumerate() {
            // It has heard of terms that the other one has not.
            browser.step(id, Event::Heard(Message::Leaving(claim(term - 1, 99))));
            browser.step(id, Event::TakeOver);
        }
        browser.pending.clear();
        prop_assert_eq!(browser.writers().len(), 2);
        browser.step(speaks, Event::Heard(Message::Hello));
        // What it says, and what the other one answers.
        browser.round();
        browser.round();
        let higher = usize::from(terms.1 >= terms.0);
        prop_assert_eq!(browser.writers(), vec![higher]);
    }

    #[test]
    fn a_tab_that_was_not_spoken_to_keeps_writing_whatever_time_passes(jumps in vec(0..1_000_000_u64, 0..20)) {
        let mut tabs = writer(1);
        let mut now = 1000;
        for jump in jumps {
            now += jump;
            let actions = tabs.step(Event::Tick, now);
            prop_assert!(actions.iter().all(|action| *action == Action::Post(writing(1, 1))));
        }
        prop_assert!(tabs.is_writer());
    }

    #[test]
    fn only_the_messages_of_the_protocol_are_read(text in "(hello|writing|leaving|stored)?[ 0-9a-fx]{0,12}") {
        if let Some(message) = Message::parse(&text) {
            prop_assert_eq!(message.to_string(), text);
        }
    }
}
