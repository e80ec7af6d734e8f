//! Writing files whole and durably.
//!
//! A file is written beside its place under a random name, synced, renamed, and its folder synced: a
//! power cut leaves the old file or the new one, never half of one. New files are for their owner alone
//! (mode 0600), new folders too (0700).

use std::fs::{self, DirEntry, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

use tempfile::{Builder, NamedTempFile};

use super::VaultError;

/// Writes a file in the place of another, or of none.
///
/// # Errors
///
/// [`VaultError::Disk`]; what stood there still stands.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let folder = folder_of(path);
    let done = written(path, bytes)
        .and_then(|file| file.persist(path).map_err(|e| e.error))
        .and_then(|_| sync_folder(folder));
    done.map_err(|error| VaultError::disk("write", path, error))
}

/// Writes a file where there is none.
///
/// # Errors
///
/// [`VaultError::Exists`] where there is one, else as [`replace`].
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    let folder = folder_of(path);
    let done = written(path, bytes)
        .and_then(|file| file.persist_noclobber(path).map_err(|e| e.error))
        .and_then(|_| sync_folder(folder));
    done.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => VaultError::Exists(path.to_path_buf()),
        _ => VaultError::disk("write", path, error),
    })
}

/// Writes a document that was asked for, whole or not at all, where there is none. What was left of it
/// on its way, by a program that was ended, goes.
///
/// # Errors
///
/// As the vault's own files: [`VaultError::Exists`], [`VaultError::Disk`].
pub fn create_document(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    sweep(path)?;
    create(path, bytes)
}

/// Writes a document that was asked for, whole or not at all, also over an older one.
///
/// # Errors
///
/// [`VaultError::Disk`]; what stood there still stands.
pub fn replace_document(path: &Path, bytes: &[u8]) -> Result<(), VaultError> {
    sweep(path)?;
    replace(path, bytes)
}

fn written(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let file = Builder::new()
        .prefix(&on_its_way(path))
        .suffix(ON_ITS_WAY)
        .tempfile_in(folder_of(path));
    let mut file = file.map_err(|error| plain(&error))?;
    // The file itself: an error through its wrapper would name the random name as well.
    file.as_file_mut().write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// The ending of files on their way.
const ON_ITS_WAY: &str = ".tmp";

/// How long nothing is on its way: no write takes a thousandth of it.
const LONG: Duration = Duration::from_hours(1);

/// Returns how the name of a file begins that is on its way to this place.
fn on_its_way(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!(".{name}.")
}

/// Removes what a program that was ended left on its way to this place. Only for the one that alone
/// writes there.
pub(super) fn sweep(path: &Path) -> Result<(), VaultError> {
    let begin = on_its_way(path);
    sweep_if(folder_of(path), |name, _| name.starts_with(&begin))
}

/// Removes what programs that were ended left in a folder long ago.
pub(super) fn sweep_old(folder: &Path) -> Result<(), VaultError> {
    sweep_if(folder, |_, item| {
        let changed = item.metadata().and_then(|data| data.modified());
        let age = changed.map(|time| time.elapsed().unwrap_or_default());
        age.is_ok_and(|age| age > LONG)
    })
}

fn sweep_if(folder: &Path, goes: impl Fn(&str, &DirEntry) -> bool) -> Result<(), VaultError> {
    let fault = |error| VaultError::disk("read the folder", folder, error);
    let items = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        items => items.map_err(fault)?,
    };
    for item in items {
        let item = item.map_err(fault)?;
        let name = item.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') && name.ends_with(ON_ITS_WAY) && goes(&name, &item) {
            remove(&item.path())?;
        }
    }
    Ok(())
}

/// Returns an error as the system gave it, without the random name of the file on its way.
fn plain(error: &io::Error) -> io::Error {
    let inner = error.get_ref().and_then(|wrapped| wrapped.source());
    let inner = inner.and_then(|inner| inner.downcast_ref::<io::Error>());
    match inner.unwrap_or(error).raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => error.kind().into(),
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Makes the names in a folder durable. Windows has no such call and keeps names in its journal.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

/// Makes a folder, and those above it, for its owner alone; one that is there is left as it is.
///
/// # Errors
///
/// [`VaultError::Disk`].
pub fn make_folder(path: &Path) -> Result<(), VaultError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(path)
        .map_err(|error| VaultError::disk("make the folder", path, error))
}

/// Reads a file; `None` where there is none.
pub(super) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, VaultError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(VaultError::disk("read", path, error)),
    }
}

