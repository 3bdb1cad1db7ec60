//! One tab writes, the others follow: which of several tabs or windows of this app a person is typing in.
//!
//! Tabs tell each other by short messages who writes. That is a courtesy to the person, so that two screens do not drift
//! apart; no answer depends on it. Two tabs that store at once are put in order by the storage, and merging keeps both.
//!
//! # The protocol
//! - A tab that starts says [`Message::Hello`]. The writer answers with its [`Claim`]; after [`ANSWER_MS`] of silence the new
//!   tab writes.
//! - The writer repeats its claim every [`HEARTBEAT_MS`]. A follower that has not heard it for [`SILENCE_MS`] says hello
//!   again before it takes its place: the browser slows the timers of a hidden tab down to one a minute, but hands messages
//!   over at once, so only a tab that is gone or frozen does not answer.
//! - Of two claims the higher holds. A writer that hears a higher one follows, one that hears a lower one repeats its own. So
//!   two writers are one after a message each.
//! - Taking over on request is a claim above all heard so far. The tab that yields stores what it has and says
//!   [`Message::Stored`]; so does every tab after it has stored something. Who hears that, reads the store again.
//!
//! Messages hold random numbers and counts, nothing else.

use std::fmt;

/// Milliseconds a tab waits for the writer to answer.
pub const ANSWER_MS: u64 = 300;

/// Milliseconds between two claims of the writer.
pub const HEARTBEAT_MS: u64 = 2_000;

/// Milliseconds without a claim after which a follower asks: three heartbeats may be late.
pub const SILENCE_MS: u64 = 3 * HEARTBEAT_MS + ANSWER_MS;

/// A tab: a random number, made when the page is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TabId(pub u64);

/// A tab's claim to write. The higher one holds: the later term, and within a term the larger number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Claim {
    /// Counts the times that another tab became the writer, from 1.
    pub term: u64,
    /// Who claims.
    pub tab: TabId,
}

/// What tabs tell each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// Who writes?
    Hello,
    /// I write.
    Writing(Claim),
    /// I wrote, and leave.
    Leaving(Claim),
    /// I have stored something new.
    Stored,
}

/// The text of a message: a word, and for claims the term and the tab in hexadecimal digits.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Message::Hello => f.write_str("hello"),
            Message::Writing(claim) => write!(f, "writing {:x} {:x}", claim.term, claim.tab.0),
            Message::Leaving(claim) => write!(f, "leaving {:x} {:x}", claim.term, claim.tab.0),
            Message::Stored => f.write_str("stored"),
        }
    }
}

impl Message {
    /// The message in a text; none for anything else, as another version of the app may say it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let word = words.next()?;
        let mut number = || u64::from_str_radix(words.next()?, 16).ok();
        let claim = match (number(), number()) {
            (Some(term), Some(tab)) => Some(Claim {
                term,
                tab: TabId(tab),
            }),
            (_, _) => None,
        };
        let message = match word {
            "hello" => Message::Hello,
            "writing" => Message::Writing(claim?),
            "leaving" => Message::Leaving(claim?),
            "stored" => Message::Stored,
            _ => return None,
        };
        // One spelling each.
        (message.to_string() == text).then_some(message)
    }
}

/// What happens to a tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The page was loaded, or came back from the browser's cache.
    Started,
    /// Another tab said something.
    Heard(Message),
    /// Time has passed. At least every [`ANSWER_MS`] while waiting for an answer, else every [`HEARTBEAT_MS`]; later is no
    /// harm.
    Tick,
    /// The person wants to write here.
    TakeOver,
    /// This tab has stored something new.
    Stored,
    /// The page goes away, or into the browser's cache.
    Left,
}

/// What a tab has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Tell the others.
    Post(Message),
    /// Let the person write here, after reading the store again.
    BecomeWriter,
    /// Store what is not yet stored, then let the person only read here.
    BecomeFollower,
    /// Read the store again: another tab has stored something.
    Reload,
}

/// What a tab is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Not started, or gone.
    Idle,
    /// It has asked who writes.
    Asking { since: u64 },
    /// Another tab writes.
    Following { claim: Claim, heard: u64 },
    /// It writes.
    Writing { claim: Claim, said: u64 },
}

/// One tab's side of the protocol.
#[derive(Clone, Debug)]
pub struct Tabs {
    id: TabId,
    role: Role,
    /// The latest term heard of or claimed.
    term: u64,
}

impl Tabs {
    /// A tab that has not started.
    pub fn new(id: TabId) -> Self {
        Tabs {
            id,
            role: Role::Idle,
            term: 0,
        }
    }

