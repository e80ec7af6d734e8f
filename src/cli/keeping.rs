//! A talk is kept in the vault's live file, reply by reply.

use std::collections::VecDeque;

use miette::Diagnostic;

use crate::interview::{Now, Store};
use crate::record::{Body, Content, Entry, Opening, Salt};
use crate::vault::{Live, VaultError};

/// Keeps a talk in the vault's live file.
///
/// A talk that a script began and that was killed is led through its own entries again first: while
/// there are some, they come back instead of being written a second time.
#[derive(Debug)]
pub(super) struct Keeping {
    live: Live,
    again: VecDeque<Entry>,
}

/// Why a reply was not kept.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub(super) enum KeepError {
    /// The vault could not take it.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Vault(#[from] VaultError),
    /// The talk that is open was not made with this script.
    #[error("the session that is open in this case was not begun with this script")]
    #[diagnostic(help("go on with the script it was begun with, or name another case"))]
    OtherScript,
}

impl Keeping {
    /// Keeps a talk, or goes on with one.
    pub(super) fn new(live: Live) -> Self {
        Self {
            live,
            again: VecDeque::new(),
        }
    }

    /// Leads a talk through its own entries first.
    pub(super) fn again(live: Live) -> Self {
        let begins = |e: &Entry| matches!(e.body().map(|b| &b.what), Some(Content::Opened(_)));
        let again = live.entries().into_iter().filter(|e| !begins(e)).collect();
        Self { live, again }
    }

    /// Says whether there are entries left through which the talk was not led.
    pub(super) fn is_behind(&self) -> bool {
        !self.again.is_empty()
    }

    /// Returns the talk.
    pub(super) fn into_live(self) -> Live {
        self.live
    }
}

impl Store for Keeping {
    type Error = KeepError;

    fn keep(&mut self, bodies: Vec<Body>) -> Result<Vec<Entry>, KeepError> {
        if self.again.is_empty() {
            return Ok(self.live.keep(bodies)?);
        }
        let recorded = self.again.iter().map(|entry| &entry.kind);
        let same = recorded.take(bodies.len()).eq(bodies
            .iter()
            .map(|b| b.what.kind())
            .collect::<Vec<_>>()
            .iter());
        if !same {
            return Err(KeepError::OtherScript);
        }
        let recorded = self.again.drain(..bodies.len());
        Ok(recorded
            .zip(bodies)
            .map(|(entry, body)| standing(entry, body))
            .collect())
    }

    fn keep_no_notes(&mut self, now: &Now) -> Result<(), KeepError> {
        if self.live.is_begun() {
            return Ok(());
        }
        Ok(self.live.keep_no_notes(now.wall)?)
    }
}

/// An entry whose body was taken out since stands with the body that it had, as it did at the time: in
/// memory, and nowhere else.
fn standing(mut entry: Entry, body: Body) -> Entry {
    let salt = Salt::new([0; 32]);
    let text = String::new();
    entry.opening.get_or_insert(Opening { salt, text, body });
    entry
}
