//! Where words go: what was asked for to standard output, everything else to standard error.

use std::io::{self, IsTerminal as _, Write as _};

use dialoguer::console::{Key, Term, measure_text_width};

use super::failure::Failure;
use crate::text::for_terminal;

/// The two outputs.
#[derive(Debug)]
pub(super) struct Out {
    quiet: bool,
    stdout: io::Stdout,
    stderr: io::Stderr,
}

impl Out {
    pub(super) fn new(quiet: bool) -> Self {
        Self {
            quiet,
            stdout: io::stdout(),
            stderr: io::stderr(),
        }
    }

    /// Writes a line that was asked for.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.bytes(text.as_bytes())?;
        self.bytes(b"\n")
    }

    /// Writes bytes that were asked for. An output that is closed ends the writing and is no error:
    /// whoever reads has read enough.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let mut out = self.stdout.lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other.map_err(|error| {
                Failure::outside(error)
                    .while_doing("could not write to standard output")
                    .help("make room where it goes, and try again")
            }),
        }
    }

    /// Writes a document that was asked for. On a terminal it is shown on a screen of its own, a page at a
    /// time, and nothing of it stays; unless it is to be printed plainly.
    pub(super) fn document(&mut self, bytes: &[u8], print: bool) -> Result<(), Failure> {
        let read_here = self.is_terminal() && io::stdin().is_terminal();
        if print || !read_here {
            return self.bytes(bytes);
        }
        let text = String::from_utf8_lossy(bytes);
        pages(&for_terminal_lines(&text)).map_err(Failure::outside)
    }

    /// Writes one JSON document that was asked for.
    pub(super) fn json(&mut self, document: &serde_json::Value) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(document).map_err(Failure::outside)?;
        self.line(&text)
    }

    /// Writes a line beside what was asked for: what was done, where to look.
    pub(super) fn note(&mut self, text: &str) {
        // Nobody can be told that standard error is closed.
        drop(writeln!(self.stderr, "{}", for_terminal(text)));
    }

    /// Writes a line of progress, unless that is unwanted.
    pub(super) fn progress(&mut self, text: &str) {
        if !self.quiet {
            self.note(text);
        }
    }

    /// Says whether standard output is a terminal.
    pub(super) fn is_terminal(&self) -> bool {
        self.stdout.is_terminal()
    }
}

/// Returns a text of which nothing acts on the terminal but its line ends.
fn for_terminal_lines(text: &str) -> String {
    let lines = text.lines().map(for_terminal);
    lines.fold(String::new(), |all, line| all + &line + "\n")
}

/// Shows a text on the alternate screen, a page at a time.
fn pages(text: &str) -> io::Result<()> {
    const ENTER: &str = "\u{1b}[?1049h";
    const LEAVE: &str = "\u{1b}[2J\u{1b}[?1049l";
    let term = Term::stdout();
    let (rows, columns) = term.size();
    let wrapped: Vec<String> = text
        .lines()
        .flat_map(|line| wrap(line, usize::from(columns)))
        .collect();
    let size = usize::from(rows.saturating_sub(2)).max(1);
    term.write_str(ENTER)?;
    for page in wrapped.chunks(size) {
        term.clear_screen()?;
        for line in page {
            term.write_line(line)?;
        }
        term.write_str("-- Enter: go on, q: leave --")?;
        if matches!(term.read_key(), Ok(Key::Char('q') | Key::Escape) | Err(_)) {
            break;
        }
    }
    term.write_str(LEAVE)
}

/// Cuts a line into rows of a screen, between words where that is possible.
fn wrap(line: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(20);
    let mut rows = vec![String::new()];
    for word in line.split_inclusive(' ') {
        let full =
            |row: &String| measure_text_width(row) + measure_text_width(word.trim_end()) > columns;
        if rows.last().is_some_and(|row| !row.is_empty() && full(row)) {
            rows.push(String::new());
        }
        if let Some(row) = rows.last_mut() {
            row.push_str(word);
        }
    }
    rows
}

/// Writes an error to standard error.
pub(super) fn error_lines(text: &str) {
    // Nobody can be told that standard error is closed.
    drop(writeln!(io::stderr(), "{text}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_between_words_and_loses_none() {
        let line = "one two three four five six seven";
        let rows = wrap(line, 20);
        assert_eq!(rows, ["one two three four ", "five six seven"]);
        assert_eq!(wrap("", 20), [""]);
        assert_eq!(wrap(&"x".repeat(50), 20).concat(), "x".repeat(50));
    }

    #[test]
    fn nothing_in_a_document_acts_on_the_terminal() {
        assert_eq!(for_terminal_lines("a\n\u{1b}[2Jb"), "a\n\u{241b}[2Jb\n");
    }
}
