//! The keys of a case: what was encrypted under any of them, and who can open them.

use std::fmt::Write as _;
use std::path::Path;

use age::x25519::{Identity as AgeKey, Recipient};
use secrecy::ExposeSecret as _;
use zeroize::Zeroizing;

use super::{Identity, VaultError, crypt, disk};

/// Every key of one kind so far, the newest last.
#[derive(Clone)]
pub(super) struct CaseKeys(Vec<AgeKey>);

impl CaseKeys {
    /// Draws a first key.
    pub(super) fn generate() -> Self {
        Self(vec![AgeKey::generate()])
    }

    /// Writes the keys, wrapped to the readers.
    pub(super) fn store(&self, path: &Path, readers: &[Recipient]) -> Result<(), VaultError> {
        let mut text = Zeroizing::new(String::with_capacity(256 * self.0.len()));
        for key in &self.0 {
            let secret = key.to_string();
            writeln!(
                text,
                "# case key\n# public key: {}\n{}",
                key.to_public(),
                secret.expose_secret()
            )
            .expect("a string can be written to");
        }
        disk::replace(path, &crypt::encrypt(text.as_bytes(), readers))
    }

    /// Opens the keys; `None` where there is no such file.
    pub(super) fn read(path: &Path, identity: &Identity) -> Result<Option<Self>, VaultError> {
        let Some(cipher) = disk::read_if_there(path)? else {
            return Ok(None);
        };
        let text = crypt::decrypt_text(path, &cipher, identity.keys())?;
        let keys = text
            .lines()
            .filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        let keys: Option<Vec<AgeKey>> = keys.map(|line| line.parse().ok()).collect();
        let keys = keys
            .filter(|keys| !keys.is_empty())
            .ok_or_else(|| VaultError::Damaged(path.to_path_buf()))?;
        Ok(Some(Self(keys)))
    }

    /// Returns all keys, to open what was encrypted under any of them.
    pub(super) fn all(&self) -> &[AgeKey] {
        &self.0
    }

    /// Returns to what new files are encrypted.
    ///
    /// # Panics
    ///
    /// Never: there is a first key.
    pub(super) fn recipient(&self) -> Recipient {
        self.0.last().expect("there is a first key").to_public()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_open_for_a_reader_and_for_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.key.age");
        let (reader, stranger) = (Identity::generate("A.B."), Identity::generate("C.D."));
        let keys = CaseKeys(vec![AgeKey::generate(), AgeKey::generate()]);
        keys.store(&path, &[reader.recipient()]).unwrap();
        let again = CaseKeys::read(&path, &reader).unwrap().unwrap();
        assert_eq!(again.all().len(), 2);
        assert_eq!(again.recipient().to_string(), keys.recipient().to_string());
        assert!(matches!(
            CaseKeys::read(&path, &stranger),
            Err(VaultError::NotForYou(_))
        ));
        let none = CaseKeys::read(&folder.path().join("no"), &reader);
        assert!(none.unwrap().is_none());
    }
}
