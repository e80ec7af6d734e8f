//! What a session is, who was there, and how it ended.

use std::fmt;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{Audience, CaseId, FactId, GuideRef, Item, LogId, PassageRef, Taken};
use crate::text::Lang;

/// The first entry of every log: what it is and belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Opened {
    /// The case.
    pub case: CaseId,
    /// This log.
    pub log: LogId,
    /// The other log of the session: of a session's words its care log, of a care log the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<LogId>,
    /// Who may read this log.
    #[serde(default)]
    pub audience: Audience,
    /// What kind of session.
    pub kind: SessionKind,
    /// Whether the person wanted notes.
    #[serde(default)]
    pub notes: Notes,
    /// The guide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<GuideRef>,
    /// The setting, such as `office`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setting: Option<String>,
    /// The pace, such as `standard`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pace: Option<String>,
    /// The language in which questions are put.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Lang>,
    /// Who interprets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreter: Option<Interpreter>,
    /// How words are taken down unless an answer says otherwise.
    #[serde(default)]
    pub taken: Taken,
    /// The day on which it was held, where that is not the day of the entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<NaiveDate>,
    /// When it is meant to end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveTime>,
    /// The day by which an authority wants an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<NaiveDate>,
}

impl Opened {
    /// A log of a session of this kind.
    pub fn new(case: CaseId, log: LogId, kind: SessionKind) -> Self {
        Self {
            case,
            log,
            beside: None,
            audience: Audience::default(),
            kind,
            notes: Notes::default(),
            guide: None,
            setting: None,
            pace: None,
            language: None,
            interpreter: None,
            taken: Taken::default(),
            held: None,
            until: None,
            deadline: None,
        }
    }
}

/// What kind of session a log is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SessionKind {
    /// A talk with the person.
    Sitting,
    /// Work on the case without the person.
    Desk,
    /// Reading a draft to the person.
    Readback,
    /// A talk written up afterwards.
    Writeup,
    /// A transcript taken in.
    Import,
}

/// Whether the person wanted notes (C2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Notes {
    /// Notes are kept.
    #[default]
    Kept,
    /// No notes were wanted: this entry is all there is.
    NotWanted,
}

/// Who interprets, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interpreter {
    /// The person's language.
    pub language: Lang,
    /// The interpreter's initials or number.
    pub initials: String,
}

/// Who is in the room or on the line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Present {
    /// Everyone but the person and the interviewer.
    pub others: Vec<Standing>,
    /// Whether the person finds the language all right.
    #[serde(default)]
    pub language_works: bool,
}

impl Present {
    /// These people, with a language that works.
    pub fn with(others: Vec<Standing>) -> Self {
        Self {
            others,
            language_works: true,
        }
    }
}

/// Someone present, and whether the person agreed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// What they are.
    pub part: Part,
    /// Initials or a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether the person, asked alone, agreed (C4, C5).
    #[serde(default)]
    pub agreed: bool,
}

/// Shows no name.
impl fmt::Debug for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} (agreed: {})", self.part, self.agreed)
    }
}

/// What someone present is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Part {
    /// The interpreter.
    Interpreter,
    /// A companion the person chose (in Danish, *bisidder*).
    Companion,
    /// A guardian or personal representative.
    Representative,
    /// The person's lawyer.
    Lawyer,
    /// A colleague of the interviewer.
    Colleague,
    /// A small child of the person.
    Child,
    /// Police, immigration or prison staff.
    Officer,
    /// An employer, or someone who gives orders.
    Employer,
    /// A relative.
    Relative,
    /// Someone held in the same place.
    CoDetainee,
    /// Anyone else, or nobody knows who.
    Unknown,
}

impl Part {
    /// Says whether nothing is asked while they are there (R12): officers, employers, relatives of
    /// concern, co-detainees.
    pub fn pauses_session(self) -> bool {
        matches!(
            self,
            Self::Officer | Self::Employer | Self::Relative | Self::CoDetainee
        )
    }
}

/// An item that is not asked again; the reason belongs to care.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemClosed {
    /// The question and turn.
    pub item: Item,
    /// The fact, where the whole fact is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<FactId>,
    /// `true` where the person opened it again.
    #[serde(default)]
    pub reopened: bool,
}

/// What the person said to one passage of a draft that was read to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReadBack {
    /// The passage.
    pub passage: PassageRef,
    /// What they said.
    pub verdict: Verdict,
    /// The language in which it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Lang>,
}

impl ReadBack {
    /// A verdict on a passage.
    pub fn new(passage: PassageRef, verdict: Verdict) -> Self {
        Self {
            passage,
            verdict,
            language: None,
        }
    }
}

/// What the person said to a passage that was read to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verdict {
    /// It is right.
    Confirmed,
    /// It was put right; the answer has a new version.
    Corrected,
    /// It stays out of documents.
    LeftOut,
    /// It is taken out for good.
    Erase,
    /// It stays between us.
    Private,
    /// Another day.
    Later,
}

/// How a session ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Ended {
    /// How.
    pub by: EndedBy,
    /// The next step and its day, as said to the person; `None` where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl Ended {
    /// An end, with the next step.
    pub fn new(by: EndedBy, next: Option<String>) -> Self {
        Self { by, next }
    }
}

/// What brought a session to its end. Each is good practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EndedBy {
    /// It was closed in the ordinary way.
    Closed,
    /// The person stopped, and the goodbye was the ordinary one.
    Stop,
    /// The short goodbye.
    ShortClose,
    /// The person left at once.
    Left,
    /// A stop criterion was met.
    Criterion,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_officer_or_a_co_detainee_pauses_the_session() {
        assert!(Part::Officer.pauses_session() && Part::CoDetainee.pauses_session());
        assert!(!Part::Companion.pauses_session() && !Part::Interpreter.pauses_session());
    }

    #[test]
    fn an_old_record_without_later_fields_reads() {
        let json = r#"{"case":"00000000-0000-0000-0000-000000000001","log":"00000000-0000-0000-0000-000000000002","kind":"sitting"}"#;
        let opened: Opened = serde_json::from_str(json).unwrap();
        assert_eq!(
            (opened.notes, opened.taken),
            (Notes::Kept, Taken::WordForWord)
        );
    }

    #[test]
    fn debug_shows_no_name() {
        let who = Standing {
            part: Part::Companion,
            name: Some("Ada".into()),
            agreed: true,
        };
        assert_eq!(format!("{who:?}"), "Companion (agreed: true)");
    }
}