    /// Whether the person may write here.
    pub fn is_writer(&self) -> bool {
        matches!(self.role, Role::Writing { .. })
    }

    /// The tab that writes, as far as this one knows.
    pub fn writer(&self) -> Option<TabId> {
        match self.role {
            Role::Following { claim, .. } | Role::Writing { claim, .. } => Some(claim.tab),
            Role::Idle | Role::Asking { .. } => None,
        }
    }

    /// Takes note of an event and says what to do, in this order. `now` is in milliseconds of a clock that is never set back
    /// (`performance.now()`), its beginning does not matter.
    pub fn step(&mut self, event: Event, now: u64) -> Vec<Action> {
        match event {
            Event::Started => self.ask(now),
            Event::Heard(Message::Hello) => self.answer(now),
            Event::Heard(Message::Writing(claim)) => self.heard(claim, now),
            Event::Heard(Message::Leaving(claim)) => self.heard_leaving(claim, now),
            Event::Heard(Message::Stored) => self.heard_stored(),
            Event::Tick => self.tick(now),
            Event::TakeOver if self.is_writer() => Vec::new(),
            Event::TakeOver => self.claim(now),
            Event::Stored => vec![Action::Post(Message::Stored)],
            Event::Left => self.leave(),
        }
    }

    fn ask(&mut self, now: u64) -> Vec<Action> {
        self.role = Role::Asking { since: now };
        vec![Action::Post(Message::Hello)]
    }

    /// Becomes the writer, above all that was claimed so far.
    fn claim(&mut self, now: u64) -> Vec<Action> {
        self.term = self.term.saturating_add(1);
        let claim = Claim {
            term: self.term,
            tab: self.id,
        };
        self.role = Role::Writing { claim, said: now };
        vec![Action::BecomeWriter, Action::Post(Message::Writing(claim))]
    }

    /// Repeats the claim, if this tab writes.
    fn answer(&mut self, now: u64) -> Vec<Action> {
        match self.role {
            Role::Writing { claim, .. } => {
                self.role = Role::Writing { claim, said: now };
                vec![Action::Post(Message::Writing(claim))]
            }
            Role::Idle | Role::Asking { .. } | Role::Following { .. } => Vec::new(),
        }
    }

    fn heard(&mut self, theirs: Claim, now: u64) -> Vec<Action> {
        self.term = self.term.max(theirs.term);
        let following = Role::Following {
            claim: theirs,
            heard: now,
        };
        match self.role {
            Role::Idle => Vec::new(),
            // Whoever answers does write, even if another tab claimed more before it was gone.
            Role::Asking { .. } => {
                self.role = following;
                vec![Action::BecomeFollower]
            }
            Role::Following { claim, .. } => {
                // Of two writers the lower one is about to yield.
                if theirs >= claim {
                    self.role = following;
                }
                Vec::new()
            }
            Role::Writing { claim, .. } if theirs > claim => {
                self.role = following;
                vec![Action::BecomeFollower]
            }
            Role::Writing { .. } => self.answer(now),
        }
    }

    fn heard_leaving(&mut self, theirs: Claim, now: u64) -> Vec<Action> {
        self.term = self.term.max(theirs.term);
        match self.role {
            Role::Following { claim, .. } if claim == theirs => self.ask(now),
            Role::Idle | Role::Asking { .. } | Role::Following { .. } | Role::Writing { .. } => Vec::new(),
        }
    }

    fn heard_stored(&self) -> Vec<Action> {
        match self.role {
            Role::Idle => Vec::new(),
            Role::Asking { .. } | Role::Following { .. } | Role::Writing { .. } => vec![Action::Reload],
        }
    }

    fn tick(&mut self, now: u64) -> Vec<Action> {
        let is_over = |since: u64, wait: u64| now.saturating_sub(since) >= wait;
        match self.role {
            Role::Asking { since } if is_over(since, ANSWER_MS) => self.claim(now),
            Role::Following { heard, .. } if is_over(heard, SILENCE_MS) => self.ask(now),
            Role::Writing { said, .. } if is_over(said, HEARTBEAT_MS) => self.answer(now),
            Role::Idle | Role::Asking { .. } | Role::Following { .. } | Role::Writing { .. } => Vec::new(),
        }
    }

    fn leave(&mut self) -> Vec<Action> {
        let role = std::mem::replace(&mut self.role, Role::Idle);
        match role {
            Role::Writing { claim, .. } => vec![Action::Post(Message::Leaving(claim))],
            Role::Idle | Role::Asking { .. } | Role::Following { .. } => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
