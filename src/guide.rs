//! Guides and what goes with them: YAML in, checked types out, with the place of every value.
//!
//! A guide is a questionnaire; a pace holds the numbers of pacing; a setting is where the talk takes
//! place and changes some of them; a framework names legal elements that questions can ask about;
//! landmarks are events, seasons and festivals that help to date others.
//! What ships is embedded; other files can be added under ids of their own. Always pure: files come in
//! as text.

mod condition;
mod error;
mod excerpt;
mod framework;
mod landmarks;
mod library;
mod load;
mod pace;
mod questions;
mod setting;

pub use condition::{Condition, ConditionError};
pub(crate) use error::lines;
pub use error::{GuideError, GuideFaults};
pub use framework::{Element, Framework};
pub(crate) use library::head;
pub use library::{Library, SourceFile};
pub use load::load_guide;
pub(crate) use pace::minutes;
pub use pace::{
    CheckInPace, ClosingPace, DeclinedPace, EaseInPace, HeavyPace, Pace, PaceChange, SeriesPace,
    SessionPace, StaffPace, StepPace,
};
pub use questions::{
    AnswerKind, Chapter, ChapterChoice, ChoiceText, Filler, Guide, Listening, MomentSpec, Narrate,
    NarrateVoice, Phase, Question, QuestionKind, Repeat, Review, WhenAsked,
};
pub use setting::Setting;
