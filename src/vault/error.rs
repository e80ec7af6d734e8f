//! What can go wrong with a vault.

use std::io;
use std::path::{Path, PathBuf};

use crate::record::{EntryRef, LogError};

/// Something about a vault, a key or a case that stops what was asked for. Nothing was changed.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[non_exhaustive]
pub enum VaultError {
    /// The disk or what stands for it failed.
    #[error("could not {doing} `{}`", path.display())]
    #[diagnostic(code(outside), help("{}", remedy(source)))]
    Disk {
        /// What was tried, as a verb.
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// There is no vault there.
    #[error("there is no vault at `{}`", .0.display())]
    #[diagnostic(help("make one with `heard init`, or name another with `--vault`"))]
    NoVault(PathBuf),
    /// It is not a vault, or one of another program.
    #[error("`{}` is not a vault: {why}", path.display())]
    #[diagnostic(help("name the vault's folder with `--vault`; it holds a file `vault.yaml`"))]
    NotAVault {
        /// The folder.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A later version wrote it.
    #[error("the vault at `{}` has format {format}, which this version does not know", path.display())]
    #[diagnostic(help("use a newer version of heard"))]
    LaterFormat {
        /// The folder.
        path: PathBuf,
        /// Its format.
        format: u32,
    },
    /// Something stands where it should be made.
    #[error("`{}` is there already", .0.display())]
    #[diagnostic(help("nothing was changed; name another place, or move it away first"))]
    Exists(PathBuf),
    /// There is no key.
    #[error("there is no key at `{}`", .0.display())]
    #[diagnostic(help("make one with `heard init`, or name yours with `--identity`"))]
    NoIdentity(PathBuf),
    /// The passphrase does not open the key.
    #[error("this passphrase does not open `{}`", .0.display())]
    #[diagnostic(help("try again; nobody can open the key without it"))]
    WrongPassphrase(PathBuf),
    /// The passphrase is too short to protect anything.
    #[error("the passphrase is too short")]
    #[diagnostic(help(
        "use at least {} characters; five or six words that nobody would guess are good",
        crate::vault::Passphrase::SHORTEST
    ))]
    ShortPassphrase,
    /// The key file holds something else.
    #[error("`{}` is not a key of heard: {why}", path.display())]
    #[diagnostic(help("name your key with `--identity`, or put back a copy of it"))]
    BadIdentity {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: &'static str,
    },
    /// The file was encrypted to others.
    #[error("`{}` cannot be opened with this key", .0.display())]
    #[diagnostic(help(
        "ask a colleague who can read the case to share it with you, or name another key with `--identity`"
    ))]
    NotForYou(PathBuf),
    /// The file is cut off or was changed.
    #[error("`{}` is damaged: it is cut off or was changed", .0.display())]
    #[diagnostic(help(
        "put back a copy of this file from a backup; the other files are not touched by this"
    ))]
    Damaged(PathBuf),
    /// What is inside is not in the documented form.
    #[error("`{}` cannot be read", path.display())]
    #[diagnostic(help("a later version may have written it; else put back a copy of this file"))]
    Log {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        #[source]
        source: LogError,
    },
    /// There is no such case.
    #[error("there is no case `{name}`")]
    NoCase {
        /// What was asked for.
        name: String,
        /// Near labels.
        #[help]
        help: Option<String>,
    },
    /// More than one case begins so.
    #[error("`{name}` fits more than one case: {labels}")]
    #[diagnostic(help("write more of the label"))]
    ManyCases {
        /// What was asked for.
        name: String,
        /// The labels that fit.
        labels: String,
    },
    /// A label must say who is meant and do no harm on a screen.
    #[error("`{0}` cannot be a label")]
    #[diagnostic(help(
        "use a pseudonym of one line, up to 60 characters, such as `Swallow`; never the person's name"
    ))]
    BadLabel(String),
    /// The case has this label already.
    #[error("there is a case `{0}` already")]
    #[diagnostic(help("choose another label"))]
    LabelTaken(String),
    /// There is no such entry.
    #[error("there is no entry `{0}` in this case")]
    #[diagnostic(help("`heard case show CASE` lists the entries"))]
    NoEntry(String),
    /// The entry's words were taken out before.
    #[error("entry {} was taken out already", .0.short())]
    TakenOut(EntryRef),
    /// Only what was told can be taken out.
    #[error("entry {} is not something that was told", .0.short())]
    #[diagnostic(help("`heard case show CASE` lists what was told"))]
    NotWords(EntryRef),
    /// The session of the entry is not closed yet.
    #[error("entry {} belongs to a session that is still open", .0.short())]
    #[diagnostic(help("go on with it by `heard interview CASE`, close it, and try again"))]
    StillOpen(EntryRef),
    /// Another heard has the session open.
    #[error("another heard on this machine is working on this case")]
    #[diagnostic(help("finish there first"))]
    Busy,
    /// The record does not verify, and what was asked for needs it to.
    #[error("the record does not verify: {first}")]
    #[diagnostic(help("`heard case verify CASE` says more; put back the file from a backup"))]
    Unverified {
        /// The first trouble.
        first: String,
    },
}

impl VaultError {
    /// A fault of the disk.
    pub(super) fn disk(doing: &'static str, path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        Self::Disk {
            doing,
            path,
            source,
        }
    }
}

/// Says what to do about a fault of the disk.
fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "make room on the disk and try again; everything acknowledged is kept"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "look whose folder it is, or name another place; everything acknowledged is kept"
        }
        io::ErrorKind::NotFound => "look whether the folder is still there",
        _ => "try again; everything acknowledged is kept",
    }
}
