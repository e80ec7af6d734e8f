//! The session that is being held: both logs in one file, replaced whole after every reply.

use std::fmt;
use std::path::{Path, PathBuf};

use age::x25519::{Identity as AgeKey, Recipient};
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::erase::with_all_about;
use super::lock::Lock;
use super::{VaultError, crypt, disk, random};
use crate::record::{
    Audience, Body, CaseId, Content, Entry, EntryRef, Erased, Log, LogError, LogId, Notes, Opened,
    Opening,
};

/// A session that is being held, kept on this device until it is closed.
///
/// What [`Live::keep`] returned is durable. The file holds both logs in the order in which their entries
/// were written, so that a walk can be resumed from it.
pub struct Live {
    pub(super) case: CaseId,
    path: PathBuf,
    draft_path: PathBuf,
    state_key: AgeKey,
    by: String,
    /// How the logs begin; written with the first entries.
    beginning: Opened,
    pub(super) words: Log,
    pub(super) care: Log,
    /// The entries of both logs in the order in which they were written, each with its line.
    order: Vec<(EntryRef, String)>,
    _lock: Lock,
}

/// Shows no entry.
impl fmt::Debug for Live {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Live({} entries)", self.order.len())
    }
}

/// A text that is being typed, kept encrypted until it is given or dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Draft {
    /// What it is an answer to, in words of the driver.
    pub about: String,
    /// The text so far.
    pub text: String,
    /// Where the cursor stands, in bytes of the text.
    pub cursor: usize,
}

impl Draft {
    /// A text that is being typed.
    pub fn new(about: impl Into<String>, text: impl Into<String>, cursor: usize) -> Self {
        Self {
            about: about.into(),
            text: text.into(),
            cursor,
        }
    }
}

/// Shows the length alone.
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({} characters)", self.text.chars().count())
    }
}

/// The first line of a live file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    live: u32,
    case: CaseId,
    words: LogId,
    care: LogId,
    opened: Opened,
}

/// Where live sessions of this device are.
pub(super) struct LiveFolder<'a> {
    pub(super) state: &'a Path,
    pub(super) key: &'a AgeKey,
    pub(super) by: &'a str,
}

impl LiveFolder<'_> {
    fn path(&self, words: LogId) -> PathBuf {
        self.state.join("live").join(format!("{words}.age"))
    }

    fn draft_path(&self, words: LogId) -> PathBuf {
        self.state.join("drafts").join(format!("{words}.age"))
    }

    /// Returns a new session; nothing of it is on the disk until something is kept.
    pub(super) fn begin(&self, mut opened: Opened, lock: Lock) -> Result<Live, VaultError> {
        for folder in ["live", "drafts"] {
            disk::make_folder(&self.state.join(folder))?;
        }
        let care = random::log_id();
        opened.beside = Some(care);
        Ok(self.live(opened, care, lock))
    }

    fn live(&self, opened: Opened, care: LogId, lock: Lock) -> Live {
        let words = Log::new(opened.case, opened.log);
        Live {
            case: opened.case,
            draft_path: self.draft_path(opened.log),
            path: self.path(opened.log),
            state_key: self.key.clone(),
            by: self.by.to_owned(),
            words,
            care: Log::new(opened.case, care),
            beginning: opened,
            order: Vec::new(),
            _lock: lock,
        }
    }

    /// Returns the sessions of this device that were begun and not closed, with their cases.
    pub(super) fn all(&self) -> Result<Vec<(CaseId, PathBuf)>, VaultError> {
        let folder = self.state.join("live");
        let mut found = Vec::new();
        for name in disk::names(&folder, ".age")? {
            let path = folder.join(format!("{name}.age"));
            let (head, _) = self.read(&path)?;
            found.push((head.case, path));
        }
        Ok(found)
    }

    /// Removes a session's files from the device.
    pub(super) fn remove(&self, path: &Path) -> Result<(), VaultError> {
        if let Some(name) = path.file_name() {
            let draft = self.state.join("drafts").join(name);
            disk::sweep(&draft)?;
            disk::remove(&draft)?;
        }
        disk::sweep(path)?;
        disk::remove(path)
    }

    fn read(&self, path: &Path) -> Result<(Head, Zeroizing<String>), VaultError> {
        let damaged = || VaultError::Damaged(path.to_path_buf());
        let cipher = disk::read_if_there(path)?.ok_or_else(damaged)?;
        let text = crypt::decrypt_text(path, &cipher, std::slice::from_ref(self.key))?;
        let head = text.lines().next().unwrap_or_default();
        let head = serde_json::from_str(head).map_err(|_| damaged())?;
        Ok((head, text))
    }

    /// Opens a session that was begun.
    ///
    /// # Errors
    ///
    /// [`VaultError::Damaged`] where the file is cut off or was changed: it is left as it is.
    pub(super) fn resume(&self, path: &Path, lock: Lock) -> Result<Live, VaultError> {
        let (head, text) = self.read(path)?;
        let care = head.care;
        let mut live = self.live(head.opened, care, lock);
        live.sweep()?;
        for (index, line) in text.trim_end().lines().enumerate().skip(1) {
            live.take_line(line).map_err(|source| VaultError::Log {
                path: path.to_path_buf(),
                source: at_line(source, index + 1),
            })?;
        }
        let whole = live.words.faults().into_iter().chain(live.care.faults());
        let broken = whole.filter(|f| !matches!(f, crate::record::Fault::Unsealed(..)));
        match broken.count() {
            0 => Ok(live),
            _ => Err(VaultError::Damaged(path.to_path_buf())),
        }
    }
}

