//! Taking out: the words of one answer, or a whole case.

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};

use super::lock::Lock;
use super::write::write_log;
use super::{Case, NewSession, OpenVault, VaultError, check, disk};
use crate::record::{Body, Content, EntryRef, Erased, Log, Rel};

/// Returns an entry with all that holds its words or is about them: other versions, cuts, renderings,
/// words apart.
pub(super) fn with_all_about(logs: &[&Log], entry: EntryRef) -> Vec<EntryRef> {
    let mut found = BTreeSet::from([entry]);
    loop {
        let before = found.len();
        let entries = logs.iter().flat_map(|log| log.entries.iter());
        for other in entries {
            let Some(body) = other.body().filter(|b| b.what.holds_words()) else {
                continue;
            };
            let revises = body.refs.iter().filter(|r| r.rel == Rel::Revises);
            let older: Vec<EntryRef> = revises.map(|r| r.to).collect();
            if older.iter().any(|to| found.contains(to)) || is_about(body, &found) {
                found.insert(other.id);
            }
            if found.contains(&other.id) {
                found.extend(older);
            }
        }
        if found.len() == before {
            return found.into_iter().collect();
        }
    }
}

fn is_about(body: &Body, entries: &BTreeSet<EntryRef>) -> bool {
    let target = match &body.what {
        Content::Mark(mark) => Some(mark.answer),
        Content::Rendering(rendering) => Some(rendering.passage.answer),
        _ => None,
    };
    let refs = body.refs.iter().filter(|r| r.rel == Rel::About);
    target
        .into_iter()
        .chain(refs.map(|r| r.to))
        .any(|id| entries.contains(&id))
}

impl OpenVault {
    /// Takes the words of one answer out for good, with its other versions, its cuts and its renderings;
    /// envelopes, chain and seals stay, and a signed entry says that they were taken out. Returns what
    /// was.
    ///
    /// # Errors
    ///
    /// [`VaultError::NoEntry`], [`VaultError::TakenOut`], [`VaultError::NotWords`],
    /// [`VaultError::Busy`], [`VaultError::Disk`]. After a fault of the disk the words may still stand;
    /// opening the case again finishes what was signed for.
    pub fn erase(
        &mut self,
        case: &mut Case,
        entry: EntryRef,
        at: DateTime<FixedOffset>,
    ) -> Result<Vec<EntryRef>, VaultError> {
        let _lock = Lock::take(&self.state, case.id)?;
        let log = case.logs.iter().find(|log| log.id == entry.log);
        let found = log
            .and_then(|log| log.entry(entry.n))
            .ok_or_else(|| VaultError::NoEntry(entry.short()))?;
        match found.body().map(|body| &body.what) {
            None => return Err(VaultError::TakenOut(entry)),
            Some(Content::Answer(_) | Content::WordsApart(_)) => {}
            Some(_) => return Err(VaultError::NotWords(entry)),
        }
        let logs: Vec<&Log> = case.logs.iter().collect();
        let entries = with_all_about(&logs, entry);
        // The signed word comes first: a gap for which nobody signed would look like tampering.
        let erased = Content::Erased(Erased::new(entries.clone()));
        let body = Body::new(at, self.identity.name(), erased);
        self.write_session(case, NewSession::desk(at, vec![body]), |_| ())?;
        self.finish_erasures(case)?;
        Ok(entries)
    }

    /// Takes out every body for which someone signed and which still stands: after a kill between
    /// signing and writing, or when an older copy of a file came back.
    pub(super) fn finish_erasures(&mut self, case: &mut Case) -> Result<(), VaultError> {
        let vouched = check::vouched(&case.logs);
        let mut changed = Vec::new();
        for log in &mut case.logs {
            let id = log.id;
            let gone = vouched.iter().filter(|entry| entry.log == id);
            let taken = gone.filter(|entry| log.take_out(entry.n)).count();
            if taken > 0 {
                changed.push(log.clone());
            }
        }
        for log in &changed {
            write_log(case, log)?;
        }
        if changed.is_empty() {
            Ok(())
        } else {
            self.renew(case)
        }
    }

    /// Erases a whole case, with what this device holds of it. Nothing brings it back.
    ///
    /// # Errors
    ///
    /// [`VaultError::Busy`], [`VaultError::Disk`].
    pub fn erase_case(&mut self, case: &Case) -> Result<(), VaultError> {
        let lock = Lock::take(&self.state, case.id)?;
        self.remove_live_files(case.id)?;
        disk::remove_folder(&case.folder)?;
        self.device.forget(case.id);
        self.device.store(&self.identity)?;
        drop(lock);
        disk::remove(&self.state.join(format!("{}.lock", case.id)))
    }
}
