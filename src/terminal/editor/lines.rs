//! The full editor: many lines, moving about, undo (reedline).
//!
//! It has no history, no temp file, no completion; each prompt gets one of its own. The text and the
//! place of the cursor go to the tray at every change, from where they are kept.

use std::borrow::Cow;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use reedline::{
    Color, EditCommand, EditMode, Emacs, Highlighter, KeyCode, KeyModifiers, Prompt,
    PromptEditMode, PromptHistorySearch, Reedline, ReedlineEvent, Signal, StyledText,
    ValidationResult, Validator, default_emacs_keybindings,
};

use super::super::controls;
use super::super::drafts::Tray;
use super::super::screen::Screen;
use super::{Entered, Form, Sheet, Wires, finished, guard, is_control, is_finished};
use crate::text::UiLang;

const INTERRUPT: &str = "interrupt";

/// The columns before each line.
const INDENT: usize = 2;

/// Lets someone type.
pub(super) fn enter(sheet: &Sheet, wires: &Wires) -> io::Result<Entered> {
    let at_end = Arc::new(AtomicBool::new(true));
    let watcher = Watcher {
        sheet: sheet.clone(),
        wires: wires.clone(),
        at_end: Arc::clone(&at_end),
    };
    let finish = Finish {
        form: sheet.form,
        lang: sheet.lang,
        at_end,
    };
    let mut editor = Reedline::create()
        .with_edit_mode(keys())
        .with_validator(Box::new(finish))
        .with_highlighter(Box::new(watcher))
        .with_break_signal(Arc::clone(&wires.breaks))
        .with_ansi_colors(false)
        .use_bracketed_paste(true);
    fill(&mut editor, sheet);
    let sign = Sign {
        tray: Arc::clone(&wires.tray),
        unkept: sheet.unkept,
    };
    let signal = editor.read_line(&sign).map_err(io::Error::other)?;
    let so_far = |editor: &Reedline| {
        let (text, cursor) = (
            editor.current_buffer_contents(),
            editor.current_insertion_point(),
        );
        wires.put(sheet, text, cursor);
    };
    Ok(match signal {
        Signal::Success(text) => {
            let text = finished(&text);
            wires.put(sheet, &text, text.len());
            Entered::Text(text)
        }
        Signal::HostCommand(key) if key != INTERRUPT => {
            so_far(&editor);
            control(&key)
        }
        _ => {
            so_far(&editor);
            Entered::Interrupted
        }
    })
}

fn fill(editor: &mut Reedline, sheet: &Sheet) {
    if sheet.text.is_empty() {
        return;
    }
    editor.run_edit_commands(&[
        EditCommand::InsertString(sheet.text.clone()),
        EditCommand::MoveToPosition {
            position: sheet.cursor.min(sheet.text.len()),
            select: false,
        },
    ]);
}

/// The control of a function key, by the number that the key hands over.
fn control(key: &str) -> Entered {
    let found = controls::ALL
        .iter()
        .find(|name| name.key.is_some_and(|n| n.to_string() == key));
    found.map_or(Entered::Interrupted, |name| Entered::Key(name.control))
}

fn keys() -> Box<dyn EditMode> {
    let mut keys = default_emacs_keybindings();
    let host = |text: String| ReedlineEvent::ExecuteHostCommand(text);
    for number in controls::ALL.iter().filter_map(|name| name.key) {
        keys.add_binding(
            KeyModifiers::NONE,
            KeyCode::F(number),
            host(number.to_string()),
        );
    }
    let control = KeyModifiers::CONTROL;
    keys.add_binding(control, KeyCode::Char('c'), host(INTERRUPT.to_owned()));
    keys.add_binding(control, KeyCode::Char('d'), ReedlineEvent::Submit);
    // History, an editor of its own and clearing the page have no place here.
    for letter in ['r', 'o', 'l', 'q', 's'] {
        keys.remove_binding(control, KeyCode::Char(letter));
    }
    let newline = ReedlineEvent::Edit(vec![EditCommand::InsertNewline]);
    keys.add_binding(KeyModifiers::ALT, KeyCode::Enter, newline);
    // Enter that was pressed between two prompts arrives as this.
    keys.add_binding(control, KeyCode::Char('j'), ReedlineEvent::Enter);
    Box::new(Emacs::new(keys))
}

/// Sees the text at every change.
struct Watcher {
    sheet: Sheet,
    wires: Wires,
    at_end: Arc<AtomicBool>,
}

impl Highlighter for Watcher {
    fn highlight(&self, line: &str, cursor: usize) -> StyledText {
        self.at_end.store(cursor >= line.len(), Ordering::Relaxed);
        self.wires.put(&self.sheet, line, cursor);
        let mut styled = StyledText::new();
        let width = Screen::size().0.saturating_sub(INDENT + 1);
        let shown = guard::wrapped(line, width);
        styled.push((Color::Default.normal(), shown));
        styled
    }
}

/// Says when Enter finishes: never while the cursor stands inside an account.
struct Finish {
    form: Form,
    lang: UiLang,
    at_end: Arc<AtomicBool>,
}

impl Validator for Finish {
    fn validate(&self, text: &str) -> ValidationResult {
        let inside = self.form == Form::Account && !self.at_end.load(Ordering::Relaxed);
        let finished = is_finished((self.form, self.lang), text) && !inside;
        if finished || text.is_empty() || is_control(self.lang, text) {
            ValidationResult::Complete
        } else {
            ValidationResult::Incomplete
        }
    }
}

/// The sign before the line.
struct Sign {
    tray: Arc<Tray>,
    unkept: &'static str,
}

impl Prompt for Sign {
    fn render_prompt_left(&self) -> Cow<'_, str> {
        if self.tray.has_failed() {
            Cow::Borrowed(self.unkept)
        } else {
            Cow::Borrowed("")
        }
    }

    fn render_prompt_right(&self) -> Cow<'_, str> {
        Cow::Borrowed("")
    }

    fn render_prompt_indicator(&self, _: PromptEditMode) -> Cow<'_, str> {
        Cow::Borrowed("> ")
    }

    fn render_prompt_multiline_indicator(&self) -> Cow<'_, str> {
        Cow::Borrowed("  ")
    }

    fn render_prompt_history_search_indicator(&self, _: PromptHistorySearch) -> Cow<'_, str> {
        Cow::Borrowed("> ")
    }
}
