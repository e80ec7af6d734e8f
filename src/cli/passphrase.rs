//! Asking for passphrases: from a file for scripts, else from the terminal.

use std::io::{IsTerminal as _, Read as _};
use std::path::Path;
use std::time::Duration;

use dialoguer::Password;

use super::failure::Failure;
use crate::text::{Text, UiLang, screen};
use crate::vault::{Identity, Passphrase, VaultError};

/// How often a passphrase is asked for.
const TRIES: u32 = 3;

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
    for tried in 1..=TRIES {
        let passphrase = Passphrase::typed(ask(screen::PASSPHRASE, lang, "--passphrase-file")?);
        match Identity::unlock(identity, &passphrase) {
            Err(VaultError::WrongPassphrase(_)) if tried < TRIES => {
                super::out::error_lines(screen::PASSPHRASE_WRONG.raw(lang));
                std::thread::sleep(Duration::from_secs(1 << tried));
            }
            other => return Ok(other?),
        }
    }
    unreachable!("the last try returns")
}

/// Returns a new passphrase: of a file, or typed twice.
pub(super) fn new(file: Option<&Path>, flag: &str, lang: UiLang) -> Result<Passphrase, Failure> {
    if let Some(file) = file {
        return Ok(Passphrase::new(first_line(file)?)?);
    }
    let first = ask(screen::PASSPHRASE_NEW, lang, flag)?;
    let passphrase = Passphrase::new(first.clone())?;
    if ask(screen::PASSPHRASE_AGAIN, lang, flag)? == first {
        Ok(passphrase)
    } else {
        Err(Failure::given("the two passphrases are not the same")
            .help("nothing was made; try again"))
    }
}

fn ask(what: Text, lang: UiLang, flag: &str) -> Result<String, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::usage(
            "a passphrase is needed, and there is no terminal to ask for it",
        )
        .help(format!("give a file with it by `{flag}`")));
    }
    Password::new()
        .with_prompt(what.raw(lang))
        .allow_empty_password(true)
        .interact()
        .map_err(|dialoguer::Error::IO(error)| Failure::outside(error))
}

/// Returns the first line of a file or descriptor, without its line end.
fn first_line(file: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    std::fs::File::open(file)
        .and_then(|mut file| file.read_to_string(&mut text))
        .map_err(|error| super::house::unread(file, error))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}