/// Removes a file, durably; one that is not there is no fault.
pub(super) fn remove(path: &Path) -> Result<(), VaultError> {
    match fs::remove_file(path) {
        Ok(()) => {
            sync_folder(folder_of(path)).map_err(|error| VaultError::disk("remove", path, error))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(VaultError::disk("remove", path, error)),
    }
}

/// Removes a folder with all that is in it.
pub(super) fn remove_folder(path: &Path) -> Result<(), VaultError> {
    fs::remove_dir_all(path)
        .and_then(|()| sync_folder(folder_of(path)))
        .map_err(|error| VaultError::disk("remove", path, error))
}

/// Says whether there is a folder with something in it.
pub(super) fn holds_something(folder: &Path) -> Result<bool, VaultError> {
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(VaultError::disk("read the folder", folder, error)),
        Ok(mut items) => Ok(items.next().is_some()),
    }
}

/// Returns the names in a folder that have this ending, sorted, without the ending; none where there is
/// no folder. Names that begin with a point are passed over: they are files on their way.
pub(super) fn names(folder: &Path, ending: &str) -> Result<Vec<String>, VaultError> {
    let fault = |error| VaultError::disk("read the folder", folder, error);
    let items = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        items => items.map_err(fault)?,
    };
    let mut names = Vec::new();
    for item in items {
        let name = item
            .map_err(fault)?
            .file_name()
            .to_string_lossy()
            .into_owned();
        if let Some(name) = name.strip_suffix(ending)
            && !name.starts_with('.')
        {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    fn a_new_file_is_for_its_owner_alone_and_leaves_nothing_beside_it() {
        let folder = folder();
        let path = folder.path().join("a.age");
        create(&path, b"x").unwrap();
        replace(&path, b"y").unwrap();
        assert_eq!(read_if_there(&path).unwrap().unwrap(), b"y");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn nothing_is_written_over_unasked() {
        let folder = folder();
        let path = folder.path().join("a");
        create(&path, b"x").unwrap();
        assert!(matches!(create(&path, b"y"), Err(VaultError::Exists(_))));
        assert_eq!(read_if_there(&path).unwrap().unwrap(), b"x");
    }

    #[test]
    fn a_folder_that_is_not_there_is_a_clear_fault() {
        let folder = folder();
        let path = folder.path().join("no/such/file");
        let fault = replace(&path, b"x").unwrap_err();
        assert!(matches!(fault, VaultError::Disk { doing: "write", .. }));
        let said = std::error::Error::source(&fault).unwrap().to_string();
        assert!(!said.contains(".tmp"), "{said}");
        assert!(read_if_there(&path).unwrap().is_none());
        remove(&path).unwrap();
    }

    #[test]
    fn what_a_program_left_on_its_way_is_swept_for_its_place_alone() {
        let folder = folder();
        let names = [".a.age.x1.tmp", ".b.age.x2.tmp", "a.age", ".a.age"];
        for name in names {
            create(&folder.path().join(name), b"").unwrap();
        }
        sweep(&folder.path().join("a.age")).unwrap();
        for (name, left) in names.iter().zip([false, true, true, true]) {
            assert_eq!(folder.path().join(name).exists(), left, "{name}");
        }
    }

    #[test]
    fn only_what_was_left_long_ago_is_swept_from_a_folder() {
        let folder = folder();
        let old = std::time::UNIX_EPOCH;
        for (name, time) in [
            (".a.age.x.tmp", Some(old)),
            (".b.age.x.tmp", None),
            ("c.age", Some(old)),
        ] {
            let path = folder.path().join(name);
            create(&path, b"").unwrap();
            let file = File::options().write(true).open(path).unwrap();
            time.map(|time| file.set_modified(time))
                .transpose()
                .unwrap();
        }
        sweep_old(folder.path()).unwrap();
        for (name, left) in [
            (".a.age.x.tmp", false),
            (".b.age.x.tmp", true),
            ("c.age", true),
        ] {
            assert_eq!(folder.path().join(name).exists(), left, "{name}");
        }
        sweep_old(&folder.path().join("no")).unwrap();
    }

    #[test]
    fn files_on_their_way_are_passed_over() {
        let folder = folder();
        for name in ["b.age", "a.age", ".tmpx.age", "c.txt"] {
            create(&folder.path().join(name), b"").unwrap();
        }
        assert_eq!(names(folder.path(), ".age").unwrap(), ["a", "b"]);
        assert!(names(&folder.path().join("no"), ".age").unwrap().is_empty());
    }
}
