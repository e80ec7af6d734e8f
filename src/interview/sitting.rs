//! A walk with the place where its entries are kept, and the rule of what may be kept when.

use std::sync::Arc;

use super::{Now, Plan, Reply, ReplyError, Saving, Shown, StepId, Walk};
use crate::record::{Body, CaseView, Content, Entry, Log, LogId, Salt};

/// Where the entries of a session are kept. What it returned is durable.
pub trait Store {
    /// What can go wrong with keeping.
    type Error;

    /// Keeps the bodies of one reply, all or none, and returns their entries. An `Erased` body takes
    /// the bodies that it names out of the session at once, with all that is about them.
    ///
    /// # Errors
    ///
    /// Where nothing was kept.
    fn keep(&mut self, bodies: Vec<Body>) -> Result<Vec<Entry>, Self::Error>;

    /// Keeps the one dated entry that no notes were wanted (R10).
    ///
    /// # Errors
    ///
    /// Where it was not kept.
    fn keep_no_notes(&mut self, now: &Now) -> Result<(), Self::Error>;
}

/// A session as it is being held, and kept.
///
/// Before C1 and C2 are both yes entries live in memory; then they are written once. While `off`, and
/// where no notes are wanted, they live in memory and are never written.
#[derive(Debug)]
pub struct Sitting<S> {
    walk: Walk,
    before: CaseView,
    store: S,
    /// Entries that are not written, in a log of their own.
    unwritten: Log,
    /// Whether the entries of before C1 and C2 were written.
    begun: bool,
}

/// Why a reply was not taken. Nothing was changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SittingError<E> {
    /// The engine does not take it.
    #[error(transparent)]
    Reply(#[from] ReplyError),
    /// It could not be kept.
    #[error("the reply could not be kept")]
    Store(#[source] E),
}

impl<S: Store> Sitting<S> {
    /// Begins a session, or goes on with one whose kept entries are `log`.
    pub fn resume(plan: Arc<Plan>, case: &CaseView, log: &[Entry], store: S) -> Self {
        let walk = Walk::resume(plan, case, log);
        let unwritten = Log::new(case.case, LogId::UNWRITTEN);
        Self {
            walk,
            before: case.clone(),
            store,
            unwritten,
            begun: !log.is_empty(),
        }
    }

    /// Returns what is due.
    pub fn step(&self, now: Now) -> Shown {
        self.walk.step(now)
    }

    /// Takes a reply: what may be kept is durable when this returns.
    ///
    /// # Errors
    ///
    /// [`SittingError::Reply`] for a reply that the engine does not take, [`SittingError::Store`] where
    /// it could not be kept; the walk stands where it stood.
    pub fn reply(
        &mut self,
        to: &StepId,
        reply: Reply,
        now: Now,
    ) -> Result<(), SittingError<S::Error>> {
        let switches_on = reply == Reply::On;
        let bodies = self.walk.answer(to, reply, now)?;
        match self.walk.saving() {
            Saving::On => self.write(bodies),
            Saving::Off if switches_on && self.begun => self.write(bodies),
            Saving::Off if switches_on => self.begin(),
            Saving::NotYet => self.before_consent(bodies, &now),
            Saving::Off | Saving::NotWanted => {
                self.remember(bodies);
                Ok(())
            }
        }
    }

    /// Entries live in memory until C1 and C2 are both answered.
    fn before_consent(
        &mut self,
        bodies: Vec<Body>,
        now: &Now,
    ) -> Result<(), SittingError<S::Error>> {
        let (walk, unwritten) = (self.walk.clone(), self.unwritten.clone());
        self.remember(bodies);
        let kept = match self.walk.saving() {
            Saving::On => self.begin(),
            Saving::NotWanted => self.store.keep_no_notes(now).map_err(SittingError::Store),
            _ => Ok(()),
        };
        if kept.is_err() {
            (self.walk, self.unwritten) = (walk, unwritten);
        }
        kept
    }

    /// Makes entries that live in memory. Words said while keeping is off are for no log at all.
    fn remember(&mut self, bodies: Vec<Body>) {
        let mut never = Log::new(self.before.case, LogId::UNWRITTEN);
        for body in bodies {
            if let Content::Erased(erased) = &body.what {
                let own = erased
                    .entries
                    .iter()
                    .filter(|id| id.log == LogId::UNWRITTEN);
                for id in own {
                    self.unwritten.take_out(id.n);
                }
            }
            let kept = self.begun || !self.walk.is_off() || !body.what.holds_words();
            let log = if kept {
                &mut self.unwritten
            } else {
                &mut never
            };
            let entry = log.append(body, Salt::new([0; 32])).clone();
            self.walk.apply(&entry);
        }
    }

    fn write(&mut self, bodies: Vec<Body>) -> Result<(), SittingError<S::Error>> {
        let entries = self.store.keep(bodies).map_err(SittingError::Store)?;
        for entry in &entries {
            self.walk.apply(entry);
        }
        Ok(())
    }

    /// Both consents are there: what was said before is written, and the walk goes on from what is.
    fn begin(&mut self) -> Result<(), SittingError<S::Error>> {
        let bodies = self
            .unwritten
            .entries
            .iter()
            .filter_map(|e| e.body().cloned())
            .collect();
        let entries = self.store.keep(bodies).map_err(SittingError::Store)?;
        self.walk = Walk::resume(Arc::clone(&self.walk.plan), &self.before, &entries);
        self.begun = true;
        self.unwritten = Log::new(self.before.case, LogId::UNWRITTEN);
        Ok(())
    }

    /// Returns the walk.
    pub fn walk(&self) -> &Walk {
        &self.walk
    }

    /// Says whether anything was written.
    pub fn is_begun(&self) -> bool {
        self.begun
    }

    /// Returns the store, the session being over.
    pub fn into_store(self) -> S {
        self.store
    }

    /// Returns the store.
    pub fn store(&mut self) -> &mut S {
        &mut self.store
    }
}
