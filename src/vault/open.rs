//! A vault, opened with a key: cases are found, made, read; sessions begun, resumed, closed.

use std::fmt;
use std::path::{Path, PathBuf};

use age::x25519::Recipient;
use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use super::case_file::CaseFile;
use super::case_keys::CaseKeys;
use super::device::Device;
use super::live::LiveFolder;
use super::lock::Lock;
use super::{Case, Identity, Live, NewSession, Vault, VaultError, disk, random};
use crate::record::{Body, CaseId, CaseMade, Content, Notes, Opened, SessionKind};
use crate::text::near;

/// A vault, opened with a key.
pub struct OpenVault {
    pub(super) vault: Vault,
    pub(super) identity: Identity,
    pub(super) state: PathBuf,
    pub(super) device: Device,
}

impl fmt::Debug for OpenVault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OpenVault({:?}, {:?})", self.vault, self.identity)
    }
}

/// The longest label, in characters.
const LONGEST_LABEL: usize = 60;

impl OpenVault {
    /// Opens a vault; `state` is the folder for what belongs to this device alone. A demo vault keeps
    /// that inside itself.
    ///
    /// # Errors
    ///
    /// [`VaultError::Damaged`] or [`VaultError::NotForYou`] where the state is not yours,
    /// [`VaultError::Disk`].
    pub fn open(vault: Vault, identity: Identity, state: &Path) -> Result<Self, VaultError> {
        let state = if vault.is_demo() {
            vault.root().join("state")
        } else {
            state.to_path_buf()
        };
        let device = Device::read(&state, &identity)?;
        Ok(Self {
            vault,
            identity,
            state,
            device,
        })
    }

    /// Returns the vault.
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Returns the key.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Returns the ids of all cases.
    ///
    /// # Errors
    ///
    /// [`VaultError::Disk`].
    pub fn case_ids(&self) -> Result<Vec<CaseId>, VaultError> {
        let names = disk::names(&self.vault.cases(), "")?;
        let ids = names.iter().filter_map(|n| Uuid::try_parse(n).ok());
        Ok(ids.map(CaseId::new).collect())
    }

    /// Returns ids and labels of the cases that this key opens.
    ///
    /// # Errors
    ///
    /// [`VaultError::Disk`], [`VaultError::Damaged`].
    pub fn labels(&self) -> Result<Vec<(CaseId, String)>, VaultError> {
        let mut labels = Vec::new();
        for id in self.case_ids()? {
            let folder = self.vault.case(id);
            let keys = match CaseKeys::read(&folder.join("case.key.age"), &self.identity) {
                Ok(Some(keys)) => keys,
                Ok(None) | Err(VaultError::NotForYou(_)) => continue,
                Err(fault) => return Err(fault),
            };
            let label = match CaseFile::read(&folder, &keys)? {
                Some(file) => file.label,
                None => self.read_case(id)?.view().label,
            };
            labels.push((id, label));
        }
        labels.sort_by(|a, b| a.1.cmp(&b.1));
        Ok(labels)
    }

    /// Finds a case by its label, a prefix of one, or its id. An exact label wins over a prefix.
    ///
    /// # Errors
    ///
    /// [`VaultError::NoCase`], [`VaultError::ManyCases`], and as [`OpenVault::labels`].
    pub fn find(&self, name: &str) -> Result<CaseId, VaultError> {
        let labels = self.labels()?;
        let exact = labels
            .iter()
            .find(|(id, label)| label == name || id.to_string() == name);
        if let Some((id, _)) = exact {
            return Ok(*id);
        }
        let begins =
            |(_, label): &&(CaseId, String)| label.to_lowercase().starts_with(&name.to_lowercase());
        let fitting: Vec<&(CaseId, String)> = labels.iter().filter(begins).collect();
        match fitting.as_slice() {
            [(id, _)] => Ok(*id),
            [] => Err(VaultError::NoCase {
                name: name.to_owned(),
                help: nearest(name, &labels),
            }),
            many => Err(VaultError::ManyCases {
                name: name.to_owned(),
                labels: many
                    .iter()
                    .map(|(_, l)| l.as_str())
                    .collect::<Vec<_>>()
                    .join(", "),
            }),
        }
    }

