//! What this device has seen: so that an older copy of a vault is noticed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Identity, Trouble, VaultError, crypt, disk};
use crate::record::{CaseId, Log, LogId};

/// The high-water marks of this device, encrypted to oneself.
#[derive(Debug)]
pub(super) struct Device {
    path: PathBuf,
    marks: Marks,
    changed: bool,
}

#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
struct Marks {
    #[serde(default)]
    cases: BTreeMap<CaseId, Seen>,
}

#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
struct Seen {
    /// The label, so that a case can be named whose files are gone.
    #[serde(default)]
    label: String,
    /// The last entry of each log.
    #[serde(default)]
    logs: BTreeMap<LogId, u32>,
}

impl Device {
    /// Reads the marks; a file that is not there has none.
    ///
    /// # Errors
    ///
    /// [`VaultError::Damaged`] or [`VaultError::NotForYou`] where the file is not yours.
    pub(super) fn read(state: &Path, identity: &Identity) -> Result<Self, VaultError> {
        let path = state.join("device.age");
        let marks = match disk::read_if_there(&path)? {
            None => Marks::default(),
            Some(cipher) => {
                let text = crypt::decrypt_text(&path, &cipher, identity.state_keys())?;
                serde_json::from_str(&text).map_err(|_| VaultError::Damaged(path.clone()))?
            }
        };
        Ok(Self {
            path,
            marks,
            changed: false,
        })
    }

    /// Takes note of the logs of a case as they are now.
    pub(super) fn see(&mut self, case: CaseId, label: &str, logs: &[Log]) {
        let before = self.marks.cases.get(&case).cloned().unwrap_or_default();
        let mut seen = before.clone();
        label.clone_into(&mut seen.label);
        for log in logs {
            let last = seen.logs.entry(log.id).or_default();
            *last = log.last().max(*last);
        }
        if seen != before {
            self.marks.cases.insert(case, seen);
            self.changed = true;
        }
    }

    /// Forgets a case that was erased as a whole.
    pub(super) fn forget(&mut self, case: CaseId) {
        self.changed |= self.marks.cases.remove(&case).is_some();
    }

    /// Says where this device has seen more than is there: `unread` are logs that are there and cannot
    /// be read, which is said elsewhere.
    pub(super) fn compare(&self, case: CaseId, logs: &[Log], unread: &[LogId]) -> Vec<Trouble> {
        let Some(seen) = self.marks.cases.get(&case) else {
            return Vec::new();
        };
        let mut troubles = Vec::new();
        for (id, last) in &seen.logs {
            match logs.iter().find(|log| log.id == *id) {
                None if unread.contains(id) => {}
                None => troubles.push(Trouble::Missing { log: *id }),
                Some(log) if log.last() < *last => troubles.push(Trouble::Older {
                    log: *id,
                    seen: *last,
                    here: log.last(),
                }),
                Some(_) => {}
            }
        }
        troubles
    }

    /// Writes the marks, where they changed.
    pub(super) fn store(&mut self, identity: &Identity) -> Result<(), VaultError> {
        if !self.changed {
            return Ok(());
        }
        if let Some(folder) = self.path.parent() {
            disk::make_folder(folder)?;
        }
        let text = serde_json::to_string(&self.marks).expect("marks have string keys");
        let cipher = crypt::encrypt_text(&text, &identity.state_recipient());
        disk::replace(&self.path, &cipher)?;
        self.changed = false;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_was_seen_is_missed_when_it_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let identity = Identity::generate("A.B.");
        let case = CaseId::new(Uuid::from_u128(1));
        let log = Log::new(case, LogId::new(Uuid::from_u128(2)));
        let mut device = Device::read(folder.path(), &identity).unwrap();
        device.see(case, "Swallow", std::slice::from_ref(&log));
        device.store(&identity).unwrap();
        let again = Device::read(folder.path(), &identity).unwrap();
        assert!(
            again
                .compare(case, std::slice::from_ref(&log), &[])
                .is_empty()
        );
        assert_eq!(
            again.compare(case, &[], &[]),
            [Trouble::Missing { log: log.id }]
        );
        assert!(again.compare(case, &[], &[log.id]).is_empty());
    }

    #[test]
    fn marks_of_someone_else_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let identity = Identity::generate("A.B.");
        let mut device = Device::read(folder.path(), &identity).unwrap();
        device.see(CaseId::new(Uuid::from_u128(1)), "Swallow", &[]);
        device.store(&identity).unwrap();
        let other = Device::read(folder.path(), &Identity::generate("C.D."));
        assert!(matches!(other, Err(VaultError::NotForYou(_))));
    }
}
