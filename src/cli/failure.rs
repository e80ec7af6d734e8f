//! What went wrong, as the user meets it: what happened, where, what to do, and an exit status.

use std::error::Error;
use std::fmt::Write as _;
use std::process::ExitCode;

use miette::Diagnostic;

use crate::text::for_terminal;

/// An error on its way to the user.
#[derive(Debug)]
pub(super) struct Failure {
    status: Status,
    error: anyhow::Error,
    help: Option<String>,
}

/// The exit statuses for errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Something is wrong in what the program was given.
    Given = 1,
    /// It was used wrongly.
    Usage = 2,
    /// Something outside failed.
    Outside = 3,
    /// It was interrupted; everything acknowledged is kept.
    Interrupted = 130,
}

impl Failure {
    /// Something is wrong in what the program was given.
    pub(super) fn given(message: impl Into<String>) -> Self {
        Self::of(Status::Given, anyhow::anyhow!(message.into()))
    }

    /// The program was used wrongly.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::of(Status::Usage, anyhow::anyhow!(message.into()))
    }

    /// Something outside failed.
    pub(super) fn outside(error: impl Into<anyhow::Error>) -> Self {
        Self::of(Status::Outside, error.into())
    }

    /// An error with a status of its own.
    pub(super) fn of(status: Status, error: anyhow::Error) -> Self {
        Self {
            status,
            error,
            help: None,
        }
    }

    /// An end of which everything was said already.
    pub(super) fn said(status: Status) -> Self {
        Self::of(status, anyhow::anyhow!(""))
    }

    /// The same, with what to do.
    #[must_use]
    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self {
            help: Some(help.into()),
            ..self
        }
    }

    /// The same, with what was being done.
    #[must_use]
    pub(super) fn while_doing(self, doing: impl Into<String>) -> Self {
        Self {
            error: self.error.context(doing.into()),
            ..self
        }
    }

    /// Writes the error to standard error and returns the exit status.
    pub(super) fn report(&self) -> ExitCode {
        if !self.error.to_string().is_empty() {
            super::out::error_lines(&self.text());
        }
        ExitCode::from(self.status as u8)
    }

    fn text(&self) -> String {
        let mut text = String::from("error: ");
        let mut chain: Vec<String> = self.error.chain().map(ToString::to_string).collect();
        chain.dedup();
        write!(text, "{}", for_terminal(&chain.join(": "))).expect("a string can be written to");
        if let Some(help) = &self.help {
            write!(text, "\nhelp: {}", for_terminal(help)).expect("a string can be written to");
        }
        text
    }
}

/// Errors of the library: the help comes from the error, the status is that of wrong input.
impl<E: Diagnostic + Error + Send + Sync + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        let help = error.help().map(|help| help.to_string());
        let status = match error.code().map(|code| code.to_string()).as_deref() {
            Some("outside") => Status::Outside,
            Some("usage") => Status::Usage,
            Some("interrupted") => Status::Interrupted,
            _ => Status::Given,
        };
        Self {
            status,
            error: anyhow::Error::new(error),
            help,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error, Diagnostic)]
    #[error("the disk is full")]
    #[diagnostic(code(outside), help("make room"))]
    struct Full;

    #[test]
    fn an_error_says_what_happened_and_what_to_do() {
        let failure = Failure::from(Full).while_doing("could not write `a.docx`");
        assert_eq!(
            failure.text(),
            "error: could not write `a.docx`: the disk is full\nhelp: make room"
        );
        assert_eq!(failure.status, Status::Outside);
    }

    #[test]
    fn nothing_in_an_error_acts_on_the_terminal() {
        assert!(!Failure::given("x\u{1b}[2J").text().contains('\u{1b}'));
    }

    #[test]
    fn wrong_use_and_wrong_input_have_statuses_of_their_own() {
        assert_eq!(Failure::usage("x").status as u8, 2);
        assert_eq!(Failure::given("x").status as u8, 1);
        assert_eq!(Failure::outside(std::io::Error::other("x")).status as u8, 3);
    }
}
