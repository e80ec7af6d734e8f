//! What is kept: entries, the chain that shows a change, and the case as it stands.
//!
//! An entry is an envelope with a body that can be taken out; a log is one session's entries in a
//! chain; a [`CaseView`] is the case folded from its logs and never stored. Types here are written to
//! disk and must not change; new fields may be added, unknown kinds are kept. Always pure.

mod answer;
mod body;
mod care;
mod chain;
mod consent;
mod desk;
mod entry;
mod ids;
mod log;
mod passage;
mod session;
mod transcript;
mod view;
mod words;

pub use answer::{Answer, Asked, Choice, Document, Money, Span, Value};
pub use body::{Audience, Body, Content, Ref, Rel, Via};
pub use care::{Allowed, Closing, Note, ReplyKind, StepKind, Turn, WordsApart};
pub use chain::{Hash, Salt, commit, first_link, link};
pub use consent::{Consent, Decision, How, Scope};
pub use desk::{CaseMade, Erased, Particular, Reader, WentOut};
pub use entry::{Entry, Kind, Opening};
pub use ids::{
    CaseId, ChapterId, EntryRef, FactId, GuideRef, Item, Label, Level, LogId, QuestionId,
    StyleError,
};
pub(crate) use log::entry_line;
pub use log::{Fault, Log, LogError, Seal};
pub use passage::{Cut, Held, Holding, Knowledge, Mark, PassageRef, Range, Rendering};
pub use session::{
    Ended, EndedBy, Interpreter, ItemClosed, Notes, Opened, Part, Present, ReadBack, SessionKind,
    Standing, Verdict,
};
pub use transcript::{Exchange, TranscriptError, read_transcript};
pub use view::{AnswerView, CaseView, PassageView, SessionView};
pub use words::{Role, Taken, Words};
