//! The walk: one session of a series, step by step.

use std::sync::Arc;
use std::time::Duration;

use super::state::{Flag, State};
use super::{Now, Plan, Reply, ReplyError, Shown, StepId};
use crate::record::{Body, CaseView, Decision, EndedBy, Entry, EntryRef, Scope, SessionKind};

/// One session as it is being held.
///
/// The state is the fold of the entries: [`Walk::resume`] with the entries of a walk gives the same
/// walk again.
#[derive(Debug, Clone)]
pub struct Walk {
    pub(super) plan: Arc<Plan>,
    /// The case, this session included.
    pub(super) case: CaseView,
    pub(super) state: State,
}

/// What may be written just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Saving {
    /// Nothing yet: C1 and C2 are not both answered with yes. Entries live in memory, and are written
    /// once they are.
    NotYet,
    /// Everything.
    On,
    /// Nothing, until it is switched on again; what happens meanwhile is never written.
    Off,
    /// Nothing but one dated entry that no notes were wanted (R10).
    NotWanted,
}

impl Walk {
    /// Begins a session, or goes on with one: `case` is the case without this session, `log` holds the
    /// session's entries so far, of both logs, in the order in which they were written.
    pub fn resume(plan: Arc<Plan>, case: &CaseView, log: &[Entry]) -> Self {
        let mut walk = Self {
            plan,
            case: case.clone(),
            state: State::default(),
        };
        for entry in log {
            walk.apply(entry);
        }
        walk
    }

    /// Returns what is due. Pure, and the same for the same state and time.
    pub fn step(&self, now: Now) -> Shown {
        let key = self.due(&now);
        let step = self.show(&key, &now);
        Shown {
            id: StepId {
                epoch: self.state.epoch,
                key,
            },
            step,
        }
    }

    /// Turns a reply to a step into bodies of entries. Changes nothing: the driver keeps them and then
    /// hands the entries to [`Walk::apply`].
    ///
    /// # Errors
    ///
    /// [`ReplyError::Stale`] for a reply to a step that is over, [`ReplyError::Misfit`] for one of
    /// another kind, [`ReplyError::Nothing`] where it is about the last thing told and there is none,
    /// [`ReplyError::Value`] for a number or code that there is not.
    pub fn answer(&self, to: &StepId, reply: Reply, now: Now) -> Result<Vec<Body>, ReplyError> {
        if to.epoch != self.state.epoch {
            return Err(ReplyError::Stale);
        }
        self.control(to, &reply, &now)
            .unwrap_or_else(|| self.reply(to, reply, &now))
    }

    /// Takes an entry in, after it was made durable; or at once while nothing may be saved.
    pub fn apply(&mut self, entry: &Entry) {
        if let Some(body) = entry.body() {
            self.case.apply(SessionKind::Sitting, entry.id, body);
            if let crate::record::Content::Erased(erased) = &body.what {
                self.case.forget(&erased.entries);
            }
        }
        self.state.apply(entry, &self.plan.pace);
    }

    /// Returns what may be written just now.
    pub fn saving(&self) -> Saving {
        match (
            self.state.decided(Scope::TALK),
            self.state.decided(Scope::NOTES),
        ) {
            (Some(Decision::Yes), Some(Decision::Yes)) if self.is_off() => Saving::Off,
            (Some(Decision::Yes), Some(Decision::Yes)) => Saving::On,
            (Some(Decision::Yes), Some(_)) => Saving::NotWanted,
            _ => Saving::NotYet,
        }
    }

    /// Says whether keeping is switched off.
    pub fn is_off(&self) -> bool {
        self.state.has(Flag::Off)
    }

    /// Returns when the last turn was, since the session began: from here the clock goes on after a
    /// pause in which the program was not running.
    pub fn elapsed(&self) -> Duration {
        self.state.elapsed
    }

    /// Returns how the session ended, once it did.
    pub fn ended(&self) -> Option<EndedBy> {
        self.state.ended
    }

    /// Returns the last thing that was told, of which heavier, private and remove speak.
    pub fn last_told(&self) -> Option<EntryRef> {
        self.state.told
    }

    /// Returns the case as it stands, this session included.
    pub fn case(&self) -> &CaseView {
        &self.case
    }

    /// Returns what the talk goes by.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }
}
