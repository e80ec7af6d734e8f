//! Asking for passphrases: from a file for scripts, else from the terminal.

use std::io::Read as _;
use std::path::Path;

use secrecy::ExposeSecret as _;

use super::failure::Failure;
use crate::terminal;
use crate::text::UiLang;
use crate::vault::{Identity, Passphrase, VaultError};

/// Opens a key: with the passphrase of a file, or asking for it, slower after each wrong one.
pub(super) fn unlock(
    identity: &Path,
    file: Option<&Path>,
    lang: UiLang,
) -> Result<Identity, Failure> {
    if let Some(file) = file {
        let passphrase = Passphrase::typed(first_line(file)?);
        return Ok(Identity::unlock(identity, &passphrase)?);
    }
    let opened = terminal::ask_passphrase(lang, |typed| {
        let passphrase = Passphrase::typed(typed.expose_secret().to_owned());
        match Identity::unlock(identity, &passphrase) {
            Err(VaultError::WrongPassphrase(_)) => None,
            other => Some(other),
        }
    });
    Ok(opened??)
}

/// Returns a new passphrase: of a file, or typed twice.
pub(super) fn new(
    file: Option<&Path>,
    flag: &'static str,
    lang: UiLang,
) -> Result<Passphrase, Failure> {
    if let Some(file) = file {
        return Ok(Passphrase::new(first_line(file)?)?);
    }
    let typed = terminal::ask_new_passphrase(lang, flag)?;
    Ok(Passphrase::new(typed.expose_secret().to_owned())?)
}

/// Returns the first line of a file or descriptor, without its line end.
fn first_line(file: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    std::fs::File::open(file)
        .and_then(|mut file| file.read_to_string(&mut text))
        .map_err(|error| super::house::unread(file, error))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
