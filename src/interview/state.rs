//! Where the talk stands: the fold of its entries.

mod feeling;
mod fold;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::record::{
    ChapterId, Decision, EndedBy, EntryRef, Item, Level, PassageRef, Present, QuestionId, Scope,
    StepKind,
};

pub(super) use feeling::is_code;

/// Where the talk stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct State {
    /// How many entries were taken in.
    pub epoch: usize,
    /// When the last turn was.
    pub elapsed: Duration,
    /// Steps that were answered.
    pub passed: BTreeSet<StepKind>,
    /// What is so just now.
    pub flags: BTreeSet<Flag>,
    /// Whether it is safe to talk.
    pub safe: Option<bool>,
    /// Who is here.
    pub present: Option<Present>,
    /// What was said about consent today.
    pub consents: BTreeMap<Scope, Decision>,
    /// Chapters struck from the agenda.
    pub struck: BTreeSet<ChapterId>,
    /// The chapter that is open.
    pub chapter: Option<ChapterId>,
    /// Chapters that were left today.
    pub left: BTreeSet<ChapterId>,
    /// What became of each item today.
    pub handled: BTreeMap<Item, Handled>,
    /// How often each item was put off today, and how many easy questions were answered by then.
    pub later: BTreeMap<Item, (u32, u32)>,
    /// Items that the person opened again.
    pub reopened: BTreeSet<Item>,
    /// Items that the person opened again, put off since or not, until they are answered or closed: what
    /// lets them be put.
    pub opened_again: BTreeSet<Item>,
    /// Groups that repeat, by their first question: the turn, and whether that was all.
    pub groups: BTreeMap<QuestionId, (u32, bool)>,
    /// The question that was put last.
    pub last: Option<LastQuestion>,
    /// The last thing that was told.
    pub told: Option<EntryRef>,
    /// Items shown in milder words, and those whose reason was asked for.
    pub shown_with: BTreeSet<(Item, Extra)>,
    /// Easy questions answered today.
    pub eases: u32,
    /// Easy questions put since the last other one.
    pub eases_since: u32,
    /// The last level above 1 that came up, asked or told, and when.
    pub weight: Option<(Level, Duration)>,
    /// Heavy questions.
    pub heavy: Heavy,
    /// The item to which the person said yes, after it was announced.
    pub granted: Option<Item>,
    /// The heavy block to which the person said yes: its first question.
    pub block: Option<QuestionId>,
    /// Blocks that were begun today.
    pub blocks: BTreeSet<QuestionId>,
    /// When the last break ended, and when one was declined.
    pub breaks: (Duration, Option<Duration>),
    /// How the person is.
    pub calm: Calm,
    /// Why the account is over for today.
    pub over: Option<Over>,
    /// Answers whose time was asked for.
    pub dated: BTreeSet<EntryRef>,
    /// An answer for which one landmark prompt is due.
    pub landmark: Option<EntryRef>,
    /// Pieces that were read today.
    pub read: BTreeSet<PassageRef>,
    /// How the session ended.
    pub ended: Option<EndedBy>,
}

/// What is so just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Flag {
    /// Nothing is kept.
    Off,
    /// Someone came in, and it is not known who.
    CameIn,
    /// The person asked to tell more today.
    More,
    /// A rise of distress holds the level down until the next check-in.
    Capped,
    /// Something heavy was just told.
    StayDue,
    /// A check-in is due.
    CheckInDue,
    /// Something calming was asked for.
    GroundDue,
    /// A break is due: after level 4, or a rise of distress.
    BreakDue,
    /// In a break.
    Break,
    /// In a quiet moment.
    Pause,
    /// Stopping: only the short goodbye is left.
    Stopping,
    /// The person wants to hear what was written.
    ReadBack,
    /// Something calming was offered before leaving.
    CalmOffered,
}

/// What became of an item today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Handled {
    Answered,
    Closed,
    Later,
}

/// How a question is shown besides its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Extra {
    Softer,
    Why,
}

/// The question that was put last.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LastQuestion {
    pub item: Item,
    pub chapter: Option<ChapterId>,
    pub level: Level,
    pub answered: bool,
}

/// Heavy questions of today.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Heavy {
    /// Heavy questions since the last easy one or break.
    pub run: u32,
    /// Whether one of them was at level 4.
    pub run_has_l4: bool,
    /// Answers at level 3 since the last check-in.
    pub l3_answers: u32,
    /// Time on heavy questions.
    pub time: Duration,
}

/// How the person is.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Calm {
    /// The number at the opening.
    pub baseline: Option<u8>,
    /// The last number.
    pub score: Option<u8>,
    /// Since when heavy questions wait (R37).
    pub locked: Option<Duration>,
    /// How often they had to wait.
    pub locks: u32,
    /// The next question has level 0: the first after a lock.
    pub gentle: bool,
}

/// Why the account is over for today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    /// The person wants no further topic.
    Chosen,
    /// Heavy questions had to wait twice (R39).
    Locks,
    /// A stop criterion (R40).
    Criterion,
}

impl State {
    pub(super) fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    pub(super) fn set(&mut self, flag: Flag, on: bool) {
        if on {
            self.flags.insert(flag);
        } else {
            self.flags.remove(&flag);
        }
    }

    pub(super) fn decided(&self, scope: Scope) -> Option<Decision> {
        self.consents.get(&scope).copied()
    }
}