    /// Makes a case under a pseudonym.
    ///
    /// # Errors
    ///
    /// [`VaultError::BadLabel`], [`VaultError::LabelTaken`], [`VaultError::Disk`].
    pub fn make_case(
        &mut self,
        label: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<Case, VaultError> {
        let label = self.free_label(label)?;
        let id = random::case_id();
        let folder = self.vault.case(id);
        for name in ["", "sessions", "care"] {
            disk::make_folder(&folder.join(name))?;
        }
        let readers: [Recipient; 1] = [self.identity.recipient()];
        let (keys, care_keys) = (CaseKeys::generate(), CaseKeys::generate());
        care_keys.store(&folder.join("care.key.age"), &readers)?;
        keys.store(&folder.join("case.key.age"), &readers)?;
        let mut case = Case {
            id,
            folder,
            keys,
            care_keys: Some(care_keys),
            logs: Vec::new(),
            troubles: Vec::new(),
        };
        let made = CaseMade::new(label, vec![self.identity.card().reader()]);
        let body = Body::new(at, self.identity.name(), Content::CaseMade(made));
        self.write_session(&mut case, NewSession::desk(at, vec![body]), |_| ())?;
        Ok(case)
    }

    fn free_label(&self, label: &str) -> Result<String, VaultError> {
        let label = label.trim();
        let fits = !label.is_empty()
            && label.chars().count() <= LONGEST_LABEL
            && !label.chars().any(char::is_control);
        if !fits {
            return Err(VaultError::BadLabel(label.to_owned()));
        }
        if self.labels()?.iter().any(|(_, taken)| taken == label) {
            return Err(VaultError::LabelTaken(label.to_owned()));
        }
        Ok(label.to_owned())
    }

    /// Opens a case: reads and checks all its logs, finishes what was left undone, and takes note of
    /// what this device has seen.
    ///
    /// # Errors
    ///
    /// [`VaultError::NotForYou`], [`VaultError::Damaged`] where the case key cannot be opened,
    /// [`VaultError::Disk`]. What does not hold in the logs is no error: [`Case::troubles`].
    pub fn open_case(&mut self, id: CaseId) -> Result<Case, VaultError> {
        let mut case = self.read_case(id)?;
        self.sweep(&case)?;
        self.finish_erasures(&mut case)?;
        self.finish_closing(&case)?;
        if case.troubles.is_empty() {
            self.device.see(id, &case.view().label, &case.logs);
            self.device.store(&self.identity)?;
        }
        Ok(case)
    }

    /// Removes what programs that were ended left on its way, where more than one may write.
    fn sweep(&self, case: &Case) -> Result<(), VaultError> {
        for name in ["", "sessions", "care"] {
            disk::sweep_old(&case.folder.join(name))?;
        }
        for name in ["", "live", "drafts"] {
            disk::sweep_old(&self.state.join(name))?;
        }
        Ok(())
    }

    fn read_case(&self, id: CaseId) -> Result<Case, VaultError> {
        let folder = self.vault.case(id);
        let path = folder.join("case.key.age");
        let keys = CaseKeys::read(&path, &self.identity)?.ok_or(VaultError::Damaged(path))?;
        let for_care = match CaseKeys::read(&folder.join("care.key.age"), &self.identity) {
            Ok(keys) => keys,
            Err(VaultError::NotForYou(_)) => None,
            Err(fault) => return Err(fault),
        };
        let mut case = Case {
            id,
            folder,
            keys,
            care_keys: for_care,
            logs: Vec::new(),
            troubles: Vec::new(),
        };
        let keys = case.keys.clone();
        case.read_logs("sessions", &keys)?;
        if let Some(keys) = case.care_keys.clone() {
            case.read_logs("care", &keys)?;
        }
        let unread = case.unread();
        let missed = self.device.compare(id, &case.logs, &unread);
        case.check(self.identity.card().signing.as_str());
        case.troubles.extend(missed);
        Ok(case)
    }

    fn live_folder(&self) -> LiveFolder<'_> {
        LiveFolder {
            state: &self.state,
            key: &self.identity.state_keys()[0],
            by: self.identity.name(),
        }
    }

