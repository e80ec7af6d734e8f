//! What is shown: one thing at a time, all of it owned, since placeholders are filled with the
//! person's own words.

use crate::guide::AnswerKind;
use crate::record::{Allowed, ChapterId, EntryRef, Item, Level, PassageRef, Scope, StepKind};

/// A step with the id by which it is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// By which it is answered.
    pub id: StepId,
    /// What to show.
    pub step: Step,
}

/// A step as it was shown: a reply to it is a reply to what was on the screen, whatever the engine
/// would show by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepId {
    pub(super) epoch: usize,
    pub(super) key: StepKey,
}

/// Which step it is, without its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum StepKey {
    Safety,
    Who,
    Hold,
    Welcome,
    Consent(Scope),
    Baseline,
    Rules,
    Agenda,
    Choose,
    Permission(Item),
    Ask(Item),
    More(Item),
    Stay,
    CheckIn,
    OfferBreak,
    Away,
    Ground,
    Dating(EntryRef),
    Landmark(EntryRef),
    ReadbackOffer,
    Readback(PassageRef),
    LastCheckIn,
    LeavingPlan,
    Close,
    ShortClose,
    Ended,
}

impl StepKey {
    pub(super) fn kind(&self) -> StepKind {
        match self {
            Self::Safety => StepKind::Safety,
            Self::Who => StepKind::Who,
            Self::Hold => StepKind::Hold,
            Self::Welcome => StepKind::Welcome,
            Self::Consent(_) => StepKind::Consent,
            Self::Baseline | Self::CheckIn => StepKind::CheckIn,
            Self::LastCheckIn => StepKind::LastCheckIn,
            Self::Rules => StepKind::Rules,
            Self::Agenda => StepKind::Agenda,
            Self::Choose => StepKind::Choose,
            Self::Permission(_) => StepKind::Permission,
            Self::Ask(_) => StepKind::Ask,
            Self::More(_) => StepKind::More,
            Self::Stay => StepKind::Stay,
            Self::OfferBreak => StepKind::Break,
            Self::Away => StepKind::Away,
            Self::Ground => StepKind::Ground,
            Self::Dating(_) | Self::Landmark(_) => StepKind::Dating,
            Self::ReadbackOffer => StepKind::ReadbackOffer,
            Self::Readback(_) => StepKind::Readback,
            Self::LeavingPlan => StepKind::LeavingPlan,
            Self::Close | Self::Ended => StepKind::Close,
            Self::ShortClose => StepKind::ShortClose,
        }
    }
}

