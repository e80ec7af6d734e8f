//! The head of every page.

use super::super::page::{Look, Page, Row};
use super::super::setup::Mode;
use super::Face;
use crate::interview::Saving;
use crate::text::screen as s;

impl Face<'_> {
    /// The head of a page: whether anything is kept, what else is true of all pages, and notices.
    pub(super) fn head(&mut self, width: usize) -> Vec<Row> {
        let status = self.status();
        let lines = if self.is_plain() {
            let changed = self.said_status != status;
            let hint = self.t(s::PLAIN_HINT);
            let lines = changed.then(|| format!("{status} {hint}"));
            self.said_status = status;
            lines
        } else {
            Some(format!("{status}   {}", self.t(s::STATUS_HELP)))
        };
        let lines = lines.iter().chain(&self.notices);
        let page = lines.fold(Page::default(), |page, line| page.aside(line.clone()));
        let mut rows = page.rows(self.setup.lang, width);
        if !rows.is_empty() {
            rows.remove(0);
            rows.push(Row {
                text: String::new(),
                look: Look::Plain,
            });
        }
        rows
    }

    fn status(&self) -> String {
        let saving = match (self.setup.mode, self.saving) {
            (Mode::Practice, _) => s::STATUS_PRACTICE,
            (_, Saving::On) => s::STATUS_KEPT,
            (_, Saving::Off) => s::STATUS_OFF,
            (_, Saving::NotWanted) => s::STATUS_NO_NOTES,
            _ => s::STATUS_NOT_YET,
        };
        let demo = self.setup.mode == Mode::Demo;
        let demo = demo.then(|| format!(" {}", self.t(s::STATUS_DEMO)));
        format!("{}{}", self.t(saving), demo.unwrap_or_default())
    }
}
