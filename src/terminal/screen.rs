//! The screen: the alternate one, so that nothing of the talk stays behind in what can be scrolled back.

use std::io::{self, Write as _};

use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{cursor, execute, queue};

use super::page::{Look, Row};

/// The screen, taken for the length of a talk. Cleared, and given back, when it is dropped.
#[derive(Debug)]
pub(super) struct Screen {
    plain: bool,
    colour: bool,
}

impl Screen {
    /// Takes the screen.
    pub(super) fn take(plain: bool) -> io::Result<Self> {
        execute!(
            io::stdout(),
            EnterAlternateScreen,
            Clear(ClearType::All),
            cursor::MoveTo(0, 0)
        )?;
        Ok(Self {
            plain,
            colour: !plain,
        })
    }

    /// Returns columns and lines; 80 by 24 where the terminal does not say.
    pub(super) fn size() -> (usize, usize) {
        let (columns, lines) = crossterm::terminal::size().unwrap_or((80, 24));
        match (columns, lines) {
            (0, _) | (_, 0) => (80, 24),
            _ => (usize::from(columns), usize::from(lines)),
        }
    }

    /// Says whether there is no redrawing.
    pub(super) fn is_plain(&self) -> bool {
        self.plain
    }

    /// Begins a page: on a clear screen, or below the last one where there is no redrawing.
    pub(super) fn begin(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        if self.plain {
            return writeln!(out);
        }
        queue!(out, Clear(ClearType::All), cursor::MoveTo(0, 0))?;
        out.flush()
    }

    /// Clears all of it, redrawing or not.
    pub(super) fn clear() -> io::Result<()> {
        execute!(io::stdout(), Clear(ClearType::All), cursor::MoveTo(0, 0))
    }

    /// Writes a line.
    pub(super) fn row(&self, row: &Row) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let attribute = match row.look {
            _ if !self.colour => None,
            Look::Heading => Some(Attribute::Underlined),
            Look::Said => Some(Attribute::Bold),
            Look::Quiet => Some(Attribute::Dim),
            Look::Plain => None,
        };
        match attribute {
            Some(attribute) => {
                queue!(out, SetAttribute(attribute))?;
                write!(out, "{}", row.text)?;
                queue!(out, SetAttribute(Attribute::Reset))?;
            }
            None => write!(out, "{}", row.text)?,
        }
        writeln!(out)?;
        out.flush()
    }

    /// Writes lines.
    pub(super) fn rows(&self, rows: &[Row]) -> io::Result<()> {
        rows.iter().try_for_each(|row| self.row(row))
    }

    /// Writes a plain line.
    pub(super) fn line(&self, text: &str) -> io::Result<()> {
        let row = Row {
            text: text.to_owned(),
            look: Look::Plain,
        };
        self.row(&row)
    }

    /// Writes a line that is of less weight.
    pub(super) fn quiet(&self, text: &str) -> io::Result<()> {
        let row = Row {
            text: text.to_owned(),
            look: Look::Quiet,
        };
        self.row(&row)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Clears the screen and gives it back, with its cursor. A terminal that is gone is no fault.
pub(super) fn give_back() {
    drop(execute!(
        io::stdout(),
        SetAttribute(Attribute::Reset),
        Clear(ClearType::All),
        cursor::MoveTo(0, 0),
        LeaveAlternateScreen,
        cursor::Show
    ));
}