fn at_line(fault: LogError, line: usize) -> LogError {
    match fault {
        LogError::Line { why, .. } => LogError::Line { line, why },
    }
}

impl Live {
    /// Returns the entries so far, of both logs, in the order in which they were written.
    pub fn entries(&self) -> Vec<Entry> {
        let entries = self.order.iter().filter_map(|(id, _)| self.entry(*id));
        entries.cloned().collect()
    }

    /// Returns how the session begins.
    pub fn opened(&self) -> &Opened {
        &self.beginning
    }

    /// Returns whether the person wanted notes, as the log says.
    pub(super) fn opened_notes(&self) -> Notes {
        self.words.opened().map_or(Notes::Kept, |o| o.notes)
    }

    /// Says whether anything was kept.
    pub fn is_begun(&self) -> bool {
        !self.order.is_empty()
    }

    /// Returns when the last entry was written.
    pub fn last_at(&self) -> Option<DateTime<FixedOffset>> {
        let last = self
            .order
            .iter()
            .rev()
            .find_map(|(id, _)| self.entry(*id)?.body());
        last.map(|body| body.at)
    }

    fn entry(&self, id: EntryRef) -> Option<&Entry> {
        let log = if id.log == self.words.id {
            &self.words
        } else {
            &self.care
        };
        log.entry(id.n)
    }

    /// Keeps the bodies of one reply, all or none, and returns their entries. An `Erased` body takes the
    /// bodies that it names out at once, with all that is about them.
    ///
    /// # Errors
    ///
    /// [`VaultError::Disk`]: nothing was kept, and the session stands where it stood.
    pub fn keep(&mut self, bodies: Vec<Body>) -> Result<Vec<Entry>, VaultError> {
        let before = self.order.len();
        let mut taken = Vec::new();
        if before == 0
            && let Some(at) = bodies.first().map(|b| b.at)
        {
            self.begin_logs(at);
        }
        let first = self.order.len();
        for body in bodies {
            self.add(body, &mut taken);
        }
        if let Err(fault) = self.write() {
            self.roll_back(before, taken);
            return Err(fault);
        }
        let new = self.order[first..].iter();
        Ok(new.filter_map(|(id, _)| self.entry(*id)).cloned().collect())
    }

    /// Keeps the one dated entry that no notes were wanted (R10).
    ///
    /// # Errors
    ///
    /// As [`Live::keep`].
    pub fn keep_no_notes(&mut self, at: DateTime<FixedOffset>) -> Result<(), VaultError> {
        let only = Opened {
            notes: Notes::NotWanted,
            beside: None,
            guide: None,
            interpreter: None,
            ..self.beginning.clone()
        };
        let body = Body::new(at, self.by.clone(), Content::Opened(only));
        self.append(body);
        self.write().inspect_err(|_| self.order.clear())
    }

    fn begin_logs(&mut self, at: DateTime<FixedOffset>) {
        let words = self.beginning.clone();
        let care = Opened {
            log: self.care.id,
            beside: Some(self.words.id),
            audience: Audience::Care,
            ..words.clone()
        };
        for (opened, audience) in [(words, Audience::Case), (care, Audience::Care)] {
            let mut body = Body::new(at, self.by.clone(), Content::Opened(opened));
            body.audience = audience;
            self.append(body);
        }
    }

    fn add(&mut self, body: Body, taken: &mut Vec<(EntryRef, Opening)>) {
        let Content::Erased(erased) = &body.what else {
            self.append(body);
            return;
        };
        let logs = [&self.words, &self.care];
        let all = erased
            .entries
            .iter()
            .flat_map(|id| with_all_about(&logs, *id));
        let mut all: Vec<EntryRef> = all.collect();
        all.sort_unstable();
        all.dedup();
        for id in &all {
            taken.extend(self.take_out(*id).map(|opening| (*id, opening)));
        }
        let what = Content::Erased(Erased::new(all));
        self.append(Body { what, ..body });
    }

