//! The one writer: a [`Command`] changes the [`Workspace`] or is refused whole; answers can be undone and redone.

mod contents;
mod disposing;

use std::sync::Arc;

use chrono::NaiveDate;

use super::case_code::{CaseCode, KeyEntry};
use super::checklist::{Checklist, ContentStamp};
use super::decision::Decision;
use super::document::{Document, Round, RoundId};
use super::ids::{CardId, ContactId, ItemId};
use super::ledger::{Dot, MergeError, Merged, Place, RecordKind, Replica};
use super::limits;
use super::response::{Answer, Attendance, CardRecord, Response};
use super::roster::{Grade, Student, StudentId};
use super::sorted::{Map, Set};

/// An open document with what can be undone.
#[derive(Clone, Debug, PartialEq)]
pub struct Workspace {
    /// The document.
    pub document: Document,
    /// Groups of answers that can be taken back, newest last.
    undo: Vec<Vec<Change>>,
    /// Groups that were taken back, newest last.
    redo: Vec<Vec<Change>>,
    /// Who writes.
    me: Replica,
}

/// One answer or gut flag before and after.
#[derive(Clone, Debug, PartialEq)]
struct Change {
    round: RoundId,
    student: StudentId,
    what: Changed,
}

#[derive(Clone, Debug, PartialEq)]
enum Changed {
    Answer {
        item: ItemId,
        before: Option<Answer>,
        after: Option<Answer>,
    },
    Gut {
        before: bool,
        after: bool,
    },
}

/// One answer to be written; `None` makes it blank again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whose sheet.
    pub student: StudentId,
    /// Which item.
    pub item: ItemId,
    /// The answer.
    pub answer: Option<Answer>,
}

/// What a person can do to a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Writes answers of the round as one step of undo (one tap, a row of なし, a paste).
    Answer {
        /// The round.
        round: RoundId,
        /// The answers.
        entries: Vec<Entry>,
    },
    /// Sets or clears なんとなく気になる.
    Gut {
        /// The round.
        round: RoundId,
        /// The student.
        student: StudentId,
        /// Whether it is on.
        on: bool,
    },
    /// Takes the last group of answers back.
    Undo,
    /// Brings the last undone group again.
    Redo,
    /// Writes imported attendance counts.
    Attendance {
        /// The round.
        round: RoundId,
        /// Counts by student.
        counts: Vec<(StudentId, Attendance)>,
    },
    /// Records that a card was read and what was done.
    RecordCard {
        /// The round.
        round: RoundId,
        /// The student.
        student: StudentId,
        /// The card.
        card: CardId,
        /// What was done.
        record: CardRecord,
    },
    /// Records what the team agreed, or removes it.
    Decide {
        /// The round.
        round: RoundId,
        /// The student.
        student: StudentId,
        /// The decision.
        decision: Option<Box<Decision>>,
    },
    /// Enters a freshly drawn case code into the key table.
    IssueCode {
        /// The round.
        round: RoundId,
        /// The student.
        student: StudentId,
        /// The code.
        code: CaseCode,
        /// The day.
        on: NaiveDate,
    },
    /// Begins the next round.
    BeginRound {
        /// Its label.
        label: String,
        /// The day it begins.
        on: NaiveDate,
        /// The content it is answered with.
        stamp: ContentStamp,
        /// That content word for word; none where the class keeps it already, or where nobody has it.
        content: Option<Arc<str>>,
    },
    /// Keeps the content document of a round that came without it.
    KeepContent {
        /// Which content it is.
        stamp: ContentStamp,
        /// The document, word for word.
        content: Arc<str>,
    },
    /// Changes what the class is called.
    DescribeClass {
        /// School name or sign.
        school: String,
        /// Grade.
        grade: Grade,
        /// 組.
        class_name: String,
    },
    /// Adds a student.
    AddStudent {
        /// 出席番号.
        number: u16,
        /// Name, if wanted.
        name: Option<String>,
        /// Reading, if known.
        reading: Option<String>,
    },
    /// Changes a student's number and name.
    EditStudent(Student),
    /// Removes a student and everything answered; the codes stay taken.
    RemoveStudent(StudentId),
    /// Fills in a contact slot.
    SetContact {
        /// The slot.
        contact: ContactId,
        /// Number or extension.
        text: String,
    },
    /// Settles a conflict: the version named is written anew, by somebody who saw all of them.
    Settle {
        /// Where.
        place: Place,
        /// The version.
        choice: Dot,
    },
    /// Disposes of records whose retention is over, and notes it in the disposal log. Nothing brings them back.
    Dispose {
        /// Round by round.
        records: Vec<(RoundId, RecordKind)>,
        /// The day.
        on: NaiveDate,
    },
}