    /// Begins a talk; `how` says more about how it begins. Nothing is on the disk until something is
    /// kept.
    ///
    /// # Errors
    ///
    /// [`VaultError::Busy`] where another heard works on the case, [`VaultError::Disk`].
    pub fn begin(
        &self,
        case: &Case,
        kind: SessionKind,
        how: impl FnOnce(&mut Opened),
    ) -> Result<Live, VaultError> {
        let lock = Lock::take(&self.state, case.id)?;
        let mut opened = Opened::new(case.id, random::log_id(), kind);
        how(&mut opened);
        self.live_folder().begin(opened, lock)
    }

    /// Opens the session of a case that was begun on this device and not closed, if there is one.
    ///
    /// # Errors
    ///
    /// [`VaultError::Busy`], [`VaultError::Damaged`] where its file is cut off or was changed,
    /// [`VaultError::Disk`].
    pub fn resume(&self, case: &Case) -> Result<Option<Live>, VaultError> {
        let folder = self.live_folder();
        for (of, path) in folder.all()? {
            if of == case.id {
                let lock = Lock::take(&self.state, case.id)?;
                return folder.resume(&path, lock).map(Some);
            }
        }
        Ok(None)
    }

    /// Says whether a session of the case was begun on this device and not closed.
    ///
    /// # Errors
    ///
    /// [`VaultError::Damaged`], [`VaultError::Disk`].
    pub fn has_live(&self, case: CaseId) -> Result<bool, VaultError> {
        let all = self.live_folder().all()?;
        Ok(all.iter().any(|(of, _)| *of == case))
    }

    /// Closes a talk: seals both logs, puts them into the vault, and removes them from this device. A
    /// talk of which nothing was kept leaves nothing.
    ///
    /// # Errors
    ///
    /// [`VaultError::Disk`]; the talk is still on this device then, and can be closed again.
    pub fn close(
        &mut self,
        live: Live,
        case: &mut Case,
        at: DateTime<FixedOffset>,
    ) -> Result<(), VaultError> {
        if live.is_begun() {
            let mut logs = vec![live.words.clone()];
            if live.opened_notes() == Notes::Kept {
                logs.insert(0, live.care.clone());
            }
            self.put(case, logs, at)?;
        }
        live.remove_files()?;
        drop(live);
        Ok(())
    }

    /// Removes from this device a talk that is in the vault already: the program was ended between
    /// putting it there and removing it here.
    fn finish_closing(&self, case: &Case) -> Result<(), VaultError> {
        let sealed = |path: &Path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            case.logs.iter().any(|log| log.id.to_string() == name)
        };
        // A file that cannot be read is no reason not to open the case; resuming says what is wrong.
        let all = self.live_folder().all().unwrap_or_default();
        for (_, path) in all
            .iter()
            .filter(|(of, path)| *of == case.id && sealed(path))
        {
            self.live_folder().remove(path)?;
        }
        Ok(())
    }

    pub(super) fn remove_live_files(&self, case: CaseId) -> Result<(), VaultError> {
        for (_, path) in self
            .live_folder()
            .all()?
            .iter()
            .filter(|(of, _)| *of == case)
        {
            self.live_folder().remove(path)?;
        }
        Ok(())
    }
}

fn nearest(name: &str, labels: &[(CaseId, String)]) -> Option<String> {
    let known = labels.iter().map(|(_, label)| label.as_str());
    near::did_you_mean(name, known).or_else(|| Some("`heard case list` shows the cases".to_owned()))
}
