//! What is being typed, kept encrypted on this device until it is given or thrown away.

use std::fmt;
use std::path::PathBuf;

use age::x25519::Identity as AgeKey;
use zeroize::Zeroizing;

use super::{VaultError, crypt, disk};

/// The file in which a talk's drafts are kept. What they look like is the driver's.
#[derive(Clone)]
pub struct DraftFile {
    path: PathBuf,
    key: AgeKey,
}

/// Shows the place alone.
impl fmt::Debug for DraftFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DraftFile({})", self.path.display())
    }
}

impl DraftFile {
    pub(super) fn new(path: PathBuf, key: AgeKey) -> Self {
        Self { path, key }
    }

    /// Removes what a program that was ended left on its way.
    pub(super) fn sweep(&self) -> Result<(), VaultError> {
        disk::sweep(&self.path)
    }

    /// Keeps a text in place of the one before.
    ///
    /// # Errors
    ///
    /// [`VaultError::Disk`]; the text kept before still is.
    pub fn keep(&self, text: &str) -> Result<(), VaultError> {
        let cipher = crypt::encrypt_text(text, &self.key.to_public());
        disk::replace(&self.path, &cipher)
    }

    /// Returns the text that was kept, with blanks at its end; `None` where there is none.
    ///
    /// # Errors
    ///
    /// [`VaultError::Damaged`], [`VaultError::Disk`].
    pub fn kept(&self) -> Result<Option<Zeroizing<String>>, VaultError> {
        let Some(cipher) = disk::read_if_there(&self.path)? else {
            return Ok(None);
        };
        let keys = std::slice::from_ref(&self.key);
        crypt::decrypt_text(&self.path, &cipher, keys).map(Some)
    }

    /// Forgets the text.
    ///
    /// # Errors
    ///
    /// [`VaultError::Disk`].
    pub fn clear(&self) -> Result<(), VaultError> {
        disk::remove(&self.path)
    }
}
