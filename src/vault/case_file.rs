//! `case.age`: what is needed to find a case without reading it, made anew from its entries.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::case_keys::CaseKeys;
use super::{VaultError, crypt, disk};
use crate::record::{CaseView, Reader, WentOut};

/// What `case.age` holds. The signed entries are the truth; this is copied from them.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct CaseFile {
    pub(super) label: String,
    #[serde(default)]
    pub(super) readers: Vec<Reader>,
    #[serde(default)]
    pub(super) register: Vec<WentOut>,
}

impl CaseFile {
    pub(super) fn of(view: &CaseView) -> Self {
        Self {
            label: view.label.clone(),
            readers: view.readers.clone(),
            register: view.register.clone(),
        }
    }

    pub(super) fn store(&self, folder: &Path, keys: &CaseKeys) -> Result<(), VaultError> {
        let text = serde_json::to_string(self).expect("a case file has string keys");
        let cipher = crypt::encrypt_text(&text, &keys.recipient());
        disk::replace(&folder.join("case.age"), &cipher)
    }

    /// Reads the file; `None` where there is none that can be read, since it can be made anew.
    pub(super) fn read(folder: &Path, keys: &CaseKeys) -> Result<Option<Self>, VaultError> {
        let path = folder.join("case.age");
        let Some(cipher) = disk::read_if_there(&path)? else {
            return Ok(None);
        };
        let text = crypt::decrypt_text(&path, &cipher, keys.all());
        Ok(text.ok().and_then(|t| serde_json::from_str(&t).ok()))
    }
}
