//! What a talk in a terminal needs from outside.

use secrecy::SecretString;

use crate::interview::Now;
use crate::record::EndedBy;
use crate::text::UiLang;

/// How the screens are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Setup {
    /// The language of the screens.
    pub lang: UiLang,
    /// No colour, no redrawing, no box lines: for screen readers.
    pub plain: bool,
    /// Whether a real case is kept.
    pub mode: Mode,
}

impl Setup {
    /// Screens in a language, of a real case.
    pub fn new(lang: UiLang) -> Self {
        Self {
            lang,
            plain: false,
            mode: Mode::Real,
        }
    }

    /// The same, with or without colour and redrawing.
    #[must_use]
    pub fn plain(self, plain: bool) -> Self {
        Self { plain, ..self }
    }

    /// The same, in another mode.
    #[must_use]
    pub fn mode(self, mode: Mode) -> Self {
        Self { mode, ..self }
    }
}

/// Whether a real case is kept; anything else is said on every screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mode {
    /// A real case.
    Real,
    /// A demo vault, with a made-up person.
    Demo,
    /// A rehearsal: nothing is kept.
    Practice,
}

/// The clock of the talk. The terminal reads none itself, so that a demo can have its own.
pub trait Clock {
    /// Returns the time.
    fn now(&self) -> Now;
}

impl<F: Fn() -> Now> Clock for F {
    fn now(&self) -> Now {
        self()
    }
}

/// What brings a hidden screen back.
pub trait Lock {
    /// Says whether there is a passphrase at all; without one Enter brings the screen back.
    fn is_locked(&self) -> bool;

    /// Says whether this is the passphrase.
    fn opens(&mut self, passphrase: &SecretString) -> bool;
}

/// How holding a talk ended. Everything acknowledged is kept in each case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Held {
    /// The session is over.
    Ended(EndedBy),
    /// Ctrl-C, a hang-up, or the system asked for the end: the talk can be gone on with. What is kept
    /// was said on standard error; the exit status is 130.
    Interrupted,
}