    fn append(&mut self, body: Body) {
        let log = match body.audience {
            Audience::Care => &mut self.care,
            Audience::Case => &mut self.words,
        };
        let entry = log.append(body, random::salt());
        let line = crate::record::entry_line(entry);
        self.order.push((entry.id, line));
    }

    fn log_mut(&mut self, id: LogId) -> &mut Log {
        if id == self.words.id {
            &mut self.words
        } else {
            &mut self.care
        }
    }

    fn take_out(&mut self, id: EntryRef) -> Option<Opening> {
        let index = usize::try_from(id.n).ok()?.checked_sub(1)?;
        let opening = self.log_mut(id.log).entries.get_mut(index)?.opening.take();
        self.renew_line(id);
        opening
    }

    fn renew_line(&mut self, id: EntryRef) {
        let line = self.entry(id).map(crate::record::entry_line);
        let place = self.order.iter().position(|(other, _)| *other == id);
        if let (Some(line), Some(place)) = (line, place) {
            self.order[place].1 = line;
        }
    }

    fn roll_back(&mut self, before: usize, taken: Vec<(EntryRef, Opening)>) {
        for (id, _) in self.order.split_off(before) {
            self.log_mut(id.log).entries.pop();
        }
        for (id, opening) in taken {
            let index = usize::try_from(id.n).unwrap_or(usize::MAX) - 1;
            if let Some(entry) = self.log_mut(id.log).entries.get_mut(index) {
                entry.opening = Some(opening);
            }
            self.renew_line(id);
        }
    }

    /// Removes what a program that was ended left on its way. Whoever has the lock alone writes here.
    fn sweep(&self) -> Result<(), VaultError> {
        disk::sweep(&self.draft_path)?;
        disk::sweep(&self.path)
    }

    fn write(&self) -> Result<(), VaultError> {
        let head = Head {
            live: 1,
            case: self.case,
            words: self.words.id,
            care: self.care.id,
            opened: self.beginning.clone(),
        };
        let head = serde_json::to_string(&head).expect("a head has string keys");
        let length: usize = self.order.iter().map(|(_, line)| line.len() + 2).sum();
        let mut text = Zeroizing::new(String::with_capacity(head.len() + length + 1));
        text.push_str(&head);
        text.push('\n');
        for (id, line) in &self.order {
            text.push_str(if id.log == self.words.id { "w " } else { "c " });
            text.push_str(line);
        }
        disk::replace(&self.path, &crypt::encrypt_text(&text, &self.recipient()))
    }

    fn recipient(&self) -> Recipient {
        self.state_key.to_public()
    }

    fn take_line(&mut self, line: &str) -> Result<(), LogError> {
        let (which, line) = line.split_at_checked(2).unwrap_or(("", line));
        let log = match which {
            "w " => &mut self.words,
            _ => &mut self.care,
        };
        let read = Log::from_lines(log.case, log.id, line)?;
        for entry in read.entries {
            self.order.push((entry.id, format!("{line}\n")));
            log.entries.push(entry);
        }
        Ok(())
    }

    /// Keeps the text that is being typed.
    ///
    /// # Errors
    ///
    /// [`VaultError::Disk`]; the text kept before still is.
    ///
    /// # Panics
    ///
    /// Never: a draft has string keys and nothing that JSON cannot hold.
    pub fn keep_draft(&self, draft: &Draft) -> Result<(), VaultError> {
        let text = serde_json::to_string(draft).expect("a draft has string keys");
        disk::replace(
            &self.draft_path,
            &crypt::encrypt_text(&text, &self.recipient()),
        )
    }

    /// Returns the text that was being typed, if any.
    ///
    /// # Errors
    ///
    /// [`VaultError::Damaged`], [`VaultError::Disk`].
    pub fn draft(&self) -> Result<Option<Draft>, VaultError> {
        let Some(cipher) = disk::read_if_there(&self.draft_path)? else {
            return Ok(None);
        };
        let keys = std::slice::from_ref(&self.state_key);
        let text = crypt::decrypt_text(&self.draft_path, &cipher, keys)?;
        let draft = serde_json::from_str(&text);
        draft
            .map(Some)
            .map_err(|_| VaultError::Damaged(self.draft_path.clone()))
    }

    /// Forgets the text that was being typed.
    ///
    /// # Errors
    ///
    /// [`VaultError::Disk`].
    pub fn drop_draft(&self) -> Result<(), VaultError> {
        disk::remove(&self.draft_path)
    }

    /// Removes the files of this session from the device: it was closed, or is not wanted.
    pub(super) fn remove_files(&self) -> Result<(), VaultError> {
        self.sweep()?;
        disk::remove(&self.draft_path)?;
        disk::remove(&self.path)
    }
}