/// What must happen after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The document changed and must be stored.
    Store,
}

/// Why a command was refused. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UpdateError {
    /// No such round.
    #[error("no such round")]
    NoRound,
    /// No such student.
    #[error("no such student")]
    NoStudent,
    /// The content of this round has no such item.
    #[error("no such item: {}", .0.as_str())]
    NoItem(ItemId),
    /// The item has no such option.
    #[error("item {} has no such answer", .0.as_str())]
    NoSuchAnswer(ItemId),
    /// The content has no such card.
    #[error("no such card")]
    NoCard,
    /// A card is recorded with at least one thing done.
    #[error("nothing is ticked as done")]
    NothingDone,
    /// A text is longer than its bound.
    #[error("text has {found} characters, at most {most} are allowed")]
    TooLong {
        /// Characters found.
        found: usize,
        /// Characters allowed.
        most: usize,
    },
    /// The number is taken or out of range.
    #[error("number {number} is taken or not within 1 to {}", limits::MAX_NUMBER)]
    Number {
        /// The number.
        number: u16,
    },
    /// The class is full.
    #[error("a class has at most {} students", limits::MAX_STUDENTS)]
    TooManyStudents,
    /// There are as many rounds as a document holds.
    #[error("a document has at most {} rounds", limits::MAX_ROUNDS)]
    TooManyRounds,
    /// The content document is too large to be kept with the class, or all of them together are.
    #[error("{bytes} bytes of content, at most {most} are kept")]
    TooMuchContent {
        /// Bytes found.
        bytes: usize,
        /// Bytes allowed.
        most: usize,
    },
    /// The code is taken.
    #[error("this case code was used before")]
    CodeTaken,
    /// A decision names at least one direction.
    #[error("a decision names a direction")]
    NoDirection,
    /// There is no such conflict any more.
    #[error("no such version")]
    NoVersion,
    /// The round's records of this kind were disposed of; it takes no more.
    #[error("the round was disposed of")]
    Disposed,
    /// There is nothing of that kind to dispose of.
    #[error("nothing there to dispose of")]
    NothingThere,
    /// The retention is not over.
    #[error("not due for disposal")]
    NotDue,
    /// Nothing to undo or redo.
    #[error("nothing to take back")]
    NothingToUndo,
}

impl Workspace {
    /// Opens a document for `me` to write in.
    pub fn new(document: Document, me: Replica) -> Self {
        Self {
            document,
            undo: Vec::new(),
            redo: Vec::new(),
            me,
        }
    }

