//! A case as it was read: its logs, its keys, and what about it does not hold.

use std::fmt;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use uuid::Uuid;

use super::case_keys::CaseKeys;
use super::{Trouble, VaultError, check, crypt, disk};
use crate::record::{Audience, CaseId, CaseView, Log, LogId, SessionKind};

/// One person's record, opened.
pub struct Case {
    /// Its id.
    pub id: CaseId,
    pub(super) folder: PathBuf,
    pub(super) keys: CaseKeys,
    /// `None` for a reader who is not of the care team.
    pub(super) care_keys: Option<CaseKeys>,
    /// The logs that can be read and hold, of words and of care.
    pub(super) logs: Vec<Log>,
    pub(super) troubles: Vec<Trouble>,
}

/// Shows no word.
impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Case({}, {} logs)", self.id, self.logs.len())
    }
}

/// A case in one line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CaseLine {
    /// Its id.
    pub id: CaseId,
    /// Its pseudonym.
    pub label: String,
    /// How many talks were held, or taken in from elsewhere.
    pub sessions: usize,
    /// The day of the last one.
    pub last_session: Option<NaiveDate>,
}

impl Case {
    /// Returns the case as it stands.
    pub fn view(&self) -> CaseView {
        CaseView::fold(self.id, &self.logs)
    }

    /// Returns all that does not hold; logs with troubles of their own are left out of the view.
    pub fn troubles(&self) -> &[Trouble] {
        &self.troubles
    }

    /// Returns the logs that hold.
    pub fn logs(&self) -> &[Log] {
        &self.logs
    }

    /// Says that the record holds.
    ///
    /// # Errors
    ///
    /// [`VaultError::Unverified`] with the first trouble.
    pub fn verified(&self) -> Result<(), VaultError> {
        match self.troubles.first() {
            None => Ok(()),
            Some(trouble) => Err(VaultError::Unverified {
                first: trouble.to_string(),
            }),
        }
    }

    /// Returns the case in one line.
    pub fn line(&self) -> CaseLine {
        let view = self.view();
        let told = view
            .sessions
            .iter()
            .filter(|s| !matches!(s.opened.kind, SessionKind::Desk | SessionKind::Readback));
        CaseLine {
            id: self.id,
            label: view.label.clone(),
            sessions: told.clone().count(),
            last_session: told.map(crate::record::SessionView::day).max(),
        }
    }

    /// Returns the logs whose files are there and cannot be read.
    pub(super) fn unread(&self) -> Vec<LogId> {
        let unread = self.troubles.iter().filter_map(|trouble| match trouble {
            Trouble::Unreadable { log, .. } => Some(*log),
            _ => None,
        });
        unread.collect()
    }

    /// Reads all logs of a folder of the case; one that cannot be read becomes a trouble.
    pub(super) fn read_logs(&mut self, name: &str, keys: &CaseKeys) -> Result<(), VaultError> {
        let folder = self.folder.join(name);
        for name in disk::names(&folder, ".age")? {
            let Ok(id) = Uuid::try_parse(&name).map(LogId::new) else {
                continue;
            };
            let path = folder.join(format!("{name}.age"));
            match read_log(&path, self.id, id, keys) {
                Ok(log) => self.logs.push(log),
                Err(fault @ VaultError::Disk { .. }) => return Err(fault),
                Err(fault) => self.troubles.push(Trouble::Unreadable {
                    log: id,
                    why: with_source(&fault),
                }),
            }
        }
        Ok(())
    }

    /// Sets apart the logs that do not hold.
    pub(super) fn check(&mut self, own_signing: &str) {
        let signers = check::signers(own_signing, &self.logs);
        let troubles = &mut self.troubles;
        self.logs.retain(|log| {
            let found = check::troubles_of(log, &signers);
            let holds = found.is_empty();
            troubles.extend(found);
            holds
        });
        self.troubles.extend(check::unvouched(&self.logs));
    }

    /// Returns the file of a log, of words or of care, and the keys under which it is kept.
    ///
    /// # Panics
    ///
    /// Never: a care log is there for those alone who have the care key.
    pub(super) fn place_of(&self, log: &Log) -> (PathBuf, &CaseKeys) {
        let name = format!("{}.age", log.id);
        let is_care = log.opened().is_some_and(|o| o.audience == Audience::Care);
        if is_care {
            let keys = self.care_keys.as_ref().expect("the care log was opened");
            (self.folder.join("care").join(name), keys)
        } else {
            (self.folder.join("sessions").join(name), &self.keys)
        }
    }
}

fn with_source(fault: &VaultError) -> String {
    match std::error::Error::source(fault) {
        Some(source) => format!("{fault}: {source}"),
        None => fault.to_string(),
    }
}

fn read_log(path: &Path, case: CaseId, id: LogId, keys: &CaseKeys) -> Result<Log, VaultError> {
    let cipher =
        disk::read_if_there(path)?.ok_or_else(|| VaultError::Damaged(path.to_path_buf()))?;
    let text = crypt::decrypt_text(path, &cipher, keys.all())?;
    Log::from_lines(case, id, &text).map_err(|source| VaultError::Log {
        path: path.to_path_buf(),
        source,
    })
}
