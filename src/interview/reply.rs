//! What comes back from a step.

use std::fmt;

use crate::record::{
    ChapterId, Consent, Decision, EntryRef, FactId, Item, Present, Value, Verdict,
};
use crate::time::When;

/// A reply. The first group answers a step, the second is there at any time.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reply {
    /// It is safe to talk, or not.
    Safe(bool),
    /// Who is here.
    Here(Present),
    /// An answer about consent, with what the person understood.
    Decide(Decision, Option<String>),
    /// It was said; go on.
    Go,
    /// How the person is.
    Feel(Feeling),
    /// The plan for today is agreed, without these chapters.
    Agree(Vec<ChapterId>),
    /// This topic; or none of them today.
    Choose(Option<ChapterId>),
    /// Yes.
    Yes,
    /// No.
    No,
    /// An answer.
    Answer(Given),
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
    /// Roughly when it was.
    Date(When),
    /// What the person says to a piece that was read, with new words where it is put right.
    Verdict(Verdict, Option<String>),
    /// What helps tonight and who is there; `None` where it was not asked.
    Plan(Option<String>),
    /// The next step and its day; `None` where there is none.
    Next(Option<String>),

    /// The person begins to tell something of their own accord.
    Listen(Given),
    /// Milder words, please.
    Softer,
    /// Why do you ask?
    Why,
    /// The last answer was heavier than the question.
    Heavier,
    /// What the interviewer sees: observation codes.
    Signs(Vec<String>),
    /// Words said in private; without words, what was just said is private.
    Private(Option<String>),
    /// Nothing is kept from here.
    Off,
    /// It is kept again.
    On,
    /// What was just said is taken out for good.
    Remove,
    /// A quiet moment.
    Pause,
    /// A break.
    Break,
    /// Back again.
    Back,
    /// Something calming, please.
    Ground,
    /// A note of the interviewer.
    Note(String),
    /// An answer about a scope whose use comes up now.
    Consent(Box<Consent>),
    /// An answer is put right.
    Revise(EntryRef, String),
    /// The person wants to go back to something that was closed.
    Reopen(Item),
    /// The person wants to tell more today.
    More,
    /// Someone came in.
    CameIn,
    /// Another topic: this one, or let the person choose.
    Topic(Option<ChapterId>),
    /// The screen was hidden.
    Hide,
    /// Stop.
    Stop,
    /// The person is gone.
    Leave,
}

/// What was said.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Given {
    /// In words.
    pub text: Option<String>,
    /// As a value.
    pub value: Option<Value>,
    /// Further facts that it tells.
    pub facts: Vec<FactId>,
}

impl Given {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self {
            text: Some(text.into()),
            ..Self::default()
        }
    }

    /// A value.
    pub fn value(value: Value) -> Self {
        Self {
            value: Some(value),
            ..Self::default()
        }
    }
}

/// Shows lengths alone.
impl fmt::Debug for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let chars = self.text.as_ref().map(|t| t.chars().count());
        f.debug_struct("Given")
            .field("characters", &chars)
            .field("value", &self.value)
            .finish_non_exhaustive()
    }
}

/// How someone is: a number, words or what can be seen; each counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feeling {
    /// 0 to 10.
    pub score: Option<u8>,
    /// In words.
    pub words: Option<String>,
    /// Observation codes.
    pub signs: Vec<String>,
}

/// A reply that cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[non_exhaustive]
pub enum ReplyError {
    /// The step it answers is over.
    #[error("this reply is to a step that is over")]
    #[diagnostic(help("ask for the step again and answer that one"))]
    Stale,
    /// The step takes another kind of reply.
    #[error("this step takes another kind of reply")]
    #[diagnostic(help("see what the step says it is answered with"))]
    Misfit,
    /// There is nothing that the reply could be about.
    #[error("there is nothing yet that this could be about")]
    #[diagnostic(help("it is about the last thing that was told; nothing was told yet"))]
    Nothing,
    /// The number or code is none that there is.
    #[error("this number or code is none that there is")]
    #[diagnostic(help(
        "numbers run from 0 to 10; codes are those of the list, such as `up_shake`"
    ))]
    Value,
}
