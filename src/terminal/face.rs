//! The one place where pages are shown and lines are read.

mod head;
mod help;
mod hiding;
mod picking;

use std::io;
use std::sync::Arc;

use super::controls::{self, Control, Typed};
use super::editor::{self, Entered, Form, Sheet, Wires};
use super::farewell::Farewell;
use super::layout;
use super::page::{Page, Row, leaves};
use super::screen::Screen;
use super::setup::{Lock, Mode, Setup};
use crate::interview::Saving;
use crate::text::{Fill, Text, UiLang, screen as s};

/// What the interviewer sees.
pub(super) struct Face<'a> {
    pub(super) setup: Setup,
    pub(super) wires: Wires,
    pub(super) farewell: Farewell,
    screen: Screen,
    lock: &'a mut dyn Lock,
    /// What is said at the head of the next page, once.
    notices: Vec<String>,
    saving: Saving,
    /// The status that was shown last, where nothing is redrawn.
    said_status: String,
    /// Texts that were handed in and are not acknowledged yet.
    handed_in: Vec<String>,
}

/// What comes instead of a reply.
#[derive(Debug)]
pub(super) enum Turn {
    /// A control.
    Control(Control),
    /// The step is shown again.
    Again,
    /// The end was asked for.
    Interrupted,
    /// The terminal failed.
    Failed(io::Error),
}

impl From<io::Error> for Turn {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::Interrupted => Self::Interrupted,
            _ => Self::Failed(error),
        }
    }
}

/// How words are asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    form: Form,
    place: Option<&'a str>,
    start: &'a str,
}

impl<'a> Line<'a> {
    /// As many lines as are told, kept under a name while they are typed.
    pub(super) fn account(place: &'a str) -> Self {
        let (form, place) = (Form::Account, Some(place));
        Self {
            form,
            place,
            start: "",
        }
    }

    /// A line of words, kept under a name while it is typed.
    pub(super) fn words(place: &'a str) -> Self {
        let (form, place) = (Form::Line, Some(place));
        Self {
            form,
            place,
            start: "",
        }
    }

    /// Numbers and the like, which are not kept while they are typed.
    pub(super) fn bare() -> Self {
        Self {
            form: Form::Line,
            place: None,
            start: "",
        }
    }

    /// The same, with a text that is there already.
    pub(super) fn starting(self, start: &'a str) -> Self {
        Self { start, ..self }
    }
}

impl<'a> Face<'a> {
    pub(super) fn new(
        setup: Setup,
        wires: Wires,
        lock: &'a mut dyn Lock,
        farewell: Farewell,
    ) -> io::Result<Self> {
        Ok(Self {
            screen: Screen::take(setup.plain)?,
            setup,
            wires,
            farewell,
            lock,
            notices: Vec::new(),
            saving: Saving::NotYet,
            said_status: String::new(),
            handed_in: Vec::new(),
        })
    }

    pub(super) fn lang(&self) -> UiLang {
        self.setup.lang
    }

