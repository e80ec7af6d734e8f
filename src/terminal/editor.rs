//! Where words are typed: a new editor for each prompt, so that nothing said before can come up again.

mod guard;
mod lines;
mod plain;

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::controls::{self, Control};
use super::drafts::Tray;
use super::interrupt::Interrupt;
use crate::text::UiLang;

/// How a prompt takes words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As many lines as are told: Enter on an empty line finishes.
    Account,
    /// Enter finishes.
    Line,
}

/// What an editor is given.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) form: Form,
    /// The text that is there already, and where the cursor stands in it, in bytes.
    pub(super) text: String,
    pub(super) cursor: usize,
    /// Under which name the text is kept while it is typed; `None` for numbers and keys alone.
    pub(super) place: Option<String>,
    /// The language of the screen, in which controls are called.
    pub(super) lang: UiLang,
    /// Shown where what is typed cannot be kept just now.
    pub(super) unkept: &'static str,
}

/// What came back.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Entered {
    /// A text, as it was typed.
    Text(String),
    /// A key that is a control; the text so far is on the tray.
    Key(Control),
    /// The end was asked for.
    Interrupted,
}

/// What both editors are connected to.
#[derive(Debug, Clone)]
pub(super) struct Wires {
    pub(super) tray: Arc<Tray>,
    pub(super) interrupt: Interrupt,
    /// Makes the editor come back with what it has.
    pub(super) breaks: Arc<AtomicBool>,
}

impl Wires {
    fn put(&self, sheet: &Sheet, text: &str, cursor: usize) {
        if let Some(place) = &sheet.place {
            self.tray.put(place, text, cursor);
        }
    }
}

/// Lets someone type.
///
/// # Errors
///
/// Where the terminal fails.
pub(super) fn enter(sheet: &Sheet, wires: &Wires, is_plain: bool) -> io::Result<Entered> {
    if wires.interrupt.is_asked() {
        return Ok(Entered::Interrupted);
    }
    let entered = if is_plain {
        plain::enter(sheet, wires)
    } else {
        lines::enter(sheet, wires)
    };
    match entered {
        Err(_) if wires.interrupt.is_asked() => Ok(Entered::Interrupted),
        other => other,
    }
}

/// Says whether Enter finishes a text rather than making a new line in it.
fn is_finished((form, lang): (Form, UiLang), text: &str) -> bool {
    form == Form::Line || text.is_empty() || is_control(lang, text) || text.ends_with('\n')
}

/// Says whether a text is a control, or has one on a line of its own below it.
fn is_control(lang: UiLang, text: &str) -> bool {
    let alone = !text.contains('\n') && text.starts_with(':') && !text.starts_with("::");
    alone || controls::below(text, lang).is_some()
}

/// Drops the empty line with which a text was finished.
fn finished(text: &str) -> String {
    text.trim_end_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNT: (Form, UiLang) = (Form::Account, UiLang::En);

    #[test]
    fn an_account_is_finished_by_an_empty_line_alone() {
        assert!(!is_finished(ACCOUNT, "We walked."));
        assert!(!is_finished(ACCOUNT, "We\n\nwalked."));
        assert!(is_finished(ACCOUNT, "We walked.\n"));
    }

    #[test]
    fn a_control_is_finished_by_enter_and_words_with_two_colons_are_not() {
        assert!(is_finished(ACCOUNT, ":stop"));
        assert!(!is_finished(ACCOUNT, "::) she said"));
        assert!(!is_finished(ACCOUNT, ":stop\nshe said"));
        assert!(is_finished(ACCOUNT, "she said\n:signs"));
        assert!(!is_finished(ACCOUNT, "she said\n:) signs"));
    }

    #[test]
    fn only_the_empty_lines_at_the_end_are_dropped() {
        assert_eq!(finished("  We\n\nwalked. \n\n"), "  We\n\nwalked. ");
    }
}
