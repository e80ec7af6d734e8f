//! What can go wrong with a terminal.

use std::io;

/// Why a talk could not be held in this terminal. What was acknowledged is kept.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[non_exhaustive]
pub enum TerminalError {
    /// Standard input or output is no terminal.
    #[error("this is not a terminal, so nobody can be asked")]
    #[diagnostic(
        code(usage),
        help("run it in a terminal, or give what is asked for by `{instead}`")
    )]
    NoTerminal {
        /// The flag that gives what would be asked for.
        instead: &'static str,
    },
    /// The terminal failed.
    #[error("the terminal could not be used")]
    #[diagnostic(
        code(outside),
        help("everything that was acknowledged is kept; begin again with the same command")
    )]
    Io(#[from] io::Error),
    /// The draft of an earlier time could not be read.
    #[error("what was being written when the talk was broken off could not be read")]
    #[diagnostic(code(outside))]
    Draft(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// Ctrl-C while a passphrase was asked for.
    #[error("interrupted")]
    #[diagnostic(code(interrupted))]
    Interrupted,
}
