//! Hiding the screen.

use console::Term;

use super::super::error::TerminalError;
use super::super::passphrase;
use super::super::screen::Screen;
use super::{Face, Turn};
use crate::text::screen as s;

impl Face<'_> {
    /// Clears the screen at once; the passphrase brings it back, wrong ones being slowed (R16).
    pub(super) fn hide(&mut self) -> Result<(), Turn> {
        Screen::clear()?;
        let term = Term::stdout();
        let mut wrong = 0;
        loop {
            let prompt = if self.lock.is_locked() {
                self.t(s::PASSPHRASE)
            } else {
                self.t(s::HIDDEN_OPEN)
            };
            let typed = match passphrase::read(prompt, &term) {
                Ok(typed) => typed,
                Err(TerminalError::Io(error)) => return Err(error.into()),
                Err(_) => return Err(Turn::Interrupted),
            };
            if !self.lock.is_locked() || self.lock.opens(&typed) {
                return Ok(());
            }
            wrong += 1;
            passphrase::slow_down(wrong)?;
            if self.wires.interrupt.is_asked() {
                return Err(Turn::Interrupted);
            }
            Screen::clear()?;
        }
    }
}
