//! One heard at a time works on a case on this machine.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use super::{VaultError, disk};
use crate::record::CaseId;

/// Held while someone works on a case; the system lets it go when the program ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    #[cfg_attr(not(test), expect(dead_code, reason = "it is held, not read"))]
    file: File,
}

impl Lock {
    /// Takes the lock of a case.
    ///
    /// # Errors
    ///
    /// [`VaultError::Busy`] where another program has it, [`VaultError::Disk`].
    pub(super) fn take(state: &Path, case: CaseId) -> Result<Self, VaultError> {
        disk::make_folder(state)?;
        let path = state.join(format!("{case}.lock"));
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options
            .open(&path)
            .map_err(|error| VaultError::disk("open", &path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { file }),
            Err(TryLockError::WouldBlock) => Err(VaultError::Busy),
            Err(TryLockError::Error(error)) => Err(VaultError::disk("lock", &path, error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    #[cfg(unix)]
    fn the_lock_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let held = Lock::take(folder.path(), CaseId::new(Uuid::from_u128(1))).unwrap();
        let mode = held.file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_case_is_worked_on_once_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let held = Lock::take(folder.path(), CaseId::new(one)).unwrap();
        let again = Lock::take(folder.path(), CaseId::new(one));
        assert!(matches!(again, Err(VaultError::Busy)));
        assert!(Lock::take(folder.path(), CaseId::new(two)).is_ok());
        drop(held);
        assert!(Lock::take(folder.path(), CaseId::new(one)).is_ok());
    }
}