    /// Who writes.
    pub fn me(&self) -> Replica {
        self.me
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is something to redo.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Carries out one command.
    ///
    /// # Errors
    /// When the command does not fit the document or the checklist; then nothing is changed.
    pub fn update(&mut self, checklist: &Checklist, command: Command) -> Result<Vec<Effect>, UpdateError> {
        let ledger = std::mem::take(&mut self.document.ledger);
        let before = self.document.clone();
        self.document.ledger = ledger;
        self.carry_out(checklist, command)?;
        self.document.tidy();
        let mut ledger = std::mem::take(&mut self.document.ledger);
        ledger.note(&before, &self.document, self.me);
        self.document.revision = ledger.revision();
        self.document.ledger = ledger;
        Ok(vec![Effect::Store])
    }

    /// Takes over what another copy of this class has and this one does not. If that is anything, what was written
    /// before can no longer be taken back: it could take an answer along that came from elsewhere.
    ///
    /// # Errors
    /// When it is another class, or both together are more than one document holds; then nothing is changed.
    pub fn merge(&mut self, other: &Document) -> Result<Merged, MergeError> {
        let merged = self.document.merge(other)?;
        if merged.changed {
            self.undo.clear();
            self.redo.clear();
        }
        Ok(merged)
    }

    fn carry_out(&mut self, checklist: &Checklist, command: Command) -> Result<(), UpdateError> {
        match command {
            Command::Answer { round, entries } => self.answer(checklist, round, entries)?,
            Command::Gut { round, student, on } => {
                self.student(student)?;
                let before = self.response(round, student)?.gut;
                self.apply(vec![Change {
                    round,
                    student,
                    what: Changed::Gut { before, after: on },
                }]);
            }
            Command::Undo => {
                let group = self.undo.pop().ok_or(UpdateError::NothingToUndo)?;
                for change in group.iter().rev() {
                    self.write(change, false);
                }
                self.redo.push(group);
            }
            Command::Redo => {
                let group = self.redo.pop().ok_or(UpdateError::NothingToUndo)?;
                for change in &group {
                    self.write(change, true);
                }
                self.undo.push(group);
            }
            Command::Attendance { round, counts } => {
                for (student, _) in &counts {
                    self.student(*student)?;
                }
                for (student, attendance) in counts {
                    self.response_mut(round, student)?.attendance = attendance;
                }
            }
            Command::RecordCard {
                round,
                student,
                card,
                record,
            } => {
                self.student(student)?;
                let card = checklist.card(&card).ok_or(UpdateError::NoCard)?;
                if record.actions.is_empty() {
                    return Err(UpdateError::NothingDone);
                }
                within(&record.note, limits::MAX_NOTE_CHARS)?;
                self.response_mut(round, student)?
                    .cards
                    .insert(card.id.clone(), record);
            }
            Command::Decide {
                round,
                student,
                decision,
            } => {
                self.student(student)?;
                if let Some(decision) = &decision {
                    if decision.directions.is_empty() {
                        return Err(UpdateError::NoDirection);
                    }
                    within(&decision.ask_other, limits::MAX_OTHER_CHARS)?;
                    within(&decision.who, limits::MAX_WHO_CHARS)?;
                    within(&decision.note, limits::MAX_NOTE_CHARS)?;
                }
                self.response_mut(round, student)?.decision = decision.map(|decision| *decision);
            }
            Command::IssueCode {
                round,
                student,
                code,
                on,
            } => {
                self.student(student)?;
                self.document.round(round).ok_or(UpdateError::NoRound)?;
                if self.document.ledger.is_disposed(round, RecordKind::Keys) {
                    return Err(UpdateError::Disposed);
                }
                if self.document.keys.has(code) {
                    return Err(UpdateError::CodeTaken);
                }
                if self.document.keys.code_of(student, round).is_none() {
                    self.document.keys.entries.push(KeyEntry {
                        code,
                        student,
                        round,
                        on,
                    });
                }
            }
            Command::BeginRound {
                label,
                on,
                stamp,
                content,
            } => {
                within(&label, limits::MAX_SCHOOL_CHARS)?;
                if self.document.rounds.len() >= limits::MAX_ROUNDS {
                    return Err(UpdateError::TooManyRounds);
                }
                if let Some(content) = content {
                    self.keep_content(stamp.clone(), content)?;
                }
                let next = self
                    .document
                    .rounds
                    .iter()
                    .map(|round| round.id.0)
                    .max()
                    .map_or(1, |max| max + 1);
                let responses = Map::new();
                self.document.rounds.push(Round {
                    id: RoundId(next),
                    label,
                    began: on,
                    stamp,
                    responses,
                });
                // What could be taken back lies in the round that is over now, out of sight.
                self.undo.clear();
                self.redo.clear();
            }
            Command::KeepContent { stamp, content } => {
                if !self.document.ledger.has_round_of(&stamp) {
                    return Err(UpdateError::NoRound);
                }
                self.keep_content(stamp, content)?;
            }
            Command::DescribeClass {
                school,
                grade,
                class_name,
            } => {
                within(&school, limits::MAX_SCHOOL_CHARS)?;
                within(&class_name, limits::MAX_CLASS_CHARS)?;
                let classroom = &mut self.document.classroom;
                (classroom.school, classroom.grade, classroom.class_name) = (school, grade, class_name);
            }
            Command::AddStudent {
                number,
                name,
                reading,
            } => {
                if self.document.classroom.students.len() >= limits::MAX_STUDENTS {
                    return Err(UpdateError::TooManyStudents);
                }
                let student = Student {
                    id: self.document.ledger.fresh_student(self.me),
                    number,
                    name,
                    reading,
                };
                self.check_student(&student)?;
                self.document.classroom.students.push(student);
            }
            Command::EditStudent(student) => {
                self.student(student.id)?;
                self.check_student(&student)?;
                for place in &mut self.document.classroom.students {
                    if place.id == student.id {
                        *place = student.clone();
                    }
                }
            }
            Command::RemoveStudent(student) => {
                self.student(student)?;
                self.document
                    .classroom
                    .students
                    .retain(|place| place.id != student);
                for round in &mut self.document.rounds {
                    round.responses.remove(&student);
                }
                self.document.keys.retire(student);
                // Their answers must not come back by undo.
                for history in [&mut self.undo, &mut self.redo] {
                    for group in history.iter_mut() {
                        group.retain(|change| change.student != student);
                    }
                    history.retain(|group| !group.is_empty());
                }
            }
            Command::SetContact { contact, text } => {
                within(&text, limits::MAX_CONTACT_CHARS)?;
                if text.trim().is_empty() {
                    self.document.contacts.remove(&contact);
                } else {
                    self.document.contacts.insert(contact, text.trim().to_owned());
                }
            }
            Command::Settle { place, choice } => {
                if !self.document.ledger.settle(&place, choice, self.me) {
                    return Err(UpdateError::NoVersion);
                }
                self.show_ledger();
            }
            Command::Dispose { records, on } => self.dispose(checklist, &records, on)?,
        }
        Ok(())
    }

    /// Shows what the ledger holds after it was changed by itself. What could be taken back may be gone from it.
    fn show_ledger(&mut self) {
        let (document, _) = self.document.ledger.project();
        let ledger = std::mem::take(&mut self.document.ledger);
        self.document = Document { ledger, ..document };
        self.undo.clear();
        self.redo.clear();
    }

    fn answer(
        &mut self,
        checklist: &Checklist,
        round: RoundId,
        entries: Vec<Entry>,
    ) -> Result<(), UpdateError> {
        let mut changes = Vec::with_capacity(entries.len());
        let mut seen = Set::new();
        for Entry {
            student,
            item,
            answer,
        } in entries
        {
            self.student(student)?;
            let rule = checklist
                .item(&item)
                .ok_or_else(|| UpdateError::NoItem(item.clone()))?;
            let fits = match answer {
                None | Some(Answer::Unknown | Answer::NotApplicable) => true,
                Some(Answer::Option(index)) => usize::from(index) < rule.options.len(),
                Some(Answer::Count(count)) => rule.count.is_some() && count <= limits::MAX_COUNT,
            };
            if !fits {
                return Err(UpdateError::NoSuchAnswer(item));
            }
            if !seen.insert((student, item.clone())) {
                continue;
            }
            let before = self.response(round, student)?.answers.get(&item).copied();
            changes.push(Change {
                round,
                student,
                what: Changed::Answer {
                    item,
                    before,
                    after: answer,
                },
            });
        }
        self.apply(changes);
        Ok(())
    }

    fn apply(&mut self, mut changes: Vec<Change>) {
        changes.retain(|change| match &change.what {
            Changed::Answer { before, after, .. } => before != after,
            Changed::Gut { before, after } => before != after,
        });
        if changes.is_empty() {
            return;
        }
        for change in &changes {
            self.write(change, true);
        }
        self.undo.push(changes);
        if self.undo.len() > limits::MAX_UNDO {
            self.undo.remove(0);
        }
        self.redo.clear();
    }

    /// Writes one side of a change. Rounds and students of the history exist: removing one clears its history.
    fn write(&mut self, change: &Change, forward: bool) {
        let Ok(response) = self.response_mut(change.round, change.student) else {
            return;
        };
        match &change.what {
            Changed::Answer { item, before, after } => match if forward { after } else { before } {
                Some(answer) => {
                    response.answers.insert(item.clone(), *answer);
                }
                None => {
                    response.answers.remove(item);
                }
            },
            Changed::Gut { before, after } => response.gut = if forward { *after } else { *before },
        }
    }

    fn student(&self, id: StudentId) -> Result<&Student, UpdateError> {
        self.document.classroom.student(id).ok_or(UpdateError::NoStudent)
    }

    fn response(&self, round: RoundId, student: StudentId) -> Result<Response, UpdateError> {
        self.check_open(round)?;
        Ok(self
            .document
            .round(round)
            .ok_or(UpdateError::NoRound)?
            .response(student))
    }

    fn response_mut(&mut self, round: RoundId, student: StudentId) -> Result<&mut Response, UpdateError> {
        self.check_open(round)?;
        let round = self.document.rounds.iter_mut().find(|place| place.id == round);
        Ok(round
            .ok_or(UpdateError::NoRound)?
            .responses
            .or_insert_with(student, Response::default))
    }

    /// A round whose sheets were disposed of takes none any more.
    fn check_open(&self, round: RoundId) -> Result<(), UpdateError> {
        match self.document.is_disposed(round) {
            true => Err(UpdateError::Disposed),
            false => Ok(()),
        }
    }

    fn check_student(&self, student: &Student) -> Result<(), UpdateError> {
        let taken = self
            .document
            .classroom
            .students
            .iter()
            .any(|other| other.id != student.id && other.number == student.number);
        if taken || student.number == 0 || student.number > limits::MAX_NUMBER {
            return Err(UpdateError::Number {
                number: student.number,
            });
        }
        for text in [&student.name, &student.reading].into_iter().flatten() {
            within(text, limits::MAX_NAME_CHARS)?;
        }
        Ok(())
    }
}

fn within(text: &str, most: usize) -> Result<(), UpdateError> {
    let found = text.chars().count();
    if found > most {
        Err(UpdateError::TooLong { found, most })
    } else {
        Ok(())
    }
}
