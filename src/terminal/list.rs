//! Lists to move about in (dialoguer). They open from a line by Enter alone, and Esc goes back to it: a
//! list hears no function key and no word, so it is never the only way.

use std::io;

use console::Term;
use dialoguer::theme::SimpleTheme;
use dialoguer::{MultiSelect, Select};

/// Lets someone pick one item; `None` after Esc.
pub(super) fn one(items: &[String], hint: &str) -> io::Result<Option<usize>> {
    let term = Term::stdout();
    let select = Select::with_theme(&SimpleTheme)
        .with_prompt(hint)
        .items(items)
        .default(0)
        .report(false)
        .max_length(room());
    put_right(&term, select.interact_on_opt(&term))
}

/// Lets someone mark items; `None` after Esc.
pub(super) fn many(items: &[String], hint: &str) -> io::Result<Option<Vec<usize>>> {
    let term = Term::stdout();
    let select = MultiSelect::with_theme(&SimpleTheme)
        .with_prompt(hint)
        .items(items)
        .report(false)
        .max_length(room());
    put_right(&term, select.interact_on_opt(&term))
}

/// How many items fit on the screen.
fn room() -> usize {
    super::screen::Screen::size().1.saturating_sub(4).max(3)
}

/// A list hides the cursor, and leaves it hidden where it is broken off.
fn put_right<T>(term: &Term, picked: dialoguer::Result<T>) -> io::Result<T> {
    term.show_cursor()?;
    picked.map_err(|error| match error {
        dialoguer::Error::IO(error) => error,
    })
}
