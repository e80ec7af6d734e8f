//! What belongs to care and not to the words: how the talk went, turn by turn, and what was said in
//! private. Kept in a log of its own, which the care team alone can open.

use std::fmt;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::{Asked, ChapterId, FactId, Item, Level, Scope, Words};

/// One step of the talk and what came back, without any word of the account.
///
/// The engine's state is folded from these, so they say all that pacing turns on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Turn {
    /// Time since the session began, in milliseconds, by a clock that only runs forward.
    pub elapsed_ms: u64,
    /// What was on the screen.
    pub step: StepKind,
    /// What came back.
    pub reply: ReplyKind,
    /// The question and turn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Item>,
    /// The chapter: of the question, or chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chapter: Option<ChapterId>,
    /// The fact asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<FactId>,
    /// How heavy the question is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// How heavy the answer was, where heavier than asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised_to: Option<Level>,
    /// The consent asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// 0 to 10, in the scale of interviewing rule 5.1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distress: Option<u8>,
    /// Observation codes of interviewing rule 5.1, such as `up_shake`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signs: Vec<String>,
    /// What let this question be asked, beyond its place in the guide.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed_by: Vec<Allowed>,
    /// Chapters struck from the agenda.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub struck: Vec<ChapterId>,
    /// The person's words for how they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feeling: Option<String>,
}

impl Turn {
    /// A step and its reply.
    pub fn new(elapsed_ms: u64, step: StepKind, reply: ReplyKind) -> Self {
        Self {
            elapsed_ms,
            step,
            reply,
            item: None,
            chapter: None,
            fact: None,
            level: None,
            raised_to: None,
            scope: None,
            distress: None,
            signs: Vec::new(),
            allowed_by: Vec::new(),
            struck: Vec::new(),
            feeling: None,
        }
    }
}

/// Shows the step and the reply alone.
impl fmt::Debug for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Turn({:?} -> {:?}", self.step, self.reply)?;
        if let Some(item) = &self.item {
            write!(f, ", {item}")?;
        }
        f.write_str(")")
    }
}

/// What the screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum StepKind {
    /// Is it safe to talk?
    Safety,
    /// Who is here?
    Who,
    /// A scope of consent.
    Consent,
    /// Welcome: who we are, what is written, what is not promised.
    Welcome,
    /// The ground rules are said.
    Rules,
    /// Questions wait while someone is here who should not hear.
    Hold,
    /// How are you?
    CheckIn,
    /// How are you, before we finish?
    LastCheckIn,
    /// What we talk about today, and what not.
    Agenda,
    /// Which topic next?
    Choose,
    /// May something heavier begin?
    Permission,
    /// A question.
    Ask,
    /// Is there another one, of things that repeat?
    More,
    /// The person is telling; nothing is asked.
    Listen,
    /// Stay, slow down, or pause?
    Stay,
    /// A break is offered.
    Break,
    /// Away from the questions: a break, or a quiet moment.
    Away,
    /// A grounding exercise is offered.
    Ground,
    /// Roughly when something was.
    Dating,
    /// A difference is put to the person.
    Clarify,
    /// Would the person like to hear what was written?
    ReadbackOffer,
    /// What was written is read to the person.
    Readback,
    /// Who, where, tonight.
    LeavingPlan,
    /// The last words: what comes next, and when.
    Close,
    /// The last words when time is short.
    ShortClose,
}

/// What let a question be asked, beyond its place in the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Allowed {
    /// It was announced, and the person said yes.
    Signpost,
    /// The person opened it again.
    Reopened,
    /// The person asked to tell more today.
    CapLifted,
    /// It is the one landmark prompt after "I do not remember".
    LandmarkPrompt,
}

/// What came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ReplyKind {
    /// Words or a value.
    Answered,
    /// Would rather not.
    Declined,
    /// Not now.
    Later,
    /// Does not know.
    Unknown,
    /// Does not remember.
    Forgotten,
    /// Told already.
    Told,
    /// Said in private.
    Private,
    /// Said; go on.
    Done,
    /// Yes.
    Yes,
    /// No.
    No,
    /// A topic was chosen.
    Chosen,
    /// Softer words were asked for.
    Softer,
    /// The reason for the question was asked for.
    Why,
    /// The answer was heavier than the question.
    Heavier,
    /// Something was seen.
    Signs,
    /// The person began to tell something of their own accord.
    Listen,
    /// Nothing is kept from here.
    Off,
    /// It is kept again.
    On,
    /// What was just said is taken out.
    Remove,
    /// A quiet moment.
    Pause,
    /// A break.
    Break,
    /// Back from a break or pause.
    Back,
    /// Grounding was used.
    Ground,
    /// A note of the interviewer.
    Note,
    /// An answer was put right.
    Revise,
    /// Something closed was opened again.
    Reopen,
    /// The person wants to tell more today.
    More,
    /// Someone came in.
    CameIn,
    /// Another topic.
    Topic,
    /// The screen was hidden.
    Hide,
    /// Stop.
    Stop,
    /// Gone at once.
    Left,
}

/// A note of the interviewer, in their own name; never in the person's voice (K14).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The text.
    pub text: String,
}

/// Shows the length alone.
impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Note({} characters)", self.text.chars().count())
    }
}

/// Words said in private: never in a document (K16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WordsApart {
    /// The question and turn, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<Item>,
    /// The question as put.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Asked>,
    /// The words.
    pub words: Words,
}

impl WordsApart {
    /// Words of no question.
    pub fn new(words: Words) -> Self {
        Self {
            item: None,
            asked: None,
            words,
        }
    }
}

/// How the leaving was.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Closing {
    /// Who, where, tonight; where it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// `true` where the person left above their baseline and no plan was made.
    #[serde(default)]
    pub gap: bool,
    /// By when to be in touch through the safe channel, where the person left early.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up_by: Option<DateTime<FixedOffset>>,
}

/// Shows no word of the plan.
impl fmt::Debug for Closing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Closing(plan: {}, gap: {})",
            self.plan.is_some(),
            self.gap
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_turn_is_short_in_the_record() {
        let turn = Turn::new(60_000, StepKind::Ask, ReplyKind::Declined);
        let json = serde_json::to_string(&turn).unwrap();
        assert_eq!(
            json,
            r#"{"elapsed_ms":60000,"step":"ask","reply":"declined"}"#
        );
    }

    #[test]
    fn debug_shows_no_feeling_and_no_note() {
        let mut turn = Turn::new(0, StepKind::CheckIn, ReplyKind::Answered);
        turn.feeling = Some("heavy head".into());
        let note = Note {
            text: "hands shook".into(),
        };
        let shown = format!("{turn:?} {note:?}");
        assert!(!shown.contains("heavy head") && !shown.contains("shook"));
    }
}