    /// Returns a text of the screen in its language.
    pub(super) fn t(&self, text: Text) -> &'static str {
        text.raw(self.setup.lang)
    }

    /// Says something at the head of the next page.
    pub(super) fn notice(&mut self, text: Text) {
        self.notice_with(text, &Fill::new());
    }

    /// Says something at the head of the next page, with its gaps filled.
    pub(super) fn notice_with(&mut self, text: Text, fill: &Fill) {
        let said = text.say(self.setup.lang, fill);
        if !self.notices.contains(&said) {
            self.notices.push(said);
        }
    }

    /// Takes in what may be kept from here on.
    pub(super) fn saving(&mut self, saving: Saving) {
        let may_keep = saving == Saving::On && self.setup.mode != Mode::Practice;
        self.wires.tray.allow(may_keep);
        self.saving = saving;
    }

    /// The reply was acknowledged: the texts it was made of are drafts no more.
    pub(super) fn acknowledged(&mut self) {
        for place in self.handed_in.drain(..) {
            self.wires.tray.forget(&place);
        }
    }

    /// The reply was not taken: its texts come back.
    pub(super) fn not_acknowledged(&mut self) {
        self.handed_in.clear();
    }

    /// Asks for words. Controls that change nothing but the screen are carried out here; all others
    /// come back as a turn. A word that there is not, and words where the page is not yet at its end,
    /// come back into the line.
    pub(super) fn ask(&mut self, page: &Page, line: Line<'_>) -> Result<String, Turn> {
        let mut start = line.start.to_owned();
        loop {
            let typed = self.show_and_read(page, line, &start)?;
            match controls::read(&typed, self.setup.lang) {
                Typed::Words(text) => {
                    if let Some(place) = line.place {
                        self.wires.tray.put(place, &text, text.len());
                        self.handed_in.push(place.to_owned());
                    }
                    return Ok(text);
                }
                Typed::Control(control) => {
                    self.clear_line(line);
                    self.control(control)?;
                }
                Typed::Below(words, control) => {
                    if let Some(place) = line.place {
                        self.wires.tray.put(place, &words, words.len());
                    }
                    self.control(control)?;
                }
                Typed::NoSuchWord(word) => {
                    self.notice_with(s::NO_SUCH_WORD, &Fill::new().with("word", word));
                    start = typed;
                }
            }
        }
    }

    /// A control was typed into the line; it is no draft of it.
    fn clear_line(&self, line: Line<'_>) {
        if let Some(place) = line.place {
            self.wires.tray.forget(place);
        }
    }

    fn show_and_read(&mut self, page: &Page, line: Line<'_>, start: &str) -> Result<String, Turn> {
        loop {
            let sheet = self.sheet(line, start);
            let entered = self.show(page, sheet)?;
            match entered {
                Entered::Text(text) => return Ok(text),
                Entered::Interrupted => return Err(Turn::Interrupted),
                Entered::Key(control) => self.control(control)?,
            }
        }
    }

    /// Carries out what changes nothing but the screen; hands back everything else.
    fn control(&mut self, control: Control) -> Result<(), Turn> {
        match control {
            Control::Help => self.help(),
            Control::Again => Ok(()),
            Control::Hide => self.hide(),
            other => Err(Turn::Control(other)),
        }
    }

    fn sheet(&self, line: Line<'_>, start: &str) -> Sheet {
        let kept = line.place.and_then(|place| self.wires.tray.get(place));
        let (text, cursor) = kept.unwrap_or_else(|| (start.to_owned(), start.len()));
        Sheet {
            form: line.form,
            text,
            cursor,
            place: line.place.map(str::to_owned),
            lang: self.setup.lang,
            unkept: self.t(s::DRAFT_NOT_KEPT),
        }
    }

    /// Shows a page leaf by leaf, and reads a line below the last one.
    fn show(&mut self, page: &Page, sheet: Sheet) -> Result<Entered, Turn> {
        let (width, height) = Screen::size();
        let form = page.form(width);
        let head = self.head(width);
        self.notices.clear();
        let editor = if sheet.form == Form::Account { 5 } else { 2 };
        let keys = layout::wrap(self.t(s::KEYS_HINT), width.saturating_sub(1)).len();
        let room = height.saturating_sub(head.len() + form.len() + editor + keys + 1);
        let leaves = leaves(page.rows(self.setup.lang, width), room);
        let count = leaves.len();
        let mut sheet = sheet;
        // A text that waits in the line is shown with it at once.
        let first = if sheet.text.is_empty() { 0 } else { count - 1 };
        for (index, leaf) in leaves.iter().enumerate().skip(first) {
            self.begin(&head, index == first)?;
            self.screen.rows(leaf)?;
            self.foot();
            if index + 1 == count {
                self.screen.rows(&form)?;
                break;
            }
            match self.between(index + 1, count)? {
                Entered::Text(text) if text.is_empty() => {}
                Entered::Text(text) if text.starts_with(':') || sheet.place.is_none() => {
                    return Ok(Entered::Text(text));
                }
                // Words that were typed too early are not lost: they stand in the line at the end.
                Entered::Text(text) => {
                    sheet.text.push_str(&text);
                    sheet.cursor = sheet.text.len();
                }
                other => return Ok(other),
            }
        }
        Ok(editor::enter(&sheet, &self.wires, self.screen.is_plain())?)
    }

    fn between(&mut self, page: usize, pages: usize) -> Result<Entered, Turn> {
        let fill = Fill::new()
            .with("page", page.to_string())
            .with("pages", pages.to_string());
        self.screen
            .line(&s::PAGE_MORE.say(self.setup.lang, &fill))?;
        let sheet = self.sheet(Line::bare(), "");
        Ok(editor::enter(&sheet, &self.wires, self.screen.is_plain())?)
    }

    fn begin(&mut self, head: &[Row], first: bool) -> io::Result<()> {
        if first || !self.screen.is_plain() {
            self.screen.begin()?;
            self.screen.rows(head)?;
        }
        Ok(())
    }

    /// The keys, below the page: only where the page is drawn anew each time.
    fn foot(&self) {
        if !self.screen.is_plain() {
            let (width, _) = Screen::size();
            drop(self.screen.line(""));
            for line in layout::wrap(self.t(s::KEYS_HINT), width.saturating_sub(1)) {
                // A line of keys that cannot be written shows in what is written next.
                drop(self.screen.quiet(&line));
            }
        }
    }

    fn help(&mut self) -> Result<(), Turn> {
        let page = help::page(self.setup.lang);
        let words = self.show(&page, self.sheet(Line::bare(), ""))?;
        match words {
            Entered::Text(_) => Ok(()),
            Entered::Key(control) => self.control(control),
            Entered::Interrupted => Err(Turn::Interrupted),
        }
    }

    pub(super) fn is_plain(&self) -> bool {
        self.screen.is_plain()
    }

    /// Returns a shared handle on the texts that are being typed.
    pub(super) fn tray(&self) -> Arc<super::drafts::Tray> {
        Arc::clone(&self.wires.tray)
    }
}
