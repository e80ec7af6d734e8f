//! Where words go: what was asked for to standard output, everything else to standard error.

use std::io::{self, IsTerminal as _, Write as _};

use super::failure::Failure;

/// The two outputs.
#[derive(Debug)]
pub(super) struct Out {
    quiet: bool,
}

impl Out {
    pub(super) fn new(quiet: bool) -> Self {
        Self { quiet }
    }

    /// Writes a line that was asked for.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.bytes(text.as_bytes())?;
        self.bytes(b"\n")
    }

    /// Writes bytes that were asked for. An output that is closed ends the writing and is no error:
    /// whoever reads has read enough.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other.map_err(Failure::outside),
        }
    }

    /// Writes one JSON document that was asked for.
    pub(super) fn json(&mut self, document: &serde_json::Value) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(document).map_err(Failure::outside)?;
        self.line(&text)
    }

    /// Writes a line beside what was asked for: what was done, where to look.
    pub(super) fn note(&mut self, text: &str) {
        // Nobody can be told that standard error is closed.
        drop(writeln!(io::stderr(), "{text}"));
    }

    /// Writes a line of progress, unless that is unwanted.
    pub(super) fn progress(&mut self, text: &str) {
        if !self.quiet {
            self.note(text);
        }
    }

    /// Says whether standard output is a terminal.
    pub(super) fn is_terminal(&self) -> bool {
        io::stdout().is_terminal()
    }
}

/// Writes an error to standard error.
pub(super) fn error_lines(text: &str) {
    // Nobody can be told that standard error is closed.
    drop(writeln!(io::stderr(), "{text}"));
}
