//! The vault as a folder: what it is for, and where its parts are.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::{Identity, VaultError, disk};
use crate::record::CaseId;
use crate::text::yaml;

/// The format that this version writes.
const FORMAT: u32 = 1;

/// What a vault is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Purpose {
    /// People's cases.
    Real,
    /// Made-up cases: its key is public, and every screen and page says so.
    Demo,
}

/// A vault that is not opened with a key yet.
#[derive(Debug, Clone)]
pub struct Vault {
    root: PathBuf,
    purpose: Purpose,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    format: u32,
    purpose: Purpose,
}

impl Vault {
    /// Makes a vault in a new or empty folder.
    ///
    /// # Errors
    ///
    /// [`VaultError::Exists`] where there is a vault already, [`VaultError::NotAVault`] where the folder
    /// holds something else, [`VaultError::Disk`].
    pub fn create(root: &Path, purpose: Purpose) -> Result<Self, VaultError> {
        let about = root.join("vault.yaml");
        if disk::read_if_there(&about)?.is_some() {
            return Err(VaultError::Exists(root.to_path_buf()));
        }
        if disk::holds_something(root)? {
            return Err(VaultError::NotAVault {
                path: root.to_path_buf(),
                why: "the folder holds other files".to_owned(),
            });
        }
        disk::make_folder(root)?;
        let word = match purpose {
            Purpose::Real => "real",
            Purpose::Demo => "demo",
        };
        let text = format!(
            "# A vault of heard. What each file holds: docs/format.md.\nformat: {FORMAT}\npurpose: {word}\n"
        );
        disk::create(&about, text.as_bytes())?;
        Ok(Self {
            root: root.to_path_buf(),
            purpose,
        })
    }

    /// Makes a demo vault in which this key stands for all to read.
    ///
    /// # Errors
    ///
    /// As [`Vault::create`].
    pub fn create_demo(root: &Path, identity: &Identity) -> Result<Self, VaultError> {
        let vault = Self::create(root, Purpose::Demo)?;
        let (key, signing) = vault.demo_key();
        identity.store_open(&key, &signing)?;
        vault.add_card(identity)?;
        Ok(vault)
    }

    /// Finds the vault in a folder.
    ///
    /// # Errors
    ///
    /// [`VaultError::NoVault`], [`VaultError::NotAVault`], [`VaultError::LaterFormat`],
    /// [`VaultError::Disk`].
    pub fn find(root: &Path) -> Result<Self, VaultError> {
        let path = root.join("vault.yaml");
        let not_one = |why: String| VaultError::NotAVault {
            path: root.to_path_buf(),
            why,
        };
        let Some(bytes) = disk::read_if_there(&path)? else {
            return Err(if disk::holds_something(root)? {
                not_one("it has no file `vault.yaml`".to_owned())
            } else {
                VaultError::NoVault(root.to_path_buf())
            });
        };
        let text =
            String::from_utf8(bytes).map_err(|_| not_one("`vault.yaml` is no text".into()))?;
        let name = Arc::from(path.display().to_string());
        let about: About = yaml::read(&name, &text).map_err(|e| not_one(e.to_string()))?;
        if about.format > FORMAT {
            return Err(VaultError::LaterFormat {
                path: root.to_path_buf(),
                format: about.format,
            });
        }
        Ok(Self {
            root: root.to_path_buf(),
            purpose: about.purpose,
        })
    }

    /// Returns what the vault is for.
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Says whether its cases are made up.
    pub fn is_demo(&self) -> bool {
        self.purpose == Purpose::Demo
    }

    /// Returns the folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the public key of a demo vault.
    ///
    /// # Errors
    ///
    /// [`VaultError::NoIdentity`], [`VaultError::BadIdentity`], [`VaultError::Disk`].
    pub fn demo_identity(&self) -> Result<Identity, VaultError> {
        let (key, signing) = self.demo_key();
        Identity::read_open(&key, &signing)
    }

    /// Puts your card where colleagues find it.
    ///
    /// # Errors
    ///
    /// [`VaultError::Disk`].
    pub fn add_card(&self, identity: &Identity) -> Result<(), VaultError> {
        identity.card().put_into(&self.root.join("people"))
    }

    fn demo_key(&self) -> (PathBuf, PathBuf) {
        (self.root.join("demo.key"), self.root.join("demo.signing"))
    }

    pub(super) fn cases(&self) -> PathBuf {
        self.root.join("cases")
    }

    pub(super) fn case(&self, case: CaseId) -> PathBuf {
        self.cases().join(case.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    fn a_vault_is_found_where_it_was_made() {
        let folder = folder();
        let root = folder.path().join("a/b");
        Vault::create(&root, Purpose::Real).unwrap();
        assert_eq!(Vault::find(&root).unwrap().purpose(), Purpose::Real);
        let again = Vault::create(&root, Purpose::Demo);
        assert!(matches!(again, Err(VaultError::Exists(_))));
    }

    #[test]
    fn a_folder_without_a_vault_and_one_with_other_files_are_told_apart() {
        let folder = folder();
        let none = Vault::find(&folder.path().join("no"));
        assert!(matches!(none, Err(VaultError::NoVault(_))));
        disk::create(&folder.path().join("letter.txt"), b"x").unwrap();
        let other = Vault::find(folder.path());
        assert!(matches!(other, Err(VaultError::NotAVault { .. })));
        let made = Vault::create(folder.path(), Purpose::Real);
        assert!(matches!(made, Err(VaultError::NotAVault { .. })));
    }

    #[test]
    fn a_vault_file_that_is_not_one_says_where() {
        let folder = folder();
        let about = folder.path().join("vault.yaml");
        for (text, want) in [
            ("format: one\npurpose: real\n", "vault.yaml:1:9"),
            ("format: 1\npurpose: real\nmore: 1\n", "vault.yaml:3:1"),
            ("purpose: real\n", "format"),
        ] {
            disk::replace(&about, text.as_bytes()).unwrap();
            let fault = Vault::find(folder.path()).unwrap_err().to_string();
            assert!(fault.contains(want), "{fault}");
        }
        disk::replace(&about, b"format: 2\npurpose: real\n").unwrap();
        let later = Vault::find(folder.path());
        assert!(matches!(
            later,
            Err(VaultError::LaterFormat { format: 2, .. })
        ));
    }

    #[test]
    fn a_demo_vault_brings_its_key_and_its_card() {
        let folder = folder();
        let vault =
            Vault::create_demo(&folder.path().join("v"), &Identity::generate("Demo")).unwrap();
        let key = vault.demo_identity().unwrap();
        assert_eq!(key.name(), "Demo");
        let card = format!("people/{}.pub", key.card().fingerprint());
        assert!(vault.root().join(card).exists());
    }
}
