//! Asking for a passphrase: once, unseen, with wrong ones slowed.

use std::io::{self, IsTerminal as _};
use std::process;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use console::Term;
use dialoguer::Password;
use dialoguer::theme::SimpleTheme;
use rustix::termios::{LocalModes, OptionalActions, QueueSelector, tcflush, tcgetattr, tcsetattr};
use secrecy::{ExposeSecret as _, SecretString};

use super::error::TerminalError;
use super::interrupt::{HeldBack, Interrupt, Watch};
use crate::text::{Fill, Text, UiLang, screen};
use crate::vault::Passphrase;

/// Asks for the passphrase until `opens` takes it, each time waiting longer after a wrong one.
///
/// # Errors
///
/// [`TerminalError::NoTerminal`] where there is no terminal, [`TerminalError::Interrupted`] after
/// Ctrl-C, [`TerminalError::Io`] where the terminal fails.
pub fn ask_passphrase<T>(
    lang: UiLang,
    mut opens: impl FnMut(&SecretString) -> Option<T>,
) -> Result<T, TerminalError> {
    let mut wrong = 0;
    loop {
        let passphrase = ask(lang, screen::PASSPHRASE, "--passphrase-file")?;
        if let Some(opened) = opens(&passphrase) {
            return Ok(opened);
        }
        wrong += 1;
        say(lang, screen::PASSPHRASE_WRONG)?;
        slow_down(wrong)?;
    }
}

/// Asks for a new passphrase, twice; without a terminal the error names `flag`.
///
/// # Errors
///
/// As [`ask_passphrase`].
pub fn ask_new_passphrase(lang: UiLang, flag: &'static str) -> Result<SecretString, TerminalError> {
    loop {
        let passphrase = ask(lang, screen::PASSPHRASE_NEW, flag)?;
        if passphrase.expose_secret().chars().count() < Passphrase::SHORTEST {
            let count = Fill::new().with("count", Passphrase::SHORTEST.to_string());
            Term::stderr().write_line(&screen::PASSPHRASE_SHORT.say(lang, &count))?;
            continue;
        }
        let again = ask(lang, screen::PASSPHRASE_AGAIN, flag)?;
        if passphrase.expose_secret() == again.expose_secret() {
            return Ok(passphrase);
        }
        say(lang, screen::PASSPHRASE_DIFFERS)?;
    }
}

/// Waits after a wrong passphrase. What is typed meanwhile is not shown, and is thrown away.
pub(super) fn slow_down(wrong: u32) -> io::Result<()> {
    let stdin = io::stdin();
    let before = tcgetattr(&stdin)?;
    let mut silent = before.clone();
    silent.local_modes.remove(LocalModes::ECHO);
    tcsetattr(&stdin, OptionalActions::Now, &silent)?;
    thread::sleep(wait_after(wrong));
    tcflush(&stdin, QueueSelector::IFlush)?;
    tcsetattr(&stdin, OptionalActions::Now, &before)?;
    Ok(())
}

/// Returns how long to wait after some wrong passphrases: 1, 2, 4 … seconds, and never more than 30.
fn wait_after(wrong: u32) -> Duration {
    let seconds = 1_u64 << wrong.saturating_sub(1).min(5);
    Duration::from_secs(seconds.min(30))
}

fn ask(lang: UiLang, prompt: Text, instead: &'static str) -> Result<SecretString, TerminalError> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(TerminalError::NoTerminal { instead });
    }
    // The prompt does not come back on Ctrl-C; the terminal is put right, and that is the end.
    let _held_back = HeldBack::begin()?;
    let _watch = Watch::begin(&Interrupt::default(), &Arc::default(), || {
        drop(Term::stderr().write_line(""));
        process::exit(130)
    })?;
    read(prompt.raw(lang), &Term::stderr())
}

/// Reads one passphrase without showing it.
pub(super) fn read(prompt: &str, term: &Term) -> Result<SecretString, TerminalError> {
    let asked = Password::with_theme(&SimpleTheme)
        .with_prompt(prompt)
        .report(false)
        .allow_empty_password(true)
        .interact_on(term);
    match asked {
        Ok(text) => Ok(SecretString::from(text)),
        Err(dialoguer::Error::IO(error)) if error.kind() == io::ErrorKind::Interrupted => {
            Err(TerminalError::Interrupted)
        }
        Err(dialoguer::Error::IO(error)) => Err(TerminalError::Io(error)),
    }
}

fn say(lang: UiLang, text: Text) -> Result<(), TerminalError> {
    Ok(Term::stderr().write_line(text.raw(lang))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wrong_passphrase_waits_longer_up_to_half_a_minute() {
        let waits: Vec<u64> = (1..8).map(|n| wait_after(n).as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 30, 30]);
    }
}
