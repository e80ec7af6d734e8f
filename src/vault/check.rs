//! What about a case does not hold.

use std::collections::BTreeSet;

use super::signing::is_signed_by;
use crate::record::{Content, EntryRef, Fault, Log, LogId};

/// Something about a case that does not hold. No word of the case is in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Trouble {
    /// A file that cannot be opened or read.
    #[error("session {}: {why}", short(*log))]
    Unreadable {
        /// The log it should hold.
        log: LogId,
        /// Why.
        why: String,
    },
    /// A fault inside a log.
    #[error("session {}: {fault}", short(*log))]
    Log {
        /// The log.
        log: LogId,
        /// What does not hold.
        fault: Fault,
    },
    /// No reader of the case signed the seal.
    #[error("session {}: the seal after entry {n} is by nobody who can read this case", short(*log))]
    Stranger {
        /// The log.
        log: LogId,
        /// The last entry under the seal.
        n: u32,
    },
    /// Words are gone and nobody signed for it.
    #[error("session {}: the text of entry {n} is gone and nobody signed for taking it out", short(*log))]
    Unvouched {
        /// The log.
        log: LogId,
        /// The entry.
        n: u32,
    },
    /// This device has seen a log that is not there.
    #[error("session {}: this device has seen it, and its file is gone", short(*log))]
    Missing {
        /// The log.
        log: LogId,
    },
    /// This device has seen more of a log.
    #[error("session {}: this device has seen {seen} entries, and here are {here}", short(*log))]
    Older {
        /// The log.
        log: LogId,
        /// How many were seen.
        seen: u32,
        /// How many are here.
        here: u32,
    },
}

/// A log by its first eight digits, as documents name it.
fn short(log: LogId) -> String {
    let text = log.to_string();
    text[..8].to_owned()
}

/// Returns the public keys whose seals count: one's own, and those of the readers that a log sealed by
/// one of them names.
pub(super) fn signers(own: &str, logs: &[Log]) -> BTreeSet<String> {
    let mut signers = BTreeSet::from([own.to_owned()]);
    loop {
        let before = signers.len();
        // Few logs name readers; only their seals need to be looked at here.
        let naming = logs.iter().map(|log| (log, readers(log)));
        let vouched = naming
            .filter(|(log, named)| !named.is_empty() && is_sealed_by(log, &signers))
            .flat_map(|(_, named)| named);
        let named: Vec<String> = vouched.collect();
        signers.extend(named);
        if signers.len() == before {
            return signers;
        }
    }
}

fn readers(log: &Log) -> Vec<String> {
    let made = log.entries.iter().filter_map(|e| match &e.body()?.what {
        Content::CaseMade(made) => Some(made),
        _ => None,
    });
    made.flat_map(|made| made.readers.iter().map(|r| r.signing.clone()))
        .collect()
}

fn is_sealed_by(log: &Log, signers: &BTreeSet<String>) -> bool {
    let signed = |seal| signers.iter().any(|key| is_signed_by(seal, key));
    !log.seals.is_empty() && log.seals.iter().all(signed)
}

/// Returns what does not hold in a log: its chain, its seals, who signed them.
pub(super) fn troubles_of(log: &Log, signers: &BTreeSet<String>) -> Vec<Trouble> {
    let faults = log.faults().into_iter();
    let mut troubles: Vec<Trouble> = faults
        .map(|fault| Trouble::Log { log: log.id, fault })
        .collect();
    for seal in &log.seals {
        if !signers.iter().any(|key| is_signed_by(seal, key)) {
            troubles.push(Trouble::Stranger {
                log: log.id,
                n: seal.n,
            });
        }
    }
    troubles
}

/// Returns every entry for whose taking out someone signed.
pub(super) fn vouched(logs: &[Log]) -> BTreeSet<EntryRef> {
    let entries = logs.iter().flat_map(|log| log.entries.iter());
    entries
        .filter_map(|entry| match &entry.body()?.what {
            Content::Erased(erased) => Some(erased.entries.clone()),
            _ => None,
        })
        .flatten()
        .collect()
}

/// Returns the gaps for which nobody signed.
pub(super) fn unvouched(logs: &[Log]) -> Vec<Trouble> {
    let vouched = vouched(logs);
    let entries = logs.iter().flat_map(|log| log.entries.iter());
    let gaps = entries.filter(|e| e.opening.is_none() && !vouched.contains(&e.id));
    gaps.map(|e| Trouble::Unvouched {
        log: e.id.log,
        n: e.id.n,
    })
    .collect()
}
