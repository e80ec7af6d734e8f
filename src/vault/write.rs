//! Sealing logs and putting them into the vault.

use chrono::{DateTime, FixedOffset, SecondsFormat};

use super::case_file::CaseFile;
use super::{Case, OpenVault, VaultError, crypt, disk, random};
use crate::record::{Body, Content, Log, LogId, Opened, SessionKind, Via};

/// A whole session that is written at once: at the desk, from a transcript.
pub struct NewSession {
    /// What kind.
    pub kind: SessionKind,
    /// When it is written.
    pub at: DateTime<FixedOffset>,
    /// What it holds besides its beginning.
    pub bodies: Vec<Body>,
}

/// Shows no body.
impl std::fmt::Debug for NewSession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "NewSession({:?}, {} bodies)",
            self.kind,
            self.bodies.len()
        )
    }
}

impl NewSession {
    /// Work at the desk.
    pub fn desk(at: DateTime<FixedOffset>, bodies: Vec<Body>) -> Self {
        let kind = SessionKind::Desk;
        Self { kind, at, bodies }
    }
}

impl OpenVault {
    /// Seals a whole session and puts it into a case; `how` says more about how it begins. Returns its
    /// log.
    ///
    /// # Errors
    ///
    /// [`VaultError::Disk`]; nothing of it is kept then.
    pub fn write_session(
        &mut self,
        case: &mut Case,
        session: NewSession,
        how: impl FnOnce(&mut Opened),
    ) -> Result<LogId, VaultError> {
        let id = random::log_id();
        let mut log = Log::new(case.id, id);
        let mut opened = Opened::new(case.id, id, session.kind);
        how(&mut opened);
        let via = match session.kind {
            SessionKind::Import => Via::Import,
            SessionKind::Writeup => Via::Writeup,
            SessionKind::Readback => Via::Readback,
            _ => Via::Desk,
        };
        let name = self.identity.name().to_owned();
        let first = Body::new(session.at, name, Content::Opened(opened)).via(via);
        log.append(first, random::salt());
        for body in session.bodies {
            log.append(body.via(via), random::salt());
        }
        self.put(case, vec![log], session.at)?;
        Ok(id)
    }

    /// Seals logs and writes them into the vault, then makes `case.age` and the marks of this device
    /// anew. The last log stands for the session: while its file is not there, none of it is.
    pub(super) fn put(
        &mut self,
        case: &mut Case,
        logs: Vec<Log>,
        at: DateTime<FixedOffset>,
    ) -> Result<(), VaultError> {
        let time = at.to_utc().to_rfc3339_opts(SecondsFormat::Secs, true);
        for mut log in logs {
            log.seals.push(self.identity.signing().seal(&log, &time));
            write_log(case, &log)?;
            case.logs.push(log);
        }
        self.renew(case)
    }

    /// Makes anew what is derived from a case: `case.age`, the marks of this device.
    pub(super) fn renew(&mut self, case: &Case) -> Result<(), VaultError> {
        let file = CaseFile::of(&case.view());
        file.store(&case.folder, &case.keys)?;
        self.device.see(case.id, &file.label, &case.logs);
        self.device.store(&self.identity)
    }
}

/// Writes the file of a log, in place of an older one.
pub(super) fn write_log(case: &Case, log: &Log) -> Result<(), VaultError> {
    let (path, keys) = case.place_of(log);
    if let Some(folder) = path.parent() {
        disk::make_folder(folder)?;
    }
    let cipher = crypt::encrypt_text(&log.to_lines(), &keys.recipient());
    disk::replace(&path, &cipher)
}