/// What the interview does next. Nothing here knows of screens or keys.
///
/// `hear` is what the person hears, a line at a time; everything else is for the interviewer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// Find out whether it is safe to talk. Answer with `Safe`.
    Safety {
        /// What is said.
        hear: Vec<String>,
    },
    /// Find out who is here and whether the language works. Answer with `Here`.
    Who {
        /// What is said.
        hear: Vec<String>,
    },
    /// Questions wait until someone has left. Answer with `Here`.
    Hold {
        /// What is said.
        hear: Vec<String>,
    },
    /// Say something; it needs no answer but `Go`.
    Say {
        /// What is said.
        hear: Vec<String>,
    },
    /// Ask for consent. Answer with `Decide`.
    Consent {
        /// For what.
        scope: Scope,
        /// What is said.
        hear: Vec<String>,
    },
    /// Ask how the person is. Answer with `Feel`.
    CheckIn {
        /// What is said.
        hear: Vec<String>,
        /// The scale in words.
        scale: Vec<(u8, String)>,
    },
    /// Say what today is about, and what not. Answer with `Agree`.
    Agenda {
        /// What is said.
        hear: Vec<String>,
        /// What can be talked about.
        topics: Vec<Topic>,
    },
    /// Let the person choose a topic, or none. Answer with `Choose`.
    Choose {
        /// What is said.
        hear: Vec<String>,
        /// What can be talked about.
        topics: Vec<Topic>,
    },
    /// Say that something heavier comes, and ask whether it may. Answer with `Yes`, `No` or `Later`.
    Permission {
        /// What is said.
        hear: Vec<String>,
    },
    /// Put this question to the person.
    Ask(Asking),
    /// Ask whether there is another one, of things that repeat. Answer with `Yes` or `No`.
    More {
        /// What is said.
        hear: Vec<String>,
    },
    /// After something heavy: stay, slow down, or pause? Answer with `Go`, `Pause` or `Break`.
    Stay {
        /// What is said.
        hear: Vec<String>,
    },
    /// Offer a break; what was told so far is already kept. Answer with `Yes` or `No`.
    OfferBreak {
        /// What is said.
        hear: Vec<String>,
    },
    /// Away from the questions. Answer with `Back`.
    Away {
        /// What is said.
        hear: Vec<String>,
    },
    /// Offer something calming. Answer with `Go`.
    Ground {
        /// What is said first.
        hear: Vec<String>,
        /// The exercises that fit here, each a name and its lines.
        exercises: Vec<(&'static str, Vec<String>)>,
    },
    /// Ask roughly when something was. Answer with `Date`, `Unknown`, `Forgotten` or `Declined`.
    Dating {
        /// What is said.
        hear: Vec<String>,
        /// The answer that is placed.
        answer: EntryRef,
        /// The words of that answer, for the interviewer.
        about: String,
    },
    /// Offer to read what was written. Answer with `Yes` or `No`.
    ReadbackOffer {
        /// What is said.
        hear: Vec<String>,
    },
    /// Read a piece to the person. Answer with `Verdict`.
    Readback(Piece),
    /// Ask what helps tonight, and who is there. Answer with `Plan`.
    LeavingPlan {
        /// What is said.
        hear: Vec<String>,
    },
    /// Close: thanks, what comes next and when. Answer with `Next`.
    Close {
        /// What is said.
        hear: Vec<String>,
        /// Whether this is the short goodbye.
        short: bool,
    },
    /// The session is over.
    Ended,
}

/// A question as it is put.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Asking {
    /// The question and turn.
    pub item: Item,
    /// The chapter's title.
    pub chapter: String,
    /// What is said before the question.
    pub lead: Vec<String>,
    /// The question.
    pub hear: String,
    /// What the answer is for; said when the person asks.
    pub because: String,
    /// Whether the reason was asked for and is to be said.
    pub say_because: bool,
    /// Whether there are milder words.
    pub has_softer: bool,
    /// The form of the answer.
    pub answer: AnswerKind,
    /// The choices, each with its id and words.
    pub choices: Vec<(String, String)>,
    /// How heavy it is.
    pub level: Level,
    /// What to listen for.
    pub listen_for: Vec<String>,
    /// What let it be asked.
    pub allowed_by: Vec<Allowed>,
}

/// A topic to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The chapter.
    pub id: ChapterId,
    /// Its title.
    pub title: String,
    /// Whether something of it was told already.
    pub begun: bool,
}

/// A piece that is read to the person.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Piece {
    /// The passage.
    pub passage: PassageRef,
    /// What is said first: for something heavy, whether to read it at all.
    pub hear: Vec<String>,
    /// The words.
    pub text: String,
    /// Whether it is heavy, so that the person decides how it is read.
    pub heavy: bool,
}

/// Shows no word of the piece.
impl std::fmt::Debug for Piece {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Piece({})", self.passage)
    }
}

impl Step {
    /// Returns what the person hears.
    pub fn hear(&self) -> Vec<String> {
        match self {
            Self::Safety { hear }
            | Self::Who { hear }
            | Self::Hold { hear }
            | Self::Say { hear }
            | Self::Consent { hear, .. }
            | Self::CheckIn { hear, .. }
            | Self::Agenda { hear, .. }
            | Self::Choose { hear, .. }
            | Self::Permission { hear }
            | Self::More { hear }
            | Self::Stay { hear }
            | Self::OfferBreak { hear }
            | Self::Away { hear }
            | Self::Ground { hear, .. }
            | Self::Dating { hear, .. }
            | Self::ReadbackOffer { hear }
            | Self::LeavingPlan { hear }
            | Self::Close { hear, .. } => hear.clone(),
            Self::Ask(asking) => asking.lead.iter().chain([&asking.hear]).cloned().collect(),
            Self::Readback(piece) => piece.hear.clone(),
            Self::Ended => Vec::new(),
        }
    }
}
