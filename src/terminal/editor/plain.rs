//! The plain editor: what is typed is written once and never drawn again, as screen readers need it.
//!
//! Backspace takes letters of the last line back, one by one; the arrows do nothing. Keys, pasting and
//! drafts are as in the full editor.

use std::io::{self, Write as _};
use std::time::Duration;

use crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEvent, KeyEventKind,
    KeyModifiers,
};
use crossterm::execute;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use unicode_width::UnicodeWidthStr as _;

use super::super::controls;
use super::{Entered, Sheet, Wires, finished, guard, is_finished};

/// Between two looks at whether the end was asked for.
const LOOK: Duration = Duration::from_millis(100);

/// Lets someone type.
pub(super) fn enter(sheet: &Sheet, wires: &Wires) -> io::Result<Entered> {
    let _raw = Raw::begin()?;
    let mut text = sheet.text.clone();
    write("> ")?;
    write(&text)?;
    loop {
        if wires.interrupt.is_asked() {
            return Ok(Entered::Interrupted);
        }
        if !event::poll(LOOK)? {
            continue;
        }
        let done = match event::read()? {
            Event::Paste(pasted) => {
                add(&mut text, &pasted.replace("\r\n", "\n").replace('\r', "\n"))?;
                None
            }
            Event::Key(key) if key.kind != KeyEventKind::Release => press(key, &mut text, sheet)?,
            _ => None,
        };
        wires.put(sheet, &text, text.len());
        if let Some(entered) = done {
            write("\n")?;
            if let Entered::Text(text) = &entered {
                wires.put(sheet, text, text.len());
            }
            return Ok(entered);
        }
    }
}

fn press(key: KeyEvent, text: &mut String, sheet: &Sheet) -> io::Result<Option<Entered>> {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    match key.code {
        KeyCode::Char('c') if control => return Ok(Some(Entered::Interrupted)),
        KeyCode::Char('d') if control => return Ok(Some(Entered::Text(finished(text)))),
        KeyCode::Enter if alt => add(text, "\n")?,
        // Enter that was pressed between two prompts arrives as Ctrl-J.
        KeyCode::Enter | KeyCode::Char('j')
            if is_enter(key.code, control) && is_finished((sheet.form, sheet.lang), text) =>
        {
            return Ok(Some(Entered::Text(finished(text))));
        }
        KeyCode::Enter => add(text, "\n")?,
        KeyCode::Char('j') if control => add(text, "\n")?,
        KeyCode::Backspace => take_back(text)?,
        KeyCode::F(number) => {
            let name = controls::ALL.iter().find(|name| name.key == Some(number));
            return Ok(name.map(|name| Entered::Key(name.control)));
        }
        KeyCode::Char(c) if !control && !alt => add(text, c.encode_utf8(&mut [0; 4]))?,
        _ => {}
    }
    Ok(None)
}

fn is_enter(code: KeyCode, control: bool) -> bool {
    code == KeyCode::Enter || control
}

fn add(text: &mut String, more: &str) -> io::Result<()> {
    text.push_str(more);
    write(more)
}

/// Takes the last letter back. One that stood before a line break is not taken: it is written already.
fn take_back(text: &mut String) -> io::Result<()> {
    let Some(last) = text.chars().last().filter(|c| *c != '\n') else {
        return Ok(());
    };
    let before = text.width();
    text.pop();
    for _ in text.width()..before.max(text.width()) {
        write("\u{8} \u{8}")?;
    }
    // A mark that stood on another letter has no width of its own: the line is written once more.
    if before == text.width() && !last.is_control() {
        let line = text.rsplit('\n').next().unwrap_or_default().to_owned();
        write("\n")?;
        write(&line)?;
    }
    Ok(())
}

/// Writes what was typed, with nothing in it that acts on the terminal but the backspace of our own.
fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let shown = if text == "\u{8} \u{8}" {
        text.to_owned()
    } else {
        guard::shown(text).replace('\n', "\r\n")
    };
    out.write_all(shown.as_bytes())?;
    out.flush()
}

/// Raw mode for the length of one prompt.
struct Raw;

impl Raw {
    fn begin() -> io::Result<Self> {
        enable_raw_mode()?;
        let raw = Self;
        execute!(io::stdout(), EnableBracketedPaste)?;
        Ok(raw)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // A terminal that is gone needs no putting right.
        drop(execute!(io::stdout(), DisableBracketedPaste));
        drop(disable_raw_mode());
    }
}
